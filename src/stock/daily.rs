//! Daily review: stock is looked at once a day, so it is already below the reorder point when the order goes out.
//!
//! In: demand over the lead time, and over the lead time and a day more. Out: the fill rate of a reorder point, the
//! reorder point of a fill rate, and what is owed on average, in units. Exact for orders of whole multiples of the
//! order quantity and demand that is independent from day to day; the undershoot is in it.

use super::model::{Demand, DemandModel, Units};
use crate::math::root;

/// What the figures of daily review rest on.
#[derive(Debug, Clone, Copy)]
pub struct Daily<'a> {
    /// Demand over the lead time.
    pub over_lead_time: &'a Demand,
    /// Demand over the lead time and a day more.
    pub a_day_later: &'a Demand,
    /// Mean demand a day, units; above zero.
    pub day: f64,
    /// Units an order, above zero.
    pub order_quantity: f64,
    /// Whether stock is kept in whole units.
    pub units: Units,
}

/// What a reorder point gives under daily review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// P2: the share of units served from the shelf, in 0 to 1.
    pub fill_rate: f64,
    /// Units owed to customers, on average over time.
    pub backorders: f64,
}

impl Daily<'_> {
    /// `P2 = 1 - [H(L+r, s) - H(L+r, s+Q) - H(L, s) + H(L, s+Q)] / (Q d r)`, r one day; in whole units the sum of
    /// `E[(X - y)+]` over y = s+1 .. s+Q in place of the difference of two H.
    ///
    /// # Source
    /// MODEL of this project, section 6: the backorders at the end of a day less those at its start, for every
    /// inventory position that an order leaves; Hadley & Whitin (1963), chapter 5, for (nQ, r, T) policies.
    pub fn given(&self, level: f64) -> Given {
        let (owed, later) = self.both(level);
        Given {
            fill_rate: (1.0 - (later - owed) / (self.order_quantity * self.day)).clamp(0.0, 1.0),
            backorders: (owed / self.order_quantity).max(0.0),
        }
    }

    /// Units owed over the lead time, and over it and a day more: each summed over the order's inventory positions.
    pub fn both(&self, level: f64) -> (f64, f64) {
        (self.owed(self.over_lead_time, level), self.owed(self.a_day_later, level))
    }

    /// The least reorder point whose fill rate is at least `target`, a fraction in (0, 1); the least whole number
    /// where units are whole. It may lie below mean demand, even below zero. `None` where there is none in range.
    pub fn level(&self, target: f64) -> Option<f64> {
        let allowed = (1.0 - target) * self.order_quantity * self.day;
        let short =
            |level: f64| self.owed(self.a_day_later, level) - self.owed(self.over_lead_time, level) - allowed;
        let (mean, variance) = (self.a_day_later.mean(), self.a_day_later.variance());
        let step = variance.sqrt().max(1e-6 * mean.abs()).max(1e-9);
        match self.units {
            Units::Whole => root::falling_whole(mean, step, short),
            Units::Fractional => root::falling(mean, step, short),
        }
    }

    /// Units owed, summed over every inventory position from `level` to one order above it.
    fn owed(&self, demand: &Demand, level: f64) -> f64 {
        let quantity = self.order_quantity;
        if quantity * quantity < 1e-10 * demand.variance() {
            return self.owed_by_few(demand, level);
        }
        demand.owed(level, self.order_quantity, self.units)
    }

    /// The same where the order is so small beside the deviation that the difference of both ends would cancel: the
    /// shortage in between, by Simpson's rule.
    fn owed_by_few(&self, demand: &Demand, level: f64) -> f64 {
        let quantity = self.order_quantity;
        let half = if self.units == Units::Whole { 0.5 } else { 0.0 };
        let short = |share: f64| demand.shortage(level + half + share * quantity);
        quantity / 6.0 * (short(0.0) + 4.0 * short(0.5) + short(1.0))
    }
}
