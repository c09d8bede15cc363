//! HTML: one file without anything from outside, readable without script, printable, light and dark.
//!
//! The template escapes every value; figures come from the [`Summary`], tables from its document.

mod chart;
mod view;

use askama::Template as _;

use super::Summary;
use super::legal::legal;

/// The summary as a page.
pub(super) fn of(s: &Summary) -> String {
    // into memory, by templates that were checked when this was compiled: there is nothing that could fail
    legal(&view::Page::of(s).render().unwrap_or_default())
}

#[cfg(test)]
pub(super) mod tests;
