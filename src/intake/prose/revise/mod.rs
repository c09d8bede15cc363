//! What a person changes in a draft. A change is made whole or refused, and leaves numbers, ties and marks in order.
//!
//! Pure. A finding's quote stays a verbatim piece of the source: it can be cut in two, joined with the next one, or taken
//! from the source; only title, items and whom it means are free text. Another reading of the literal text leaves an
//! emendation, as an offer that is taken does.

mod cutting;
mod heads;

use jiff::civil::Date;

use super::draft::{Doubt, Draft, Offer, Settled};
use super::propose::{both, title};
use crate::lang::Intake;
use crate::report::{Basis, Emendation, Finding, Item, Scope, Text, Tie};

pub use cutting::{Passage, clauses, passages};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// A mark is looked at; its offer is taken, or the text stays as written.
    Settle {
        /// Id of the mark.
        mark: String,
        /// Whether the offer is taken.
        taken: bool,
    },
    /// The words of a mark are read in another way than written or offered.
    Read {
        /// Id of the mark.
        mark: String,
        /// How they are read.
        reading: String,
        /// What tells so.
        why: String,
    },
    /// What stands over the report.
    Head(Heading),
    /// What is said of a finding.
    Finding {
        /// Its id.
        finding: String,
        /// Its title.
        title: String,
        /// Id of its category.
        category: String,
        /// Whom it means.
        scope: Scope,
        /// Ids of the units, when they are named.
        units: Vec<String>,
    },
    /// Its rectification items, in order.
    Items {
        /// Id of the finding.
        finding: String,
        /// One text for each item.
        items: Vec<String>,
    },
    /// One finding becomes two.
    Split {
        /// Id of the finding.
        finding: String,
        /// First byte of the second part in its quote.
        at: usize,
    },
    /// A finding becomes a part of the one before it.
    Merge {
        /// Id of the finding.
        finding: String,
    },
    /// A finding is none.
    Drop {
        /// Id of the finding.
        finding: String,
    },
    /// A passage that was passed over is a finding.
    Add {
        /// Id of its category.
        category: String,
        /// The words as they stand in the source; blanks do not count.
        passage: String,
    },
}

/// What stands over the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Id of the edition.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Day of publication.
    pub issued: Date,
    /// The evaluated year.
    pub year: i16,
    /// Names of the units, in order.
    pub units: Vec<String>,
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No open mark has this id.
    NoMark(String),
    /// No finding has this id.
    NoFinding(String),
    /// No category has this id.
    NoCategory(String),
    /// Something that must be said is empty.
    Empty,
    /// What the mark asks for must be filled in first.
    MustFill,
    /// There are no words that could be read in another way.
    NoWords,
    /// A named finding names no unit.
    NobodyNamed,
    /// Letters, digits, `-` and `.` only.
    BadId(String),
    /// A unit is named twice, or not at all.
    BadUnits,
    /// These findings name a unit that would go.
    StillNamed(String),
    /// A part would be empty.
    EmptyPart,
    /// Its statement was changed, so that the place of the cut is not known.
    Emended,
    /// There is no finding before it in its category.
    NothingBefore,
    /// Other words stand between the two.
    Apart,
    /// These words do not stand in the source as written.
    NotInSource,
    /// They are a part of this finding.
    IsFinding(String),
    /// It is the last finding.
    LastOne,
    /// No recommendation is there that an item could serve.
    NoRecommendation,
}

impl Draft {
    /// Makes a change; whoever makes it settles what it answers. The id of the finding that it leads to.
    ///
    /// # Errors
    /// Why not; the draft is as it was.
    pub fn revise(&mut self, change: &Revision, how: &Settled) -> Result<Option<String>, Refusal> {
        match change {
            Revision::Settle { mark, taken } => self.settle_one(mark, *taken, how),
            Revision::Read { mark, reading, why } => self.read(mark, reading, why, how),
            Revision::Head(heading) => self.head(heading, how).map(|()| None),
            Revision::Finding {
                finding,
                title,
                category,
                scope,
                units,
            } => self.restate(finding, title, category, (*scope, units)),
            Revision::Items { finding, items } => self.items(finding, items),
            Revision::Split { finding, at } => self.split(finding, *at),
            Revision::Merge { finding } => self.merge(finding),
            Revision::Drop { finding } => self.drop_finding(finding, how),
            Revision::Add { category, passage } => self.add(category, passage),
        }
    }

    /// Place of a finding in the report.
    fn place_of(&self, id: &str) -> Result<usize, Refusal> {
        let at = self.report.findings.iter().position(|f| f.id == id);
        at.ok_or_else(|| Refusal::NoFinding(id.to_owned()))
    }

    fn finding_mut(&mut self, id: &str) -> Result<&mut Finding, Refusal> {
        let all = &mut self.report.findings;
        let found = all.iter_mut().find(|f| f.id == id);
        found.ok_or_else(|| Refusal::NoFinding(id.to_owned()))
    }

    fn settle_one(
        &mut self,
        id: &str,
        taken: bool,
        how: &Settled,
    ) -> Result<Option<String>, Refusal> {
        let no_mark = || Refusal::NoMark(id.to_owned());
        let mark = self.open().find(|m| m.id == id).ok_or_else(no_mark)?;
        if self.wants_filling(mark) {
            return Err(Refusal::MustFill);
        }
        let finding = mark.finding.clone();
        let how = Settled {
            taken: taken && mark.offer.is_some(),
            ..how.clone()
        };
        self.settle(id, &how);
        Ok(finding)
    }

    fn read(
        &mut self,
        id: &str,
        reading: &str,
        why: &str,
        how: &Settled,
    ) -> Result<Option<String>, Refusal> {
        let (reading, why) = (said(reading)?, said(why)?);
        let mark = self.review.iter_mut().find(|m| m.id == id);
        let mark = mark.filter(|m| m.settled.is_none());
        let mark = mark.ok_or_else(|| Refusal::NoMark(id.to_owned()))?;
        let finding = mark.finding.clone().ok_or(Refusal::NoWords)?;
        let literal = mark.text.clone();
        let offer = Offer {
            emendation: Emendation {
                lost: Intake::both(|w| w.lost_by_hand, &[]),
                restored: both(&reading),
                why: both(&why),
                reversed: mark.kind == Doubt::Reversed,
            },
            literal: literal.clone(),
            reading,
        };
        let all = &self.report.findings;
        let stands = all
            .iter()
            .any(|f| f.id == finding && f.statement.zh.contains(&literal));
        if literal.is_empty() || !stands {
            return Err(Refusal::NoWords);
        }
        mark.offer = Some(offer);
        let how = Settled {
            taken: true,
            ..how.clone()
        };
        self.settle(id, &how);
        Ok(Some(finding))
    }

    fn restate(
        &mut self,
        id: &str,
        name: &str,
        category: &str,
        (scope, units): (Scope, &[String]),
    ) -> Result<Option<String>, Refusal> {
        let name = said(name)?;
        if !self.report.categories.iter().any(|c| c.id == category) {
            return Err(Refusal::NoCategory(category.to_owned()));
        }
        let at = self.place_of(id)?;
        let ties = self.ties(at, scope, units)?;
        let f = self.finding_mut(id)?;
        if f.title.zh != name {
            f.title = both(&name);
        }
        (f.scope, f.units) = (scope, ties);
        category.clone_into(&mut f.category);
        Ok(self.number_anew(at))
    }

    /// The units of a finding with why each is tied to it. Those that the passage does not name were added by a person.
    fn ties(&self, at: usize, scope: Scope, units: &[String]) -> Result<Vec<Tie>, Refusal> {
        let found = self.report.findings.get(at);
        let prior = found.map_or(&[][..], |f| &f.units);
        let quote = found.and_then(|f| f.quote.as_deref()).unwrap_or_default();
        let of = |u: &crate::report::Unit| {
            if let Some(tie) = prior.iter().find(|t| t.unit == u.id) {
                return tie.clone();
            }
            let names = [&u.name.zh].into_iter().chain(&u.aliases);
            let is_said = scope == Scope::All || names.into_iter().any(|n| quote.contains(n));
            Tie {
                unit: u.id.clone(),
                basis: if is_said {
                    Basis::Stated
                } else {
                    Basis::Inspector
                },
                why: (!is_said).then(|| Intake::both(|w| w.tied_by_hand, &[])),
            }
        };
        let all = self.report.units.iter();
        match scope {
            Scope::All => Ok(all.map(of).collect()),
            Scope::Some | Scope::General => Ok(Vec::new()),
            Scope::Named => {
                let ties: Vec<_> = all.filter(|u| units.contains(&u.id)).map(of).collect();
                if ties.is_empty() {
                    return Err(Refusal::NobodyNamed);
                }
                Ok(ties)
            }
        }
    }

    fn items(&mut self, id: &str, texts: &[String]) -> Result<Option<String>, Refusal> {
        let texts: Vec<_> = texts.iter().filter_map(|t| said(t).ok()).collect();
        let points = self.report.recommendations.iter().flat_map(|r| &r.points);
        let first = points.map(|p| p.id.clone()).next();
        let f = self.finding_mut(id)?;
        let serves = f.items.first().map(|i| i.serves.clone()).or(first);
        if texts.is_empty() {
            f.items.clear();
            return Ok(Some(id.to_owned()));
        }
        let serves = serves.ok_or(Refusal::NoRecommendation)?;
        let old = std::mem::take(&mut f.items);
        let each = texts.into_iter().map(|t| {
            let same = old.iter().find(|i| i.text.zh == t || i.text.en == t);
            same.cloned().unwrap_or_else(|| Item {
                text: both(&t),
                serves: serves.clone(),
            })
        });
        f.items = each.collect();
        Ok(Some(id.to_owned()))
    }

    fn drop_finding(&mut self, id: &str, how: &Settled) -> Result<Option<String>, Refusal> {
        let at = self.place_of(id)?;
        if self.report.findings.len() == 1 {
            return Err(Refusal::LastOne);
        }
        let own: Vec<String> = self
            .review
            .iter()
            .filter(|m| m.finding.as_deref() == Some(id))
            .map(|m| m.id.clone())
            .collect();
        let how = Settled {
            taken: false,
            ..how.clone()
        };
        for mark in &own {
            self.settle(mark, &how);
        }
        for m in self.review.iter_mut().filter(|m| own.contains(&m.id)) {
            m.finding = None;
        }
        self.report.findings.remove(at);
        let last = self.report.findings.len() - 1;
        Ok(self.number_anew(at.min(last)))
    }

    /// Brings findings into the order of their categories, drops categories without one, and numbers them; marks follow.
    /// The new id of the finding at a place.
    fn number_anew(&mut self, at: usize) -> Option<String> {
        let r = &mut self.report;
        let rank = |category: &str| r.categories.iter().position(|c| c.id == category);
        let watched = r.findings.get(at).map(|f| f.id.clone());
        let mut all = std::mem::take(&mut r.findings);
        all.sort_by_key(|f| rank(&f.category));
        let mut renamed = Vec::new();
        let (mut category, mut nth) = (String::new(), 0);
        for f in &mut all {
            if f.category != category {
                (category, nth) = (f.category.clone(), 0);
            }
            nth += 1;
            let id = format!("{}.{nth}", number_of(&category));
            renamed.push((std::mem::replace(&mut f.id, id.clone()), id));
        }
        let used = |id: &str| all.iter().any(|f| f.category == id);
        r.categories.retain(|c| used(&c.id));
        for p in &mut r.practices {
            p.categories
                .retain(|c| r.categories.iter().any(|k| k.id == *c));
        }
        r.findings = all;
        let new = |old: &str| {
            let found = renamed.iter().find(|(from, _)| from == old);
            found.map(|(_, to)| to.clone())
        };
        for m in &mut self.review {
            if let Some(id) = m.finding.as_deref().and_then(new) {
                m.finding = Some(id);
            }
        }
        watched.as_deref().and_then(new)
    }
}

/// The number of a category that the reading made, as `2` of `c2`; another one's id is its number.
fn number_of(category: &str) -> &str {
    let number = category.strip_prefix('c');
    let is_number = |n: &&str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    number.filter(is_number).unwrap_or(category)
}

/// A text that says something, on one line.
fn said(text: &str) -> Result<String, Refusal> {
    let clean = crate::report::sanitise::line(text).trim().to_owned();
    if clean.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(clean)
}

/// A proposal of a title, and of the one item where a point of the recommendations is served.
fn proposed(quote: &str, serves: Option<&str>) -> (Text, Vec<Item>) {
    let name = title(quote, 0);
    let name = if name.is_empty() {
        quote.to_owned()
    } else {
        name
    };
    let items = serves.map(|serves| Item {
        text: Intake::both(|w| w.item_fix, &[&name]),
        serves: serves.to_owned(),
    });
    (both(&name), items.into_iter().collect())
}

#[cfg(test)]
pub(crate) mod tests;
