//! How much is taken: a small file can unpack into gigabytes, or nest without end.

use super::Unreadable;

/// A limit on what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    Bytes,
    /// Files in an archive.
    Parts,
    /// Bytes of one part of a Word file when unpacked.
    Unpacked,
    /// How many times larger than packed a part may be.
    Ratio,
    /// How deep elements may be nested.
    Depth,
    /// How many paragraphs.
    Paragraphs,
    /// How many elements and texts of a page: what is never closed is opened again in every paragraph.
    Elements,
}

impl Limit {
    /// Its value.
    pub fn value(self) -> u64 {
        match self {
            Self::Bytes => 32 << 20,
            Self::Parts => 4096,
            Self::Unpacked => 64 << 20,
            Self::Ratio => 400,
            Self::Depth => 256,
            Self::Paragraphs => 200_000,
            Self::Elements => 400_000,
        }
    }

    /// Its code word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Parts => "parts",
            Self::Unpacked => "unpacked",
            Self::Ratio => "ratio",
            Self::Depth => "depth",
            Self::Paragraphs => "paragraphs",
            Self::Elements => "elements",
        }
    }

    pub(super) fn hold(self, n: u64) -> Result<(), Unreadable> {
        if n > self.value() {
            return Err(Unreadable::Over(self));
        }
        Ok(())
    }
}
