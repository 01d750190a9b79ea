//! How an item's stock follows from its figures, and what would change it most.

use super::items::model;
use crate::plan::Results;
use crate::policy::Target;
use crate::protocol::answer::{CoverView, LeastCostView, OwedView, ServedView, WhatIfView};
use crate::stock::model::whole_units_up;
use crate::stock::what_if::{Changed, Given, what_if};
use crate::stock::working::{Cover, Owed, Served};
use crate::stock::{Basis, Held};

/// The demand that the level covers.
pub fn cover(results: &Results, number: usize) -> Option<CoverView> {
    let stocked = results.stocked(number)?;
    let Cover { model: kind, mean, sd, asked, reached, a_unit_lower } =
        stocked.basis.ready()?.cover(results.target(number)?, stocked.position.level)?;
    Some(CoverView { model: model(kind), mean, sd, asked, reached, a_unit_lower })
}

/// What the fill rate reached is made of.
pub fn served(results: &Results, number: usize) -> Option<ServedView> {
    let stocked = results.stocked(number)?;
    let Served { late, early, demand } = stocked.basis.ready()?.served(stocked.position.reorder_point)?;
    let owed = |Owed { mean, sd, units }: Owed| OwedView { mean, sd, units };
    Some(ServedView { late: owed(late), early: owed(early), demand })
}

/// What the cost optimum follows from.
pub fn least_cost(results: &Results, number: usize, basis: &Basis) -> Option<LeastCostView> {
    results.target(number).filter(|target| *target == Target::CostOptimal)?;
    Some(LeastCostView {
        holding: basis.holding_cost().ok()?,
        ordered: basis.ordered(),
        short: basis.stockout_cost()?,
        annual: basis.annual_demand(),
        level: basis.cost_optimal().ok()?,
    })
}

/// The limit that held, in its days or units.
pub fn limit(results: &Results, number: usize) -> Option<f64> {
    let bounds = results.bounds(number);
    match results.stocked(number)?.position.held? {
        Held::MinDays => bounds.min_days,
        Held::MinUnits => bounds.min_units,
        Held::MaxDays => bounds.max_days,
        Held::ShelfLife => bounds.shelf_life_days,
        Held::FloorAtZero | Held::NothingPays => None,
    }
}

/// What would change it most.
pub fn what_ifs(results: &Results, number: usize) -> Vec<WhatIfView> {
    let found = (results.sized(number), results.stocked(number), results.resolved(number));
    let (Some(item), Some(stocked), Some(resolved)) = found else { return Vec::new() };
    let bounds = &results.bounds(number);
    let basis = stocked.basis;
    let given =
        Given { item, basis, model: resolved.model, terms: results.terms, target: resolved.target, bounds };
    let view = |Changed { what, value, position }: Changed| WhatIfView {
        what,
        value,
        safety_stock: position.safety_stock,
        safety_stock_units: whole_units_up(position.safety_stock),
        safety_stock_value: basis.unit_cost().map(|cost| cost * position.safety_stock),
        cycle_service_level: position.cycle_service_level,
        fill_rate: position.fill_rate,
    };
    what_if(given).into_iter().map(view).collect()
}
