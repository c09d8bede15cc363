//! How well entries fit the words of a search: in ids and names, in the title, in what the report says, in the ledger.

use crate::ledger::Act;
use crate::ledger::book::{Book, Entry};
use crate::report::{Finding, Unit};
use crate::search::{Grade, Needle, Word};

/// Where a word was found and how, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is the id of the entry, its finding or its district.
    Id,
    /// A name or id begins with it, or it is the pinyin of such a beginning.
    Name,
    /// In the title.
    Title,
    /// Within a name, by its signs or its pinyin.
    NameInside,
    /// In the title, by pinyin.
    TitleSpelt,
    /// In the statement or an item of the report.
    Text,
    /// In what people wrote: notes, columns, added items.
    Written,
    /// In one of these texts, by pinyin.
    TextSpelt,
    /// Roughly, in a name or title.
    Near,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    Name,
    Title,
    Text,
    Written,
}

/// For each word the rank that a finding or unit has.
type Ranks = Vec<Option<Rank>>;

/// Words that must all occur. Findings and units are searched once, not once for each of their entries.
pub struct Words {
    needle: Needle,
    near: bool,
    in_finding: Vec<Ranks>,
    in_unit: Vec<Ranks>,
}

impl Words {
    /// The words of `text`; `near` takes what fits roughly, too.
    pub fn of(text: &str, book: &Book, near: bool) -> Self {
        let mut words = Self {
            needle: Needle::new(text),
            near,
            in_finding: Vec::new(),
            in_unit: Vec::new(),
        };
        if !words.is_empty() {
            let report = book.report();
            let of_finding = |f| words.ranks(|see| of_finding(f, see));
            let of_unit = |u| words.ranks(|see| of_unit(u, see));
            let findings = report.findings.iter().map(of_finding).collect();
            let units = report.units.iter().map(of_unit).collect();
            (words.in_finding, words.in_unit) = (findings, units);
        }
        words
    }

    /// Whether there is no word: everything fits then.
    pub fn is_empty(&self) -> bool {
        self.needle.is_empty()
    }

    /// How well an entry fits, less is better; `None` if a word does not occur in it.
    pub fn weight(&self, book: &Book, entry: &Entry) -> Option<usize> {
        let words = self.needle.words().iter().enumerate();
        let ranks = words.map(|(n, word)| {
            let of = |table: &[Ranks], row: u32| *table.get(row as usize)?.get(n)?;
            let finding = of(&self.in_finding, entry.finding);
            let unit = entry.unit.and_then(|u| of(&self.in_unit, u));
            let shared = better(finding, unit);
            shared.or_else(|| self.own(word, book, entry))
        });
        ranks.map(|rank| rank.map(|r| r as usize)).sum()
    }

    /// What only the entry has. An id is made of those of finding and district, which were searched: most words and
    /// entries end there.
    fn own(&self, word: &Word, book: &Book, entry: &Entry) -> Option<Rank> {
        let has_own_id = entry.own.is_some() || entry.unit.is_none() || word.contains('@');
        let id = || self.rank(word, Field::Id, &book.label(entry));
        let id = has_own_id.then(id).flatten();
        if entry.own.is_none() && entry.events.is_empty() {
            return id;
        }
        better(id, self.best(word, |see| written(book, entry, see)))
    }

    fn ranks(&self, texts: impl Fn(&mut dyn FnMut(Field, &str))) -> Ranks {
        let words = self.needle.words().iter();
        words.map(|w| self.best(w, &texts)).collect()
    }

    fn best(&self, word: &Word, texts: impl Fn(&mut dyn FnMut(Field, &str))) -> Option<Rank> {
        let mut best = None;
        texts(&mut |field, text| best = better(best, self.rank(word, field, text)));
        best
    }

    fn rank(&self, word: &Word, field: Field, text: &str) -> Option<Rank> {
        let sure = match field {
            Field::Id => word.plain(text).map(of_id),
            Field::Name => word.grade(text).map(of_name),
            Field::Title => either(word, text, Rank::Title, Rank::TitleSpelt),
            Field::Text => in_long(word, text, Rank::Text),
            Field::Written => in_long(word, text, Rank::Written),
        };
        let is_short = matches!(field, Field::Name | Field::Title);
        let roughly = || (self.near && is_short && word.is_near(text)).then_some(Rank::Near);
        sure.or_else(roughly)
    }
}

fn better(a: Option<Rank>, b: Option<Rank>) -> Option<Rank> {
    a.into_iter().chain(b).min()
}

fn of_id(grade: Grade) -> Rank {
    match grade {
        Grade::Exact => Rank::Id,
        Grade::Prefix => Rank::Name,
        _ => Rank::NameInside,
    }
}

fn of_name(grade: Grade) -> Rank {
    match grade {
        Grade::Inside | Grade::PinyinInside | Grade::Near => Rank::NameInside,
        _ => Rank::Name,
    }
}

fn either(word: &Word, text: &str, plain: Rank, spelt: Rank) -> Option<Rank> {
    let by_pinyin = || word.spelt(text).map(|_| spelt);
    word.plain(text).map(|_| plain).or_else(by_pinyin)
}

fn in_long(word: &Word, text: &str, plain: Rank) -> Option<Rank> {
    if word.is_telling() {
        either(word, text, plain, Rank::TextSpelt)
    } else {
        word.plain(text).map(|_| plain)
    }
}

fn of_unit(unit: &Unit, see: &mut dyn FnMut(Field, &str)) {
    see(Field::Id, &unit.id);
    for name in [&unit.name.zh, &unit.name.en]
        .into_iter()
        .chain(&unit.aliases)
    {
        see(Field::Name, name);
    }
}

fn of_finding(finding: &Finding, see: &mut dyn FnMut(Field, &str)) {
    see(Field::Id, &finding.id);
    see(Field::Title, &finding.title.zh);
    see(Field::Title, &finding.title.en);
    let items = finding.items.iter().map(|i| &i.text);
    for text in [&finding.statement].into_iter().chain(items) {
        see(Field::Text, &text.zh);
        see(Field::Text, &text.en);
    }
}

/// What stands in the ledger only: own finding, added items, notes, columns.
fn written(book: &Book, entry: &Entry, see: &mut dyn FnMut(Field, &str)) {
    if let (Some(_), Some(finding)) = (entry.own, book.finding(entry)) {
        of_finding(finding, see);
    }
    for (ix, item) in entry.state.items.iter().enumerate() {
        if let (Some(_), Some(text)) = (item.text_by, book.item_text(entry, ix)) {
            see(Field::Written, &text.zh);
        }
    }
    for ev in &entry.state.notes {
        if let Some(Act::ProgressNoted { text }) = book.event(*ev).map(|e| e.act) {
            see(Field::Written, text);
        }
    }
    let columns = [
        book.lead(entry),
        book.partners(entry),
        book.person(entry),
        book.measure(entry),
    ];
    for text in columns.into_iter().flatten() {
        see(Field::Written, text);
    }
}
