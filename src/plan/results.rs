//! Everything computed for one policy, side by side in item order: what answers and exports are made from.

use std::rc::Rc;

use super::group::{Ground, Group, Groups, Holding};
use super::member::totals;
use super::total::{Stocked, Totals, Weights};
use crate::data::dataset::Dataset;
use crate::policy::{Resolved, Target, TargetOrigin};
use crate::segment::Segmentation;
use crate::segment::assign::Origin;
use crate::stats::Item;
use crate::stats::borrow::Fitted;
use crate::stats::portfolio::Portfolio;
use crate::stats::value::Value;
use crate::stock::{Basis, Bounds, Position, Status, Terms};

/// Everything computed for one policy. Lists of items are in key order, lists of groups in that of [`Groups`].
#[derive(Debug, Clone)]
pub struct Results {
    /// The data.
    pub dataset: Rc<Dataset>,
    /// The items.
    pub portfolio: Rc<Portfolio>,
    /// The items as they were measured, where they are supposed to be otherwise.
    pub measured: Option<Rc<Portfolio>>,
    /// What their demand was worth over the span of `abc`.
    pub values: Rc<Vec<Value>>,
    /// How many days that span has.
    pub span_days: u32,
    /// Their segments.
    pub segmentation: Rc<Segmentation>,
    /// Those that borrow from their segment what their own history does not say.
    pub fitted: Rc<Fitted>,
    /// Settings that every basis shares.
    pub terms: Terms,
    /// The seed of everything drawn.
    pub seed: u32,
    /// Their groups.
    pub groups: Rc<Groups>,
    /// What holds in each segment.
    pub shared: Rc<Vec<Resolved>>,
    /// The stock of each group.
    pub holdings: Vec<Rc<Holding>>,
    /// The items' weights in overall rates.
    pub weights: Rc<Weights>,
}

impl Results {
    /// The items, in key order.
    pub fn items(&self) -> &[Item] {
        &self.portfolio.items
    }

    /// An item as it was measured, where items are supposed to be otherwise.
    pub fn measured(&self, item: usize) -> Option<&Item> {
        self.measured.as_ref()?.items.get(item)
    }

    /// An item as its stock is sized: with what it borrows.
    pub fn sized(&self, item: usize) -> Option<&Item> {
        self.fitted.get(&(item as u32)).or_else(|| self.items().get(item))
    }

    /// What sums rest on, besides the stock.
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            portfolio: &self.portfolio,
            values: &self.values,
            span_days: self.span_days,
            weights: &self.weights,
        }
    }

    /// Each group with what it holds.
    pub fn each(&self) -> impl Iterator<Item = (&Group, &Holding)> {
        self.groups.list.iter().zip(self.holdings.iter().map(Rc::as_ref))
    }

    /// Why an item has no safety stock, or that it has one.
    pub fn status(&self, item: usize) -> Status {
        let held = self.held(item).zip(self.target(item));
        let status =
            held.map_or(Status::OutOfRange, |((holding, place), target)| holding.status(place, target));
        let borrows = || self.sized(item).is_some_and(|item| item.record.borrowed.is_some());
        if status == Status::Ok && borrows() { Status::Borrowed } else { status }
    }

    fn held(&self, item: usize) -> Option<(&Holding, usize)> {
        let (group, place) = self.groups.place_of(item)?;
        Some((self.holdings.get(group)?, place))
    }

    /// What an item's stock rests on.
    pub fn basis(&self, item: usize) -> Option<&Basis> {
        let (holding, place) = self.held(item)?;
        holding.bases.get(place)?.as_ref().ok()
    }

    /// An item's stock.
    pub fn stocked(&self, item: usize) -> Option<Stocked<'_>> {
        let (holding, place) = self.held(item)?;
        let basis = holding.bases.get(place)?.as_ref().ok()?;
        Some(Stocked { basis, position: holding.positions.get(place)?.as_ref()? })
    }

    /// Revenue a year: the sum over the span, scaled to a year of 365.25 days.
    pub fn annual_revenue(&self, item: usize) -> Option<f64> {
        self.ground().annual_revenue(item)
    }

    /// Demand a year, units; 0 where nothing was sold in the window.
    pub fn annual_demand(&self, item: usize) -> f64 {
        self.ground().annual_demand(item)
    }

    /// Safety stock and reorder point, units: none of either where nothing was sold in the window.
    pub fn stock(&self, item: usize) -> Option<(f64, f64)> {
        match self.status(item) {
            Status::NoDemand => Some((0.0, 0.0)),
            _ => self.stocked(item).map(|of| (of.position.safety_stock, of.position.reorder_point)),
        }
    }

    /// What holds for an item.
    pub fn resolved(&self, item: usize) -> Option<Resolved> {
        let (group, place) = self.groups.place_of(item)?;
        let group = self.groups.list.get(group)?;
        Some(group.resolved(place, *self.shared.get(group.segment as usize)?))
    }

    /// An item's bounds.
    pub fn bounds(&self, item: usize) -> Bounds {
        match (self.resolved(item), self.items().get(item)) {
            (Some(resolved), Some(of)) => Bounds::new(&resolved, of),
            _ => Bounds::default(),
        }
    }

    /// Whether an item's target is its own, whatever its segment's is.
    pub fn has_own_target(&self, item: usize) -> bool {
        let origin = self.resolved(item).map(|resolved| resolved.target_origin);
        matches!(origin, Some(TargetOrigin::Override(_) | TargetOrigin::ItemMaster))
    }

    /// Whether an item's segment carries a contract: a floor.
    pub fn has_contract(&self, item: usize) -> bool {
        self.resolved(item).is_some_and(|resolved| resolved.floor.is_some())
    }

    /// Whether an item stays in its segment when others are grouped: under a contract, or placed there one by one.
    pub fn is_placed(&self, item: usize) -> bool {
        let origin = self.segmentation.origin_of.get(item);
        matches!(origin, Some(Origin::Override(_))) || self.has_contract(item)
    }

    /// The target that holds for an item.
    pub fn target(&self, item: usize) -> Option<Target> {
        self.resolved(item).map(|resolved| resolved.target)
    }

    /// The level, days or units of an item's target; of a cost optimum the cycle service level computed.
    pub fn target_value(&self, item: usize) -> Option<f64> {
        match self.target(item)? {
            Target::CostOptimal => self.basis(item)?.cost_optimal().ok(),
            target => target.value(),
        }
    }

    /// Totals of all items.
    pub fn total(&self) -> Totals {
        Totals::sum(self.holdings.iter().map(|holding| &holding.totals))
    }

    /// Totals of each group with other stocks than the policy's; `None` is an item without.
    pub fn totals_with(&self, positions: &[Vec<Option<Position>>]) -> Vec<Totals> {
        let each = self.holdings.iter().zip(positions);
        each.map(|(holding, positions)| totals(holding.entries(positions))).collect()
    }

    /// Totals of each segment, in the order of its names, from those of the groups.
    pub fn by_segment<'t>(&self, of_groups: impl Iterator<Item = &'t Totals>) -> Vec<Totals> {
        let mut totals = vec![Totals::default(); self.segmentation.names.len()];
        for (group, of_group) in self.groups.list.iter().zip(of_groups) {
            if let Some(totals) = totals.get_mut(group.segment as usize) {
                totals.merge(of_group);
            }
        }
        totals
    }

    /// The target that all items of some groups share, if they do.
    pub fn shared_target<'g>(&self, groups: impl Iterator<Item = &'g Group>) -> Option<Target> {
        let targets = groups.flat_map(|group| {
            let shared = self.shared.get(group.segment as usize).copied();
            let own = group.own.iter().filter_map(move |(_, own)| Some(shared?.with(own).target));
            let others = (group.own.len() < group.members.len()).then_some(shared).flatten();
            others.map(|resolved| resolved.target).into_iter().chain(own)
        });
        shared(targets)
    }
}

/// What all are, if they are all the same.
fn shared<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
