//! Short pieces of a longer text as whole numbers: compared, and read as digits, without a look at each byte.

#![allow(
    clippy::inline_always,
    reason = "a few steps each, taken for every cell of a file of millions of rows"
)]

/// Bytes that a word says in full.
pub const SHORT: usize = 16;
/// Eight zeros as digits.
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// A one in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The bytes of a text of up to sixteen: the first eight and the last eight, which overlap; of fewer than eight, all
/// of them and zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// The first bytes, the first one lowest.
    pub first: u64,
    /// The last eight; zero where there are fewer.
    pub last: u64,
    /// How many there are.
    pub length: u32,
}

/// Eight bytes of a text, the first one lowest.
#[inline(always)]
pub fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The lowest so many bytes, fewer than eight.
#[inline(always)]
fn lowest(bytes: usize) -> u64 {
    (1 << (8 * bytes)) - 1
}

impl Word {
    /// The word that stands at `from..to` of a text; none where it is longer than sixteen bytes.
    #[inline(always)]
    pub fn at(text: &[u8], from: usize, to: usize) -> Option<Word> {
        let length = to.checked_sub(from).filter(|length| *length <= SHORT)?;
        if length >= 8 {
            let (first, last) = (eight(text, from)?, eight(text, to - 8)?);
            return Some(Word { first, last, length: length as u32 });
        }
        let first = match eight(text, from) {
            Some(bytes) => bytes & lowest(length),
            None => text.get(from..to)?.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        Some(Word { first, last: 0, length: length as u32 })
    }

    /// All of a text.
    pub fn of(text: &str) -> Option<Word> {
        Word::at(text.as_bytes(), 0, text.len())
    }

    /// Its last eight bytes, the last one highest; zeros where it has fewer.
    #[inline(always)]
    fn end(self) -> u64 {
        match self.length {
            8.. => self.last,
            0 => 0,
            length => self.first << (8 * (8 - length)),
        }
    }

    /// The number that its last bytes are, from one to eight digits.
    #[inline(always)]
    pub fn number(self, digits: u32) -> Option<u32> {
        let own = !0 << (8 * 8_u32.checked_sub(digits).filter(|others| *others < 8)?);
        number_of(self.end(), own)
    }

    /// Whether one of its bytes is this one, which is not zero.
    #[inline(always)]
    pub fn holds(self, byte: u8) -> bool {
        let is_among = |bytes: u64| {
            let other = bytes ^ ONES.wrapping_mul(u64::from(byte));
            other.wrapping_sub(ONES) & !other & (ONES << 7) != 0
        };
        is_among(self.first) || is_among(self.last)
    }

    /// Whether it begins with the same bytes, eight at most.
    #[inline(always)]
    pub fn begins_with(self, prefix: u64, length: u32) -> bool {
        let own = if length >= 8 { !0 } else { lowest(length as usize) };
        self.length >= length && self.first & own == prefix
    }
}

/// The number that the last of eight bytes are, those that a mask shows.
#[inline(always)]
pub fn number_of(bytes: u64, own: u64) -> Option<u32> {
    decimal(bytes & own | ZEROS & !own)
}

/// Eight digits as a number.
#[inline(always)]
fn decimal(digits: u64) -> Option<u32> {
    let values = digits ^ ZEROS;
    if (values.wrapping_add(0x7676_7676_7676_7676) | values) & (ONES << 7) != 0 {
        return None;
    }
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8);
    let fours = |pairs: u64, times: u64| (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(times);
    let all = fours(pairs, 0x000f_4240_0000_0064).wrapping_add(fours(pairs >> 16, 0x0000_2710_0000_0001));
    Some((all >> 32) as u32)
}

/// Digits, a minus before them, a mark between them, as `mantissa / 10^scale`: what stands at `from..to` of a text;
/// and whether there is a mark. None for all else, and for more than `most` digits and marks.
#[inline(always)]
pub fn amount(text: &[u8], (from, to): (usize, usize), mark: u8, most: usize) -> Option<((i64, u8), bool)> {
    let length = to.checked_sub(from)?;
    let end = to.checked_sub(8).filter(|_| (1..=8).contains(&length)).and_then(|at| eight(text, at));
    let Some(end) = end else { return amount_by_byte(text.get(from..to)?, mark, most) };
    let outside = 8 * (8 - length);
    let own = !0 << outside;
    let mut digits = end & own | ZEROS & !own;
    let negative = (digits >> outside) as u8 == b'-';
    if negative {
        digits ^= u64::from(b'-' ^ b'0') << outside;
    }
    let other = digits ^ ONES.wrapping_mul(u64::from(mark));
    let marks = other.wrapping_sub(ONES) & !other & (ONES << 7);
    let mut scale = 0;
    if marks != 0 {
        let at = marks.trailing_zeros() - 7;
        let (below, above) = (digits & ((1 << at) - 1), digits & (!0 << 8 << at));
        digits = above | below << 8 | u64::from(b'0');
        scale = 7 - (at / 8) as u8;
    }
    let signs = usize::from(negative) + usize::from(marks != 0);
    let value = i64::from(decimal(digits).filter(|_| length > signs)?);
    Some(((if negative { -value } else { value }, scale), marks != 0))
}

fn amount_by_byte(cell: &[u8], mark: u8, most: usize) -> Option<((i64, u8), bool)> {
    let (negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > most {
        return None;
    }
    let (mut value, mut scale, mut seen) = (0_i64, 0_u8, false);
    for &byte in digits {
        match byte.wrapping_sub(b'0') {
            digit @ 0..=9 => {
                value = value * 10 + i64::from(digit);
                scale += u8::from(seen);
            }
            _ if byte == mark && !seen => seen = true,
            _ => return None,
        }
    }
    let found = digits.len() > usize::from(seen);
    found.then_some(((if negative { -value } else { value }, scale), seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are the same where their texts are, wherever they stand.
    #[test]
    fn a_word_is_its_text() {
        let text = "abcdefghijklmnopqrstuvwxyz0123456789";
        for from in 0..text.len() {
            for to in from..=text.len().min(from + SHORT) {
                let word = Word::at(text.as_bytes(), from, to).unwrap();
                assert_eq!(Some(word), Word::of(&text[from..to]), "{from}..{to}");
                for other in from..=text.len().min(from + SHORT) {
                    let same = Word::at(text.as_bytes(), from, other) == Some(word);
                    assert_eq!(same, other == to, "{from}..{to} and {other}");
                }
            }
        }
        assert_eq!(Word::of("12345678901234567"), None);
    }

    #[test]
    fn the_digits_at_its_end_are_a_number() {
        let number = |text: &str, digits| Word::of(text).unwrap().number(digits);
        assert_eq!(number("SKU-011142", 6), Some(11_142));
        assert_eq!((number("DC-0004", 4), number("7", 1), number("x7", 2)), (Some(4), Some(7), None));
        assert_eq!((number("12345678", 8), number("012345678", 9)), (Some(12_345_678), None));
        for byte in 0..128_u8 {
            let text = format!("A-{}9", char::from(byte));
            assert_eq!(number(&text, 2).is_some(), byte.is_ascii_digit(), "{text:?}");
        }
    }

    #[test]
    fn a_word_holds_its_bytes() {
        for length in 0..=SHORT {
            for place in 0..length {
                let mut text = "x!".repeat(SHORT).split_at(length).0.to_owned();
                assert!(!Word::of(&text).unwrap().holds(b'"'), "{text}");
                text.replace_range(place..=place, "\"");
                assert!(Word::of(&text).unwrap().holds(b'"'), "{text}");
            }
        }
    }

    #[test]
    fn a_word_begins_with_its_prefix() {
        let word = Word::of("SKU-1").unwrap();
        let prefix = |text: &str| Word::of(text).unwrap().first;
        assert!(word.begins_with(prefix("SKU-"), 4) && word.begins_with(0, 0));
        assert!(!word.begins_with(prefix("SKV-"), 4) && !word.begins_with(prefix("SKU-11"), 6));
    }

    /// Eight bytes at once and byte by byte say the same, wherever the cell stands.
    #[test]
    fn amounts_of_every_form() {
        let signs = ["0", "7", "9", "-", ".", ",", "x", "é"];
        for length in 0..=5_u32 {
            for code in 0..8_usize.pow(length) {
                let cell: String = (0..length).map(|at| signs[code / 8_usize.pow(at) % 8]).collect();
                for mark in [b'.', b','] {
                    let text = format!("12345678{cell}");
                    let found = amount(text.as_bytes(), (8, text.len()), mark, 12);
                    assert_eq!(found, amount_by_byte(cell.as_bytes(), mark, 12), "{cell:?}");
                    assert_eq!(found, amount(cell.as_bytes(), (0, cell.len()), mark, 12), "{cell:?}");
                }
            }
        }
    }

    #[test]
    fn an_amount_is_its_digits_and_their_scale() {
        let found = |text: &str| amount(text.as_bytes(), (0, text.len()), b'.', 12);
        assert_eq!(found("12345.678"), Some(((12_345_678, 3), true)));
        assert_eq!((found("-7.017"), found("402")), (Some(((-7_017, 3), true)), Some(((402, 0), false))));
        assert_eq!((found("1234567890123"), found("."), found("-"), found("")), (None, None, None, None));
    }
}
