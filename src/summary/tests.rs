//! What holds across the formats.

use std::collections::HashMap;

use super::*;
use crate::ledger::{Act, Intent};
use crate::sample::Desk;

/// Every count and rate of every line as `code` → value, under `unit/category` with names; totals as `*`.
type Figures = HashMap<(String, String), Vec<String>>;

/// The bytes of a format that needs nothing but the summary.
fn bytes(summary: &Summary, format: Format) -> Vec<u8> {
    render(summary, format, || panic!("no rows"), &mut |_, _| ()).unwrap()
}

fn text(summary: &Summary, format: Format) -> String {
    String::from_utf8(bytes(summary, format)).unwrap()
}

fn from_json(summary: &Summary) -> Figures {
    let v: serde_json::Value = serde_json::from_str(&text(summary, Format::Json)).unwrap();
    let figures = |t: &serde_json::Value| -> Vec<String> {
        let counts = COUNTS.iter().map(|c| t[c.code].to_string());
        let rates = ["completion_rate", "closing_rate"];
        let rates = rates.map(|r| format!("{:.4}", t[r].as_f64().unwrap()));
        counts.chain(rates).collect()
    };
    let name = |v: &serde_json::Value| v["name"].as_str().unwrap().to_owned();
    let all = domain(summary.lang).total.to_owned();
    let mut out = Figures::from([((all.clone(), all.clone()), figures(&v["totals"]))]);
    for c in v["categories"].as_array().unwrap() {
        out.insert((all.clone(), name(c)), figures(&c["totals"]));
    }
    for u in v["units"].as_array().unwrap() {
        out.insert((name(u), all.clone()), figures(&u["totals"]));
        for c in v["categories"].as_array().unwrap() {
            let cell = &u["categories"][c["id"].as_str().unwrap()];
            out.insert((name(u), name(c)), figures(cell));
        }
    }
    out
}

fn from_csv(summary: &Summary) -> Figures {
    let text = text(summary, Format::Csv);
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|r| {
        let r: Vec<String> = r.unwrap().iter().map(str::to_owned).collect();
        ((r[1].clone(), r[2].clone()), r[3..].to_vec())
    });
    rows.collect()
}

/// The tables by unit and by category: their name, then counts and rates as shown.
fn shown(figures: &[String]) -> Vec<String> {
    let n = |code: &str| {
        let at = COUNTS.iter().position(|c| c.code == code).unwrap();
        figures[at].parse::<usize>().unwrap()
    };
    let stages = [
        "entries",
        "open",
        "rectifying",
        "completed",
        "closed",
        "objected",
        "withdrawn",
    ];
    let finished = n("completed") + n("closed");
    let rates =
        [14, 15].map(|at: usize| crate::board::totals::percent(figures[at].parse().unwrap()));
    stages
        .map(n)
        .into_iter()
        .chain([finished, n("overdue"), n("behind"), n("due_soon")])
        .map(|n| n.to_string())
        .chain(rates)
        .collect()
}

#[test]
fn every_format_carries_the_same_figures() {
    for lang in Lang::ALL {
        let summary = Desk::busy().summary(lang);
        let json = from_json(&summary);
        assert_eq!(json.len(), 10 * 7);
        assert_eq!(json, from_csv(&summary));
        let md = text(&summary, Format::Markdown);
        let txt = text(&summary, Format::Text);
        let words = |l: &str| l.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let txt: Vec<Vec<String>> = txt.lines().map(words).collect();
        let html = html::tests::rows(&summary);
        let docx = docx::tests::rows(&bytes(&summary, Format::Docx));
        let all = domain(lang).total;
        for ((unit, category), figures) in json.iter().filter(|((u, c), _)| u == all || c == all) {
            let name = if unit == all { category } else { unit };
            let row = shown(figures);
            let line = format!("| {} | {} |", markdown::escaped(name), row.join(" | "));
            assert!(md.lines().any(|l| l == line), "{line}\n{md}");
            let line = words(&format!("{name} {}", row.join(" ")));
            assert!(txt.contains(&line), "{line:?}");
            let cells: Vec<String> = std::iter::once(name.clone()).chain(row).collect();
            for (rows, format) in [(&html, "html"), (&docx, "docx")] {
                assert!(rows.contains(&cells), "{format}: {cells:?}");
            }
        }
    }
}

#[test]
fn the_official_paragraph_and_the_totals_are_in_every_document() {
    for detail in Detail::ALL {
        let summary = Desk::busy().detailed(detail, Lang::Zh);
        let figures = [
            ("待整改", "118"),
            ("完成率", "4.0%"),
            ("销号率", "2.4%"),
            ("未定时限", "122"),
        ];
        let html = html::tests::rows(&summary);
        let docx = docx::tests::rows(&bytes(&summary, Format::Docx));
        for (name, value) in figures {
            let pair = [name.to_owned(), value.to_owned()];
            for rows in [&html, &docx] {
                assert!(
                    rows.iter().any(|r| r.windows(2).any(|w| w == pair)),
                    "{name}"
                );
            }
            assert!(text(&summary, Format::Markdown).contains(&format!("| {name} | {value} |\n")));
        }
        let html = text(&summary, Format::Html);
        assert!(html.contains(&format!("<p class=\"official\">{}</p>", summary.paragraph)));
    }
}

#[test]
fn matrix_cells_are_the_same_in_markdown_text_and_dashboard() {
    let summary = Desk::busy().summary(Lang::Zh);
    let row: Vec<String> = summary.units[1]
        .cells
        .iter()
        .chain([&summary.units[1].totals])
        .map(|t| format!("{}/{}", t.not_closed(), t.entries))
        .collect();
    assert!(
        text(&summary, Format::Markdown).contains(&format!("| 文登区 | {} |", row.join(" | ")))
    );
    let joined = format!("文登区 {}", row.join(" "));
    for text in [text(&summary, Format::Text), dashboard(&summary)] {
        let squeezed = text
            .lines()
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(
            squeezed.clone().any(|l| l.starts_with(&joined)),
            "{joined}\n{text}"
        );
    }
}

#[test]
fn counts_equal_the_lengths_of_the_lists_that_the_board_gives() {
    let desk = Desk::busy();
    let calendar = Desk::calendar();
    let summary = desk.summary(Lang::Zh);
    for stage in crate::ledger::Stage::ALL {
        let query = Query {
            stages: vec![stage],
            ..Query::default()
        };
        let hits = query.run(&desk.book, &calendar, Sort::Report).len();
        assert_eq!(summary.totals.stage(stage), hits);
        assert_eq!(desk.narrowed(&query, Lang::Zh).totals.entries, hits);
    }
    for light in crate::board::Light::ALL {
        let query = Query {
            lights: vec![light],
            ..Query::default()
        };
        let hits = query.run(&desk.book, &calendar, Sort::Report).len();
        assert_eq!(summary.totals.light(light), hits);
    }
}

#[test]
fn a_filter_narrows_every_part_and_keeps_empty_lines() {
    let desk = Desk::busy();
    let query = Query {
        units: vec!["lingang".into()],
        ..Query::default()
    };
    let part = desk.narrowed(&query, Lang::Zh);
    assert_eq!(part.units.len(), 9);
    assert_eq!(part.totals, part.units[6].totals);
    assert_eq!(part.units[0].totals, Totals::default());
    assert_eq!(
        part.findings, part.totals.entries,
        "one entry per finding of a unit"
    );
    assert!(
        part.recently_closed
            .iter()
            .all(|l| l.id.ends_with("@lingang"))
    );
    assert_eq!(part.overdue, []);
    assert!(text(&part, Format::Text).contains("筛选条件：区市：临港区\n"));
    assert!(dashboard(&part).contains("筛选条件：区市：临港区\n"));
}

#[test]
fn at_most_ten_closed_entries_are_listed_the_last_one_first() {
    let mut desk = Desk::new();
    let ids: Vec<String> = desk
        .book
        .entries()
        .iter()
        .take(12)
        .map(|e| e.id.to_string())
        .collect();
    for id in &ids {
        desk.closes(id);
    }
    let closed = desk.summary(Lang::Zh).recently_closed;
    let listed: Vec<&String> = closed.iter().map(|l| &l.id).collect();
    let expected: Vec<&String> = ids.iter().rev().take(10).collect();
    assert_eq!(listed, expected);
    assert_eq!(closed[0].who, "督学甲");
}

#[test]
fn what_an_earlier_edition_had_is_named_with_its_count_and_only_then() {
    let mut desk = Desk::new();
    let quiet = desk.summary(Lang::Zh);
    assert!(!text(&quiet, Format::Json).contains("repeated"));
    assert!(!text(&quiet, Format::Markdown).contains("屡查屡犯"));
    for (id, times) in [("2.2@wendeng", 1), ("3.6@wendeng", 2)] {
        let act = Act::CarriedOver {
            from: "weihai-2021".into(),
            row: id.into(),
            times,
        };
        desk.does(&Intent::Acts(vec![(desk.ix(id), act)]));
    }
    let s = desk.summary(Lang::Zh);
    let listed: Vec<_> = s
        .repeated
        .iter()
        .map(|(n, l)| (*n, l.id.as_str()))
        .collect();
    assert_eq!(listed, [(2, "3.6@wendeng"), (1, "2.2@wendeng")]);
    assert!(s.paragraph.contains("屡查屡犯2条"), "{}", s.paragraph);
    for format in [Format::Markdown, Format::Text, Format::Html] {
        let said = text(&s, format);
        assert!(
            said.contains("屡查屡犯条目") && said.contains("weihai-2021 3.6@wendeng"),
            "{said}"
        );
    }
    let json: serde_json::Value = serde_json::from_str(&text(&s, Format::Json)).unwrap();
    let expected = serde_json::json!([
        {"id": "3.6@wendeng", "repeats": 2},
        {"id": "2.2@wendeng", "repeats": 1},
    ]);
    assert_eq!(json["repeated"], expected);
    let query = Query {
        repeated: true,
        ..Query::default()
    };
    let part = desk.narrowed(&query, Lang::En);
    assert_eq!(
        (part.totals.entries, part.filter.as_deref()),
        (2, Some("repeated"))
    );
}

#[test]
fn text_from_outside_stays_on_its_line() {
    let mut report = Desk::report();
    report.title.zh = "一\n二".into();
    report.units[0].name.zh = "环\t翠\u{1b}[31m".into();
    let summary = Desk::on(report).summary(Lang::Zh);
    assert_eq!(summary.title, "一 二");
    assert_eq!(summary.units[0].name, "环 翠[31m");
}
