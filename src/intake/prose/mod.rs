//! A published report in running text becomes a draft: sections, units, findings, and marks where a person must look.
//!
//! ```text
//! bytes ─ reading ─► paragraphs ─ doc, fold ─► lines ─ outline ─► sections, groups ─ cut ─► pieces
//!                                     roster, subject ─► whom · metric ─► figures · damage ─► doubts ─ assemble ─► Draft
//! ```
//!
//! Rules match the folded text (half-width, simplified, no blanks); every place leads back to the original. A finding's
//! `quote` is a verbatim part of it. Nothing is corrected in silence: a reading is offered in a mark, and a person takes it.

mod assemble;
mod cut;
mod damage;
mod doc;
mod draft;
mod fold;
mod genre;
mod head;
mod lack;
mod marker;
mod metric;
mod outline;
mod propose;
pub mod reading;
pub mod revise;
mod roster;
mod scope;
mod subject;
mod tokens;
mod words;

use jiff::civil::Date;

pub use draft::{
    DRAFT_SCHEMA, Dates, Doubt, Draft, Mark, NO_YEAR, NoReport, Offer, Part, Place, Settled,
};
pub use reading::{Form, Limit, Paragraph, Reading, Spot, Unreadable};
pub use revise::{Heading, Refusal, Revision};
pub use roster::Named;
pub use words::Kind;

/// What the person knows better than the text.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Units; none means that they are found in the text.
    pub units: Vec<Named>,
    /// The evaluated year.
    pub year: Option<i16>,
    /// Day of publication.
    pub issued: Option<Date>,
}

/// Reads the bytes of a file.
///
/// # Errors
/// A file that cannot be read, see [`Unreadable`].
pub fn draft(bytes: &[u8], options: &Options) -> Result<Draft, Unreadable> {
    Ok(understand(&reading::read(bytes)?, options))
}

/// Makes a draft of paragraphs.
pub fn understand(reading: &Reading, options: &Options) -> Draft {
    let doc = doc::Doc::of(reading);
    let sections = outline::sections(&doc);
    let head = head::head(&doc, &sections);
    let nothing = genre::not_a_report(&doc, &sections, head.title.as_deref());
    let roster = roster::Roster::of(&doc, &sections, &options.units);
    let builder = assemble::Builder::new(&doc, &sections, &roster, options);
    builder.draft(reading.clone(), &head, nothing)
}

#[cfg(test)]
mod tests;
