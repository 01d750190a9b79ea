//! Totals of any set of items: units, money, service, turns.
//!
//! In: items with their stock. Out: [`Totals`]. Money covers the items with a known cost and says how many those
//! are; rates cover the items that have a safety stock, weighted by what the policy names.

use crate::data::calendar::DAYS_IN_YEAR;
use crate::protocol::policy::ServiceWeight;
use crate::stats::Item;
use crate::stats::value::Value;
use crate::stock::{Basis, Position};

/// An item that has a safety stock.
#[derive(Debug, Clone, Copy)]
pub struct Stocked<'a> {
    /// What its stock rests on.
    pub basis: &'a Basis,
    /// Its stock.
    pub position: &'a Position,
}

/// What an overall rate is weighted by: one weight an item, any scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// What they are.
    pub by: ServiceWeight,
    /// One an item, in key order.
    pub of_item: Vec<f64>,
}

impl Weights {
    /// The policy's weight, or the data's own: lines where rows are orders, else revenue, else units.
    pub fn new(
        named: Option<ServiceWeight>,
        rows_are_orders: bool,
        items: &[Item],
        values: &[Value],
    ) -> Self {
        let revenue_known = values.iter().any(|value| value.revenue.is_some());
        let by = named.unwrap_or(match (rows_are_orders, revenue_known) {
            (true, _) => ServiceWeight::Lines,
            (false, true) => ServiceWeight::Revenue,
            (false, false) => ServiceWeight::Units,
        });
        let weight = |(item, value): (&Item, &Value)| match by {
            ServiceWeight::Lines => value.lines,
            ServiceWeight::Revenue => value.revenue.unwrap_or(0.0),
            ServiceWeight::Units => item.demand.mean.get().unwrap_or(0.0),
            ServiceWeight::Items => 1.0,
        };
        Weights { by, of_item: items.iter().zip(values).map(|one| weight(one).max(0.0)).collect() }
    }
}

/// Sums over a set of items.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Totals {
    /// Items.
    pub items: u32,
    /// Items with a safety stock.
    pub stocked: u32,
    /// Items with a safety stock and a known cost: what the money covers.
    pub costed: u32,
    /// Items with known revenue.
    pub with_revenue: u32,
    /// Demand a year, units, of every item with a mean.
    pub annual_demand: f64,
    /// Revenue a year, of the items where it is known.
    pub annual_revenue: f64,
    /// Safety stock, units.
    pub safety_stock: f64,
    /// Safety stock, money.
    pub safety_stock_value: f64,
    /// Cycle stock, money.
    pub cycle_stock_value: f64,
    /// Cycle stock, safety stock and average backorders, money.
    pub average_inventory_value: f64,
    /// Average inventory that rests on assumed order quantities, money.
    pub assumed_value: f64,
    /// Holding cost a year.
    pub holding_cost: f64,
    /// Demand a year at its cost.
    pub annual_cost: f64,
    /// Expected units short a year.
    pub units_short: f64,
    stocked_demand: f64,
    weight: f64,
    weighted_cycle_service: f64,
    weighted_fill_rate: f64,
}

/// An item's average inventory: cycle stock, safety stock and what is owed on average, units.
pub fn average_inventory(stocked: Stocked<'_>) -> f64 {
    stocked.basis.cycle_stock() + stocked.position.safety_stock + stocked.position.backorders
}

impl Totals {
    /// Counts an item; its demand a year in units, its revenue a year where known.
    pub fn count(&mut self, annual_demand: f64, annual_revenue: Option<f64>) {
        self.items += 1;
        self.annual_demand += annual_demand;
        if let Some(revenue) = annual_revenue {
            self.with_revenue += 1;
            self.annual_revenue += revenue;
        }
    }

    /// Adds an item's stock, with its weight in the overall rates.
    pub fn add(&mut self, stocked: Stocked<'_>, weight: f64, quantity_assumed: bool) {
        let Stocked { basis, position } = stocked;
        let annual = basis.annual_demand();
        self.stocked += 1;
        self.stocked_demand += annual;
        self.safety_stock += position.safety_stock;
        self.units_short += (1.0 - position.fill_rate) * annual;
        self.weight += weight;
        self.weighted_cycle_service += weight * position.cycle_service_level;
        self.weighted_fill_rate += weight * position.fill_rate;
        let Some(cost) = basis.unit_cost() else { return };
        let inventory = average_inventory(stocked) * cost;
        self.costed += 1;
        self.safety_stock_value += position.safety_stock * cost;
        self.cycle_stock_value += basis.cycle_stock() * cost;
        self.average_inventory_value += inventory;
        self.assumed_value += if quantity_assumed { inventory } else { 0.0 };
        self.holding_cost += basis.holding_rate * inventory;
        self.annual_cost += annual * cost;
    }

    /// The sums of all parts, in their order.
    pub fn sum<'t>(parts: impl Iterator<Item = &'t Totals>) -> Self {
        let mut all = Totals::default();
        parts.for_each(|part| all.merge(part));
        all
    }

    /// Adds what other items amount to.
    pub fn merge(&mut self, other: &Totals) {
        self.items += other.items;
        self.stocked += other.stocked;
        self.costed += other.costed;
        self.with_revenue += other.with_revenue;
        let sums = [
            (&mut self.annual_demand, other.annual_demand),
            (&mut self.annual_revenue, other.annual_revenue),
            (&mut self.safety_stock, other.safety_stock),
            (&mut self.safety_stock_value, other.safety_stock_value),
            (&mut self.cycle_stock_value, other.cycle_stock_value),
            (&mut self.average_inventory_value, other.average_inventory_value),
            (&mut self.assumed_value, other.assumed_value),
            (&mut self.holding_cost, other.holding_cost),
            (&mut self.annual_cost, other.annual_cost),
            (&mut self.units_short, other.units_short),
            (&mut self.stocked_demand, other.stocked_demand),
            (&mut self.weight, other.weight),
            (&mut self.weighted_cycle_service, other.weighted_cycle_service),
            (&mut self.weighted_fill_rate, other.weighted_fill_rate),
        ];
        for (sum, part) in sums {
            *sum += part;
        }
    }

    /// Cycle service of all, weighted; `None` without weight.
    pub fn cycle_service_level(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.weighted_cycle_service / self.weight)
    }

    /// Fill rate of all, weighted; `None` without weight.
    pub fn fill_rate(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.weighted_fill_rate / self.weight)
    }

    /// The weight of all.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Fill rates times weights, summed.
    pub fn weighted_fill_rate(&self) -> f64 {
        self.weighted_fill_rate
    }

    /// A sum of money; `None` where no cost is known.
    pub fn money(&self, sum: f64) -> Option<f64> {
        (self.costed > 0).then_some(sum)
    }

    /// Annual cost of demand over average inventory.
    pub fn turns(&self) -> Option<f64> {
        (self.average_inventory_value > 0.0).then(|| self.annual_cost / self.average_inventory_value)
    }

    /// Safety stock in days of the demand of its items: by money where costs are known, else by units.
    pub fn days_of_cover(&self) -> Option<f64> {
        let (stock, annual) = if self.costed > 0 {
            (self.safety_stock_value, self.annual_cost)
        } else {
            (self.safety_stock, self.stocked_demand)
        };
        (annual > 0.0).then(|| stock / annual * DAYS_IN_YEAR)
    }

    /// Share of the average inventory that rests on assumed order quantities.
    pub fn assumed_share(&self) -> f64 {
        if self.average_inventory_value > 0.0 {
            self.assumed_value / self.average_inventory_value
        } else {
            0.0
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::policy::target::Target;
    use crate::protocol::policy::{Model, Period, Review, ShortHistory};
    use crate::stats::item::tests::item;
    use crate::stock::{Bounds, Terms};

    pub const TERMS: Terms = Terms {
        period: Period::Week,
        short_history: ShortHistory::AsIs,
        review: Review::Continuous,
        allow_negative: false,
        seed: 1,
    };

    /// An item of weekly demand that costs 10, with a lead time of two weeks and orders of 50.
    pub fn basis(mean: f64, sd: f64, whole_units: bool) -> Basis {
        Basis::new(&item(mean, sd, whole_units), Model::Gamma, TERMS).unwrap()
    }

    #[test]
    fn totals_follow_the_definitions() {
        let basis = basis(20.0, 8.0, false);
        let position = basis.position(Target::CycleService(0.95), &Bounds::default()).unwrap();
        let mut totals = Totals::default();
        totals.count(basis.annual_demand(), Some(500.0));
        totals.add(Stocked { basis: &basis, position: &position }, 2.0, false);
        totals.count(75.0, None);
        let inventory = 25.0 + position.safety_stock + position.backorders;
        assert_eq!((totals.items, totals.stocked, totals.costed, totals.with_revenue), (2, 1, 1, 1));
        assert!((totals.average_inventory_value - 10.0 * inventory).abs() < 1e-9);
        assert!((totals.holding_cost - 2.0 * inventory).abs() < 1e-9);
        assert!((totals.turns().unwrap() - basis.annual_demand() / inventory).abs() < 1e-9);
        assert!((totals.days_of_cover().unwrap() - position.safety_stock / 20.0 * 7.0).abs() < 1e-9);
        assert_eq!(totals.annual_demand, basis.annual_demand() + 75.0);
        assert_eq!(totals.fill_rate(), Some(position.fill_rate));
        assert_eq!(totals.assumed_share(), 0.0);
    }
}
