//! Numbers as people and programs write them, exactly.
//!
//! In: a cell's text and the column's decimal mark. Out: a whole mantissa and the digits after the mark, so
//! that sums are exact; nothing is rounded here. Signs stand before, behind (`12-`) or as parentheses;
//! thousands stand apart by the other mark, a blank or an apostrophe, in groups of three (or the Indian two).

use super::text::{is_placeholder, trimmed};

/// An exact decimal: `mantissa / 10^scale`, in lowest terms (12.50 is 125 with scale 1, 1e3 is 1000 with 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    /// All digits, with the sign.
    pub mantissa: i128,
    /// Digits after the mark; negative only where the number has more than 38 digits before it.
    pub scale: i16,
}

/// What a cell holds, read as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Nothing, or a sign for nothing: unknown, never zero.
    Blank,
    /// A number.
    Value(Decimal),
    /// No number, and why.
    Bad(BadNumber),
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadNumber {
    /// Letters or signs that no number has.
    NotANumber,
    /// An error value of a spreadsheet.
    SheetError,
    /// Digits grouped otherwise than in threes, or the other decimal mark.
    Grouping,
    /// Beyond what a double holds.
    TooLarge,
}

impl BadNumber {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            BadNumber::NotANumber => "this is not a number",
            BadNumber::SheetError => "this is an error value of a spreadsheet",
            BadNumber::Grouping => "the marks in it contradict the decimal mark of its column",
            BadNumber::TooLarge => "the number is too large or too small",
        }
    }
}

/// The mark before the digits of a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DecimalMark {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

impl DecimalMark {
    /// Its name in a policy's `columns`.
    pub fn name(self) -> &'static str {
        match self {
            DecimalMark::Point => "point",
            DecimalMark::Comma => "comma",
        }
    }

    /// The mark of a name.
    pub fn named(name: &str) -> Option<DecimalMark> {
        [DecimalMark::Point, DecimalMark::Comma].into_iter().find(|mark| mark.name() == name)
    }

    /// The mark that is not this one.
    #[must_use]
    pub fn other(self) -> DecimalMark {
        match self {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        }
    }

    fn byte(self) -> u8 {
        match self {
            DecimalMark::Point => b'.',
            DecimalMark::Comma => b',',
        }
    }
}

/// What one cell says about the decimal mark of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkEvidence {
    /// Nothing.
    None,
    /// It can only be read with this mark.
    Only(DecimalMark),
    /// One mark before exactly three digits: thousands, or a fraction with this mark.
    Either(DecimalMark),
}

impl Decimal {
    /// The nearest double.
    pub fn to_f64(self) -> f64 {
        if self.scale == 0 {
            return self.mantissa as f64;
        }
        if (1..=22).contains(&self.scale) && self.mantissa.unsigned_abs() <= 1 << 53 {
            return self.mantissa as f64 / POWERS.get(self.scale as usize).copied().unwrap_or(1.0);
        }
        let text = format!("{}e{}", self.mantissa, -i32::from(self.scale));
        fast_float2::parse(text).unwrap_or(0.0)
    }

    /// The number counted in steps of `10^-scale`, where it is a whole number of them and fits.
    pub fn steps(self, scale: i16) -> Option<i128> {
        let missing = u32::try_from(scale.checked_sub(self.scale)?).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(missing)?)
    }

    /// The product, exactly.
    pub fn times(self, factor: Decimal) -> Number {
        match self.mantissa.checked_mul(factor.mantissa) {
            Some(mantissa) => Decimal::of(mantissa, i32::from(self.scale) + i32::from(factor.scale)),
            None => Number::Bad(BadNumber::TooLarge),
        }
    }

    /// The sum, exactly.
    pub fn plus(self, other: Decimal) -> Number {
        let scale = self.scale.max(other.scale);
        let sum = self.steps(scale).zip(other.steps(scale)).and_then(|(one, two)| one.checked_add(two));
        sum.map_or(Number::Bad(BadNumber::TooLarge), |sum| Decimal::of(sum, i32::from(scale)))
    }

    /// The quotient: exactly for a power of ten, else cut twelve digits behind its own.
    pub fn per(self, units: Decimal) -> Number {
        let more = 12 + units.scale.max(0);
        let longer = self.steps(self.scale.saturating_add(more));
        match longer.and_then(|mantissa| mantissa.checked_div(units.mantissa)) {
            Some(mantissa) => {
                Decimal::of(mantissa, i32::from(self.scale) + i32::from(more) - i32::from(units.scale))
            }
            None => Number::Bad(BadNumber::TooLarge),
        }
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.scale <= 0
    }

    /// One.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    fn of(mantissa: i128, scale: i32) -> Number {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale = if mantissa == 0 { 0 } else { scale - 1 };
        }
        while scale < 0 && mantissa != 0 {
            let Some(longer) = mantissa.checked_mul(10) else { break };
            mantissa = longer;
            scale += 1;
        }
        if mantissa == 0 || scale > 350 {
            return Number::Value(Decimal::default());
        }
        let digits = mantissa.unsigned_abs().ilog10().cast_signed();
        if digits - scale > 308 {
            return Number::Bad(BadNumber::TooLarge);
        }
        Number::Value(Decimal { mantissa, scale: scale as i16 })
    }
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A cell as a number, with the decimal mark of its column.
///
/// ```
/// use segmented_safety_stock::read::cell::number::{read, Decimal, DecimalMark, Number};
/// let twelve_and_a_half = Number::Value(Decimal { mantissa: -125, scale: 1 });
/// assert_eq!(read("12,50-", DecimalMark::Comma), twelve_and_a_half);
/// ```
pub fn read(text: &str, mark: DecimalMark) -> Number {
    match plain(text.as_bytes(), mark) {
        Some(number) => number,
        None => written(text, mark),
    }
}

/// Digits with at most a leading minus and one decimal mark, up to eighteen of them: nearly every cell.
fn plain(bytes: &[u8], mark: DecimalMark) -> Option<Number> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut value, mut after, mut seen) = (0_i64, 0_i32, false);
    for &byte in digits {
        if byte.is_ascii_digit() {
            value = value * 10 + i64::from(byte - b'0');
            after += i32::from(seen);
        } else if byte == mark.byte() && !seen && digits.len() > 1 {
            seen = true;
        } else {
            return None;
        }
    }
    let value = if negative { -value } else { value };
    if after == 0 {
        return Some(Number::Value(Decimal { mantissa: i128::from(value), scale: 0 }));
    }
    Some(lowest(value, after))
}

/// Lowest terms within 64 bits, which is all that nearly every cell needs.
fn lowest(mut value: i64, mut scale: i32) -> Number {
    while scale > 0 && value % 10 == 0 {
        value /= 10;
        scale -= 1;
    }
    Number::Value(Decimal { mantissa: i128::from(value), scale: scale as i16 })
}

/// Everything else that is a number to a reader.
fn written(text: &str, mark: DecimalMark) -> Number {
    let text = bare(text);
    if is_placeholder(text) {
        return Number::Blank;
    }
    if is_sheet_error(text) {
        return Number::Bad(BadNumber::SheetError);
    }
    let Some(shape) = Shape::of(text) else { return Number::Bad(BadNumber::NotANumber) };
    match digits(&shape.body, mark) {
        Ok((mantissa, scale)) => {
            let signed = if shape.negative { -mantissa } else { mantissa };
            Decimal::of(signed, scale + shape.shift)
        }
        Err(reason) => Number::Bad(reason),
    }
}

/// `#N/A`, `#DIV/0!`, or a column that was too narrow.
pub(super) fn is_sheet_error(text: &str) -> bool {
    text.starts_with('#') && text.len() > 1
}

/// The text without what spreadsheets put around a number kept as text: `'12`, `"12"`, `="12"`.
fn bare(text: &str) -> &str {
    let text = trimmed(text);
    let text = text.strip_prefix('\'').unwrap_or(text);
    let text = text.strip_prefix('=').filter(|rest| rest.starts_with('"')).unwrap_or(text);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    trimmed(quoted.unwrap_or(text))
}

/// A number's digits and marks in ASCII, its sign, and the powers of ten that a percent sign takes off.
struct Shape {
    negative: bool,
    body: Vec<u8>,
    shift: i32,
}

impl Shape {
    fn of(text: &str) -> Option<Shape> {
        if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
            return None;
        }
        let mut ascii: Vec<char> = text.chars().map(plain_character).collect();
        let mut negative = false;
        if let ['(', inner @ .., ')'] = ascii.as_slice() {
            ascii = inner.to_vec();
            negative = true;
        }
        let text: String = ascii.into_iter().collect();
        let (text, shift) = match text.trim().strip_suffix('%') {
            Some(share) => (share.trim().to_owned(), 2),
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
        fits.then(|| Shape { negative, body: rest.as_bytes().to_vec(), shift })
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
    let before = CURRENCIES.iter().filter_map(|sign| text.strip_prefix(sign)).min_by_key(|rest| rest.len());
    let text = before.unwrap_or(text).trim();
    let behind = CURRENCIES.iter().filter_map(|sign| text.strip_suffix(sign)).min_by_key(|rest| rest.len());
    behind.unwrap_or(text).trim()
}

/// Mantissa and scale of digits with marks: groups before the mark, none behind it.
fn digits(body: &[u8], mark: DecimalMark) -> Result<(i128, i32), BadNumber> {
    let (body, exponent) = split_exponent(body)?;
    let at = body.iter().position(|&byte| byte == mark.byte());
    let (whole, fraction) = match at {
        Some(at) => (body.get(..at).unwrap_or(body), body.get(at + 1..).unwrap_or_default()),
        None => (body, <&[u8]>::default()),
    };
    if fraction.contains(&mark.byte()) {
        return Err(BadNumber::NotANumber);
    }
    if fraction.iter().any(|&byte| byte == mark.other().byte()) {
        return Err(BadNumber::Grouping);
    }
    check_groups(whole, mark)?;
    let (mut mantissa, mut scale) = (0_i128, -exponent);
    for &byte in whole.iter().filter(|byte| byte.is_ascii_digit()) {
        mantissa = appended(mantissa, byte)?;
    }
    for &byte in fraction {
        if !byte.is_ascii_digit() {
            return Err(BadNumber::NotANumber);
        }
        mantissa = appended(mantissa, byte)?;
        scale += 1;
    }
    Ok((mantissa, scale))
}

fn appended(mantissa: i128, digit: u8) -> Result<i128, BadNumber> {
    let longer = mantissa.checked_mul(10).and_then(|tens| tens.checked_add(i128::from(digit - b'0')));
    longer.ok_or(BadNumber::TooLarge)
}

/// `1.5e-3` without its exponent, and the exponent.
fn split_exponent(body: &[u8]) -> Result<(&[u8], i32), BadNumber> {
    let Some(at) = body.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) else {
        return Ok((body, 0));
    };
    let (mantissa, power) = (body.get(..at).unwrap_or(body), body.get(at + 1..).unwrap_or_default());
    let unsigned = power.strip_prefix(b"+").or_else(|| power.strip_prefix(b"-")).unwrap_or(power);
    let readable = !unsigned.is_empty() && unsigned.len() <= 9 && unsigned.iter().all(u8::is_ascii_digit);
    if !readable || mantissa.is_empty() {
        return Err(BadNumber::NotANumber);
    }
    let size = unsigned.iter().fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    Ok((mantissa, if power.first() == Some(&b'-') { -size } else { size }))
}

/// Whether the digits before the mark stand in groups of three behind one separator, or in Indian groups.
fn check_groups(whole: &[u8], mark: DecimalMark) -> Result<(), BadNumber> {
    let Some(&separator) = whole.iter().find(|byte| !byte.is_ascii_digit()) else { return Ok(()) };
    if !(separator == mark.other().byte() || separator == b' ' || separator == b'\'') {
        return Err(BadNumber::NotANumber);
    }
    let groups: Vec<&[u8]> = whole.split(|&byte| byte == separator).collect();
    if groups.iter().any(|group| group.iter().any(|byte| !byte.is_ascii_digit())) {
        return Err(BadNumber::NotANumber);
    }
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let grouped = match sizes.as_slice() {
        [first, middle @ .., 3] => {
            let threes = (1..=3).contains(first) && middle.iter().all(|&size| size == 3);
            let indian = separator == b',' && (1..=2).contains(first) && middle.iter().all(|&size| size == 2);
            threes || indian
        }
        _ => false,
    };
    let leading_zero = whole.first() == Some(&b'0');
    match (grouped && !leading_zero, separator) {
        (true, _) => Ok(()),
        (false, b' ' | b'\'') => Err(BadNumber::NotANumber),
        (false, _) if mark == DecimalMark::Point && separator == b'.' => Err(BadNumber::NotANumber),
        (false, _) => Err(BadNumber::Grouping),
    }
}

/// What a cell says about its column's decimal mark.
///
/// Two different marks: the last is the decimal mark. One mark repeated separates thousands. One mark alone
/// is decimal unless exactly three digits follow one to three that do not begin with a zero.
pub fn evidence(text: &str) -> MarkEvidence {
    let text = bare(text);
    if !text.bytes().any(|byte| byte == b'.' || byte == b',' || byte >= 0x80) {
        return MarkEvidence::None;
    }
    let Some(shape) = Shape::of(text) else { return MarkEvidence::None };
    let marks: Vec<(usize, u8)> =
        shape.body.iter().copied().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b',')).collect();
    let found = match marks.as_slice() {
        [] => return MarkEvidence::None,
        [(at, mark)] => return alone(&shape, *at, mark_of(*mark)),
        [(_, first), .., (_, last)] if first == last => mark_of(*last).other(),
        [.., (_, last)] => mark_of(*last),
    };
    readable(&shape, found, MarkEvidence::Only(found))
}

fn alone(shape: &Shape, at: usize, mark: DecimalMark) -> MarkEvidence {
    let behind = shape.body.iter().skip(at + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let before = shape.body.get(..at).unwrap_or_default();
    let could_be_thousands = behind == 3
        && (1..=3).contains(&before.len())
        && before.iter().all(u8::is_ascii_digit)
        && before.first() != Some(&b'0');
    let says = if could_be_thousands { MarkEvidence::Either(mark) } else { MarkEvidence::Only(mark) };
    readable(shape, mark, says)
}

fn readable(shape: &Shape, mark: DecimalMark, says: MarkEvidence) -> MarkEvidence {
    if digits(&shape.body, mark).is_ok() { says } else { MarkEvidence::None }
}

fn mark_of(byte: u8) -> DecimalMark {
    if byte == b',' { DecimalMark::Comma } else { DecimalMark::Point }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, mark: DecimalMark, mantissa: i128, scale: i16) {
        assert_eq!(read(text, mark), Number::Value(Decimal { mantissa, scale }), "{text}");
    }

    #[track_caller]
    fn bad(text: &str, mark: DecimalMark, reason: BadNumber) {
        assert_eq!(read(text, mark), Number::Bad(reason), "{text}");
    }

    #[test]
    fn sums_and_prices_for_many_are_exact() {
        let of = |mantissa, scale| Decimal { mantissa, scale };
        assert_eq!(of(125, 1).plus(of(75, 2)), Number::Value(of(1325, 2)));
        assert_eq!(of(125, 1).per(of(100, 0)), Number::Value(of(125, 3)));
        assert_eq!(of(3, 0).per(of(12, 1)), Number::Value(of(25, 1)));
        assert_eq!(of(1, 0).per(of(3, 0)), Number::Value(of(333_333_333_333, 12)));
    }

    #[test]
    fn a_point_column() {
        let point = DecimalMark::Point;
        check("17850.0", point, 17850, 0);
        check("-1,234.50", point, -12345, 1);
        check("(12)", point, -12, 0);
        check("12-", point, -12, 0);
        check("\u{2212}12", point, -12, 0);
        check("£2.550", point, 255, 2);
        check("12.50 USD", point, 125, 1);
        check("95 %", point, 95, 2);
        check("1'234.5", point, 12345, 1);
        check("=\"12\"", point, 12, 0);
        check("1e308", point, 10_i128.pow(38), -270);
    }

    #[test]
    fn a_comma_column() {
        let comma = DecimalMark::Comma;
        check("1.234,5-", comma, -12345, 1);
        check("1\u{202f}234,50", comma, 12345, 1);
        check("5,", comma, 5, 0);
        bad("1.5", comma, BadNumber::Grouping);
        bad("0.001", comma, BadNumber::Grouping);
    }

    #[test]
    fn what_is_no_number_says_why() {
        let point = DecimalMark::Point;
        bad("oops", point, BadNumber::NotANumber);
        bad("#DIV/0!", point, BadNumber::SheetError);
        bad("1e999", point, BadNumber::TooLarge);
        bad("1,234,56", point, BadNumber::Grouping);
        assert_eq!(read("-", point), Number::Blank);
    }

    #[test]
    fn a_mark_is_proved_by_its_place() {
        use MarkEvidence::{Either, None, Only};
        let (point, comma) = (DecimalMark::Point, DecimalMark::Comma);
        let cells = [
            ("1,234", Either(comma)),
            ("0,123", Only(comma)),
            ("1.234,5", Only(comma)),
            ("12.5", Only(point)),
            ("1,234,567", Only(point)),
            ("1234", None),
            ("05.01.2024", None),
        ];
        for (text, says) in cells {
            assert_eq!(evidence(text), says, "{text}");
        }
    }

    #[test]
    fn doubles_are_the_nearest() {
        assert_eq!(Decimal { mantissa: 1, scale: 1 }.to_f64(), 0.1);
        assert_eq!(Decimal { mantissa: 9_007_199_254_740_993, scale: 3 }.to_f64(), 9_007_199_254_740.993);
        assert_eq!(Decimal { mantissa: 125, scale: 1 }.steps(3), Some(12_500));
        assert_eq!(Decimal { mantissa: 125, scale: 1 }.steps(0), None);
    }
}
