//! Days of the Gregorian calendar, counted from 1970-01-01. No time zones, no clocks.

/// A calendar day: days since 1970-01-01.
pub type Day = i32;

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

/// The day of a year, month (1 to 12) and day of the month (1 to 31) that exist.
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

/// The day of a year (0 to 9999), month and day of the month; none where there is no such day.
///
/// ```
/// use segmented_safety_stock::math::civil::existing_day_of;
/// assert_eq!(existing_day_of(2000, 2, 29), Some(11_016));
/// assert_eq!(existing_day_of(2001, 2, 29), None);
/// ```
pub fn existing_day_of(year: i32, month: i32, of_month: i32) -> Option<Day> {
    if !((0..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&of_month)) {
        return None;
    }
    let day = day_of(year, month, of_month);
    (civil(day) == (year, month, of_month)).then_some(day)
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
}
