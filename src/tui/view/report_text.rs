//! What the sections of the report say, passage by passage, as lines of a given width.

use ratatui::style::Style;

use super::super::model::Model;
use super::super::theme::Role;
use super::bar::shares;
use crate::board::Totals;
use crate::lang::{Pages, fill, summary};
use crate::report::{Achievement, Finding, Point, Practice, Recommendation, Report, Scope};
use crate::text::{Align, fit, width, wrap};

/// Columns before the text of a passage, for its number.
const INDENT: usize = 6;
/// Cells of the bar beside a finding.
const BAR: usize = 8;
/// From this width on a finding has its bar.
const WITH_BAR: usize = 60;

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Overview,
    Achievements,
    Category(usize),
    Recommendations,
    Practices,
    Procedure,
}

/// A section with its name in lists, its title, and how much it holds.
#[derive(Debug)]
pub struct Section {
    pub(super) part: Part,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) passages: Option<usize>,
}

/// What Enter leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    None,
    /// The entries of these findings.
    Findings(Vec<String>),
    /// A section.
    Section(usize),
}

/// Lines that belong together; the cursor goes from one passage to the next.
#[derive(Debug)]
pub struct Passage {
    /// Its lines, each of pieces from left to right; the last one is empty.
    pub lines: Vec<Vec<(String, Style)>>,
    /// What Enter leads to.
    pub target: Target,
}

/// The sections in the report's order.
pub fn sections(model: &Model) -> Vec<Section> {
    let (p, report, lang) = (Pages::of(model.lang), model.book.report(), model.lang);
    let plain = |part, name: &str, n: usize| Section {
        part,
        name: name.to_owned(),
        title: name.to_owned(),
        passages: Some(n),
    };
    let points = report.recommendations.iter().map(|r| r.points.len()).sum();
    let mut all = vec![Section {
        passages: None,
        ..plain(Part::Overview, p.overview, 0)
    }];
    all.push(plain(
        Part::Achievements,
        p.achievements,
        report.achievements.len(),
    ));
    all.extend(report.categories.iter().enumerate().map(|(n, c)| {
        let findings = report.findings.iter().filter(|f| f.category == c.id);
        Section {
            part: Part::Category(n),
            name: lang.of(&c.label).to_owned(),
            title: format!("{} > {}", p.findings, lang.of(&c.name)),
            passages: Some(findings.count()),
        }
    }));
    all.push(plain(Part::Recommendations, p.recommendations, points));
    all.push(plain(Part::Practices, p.practices, report.practices.len()));
    all.push(plain(Part::Procedure, p.procedure, report.procedure.len()));
    all
}

/// The passages of the section that is read, in lines of at most `columns`.
pub fn passages(model: &Model, columns: usize) -> Vec<Passage> {
    let all = sections(model);
    let part = all.get(model.report.section).map(|s| s.part);
    let mut w = Writer {
        model,
        columns,
        all: Vec::new(),
    };
    let report = model.book.report();
    match part.unwrap_or(Part::Overview) {
        Part::Overview => w.overview(&all),
        Part::Achievements => (1..)
            .zip(&report.achievements)
            .for_each(|(n, a)| w.achievement(n, a)),
        Part::Category(n) => {
            let id = report.categories.get(n).map(|c| c.id.as_str());
            let findings = report.findings.iter().enumerate();
            let own = findings.filter(|(_, f)| Some(f.category.as_str()) == id);
            own.for_each(|(n, f)| w.finding(n, f));
        }
        Part::Recommendations => report.recommendations.iter().for_each(|r| {
            w.recommendation(r);
            r.points.iter().for_each(|point| w.point(point));
        }),
        Part::Practices => report.practices.iter().for_each(|x| w.practice(x)),
        Part::Procedure => (1..).zip(&report.procedure).for_each(|(n, s)| {
            w.start(&n.to_string(), model.lang.of(&s.title), Target::None);
            w.say(model.lang.of(&s.text), Role::Text);
            w.place(&fill(w.words().place_procedure, &[&n]));
        }),
    }
    w.all
}

/// The findings whose items serve a point, with the number of those items.
fn served<'a>(
    report: &'a Report,
    point: &'a Point,
) -> impl Iterator<Item = (&'a Finding, usize)> + 'a {
    report.findings.iter().filter_map(|f| {
        let items = f.items.iter().filter(|i| i.serves == point.id).count();
        (items > 0).then_some((f, items))
    })
}

struct Writer<'a> {
    model: &'a Model,
    columns: usize,
    all: Vec<Passage>,
}

impl Writer<'_> {
    fn words(&self) -> &'static Pages {
        Pages::of(self.model.lang)
    }

    fn style(&self, role: Role) -> Style {
        self.model.theme.style(role)
    }

    /// Begins a passage: a number, a title.
    fn start(&mut self, number: &str, title: &str, target: Target) {
        self.start_beside(number, title, target, Vec::new());
    }

    /// Begins a passage with figures at the right of its title.
    fn start_beside(
        &mut self,
        number: &str,
        title: &str,
        target: Target,
        beside: Vec<(String, Style)>,
    ) {
        let taken: usize = beside.iter().map(|(said, _)| width(said)).sum();
        let gap = if taken > 0 { 2 } else { 0 };
        let room = self.columns.saturating_sub(INDENT + taken + gap);
        let mut lines: Vec<Vec<(String, Style)>> = Vec::new();
        for line in wrap(title, room) {
            let number = if lines.is_empty() { number } else { "" };
            lines.push(vec![
                (fit(number, INDENT, Align::Left), self.style(Role::Key)),
                (line, self.style(Role::Strong)),
            ]);
        }
        if let Some(first) = lines.first_mut() {
            let used = first.last().map_or(0, |(said, _)| width(said));
            let blanks = " ".repeat((room + gap).saturating_sub(used));
            first.push((blanks, Style::new()));
            first.extend(beside);
        }
        lines.push(Vec::new());
        self.all.push(Passage { lines, target });
    }

    /// Adds a text to the passage that was begun.
    fn say(&mut self, text: &str, role: Role) {
        self.say_at(INDENT, text, role);
    }

    fn say_at(&mut self, indent: usize, text: &str, role: Role) {
        let style = self.style(role);
        let lines = wrap(text, self.columns.saturating_sub(indent));
        let lines = lines.into_iter().map(|line| {
            let blanks = " ".repeat(indent);
            vec![(blanks, style), (line, style)]
        });
        if let Some(passage) = self.all.last_mut() {
            // before the empty line at the end
            passage.lines.pop();
            passage.lines.extend(lines);
            passage.lines.push(Vec::new());
        }
    }

    fn place(&mut self, place: &str) {
        self.say(&fill(self.words().place, &[&place]), Role::Muted);
    }

    fn joined(&self, parts: impl Iterator<Item = String>) -> String {
        let parts: Vec<String> = parts.collect();
        parts.join(summary(self.model.lang).comma)
    }

    fn overview(&mut self, all: &[Section]) {
        let (p, lang, report) = (self.words(), self.model.lang, self.model.book.report());
        let units = report.units.iter().map(|u| lang.of(&u.name).to_owned());
        let units = self.joined(units);
        self.all.push(Passage {
            lines: vec![Vec::new()],
            target: Target::None,
        });
        self.say_at(0, lang.of(&report.title), Role::Strong);
        let pairs = [
            (p.issuer, lang.of(&report.issuer).to_owned()),
            (p.published, report.issued.to_string()),
            (p.evaluated, units),
        ];
        let head = pairs.iter().map(|(name, _)| width(name)).max();
        let head = head.unwrap_or(0) + 2;
        for (name, said) in pairs {
            self.pair(name, head, &said);
        }
        self.all.push(Passage {
            lines: vec![Vec::new()],
            target: Target::None,
        });
        let entries = self.model.book.live().filter(|(_, e)| e.own.is_none());
        let points: usize = report.recommendations.iter().map(|r| r.points.len()).sum();
        let said = fill(
            p.contents_said,
            &[
                &report.findings.len(),
                &entries.count(),
                &points,
                &report.practices.len(),
            ],
        );
        self.say_at(0, &said, Role::Muted);
        for (n, section) in all.iter().enumerate().skip(1) {
            self.contents(n, section);
        }
    }

    /// A line of the contents; beside a category how its findings stand.
    fn contents(&mut self, number: usize, section: &Section) {
        let report = self.model.book.report();
        let mut beside = Vec::new();
        if let Part::Category(category) = section.part {
            let id = report.categories.get(category).map(|c| c.id.as_str());
            let mut totals = Totals::default();
            for (n, f) in report.findings.iter().enumerate() {
                if Some(f.category.as_str()) == id {
                    totals.merge(&self.model.figures.finding(n));
                }
            }
            beside = self.tally(&totals);
        }
        let count = section.passages.map_or_else(String::new, |n| n.to_string());
        let name = match section.part {
            Part::Category(_) => format!("{} > {}", self.words().findings, section.name),
            _ => section.name.clone(),
        };
        self.start_beside(&count, &name, Target::Section(number), beside);
        let (muted, text) = (self.style(Role::Muted), self.style(Role::Text));
        if let Some(passage) = self.all.last_mut() {
            passage.lines.pop();
            // the contents are no titles
            for line in &mut passage.lines {
                for ((_, was), style) in line.iter_mut().zip([muted, text]) {
                    *was = style;
                }
            }
        }
    }

    fn pair(&mut self, name: &str, head: usize, said: &str) {
        let (muted, text) = (self.style(Role::Muted), self.style(Role::Text));
        let lines = wrap(said, self.columns.saturating_sub(head));
        let lines = lines.into_iter().enumerate().map(|(n, line)| {
            let name = if n == 0 { name } else { "" };
            vec![(fit(name, head, Align::Left), muted), (line, text)]
        });
        if let Some(passage) = self.all.last_mut() {
            passage.lines.pop();
            passage.lines.extend(lines);
            passage.lines.push(Vec::new());
        }
    }

    fn achievement(&mut self, number: usize, a: &Achievement) {
        let (p, lang) = (self.words(), self.model.lang);
        self.start(&number.to_string(), lang.of(&a.title), Target::None);
        self.say(lang.of(&a.gist), Role::Text);
        for figure in &a.figures {
            let said = fill(p.figure, &[&lang.of(&figure.name), &lang.of(&figure.value)]);
            self.say_at(INDENT + 2, &format!("- {said}"), Role::Info);
        }
        if let Some(note) = &a.note {
            self.say(&fill(p.mind, &[&lang.of(note)]), Role::Warn);
        }
        self.place(&fill(p.place_achievements, &[&number]));
    }

    fn finding(&mut self, number: usize, f: &Finding) {
        let (model, p) = (self.model, self.words());
        let (d, w, lang) = (model.domain(), model.words(), model.lang);
        let beside = self.tally(&model.figures.finding(number));
        let target = Target::Findings(vec![f.id.clone()]);
        self.start_beside(&f.id, lang.of(&f.title), target, beside);
        self.say(lang.of(&f.statement), Role::Text);
        if let Some(e) = &f.emendation {
            let reversed = if e.reversed { w.reversed } else { "" };
            let lost = fill(w.text_damaged, &[&lang.of(&e.lost)]);
            self.say(&format!("~ {lost}{reversed}"), Role::Warn);
            self.say(&fill(w.read_as, &[&lang.of(&e.restored)]), Role::Warn);
        }
        let report = model.book.report();
        let whom = if f.scope == Scope::Named {
            let units = f.units.iter().filter_map(|t| report.unit(&t.unit));
            let units = self.joined(units.map(|u| lang.of(&u.label).to_owned()));
            fill(p.names, &[&units])
        } else {
            d.scope_name(f.scope).to_owned()
        };
        self.say(&whom, Role::Muted);
        let s = &f.source;
        self.place(&fill(d.place, &[&s.section, &s.paragraph, &s.sentence]));
    }

    /// How many entries of how many are completed, and a bar of them where there is room.
    fn tally(&self, totals: &Totals) -> Vec<(String, Style)> {
        let (p, t) = (self.words(), &self.model.theme);
        if totals.counted() == 0 {
            return vec![(p.no_entries.to_owned(), t.style(Role::Faint))];
        }
        let (done, all) = (totals.finished().to_string(), totals.counted().to_string());
        let figures = format!(
            "{}/{}",
            fit(&done, 3, Align::Right),
            fit(&all, 3, Align::Left)
        );
        let done = fill(p.done_of, &[&figures]);
        let role = if totals.finished() == totals.counted() {
            Role::Good
        } else {
            Role::Text
        };
        let mut all = vec![(done, t.style(role))];
        if self.columns >= WITH_BAR {
            all.push(("  ".to_owned(), Style::new()));
            for (part, cells) in shares(totals, BAR).into_iter().enumerate() {
                let (sign, style) = t.bar(part);
                all.push((sign.repeat(cells), style));
            }
        }
        all
    }

    fn recommendation(&mut self, r: &Recommendation) {
        let report = self.model.book.report();
        let findings = report.findings.iter();
        let serves = |f: &&Finding| {
            let of = |id: &str| r.points.iter().any(|p| p.id == id);
            f.items.iter().any(|i| of(&i.serves))
        };
        let findings = findings.filter(serves).map(|f| f.id.clone()).collect();
        let number = r.id.trim_start_matches("rec-");
        let title = self.model.lang.of(&r.title);
        self.start(number, title, Target::Findings(findings));
    }

    /// A point, its aims, the findings whose items serve it.
    fn point(&mut self, point: &Point) {
        let (model, p) = (self.model, self.words());
        let (lang, report) = (model.lang, model.book.report());
        let number = point.id.trim_start_matches("rec-");
        let ids = served(report, point).map(|(f, _)| f.id.clone()).collect();
        self.start(number, "", Target::Findings(ids));
        // the text of a point stands where a title would, but is none
        if let Some(passage) = self.all.last_mut() {
            passage.lines.clear();
            let (key, text) = (model.theme.style(Role::Key), model.theme.style(Role::Text));
            let room = self.columns.saturating_sub(INDENT);
            for (n, line) in wrap(lang.of(&point.text), room).into_iter().enumerate() {
                let number = if n == 0 { number } else { "" };
                let number = fit(number, INDENT, Align::Left);
                passage.lines.push(vec![(number, key), (line, text)]);
            }
            passage.lines.push(Vec::new());
        }
        for target in &point.targets {
            self.say(&fill(p.target, &[&lang.of(target)]), Role::Info);
        }
        let served = served(report, point);
        let served = self.joined(served.map(|(f, n)| fill(p.served_one, &[&f.id, &n])));
        if served.is_empty() {
            self.say(p.served_by_none, Role::Muted);
        } else {
            self.say(&fill(p.served_by, &[&served]), Role::Muted);
        }
        self.place(&fill(p.place_point, &[&number]));
    }

    fn practice(&mut self, practice: &Practice) {
        let (model, p) = (self.model, self.words());
        let (lang, report) = (model.lang, model.book.report());
        let unit = report.unit(&practice.unit);
        let unit = unit.map_or("", |u| lang.of(&u.label));
        let refers = |f: &&Finding| f.practices.contains(&practice.id);
        let findings = report.findings.iter().filter(refers);
        let ids: Vec<String> = findings.map(|f| f.id.clone()).collect();
        let number = practice.id.rsplit_once("-p").map_or("", |(_, n)| n);
        let title = format!("{unit} > {}", lang.of(&practice.title));
        self.start(number, &title, Target::Findings(ids.clone()));
        self.say(lang.of(&practice.gist), Role::Text);
        if ids.is_empty() {
            self.say(p.helps_none, Role::Muted);
        } else {
            let ids = self.joined(ids.into_iter());
            self.say(&fill(p.helps, &[&ids]), Role::Muted);
        }
        self.place(&fill(p.place_practice, &[&unit, &number]));
    }
}
