//! `dudao show`: one entry whole, as text or JSON.

use super::args::Detail;
use super::detail::{Exhibit, Whole, exhibits, serves};
use super::log::time;
use super::{Failure, out, table};
use crate::board::schedule::{Calendar, light};
use crate::board::{Terms, lookup};
use crate::lang::{Console, Domain, Faults, Lang, acts, domain, fill};
use crate::ledger::Act;
use crate::ledger::book::{Book, Entry};
use crate::report::{Comparison, Direction, Finding, Metric, Text};
use crate::setup::Setup;
use crate::text::{Align, fit, width, wrap};

/// Shows an entry.
pub fn run(setup: &Setup, entry: &str, format: Detail) -> Result<(), Failure> {
    let (lang, book) = (setup.lang, &setup.book);
    let unknown = |u| Failure::usage(vec![Faults::of(lang).unknown(&u)]);
    let ix = lookup::entry(book, entry).map_err(unknown)?;
    let Some((entry, finding)) = book.entry(ix).and_then(|e| Some((e, book.finding(e)?))) else {
        return Ok(());
    };
    let calendar = setup.calendar();
    match format {
        Detail::Json => out::print(&out::json(&Whole::of(setup, entry))?, lang),
        Detail::Text => {
            let mut page = Page {
                exhibits: exhibits(setup, entry),
                terms: setup.config.terms,
                book,
                entry,
                finding,
                calendar,
                lang,
                d: domain(lang),
                w: Console::of(lang),
                columns: out::columns().unwrap_or(usize::MAX),
                lines: Vec::new(),
            };
            page.write();
            out::print_lines(&page.lines, lang)
        }
    }
}

struct Page<'a> {
    exhibits: Vec<Exhibit<'a>>,
    terms: Terms,
    book: &'a Book,
    entry: &'a Entry,
    finding: &'a Finding,
    calendar: Calendar,
    lang: Lang,
    d: &'static Domain,
    w: &'static Console,
    columns: usize,
    lines: Vec<String>,
}

impl Page<'_> {
    fn write(&mut self) {
        self.head();
        self.report();
        self.columns();
        self.terms();
        self.items();
        self.notes();
        self.evidence();
        self.around();
        self.history();
    }

    fn say<'t>(&self, text: &'t Text) -> &'t str {
        self.lang.of(text)
    }

    /// A text under a mark, its lines aligned behind the mark.
    fn under(&mut self, mark: &str, text: &str) {
        let indent = width(mark);
        let room = self.columns.saturating_sub(indent).max(20);
        for (i, line) in wrap(text, room).into_iter().enumerate() {
            let mark = if i == 0 { mark } else { "" };
            let line = format!("{}{line}", fit(mark, indent, Align::Left));
            self.lines.push(line.trim_end().to_owned());
        }
    }

    /// A name and its value.
    fn field(&mut self, name: &str, value: &str) {
        let columns = if self.lang == Lang::Zh { 10 } else { 18 };
        let name = fit(name, columns, Align::Left);
        self.under(&format!("  {name}  "), value);
    }

    fn section(&mut self, title: &str) {
        self.lines.push(String::new());
        self.lines.push(title.to_owned());
    }

    fn head(&mut self) {
        let title = format!(
            "{}  {}",
            self.book.label(self.entry),
            self.say(&self.finding.title)
        );
        self.under("", &title);
        let unit = self.book.unit(self.entry);
        let unit = unit.map_or(self.d.not_attributed, |u| self.lang.of(&u.name));
        let (done, total) = self.entry.state.done();
        let state = [
            unit.to_owned(),
            self.category().to_owned(),
            format!(
                "{} {done}/{total}",
                self.d.stage_name(self.entry.state.stage())
            ),
            self.d
                .light_name(light(self.book, self.entry, &self.calendar))
                .to_owned(),
        ];
        self.under("", &state.join(" · "));
        self.lines.push(String::new());
    }

    fn category(&self) -> &str {
        let all = &self.book.report().categories;
        let own = all.iter().find(|c| c.id == self.finding.category);
        own.map_or("", |c| self.lang.of(&c.name))
    }

    fn report(&mut self) {
        let (f, d, w) = (self.finding, self.d, self.w);
        self.field(d.finding, self.lang.of(&f.statement));
        self.field(d.scope, d.scope_name(f.scope));
        if let Some(basis) = self.entry.basis {
            let tie = self.book.unit(self.entry).and_then(|u| {
                let mut ties = f.units.iter();
                ties.find(|t| t.unit == u.id)?.why.as_ref()
            });
            let why = tie.map_or_else(String::new, |why| format!(" · {}", self.say(why)));
            self.field(d.basis, &format!("{}{why}", d.basis_name(basis)));
        }
        let s = &f.source;
        self.field(
            d.source,
            &fill(d.place, &[&s.section, &s.paragraph, &s.sentence]),
        );
        for m in &f.metrics {
            self.field(d.metrics, &self.metric(m));
        }
        if self.book.report().is_entry_gone(&self.entry.id) {
            self.field(d.correction, d.entry_gone);
        }
        if let Some(was) = self.book.report().former(&f.id) {
            self.field(d.correction, d.corrected);
            self.field("", &fill(d.formerly, &[&self.say(&was.title)]));
            self.field("", &fill(d.formerly, &[&self.say(&was.statement)]));
        }
        if let Some(e) = &f.emendation {
            self.field(d.emendation, &format!("{}: {}", w.lost, self.say(&e.lost)));
            self.field("", &format!("{}: {}", w.restored, self.say(&e.restored)));
            self.field("", &format!("{}: {}", w.why, self.say(&e.why)));
            if e.reversed {
                self.field("", w.reversed);
            }
        }
    }

    fn metric(&self, m: &Metric) -> String {
        let required = m.required.as_ref().map(|r| {
            let op = match r.op {
                Comparison::AtLeast => "≥",
                Comparison::MoreThan => ">",
                Comparison::AtMost => "≤",
                Comparison::LessThan => "<",
                Comparison::Exactly => "=",
            };
            format!("{} {op} {}{}", self.w.required, r.value, r.unit)
        });
        let benchmark = m.benchmark.as_ref().map(|b| self.say(b).to_owned());
        let worse = match m.worse {
            Direction::Higher => self.w.worse_higher,
            Direction::Lower => self.w.worse_lower,
        };
        let name = self.say(&m.name).to_owned();
        let parts = [Some(name), required, benchmark, Some(worse.to_owned())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The ledger's columns; those that nobody filled are left out.
    fn columns(&mut self) {
        let (book, entry, d) = (self.book, self.entry, self.d);
        let set = [
            (d.lead, book.lead(entry).map(str::to_owned)),
            (d.partners, book.partners(entry).map(str::to_owned)),
            (d.person, book.person(entry).map(str::to_owned)),
            (d.measure, book.measure(entry).map(str::to_owned)),
            (
                d.horizon,
                book.horizon(entry).map(|h| d.horizon_name(h).to_owned()),
            ),
            (d.due, book.due(entry).map(|day| day.to_string())),
            (
                d.first_due,
                book.first_due(entry).map(|day| day.to_string()),
            ),
        ];
        for (name, value) in set {
            if let Some(value) = value {
                self.field(name, &value);
            }
        }
    }

    fn terms(&mut self) {
        let terms = self.terms.of(self.book, self.entry, &self.calendar);
        if terms.is_empty() {
            return;
        }
        self.section(self.d.terms);
        for (term, day, passed) in terms {
            let mark = if passed { self.d.passed } else { "" };
            let said = format!("{day}  {mark}");
            self.field(self.d.term_name(term), said.trim_end());
        }
    }

    fn items(&mut self) {
        let (book, entry) = (self.book, self.entry);
        self.section(self.d.items);
        for (at, item) in entry.state.items.iter().enumerate() {
            if item.dropped {
                continue;
            }
            let mark = if item.ticked { "✓" } else { "☐" };
            let label = Book::item_label(entry, item.key);
            let text = book.item_text(entry, at).unwrap_or_default();
            let by = item.tick_by.and_then(|ev| book.event(ev));
            let by = by.filter(|_| item.ticked).map_or_else(String::new, |e| {
                format!(" · {} {}", e.who, time(&self.calendar, e.at))
            });
            let what_for = match serves(self.finding, item.key) {
                Some(point) => fill(self.w.serves, &[&point]),
                None => self.w.own.to_owned(),
            };
            let said = format!("{} ({what_for}{by})", self.say(&text));
            self.under(
                &format!("  {mark} {} ", fit(&label, 3, Align::Right)),
                &said,
            );
        }
    }

    fn notes(&mut self) {
        let notes: Vec<_> = self
            .entry
            .state
            .notes
            .iter()
            .filter_map(|ev| self.book.event(*ev))
            .collect();
        if notes.is_empty() {
            return;
        }
        self.section(self.d.notes);
        for e in notes {
            if let Act::ProgressNoted { text } = e.act {
                let mark = format!("  {}  {}  ", time(&self.calendar, e.at), e.who);
                self.under(&mark, text);
            }
        }
    }

    fn evidence(&mut self) {
        if self.exhibits.is_empty() {
            return;
        }
        self.section(self.d.evidence);
        for e in std::mem::take(&mut self.exhibits) {
            let state = e.check.map(|c| format!(" · {}", self.d.check_name(c)));
            let state = state.unwrap_or_default();
            let size = e.size.map(|n| format!(" · {n} B")).unwrap_or_default();
            let mark = format!("  {}  {}  ", time(&self.calendar, e.at), e.by);
            self.under(&mark, &format!("{}{state}{size}", e.name));
            if e.place != e.name {
                self.under(&" ".repeat(width(&mark)), e.place);
            }
        }
    }

    /// What else the report has on this: recommendations served, practices of other districts.
    fn around(&mut self) {
        let (book, finding) = (self.book, self.finding);
        self.section(self.d.recommendation);
        for p in book.report().points_served(finding) {
            self.under(&format!("  {}  ", p.id), self.lang.of(&p.text));
        }
        if finding.practices.is_empty() {
            return;
        }
        self.section(self.d.practices);
        for p in book.report().practices_for(finding) {
            let said = format!("{}: {}", self.lang.of(&p.title), self.lang.of(&p.gist));
            self.under(&format!("  {}  ", p.id), &said);
        }
    }

    fn history(&mut self) {
        if self.entry.events.is_empty() {
            return;
        }
        self.section(self.d.history);
        let row = |ev: &crate::ledger::stage::Ev| {
            let e = self.book.event(*ev)?;
            let mut said = acts::event(self.lang, self.book, &e).replace('\n', " ");
            if e.undone {
                said.push_str(self.w.undone_mark);
            }
            let time = format!("  {}", time(&self.calendar, e.at));
            Some(vec![time, e.who.to_owned(), said])
        };
        let rows: Vec<_> = self.entry.events.iter().filter_map(row).collect();
        let columns = (self.columns < usize::MAX).then_some(self.columns);
        self.lines
            .extend(table::lines(&[Align::Left; 3], &rows, columns));
    }
}
