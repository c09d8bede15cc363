//! The terminal screen.
//!
//! `model`, `figures`, `prompt`, `form`, `action`, `keymap`, `update`, `view` and `theme` are pure: keys and outcomes in, buffers and effects out.
//! `shell` is the one file that touches the world; `terminal` enters and leaves it, `guard` watches for its end.

pub mod action;
pub mod figures;
pub mod form;
mod guard;
pub mod keymap;
pub mod keys;
pub mod model;
mod outside;
mod probe;
pub mod prompt;
pub mod remember;
mod shell;
mod terminal;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod update;
pub mod view;

pub use shell::run;
