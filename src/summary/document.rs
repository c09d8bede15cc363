//! The summary as a document, in the order of a 整改情况报告: origin, state as of the day, totals, by district, by
//! category, finding by finding, what is unfinished and why, what was closed, what is next, proof.

use super::block::capital;
use super::{Block, Detail, FindingLine, Level, Listed, Summary, Table, tables};
use crate::lang::{domain, fill, summary};

/// The document of a summary, as far as its [`Detail`] goes. Every format for people lays out these blocks.
pub fn document(s: &Summary) -> Vec<Block> {
    let mut paper = Paper {
        s,
        blocks: Vec::new(),
    };
    paper.opening();
    if s.detail >= Detail::Units {
        paper.units();
    }
    if s.detail >= Detail::Findings {
        paper.findings();
        paper.unfinished();
        paper.done();
        paper.next();
    }
    paper.proof();
    paper.blocks
}

/// The document as it grows.
struct Paper<'a> {
    s: &'a Summary,
    blocks: Vec<Block>,
}

impl Paper<'_> {
    fn heading(&mut self, level: Level, text: &str) {
        self.blocks.push(Block::Heading(level, capital(text)));
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// A table, or the word for nothing.
    fn table(&mut self, table: Table) {
        if table.rows.is_empty() {
            self.paragraph(capital(summary(self.s.lang).none));
        } else {
            self.blocks.push(Block::Table(table));
        }
    }

    fn part(&mut self, name: &str, table: Table) {
        self.heading(Level::Part, name);
        self.table(table);
    }

    fn opening(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.blocks
            .push(Block::Title(fill(w.document, &[&s.title])));
        self.heading(Level::Section, w.basics);
        self.blocks.push(Block::Facts(origin(s)));
        self.heading(Level::Section, w.state);
        self.paragraph(s.paragraph.clone());
        self.heading(Level::Section, w.figures);
        self.part(w.counts, tables::figures(s));
        self.repeated();
        if s.trend.points.len() > 1 {
            self.heading(Level::Part, w.burn_down);
            self.blocks.push(Block::Trend(tables::trend(s)));
        }
    }

    /// What was found before and is there again; nothing where no earlier edition was carried over.
    fn repeated(&mut self) {
        if !self.s.repeated.is_empty() {
            let name = summary(self.s.lang).repeated_list;
            self.part(name, tables::repeated(self.s));
        }
    }

    fn units(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.heading(Level::Section, w.by_unit);
        self.part(w.matrix, tables::matrix(s));
        self.part(w.unit_lines, tables::by_unit(s));
        self.heading(Level::Section, w.by_category);
        self.table(tables::by_category(s));
    }

    fn findings(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.heading(Level::Section, w.by_finding);
        for category in &s.categories {
            let of = |f: &&FindingLine| f.category == category.id;
            let list: Vec<&FindingLine> = s.finding_list.iter().filter(of).collect();
            if list.is_empty() {
                continue;
            }
            self.part(&category.name, tables::findings(s, &list));
            if s.detail == Detail::Full {
                for f in list {
                    self.finding(f);
                }
            }
        }
        if s.finding_list.is_empty() {
            self.paragraph(capital(w.none));
        }
    }

    fn finding(&mut self, f: &FindingLine) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.heading(Level::Point, &fill(w.finding_head, &[&f.title, &f.id]));
        self.paragraph(f.statement.clone());
        self.table(tables::entries(s, f));
    }

    fn unfinished(&mut self) {
        let (s, d, w) = (self.s, domain(self.s.lang), summary(self.s.lang));
        self.heading(Level::Section, w.unfinished);
        self.part(w.reasons, tables::unfinished(s));
        self.part(w.overdue_list, tables::dated(s, &s.overdue, w.days_late));
        self.part(d.behind, tables::dated(s, &s.behind, w.days_left));
        self.part(d.soon, tables::dated(s, &s.due_soon, w.days_left));
        let heads = [w.objected_on, w.objected_by];
        self.part(w.objected_list, tables::reasoned(s, heads, &s.objected));
    }

    fn done(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        let (name, list): (String, &[Listed]) = match s.since {
            Some(day) => (fill(w.closed_since, &[&day]), &s.closed_since),
            None => (w.closed_list.to_owned(), &s.recently_closed),
        };
        self.heading(Level::Section, w.left);
        self.part(&name, tables::listed(s, [w.closed_on, w.closed_by], list));
        let heads = [w.decided_on, w.objected_by];
        self.part(w.withdrawn_list, tables::reasoned(s, heads, &s.withdrawn));
    }

    fn next(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.heading(Level::Section, w.next);
        self.table(tables::next_due(s));
    }

    fn proof(&mut self) {
        let (s, w) = (self.s, summary(self.s.lang));
        self.heading(Level::Section, w.heads);
        self.table(tables::heads(s));
        if s.filter.is_some() {
            self.paragraph(capital(w.whole_ledger));
        }
    }
}

fn origin(s: &Summary) -> Vec<(String, String)> {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let facts = [
        (d.report, s.title.clone()),
        (w.report_id, s.report.clone()),
        (w.issuer, s.issuer.clone()),
        (w.issued, s.issued.to_string()),
        (w.as_of, s.as_of.to_string()),
    ];
    let filter = s.filter.iter().map(|f| (w.filter, f.clone()));
    facts
        .into_iter()
        .chain(filter)
        .map(|(name, value)| (capital(name), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::ledger::Intent;
    use crate::sample::Desk;
    use jiff::civil::date;

    fn sections(s: &Summary) -> Vec<String> {
        let of = |b: Block| match b {
            Block::Heading(Level::Section, text) => Some(text),
            _ => None,
        };
        document(s).into_iter().filter_map(of).collect()
    }

    fn tables(s: &Summary) -> Vec<Table> {
        let of = |b: Block| match b {
            Block::Table(table) => Some(table),
            _ => None,
        };
        document(s).into_iter().filter_map(of).collect()
    }

    #[test]
    fn each_level_of_detail_keeps_what_the_one_before_it_had() {
        let desk = Desk::busy();
        let all = Detail::ALL.map(|detail| sections(&desk.detailed(detail, Lang::Zh)));
        assert_eq!(
            all[0],
            ["基本情况", "整改情况", "总体数据", "流水校验（各流水末行）"]
        );
        assert_eq!(all.each_ref().map(Vec::len), [4, 6, 10, 10]);
        for pair in all.windows(2) {
            assert!(pair[0].iter().all(|h| pair[1].contains(h)), "{pair:?}");
        }
    }

    #[test]
    fn in_full_every_entry_has_its_row() {
        let desk = Desk::busy();
        let rows = |detail| {
            let s = desk.detailed(detail, Lang::En);
            let all = tables(&s);
            let entries = all
                .iter()
                .filter(|t| t.head.len() == 9 && t.head[0].0 == "District");
            entries.map(|t| t.rows.len()).sum::<usize>()
        };
        assert_eq!((rows(Detail::Findings), rows(Detail::Full)), (0, 127));
    }

    #[test]
    fn findings_of_every_district_say_so_and_the_others_name_theirs() {
        let summary = Desk::busy().summary(Lang::Zh);
        let of = |id: &str| {
            let all = tables(&summary);
            let mut rows = all.into_iter().flat_map(|t| t.rows);
            rows.find(|r| r[0] == id).unwrap()
        };
        assert_eq!(of("6.1")[2], "各区市");
        assert_eq!(
            of("3.5")[2..],
            ["文登区、乳山市、临港区", "3", "1", "1", "2", "4/12"]
        );
    }

    #[test]
    fn objections_and_withdrawals_come_with_their_reasons() {
        let summary = Desk::busy().summary(Lang::Zh);
        for id in ["3.9@wendeng", "5.3@jingqu"] {
            let all = tables(&summary);
            let mut rows = all.into_iter().flat_map(|t| t.rows);
            let row = rows.find(|r| r[0] == id).unwrap();
            assert_eq!(row[3..], ["2023-09-01", "督学甲", "数据口径不同"], "{id}");
        }
    }

    #[test]
    fn closings_since_a_day_replace_the_last_ten() {
        let mut desk = Desk::busy();
        desk.now = "2023-12-31T02:00:00Z".parse().unwrap();
        desk.does(&Intent::Close(vec![desk.ix("2.2@wendeng")]));
        let (query, heads) = (crate::board::Query::default(), []);
        let since = |day| {
            let ask = super::super::Ask {
                since: Some(day),
                ..super::super::Ask::of(&query, &heads, Lang::Zh)
            };
            let s = Summary::made(&desk.book, &Desk::calendar(), &ask).unwrap();
            let ids: Vec<String> = s.closed_since.iter().map(|l| l.id.clone()).collect();
            (ids, document(&s))
        };
        let (ids, blocks) = since(date(2023, 9, 2));
        assert_eq!(ids, ["2.2@wendeng"]);
        let heading = Block::Heading(Level::Part, "2023-09-02 以来销号".into());
        assert!(blocks.contains(&heading));
        assert_eq!(since(date(2023, 9, 1)).0.len(), 4, "the day itself counts");
    }

    #[test]
    fn the_next_dates_are_ahead_and_in_order() {
        let table = tables::next_due(&Desk::busy().summary(Lang::Zh));
        let dates: Vec<&[String]> = table.rows.iter().map(Vec::as_slice).collect();
        assert_eq!(dates[0], ["2024-01-10", "10", "1", "6.1@rongcheng"]);
        assert_eq!(dates[1][..3], ["2024-01-31", "31", "1"]);
        assert_eq!(dates.len(), 3);
    }
}
