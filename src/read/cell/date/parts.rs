//! The numbers and words of a date, and the day that they name.

use super::super::month::{Word, word};
use super::form::{DateForm, DateOrder, Separator};
use super::{BadDate, DateCell, OrderEvidence, Reading, Span, bad, day_in_range, plainly};
use crate::math::civil::existing_day_of;

/// The numbers and words of a date, in order.
#[derive(Default)]
pub(super) struct Parts {
    numbers: Vec<(i64, usize)>,
    month: Option<u8>,
    week: bool,
    quarter: bool,
    separator: Option<Separator>,
}

impl Parts {
    pub(super) fn of(text: &str) -> Option<Parts> {
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

    pub(super) fn read(&self, form: DateForm) -> Reading {
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
