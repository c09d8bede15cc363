//! Dudao (督导): a terminal ledger for education-supervision findings.

pub mod board;
pub mod lang;
pub mod ledger;
pub mod report;
#[cfg(test)]
pub(crate) mod sample;
pub mod summary;
pub mod text;
