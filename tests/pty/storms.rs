//! Sizes that change while keys come, and long pastes.

use crate::terminal::{Terminal, journal};

/// A thousand, unless the environment asks for more.
fn sizes() -> u32 {
    let asked = std::env::var("DUDAO_SIZES").ok();
    asked.map_or(1000, |n| n.parse().unwrap())
}

#[test]
fn a_thousand_sizes_while_keys_come_and_the_screen_is_whole_again() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    let mut seed = 0x2545_f491_u32;
    for n in 0..sizes() {
        // xorshift: any sizes, the same ones every time
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let columns = u16::try_from(1 + seed % 299).unwrap();
        let rows = u16::try_from(1 + (seed >> 16) % 99).unwrap();
        t.resize(columns, rows);
        if n % 7 == 0 {
            t.press(if n % 3 == 0 { "\r" } else { "\x1b[B" });
        }
    }
    t.resize(120, 40);
    t.press("1");
    t.wait_for("Board").wait_for("Huancui").wait_for("q quit");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    assert!(t.is_given_back());
}

#[test]
fn ten_thousand_pasted_characters_arrive_whole() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 100, 30);
    t.wait_for("Huancui");
    t.press("\r\rp").wait_for("Note progress");
    let long = "已完成整改并报送材料".repeat(1000);
    t.press(&format!("\x1b[200~{long}\x1b[201~"));
    t.wait_for("已完成整改并报送材料");
    t.press("\r").wait_for("saved: 1.4@huancui");
    assert!(journal(home.path()).contains(&long));
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}
