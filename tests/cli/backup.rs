//! Backup and restore: nothing is lost on the way, nothing that is here gets shorter.

use std::fs;
use std::path::PathBuf;

use super::desk::Desk;

/// A desk with work on it, and its backup.
fn packed() -> (Desk, PathBuf) {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1 3.5@lingang#2").done();
    let proof = desk.file("photo.jpg", b"proof");
    desk.run(["attach", "3.5@lingang", proof.to_str().unwrap()])
        .done();
    fs::write(desk.config.join("config.toml"), "due_soon_days = 30\n").unwrap();
    let zip = desk.path("all.zip");
    desk.run(["backup", zip.to_str().unwrap()]).done();
    (desk, zip)
}

fn restore(desk: &Desk, zip: &std::path::Path, more: &str) -> super::desk::Run {
    let words = ["restore", zip.to_str().unwrap()];
    desk.run(words.into_iter().chain(more.split_whitespace()))
}

#[test]
fn a_backup_brings_everything_to_another_machine_but_the_writer() {
    let (here, zip) = packed();
    let there = Desk::new();
    let shown = restore(&there, &zip, "");
    assert_eq!(shown.code, Some(0));
    shown
        .told(&["没有写入"])
        .shows(&["新增", "evidence/", "report.json", "config.toml"]);
    assert_eq!(there.everything(), [], "showing makes nothing");
    let done = restore(&there, &zip, "--yes");
    assert_eq!(done.code, Some(0), "{done:?}");
    let all = "list -f json";
    assert_eq!(here.json(all), there.json(all));
    assert_eq!(
        fs::read(here.journal()).unwrap(),
        fs::read(there.journal()).unwrap()
    );
    there
        .say("doctor")
        .done()
        .shows(&["due_soon_days", "1 份"][1..]);
    // the restored journal is somebody else's here: both may go on
    there.say("tick 3.5@lingang#3").done();
    here.say("tick 3.5@lingang#3").done();
    assert_eq!(fs::read_dir(there.journals()).unwrap().count(), 2);
    let again = restore(&there, &zip, "--yes");
    assert_eq!(again.code, Some(0));
    again.told(&["没有要恢复的内容"]);
}

#[test]
fn a_journal_that_goes_on_here_keeps_all_its_lines() {
    let (desk, zip) = packed();
    desk.say("tick 3.5@lingang#3").done();
    let before = desk.everything();
    let run = restore(&desk, &zip, "--yes");
    assert_eq!(run.code, Some(0), "{run:?}");
    run.shows(&["保留：这里多 1 行"]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_journal_that_lost_its_end_gets_it_back_and_what_was_here_is_kept_aside() {
    let (desk, zip) = packed();
    let whole = fs::read(desk.journal()).unwrap();
    let first = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
    for cut in [first, first + 7, 0] {
        fs::write(desk.journal(), &whole[..cut]).unwrap();
        let run = restore(&desk, &zip, "--yes --lang en");
        assert_eq!(run.code, Some(0), "{run:?}");
        run.shows(&["lines more"]).told(&["before-restore-"]);
        assert_eq!(fs::read(desk.journal()).unwrap(), whole);
    }
    let safe: Vec<_> = fs::read_dir(&desk.data)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "zip"))
        .collect();
    assert_eq!(safe.len(), 3, "one for each, none overwritten: {safe:?}");
    // a safety copy is a backup like any other
    let run = restore(&Desk::new(), &safe[0], "--yes");
    assert_eq!(run.code, Some(0), "{run:?}");
    desk.say("tick 3.5@lingang#3").done();
    assert_eq!(desk.lines(), 4);
}

#[test]
fn damage_here_is_mended_and_a_contradiction_stays() {
    let (desk, zip) = packed();
    let whole = fs::read_to_string(desk.journal()).unwrap();
    fs::write(
        desk.journal(),
        whole.replacen("\"item\":1", "\"item\":3", 1),
    )
    .unwrap();
    let report = desk.data.join("ledgers/weihai-2022/report.json");
    fs::write(&report, "{").unwrap();
    let evidence = fs::read_dir(desk.data.join("ledgers/weihai-2022/evidence"));
    let proof = evidence.unwrap().next().unwrap().unwrap().path();
    fs::write(&proof, b"proxf").unwrap();
    desk.say("doctor").fails(3);
    let run = restore(&desk, &zip, "--yes");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(
        run.out.matches("用完好的替换已损坏的").count(),
        3,
        "{run:?}"
    );
    assert_eq!(fs::read_to_string(desk.journal()).unwrap(), whole);
    desk.say("doctor").done();
    // another continuation of the same journal
    let first = whole.split_inclusive('\n').next().unwrap();
    fs::write(desk.journal(), first).unwrap();
    desk.say("tick 2.1@huancui").done();
    let before = desk.everything();
    restore(&desk, &zip, "--yes")
        .fails(1)
        .shows(&["与备份互相矛盾"])
        .told(&["dudao doctor"]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn settings_here_stay_unless_asked_for_and_a_backup_is_not_overwritten() {
    let (desk, zip) = packed();
    let file = desk.config.join("config.toml");
    fs::write(&file, "due_soon_days = 7\n").unwrap();
    let run = restore(&desk, &zip, "--yes");
    run.shows(&["--settings"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "due_soon_days = 7\n");
    restore(&desk, &zip, "--yes --settings");
    assert_eq!(fs::read_to_string(&file).unwrap(), "due_soon_days = 30\n");
    let again = ["backup", zip.to_str().unwrap()];
    desk.run(again).fails(1).told(&["--force"]);
    desk.run(again.into_iter().chain(["--force"])).done();
    Desk::new().say("backup x.zip").fails(1);
}

#[cfg(unix)]
#[test]
fn a_backup_and_what_is_restored_are_private_and_links_are_neither_packed_nor_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (desk, zip) = packed();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&zip), 0o600);
    let there = Desk::new();
    restore(&there, &zip, "--yes");
    for (path, _) in there.everything() {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    assert_eq!(mode(&there.journals()), 0o700);
    // a link among the journals, and one in place of a folder
    let secret = desk.file("secret", b"secret");
    symlink(&secret, desk.journals().join("a.jsonl")).unwrap();
    let other = desk.path("other.zip");
    let run = desk.run(["backup", other.to_str().unwrap()]);
    assert_eq!(run.code, Some(0));
    run.told(&["a.jsonl"]);
    let elsewhere = desk.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let trap = Desk::new();
    fs::create_dir_all(trap.data.join("ledgers/weihai-2022")).unwrap();
    symlink(&elsewhere, trap.journals()).unwrap();
    restore(&trap, &zip, "--yes").fails(1).told(&["journal"]);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

/// The drafts of a desk: names and what they hold.
fn drafts(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let folder = desk.data.join("drafts");
    let all = fs::read_dir(folder).unwrap().map(|f| f.unwrap());
    let of = |f: fs::DirEntry| {
        let name = f.file_name().into_string().unwrap();
        (name, fs::read(f.path()).unwrap())
    };
    let mut all: Vec<_> = all.map(of).collect();
    all.sort();
    all
}

#[test]
fn drafts_are_packed_and_a_restore_keeps_both_where_they_differ() {
    let here = Desk::new();
    let folder = here.data.join("drafts");
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in [
        ("a-2031.draft.json", "one"),
        ("a-2031-2.draft.json", "two"),
        ("b-2032.draft.json", "three"),
        ("notes.txt", "no draft"),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let zip = here.path("all.zip");
    here.run(["backup", zip.to_str().unwrap()]).done();

    let there = Desk::new();
    restore(&there, &zip, "").shows(&["新增", "drafts/a-2031.draft.json"]);
    assert_eq!(restore(&there, &zip, "--yes").code, Some(0));
    let names = |desk: &Desk| drafts(desk).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
    assert_eq!(
        names(&there),
        [
            "a-2031-2.draft.json",
            "a-2031.draft.json",
            "b-2032.draft.json"
        ]
    );
    restore(&there, &zip, "--yes").told(&["没有要恢复的内容"]);

    // another draft of that name is never overwritten: the one of the backup comes beside it, once
    fs::write(there.data.join("drafts/a-2031.draft.json"), "mine").unwrap();
    restore(&there, &zip, "").shows(&["drafts/a-2031-3.draft.json"]);
    assert_eq!(restore(&there, &zip, "--yes").code, Some(0));
    let held = |name: &str| fs::read_to_string(there.data.join("drafts").join(name)).unwrap();
    assert_eq!(held("a-2031.draft.json"), "mine");
    assert_eq!(held("a-2031-2.draft.json"), "two");
    assert_eq!(held("a-2031-3.draft.json"), "one");
    restore(&there, &zip, "--yes").told(&["没有要恢复的内容"]);
    assert_eq!(drafts(&there).len(), 4);
}
