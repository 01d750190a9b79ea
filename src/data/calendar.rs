//! Days and periods. A day is a number of days since 1970-01-01; a period is a number in the chosen length.
//!
//! No time zones and no clocks: calendar days only.

pub use crate::math::civil::{Day, civil, day_of, iso};
use crate::protocol::policy::Period;

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

/// The periods of days that come one after the other: most fall in the period of the day before.
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    period: Period,
    number: i32,
    first: Day,
    last: Day,
}

impl Periods {
    /// Of this length.
    pub fn new(period: Period) -> Self {
        Periods { period, number: 0, first: 0, last: -1 }
    }

    /// The number of the period that a day falls in.
    ///
    /// ```
    /// use segmented_safety_stock::data::calendar::Periods;
    /// use segmented_safety_stock::protocol::policy::Period;
    /// let mut weeks = Periods::new(Period::Week);
    /// assert_eq!([3, 4, 10, 11, 3].map(|day| weeks.of(day)), [0, 1, 1, 2, 0]);
    /// ```
    #[inline]
    pub fn of(&mut self, day: Day) -> i32 {
        if day < self.first || day > self.last {
            self.find(day);
        }
        self.number
    }

    fn find(&mut self, day: Day) {
        self.number = self.period.of(day);
        (self.first, self.last) = (self.period.first_day(self.number), self.period.last_day(self.number));
    }
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
