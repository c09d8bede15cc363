//! `dudao doctor`: every file, chain and rule. Names files, numbers and counts, never what a finding says.

mod terminal;

use std::borrow::Cow;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::config::origin;
use super::detail::evidence_of;
use super::{Failure, out};
use crate::evidence::Check;
use crate::lang::{Console, Faults, domain, fill};
use crate::ledger::book::Book;
use crate::ledger::event::Holding;
use crate::ledger::session::{self, CLOCK_TOLERANCE};
use crate::ledger::store::codec::BadLine;
use crate::ledger::store::file::{FileStore, ledger_dir};
use crate::ledger::store::identity::Identity;
use crate::ledger::store::stray::{Kinship, kinship};
use crate::ledger::store::{JournalFile, Notice, Store as _, codec};
use crate::paths::Origin;
use crate::report::{SCHEMA, sanitise};
use crate::setup::{Base, SetupError, source};

/// Examines all ledgers of the data folder; with `repair`, sets torn tails aside first. What is to be shared names no
/// person, no folder of this machine, and nothing that people wrote.
pub fn run(base: &Base, repair: bool, share: bool) -> Result<(), Failure> {
    let w = Console::of(base.lang);
    let mut exam = Exam {
        base,
        w,
        f: Faults::of(base.lang),
        text: Vec::new(),
        share,
        damaged: 0,
        troubled: 0,
    };
    exam.versions();
    exam.terminal();
    exam.places();
    let ids = ledgers(base);
    if ids.is_empty() {
        exam.head(w.no_ledger);
    }
    for id in ids {
        exam.ledger(&id, repair);
    }
    let verdict = match (exam.damaged, exam.troubled) {
        (0, 0) => None,
        (0, n) => Some(Failure::failed(vec![fill(w.trouble_found, &[&n])])),
        (n, _) => Some(Failure::damaged(vec![fill(w.damage_found, &[&n])])),
    };
    if verdict.is_none() {
        exam.head(w.all_well);
    }
    out::print(&exam.text, base.lang)?;
    verdict.map_or(Ok(()), Err)
}

/// The ledger asked for, else all there are.
fn ledgers(base: &Base) -> Vec<String> {
    let data = &base.paths.data;
    match &base.report {
        Some(id) => vec![id.clone()],
        None => source::known_ids(data)
            .into_iter()
            .filter(|id| ledger_dir(data, id).exists())
            .collect(),
    }
}

struct Exam<'a> {
    base: &'a Base,
    w: &'static Console,
    f: &'static Faults,
    text: Vec<u8>,
    /// The text is for others.
    share: bool,
    damaged: usize,
    troubled: usize,
}

impl Exam<'_> {
    fn head(&mut self, text: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{text}");
    }

    fn line(&mut self, text: &str) {
        let text = self.shareable(text);
        // names of files come as they are
        let _ = writeln!(self.text, "  {}", sanitise::line(&text));
    }

    /// Without the folders of this machine, where the text is for others.
    fn shareable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.share {
            return Cow::Borrowed(text);
        }
        let p = &self.base.paths;
        let known = [(&p.data, "<data>"), (&p.config, "<config>")];
        let text = known.iter().fold(text.to_owned(), |text, (path, name)| {
            let path = path.display().to_string();
            if path.is_empty() {
                text
            } else {
                text.replace(&path, name)
            }
        });
        Cow::Owned(text)
    }

    fn damage(&mut self, text: &str) {
        self.damaged += 1;
        self.line(text);
    }

    fn trouble(&mut self, text: &str) {
        self.troubled += 1;
        self.line(text);
    }

    fn versions(&mut self) {
        self.head(self.w.versions);
        self.line(&format!(
            "dudao {} · {} {} · journal {} · {SCHEMA}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            codec::VERSION,
        ));
    }

    fn places(&mut self) {
        let (p, w) = (&self.base.paths, self.w);
        self.head(w.places);
        self.line(&self.place(w.data, &p.data, p.data_from));
        self.line(&self.place(w.settings, &p.config, p.config_from));
        let file = p.config_file();
        self.rights_within();
        let state = if file.exists() { "" } else { w.not_made };
        self.line(format!("{}: {} {state}", w.settings_file, file.display()).trim_end());
        for fault in &self.base.faults {
            self.line(&self.f.config(&file, fault));
        }
    }

    /// Files and folders below the two that others can read, though they were made for this user alone.
    fn rights_within(&mut self) {
        let p = &self.base.paths;
        for path in open_to_others(&[&p.data, &p.config]) {
            self.line(&format!("{}: {}", path.display(), self.w.too_open));
        }
    }

    fn place(&self, name: &str, path: &Path, from: Origin) -> String {
        let from = origin(from, self.base.lang);
        let state = rights(path, self.w).join(" · ");
        format!("{name}: {} ({from}) · {state}", path.display())
    }

    fn ledger(&mut self, id: &str, repair: bool) {
        self.head(&fill(self.w.ledger, &[&id]));
        let data = &self.base.paths.data;
        let found = source::find(data, id).or_else(|e| {
            self.no_report(&e);
            // the chain can be checked all the same
            source::builtin(id).ok_or(())
        });
        let Ok(found) = found else { return };
        let identity = Identity::find(&self.base.paths.config, data);
        let own = identity.writer;
        let mut store = FileStore::new(data, &found.report.id, found.bytes, identity);
        if repair && store.dir().exists() {
            self.repair(&mut store);
        }
        match session::open(Arc::new(found.report), &mut store) {
            Ok(book) => {
                for j in store.journals() {
                    self.journal(&book, &j, j.head.writer == own);
                }
                self.notices(&store);
                self.book(&book);
                self.evidence(&book, store.dir());
            }
            Err(e) => self.trouble(&self.f.store(&e)),
        }
    }

    fn no_report(&mut self, e: &SetupError) {
        let mut lines = e.say(self.base.lang);
        if self.share {
            // what follows quotes the report
            lines.truncate(1);
        }
        if matches!(e, SetupError::BadReport(..)) {
            self.damaged += 1;
        } else {
            self.troubled += 1;
        }
        for line in &lines {
            self.line(line);
        }
    }

    fn repair(&mut self, store: &mut FileStore) {
        match store.repair() {
            Ok(done) if done.is_empty() => self.line(self.w.nothing_torn),
            Ok(done) => {
                for notice in done {
                    if let Notice::SetAside(from, to, n) = notice {
                        let said = [&from.display() as &dyn std::fmt::Display, &to.display(), &n];
                        self.line(&fill(self.w.set_aside, &said));
                    }
                }
            }
            Err(e) => self.trouble(&self.f.store(&e)),
        }
    }

    fn journal(&mut self, book: &Book, j: &JournalFile, own: bool) {
        let w = self.w;
        self.line(&fill(w.journal, &[&j.path.display()]));
        let mut facts = vec![fill(w.lines, &[&j.lines, &j.bytes])];
        if let Some(name) = book.writer_name(j.head.writer).filter(|_| !self.share) {
            facts.push(name.to_owned());
        }
        if own {
            facts.push(w.own_journal.to_owned());
        }
        facts.push(fill(w.head, &[&j.head.seq, &j.head.sum]));
        facts.push(match j.damaged {
            0 => w.whole.to_owned(),
            n => fill(w.broken, &[&n]),
        });
        self.line(&format!("  {}", facts.join(" · ")));
    }

    fn notices(&mut self, store: &FileStore) {
        let (journals, report) = (store.journals(), store.report_id());
        let w = self.w;
        for notice in store.notices() {
            match notice {
                Notice::Damaged(p, line, byte, why) => {
                    let why = match why {
                        // it quotes the line
                        BadLine::NotAnEvent(_) if self.share => fill(self.f.line_no_event, &[&"…"]),
                        why => self.f.bad_line(why),
                    };
                    self.damage(&fill(w.bad_line, &[&p.display(), line, byte, &why]));
                }
                Notice::Torn(p, n) => self.line(&fill(w.torn, &[&p.display(), n])),
                Notice::Stray(p) => {
                    self.line(&fill(w.stray, &[&p.display()]));
                    let kin = self.kin(report, p, &journals);
                    self.line(&format!("  {kin}"));
                }
                Notice::Unreadable(_) => self.trouble(&self.f.notice(notice)),
                Notice::Link(p) => self.line(&fill(w.link, &[&p.display()])),
                Notice::Newer(p, v) => self.line(&fill(w.newer, &[&p.display(), v])),
                other => self.line(&self.f.notice(other)),
            }
        }
    }

    fn kin(&self, report: &str, stray: &Path, journals: &[JournalFile]) -> String {
        let w = self.w;
        match kinship(report, stray, journals) {
            Ok(Kinship::Prefix(p)) => fill(w.stray_prefix, &[&p.display()]),
            Ok(Kinship::Longer(p, n)) => fill(w.stray_longer, &[&p.display(), &n]),
            Ok(Kinship::Fork(p, line)) => fill(w.stray_fork, &[&p.display(), &line]),
            Ok(Kinship::Worn(p)) => fill(w.stray_worn, &[&p.display()]),
            Ok(Kinship::Mends(p, gain, 0)) => fill(w.stray_mends, &[&gain, &p.display()]),
            Ok(Kinship::Mends(p, gain, lack)) => {
                fill(w.stray_mends_partly, &[&gain, &p.display(), &lack])
            }
            Ok(Kinship::Alone) => w.stray_alone.to_owned(),
            Err(e) => self.f.io(&e),
        }
    }

    /// Whether the files of evidence are what was recorded. Only copies are the ledger's own to lose.
    fn evidence(&mut self, book: &Book, folder: &Path) {
        let (mut all, mut bad) = (0_usize, Vec::new());
        for entry in book.entries() {
            for e in evidence_of(book, folder, entry) {
                all += 1;
                if let Some(check) = e.check.filter(|c| *c != Check::Present) {
                    let state = domain(self.base.lang).check_name(check);
                    let of = book.label(entry);
                    let hidden = "…";
                    let name: &str = if self.share { hidden } else { e.name };
                    let place: &str = if self.share { hidden } else { e.place };
                    let said = fill(self.w.bad_evidence, &[&state, &name, &of, &place]);
                    bad.push((e.how == Holding::Copied, said));
                }
            }
        }
        if all > 0 {
            self.line(&fill(self.w.evidence, &[&all, &bad.len()]));
        }
        for (is_own, said) in bad {
            if is_own {
                self.damage(&said);
            } else {
                self.line(&said);
            }
        }
    }

    /// What the fold made of the events.
    fn book(&mut self, book: &Book) {
        let conflicts: usize = book.entries().iter().map(|e| e.conflicts.len()).sum();
        let counts = [
            book.len(),
            book.unknown_kinds(),
            book.skipped(),
            book.unknown_entries(),
            conflicts,
        ];
        let counts = counts.each_ref().map(|n| n as &dyn std::fmt::Display);
        self.line(&fill(self.w.counts, &counts));
        for said in future(book, self.base, self.w) {
            self.line(&said);
        }
    }
}

/// Writers whose events lie more than a day ahead of the clock.
fn future(book: &Book, base: &Base, w: &Console) -> Vec<String> {
    let limit = base.clock.now().checked_add(CLOCK_TOLERANCE).ok();
    let mut ahead = std::collections::BTreeMap::new();
    let events = book.history();
    for e in events.iter().filter_map(|ev| book.event(*ev)) {
        if limit.is_some_and(|limit| e.at > limit) {
            let (n, last) = ahead.entry(e.id.writer).or_insert((0_usize, e.at));
            (*n, *last) = (*n + 1, e.at.max(*last));
        }
    }
    ahead
        .into_iter()
        .map(|(writer, (n, last))| fill(w.future, &[&writer, &n, &last]))
        .collect()
}

/// What other users can read below these folders; links are not followed.
#[cfg(unix)]
fn open_to_others(folders: &[&Path]) -> Vec<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let (mut todo, mut found): (Vec<PathBuf>, Vec<PathBuf>) = (
        folders.iter().map(|f| f.to_path_buf()).collect(),
        Vec::new(),
    );
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if !meta.is_symlink() && meta.permissions().mode() & 0o044 != 0 {
                found.push(entry.path());
            } else if meta.is_dir() {
                todo.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

#[cfg(not(unix))]
fn open_to_others(_: &[&Path]) -> Vec<PathBuf> {
    Vec::new()
}

/// Rights of a folder in words; on Unix with its mode.
fn rights(path: &Path, w: &Console) -> Vec<String> {
    let Ok(meta) = std::fs::metadata(path) else {
        return vec![w.not_made.to_owned()];
    };
    let mut facts = Vec::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = meta.permissions().mode() & 0o7777;
        facts.push(format!("{mode:04o}"));
        let writable = rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
        facts.push(if writable { w.writable } else { w.not_writable }.to_owned());
        if mode & 0o044 != 0 {
            facts.push(w.too_open.to_owned());
        }
    }
    #[cfg(not(unix))]
    {
        let read_only = meta.permissions().readonly();
        facts.push(
            if read_only {
                w.not_writable
            } else {
                w.writable
            }
            .to_owned(),
        );
    }
    facts
}
