//! Everything computed for one policy, side by side in item order: what answers and exports are made from.

use std::rc::Rc;

use super::total::{Stocked, Totals, Weights};
use crate::data::calendar::DAYS_IN_YEAR;
use crate::data::dataset::Dataset;
use crate::policy::{Resolved, Target};
use crate::segment::Segmentation;
use crate::stats::portfolio::Portfolio;
use crate::stats::value::Value;
use crate::stats::{History, Item, Origin};
use crate::stock::{Basis, Bounds, Position, Status};

/// Everything computed for one policy. Lists are in item order.
#[derive(Debug, Clone)]
pub struct Results {
    /// The data.
    pub dataset: Rc<Dataset>,
    /// The items.
    pub portfolio: Rc<Portfolio>,
    /// What their demand was worth over the span of `abc`.
    pub values: Rc<Vec<Value>>,
    /// How many days that span has.
    pub span_days: u32,
    /// Their segments.
    pub segmentation: Rc<Segmentation>,
    /// Which target, model and bounds hold.
    pub resolved: Rc<Vec<Resolved>>,
    /// What their stock rests on, or why there is none.
    pub bases: Rc<Vec<Result<Basis, Status>>>,
    /// Their stock.
    pub positions: Rc<Vec<Option<Position>>>,
    /// Their weights in overall rates.
    pub weights: Rc<Weights>,
}

impl Results {
    /// The items, in key order.
    pub fn items(&self) -> &[Item] {
        &self.portfolio.items
    }

    /// Why an item has no safety stock, or that it has one.
    pub fn status(&self, item: usize) -> Status {
        match (self.bases.get(item), self.positions.get(item)) {
            (Some(Err(status)), _) => *status,
            (Some(Ok(_)), Some(Some(_))) => Status::Ok,
            _ if self.target(item).is_some_and(|target| !target.is_built()) => Status::TargetNotBuilt,
            _ => Status::OutOfRange,
        }
    }

    /// An item's stock.
    pub fn stocked(&self, item: usize) -> Option<Stocked<'_>> {
        let basis = self.bases.get(item)?.as_ref().ok()?;
        Some(Stocked { basis, position: self.positions.get(item)?.as_ref()? })
    }

    /// Revenue a year: the sum over the span, scaled to a year of 365.25 days.
    pub fn annual_revenue(&self, item: usize) -> Option<f64> {
        let revenue = self.values.get(item)?.revenue?;
        (self.span_days > 0).then(|| revenue * DAYS_IN_YEAR / f64::from(self.span_days))
    }

    /// Demand a year, units; 0 where nothing was sold in the window.
    pub fn annual_demand(&self, item: usize) -> f64 {
        let demand = self.items().get(item).map(|item| &item.demand);
        let selling = demand.filter(|demand| matches!(demand.history, History::Enough | History::TooShort));
        let mean = selling.and_then(|demand| demand.mean).unwrap_or(0.0);
        mean / self.portfolio.frame.period.days() * DAYS_IN_YEAR
    }

    /// Safety stock and reorder point, units: none of either where nothing was sold in the window.
    pub fn stock(&self, item: usize) -> Option<(f64, f64)> {
        match self.status(item) {
            Status::NoDemand => Some((0.0, 0.0)),
            _ => self.stocked(item).map(|of| (of.position.safety_stock, of.position.reorder_point)),
        }
    }

    /// An item's bounds.
    pub fn bounds(&self, item: usize) -> Bounds {
        match (self.resolved.get(item), self.items().get(item)) {
            (Some(resolved), Some(of)) => Bounds::new(resolved, of),
            _ => Bounds::default(),
        }
    }

    /// The target that holds for an item.
    pub fn target(&self, item: usize) -> Option<Target> {
        self.resolved.get(item).map(|resolved| resolved.target)
    }

    /// Adds an item to totals, with the stock it has under this policy.
    pub fn add(&self, totals: &mut Totals, item: usize) {
        self.add_with(totals, item, self.positions.get(item).and_then(Option::as_ref));
    }

    /// Adds an item to totals, with another stock.
    pub fn add_with(&self, totals: &mut Totals, item: usize, position: Option<&Position>) {
        totals.count(self.annual_demand(item), self.annual_revenue(item));
        let basis = self.bases.get(item).and_then(|basis| basis.as_ref().ok());
        let (Some(basis), Some(position), Some(of)) = (basis, position, self.items().get(item)) else {
            return;
        };
        let weight = self.weights.of_item.get(item).copied().unwrap_or(0.0);
        let assumed = of.master.order_quantity.origin == Origin::Assumed;
        totals.add(Stocked { basis, position }, weight, assumed);
    }

    /// Totals of all items.
    pub fn total(&self) -> Totals {
        let mut totals = Totals::default();
        (0..self.items().len()).fold((), |(), item| self.add(&mut totals, item));
        totals
    }

    /// Totals of each segment, in the order of its names, with the given stocks.
    pub fn by_segment(&self, positions: &[Option<Position>]) -> Vec<Totals> {
        let mut totals = vec![Totals::default(); self.segmentation.names.len()];
        for (item, (segment, position)) in self.segmentation.segment_of.iter().zip(positions).enumerate() {
            if let Some(totals) = totals.get_mut(*segment as usize) {
                self.add_with(totals, item, position.as_ref());
            }
        }
        totals
    }

    /// The target that all items of a set share, if they do.
    pub fn shared_target(&self, items: impl Iterator<Item = usize>) -> Option<Target> {
        let mut targets = items.filter_map(|item| self.target(item));
        let first = targets.next()?;
        targets.all(|target| target == first).then_some(first)
    }
}
