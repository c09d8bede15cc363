//! Evidence: what is attached is copied, recognised and checked.

use std::fs;

use crate::desk::Desk;

fn attached(desk: &Desk) -> serde_json::Value {
    desk.json("show 3.5@lingang -f json")["evidence"].clone()
}

#[test]
fn a_file_is_copied_and_seen_when_it_changes_or_goes() {
    let desk = Desk::new();
    desk.file("验收.txt", "合格");
    desk.say("attach 3.5@lingang 验收.txt").done();
    let all = attached(&desk);
    assert_eq!(
        (
            &all[0]["name"],
            &all[0]["how"],
            &all[0]["state"],
            &all[0]["by"]
        ),
        (
            &"验收.txt".into(),
            &"copied".into(),
            &"present".into(),
            &"督学甲".into()
        )
    );
    desk.say("show 3.5@lingang")
        .done()
        .shows(&["佐证材料", "验收.txt · 完好"]);
    desk.say("doctor")
        .done()
        .shows(&["佐证材料 1 份，其中 0 份有问题"]);
    let place = all[0]["place"].as_str().unwrap();
    let copy = desk.data.join("ledgers/weihai-2022").join(place);
    fs::write(&copy, "不合").unwrap();
    desk.say("show 3.5@lingang").done().shows(&["已改动"]);
    desk.say("doctor").fails(3).shows(&["已改动", "验收.txt"]);
    fs::remove_file(&copy).unwrap();
    desk.say("doctor").fails(3).shows(&["缺失"]);
    desk.say("attach 3.5@lingang 验收.txt").done();
    desk.say("doctor").done();
    desk.say("undo").done();
    assert_eq!(attached(&desk).as_array().unwrap().len(), 1);
}

#[test]
fn links_are_recorded_where_they_are_and_are_nobodys_damage() {
    let desk = Desk::new();
    let file = desk.file("台账.csv", "a,b");
    desk.say("attach 3.5@lingang 台账.csv --link --name 经费台账")
        .done();
    desk.say("attach 3.5@lingang https://example.org/a").done();
    let all = attached(&desk);
    assert_eq!(all[0]["how"], "linked");
    assert_eq!(all[0]["place"], file.to_str().unwrap());
    assert_eq!(
        (&all[1]["how"], all[1]["state"].is_null()),
        (&"link".into(), true)
    );
    fs::remove_file(file).unwrap();
    desk.say("doctor").done().shows(&["缺失", "经费台账"]);
}

#[test]
fn what_is_refused_or_not_there_copies_nothing() {
    let desk = Desk::new();
    desk.say("attach 3.5@lingang nowhere.pdf").fails(1);
    desk.say("attach 3.5@lingang .").fails(1);
    desk.say("attach 9.9@x nowhere.pdf").fails(2);
    let journals = fs::read_dir(desk.journals()).map_or(0, Iterator::count);
    assert_eq!(journals, 0);
    desk.say("attribute 4.6@none --to 乳山市 --reason 点名")
        .done();
    desk.file("a.txt", "a");
    desk.say("attach 4.6@none a.txt").fails(1);
    assert!(!desk.data.join("ledgers/weihai-2022/evidence").exists());
}

#[test]
fn one_file_proves_several_entries_and_is_kept_once() {
    let desk = Desk::new();
    desk.file("验收.txt", "合格");
    desk.say("attach 3.5@lingang 6.1@huancui 验收.txt").done();
    let folder = desk.data.join("ledgers/weihai-2022/evidence");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(desk.lines(), 2);
    desk.say("doctor").done().shows(&["佐证材料 2 份"]);
    desk.say("undo").done();
    assert_eq!(attached(&desk).as_array().unwrap().len(), 0);
    let all = desk.say("attach --unit 乳山市 --all-matching https://example.org/a");
    assert_eq!(all.code, Some(0), "{}", all.err);
    all.told(&["涉及 13 个条目", "已更改 13 条"]);
    desk.say("attach 3.5@lingang").fails(2).told(&["FILE|URL"]);
}

#[test]
fn an_entry_that_takes_no_evidence_keeps_it_from_the_others_only_with_atomic() {
    let desk = Desk::new();
    desk.file("a.txt", "a");
    desk.say("attribute 4.6@none 4.5@none --to 乳山市 --reason 点名")
        .done()
        .shows(&["4.6@none", "4.5@none"]);
    let atomic = desk.say("attach 4.6@none 3.5@lingang a.txt --atomic");
    atomic.fails(1).told(&["4.6@none", "--atomic"]);
    assert!(!desk.data.join("ledgers/weihai-2022/evidence").exists());
    let run = desk.say("attach 4.6@none 3.5@lingang a.txt").fails(1);
    run.told(&["4.6@none", "已更改 1 条，被拒绝 1 条"]);
    assert_eq!(attached(&desk).as_array().unwrap().len(), 1);
}
