//! The quantile of a negative binomial: a walk from mass to mass, near where it must lie.

use super::least::{least_whole, reaches};
use super::negbin::{NegativeBinomial, Split};
use super::normal;

/// Masses that a search for a quantile adds or takes away before it looks at the tail anew.
const STEPS: f64 = 48.0;

/// Such looks, at most, before the search is by bisection.
const JUMPS: usize = 12;

impl NegativeBinomial {
    /// The least whole number that X does not exceed with probability `p`; `None` unless `0 < p < 1`.
    ///
    /// ```
    /// # use segmented_safety_stock::math::negbin::NegativeBinomial;
    /// let demand = NegativeBinomial::from_moments(6.0, 15.0).unwrap();
    /// assert_eq!(demand.quantile(0.95), Some(13.0));
    /// ```
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let z = normal::quantile(p)?;
        let guess = self.mean() + self.variance().sqrt() * (z + self.skewness() * (z * z - 1.0) / 6.0);
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
        let Split { below, above, .. } = self.split(k);
        reaches(below, above, p)
    }

    /// Looks for the quantile `p` near `k`: from one tail on, mass by mass. Where it lies far off, one step of
    /// Newton's method on the logarithm of the tail says where.
    fn walk(&self, k: f64, p: f64) -> Walk {
        let Split { mass, below, above, .. } = self.split(k);
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
            mass *= self.rises_to(k);
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
