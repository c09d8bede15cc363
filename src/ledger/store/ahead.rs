//! Reading ahead: threads read, verify and decode lines while another takes the events in.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::ledger::event::Event;

/// Fewer new bytes are read sooner than a thread is started.
pub(super) const WORTH_A_THREAD: u64 = 1 << 20;

/// How many read at once. Not as many as there are processors: the order in which events are told must not depend on the
/// machine.
pub(super) const LANES: usize = 2;

/// Events that are handed over together.
const AT_ONCE: usize = 1_024;

/// How often that many may wait.
const WAITING: usize = 4;

/// Tells what the lanes tell while they go on in threads of their own: so many events of the first, as many of the second,
/// and so on in turns, whichever is quicker. Answers what they answer, in their order.
pub(super) fn read<T: Send>(
    lanes: Vec<impl FnOnce(&mut dyn FnMut(Event)) -> T + Send>,
    tell: &mut dyn FnMut(Event),
) -> Vec<T> {
    thread::scope(|scope| {
        let mut turns: Vec<Receiver<Vec<Event>>> = Vec::new();
        let mut readers = Vec::new();
        for lane in lanes {
            let (to, from) = sync_channel::<Vec<Event>>(WAITING);
            turns.push(from);
            readers.push(scope.spawn(move || in_parts(lane, &to)));
        }
        while !turns.is_empty() {
            turns.retain(|lane| {
                let events = lane.recv().ok();
                events.is_some_and(|events| {
                    events.into_iter().for_each(&mut *tell);
                    true
                })
            });
        }
        let done = readers.into_iter().map(|reader| match reader.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

fn in_parts<T>(lane: impl FnOnce(&mut dyn FnMut(Event)) -> T, to: &SyncSender<Vec<Event>>) -> T {
    let mut events = Vec::with_capacity(AT_ONCE);
    let done = lane(&mut |event| {
        events.push(event);
        if events.len() == AT_ONCE {
            let full = std::mem::replace(&mut events, Vec::with_capacity(AT_ONCE));
            // nobody listens any more when the other thread panicked
            let _ = to.send(full);
        }
    });
    let _ = to.send(events);
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::testing::event;

    #[test]
    fn everything_is_told_in_turns_that_do_not_depend_on_who_is_quicker() {
        let lane = |who: u128, events: u32, waits: bool| {
            move |tell: &mut dyn FnMut(Event)| {
                for seq in 1..=events {
                    if waits {
                        std::thread::yield_now();
                    }
                    tell(event(who, seq));
                }
                who
            }
        };
        for slow in [false, true] {
            let mut told = Vec::new();
            let lanes = vec![lane(1, 2_500, slow), lane(2, 1_500, !slow)];
            let done = read(lanes, &mut |e| told.push((e.id.writer, e.id.seq)));
            assert_eq!(done, [1, 2]);
            let turn = |who: u128, seqs: std::ops::RangeInclusive<u32>| {
                seqs.map(move |seq| (event(who, 1).id.writer, seq))
            };
            let expected = turn(1, 1..=1_024)
                .chain(turn(2, 1..=1_024))
                .chain(turn(1, 1_025..=2_048))
                .chain(turn(2, 1_025..=1_500))
                .chain(turn(1, 2_049..=2_500));
            assert_eq!(told, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_lane_that_fails_keeps_nobody_waiting() {
        let lane = |n: u32, fails: bool| {
            move |tell: &mut dyn FnMut(Event)| {
                (1..=n).for_each(|seq| tell(event(1, seq)));
                if fails { Err("no") } else { Ok(n) }
            }
        };
        let mut told = 0;
        let done = read(vec![lane(10, true), lane(9_000, false)], &mut |_| told += 1);
        assert_eq!((told, done), (9_010, vec![Err("no"), Ok(9_000)]));
    }
}
