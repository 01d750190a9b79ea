//! What shortage and holding cost say about a target, and what a stock says about the cost of shortage.
//!
//! In: a basis. Out: the cycle service at which the next unit costs as much as it saves, and the cost of a unit
//! short at which a stock would be just right.

use super::basis::{Basis, Status};

impl Basis {
    /// The cycle service level that costs least, `1 - h Q / (b D)`: `h` what holding a unit costs a year, `Q` units an
    /// order (a review's demand where stock is reviewed in intervals), `b` what a unit short costs, `D` units a
    /// year. Zero where no safety stock pays.
    ///
    /// # Errors
    /// The status that names what is missing; a cost that is not above zero counts as missing.
    ///
    /// # Source
    /// Silver, Pyke & Thomas (2017), section 6.7.2, rule of cost per unit short.
    pub fn cost_optimal(&self) -> Result<f64, Status> {
        let holding = self.holding_cost()?;
        let short = self.stockout_cost.filter(|cost| *cost > 0.0).ok_or(Status::MissingStockoutCost)?;
        Ok((1.0 - holding * self.ordered() / (short * self.annual_demand())).max(0.0))
    }

    /// What a unit short would have to cost for a reached cycle service level to be the cheapest. `None` where holding
    /// costs are missing or nothing is short.
    pub fn implied_stockout_cost(&self, reached: f64) -> Option<f64> {
        let short = 1.0 - reached;
        let cost = self.holding_cost().ok()? * self.ordered() / (short * self.annual_demand());
        (short > 0.0 && cost.is_finite()).then_some(cost)
    }

    /// Money that holding a unit costs a year.
    fn holding_cost(&self) -> Result<f64, Status> {
        let cost =
            self.unit_cost.filter(|cost| *cost > 0.0).ok_or(Status::MissingUnitCost)? * self.holding_rate;
        if cost > 0.0 { Ok(cost) } else { Err(Status::MissingHoldingRate) }
    }

    /// Units an order brings.
    fn ordered(&self) -> f64 {
        if self.supply.review > 0.0 { self.period_demand * self.supply.review } else { self.order_quantity }
    }
}
