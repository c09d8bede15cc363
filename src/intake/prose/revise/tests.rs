//! A made-up report, read, and what a person changes in it.

use proptest::prelude::*;

use super::super::{Options, draft};
use super::*;

const REPORT: &str = "\
关于青川市2031年度对区级政府履行教育职责评价情况的反馈\n\
青川市教育督导委员会对东林区、西渚区、南屏县3个区县进行了评价。\n\
一、主要成绩\n\
（一）投入增长。各区县财政投入逐年增加。\n\
二、存在的问题\n\
（一）教育投入方面\n\
东林区生均公用经费不足。西渚区教师培训经费未足额安排，南屏县校舍维修资金拨付不及时。\n\
个别区县教育费附加使用不规范。\n\
（二）办学条件方面\n\
各区县均存在大班额。南屏县公办幼儿园占比达到50%。\n\
三、意见建议\n\
（一）加大投入。保障生均公用经费，足额安排教师培训经费。\n\
2032年3月5日\n";

pub(crate) fn made() -> Draft {
    let options = Options {
        year: Some(2031),
        ..Options::default()
    };
    draft(REPORT.as_bytes(), &options).unwrap()
}

fn how() -> Settled {
    Settled {
        by: "督学甲".into(),
        on: "2032-04-01".into(),
        taken: false,
    }
}

/// Ids and titles.
fn told(d: &Draft) -> Vec<String> {
    let each = d.report.findings.iter();
    each.map(|f| format!("{} {}", f.id, f.title.zh)).collect()
}

fn find<'a>(d: &'a Draft, words: &str) -> &'a Finding {
    let mut all = d.report.findings.iter();
    let found = all.find(|f| f.statement.zh.contains(words));
    found.unwrap_or_else(|| panic!("{words} in {:#?}", told(d)))
}

fn does(d: &mut Draft, change: &Revision) -> Option<String> {
    d.revise(change, &how()).unwrap()
}

#[test]
fn the_draft_is_as_the_tests_take_it_to_be() {
    let d = made();
    assert_eq!(d.report.units.len(), 3);
    let ids: Vec<_> = d.report.findings.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(
        ids,
        ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"],
        "{:?}",
        told(&d)
    );
    assert_eq!(crate::report::check(&d.report), []);
}

#[test]
fn a_finding_is_cut_in_two_and_joined_again() {
    let mut d = made();
    let whole = does(
        &mut d,
        &Revision::Merge {
            finding: "1.3".into(),
        },
    );
    assert_eq!(whole.as_deref(), Some("1.2"));
    let merged = find(&d, "教师培训经费未足额安排");
    assert!(merged.statement.zh.contains("校舍维修资金拨付不及时"));
    let quote = merged.quote.clone().unwrap();
    assert!(REPORT.contains(&quote), "{quote}");
    assert_eq!(d.report.findings.len(), 5);
    let places = clauses(&quote);
    let (at, rest) = places[0];
    assert!(rest.starts_with("南屏县"), "{places:?}");
    let second = does(
        &mut d,
        &Revision::Split {
            finding: "1.2".into(),
            at,
        },
    );
    assert_eq!(second.as_deref(), Some("1.3"));
    assert_eq!(d.report.findings.len(), 6);
    let f = &d.report.findings[2];
    assert_eq!(
        f.quote.as_deref().unwrap().trim_end_matches('。'),
        "南屏县校舍维修资金拨付不及时"
    );
    assert_eq!(
        d.report.findings[4].id, "2.1",
        "other categories keep their numbers"
    );
}

#[test]
fn what_does_not_stand_together_is_not_joined_and_no_part_is_empty() {
    let mut d = made();
    let before = d.clone();
    let tried = [
        (
            Revision::Merge {
                finding: "1.1".into(),
            },
            Refusal::NothingBefore,
        ),
        (
            Revision::Merge {
                finding: "2.1".into(),
            },
            Refusal::NothingBefore,
        ),
        (
            Revision::Merge {
                finding: "1.4".into(),
            },
            Refusal::Apart,
        ),
        (
            Revision::Split {
                finding: "1.1".into(),
                at: 0,
            },
            Refusal::EmptyPart,
        ),
        (
            Revision::Split {
                finding: "1.1".into(),
                at: 1,
            },
            Refusal::EmptyPart,
        ),
        (
            Revision::Drop {
                finding: "9.9".into(),
            },
            Refusal::NoFinding("9.9".into()),
        ),
    ];
    for (change, why) in tried {
        assert_eq!(d.revise(&change, &how()), Err(why), "{change:?}");
    }
    assert_eq!(d, before);
}

#[test]
fn a_mark_goes_with_its_words() {
    let mut d = made();
    let id = find(&d, "达到50%").id.clone();
    let reversed = |d: &Draft| {
        let found = d.review.iter().find(|m| m.kind == Doubt::Reversed);
        found.unwrap().clone()
    };
    assert_eq!(reversed(&d).finding.as_deref(), Some(id.as_str()));
    does(
        &mut d,
        &Revision::Drop {
            finding: "2.1".into(),
        },
    );
    assert_eq!(reversed(&d).finding.as_deref(), Some("2.1"));
    // it is dropped itself: its marks are answered and stay to be read
    let mark = reversed(&d).id;
    does(
        &mut d,
        &Revision::Drop {
            finding: "2.1".into(),
        },
    );
    assert!(
        d.report.categories.iter().all(|c| c.id != "c2"),
        "no empty category"
    );
    let m = d.review.iter().find(|m| m.id == mark).unwrap();
    assert!(m.finding.is_none() && !m.settled.as_ref().unwrap().taken);
}

#[test]
fn an_offer_is_taken_or_the_inspector_reads_it_otherwise_never_in_silence() {
    let mut d = made();
    let m = d
        .review
        .iter()
        .find(|m| m.kind == Doubt::Reversed)
        .unwrap()
        .clone();
    let finding = m.finding.clone().unwrap();
    let mut other = d.clone();
    does(
        &mut d,
        &Revision::Settle {
            mark: m.id.clone(),
            taken: true,
        },
    );
    let f = d.report.findings.iter().find(|f| f.id == finding).unwrap();
    assert!(f.emendation.as_ref().unwrap().reversed);
    assert!(
        f.quote.as_deref().unwrap().contains(&m.text),
        "the literal text stays"
    );

    let own = Revision::Read {
        mark: m.id.clone(),
        reading: m.text.replace("达到", "仅为"),
        why: "与原件核对".into(),
    };
    does(&mut other, &own);
    let f = other
        .report
        .findings
        .iter()
        .find(|f| f.id == finding)
        .unwrap();
    assert!(f.statement.zh.contains("仅为50%"), "{}", f.statement.zh);
    let e = f.emendation.as_ref().unwrap();
    assert_eq!(e.why.zh, "与原件核对");
    assert!(other.open().all(|o| o.id != m.id));
    assert_eq!(other.revise(&own, &how()), Err(Refusal::NoMark(m.id)));
}

#[test]
fn whom_a_finding_means_is_edited_with_why_each_is_tied() {
    let mut d = made();
    let ids: Vec<String> = d.report.units.iter().map(|u| u.id.clone()).collect();
    let change = |scope, units: &[String]| Revision::Finding {
        finding: "1.4".into(),
        title: "附加使用不规范".into(),
        category: "c1".into(),
        scope,
        units: units.to_vec(),
    };
    let refused = d.revise(&change(Scope::Named, &[]), &how());
    assert_eq!(refused, Err(Refusal::NobodyNamed));
    does(&mut d, &change(Scope::Named, &ids[..1]));
    let f = &d.report.findings[3];
    assert_eq!(f.title.zh, "附加使用不规范");
    assert_eq!(f.units[0].basis, Basis::Inspector);
    assert!(f.units[0].why.is_some(), "the text does not name it");
    does(&mut d, &change(Scope::All, &[]));
    assert_eq!(d.report.findings[3].units.len(), 3);
    does(&mut d, &change(Scope::Some, &ids));
    assert!(d.report.findings[3].units.is_empty());
    assert_eq!(crate::report::check(&d.report), []);
    // to another category: it is numbered there
    let moved = Revision::Finding {
        finding: "1.1".into(),
        title: "生均公用经费不足".into(),
        category: "c2".into(),
        scope: Scope::Named,
        units: ids[..1].to_vec(),
    };
    let id = does(&mut d, &moved).unwrap();
    assert!(id.starts_with("2."), "{id}");
    assert_eq!(d.report.findings[0].id, "1.1");
}

#[test]
fn units_come_and_go_unless_a_finding_names_nobody_else() {
    let mut d = made();
    let heading = |d: &Draft, units: &[&str]| {
        Revision::Head(Heading {
            id: d.report.id.clone(),
            title: d.report.title.zh.clone(),
            issuer: "青川市教育督导委员会".into(),
            issued: jiff::civil::date(2032, 3, 5),
            year: 2031,
            units: units.iter().map(|u| (*u).to_owned()).collect(),
        })
    };
    let change = heading(&d, &["东林区", "西渚区"]);
    let refused = d.revise(&change, &how());
    assert!(
        matches!(refused, Err(Refusal::StillNamed(_))),
        "{refused:?}"
    );
    let change = heading(&d, &["东林区", "西渚区", "南屏县", "北岭区"]);
    does(&mut d, &change);
    assert_eq!(d.report.units[3].id, "beilingqu");
    assert_eq!(find(&d, "大班额").units.len(), 4, "all means all of them");
    assert!(d.open().all(|m| m.kind != Doubt::Missing));
    let change = heading(&d, &["东林区", "东林区"]);
    assert_eq!(d.revise(&change, &how()), Err(Refusal::BadUnits));
    assert_eq!(crate::report::check(&d.report), []);
}

#[test]
fn a_passage_that_was_passed_over_becomes_a_finding_in_its_place() {
    let mut d = made();
    does(
        &mut d,
        &Revision::Drop {
            finding: "1.2".into(),
        },
    );
    let add = |passage: &str| Revision::Add {
        category: "c1".into(),
        passage: passage.into(),
    };
    assert_eq!(
        d.revise(&add("这一句原文没有"), &how()),
        Err(Refusal::NotInSource)
    );
    let taken = d.revise(&add("东林区生均公用经费不足"), &how());
    assert_eq!(taken, Err(Refusal::IsFinding("1.1".into())));
    let id = does(&mut d, &add("西渚区 教师培训经费 未足额安排"));
    assert_eq!(id.as_deref(), Some("1.2"));
    let f = &d.report.findings[1];
    assert_eq!(f.quote.as_deref(), Some("西渚区教师培训经费未足额安排"));
    assert_eq!((f.source.paragraph, f.source.sentence), (1, 2));
    assert_eq!(crate::report::check(&d.report), []);
}

#[test]
fn categories_that_somebody_named_keep_their_names_in_numbers() {
    assert_eq!(
        ["c2", "c12", "culture", "c"].map(number_of),
        ["2", "12", "culture", "c"]
    );
}

#[test]
fn items_are_said_anew_line_by_line() {
    let mut d = made();
    let lines = |all: &[&str]| Revision::Items {
        finding: "1.1".into(),
        items: all.iter().map(|t| (*t).to_owned()).collect(),
    };
    does(&mut d, &lines(&["安排经费", "  ", "公开使用情况"]));
    let f = &d.report.findings[0];
    let texts: Vec<_> = f.items.iter().map(|i| i.text.zh.as_str()).collect();
    assert_eq!(texts, ["安排经费", "公开使用情况"]);
    assert_eq!(crate::report::check(&d.report), []);
}

/// Some change of the draft that is at hand; `n` chooses among what is there.
fn some(d: &Draft, kind: u8, n: usize) -> Revision {
    let pick = |all: usize| n % all.max(1);
    let findings = &d.report.findings;
    let finding = findings.get(pick(findings.len())).unwrap();
    let id = finding.id.clone();
    let quote = finding.quote.as_deref().unwrap_or_default();
    let scope = Scope::ALL[n % 4];
    match kind % 7 {
        0 => Revision::Split {
            at: clauses(quote).get(n % 3).map_or(n, |(at, _)| *at),
            finding: id,
        },
        1 => Revision::Merge { finding: id },
        2 => Revision::Drop { finding: id },
        3 => Revision::Settle {
            mark: d
                .review
                .get(pick(d.review.len()))
                .map_or(String::new(), |m| m.id.clone()),
            taken: n.is_multiple_of(2),
        },
        4 => Revision::Finding {
            finding: id,
            title: "改过的标题".into(),
            category: d.report.categories[pick(d.report.categories.len())]
                .id
                .clone(),
            scope,
            units: d
                .report
                .units
                .iter()
                .take(n % 3)
                .map(|u| u.id.clone())
                .collect(),
        },
        5 => Revision::Add {
            category: d.report.categories[0].id.clone(),
            passage: "个别区县教育费附加使用不规范".into(),
        },
        _ => Revision::Read {
            mark: d
                .review
                .get(pick(d.review.len()))
                .map_or(String::new(), |m| m.id.clone()),
            reading: "另一种读法".into(),
            why: "原件".into(),
        },
    }
}

proptest! {
    #[test]
    fn whatever_is_changed_the_report_holds_together_and_quotes_are_the_sources(
        changes in proptest::collection::vec((0_u8..7, 0_usize..50), 1..25),
    ) {
        let mut d = made();
        for (kind, n) in changes {
            let change = some(&d, kind, n);
            let before = d.clone();
            if d.revise(&change, &how()).is_err() {
                prop_assert_eq!(&d, &before);
            }
            prop_assert_eq!(crate::report::check(&d.report), []);
            for f in &d.report.findings {
                prop_assert!(REPORT.contains(f.quote.as_deref().unwrap()));
            }
            for m in d.open() {
                let known = m.finding.as_ref().is_none_or(|id| d.report.findings.iter().any(|f| f.id == *id));
                prop_assert!(known, "{:?}", m);
            }
        }
    }
}
