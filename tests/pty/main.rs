//! The real binary in a pseudo-terminal: keys in, screen out, and what is left on the terminal when it ends.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test may fail loudly; clippy sees only #[test] functions as tests"
)]

mod between;
mod drafts;
mod ends;
mod journeys;
mod left;
mod storms;
mod terminal;
