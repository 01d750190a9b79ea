//! Days as people and programs write them. A day is counted from 1970-01-01; a time of day and an offset from
//! UTC behind it never move it: the written day is kept.
//!
//! Years run from 1970 to 2100, so that a typing error does not open centuries of empty periods; two-digit
//! years mean 1950 to 2049. A month, week or quarter is its first day.

mod form;
mod parts;

use super::number::is_sheet_error;
use super::text::{is_placeholder, trimmed};
use crate::math::civil::existing_day_of;
pub use form::{DateForm, DateOrder, Separator};
use parts::Parts;

/// First and last year that a date may have.
pub const YEARS: (i32, i32) = (1970, 2100);

/// What a cell holds, read as a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCell {
    /// Nothing, or zeros for nothing.
    Blank,
    /// Days since 1970-01-01.
    Day(i32),
    /// No day, and why.
    Bad(BadDate),
}

/// Why a cell is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDate {
    /// Nothing that a date looks like.
    NotADate,
    /// The calendar has no such day.
    NoSuchDay,
    /// Outside the years 1970 to 2100.
    OutOfRange,
    /// An error value of a spreadsheet.
    SheetError,
    /// A plain number, in a column whose numbers were not said to be days.
    Undecided,
}

impl BadDate {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            BadDate::NotADate => "this is not a date",
            BadDate::NoSuchDay => "the calendar has no such day",
            BadDate::OutOfRange => "the year lies outside 1970 to 2100",
            BadDate::SheetError => "this is an error value of a spreadsheet",
            BadDate::Undecided => "this is a number, and it is not known what it counts",
        }
    }
}

/// How long a cell's date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// An ISO week; its Monday is given.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
}

/// A cell read as a date, with what it says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub cell: DateCell,
    /// How long it is.
    pub span: Span,
    /// What it says about the order of day and month.
    pub says: OrderEvidence,
    /// The century was filled in.
    pub two_digit_year: bool,
}

/// What one cell says about the order of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderEvidence {
    /// Nothing: it reads one way only.
    None,
    /// Three numbers that only this order reads.
    Only(Separator, DateOrder),
    /// Three numbers that two orders read as different days.
    Either(Separator),
    /// A plain number that may count days or seconds.
    Serial(DateOrder),
}

/// A cell as a day, in its column's form.
///
/// ```
/// use segmented_safety_stock::read::cell::date::{read, DateCell, DateForm, DateOrder};
/// let form = DateForm::of(DateOrder::DayMonthYear);
/// assert_eq!(read("05.01.2024 08:30", form).cell, DateCell::Day(19_727));
/// assert_eq!(read("2024-01-05", form).cell, DateCell::Day(19_727));
/// ```
pub fn read(text: &str, form: DateForm) -> Reading {
    if let Some(day) = iso(text.as_bytes()) {
        return plainly(day);
    }
    let text = trimmed(text);
    if is_placeholder(text) {
        return plainly(DateCell::Blank);
    }
    if is_sheet_error(text) {
        return plainly(DateCell::Bad(BadDate::SheetError));
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return bad(BadDate::NotADate);
    }
    let text: String = text.chars().map(plain_character).collect();
    let text = text.strip_prefix('\'').unwrap_or(&text);
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let (date, midnight) = without_time(text);
    let mut reading = match Parts::of(date) {
        Some(parts) => parts.read(form),
        None => plainly(DateCell::Bad(BadDate::NotADate)),
    };
    if let (true, DateCell::Day(day)) = (midnight, reading.cell) {
        reading.cell = DateCell::Day(day + 1);
    }
    reading
}

fn plainly(cell: DateCell) -> Reading {
    Reading { cell, span: Span::Day, says: OrderEvidence::None, two_digit_year: false }
}

fn bad(reason: BadDate) -> Reading {
    plainly(DateCell::Bad(reason))
}

/// `yyyy-mm-dd`, alone or before a time: the form that programs write.
fn iso(bytes: &[u8]) -> Option<DateCell> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = bytes else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(|digit| digit.is_ascii_digit()) || !starts_plain_time(rest) {
        return None;
    }
    let number = |digits: &[&u8]| digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(**digit - b'0'));
    let (year, month, day) = (number(&[y1, y2, y3, y4]), number(&[m1, m2]), number(&[d1, d2]));
    (year != 0).then(|| day_in_range(year, month, day))
}

/// A time of day that is not the 24:00 which belongs to the next day.
fn starts_plain_time(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b' ' | b'T', h1, h2, b':', ..] => h1.is_ascii_digit() && h2.is_ascii_digit() && [*h1, *h2] != *b"24",
        _ => false,
    }
}

/// Days since 1970-01-01, or why there is none.
fn day_in_range(year: i32, month: i32, day: i32) -> DateCell {
    match existing_day_of(year, month, day) {
        None => DateCell::Bad(BadDate::NoSuchDay),
        Some(_) if !(YEARS.0..=YEARS.1).contains(&year) => DateCell::Bad(BadDate::OutOfRange),
        Some(day) => DateCell::Day(day),
    }
}

fn plain_character(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    }
}

/// The text before a time of day, and whether the time is 24:00, which is the next day's start.
fn without_time(text: &str) -> (&str, bool) {
    let clock = text.find(':');
    let before = |at: usize| text.get(..at).unwrap_or(text);
    let date = match clock {
        Some(at) => before(at).trim_end_matches(|c: char| c.is_ascii_digit()),
        None => match text.find('T') {
            Some(at) if at > 0 && before(at).ends_with(|c: char| c.is_ascii_digit()) => before(at),
            _ => text,
        },
    };
    let time = text.get(date.len()..).unwrap_or_default();
    let midnight = time.trim_start_matches('T').starts_with("24:00");
    let date = date.trim_end();
    let date =
        date.strip_suffix('T').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(date);
    (date.trim_end_matches([',', ' ']), midnight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::civil::iso;

    #[track_caller]
    fn check(text: &str, order: DateOrder, day: &str) {
        let found = match read(text, DateForm::of(order)).cell {
            DateCell::Day(found) => iso(found),
            other => format!("{other:?}"),
        };
        assert_eq!(found, day, "{text}");
    }

    #[test]
    fn one_order_reads_many_forms() {
        for text in ["05.01.2024", "5/1/24", "2024-01-05 23:59:59", "20240105", "5-Jan-24", "Jan 5, 2024"] {
            check(text, DateOrder::DayMonthYear, "2024-01-05");
        }
        check("1/5/2024 08:26", DateOrder::MonthDayYear, "2024-01-05");
        check("Fri Jan 05 2024 00:00:00 GMT+0100 (CET)", DateOrder::MonthDayYear, "2024-01-05");
    }

    #[test]
    fn periods_are_their_first_day() {
        check("2024-W10", DateOrder::DayMonthYear, "2024-03-04");
        check("Jan-98", DateOrder::DayMonthYear, "1998-01-01");
        check("JAN96", DateOrder::DayMonthYear, "1996-01-01");
        check("Q2 2024", DateOrder::DayMonthYear, "2024-04-01");
    }

    #[test]
    fn numbers_count_days_where_the_column_says_so() {
        check("45296", DateOrder::Excel1900, "2024-01-05");
        check("43834", DateOrder::Excel1904, "2024-01-05");
        check("1704412800", DateOrder::UnixSeconds, "2024-01-05");
        check("45296", DateOrder::DayMonthYear, "Bad(Undecided)");
    }

    #[test]
    fn what_is_no_day_says_why() {
        check("29/02/2023", DateOrder::DayMonthYear, "Bad(NoSuchDay)");
        check("2204-01-06", DateOrder::DayMonthYear, "Bad(OutOfRange)");
        check("soon", DateOrder::DayMonthYear, "Bad(NotADate)");
        check("00.00.0000", DateOrder::DayMonthYear, "Blank");
    }

    #[test]
    fn a_day_above_twelve_proves_the_order() {
        let says = |text| read(text, DateForm::of(DateOrder::DayMonthYear)).says;
        assert_eq!(says("25/01/2024"), OrderEvidence::Only(Separator::Slash, DateOrder::DayMonthYear));
        assert_eq!(says("01-25-2024"), OrderEvidence::Only(Separator::Dash, DateOrder::MonthDayYear));
        assert_eq!(says("03.04.2024"), OrderEvidence::Either(Separator::Point));
        assert_eq!(says("04.04.2024"), OrderEvidence::None);
    }
}
