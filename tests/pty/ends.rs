//! How the program ends, and what it leaves behind.

use rustix::process::Signal;

use crate::terminal::{LEFT, Terminal, journal};

#[test]
fn a_tick_takes_four_keys_and_shows_in_a_second_program() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Terminal::start(home.path(), 120, 40);
    let mut second = Terminal::start(home.path(), 80, 24);
    first.wait_for("Huancui");
    second.wait_for("Huancui").wait_for("q quit");
    second.press("\x1b[B\r\r");
    second.wait_for("Rectification items  0 / 4");
    first.press("\x1b[B\r\r ");
    first.wait_for("saved: 1.4@wendeng");
    assert!(journal(home.path()).contains("\"kind\":\"item_ticked\""));
    second
        .wait_for("Rectification items  1 / 4")
        .wait_for("inspector A");
    first.press("q");
    assert_eq!(first.exit_code(), 0);
    assert!(first.is_given_back());
}

#[test]
fn a_tick_that_was_shown_survives_kill_9() {
    let home = tempfile::tempdir().unwrap();
    for n in 1..=4 {
        let mut t = Terminal::start(home.path(), 120, 40);
        t.wait_for("Huancui");
        t.press("\r\r");
        t.wait_for(&format!("Rectification items  {} / 4", n - 1));
        t.press(" ");
        t.wait_for(&format!("Rectification items  {n} / 4"));
        t.signal(Signal::KILL);
        t.exit_code();
    }
    assert_eq!(journal(home.path()).lines().count(), 4);
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut t = Terminal::start(home.path(), 80, 24);
        t.wait_for("Huancui");
        t.signal(signal);
        assert_eq!(t.exit_code(), code, "{signal:?}");
        assert!(t.is_given_back(), "{signal:?}");
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    t.keys = None;
    t.master = None;
    // the reader thread still holds the terminal: hang up as a closing terminal does
    t.signal(Signal::HUP);
    assert_eq!(t.exit_code(), 129);
}

#[test]
fn control_z_stops_and_continues_with_a_whole_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    t.press("\x1a");
    t.wait_until("the terminal given back", |seen| {
        seen.bytes.windows(LEFT.len()).any(|w| w == LEFT)
    });
    t.signal(Signal::CONT);
    t.wait_until("the screen again", |seen| {
        seen.screen.screen().alternate_screen()
            && seen.screen.screen().contents().contains("Huancui")
    });
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}
