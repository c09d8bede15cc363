//! The fuzz targets with a bounded number of inputs: any bytes, and good ones with some of them changed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is fuzzed may fail loudly; clippy sees only #[test] functions as tests"
)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use proptest::prelude::*;

/// Good files of each kind, made by the program once.
struct Seeds {
    journal: Vec<u8>,
    report: Vec<u8>,
    workbook: Vec<u8>,
    archive: Vec<u8>,
    docx: Vec<u8>,
}

fn seeds() -> &'static Seeds {
    static SEEDS: OnceLock<Seeds> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let run = |words: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dudao"));
            command
                .args(words.split_whitespace())
                .current_dir(home.path());
            command.env("DUDAO_DATA_DIR", home.path().join("data"));
            command.env("DUDAO_CONFIG_DIR", home.path().join("config"));
            assert!(command.output().unwrap().status.success(), "{words}");
        };
        run("tick 3.5@lingang");
        run("note 3.5@lingang text");
        run("set 3.5@lingang --due 2023-12-31 --lead x");
        run("summary -o a.xlsx --unit lingang");
        run("summary -o a.docx --unit lingang");
        run("backup a.zip");
        let read = |name: &str| fs::read(home.path().join(name)).unwrap();
        Seeds {
            journal: targets::good_journal(),
            report: fs::read("assets/reports/weihai-2022.json").unwrap(),
            workbook: read("a.xlsx"),
            archive: read("a.zip"),
            docx: read("a.docx"),
        }
    })
}

/// The parts of a Word file with numbers that Word draws, styles, a table, a text box, a deletion and a note.
const WORD: &str = include_str!("data/word.parts");

/// Made-up reports of each form.
fn published() -> Vec<Vec<u8>> {
    let all = fs::read_dir("tests/data/intake").unwrap();
    let paths = all.map(|f| f.unwrap().path());
    let is_report = |p: &std::path::PathBuf| p.extension().is_some_and(|e| e != "expected");
    paths
        .filter(is_report)
        .map(|p| fs::read(p).unwrap())
        .collect()
}

/// Changed bytes, a piece taken out, a piece put in twice.
fn changed(good: &[u8], changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for (at, how, to) in changes {
        if bytes.is_empty() {
            return bytes;
        }
        let at = at.index(bytes.len());
        let piece = at..(at + usize::from(*to)).min(bytes.len());
        match how % 4 {
            0 => drop(bytes.drain(piece)),
            1 => {
                let twice = bytes[piece].to_vec();
                bytes.splice(at..at, twice);
            }
            2 => bytes[at] ^= 1 << (to % 8),
            _ => bytes[at] = *to,
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8, u8)>(), 1..8)
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

/// As many as the environment asks for, else a few.
fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(asked.map_or(few, |n| n.parse().unwrap()))
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn any_journal_is_read_and_goes_on(random in bytes(), changes in changes()) {
        targets::journal(&random);
        targets::journal(&changed(&seeds().journal, &changes));
    }

    #[test]
    fn any_report_is_taken_whole_or_refused(random in bytes(), changes in changes()) {
        targets::report(&random);
        targets::report(&changed(&seeds().report, &changes));
    }

    #[test]
    fn any_settings_give_settings_and_faults(random in bytes(), text in "\\PC{0,200}") {
        targets::settings(&random);
        targets::settings(text.as_bytes());
    }

    #[test]
    fn any_archive_is_unpacked_or_refused(random in bytes(), changes in changes()) {
        targets::archive(&random);
        targets::archive(&changed(&seeds().archive, &changes));
        targets::archive(&changed(&targets::parts(&seeds().archive), &changes));
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn any_workbook_is_read_or_refused(random in bytes(), changes in changes()) {
        targets::workbook(&random);
        targets::workbook(&changed(&seeds().workbook, &changes));
        targets::workbook(&changed(&targets::parts(&seeds().workbook), &changes));
    }

    #[test]
    fn any_word_file_is_read_or_refused(random in bytes(), changes in changes()) {
        targets::docx(&[b"==> word/document.xml\n", &random[..]].concat());
        targets::docx(&changed(&seeds().docx, &changes));
        targets::docx(&changed(&targets::parts(&seeds().docx), &changes));
        targets::docx(&changed(WORD.as_bytes(), &changes));
    }

    #[test]
    fn any_published_report_becomes_a_draft_that_holds_together(random in bytes(), text in "[一二三、（）。；，各区县市等不未达到不足问题意见\n]{0,300}", changes in changes()) {
        targets::intake(&random);
        targets::intake(text.as_bytes());
        for good in published() {
            targets::intake(&changed(&good, &changes));
        }
    }

    #[test]
    fn any_keys_leave_a_screen_and_a_journal(keys in prop::collection::vec(any::<u8>(), 0..160)) {
        targets::keys(&keys);
    }
}
