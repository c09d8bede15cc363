//! Which encoding a text is in, and its paragraphs.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{Paragraph, Spot};
use crate::report::sanitise;

/// A text and how it was found to be written.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: String,
    pub spoilt: bool,
}

/// Decodes bytes: byte-order mark, UTF-8 when it is that, UTF-16 by its zero bytes, what a page declares, else the
/// Chinese encoding in which it has more of the words of the trade. A guesser for all languages took short Big5 for GBK.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| find(bytes), |(e, _)| e);
    let (text, used, spoilt) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: used.name().to_owned(),
        spoilt,
    }
}

fn find(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(utf16) = without_mark(bytes) {
        return utf16;
    }
    if let Some(declared) = declared(bytes) {
        return declared;
    }
    if usual(bytes, BIG5) > usual(bytes, GB18030) {
        return BIG5;
    }
    GB18030
}

/// How many characters of the trade a text has when it is read in an encoding: in the wrong one there are none.
fn usual(bytes: &[u8], encoding: &'static Encoding) -> usize {
    const USUAL: &str = "的教育学學校和在有问問题題师師生区區县縣市工作未达達不一二三人中发發";
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let (text, _) = encoding.decode_without_bom_handling(head);
    text.chars().filter(|c| USUAL.contains(*c)).count()
}

/// UTF-16 without its mark: nearly all pairs of bytes are Chinese, punctuation or ASCII in one of the two orders.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let share = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .take(4096)
            .filter_map(|c| Some(of(c.try_into().ok()?)))
            .collect();
        let usual = units.iter().filter(|u| is_usual(**u)).count();
        usual * 100 / units.len().max(1)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match bytes.len() % 2 {
        0 if little > 95 && little > big => Some(UTF_16LE),
        0 if big > 95 && big > little => Some(UTF_16BE),
        _ => None,
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x4e00..=0x9fff | 0x3000..=0x303f | 0xff00..=0xffef | 0x20..=0x7e | 0x0a | 0x0d | 0x09 | 0xa0 | 0x2010..=0x2030)
}

/// What the head of a page says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..2048.min(bytes.len()))?).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
        .collect();
    let said = Encoding::for_label(label.as_bytes())?;
    // GBK pages hold characters of GB18030, and a page that is no UTF-8 may still say so
    match said {
        s if s == GBK => Some(GB18030),
        s if s == UTF_8 => None,
        s => Some(s),
    }
}

/// The lines of a text; those that a fixed width broke are joined again.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let clean = sanitise::paragraphs(text);
    let lines: Vec<&str> = clean.split('\n').collect();
    let width = wrap_width(&lines);
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let said = line.trim();
        if said.is_empty() {
            open = false;
            continue;
        }
        match all.last_mut().filter(|_| open && !starts_anew(line)) {
            Some(last) => {
                last.push('\n');
                last.push_str(line.trim_end());
            }
            None => all.push(line.trim_end().to_owned()),
        }
        open = width.is_some_and(|w| line.chars().count() + 2 >= w && !ends(said));
    }
    let whole = all.into_iter().map(|text| Paragraph {
        text,
        spot: Spot::Body,
    });
    whole.collect()
}

fn ends(line: &str) -> bool {
    line.ends_with(['。', '：', ':', '！', '？'])
}

fn starts_anew(line: &str) -> bool {
    line.starts_with(['\u{3000}', ' ', '（', '(']) || line.chars().nth(1) == Some('、')
}

/// The width at which a text was broken: most lines of more than one line's worth are that long.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let lengths: Vec<usize> = lines.iter().map(|l| l.chars().count()).collect();
    let widest = *lengths.iter().max()?;
    let full = lengths.iter().filter(|n| **n + 2 >= widest).count();
    let filled = lengths.iter().filter(|n| **n > 0).count();
    (20..=60).contains(&widest).then_some(())?;
    (full >= 5 && full * 3 >= filled).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "一、存在的主要问题\n（一）教育投入有待加强。甲县生均公用经费未达到标准，乙区教师编制不足。\n";
    const OLD: &str = "一、存在的主要問題\n（一）教育投入有待加強。甲縣生均公用經費未達到標準，乙區教師編制不足。\n";

    #[test]
    fn every_encoding_is_found_and_named() {
        let utf16 = |big: bool, mark: bool| {
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(SAID.encode_utf16());
            units
                .flat_map(|u| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect::<Vec<u8>>()
        };
        let (gb, _, _) = GB18030.encode(SAID);
        let cases = [
            (SAID.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", SAID.as_bytes()].concat(), "UTF-8"),
            (utf16(false, true), "UTF-16LE"),
            (utf16(true, true), "UTF-16BE"),
            (utf16(false, false), "UTF-16LE"),
            (utf16(true, false), "UTF-16BE"),
            (gb.to_vec(), "gb18030"),
        ];
        for (bytes, name) in cases {
            let d = decode(&bytes);
            assert_eq!((d.encoding.as_str(), d.text.as_str()), (name, SAID));
        }
        let (big5, _, _) = BIG5.encode(OLD);
        let d = decode(&big5);
        assert_eq!((d.encoding.as_str(), d.text.as_str()), ("Big5", OLD));
    }

    #[test]
    fn lines_broken_at_a_fixed_width_are_one_paragraph() {
        let long =
            "甲县教育经费投入不足而且生均公用经费拨付不及时校舍安全隐患排查整治不到位教师编制"
                .repeat(6);
        let chars: Vec<char> = long.chars().collect();
        let broken: Vec<String> = chars.chunks(40).map(|c| c.iter().collect()).collect();
        let text = format!("{}。\n二、评价意见\n", broken.join("\n"));
        let found = paragraphs(&text);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert_eq!(found[0].text.replace('\n', ""), format!("{long}。"));
    }
}
