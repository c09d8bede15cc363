//! Display width: the one place that measures, cuts, pads and wraps text in terminal columns.
//!
//! A Chinese character is two columns wide; `len()` and the count of characters say nothing about columns.
//! Pure; text comes in clean of control characters (see [`sanitise`](crate::report::sanitise)).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Marks that must not begin a line.
const NOT_AT_START: &str = "，。、；：！？）》”’】」』〉…·,.;:!?)]}%％";
/// Marks that must not end a line.
const NOT_AT_END: &str = "（《“‘【「『〈([{";

/// Columns of a character that stands alone whatever is beside it: printable ASCII, Chinese characters and marks. `None`
/// for all others, which only the library's tables know. Nearly all that is drawn consists of these.
fn alone(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

/// Whether every character of a text stands alone: those of ASCII take one column, the others two.
pub fn stands_alone(text: &str) -> bool {
    text.chars().all(|c| alone(c).is_some())
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    let alone = text.chars().map(alone).sum::<Option<usize>>();
    alone.unwrap_or_else(|| text.width())
}

/// The beginning of a text that fits into `columns`, uncut characters only.
pub fn take(text: &str, columns: usize) -> &str {
    if stands_alone(text) {
        let widths = text
            .char_indices()
            .map(|(at, c)| (at, alone(c).unwrap_or(0)));
        return up_to(text, columns, widths);
    }
    take_clusters(text, columns)
}

fn take_clusters(text: &str, columns: usize) -> &str {
    let clusters = text.grapheme_indices(true);
    up_to(
        text,
        columns,
        clusters.map(|(at, cluster)| (at, cluster.width())),
    )
}

/// The beginning of a text up to the first of its pieces, by place and width, that does not fit.
fn up_to(text: &str, columns: usize, pieces: impl Iterator<Item = (usize, usize)>) -> &str {
    let mut used = 0;
    for (at, width) in pieces {
        used += width;
        if used > columns {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The text cut to `columns`; `…` says that something was cut.
pub fn cut(text: &str, columns: usize) -> String {
    cut_with(text, columns, "…")
}

/// The text cut to `columns`; the mark says that something was cut.
pub fn cut_with(text: &str, columns: usize, mark: &str) -> String {
    cut_measured(text.into(), columns, mark).0.into_owned()
}

/// As [`cut_with`], without a copy where nothing has to be cut, and with the columns that are taken.
pub fn cut_measured<'t>(text: Cow<'t, str>, columns: usize, mark: &str) -> (Cow<'t, str>, usize) {
    let all = width(&text);
    if all <= columns {
        return (text, all);
    }
    let cut = match columns.checked_sub(width(mark)) {
        Some(room) => format!("{}{mark}", take(&text, room)),
        None => take(mark, columns).to_owned(),
    };
    let columns = width(&cut);
    (cut.into(), columns)
}

/// Whether terminals disagree about the width of a character: one column here, two where Chinese is at home.
pub fn is_ambiguous(c: char) -> bool {
    c.width() == Some(1) && c.width_cjk() == Some(2)
}

/// The text without characters whose width terminals disagree about, for display alone: `…` becomes `..`, `①` `(1)`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_ambiguous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_ambiguous(c) {
            push_plain(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn push_plain(c: char, out: &mut String) {
    let said = match c {
        '“' | '”' | '″' => "\"",
        '‘' | '’' | '′' => "'",
        '—' | '–' | '―' | '─' | '━' => "-",
        '…' | '‥' => "..",
        '·' | '・' => ".",
        '→' => "->",
        '←' => "<-",
        '↑' => "^",
        '↓' => "v",
        '×' => "x",
        '÷' => "/",
        '±' => "+-",
        '≥' => ">=",
        '≤' => "<=",
        '≈' => "~",
        '≠' => "!=",
        '°' => "deg",
        '│' | '┃' => "|",
        '①'..='⑳' => {
            let number = u32::from(c) - u32::from('①') + 1;
            out.extend(["(", &number.to_string(), ")"]);
            return;
        }
        '■' | '□' | '▲' | '△' | '▶' | '▼' | '◆' | '◇' | '○' | '●' | '◎' | '★' | '☆' | '※' => {
            "*"
        }
        _ => "?",
    };
    out.push_str(said);
}

/// The ASCII character that an input method turned into a full-width one.
pub fn ascii_twin(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{3000}' => ' ',
        '、' => '/',
        '。' => '.',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '《' => '<',
        '》' => '>',
        _ => c,
    }
}

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// At the right edge, as figures do.
    Right,
    /// In the middle.
    Centre,
}

/// The text as a cell of exactly `columns`: cut if it is too long, else padded with blanks.
pub fn fit(text: &str, columns: usize, align: Align) -> String {
    pad(&cut(text, columns), columns, align)
}

/// The text with blanks around it, so that it takes `columns`.
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let space = columns.saturating_sub(width(text));
    let left = match align {
        Align::Left => 0,
        Align::Right => space,
        Align::Centre => space / 2,
    };
    format!("{}{text}{}", " ".repeat(left), " ".repeat(space - left))
}

/// The text in lines of at most `columns` (at least 2): words stay whole where they can, Chinese breaks anywhere
/// except before marks that must not begin a line and after marks that must not end one.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    text.split('\n')
        .flat_map(|paragraph| wrap_paragraph(paragraph, columns))
        .collect()
}

fn wrap_paragraph(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let blank = piece.trim().is_empty();
        if width(&line) + width(piece.trim_end()) <= columns {
            line.push_str(piece);
            continue;
        }
        if blank {
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        let mut rest = piece;
        while width(rest.trim_end()) > columns {
            let head = match take(rest, columns) {
                "" => rest.graphemes(true).next().unwrap_or(rest),
                head => head,
            };
            lines.push(head.to_owned());
            rest = rest.get(head.len()..).unwrap_or_default();
        }
        line.push_str(rest);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The smallest pieces that may stand on different lines: Latin words with the blank after them, single wide characters
/// with the marks that cling to them.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    for pair in clusters.windows(2) {
        if let [(_, before), (at, after)] = pair
            && may_break(before, after)
        {
            cuts.push(*at);
        }
    }
    cuts.push(text.len());
    cuts.windows(2)
        .filter_map(|w| text.get(*w.first()?..*w.last()?))
        .filter(|p| !p.is_empty())
        .collect()
}

fn may_break(before: &str, after: &str) -> bool {
    if NOT_AT_START.contains(after) || NOT_AT_END.contains(before) || after == " " {
        return false;
    }
    before == " " || before.width() > 1 || after.width() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_as_wide_as_asked_for() {
        assert_eq!(fit("朝阳区", 8, Align::Left), "朝阳区  ");
        assert_eq!(fit("朝阳区", 5, Align::Left), "朝阳…");
        assert_eq!(fit("朝阳区", 4, Align::Left), "朝… ");
        assert_eq!(fit("7", 3, Align::Right), "  7");
        assert_eq!(fit("7", 4, Align::Centre), " 7  ");
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assert_eq!(
            wrap("县校校达标、项项达标", 10),
            ["县校校达", "标、项项达", "标"]
        );
        assert_eq!(wrap("见《学校卫生》", 6), ["见《学", "校卫", "生》"]);
    }

    #[test]
    fn words_stay_whole_and_very_long_ones_are_cut() {
        assert_eq!(
            wrap("every item is ticked", 10),
            ["every item", "is ticked"]
        );
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
    }

    proptest! {
        #[test]
        fn wrapping_never_exceeds_the_width_and_loses_nothing(text in "[a-z 一-十，。（）“”0-9]{0,60}", columns in 4_usize..40) {
            let lines = wrap(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns.max(6), "{line:?} > {columns}");
            }
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }

        #[test]
        fn the_short_cut_for_what_stands_alone_measures_and_cuts_as_the_library_does(
            text in "([a-z 一-十，。（）“é\u{301}\u{fe0f}\u{200d}😀👩①…·ﬁ\u{20e3}\u{3030}\u{302a}0-9]|\\PC){0,30}", columns in 0_usize..30,
        ) {
            prop_assert_eq!(width(&text), text.width());
            prop_assert_eq!(take(&text, columns), take_clusters(&text, columns));
        }

        #[test]
        fn a_cell_has_exactly_its_width(text in "\\PC{0,30}", columns in 0_usize..30) {
            prop_assert_eq!(width(&fit(&text, columns, Align::Left)), columns);
        }
    }
}
