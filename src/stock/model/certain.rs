//! Demand that is always the same: no spread in demand, none in the lead time.

use super::{DemandModel, Exposure};

/// Demand of exactly this many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certain {
    units: f64,
}

impl Certain {
    /// Always `units`.
    pub fn new(units: f64) -> Self {
        Self { units }
    }
}

impl DemandModel for Certain {
    fn mean(&self) -> f64 {
        self.units
    }

    fn variance(&self) -> f64 {
        0.0
    }

    fn quantile(&self, p: f64) -> f64 {
        if p > 0.0 && p < 1.0 { self.units } else { f64::NAN }
    }

    /// A level within 1e-9 below the demand counts as on it.
    fn exposure(&self, stock: f64) -> Exposure {
        if stock.is_nan() {
            return Exposure::UNKNOWN;
        }
        let short = self.units - stock;
        if short <= 1e-9 * self.units.abs().max(1.0) {
            return Exposure { covered: 1.0, uncovered: 0.0, shortage: 0.0, second_order: 0.0, steps: None };
        }
        let second_order = 0.5 * short * short;
        Exposure { covered: 0.0, uncovered: 1.0, shortage: short, second_order, steps: None }
    }
}
