//! A web page as paragraphs: the text of its blocks, without scripts, menus and other furniture.

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{ParseOpts, parse_document};
use scraper::node::Element;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

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
/// Bytes that are parsed before the elements are counted.
const PIECE: usize = 256;
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
    let page = parse(text)?;
    let mut out = Blocks::default();
    out.walk(page.root_element())?;
    out.close();
    Ok(out.all)
}

/// Parses piece by piece: what a page leaves open is opened again in each paragraph that follows, so that a few
/// kilobytes can become millions of elements.
fn parse(text: &str) -> Result<Html, Unreadable> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at));
        let (piece, after) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        parser.process(StrTendril::from(piece));
        let page = parser.tokenizer.sink.sink.0.borrow();
        Limit::Elements.hold(page.tree.nodes().len() as u64)?;
        rest = after;
    }
    Ok(parser.finish())
}

/// How deep the elements nest that a parser never closes by itself: it takes quadratic time over them.
fn deepest(text: &str) -> u64 {
    const DEEP: [&str; 21] = [
        "a",
        "big",
        "code",
        "nobr",
        "s",
        "small",
        "strike",
        "tt",
        "u",
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
    /// A node, how deep it is, and the number that a browser draws before it.
    Enter(ego_tree::NodeRef<'a, Node>, u32, Option<String>),
    Leave(bool, bool),
}

impl Blocks {
    /// Walks with a stack of its own: a page can nest deeper than the program's stack.
    fn walk(&mut self, root: ElementRef<'_>) -> Result<(), Unreadable> {
        let mut steps = vec![Step::Enter(*root, 0, None)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(is_block, is_cell) => {
                    if is_block {
                        self.close();
                    }
                    self.cells -= u32::from(is_cell);
                }
                Step::Enter(node, depth, number) => {
                    Limit::Paragraphs.hold(self.all.len() as u64)?;
                    self.enter(node, depth, number, &mut steps)?;
                }
            }
        }
        Ok(())
    }

    fn enter<'a>(
        &mut self,
        node: ego_tree::NodeRef<'a, Node>,
        depth: u32,
        number: Option<String>,
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
                self.now.push_str(&number.unwrap_or_default());
                steps.push(Step::Leave(is_block, is_cell));
                let mut list = List::of(e);
                let mut number = |c| list.as_mut().and_then(|l| l.number(c));
                let children = node.children();
                let children: Vec<_> = children
                    .map(|c| Step::Enter(c, depth + 1, number(c)))
                    .collect();
                steps.extend(children.into_iter().rev());
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

/// An ordered list: a browser draws a number before each of its items.
struct List {
    next: u32,
    form: &'static str,
    sign: &'static str,
}

impl List {
    fn of(list: &Element) -> Option<Self> {
        if list.name() != "ol" {
            return None;
        }
        let style = list.attr("style").unwrap_or_default();
        let is_chinese = style.contains("cjk-ideographic") || style.contains("simp-chinese");
        let (form, sign) = if is_chinese {
            ("chineseCounting", "、")
        } else {
            ("decimal", ".")
        };
        let next = list.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
        Some(Self { next, form, sign })
    }

    /// The number of a child, if it is an item.
    fn number(&mut self, child: ego_tree::NodeRef<'_, Node>) -> Option<String> {
        child.value().as_element().filter(|e| e.name() == "li")?;
        let drawn = label(self.form, self.next) + self.sign;
        self.next = self.next.saturating_add(1);
        Some(drawn)
    }
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

    #[test]
    fn what_is_never_closed_does_not_multiply() {
        let open: Vec<String> = (0..3000).map(|n| format!("<u id={n}>")).collect();
        let page = format!("<html><p>{}{}", open.concat(), "<p>x".repeat(3000));
        assert_eq!(paragraphs(&page), Err(Unreadable::Over(Limit::Elements)));
    }
}
