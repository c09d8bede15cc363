//! What comes in from outside: a published report becomes a draft.
//!
//! Pure: bytes come in, a draft or a refusal goes out. Knows no ledger, no terminal and no file.

pub mod prose;
