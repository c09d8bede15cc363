//! What the shell does with a draft: reads a report, keeps the draft, makes a ledger of it or corrects one.

use std::path::Path;

use super::super::action::{Action, Effect, Msg};
use super::super::prompt::IntakeRequest;
use super::super::update::act;
use super::Shell;
use crate::intake::prose::Options;
use crate::lang::{Review, fill};
use crate::setup::adopt::{self, AdoptError};
use crate::setup::{correct, drafts};

impl Shell {
    /// Reads a published report, or a draft.
    pub(super) fn intake(&self, request: &IntakeRequest) -> Msg {
        let options = Options {
            units: if request.units {
                drafts::units(self.model.book.report())
            } else {
                Vec::new()
            },
            year: request.year,
            issued: None,
        };
        let (data, file) = (&self.paths.data, Path::new(&request.path));
        let read = drafts::take_in(data, file, &options, self.model.lang);
        Msg::Drafted(Box::new(read))
    }

    /// Writes the draft that is looked through.
    pub(super) fn keep_draft(&mut self) -> Msg {
        let lang = self.model.lang;
        let review = self.model.review.as_mut();
        Msg::DraftKept(review.map_or(Ok(()), |r| r.file.keep(&r.draft, lang)))
    }

    /// Makes a ledger of the draft, turns to it, and goes on to the comparison with the earlier edition.
    pub(super) fn adopt(&mut self) -> Result<Vec<Effect>, Msg> {
        let lang = self.model.lang;
        let Some(review) = &self.model.review else {
            return Ok(Vec::new());
        };
        let (draft, path) = (&review.draft, &review.file.path);
        let refused = |e: AdoptError| Msg::NotAdopted(e.say(path, lang));
        let adopted = match adopt::adopt(&self.paths, draft) {
            Err(AdoptError::Known(_)) => {
                let made = correct::preview(&self.paths, draft, self.by()).map_err(refused)?;
                let change = made.corrections.last();
                let lines = change.map(|c| correct::told(&made, c, lang));
                return Err(Msg::Correctable(lines.unwrap_or_default()));
            }
            done => done.map_err(refused)?,
        };
        self.open(&adopted.id).map_err(Msg::NotAdopted)?;
        let said = fill(Review::of(lang).said_adopted, &[&adopted.id]);
        let next = match self.model.earlier {
            Some(_) => act(&mut self.model, Action::Compare),
            None => Vec::new(),
        };
        self.model.say(said);
        Ok(next)
    }

    /// Lets the draft take the place of the report that its ledger has, and turns to that.
    pub(super) fn correct(&mut self) -> Result<(), Vec<String>> {
        let lang = self.model.lang;
        let Some(review) = &self.model.review else {
            return Ok(());
        };
        let id = review.draft.report.id.clone();
        let done = correct::correct(&self.paths, &review.draft, self.by());
        done.map_err(|e| e.say(&review.file.path, lang))?;
        self.open(&id)?;
        let said = fill(Review::of(lang).said_corrected, &[&id]);
        self.model.say(said);
        Ok(())
    }

    /// Who corrects a report, and on which day.
    pub(super) fn by(&self) -> (&str, jiff::civil::Date) {
        (&self.who, self.model.calendar.today)
    }
}
