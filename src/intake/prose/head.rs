//! Title, issuer, day and years.

use std::collections::HashSet;

use jiff::civil::Date;

use super::doc::Doc;
use super::fold::{cut, first, is_han};
use super::outline::Section;
use super::words::{Kind, cut_from};

/// What the head and the foot of the text say.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub title: Option<String>,
    pub issuer: Option<String>,
    pub issued: Option<Date>,
    pub year: Option<i16>,
    pub place: Option<String>,
}

const NAMES: [&str; 6] = ["报告", "通报", "意见", "反馈", "情况", "督导意见书"];

/// Reads them.
pub(super) fn head(doc: &Doc<'_>, sections: &[Section]) -> Head {
    let title = title(doc, sections);
    let issuer = issuer(doc).or_else(|| titled(title.as_deref()?));
    let year = title
        .as_deref()
        .and_then(year_in)
        .or_else(|| year_of_text(doc, sections));
    let place = place(issuer.as_deref().unwrap_or_default())
        .or_else(|| place(&web_source(doc).unwrap_or_default()))
        .or_else(|| place(title.as_deref().unwrap_or_default()));
    Head {
        issued: issued(doc),
        title,
        issuer,
        year,
        place,
    }
}

/// The title: the last line before the text that is called a report or the like.
fn title(doc: &Doc<'_>, sections: &[Section]) -> Option<String> {
    let begins = sections.first().map(|s| (s.head.paragraph, s.head.from));
    let early = doc
        .lines
        .iter()
        .take(25)
        .filter(|l| begins.is_none_or(|f| (l.span.paragraph, l.span.from) < f));
    let is_title = |text: &str| {
        let n = text.chars().count();
        (5..=80).contains(&n)
            && !text.contains(['。', ';'])
            && !text.ends_with([':', ','])
            && NAMES.iter().any(|w| text.contains(w))
    };
    let all: Vec<_> = early.filter(|l| is_title(doc.text(l.span))).collect();
    let plain = |t: &&&super::doc::Line| {
        !doc.text(t.span).starts_with("关于印发") && !doc.text(t.span).ends_with("的通知")
    };
    let line = all.iter().rev().find(plain).or(all.first())?;
    Some(doc.original(line.span).split_whitespace().collect())
}

/// Who issued it: the line of the web page, the signature, or the office that the text says did the work.
fn issuer(doc: &Doc<'_>) -> Option<String> {
    const OFFICES: [&str; 9] = [
        "督导委员会办公室",
        "督导委员会",
        "督导室",
        "督导局",
        "督导办公室",
        "教育体育局",
        "教育局",
        "教育厅",
        "人民政府",
    ];
    for line in &doc.lines {
        let text = doc.text(line.span);
        if text.chars().count() <= 26
            && OFFICES.iter().any(|o| text.ends_with(o))
            && text.chars().all(is_han)
            && !text.contains('各')
        {
            return Some(text.to_owned());
        }
    }
    let done = doc.lines.iter().find_map(|l| {
        let text = doc.text(l.span);
        let end = text.find("组织开展").or_else(|| text.find("组织对"))?;
        let head = cut(text, 0, end);
        let office = OFFICES.iter().find(|o| head.ends_with(**o))?;
        let from = head.rfind(|c: char| !is_han(c)).map_or(0, |n| {
            n + cut_from(head, n).chars().next().map_or(1, char::len_utf8)
        });
        let said = cut_from(head, from);
        (said.len() >= office.len() && said.chars().count() < 30).then(|| said.to_owned())
    });
    done.or_else(|| web_source(doc))
}

/// The office that stands before 关于 in a title.
fn titled(title: &str) -> Option<String> {
    let (office, _) = title.split_once("关于")?;
    (office.chars().count() > 5 && office.chars().all(is_han)).then(|| office.to_owned())
}

/// What the web page names as its source.
fn web_source(doc: &Doc<'_>) -> Option<String> {
    for (paragraph, folded) in &doc.paragraphs {
        for key in ["信息来源:", "来源:", "发布机构:", "发文单位:"] {
            if let Some(at) = folded.text.find(key) {
                let said: String = cut_from(&folded.text, at + key.len())
                    .chars()
                    .take_while(|c| is_han(*c))
                    .collect();
                let said = said
                    .trim_end_matches("浏览次数")
                    .trim_end_matches("字号")
                    .trim_end_matches("发布时间")
                    .to_owned();
                if said.chars().count() > 2 && !paragraph.text.is_empty() {
                    return Some(said);
                }
            }
        }
    }
    None
}

/// The place that an issuer or title begins with, without its ending.
fn place(text: &str) -> Option<String> {
    let text = text
        .trim_start_matches("中共")
        .trim_start_matches("关于")
        .trim_start_matches('对')
        .trim_start_matches("印发");
    let end = text
        .char_indices()
        .take(6)
        .find(|(at, c)| matches!(c, '市' | '县' | '省' | '州' | '区') && *at >= 3)?
        .0;
    let name = cut(text, 0, end);
    (name.chars().count() >= 2 && name.chars().all(is_han) && !name.contains(['各', '全']))
        .then(|| name.to_owned())
}

fn year_in(text: &str) -> Option<i16> {
    let at = text.match_indices("20").map(|(at, _)| at).find(|at| {
        let four = cut(text, *at, at + 4);
        four.len() == 4
            && four.bytes().all(|b| b.is_ascii_digit())
            && !cut_from(text, at + 4).starts_with(|c: char| c.is_ascii_digit())
    })?;
    cut(text, at, at + 4).parse().ok()
}

/// The year that the opening words evaluate: 2022年…评价, 2022年度.
fn year_of_text(doc: &Doc<'_>, sections: &[Section]) -> Option<i16> {
    let begins = sections.first().map_or(usize::MAX, |s| s.head.paragraph);
    let mut early = doc
        .lines
        .iter()
        .take_while(|l| l.span.paragraph < begins)
        .take(12);
    early.find_map(|l| {
        let text = doc.text(l.span);
        text.match_indices('年').find_map(|(at, _)| {
            let year = year_in(cut(text, at.checked_sub(4)?, at))?;
            let rest = cut_from(text, at + "年".len());
            let is_round = rest.starts_with('度')
                || (!rest.starts_with(|c: char| c.is_ascii_digit())
                    && ["评价", "督导", "评估"]
                        .iter()
                        .any(|w| rest.chars().take(20).collect::<String>().contains(w)));
            is_round.then_some(year)
        })
    })
}

/// The day of publication: the line of the web page, else the day that stands alone under the text.
fn issued(doc: &Doc<'_>) -> Option<Date> {
    for (_, folded) in &doc.paragraphs {
        for key in ["发布日期:", "发布时间:", "日期:", "时间:"] {
            if let Some(at) = folded.text.find(key)
                && let Some(day) = day(cut_from(&folded.text, at + key.len()))
            {
                return Some(day);
            }
        }
    }
    let alone = doc
        .lines
        .iter()
        .rev()
        .map(|l| doc.text(l.span))
        .filter(|t| t.chars().count() <= 14);
    alone.into_iter().find_map(day)
}

/// `2023-05-11`, `2023年5月11日`, `二〇二三年五月十一日` at the start of a text.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = Vec::new();
    let mut rest = text;
    while parts.len() < 3 {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)))
            .unwrap_or(rest.len());
        parts.push(number(cut(rest, 0, end))?);
        rest = cut_from(rest, end);
        rest = rest
            .strip_prefix(['-', '/', '.', '年', '月', '日'])
            .unwrap_or(rest);
    }
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let date = Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()?;
    (1990..2100).contains(&date.year()).then_some(date)
}

fn number(text: &str) -> Option<i16> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| match c {
        '〇' | '○' | '零' => Some(0),
        c => "一二三四五六七八九"
            .chars()
            .zip(1_i16..)
            .find(|(d, _)| *d == c)
            .map(|(_, n)| n),
    };
    if let Some((tens, ones)) = text.split_once('十') {
        let part = |s: &str, empty: i16| s.chars().next().map_or(Some(empty), digit);
        return Some(part(tens, 1)? * 10 + part(ones, 0)?);
    }
    text.chars()
        .try_fold(0_i16, |n, c| n.checked_mul(10)?.checked_add(digit(c)?))
}

/// Earlier years and deadlines that the problem section and the demands name.
pub(super) fn other_dates(
    doc: &Doc<'_>,
    sections: &[Section],
    year: Option<i16>,
) -> (Vec<i16>, Vec<String>) {
    let (mut earlier, mut deadlines) = (Vec::new(), Vec::new());
    let mut known = HashSet::new();
    for s in sections {
        for l in &s.lines {
            let text = doc.text(l.span);
            for (at, sign) in text.match_indices('年') {
                let Some(y) = at.checked_sub(4).and_then(|f| year_in(cut(text, f, at))) else {
                    continue;
                };
                if s.kind == Kind::Problems
                    && year.is_some_and(|own| y < own)
                    && !earlier.contains(&y)
                {
                    earlier.push(y);
                }
                let rest = first(cut_from(text, at + sign.len()), 8);
                let end = ["前", "底"]
                    .iter()
                    .filter_map(|w| Some(rest.find(w)? + w.len()))
                    .min();
                if let Some(end) = end
                    && matches!(
                        s.kind,
                        Kind::Problems | Kind::Recommendations | Kind::Demands
                    )
                    && !cut(rest, 0, end).contains([',', '。', '、'])
                {
                    let said = cut(text, at - 4, at + sign.len() + end);
                    if known.insert(said) {
                        deadlines.push(said.to_owned());
                    }
                }
            }
        }
    }
    earlier.sort_unstable();
    (earlier, deadlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_figures_and_in_chinese() {
        let d = |s| day(s).map(|d| d.to_string());
        assert_eq!(d("2023-05-11 14:11").as_deref(), Some("2023-05-11"));
        assert_eq!(d("2023年5月1日").as_deref(), Some("2023-05-01"));
        assert_eq!(d("二〇二三年十二月二十一日").as_deref(), Some("2023-12-21"));
        assert_eq!(d("2023年"), None);
    }
}
