//! The workbook, opened with another library than the one that wrote it.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, SheetVisible, Xlsx};

use super::layout::{Column, Sheet};
use super::*;
use crate::ledger::Intent;
use crate::ledger::decide::Columns;
use crate::sample::Desk;
use crate::summary::COUNTS;

type Opened = Xlsx<Cursor<Vec<u8>>>;

fn bytes(desk: &Desk, query: &Query, lang: Lang) -> Vec<u8> {
    let (summary, calendar) = (desk.narrowed(query, lang), Desk::calendar());
    let ledger = Ledger::of(&desk.book, &calendar, query);
    workbook(&summary, &ledger, &mut |_, _| ()).unwrap()
}

fn open(bytes: Vec<u8>) -> Opened {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn sheet(book: &mut Opened, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap()
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range
        .get_value((row, column))
        .map(Data::to_string)
        .unwrap_or_default()
}

/// Row of the first cell of column A with this text, from a row on.
fn row_of(range: &Range<Data>, name: &str, from: u32) -> u32 {
    let end = range.end().unwrap().0;
    (from..=end).find(|r| text(range, *r, 0) == name).unwrap()
}

fn column(sheet: Sheet, column: Column) -> u32 {
    let at = sheet.columns().iter().position(|c| *c == column);
    u32::try_from(at.unwrap()).unwrap()
}

#[test]
fn the_totals_read_back_are_those_of_the_summary_and_stand_there_as_formulas() {
    for (lang, names) in [
        (
            Lang::Zh,
            ["汇总", "台账", "整改事项", "问题", "说明", "_dudao"],
        ),
        (
            Lang::En,
            [
                "Summary",
                "Ledger",
                "Items",
                "Findings",
                "How to fill in",
                "_dudao",
            ],
        ),
    ] {
        let desk = Desk::busy();
        let summary = desk.summary(lang);
        let mut book = open(bytes(&desk, &Query::default(), lang));
        assert_eq!(book.sheet_names(), names);
        let hidden = book.sheets_metadata().last().unwrap().visible;
        assert_eq!(hidden, SheetVisible::VeryHidden);
        let range = sheet(&mut book, names[0]);
        let formulas = book.worksheet_formula(names[0]).unwrap();
        let w = WorkbookWords::of(lang);
        let total = crate::lang::domain(lang).total;
        for (name, lines) in [(w.figures, 9), (w.by_category, 6)] {
            let row = row_of(&range, total, row_of(&range, name, 0));
            for (at, count) in (1..).zip(&COUNTS) {
                assert_eq!(
                    text(&range, row, at),
                    (count.of)(&summary.totals).to_string()
                );
                let sum = formulas.get_value((row, at)).unwrap();
                assert!(sum.starts_with("SUM("), "{sum}");
            }
            assert_eq!(text(&range, row, 15), "0.0397");
            assert_eq!(text(&range, row, 16), "0.0238");
            assert!(formulas.get_value((row, 15)).unwrap().starts_with("IF("));
            // what Excel would add up gives what is written
            let column: f64 = (row - lines..row)
                .map(|r| text(&range, r, 1).parse::<f64>().unwrap())
                .sum();
            assert!((column - 127.0).abs() < f64::EPSILON);
        }
        let head = row_of(&range, w.not_closed, 0);
        let row = row_of(&range, total, head);
        for (at, category) in (1..).zip(&summary.categories) {
            assert_eq!(
                text(&range, row, at),
                category.totals.not_closed().to_string()
            );
        }
        assert_eq!(
            text(&range, row, 7),
            summary.totals.not_closed().to_string()
        );
        let paragraph = (0..8).any(|row| text(&range, row, 0) == summary.paragraph);
        assert!(paragraph, "the official paragraph stands above the tables");
    }
}

#[test]
fn every_entry_every_item_and_every_finding_has_its_row_with_real_dates_and_numbers() {
    let desk = Desk::busy();
    let mut book = open(bytes(&desk, &Query::default(), Lang::Zh));
    let ledger = sheet(&mut book, "台账");
    assert_eq!(ledger.end().unwrap().0 + 1, 2 + 127);
    assert_eq!(text(&ledger, 0, 0), "ledger.id");
    let at = |c| column(Sheet::Ledger, c);
    let row = row_of(&ledger, "2.1@huancui", 2);
    assert_eq!(text(&ledger, row, at(Column::Lead)), "区财政局");
    let due = ledger.get_value((row, at(Column::Due))).unwrap();
    let Data::DateTime(due) = due else {
        panic!("no date: {due:?}")
    };
    assert_eq!(due.to_ymd_hms_milli(), (2023, 12, 1, 0, 0, 0, 0));
    assert_eq!(text(&ledger, row, at(Column::Light)), "逾期");
    let items = sheet(&mut book, "整改事项");
    assert_eq!(items.end().unwrap().0 + 1, 2 + 564);
    let row = row_of(&items, "3.6@wendeng#1", 2);
    let done = |row| text(&items, row, column(Sheet::Items, Column::Done));
    assert_eq!((done(row), done(row + 1)), ("是".into(), "否".into()));
    let findings = sheet(&mut book, "问题");
    assert_eq!(findings.end().unwrap().0 + 1, 2 + 36);
    let entries = (2..38).map(|r| text(&findings, r, column(Sheet::Findings, Column::Entries)));
    let entries: u32 = entries.map(|n| n.parse::<u32>().unwrap()).sum();
    assert_eq!(entries, 127);
}

#[test]
fn a_district_gets_its_own_rows_only() {
    let query = Query {
        units: vec!["lingang".into()],
        ..Query::default()
    };
    let mut book = open(bytes(&Desk::busy(), &query, Lang::Zh));
    let ledger = sheet(&mut book, "台账");
    assert_eq!(ledger.end().unwrap().0 + 1, 2 + 17);
    assert!((2..19).all(|row| text(&ledger, row, 0).ends_with("@lingang")));
}

#[test]
fn what_people_wrote_is_text_and_nothing_that_excel_runs_or_xml_refuses() {
    let mut desk = Desk::new();
    let ix = desk.ix("2.1@huancui");
    let hostile = "=HYPERLINK(\"http://x\",\"点\")\u{1b}[2J\u{0}\u{fffe}<b>&";
    let columns = Columns {
        lead: Some(hostile.into()),
        measure: Some("长".repeat(40_000)),
        partners: Some("_x0041_".into()),
        ..Columns::default()
    };
    desk.does(&Intent::Set(vec![ix], columns));
    desk.does(&Intent::AddItem(ix, "+1".into()));
    let mut book = open(bytes(&desk, &Query::default(), Lang::Zh));
    let ledger = sheet(&mut book, "台账");
    let row = row_of(&ledger, "2.1@huancui", 2);
    let at = |c| column(Sheet::Ledger, c);
    let cell = |c| text(&ledger, row, at(c));
    assert_eq!(cell(Column::Lead), "=HYPERLINK(\"http://x\",\"点\")[2J<b>&");
    assert_eq!(cell(Column::Measure).chars().count(), 32_767);
    assert_eq!(cell(Column::Partners), "_x0041_");
    let formulas = book.worksheet_formula("台账").unwrap();
    assert!(formulas.used_cells().next().is_none());
}

#[test]
fn progress_comes_to_its_end_and_the_same_state_makes_the_same_bytes() {
    let (desk, calendar) = (Desk::busy(), Desk::calendar());
    let ledger = Ledger::of(&desk.book, &calendar, &Query::default());
    let summary = desk.summary(Lang::Zh);
    let mut last = (0, 0);
    let one = workbook(&summary, &ledger, &mut |done, all| last = (done, all)).unwrap();
    assert_eq!(last, (127 + 564 + 127, 127 + 564 + 127));
    assert_eq!(one, bytes(&desk, &Query::default(), Lang::Zh));
}

/// A part of the package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = package.by_name(name).unwrap();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    text
}

#[test]
fn a_district_can_type_where_it_should_and_nowhere_else() {
    let out = bytes(&Desk::busy(), &Query::default(), Lang::Zh);
    let book = umya_spreadsheet::reader::xlsx::read_reader(Cursor::new(&out), true).unwrap();
    for sheet in Sheet::ALL {
        let cells = book.sheet_by_name(sheet.name(Lang::Zh)).unwrap();
        for (at, column) in (1..).zip(sheet.columns()) {
            let cell = cells.cell((at, 3)).unwrap();
            let protection = cell.style().protection();
            let is_locked = protection.is_none_or(umya_spreadsheet::Protection::locked);
            assert_eq!(is_locked, !column.is_open(), "{sheet:?} {column:?}");
        }
    }
    let ledger = part(&out, "xl/worksheets/sheet2.xml");
    for wanted in [
        "<sheetProtection sheet=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A2:Y129\"/>",
        "\"立行立改,限期整改,长期坚持\"",
        "type=\"date\" operator=\"greaterThanOrEqual\"",
        "<formula>\"逾期\"</formula>",
        "<col min=\"1\" max=\"1\" width=\"26.7109375\" hidden=\"1\"",
    ] {
        assert!(ledger.contains(wanted), "{wanted}");
    }
    assert!(!ledger.contains("password"), "nobody is locked out");
    let items = part(&out, "xl/worksheets/sheet3.xml");
    assert!(items.contains("\"是,否\""));
    let overview = part(&out, "xl/worksheets/sheet1.xml");
    assert_eq!(overview.matches("<colorScale>").count(), 2);
}

#[test]
fn a_large_workbook_holds_what_a_small_one_does() {
    let (desk, calendar) = (Desk::busy(), Desk::calendar());
    let ledger = Ledger::of(&desk.book, &calendar, &Query::default());
    let summary = desk.summary(Lang::Zh);
    let [small, large] = [false, true].map(|is_large| {
        let out = written(&summary, &ledger, &mut |_, _| (), is_large).unwrap();
        let mut book = open(out);
        let names = book.sheet_names();
        let sheets = names.iter().map(|name| sheet(&mut book, name));
        sheets.collect::<Vec<_>>()
    });
    assert_eq!(small, large);
}

#[test]
fn how_often_earlier_editions_had_a_finding_stands_in_its_row() {
    let mut desk = Desk::new();
    for (id, times) in [("2.2@wendeng", 1), ("3.6@wendeng", 2)] {
        let act = crate::ledger::Act::CarriedOver {
            from: "weihai-2021".into(),
            row: id.into(),
            times,
        };
        desk.does(&Intent::Acts(vec![(desk.ix(id), act)]));
    }
    for (lang, head, names) in [
        (Lang::Zh, "往年已反馈次数", ["台账", "问题"]),
        (Lang::En, "in earlier editions", ["Ledger", "Findings"]),
    ] {
        let mut book = open(bytes(&desk, &Query::default(), lang));
        for (of, name) in [Sheet::Ledger, Sheet::Findings].into_iter().zip(names) {
            let range = sheet(&mut book, name);
            let at = column(of, Column::Repeats);
            assert_eq!(text(&range, 1, at), head, "{name}");
            let number = column(of, Column::Number);
            let end = range.end().unwrap().0;
            let times: Vec<_> = (2..=end)
                .map(|row| (text(&range, row, number), text(&range, row, at)))
                .filter(|(_, times)| !times.is_empty())
                .collect();
            let expected = match of {
                Sheet::Ledger => [("2.2@wendeng", "1"), ("3.6@wendeng", "2")],
                _ => [("2.2", "1"), ("3.6", "2")],
            };
            let times: Vec<_> = times
                .iter()
                .map(|(n, t)| (n.as_str(), t.as_str()))
                .collect();
            assert_eq!(times, expected, "{name}");
        }
    }
}
