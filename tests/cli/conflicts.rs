//! Two people set one field without knowing of each other; one of them settles it.

use std::fs;

use crate::desk::Desk;

/// A desk that has both journals, its own value being the earlier one.
fn both() -> (Desk, String) {
    let (mine, other) = (Desk::new(), Desk::new());
    mine.say("set 3.5@lingang --person 甲").done();
    other
        .say("set 3.5@lingang --person 乙 --now 2023-09-15")
        .done();
    let file = other.journal();
    let own = mine.journal();
    fs::copy(&file, mine.journals().join(file.file_name().unwrap())).unwrap();
    (mine, own.file_stem().unwrap().to_str().unwrap().to_owned())
}

fn person(desk: &Desk) -> String {
    let row = desk.json("show 3.5@lingang -f json");
    row["person"].as_str().unwrap().to_owned()
}

#[test]
fn both_sides_are_listed_and_one_is_kept() {
    let (desk, own) = both();
    assert_eq!(person(&desk), "乙");
    desk.say("conflicts")
        .done()
        .shows(&["3.5@lingang", "甲", "乙", "生效", &own]);
    let json = desk.json("conflicts -f json");
    assert_eq!(json[0]["in_force"]["kind"], "person_set");
    desk.say("settle 3.5@lingang --keep mine").done();
    assert_eq!(person(&desk), "甲");
    assert_eq!(desk.say("conflicts").out, "");
    desk.say("settle 3.5@lingang --keep mine").fails(1);
    desk.say("undo").done();
    assert_eq!(person(&desk), "乙");
    desk.say("settle 3.5@lingang --keep theirs").done();
    assert_eq!(person(&desk), "乙");
}

#[test]
fn a_side_is_also_named_by_its_event() {
    let (desk, own) = both();
    desk.say("settle 3.5@lingang --keep nobody").fails(2);
    let wrong = format!("settle 3.5@lingang --keep {own}-9");
    desk.say(&wrong).fails(1).told(&[&format!("{own}-1")]);
    desk.say(&format!("settle 3.5@lingang --keep {own}-1"))
        .done();
    assert_eq!(person(&desk), "甲");
}
