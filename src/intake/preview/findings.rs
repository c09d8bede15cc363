//! Rows of the findings sheet: nothing there is to be changed, so what was is named.

use super::Why;
use super::compare::squashed;
use super::of::Draft;
use crate::intake::workbook::{Row, Stamp};
use crate::summary::xlsx::layout::Column;

impl Draft<'_> {
    pub(super) fn finding_row(&mut self, file: usize, stamp: &Stamp, row: &Row, id: &str) {
        let findings = &self.book.report().findings;
        let Some(finding) = findings.iter().find(|f| f.id == id) else {
            return;
        };
        let words = [
            (Column::Title, &finding.title),
            (Column::Statement, &finding.statement),
        ];
        for (column, text) in words {
            let is_other = squashed(&row.text(column)) != squashed(stamp.lang.of(text));
            if row.has(column) && is_other {
                self.refuse_row(file, row, column, Why::OtherText);
            }
        }
    }
}
