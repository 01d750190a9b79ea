//! The negative binomial distribution: failures before the `r`-th success, `r` any number above zero.
//!
//! In: [`NegativeBinomial`] made from a mean and a larger variance. Out: tails, shortages and their sums at a whole
//! level. The tail is an incomplete beta function by its continued fraction, or a sum of the masses below where they are
//! few, or an integral where the fraction takes long (`smooth`); the shortages follow from the same evaluation, by recurrence where that does not cancel and by the fraction's
//! own levels where it would. The quantile is found in `walk`.

use std::f64::consts::TAU;

use super::beta::Fraction;
use super::poisson::Tails;
use super::stirling::{deviance, remainder};

/// Means and standard deviations served.
const MOST: f64 = 1e12;

/// Below this level, masses are summed from the first one on.
const FEW: f64 = 40.0;

/// Where the share of P(X > 0) that lies above a level is less, summing the masses below would lose it in rounding.
const LEAST_ABOVE: f64 = 0.002;

/// A negative binomial distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NegativeBinomial {
    r: f64,
    p: f64,
    q: f64,
    /// P(X = 0).
    none: f64,
    /// P(X > 0), known to its own last digits where it is small.
    some: f64,
}

/// How a distribution lies about a level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    /// P(X = k).
    pub mass: f64,
    /// P(X <= k).
    pub below: f64,
    /// P(X > k).
    pub above: f64,
    /// E[(X - k)+].
    pub shortage: f64,
}

fn by_moments(mean: f64, variance: f64) -> Option<(f64, f64, f64)> {
    let over = variance - mean;
    let inside = mean > 0.0 && mean <= MOST && over > 1e-9 * mean && variance <= MOST * MOST;
    inside.then(|| (mean * mean / over, mean / variance, over / variance))
}

fn is_served(r: f64, p: f64, q: f64) -> bool {
    r > 1e-12 && r < 1e22 && p > 0.0 && q > 0.0 && (p + q - 1.0).abs() < 1e-15
}

impl NegativeBinomial {
    /// From mean and variance: `p = mean / variance`, `r = mean^2 / (variance - mean)`. `None` unless both are in
    /// range and the variance exceeds `mean * (1 + 1e-9)`: nearer, it is a poisson.
    pub fn from_moments(mean: f64, variance: f64) -> Option<Self> {
        let (r, p, q) = by_moments(mean, variance)?;
        Self::new(r, p, q)
    }

    /// Whether [`NegativeBinomial::from_moments`] gives any.
    pub fn is_defined(mean: f64, variance: f64) -> bool {
        by_moments(mean, variance).is_some_and(|(r, p, q)| is_served(r, p, q))
    }

    /// From `r` and the chance of success `p`, with `q = 1 - p` given apart because it may be known better.
    pub fn new(r: f64, p: f64, q: f64) -> Option<Self> {
        let log = r * if p > 0.5 { libm::log1p(-q) } else { libm::log(p) };
        let (none, some) = if log > -0.5 {
            let some = -libm::expm1(log);
            (1.0 - some, some)
        } else {
            let none = libm::exp(log);
            (none, 1.0 - none)
        };
        is_served(r, p, q).then_some(Self { r, p, q, none, some })
    }

    /// `r q / p`.
    pub fn mean(&self) -> f64 {
        self.r * self.q / self.p
    }

    /// `r q / p^2`.
    pub fn variance(&self) -> f64 {
        self.mean() / self.p
    }

    /// `1/p`: what a level is exceeded by, far up.
    pub(super) fn longest_excess(&self) -> f64 {
        1.0 / self.p
    }

    /// `(2 - p) / sqrt(r q)`.
    pub(super) fn skewness(&self) -> f64 {
        (2.0 - self.p) / (self.r * self.q).sqrt()
    }

    /// P(X = k) at a whole `k >= 0`.
    pub fn mass(&self, k: f64) -> f64 {
        if k == 0.0 {
            return self.none;
        }
        let n = self.r + k;
        let off = k * self.p - self.r * self.q; // k - n q, and the negative of r - n p
        let exponent = remainder(n)
            - remainder(self.r)
            - remainder(k)
            - deviance(self.r, n * self.p, off)
            - deviance(k, n * self.q, -off);
        self.r / n * libm::exp(exponent) * (n / (TAU * self.r * k)).sqrt()
    }

    /// P(X = k - 1) / P(X = k) at a whole `k > 0`.
    pub(super) fn falls_to(&self, k: f64) -> f64 {
        k / ((self.r + k - 1.0) * self.q)
    }

    /// P(X = k + 1) / P(X = k) at a whole `k >= 0`.
    pub(super) fn rises_to(&self, k: f64) -> f64 {
        (self.r + k) / (k + 1.0) * self.q
    }

    /// Tails and shortages at the whole number `k`, which may be negative. NaN gives NaN.
    ///
    /// # Source
    /// `E[(X-k)+] = (mean - k) P(X > k) + (k+1) P(X = k+1) / p`, from `x P(x) = q (r + x - 1) P(x - 1)`;
    /// the second factorial moment above `k` likewise.
    ///
    /// ```
    /// # use segmented_safety_stock::math::negbin::NegativeBinomial;
    /// let demand = NegativeBinomial::new(4.0, 0.2, 0.8).unwrap();
    /// assert!((demand.tails(14.0).shortage - 4.447_304_632_028_364).abs() < 1e-12);
    /// ```
    pub fn tails(&self, k: f64) -> Tails {
        let mean = self.mean();
        if k < 0.0 {
            return Tails::nothing_covered(mean, self.variance(), k);
        }
        if !(k < f64::INFINITY) {
            return if k.is_nan() { Tails::UNKNOWN } else { Tails::ALL_COVERED };
        }
        if self.keeps_digits(k)
            && let Some((mass, below, above)) = self.summed(k)
        {
            return self.by_recurrence(k, mass, below, above);
        }
        let mass = self.mass(k);
        if mass == 0.0 && k > mean {
            return Tails::ALL_COVERED;
        }
        let upper = self.is_upper(k);
        let (fraction, from) = if upper { (self.upper(k), 2.0) } else { (self.lower(k), 1.0) };
        match self.rest(k, &fraction, from) {
            Err(tails) => tails,
            Ok(rest) if upper => self.far_up(k, mass, &fraction, rest),
            Ok(rest) => {
                let below = self.below(k, mass, fraction.at(0.0).1 + rest);
                self.by_recurrence(k, mass, below, 1.0 - below)
            }
        }
    }

    /// The split at a whole `k >= 0`.
    pub(super) fn split(&self, k: f64) -> Split {
        if let Some((mass, below, above)) = self.summed(k) {
            return Split { mass, below, above, shortage: self.shortage(k, mass, above) };
        }
        let (mass, upper) = (self.mass(k), self.is_upper(k));
        let fraction = if upper { self.upper(k) } else { self.lower(k) };
        match self.rest(k, &fraction, 1.0) {
            Err(Tails { below, above, shortage, .. }) => Split { mass, below, above, shortage },
            Ok(rest) if upper => {
                let excess = self.mean_excess(k, rest);
                let above = self.above(k, mass, excess);
                Split { mass, below: 1.0 - above, above, shortage: above * excess }
            }
            Ok(rest) => {
                let below = self.below(k, mass, fraction.at(0.0).1 + rest);
                let above = 1.0 - below;
                Split { mass, below, above, shortage: self.shortage(k, mass, above) }
            }
        }
    }

    /// Whether so little is subtracted in [`Self::by_recurrence`] that its results keep the digits of a sum of masses.
    fn keeps_digits(&self, k: f64) -> bool {
        let ratio = ((self.r + k + 1.0) / (k + 2.0) * self.q).max(self.q); // of neighbouring masses above k, at most
        (k - self.mean()) * (1.0 - ratio) < 4.0 * ratio
    }

    /// The mass at `k`, the sum of masses up to it, and the sum of those above, as what P(X = 1) and so on leave of
    /// P(X > 0). None where they are many, where P(X = 0) says little, or where too little is left.
    fn summed(&self, k: f64) -> Option<(f64, f64, f64)> {
        if !(k < FEW && self.none > 1e-30) {
            return None;
        }
        let (mut mass, mut sum, mut j) = (self.none, 0.0, 0.0);
        while j < k {
            mass *= (self.r + j) * self.q / (j + 1.0);
            sum += mass;
            j += 1.0;
        }
        let above = self.some - sum;
        (above > LEAST_ABOVE * self.some).then_some((mass, self.none + sum, above))
    }

    /// Whether to take the fraction of the upper tail: where it settles sooner, and where hardly anything is sold at
    /// all, so that little lies above a level that is still low.
    fn is_upper(&self, k: f64) -> bool {
        let Self { r, p, .. } = *self;
        p >= (r + 1.0) / (r + k + 3.0) || r < 1.0 && p > 1e-5 && k > self.mean()
    }

    /// The fraction of the upper tail.
    fn upper(&self, k: f64) -> Fraction {
        Fraction::new(k + 1.0, self.r, self.q, self.p)
    }

    /// The fraction of the lower tail.
    fn lower(&self, k: f64) -> Fraction {
        Fraction::new(self.r, k + 1.0, self.p, self.q)
    }

    /// What stands from a level of a fraction on, or, where that takes long, all that is asked for by an integral.
    fn rest(&self, k: f64, fraction: &Fraction, from: f64) -> Result<f64, Tails> {
        let Some(rest) = fraction.soon(from) else {
            return self.integrated(k).map_or_else(|| Ok(fraction.rest(from)), Err);
        };
        Ok(rest)
    }

    /// P(X <= k) by the whole fraction of the lower tail.
    fn below(&self, k: f64, mass: f64, whole: f64) -> f64 {
        (mass * self.q * (self.r + k) / whole).min(1.0)
    }

    /// P(X > k) from `e = E[X - k | X > k]`: `q (r + k) P(X = k) / (p (e + k - mean))`.
    fn above(&self, k: f64, mass: f64, excess: f64) -> f64 {
        (self.q * (self.r + k) * mass / (self.p * (excess + k - self.mean()))).min(1.0)
    }

    /// `E[X - k | X > k]` from the fraction of the upper tail, `b0 + rest`. That is `q (r + k) P(X = k) / P(X > k)`, so
    /// that `e = mean - k + (b0 + rest) / p`, and with `b0` put in nothing is subtracted any more.
    fn mean_excess(&self, k: f64, rest: f64) -> f64 {
        1.0 + (self.q * (k + 1.0 + self.r) / (k + 2.0) + rest) / self.p
    }

    /// Tails and shortages from the fraction of the upper tail: nothing cancels.
    ///
    /// Symbols: `e` the mean excess, `M = E[(X - k)(X - k - 1) | X > k]`, `w = p (k - mean) - q`, `a1/(b1 + c)` the
    /// fraction but for its first level. `p M = k - e w`, from `x P(x) = q (r + x - 1) P(x - 1)`. With `e` put in,
    /// `p^2 M = q (k+1+r)/(k+2) (2 + (r-1) q - w (k+1) (r-1) q / ((k+2) (b1 + c)))`; with `b1` put in, its large terms
    /// go.
    fn far_up(&self, k: f64, mass: f64, fraction: &Fraction, later: f64) -> Tails {
        let Self { r, p, q, .. } = *self;
        let (first, base) = fraction.at(1.0);
        let excess = self.mean_excess(k, first / (base + later));
        let above = self.above(k, mass, excess);
        let (next, sold) = (k + 2.0, (r - 1.0) * q);
        let over = p * (k - self.mean()) - q;
        let slow = 1.0 + sold / next + next * (p + 3.0) / (k + 4.0) + later;
        let sum = (2.0 + sold) * next * slow + over * (2.0 * next * next - sold * k) / (k + 4.0);
        let pairs = q * (k + 1.0 + r) * sum / (p * p * next * next * (base + later));
        Tails { below: 1.0 - above, above, shortage: above * excess, shortages_above: 0.5 * above * pairs }
    }

    /// `E[(X-k)+]` from the tail above.
    fn shortage(&self, k: f64, mass: f64, above: f64) -> f64 {
        ((self.mean() - k) * above + self.q / self.p * (self.r + k) * mass).max(0.0)
    }

    pub(super) fn by_recurrence(&self, k: f64, mass: f64, below: f64, above: f64) -> Tails {
        let (mean, odds) = (self.mean(), self.q / self.p);
        let units = mean * above + odds * (self.r + k) * mass;
        let pairs = odds * ((self.r + 1.0) * units + k * (self.r + k) * mass);
        Tails {
            below,
            above,
            shortage: self.shortage(k, mass, above),
            shortages_above: 0.5 * (pairs - 2.0 * k * units + k * (k + 1.0) * above).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: f64, expected: f64, of: f64) {
        assert!((found - expected).abs() <= 1e-12 * of, "expected {expected:e}, found {found:e} of {of:e}");
    }

    #[test]
    fn steps_down_by_its_own_tail() {
        for (mean, variance) in [(0.2, 1.36), (6.0, 15.0), (30.0, 60.0), (100.0, 90_000.0), (2e4, 6e4)] {
            let demand = NegativeBinomial::from_moments(mean, variance).unwrap();
            for at in [0.0, 0.5, 0.9, 1.0, 1.1, 1.5, 2.0] {
                let k: f64 = (mean * at).floor();
                let (here, next) = (demand.tails(k), demand.tails(k + 1.0));
                close(here.above - next.above, demand.mass(k + 1.0), here.above);
                close(here.shortage - next.shortage, here.above, here.shortage);
                close(
                    here.shortages_above - next.shortages_above,
                    next.shortage,
                    here.shortages_above.max(mean * mean),
                );
            }
        }
    }

    #[test]
    fn far_tails_agree_with_mpmath() {
        let check = |(mean, variance), k: f64, [above, shortage, shortages_above]: [f64; 3]| {
            let found = NegativeBinomial::from_moments(mean, variance).unwrap().tails(k);
            close(found.above, above, above);
            close(found.shortage, shortage, shortage);
            close(found.shortages_above, shortages_above, shortages_above);
        };
        check((0.05, 1.5), 9.0, [0.001_471_541_462_993_285, 0.023_645_248_073_752_48, 0.435_701_709_443_462]);
        check(
            (0.6, 8.0),
            30.0,
            [0.001_540_691_184_912_858, 0.016_544_152_607_925_36, 0.166_961_468_061_608_4],
        );
        check(
            (3.0, 60.0),
            55.0,
            [0.003_278_520_058_462_893, 0.055_098_116_420_566_44, 0.894_067_111_215_244_9],
        );
        check(
            (40.0, 44.0),
            66.0,
            [1.366_532_258_342_373e-4, 3.441_875_307_087_88e-4, 5.032_835_751_040_077e-4],
        );
        check(
            (120.0, 9000.0),
            700.0,
            [3.903_335_228_768_854e-4, 0.030_959_401_044_700_03, 2.413_526_511_209_134],
        );
    }

    #[test]
    fn refuses_what_is_a_poisson() {
        assert_eq!(NegativeBinomial::from_moments(5.0, 5.0), None);
        assert_eq!(NegativeBinomial::from_moments(5.0, 4.0), None);
        assert_eq!(NegativeBinomial::from_moments(f64::NAN, 4.0), None);
        assert_eq!(NegativeBinomial::from_moments(1e13, 1e14), None);
    }

    #[test]
    fn mean_of_a_million_with_variance_near_it() {
        let demand = NegativeBinomial::from_moments(1e6, 1e6 * 1.001).unwrap();
        let found = demand.quantile(0.99).unwrap();
        assert!((found - 1_002_328.0).abs() < 2.0, "{found}");
    }
}
