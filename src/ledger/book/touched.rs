//! Which entries have to be folded again.

use super::EntryIx;

/// Entries, each once.
#[derive(Debug, Default)]
pub(super) struct Touched {
    list: Vec<EntryIx>,
    /// By entry: not in the list, in it, or in it and its events out of order.
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    #[default]
    None,
    Touched,
    Unsorted,
}

impl Touched {
    pub(super) fn add(&mut self, ix: EntryIx, in_order: bool) {
        let at = ix as usize;
        if self.marks.len() <= at {
            self.marks.resize(at + 1, Mark::None);
        }
        let Some(mark) = self.marks.get_mut(at) else {
            return;
        };
        if *mark == Mark::None {
            self.list.push(ix);
        }
        let now = if in_order {
            Mark::Touched
        } else {
            Mark::Unsorted
        };
        *mark = now.max(*mark);
    }

    /// The entries, each with whether its events are in order; none is left.
    pub(super) fn take(&mut self) -> Vec<(EntryIx, bool)> {
        let list = std::mem::take(&mut self.list).into_iter();
        list.map(|ix| {
            let mark = self.marks.get_mut(ix as usize).map(std::mem::take);
            (ix, mark != Some(Mark::Unsorted))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_listed_once_and_out_of_order_if_it_ever_was() {
        let mut touched = Touched::default();
        for (ix, in_order) in [(3, true), (1, true), (3, false), (3, true)] {
            touched.add(ix, in_order);
        }
        assert_eq!(touched.take(), [(3, false), (1, true)]);
        touched.add(3, true);
        assert_eq!(touched.take(), [(3, true)]);
    }
}
