//! The real program under a hostile system: killed, out of space, with calls that fail, crowded, with a clock that jumps.
//!
//! A quick round of each runs with the other tests. `DUDAO_KILLS`, `DUDAO_TICKS` and `DUDAO_EVERY_BYTE` ask for long ones;
//! `docs/RELIABILITY.md` has the commands and what came out.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test may fail loudly; clippy sees only #[test] functions as tests"
)]

mod clock;
mod crowd;
mod full;
mod home;
mod kills;
mod screen;
mod system;
#[path = "../pty/terminal.rs"]
#[expect(dead_code, reason = "the tests of the terminal use all of it")]
mod terminal;
