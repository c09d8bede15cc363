//! System calls of the real program that fail: the Nth of each kind, once and for ever after.

use std::fs;
use std::process::{Command, Output};

use crate::home::{Home, no_panic, program};

/// Runs the program with failing calls; tells also whether one of them failed. `None` where strace cannot be used.
fn failing(home: &Home, inject: &str, words: &str) -> Option<(Output, bool)> {
    let trace = home.0.path().join("trace");
    let mut command = Command::new("strace");
    let call = inject.split(':').next().unwrap();
    command.args(["-f", "-qq", "-o"]).arg(&trace);
    command.args(["-e", &format!("trace={call}"), "-e"]);
    command.arg(format!("inject={inject}")).arg(program());
    command.args(["--lang", "en", "--who", "A"]);
    command.args(words.split_whitespace());
    let output = no_panic(home.dress(command).output().ok()?);
    let traced = fs::read_to_string(&trace).ok()?;
    Some((output, traced.contains("(INJECTED)")))
}

/// A call that fails in all places where the program makes it, at a first start and at a later one.
fn every(call: &str, error: &str) -> Option<usize> {
    let mut all = 0;
    for after in ["", "+"] {
        for n in 1..60 {
            let home = Home::new();
            let mut hits = 0;
            // the first one makes folders, identity and the report's copy, the second sets an interrupted append aside
            for (item, is_first) in [(1, true), (2, false)] {
                let before = if is_first {
                    0
                } else {
                    home.done("tick 3.5@lingang#4");
                    interrupted(&home);
                    home.disk().look()
                };
                let inject = format!("{call}:error={error}:when={n}{after}");
                let words = format!("tick 3.5@lingang#{item}");
                let (output, was_hit) = failing(&home, &inject, &words)?;
                hits += usize::from(was_hit);
                let now = home.disk().look();
                let is_done = output.status.success() || !output.stdout.is_empty();
                assert!(now >= before, "{inject}: {output:?}");
                assert!(
                    !is_done || now == before + 1,
                    "{inject}: said and not done: {output:?}"
                );
                // the next start works, and what was there counts
                let run = home.run(&format!("tick 3.5@lingang#{item}"));
                assert!(run.status.success(), "{inject}: {run:?}");
                let after = home.disk().look();
                assert_eq!(after, now.max(before + 1), "{inject}");
            }
            home.done("doctor");
            all += hits;
            if hits == 0 {
                break;
            }
        }
    }
    // which of the calls renames is up to the platform
    assert!(
        all > 0 || call.starts_with("rename"),
        "the program never calls {call}"
    );
    Some(all)
}

/// Leaves the beginning of a line at the end of the journal.
fn interrupted(home: &Home) {
    let mut bytes = home.bytes();
    bytes.extend_from_slice(b"{\"v\":1,\"seq\":");
    fs::write(home.journal(), bytes).unwrap();
}

#[test]
fn calls_that_fail_never_lose_what_was_said_to_be_done() {
    std::thread::scope(|scope| {
        let calls = [
            vec![
                ("fdatasync", "EIO"),
                ("fsync", "EIO"),
                ("ftruncate", "EIO"),
                ("flock", "EINTR"),
            ],
            vec![
                ("write", "ENOSPC"),
                ("mkdir", "EACCES"),
                ("flock", "ENOLCK"),
                ("renameat", "EIO"),
                ("renameat2", "EIO"),
            ],
        ];
        for half in calls {
            scope.spawn(move || {
                for (call, error) in half {
                    match every(call, error) {
                        Some(all) => println!("{call} {error}: {all} calls failed"),
                        None => eprintln!("skipped {call}: strace is not there or may not trace"),
                    }
                }
            });
        }
    });
}
