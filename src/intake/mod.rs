//! What comes in from outside: a returned workbook becomes a preview of changes, a published report becomes a draft.
//!
//! Pure: bytes come in, a [`Preview`] or a draft comes out, nothing is written here. Knows report, ledger, board,
//! words and the layout of the workbook; knows no terminal and no file.

pub mod preview;
pub mod prose;
pub mod workbook;

pub use preview::{Kind, Preview, Proposal};
pub use workbook::{Reading, Unreadable, read};

#[cfg(test)]
pub(crate) mod tests;
