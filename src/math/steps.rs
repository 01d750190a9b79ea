//! The shortages of neighbouring levels of a negative binomial, added up: what a whole order owes.
//!
//! The difference of two far sums takes both, and cancels where the order is small; stepping down from the upper level
//! takes one, and everything is added.

use super::negbin::{NegativeBinomial, Split};

/// Steps gone down, at most: each adds a rounding error.
pub const MOST: f64 = 128.0;
/// Below this mass steps would start from nothing.
const LEAST_MASS: f64 = 1e-250;

impl NegativeBinomial {
    /// The sum of E[(X - y)+] over the `count` levels `from + 1 .. from + count`, whole numbers of which none is below
    /// zero. `None` where more than [`MOST`] steps lie between, or where the masses are too small to step by.
    ///
    /// # Source
    /// `E[(X-y+1)+] = E[(X-y)+] + P(X >= y)`, and `P(k-1) = P(k) k / (q (r + k - 1))`.
    ///
    /// ```
    /// # use segmented_safety_stock::math::negbin::NegativeBinomial;
    /// let demand = NegativeBinomial::from_moments(6.0, 15.0).unwrap();
    /// let two = demand.tails(8.0).shortage + demand.tails(9.0).shortage;
    /// assert!((demand.shortages_between(7.0, 2.0).unwrap() - two).abs() < 1e-14);
    /// ```
    pub fn shortages_between(&self, from: f64, count: f64) -> Option<f64> {
        if !(from >= 0.0 && (1.0..=MOST).contains(&count)) {
            return None;
        }
        let mut level = from + count;
        let Split { mut mass, mut above, mut shortage, .. } = self.split(level);
        if !(mass > LEAST_MASS) {
            return None;
        }
        let mut sum = shortage;
        while level > from + 1.0 {
            above += mass;
            shortage += above;
            sum += shortage;
            mass *= self.falls_to(level);
            level -= 1.0;
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_difference_of_the_far_sums() {
        for (mean, variance) in
            [(0.02, 0.3), (0.2, 1.36), (6.0, 15.0), (30.0, 33.0), (100.0, 9_000.0), (2e4, 6e4)]
        {
            let demand = NegativeBinomial::from_moments(mean, variance).unwrap();
            for sds in [-2.0, -0.5, 0.0, 1.0, 3.0, 8.0] {
                let from = (mean + sds * variance.sqrt()).floor().max(0.0);
                for count in [1.0, 2.0, 17.0, 128.0] {
                    let Some(found) = demand.shortages_between(from, count) else { continue };
                    let (low, high) = (demand.tails(from), demand.tails(from + count));
                    let expected = low.shortages_above - high.shortages_above;
                    let of = low.shortages_above.max(mean * mean); // the far sums are known no better
                    assert!(
                        (found - expected).abs() <= 1e-12 * of,
                        "{mean} {from} {count}: {expected} {found}"
                    );
                }
            }
        }
    }

    /// mpmath, 40 digits; the far sums give ...878 only to nine.
    #[test]
    fn it_is_right_where_far_sums_cancel() {
        let found = NegativeBinomial::from_moments(2e4, 6e4).unwrap().shortages_between(2e4, 1.0).unwrap();
        assert!((found / 97.221_723_878_412_69 - 1.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn what_it_cannot_step_through_is_left_to_others() {
        let demand = NegativeBinomial::from_moments(6.0, 15.0).unwrap();
        for (from, count) in
            [(-1.0, 5.0), (3.0, 0.0), (3.0, 129.0), (3e4, 2.0), (f64::NAN, 2.0), (3.0, f64::NAN)]
        {
            assert_eq!(demand.shortages_between(from, count), None, "{from} {count}");
        }
    }
}
