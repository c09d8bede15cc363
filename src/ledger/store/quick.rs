//! Reading a line that stands exactly as [`codec`](super::codec) writes it, without a JSON parser.
//!
//! Answers `None` for every other line, however slight the difference: the parser then has the word. So nothing is
//! read here that the parser would read differently; a test holds the two together.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::ledger::event::{Act, Event, Horizon};
use crate::ledger::ids::{BatchId, EventId, ItemRef, WriterId};
use crate::report::sanitise::is_hostile;

/// The event in a line without its sum; `who` is the name on the line before, shared when it is the same.
pub(super) fn read(body: &str, writer: WriterId, who: Option<&Arc<str>>) -> Option<Event> {
    let mut c = Cursor(body);
    c.skip("{\"v\":1,\"seq\":")?;
    let seq = c.number()?;
    c.skip(",\"at\":\"")?;
    let at = c.time()?;
    c.skip("\",\"who\":\"")?;
    let name = c.text()?;
    c.skip(",\"batch\":\"")?;
    let batch = c.batch()?;
    let entry = match c.skip("\",\"entry\":\"") {
        Some(()) => Some(c.text()?.into()),
        None => c.skip("\"").map(|()| None)?,
    };
    c.skip(",\"do\":{\"kind\":\"")?;
    let act = c.act()?;
    let was = match c.skip(",\"was\":\"") {
        Some(()) => Some(c.event()?),
        None => None,
    };
    let known = who.filter(|w| &***w == name).cloned();
    c.0.is_empty().then(|| Event {
        id: EventId { writer, seq },
        at,
        who: known.unwrap_or_else(|| name.into()),
        batch,
        entry,
        act,
        was,
    })
}

/// What is left of a line.
struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    fn skip(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken.as_bytes())
    }

    /// Up to the next quote, which is taken, too; nothing that is escaped or has to be cleaned.
    fn text(&mut self) -> Option<&'a str> {
        let (text, rest) = self.0.split_once('"')?;
        self.0 = rest;
        is_plain(text).then_some(text)
    }

    /// A number from 1 as it is written, without leading zeros.
    fn number(&mut self) -> Option<u64> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let taken = self.take(digits)?;
        let fits = digits <= 10 && taken.first().is_some_and(|first| *first != b'0');
        fits.then(|| decimal(taken)).flatten()
    }

    fn time(&mut self) -> Option<Timestamp> {
        let taken = self.take(24)?;
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
        ] = taken
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
        Some(BatchId(uuid(self.take(32)?)?))
    }

    /// An id of an event with its closing quote.
    fn event(&mut self) -> Option<EventId> {
        let writer = WriterId(uuid(self.take(32)?)?);
        self.skip("-")?;
        let seq = self.number()?;
        self.skip("\"")?;
        Some(EventId { writer, seq })
    }

    /// The rest of a `do`, from its kind to its closing brace.
    fn act(&mut self) -> Option<Act> {
        let act = match self.text()? {
            "item_ticked" => Act::ItemTicked { item: self.item()? },
            "item_unticked" => Act::ItemUnticked { item: self.item()? },
            "item_dropped" => Act::ItemDropped { item: self.item()? },
            "item_added" => Act::ItemAdded {
                text: self.member(",\"text\":\"")?,
            },
            "progress_noted" => Act::ProgressNoted {
                text: self.member(",\"text\":\"")?,
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
                reason: self.member(",\"reason\":\"")?,
            },
            "started" => Act::Started,
            "closed" => Act::Closed,
            "reopened" => Act::Reopened {
                reason: self.member(",\"reason\":\"")?,
            },
            "objected" => Act::Objected {
                reason: self.member(",\"reason\":\"")?,
            },
            "carried_over" => Act::CarriedOver {
                from: self.member(",\"from\":\"")?,
                row: self.member(",\"row\":\"")?,
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
        self.skip("}")?;
        Some(act)
    }

    fn member(&mut self, name: &str) -> Option<Box<str>> {
        self.skip(name)?;
        self.text().map(Into::into)
    }

    fn to(&mut self) -> Option<Box<str>> {
        self.member(",\"to\":\"")
    }

    fn item(&mut self) -> Option<ItemRef> {
        self.skip(",\"item\":")?;
        if self.skip("\"").is_some() {
            return self.event().map(ItemRef::Added);
        }
        u32::try_from(self.number()?).ok().map(ItemRef::Suggested)
    }

    fn horizon(&mut self) -> Option<Horizon> {
        self.skip(",\"to\":\"")?;
        match self.text()? {
            "immediate" => Some(Horizon::Immediate),
            "phased" => Some(Horizon::Phased),
            "standing" => Some(Horizon::Standing),
            _ => None,
        }
    }

    fn day(&mut self) -> Option<Date> {
        self.skip(",\"to\":\"")?;
        self.text()?.parse().ok()
    }

    fn times(&mut self) -> Option<u32> {
        self.skip(",\"times\":")?;
        u32::try_from(self.number()?).ok()
    }

    fn switched(&mut self) -> Option<BatchId> {
        self.skip(",\"batch\":\"")?;
        let batch = self.batch()?;
        self.skip("\"")?;
        Some(batch)
    }
}

/// Nothing escaped, nothing that has to be cleaned.
fn is_plain(text: &str) -> bool {
    // what a hostile character can begin with
    let suspect = |b: u8| b < b' ' || matches!(b, b'\\' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3);
    !text.bytes().any(suspect) || !(text.contains('\\') || text.chars().any(is_hostile))
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
fn uuid(digits: &[u8]) -> Option<Uuid> {
    let number = digits.iter().try_fold(0_u128, |n, d| {
        let digit = match d {
            b'0'..=b'9' => d - b'0',
            b'a'..=b'f' => d - b'a' + 10,
            _ => return None,
        };
        Some(n << 4 | u128::from(digit))
    })?;
    Some(Uuid::from_u128(number))
}
