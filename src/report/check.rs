//! What a schema cannot say of a report: that it holds together.

use std::collections::{HashMap, HashSet};

use super::{Basis, Fault, Flaw, NO_UNIT, Report, Scope, Text};

/// Everything that a schema cannot say: ids unique, references resolve, scopes and units agree.
pub fn check(report: &Report) -> Vec<Fault> {
    let mut c = Checker {
        report,
        faults: Vec::new(),
    };
    c.ids();
    c.texts();
    c.findings();
    c.rest();
    c.faults
}

struct Checker<'a> {
    report: &'a Report,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, path: impl Into<String>, flaw: Flaw) {
        self.faults.push(Fault {
            path: path.into(),
            flaw,
        });
    }

    fn ids(&mut self) {
        let r = self.report;
        self.id("id", &r.id);
        self.unique("units", r.units.iter().map(|u| u.id.as_str()));
        self.unique("categories", r.categories.iter().map(|c| c.id.as_str()));
        self.unique("findings", r.findings.iter().map(|f| f.id.as_str()));
        self.unique(
            "recommendations",
            r.recommendations.iter().map(|x| x.id.as_str()),
        );
        self.unique("practices", r.practices.iter().map(|p| p.id.as_str()));
        self.unique("achievements", r.achievements.iter().map(|a| a.id.as_str()));
        self.unique("procedure", r.procedure.iter().map(|s| s.id.as_str()));
        let mut seen = HashSet::new();
        for (i, rec) in r.recommendations.iter().enumerate() {
            for (j, point) in rec.points.iter().enumerate() {
                let path = format!("recommendations[{i}].points[{j}].id");
                self.id(&path, &point.id);
                if !seen.insert(point.id.as_str()) {
                    self.fault(path, Flaw::Duplicate(point.id.clone()));
                }
            }
        }
        for (i, unit) in r.units.iter().enumerate() {
            if unit.id == NO_UNIT {
                self.fault(format!("units[{i}].id"), Flaw::BadId(unit.id.clone()));
            }
        }
        for (list, none) in [
            ("units", r.units.is_empty()),
            ("categories", r.categories.is_empty()),
            ("findings", r.findings.is_empty()),
        ] {
            if none {
                self.fault(list, Flaw::NoneOf(list));
            }
        }
    }

    fn id(&mut self, path: &str, id: &str) {
        let fits = id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        if id.is_empty() || !fits || id.starts_with('.') || id.ends_with('.') {
            self.fault(path, Flaw::BadId(id.to_owned()));
        }
    }

    fn unique<'b>(&mut self, list: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = HashSet::new();
        for (i, id) in ids.enumerate() {
            let path = format!("{list}[{i}].id");
            self.id(&path, id);
            if !seen.insert(id) {
                self.fault(path, Flaw::Duplicate(id.to_owned()));
            }
        }
    }

    fn text(&mut self, path: &str, text: &Text) {
        for (lang, said) in [("zh", &text.zh), ("en", &text.en)] {
            if said.trim().is_empty() {
                self.fault(format!("{path}.{lang}"), Flaw::Empty);
            }
        }
    }

    fn texts(&mut self) {
        let r = self.report;
        self.text("title", &r.title);
        self.text("short_title", &r.short_title);
        self.text("issuer", &r.issuer);
        for (i, u) in r.units.iter().enumerate() {
            self.text(&format!("units[{i}].name"), &u.name);
            self.text(&format!("units[{i}].label"), &u.label);
        }
        for (i, c) in r.categories.iter().enumerate() {
            self.text(&format!("categories[{i}].name"), &c.name);
            self.text(&format!("categories[{i}].label"), &c.label);
        }
        for (i, f) in r.findings.iter().enumerate() {
            self.text(&format!("findings[{i}].title"), &f.title);
            self.text(&format!("findings[{i}].statement"), &f.statement);
            for (j, item) in f.items.iter().enumerate() {
                self.text(&format!("findings[{i}].items[{j}].text"), &item.text);
            }
        }
        for (i, p) in r.practices.iter().enumerate() {
            self.text(&format!("practices[{i}].title"), &p.title);
            self.text(&format!("practices[{i}].gist"), &p.gist);
        }
    }

    fn findings(&mut self) {
        let r = self.report;
        let categories: HashSet<_> = r.categories.iter().map(|c| c.id.as_str()).collect();
        let points: HashSet<_> = r
            .recommendations
            .iter()
            .flat_map(|x| &x.points)
            .map(|p| p.id.as_str())
            .collect();
        let practices: HashSet<_> = r.practices.iter().map(|p| p.id.as_str()).collect();
        for (i, f) in r.findings.iter().enumerate() {
            let at = format!("findings[{i}]");
            if !categories.contains(f.category.as_str()) {
                self.fault(format!("{at}.category"), Flaw::Dangling(f.category.clone()));
            }
            self.ties(&at, i);
            for (j, item) in f.items.iter().enumerate() {
                if !points.contains(item.serves.as_str()) {
                    self.fault(
                        format!("{at}.items[{j}].serves"),
                        Flaw::Dangling(item.serves.clone()),
                    );
                }
            }
            for (j, practice) in f.practices.iter().enumerate() {
                if !practices.contains(practice.as_str()) {
                    self.fault(
                        format!("{at}.practices[{j}]"),
                        Flaw::Dangling(practice.clone()),
                    );
                }
            }
        }
    }

    fn ties(&mut self, at: &str, i: usize) {
        let r = self.report;
        let Some(f) = r.findings.get(i) else { return };
        let known: HashMap<&str, usize> = r
            .units
            .iter()
            .enumerate()
            .map(|(n, u)| (u.id.as_str(), n))
            .collect();
        let mut tied = HashSet::new();
        for (j, tie) in f.units.iter().enumerate() {
            if !known.contains_key(tie.unit.as_str()) {
                self.fault(
                    format!("{at}.units[{j}].unit"),
                    Flaw::Dangling(tie.unit.clone()),
                );
            }
            if !tied.insert(tie.unit.as_str()) {
                self.fault(
                    format!("{at}.units[{j}].unit"),
                    Flaw::Duplicate(tie.unit.clone()),
                );
            }
            if tie.basis != Basis::Stated && tie.why.is_none() {
                self.fault(format!("{at}.units[{j}].why"), Flaw::NoReason);
            }
        }
        match f.scope {
            Scope::Named if f.units.is_empty() => self.fault(format!("{at}.units"), Flaw::NoUnits),
            // what a corrected version does not have any more is no part of all
            Scope::All if !r.is_gone(&f.id) => {
                let lacking: Vec<_> = r
                    .units
                    .iter()
                    .map(|u| u.id.as_str())
                    .filter(|u| !tied.contains(u) && !r.is_unit_gone(u))
                    .collect();
                if !lacking.is_empty() {
                    self.fault(
                        format!("{at}.units"),
                        Flaw::UnitsLacking(lacking.join(", ")),
                    );
                }
            }
            Scope::Some | Scope::General if !f.units.is_empty() => {
                self.fault(format!("{at}.units"), Flaw::UnitsNotAllowed);
            }
            _ => {}
        }
    }

    fn rest(&mut self) {
        let r = self.report;
        let units: HashSet<_> = r.units.iter().map(|u| u.id.as_str()).collect();
        let categories: HashSet<_> = r.categories.iter().map(|c| c.id.as_str()).collect();
        for (i, p) in r.practices.iter().enumerate() {
            if !units.contains(p.unit.as_str()) {
                self.fault(
                    format!("practices[{i}].unit"),
                    Flaw::Dangling(p.unit.clone()),
                );
            }
            for (j, c) in p.categories.iter().enumerate() {
                if !categories.contains(c.as_str()) {
                    self.fault(
                        format!("practices[{i}].categories[{j}]"),
                        Flaw::Dangling(c.clone()),
                    );
                }
            }
        }
    }
}
