//! What belongs together in a report: a finding, the points its items serve, the practices that could help.

use super::{Comparison, Finding, Point, Practice, Report, Unit};

impl Report {
    /// The practices that a finding refers to, in its order.
    pub fn practices_for<'a>(&'a self, finding: &'a Finding) -> impl Iterator<Item = &'a Practice> {
        let ids = finding.practices.iter();
        ids.filter_map(|id| self.practices.iter().find(|p| p.id == *id))
    }

    /// The recommendation points that the items of a finding serve, in the report's order, each once.
    pub fn points_served<'a>(&'a self, finding: &'a Finding) -> impl Iterator<Item = &'a Point> {
        let all = self.recommendations.iter().flat_map(|r| &r.points);
        all.filter(|p| finding.items.iter().any(|i| i.serves == p.id))
    }

    /// A unit by its id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == id)
    }
}

impl Comparison {
    /// The sign that is written for it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::Exactly => "=",
        }
    }
}
