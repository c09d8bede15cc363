//! The terminal screen.
//!
//! `model`, `views`, `derived`, `figures`, `prompt`, `form`, `form_fields`, `review`, `review_form`, `action`, `keymap`, `keys`, `remember`, `picture`, `update`, `view` and
//! `theme` are pure: keys and outcomes in, buffers and effects out. `shell` is the loop; what it does to the world it does
//! itself, through `outside` (files, the editor), `opening` (reading a ledger behind
//! the first picture), `probe` (questions to the terminal), `terminal` (entering and leaving)
//! and `guard` (signals and hang-up).

pub mod action;
pub mod compared;
mod derived;
mod figures;
pub mod form;
mod form_fields;
mod guard;
pub mod keymap;
pub mod keys;
pub mod model;
mod opening;
mod outside;
pub mod picture;
pub mod probe;
pub mod prompt;
pub mod remember;
pub mod review;
mod review_form;
mod shell;
mod terminal;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod update;
pub mod view;
mod views;

pub use opening::Ended;
pub use shell::run;
