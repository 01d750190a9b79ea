//! Tails of a negative binomial that spreads over thousands of units: its masses lie on a smooth curve, and a sum of
//! them is an integral with a small correction. The continued fractions would need as many terms as the deviation has
//! units, or more.

use super::negbin::NegativeBinomial;
use super::poisson::Tails;

/// From a level and a mean excess of this many units on.
const SMOOTH: f64 = 3e3;

/// Distance between the points of the integral, in the variable that it is taken over.
const STEP: f64 = 0.1;
/// Where it begins: what is left out below is e^-40 of the whole.
const BEGIN: f64 = -3.7;
/// Points, at most.
const POINTS: u32 = 110;

/// A mean of at least the root of this many deviations leaves nothing near zero units.
const FAR_FROM_ZERO: f64 = 2.5e3;

impl NegativeBinomial {
    /// Tails and shortages at a whole `k`; none where masses differ too much from one to the next.
    ///
    /// # Source
    /// Euler and Maclaurin's formula from halfway between two levels: `sum over j >= 1 of g(j) = integral of g from 1/2
    /// on + g'(1/2)/24 - ...`, DLMF 2.10(i), the rest below 1e-16.
    pub(super) fn integrated(&self, k: f64) -> Option<Tails> {
        let (mean, variance) = (self.mean(), self.variance());
        if !(k >= SMOOTH && variance >= SMOOTH * SMOOTH) {
            return None;
        }
        let scale = 1.0 / ((k - mean).abs() / variance + 1.0 / variance.sqrt());
        let middle = k + 0.5;
        let here = self.mass(middle);
        let slope = here * libm::log(self.rises_to(k));
        if k < mean && self.is_far_from_zero() {
            if scale < SMOOTH {
                return None;
            }
            let [below, ..] = integrals(scale, |t| if t < middle { self.mass(middle - t) } else { 0.0 });
            let below = (below - slope / 24.0).clamp(0.0, 1.0);
            return Some(self.by_recurrence(k, self.mass(k), below, 1.0 - below));
        }
        let scale = scale.max(self.longest_excess());
        if scale < SMOOTH {
            return None;
        }
        let [above, units, pairs] = integrals(scale, |t| self.mass(middle + t));
        let above = (above + slope / 24.0).clamp(0.0, 1.0);
        let below = 1.0 - above;
        let shortage = units + (here + 0.5 * slope) / 24.0;
        (below > 1e-3).then_some(Tails { below, above, shortage, shortages_above: pairs - slope / 192.0 })
    }

    fn is_far_from_zero(&self) -> bool {
        self.mean() * self.mean() > FAR_FROM_ZERO * self.variance()
    }
}

/// The integrals of `f(t)`, `(t + 1/2) f(t)` and `(t + 1/2)(t - 1/2)/2 f(t)` over `t` from zero on, where `f` falls off
/// within some lengths of `scale`.
///
/// # Source
/// Takahasi & Mori (1974), *Double exponential formulas for numerical integration*: `t = exp(u - exp(-u))`.
fn integrals(scale: f64, f: impl Fn(f64) -> f64) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for point in 0..POINTS {
        let u = BEGIN + STEP * f64::from(point);
        let fall = libm::exp(-u);
        let t = scale * libm::exp(u - fall);
        let part = f(t) * t * (1.0 + fall) * STEP;
        let units = part * (t + 0.5);
        let pairs = 0.5 * units * (t - 0.5);
        sums = [sums[0] + part, sums[1] + units, sums[2] + pairs];
        if u > 0.0 && pairs.abs() <= 1e-18 * sums[2].abs() {
            break;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check((mean, variance): (f64, f64), k: f64, above: f64) {
        let found = NegativeBinomial::from_moments(mean, variance).unwrap().integrated(k).unwrap();
        assert!((found.above / above - 1.0).abs() < 1e-12, "expected {above:e}, found {found:?}");
        assert_eq!(found.below, 1.0 - found.above);
    }

    /// Integrals of the masses at 30 digits.
    #[test]
    fn tails_agree_with_mpmath() {
        check((3e5, 3e12), 15_888_457.0, 0.002_741_084_142_320_905);
        check((1e5, 1e10), 1_000_000.0, 4.539_855_477_732_47e-5);
        check((1e6, 1e8), 1_000_000.0, 0.498_656_893_763_1);
    }

    /// Each is the one before less what lies above it.
    #[test]
    fn shortages_fall_by_the_tail() {
        for (mean, variance) in [(1e6, 2e7), (1e5, 3e9), (2e4, 4e9)] {
            let demand = NegativeBinomial::from_moments(mean, variance).unwrap();
            let k = (mean + 0.4 * f64::sqrt(variance)).floor();
            let (here, next) = (demand.integrated(k).unwrap(), demand.integrated(k + 1.0).unwrap());
            let near =
                |one: f64, other: f64, of: f64| assert!((one - other).abs() < 1e-13 * of, "{one} {other}");
            near(here.shortage - next.shortage, here.above, here.shortage);
            near(here.shortages_above - next.shortages_above, next.shortage, here.shortages_above);
        }
    }
}
