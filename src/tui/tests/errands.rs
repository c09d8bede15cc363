//! An inspector's five errands, counted in key presses from the start of the program; `docs/KEYS.md` shows the same.

use super::super::action::Effect;
use super::harness::Harness;
use crate::lang::Lang;
use crate::ledger::stage::Stage;
use crate::ledger::{Intent, Pick};

struct Errand {
    zh: &'static str,
    en: &'static str,
    keys: &'static [&'static str],
    most: usize,
    is_done: fn(&Harness) -> bool,
}

const ERRANDS: [Errand; 5] = [
    Errand {
        zh: "勾选一个整改事项",
        en: "tick one item",
        keys: &["<down>", "<enter>", "<enter>", "<space>"],
        most: 4,
        is_done: |h| h.journal().len() == begin().journal().len() + 1,
    },
    Errand {
        zh: "按拼音首字母找到一条（普及普惠）",
        en: "find an entry by initials (普及普惠: pjph)",
        keys: &["/", "p", "j", "p", "h", "<enter>"],
        most: 6,
        is_done: |h| {
            let entry = h.model.entries.selected.and_then(|ix| h.book().entry(ix));
            entry.is_some_and(|e| h.book().number(e) == "3.5")
        },
    },
    Errand {
        zh: "给一个区市全部条目定完成时限（年底）",
        en: "set a due date for a district (end of year)",
        keys: &["<left>", "d", "e", "o", "y", "<enter>"],
        most: 12,
        is_done: |h| {
            let due = |ix| h.book().entry(ix).and_then(|e| h.book().due(e));
            let rows = &h.model.derived.preview;
            rows.len() == 16 && rows.iter().all(|ix| due(*ix).is_some())
        },
    },
    Errand {
        zh: "把已完成的全部销号",
        en: "close everything that is complete",
        keys: &["<left>", "<up>", "x", "<enter>"],
        most: 6,
        is_done: |h| h.model.derived.totals.closed == 2 && h.model.derived.totals.completed == 0,
    },
    Errand {
        zh: "导出情况汇总",
        en: "export the summary",
        keys: &["e", "<enter>"],
        most: 4,
        is_done: |h| matches!(h.effects.last(), Some(Effect::Export(_))),
    },
];

/// Two entries are complete.
fn begin() -> Harness {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    for id in ["1.6@huancui", "3.5@lingang"] {
        let ix = h.book().find(id).unwrap();
        h.record(Intent::Tick(vec![Pick::All(ix)]));
        assert_eq!(h.book().stage(ix), Some(Stage::Completed));
    }
    h
}

#[test]
fn each_errand_takes_as_few_keys_as_promised_and_the_document_says_so() {
    let document = include_str!("../../../docs/KEYS.md");
    for errand in ERRANDS {
        let mut h = begin();
        h.keys(&errand.keys.concat());
        assert!((errand.is_done)(&h), "{}\n{}", errand.en, h.screen());
        let n = errand.keys.len();
        assert!(n <= errand.most, "{}: {n}", errand.en);
        let shown = |key: &&str| {
            let name = key.trim_matches(['<', '>']);
            format!("`{}`", super::super::keys::shown(name))
        };
        let keys: Vec<String> = errand.keys.iter().map(shown).collect();
        let keys = keys.join(" ");
        let row = format!("| {} | {} | {keys} | {n} |", errand.zh, errand.en);
        assert!(document.contains(&row), "docs/KEYS.md has no line\n{row}");
    }
}
