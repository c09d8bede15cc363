//! Reading one journal file: the chain, and how it is picked up again after damage.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

use super::codec::{self, BadLine, Sum};
use super::names::Names;
use super::{Head, JournalFile, Notice, disk};
use crate::ledger::event::Event;
use crate::ledger::ids::WriterId;

/// Longer lines are damage: no event comes near it, and memory stays bounded.
pub(super) const LONGEST_LINE: usize = 16 << 20;

/// A bad line that claims a number this much ahead claims nonsense.
const FURTHEST: u64 = 1_000_000;

/// How much of the last line is kept to recognise it by.
const TAIL: usize = 64;

/// What is known of one journal file.
#[derive(Debug)]
pub(super) struct Journal {
    pub(super) path: PathBuf,
    pub(super) writer: WriterId,
    /// Bytes of complete lines read.
    pub(super) offset: u64,
    /// Bytes after the last complete line when last read.
    pub(super) torn: u64,
    /// Number of the next line.
    pub(super) next_seq: u64,
    /// Number of the last line that was right.
    good_seq: u64,
    /// What the file was when it was last opened (device, inode), to notice that it was replaced.
    pub(super) identity: (u64, u64),
    pub(super) damage: Vec<Notice>,
    pub(super) newer: bool,
    lines: usize,
    /// The last bytes of the last complete line, its sum among them: what has to stand before `offset` still.
    tail: Vec<u8>,
    names: Names,
    /// Sums that the next line may be chained to: one, or after damage each that makes sense.
    previous: Vec<Sum>,
}

impl Journal {
    pub(super) fn new(path: PathBuf, report: &str, writer: WriterId) -> Self {
        Self {
            path,
            writer,
            offset: 0,
            torn: 0,
            next_seq: 1,
            good_seq: 0,
            identity: (0, 0),
            damage: Vec::new(),
            newer: false,
            lines: 0,
            tail: Vec::new(),
            names: Names::default(),
            previous: vec![codec::genesis(report, writer)],
        }
    }

    /// The sum that the next line is chained to.
    pub(super) fn sum(&self) -> Sum {
        self.previous.first().copied().unwrap_or([b'0'; 32])
    }

    pub(super) fn head(&self) -> Head {
        Head {
            writer: self.writer,
            seq: self.next_seq - 1,
            sum: String::from_utf8_lossy(&self.sum()).into_owned(),
        }
    }

    pub(super) fn file(&self) -> JournalFile {
        JournalFile {
            path: self.path.clone(),
            head: self.head(),
            lines: self.lines,
            bytes: self.offset,
            torn: self.torn,
            damaged: self.damage.len(),
        }
    }

    /// Takes over the lines that this program appended itself.
    pub(super) fn appended(&mut self, bytes: &[u8], lines: usize, sum: Sum) {
        self.offset += bytes.len() as u64;
        self.keep_tail(bytes);
        self.lines += lines;
        self.next_seq += lines as u64;
        self.good_seq = self.next_seq - 1;
        self.previous = vec![sum];
    }

    fn keep_tail(&mut self, bytes: &[u8]) {
        let from = bytes.len().saturating_sub(TAIL);
        self.tail.clear();
        self.tail
            .extend_from_slice(bytes.get(from..).unwrap_or_default());
    }

    /// Whether the lines that were read stand in the file still. The sum of the last one speaks for all before it.
    pub(super) fn still_there(&self, len: u64) -> io::Result<bool> {
        if len < self.offset {
            return Ok(false);
        }
        let mut file = disk::open(&self.path)?;
        file.seek(SeekFrom::Start(self.offset - self.tail.len() as u64))?;
        let mut now = vec![0; self.tail.len()];
        match file.read_exact(&mut now) {
            Ok(()) => Ok(now == self.tail),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Err(e) => Err(e),
        }
    }

    /// Reads the complete lines that are new.
    pub(super) fn read_on(
        &mut self,
        file: impl Read + Seek,
        tell: &mut dyn FnMut(Event),
    ) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 16, file);
        reader.seek(SeekFrom::Start(self.offset))?;
        let mut line = Vec::new();
        loop {
            let buffered = reader.fill_buf()?;
            if let Some(end) = memchr::memchr(b'\n', buffered) {
                let whole = buffered.get(..=end).unwrap_or(buffered);
                self.take_line(whole, whole.len() as u64, tell);
                let n = whole.len();
                reader.consume(n);
                continue;
            }
            // over the end of what is buffered
            let n = read_line(&mut reader, &mut line)?;
            if line.last() != Some(&b'\n') {
                self.torn = n;
                return Ok(());
            }
            self.take_line(&line, n, tell);
        }
    }

    /// Takes a line with its end; `n` is its length in the file.
    fn take_line(&mut self, line: &[u8], n: u64, tell: &mut dyn FnMut(Event)) {
        self.lines += 1;
        match self.take(line.strip_suffix(b"\n").unwrap_or(line)) {
            Ok(event) => tell(event),
            Err(why) => self.note(why),
        }
        self.offset += n;
        self.keep_tail(line);
    }

    fn note(&mut self, why: BadLine) {
        let notice = match why {
            BadLine::Newer(v) => Notice::Newer(self.path.clone(), v),
            why => Notice::Damaged(self.path.clone(), self.lines, self.offset, why),
        };
        let is_newer = matches!(notice, Notice::Newer(..));
        // once for all lines of a version, which may be very many
        if !(is_newer && self.newer && self.damage.contains(&notice)) {
            self.damage.push(notice);
        }
        self.newer |= is_newer;
    }

    fn take(&mut self, line: &[u8]) -> Result<Event, BadLine> {
        let mut why = BadLine::Broken;
        let after_damage = self.previous.len() > 1;
        let candidates = std::mem::take(&mut self.previous);
        for previous in candidates.iter().copied() {
            let expected = if after_damage {
                codec::claimed_seq(line)
                    .filter(|seq| *seq > self.good_seq)
                    .unwrap_or_default()
            } else {
                self.next_seq
            };
            let whose = (self.writer, expected);
            match codec::decode_after(line, &previous, whose, &mut self.names) {
                Ok((event, sum)) => {
                    self.previous = candidates;
                    self.previous.clear();
                    self.previous.push(sum);
                    self.good_seq = u64::from(event.id.seq);
                    self.next_seq = self.good_seq + 1;
                    return Ok(event);
                }
                Err(BadLine::Broken) => {}
                Err(e @ (BadLine::NotAnEvent(_) | BadLine::Newer(_))) => {
                    // the chain is whole: what follows hangs on this line's sum
                    let next = codec::claimed_seq(line).map_or(self.next_seq + 1, |seq| seq + 1);
                    (self.previous, self.next_seq) =
                        (vec![codec::claimed(line).unwrap_or(previous)], next);
                    return Err(e);
                }
                Err(e) => why = e,
            }
        }
        self.previous = candidates;
        self.resume_after(line);
        Err(why)
    }

    /// After a bad line the next one may hang on the sum it claims, the sum it should have, or the last good one.
    fn resume_after(&mut self, line: &[u8]) {
        let known = std::mem::take(&mut self.previous);
        let last_good = known.last().copied();
        let should = known.iter().filter_map(|p| codec::should_be(line, p));
        let claimed = codec::claimed(line).into_iter();
        self.previous = claimed.chain(should).chain(known.iter().copied()).collect();
        self.previous.dedup();
        self.previous.truncate(7);
        // lines that were put between change nothing of what follows them
        self.previous.extend(last_good);
        let claimed = codec::highest_claimed_seq(line);
        let plausible = claimed.filter(|seq| *seq < self.next_seq + FURTHEST);
        self.next_seq = plausible.unwrap_or_default().max(self.next_seq) + 1;
    }
}

/// The next line with its `\n`, and how many bytes it has in the file. Of a line that is too long only the end is kept:
/// that is damage, but the chain goes on from its sum.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    line.clear();
    let mut total = 0;
    loop {
        let n = reader
            .take(LONGEST_LINE as u64 + 1)
            .read_until(b'\n', line)?;
        total += n as u64;
        if n == 0 || line.last() == Some(&b'\n') {
            return Ok(total);
        }
        if line.len() > LONGEST_LINE {
            line.drain(..line.len() - TAIL);
        }
    }
}
