//! The sheets with a row per thing: ledger, items, findings. A hidden row of keys above the heads, a hidden column of ids.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::{
    ColNum, Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation,
    DataValidationRule, ExcelDateTime, Format, ProtectionOptions, RowNum, Worksheet, XlsxError,
};

use super::layout::{Column, Sheet};
use super::style::Style;
use super::table::{Cell, clean, put, string};
use super::{Ledger, Summary, Tally};
use crate::board::Light;
use crate::board::schedule::light;
use crate::lang::{WorkbookWords, domain, fill};
use crate::ledger::book::Entry;
use crate::ledger::stage::ItemState;
use crate::ledger::{Act, Book, Horizon, ItemRef};
use crate::report::Finding;

/// Row of the keys, hidden.
const KEYS: RowNum = 0;
/// Row of the heads.
const HEADS: RowNum = 1;
/// First row with data.
const FIRST: RowNum = 2;
/// Height of a line of text, in points.
const LINE: u32 = 13;
/// A row of Excel is at most 409 points high.
const MOST_LINES: u32 = 31;
/// Longest text that the validation of a cell lets through.
const LONGEST_TYPED: u32 = 2_000;

/// All horizons.
pub(crate) const HORIZONS: [Horizon; 3] = [Horizon::Immediate, Horizon::Phased, Horizon::Standing];

/// Id of an item in the workbook: entry and item in full.
pub(crate) fn item_id(entry: &Entry, item: ItemRef) -> String {
    match item {
        ItemRef::Suggested(n) => format!("{}#{n}", entry.id),
        ItemRef::Added(id) => format!("{}#{id}", entry.id),
    }
}

/// What the sheets are written from.
pub(super) struct Desk<'a> {
    pub(super) ledger: &'a Ledger<'a>,
    pub(super) summary: &'a Summary,
    pub(super) style: &'a Style,
}

impl Desk<'_> {
    /// Writes a sheet: heads, rows, and what makes it fit to be filled in.
    pub(super) fn write(
        &self,
        to: &mut Worksheet,
        sheet: Sheet,
        tally: &mut Tally<'_>,
    ) -> Result<(), XlsxError> {
        to.set_name(sheet.name(self.summary.lang))?;
        self.heads(to, sheet)?;
        let end = match sheet {
            Sheet::Ledger => self.entries(to, tally)?,
            Sheet::Items => self.items(to, tally)?,
            Sheet::Findings => self.findings(to)?,
        };
        if end > FIRST {
            self.rules(to, sheet, end - 1)?;
        }
        self.frame(to, sheet, end)
    }

    /// Keys and heads, row by row.
    fn heads(&self, to: &mut Worksheet, sheet: Sheet) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(sheet.columns()) {
            string(to, (KEYS, at), &sheet.key(*column), &self.style.key)?;
            to.set_column_width(at, column.width())?;
        }
        to.set_column_hidden(0)?;
        to.set_row_hidden(KEYS)?;
        for (at, column) in (0..).zip(sheet.columns()) {
            let format = if column.is_open() {
                &self.style.open_head
            } else {
                &self.style.head
            };
            string(to, (HEADS, at), column.name(self.summary.lang), format)?;
        }
        to.set_row_height(HEADS, 32)?;
        Ok(())
    }

    fn entries(&self, to: &mut Worksheet, tally: &mut Tally<'_>) -> Result<RowNum, XlsxError> {
        let mut row = FIRST;
        for ix in &self.ledger.entries {
            let Some(entry) = self.ledger.book.entry(*ix) else {
                continue;
            };
            self.row(to, row, Sheet::Ledger, &|c| self.of_entry(entry, c))?;
            row += 1;
            tally.row();
        }
        Ok(row)
    }

    fn items(&self, to: &mut Worksheet, tally: &mut Tally<'_>) -> Result<RowNum, XlsxError> {
        let mut row = FIRST;
        for ix in &self.ledger.entries {
            let Some(entry) = self.ledger.book.entry(*ix) else {
                continue;
            };
            let all = entry.state.items.iter().enumerate();
            for (nth, item) in all.filter(|(_, i)| !i.dropped) {
                self.row(to, row, Sheet::Items, &|c| {
                    self.of_item(entry, (nth, item), c)
                })?;
                row += 1;
                tally.row();
            }
        }
        Ok(row)
    }

    /// Every finding once, with how many of its entries are in the workbook.
    fn findings(&self, to: &mut Worksheet) -> Result<RowNum, XlsxError> {
        let book = self.ledger.book;
        let mut seen: HashMap<u32, (usize, u32)> = HashMap::new();
        let mut order: BTreeMap<u32, &Entry> = BTreeMap::new();
        for ix in &self.ledger.entries {
            if let Some(entry) = book.entry(*ix) {
                let (entries, repeats) = seen.entry(entry.finding).or_default();
                *entries += 1;
                *repeats = book.repeats(entry).max(*repeats);
                order.entry(book.place(entry).0).or_insert(entry);
            }
        }
        let mut row = FIRST;
        for entry in order.into_values() {
            let Some(finding) = book.finding(entry) else {
                continue;
            };
            let (entries, repeats) = seen.get(&entry.finding).copied().unwrap_or_default();
            self.row(to, row, Sheet::Findings, &|c| match c {
                Column::Entries => Cell::Count(entries),
                Column::Repeats => times(repeats),
                _ => self.of_finding(entry, finding, c),
            })?;
            row += 1;
        }
        Ok(row)
    }

    /// Writes a row, as high as its longest text asks for.
    fn row<'c>(
        &self,
        to: &mut Worksheet,
        row: RowNum,
        sheet: Sheet,
        of: &dyn Fn(Column) -> Cell<'c>,
    ) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (at, column) in (0..).zip(sheet.columns()) {
            let formats = if column.is_open() {
                &self.style.open
            } else {
                &self.style.locked
            };
            match of(*column) {
                // hidden, and there are as many as rows: they need no looks
                Cell::Text(id) if *column == Column::Id => {
                    to.write_string(row, at, &*clean(&id))?;
                }
                cell => {
                    lines = lines.max(cell.lines(column.width()));
                    put(to, (row, at), cell, formats)?;
                }
            }
        }
        if lines > 1 {
            to.set_row_height(row, LINE * lines.min(MOST_LINES) + 4)?;
        }
        Ok(())
    }

    fn of_entry<'b>(&'b self, entry: &'b Entry, column: Column) -> Cell<'b> {
        let (book, lang) = (self.ledger.book, self.summary.lang);
        let d = domain(lang);
        let text = |text: Option<&'b str>| Cell::Text(text.unwrap_or_default().into());
        let (done, all) = entry.state.done();
        match column {
            Column::Id => text(Some(&entry.id)),
            Column::Number => Cell::Text(book.label(entry)),
            Column::Lead => text(book.lead(entry)),
            Column::Partners => text(book.partners(entry)),
            Column::Person => text(book.person(entry)),
            Column::Measure => text(book.measure(entry)),
            Column::Horizon => Cell::Word(book.horizon(entry).map_or("", |h| d.horizon_name(h))),
            Column::Due => Cell::Day(book.due(entry)),
            Column::FirstDue => Cell::Day(book.first_due(entry)),
            Column::LastNote => text(last_note(book, entry)),
            Column::Unit => text(
                book.unit(entry)
                    .map_or(Some(d.not_attributed), |u| Some(lang.of(&u.name))),
            ),
            Column::Stage => Cell::Word(d.stage_name(entry.state.stage())),
            Column::Light => Cell::Word(d.light_name(light(book, entry, self.ledger.calendar))),
            Column::Ticked => Cell::Count(done),
            Column::Items => Cell::Count(all),
            Column::Evidence => Cell::Count(entry.state.evidence.len()),
            Column::Repeats => times(book.repeats(entry)),
            Column::Basis => Cell::Word(entry.basis.map_or("", |b| d.basis_name(b))),
            Column::Updated => {
                let at = entry.state.updated.and_then(|ev| book.time_of(ev));
                Cell::Day(at.map(|at| self.ledger.calendar.day(at)))
            }
            Column::Reason | Column::NewNote => text(None),
            _ => book
                .finding(entry)
                .map_or_else(|| text(None), |f| self.of_finding(entry, f, column)),
        }
    }

    fn of_item<'b>(
        &'b self,
        entry: &'b Entry,
        (nth, item): (usize, &'b ItemState),
        column: Column,
    ) -> Cell<'b> {
        let (book, lang) = (self.ledger.book, self.summary.lang);
        let w = WorkbookWords::of(lang);
        let by = item.tick_by.filter(|_| item.ticked);
        match column {
            Column::Id => Cell::Text(item_id(entry, item.key).into()),
            Column::Number => {
                let label = Book::item_label(entry, item.key);
                Cell::Text(format!("{}#{label}", book.label(entry)).into())
            }
            Column::Item => {
                let text = book.item_text(entry, nth).unwrap_or_default();
                Cell::Text(lang.of(&text).to_owned().into())
            }
            Column::Done => Cell::Word(if item.ticked { w.yes } else { w.no }),
            Column::TickedOn => {
                let at = by.and_then(|ev| book.time_of(ev));
                Cell::Day(at.map(|at| self.ledger.calendar.day(at)))
            }
            Column::TickedBy => {
                let who = by.and_then(|ev| book.event(ev)).map_or("", |e| e.who);
                Cell::Text(who.into())
            }
            _ => self.of_entry(entry, column),
        }
    }

    fn of_finding<'b>(
        &'b self,
        entry: &'b Entry,
        finding: &'b Finding,
        column: Column,
    ) -> Cell<'b> {
        let lang = self.summary.lang;
        let d = domain(lang);
        match column {
            Column::Id => Cell::Text(finding.id.as_str().into()),
            Column::Number => Cell::Text(self.ledger.book.number(entry)),
            Column::Category => {
                let all = &self.summary.categories;
                let known = all.iter().find(|c| c.id == finding.category);
                Cell::Text(known.map_or(finding.category.as_str(), |c| &c.name).into())
            }
            Column::Title => Cell::Text(lang.of(&finding.title).into()),
            Column::Statement => Cell::Text(lang.of(&finding.statement).into()),
            Column::Scope => Cell::Word(d.scope_name(finding.scope)),
            Column::Source if finding.source.paragraph == 0 => {
                Cell::Text(finding.source.section.as_str().into())
            }
            Column::Source => {
                let s = &finding.source;
                Cell::Text(fill(d.place, &[&s.section, &s.paragraph, &s.sentence]).into())
            }
            _ => Cell::Text("".into()),
        }
    }

    /// What may be typed where, and colours for what is urgent.
    fn rules(&self, to: &mut Worksheet, sheet: Sheet, last: RowNum) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(sheet.columns()) {
            if let Some(rule) = self.validation(*column)? {
                to.add_data_validation(FIRST, at, last, at, &rule)?;
            }
            if *column == Column::Light {
                self.lights(to, at, last)?;
            }
        }
        Ok(())
    }

    fn validation(&self, column: Column) -> Result<Option<DataValidation>, XlsxError> {
        let (lang, issued) = (self.summary.lang, self.summary.issued);
        let (w, d) = (WorkbookWords::of(lang), domain(lang));
        let rule = DataValidation::new();
        Ok(Some(match column {
            Column::Horizon => rule
                .allow_list_strings(&HORIZONS.map(|h| d.horizon_name(h)))?
                .set_error_title(w.pick_title)?
                .set_error_message(w.pick_horizon)?,
            Column::Done => rule
                .allow_list_strings(&[w.yes, w.no])?
                .set_error_title(w.pick_title)?
                .set_error_message(w.pick_done)?,
            Column::Due => {
                let (month, day) = (issued.month().unsigned_abs(), issued.day().unsigned_abs());
                let from = ExcelDateTime::from_ymd(issued.year().unsigned_abs(), month, day)?;
                rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(from))
                    .set_input_title(w.day_title)?
                    .set_input_message(w.day_hint)?
                    .set_error_title(w.day_title)?
                    .set_error_message(fill(w.day_wrong, &[&issued]))?
            }
            Column::Lead
            | Column::Partners
            | Column::Person
            | Column::Measure
            | Column::Reason
            | Column::NewNote => rule
                .allow_text_length(DataValidationRule::LessThanOrEqualTo(LONGEST_TYPED))
                .set_error_message(fill(w.text_wrong, &[&LONGEST_TYPED]))?,
            _ => return Ok(None),
        }))
    }

    fn lights(&self, to: &mut Worksheet, at: ColNum, last: RowNum) -> Result<(), XlsxError> {
        let colours = [
            (Light::Overdue, 0xF8_CBAD, 0x9C_0006),
            (Light::Behind, 0xFF_E699, 0x7F_6000),
            (Light::Soon, 0xBD_D7EE, 0x1F_4E79),
        ];
        for (light, back, ink) in colours {
            let format = Format::new()
                .set_background_color(Color::RGB(back))
                .set_font_color(Color::RGB(ink));
            let name = domain(self.summary.lang).light_name(light).to_owned();
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(name))
                .set_format(format);
            to.add_conditional_format(FIRST, at, last, at, &rule)?;
        }
        Ok(())
    }

    /// Frozen heads, filter, protection without a password, print set-up.
    fn frame(&self, to: &mut Worksheet, sheet: Sheet, end: RowNum) -> Result<(), XlsxError> {
        let last = ColNum::try_from(sheet.columns().len().saturating_sub(1)).unwrap_or(0);
        let beside = sheet.columns().iter().position(|c| *c == Column::Title);
        let beside = beside.map_or(0, |at| ColNum::try_from(at + 1).unwrap_or(0));
        to.set_freeze_panes(FIRST, beside)?;
        to.autofilter(HEADS, 0, end.saturating_sub(1).max(FIRST), last)?;
        to.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
        to.set_landscape()
            .set_paper_size(8)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        to.set_repeat_rows(HEADS, HEADS)?;
        // the ledger is twice as wide as a sheet of paper
        let pages = if sheet == Sheet::Ledger { 2 } else { 1 };
        to.set_print_fit_to_pages(pages, 0);
        if pages > 1 {
            to.set_repeat_columns(0, beside.saturating_sub(1))?;
        }
        to.set_footer(format!("&C{}", WorkbookWords::of(self.summary.lang).page));
        if sheet != Sheet::Findings {
            to.set_tab_color(Color::RGB(0xB4_5F06));
        }
        Ok(())
    }
}

/// How often earlier editions had it; nothing for what is new.
fn times(repeats: u32) -> Cell<'static> {
    match usize::try_from(repeats).unwrap_or(usize::MAX) {
        0 => Cell::Text("".into()),
        times => Cell::Count(times),
    }
}

/// The last progress note.
pub(super) fn last_note<'b>(book: &'b Book, entry: &Entry) -> Option<&'b str> {
    match book.event(*entry.state.notes.last()?)?.act {
        Act::ProgressNoted { text } => Some(text),
        _ => None,
    }
}
