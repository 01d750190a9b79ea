//! Mean and standard deviation of a history.
//!
//! In: one value a period. Out: mean and the deviation with n - 1. Values are shifted by the first one before
//! anything is squared, sums carry their rounding error along, and the mean's own error is taken out of the squares.

use std::ops::{Add, Sub};

use wide::f64x2;

use super::decimal;

/// Mean and spread of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many values.
    pub count: u64,
    /// Their mean.
    pub mean: f64,
    /// Their variance with n - 1; `None` for a single value.
    pub variance: Option<f64>,
}

impl Moments {
    /// The standard deviation with n - 1; `None` for a single value.
    pub fn sd(&self) -> Option<f64> {
        self.variance.map(f64::sqrt)
    }
}

/// Mean and n - 1 variance; `None` without values. NaN gives NaN.
///
/// ```
/// # use segmented_safety_stock::math::moments::moments;
/// let found = moments(&[-5.0, 10.0, 0.0, 3.0]).unwrap();
/// assert_eq!(found.mean, 2.0);
/// assert!((found.sd().unwrap() - 6.271_629_240_742_259).abs() < 1e-14);
/// ```
pub fn moments(values: &[f64]) -> Option<Moments> {
    with_zeros(values, 0)
}

/// The same for a series of which only some values are given, and `zeros` more are zero.
pub fn with_zeros(values: &[f64], zeros: u64) -> Option<Moments> {
    let count = values.len() as u64 + zeros;
    if count == 0 {
        return None;
    }
    let (n, empty) = (count as f64, zeros as f64);
    let shift = values.first().copied().unwrap_or(0.0);
    let shifted = values.iter().map(|value| value - shift);
    let mean = (compensated(shifted.clone()) - empty * shift) / n;
    let mut both = Compensated::<f64x2>::default(); // values and squares: one beside the other takes half the time
    for away in shifted.map(|value| value - mean) {
        both.add(f64x2::new([away, away * away]));
    }
    let [off, squares] = both.value().to_array();
    let off = off - empty * (shift + mean);
    let squares = squares + empty * (shift + mean) * (shift + mean) - off * off / n;
    let variance = (count > 1).then(|| squares.max(0.0) / (n - 1.0));
    Some(Moments { count, mean: shift + mean, variance })
}

/// Mean and n - 1 variance of decimals of one step, of which only those other than zero need be given, among
/// `count` in all: computed in whole numbers, so neither order nor grouping shows. `None` where `count` is less
/// than the values given, or a sum does not fit; [`with_zeros`] then still answers.
///
/// ```
/// # use segmented_safety_stock::math::moments::of_steps;
/// let found = of_steps([25, 5], 4, 1).unwrap(); // 2.5, 0.5, 0, 0
/// assert_eq!((found.mean, found.variance), (0.75, Some(4.25 / 3.0)));
/// ```
pub fn of_steps(steps: impl IntoIterator<Item = i64>, count: u64, exponent: u8) -> Option<Moments> {
    let (mut given, mut sum, mut squares) = (0_u64, 0_i128, 0_i128);
    for step in steps {
        let step = i128::from(step);
        given += 1;
        sum += step; // 2^64 values of 2^63 fit
        squares = squares.checked_add(step * step)?;
    }
    if count == 0 || given > count {
        return None;
    }
    let n = i128::from(count);
    let numerator = squares.checked_mul(n)?.checked_sub(sum.checked_mul(sum)?)?;
    let places = exponent.checked_mul(2)?;
    let variance =
        (count > 1).then(|| decimal::to_f64(numerator, places) / count as f64 / (count - 1) as f64);
    Some(Moments { count, mean: decimal::to_f64(sum, exponent) / count as f64, variance })
}

/// Excess kurtosis, by central moments over n; `None` where nothing varies. It is at most n, of a single value that
/// is other than the rest.
///
/// ```
/// # use segmented_safety_stock::math::moments::excess_kurtosis;
/// assert!((excess_kurtosis(&[0.0, 0.0, 0.0, 4.0]).unwrap() - (7.0 / 3.0 - 3.0)).abs() < 1e-14);
/// assert_eq!(excess_kurtosis(&[2.0, 2.0]), None);
/// ```
pub fn excess_kurtosis(values: &[f64]) -> Option<f64> {
    let (mean, n) = (moments(values)?.mean, values.len() as f64);
    let powers = values.iter().map(|value| (value - mean) * (value - mean));
    let second = compensated(powers.clone()) / n;
    let fourth = compensated(powers.map(|square| square * square)) / n;
    (second > 0.0 && fourth.is_finite()).then(|| fourth / (second * second) - 3.0)
}

/// The mean of `values` weighted by `weights`; `None` unless the weights are finite, none negative, and their sum
/// above zero. Values of weight zero may be anything.
pub fn weighted_mean(pairs: impl IntoIterator<Item = (f64, f64)>) -> Option<f64> {
    let (mut total, mut weight) = (super::exact::Sum::new(), super::exact::Sum::new());
    for (value, w) in pairs {
        if !(w >= 0.0) {
            return None;
        }
        if w > 0.0 {
            total.add(value * w);
            weight.add(w);
        }
    }
    let (total, weight) = (total.value(), weight.value());
    (weight > 0.0).then(|| total / weight)
}

/// Standard deviation of the demand over an interval whose own length varies: `sqrt(T sd^2 + d^2 sT^2)` for `T`
/// periods (standard deviation `sT`) of demand `d` (standard deviation `sd`), independent of each other.
///
/// # Source
/// Silver, Pyke & Thomas, 4th ed., section 6.10; Hadley & Whitin (1963), section 3-4.
///
/// ```
/// # use segmented_safety_stock::math::moments::combined_sd;
/// assert!((combined_sd(12.0, 22.0, 100.0, 3.0) - 309.5287).abs() < 1e-4);
/// ```
pub fn combined_sd(periods: f64, sd: f64, mean: f64, periods_sd: f64) -> f64 {
    libm::hypot(sd * periods.sqrt(), mean * periods_sd)
}

fn compensated(values: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Compensated::<f64>::default();
    values.for_each(|value| sum.add(value));
    sum.value()
}

/// Neumaier's sum: the rounding errors are added up apart. Each is Knuth's, the same for either order of size: a
/// branch would cost more than the sum.
#[derive(Default)]
struct Compensated<T> {
    sum: T,
    lost: T,
}

impl<T: Copy + Add<Output = T> + Sub<Output = T>> Compensated<T> {
    fn add(&mut self, value: T) {
        let next = self.sum + value;
        let of_value = next - self.sum;
        self.lost = self.lost + ((self.sum - (next - of_value)) + (value - of_value));
        self.sum = next;
    }

    fn value(&self) -> T {
        self.sum + self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_no_spread() {
        let found = moments(&[0.1; 7]).unwrap();
        assert_eq!((found.mean, found.variance), (0.1, Some(0.0)));
    }

    #[test]
    fn zeros_count_as_if_written() {
        let (given, written) = ([3.5, 1e6, 0.25], [0.0, 3.5, 0.0, 0.0, 1e6, 0.25]);
        let (a, b) = (with_zeros(&given, 3).unwrap(), moments(&written).unwrap());
        assert!((a.mean / b.mean - 1.0).abs() < 1e-15);
        assert!((a.sd().unwrap() / b.sd().unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn steps_agree_with_doubles() {
        let steps = [123_456_789_i64, -40, 7, 99_999];
        let values: Vec<f64> = steps.iter().map(|&step| step as f64 / 1000.0).collect();
        let (a, b) = (of_steps(steps, 10, 3).unwrap(), with_zeros(&values, 6).unwrap());
        assert!(
            (a.mean / b.mean - 1.0).abs() < 1e-15 && (a.sd().unwrap() / b.sd().unwrap() - 1.0).abs() < 1e-14
        );
    }

    #[test]
    fn one_value_has_a_mean_only() {
        assert_eq!(moments(&[3.0]), Some(Moments { count: 1, mean: 3.0, variance: None }));
        assert_eq!(moments(&[]), None);
        assert_eq!(of_steps([1, 2], 1, 0), None);
        assert_eq!(of_steps([i64::MAX, i64::MIN], u64::MAX, 0), None);
    }

    #[test]
    fn weights_decide() {
        assert_eq!(weighted_mean([(1.0, 1.0), (2.0, 3.0), (f64::NAN, 0.0)]), Some(1.75));
        assert_eq!(weighted_mean([(1.0, 0.0)]), None);
        assert_eq!(weighted_mean([(1.0, -1.0), (2.0, 3.0)]), None);
    }
}
