//! Snapshots of every screen, and that none is ever drawn outside or shifted.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::action::Msg;
use super::super::theme::Theme;
use super::super::view;
use super::harness::Harness;
use crate::lang::Lang;
use crate::ledger::{Act, Intent, Pick};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 16)];

/// Some progress: one entry closed, one completed, some ticked, a note.
fn busy(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = Harness::new(lang, columns, rows);
    let ix = |h: &Harness, id: &str| h.book().find(id).unwrap();
    for id in ["1.4@huancui", "2.1@huancui", "3.5@lingang"] {
        let ix = ix(&h, id);
        h.record(Intent::Tick(vec![Pick::All(ix)]));
    }
    let (closed, noted) = (ix(&h, "1.4@huancui"), ix(&h, "3.5@wendeng"));
    h.record(Intent::Close(vec![closed]));
    h.record(Intent::Note(noted, "园舍用地已批，年底前开工。".into()));
    h.record(Intent::Tick(vec![Pick::One(
        noted,
        crate::ledger::ItemRef::Suggested(1),
    )]));
    h.record(Intent::Start(vec![ix(&h, "6.1@nanhai")]));
    h.record(Intent::Undo);
    h.send(Msg::Today(jiff::civil::date(2023, 9, 14)));
    h.model.notice = None;
    h
}

/// Two people set the lead of one entry without knowing of each other; it has evidence, terms, an extension.
fn full(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = busy(lang, columns, rows);
    let ix = h.book().find("3.5@wendeng").unwrap();
    let day = |d| jiff::civil::date(2023, 10, d);
    let acts = |acts: Vec<Act>| Intent::Acts(acts.into_iter().map(|a| (ix, a)).collect());
    h.meanwhile(&acts(vec![Act::LeadSet {
        to: "区自然资源局".into(),
    }]));
    h.record(acts(vec![
        Act::LeadSet {
            to: "区教体局".into(),
        },
        Act::PersonSet {
            to: "分管负责人".into(),
        },
        Act::DueSet { to: day(1) },
    ]));
    h.follow();
    h.record(acts(vec![
        Act::Extended {
            to: day(20),
            reason: "招标延后".into(),
        },
        Act::EvidenceAdded(Box::new(crate::evidence::address(
            "https://example.org/gs",
            Some("公示页"),
        ))),
        Act::EvidenceAdded(Box::new(crate::ledger::event::Evidence {
            name: "用地批复.pdf".into(),
            how: crate::ledger::event::Holding::Copied,
            place: "evidence/0123456789abcdef-x.pdf".into(),
            sha256: Some("0".repeat(64).into()),
            size: Some(1),
        })),
    ]));
    h.model.terms = crate::board::Terms {
        feedback: Some(jiff::civil::date(2023, 5, 20)),
        written_report: Some(90),
        objection: Some(150),
        rereview: None,
    };
    h.model.notice = None;
    h
}

/// Ten weeks of work by plain rule: due dates on three days, some entries completed every few days, most of them closed
/// a while later.
fn ten_weeks(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = Harness::new(lang, columns, rows);
    let day = jiff::civil::date;
    let dates = [day(2023, 10, 20), day(2023, 11, 30), day(2023, 12, 31)];
    let all = 0..u32::try_from(h.book().entries().len()).unwrap();
    for (part, to) in (0..).zip(dates) {
        let third = all.clone().filter(|ix| ix * 3 / 127 == part);
        let acts = third.map(|ix| (ix, Act::DueSet { to })).collect();
        h.record(Intent::Acts(acts));
    }
    for (n, ix) in (0_i64..).zip(all.filter(|ix| ix % 2 == 0 && *ix % 7 != 0)) {
        h.days = h.days.max(3 + n * n / 33);
        h.record(Intent::Tick(vec![Pick::All(ix)]));
        if ix >= 12 && ix % 3 == 0 {
            h.days += 1;
            h.record(Intent::Close(vec![ix - 12]));
        }
    }
    h.send(Msg::Today(day(2023, 11, 25)));
    h.model.notice = None;
    h
}

fn each(name: &str, keys: &str) {
    each_of(busy, name, keys);
}

fn each_of(make: fn(Lang, u16, u16) -> Harness, name: &str, keys: &str) {
    for lang in Lang::ALL {
        for (columns, rows) in SIZES {
            let mut h = make(lang, columns, rows);
            h.keys(keys);
            insta::assert_snapshot!(format!("{name}_{lang}_{columns}x{rows}"), h.screen());
            h.model.theme = Theme::mono();
            let name = format!("{name}_no_colour_{lang}_{columns}x{rows}");
            insta::assert_snapshot!(name, h.screen());
        }
    }
}

#[test]
fn the_board() {
    each("board", "<down><right><right>");
}

#[test]
fn the_table() {
    each("table", "<left><enter><down><down>");
}

#[test]
fn the_entry_with_a_reversed_sentence() {
    each("entry", "<down><right><right><enter><down><enter>");
}

#[test]
fn an_entry_with_everything() {
    each_of(full, "full_entry", "2/3.5@wendeng<enter><enter>");
}

#[test]
fn the_trend_over_ten_weeks() {
    each_of(ten_weeks, "trend", "3<pgup><left>");
}

#[test]
fn the_trend_without_a_course() {
    each_of(Harness::new, "trend_fresh", "3");
    each("trend_one_day", "3");
}

#[test]
fn the_bars_of_the_trend() {
    each_of(ten_weeks, "trend_units", "3<tab><down><down>");
    each_of(ten_weeks, "trend_categories", "3<tab><tab><down>");
}

#[test]
fn the_report() {
    each("report", "4");
    each("report_findings", "4<right><right><right><right><down>");
    each(
        "report_points",
        "4<right><right><right><right><right><right><right><right><down><down>",
    );
    each(
        "report_practices",
        "4<right><right><right><right><right><right><right><right><right><end>",
    );
}

#[test]
fn without_colours_the_chart_is_made_of_signs() {
    let mut h = ten_weeks(Lang::En, 120, 40);
    h.model.theme = Theme::mono();
    insta::assert_snapshot!("trend_mono", h.keys("3").screen());
    assert!(
        h.buffer()
            .content
            .iter()
            .all(|c| c.bg == ratatui::style::Color::Reset)
    );
}

#[test]
fn the_history() {
    each_of(full, "history", "5<down><down><down><down>");
}

#[test]
fn the_conflicts() {
    each_of(full, "conflicts", "5c");
}

#[test]
fn the_question_which_event_counts() {
    each_of(full, "settle", "5cz<right>");
}

#[test]
fn the_keys() {
    each("keys", "2?");
}

#[test]
fn the_export_form() {
    each("export", "e");
}

#[test]
fn the_filters() {
    each("filters", "2f<down> ");
}

#[test]
fn without_colours_the_cursor_and_the_bars_are_signs() {
    let mut h = busy(Lang::Zh, 120, 40);
    h.model.theme = Theme::mono();
    let screen = h.keys("<down><right>").screen();
    assert!(screen.contains("[ 3/3 ]"), "{screen}");
    assert!(screen.contains("#="), "{screen}");
    let buffer = h.buffer();
    assert!(
        buffer
            .content
            .iter()
            .all(|c| c.fg == ratatui::style::Color::Reset && c.bg == ratatui::style::Color::Reset)
    );
}

#[test]
fn every_row_of_the_board_has_its_figures_in_the_same_columns() {
    for lang in Lang::ALL {
        for (columns, rows) in SIZES {
            let screen = busy(lang, columns, rows).screen();
            // the total is the last figure of a row: all of them end in the same column
            let ends: Vec<usize> = screen
                .lines()
                .skip(3)
                .filter(|l| l.matches('/').count() >= 4)
                .filter_map(|l| {
                    let (before, after) = l.rsplit_once('/')?;
                    let digits = after.chars().take_while(char::is_ascii_digit).count();
                    Some(crate::text::width(before) + 1 + digits)
                })
                .collect();
            assert!(ends.len() >= 10, "{screen}");
            assert!(
                ends.iter().all(|e| e == &ends[0]),
                "{lang} {columns}x{rows}: {ends:?}\n{screen}"
            );
        }
    }
}

/// The column of the right edge of a wide character never runs over the screen, and no cell hides one.
fn is_sound(buffer: &Buffer) -> bool {
    (0..buffer.area.height).all(|y| {
        (0..buffer.area.width).all(|x| {
            let wide = crate::text::width(buffer[(x, y)].symbol()) > 1;
            !wide || x + 1 < buffer.area.width
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_size_and_any_keys_are_drawn_without_panic(
        columns in 0_u16..150, rows in 0_u16..50,
        keys in prop::collection::vec(prop::sample::select(vec![
            "<up>", "<down>", "<left>", "<right>", "<enter>", "<space>", "<esc>", "m", "n", "f", "/", "?", "L", "e",
            "a", "p", "x", "R", "s", "u", "<ctrl-r>", "[", "]", "<pgdn>", "<pgup>", "G", "g", "1", "2", "3", "4", "5", "<home>", "<end>", "c", "z", "T", "S", "A", "v", "V", "中", "<tab>",
        ]), 0..40),
    ) {
        let mut h = Harness::new(Lang::Zh, columns, rows);
        for key in keys {
            h.keys(key);
            let buffer = h.buffer();
            prop_assert!(is_sound(&buffer));
        }
        for (columns, rows) in [(0, 0), (1, 1), (20, 5), (60, 16), (300, 100)] {
            h.send(Msg::Resize(columns, rows));
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            view::draw(&h.model, &mut buffer);
            prop_assert!(is_sound(&buffer));
        }
    }
}
