//! What bounds and sums take from an item beside its stock, side by side in the order of a group: under a hand that
//! moves a target, figures that stand far apart in memory cost more than the stock does.

use super::group::{Ground, Group};
use super::total::{Stocked, Totals};
use crate::policy::Resolved;
use crate::stats::Origin;
use crate::stock::{Basis, Bounds, Position, Status};

/// An item in its group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Demand a year, units.
    pub annual_demand: f64,
    /// Revenue a year, where known.
    pub annual_revenue: Option<f64>,
    /// Its weight in overall rates.
    pub weight: f64,
    /// Days after which a unit is worthless.
    pub shelf_life_days: Option<f64>,
    /// Whether its order quantity is assumed.
    pub quantity_assumed: bool,
}

/// A group's, in the order of its numbers.
pub type Members = Vec<Member>;

impl Member {
    /// What bounds it where this holds.
    pub fn bounds(&self, resolved: &Resolved) -> Bounds {
        Bounds::of(resolved, self.shelf_life_days)
    }
}

/// The members of a group.
pub fn members(ground: Ground<'_>, group: &Group) -> Members {
    let member = |item: &u32| {
        let number = *item as usize;
        let of = ground.portfolio.items.get(number).map(|item| &item.master);
        Member {
            annual_demand: ground.annual_demand(number),
            annual_revenue: ground.annual_revenue(number),
            weight: ground.weight(number),
            shelf_life_days: of.and_then(|of| of.shelf_life_days),
            quantity_assumed: of.is_some_and(|of| of.order_quantity.origin == Origin::Assumed),
        }
    };
    group.members.iter().map(member).collect()
}

/// The sums of some items, each with its basis and stock.
pub fn totals<'s>(
    items: impl Iterator<Item = (&'s Member, &'s Result<Basis, Status>, Option<&'s Position>)>,
) -> Totals {
    let mut totals = Totals::default();
    for (member, basis, position) in items {
        totals.count(member.annual_demand, member.annual_revenue);
        if let (Ok(basis), Some(position)) = (basis, position) {
            totals.add(Stocked { basis, position }, member.weight, member.quantity_assumed);
        }
    }
    totals
}
