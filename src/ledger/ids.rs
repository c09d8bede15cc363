//! Ids of writers, events, batches and items.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// One installation of one person: who writes one journal file. Written as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriterId(pub Uuid);

/// What one gesture did, as a group. Written as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub Uuid);

/// One event: its writer and its number in that writer's file, counted from 1. Written `<writer>-<seq>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// Whose file.
    pub writer: WriterId,
    /// Which line, from 1.
    pub seq: u32,
}

/// An entry's: `3.5@lingang`. Short ones need no memory of their own, and there are very many.
pub type EntryId = compact_str::CompactString;

/// One item of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ItemRef {
    /// Suggested by the report: its number, from 1.
    Suggested(u32),
    /// Added by a person: the event that added it.
    Added(EventId),
}

/// Text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0}")]
pub struct NotAnId(pub String);

macro_rules! uuid_id {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.simple())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(s: &str) -> Result<Self, NotAnId> {
                let hex = s.len() == 32 && s.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                Uuid::try_parse(s).ok().filter(|_| hex).map(Self).ok_or_else(|| NotAnId(s.to_owned()))
            }
        }
        text_serde!($name);
    };
}

macro_rules! text_serde {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct Visit;
                impl de::Visitor<'_> for Visit {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(stringify!($name))
                    }
                    fn visit_str<E: de::Error>(self, s: &str) -> Result<$name, E> {
                        s.parse().map_err(E::custom)
                    }
                }
                d.deserialize_str(Visit)
            }
        }
    };
}

uuid_id!(WriterId);
uuid_id!(BatchId);
text_serde!(EventId);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.writer, self.seq)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for EventId {
    type Err = NotAnId;
    fn from_str(s: &str) -> Result<Self, NotAnId> {
        let no = || NotAnId(s.to_owned());
        let (writer, seq) = s.rsplit_once('-').ok_or_else(no)?;
        let is_plain = seq.bytes().all(|b| b.is_ascii_digit()) && !seq.starts_with('0');
        let seq = seq.parse().ok().filter(|_| is_plain).ok_or_else(no)?;
        Ok(Self {
            writer: writer.parse().map_err(|_| no())?,
            seq,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_and_read_back() {
        let id: EventId = "00000000000000000000000000000abc-7".parse().unwrap();
        assert_eq!(id.seq, 7);
        assert_eq!(id.to_string(), "00000000000000000000000000000abc-7");
        assert!("abc-7".parse::<EventId>().is_err());
        assert!(
            "00000000000000000000000000000ABC-7"
                .parse::<EventId>()
                .is_err()
        );
    }

    #[test]
    fn an_event_has_one_spelling_only() {
        for seq in ["+7", "07", "0", "", "7 ", "18446744073709551616"] {
            let text = format!("00000000000000000000000000000abc-{seq}");
            assert!(text.parse::<EventId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_item_is_a_number_or_the_id_of_the_event_that_added_it() {
        let added: ItemRef =
            serde_json::from_str("\"00000000000000000000000000000abc-7\"").unwrap();
        assert!(matches!(added, ItemRef::Added(_)));
        assert_eq!(
            serde_json::from_str::<ItemRef>("3").unwrap(),
            ItemRef::Suggested(3)
        );
    }
}
