//! Statutory terms: off until the settings have them.

use std::fs;

use crate::desk::Desk;

const TERMS: &str =
    "[terms]\nfeedback = \"2023-08-20\"\nwritten_report = 30\nobjection = 10\nrereview = 20\n";

#[test]
fn terms_are_shown_when_they_are_set_and_those_that_passed_are_marked() {
    let desk = Desk::new();
    let terms = || desk.json("show 3.5@lingang -f json")["terms"].clone();
    assert_eq!(terms(), serde_json::json!([]));
    fs::create_dir_all(&desk.config).unwrap();
    fs::write(desk.config.join("config.toml"), TERMS).unwrap();
    desk.say("object 3.5@lingang --reason 口径").done();
    let term = |name: &str, day: &str, passed: bool| serde_json::json!({"name": name, "day": day, "passed": passed});
    let expected = [
        term("written_report", "2023-09-19", false),
        term("objection", "2023-08-30", true),
        term("rereview", "2023-10-04", false),
    ];
    assert_eq!(terms(), serde_json::json!(expected));
    desk.say("show 3.5@lingang")
        .done()
        .shows(&["法定时限", "2023-08-30  已过"]);
    desk.say("config show").done().shows(&["terms.objection"]);
}
