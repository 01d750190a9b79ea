//! Gamma demand: never below zero and skewed, as real demand mostly is.

use super::{DemandModel, Exposure};
use crate::math::gamma::{SHAPES, Shape};

/// Gamma demand: shape `mean^2 / variance`, scale `variance / mean`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gamma {
    mean: f64,
    variance: f64,
    scale: f64,
    shape: Shape,
}

impl Gamma {
    /// `None` unless mean and variance are above zero and the deviation is at most a million means. A shape above
    /// [`SHAPES`] is taken as the largest of them, whose spread is 1e-8 of the mean.
    pub fn new(mean: f64, variance: f64) -> Option<Self> {
        if !Self::is_defined(mean, variance) {
            return None;
        }
        let shape = Shape::new(shape(mean, variance))?;
        Some(Self { mean, variance, scale: mean / shape.value(), shape })
    }

    /// Whether [`Gamma::new`] gives any.
    pub fn is_defined(mean: f64, variance: f64) -> bool {
        mean > 0.0 && variance > 0.0 && SHAPES.contains(&shape(mean, variance))
    }
}

fn shape(mean: f64, variance: f64) -> f64 {
    (mean / variance * mean).min(*SHAPES.end())
}

impl DemandModel for Gamma {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.variance
    }

    fn quantile(&self, p: f64) -> f64 {
        self.shape.quantile(p).map_or(f64::NAN, |x| x * self.scale)
    }

    fn exposure(&self, stock: f64) -> Exposure {
        let tails = self.shape.tails(stock / self.scale);
        Exposure {
            covered: tails.below,
            uncovered: tails.above,
            shortage: self.scale * tails.excess,
            second_order: self.scale * self.scale * tails.second,
            steps: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_agrees_with_scipy() {
        let found = Gamma::new(20.0, 900.0).unwrap().quantile(0.95);
        assert!((found - 80.1006).abs() < 5e-5, "{found}");
    }

    #[test]
    fn shortage_falls_by_what_is_uncovered_and_second_order_by_the_shortage() {
        for (mean, sd) in [(3.0, 30.0), (20.0, 30.0), (100.0, 20.0), (100.0, 5.0), (1e6, 1e3)] {
            let demand = Gamma::new(mean, sd * sd).unwrap();
            for k in [-2.5, -1.0, 0.0, 0.7, 1.0, 2.0, 2.9, 3.1, 5.0] {
                let (stock, step): (f64, f64) = (mean + k * sd, 1e-3 * sd);
                if stock <= step {
                    continue;
                }
                let (low, here, high) =
                    (demand.exposure(stock - step), demand.exposure(stock), demand.exposure(stock + step));
                let (uncovered, shortage) = (
                    (low.shortage - high.shortage) / (2.0 * step),
                    (low.second_order - high.second_order) / (2.0 * step),
                );
                assert!((uncovered / (1.0 - here.covered) - 1.0).abs() < 1e-4, "{mean} {sd} {k}");
                assert!((shortage / here.shortage - 1.0).abs() < 1e-4, "{mean} {sd} {k}");
            }
        }
    }
}
