//! A sample ledger from the command line.

use crate::desk::Desk;

#[test]
fn a_sample_ledger_opens_adds_up_and_is_well() {
    let desk = Desk::new();
    let dir = desk.path("sample");
    let dir = dir.to_str().unwrap();
    let size = "--units 3 --findings 5 --events 400 --seed 9";
    desk.say(&format!("demo {size} {dir}")).done();
    let on = format!("--data-dir {dir} --report {dir}/demo-3x5.json");
    let list = desk.json(&format!("list -f json {on}"));
    assert_eq!(list.as_array().unwrap().len(), 15);
    let doctor = format!("doctor --data-dir {dir}");
    desk.say(&doctor).done().shows(&["400"]);
    desk.say(&format!("demo {size} {dir}")).fails(1);
    assert!(!desk.say("--help").done().out.contains("demo"));
}
