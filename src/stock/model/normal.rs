//! Normal demand: right for steady sellers, and what most textbooks mean.

use super::{DemandModel, Exposure, Units};
use crate::math::normal;
use crate::math::second_loss::{both_losses, second_loss};

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

    /// The level `k` standard deviations above the mean.
    pub fn at(&self, k: f64) -> f64 {
        self.mean + k * self.sd
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
        normal::quantile(p).map_or(f64::NAN, |k| self.at(k))
    }

    /// `sd G(k)` and `variance J(k)`, `k` the level's distance from the mean in standard deviations.
    fn exposure(&self, stock: f64) -> Exposure {
        let uncovered = normal::upper_tail((stock - self.mean) / self.sd);
        Exposure { covered: 1.0 - uncovered, uncovered, ..self.losses(stock) }
    }

    fn losses(&self, stock: f64) -> Exposure {
        let (first, second) = both_losses((stock - self.mean) / self.sd);
        Exposure { shortage: self.sd * first, second_order: self.variance * second, ..Exposure::UNKNOWN }
    }

    fn cdf(&self, stock: f64) -> f64 {
        1.0 - normal::upper_tail((stock - self.mean) / self.sd)
    }

    fn shortage(&self, stock: f64) -> f64 {
        self.sd * both_losses((stock - self.mean) / self.sd).0
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
