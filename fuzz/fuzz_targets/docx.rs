#![no_main]
#[allow(dead_code, clippy::all)]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::docx(bytes));
