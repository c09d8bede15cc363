//! Rows of the items sheet: ticks.

use super::compare::{answer, compare, plain, squashed};
use super::of::{Draft, Found, Said};
use super::{Field, Kind, Why};
use crate::intake::workbook::{Row, Stamp};
use crate::lang::WorkbookWords;
use crate::ledger::stage::ItemState;
use crate::ledger::{Act, Book, ItemRef, event};
use crate::summary::xlsx::item_key;
use crate::summary::xlsx::layout::Column;

impl Draft<'_> {
    pub(super) fn item_row(&mut self, file: usize, stamp: &Stamp, row: &Row, id: &str) {
        let (entry_id, key) = id.split_once('#').unwrap_or((id, ""));
        let found = match self.find(file, stamp, row, entry_id) {
            Ok(found) => found,
            Err(why) => return self.refuse_row(file, row, Column::Id, why),
        };
        let Some(entry) = self.book.entry(found.ix) else {
            return;
        };
        let items = entry.state.items.iter().enumerate();
        let mut known = items.filter(|(_, i)| !i.dropped && item_key(i.key) == key);
        let Some((nth, item)) = known.next() else {
            return self.refuse_row(file, row, Column::Id, Why::UnknownItem);
        };
        let text = self.book.item_text(entry, nth).unwrap_or_default();
        let is_shipped = matches!(item.key, ItemRef::Suggested(_));
        let words = squashed(stamp.lang.of(&text));
        if is_shipped && row.has(Column::Item) && squashed(&row.text(Column::Item)) != words {
            return self.refuse_row(file, row, Column::Item, Why::OtherText);
        }
        let label = Book::item_label(entry, item.key);
        let found = Found {
            id: format!("{}#{label}", found.id),
            ..found
        };
        self.tick(&found, item);
    }

    fn tick(&mut self, found: &Found<'_>, item: &ItemState) {
        let column = Column::Done;
        if !self.is_readable(found, Field::Tick, column) {
            return;
        }
        let w = WorkbookWords::of(self.lang);
        let word = |ticked| if ticked { w.yes } else { w.no }.to_owned();
        let base = found.base.ticked.contains(&item_key(item.key));
        let said = |new| Said {
            field: Field::Tick,
            column,
            was: word(base),
            old: word(item.ticked),
            new,
        };
        let value = found.row.value(column);
        let theirs = match value.map(answer) {
            // an empty cell says nothing, and takes no tick away
            None if !base => false,
            None => return self.refuse(found, said(String::new()), Why::CannotClear),
            Some(Some(theirs)) => theirs,
            Some(None) => {
                let typed = plain(&found.row.text(column));
                return self.refuse(found, said(typed), Why::NotAnAnswer);
            }
        };
        let decided = self.decided(found, event::Field::Tick(item.key));
        let verdict = compare(&base, &theirs, &item.ticked, decided);
        let (kind, act) = if theirs {
            (Kind::Ticked, Act::ItemTicked { item: item.key })
        } else {
            (Kind::Unticked, Act::ItemUnticked { item: item.key })
        };
        if let Some(kind) = self.kind(verdict, kind) {
            self.propose(found, said(word(theirs)), kind, act);
        }
    }
}
