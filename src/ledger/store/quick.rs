//! Reading a line that stands exactly as [`codec`](super::codec) writes it, without a JSON parser.
//!
//! Answers `None` for every other line, however slight the difference: the parser then has the word. So nothing is
//! read here that the parser would read differently; a test holds the two together.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::names::Names;
use crate::ledger::event::{Act, Event, Horizon};
use crate::ledger::ids::{BatchId, EventId, ItemRef, WriterId};
use crate::report::sanitise::is_hostile;

/// The event in a line without its sum; texts that come again and again are shared through `names`.
pub(super) fn read(body: &str, writer: WriterId, names: &mut Names) -> Option<Event> {
    let mut c = Cursor { rest: body, names };
    c.skip(b"{\"v\":1,\"seq\":")?;
    let seq = c.number()?;
    c.skip(b",\"at\":\"")?;
    let at = c.time()?;
    c.skip(b"\",\"who\":\"")?;
    let who = c.text()?;
    c.skip(b",\"batch\":\"")?;
    let batch = c.batch()?;
    let entry = match c.skip(b"\",\"entry\":\"") {
        Some(()) => Some(c.text()?.into()),
        None => c.skip(b"\"").map(|()| None)?,
    };
    c.skip(b",\"do\":{\"kind\":\"")?;
    let act = c.act()?;
    let was = match c.skip(b",\"was\":\"") {
        Some(()) => Some(c.event()?),
        None => None,
    };
    c.rest.is_empty().then(|| Event {
        id: EventId { writer, seq },
        at,
        who: c.names.who(who),
        batch,
        entry,
        act,
        was,
    })
}

/// What is left of a line.
struct Cursor<'a, 'n> {
    rest: &'a str,
    names: &'n mut Names,
}

impl<'a> Cursor<'a, '_> {
    /// Past a text whose length the compiler knows: a comparison of a few machine words.
    fn skip<const N: usize>(&mut self, text: &[u8; N]) -> Option<()> {
        let head = self.rest.as_bytes().first_chunk::<N>()?;
        self.rest = self.rest.get(N..).filter(|_| head == text)?;
        Some(())
    }

    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let taken = self.rest.as_bytes().first_chunk::<N>()?;
        self.rest = self.rest.get(N..)?;
        Some(taken)
    }

    /// Up to the next quote, which is taken, too; nothing that is escaped or has to be cleaned.
    fn text(&mut self) -> Option<&'a str> {
        let end = memchr::memchr(b'"', self.rest.as_bytes())?;
        let (text, rest) = (self.rest.get(..end)?, self.rest.get(end + 1..)?);
        self.rest = rest;
        is_plain(text).then_some(text)
    }

    /// A number from 1 as it is written, without leading zeros.
    fn number(&mut self) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (taken, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        let fits = digits <= 10 && !taken.starts_with('0') && digits > 0;
        let number = decimal(taken.as_bytes()).filter(|_| fits)?;
        u32::try_from(number).ok()
    }

    fn time(&mut self) -> Option<Timestamp> {
        let [
            date @ ..,
            b'T',
            h1,
            h2,
            b':',
            m1,
            m2,
            b':',
            s1,
            s2,
            b'.',
            f1,
            f2,
            f3,
            b'Z',
        ] = self.take::<24>()?
        else {
            return None;
        };
        let [y1, y2, y3, y4, b'-', o1, o2, b'-', d1, d2] = *date else {
            return None;
        };
        let two = |a: &u8, b: &u8| decimal(&[*a, *b]);
        let year = decimal(&[y1, y2, y3, y4])?;
        let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
        let days = days(year, two(&o1, &o2)?, two(&d1, &d2)?)?;
        let is_time = hour < 24 && minute < 60 && second < 60;
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
        let millis = seconds * 1_000 + decimal(&[*f1, *f2, *f3])?;
        let millis = i64::try_from(millis).ok().filter(|_| is_time)?;
        Timestamp::from_millisecond(millis).ok()
    }

    fn batch(&mut self) -> Option<BatchId> {
        Some(BatchId(uuid(self.take()?)?))
    }

    /// An id of an event with its closing quote.
    fn event(&mut self) -> Option<EventId> {
        let writer = WriterId(uuid(self.take()?)?);
        self.skip(b"-")?;
        let seq = self.number()?;
        self.skip(b"\"")?;
        Some(EventId { writer, seq })
    }

    /// The rest of a `do`, from its kind to its closing brace.
    fn act(&mut self) -> Option<Act> {
        let act = match self.text()? {
            "item_ticked" => Act::ItemTicked { item: self.item()? },
            "item_unticked" => Act::ItemUnticked { item: self.item()? },
            "item_dropped" => Act::ItemDropped { item: self.item()? },
            "item_added" => Act::ItemAdded {
                text: self.member(b",\"text\":\"")?,
            },
            "progress_noted" => Act::ProgressNoted {
                text: self.member(b",\"text\":\"")?,
            },
            "lead_set" => Act::LeadSet { to: self.to()? },
            "partners_set" => Act::PartnersSet { to: self.to()? },
            "person_set" => Act::PersonSet { to: self.to()? },
            "measure_set" => Act::MeasureSet { to: self.to()? },
            "horizon_set" => Act::HorizonSet {
                to: self.horizon()?,
            },
            "due_set" => Act::DueSet { to: self.day()? },
            "extended" => Act::Extended {
                to: self.day()?,
                reason: self.member(b",\"reason\":\"")?,
            },
            "started" => Act::Started,
            "closed" => Act::Closed,
            "reopened" => Act::Reopened {
                reason: self.member(b",\"reason\":\"")?,
            },
            "objected" => Act::Objected {
                reason: self.member(b",\"reason\":\"")?,
            },
            "carried_over" => Act::CarriedOver {
                from: self.member(b",\"from\":\"")?,
                row: self.member(b",\"row\":\"")?,
                times: self.times()?,
            },
            "undone" => Act::Undone {
                batch: self.switched()?,
            },
            "redone" => Act::Redone {
                batch: self.switched()?,
            },
            _ => return None,
        };
        self.skip(b"}")?;
        Some(act)
    }

    fn member<const N: usize>(&mut self, name: &[u8; N]) -> Option<Box<str>> {
        self.skip(name)?;
        self.text().map(Into::into)
    }

    /// A name or a measure: many entries have the same.
    fn to(&mut self) -> Option<Arc<str>> {
        self.skip(b",\"to\":\"")?;
        let text = self.text()?;
        Some(self.names.share(text))
    }

    fn item(&mut self) -> Option<ItemRef> {
        self.skip(b",\"item\":")?;
        if self.skip(b"\"").is_some() {
            return self.event().map(ItemRef::Added);
        }
        self.number().map(ItemRef::Suggested)
    }

    fn horizon(&mut self) -> Option<Horizon> {
        self.skip(b",\"to\":\"")?;
        match self.text()? {
            "immediate" => Some(Horizon::Immediate),
            "phased" => Some(Horizon::Phased),
            "standing" => Some(Horizon::Standing),
            _ => None,
        }
    }

    fn day(&mut self) -> Option<Date> {
        self.skip(b",\"to\":\"")?;
        self.text()?.parse().ok()
    }

    fn times(&mut self) -> Option<u32> {
        self.skip(b",\"times\":")?;
        self.number()
    }

    fn switched(&mut self) -> Option<BatchId> {
        self.skip(b",\"batch\":\"")?;
        let batch = self.batch()?;
        self.skip(b"\"")?;
        Some(batch)
    }
}

/// Nothing escaped, nothing that has to be cleaned.
fn is_plain(text: &str) -> bool {
    // what a hostile character can begin with; all bytes are looked at, many at once
    let suspect = |b: u8| b < b' ' || matches!(b, b'\\' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3);
    let is_suspect = text.bytes().fold(false, |any, b| any | suspect(b));
    !is_suspect || !text.chars().any(|c| c == '\\' || is_hostile(c))
}

fn decimal(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |n, d| {
        d.is_ascii_digit().then(|| n * 10 + u64::from(d - b'0'))
    })
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; `None` where there is no such day.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year < 1970 || day == 0 || day > longest {
        return None;
    }
    // years begin in March, so that the odd day comes last
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
    Some(before - 719_468)
}

/// 32 hex digits in lower case.
fn uuid(digits: &[u8; 32]) -> Option<Uuid> {
    // without a way out, so that the compiler can do many digits at once
    let (mut values, mut all) = ([0_u8; 32], 0);
    for (value, digit) in values.iter_mut().zip(digits) {
        let (number, letter) = (digit.wrapping_sub(b'0'), digit.wrapping_sub(b'a'));
        *value = match (number < 10, letter < 6) {
            (true, _) => number,
            (_, true) => letter + 10,
            _ => u8::MAX,
        };
        all |= *value;
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(values.chunks_exact(2)) {
        if let [high, low] = pair {
            *byte = high << 4 | low;
        }
    }
    (all < 16).then(|| Uuid::from_bytes(bytes))
}
