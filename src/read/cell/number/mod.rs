//! Numbers as people and programs write them, exactly.
//!
//! In: a cell's text and the column's decimal mark. Out: a whole mantissa and the digits after the mark, so
//! that sums are exact; nothing is rounded here. Signs stand before, behind (`12-`) or as parentheses;
//! thousands stand apart by the other mark, a blank or an apostrophe, in groups of three (or the Indian two).

mod decimal;
mod digits;
mod mark;
mod shape;

use super::text::is_placeholder;
pub use decimal::Decimal;
use digits::digits;
pub use mark::{DecimalMark, MarkEvidence, evidence};
use shape::{Shape, bare};

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
pub(in crate::read::cell) fn is_sheet_error(text: &str) -> bool {
    text.starts_with('#') && text.len() > 1
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
