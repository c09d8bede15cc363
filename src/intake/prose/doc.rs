//! The paragraphs with their folded text, cut into lines where a heading stands in the middle of one.

use super::fold::{Folded, cut};
use super::marker::{Level, Marker, marker};
use super::reading::{Paragraph, Reading, Spot};
use super::words::{self, Kind, cut_from};

/// The whole text.
pub(super) struct Doc<'a> {
    /// Paragraphs as they are and folded.
    pub paragraphs: Vec<(&'a Paragraph, Folded)>,
    /// Lines, in order.
    pub lines: Vec<Line>,
}

/// A piece of a paragraph: bytes of its folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// First byte.
    pub from: usize,
    /// Byte after the last.
    pub to: usize,
}

/// A paragraph, or the part of one that a heading opens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Where it is.
    pub span: Span,
    /// The number it begins with.
    pub marker: Option<Marker>,
}

impl<'a> Doc<'a> {
    /// The text of a file; furniture of web sites is left out, notes and boxes are no running text.
    pub fn of(reading: &'a Reading) -> Self {
        let paragraphs: Vec<_> = reading
            .paragraphs
            .iter()
            .map(|p| (p, Folded::of(&p.text)))
            .collect();
        let mut lines = Vec::new();
        for (n, (p, f)) in paragraphs.iter().enumerate() {
            if p.spot == Spot::Note || p.spot == Spot::Box || is_furniture(&f.text) {
                continue;
            }
            let mut starts = vec![0];
            starts.extend(breaks(&f.text));
            starts.push(f.text.len());
            lines.extend(starts.windows(2).filter_map(|w| {
                let (&from, &to) = (w.first()?, w.last()?);
                (from < to).then(|| Line {
                    span: Span {
                        paragraph: n,
                        from,
                        to,
                    },
                    marker: marker(cut(&f.text, from, to)),
                })
            }));
        }
        Self { paragraphs, lines }
    }

    /// The folded text of a piece.
    pub fn text(&self, span: Span) -> &str {
        let folded = self.paragraphs.get(span.paragraph);
        folded.map_or("", |(_, f)| cut(&f.text, span.from, span.to))
    }

    /// The bytes of the original paragraph behind a piece.
    pub fn place(&self, span: Span) -> (usize, usize) {
        let found = self.paragraphs.get(span.paragraph);
        found.map_or((0, 0), |(p, f)| f.place(&p.text, span.from, span.to))
    }

    /// The characters of the original paragraph behind a piece.
    pub fn characters(&self, span: Span) -> (usize, usize) {
        let (from, to) = self.place(span);
        let found = self.paragraphs.get(span.paragraph);
        found.map_or((0, 0), |(p, f)| {
            (f.chars_before(&p.text, from), f.chars_before(&p.text, to))
        })
    }

    /// The original text of a piece.
    pub fn original(&self, span: Span) -> &str {
        let (from, to) = self.place(span);
        self.paragraphs
            .get(span.paragraph)
            .map_or("", |(p, _)| cut(&p.text, from, to))
    }

    /// A line's text without its number.
    pub fn said(&self, line: &Line) -> &str {
        cut_from(self.text(line.span), line.marker.map_or(0, |m| m.len))
    }

    /// The piece of a line after its number.
    pub fn body(line: &Line) -> Span {
        Span {
            from: line.span.from + line.marker.map_or(0, |m| m.len),
            ..line.span
        }
    }
}

/// Where a heading begins inside a paragraph.
fn breaks(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices().skip(1) {
        let is_start = match c {
            '(' => opens_group(text, at),
            '一'..='龟' => opens_section(text, at),
            _ => false,
        };
        if is_start && found.last().is_none_or(|last| at > *last) {
            found.push(at);
        }
    }
    found
}

/// `(三)` after a stop or right after the heading of a section.
fn opens_group(text: &str, at: usize) -> bool {
    let Some(m) = marker(cut_from(text, at)) else {
        return false;
    };
    if m.level != Level::ChineseBracket || m.broken {
        return false;
    }
    let before = cut(text, 0, at);
    before.ends_with(['。', ';', ':']) || section_head(before).is_some()
}

/// `三、评价意见` after a stop.
fn opens_section(text: &str, at: usize) -> bool {
    let before = cut(text, 0, at);
    if !before.ends_with(['。', '”', ')'])
        || !"一二三四五六七八九十".contains(cut_from(text, at).chars().next().unwrap_or(' '))
    {
        return false;
    }
    let rest = cut_from(text, at);
    marker(rest).is_some_and(|m| m.level == Level::Chinese) && section_head(rest).is_some()
}

/// What section a text opens: its number and name stand first, alone or before a stop or a further number.
pub(super) fn section_head(text: &str) -> Option<(Kind, usize)> {
    let skip = marker(text).map_or(0, |m| m.len);
    let said = cut_from(text, skip);
    let end = said
        .char_indices()
        .take(26)
        .find(|(at, c)| {
            matches!(c, '。' | ':' | ';')
                || (*c == '(' && *at > 0 && marker(cut_from(said, *at)).is_some())
        })
        .map_or(said.len(), |(at, _)| at);
    let kind = words::heading(cut(said, 0, end))?;
    Some((kind, skip + end))
}

/// What web sites put around a text.
fn is_furniture(text: &str) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "当前位置",
        "您的位置",
        "您当前",
        "您现在",
        "首页",
        "发布日期",
        "发布时间",
        "打印本页",
        "关闭窗口",
        "【打印",
        "(打印",
        "分享到",
        "上一篇",
        "下一篇",
        "扫一扫",
        "版权所有",
        "主办单位",
        "网站地图",
        "联系我们",
        "网站标识码",
        "无障碍",
        ">>",
    ];
    const INSIDE: [&str; 8] = [
        "ICP备",
        "公网安备",
        "浏览次数",
        "字号:",
        "【字体",
        "字体:(大",
        "阅读次数",
        "点击数",
    ];
    text.chars().count() < 120
        && (BEGINNINGS.iter().any(|w| text.starts_with(w))
            || INSIDE.iter().any(|w| text.contains(w)))
}
