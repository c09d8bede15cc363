//! One thread that waits for signals and for the end of the terminal.
//!
//! It never spins: it sleeps in `poll` on a signal pipe and on the hang-up of the terminal. Before it ends the program
//! it waits for an append that is under way.

use std::io;
use std::sync::{Arc, Mutex};

/// Held while events are written.
pub(super) type Writing = Arc<Mutex<()>>;

#[cfg(unix)]
pub(super) fn watch(writing: Writing) -> io::Result<()> {
    use std::io::Read as _;
    use std::os::unix::net::UnixStream;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

    let mut pipes = Vec::new();
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
        let (reader, writer) = UnixStream::pair()?;
        signal_hook::low_level::pipe::register(signal, writer)?;
        pipes.push((signal, reader));
    }
    let watcher = std::thread::Builder::new()
        .name("guard".into())
        .spawn(move || {
            let code = wait_for_end(&pipes);
            if let Some((_, reader)) = pipes.iter_mut().find(|(signal, _)| *signal + 128 == code) {
                let _ = reader.read(&mut [0]);
            }
            // a write that is under way ends first; a poisoned lock means that it ended badly
            let _held = writing.lock();
            super::terminal::leave();
            std::process::exit(code);
        });
    watcher.map(|_| ())
}

/// Sleeps until a signal arrives or the terminal is gone; the exit code that follows.
#[cfg(unix)]
fn wait_for_end(pipes: &[(i32, std::os::unix::net::UnixStream)]) -> i32 {
    use rustix::event::{PollFd, PollFlags, poll};

    let stdin = io::stdin();
    loop {
        let mut watched: Vec<PollFd<'_>> = pipes
            .iter()
            .map(|(_, r)| PollFd::new(r, PollFlags::IN))
            .collect();
        // no events asked for: poll then reports nothing but the hang-up
        watched.push(PollFd::new(&stdin, PollFlags::empty()));
        match poll(&mut watched, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return 1,
        }
        let happened = |fd: &PollFd<'_>| !fd.revents().is_empty();
        let signal = watched
            .iter()
            .zip(pipes)
            .find(|(fd, _)| happened(fd))
            .map(|(_, (signal, _))| *signal);
        if let Some(signal) = signal {
            return 128 + signal;
        }
        if watched.last().is_some_and(happened) {
            return 128 + signal_hook::consts::SIGHUP;
        }
    }
}

#[cfg(not(unix))]
pub(super) fn watch(_: Writing) -> io::Result<()> {
    Ok(())
}
