//! What comes back from outside: a workbook is read and compared with the ledger, and becomes a preview to accept.
//!
//! Pure: bytes come in, a [`Preview`] comes out, nothing is written here. Knows report, ledger, board,
//! words and the layout of the workbook; knows no terminal and no file.

pub mod preview;
pub mod workbook;

pub use preview::{Kind, Preview, Proposal};
pub use workbook::{Reading, Unreadable, read};

#[cfg(test)]
pub(crate) mod tests;
