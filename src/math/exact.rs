//! Sums of doubles without rounding on the way: the same bits in any order and any grouping.
//!
//! In: doubles. Out: their exact sum, rounded once. The sum is kept as a list of doubles that do not overlap.
//! Source: J. R. Shewchuk, *Adaptive Precision Floating-Point Arithmetic* (1997); the last rounding as in
//! Python's `math.fsum`.

use crate::pack::{Pack, Unpack};

/// Magnitudes above this make the sum NaN: beyond it a partial sum might overflow in one order and not in another.
pub const MOST: f64 = 1e290;

/// An exact sum of doubles.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    /// Least magnitude first; none overlaps another.
    partials: Vec<f64>,
    unknown: bool,
}

impl Sum {
    /// The empty sum, which is 0.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one value. NaN, infinities and magnitudes above [`MOST`] make the whole sum NaN.
    pub fn add(&mut self, value: f64) {
        if !(value.abs() <= MOST) {
            self.unknown = true;
            return;
        }
        let mut carried = value;
        self.partials.retain_mut(|partial| {
            let (sum, error) = two_sum(carried, *partial);
            carried = sum;
            *partial = error;
            error != 0.0
        });
        if carried != 0.0 {
            self.partials.push(carried);
        }
    }

    /// Adds another sum, exactly.
    pub fn merge(&mut self, other: &Self) {
        self.unknown |= other.unknown;
        for &partial in &other.partials {
            self.add(partial);
        }
    }

    /// Writes it, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.reals(&self.partials);
        to.flag(self.unknown);
    }

    /// Reads what [`Sum::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        Sum { partials: from.reals(), unknown: from.flag() }
    }

    /// The double nearest to the exact sum; ties to even.
    pub fn value(&self) -> f64 {
        if self.unknown {
            return f64::NAN;
        }
        let mut rest = self.partials.iter().rev().copied();
        let (mut high, mut low) = (rest.next().unwrap_or(0.0), 0.0);
        while low == 0.0 {
            let Some(next) = rest.next() else { return high };
            (high, low) = two_sum(high, next);
        }
        // Half-way cases are decided by the partials still unread.
        if rest.next().is_some_and(|next| (next < 0.0) == (low < 0.0)) {
            let doubled = low * 2.0;
            let moved = high + doubled;
            if moved - high == doubled {
                return moved;
            }
        }
        high
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::new();
        values.into_iter().for_each(|value| sum.add(value));
        sum
    }
}

/// The rounded sum of two doubles and what the rounding lost, exactly (Knuth).
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f64], expected: f64) {
        let forward = values.iter().copied().collect::<Sum>().value();
        let backward = values.iter().rev().copied().collect::<Sum>().value();
        assert_eq!(
            (forward.to_bits(), backward.to_bits()),
            (expected.to_bits(), expected.to_bits()),
            "{forward}"
        );
    }

    #[test]
    fn rounds_once() {
        check(&[0.1; 10], 1.0);
        check(&[1e100, 1.0, -1e100], 1.0);
        check(&[1.0, 1e-16, 1e-16], 1.000_000_000_000_000_2);
        check(&[9_007_199_254_740_992.0, 1.0, 1e-30], 9_007_199_254_740_994.0);
        check(&[9_007_199_254_740_992.0, 1.0, -1e-30], 9_007_199_254_740_992.0);
        check(&[], 0.0);
        check(&[5.0, -5.0], 0.0);
    }

    #[test]
    fn any_grouping_gives_the_same_bits() {
        let values: Vec<f64> = (1..200).map(|i| 1e17 / f64::from(i * i) - 1e9 / f64::from(i)).collect();
        let whole = values.iter().copied().collect::<Sum>().value();
        for cut in [1, 50, 150] {
            let mut right: Sum = values[cut..].iter().copied().collect();
            right.merge(&values[..cut].iter().copied().collect());
            assert_eq!(right.value().to_bits(), whole.to_bits());
        }
    }

    #[test]
    fn what_is_no_number_shows() {
        for odd in [f64::NAN, f64::INFINITY, 1e300] {
            assert!([1.0, odd, -odd].into_iter().collect::<Sum>().value().is_nan());
        }
    }
}
