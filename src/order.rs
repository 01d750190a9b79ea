//! Sorting, compiled once for all types.
//!
//! The standard library's sort is compiled anew for every type and comparison, some 6 KB each, and what is sorted
//! here is mostly short. So numbers are sorted and the elements moved to their places. Only what has millions
//! of elements takes the standard library's sort.

use std::cmp::Ordering;

/// Sorts; elements that compare equal stay in their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by_number = |one: u32, other: u32| match (items.get(one as usize), items.get(other as usize)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let mut from = numbers(items.len() as u32, &by_number);
    for start in 0..from.len() {
        let mut place = start;
        while let Some(source) = from.get_mut(place) {
            let next = std::mem::replace(source, place as u32) as usize;
            if next == start || next == place {
                break;
            }
            items.swap(place, next);
            place = next;
        }
    }
}

/// Sorts from the least to the largest.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The numbers below `count` in order; those that compare equal by number.
pub fn numbers(count: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..count).collect();
    numbers.sort_unstable_by(|&one, &other| compare(one, other).then(one.cmp(&other)));
    numbers
}

/// Puts the `count` least numbers first, ascending; equal ones by what stands beside them. The others follow in any
/// order.
pub fn least(numbered: &mut [(f64, u32)], count: usize) {
    let compare = |one: &(f64, u32), other: &(f64, u32)| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1));
    if count == 0 {
        return;
    }
    if count < numbered.len() {
        numbered.select_nth_unstable_by(count - 1, compare);
    }
    if let Some(first) = numbered.get_mut(..count.min(numbered.len())) {
        first.sort_unstable_by(compare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts by the tens alone, and agrees with the standard library's stable sort.
    #[track_caller]
    fn check(numbers: &[u32]) {
        let (mut found, mut expected) = (numbers.to_vec(), numbers.to_vec());
        sort_by(&mut found, |one, other| (one / 10).cmp(&(other / 10)));
        expected.sort_by_key(|number| number / 10);
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_elements_stay_in_their_order() {
        check(&[]);
        check(&[7]);
        check(&[12, 11, 10]);
        check(&[31, 22, 13, 24, 5, 16, 37, 8, 29]);
        check(&(0..1_000).map(|number| number * 7_919 % 1_000).collect::<Vec<_>>());
    }

    #[test]
    fn the_least_stand_first() {
        let mut numbered: Vec<(f64, u32)> =
            (0..100).map(|place| (f64::from(place * 37 % 10), place)).collect();
        let mut sorted = numbered.clone();
        sorted.sort_by(|one, other| one.partial_cmp(other).unwrap());
        least(&mut numbered, 25);
        assert_eq!(numbered[..25], sorted[..25]);
        least(&mut numbered, 1_000);
        assert_eq!(numbered, sorted);
        least(&mut numbered, 0);
        least(&mut [], 3);
    }
}
