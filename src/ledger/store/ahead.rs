//! Reading ahead: one thread reads, verifies and decodes lines while the other takes the events in.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::StoreError;
use crate::ledger::event::Event;

/// Fewer new bytes are read sooner than a thread is started.
pub(super) const WORTH_A_THREAD: u64 = 1 << 20;

/// Events that are handed over together.
const AT_ONCE: usize = 1_024;

/// How often that many may wait.
const WAITING: usize = 4;

/// Tells what `read` tells, in the same order, while `read` goes on in a thread of its own.
///
/// # Errors
/// What `read` says, after all that it told before was told.
pub(super) fn read(
    read: impl FnOnce(&mut dyn FnMut(Event)) -> Result<(), StoreError> + Send,
    tell: &mut dyn FnMut(Event),
) -> Result<(), StoreError> {
    let (to, from) = sync_channel::<Vec<Event>>(WAITING);
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut events = Vec::with_capacity(AT_ONCE);
            let done = read(&mut |event| {
                events.push(event);
                if events.len() == AT_ONCE {
                    let full = std::mem::replace(&mut events, Vec::with_capacity(AT_ONCE));
                    // nobody listens any more when the other thread panicked
                    let _ = to.send(full);
                }
            });
            let _ = to.send(events);
            done
        });
        from.into_iter().flatten().for_each(tell);
        match reader.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::testing::event;

    #[test]
    fn everything_is_told_in_order_and_then_the_error() {
        let mut told = Vec::new();
        let done = read(
            |tell| {
                (1..=2_500).for_each(|seq| tell(event(1, seq)));
                Err(StoreError::Busy("x".into()))
            },
            &mut |e| told.push(e.id.seq),
        );
        assert!(matches!(done, Err(StoreError::Busy(_))));
        assert_eq!(told, (1..=2_500).collect::<Vec<u64>>());
    }
}
