//! The screen for workbooks that come back: a preview, a choice line by line, one batch, one undo.

use super::super::action::{Effect, Msg};
use super::super::model::Screen;
use super::super::prompt::{CollectRequest, Prompt};
use super::harness::Harness;
use crate::board::Query;
use crate::intake::Preview;
use crate::intake::tests::edited::{edit, returned};
use crate::lang::Lang;
use crate::ledger::{Act, Intent};
use crate::summary::xlsx::layout::{Column, Sheet};
use crate::summary::{Summary, xlsx};

/// The ledger as a workbook.
fn export(h: &Harness) -> Vec<u8> {
    let (book, calendar, query) = (h.book(), &h.model.calendar, Query::default());
    let summary = Summary::of(book, calendar, &query, &[], h.model.lang).unwrap();
    let ledger = xlsx::Ledger::of(book, calendar, &query);
    xlsx::workbook(&summary, &ledger, &mut |_, _| {}).unwrap()
}

/// A district ticked one item and named a lead; of another entry it changed a lead that was changed here meanwhile.
fn back(h: &mut Harness) -> Preview {
    let out = export(h);
    let (yes, horizon) = match h.model.lang {
        Lang::Zh => ("是", "不限"),
        Lang::En => ("yes", "any time"),
    };
    let filled = edit(&out, |book| {
        book.types(Sheet::Items, "3.4@wendeng#1", Column::Done, yes);
        book.types(Sheet::Ledger, "3.4@wendeng", Column::Lead, "区教体局");
        book.types(Sheet::Ledger, "1.7@gaoqu", Column::Lead, "区财政局");
        book.types(Sheet::Ledger, "1.7@gaoqu", Column::Horizon, horizon);
    });
    let ix = h.book().find("1.7@gaoqu").unwrap();
    let to = "区审计局".into();
    h.record(Intent::Acts(vec![(ix, Act::LeadSet { to })]));
    let file = returned("文登区.xlsx", &filled);
    Preview::of(h.book(), &[file], None, h.model.lang).unwrap()
}

fn collected(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = Harness::new(lang, columns, rows);
    let preview = back(&mut h);
    h.send(Msg::Collected(Box::new(Ok(preview))));
    h.model.notice = None;
    h
}

#[test]
fn the_files_are_asked_for_and_read_by_the_shell() {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    h.keys("I'/tmp/文登区.xlsx' ；/tmp/b.xlsx<tab><right><right><enter>");
    let request = CollectRequest {
        paths: vec!["/tmp/文登区.xlsx".into(), "/tmp/b.xlsx".into()],
        from: Some("wendeng".into()),
    };
    assert_eq!(h.effects, [Effect::Collect(request)]);
    h.send(Msg::Collected(Box::new(Err(vec!["读不到".into()]))));
    assert!(h.screen().contains("读不到"), "the form stays");
    assert!(matches!(h.model.prompt, Some(Prompt::Form(_))));
}

#[test]
fn what_is_taken_is_chosen_written_as_one_batch_and_taken_back_as_one() {
    let mut h = collected(Lang::Zh, 120, 40);
    assert_eq!(h.model.screen(), Screen::Returned);
    let screen = h.screen();
    for said in ["采用 2 项", "冲突 1 · 拒绝 1", "（空） → 区教体局"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    let before = h.journal().len();
    h.keys("<enter>");
    assert!(h.screen().contains("写入 2 项改动"), "{}", h.screen());
    assert_eq!(
        h.journal().len(),
        before,
        "nothing is written before the yes"
    );
    h.keys("<enter>");
    let fresh = &h.journal()[before..];
    assert_eq!(fresh.len(), 2);
    assert_eq!(fresh[0].batch, fresh[1].batch);
    assert_eq!(h.model.screen(), Screen::Home);
    h.keys("u");
    let ix = h.book().find("3.4@wendeng").unwrap();
    let entry = h.book().entry(ix).unwrap();
    assert_eq!((entry.state.done().0, h.book().lead(entry)), (0, None));
}

#[test]
fn a_conflict_is_taken_only_by_itself_and_what_is_refused_never() {
    let mut h = collected(Lang::Zh, 120, 40);
    h.keys("VV");
    assert!(h.screen().contains("采用 2 项"), "{}", h.screen());
    h.keys("V<enter>");
    assert!(h.screen().contains("没有采用任何改动"), "{}", h.screen());
    h.keys("<end> ");
    assert!(h.screen().contains("采用 0 项"), "refused: {}", h.screen());
    h.keys("<home><down><down> ");
    assert!(h.screen().contains("采用 1 项"), "{}", h.screen());
    h.keys("<enter><enter>");
    let ix = h.book().find("1.7@gaoqu").unwrap();
    let entry = h.book().entry(ix).unwrap();
    assert_eq!(h.book().lead(entry), Some("区财政局"));
}

#[test]
fn leaving_the_preview_writes_nothing() {
    let mut h = collected(Lang::Zh, 120, 40);
    let before = h.journal().len();
    h.keys("<esc>");
    assert_eq!(h.model.screen(), Screen::Home);
    assert_eq!(h.journal().len(), before);
}

#[test]
fn the_preview_in_every_size_and_language() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            let mut h = collected(lang, columns, rows);
            h.keys("<down><down>");
            let name = format!("returned_{lang}_{columns}x{rows}");
            insta::assert_snapshot!(name, h.screen());
        }
    }
}
