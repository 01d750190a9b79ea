//! A number without what stands around it: signs, currencies, quotes, percent.

use std::borrow::Cow;

use super::super::text::trimmed;

/// The text without what spreadsheets put around a number kept as text: `'12`, `"12"`, `="12"`.
pub(super) fn bare(text: &str) -> &str {
    let text = trimmed(text);
    let text = text.strip_prefix('\'').unwrap_or(text);
    let text = text.strip_prefix('=').filter(|rest| rest.starts_with('"')).unwrap_or(text);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    trimmed(quoted.unwrap_or(text))
}

/// A number's digits and marks in ASCII, its sign, and the powers of ten that a percent sign takes off.
pub(super) struct Shape<'a> {
    pub(super) negative: bool,
    pub(super) body: Cow<'a, [u8]>,
    pub(super) shift: i32,
}

impl<'a> Shape<'a> {
    pub(super) fn of(text: &'a str) -> Option<Shape<'a>> {
        if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
            return None;
        }
        if text.chars().all(|character| character == plain_character(character)) {
            return Shape::of_plain(text);
        }
        let plain: String = text.chars().map(plain_character).collect();
        let Shape { negative, body, shift } = Shape::of_plain(&plain)?;
        Some(Shape { negative, body: Cow::Owned(body.into_owned()), shift })
    }

    fn of_plain(text: &'a str) -> Option<Shape<'a>> {
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let mut negative = inner.is_some();
        let text = inner.unwrap_or(text).trim();
        let (text, shift) = match text.strip_suffix('%') {
            Some(share) => (share, 2),
            None => (text, 0),
        };
        let mut rest = without_currency(text.trim());
        let mut signs = u8::from(negative);
        for sign in ['-', '+'] {
            let stripped = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign));
            if let Some(unsigned) = stripped {
                rest = without_currency(unsigned.trim());
                negative = sign == '-';
                signs += 1;
            }
        }
        let fits = signs <= 1 && rest.len() <= 400 && rest.bytes().any(|byte| byte.is_ascii_digit());
        fits.then_some(Shape { negative, body: Cow::Borrowed(rest.as_bytes()), shift })
    }
}

/// Full-width digits and marks, the many minus signs, and blanks that hold thousands apart, in ASCII.
fn plain_character(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{b4}' | '`' | '\u{2bc}' => '\'',
        '\u{66b}' => '.',
        '\u{660}'..='\u{669}' => char::from_u32(u32::from(character) - 0x660 + 0x30).unwrap_or(character),
        other => other,
    }
}

/// Currency codes and signs that may stand before or behind a number.
const CURRENCIES: &[&str] = &[
    "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "AUD",
    "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BRL", "MXN", "ZAR", "TRY", "RUB", "KRW",
    "SGD", "HKD", "THB", "US$", "A$", "C$", "R$", "kr", "kr.", "zł", "Kč", "Ft", "Fr.", "Rs", "Rs.",
];

fn without_currency(text: &str) -> &str {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit); // none begins or ends with one
    let bytes = text.as_bytes();
    let signs = if digit(bytes.first()) { &[] } else { CURRENCIES };
    let before = signs.iter().filter_map(|sign| text.strip_prefix(sign)).min_by_key(|rest| rest.len());
    let text = before.unwrap_or(text).trim();
    let signs = if digit(bytes.last()) { &[] } else { CURRENCIES };
    let behind = signs.iter().filter_map(|sign| text.strip_suffix(sign)).min_by_key(|rest| rest.len());
    behind.unwrap_or(text).trim()
}
