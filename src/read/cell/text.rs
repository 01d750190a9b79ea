//! Text of a cell: trimmed, and freed from the guard against formulas.
//!
//! What counts as blank at the outside: white space of any script and characters that show nothing
//! (zero width, direction marks, byte order mark, soft hyphen). Inside a text everything is kept.

/// Whether a character shows nothing, so that keys which differ by it look the same.
pub fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text without outer blanks and invisible characters.
///
/// A zero-width joiner is kept at the end of what it joins only inside the text.
///
/// ```
/// use segmented_safety_stock::read::cell::text::trimmed;
/// assert_eq!(trimmed(" \u{200b}A 1\u{a0}"), "A 1");
/// ```
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_invisible),
    }
}

/// Takes off the one `'` that an export of ours puts before a text which a spreadsheet would take for a
/// formula; any other apostrophe is data.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet may take the text for a formula, or its first character for our guard.
pub fn needs_guard(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(is_invisible)
            .starts_with(['=', '+', '-', '@', '\'', '|', '%', '＝', '＋', '－', '＠', '\t', '\r'])
}

/// What a table calls "nothing here".
pub fn is_placeholder(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "–" | "—" | "." | "- None -")
        || ["n/a", "na", "null", "none", "nil", "(null)", "(blank)", "<null>", "not stocked"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, read: &str) {
        assert_eq!(unguarded(raw), read, "{raw:?}");
    }

    #[test]
    fn the_guard_is_taken_off_once() {
        check("'=1+1", "=1+1");
        check("' =1+1", " =1+1");
        check("''til dawn", "'til dawn");
        check("'\t=1", "\t=1");
    }

    #[test]
    fn other_apostrophes_are_data() {
        check("'til dawn", "'til dawn");
        check("Men's boot", "Men's boot");
    }

    #[test]
    fn invisible_characters_go_at_the_outside_only() {
        assert_eq!(trimmed("\u{feff}A\u{200b}B\u{202f}"), "A\u{200b}B");
        assert_eq!(trimmed("\u{200b} "), "");
    }
}
