//! One line of a journal: event to bytes and back, and the chain that holds the lines together.
//!
//! `sum` is the last member of a line: the first 128 bits of SHA-256, in hex, over the previous line's `sum`
//! followed by this line's bytes before `,"sum":`. For the first line the previous sum is [`genesis`].

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::names::Names;
use super::quick;
use crate::ledger::event::{Act, Event, Evidence, Holding, Horizon, OwnFinding, Settled};
use crate::ledger::ids::{BatchId, EventId, ItemRef, WriterId};

/// The journal version that this program writes.
pub const VERSION: u32 = 1;

/// Sum of one line: 32 hex digits.
pub type Sum = [u8; 32];

/// More lines no journal has; a greater number is damage.
const MOST: u64 = u32::MAX as u64 - 1;

/// Length of `,"sum":"<32 hex>"}` at the end of every line.
const TAIL: usize = 8 + 32 + 2;

/// Why a line is no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// The bytes are not those that were written, or the line before is another one.
    #[error("its checksum does not fit: the line was changed, or a line before it is missing")]
    Broken,
    /// There is no checksum where it has to stand.
    #[error("it does not end in a checksum")]
    NoSum,
    /// Checksum right, but not an event; what the parser says.
    #[error("it is not an event: {0}")]
    NotAnEvent(String),
    /// The number is not the next one.
    #[error("its number is {found}, expected {expected}")]
    Number {
        /// Number in the line.
        found: u64,
        /// Number it should have.
        expected: u64,
    },
    /// Written by a newer major version.
    #[error("it was written by a newer version of the journal: {0}")]
    Newer(u32),
}

#[derive(Serialize)]
struct LineOut<'a> {
    v: u32,
    seq: u64,
    at: String,
    who: &'a str,
    batch: BatchId,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    #[serde(rename = "do")]
    act: &'a Act,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<EventId>,
}

#[derive(Deserialize)]
struct LineIn<'a> {
    v: u32,
    seq: u64,
    at: Timestamp,
    #[serde(borrow)]
    who: Cow<'a, str>,
    batch: BatchId,
    #[serde(borrow, default)]
    entry: Option<Cow<'a, str>>,
    #[serde(rename = "do")]
    act: &'a serde_json::value::RawValue,
    #[serde(default)]
    was: Option<EventId>,
}

/// Every member that some kind has; one flat struct reads faster than a tagged enum and keeps unknown kinds.
#[derive(Deserialize)]
struct ActIn<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(default)]
    item: Option<ItemRef>,
    #[serde(default)]
    items: Option<Box<[ItemRef]>>,
    #[serde(default)]
    text: Option<Box<str>>,
    #[serde(default)]
    to: Option<Box<str>>,
    #[serde(default)]
    reason: Option<Box<str>>,
    #[serde(default)]
    upheld: Option<bool>,
    #[serde(default)]
    batch: Option<BatchId>,
    #[serde(default)]
    name: Option<Box<str>>,
    #[serde(default)]
    how: Option<Holding>,
    #[serde(default)]
    place: Option<Box<str>>,
    #[serde(default)]
    sha256: Option<Box<str>>,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    unit: Option<Box<str>>,
    #[serde(default)]
    category: Option<Box<str>>,
    #[serde(default)]
    title: Option<Box<str>>,
    #[serde(default)]
    statement: Option<Box<str>>,
    #[serde(default)]
    source: Option<Box<str>>,
    #[serde(default)]
    keep: Option<EventId>,
    #[serde(default)]
    over: Option<EventId>,
    #[serde(default)]
    from: Option<Box<str>>,
    #[serde(default)]
    row: Option<Box<str>>,
    #[serde(default)]
    times: Option<u32>,
}

/// The sum before the first line: 32 hex digits over report id, a line end and writer id.
pub fn genesis(report: &str, writer: WriterId) -> Sum {
    hex(&Sha256::digest(format!("{report}\n{writer}").as_bytes()))
}

fn hex(digest: &[u8]) -> Sum {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut sum = [b'0'; 32];
    for (pair, byte) in sum.chunks_exact_mut(2).zip(digest) {
        if let [high, low] = pair {
            *high = DIGITS.get(usize::from(byte >> 4)).copied().unwrap_or(b'0');
            *low = DIGITS.get(usize::from(byte & 15)).copied().unwrap_or(b'0');
        }
    }
    sum
}

fn chained(previous: &Sum, body: &[u8]) -> Sum {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(body);
    hex(&hash.finalize())
}

/// The line for an event, its `\n` included, and its sum.
///
/// # Errors
/// What the serialiser says; for events made by this program there is nothing to say.
pub fn encode(event: &Event, previous: &Sum) -> Result<(String, Sum), serde_json::Error> {
    let line = LineOut {
        v: VERSION,
        seq: u64::from(event.id.seq),
        at: format!("{:.3}", event.at),
        who: &event.who,
        batch: event.batch,
        entry: event.entry.as_deref(),
        act: &event.act,
        was: event.was,
    };
    let mut text = serde_json::to_string(&line)?;
    text.pop();
    let sum = chained(previous, text.as_bytes());
    let _ = writeln!(text, ",\"sum\":\"{}\"}}", String::from_utf8_lossy(&sum));
    Ok((text, sum))
}

/// A line without its `\n` as the event of `writer`; the sum is checked before anything is read.
///
/// # Errors
/// Why the line is no event; [`BadLine::NotAnEvent`] and [`BadLine::Newer`] come with an unbroken chain.
pub fn decode(
    line: &[u8],
    previous: &Sum,
    writer: WriterId,
    expected: u64,
) -> Result<(Event, Sum), BadLine> {
    decode_after(line, previous, (writer, expected), &mut Names::default())
}

/// As [`decode`]; texts that come again and again are shared through `names`.
pub(super) fn decode_after(
    line: &[u8],
    previous: &Sum,
    (writer, expected): (WriterId, u64),
    names: &mut Names,
) -> Result<(Event, Sum), BadLine> {
    let (body, sum) = verified(line, previous)?;
    let quick = std::str::from_utf8(body)
        .ok()
        .and_then(|body| quick::read(body, writer, names));
    let event = match quick {
        Some(event) => event,
        None => read(line, writer)?,
    };
    let found = u64::from(event.id.seq);
    if found != expected || expected > MOST {
        return Err(BadLine::Number { found, expected });
    }
    Ok((event, sum))
}

/// A line before its sum, and the sum, when it is the one that line and predecessor have.
fn verified<'a>(line: &'a [u8], previous: &Sum) -> Result<(&'a [u8], Sum), BadLine> {
    let (body, sum) = split(line).ok_or(BadLine::NoSum)?;
    if chained(previous, body) == sum {
        Ok((body, sum))
    } else {
        Err(BadLine::Broken)
    }
}

fn split(line: &[u8]) -> Option<(&[u8], Sum)> {
    let (body, tail) = line.split_at_checked(line.len().checked_sub(TAIL)?)?;
    let sum = tail.strip_prefix(b",\"sum\":\"")?.strip_suffix(b"\"}")?;
    Some((body, sum.try_into().ok()?))
}

/// The sum that a line claims, unchecked; where a broken chain is picked up again. Only the end of the line has to be
/// whole.
pub fn claimed(line: &[u8]) -> Option<Sum> {
    let (_, tail) = line.split_at_checked(line.len().checked_sub(32 + 2)?)?;
    let sum: Sum = tail.strip_suffix(b"\"}")?.try_into().ok()?;
    sum.iter()
        .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        .then_some(sum)
}

/// The sum that a line's bytes should have after `previous`, whatever stands where the sum has to stand.
pub fn should_be(line: &[u8], previous: &Sum) -> Option<Sum> {
    const MARK: &[u8] = b",\"sum\":\"";
    let mark = line.windows(MARK.len()).rposition(|bytes| bytes == MARK);
    let (body, _) = line.split_at_checked(mark.or(line.len().checked_sub(TAIL))?)?;
    Some(chained(previous, body))
}

/// The number that a line claims, unchecked.
pub fn claimed_seq(line: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Seq {
        seq: u64,
    }
    let seq = serde_json::from_slice::<Seq>(line).ok().map(|s| s.seq);
    seq.filter(|seq| *seq <= MOST)
}

/// The highest number that a damaged line claims, even if it is two lines in one: quotes within a text are escaped,
/// so that `,"seq":` stands nowhere else.
pub fn highest_claimed_seq(line: &[u8]) -> Option<u64> {
    const MARK: &[u8] = b",\"seq\":";
    let at = line.windows(MARK.len()).zip(MARK.len()..);
    at.filter(|(found, _)| *found == MARK)
        .filter_map(|(_, end)| {
            let digits = line.get(end..)?.iter().take_while(|b| b.is_ascii_digit());
            digits
                .take(11)
                .try_fold(0_u64, |n, d| Some(n * 10 + u64::from(d - b'0')))
        })
        .filter(|seq| *seq <= MOST)
        .max()
}

fn read(line: &[u8], writer: WriterId) -> Result<Event, BadLine> {
    let not = |e: &dyn std::fmt::Display| BadLine::NotAnEvent(e.to_string());
    let text = std::str::from_utf8(line).map_err(|e| not(&e))?;
    let l: LineIn<'_> =
        serde_json::from_str(text).map_err(|e| newer(text).unwrap_or_else(|| not(&e)))?;
    if l.v > VERSION {
        return Err(BadLine::Newer(l.v));
    }
    // a number that is too high is no number that is expected
    let seq = u32::try_from(l.seq).unwrap_or(u32::MAX);
    Ok(Event {
        id: EventId { writer, seq },
        at: l.at,
        who: clean(&l.who).into(),
        batch: l.batch,
        entry: l.entry.map(|e| clean(&e).into_owned().into()),
        act: act(l.act.get()),
        was: l.was,
    })
}

/// Names on one line. Journals come from other machines, too: nothing in them may steer a terminal.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(crate::report::sanitise::is_hostile) {
        crate::report::sanitise::line(text).into()
    } else {
        text.into()
    }
}

fn newer(text: &str) -> Option<BadLine> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    serde_json::from_str::<Version>(text)
        .ok()
        .filter(|l| l.v > VERSION)
        .map(|l| BadLine::Newer(l.v))
}

fn act(raw: &str) -> Act {
    #[derive(Deserialize)]
    struct Kind {
        #[serde(default)]
        kind: Box<str>,
    }
    let known = serde_json::from_str::<ActIn<'_>>(raw).ok().and_then(known);
    let unknown = || Act::Unknown {
        name: serde_json::from_str::<Kind>(raw)
            .map_or_else(|_| "?".into(), |k| clean(&k.kind).into_owned().into()),
    };
    known.map_or_else(unknown, Act::cleaned)
}

/// `None` for a kind that this version does not know, or one that lacks a member it needs.
fn known(a: ActIn<'_>) -> Option<Act> {
    let (text, to, reason) = (a.text, a.to, a.reason);
    let day = |s: Option<Box<str>>| s.and_then(|s| s.parse::<Date>().ok());
    Some(match a.kind.as_ref() {
        "item_ticked" => Act::ItemTicked { item: a.item? },
        "item_unticked" => Act::ItemUnticked { item: a.item? },
        "item_added" => Act::ItemAdded { text: text? },
        "item_reworded" => Act::ItemReworded {
            item: a.item?,
            text: text?,
        },
        "item_dropped" => Act::ItemDropped { item: a.item? },
        "lead_set" => Act::LeadSet { to: to?.into() },
        "partners_set" => Act::PartnersSet { to: to?.into() },
        "person_set" => Act::PersonSet { to: to?.into() },
        "measure_set" => Act::MeasureSet { to: to?.into() },
        "horizon_set" => Act::HorizonSet {
            to: match to?.as_ref() {
                "immediate" => Horizon::Immediate,
                "phased" => Horizon::Phased,
                "standing" => Horizon::Standing,
                _ => return None,
            },
        },
        "due_set" => Act::DueSet { to: day(to)? },
        "extended" => Act::Extended {
            to: day(to)?,
            reason: reason?,
        },
        "progress_noted" => Act::ProgressNoted { text: text? },
        "evidence_added" => Act::EvidenceAdded(Box::new(Evidence {
            name: a.name?,
            how: a.how?,
            place: a.place?,
            sha256: a.sha256,
            size: a.size,
        })),
        "attributed" => Act::Attributed {
            to: to?,
            reason: reason?,
        },
        "finding_added" => Act::FindingAdded(Box::new(OwnFinding {
            unit: a.unit?,
            category: a.category?,
            title: a.title?,
            statement: a.statement.unwrap_or_default(),
            source: a.source.unwrap_or_default(),
        })),
        "finding_reworded" => Act::FindingReworded {
            title: a.title?,
            statement: a.statement.unwrap_or_default(),
        },
        "finding_dropped" => Act::FindingDropped { reason: reason? },
        "carried_over" => Act::CarriedOver {
            from: a.from?,
            row: a.row?,
            times: a.times.filter(|n| *n > 0)?,
        },
        "conflict_settled" => Act::ConflictSettled(Box::new(Settled {
            keep: a.keep?,
            over: a.over?,
        })),
        "started" => Act::Started,
        "closed" => Act::Closed,
        "returned" => Act::Returned {
            reason: reason?,
            items: a.items.unwrap_or_default(),
        },
        "reopened" => Act::Reopened { reason: reason? },
        "objected" => Act::Objected { reason: reason? },
        "rereviewed" => Act::Rereviewed {
            upheld: a.upheld?,
            reason: reason?,
        },
        "undone" => Act::Undone { batch: a.batch? },
        "redone" => Act::Redone { batch: a.batch? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::demo::Plan;
    use crate::ledger::testing::{at, batch, event, writer};

    /// What the parser alone makes of the line, and what the short cut makes of it.
    fn both(line: &str) -> (Result<Event, BadLine>, Option<Event>) {
        let line = line.trim_end_matches('\n');
        let (body, _) = split(line.as_bytes()).unwrap();
        let body = std::str::from_utf8(body).unwrap();
        (
            read(line.as_bytes(), writer(1)),
            quick::read(body, writer(1), &mut Names::default()),
        )
    }

    fn texts() -> impl Strategy<Value = Box<str>> {
        let odd = "[ \\\\\"一，，é\u{7f}\u{85}\u{61c}\u{200b}\u{feff}\u{e0041}\n😀x]{0,6}";
        prop_oneof![odd, "[一-十a-z]{0,6}"].prop_map(Into::into)
    }

    fn acts() -> impl Strategy<Value = Act> {
        let item = prop_oneof![
            (0..3_u32).prop_map(ItemRef::Suggested),
            (1..3_u32).prop_map(|seq| ItemRef::Added(EventId {
                writer: writer(7),
                seq
            }))
        ];
        (0..22_u8, item, texts(), texts(), -4000..4000_i32).prop_map(
            |(kind, item, to, reason, days)| {
                let day = jiff::civil::date(2024, 2, 28) + jiff::Span::new().days(days);
                match kind {
                    0 => Act::ItemTicked { item },
                    1 => Act::ItemUnticked { item },
                    2 => Act::ItemDropped { item },
                    3 => Act::ItemAdded { text: to },
                    4 => Act::ItemReworded { item, text: to },
                    5 => Act::LeadSet { to: to.into() },
                    6 => Act::PartnersSet { to: to.into() },
                    7 => Act::PersonSet { to: to.into() },
                    8 => Act::MeasureSet { to: to.into() },
                    9 => Act::HorizonSet {
                        to: Horizon::Standing,
                    },
                    10 => Act::DueSet { to: day },
                    11 => Act::Extended { to: day, reason },
                    12 => Act::ProgressNoted { text: to },
                    13 => Act::Started,
                    14 => Act::Closed,
                    15 => Act::Returned {
                        reason,
                        items: [item].into(),
                    },
                    16 => Act::Reopened { reason },
                    17 => Act::Objected { reason },
                    18 => Act::Undone { batch: batch(9) },
                    19 => Act::Redone { batch: batch(9) },
                    20 => Act::CarriedOver {
                        from: to,
                        row: reason,
                        times: days.unsigned_abs(),
                    },
                    _ => Act::Attributed { to, reason },
                }
            },
        )
    }

    proptest! {
        #[test]
        fn the_short_cut_reads_what_the_parser_reads(
            act in acts(), who in texts(), entry in proptest::option::of(texts()),
            ms in -3_000_000_000_000..250_000_000_000_000_i64, was in any::<bool>(),
        ) {
            let event = Event {
                at: at(ms),
                who: (&*who).into(),
                entry: entry.map(|id| (&*id).into()),
                act,
                was: was.then(|| EventId { writer: writer(3), seq: 12 }),
                ..event(1, 1)
            };
            let (line, _) = encode(&event, &genesis("r", writer(1))).unwrap();
            let (parsed, quick) = both(&line);
            if let Some(quick) = quick {
                prop_assert_eq!(Ok(quick), parsed);
            }
        }

        #[test]
        fn a_line_with_a_byte_changed_is_not_read_differently(at in 0..400_usize, byte in 0x20..0x7f_u8) {
            let (line, _) = encode(&event(1, 2), &genesis("r", writer(1))).unwrap();
            let mut bytes = line.into_bytes();
            let end = bytes.len() - TAIL - 1;
            bytes[at % end] = byte;
            if let Ok(line) = std::str::from_utf8(&bytes)
                && let (parsed, Some(quick)) = both(line)
            {
                prop_assert_eq!(Ok(quick), parsed);
            }
        }
    }

    #[test]
    fn nearly_every_line_takes_the_short_cut() {
        let plan = Plan {
            units: 4,
            findings: 9,
            events: 300,
            seed: 1,
        };
        let report = crate::demo::report::of(&plan);
        let events = plan.story(&report, 0).flatten();
        let taken = events.filter(|e| {
            both(&encode(e, &genesis("r", writer(1))).unwrap().0)
                .1
                .is_some()
        });
        assert!(taken.count() > 270);
    }
}
