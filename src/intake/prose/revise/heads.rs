//! What stands over the report: title, issuer, dates, and which units there are.

use super::super::draft::{Doubt, Draft, NO_YEAR, Settled};
use super::super::propose::{both, new_unit};
use super::{Heading, Refusal, said};
use crate::report::{NO_UNIT, Scope};

impl Draft {
    /// Takes over what stands over the report; settles the marks that it answers.
    pub(super) fn head(&mut self, heading: &Heading, how: &Settled) -> Result<(), Refusal> {
        let (title, issuer) = (said(&heading.title)?, said(&heading.issuer)?);
        let id = said(&heading.id)?;
        let fits = id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        if !fits || id.starts_with('.') || id.ends_with('.') {
            return Err(Refusal::BadId(id));
        }
        if heading.year == NO_YEAR || heading.issued.year() == NO_YEAR {
            return Err(Refusal::MustFill);
        }
        self.roster(&heading.units)?;
        let r = &mut self.report;
        if r.short_title.zh == r.title.zh && r.title.zh != title {
            r.short_title = both(&title);
        }
        if r.title.zh != title {
            r.title = both(&title);
        }
        if r.issuer.zh != issuer {
            r.issuer = both(&issuer);
        }
        (r.id, r.issued, r.year) = (id, heading.issued, heading.year);
        let answered: Vec<String> = self
            .open()
            .filter(|m| m.kind == Doubt::Missing && !self.wants_filling(m))
            .map(|m| m.id.clone())
            .collect();
        for mark in answered {
            self.settle(&mark, how);
        }
        Ok(())
    }

    /// Another list of units: known names keep their id, new ones get one, and what means all means all of these.
    fn roster(&mut self, names: &[String]) -> Result<(), Refusal> {
        let names: Vec<String> = names.iter().filter_map(|n| said(n).ok()).collect();
        let twice = |n: &&String| names.iter().filter(|o| o == n).count() > 1;
        if names.is_empty() || names.iter().any(|n| twice(&n)) {
            return Err(Refusal::BadUnits);
        }
        let old = self.report.units.clone();
        let mut units = Vec::new();
        let mut taken: Vec<String> = old.iter().map(|u| u.id.clone()).collect();
        taken.push(NO_UNIT.to_owned());
        for name in &names {
            let known = old.iter().find(|u| u.name.zh == *name);
            let unit = known.cloned().unwrap_or_else(|| new_unit(name, &taken));
            taken.push(unit.id.clone());
            units.push(unit);
        }
        let stays = |id: &str| units.iter().any(|u| u.id == id);
        let r = &mut self.report;
        let still: Vec<_> = r
            .findings
            .iter()
            .filter(|f| f.scope == Scope::Named && f.units.iter().all(|t| !stays(&t.unit)))
            .map(|f| f.id.as_str())
            .collect();
        if !still.is_empty() {
            return Err(Refusal::StillNamed(still.join("、")));
        }
        for f in &mut r.findings {
            f.units.retain(|t| stays(&t.unit));
        }
        r.practices.retain(|p| stays(&p.unit));
        r.units = units;
        let all: Vec<usize> = (0..self.report.findings.len()).collect();
        for at in all {
            let Some(f) = self.report.findings.get(at) else {
                continue;
            };
            if f.scope == Scope::All {
                let ties = self.ties(at, Scope::All, &[])?;
                if let Some(f) = self.report.findings.get_mut(at) {
                    f.units = ties;
                }
            }
        }
        Ok(())
    }
}
