//! A board with more districts than rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::action::Msg;
use super::super::model::Model;
use super::super::theme::Theme;
use super::super::update::update;
use super::super::{keys, view};
use crate::demo::{self, Plan};
use crate::lang::Lang;
use crate::sample::Desk;

fn model(size: (u16, u16)) -> Model {
    let plan = Plan {
        units: 90,
        findings: 9,
        events: 300,
        seed: 1,
    };
    let (book, calendar) = (demo::book(&plan), Desk::calendar());
    let mut model = Model::new(book, Lang::Zh, "督学甲".into(), calendar, Theme::dark());
    let _ = update(&mut model, Msg::Resize(size.0, size.1));
    model
}

fn press(model: &mut Model, key: &str, times: usize) {
    let (code, modifiers) = keys::parse(key).unwrap();
    for _ in 0..times {
        let key = crossterm::event::KeyEvent::new(code, modifiers);
        let _ = update(model, Msg::Key(key));
    }
}

/// The lines of the screen, and how many parts of it mean something.
fn drawn(model: &Model) -> (Vec<String>, usize) {
    let mut buf = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
    let hits = view::draw(model, &mut buf).hits.len();
    let line = |y| -> String {
        let cells = (0..model.size.0).filter_map(|x| buf.cell((x, y)));
        cells.map(ratatui::buffer::Cell::symbol).collect()
    };
    ((0..model.size.1).map(line).collect(), hits)
}

#[test]
fn the_selected_district_is_always_in_view_between_heads_and_totals() {
    for size in [(160, 40), (100, 40), (80, 24), (60, 16)] {
        let mut model = model(size);
        let total = model.domain().total;
        for _ in 0..95 {
            let (lines, hits) = drawn(&model);
            let row = model.home.row.checked_sub(1);
            if let Some(unit) = row.and_then(|row| model.book.report().units.get(row)) {
                let name: String = unit.label.zh.chars().take(3).collect();
                let selected = lines.iter().filter(|l| l.starts_with('>'));
                let squeezed = selected.map(|l| l.replace(' ', "")).collect::<String>();
                assert!(squeezed.contains(&name), "{size:?} {name}: {lines:#?}");
            }
            let totals = lines.iter().any(|l| l.replace(' ', "").contains(total));
            assert!(totals, "{size:?} {lines:#?}");
            assert!(hits < 1_000, "only what is in view is drawn: {hits}");
            press(&mut model, "j", 1);
        }
        press(&mut model, "home", 1);
        assert_eq!((model.home.row, model.home.top), (1, 0));
    }
}

#[test]
fn moves_among_what_is_in_view_scroll_nothing() {
    let mut model = model((160, 40));
    press(&mut model, "j", 30);
    assert_eq!(model.home.top, 0);
    press(&mut model, "j", 30);
    let top = model.home.top;
    assert!(top > 0);
    press(&mut model, "k", 20);
    assert_eq!(model.home.top, top);
}
