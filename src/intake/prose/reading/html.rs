//! A web page as paragraphs: the text of its blocks, without scripts, menus and other furniture.

use scraper::{ElementRef, Html, Node};

use super::numbering::label;
use super::{Limit, Paragraph, Spot, Unreadable};
use crate::report::sanitise;

/// Whether a text is a page and not plain text that mentions a tag.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text
        .chars()
        .take(1024)
        .collect::<String>()
        .to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<body",
        "<head",
        "<div",
        "<p>",
        "<p ",
        "<table",
    ]
    .iter()
    .any(|tag| head.contains(tag))
}

const DROPPED: [&str; 15] = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "select", "iframe", "svg", "title", "head",
];
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "ul",
    "table",
    "tr",
    "td",
    "th",
    "br",
    "hr",
    "blockquote",
    "pre",
    "dd",
    "dt",
];

/// The paragraphs of a page.
pub(super) fn paragraphs(text: &str) -> Result<Vec<Paragraph>, Unreadable> {
    Limit::Depth.hold(deepest(text) / 16)?;
    let page = Html::parse_document(text);
    let mut out = Blocks::default();
    out.walk(page.root_element())?;
    out.close();
    Ok(out.all)
}

/// How deep the elements nest that a parser never closes by itself: it takes quadratic time over them.
fn deepest(text: &str) -> u64 {
    const DEEP: [&str; 12] = [
        "div",
        "span",
        "font",
        "b",
        "i",
        "em",
        "strong",
        "table",
        "ul",
        "ol",
        "section",
        "blockquote",
    ];
    let (mut now, mut most) = (0_u64, 0);
    for part in text.split('<').skip(1) {
        let (closes, name) = part
            .strip_prefix('/')
            .map_or((false, part), |rest| (true, rest));
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        if DEEP.iter().any(|d| d.eq_ignore_ascii_case(name)) {
            now = if closes {
                now.saturating_sub(1)
            } else {
                now + 1
            };
            most = most.max(now);
        }
    }
    most
}

#[derive(Default)]
struct Blocks {
    all: Vec<Paragraph>,
    now: String,
    cells: u32,
}

enum Step<'a> {
    Enter(ego_tree::NodeRef<'a, Node>, u32),
    Leave(bool, bool),
}

impl Blocks {
    /// Walks with a stack of its own: a page can nest deeper than the program's stack.
    fn walk(&mut self, root: ElementRef<'_>) -> Result<(), Unreadable> {
        let mut steps = vec![Step::Enter(*root, 0)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(is_block, is_cell) => {
                    if is_block {
                        self.close();
                    }
                    self.cells -= u32::from(is_cell);
                }
                Step::Enter(node, depth) => {
                    Limit::Paragraphs.hold(self.all.len() as u64)?;
                    self.enter(node, depth, &mut steps)?;
                }
            }
        }
        Ok(())
    }

    fn enter<'a>(
        &mut self,
        node: ego_tree::NodeRef<'a, Node>,
        depth: u32,
        steps: &mut Vec<Step<'a>>,
    ) -> Result<(), Unreadable> {
        // a page nests elements that were never closed: deeper than a Word file does
        Limit::Depth.hold(u64::from(depth / 16))?;
        match node.value() {
            Node::Text(t) => self.now.push_str(&t.replace(['\n', '\r'], " ")),
            Node::Element(e) if DROPPED.contains(&e.name()) => {}
            Node::Element(e) => {
                let is_block = BLOCKS.contains(&e.name());
                let is_cell = matches!(e.name(), "td" | "th");
                if is_block {
                    self.close();
                }
                self.cells += u32::from(is_cell);
                if let Some(number) = list_number(node) {
                    self.now.push_str(&number);
                }
                steps.push(Step::Leave(is_block, is_cell));
                let children: Vec<_> = node.children().collect();
                steps.extend(
                    children
                        .into_iter()
                        .rev()
                        .map(|c| Step::Enter(c, depth + 1)),
                );
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let text = sanitise::line(&std::mem::take(&mut self.now));
        let text = text.trim();
        if !text.is_empty() {
            let spot = if self.cells > 0 {
                Spot::Table
            } else {
                Spot::Body
            };
            self.all.push(Paragraph {
                text: text.to_owned(),
                spot,
            });
        }
    }
}

/// The number that a browser draws before an item of an ordered list.
fn list_number(node: ego_tree::NodeRef<'_, Node>) -> Option<String> {
    let is = |n: &Node, name: &str| n.as_element().is_some_and(|e| e.name() == name);
    let parent = node.parent().filter(|p| is(p.value(), "ol"))?;
    if !is(node.value(), "li") {
        return None;
    }
    let list = parent.value().as_element()?;
    let start: u32 = list.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
    let before = node.prev_siblings().filter(|n| is(n.value(), "li")).count();
    let number = start.saturating_add(u32::try_from(before).ok()?);
    let style = list.attr("style").unwrap_or_default();
    let form = if style.contains("cjk-ideographic") || style.contains("simp-chinese") {
        "chineseCounting"
    } else {
        "decimal"
    };
    let sign = if form == "decimal" { "." } else { "、" };
    Some(label(form, number) + sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs_and_furniture_is_left_out() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><nav>首页</nav><div><h1>报告</h1>
            <p>甲县<b>经费</b>不足。<br>乙区。</p><ol start=3><li>教师</li><li>校舍</li></ol>
            <table><tr><td>指标</td></tr></table></div><script>1</script></body></html>";
        let found = paragraphs(page).unwrap();
        let said: Vec<_> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            said,
            [
                "报告",
                "甲县经费不足。",
                "乙区。",
                "3.教师",
                "4.校舍",
                "指标"
            ]
        );
        assert_eq!(found[5].spot, Spot::Table);
    }

    #[test]
    fn a_page_without_end_is_refused_and_not_crashed_on() {
        let deep = format!("<html>{}", "<div>".repeat(20_000));
        assert_eq!(paragraphs(&deep), Err(Unreadable::Over(Limit::Depth)));
    }
}
