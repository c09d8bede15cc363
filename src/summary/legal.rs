//! Characters that neither XML nor HTML may hold.

/// The text without control characters (line ends and tabs stay) and without code points that are no characters.
///
/// XML 1.0 forbids them, Word refuses a file that holds one.
pub(super) fn legal(text: &str) -> String {
    text.chars().filter(|c| is_legal(*c)).collect()
}

fn is_legal(c: char) -> bool {
    let no_character = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    matches!(c, '\n' | '\t') || !(c.is_control() || no_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_what_is_no_character_are_dropped_and_text_stays() {
        assert_eq!(
            legal("a\u{0}b\u{1b}c\u{fffe}d\u{1ffff}e\u{9b}f\rg\u{fdd0}"),
            "abcdefg"
        );
        assert_eq!(legal("一\n二\t𠮷“x”"), "一\n二\t𠮷“x”");
    }
}
