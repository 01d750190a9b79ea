//! The negative binomial distribution: failures before the `r`-th success, `r` any number above zero.
//!
//! In: [`NegativeBinomial`] made from a mean and a larger variance. Out: tails, shortages and their sums at a whole
//! level, and the quantile. The tail is an incomplete beta function by its continued fraction, or a sum of masses
//! where the spread is small against the parameters.

use super::least::{least_whole, reaches};
use super::normal;
use super::poisson::Tails;
use super::stirling::negative_binomial_mass;

/// Means and standard deviations served.
const MOST: f64 = 1e12;

/// Below this, masses are summed from the first one on.
const FEW: f64 = 24.0;

/// Masses that a search for a quantile adds or takes away before it looks at the tail anew.
const STEPS: f64 = 48.0;

/// Such looks, at most, before the search is by bisection.
const JUMPS: usize = 12;

/// A negative binomial distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NegativeBinomial {
    r: f64,
    p: f64,
    q: f64,
    /// P(X = 0).
    none: f64,
}

impl NegativeBinomial {
    /// From mean and variance: `p = mean / variance`, `r = mean^2 / (variance - mean)`. `None` unless both are in
    /// range and the variance exceeds `mean * (1 + 1e-9)`: nearer, it is a poisson.
    pub fn from_moments(mean: f64, variance: f64) -> Option<Self> {
        let over = variance - mean;
        if !(mean > 0.0 && mean <= MOST && over > 1e-9 * mean && variance <= MOST * MOST) {
            return None;
        }
        Self::new(mean * mean / over, mean / variance, over / variance)
    }

    /// From `r` and the chance of success `p`, with `q = 1 - p` given apart because it may be known better.
    pub fn new(r: f64, p: f64, q: f64) -> Option<Self> {
        let inside = r > 1e-12 && r < 1e22 && p > 0.0 && q > 0.0 && (p + q - 1.0).abs() < 1e-15;
        let log = if p > 0.5 { libm::log1p(-q) } else { libm::log(p) };
        inside.then(|| Self { r, p, q, none: libm::exp(r * log) })
    }

    /// `r q / p`.
    pub fn mean(&self) -> f64 {
        self.r * self.q / self.p
    }

    /// `r q / p^2`.
    pub fn variance(&self) -> f64 {
        self.mean() / self.p
    }

    /// P(X = k) at a whole `k >= 0`.
    pub fn mass(&self, k: f64) -> f64 {
        if k == 0.0 {
            return self.none;
        }
        negative_binomial_mass(self.r, self.p, self.q, k)
    }

    /// P(X = k - 1) / P(X = k) at a whole `k > 0`.
    pub(super) fn falls_to(&self, k: f64) -> f64 {
        k / ((self.r + k - 1.0) * self.q)
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
        let ratio = self.ratio(k);
        if k + 1.0 > mean && (ratio < 0.7 || ratio < 0.99 && (k - mean) * (1.0 - ratio) > 4.0) {
            return self.by_series(k);
        }
        let (mass, below, above) = self.at(k);
        self.by_recurrence(k, mass, below, above)
    }

    /// (P(X = k), P(X <= k), P(X > k)) at a whole `k >= 0`.
    fn at(&self, k: f64) -> (f64, f64, f64) {
        if k < FEW && self.none > 1e-280 {
            let (mass, below) = self.summed(k);
            if below < 0.999 {
                return (mass, below, 1.0 - below);
            }
        }
        let mass = self.mass(k);
        let (below, above) = self.cdf(k, mass);
        (mass, below, above)
    }

    /// The mass at `k` and the sum of masses up to it, from P(X = 0) on.
    fn summed(&self, k: f64) -> (f64, f64) {
        let (mut mass, mut below, mut j) = (self.none, self.none, 0.0);
        while j < k {
            mass *= (self.r + j) * self.q / (j + 1.0);
            below += mass;
            j += 1.0;
        }
        (mass, below)
    }

    /// How the masses fall from `k + 1` on, at most.
    fn ratio(&self, k: f64) -> f64 {
        ((self.r + k + 1.0) / (k + 2.0) * self.q).max(self.q)
    }

    /// Sums of masses above `k`: nothing cancels.
    fn by_series(&self, k: f64) -> Tails {
        let first = self.mass(k + 1.0);
        let (mut term, mut above, mut shortage, mut shortages, mut j) = (1.0, 1.0, 1.0, 0.0, 1.0);
        for _ in 0..10_000 {
            term *= (self.r + k + j) / (k + j + 1.0) * self.q;
            j += 1.0;
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

    fn by_recurrence(&self, k: f64, mass: f64, below: f64, above: f64) -> Tails {
        let (mean, odds) = (self.mean(), self.q / self.p);
        let units = mean * above + odds * (self.r + k) * mass;
        let pairs = odds * ((self.r + 1.0) * units + k * (self.r + k) * mass);
        Tails {
            below,
            above,
            shortage: ((mean - k) * above + odds * (self.r + k) * mass).max(0.0),
            shortages_above: 0.5 * (pairs - 2.0 * k * units + k * (k + 1.0) * above).max(0.0),
        }
    }

    /// (P(X <= k), P(X > k)), from the smaller side.
    fn cdf(&self, k: f64, mass: f64) -> (f64, f64) {
        let Self { r, p, q, .. } = *self;
        let spread = self.variance().sqrt();
        if r > 1e4 && spread < 1e5 && k + 1.0 < self.mean() {
            let below = self.mass_below(k, mass).min(1.0);
            return (below, 1.0 - below);
        }
        let next = mass * q * (r + k);
        if p < (r + 1.0) / (r + k + 3.0) {
            let below = (next / r * beta_fraction(r, k + 1.0, p)).min(1.0);
            (below, 1.0 - below)
        } else {
            let above = (next / (k + 1.0) * beta_fraction(k + 1.0, r, q)).min(1.0);
            (1.0 - above, above)
        }
    }

    /// The sum of masses from `k` down.
    fn mass_below(&self, k: f64, mass: f64) -> f64 {
        let (mut term, mut sum, mut j) = (mass, mass, k);
        while j > 0.0 && term > 1e-17 * sum {
            term *= self.falls_to(j);
            sum += term;
            j -= 1.0;
        }
        sum
    }

    /// The least whole number that X does not exceed with probability `p`; `None` unless `0 < p < 1`.
    ///
    /// ```
    /// # use segmented_safety_stock::math::negbin::NegativeBinomial;
    /// let demand = NegativeBinomial::from_moments(6.0, 15.0).unwrap();
    /// assert_eq!(demand.quantile(0.95), Some(13.0));
    /// ```
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let z = normal::quantile(p)?;
        let skewness = (2.0 - self.p) / (self.r * self.q).sqrt();
        let guess = self.mean() + self.variance().sqrt() * (z + skewness * (z * z - 1.0) / 6.0);
        let mut k = guess.floor().max(0.0);
        for _ in 0..JUMPS {
            match self.walk(k, p) {
                Walk::Ends(found) => return Some(found),
                Walk::Jumps(to) => k = to,
                Walk::Lost => break,
            }
        }
        least_whole(k, |k| self.reaches(k, p))
    }

    fn reaches(&self, k: f64, p: f64) -> bool {
        let (_, below, above) = self.at(k);
        reaches(below, above, p)
    }

    /// Looks for the quantile `p` near `k`: from one tail on, mass by mass. Where it lies far off, one step of
    /// Newton's method on the logarithm of the tail says where.
    fn walk(&self, k: f64, p: f64) -> Walk {
        let (mass, below, above) = self.at(k);
        let upper = p > 0.5;
        let (tail, goal, side) = if upper { (above, 1.0 - p, 1.0) } else { (below, p, -1.0) };
        let far = side * libm::log(tail / goal) * tail / mass;
        if !far.is_finite() {
            return Walk::Lost;
        }
        if far.abs() > 0.5 * STEPS {
            return Walk::Jumps((k + far).floor().max(0.0));
        }
        let holds = |tail: f64, k: f64| {
            let near = (tail - goal).abs() < 1e-12 * goal; // sums of masses cannot tell
            if near { self.reaches(k, p) } else { (tail < goal) == upper }
        };
        if holds(tail, k) {
            self.down(k, mass, tail, side, holds)
        } else {
            self.up(k, mass, tail, side, holds)
        }
    }

    /// From a level that holds down to the last one that does.
    fn down(&self, k: f64, mass: f64, tail: f64, side: f64, holds: impl Fn(f64, f64) -> bool) -> Walk {
        let (mut k, mut mass, mut tail, start, first) = (k, mass, tail, k, tail);
        while k > 0.0 {
            tail += side * mass;
            if !holds(tail, k - 1.0) {
                break;
            }
            mass *= self.falls_to(k);
            k -= 1.0;
            if start - k > STEPS || tail < 0.01 * first {
                return Walk::Jumps(k);
            }
        }
        Walk::Ends(k)
    }

    /// From a level that does not hold up to the first one that does.
    fn up(&self, k: f64, mass: f64, tail: f64, side: f64, holds: impl Fn(f64, f64) -> bool) -> Walk {
        let (mut k, mut mass, mut tail, start, first) = (k, mass, tail, k, tail);
        loop {
            mass *= (self.r + k) / (k + 1.0) * self.q;
            tail -= side * mass;
            k += 1.0;
            if holds(tail, k) {
                return Walk::Ends(k);
            }
            if k - start > STEPS || tail < 0.01 * first {
                return Walk::Jumps(k);
            }
        }
    }
}

/// How a search for a quantile goes on.
enum Walk {
    /// Here it is.
    Ends(f64),
    /// It lies nearer to this.
    Jumps(f64),
    /// The tail says nothing.
    Lost,
}

/// The continued fraction of the incomplete beta function `I_x(a, b)`, by Lentz's method; DLMF 8.17.22.
pub(super) fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let nonzero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let (mut c, mut d) = (1.0, 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0)));
    let mut h = d;
    let limit = (2000.0 + 40.0 * a.max(b).sqrt()).min(200_000.0);
    let mut m = 1.0;
    while m < limit {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        h *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        let change = c * d;
        h *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
        m += 1.0;
    }
    h
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
