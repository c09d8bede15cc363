//! What people did about the findings: events, and the state folded from them.
//!
//! [`event`] is the contract on disk, [`book`] the fold, [`decide`] turns an intent into events or a refusal,
//! [`session`] puts the three together with a [`store`]. Everything outside `store` is pure: time, ids and
//! names come in. Knows the report, no terminal, no language.

pub mod book;
pub mod decide;
pub mod event;
pub mod ids;
#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod scale;
pub mod session;
pub mod stage;
pub mod store;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod together;
#[cfg(test)]
mod workflow;

pub use book::Book;
pub use decide::{Decision, Intent, Pick, Proposed, Refusal};
pub use event::{Act, Event, Horizon};
pub use ids::{BatchId, EntryId, EventId, ItemRef, WriterId};
pub use stage::Stage;
