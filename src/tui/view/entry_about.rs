//! What the report says about an entry: finding, basis, figures, what it serves, who does it well.

use super::super::theme::Role;
use super::entry_text::Lines;
use crate::lang::fill;
use crate::report::{Basis, Finding, Metric};

impl Lines<'_> {
    /// Finding, basis, emendation, metrics, recommendations, practices.
    pub(super) fn about(&mut self) {
        let (w, lang) = (self.model.words(), self.model.lang);
        let Some(f) = self.model.book.finding(self.entry) else {
            return;
        };
        self.section(w.section_finding, "");
        self.say(lang.of(&f.statement), Role::Text);
        if self.entry.own.is_some() {
            self.say(w.own_finding, Role::Warn);
            self.say(&f.source.section, Role::Muted);
            return;
        }
        self.section(w.section_basis, "");
        self.basis(f);
        if !f.metrics.is_empty() {
            self.section(w.section_metrics, "");
            f.metrics.iter().for_each(|m| self.metric(m));
        }
        self.section(w.section_recommendation, "");
        let report = self.model.book.report();
        for point in report.points_served(f) {
            let number = point.id.trim_start_matches("rec-");
            self.say(&format!("{number} {}", lang.of(&point.text)), Role::Text);
        }
        if !f.practices.is_empty() {
            self.section(w.section_practices, "");
        }
        for practice in report.practices_for(f) {
            let unit = report
                .unit(&practice.unit)
                .map_or("", |u| lang.of(&u.label));
            let columns = super::entries::unit_width(self.model);
            self.pair(unit, columns, lang.of(&practice.title), Role::Text);
        }
    }

    fn basis(&mut self, f: &Finding) {
        let (w, d, lang) = (self.model.words(), self.model.domain(), self.model.lang);
        let s = &f.source;
        let place = fill(d.place, &[&s.section, &s.paragraph, &s.sentence]);
        let scope = d.scope_name(f.scope);
        match self.entry.basis {
            Some(basis) => self.say(
                &format!("{scope} ({}) - {place}", d.basis_name(basis)),
                Role::Text,
            ),
            None => self.say(&format!("{scope} - {place}"), Role::Text),
        }
        let unit = self.model.book.unit(self.entry);
        let tie = unit.and_then(|u| f.units.iter().find(|t| t.unit == u.id));
        if let Some(why) = tie
            .filter(|t| t.basis != Basis::Stated)
            .and_then(|t| t.why.as_ref())
        {
            self.say(&fill(w.because, &[&lang.of(why)]), Role::Muted);
        }
        if unit.is_none() {
            self.say(w.nobody_named, Role::Muted);
        }
        if self.model.book.report().is_entry_gone(&self.entry.id) {
            self.say(&format!("! {}", d.entry_gone), Role::Warn);
        }
        if let Some(was) = self.model.book.report().former(&f.id) {
            self.say(&format!("~ {}", d.corrected), Role::Warn);
            self.say_at(2, &fill(d.formerly, &[&lang.of(&was.title)]), Role::Muted);
            self.say_at(
                2,
                &fill(d.formerly, &[&lang.of(&was.statement)]),
                Role::Muted,
            );
        }
        if let Some(e) = &f.emendation {
            let reversed = if e.reversed { w.reversed } else { "" };
            self.say(
                &format!("~ {}{reversed}", fill(w.text_damaged, &[&lang.of(&e.lost)])),
                Role::Warn,
            );
            self.say_at(2, &fill(w.read_as, &[&lang.of(&e.restored)]), Role::Warn);
            self.say_at(2, &fill(w.because, &[&lang.of(&e.why)]), Role::Muted);
        }
    }

    fn metric(&mut self, m: &Metric) {
        let (w, lang) = (self.model.words(), self.model.lang);
        let mut said = lang.of(&m.name).to_owned();
        if let Some(r) = &m.required {
            let sign = r.op.sign();
            said = format!(
                "{said}: {}",
                fill(w.required, &[&sign, &format!("{}{}", r.value, r.unit)])
            );
        }
        if let Some(b) = &m.benchmark {
            said = format!("{said}: {}", fill(w.compared_with, &[&lang.of(b)]));
        }
        self.say(&said, Role::Text);
    }
}
