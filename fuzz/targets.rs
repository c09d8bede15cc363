//! What is fuzzed: each takes any bytes and must come back. `tests/fuzz.rs` gives them some on every test run, the
//! targets of cargo-fuzz give them as many as there is time for.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dudao::backup::{Limits, unpack};
use dudao::board::schedule::Calendar;
use dudao::intake::preview::{Preview, Returned};
use dudao::intake::prose::revise::clauses;
use dudao::intake::prose::{self, Draft, Form, Options, Revision, Settled};
use dudao::lang::Lang;
use dudao::ledger::decide::{Policy, decide};
use dudao::ledger::session::{self, Stamp};
use dudao::ledger::store::file::FileStore;
use dudao::ledger::store::identity::Identity;
use dudao::ledger::store::memory::{MemoryStore, Shared};
use dudao::ledger::store::{Notice, Store as _};
use dudao::ledger::{BatchId, Book, Intent, WriterId};
use dudao::report::sanitise::is_hostile;
use dudao::report::{Report, builtin};
use dudao::tui::action::{Effect, Msg};
use dudao::tui::model::Model;
use dudao::tui::theme::Theme;
use dudao::tui::update::update;
use dudao::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const REPORT: &str = "weihai-2022";

fn known() -> Arc<Report> {
    static KNOWN: OnceLock<Arc<Report>> = OnceLock::new();
    Arc::clone(KNOWN.get_or_init(|| Arc::new(builtin(REPORT).unwrap().unwrap())))
}

fn writer() -> WriterId {
    WriterId(Uuid::from_u128(0xabc))
}

fn stamp(n: u128) -> Stamp {
    Stamp {
        who: "A".into(),
        now: "2023-09-14T02:31:07Z".parse().unwrap(),
        batch: BatchId(Uuid::from_u128(n)),
        policy: Policy::default(),
    }
}

fn store_in(home: &std::path::Path) -> FileStore {
    FileStore::new(home, REPORT, b"{}".to_vec(), Identity::fixed(writer()))
}

/// A journal that is right, to begin from.
pub fn good_journal() -> Vec<u8> {
    let home = tempfile::tempdir().unwrap();
    let mut store = store_in(home.path());
    let mut book = session::open(known(), &mut store).unwrap();
    for n in 1..5 {
        let intent = Intent::Note(u32::try_from(n).unwrap(), "进展 note".into());
        session::record(&mut book, &mut store, &intent, &stamp(n)).unwrap();
    }
    fs::read(store.own_path()).unwrap()
}

/// A journal of any bytes is read to its end, and goes on unless a newer version wrote it. Nothing of it gets lost.
pub fn journal(bytes: &[u8]) {
    let home = tempfile::tempdir().unwrap();
    let mut store = store_in(home.path());
    let path = store.own_path();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    let mut book = session::open(known(), &mut store).unwrap();
    let before = book.len();
    let is_newer = store
        .notices()
        .iter()
        .any(|n| matches!(n, Notice::Newer(..)));
    let intent = Intent::Note(0, "goes on".into());
    let done = session::record(&mut book, &mut store, &intent, &stamp(u128::MAX));
    assert!(done.is_ok() || is_newer, "{done:?}");
    let now = fs::read(&path).unwrap();
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    assert!(now.starts_with(&bytes[..whole]), "whole lines were changed");
    let mut again = FileStore::new(
        home.path(),
        REPORT,
        b"{}".to_vec(),
        Identity::fixed(writer()),
    );
    let after = session::open(known(), &mut again).unwrap().len();
    assert!(after >= before, "{before} events became {after}");
}

/// A report of any bytes is taken whole or refused; what is taken has a book.
pub fn report(bytes: &[u8]) {
    if let Ok(report) = dudao::report::parse(bytes) {
        let book = Book::new(Arc::new(report));
        assert!(book.entries().len() < 1_000_000);
    }
}

/// Stands before the name of a part.
const PART: &[u8] = b"==> ";

/// The parts of a package one after the other, each below a line with its name: what is packed hides what stands in it
/// from whoever changes bytes.
pub fn parts(package: &[u8]) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        all.extend_from_slice(PART);
        all.extend_from_slice(part.name().unwrap().as_bytes());
        all.push(b'\n');
        part.read_to_end(&mut all).unwrap();
    }
    all
}

/// The package of [`parts`], with the sums that fit; what does not begin as they do stays what it is.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(PART) {
        return bytes.to_vec();
    }
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let starts = bytes.windows(PART.len()).enumerate();
    let mut starts = starts
        .filter(|(_, w)| *w == PART)
        .map(|(at, _)| at)
        .peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().copied().unwrap_or(bytes.len());
        let part = &bytes[start + PART.len()..end];
        let end = part.iter().position(|b| *b == b'\n');
        let (name, content) = part.split_at(end.unwrap_or(part.len()));
        // a name that stands there twice is refused by who packs, too
        if zip.start_file(String::from_utf8_lossy(name), how).is_ok() {
            zip.write_all(content.get(1..).unwrap_or_default()).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of any parts is read or refused, and shows what it would change.
pub fn workbook(bytes: &[u8]) {
    static BOOK: OnceLock<Book> = OnceLock::new();
    let Ok(reading) = dudao::intake::workbook::read(&packed(bytes)) else {
        return;
    };
    let file = Returned {
        name: "a.xlsx".into(),
        reading,
    };
    let book = BOOK.get_or_init(|| Book::new(known()));
    if let Ok(mut preview) = Preview::of(book, &[file], None, Lang::En) {
        preview.accept(true, |_| true);
        let intent = preview.intent();
        let _ = decide(book, writer(), &intent, Policy::default());
    }
}

/// Settings of any text give settings and faults.
pub fn settings(bytes: &[u8]) {
    let _ = dudao::config::parse(&String::from_utf8_lossy(bytes));
}

/// An archive of any parts is unpacked or refused, and leaves nothing behind.
pub fn archive(bytes: &[u8]) {
    let home = tempfile::tempdir().unwrap();
    let (file, room) = (home.path().join("b.zip"), home.path().join("room"));
    fs::create_dir(&room).unwrap();
    fs::write(&file, packed(bytes)).unwrap();
    let limits = Limits {
        part: 1 << 20,
        all: 4 << 20,
        ..Limits::default()
    };
    drop(unpack(&file, &room, &limits));
    assert!(is_empty(&room), "something was left behind");
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

/// Any keys, on any sizes: the screen is drawn after each of them, and the journal always holds what it shows.
pub fn keys(bytes: &[u8]) {
    let shared = Shared::default();
    let mut store = MemoryStore::new(REPORT, writer(), &shared);
    let book = session::open(known(), &mut store).unwrap();
    let calendar = Calendar::on(jiff::civil::date(2023, 9, 14));
    let mut model = Model::new(book, Lang::En, "A".into(), calendar, Theme::dark());
    let _ = update(&mut model, Msg::Resize(80, 24));
    let mut batches = 0;
    for pair in bytes.chunks(2) {
        let (kind, value) = (pair[0], pair.get(1).copied().unwrap_or(b'j'));
        let msg = match kind {
            // a size now and then, mostly keys
            0..=7 => Msg::Resize(u16::from(value), u16::from(kind) * 9),
            _ => Msg::Key(key(kind, value)),
        };
        let mut todo = vec![msg];
        while let Some(msg) = todo.pop() {
            for effect in update(&mut model, msg) {
                if let Effect::Record(intent) = effect {
                    batches += 1;
                    let done =
                        session::record(&mut model.book, &mut store, &intent, &stamp(batches));
                    todo.push(Msg::Recorded(Box::new(intent), Box::new(done)));
                }
            }
        }
        let (columns, rows) = model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&model, &mut buffer);
    }
    assert_eq!(model.book.len(), shared.lock().unwrap().len());
}

fn key(kind: u8, value: u8) -> KeyEvent {
    let code = match kind % 24 {
        0 => KeyCode::Enter,
        1 => KeyCode::Esc,
        2 => KeyCode::Up,
        3 => KeyCode::Down,
        4 => KeyCode::Left,
        5 => KeyCode::Right,
        6 => KeyCode::Tab,
        7 => KeyCode::Backspace,
        8 => KeyCode::PageDown,
        9 => KeyCode::Home,
        10 => KeyCode::End,
        11 => KeyCode::F(value % 13),
        12 => KeyCode::Delete,
        13 => KeyCode::Char('督'),
        14 => KeyCode::BackTab,
        _ => KeyCode::Char(char::from(b' ' + value % 95)),
    };
    let modifiers = match kind {
        200..=219 => KeyModifiers::CONTROL,
        220..=229 => KeyModifiers::ALT,
        _ => KeyModifiers::NONE,
    };
    KeyEvent::new(code, modifiers)
}

/// A Word file of any parts is read or refused, and goes on as any published report.
pub fn docx(bytes: &[u8]) {
    let package = packed(bytes);
    if let Ok(reading) = prose::reading::read(&package)
        && reading.form == Form::Docx
    {
        for p in &reading.paragraphs {
            assert!(!p.text.trim().is_empty(), "an empty paragraph");
            assert!(!p.text.contains(is_hostile), "{:?}", p.text);
        }
    }
    intake(&package);
}

/// A published report of any bytes becomes a draft or is refused; whatever a person then changes, it holds together.
pub fn intake(bytes: &[u8]) {
    let Ok(mut draft) = prose::draft(bytes, &Options::default()) else {
        return;
    };
    let again = Draft::parse(&draft.to_json().unwrap()).unwrap();
    assert_eq!(again, draft, "a draft is read as it was written");
    let how = Settled {
        by: "A".into(),
        on: "2023-09-14".into(),
        taken: true,
    };
    let sound = dudao::report::check(&draft.report).is_empty();
    for (n, byte) in bytes.iter().rev().take(12).enumerate() {
        let pick = usize::from(*byte);
        let Some(finding) = draft
            .report
            .findings
            .get(pick % draft.report.findings.len().max(1))
        else {
            break;
        };
        let quote = finding.quote.clone().unwrap_or_default();
        let finding = finding.id.clone();
        let change = match n % 4 {
            0 => Revision::Split {
                at: clauses(&quote).first().map_or(pick, |(at, _)| *at),
                finding,
            },
            1 => Revision::Merge { finding },
            2 => Revision::Settle {
                mark: format!("m{}", pick % 9),
                taken: pick % 2 == 0,
            },
            _ => Revision::Drop { finding },
        };
        let before = draft.clone();
        if draft.revise(&change, &how).is_err() {
            assert_eq!(draft, before, "refused as a whole");
        }
        let whole = |quote: &str| {
            let mut all = draft.source.paragraphs.iter();
            all.any(|p| p.text.contains(quote))
        };
        let quotes = draft
            .report
            .findings
            .iter()
            .filter_map(|f| f.quote.as_deref());
        assert!(
            quotes.into_iter().all(whole),
            "a quote stands in the source"
        );
        assert!(!sound || dudao::report::check(&draft.report).is_empty());
    }
}
