//! Many processes of one writer on one ledger.

use std::collections::HashSet;

use crate::home::{Home, asked};

#[test]
fn eight_processes_at_once_lose_nothing_and_repeat_no_number() {
    let ticks = asked("DUDAO_TICKS", 12);
    let home = Home::new();
    let entries = [
        "3.5@lingang",
        "1.4@huancui",
        "1.4@wendeng",
        "1.4@rongcheng",
        "2.1@huancui",
        "2.1@wendeng",
        "2.1@rongcheng",
        "2.1@rushan",
    ];
    let known = String::from_utf8(home.done("list -f csv").stdout).unwrap();
    std::thread::scope(|scope| {
        for (at, entry) in entries.into_iter().enumerate() {
            // entries of the report; one that it does not have would only be refused
            let entry = if known.contains(entry) {
                entry
            } else {
                "3.5@lingang"
            };
            let home = &home;
            scope.spawn(move || {
                for n in 0..ticks {
                    home.done(&format!("note {entry} p{at}-{n}"));
                }
            });
        }
    });
    let mut disk = home.disk();
    assert_eq!(disk.look(), entries.len() * ticks);
    let said: HashSet<String> = disk.events.iter().map(|e| format!("{:?}", e.act)).collect();
    assert_eq!(said.len(), entries.len() * ticks, "one was written twice");
    home.done("doctor");
}
