//! The published document: what was found, never edited.
//!
//! Owns the report's types, the loading with all its checks, the built-in edition and the JSON Schema.
//! Knows no ledger, no terminal, no language table and no file: bytes come in, a [`Report`] or a list of faults goes out.

mod builtin;
mod check;
mod corrections;
mod load;
mod model;
mod relations;
pub mod sanitise;
mod schema;

pub use builtin::{builtin, builtin_ids, builtin_source};
pub use check::check;
pub use corrections::{Correction, Former};
pub use load::{Fault, Flaw, parse};
pub use model::*;
pub use schema::SCHEMA_JSON;
