//! Markdown: the document's blocks with tables as GitHub and most editors know them.

use super::block::numbered;
use super::table::written;
use super::{Block, Level, Summary, Table, document};
use crate::lang::summary;
use crate::text::Align;

/// The summary as Markdown.
pub(super) fn of(s: &Summary) -> String {
    let colon = summary(s.lang).colon;
    let blocks = numbered(document(s), s.lang).map(|b| block(&b, colon));
    blocks.collect::<Vec<_>>().join("\n")
}

fn heading(level: Level, text: &str) -> String {
    let marks = match level {
        Level::Section => "##",
        Level::Part => "###",
        Level::Point => "####",
    };
    format!("{marks} {}\n", escaped(text))
}

fn block(block: &Block, colon: &str) -> String {
    match block {
        Block::Title(text) => format!("# {}\n", escaped(text)),
        Block::Heading(level, text) => heading(*level, text),
        Block::Paragraph(text) => format!("{}\n", escaped(text)),
        Block::Facts(facts) => {
            let fact = |(name, value): &(String, String)| {
                format!("- {}{colon}{}", escaped(name), escaped(value))
            };
            written(&facts.iter().map(fact).collect::<Vec<_>>())
        }
        Block::Table(t) | Block::Trend(t) => table(t),
    }
}

fn table(t: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |(_, side): &(String, Align)| match side {
        Align::Left => ":---".to_owned(),
        Align::Right => "---:".to_owned(),
        Align::Centre => ":---:".to_owned(),
    };
    let mut out = row(t.head.iter().map(|(text, _)| escaped(text)).collect());
    out += &row(t.head.iter().map(rule).collect());
    for cells in &t.rows {
        out += &row(cells.iter().map(|c| escaped(c)).collect());
    }
    out
}

/// The text with a `\` before whatever Markdown would act upon.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;

    #[test]
    fn what_markdown_acts_upon_is_escaped_and_the_rest_left_alone() {
        assert_eq!(
            escaped("a|b*c_d[e](f)<g>&amp;`h`"),
            r"a\|b\*c\_d\[e\](f)\<g\>\&amp;\`h\`"
        );
        assert_eq!(
            escaped("逾期 3.5@lingang（19.7%）"),
            "逾期 3.5@lingang（19.7%）"
        );
    }

    #[test]
    fn a_bar_in_a_title_does_not_break_its_table() {
        let mut summary = Desk::busy().summary(Lang::Zh);
        summary.overdue[0].title = "一|二".into();
        let text = of(&summary);
        let line = text
            .lines()
            .find(|l| l.starts_with("| 2.1@huancui"))
            .unwrap();
        assert_eq!(
            line,
            r"| 2.1@huancui | 环翠区 | 一\|二 | 区财政局 | 2023-12-01 | 30 |"
        );
    }

    #[test]
    fn the_document_goes_from_origin_to_proof() {
        let text = of(&Desk::busy().summary(Lang::Zh));
        let heads: Vec<&str> = text.lines().filter(|l| l.starts_with('#')).collect();
        let sections: Vec<&str> = heads
            .iter()
            .copied()
            .filter(|l| !l.starts_with("###"))
            .collect();
        assert_eq!(
            sections,
            [
                "# 《对区市政府、开发区管委2022年履行教育职责评价情况的报告》整改情况汇总",
                "## 一、基本情况",
                "## 二、整改情况",
                "## 三、总体数据",
                "## 四、分区市情况",
                "## 五、分问题类别情况",
                "## 六、逐条问题整改情况",
                "## 七、未完成条目及原因",
                "## 八、销号与撤销情况",
                "## 九、下一步时限",
                "## 十、流水校验（各流水末行）",
            ]
        );
        let parts = heads.iter().filter(|l| l.starts_with("### "));
        let parts: Vec<&str> = parts.copied().skip(10).take(5).collect();
        assert_eq!(
            parts,
            [
                "### （一）原因",
                "### （二）逾期条目",
                "### （三）未达到序时进度",
                "### （四）临近时限",
                "### （五）异议复审条目",
            ]
        );
        assert!(text.contains("- 截至：2023-12-31\n"));
        assert!(
            text.contains("| 环翠区 | 3/4 | 3/3 | 5/5 | 1/1 | 2/2 | 1/1 | 15/16 |\n"),
            "{text}"
        );
        assert!(text.contains("| 区市 | 综合改革 |") && text.contains("| :--- | ---: |"));
    }

    #[test]
    fn empty_lists_say_so() {
        let text = of(&Desk::new().summary(Lang::En));
        assert!(text.contains("### 7.2 Overdue entries\n\nNone\n"), "{text}");
        assert!(text.contains("### 8.1 Recently closed (at most 10)\n\nNone\n"));
    }
}
