//! Cleaning of text that comes from outside, once, at the boundary.

/// Whether a character could steer a terminal or hide what a text says.
///
/// C0 and C1 controls, DEL, bidirectional marks, overrides and isolates, tags, marks without a width and the
/// byte-order mark.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{e0000}'..='\u{e007f}' |
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text on one line: hostile characters are dropped, line ends and tabs become single blanks.
pub fn line(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            c if is_hostile(c) => None,
            c => Some(c),
        })
        .collect()
}

/// The text with its line ends kept as `\n`; other hostile characters are dropped, tabs become blanks.
pub fn paragraphs(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' => Some('\n'),
            '\t' => Some(' '),
            c if is_hostile(c) => None,
            c => Some(c),
        })
        .collect()
}

/// Cleans every string of a JSON value in place, names of members included: faults quote them.
pub(crate) fn value(v: &mut serde_json::Value) {
    use serde_json::Value;
    match v {
        Value::String(s) if s.chars().any(is_hostile) => *s = paragraphs(s),
        Value::Array(list) => list.iter_mut().for_each(value),
        Value::Object(map) => {
            if map.keys().any(|k| k.chars().any(is_hostile)) {
                let members = std::mem::take(map).into_iter();
                *map = members.map(|(k, v)| (line(&k), v)).collect();
            }
            map.values_mut().for_each(value);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_and_overrides_are_dropped() {
        assert_eq!(
            line("a\u{1b}[31mb\u{202e}c\u{200b}d\u{feff}\u{9b}e\u{7f}"),
            "a[31mbcde"
        );
    }

    #[test]
    fn line_ends_become_blanks_on_one_line_and_stay_in_paragraphs() {
        assert_eq!(line("一\n二\t三"), "一 二 三");
        assert_eq!(paragraphs("一\r\n二\t三"), "一\n二 三");
    }
}
