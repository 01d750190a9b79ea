//! Days as people and programs write them. A day is counted from 1970-01-01; a time of day and an offset from
//! UTC behind it never move it: the written day is kept.
//!
//! Years run from 1970 to 2100, so that a typing error does not open centuries of empty periods; two-digit
//! years mean 1950 to 2049. A month, week or quarter is its first day.

use super::month::{Word, word};
use super::number::is_sheet_error;
use super::text::{is_placeholder, trimmed};
use crate::math::civil::existing_day_of;

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

/// The order of three numbers, or what a single number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateOrder {
    /// `2024-01-05`
    YearMonthDay,
    /// `05.01.2024`
    DayMonthYear,
    /// `01/05/2024`
    MonthDayYear,
    /// Days of a spreadsheet that calls 1900-01-01 day 1 and believes in 29 February 1900.
    Excel1900,
    /// Days since 1904-01-01.
    Excel1904,
    /// Seconds since 1970-01-01.
    UnixSeconds,
    /// Milliseconds since 1970-01-01.
    UnixMilliseconds,
}

impl DateOrder {
    /// Every order.
    pub const ALL: &[DateOrder] = &[
        DateOrder::YearMonthDay,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::Excel1900,
        DateOrder::Excel1904,
        DateOrder::UnixSeconds,
        DateOrder::UnixMilliseconds,
    ];

    /// Its name in a policy's `columns`.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::YearMonthDay => "year-month-day",
            DateOrder::DayMonthYear => "day-month-year",
            DateOrder::MonthDayYear => "month-day-year",
            DateOrder::Excel1900 => "excel-1900",
            DateOrder::Excel1904 => "excel-1904",
            DateOrder::UnixSeconds => "unix-seconds",
            DateOrder::UnixMilliseconds => "unix-milliseconds",
        }
    }

    /// The order of a name.
    pub fn named(name: &str) -> Option<DateOrder> {
        DateOrder::ALL.iter().copied().find(|order| order.name() == name)
    }
}

/// How the dates of a column are read. What is unambiguous (a year of four digits in front, a month by name)
/// is read under every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateForm {
    /// The order of three numbers apart by a point, a slash, a dash; none refuses them.
    pub orders: [Option<DateOrder>; 3],
    /// What a single number counts; none refuses it.
    pub serial: Option<DateOrder>,
}

impl DateForm {
    /// One order for every separator.
    pub fn of(order: DateOrder) -> DateForm {
        match order {
            DateOrder::YearMonthDay | DateOrder::DayMonthYear | DateOrder::MonthDayYear => {
                DateForm { orders: [Some(order); 3], serial: None }
            }
            serial => DateForm { orders: [Some(DateOrder::DayMonthYear); 3], serial: Some(serial) },
        }
    }

    fn order(self, separator: Separator) -> Option<DateOrder> {
        let [point, slash, dash] = self.orders;
        match separator {
            Separator::Point => point,
            Separator::Slash => slash,
            Separator::Dash => dash,
        }
    }
}

/// What stands between the numbers of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `.`
    Point,
    /// `/` and anything else.
    Slash,
    /// `-`
    Dash,
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

/// The numbers and words of a date, in order.
#[derive(Default)]
struct Parts {
    numbers: Vec<(i64, usize)>,
    month: Option<u8>,
    week: bool,
    quarter: bool,
    separator: Option<Separator>,
}

impl Parts {
    fn of(text: &str) -> Option<Parts> {
        let mut parts = Parts::default();
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            let length = if first.is_ascii_digit() {
                run(rest, |c| c.is_ascii_digit())
            } else if first.is_alphabetic() {
                run(rest, char::is_alphabetic)
            } else {
                first.len_utf8()
            };
            let (part, behind) = rest.split_at_checked(length)?;
            parts.take(part, first)?;
            rest = behind;
        }
        (!parts.numbers.is_empty()).then_some(parts)
    }

    fn take(&mut self, part: &str, first: char) -> Option<()> {
        if first.is_ascii_digit() {
            self.numbers.push((part.parse().ok()?, part.len()));
            return (self.numbers.len() <= 3).then_some(());
        }
        if !first.is_alphabetic() {
            return self.separate(first);
        }
        match word(part)? {
            Word::Month(month) => {
                let free = self.month.replace(month).is_none();
                free.then_some(())
            }
            Word::Week => {
                self.week = true;
                Some(())
            }
            Word::Quarter => {
                self.quarter = true;
                Some(())
            }
            Word::Nothing => Some(()),
        }
    }

    fn separate(&mut self, sign: char) -> Option<()> {
        let separator = match sign {
            '.' => Separator::Point,
            '-' => Separator::Dash,
            '/' | ' ' | ',' | '\'' | '_' | '年' | '月' | '日' => Separator::Slash,
            _ => return None,
        };
        self.separator.get_or_insert(separator);
        Some(())
    }

    fn read(&self, form: DateForm) -> Reading {
        if self.week || self.quarter {
            return self.period();
        }
        match (self.month, self.numbers.as_slice()) {
            (Some(month), &[day, year]) if day.1 <= 2 => full(year, i64::from(month), day.0),
            (Some(month), &[year, day]) => full(year, i64::from(month), day.0),
            (Some(month), &[year]) if year.1 == 4 || year.1 == 2 => month_of(year, i64::from(month)),
            (None, &[year, month, day]) if year.1 == 4 => full(year, month.0, day.0),
            (None, &[first, second, third]) if first.1 <= 2 && second.1 <= 2 => {
                self.ordered(form, first, second, third)
            }
            (None, &[year, month] | &[month, year]) if year.1 == 4 && month.1 <= 2 => month_of(year, month.0),
            (None, &[year, day]) if year.1 == 4 && day.1 == 3 => day_of_year(year.0, day.0),
            (None, &[number, _]) if self.separator == Some(Separator::Point) => serial(number, form),
            (None, &[number]) => single(number, form),
            _ => bad(BadDate::NotADate),
        }
    }

    /// Three numbers without a year in front: the column's order decides, and the cell may prove one.
    fn ordered(
        &self,
        form: DateForm,
        first: (i64, usize),
        second: (i64, usize),
        third: (i64, usize),
    ) -> Reading {
        if third.1 != 4 && third.1 != 2 {
            return bad(BadDate::NotADate);
        }
        if first.0 == 0 && second.0 == 0 && third.0 == 0 {
            return plainly(DateCell::Blank);
        }
        let separator = self.separator.unwrap_or(Separator::Slash);
        let in_range = matches!(full(third, 1, 1).cell, DateCell::Day(_));
        let says = match (first.0 > 12, second.0 > 12) {
            _ if !in_range && first.0 <= 31 => OrderEvidence::None,
            (false, false) if first.0 == second.0 && third.1 == 4 => OrderEvidence::None,
            (false, false) => OrderEvidence::Either(separator),
            (true, false) if first.0 > 31 && third.1 == 2 => {
                OrderEvidence::Only(separator, DateOrder::YearMonthDay)
            }
            (true, false) => OrderEvidence::Only(separator, DateOrder::DayMonthYear),
            (false, true) => OrderEvidence::Only(separator, DateOrder::MonthDayYear),
            (true, true) => OrderEvidence::None,
        };
        let reading = match form.order(separator) {
            Some(DateOrder::MonthDayYear) => full(third, first.0, second.0),
            Some(DateOrder::YearMonthDay) if third.1 == 2 => full((first.0, 2), second.0, third.0),
            Some(_) => full(third, second.0, first.0),
            None => bad(BadDate::Undecided),
        };
        Reading { says, ..reading }
    }

    /// A week or a quarter, its year before or behind.
    fn period(&self) -> Reading {
        let (year, number, weekday) = match self.numbers.as_slice() {
            [year, number] | [number, year] if year.1 == 4 => (year.0, number.0, 1),
            [year, number, weekday] if year.1 == 4 => (year.0, number.0, weekday.0),
            _ => return bad(BadDate::NotADate),
        };
        if self.quarter {
            let month = if (1..=4).contains(&number) { number * 3 - 2 } else { 0 };
            return Reading { span: Span::Quarter, ..full((year, 4), month, 1) };
        }
        let span = if self.numbers.len() == 3 { Span::Day } else { Span::Week };
        Reading { span, ..week_day(year, number, weekday) }
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !belongs(c)).unwrap_or(text.len())
}

/// A day of a year of two or four digits.
fn full(year: (i64, usize), month: i64, day: i64) -> Reading {
    if year.0 == 0 && year.1 == 4 && month == 0 && day == 0 {
        return plainly(DateCell::Blank);
    }
    if year.1 != 2 && year.1 != 4 || month > 99 || day > 99 {
        return bad(BadDate::NotADate);
    }
    let century = match year {
        (short, 2) if short < 50 => 2000,
        (_, 2) => 1900,
        _ => 0,
    };
    let cell = day_in_range(year.0 as i32 + century, month as i32, day as i32);
    Reading { two_digit_year: year.1 == 2, ..plainly(cell) }
}

fn month_of(year: (i64, usize), month: i64) -> Reading {
    Reading { span: Span::Month, ..full(year, month, 1) }
}

fn day_of_year(year: i64, day: i64) -> Reading {
    let year = year as i32;
    let (Some(first), Some(last)) = (existing_day_of(year, 1, 1), existing_day_of(year, 12, 31)) else {
        return bad(BadDate::NoSuchDay);
    };
    let day = first + day as i32 - 1;
    match day_in_range(year, 1, 1) {
        DateCell::Day(_) if day >= first && day <= last => plainly(DateCell::Day(day)),
        DateCell::Day(_) => bad(BadDate::NoSuchDay),
        other => plainly(other),
    }
}

/// Day `weekday` (1 is Monday) of an ISO week.
fn week_day(year: i64, week: i64, weekday: i64) -> Reading {
    let DateCell::Day(fourth) = day_in_range(year as i32, 1, 4) else { return bad(BadDate::OutOfRange) };
    if !(1..=53).contains(&week) || !(1..=7).contains(&weekday) {
        return bad(BadDate::NoSuchDay);
    }
    let monday = fourth - (fourth + 3).rem_euclid(7);
    plainly(DateCell::Day(monday + (week as i32 - 1) * 7 + weekday as i32 - 1))
}

/// A single number: `yyyymmdd`, `yyyymm`, or a count of days or seconds where the form says so.
fn single(number: (i64, usize), form: DateForm) -> Reading {
    let (value, digits) = number;
    if form.serial.is_some() {
        return serial(number, form);
    }
    match digits {
        8 if value == 0 => plainly(DateCell::Blank),
        8 => full((value / 10_000, 4), value / 100 % 100, value % 100),
        6 if (197_001..=210_012).contains(&value) => month_of((value / 100, 4), value % 100),
        5 if (25_569..=73_415).contains(&value) => counted(DateOrder::Excel1900),
        10 => counted(DateOrder::UnixSeconds),
        13 => counted(DateOrder::UnixMilliseconds),
        _ => bad(BadDate::NotADate),
    }
}

fn counted(order: DateOrder) -> Reading {
    Reading { says: OrderEvidence::Serial(order), ..bad(BadDate::Undecided) }
}

/// A count of days or seconds.
fn serial(number: (i64, usize), form: DateForm) -> Reading {
    let value = number.0;
    let day = match form.serial {
        Some(DateOrder::Excel1900) if value == 60 || !(1..=2_958_465).contains(&value) => None,
        Some(DateOrder::Excel1900) if value < 60 => Some(value - 25_568),
        Some(DateOrder::Excel1900) => Some(value - 25_569),
        Some(DateOrder::Excel1904) if (0..=2_957_003).contains(&value) => Some(value - 24_107),
        Some(DateOrder::UnixSeconds) if number.1 <= 12 => Some(value.div_euclid(86_400)),
        Some(DateOrder::UnixMilliseconds) if number.1 <= 15 => Some(value.div_euclid(86_400_000)),
        _ => None,
    };
    match day {
        Some(day) => Reading { says: OrderEvidence::None, ..plainly(DateCell::Day(day as i32)) },
        None => bad(BadDate::NotADate),
    }
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
