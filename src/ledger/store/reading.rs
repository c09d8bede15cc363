//! Reading what is new in the files of many journals, in lanes beside each other where that is worth it.

use std::sync::Arc;

use super::journal::Journal;
use super::progress::{Progress, Watched};
use super::{StoreError, ahead, disk};
use crate::ledger::event::Event;

/// A journal as it was last read, and the length of its file now.
pub(super) type Grown = (Journal, u64);

/// How many bytes are new in a journal.
pub(super) fn new_bytes((journal, len): &Grown) -> u64 {
    len.saturating_sub(journal.offset)
}

/// Tells what is new, and gives all journals back. In a lane the first journal that cannot be read ends it.
pub(super) fn read(
    journals: Vec<Grown>,
    progress: Option<&Arc<Progress>>,
    tell: &mut dyn FnMut(Event),
) -> (Vec<Journal>, Result<(), StoreError>) {
    let reader = |lane: Vec<Grown>| move |tell: &mut dyn FnMut(Event)| each(lane, progress, tell);
    let new: u64 = journals.iter().map(new_bytes).sum();
    if new < ahead::WORTH_A_THREAD {
        return reader(journals)(tell);
    }
    let lanes = in_lanes(journals).into_iter().map(reader);
    let done = ahead::read(lanes.collect(), tell);
    let (mut all, mut read) = (Vec::new(), Ok(()));
    for (journals, of_lane) in done {
        all.extend(journals);
        read = read.and(of_lane);
    }
    (all, read)
}

/// The journals in parts of about the same size in new bytes.
fn in_lanes(journals: Vec<Grown>) -> Vec<Vec<Grown>> {
    let mut lanes: [(u64, Vec<Grown>); ahead::LANES] = Default::default();
    for journal in journals {
        if let Some((bytes, lane)) = lanes.iter_mut().min_by_key(|(bytes, _)| *bytes) {
            *bytes += new_bytes(&journal);
            lane.push(journal);
        }
    }
    lanes.into_iter().map(|(_, lane)| lane).collect()
}

/// One journal after the other.
fn each(
    mut journals: Vec<Grown>,
    progress: Option<&Arc<Progress>>,
    tell: &mut dyn FnMut(Event),
) -> (Vec<Journal>, Result<(), StoreError>) {
    let read = journals.iter_mut().try_for_each(|(journal, len)| {
        if *len == journal.offset && journal.torn == 0 {
            return Ok(());
        }
        let by = progress.cloned();
        let file = disk::open(&journal.path);
        let read = file.and_then(|file| journal.read_on(Watched { file, by }, tell));
        read.map_err(|source| StoreError::Read {
            path: journal.path.clone(),
            source,
        })
    });
    (journals.into_iter().map(|(j, _)| j).collect(), read)
}
