//! Periods that headers number or name without a year: `jan` to `dec`, `M1` to `M24`, `latest`, `last -1`, ...
//!
//! Only their order matters to the figures. They are laid on the calendar from January 2001 (weeks from Monday
//! 2001-01-01), oldest first, and a finding says so.

use super::cell::month_number;
use super::header;
use super::plan::Period;
use crate::math::civil::existing_day_of;

/// The year that undated periods begin in; its first day is a Monday.
const YEAR: i32 = 2001;

/// The place of a header in its series, and whether the series counts weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    column: usize,
    index: i32,
    weeks: bool,
}

/// The columns whose headers name undated periods; none where fewer than three do.
pub(super) fn periods(headers: &[String]) -> Vec<Period> {
    let named = |place: fn(&str) -> Option<(i32, bool)>| -> Vec<Place> {
        let columns = headers.iter().enumerate();
        columns
            .filter_map(|(column, header)| {
                let (index, weeks) = place(header)?;
                Some(Place { column, index, weeks })
            })
            .collect()
    };
    let series = [(unrolled(named(month)), true), (named(numbered), false), (named(latest), false)];
    let (longest, by_name) = series.into_iter().max_by_key(|(places, _)| places.len()).unwrap_or_default();
    let mut indices: Vec<i32> = longest.iter().map(|place| place.index).collect();
    indices.sort_unstable();
    let first = indices.first().copied().unwrap_or(0);
    let consecutive = indices.iter().zip(first..).all(|(index, expected)| *index == expected);
    if longest.len() < 3 || !consecutive {
        return Vec::new();
    }
    let offset = if by_name { 1 } else { first };
    longest
        .iter()
        .filter_map(|place| Some(Period { column: place.column, day: day(*place, offset)? }))
        .collect()
}

fn day(place: Place, offset: i32) -> Option<i32> {
    let index = place.index - offset;
    if place.weeks {
        return Some(existing_day_of(YEAR, 1, 1)? + 7 * index);
    }
    existing_day_of(YEAR + index.div_euclid(12), index.rem_euclid(12) + 1, 1)
}

/// A month's name alone.
fn month(header: &str) -> Option<(i32, bool)> {
    month_number(header.trim()).map(|month| (i32::from(month), false))
}

/// Months in the order of their columns, going on into the next year behind December (or into the year before,
/// where the newest stands first).
fn unrolled(mut months: Vec<Place>) -> Vec<Place> {
    let falls = months.windows(2).filter(|pair| matches!(pair, [a, b] if b.index - a.index == -1)).count();
    let newest_first = falls * 2 > months.len();
    let mut year = 0;
    let mut before: Option<i32> = None;
    for place in &mut months {
        let month = place.index;
        if before.is_some_and(|before| if newest_first { month > before } else { month < before }) {
            year += if newest_first { -12 } else { 12 };
        }
        before = Some(month);
        place.index += year;
    }
    months
}

/// A word for a period and its number: `M1`, `week 12`, `Period 3`.
fn numbered(header: &str) -> Option<(i32, bool)> {
    let compact = header::compact(header);
    let start = compact.find(|c: char| c.is_ascii_digit())?;
    let (word, number) = compact.split_at_checked(start)?;
    let weeks = match word {
        "w" | "wk" | "week" | "kw" | "woche" => true,
        "p" | "period" | "m" | "month" | "monat" | "t" | "periode" => false,
        _ => return None,
    };
    Some((number.parse().ok().filter(|number| (0..=600).contains(number))?, weeks))
}

/// `latest`, `last -1`, `last -2`: the newest first.
fn latest(header: &str) -> Option<(i32, bool)> {
    let compact = header::compact(header);
    if matches!(compact.as_str(), "latest" | "last" | "current") {
        return Some((0, false));
    }
    let number: i32 = compact.strip_prefix("last").or_else(|| compact.strip_prefix("lag"))?.parse().ok()?;
    (number <= 600).then_some((-number, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::civil::iso;

    #[track_caller]
    fn check(headers: &str, days: &[&str]) {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let found: Vec<String> = periods(&headers).iter().map(|period| iso(period.day)).collect();
        assert_eq!(found, days, "{headers:?}");
    }

    #[test]
    fn months_by_name() {
        check("Sku,jan,feb,mar,unit cost", &["2001-01-01", "2001-02-01", "2001-03-01"]);
        check("Sku,Nov,Dec,Jan", &["2001-11-01", "2001-12-01", "2002-01-01"]);
    }

    #[test]
    fn numbered_periods() {
        check("item,M1,M2,M3", &["2001-01-01", "2001-02-01", "2001-03-01"]);
        check("item,W1,W2,W3", &["2001-01-01", "2001-01-08", "2001-01-15"]);
    }

    #[test]
    fn the_newest_may_stand_first() {
        check("x,latest,last -1,last -2", &["2001-03-01", "2001-02-01", "2001-01-01"]);
    }

    #[test]
    fn two_are_no_series() {
        check("item,jan,feb", &[]);
        check("item,P1,P7,P9", &[]);
    }
}
