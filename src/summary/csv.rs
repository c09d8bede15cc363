//! CSV that Excel opens as it is: UTF-8 with its mark, CRLF, no cell that a spreadsheet would run.

use std::borrow::Cow;

use super::{COUNTS, Summary};
use crate::board::Totals;
use crate::lang::{domain, summary};

/// Bytes by which Excel knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A text as a cell that no spreadsheet takes for a formula: a `'` goes before what could begin one.
///
/// The beginnings are those of the OWASP notes on CSV injection, with their full-width twins.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// One row per unit and category, then per unit, per category, and the whole.
pub(super) fn of(s: &Summary) -> Vec<u8> {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let mut sheet = Sheet::new();
    let counts = COUNTS.iter().map(|c| (c.name)(s.lang));
    sheet.row(
        [w.kind, d.unit, d.category]
            .into_iter()
            .chain(counts)
            .chain([d.completion_rate, d.closing_rate]),
    );
    for unit in &s.units {
        for (category, cell) in s.categories.iter().zip(&unit.cells) {
            sheet.line([w.kind_cell, &unit.name, &category.name], cell);
        }
    }
    for unit in &s.units {
        sheet.line([w.kind_unit, &unit.name, d.total], &unit.totals);
    }
    for category in &s.categories {
        sheet.line([w.kind_category, d.total, &category.name], &category.totals);
    }
    sheet.line([w.kind_all, d.total, d.total], &s.totals);
    sheet.into_bytes()
}

struct Sheet(::csv::Writer<Vec<u8>>);

impl Sheet {
    fn new() -> Self {
        let writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(MARK.to_vec());
        Self(writer)
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        let cells = cells.map(|c| guarded(c).into_owned().into_bytes());
        // into memory, rows of any length: there is nothing that could fail
        self.0.write_record(cells).unwrap_or_default();
    }

    fn line(&mut self, heads: [&str; 3], totals: &Totals) {
        let counts = COUNTS.iter().map(|c| (c.of)(totals).to_string());
        let rates = [totals.completion_rate(), totals.closing_rate()];
        let figures: Vec<String> = counts.chain(rates.map(|r| format!("{r:.4}"))).collect();
        self.row(heads.into_iter().chain(figures.iter().map(String::as_str)));
    }

    fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;

    #[test]
    fn what_could_begin_a_formula_is_made_harmless() {
        for bad in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(guarded(bad), format!("'{bad}"));
        }
        for good in ["环翠区", "3.5@lingang", "0.1969", "a=b", "", " -"] {
            assert_eq!(guarded(good), good);
        }
    }

    #[test]
    fn a_formula_in_a_name_reaches_no_cell() {
        let mut summary = Desk::new().summary(Lang::Zh);
        summary.units[0].name = "=HYPERLINK(\"http://x\",\"点\")".into();
        let text = String::from_utf8(of(&summary)).unwrap();
        assert!(text.contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"点\"\")\","));
        assert!(!text.contains(",=") && !text.contains("\"="));
    }

    #[test]
    fn the_sheet_has_its_mark_its_line_ends_and_a_row_for_every_line() {
        let text = String::from_utf8(of(&Desk::busy().summary(Lang::Zh))).unwrap();
        let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert_eq!(
            lines[0],
            "\u{feff}行类别,区市,问题类别,台账条目,待整改,整改中,待核查,已销号,异议复审,复审撤销,整改事项,已勾选,\
             逾期,未达到序时进度,临近时限,达到序时进度,未定时限,完成率,销号率"
        );
        assert_eq!(lines.len(), 1 + 9 * 6 + 9 + 6 + 1);
        assert!(
            lines[1].starts_with("区市×类别,环翠区,教育综合改革,4,3,0,0,1,0,0,"),
            "{}",
            lines[1]
        );
        assert!(
            lines[55].starts_with("区市合计,环翠区,合计,16,"),
            "{}",
            lines[55]
        );
        assert!(
            lines[70].starts_with("总计,合计,合计,127,118,2,2,3,1,1,"),
            "{}",
            lines[70]
        );
        assert!(
            lines[70].ends_with(",2,1,1,1,122,0.0397,0.0238"),
            "{}",
            lines[70]
        );
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }
}
