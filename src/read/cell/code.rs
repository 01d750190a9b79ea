//! Codes: what a spreadsheet did to them, and which ones a reader would take for the same.
//!
//! Codes are kept as written and compare exactly; these are for findings, never for merging silently.

use super::month::{Word, word};

/// What became of a code before it reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// A long number shortened to powers of ten; its last digits are lost.
    Shortened,
    /// Something like `MAR1` that was taken for a date.
    Dated,
}

/// Whether a code looks like a number that a spreadsheet shortened (`1.23457E+12`) or a date it made (`1-Mar`).
pub fn damage(code: &str) -> Option<Damage> {
    if is_shortened(code) {
        return Some(Damage::Shortened);
    }
    let (day, month) = code.split_once('-')?;
    let is_day = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |text: &str| text.chars().count() == 3 && matches!(word(text), Some(Word::Month(_)));
    (is_day(day) && is_month(month) || is_day(month) && is_month(day)).then_some(Damage::Dated)
}

fn is_shortened(code: &str) -> bool {
    let Some((mantissa, power)) = code.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && power.strip_prefix('+').is_some_and(digits)
}

/// What codes are compared by to find those that look the same: without case, blanks, invisible characters,
/// leading zeros and a fraction of zero; accents as they are composed; Greek and Cyrillic letters that look
/// Latin as Latin.
///
/// ```
/// use segmented_safety_stock::read::cell::code::look;
/// assert_eq!(look("ab-1"), look("AB-1"));
/// assert_eq!(look("0042"), look("42.0"));
/// assert_eq!(look("Cafe\u{301}"), look("Café"));
/// ```
pub fn look(code: &str) -> String {
    let mut look = String::with_capacity(code.len());
    for character in code.chars().filter(|character| !super::text::is_invisible(*character)) {
        match character {
            '\u{300}'..='\u{36f}' => compose(&mut look, character),
            '\u{2010}'..='\u{2015}' => look.push('-'),
            _ => look.extend(latin(character).to_lowercase()),
        }
    }
    let digits = look.strip_suffix(".0").unwrap_or(&look);
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { digits.to_owned() } else { trimmed.to_owned() }
}

/// Joins a combining mark to the letter before it, where that letter exists with it.
fn compose(look: &mut String, mark: char) {
    let composed = look.chars().last().and_then(|letter| {
        COMPOSED
            .iter()
            .find(|(base, accent, _)| (*base, *accent) == (letter, mark))
            .map(|(_, _, whole)| *whole)
    });
    if let Some(whole) = composed {
        look.pop();
        look.push(whole);
    } else {
        look.push(mark);
    }
}

/// A letter that looks Latin, as Latin.
fn latin(character: char) -> char {
    let place = LOOKALIKES.0.chars().position(|other| other == character);
    place.and_then(|place| LOOKALIKES.1.chars().nth(place)).unwrap_or(character)
}

/// Cyrillic and Greek capitals and small letters, and the Latin ones they look like.
const LOOKALIKES: (&str, &str) =
    ("АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXo");

/// Small letters with one accent: letter, accent, both.
///
/// # Source
/// Unicode's canonical decompositions of U+00E0 to U+017F.
const COMPOSED: &[(char, char, char)] = &[
    ('a', '\u{300}', 'à'),
    ('a', '\u{301}', 'á'),
    ('a', '\u{302}', 'â'),
    ('a', '\u{303}', 'ã'),
    ('a', '\u{308}', 'ä'),
    ('a', '\u{30a}', 'å'),
    ('c', '\u{327}', 'ç'),
    ('e', '\u{300}', 'è'),
    ('e', '\u{301}', 'é'),
    ('e', '\u{302}', 'ê'),
    ('e', '\u{308}', 'ë'),
    ('i', '\u{300}', 'ì'),
    ('i', '\u{301}', 'í'),
    ('i', '\u{302}', 'î'),
    ('i', '\u{308}', 'ï'),
    ('n', '\u{303}', 'ñ'),
    ('o', '\u{300}', 'ò'),
    ('o', '\u{301}', 'ó'),
    ('o', '\u{302}', 'ô'),
    ('o', '\u{303}', 'õ'),
    ('o', '\u{308}', 'ö'),
    ('u', '\u{300}', 'ù'),
    ('u', '\u{301}', 'ú'),
    ('u', '\u{302}', 'û'),
    ('u', '\u{308}', 'ü'),
    ('y', '\u{301}', 'ý'),
    ('y', '\u{308}', 'ÿ'),
    ('a', '\u{304}', 'ā'),
    ('a', '\u{306}', 'ă'),
    ('a', '\u{328}', 'ą'),
    ('c', '\u{301}', 'ć'),
    ('c', '\u{302}', 'ĉ'),
    ('c', '\u{307}', 'ċ'),
    ('c', '\u{30c}', 'č'),
    ('d', '\u{30c}', 'ď'),
    ('e', '\u{304}', 'ē'),
    ('e', '\u{306}', 'ĕ'),
    ('e', '\u{307}', 'ė'),
    ('e', '\u{328}', 'ę'),
    ('e', '\u{30c}', 'ě'),
    ('g', '\u{302}', 'ĝ'),
    ('g', '\u{306}', 'ğ'),
    ('g', '\u{307}', 'ġ'),
    ('g', '\u{327}', 'ģ'),
    ('h', '\u{302}', 'ĥ'),
    ('i', '\u{303}', 'ĩ'),
    ('i', '\u{304}', 'ī'),
    ('i', '\u{306}', 'ĭ'),
    ('i', '\u{328}', 'į'),
    ('j', '\u{302}', 'ĵ'),
    ('k', '\u{327}', 'ķ'),
    ('l', '\u{301}', 'ĺ'),
    ('l', '\u{327}', 'ļ'),
    ('l', '\u{30c}', 'ľ'),
    ('n', '\u{301}', 'ń'),
    ('n', '\u{327}', 'ņ'),
    ('n', '\u{30c}', 'ň'),
    ('o', '\u{304}', 'ō'),
    ('o', '\u{306}', 'ŏ'),
    ('o', '\u{30b}', 'ő'),
    ('r', '\u{301}', 'ŕ'),
    ('r', '\u{327}', 'ŗ'),
    ('r', '\u{30c}', 'ř'),
    ('s', '\u{301}', 'ś'),
    ('s', '\u{302}', 'ŝ'),
    ('s', '\u{327}', 'ş'),
    ('s', '\u{30c}', 'š'),
    ('t', '\u{327}', 'ţ'),
    ('t', '\u{30c}', 'ť'),
    ('u', '\u{303}', 'ũ'),
    ('u', '\u{304}', 'ū'),
    ('u', '\u{306}', 'ŭ'),
    ('u', '\u{30a}', 'ů'),
    ('u', '\u{30b}', 'ű'),
    ('u', '\u{328}', 'ų'),
    ('w', '\u{302}', 'ŵ'),
    ('y', '\u{302}', 'ŷ'),
    ('z', '\u{301}', 'ź'),
    ('z', '\u{307}', 'ż'),
    ('z', '\u{30c}', 'ž'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_recognised() {
        assert_eq!(damage("1.23457E+12"), Some(Damage::Shortened));
        assert_eq!(damage("1-Mar"), Some(Damage::Dated));
        assert_eq!(damage("Sep-02"), Some(Damage::Dated));
        for code in ["A-1", "1E5", "12-34", "1-Bolt", "10E+X"] {
            assert_eq!(damage(code), None, "{code}");
        }
    }

    #[test]
    fn codes_that_look_the_same() {
        assert_eq!(look("\u{410}-1"), look("A-1"));
        assert_eq!(look("1001.0"), look("1001"));
        assert_ne!(look("A-10"), look("A-1"));
        assert_eq!(look("000"), "000");
    }
}
