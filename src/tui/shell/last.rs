//! The board as it was left, kept beside the journals of a large ledger. A convenience: whatever is odd about it, or
//! about the disk, there is no picture and no fault.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sha2::{Digest as _, Sha256};

use super::super::model::{Glyphs, Model};
use super::super::outside;
use super::super::picture::Picture;
use super::super::view;
use crate::ledger::store::file::{FileStore, ledger_dir};
use crate::ledger::store::open_plain;
use crate::output::Draft;
use crate::setup::Base;
use crate::setup::source::DEFAULT_REPORT;

/// Smaller journals are read before anybody could look at a picture.
const WORTH_A_PICTURE: u64 = 4 << 20;

/// A picture has fewer bytes.
const LONGEST: u64 = 16 << 20;

/// The end of a line with its sum.
const END: i64 = 35;

/// What a picture depends on, beside the ledger.
#[derive(Debug, Clone)]
pub(super) struct Last {
    /// Folder of the ledger.
    dir: PathBuf,
    config: PathBuf,
    /// Flags and environment, as far as they show.
    asked: String,
    today: Date,
}

/// The terminal: its size, and what it can be trusted with.
pub(super) type Window = ((u16, u16), Glyphs);

impl Last {
    /// To be asked before the ledger is opened.
    pub(super) fn of(base: &Base) -> Self {
        let report = base.report.as_deref().unwrap_or(DEFAULT_REPORT);
        let asked = (base.lang.code(), &*base.who, base.no_color, base.mouse);
        Self {
            dir: ledger_dir(&base.paths.data, report),
            config: base.paths.config.clone(),
            asked: format!("{asked:?} {:?} {:?}", base.lang_from, base.who_from),
            today: base.clock.calendar(base.config.due_soon_days).today,
        }
    }

    fn path(&self) -> PathBuf {
        self.dir.join("board.json")
    }

    /// The picture for this window, if the journals on disk are those that it was taken of.
    pub(super) fn picture(&self, window: Window) -> Option<Picture> {
        let mut text = String::new();
        let file = open_plain(&self.path()).ok()?;
        file.take(LONGEST).read_to_string(&mut text).ok()?;
        let key = self.key(&ends(&self.dir)?, window)?;
        Picture::read(&text, &key, window.0)
    }

    /// Keeps a picture of the board as it would be at the next start; of a large ledger only, and of one that is whole.
    pub(super) fn keep(&self, store: &FileStore, model: &mut Model, glyphs: Glyphs) {
        let journals = store.journals();
        let bytes: u64 = journals.iter().map(|j| j.bytes).sum();
        let is_whole = journals.iter().all(|j| j.torn == 0 && j.damaged == 0);
        // what stands in its place and is no file of ours stays
        let is_free = fs::symlink_metadata(self.path()).map_or(true, |meta| meta.is_file());
        if bytes < WORTH_A_PICTURE || !is_whole || !is_free || store.dir() != self.dir {
            return;
        }
        let mut ends: Vec<(String, u64, String)> = journals
            .iter()
            .filter_map(|j| Some((name(&j.path)?, j.bytes, j.head.sum.clone())))
            .collect();
        ends.sort();
        let size = model.size;
        let Some(key) = self.key(&ends, (size, glyphs)) else {
            return;
        };
        model.begin_again();
        let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        view::draw(model, &mut buf);
        let kept = Draft::private_at(&self.path(), true);
        drop(kept.and_then(|draft| draft.finish(Picture::of(&buf, key).write().as_bytes())));
    }

    /// Everything that the board depends on, as a sum: the report, the last line of every journal (which speaks for all
    /// before it), the day, the settings, how the board was left, the program, the terminal.
    fn key(&self, ends: &[(String, u64, String)], window: Window) -> Option<String> {
        let mut sum = Sha256::new();
        let mut add = |bytes: &[u8]| {
            sum.update(bytes.len().to_le_bytes());
            sum.update(bytes);
        };
        add(env!("CARGO_PKG_VERSION").as_bytes());
        add(format!("{ends:?} {window:?} {} {}", self.asked, self.today).as_bytes());
        add(&fs::read(self.dir.join("report.json")).ok()?);
        add(&fs::read(self.dir.join("archived.json")).unwrap_or_default());
        add(&fs::read(self.config.join("config.toml")).unwrap_or_default());
        add(&fs::read(outside::memory_file(&self.config)).unwrap_or_default());
        Some(HEXLOWER.encode(&sum.finalize()))
    }
}

fn name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// Name, length and last sum of every journal on disk, by name; `None` where one cannot be read or does not end in a sum.
fn ends(dir: &Path) -> Option<Vec<(String, u64, String)>> {
    let mut ends = Vec::new();
    for entry in fs::read_dir(dir.join("journal")).ok()? {
        let path = entry.ok()?.path();
        if path.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        let mut file = open_plain(&path).ok()?;
        let len = file.seek(SeekFrom::End(-END)).ok()? + END.unsigned_abs();
        let mut end = String::new();
        file.read_to_string(&mut end).ok()?;
        let sum = end.strip_suffix("\"}\n")?.to_owned();
        ends.push((name(&path)?, len, sum));
    }
    ends.sort();
    Some(ends)
}
