//! Rows put where they belong, column by column, some thousand at a time.
//!
//! Rows of a day-by-day file reach the places of the units asked for often again and again, so that what is written
//! stays near; fetching the rows of one unit after the other would not. Each loop stands in a function that is called
//! for some thousand rows: a browser compiles for speed what is called often, not a loop that is entered once.

use wide::i32x4;

use super::calendar::Day;

/// Rows in one call.
const AT_ONCE: usize = 4096;

/// How often each number below `most` occurs.
pub(super) fn counts(numbers: &[u32], most: usize) -> Vec<u32> {
    let mut counts = vec![0; most];
    numbers.chunks(AT_ONCE).for_each(|numbers| count(numbers, &mut counts));
    counts
}

#[inline(never)]
fn count(numbers: &[u32], counts: &mut [u32]) {
    for number in numbers {
        counts.get_mut(*number as usize).into_iter().for_each(|count| *count += 1);
    }
}

/// Where each row belongs: at the next place of its unit.
pub(super) fn in_order(units: &[u32], mut next: Vec<u32>) -> Vec<u32> {
    let mut places = Vec::with_capacity(units.len());
    units.chunks(AT_ONCE).for_each(|units| take_places(units, &mut next, &mut places));
    places
}

#[inline(never)]
fn take_places(units: &[u32], next: &mut [u32], places: &mut Vec<u32>) {
    places.extend(units.iter().map(|unit| match next.get_mut(*unit as usize) {
        Some(next) => std::mem::replace(next, *next + 1),
        None => 0,
    }));
}

/// The same, where rows come in another order.
pub(super) fn in_order_of(rows: &[u32], units: &[u32], mut next: Vec<u32>) -> Vec<u32> {
    let mut places = vec![0; units.len()];
    rows.chunks(AT_ONCE).for_each(|rows| take_places_of(rows, units, &mut next, &mut places));
    places
}

#[inline(never)]
fn take_places_of(rows: &[u32], units: &[u32], next: &mut [u32], places: &mut [u32]) {
    for row in rows {
        let next = units.get(*row as usize).and_then(|unit| next.get_mut(*unit as usize));
        let (Some(next), Some(place)) = (next, places.get_mut(*row as usize)) else { continue };
        *place = std::mem::replace(next, *next + 1);
    }
}

/// The rows day by day, those of a day in their order; `met` are the days, ascending.
pub(super) fn by_day(days: &[Day], met: &[Day]) -> Vec<u32> {
    let (first, last) = (met.first().copied().unwrap_or_default(), met.last().copied().unwrap_or_default());
    let days: Vec<u32> = days.iter().map(|day| (day - first) as u32).collect();
    let mut next = counts(&days, (last - first) as usize + 1);
    let mut start = 0;
    for count in &mut next {
        (*count, start) = (start, start + *count);
    }
    inverse(&in_order(&days, next))
}

/// The values, each at its place; none where there are none.
pub(super) fn placed<T: Copy + Default>(values: &[T], places: &[u32]) -> Vec<T> {
    let mut to = vec![T::default(); values.len()];
    let some = values.chunks(AT_ONCE).zip(places.chunks(AT_ONCE));
    some.for_each(|(values, places)| place(values, places, &mut to));
    to
}

#[inline(never)]
fn place<T: Copy>(values: &[T], places: &[u32], to: &mut [T]) {
    for (value, place) in values.iter().zip(places) {
        to.get_mut(*place as usize).into_iter().for_each(|to| *to = *value);
    }
}

/// For each place the row that belongs there.
pub(super) fn inverse(places: &[u32]) -> Vec<u32> {
    let mut rows = vec![0; places.len()];
    for (first, places) in (0..).step_by(AT_ONCE).zip(places.chunks(AT_ONCE)) {
        place_rows(first, places, &mut rows);
    }
    rows
}

#[inline(never)]
fn place_rows(first: u32, places: &[u32], rows: &mut [u32]) {
    for (row, place) in (first..).zip(places) {
        rows.get_mut(*place as usize).into_iter().for_each(|to| *to = row);
    }
}

/// Whether no day stands behind a later one.
pub(super) fn is_ascending(days: &[Day]) -> bool {
    let some = || days.chunks(AT_ONCE);
    some().all(ascends) && some().zip(some().skip(1)).all(|(one, next)| one.last() <= next.first())
}

#[inline(never)]
fn ascends(days: &[Day]) -> bool {
    days.is_sorted()
}

/// The days met, ascending.
pub(super) fn distinct(days: &[Day]) -> Vec<Day> {
    let mut met = Vec::new();
    if days.chunks(AT_ONCE).all(|days| meet_ascending(days, &mut met)) {
        return met;
    }
    let ends = days.chunks(AT_ONCE).filter_map(ends);
    let Some((first, last)) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else {
        return Vec::new();
    };
    let mut met = vec![false; (last - first) as usize + 1];
    days.chunks(AT_ONCE).for_each(|days| meet(days, first, &mut met));
    (first..=last).zip(met).filter(|(_, met)| *met).map(|(day, _)| day).collect()
}

/// Adds the days behind those met so far, as long as none comes before them: as in a file that is read day by day.
#[inline(never)]
fn meet_ascending(days: &[Day], met: &mut Vec<Day>) -> bool {
    let mut last = met.last().copied();
    for day in days {
        if Some(*day) != last {
            if Some(*day) < last {
                return false;
            }
            met.push(*day);
            last = Some(*day);
        }
    }
    true
}

/// The first and the last day of some.
#[inline(never)]
fn ends(days: &[Day]) -> Option<(Day, Day)> {
    days.iter().fold(None, |ends, day| {
        let (first, last) = ends.unwrap_or((*day, *day));
        Some((first.min(*day), last.max(*day)))
    })
}

#[inline(never)]
fn meet(days: &[Day], first: Day, met: &mut [bool]) {
    for day in days {
        met.get_mut((day - first) as usize).into_iter().for_each(|met| *met = true);
    }
}

/// The sum, signs left aside.
pub(super) fn sum(values: &[i32]) -> u64 {
    values.chunks(AT_ONCE).map(some_summed).sum()
}

#[inline(never)]
fn some_summed(values: &[i32]) -> u64 {
    values.iter().map(|value| u64::from(value.unsigned_abs())).sum()
}

/// The sum of the products, signs left aside.
pub(super) fn sum_of_products(ones: &[i32], others: &[i32]) -> u128 {
    let some = ones.chunks(AT_ONCE).zip(others.chunks(AT_ONCE));
    some.map(|(ones, others)| some_products_summed(ones, others)).sum()
}

/// Both halves of the products apart: a browser adds no longer numbers at once.
#[inline(never)]
fn some_products_summed(ones: &[i32], others: &[i32]) -> u128 {
    let (mut low, mut high) = (0, 0);
    for (one, other) in ones.iter().zip(others) {
        let product = (i64::from(*one) * i64::from(*other)).unsigned_abs();
        low += product & u64::from(u32::MAX);
        high += product >> 32;
    }
    (u128::from(high) << 32) + u128::from(low)
}

/// Whether a value is among others.
pub(super) fn holds(values: &[i32], value: i32) -> bool {
    values.chunks(AT_ONCE).any(|values| some_hold(values, value))
}

#[inline(never)]
fn some_hold(values: &[i32], value: i32) -> bool {
    let (fours, rest) = values.as_chunks::<4>();
    let same = |four: &[i32; 4]| i32x4::new(*four).simd_eq(i32x4::splat(value));
    let found = fours.iter().fold(i32x4::splat(0), |found, four| found | same(four));
    found.to_bitmask() != 0 || rest.contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More rows than are looked at in one call.
    const ROWS: u32 = 10_000;

    #[test]
    fn rows_come_to_their_places_in_their_order() {
        let units: Vec<u32> = (0..ROWS).map(|row| row * 7 % 3).collect();
        let starts = |counts: &[u32]| vec![0, counts[0], counts[0] + counts[1]];
        let counts = counts(&units, 3);
        let places = in_order(&units, starts(&counts));
        let (sorted, rows) = (placed(&units, &places), inverse(&places));
        assert!(sorted.is_sorted() && sorted.len() == units.len());
        assert!(
            rows.chunk_by(|one, next| units[*one as usize] == units[*next as usize]).all(<[u32]>::is_sorted)
        );
        let backwards: Vec<u32> = (0..ROWS).rev().collect();
        let rows = inverse(&in_order_of(&backwards, &units, starts(&counts)));
        let falls = |rows: &[u32]| rows.is_sorted_by(|one, next| one > next);
        assert!(rows.chunk_by(|one, next| units[*one as usize] == units[*next as usize]).all(falls));
    }

    #[test]
    fn days_are_met_in_any_order() {
        let days: Vec<Day> = (0..ROWS as Day).map(|row| row * 31 % 17 - 5).collect();
        let met = distinct(&days);
        assert_eq!(met, (-5..12).collect::<Vec<Day>>());
        let rows = by_day(&days, &met);
        assert!(rows.is_sorted_by_key(|row| (days[*row as usize], *row)));
        assert!(!is_ascending(&days) && is_ascending(&met));
        let ascending: Vec<Day> = (0..ROWS as Day).map(|row| row / 3_000 * 7).collect();
        assert_eq!((distinct(&ascending), distinct(&[])), (vec![0, 7, 14, 21], Vec::new()));
        let mut ascending: Vec<Day> = (0..ROWS as Day).collect();
        assert!(is_ascending(&ascending));
        ascending[AT_ONCE] = 0;
        assert!(!is_ascending(&ascending));
    }

    #[test]
    fn a_value_is_found_wherever_it_stands() {
        let mut values = vec![7; AT_ONCE + 6];
        for place in [0, 3, 4095, AT_ONCE, AT_ONCE + 5] {
            assert!(!holds(&values, i32::MIN));
            values[place] = i32::MIN;
            assert!(holds(&values, i32::MIN), "{place}");
            values[place] = 7;
        }
    }

    #[test]
    fn sums_leave_signs_aside() {
        let (ones, others) = (vec![i32::MIN; ROWS as usize], vec![i32::MAX; ROWS as usize]);
        assert_eq!(sum(&ones), u64::from(ROWS) << 31);
        assert_eq!(sum_of_products(&ones, &others), u128::from(ROWS) * (1 << 31) * ((1 << 31) - 1));
    }
}
