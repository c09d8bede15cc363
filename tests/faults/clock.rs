//! A clock that jumps: causes stay before their effects, and nothing is refused or lost for it.

use crate::home::Home;

#[test]
fn a_clock_that_jumps_back_and_forward_turns_nothing_around() {
    let home = Home::new();
    let jumps = [
        "2023-09-14T10:00:00Z",
        "2023-09-14T09:00:00Z",
        "2021-01-01",
        "2023-09-15T08:00:00Z",
        "2035-01-01",
        "2023-09-15T08:00:01Z",
        "1970-01-01",
        "2023-09-16",
    ];
    for (n, now) in jumps.into_iter().enumerate() {
        let act = if n % 2 == 0 { "tick" } else { "untick" };
        home.done(&format!("--now {now} {act} 3.5@lingang#1"));
        let shown = home.done(&format!("--now {now} show 3.5@lingang -f json"));
        let shown = String::from_utf8(shown.stdout).unwrap();
        let done = format!("\"done\": {}", 1 - n % 2);
        assert!(shown.contains(&done), "after {now}: {shown}");
    }
    let mut disk = home.disk();
    assert_eq!(disk.look(), jumps.len());
    // in the order in which they count, every act is the answer to the one before
    assert!(disk.events.windows(2).all(|pair| pair[0].at < pair[1].at));
    let said = home.done("--now 2023-09-17 doctor");
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("a clock runs ahead"), "{said}");
    // undo takes back what was last, whatever the clock says
    home.done("--now 2000-01-01 undo");
    let shown = home.done("show 3.5@lingang -f json");
    assert!(String::from_utf8_lossy(&shown.stdout).contains("\"done\": 1"));
}
