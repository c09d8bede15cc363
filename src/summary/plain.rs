//! Plain text: the document's blocks, aligned by display width.

use super::block::numbered;
use super::table::written;
use super::{Block, Level, Summary, document};
use crate::lang::summary;
use crate::text::{Align, fit, width};

/// Blanks between columns.
const GAP: usize = 2;

/// The summary as plain text. The paragraph stays on one line, so that it can be pasted.
pub(super) fn of(s: &Summary) -> String {
    let colon = summary(s.lang).colon;
    let blocks = numbered(document(s), s.lang).map(|b| block(&b, colon));
    blocks.collect::<Vec<_>>().join("\n")
}

fn heading(level: Level, text: &str) -> String {
    match level {
        Level::Section => ruled(text, "-"),
        Level::Part | Level::Point => format!("{text}\n"),
    }
}

fn block(block: &Block, colon: &str) -> String {
    match block {
        Block::Title(text) => ruled(text, "="),
        Block::Heading(level, text) => heading(*level, text),
        Block::Paragraph(text) => format!("{text}\n"),
        Block::Facts(facts) => facts_of(facts, colon),
        Block::Table(table) | Block::Trend(table) => written(&table.lines(GAP)),
    }
}

fn ruled(text: &str, rule: &str) -> String {
    format!("{text}\n{}\n", rule.repeat(width(text)))
}

fn facts_of(facts: &[(String, String)], colon: &str) -> String {
    let widest = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let columns = widest + width(colon);
    let fact = |(name, value): &(String, String)| {
        let name = fit(&format!("{name}{colon}"), columns, Align::Left);
        format!("{name}{value}").trim_end().to_owned()
    };
    written(&facts.iter().map(fact).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;

    fn section(text: &str, heading: &str) -> Vec<String> {
        let rest = text.split_once(&format!("\n{heading}\n")).unwrap().1;
        let begins = |l: &&str| l.is_empty() || l.starts_with('-');
        let lines = rest.lines().skip_while(begins);
        let lines = lines.take_while(|l| !l.is_empty());
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn all_rows_of_a_table_of_figures_end_at_the_same_column() {
        for (lang, headings) in [
            (
                Lang::Zh,
                [
                    "（一）区市 × 问题类别（未销号 / 全部）",
                    "（二）各区市合计",
                    "五、分问题类别情况",
                ],
            ),
            (
                Lang::En,
                [
                    "4.1 Districts × categories (not closed / all)",
                    "4.2 Totals of the districts",
                    "5. By category",
                ],
            ),
        ] {
            let text = of(&Desk::busy().summary(lang));
            for heading in headings {
                let lines = section(&text, heading);
                let wide: Vec<usize> = lines.iter().skip(1).map(|l| width(l)).collect();
                assert!(
                    wide.len() >= 7 && wide.iter().all(|w| *w == wide[0]),
                    "{lines:#?}"
                );
            }
        }
    }

    #[test]
    fn the_paragraph_stays_whole_and_no_line_ends_with_blanks() {
        for lang in Lang::ALL {
            let summary = Desk::busy().summary(lang);
            let text = of(&summary);
            assert!(text.lines().any(|l| l == summary.paragraph));
            assert!(text.lines().all(|l| l == l.trim_end()));
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
        }
    }

    #[test]
    fn the_overdue_list_gives_titles_leads_dates_and_days() {
        let text = of(&Desk::busy().summary(Lang::Zh));
        assert_eq!(
            section(&text, "（二）逾期条目"),
            [
                "                                                                           逾期",
                "台账条目     区市    标题                            牵头单位  完成时限    天数",
                "2.1@huancui  环翠区  教育经费预算增长未达10%         区财政局  2023-12-01    30",
                "4.7@rushan   乳山市  部分乡镇教职工五险一金欠缴未清            2023-12-30     1",
            ]
        );
    }
}
