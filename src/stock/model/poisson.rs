//! Poisson demand: single pieces that are asked for independently; its variance is its mean.

use super::{DemandModel, Exposure, whole_and_rest};
use crate::math::poisson;

/// Poisson demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Poisson {
    mean: f64,
}

impl Poisson {
    /// `mean` in units, from 0 to 1e12.
    pub fn new(mean: f64) -> Self {
        Self { mean }
    }
}

impl DemandModel for Poisson {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean
    }

    fn quantile(&self, p: f64) -> f64 {
        poisson::quantile(self.mean, p).unwrap_or(f64::NAN)
    }

    fn counts_units(&self) -> bool {
        true
    }

    /// Between whole levels the shortage runs straight.
    fn exposure(&self, stock: f64) -> Exposure {
        let (whole, rest) = whole_and_rest(stock);
        Exposure::of_count(poisson::tails(self.mean, whole), rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_straight_between_whole_levels() {
        let demand = Poisson::new(6.0);
        let (low, between, high) = (demand.exposure(7.0), demand.exposure(7.25), demand.exposure(8.0));
        assert_eq!(between.covered, low.covered);
        assert!((between.shortage - (0.75 * low.shortage + 0.25 * high.shortage)).abs() < 1e-14);
        let steps = [low, between, high].map(|at| at.steps.unwrap());
        assert!((steps[1] - (0.75 * steps[0] + 0.25 * steps[2])).abs() < 1e-14);
    }

    #[test]
    fn a_level_a_hair_below_a_step_is_on_it() {
        let demand = Poisson::new(6.0);
        assert_eq!(demand.cdf(7.999_999_999_9), demand.cdf(8.0));
    }
}
