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
        let short = self.stockout_cost().filter(|cost| *cost > 0.0).ok_or(Status::MissingStockoutCost)?;
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
    ///
    /// # Errors
    /// The status that names what is missing; a cost that is not above zero counts as missing.
    pub fn holding_cost(&self) -> Result<f64, Status> {
        let cost =
            self.unit_cost().filter(|cost| *cost > 0.0).ok_or(Status::MissingUnitCost)? * self.holding_rate;
        if cost > 0.0 { Ok(cost) } else { Err(Status::MissingHoldingRate) }
    }

    /// Units an order brings.
    pub fn ordered(&self) -> f64 {
        if self.supply.review > 0.0 { self.period_demand() * self.supply.review } else { self.order_quantity }
    }
}

/// An order quantity and what it costs a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EconomicOrder {
    /// Units an order.
    pub quantity: f64,
    /// Money a year for ordering and holding.
    pub cost: f64,
}

/// The order quantity at which ordering and holding cost least together, `sqrt(2 D A / h)`: `D` units a year, `A`
/// money an order, `h` money that holding a unit costs a year, all above zero.
///
/// # Source
/// Harris (1913); Silver, Pyke & Thomas (2017), section 4.2.
///
/// ```
/// # use segmented_safety_stock::stock::cost::economic_order;
/// assert_eq!(economic_order(1000.0, 8.0, 10.0).quantity, 40.0);
/// ```
pub fn economic_order(annual_demand: f64, order_cost: f64, holding_cost: f64) -> EconomicOrder {
    let quantity = (2.0 * annual_demand * order_cost / holding_cost).sqrt();
    EconomicOrder { quantity, cost: (2.0 * annual_demand * order_cost * holding_cost).sqrt() }
}
