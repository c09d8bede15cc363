//! Traps of the genre, one by one: each text is a few lines of an invented report.

use super::super::*;
use crate::report::{Basis, Finding, Scope};

const HEAD: &str = "云溪市关于2023年履行教育职责评价情况的报告\n\
    对东岭区、西河区、南湾县、白石市等4个区县开展评价。\n";

/// The findings of the text of a problem section.
fn of(problems: &str) -> Draft {
    let text = format!("{HEAD}一、存在的主要问题\n{problems}\n二、评价意见\n抓好整改。\n");
    draft(text.as_bytes(), &Options::default()).unwrap()
}

fn under(sentence: &str) -> Draft {
    of(&format!("（一）教育工作有待加强。{sentence}"))
}

fn quotes(d: &Draft) -> Vec<&str> {
    let all = d.report.findings.iter();
    all.map(|f| f.quote.as_deref().unwrap()).collect()
}

/// Scope and units of the first finding, as one line.
fn whom(sentence: &str) -> String {
    let d = under(sentence);
    told(&d.report.findings[0])
}

fn told(f: &Finding) -> String {
    let units = f.units.iter().map(|t| {
        let sure = if t.basis == Basis::Stated { "" } else { "?" };
        format!("{}{sure}", t.unit)
    });
    format!("{} {}", f.scope.code(), units.collect::<Vec<_>>().join(","))
}

fn doubts(d: &Draft) -> Vec<Doubt> {
    d.open()
        .map(|m| m.kind)
        .filter(|k| *k != Doubt::Missing)
        .collect()
}

#[test]
fn items_are_told_apart_by_every_kind_of_number() {
    for numbers in [
        ["1.", "2."],
        ["（1）", "（2）"],
        ["①", "②"],
        ["一是", "二是"],
        ["第一，", "第二，"],
        ["1、", "2、"],
    ] {
        let [a, b] = numbers;
        let d = under(&format!("{a}东岭区教师编制不足。{b}西河区校舍老化。"));
        assert_eq!(quotes(&d), ["东岭区教师编制不足", "西河区校舍老化"], "{a}");
    }
}

#[test]
fn headings_that_lost_their_number_or_half_of_it_are_headings_still() {
    for second in ["（二", "二）", "）", "（二）", ""] {
        let d = of(&format!(
            "（一）经费保障有待加强。东岭区投入不足。\n{second}队伍建设有待加强。西河区教师短缺。\n（三）办学条件有待改善。南湾县校舍老化。"
        ));
        let names: Vec<_> = d
            .report
            .categories
            .iter()
            .map(|c| c.name.zh.as_str())
            .collect();
        assert_eq!(
            names,
            ["经费保障有待加强", "队伍建设有待加强", "办学条件有待改善"],
            "{second}"
        );
        let lost = doubts(&d).contains(&Doubt::Numbering);
        assert_eq!(lost, second != "（二）", "{second}");
    }
    let gap =
        of("（一）经费保障有待加强。东岭区投入不足。\n（三）办学条件有待改善。南湾县校舍老化。");
    assert_eq!(doubts(&gap), [Doubt::Numbering]);
}

#[test]
fn a_title_without_its_stop_is_cut_off_and_marked() {
    let d = of("（一）教育保障政策有待全面落实东岭区未足额拨付经费。");
    assert_eq!(quotes(&d), ["东岭区未足额拨付经费"]);
    assert_eq!(doubts(&d), [Doubt::Title]);
}

#[test]
fn a_unit_is_one_under_its_long_its_short_and_its_committees_name() {
    let text = "关于2023年履行教育职责评价情况的报告\n对海屿经济技术开发区（以下简称“经区”）、东岭区开展评价。\n\
        一、存在的主要问题\n（一）管理有待加强。海屿经济技术开发区管委会投入不足。经区管委投入不足。经区投入不足。\n";
    let d = draft(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!(d.report.units.len(), 2);
    assert_eq!(d.report.findings.len(), 3);
    assert!(d.report.findings.iter().all(|f| told(f) == "named jingqu"));
}

#[test]
fn words_that_hold_a_name_and_titles_and_quotes_name_nobody() {
    for sentence in [
        "提高区域教研水平的办法不多。",
        "新校区建设滞后。",
        "社区教育薄弱。",
        "落实《东岭区教育规划》力度不够。",
        "“西河区经验”推广不够。",
    ] {
        assert_eq!(whom(sentence), "general ", "{sentence}");
    }
}

#[test]
fn scopes_are_those_that_the_words_say() {
    for (sentence, expected) in [
        ("东岭区、南湾县教师短缺。", "named dongling,nanwan"),
        ("各区县教师短缺。", "all dongling,xihe,nanwan,baishi"),
        ("个别学校教师短缺。", "some "),
        ("部分区县教师短缺。", "some "),
        ("教师短缺。", "general "),
        ("2个区县教师短缺。", "some "),
        ("2个山区县教师短缺。", "some "),
        ("4个区县教师短缺。", "all dongling?,xihe?,nanwan?,baishi?"),
        ("东岭区、西河区等区县教师短缺。", "named dongling,xihe"),
        ("2个区县包括东岭区、西河区教师短缺。", "named dongling,xihe"),
        (
            "除东岭区外，其他区县教师短缺。",
            "named xihe?,nanwan?,baishi?",
        ),
        ("部分区县教师短缺，如南湾县。", "named nanwan"),
        ("区县教师短缺。", "all dongling?,xihe?,nanwan?,baishi?"),
    ] {
        assert_eq!(whom(sentence), expected, "{sentence}");
    }
}

#[test]
fn who_is_not_plainly_named_is_marked_and_never_guessed() {
    for (sentence, kind) in [
        ("2个区县教师短缺。", Doubt::Count),
        ("2个山区县教师短缺。", Doubt::Group),
        ("东岭区、西河区等区县教师短缺。", Doubt::OpenList),
        ("除东岭区外，其他区县教师短缺。", Doubt::Except),
        ("部分区县教师短缺，如南湾县。", Doubt::Example),
        ("区县教师短缺。", Doubt::LostQuantifier),
        ("3个区县包括东岭区、西河区教师短缺。", Doubt::Count),
    ] {
        assert!(doubts(&under(sentence)).contains(&kind), "{sentence}");
    }
}

#[test]
fn a_sentence_is_cut_where_a_new_unit_opens_a_clause_and_not_in_a_chain_of_one() {
    let d = under("东岭区投入不足；西河区校舍老化，南湾县教师短缺。");
    assert_eq!(
        quotes(&d),
        ["东岭区投入不足", "西河区校舍老化", "南湾县教师短缺"]
    );
    let d = under("东岭区投入不足，校舍老化，教师短缺，部分学校管理不严。");
    assert_eq!(d.report.findings.len(), 1);
    let d = under("东岭区投入不足西河区未完成建设任务。");
    assert_eq!(quotes(&d), ["东岭区投入不足", "西河区未完成建设任务"]);
    assert_eq!(doubts(&d), [Doubt::LostStop]);
    let d = under("东岭区教师学历比例未达到80%、持证上岗率未达到85%。");
    assert_eq!(
        quotes(&d),
        ["东岭区教师学历比例未达到80%", "持证上岗率未达到85%"]
    );
    assert_eq!(told(&d.report.findings[1]), "named dongling?");
}

#[test]
fn among_those_counted_one_is_named() {
    let d = under("2个区县占比低于全市平均水平，其中南湾县占比未达到50%。");
    let all: Vec<_> = d.report.findings.iter().map(told).collect();
    assert_eq!(all, ["named nanwan", "named nanwan"]);
}

#[test]
fn damage_is_marked_and_the_text_stays_as_it_is() {
    for (sentence, kind) in [
        ("东岭区按期完成建设任务。", Doubt::Reversed),
        ("西河区办学条件达标。", Doubt::Reversed),
        ("东岭区问题整改效果明显，问题再次出现。", Doubt::Reversed),
        ("南湾县召开教育大会。", Doubt::NoDeficit),
        ("东岭区“双减落实不到位。", Doubt::Bracket),
        ("东岭区2021反馈的问题未整改。", Doubt::Date),
        ("东岭区202112月反馈的问题未整改。", Doubt::Date),
        ("东岭区儿园教师短缺。", Doubt::LostWord),
    ] {
        let d = under(sentence);
        assert!(doubts(&d).contains(&kind), "{sentence} {:?}", doubts(&d));
        assert_eq!(quotes(&d), [sentence.trim_end_matches('。')]);
        assert!(d.report.findings[0].emendation.is_none());
    }
}

#[test]
fn what_is_no_such_report_has_no_finding_and_says_why() {
    for (text, why) in [
        ("", NoReport::Empty),
        (
            "关于教育督导结果的公示\n现将评价结果公示如下，异议期5天。\n优秀等次：东岭区。",
            NoReport::Result,
        ),
        (
            "督导组一行莅临东岭区调研\n督导组一行实地查看学校，指出教师不足。",
            NoReport::News,
        ),
        (
            "东岭区教育督导工作方案\n一、存在问题\n教师不足。",
            NoReport::Plan,
        ),
        (
            "教育职责评价指标体系\n一级指标 二级指标 分值\n存在问题扣分",
            NoReport::Indicators,
        ),
        ("今日天气不好。", NoReport::NoProblems),
    ] {
        let d = draft(text.as_bytes(), &Options::default()).unwrap();
        assert_eq!(
            (d.nothing, d.report.findings.len()),
            (Some(why), 0),
            "{text}"
        );
    }
}

#[test]
fn practices_are_read_however_the_unit_is_named_and_yield_no_finding() {
    let annex = |body: &str| {
        let text = format!(
            "{HEAD}一、存在的主要问题\n（一）工作有待加强。东岭区投入不足。\n附件\n典型经验\n{body}\n"
        );
        draft(text.as_bytes(), &Options::default()).unwrap()
    };
    for body in [
        "一、西河区\n1.做强集团校。教师不足得到解决。",
        "一、做强集团校（西河区）。教师不足得到解决。",
        "西河区：做强集团校。教师不足得到解决。",
        "（一）西河区做强集团校。教师不足得到解决。",
    ] {
        let d = annex(body);
        assert_eq!(d.report.findings.len(), 1, "{body}");
        let all: Vec<_> = d
            .report
            .practices
            .iter()
            .map(|p| (p.id.as_str(), p.unit.as_str()))
            .collect();
        assert_eq!(all, [("xihe-p1", "xihe")], "{body}");
        assert!(
            d.report.practices[0].title.zh.starts_with("做强集团校"),
            "{body}"
        );
        assert_eq!(d.report.practices[0].gist.zh, "教师不足得到解决。");
    }
    assert!(annex("1.做强集团校。成效好。").report.practices.is_empty());
}

#[test]
fn a_recommendation_whose_title_runs_on_is_one_of_its_own() {
    let text = format!(
        "{HEAD}一、存在的主要问题\n（一）工作有待加强。东岭区投入不足。\n二、评价意见\n（一）加大投入。足额拨付经费。\n\
        ）配齐各类教师优化结构持续提升培训质量，补足缺编教师，优良率达到52%。\n（三）改善条件。扩建学校校舍。\n"
    );
    let d = draft(text.as_bytes(), &Options::default()).unwrap();
    let all = &d.report.recommendations;
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].title.zh, "配齐各类教师优化结构持续提升培训质量");
    assert_eq!(all[1].points[0].targets[0].zh, "优良率达到52%");
}

#[test]
fn english_is_english_where_a_word_is_fixed_and_never_empty() {
    let text = format!("{HEAD}一、存在的主要问题\n东岭区优良率低于全省平均水平。\n");
    let d = draft(text.as_bytes(), &Options::default()).unwrap();
    let r = &d.report;
    assert_eq!(r.short_title.en, "report for 2023");
    assert_eq!(
        (
            r.categories[0].name.en.as_str(),
            r.categories[0].label.en.as_str()
        ),
        ("Problems found", "No. 1")
    );
    assert_eq!(r.units[0].name.en, "Donglingqu");
    let metric = &r.findings[0].metrics[0];
    assert_eq!(metric.benchmark.as_ref().unwrap().en, "the provincial mean");
    // a sentence is not translated: it stands as it is
    assert_eq!(r.findings[0].title.en, r.findings[0].title.zh);
    assert_eq!(r.findings[0].scope, Scope::Named);
    assert_eq!(crate::report::check(r), []);
}
