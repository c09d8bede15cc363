//! From sections and pieces to a draft.

mod findings;
mod marks;
mod practices;
mod procedure;
mod rest;

use super::Options;
use super::doc::Doc;
use super::draft::{DRAFT_SCHEMA, Dates, Doubt, Draft, Mark, NO_YEAR, NoReport, Part};
use super::head::{self, Head};
use super::outline::Section;
use super::propose::{Points, units};
use super::roster::Roster;
use crate::lang::Intake;

/// Builds the draft of a text.
pub(super) struct Builder<'a> {
    pub doc: &'a Doc<'a>,
    pub sections: &'a [Section],
    pub roster: &'a Roster,
    pub options: &'a Options,
    marks: Vec<Mark>,
    ids: Vec<String>,
    points: Points,
}

impl<'a> Builder<'a> {
    pub fn new(
        doc: &'a Doc<'a>,
        sections: &'a [Section],
        roster: &'a Roster,
        options: &'a Options,
    ) -> Self {
        Self {
            doc,
            sections,
            roster,
            options,
            marks: Vec::new(),
            ids: Vec::new(),
            points: Points::default(),
        }
    }

    /// The draft; without findings when the text is no report.
    pub fn draft(
        mut self,
        source: super::reading::Reading,
        head: &Head,
        nothing: Option<NoReport>,
    ) -> Draft {
        let given: Vec<_> = self.options.units.iter().map(|u| u.id.clone()).collect();
        let mut report = rest::empty(head, self.options);
        if nothing.is_none() {
            report.units = units(self.roster, &given);
            self.ids = report.units.iter().map(|u| u.id.clone()).collect();
            self.missing(head, &report);
            self.unsure_units();
            self.lost_numbers();
            report.recommendations = self.recommendations();
            self.points = Points::of(&report.recommendations);
            report.achievements = self.achievements();
            report.practices = self.practices();
            report.procedure = self.procedure();
            self.findings(&mut report);
        }
        if source.spoilt {
            let why = Intake::both(|w| w.why_encoding, &[&source.encoding]);
            self.mark(
                Doubt::Encoding,
                None,
                None,
                source.encoding.clone(),
                why,
                None,
            );
        }
        for (n, m) in (1..).zip(&mut self.marks) {
            m.id = format!("m{n}");
        }
        let year = (report.year != NO_YEAR).then_some(report.year);
        let (earlier, deadlines) = head::other_dates(self.doc, self.sections, year);
        Draft {
            schema: DRAFT_SCHEMA.to_owned(),
            nothing,
            report,
            sections: self.parts(),
            dates: Dates { earlier, deadlines },
            review: self.marks,
            source,
        }
    }

    fn parts(&self) -> Vec<Part> {
        let each = self.sections.iter().map(|s| Part {
            kind: s.kind,
            number: s.number,
            title: self.doc.original(s.head).to_owned(),
            paragraph: s.head.paragraph + 1,
        });
        each.collect()
    }
}
