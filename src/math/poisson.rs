//! The poisson distribution: tails, shortages and their sums at a whole level, and the quantile.
//!
//! In: a mean and a whole number. The tail is an incomplete gamma function of shape `k + 1`; the shortage and the
//! sum of shortages above the level come from the same series, or by recurrence where nothing cancels.

use super::gamma::Shape;
use super::least::{least_whole, reaches};
use super::normal;
use super::stirling::Factorial;
use super::uniform;

/// Means served: 0 to this.
pub const MOST_MEAN: f64 = 1e12;

/// What a whole level `k` leaves uncovered of a count X.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// P(X <= k).
    pub below: f64,
    /// P(X > k).
    pub above: f64,
    /// E[(X - k)+].
    pub shortage: f64,
    /// The sum of E[(X - y)+] over y = k+1, k+2, ... = E[(X-k)+ (X-k-1)+] / 2.
    pub shortages_above: f64,
}

impl Tails {
    pub(super) const UNKNOWN: Self =
        Self { below: f64::NAN, above: f64::NAN, shortage: f64::NAN, shortages_above: f64::NAN };

    /// Below the least count nothing is covered: `mean` and `variance` are those of X, `k < 0`.
    pub(super) fn nothing_covered(mean: f64, variance: f64, k: f64) -> Self {
        let short = mean - k;
        Self {
            below: 0.0,
            above: 1.0,
            shortage: short,
            shortages_above: 0.5 * (variance + short * (short - 1.0)),
        }
    }

    /// For a mean of zero: `k >= 0` covers everything.
    pub(super) const ALL_COVERED: Self = Self { below: 1.0, above: 0.0, shortage: 0.0, shortages_above: 0.0 };
}

/// Tails and shortages at the whole number `k`, which may be negative. NaN for a mean outside 0 to
/// [`MOST_MEAN`] or a `k` that is NaN.
///
/// # Source
/// `P(X > k) = P(k+1, mean)`, DLMF 8.4.10 read backwards; `E[(X-k)+] = (mean - k) P(X > k) + mean P(X = k)`.
///
/// ```
/// # use segmented_safety_stock::math::poisson::tails;
/// assert!((tails(6.0, 10.0).below - 0.957_379).abs() < 1e-6);
/// assert!((tails(15.0, 18.0).shortage - 0.517_609_528_258_472_4).abs() < 1e-13);
/// ```
pub fn tails(mean: f64, k: f64) -> Tails {
    if !(0.0..=MOST_MEAN).contains(&mean) || k.is_nan() {
        return Tails::UNKNOWN;
    }
    if k < 0.0 {
        return Tails::nothing_covered(mean, mean, k);
    }
    if mean == 0.0 || k == f64::INFINITY {
        return Tails::ALL_COVERED;
    }
    let next = k + 1.0;
    if next < uniform::SHAPE_FROM && mean < next + 1.0 || mean < uniform::RATIOS.start * next {
        return by_series(mean, k, Factorial::of_whole(next).kernel(next, mean));
    }
    let Some(shape) = Shape::new(next) else { return Tails::UNKNOWN };
    let gamma = shape.tails(mean);
    let (above, step) = (gamma.below, next * gamma.kernel);
    let over = k - mean;
    Tails {
        below: gamma.above,
        above,
        shortage: (step - over * above).max(0.0),
        shortages_above: 0.5 * (above * (over * over + k) - step * over).max(0.0),
    }
}

/// Sums of masses above `k` from the first one, `P(X = k + 1)`: nothing cancels. For a mean below `k + 2`.
fn by_series(mean: f64, k: f64, first: f64) -> Tails {
    let (mut term, mut above, mut shortage, mut shortages, mut j) = (1.0, 1.0, 1.0, 0.0, 1.0);
    for _ in 0..1000 {
        j += 1.0;
        term *= mean / (k + j);
        let (units, pairs) = (term * j, term * 0.5 * j * (j - 1.0));
        above += term;
        shortage += units;
        shortages += pairs;
        if pairs < 1e-17 * shortages {
            break;
        }
    }
    let above = (first * above).min(1.0);
    Tails { below: 1.0 - above, above, shortage: first * shortage, shortages_above: first * shortages }
}

/// The least whole number that X does not exceed with probability `p`. `None` unless `0 < p < 1` and the mean lies
/// between 0 and [`MOST_MEAN`].
///
/// ```
/// # use segmented_safety_stock::math::poisson::quantile;
/// assert_eq!(quantile(6.0, 0.95), Some(10.0));
/// ```
pub fn quantile(mean: f64, p: f64) -> Option<f64> {
    let z = normal::quantile(p)?;
    if !(0.0..=MOST_MEAN).contains(&mean) {
        return None;
    }
    let guess = mean + mean.sqrt() * z + (z * z - 1.0) / 6.0; // Cornish and Fisher
    least_whole(guess, |k| {
        let at = tails(mean, k);
        reaches(at.below, at.above, p)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mass(mean: f64, k: u32) -> f64 {
        let factorial: f64 = (1..=k).map(f64::from).product();
        libm::exp(-mean) * libm::pow(mean, f64::from(k)) / factorial
    }

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 2e-13 * expected.abs(), "expected {expected:e}, found {found:e}");
    }

    #[test]
    fn shortages_are_the_sums_they_stand_for() {
        for mean in [0.01, 0.7, 3.0, 12.5, 40.0] {
            for level in [0_u32, 1, 2, 5, 12, 30, 45] {
                let found = tails(mean, f64::from(level));
                let over = || (1..=100).map(|j| (f64::from(j), mass(mean, level + j)));
                close(found.above, over().map(|(_, m)| m).sum());
                close(found.shortage, over().map(|(j, m)| j * m).sum());
                close(found.shortages_above, over().map(|(j, m)| 0.5 * j * (j - 1.0) * m).sum());
            }
        }
    }

    #[test]
    fn forms_meet_where_they_change() {
        for mean in [60.0, 61.5, 98.0, 101.0, 143.0, 146.0, 200.0] {
            for k in 90..110 {
                let (here, next) = (tails(mean, f64::from(k)), tails(mean, f64::from(k + 1)));
                close(here.shortage - next.shortage, here.above);
                close(here.shortages_above - next.shortages_above, next.shortage);
            }
        }
    }

    #[test]
    fn below_zero_nothing_is_covered() {
        let found = tails(6.0, -2.0);
        assert_eq!((found.below, found.shortage), (0.0, 8.0));
        // y = -1, 0, 1, 2, ...: 7 + 6 + the rest
        close(found.shortages_above, 7.0 + 6.0 + tails(6.0, 0.0).shortages_above);
    }

    #[test]
    fn large_means_are_quick_and_near_the_normal() {
        let found = quantile(1e12, 0.975).unwrap();
        assert!((found - (1e12 + 1.959_964e6)).abs() < 10.0, "{found}");
    }
}
