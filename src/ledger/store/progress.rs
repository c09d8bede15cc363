//! How much of the journals was read, for somebody who waits in another thread.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that were read of those there are.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    all: AtomicU64,
}

impl Progress {
    /// What share was read, in thousandths; 0 before it is known how much there is.
    pub fn thousandths(&self) -> u64 {
        let [done, all] = [&self.done, &self.all].map(|n| n.load(Ordering::Relaxed));
        (done.saturating_mul(1_000) / all.max(1)).min(1_000)
    }

    pub(super) fn expect(&self, bytes: u64) {
        self.all.store(bytes, Ordering::Relaxed);
    }
}

/// A file whose reading is watched.
pub(super) struct Watched<F> {
    pub(super) file: F,
    pub(super) by: Option<Arc<Progress>>,
}

impl<F: Read> Read for Watched<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(into)?;
        if let Some(by) = &self.by {
            by.done.fetch_add(n as u64, Ordering::Relaxed);
        }
        Ok(n)
    }
}

impl<F: Seek> Seek for Watched<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
