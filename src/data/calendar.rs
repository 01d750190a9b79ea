//! Days and periods. A day is a number of days since 1970-01-01; a period is a number in the chosen length.
//!
//! No time zones and no clocks: calendar days only.

use crate::protocol::policy::Period;

/// A calendar day: days since 1970-01-01.
pub type Day = i32;

/// Days in a year, as every "a year" here means it.
pub const DAYS_IN_YEAR: f64 = 365.25;

impl Period {
    /// Days in a period: 1, 7, or the mean month of 30.4375.
    pub fn days(self) -> f64 {
        match self {
            Period::Day => 1.0,
            Period::Week => 7.0,
            Period::Month => 30.4375,
        }
    }

    /// The number of the period that a day falls in: days since 1970-01-01, weeks from Monday 1969-12-29,
    /// or months since January 1970.
    pub fn of(self, day: Day) -> i32 {
        match self {
            Period::Day => day,
            Period::Week => (day + 3).div_euclid(7),
            Period::Month => {
                let (year, month, _) = civil(day);
                (year - 1970) * 12 + month - 1
            }
        }
    }

    /// The first day of a period.
    pub fn first_day(self, period: i32) -> Day {
        match self {
            Period::Day => period,
            Period::Week => period * 7 - 3,
            Period::Month => day_of(1970 + period.div_euclid(12), period.rem_euclid(12) + 1, 1),
        }
    }

    /// The last day of a period.
    pub fn last_day(self, period: i32) -> Day {
        self.first_day(period + 1) - 1
    }
}

/// Year, month and day of a day, in the proleptic Gregorian calendar.
///
/// # Source
/// Howard Hinnant, *chrono-compatible low-level date algorithms*, `civil_from_days`.
pub fn civil(day: Day) -> (i32, i32, i32) {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as i32, day_of_month as i32)
}

/// The day of a year, month (1 to 12) and day of the month (1 to 31).
pub fn day_of(year: i32, month: i32, day: i32) -> Day {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = i64::from((month + 9).rem_euclid(12));
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as i32
}

/// A day as `2026-11-22`.
pub fn iso(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The grain of dates that are already bucketed: all on one weekday, or all on the first or the last of a month.
///
/// At least two dates make a weekly grain, three a monthly one; a month is tried before a week. `None`: single
/// transactions. The days come sorted, each once.
///
/// ```
/// use segmented_safety_stock::data::calendar::{day_of, grain};
/// use segmented_safety_stock::protocol::policy::Period;
/// let month_ends = [day_of(2024, 1, 31), day_of(2024, 2, 29), day_of(2024, 3, 31)];
/// assert_eq!(grain(&month_ends), Some(Period::Month));
/// ```
pub fn grain(days: &[Day]) -> Option<Period> {
    let first = *days.first()?;
    let starts_month = |day: &Day| civil(*day).2 == 1;
    let ends_month = |day: &Day| civil(*day + 1).2 == 1;
    if days.len() >= 3 && (days.iter().all(starts_month) || days.iter().all(ends_month)) {
        return Some(Period::Month);
    }
    let same_weekday = |day: &Day| (day - first).rem_euclid(7) == 0;
    (days.len() >= 2 && days.iter().all(same_weekday)).then_some(Period::Week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(year: i32, month: i32, day: i32, number: Day) {
        assert_eq!((day_of(year, month, day), civil(number)), (number, (year, month, day)));
    }

    #[test]
    fn days_count_from_1970() {
        check(1970, 1, 1, 0);
        check(2000, 2, 29, 11_016);
        check(1969, 12, 31, -1);
        check(2026, 11, 22, 20_779);
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for day in -80_000..80_000 {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_of(year, month, of_month), day);
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday = day_of(2026, 11, 16);
        let week = Period::Week.of(monday);
        assert_eq!((Period::Week.of(monday - 1), Period::Week.of(monday + 6)), (week - 1, week));
        assert_eq!((Period::Week.first_day(week), Period::Week.last_day(week)), (monday, monday + 6));
    }

    #[test]
    fn months_have_their_own_lengths() {
        let february = Period::Month.of(day_of(2024, 2, 10));
        assert_eq!(Period::Month.last_day(february), day_of(2024, 2, 29));
        assert_eq!(Period::Month.first_day(Period::Month.of(-1)), day_of(1969, 12, 1));
    }

    #[test]
    fn dates_on_one_weekday_are_weeks_and_mixed_ones_are_transactions() {
        let friday = day_of(2026, 11, 20);
        assert_eq!(grain(&[friday - 21, friday - 7, friday]), Some(Period::Week));
        assert_eq!(grain(&[friday - 20, friday - 7, friday]), None);
        assert_eq!(grain(&[friday]), None);
        assert_eq!(grain(&[day_of(2024, 1, 1), day_of(2024, 4, 1), day_of(2024, 7, 1)]), Some(Period::Month));
    }
}
