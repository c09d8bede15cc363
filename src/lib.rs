//! Dudao (督导): a terminal ledger for education-supervision findings.

pub mod backup;
pub mod board;
pub mod cli;
pub mod collect;
pub mod config;
pub mod demo;
pub mod editions;
pub mod evidence;
pub mod intake;
pub mod lang;
pub mod ledger;
pub mod output;
pub mod paths;
pub mod report;
#[cfg(test)]
pub(crate) mod sample;
pub mod search;
pub mod setup;
pub mod summary;
pub mod text;
pub mod tui;
