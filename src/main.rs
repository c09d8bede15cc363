//! The program: parse, dispatch, print one error, exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    end_on_panic();
    outlive_full_quotas();
    let words: Vec<OsString> = std::env::args_os().collect();
    match dudao::cli::run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err((failure, lang)) => {
            // nobody is left to be told when standard error is gone
            let _ = std::io::stderr().write_all(failure.report(lang).as_bytes());
            ExitCode::from(failure.code)
        }
    }
}

/// A panic in any thread is told and ends the program with 101, wherever it happens. What the release build is made for:
/// it does not unwind.
fn end_on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        tell(info);
        std::process::exit(101);
    }));
}

/// A file that would grow beyond its limit ends the program by a signal, unless somebody takes it; then the write
/// fails, and the journal is cut back as after any other failed write.
#[cfg(unix)]
fn outlive_full_quotas() {
    let flag = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    // without it everything but that one case works
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
}

#[cfg(not(unix))]
fn outlive_full_quotas() {}
