//! What every item's stock is worth under the settings of `*` alone: the ground on which segments are computed.
//!
//! In: items with the model and bounds of `*`, their costs and weights. Out: their [`Curves`], the optimal service
//! level of each at a price, and the policy's own capital and service to compare with. Segments of the policy do not
//! enter: they are what is computed.

use std::collections::BTreeMap;

use super::Results;
use super::compare::{COSTED, Measure};
use super::group::Bases;
use super::optimum::{Choice, Curves, level};
use super::pace::Pace;
use crate::policy::{Own, Resolved};
use crate::stats::Item;
use crate::stock::{Basis, Bounds, Status};

/// Items weighed in one go.
const IN_ONE_GO: usize = 128;

/// Every item whose stock may be chosen, and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// Its curves, in the order of `items`.
    pub curves: Curves,
    /// The items' numbers, ascending: those with a basis and, where money is counted, a cost.
    pub items: Vec<u32>,
    /// What capital is counted in.
    pub measure: Measure,
    /// How many items there are in all.
    count: usize,
    /// The weight of all items with a basis.
    weight: f64,
}

/// What the worth of items rests on.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The items.
    pub items: &'a [Item],
    /// Their bases under the model of `*`.
    pub bases: &'a Bases,
    /// What holds in `*`.
    pub star: Resolved,
    /// Items with settings of their own, by number, ascending.
    pub own: &'a [(u32, Own)],
    /// Their weights in overall rates.
    pub weights: &'a [f64],
}

impl Setting<'_> {
    fn own(&self, item: usize) -> Option<&Own> {
        let place = self.own.binary_search_by_key(&(item as u32), |(number, _)| *number).ok()?;
        self.own.get(place).map(|(_, own)| own)
    }

    fn based(&self) -> impl Iterator<Item = (usize, &Basis)> {
        self.bases.iter().enumerate().filter_map(|(item, basis)| Some((item, basis.as_ref().ok()?)))
    }

    fn measure(&self) -> Measure {
        let (all, costed) = self.based().fold((0_u32, 0_u32), |(all, costed), (_, basis)| {
            (all + 1, costed + u32::from(basis.unit_cost().is_some()))
        });
        if f64::from(costed) >= COSTED * f64::from(all) { Measure::Money } else { Measure::Units }
    }

    /// An item's choice; none without a cost where money is counted.
    fn choice<'b>(&self, item: usize, basis: &'b Basis, measure: Measure, weight: f64) -> Option<Choice<'b>> {
        let cost = match measure {
            Measure::Money => basis.unit_cost()?,
            Measure::Units => 1.0,
        };
        let star = self.own(item).map_or(self.star, |own| self.star.with(own));
        let bounds = Bounds::new(&star, self.items.get(item)?);
        Some(Choice { basis, bounds, least: 0.0, cost, weight })
    }
}

/// The worth of items as far as it is computed.
#[derive(Debug)]
pub struct Weighing {
    worth: Worth,
    next: usize,
}

impl Weighing {
    /// Begins.
    pub fn new(setting: &Setting<'_>) -> Self {
        let measure = setting.measure();
        let own = |item: usize| setting.weights.get(item).copied().unwrap_or(0.0);
        let weight: f64 = setting.based().map(|(item, _)| own(item)).sum();
        let chosen =
            setting.based().filter(|(item, basis)| setting.choice(*item, basis, measure, 0.0).is_some());
        let curves = Curves::of_items(chosen.count());
        let count = setting.items.len();
        Weighing { worth: Worth { curves, items: Vec::new(), measure, count, weight }, next: 0 }
    }

    /// Goes on until an answer is due or all items are weighed; whether they are. The setting stays the same.
    pub fn go_on(&mut self, setting: &Setting<'_>, pace: &mut Pace) -> bool {
        let worth = &mut self.worth;
        while let Some(bases) = setting.bases.get(self.next..).filter(|bases| !bases.is_empty()) {
            if pace.spent() {
                return false;
            }
            let bases = bases.get(..IN_ONE_GO).unwrap_or(bases);
            let weight = |item: usize| setting.weights.get(item).copied().unwrap_or(0.0);
            let share = |item| if worth.weight > 0.0 { weight(item) / worth.weight } else { 0.0 };
            let (mut items, mut choices) = (Vec::new(), Vec::new());
            for (item, basis) in (self.next..).zip(bases) {
                let Ok(basis) = basis else { continue };
                if let Some(choice) = setting.choice(item, basis, worth.measure, share(item)) {
                    items.push(item as u32);
                    choices.push(choice);
                }
            }
            worth.curves.extend(&choices);
            worth.items.extend(items);
            pace.spend_times(bases, worth.curves.asked());
            self.next += bases.len();
        }
        true
    }

    /// Items weighed.
    pub fn done(&self) -> f64 {
        self.next as f64
    }

    /// The worth, once all items are weighed.
    pub fn end(self) -> Worth {
        self.worth
    }
}

impl Worth {
    /// Every item's optimal service level at a price: a fraction; none where its stock cannot be chosen.
    pub fn levels(&self, price: f64) -> Vec<Option<f64>> {
        let mut levels = vec![None; self.count];
        for (place, item) in self.items.iter().enumerate() {
            if let Some(found) = levels.get_mut(*item as usize) {
                *found = Some(level(self.curves.best_factor(place, price)));
            }
        }
        levels
    }

    /// Why an item is not grouped; none where nothing but its worth could tell.
    fn aside(&self, results: &Results, item: usize) -> Option<Aside> {
        if results.has_contract(item) {
            return Some(Aside::Contract);
        }
        if results.is_placed(item) || results.has_own_target(item) {
            return Some(Aside::Own);
        }
        match (results.status(item), results.stocked(item)) {
            (Status::NoDemand | Status::OnlySaleCancelled, _) => Some(Aside::Demand),
            (_, None) => Some(Aside::Stock),
            (_, Some(of)) => {
                let lacks = self.measure == Measure::Money && of.basis.unit_cost().is_none();
                lacks.then_some(Aside::Cost)
            }
        }
    }

    /// The policy's rate and capital, and what of it no choice of segments changes.
    pub fn today(&self, results: &Results) -> Today {
        let mut today = Today {
            capital: 0.0,
            served: 0.0,
            fixed: 0.0,
            fixed_served: 0.0,
            free: Vec::new(),
            aside: BTreeMap::new(),
        };
        let mut places = vec![None; self.count];
        for (place, &item) in self.items.iter().enumerate() {
            if let Some(found) = places.get_mut(item as usize) {
                *found = Some(place as u32);
            }
        }
        for (item, place) in places.into_iter().enumerate() {
            let stocked = results.stocked(item);
            let (capital, served) = stocked.map_or((0.0, 0.0), |stocked| {
                let cost = match self.measure {
                    Measure::Money => stocked.basis.unit_cost().unwrap_or(0.0),
                    Measure::Units => 1.0,
                };
                let weight =
                    if self.weight > 0.0 { results.ground().weight(item) / self.weight } else { 0.0 };
                (cost * stocked.position.safety_stock, weight * stocked.position.fill_rate)
            });
            today.capital += capital;
            today.served += served;
            let why = self.aside(results, item).or_else(|| place.is_none().then_some(Aside::Stock));
            match (place, why) {
                (Some(place), None) => today.free.push(place),
                (_, why) => {
                    today.fixed += capital;
                    today.fixed_served += served;
                    *today.aside.entry(why.unwrap_or(Aside::Stock)).or_default() += 1;
                }
            }
        }
        today
    }
}

/// The policy as it is, in the terms of a [`Worth`].
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// Its safety stock: money or units.
    pub capital: f64,
    /// Its overall fill rate.
    pub served: f64,
    /// Safety stock of items that are not grouped.
    pub fixed: f64,
    /// What those add to the rate.
    pub fixed_served: f64,
    /// The others: places in the worth.
    pub free: Vec<u32>,
    /// How many are not grouped for which reason.
    pub aside: BTreeMap<Aside, u32>,
}

/// Why an item is not grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// Its segment carries a contract.
    Contract,
    /// It has a target or a segment of its own.
    Own,
    /// Nothing was sold in the window.
    Demand,
    /// Its stock is not computed, for another reason.
    Stock,
    /// It has no cost where money is counted.
    Cost,
}
