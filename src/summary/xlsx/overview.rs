//! The first sheet: what a superior looks at. Counts are values, totals and rates formulas with the summary's results.

use rust_xlsxwriter::{
    ColNum, Color, ConditionalFormat2ColorScale, ConditionalFormatDataBar,
    ConditionalFormatDataBarDirection, Format, RowNum, Worksheet, XlsxError,
};

use super::super::{COUNTS, Summary};
use super::style::Style;
use super::table::{address, clean, count, formula, string};
use crate::board::Totals;
use crate::lang::{WorkbookWords, domain, fill, summary};
use crate::text::width;

/// Columns of the widest table: name, counts, two rates.
const LAST: ColNum = 16;
/// Columns of text that the first column holds.
const FIRST: usize = 18;
const FIRST_WIDTH: u16 = 18;
/// Columns of text that a line of the title holds.
const TITLE: usize = 92;
/// Columns of text that a line across the sheet holds.
const LINE: usize = 150;

/// A matrix: its name, its counts, the colour of the highest one.
type Heat = (&'static str, fn(&Totals) -> usize, Color);

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, s: &Summary, style: &Style) -> Result<(), XlsxError> {
    let w = WorkbookWords::of(s.lang);
    sheet.set_name(w.sheet_overview)?;
    sheet.set_column_width(0, FIRST_WIDTH)?;
    sheet.set_column_range_width(1, LAST, 9)?;
    sheet.set_default_row_height(17);
    let mut page = Page {
        sheet,
        s,
        style,
        row: 0,
    };
    page.head()?;
    let units: Vec<Line<'_>> = s
        .units
        .iter()
        .map(|u| (u.label.as_str(), &u.totals, u.cells.as_slice()))
        .collect();
    let categories: Vec<Line<'_>> = s
        .categories
        .iter()
        .map(|c| (short(&c.name, &c.label), &c.totals, [].as_slice()))
        .collect();
    page.figures(w.figures, domain(s.lang).unit, &units)?;
    page.matrices(&units)?;
    page.figures(w.by_category, domain(s.lang).category, &categories)?;
    page.heads()?;
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&C{}", w.page));
    sheet.set_active(true);
    Ok(())
}

/// The name where the first column holds it, else the label.
fn short<'a>(name: &'a str, label: &'a str) -> &'a str {
    if width(name) > FIRST { label } else { name }
}

/// Name, totals and cells of a row.
type Line<'a> = (&'a str, &'a Totals, &'a [Totals]);

struct Page<'a> {
    sheet: &'a mut Worksheet,
    s: &'a Summary,
    style: &'a Style,
    row: RowNum,
}

impl Page<'_> {
    /// Title, origin, day, filter, paragraph.
    fn head(&mut self) -> Result<(), XlsxError> {
        let (s, style) = (self.s, self.style);
        let (w, words) = (WorkbookWords::of(s.lang), summary(s.lang));
        let title = fill(w.title, &[&s.title]);
        let lines = RowNum::try_from(1 + width(&title) / TITLE).unwrap_or(1);
        self.across(&title, &style.title, 22 * lines + 6)?;
        let fact = |name: &str, value: &str| format!("{name}{}{value}", words.colon);
        let origin = [
            fact(words.issuer, &s.issuer),
            fact(words.issued, &s.issued.to_string()),
            fact(words.as_of, &s.as_of.to_string()),
        ];
        self.across(&origin.join("    "), &style.facts, 18)?;
        if let Some(filter) = &s.filter {
            self.across(&fact(words.filter, filter), &style.facts, 18)?;
        }
        let lines: usize = s.paragraph.lines().map(|l| 1 + width(l) / LINE).sum();
        let lines = RowNum::try_from(lines).unwrap_or(1);
        self.across(&s.paragraph, &style.prose, 16 * lines + 8)
    }

    /// A text across the sheet.
    fn across(&mut self, text: &str, format: &Format, height: RowNum) -> Result<(), XlsxError> {
        self.sheet
            .merge_range(self.row, 0, self.row, LAST, "", format)?;
        string(self.sheet, (self.row, 0), &clean(text), format)?;
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn section(&mut self, left: ColNum, name: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.set_row_height(self.row, 22)?;
        string(self.sheet, (self.row, left), name, &self.style.section)?;
        self.row += 1;
        Ok(())
    }

    fn table_head<'h>(
        &mut self,
        left: ColNum,
        heads: impl Iterator<Item = &'h str>,
    ) -> Result<(), XlsxError> {
        for (column, head) in (left..).zip(heads) {
            string(
                self.sheet,
                (self.row, column),
                &clean(head),
                &self.style.head,
            )?;
        }
        self.sheet.set_row_height(self.row, 32)?;
        self.row += 1;
        Ok(())
    }

    /// All counts line by line; totals and rates are formulas.
    fn figures(&mut self, name: &str, what: &str, lines: &[Line<'_>]) -> Result<(), XlsxError> {
        let (s, style, d) = (self.s, self.style, domain(self.s.lang));
        self.section(0, name)?;
        let counts = COUNTS.iter().map(|c| (c.name)(s.lang));
        let rates = [d.completion_rate, d.closing_rate];
        self.table_head(0, [what].into_iter().chain(counts).chain(rates))?;
        let first = self.row;
        for (name, totals, _) in lines {
            string(self.sheet, (self.row, 0), &clean(name), &style.name)?;
            for (column, figure) in (1..).zip(&COUNTS) {
                count(
                    self.sheet,
                    (self.row, column),
                    (figure.of)(totals),
                    &style.count,
                )?;
            }
            self.rates(totals, &style.rate)?;
            self.row += 1;
        }
        string(self.sheet, (self.row, 0), d.total, &style.total_name)?;
        for (column, figure) in (1..).zip(&COUNTS) {
            self.sum((first, column), (figure.of)(&s.totals))?;
        }
        self.rates(&s.totals, &style.total_rate)?;
        self.bars(first)?;
        self.row += 1;
        Ok(())
    }

    /// The two rates of a line, as formulas over its counts.
    fn rates(&mut self, totals: &Totals, format: &Format) -> Result<(), XlsxError> {
        let at = |code: &str| {
            let column = (1..).zip(&COUNTS).find(|(_, c)| c.code == code);
            address(self.row, column.map_or(0, |(column, _)| column))
        };
        let counted = format!("({}-{})", at("entries"), at("withdrawn"));
        let share = |of: String| format!("=IF({counted}=0,0,ROUND({of}/{counted},4))");
        let completed = share(format!("({}+{})", at("completed"), at("closed")));
        let closed = share(at("closed"));
        let rates = [
            (completed, totals.completion_rate()),
            (closed, totals.closing_rate()),
        ];
        for (column, (text, rate)) in (LAST - 1..).zip(rates) {
            formula(
                self.sheet,
                (self.row, column),
                (text, rate.to_string()),
                format,
            )?;
        }
        Ok(())
    }

    /// What is left and what there is, side by side where there is room.
    fn matrices(&mut self, lines: &[Line<'_>]) -> Result<(), XlsxError> {
        let w = WorkbookWords::of(self.s.lang);
        let columns = ColNum::try_from(self.s.categories.len() + 2).unwrap_or(LAST);
        let top = self.row;
        let left: Heat = (w.not_closed, Totals::not_closed, Color::RGB(0xF4_B183));
        let all: Heat = (w.all_entries, |t| t.entries, Color::RGB(0x9D_C3E6));
        self.matrix(0, lines, left)?;
        let beside = columns + 1;
        let fits = beside + columns <= LAST + 1;
        if fits {
            self.row = top;
        }
        self.matrix(if fits { beside } else { 0 }, lines, all)
    }

    /// Units × categories under a heat scale, from a column on; both margins are formulas.
    fn matrix(
        &mut self,
        left: ColNum,
        lines: &[Line<'_>],
        (name, figure, heat): Heat,
    ) -> Result<(), XlsxError> {
        let (s, style, d) = (self.s, self.style, domain(self.s.lang));
        self.section(left, name)?;
        let heads = s.categories.iter().map(|c| c.label.as_str());
        self.table_head(left, [d.unit].into_iter().chain(heads).chain([d.total]))?;
        let first = self.row;
        let end = left + ColNum::try_from(s.categories.len()).unwrap_or(LAST);
        for (name, totals, cells) in lines {
            string(self.sheet, (self.row, left), &clean(name), &style.name)?;
            for (column, cell) in (left + 1..).zip(*cells) {
                count(self.sheet, (self.row, column), figure(cell), &style.count)?;
            }
            let ends = [left + 1, end].map(|column| address(self.row, column));
            let sum = (
                format!("=SUM({})", ends.join(":")),
                figure(totals).to_string(),
            );
            formula(self.sheet, (self.row, end + 1), sum, &style.total)?;
            self.row += 1;
        }
        string(self.sheet, (self.row, left), d.total, &style.total_name)?;
        for (column, category) in (left + 1..).zip(&s.categories) {
            self.sum((first, column), figure(&category.totals))?;
        }
        self.sum((first, end + 1), figure(&s.totals))?;
        if self.row > first && end > left {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum_color(Color::White)
                .set_maximum_color(heat);
            let last = self.row - 1;
            self.sheet
                .add_conditional_format(first, left + 1, last, end, &scale)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The sum of the column above.
    fn sum(&mut self, (first, column): (RowNum, ColNum), result: usize) -> Result<(), XlsxError> {
        let last = self.row.saturating_sub(1).max(first);
        let text = format!("=SUM({}:{})", address(first, column), address(last, column));
        let sum = (text, result.to_string());
        formula(self.sheet, (self.row, column), sum, &self.style.total)
    }

    /// Bars behind the rates, from nothing to all.
    fn bars(&mut self, first: RowNum) -> Result<(), XlsxError> {
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(rust_xlsxwriter::ConditionalFormatType::Number, 0)
            .set_maximum(rust_xlsxwriter::ConditionalFormatType::Number, 1)
            .set_direction(ConditionalFormatDataBarDirection::LeftToRight)
            .set_solid_fill(true)
            .set_fill_color(Color::RGB(0xA9_D18E));
        self.sheet
            .add_conditional_format(first, LAST - 1, self.row, LAST, &bar)?;
        Ok(())
    }

    /// The ends of the journals.
    fn heads(&mut self) -> Result<(), XlsxError> {
        if self.s.heads.is_empty() {
            return Ok(());
        }
        let (w, words) = (WorkbookWords::of(self.s.lang), summary(self.s.lang));
        self.section(0, w.heads)?;
        for head in &self.s.heads {
            let text = format!(
                "{} {}    {} {}    {} {}",
                words.writer, head.writer, words.seq, head.seq, words.sum, head.sum
            );
            self.across(&text, &self.style.facts, 16)?;
        }
        Ok(())
    }
}
