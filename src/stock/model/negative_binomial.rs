//! Negative binomial demand: whole units that are asked for several at a time, or by a rate that wanders.

use super::{DemandModel, Exposure, Units, whole_and_rest};
use crate::math::negbin;

/// Negative binomial demand: `p = mean / variance`, `r = mean^2 / (variance - mean)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NegativeBinomial {
    mean: f64,
    variance: f64,
    counts: negbin::NegativeBinomial,
}

impl NegativeBinomial {
    /// `None` unless the mean lies above zero, the variance above the mean, and the deviation within a million means.
    ///
    /// ```
    /// # use segmented_safety_stock::stock::model::{DemandModel, NegativeBinomial};
    /// let demand = NegativeBinomial::new(6.0, 15.0).unwrap();
    /// assert_eq!(demand.quantile(0.95), 13.0);
    /// ```
    pub fn new(mean: f64, variance: f64) -> Option<Self> {
        let counts = negbin::NegativeBinomial::from_moments(mean, variance)?;
        Some(Self { mean, variance, counts })
    }

    /// Whether [`NegativeBinomial::new`] gives any.
    pub fn is_defined(mean: f64, variance: f64) -> bool {
        negbin::NegativeBinomial::is_defined(mean, variance)
    }
}

impl DemandModel for NegativeBinomial {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.variance
    }

    fn quantile(&self, p: f64) -> f64 {
        self.counts.quantile(p).unwrap_or(f64::NAN)
    }

    fn counts_units(&self) -> bool {
        true
    }

    /// Whole orders from a whole level are added up step by step, where they are few.
    fn owed(&self, stock: f64, order_quantity: f64, units: Units) -> f64 {
        let (whole, rest) = whole_and_rest(stock);
        let stepped = (units == Units::Whole && rest == 0.0 && order_quantity.fract() == 0.0)
            .then(|| self.counts.shortages_between(whole, order_quantity));
        stepped
            .flatten()
            .unwrap_or_else(|| self.backlog(stock, units) - self.backlog(stock + order_quantity, units))
    }

    /// Between whole levels the shortage runs straight.
    fn exposure(&self, stock: f64) -> Exposure {
        let (whole, rest) = whole_and_rest(stock);
        Exposure::of_count(self.counts.tails(whole), rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_order_falls_by_the_shortage() {
        let demand = NegativeBinomial::new(2.8, 19.04).unwrap();
        for stock in [-3.0, 0.25, 3.0, 9.5, 30.75] {
            let (low, high) = (demand.second_order(stock - 1e-4), demand.second_order(stock + 1e-4));
            let slope = (low - high) / 2e-4;
            assert!((slope / demand.shortage(stock) - 1.0).abs() < 1e-4, "{stock} {slope}");
        }
    }

    #[test]
    fn steps_are_the_shortages_above() {
        let demand = NegativeBinomial::new(2.8, 19.04).unwrap();
        let sum: f64 = (1..400).map(|step| demand.shortage(4.25 + f64::from(step))).sum();
        let found = demand.exposure(4.25).steps.unwrap();
        assert!((found / sum - 1.0).abs() < 1e-12, "{found} {sum}");
    }
}
