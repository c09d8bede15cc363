//! Damaged and interrupted journals: found, named, and never made worse.

use std::fs;

use super::desk::Desk;

#[test]
fn one_changed_byte_is_found_with_file_and_line_and_nothing_is_touched() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    desk.say("doctor").done();
    let journal = desk.journal();
    let text = fs::read_to_string(&journal).unwrap();
    let changed = text.replacen("\"item\":2", "\"item\":3", 1);
    assert_ne!(text, changed);
    fs::write(&journal, &changed).unwrap();
    let before = desk.everything();
    let found = desk.say("doctor").fails(3);
    let name = journal.file_name().unwrap().to_str().unwrap();
    assert!(found.out.contains(name), "{}", found.out);
    assert!(found.out.contains("第 2 行"), "{}", found.out);
    assert_eq!(desk.everything(), before, "doctor changes nothing");
    let done = &desk.say("show 3.5@lingang -f json").out;
    assert!(
        done.contains("\"done\": 3"),
        "the other lines count: {done}"
    );
}

#[test]
fn an_interrupted_append_is_set_aside_and_work_goes_on() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    let journal = desk.journal();
    let whole = fs::read(&journal).unwrap();
    let mut torn = whole.clone();
    torn.extend_from_slice(b"{\"v\":1,\"seq\":2,\"at\":\"20");
    fs::write(&journal, &torn).unwrap();
    desk.say("doctor --repair");
    assert_eq!(fs::read(&journal).unwrap(), whole);
    fs::write(&journal, &torn).unwrap();
    desk.say("tick 3.5@lingang#2");
    assert_eq!(desk.lines(), 2);
    assert!(journal.with_extension("jsonl.torn").exists());
    desk.say("doctor").done();
}

#[test]
fn a_ledger_with_another_writers_file_is_the_same_book_in_either_place() {
    let (ours, theirs) = (Desk::new(), Desk::new());
    ours.say("tick 3.5@lingang#1 2.1@huancui").done();
    theirs.say("tick 3.5@lingang#2").done();
    theirs.say("undo").done();
    let copy = |from: &Desk, to: &Desk| {
        let path = from.journal();
        fs::copy(&path, to.journals().join(path.file_name().unwrap())).unwrap();
    };
    let (first, second) = (ours.journal(), theirs.journal());
    copy(&theirs, &ours);
    fs::copy(&first, theirs.journals().join(first.file_name().unwrap())).unwrap();
    assert!(second.exists());
    let list = "list -f json";
    assert_eq!(ours.json(list), theirs.json(list));
    assert_eq!(ours.json("show 3.5@lingang -f json")["done"], 1);
}

#[test]
fn a_conflict_copy_that_holds_what_the_journal_lost_is_recognised_and_can_take_its_place() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    let journal = desk.journal();
    let whole = fs::read_to_string(&journal).unwrap();
    let damaged = whole.replacen("\"item\":1", "\"item\":3", 1);
    fs::write(&journal, &damaged).unwrap();
    let name = journal.file_name().unwrap().to_str().unwrap();
    let copy = journal.with_file_name(name.replace(".jsonl", " 2.jsonl"));
    fs::write(&copy, &whole).unwrap();
    desk.say("doctor")
        .fails(3)
        .shows(&["第 1 行", "有 1 行完好的记录", "可以用它替换"]);
    fs::rename(&copy, &journal).unwrap();
    desk.say("doctor").done();
    fs::write(&copy, &damaged).unwrap();
    let doctor = desk.say("doctor --lang en");
    doctor.shows(&["a damaged copy of", "it can be deleted"]);
}

#[test]
fn what_is_shared_names_versions_and_faults_but_no_person_no_place_and_no_text() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    desk.run(["note", "3.5@lingang", "秘密进展"]).done();
    let proof = desk.file("秘密照片.jpg", b"proof");
    desk.run(["attach", "3.5@lingang", proof.to_str().unwrap()])
        .done();
    for (path, _) in desk.everything() {
        if path.to_str().unwrap().contains("evidence") {
            fs::write(path, b"other").unwrap();
        }
    }
    let journal = desk.journal();
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("\"item\":2", "\"item\":3", 1)).unwrap();
    for lang in ["zh", "en"] {
        let run = desk.say(&format!("doctor --share --lang {lang}")).fails(3);
        let name = journal.file_name().unwrap().to_str().unwrap();
        let head = "<data>/ledgers/weihai-2022/journal/";
        let run = run.shows(&[
            "dudao 0.",
            "LANG=zh_CN.UTF-8",
            &format!("{head}{name}"),
            "3.5@lingang",
        ]);
        let home = desk.path("").display().to_string();
        for secret in ["秘密", "督学甲", home.trim_end_matches('/'), "学前"] {
            assert!(!run.out.contains(secret), "{secret}: {}", run.out);
            assert!(!run.err.contains(secret), "{secret}: {}", run.err);
        }
    }
}

#[test]
fn a_journal_cut_or_changed_anywhere_is_named_and_the_rest_counts() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    desk.say("tick 3.5@lingang#2").done();
    let (journal, whole) = (desk.journal(), fs::read(desk.journal()).unwrap());
    let first = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
    let name = journal.file_name().unwrap().to_str().unwrap().to_owned();
    for at in (0..whole.len()).step_by(13).chain([first - 1, first]) {
        // the store's own tests do this for every byte
        fs::write(&journal, &whole[..at]).unwrap();
        let cut = desk.say("doctor --lang en").done();
        assert_eq!(
            cut.out.contains("interrupted write"),
            at != 0 && at != first,
            "cut at {at}: {cut:?}"
        );
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&journal, &changed).unwrap();
        let run = desk
            .say("doctor --lang en")
            .fails(3)
            .shows(&[&name, "damage:"]);
        let of = if at < first { "line 1" } else { "line 2" };
        assert!(run.out.contains(of), "changed at {at}: {run:?}");
    }
}
