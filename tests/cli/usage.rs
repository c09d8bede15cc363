//! Wrong usage: what is wrong, all of it at once, and what may have been meant. Nothing is written.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_mistyped_command_or_option_is_answered_with_the_one_that_may_be_meant() {
    let desk = Desk::new();
    desk.say("tikc 3.5@lingang")
        .fails(2)
        .told(&["tikc", "tick"]);
    let english = desk.say("--lang en tikc").fails(2);
    english.told(&["error: there is no command tikc; did you mean"]);
    desk.say("xyzzy")
        .fails(2)
        .told(&["没有 xyzzy 这个命令", "查看帮助"]);
    desk.say("list --untis lingang")
        .fails(2)
        .told(&["没有 --untis 这个选项", "--unit"]);
    desk.say("list -f xml").fails(2).told(&["xml", "json"]);
    desk.say("add").fails(2).told(&["缺少命令"]);
    desk.say("undo now").fails(2).told(&["多余的参数 now"]);
    assert_eq!(desk.everything(), []);
}

#[test]
fn an_unknown_entry_item_or_name_is_answered_with_those_there_are() {
    let desk = Desk::new();
    desk.say("show 3.5@lingan")
        .fails(2)
        .told(&["没有条目 3.5@lingan；是不是 3.5@lingang？"]);
    desk.say("show xyzzy").fails(2).told(&["dudao list"]);
    desk.say("tick 3.5@lingang#9")
        .fails(2)
        .told(&["#9", "#1 #2 #3 #4"]);
    desk.say("list --unit hunacui")
        .fails(2)
        .told(&["是不是 huancui？"]);
    desk.say("--report weihai-2023 list")
        .fails(2)
        .told(&["weihai-2023", "weihai-2022"]);
    assert_eq!(desk.everything(), []);
}

#[test]
fn several_faults_are_named_at_once_and_then_nothing_is_done() {
    let desk = Desk::new();
    let run = desk.say("tick 3.5@lingang 3.5@lingan 9.9@x 2.4@lingang#77");
    run.fails(2)
        .told(&["3.5@lingan；", "9.9@x", "2.4@lingang#77"]);
    let run = desk.say("list --unit hunacui --stage opne --category xyzzy");
    run.fails(2).told(&["hunacui", "opne", "xyzzy"]);
    assert_eq!(desk.everything(), []);
}

#[test]
fn every_bad_line_of_the_settings_is_named_and_the_others_apply() {
    let desk = Desk::new();
    desk.say("config check").done().shows(&["还没有配置文件"]);
    fs::create_dir_all(&desk.config).unwrap();
    let file = desk.config.join("config.toml");
    let bad = "lang = \"en\"\ntheme = \"drak\"\ndue_soon_day = 3\ndue_soon_days = 1000\n\
               [terms]\nobjection = 0\n";
    fs::write(&file, bad).unwrap();
    let checked = desk.say("config check").fails(1);
    assert_eq!((checked.err.lines().count(), checked.out.as_str()), (4, ""));
    checked.told(&[
        "line 2: theme cannot be drak; did you mean dark?",
        "line 3: there is no setting due_soon_day; did you mean due_soon_days?",
        "line 4: due_soon_days needs a whole number from 0 to 366",
        "line 6: terms.objection",
    ]);
    let list = desk.say("list");
    assert_eq!(list.code, Some(0), "the rest applies: {}", list.err);
    list.told(&["line 2", "line 6"]);
    let chinese = desk.say("config check --lang zh").fails(1);
    chinese.told(&["第 2 行", "是不是 dark？"]);
    fs::write(&file, "theme = \"dark\"\n").unwrap();
    desk.say("config check").done().shows(&["没有问题"]);
    assert_eq!(fs::read(&file).unwrap(), b"theme = \"dark\"\n");
}

#[test]
fn a_setting_that_is_the_default_comes_from_the_file_if_it_stands_there() {
    let desk = Desk::new();
    let origins = |of: &str| {
        let shown = desk.say("config show --lang en").done().out;
        let row = shown.lines().find(|l| l.starts_with(of)).unwrap();
        row.rsplit("  ").next().unwrap().to_owned()
    };
    assert_eq!(origins("due_soon_days"), "default");
    fs::create_dir_all(&desk.config).unwrap();
    let settings = "due_soon_days = 14\ntheme = \"auto\"\n";
    fs::write(desk.config.join("config.toml"), settings).unwrap();
    assert_eq!(origins("due_soon_days"), "config file");
    assert_eq!(origins("theme"), "config file");
    assert_eq!(origins("second_person"), "default");
}

#[test]
fn output_into_a_folder_that_is_not_there_names_the_folder_and_makes_none() {
    let desk = Desk::new();
    for command in ["summary", "list -f csv"] {
        let run = desk.say(&format!("{command} -o 汇总/九月/a.csv")).fails(1);
        run.told(&["没有 汇总 这个目录", "请先建立"]);
    }
    let english = desk.say("--lang en list -o gone/a.txt").fails(1);
    english.told(&["there is no folder gone; make it"]);
    desk.file("a", "");
    desk.say("list -o a/b.txt").fails(1).told(&["不是目录"]);
    assert!(!desk.path("汇总").exists());
}
