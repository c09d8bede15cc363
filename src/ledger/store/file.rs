//! Journals as files: one append-only file per writer, one lock for the moment of an append.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::identity::Identity;
use super::journal::{self, Journal};
use super::listing::{Found, Listing};
use super::progress::Progress;
use super::reading::{self, Grown};
use super::{Head, JournalFile, News, Notice, Store, StoreError, append, archive, codec, disk};
use crate::ledger::event::Event;
use crate::ledger::ids::WriterId;

/// How long to wait for another program's append.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a line, about.
const USUAL_LINE: usize = 220;

/// The journals of one ledger on disk.
#[derive(Debug)]
pub struct FileStore {
    /// `<data dir>/ledgers/<report id>`.
    dir: PathBuf,
    report_id: String,
    /// Bytes of the report, frozen beside the journals with the first write.
    report_json: Vec<u8>,
    /// What the frozen copy was (file, length, time) when it was last seen to be the same.
    pub(super) report_seen: Option<((u64, u64), u64, SystemTime)>,
    identity: Identity,
    journals: BTreeMap<WriterId, Journal>,
    lock: Option<File>,
    lockless: bool,
    stopped: bool,
    /// What was told has to be told anew.
    is_void: bool,
    set_aside: Vec<Notice>,
    notices: Vec<Notice>,
    progress: Option<Arc<Progress>>,
}

impl FileStore {
    /// The ledger of a report below a data folder; nothing is created before the first write.
    pub fn new(data_dir: &Path, report_id: &str, report_json: Vec<u8>, identity: Identity) -> Self {
        Self {
            dir: ledger_dir(data_dir, report_id),
            report_id: report_id.to_owned(),
            report_json,
            report_seen: None,
            identity,
            journals: BTreeMap::new(),
            lock: None,
            lockless: false,
            stopped: false,
            is_void: false,
            set_aside: Vec::new(),
            notices: Vec::new(),
            progress: None,
        }
    }

    /// From now on what is read is counted here.
    pub fn watch(&mut self, progress: Option<Arc<Progress>>) {
        self.progress = progress;
    }

    /// Folder of the ledger.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Id of the report that the ledger is about.
    pub fn report_id(&self) -> &str {
        &self.report_id
    }

    /// The bytes of the report as the store was opened with it.
    pub fn report_json(&self) -> &[u8] {
        &self.report_json
    }

    pub(super) fn set_report_json(&mut self, bytes: Vec<u8>) {
        self.report_json = bytes;
    }

    /// File of this writer.
    pub fn own_path(&self) -> PathBuf {
        self.journal_dir()
            .join(format!("{}.jsonl", self.identity.writer))
    }

    /// Every journal as it was last read.
    pub fn journals(&self) -> Vec<JournalFile> {
        self.journals.values().map(Journal::file).collect()
    }

    fn journal_dir(&self) -> PathBuf {
        self.dir.join("journal")
    }

    fn gather_notices(&mut self, odd: Vec<Notice>) {
        let mut all = odd;
        for j in self.journals.values() {
            all.extend(j.damage.iter().cloned());
            if j.torn > 0 {
                all.push(Notice::Torn(j.path.clone(), j.torn));
            }
        }
        all.extend(self.set_aside.iter().cloned());
        if self.lockless {
            all.push(Notice::NoLocks);
        }
        all.extend(
            self.archived()
                .map(|mark| Notice::Archived(self.report_id.clone(), mark)),
        );
        self.notices = all;
    }

    /// Whether what was told is void: a journal was replaced, cut or taken away. Where it was the own one, the writer goes
    /// on under another id.
    fn look_back(&mut self, found: &[Found]) -> Result<bool, StoreError> {
        let (mut void, mut lost) = (self.is_void, false);
        for (writer, j) in &self.journals {
            let is_void = match found.iter().find(|f| f.writer == *writer) {
                // a repaired copy may end in the very same line
                Some(f) if f.identity != j.identity && !j.damage.is_empty() => true,
                Some(f) => {
                    let there = j.still_there(f.len);
                    !there.map_err(|source| StoreError::Read {
                        path: f.path.clone(),
                        source,
                    })?
                }
                None => j.offset > 0,
            };
            void |= is_void;
            lost |= is_void && *writer == self.identity.writer;
        }
        if lost {
            self.identity.renew();
        }
        Ok(void)
    }

    /// The journals of these files as they were last read, with the lengths of the files; those of no file are dropped.
    fn take_up(&mut self, found: Vec<Found>) -> Vec<Grown> {
        let mut known = std::mem::take(&mut self.journals);
        let take_up = |f: Found| {
            let new = || Journal::new(f.path, &self.report_id, f.writer);
            let mut journal = known.remove(&f.writer).unwrap_or_else(new);
            journal.identity = f.identity;
            (journal, f.len)
        };
        found.into_iter().map(take_up).collect()
    }

    pub(super) fn write_error(&self, path: &Path, source: io::Error) -> StoreError {
        StoreError::Write {
            path: path.to_owned(),
            source,
            free: disk::free_space(&self.dir),
        }
    }

    /// Makes the folder of the ledger with the frozen copy of its report, before anything is recorded.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn found(&mut self) -> Result<(), StoreError> {
        self.prepare()
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        let dir = self.journal_dir();
        disk::create_private_dir(&dir).map_err(|e| self.write_error(&dir, e))?;
        self.identity
            .save()
            .map_err(|(path, e)| self.write_error(&path, e))?;
        append::freeze(&self.dir, &self.report_json).map_err(|(path, e)| self.write_error(&path, e))
    }

    /// Takes the lock for what records nothing: archiving, repairs, a restore. An archived ledger allows it.
    ///
    /// # Errors
    /// When writing is not possible; nothing was changed.
    pub fn begin_upkeep(&mut self) -> Result<(), StoreError> {
        self.prepare()?;
        self.take_lock()
    }

    fn take_lock(&mut self) -> Result<(), StoreError> {
        let path = self.dir.join("lock");
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        let file =
            disk::open_to_write(&mut options, &path).map_err(|e| self.write_error(&path, e))?;
        let start = Instant::now();
        loop {
            match disk::try_lock(&file) {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy(path)),
                Err(TryLockError::Error(_)) => {
                    self.lockless = true;
                    break;
                }
            }
        }
        self.lock = Some(file);
        Ok(())
    }

    /// Whether events may be recorded.
    fn may_record(&self) -> Result<(), StoreError> {
        match archive::read(&self.dir) {
            Some(_) => Err(StoreError::Archived(self.dir.clone())),
            None => self.may_write(),
        }
    }

    fn may_write(&self) -> Result<(), StoreError> {
        if self.stopped {
            return Err(StoreError::Stopped(self.dir.clone()));
        }
        if self.journals.values().any(|j| j.newer) {
            return Err(StoreError::Newer(self.dir.clone()));
        }
        if disk::is_foreign_root(&self.dir) {
            return Err(StoreError::ForeignRoot(self.dir.clone()));
        }
        Ok(())
    }

    /// Sets the torn tails of all journals aside; what `doctor --repair` does.
    ///
    /// # Errors
    /// When the lock cannot be had or a file cannot be written.
    pub fn repair(&mut self) -> Result<Vec<Notice>, StoreError> {
        self.begin_upkeep()?;
        let done = self.read(&mut |_| {}).and_then(|()| {
            let torn: Vec<_> = self
                .journals
                .values()
                .filter(|j| j.torn > 0)
                .map(|j| (j.path.clone(), j.offset))
                .collect();
            torn.into_iter().try_for_each(|(path, whole)| {
                let notice = append::set_torn_aside(&path, whole);
                self.set_aside
                    .extend(notice.map_err(|e| self.write_error(&path, e))?);
                Ok(())
            })
        });
        self.end();
        // what was read here was told to nobody
        (self.is_void, self.journals) = (true, BTreeMap::new());
        let set_aside = std::mem::take(&mut self.set_aside);
        self.gather_notices(Vec::new());
        done.map(|()| set_aside)
    }
}

impl Store for FileStore {
    fn writer(&self) -> WriterId {
        self.identity.writer
    }

    fn next_seq(&self) -> u32 {
        let own = self.journals.get(&self.identity.writer);
        // a journal that is as long as can be takes no more: its next line has no number
        own.map_or(1, |j| u32::try_from(j.next_seq).unwrap_or(u32::MAX))
    }

    fn read(&mut self, tell: &mut dyn FnMut(News)) -> Result<(), StoreError> {
        let listing = Listing::of(&self.journal_dir(), self.identity.writer)?;
        if self.look_back(&listing.found)? {
            self.is_void = false;
            self.journals.clear();
            tell(News::StartOver);
        }
        let journals = self.take_up(listing.found);
        let new = journals.iter().map(reading::new_bytes).sum();
        tell(News::Coming(
            usize::try_from(new).unwrap_or(usize::MAX) / USUAL_LINE,
        ));
        let progress = self.progress.as_ref();
        if let Some(progress) = progress {
            progress.expect(new);
        }
        let mut tell = |e| tell(News::Event(e));
        let (journals, read) = reading::read(journals, progress, &mut tell);
        self.journals = journals.into_iter().map(|j| (j.writer, j)).collect();
        read?;
        self.gather_notices(listing.odd);
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.may_record()?;
        self.begin_upkeep()?;
        if self.is_report_in_force() {
            return Ok(());
        }
        self.end();
        Err(StoreError::Corrected(self.dir.clone()))
    }

    fn append(&mut self, events: &[Event]) -> Result<(), StoreError> {
        self.may_record()?;
        let path = self.own_path();
        let is_new = !path.exists();
        let writer = self.identity.writer;
        let report_id = &self.report_id;
        let j = self
            .journals
            .entry(writer)
            .or_insert_with(|| Journal::new(path.clone(), report_id, writer));
        let (whole, torn) = (j.offset, j.torn);
        // the lock was taken before the last read; where there are no locks, another program may have come between
        let file = fs::symlink_metadata(&path)
            .ok()
            .filter(fs::Metadata::is_file);
        let len = file.map_or(0, |m| m.len());
        if len != whole + torn
            || events
                .first()
                .is_some_and(|e| u64::from(e.id.seq) != j.next_seq)
        {
            return Err(StoreError::Busy(path));
        }
        let mut sum = j.sum();
        let mut bytes = String::new();
        for event in events {
            let (line, next) = codec::encode(event, &sum).map_err(|e| StoreError::Write {
                path: path.clone(),
                source: e.into(),
                free: None,
            })?;
            if line.len() > journal::LONGEST_LINE {
                let source = io::ErrorKind::FileTooLarge.into();
                return Err(self.write_error(&path, source));
            }
            bytes.push_str(&line);
            sum = next;
        }
        let aside = if torn > 0 {
            append::set_torn_aside(&path, whole).map(|notice| self.set_aside.extend(notice))
        } else {
            Ok(())
        };
        let written = aside.and_then(|()| append::durably(&path, whole, bytes.as_bytes(), is_new));
        match (written, self.journals.get_mut(&writer)) {
            (Ok(identity), Some(j)) => {
                j.appended(bytes.as_bytes(), events.len(), sum);
                (j.identity, j.torn) = (identity, 0);
            }
            (Ok(_), None) => {}
            (Err(source), _) => {
                self.stopped = true;
                return Err(self.write_error(&path, source));
            }
        }
        Ok(())
    }

    fn end(&mut self) {
        // closing the file gives the lock back
        self.lock = None;
    }

    fn notices(&self) -> &[Notice] {
        &self.notices
    }

    fn heads(&self) -> Vec<Head> {
        self.journals
            .values()
            .filter(|j| j.next_seq > 1)
            .map(Journal::head)
            .collect()
    }
}

/// `<data dir>/ledgers/<report id>`.
pub fn ledger_dir(data_dir: &Path, report_id: &str) -> PathBuf {
    data_dir.join("ledgers").join(report_id)
}
