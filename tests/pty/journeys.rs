//! What an inspector does in a morning, on the real binary.

use crate::terminal::{Terminal, journal};

/// In Chinese, by an inspector who has a name.
pub fn zh(home: &std::path::Path) -> Terminal {
    Terminal::with(home, (120, 40), &["--lang", "zh", "--who", "督学甲"])
}

#[test]
fn an_entry_is_found_by_initials_ticked_and_the_tick_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    t.press("/pjphx").wait_for("普及普惠县");
    t.press("\r").press("\r").wait_for("整改事项  0 / 4");
    t.press(" ").wait_for("整改事项  1 / 4").wait_for("已保存");
    t.press("u").wait_for("已撤销").wait_for("整改事项  0 / 4");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(journal(home.path()).lines().count(), 2);
}

#[test]
fn picked_rows_are_ticked_as_one_and_taken_back_as_one() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    t.press("2").wait_for("127 条");
    t.press("vvv").wait_for("已选 3 条");
    t.press("T").wait_for("勾选 3 条 的全部事项");
    t.press("\r").wait_for("已保存：3 条 14 项勾选");
    t.press("u").wait_for("已撤销");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    let journal = journal(home.path());
    assert_eq!(journal.lines().count(), 15);
    assert!(journal.contains("\"kind\":\"undone\""));
}

#[test]
fn the_summary_is_exported_and_not_overwritten_without_a_second_enter() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("情况.md");
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    for again in [false, true] {
        t.press("e").wait_for("导出情况汇总");
        // Ctrl-U clears the proposed name
        t.press("\x15")
            .press(file.to_str().unwrap())
            .wait_for("情况.md");
        t.press("\r");
        if again {
            t.wait_for("已存在").press_and("\r");
        }
        t.wait_for("已导出到");
        t.press("\x1b[B");
    }
    assert!(std::fs::read_to_string(file).unwrap().contains("127"));
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn language_and_theme_change_and_are_remembered() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::with(home.path(), (120, 40), &["--who", "督学甲"]);
    t.wait_for("Board").press_and("L");
    t.wait_for("看板").press_and("t");
    t.wait_for("主题：浅色").press_and("q");
    assert_eq!(t.exit_code(), 0);
    let mut t = Terminal::with(home.path(), (120, 40), &["--who", "督学甲"]);
    t.wait_for("看板").press_and("t");
    t.wait_for("主题：高对比").press_and("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn full_width_letters_of_an_input_method_are_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    t.press("？").wait_for("各页通用");
    t.press("ｘ").press("、").wait_for("搜索（中文");
    t.press("\r").press("ｑ");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn clicks_and_wheel_of_a_terminal_are_understood() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区").press_and("\x1b[<0;12;2M\x1b[<0;12;2m");
    t.wait_for("127 条").press_and("\x1b[<65;20;10M");
    t.wait_for("4 / 127").press_and("\x1b[<0;5;2M");
    t.wait_for("合计").press_and("q");
    assert_eq!(t.exit_code(), 0);
    // what the program wrote last has been read by then
    t.wait_until("the end of output", |seen| seen.ended);
    let seen = t.seen.0.lock().unwrap();
    let bytes = String::from_utf8_lossy(&seen.bytes).into_owned();
    assert!(bytes.contains("\x1b[?1000h") && bytes.contains("\x1b[?1000l"));
    assert!(
        !bytes.contains("\x1b[?1003h"),
        "movement would wake the program"
    );
}

#[test]
fn the_mouse_is_left_alone_when_asked() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::with(
        home.path(),
        (80, 24),
        &["--no-mouse", "--who", "A", "--lang", "en"],
    );
    t.wait_for("Huancui").press_and("q");
    assert_eq!(t.exit_code(), 0);
    let seen = t.seen.0.lock().unwrap();
    assert!(!String::from_utf8_lossy(&seen.bytes).contains("\x1b[?1000h"));
}

#[test]
fn the_first_start_asks_for_a_name_once() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::with(home.path(), (100, 30), &[]);
    t.wait_for("Welcome to Dudao")
        .wait_for("login")
        .press_and("督学丙\r");
    t.wait_for("recording as 督学丙").press_and("\r\r ");
    t.wait_for("saved").press_and("q");
    assert_eq!(t.exit_code(), 0);
    assert!(journal(home.path()).contains("\"who\":\"督学丙\""));
    let mut t = Terminal::with(home.path(), (100, 30), &[]);
    t.wait_for("Huancui").wait_for("督学丙");
    assert!(!t.screen().contains("Welcome"));
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn a_terminal_that_draws_some_signs_wide_gets_none_of_them() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_until("the question for the cursor", |seen| {
        seen.bytes.windows(4).any(|w| w == b"\x1b[6n")
    });
    t.press("\x1b[1;3R");
    t.wait_for("环翠区").wait_for("退出");
    assert!(!t.screen().contains('↑'), "{}", t.screen());
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn an_answer_that_comes_too_late_is_not_read_as_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区")
        .press_and("\x1b]11;rgb:1414/1616/1b1b\x07");
    t.press("/").wait_for("搜索（中文");
    t.press("\r").press("q");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(journal(home.path()), "");
}

#[test]
fn a_word_file_or_workbook_is_not_thrown_at_a_terminal() {
    for words in [
        ["summary", "-f", "docx", "--"],
        ["summary", "-fdocx", "-o", "-"],
    ] {
        let home = tempfile::tempdir().unwrap();
        let args: Vec<&str> = ["--lang", "en"].into_iter().chain(words).collect();
        let mut terminal = Terminal::with(home.path(), (120, 20), &args);
        terminal.wait_for("a docx file is nothing for a terminal");
        assert_eq!(terminal.exit_code(), 2);
        let seen = terminal.seen.0.lock().unwrap();
        assert!(!seen.bytes.windows(2).any(|w| w == b"PK"));
    }
}

#[test]
fn a_file_can_be_the_first_thing_that_a_ledger_holds() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("批复.txt");
    std::fs::write(&file, "用地批复").unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区").press_and("\r\r");
    t.wait_for("整改事项").press_and("A");
    t.wait_for("附上佐证材料").press_and(file.to_str().unwrap());
    t.wait_for("批复.txt").press_and("\r");
    t.wait_for("已保存").wait_for("完好");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    assert!(journal(home.path()).contains("\"how\":\"copied\""));
}

/// Reads a report of the test data on the screen and walks through its marks until none is open.
pub fn takes_in(t: &mut Terminal, year: u32, marks: usize) {
    let file = format!(
        "{}/tests/data/editions/{year}.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    t.press("6").wait_for("读入已公布的报告");
    // the path of the draft before stands in the field
    t.press("\x15")
        .press(&file)
        .wait_for(&format!("{year}.txt"));
    t.press("\r").wait_for(&format!("qingchuan-{year}"));
    for left in (0..marks).rev() {
        t.press("\r").wait_for(&format!("待核 {left} / {marks}"));
    }
    t.wait_for("已存盘");
}

/// The first edition becomes a ledger; its first entry is found and the item ticked.
fn adopts_and_ticks(t: &mut Terminal) {
    takes_in(t, 2031, 1);
    t.press("A").wait_for("启用 qingchuan-2031").press_and("\r");
    t.wait_for("东林区").wait_for("已启用 qingchuan-2031");
    t.press("/生均").wait_for("生均公用经费");
    t.press("\r").press("\r").wait_for("整改事项  0 / 1");
    t.press(" ").wait_for("整改事项  1 / 1").wait_for("已保存");
}

#[test]
fn a_published_report_becomes_a_ledger_and_its_next_edition_carries_on() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    adopts_and_ticks(&mut t);
    t.press("p")
        .press("已列入预算")
        .press("\r")
        .wait_for("已列入预算");
    t.press("1");
    takes_in(&mut t, 2032, 0);
    t.press("A").wait_for("启用 qingchuan-2032").press_and("\r");
    // the comparison opens by itself
    t.wait_for("仍存在")
        .wait_for("不再列出")
        .wait_for("已启用 qingchuan-2032");
    t.press("\r").wait_for("确认").press_and("\r");
    t.wait_for("qingchuan-2031 已归档");
    t.press("2").wait_for("生均公用经费仍未达到");
    t.press("/生均").wait_for("1 /").press_and("\r");
    t.press("\r")
        .wait_for("承接 qingchuan-2031")
        .wait_for("已列入预算")
        .wait_for("整改事项  0 / 1");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    let data = home.path().join("data");
    let archived = std::fs::read_dir(data.join("ledgers/qingchuan-2031")).unwrap();
    let names: Vec<_> = archived.map(|f| f.unwrap().file_name()).collect();
    assert!(
        names
            .iter()
            .any(|n| n.to_string_lossy().contains("archive")),
        "{names:?}"
    );
    let drafts = std::fs::read_dir(data.join("drafts")).unwrap().count();
    assert_eq!(drafts, 2);
}

#[test]
fn a_corrected_version_takes_the_place_of_the_report_and_keeps_what_was_recorded() {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    adopts_and_ticks(&mut t);
    t.press("1");
    takes_in(&mut t, 2031, 1);
    // the first finding gets another title, the second is dropped
    t.press("\x1b[H").press("\r").wait_for("编辑问题 1.1");
    t.press("（更正）\r")
        .wait_for("（更正）")
        .wait_for("已存盘");
    t.press("A").wait_for("启用 qingchuan-2031").press_and("\r");
    t.wait_for("已有台账")
        .wait_for("生均公用经费未达到省定标准（更正）");
    // Esc and a letter together would be Alt and that letter
    t.press("\r")
        .press("A")
        .wait_for("用这份更正版替换")
        .press_and("\r");
    t.wait_for("qingchuan-2031 已更正");
    t.press("/生均").wait_for("（更正）").press_and("\r");
    t.press("\r").wait_for("整改事项  1 / 1").wait_for("更正版");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    let folder = home.path().join("data/ledgers/qingchuan-2031");
    assert!(
        folder.join("report-1.json").is_file(),
        "the former report is kept"
    );
}

#[test]
fn a_file_that_is_no_report_is_left_alone_and_the_draft_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news.html");
    let page = include_str!("../data/intake/news.html");
    std::fs::write(&news, page).unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    takes_in(&mut t, 2032, 0);
    t.press("6").wait_for("读入已公布的报告");
    t.press("\x15")
        .press(news.to_str().unwrap())
        .wait_for("news.html");
    t.press("\r").wait_for("草稿中没有问题");
    // Esc by itself, then a change of the draft that is looked through
    t.press("\x1b").wait_until("no form", |seen| {
        !seen.screen.screen().contents().contains("草稿中没有问题")
    });
    t.press("\x1b[H")
        .press("\r")
        .wait_for("编辑问题 1.1")
        .press_and("（改）\r");
    t.wait_for("（改）").wait_for("已存盘");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(std::fs::read_to_string(&news).unwrap(), page);
    let draft = home.path().join("data/drafts/qingchuan-2032.draft.json");
    assert!(std::fs::read_to_string(draft).unwrap().contains("（改）"));
}
