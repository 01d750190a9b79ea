//! Demand as draws tell it: no family at all.

use super::{DemandModel, Exposure, Units};

/// Demand of which so many draws are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    draws: Vec<f64>,
    mean: f64,
    variance: f64,
}

impl Sample {
    /// `None` without draws, or where one is no finite number.
    pub fn new(draws: Vec<f64>) -> Option<Self> {
        let count = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / count;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / count;
        (mean.is_finite() && variance.is_finite()).then_some(Self { draws, mean, variance })
    }

    fn mean_of(&self, loss: impl Fn(f64) -> f64) -> f64 {
        self.draws.iter().map(|draw| loss(*draw)).sum::<f64>() / self.draws.len() as f64
    }

    /// The mean of a loss that only draws above a level have, of how far they are above: most are not, and cost no more
    /// than a look.
    fn mean_above(&self, stock: f64, loss: impl Fn(f64) -> f64) -> f64 {
        if stock.is_nan() {
            return stock;
        }
        self.mean_of(|draw| if draw > stock { loss(draw - stock) } else { 0.0 })
    }

    /// The share of draws up to a level; one within 1e-9 below a draw counts as on it.
    fn covered(&self, stock: f64) -> f64 {
        let on = stock + 1e-9 * stock.abs().max(1.0);
        self.mean_of(|draw| if draw <= on { 1.0 } else { 0.0 })
    }
}

/// Of a draw so far above a level the shortages at the level and 1, 2, ... more.
fn steps(short: f64) -> f64 {
    let whole = short.floor();
    whole * (short - 0.5 * (whole + 1.0))
}

impl DemandModel for Sample {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.variance
    }

    /// The least draw whose share of draws up to it is at least `p`.
    fn quantile(&self, p: f64) -> f64 {
        if !(p > 0.0 && p < 1.0) {
            return f64::NAN;
        }
        let needed = (p * self.draws.len() as f64 - 1e-9).ceil().max(1.0) as usize;
        let mut draws = self.draws.clone();
        let place = needed.min(draws.len()) - 1;
        *draws.select_nth_unstable_by(place, f64::total_cmp).1
    }

    fn exposure(&self, stock: f64) -> Exposure {
        if stock.is_nan() {
            return Exposure::UNKNOWN;
        }
        let covered = self.covered(stock);
        Exposure {
            covered,
            uncovered: 1.0 - covered,
            shortage: self.shortage(stock),
            second_order: self.second_order(stock),
            steps: Some(self.mean_above(stock, steps)),
        }
    }

    fn cdf(&self, stock: f64) -> f64 {
        if stock.is_nan() { stock } else { self.covered(stock) }
    }

    fn shortage(&self, stock: f64) -> f64 {
        self.mean_above(stock, |short| short)
    }

    fn second_order(&self, stock: f64) -> f64 {
        self.mean_above(stock, |short| 0.5 * short * short)
    }

    fn backlog(&self, stock: f64, units: Units) -> f64 {
        match units {
            Units::Fractional => self.second_order(stock),
            Units::Whole => self.mean_above(stock, steps),
        }
    }

    fn counts_units(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_draw_that_reaches_the_share() {
        let sample = Sample::new(vec![4.0, 1.0, 3.0, 2.0, 10.0]).unwrap();
        let found = [0.1, 0.2, 0.21, 0.8, 0.81].map(|p| sample.quantile(p));
        assert_eq!(found, [1.0, 1.0, 2.0, 4.0, 10.0]);
        assert!(sample.quantile(1.0).is_nan() && Sample::new(Vec::new()).is_none());
    }

    #[test]
    fn losses_are_means_over_the_draws() {
        let at = Sample::new(vec![1.0, 3.5]).unwrap().exposure(1.0);
        assert_eq!((at.covered, at.shortage, at.second_order), (0.5, 1.25, 1.5625));
        assert_eq!(at.steps, Some(1.0)); // (1.5 + 0.5) / 2
        let sample = Sample::new(vec![1.0, 3.5, 0.25, 9.0]).unwrap();
        for stock in [-2.0, 0.0, 1.0, 3.4, 9.0, f64::NAN] {
            let at = sample.exposure(stock);
            let same = |one: f64, other: f64| assert_eq!(one.to_bits(), other.to_bits(), "{stock}");
            same(sample.cdf(stock), at.covered);
            same(sample.shortage(stock), at.shortage);
            same(sample.backlog(stock, Units::Fractional), at.second_order);
            same(sample.backlog(stock, Units::Whole), at.steps.unwrap_or(f64::NAN));
        }
    }
}
