//! `dudao backup` and `dudao restore`: everything in one file, and back.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::args::RestoreArgs;
use super::{Failure, out, table};
use crate::backup::{
    Archive, BackupError, Limits, Move, Place, Step, carry_out, pack, plan, safety_copy, unpack,
};
use crate::lang::{BackupWords, Console, Faults, Lang, fill};
use crate::ledger::store::identity::create_private_dir;
use crate::output::Draft;
use crate::report::sanitise::line;
use crate::setup::Base;
use crate::text::Align;

fn failed(e: &BackupError, lang: Lang) -> Failure {
    let said = BackupWords::of(lang).error(e, Faults::of(lang));
    match e {
        BackupError::NoArchive(..) | BackupError::Differs(..) => Failure::damaged(vec![said]),
        _ => Failure::failed(vec![said]),
    }
}

/// Packs everything into a file.
pub fn backup(base: &Base, file: &Path, force: bool) -> Result<(), Failure> {
    let (lang, w) = (base.lang, BackupWords::of(base.lang));
    let unwritten = |e: io::Error| match e.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::failed(vec![fill(Console::of(lang).exists, &[&file.display()])])
        }
        _ => failed(&BackupError::Write(file.to_owned(), e), lang),
    };
    let mut draft = Draft::private_at(file, force).map_err(unwritten)?;
    let limits = Limits::default();
    let to = (draft.file(), file);
    let (packed, _) =
        pack(&base.paths, base.clock.now(), &limits, to).map_err(|e| failed(&e, lang))?;
    for left in &packed.left {
        out::note(&fill(w.left, &[&line(&left.to_string_lossy())]), lang);
    }
    if packed.files == 0 {
        return Err(Failure::failed(vec![w.nothing_here.to_owned()]));
    }
    draft.keep().map_err(unwritten)?;
    let counts = (packed.ledgers, packed.files, packed.bytes);
    let said = fill(
        w.packed,
        &[&file.display(), &counts.0, &counts.1, &counts.2],
    );
    out::print_lines(&[said], lang)
}

/// Shows what an archive would change here, asks, and does it.
pub fn restore(base: &Base, args: &RestoreArgs) -> Result<(), Failure> {
    let (lang, w) = (base.lang, BackupWords::of(base.lang));
    let say = |e: BackupError| failed(&e, lang);
    let room = base.paths.data.clone();
    let was_there = room.exists();
    let gone = Leftover(room.clone(), was_there);
    create_private_dir(&room).map_err(|e| say(BackupError::Write(room.clone(), e)))?;
    let archive = unpack(&args.file, &room, &Limits::default()).map_err(say)?;
    let steps = plan(&archive, &base.paths, args.settings).map_err(say)?;
    let shown = lines(&archive, &steps, &args.file, lang);
    out::print_lines(&shown, lang)?;
    let n = steps.iter().filter(|s| s.does.writes()).count();
    let is_asked = args.yes || io::stdin().is_terminal();
    if n == 0 {
        out::tell(w.nothing);
    } else if !is_asked {
        out::tell(w.not_asked);
    } else if !args.yes && !says_yes(n, lang)? {
        out::tell(w.not_taken);
    } else {
        let kept = safety_copy(&base.paths, base.clock.now()).map_err(say)?;
        if let Some(kept) = kept {
            out::tell(&fill(w.saved, &[&kept.display()]));
        }
        let written = carry_out(&archive, &steps, &base.paths, args.settings).map_err(say)?;
        out::tell(&fill(w.done, &[&written]));
    }
    drop(archive);
    drop(gone);
    match steps.iter().filter(|s| s.does == Move::Contradicts).count() {
        0 => Ok(()),
        n => Err(Failure::failed(vec![fill(w.some_contradict, &[&n])])),
    }
}

/// Takes a data folder away that was made to unpack into and stayed empty.
struct Leftover(PathBuf, bool);

impl Drop for Leftover {
    fn drop(&mut self) {
        if !self.1 {
            // fails, as it should, when something was restored
            let _ = std::fs::remove_dir(&self.0);
        }
    }
}

/// The plan for people: each file and what becomes of it, then the counts.
fn lines(archive: &Archive, steps: &[Step], file: &Path, lang: Lang) -> Vec<String> {
    let w = BackupWords::of(lang);
    let made = archive.made.strftime("%Y-%m-%d %H:%M:%SZ");
    let mut lines = vec![fill(
        w.about,
        &[&line(&file.to_string_lossy()), &made, &archive.version],
    )];
    let changes = steps.iter().filter(|s| s.does != Move::Same);
    let row = |s: &Step| vec![w.does(s.does), w.place(&s.place)];
    let rows: Vec<_> = changes.map(row).collect();
    lines.extend(table::lines(&[Align::Left; 2], &rows, None));
    let count = |is: fn(&Move) -> bool| steps.iter().filter(|s| is(&s.does)).count();
    let (writes, same) = (count(|m| m.writes()), count(|m| *m == Move::Same));
    lines.push(fill(
        w.counts,
        &[&writes, &same, &(steps.len() - writes - same)],
    ));
    let settings_differ = |s: &Step| s.place == Place::Settings && s.does == Move::Keep;
    if steps.iter().any(settings_differ) {
        lines.push(w.settings_hint.to_owned());
    }
    lines
}

fn says_yes(n: usize, lang: Lang) -> Result<bool, Failure> {
    let mut stderr = io::stderr();
    // who cannot be asked says nothing, and nothing is no
    let _ = stderr
        .write_all(fill(BackupWords::of(lang).ask, &[&n]).as_bytes())
        .and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = io::stdin().lock().take(100).read_line(&mut answer);
    read.map_err(|e| Failure::failed(vec![Faults::of(lang).cannot_read(Path::new("-"), &e)]))?;
    Ok(["y", "yes", "是"].contains(&answer.trim().to_lowercase().as_str()))
}
