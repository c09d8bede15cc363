//! What a shell wants: completions, the manual page, help; and the key table.

use crate::desk::Desk;

const COMMANDS: [&str; 29] = [
    "summary",
    "list",
    "show",
    "tick",
    "untick",
    "start",
    "add",
    "note",
    "close",
    "reopen",
    "set",
    "extend",
    "return",
    "object",
    "rereview",
    "attribute",
    "reword",
    "drop",
    "attach",
    "conflicts",
    "settle",
    "log",
    "undo",
    "redo",
    "report",
    "doctor",
    "config",
    "keys",
    "completions",
];

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = desk.say(&format!("completions {shell}")).done().out;
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    desk.say("completions tcsh").fails(2).told(&["tcsh"]);
    assert_eq!(desk.everything(), []);
}

#[test]
fn the_manual_page_is_in_the_language_asked_for() {
    let desk = Desk::new();
    let (zh, en) = (desk.say("man").done(), desk.say("man --lang en").done());
    for page in [&zh.out, &en.out] {
        assert!(page.contains(".TH dudao 1"), "{page}");
        assert!(page.contains("attribute"), "{page}");
    }
    zh.shows(&["情况汇总"]);
    en.shows(&["Status summary"]);
}

#[test]
fn every_command_has_help_in_both_languages() {
    let desk = Desk::new();
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for command in COMMANDS {
        let zh = desk.say(&format!("help {command}")).done().out;
        assert!(zh.contains("用法: dudao") && !zh.contains("Usage"), "{zh}");
        let en = desk.say(&format!("{command} --help --lang en")).done().out;
        assert!(en.contains("Usage: dudao"), "{en}");
        assert!(!en.contains(chinese), "{en}");
    }
    let all = desk.say("--help").done();
    all.shows(&COMMANDS)
        .shows(&["退出码：0 完成 · 1 被拒绝或失败"]);
    desk.say("--version").done().shows(&["dudao 0."]);
}

#[test]
fn the_key_table_is_printed_for_people_and_for_programs() {
    let desk = Desk::new();
    desk.say("keys")
        .done()
        .shows(&["看板\n", "各页通用\n", "Space  Enter", "勾选"]);
    desk.say("keys --lang en")
        .done()
        .shows(&["Board\n", "Everywhere\n", "Ctrl-R", "redo"]);
    let all = desk.json("keys -f json");
    let tick = all.as_array().unwrap().iter();
    let tick: Vec<_> = tick.filter(|row| row["action"] == "tick").collect();
    let expected = serde_json::json!(
        {"screen": "entry", "action": "tick", "name": "勾选", "keys": ["space", "enter"],
         "own": false}
    );
    assert_eq!(tick, [&expected]);
    assert_eq!(desk.everything(), []);
}
