//! Normal demand: right for steady sellers, and what most textbooks mean.

use super::{DemandModel, Exposure, Units};
use crate::math::{normal, second_loss::second_loss};

/// Normal demand of a mean and a standard deviation above zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    mean: f64,
    variance: f64,
    sd: f64,
}

impl Normal {
    /// `variance` in squared units, above zero.
    pub fn new(mean: f64, variance: f64) -> Self {
        Self { mean, variance, sd: variance.sqrt() }
    }
}

impl DemandModel for Normal {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.variance
    }

    fn quantile(&self, p: f64) -> f64 {
        normal::quantile(p).map_or(f64::NAN, |k| self.mean + k * self.sd)
    }

    /// `sd G(k)` and `variance J(k)`, `k` the level's distance from the mean in standard deviations.
    fn exposure(&self, stock: f64) -> Exposure {
        let losses = normal::losses((stock - self.mean) / self.sd);
        Exposure {
            covered: 1.0 - losses.upper,
            uncovered: losses.upper,
            shortage: self.sd * losses.first,
            second_order: self.variance * losses.second,
            steps: None,
        }
    }

    fn second_order(&self, stock: f64) -> f64 {
        self.variance * second_loss((stock - self.mean) / self.sd)
    }

    fn backlog(&self, stock: f64, units: Units) -> f64 {
        self.second_order(if units == Units::Whole { stock + 0.5 } else { stock })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_agrees_with_the_textbook() {
        let found = Normal::new(15.0, 9.0).shortage(18.6);
        assert!((found - 0.168_307_352_151_49).abs() < 1e-13, "{found}");
    }

    #[test]
    fn a_level_below_zero_is_short_by_all_of_it() {
        let found = Normal::new(10.0, 4.0).exposure(-90.0);
        assert_eq!((found.covered, found.shortage), (0.0, 100.0));
    }
}
