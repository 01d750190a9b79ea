//! The items whose stock an optimiser may choose, and sums over them.
//!
//! In: results. Out: a [`Field`]: an [`Offer`] an item, with its ladder, its cost and its weight; and what stays as it
//! is: items whose target is their own. An item without a cost is chosen for as if it cost what an average unit does,
//! and ties up no money that is counted. Contracts (`floor`) hold:
//! an item's stock does not fall below what its segment's contract asks, nor a segment's target below the one that
//! keeps the contract for each of its items.

use std::rc::Rc;

use super::Results;
use super::compare::Measure;
use super::group::{Group, Holding};
use super::ladder::{Detail, Ladder, Left, Rate, Walk};
use super::pace::Pace;
use crate::policy::{Target, TargetOrigin};
use crate::stock::{Basis, Bounds, Position};

/// Members whose ladders are made in one go.
const IN_ONE_GO: usize = 64;

/// What some items hold and serve, all together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sum {
    /// Safety stock: money, or units where too few items have a cost.
    pub capital: f64,
    /// Fill rates times shares of weight.
    pub served: f64,
    /// Cycle service levels times shares of weight.
    pub covered: f64,
    /// Average inventory, money.
    pub inventory: f64,
    /// Holding cost a year.
    pub holding: f64,
    /// The part of it that the safety stock makes.
    pub carrying: f64,
    /// Expected units short a year.
    pub short: f64,
    /// Pallet places that the safety stock takes.
    pub pallets: f64,
}

impl Sum {
    /// Adds another.
    pub fn add(&mut self, other: &Sum) {
        let sums = [
            (&mut self.capital, other.capital),
            (&mut self.served, other.served),
            (&mut self.covered, other.covered),
            (&mut self.inventory, other.inventory),
            (&mut self.holding, other.holding),
            (&mut self.carrying, other.carrying),
            (&mut self.short, other.short),
            (&mut self.pallets, other.pallets),
        ];
        for (sum, other) in sums {
            *sum += other;
        }
    }

    /// What another has less.
    #[must_use]
    pub fn less(&self, other: &Sum) -> Sum {
        Sum {
            capital: self.capital - other.capital,
            served: self.served - other.served,
            covered: self.covered - other.covered,
            inventory: self.inventory - other.inventory,
            holding: self.holding - other.holding,
            carrying: self.carrying - other.carrying,
            short: self.short - other.short,
            pallets: self.pallets - other.pallets,
        }
    }

    /// The rate that service is counted in.
    pub fn rate(&self, rate: Rate) -> f64 {
        match rate {
            Rate::FillRate => self.served,
            Rate::CycleService => self.covered,
        }
    }
}

/// An item whose stock may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its number in key order.
    pub item: u32,
    /// Its segment's position.
    pub segment: u32,
    /// Its stocks.
    pub ladder: Ladder,
    /// What a unit ties up: money, or 1 where units are counted; 0 where its cost is unknown.
    pub cost: f64,
    /// What a unit is taken to cost where stock is chosen: an average unit's cost where its own is unknown.
    worth: f64,
    /// The logarithm of that for a share of weight: what a unit must gain at a price of 1.
    threshold: f64,
    /// Its share of all weight.
    pub weight: f64,
    figures: Figures,
}

/// What the sums of an item need besides its stock.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Figures {
    unit_cost: f64,
    holding_rate: f64,
    annual_demand: f64,
    cycle_stock: f64,
    /// Pallet places a unit takes; 0 where unknown.
    places: f64,
}

impl Figures {
    fn new(basis: &Basis, places: f64) -> Self {
        Figures {
            unit_cost: basis.unit_cost().unwrap_or(0.0),
            holding_rate: basis.holding_rate,
            annual_demand: basis.annual_demand(),
            cycle_stock: basis.cycle_stock(),
            places,
        }
    }

    fn sum(&self, stock: f64, left: Left, cost: f64, weight: f64) -> Sum {
        let inventory = self.unit_cost * (self.cycle_stock + stock + left.backorders);
        Sum {
            capital: cost * stock,
            served: weight * (1.0 - left.unserved),
            covered: weight * (1.0 - left.uncovered),
            inventory,
            holding: self.holding_rate * inventory,
            carrying: self.holding_rate * self.unit_cost * stock,
            short: self.annual_demand * left.unserved,
            pallets: self.places * stock,
        }
    }
}

impl Offer {
    /// What a stock amounts to.
    pub fn sum(&self, stock: f64) -> Sum {
        self.figures.sum(stock, self.ladder.left(stock), self.cost, self.weight)
    }

    /// Capital and service of a stock.
    pub fn at(&self, stock: f64, rate: Rate) -> (f64, f64) {
        (self.cost * stock, self.weight * (1.0 - self.ladder.left_by(stock, rate)))
    }

    /// The best stock at the logarithm of a price: money for the whole of the overall rate. `places` is the price of a
    /// pallet place.
    pub fn best(&self, log_price: f64, places: f64, rate: Rate) -> f64 {
        let threshold = match places * self.figures.places {
            more if more > 0.0 => threshold(self.worth + more, self.weight),
            _ => self.threshold,
        };
        self.ladder.worth(threshold - log_price, rate)
    }

    /// What the best stocks amount to at prices that grow.
    pub fn along_prices(&self, log_prices: &[f64], rate: Rate, sums: &mut [Sum]) {
        let mut walk = Walk::new(&self.ladder);
        let stock = |walk: &mut Walk<'_>, log_price: f64| walk.worth(self.threshold - log_price, rate);
        self.along(&mut walk, log_prices, stock, sums);
    }

    /// What stocks that cover factors which grow amount to.
    pub fn along_factors(&self, factors: &[f64], sums: &mut [Sum]) {
        let mut walk = Walk::new(&self.ladder);
        self.along(&mut walk, factors, Walk::covering, sums);
    }

    fn along<'l>(
        &self,
        walk: &mut Walk<'l>,
        at: &[f64],
        stock: impl Fn(&mut Walk<'l>, f64) -> f64,
        sums: &mut [Sum],
    ) {
        let mut before: Option<(f64, Sum)> = None;
        for (&at, sum) in at.iter().zip(sums) {
            let stock = stock(walk, at);
            let own = match before {
                Some((same, own)) if same == stock => own,
                _ => self.figures.sum(stock, walk.left(stock), self.cost, self.weight),
            };
            before = Some((stock, own));
            sum.add(&own);
        }
    }
}

/// The logarithm of cost for a share of weight; what costs nothing is worth any stock, what has no weight none.
fn threshold(cost: f64, weight: f64) -> f64 {
    match (cost > 0.0, weight > 0.0) {
        (false, _) => f64::NEG_INFINITY,
        (true, false) => f64::INFINITY,
        (true, true) => libm::log(cost / weight),
    }
}

/// All items whose stock may be chosen, and what stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What capital is counted in.
    pub measure: Measure,
    /// The items, segment by segment.
    pub offers: Rc<Vec<Offer>>,
    /// Where each segment's items end among them.
    pub ends: Vec<usize>,
    /// The least target of each segment: a contract's; 0 without.
    pub floors: Vec<f64>,
    /// The weight of all items, of which those of the offers are shares.
    weight: f64,
    /// What stays as it is.
    pub fixed: Sum,
    /// How many items that are.
    pub fixed_items: u32,
    /// The policy as it is.
    pub today: Sum,
    /// The stock of each offer under the policy, units.
    pub stocks: Vec<f64>,
    /// The stock that the user's files say is held now.
    pub current: Current,
    /// Annual cost of demand of all items.
    pub annual_cost: f64,
    /// Items whose pallet places are known.
    pub on_pallets: u32,
}

/// What the user's own safety stocks amount to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Current {
    /// Items with a safety stock of the user's own.
    pub items: u32,
    /// All items: those with one as they are, the others as the policy has them.
    pub sum: Sum,
}

/// A field as far as it is made.
#[derive(Debug)]
pub struct Building {
    field: Field,
    offers: Vec<Offer>,
    detail: Detail,
    /// What an average unit costs.
    average: f64,
    group: usize,
    place: usize,
}

impl Building {
    /// Begins.
    pub fn new(results: &Results) -> Self {
        let total = results.total();
        let field = Field {
            measure: Measure::of(&total),
            weight: total.weight(),
            offers: Rc::default(),
            stocks: Vec::new(),
            ends: vec![0; results.segmentation.names.len()],
            floors: vec![0.0; results.segmentation.names.len()],
            fixed: Sum::default(),
            fixed_items: 0,
            today: Sum::default(),
            current: Current::default(),
            annual_cost: total.annual_cost,
            on_pallets: 0,
        };
        let detail = Detail::of(total.stocked as usize);
        Building { field, offers: Vec::new(), detail, average: average_cost(results), group: 0, place: 0 }
    }

    /// Goes on until an answer is due or all is made; whether it is.
    pub fn go_on(&mut self, results: &Results, pace: &mut Pace) -> bool {
        while let (Some(group), Some(holding)) =
            (results.groups.list.get(self.group), results.holdings.get(self.group))
        {
            while self.place < group.members.len() {
                if pace.spent() {
                    return false;
                }
                let end = (self.place + IN_ONE_GO).min(group.members.len());
                for place in self.place..end {
                    self.take(results, (group, holding), place);
                }
                let bases = holding.bases.get(self.place..end).unwrap_or_default();
                pace.spend_times(bases, self.detail.apart as f64);
                self.place = end;
            }
            (self.group, self.place) = (self.group + 1, 0);
        }
        true
    }

    /// Items in all that are done.
    pub fn done(&self) -> f64 {
        self.offers.len() as f64 + f64::from(self.field.fixed_items)
    }

    /// The field, once it is made.
    pub fn end(mut self) -> Field {
        let mut end = 0;
        for ends in &mut self.field.ends {
            end = end.max(*ends);
            *ends = end;
        }
        self.field.offers = Rc::new(self.offers);
        self.field
    }

    fn take(&mut self, results: &Results, (group, holding): (&Group, &Holding), place: usize) {
        let (Some(Ok(basis)), Some(Some(_)), Some(&item)) =
            (holding.bases.get(place), holding.positions.get(place), group.members.get(place))
        else {
            return;
        };
        let Some(own) = self.field.own(results, (basis, item)) else { return };
        let Own { cost, weight, figures } = own;
        let Some(ladder) = self.ladder(results, (group, basis), place, item) else {
            self.field.fixed_items += 1;
            return;
        };
        let (worth, cost) = (cost.unwrap_or(self.average), cost.unwrap_or(0.0));
        let threshold = threshold(worth, weight);
        let segment = group.segment;
        self.offers.push(Offer { item, segment, ladder, cost, worth, threshold, weight, figures });
        if let Some(end) = self.field.ends.get_mut(group.segment as usize) {
            *end = self.offers.len();
        }
    }

    /// An item's ladder, from what its contract asks; none where its target is its own.
    fn ladder(
        &mut self,
        results: &Results,
        (group, basis): (&Group, &Basis),
        place: usize,
        item: u32,
    ) -> Option<Ladder> {
        let shared = results.shared.get(group.segment as usize).copied().unwrap_or_default();
        let resolved = group.resolved(place, shared);
        if matches!(resolved.target_origin, TargetOrigin::Override(_) | TargetOrigin::ItemMaster) {
            return None;
        }
        let bounds = Bounds::new(&resolved, results.items().get(item as usize)?);
        let floor = shared.floor.and_then(|floor| basis.asked(floor, &bounds));
        let least = floor.map_or(f64::NEG_INFINITY, |floor| floor.safety_stock);
        if let (Some(floor), Some(level)) = (shared.floor, self.field.floors.get_mut(group.segment as usize))
        {
            let asked = match floor {
                Target::CycleService(level) => Some(level),
                _ => basis.holding(least).map(|held| held.cycle_service_level),
            };
            *level = level.max(asked.unwrap_or(0.0));
        }
        Ladder::new(basis, &bounds, least, self.detail)
    }
}

/// What an average unit costs, of the items with a known cost.
fn average_cost(results: &Results) -> f64 {
    let bases = results
        .holdings
        .iter()
        .flat_map(|holding| holding.bases.iter())
        .filter_map(|basis| basis.as_ref().ok());
    let (units, money) = bases.fold((0.0, 0.0), |(units, money), basis| match basis.unit_cost() {
        Some(cost) => (units + basis.annual_demand(), money + cost * basis.annual_demand()),
        None => (units, money),
    });
    if money > 0.0 { money / units } else { 1.0 }
}

/// What an item's sums rest on, besides its stock.
struct Own {
    cost: Option<f64>,
    weight: f64,
    figures: Figures,
}

impl Field {
    fn own(&self, results: &Results, (basis, item): (&Basis, u32)) -> Option<Own> {
        let of = results.items().get(item as usize)?;
        let weight =
            if self.weight > 0.0 { results.ground().weight(item as usize) / self.weight } else { 0.0 };
        let per_pallet = of.master.units_per_pallet.filter(|units| *units > 0.0);
        let cost = match self.measure {
            Measure::Money => basis.unit_cost(),
            Measure::Units => Some(1.0),
        };
        Some(Own { cost, weight, figures: Figures::new(basis, per_pallet.map_or(0.0, |units| 1.0 / units)) })
    }

    /// The same items where the policy's targets are others: what they hold today, and what those hold that stay.
    #[must_use]
    pub fn under(&self, results: &Results) -> Self {
        let mut field = Field {
            fixed: Sum::default(),
            today: Sum::default(),
            stocks: Vec::with_capacity(self.offers.len()),
            current: Current::default(),
            on_pallets: 0,
            annual_cost: results.total().annual_cost,
            ends: self.ends.clone(),
            floors: self.floors.clone(),
            offers: Rc::clone(&self.offers),
            ..*self
        };
        for (group, holding) in results.each() {
            for (item, basis, position) in group.entries(&holding.bases, &holding.positions) {
                if let (Ok(basis), Some(position)) = (basis, position) {
                    field.take_today(results, (basis, item), position);
                }
            }
        }
        field
    }

    fn take_today(&mut self, results: &Results, (basis, item): (&Basis, u32), position: &Position) {
        let (Some(own), Some(of)) = (self.own(results, (basis, item)), results.items().get(item as usize))
        else {
            return;
        };
        let sum = |position: &Position| {
            let left = Left {
                unserved: 1.0 - position.fill_rate,
                uncovered: 1.0 - position.cycle_service_level,
                backorders: position.backorders,
            };
            own.figures.sum(position.safety_stock, left, own.cost.unwrap_or(0.0), own.weight)
        };
        let today = sum(position);
        self.today.add(&today);
        self.on_pallets += u32::from(own.figures.places > 0.0);
        let from_point = of.master.current_reorder_point.map(|level| level - basis.interval().mean);
        let current = of.master.current_safety_stock.or(from_point).and_then(|stock| basis.holding(stock));
        self.current.items += u32::from(current.is_some());
        self.current.sum.add(&current.as_ref().map_or(today, sum));
        if self.offers.get(self.stocks.len()).is_some_and(|offer| offer.item == item) {
            self.stocks.push(position.safety_stock);
        } else {
            self.fixed.add(&today);
        }
    }

    /// The items of a segment.
    pub fn of_segment(&self, segment: usize) -> &[Offer] {
        let from = segment.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(segment).copied().unwrap_or(from);
        self.offers.get(from..to).unwrap_or_default()
    }

    /// What all hold at given stocks.
    pub fn sum(&self, stocks: impl Iterator<Item = f64>) -> Sum {
        let mut sum = self.fixed;
        for (offer, stock) in self.offers.iter().zip(stocks) {
            sum.add(&offer.sum(stock));
        }
        sum
    }

    /// Capital and service of a segment's items that cover a factor.
    pub fn choice_of(&self, segment: usize, factor: f64, rate: Rate) -> (f64, f64) {
        self.of_segment(segment).iter().fold((0.0, 0.0), |(capital, served), offer| {
            let (own, serves) = offer.at(offer.ladder.covering(factor), rate);
            (capital + own, served + serves)
        })
    }

    /// Capital and service of all at given stocks.
    pub fn at(&self, stocks: impl Iterator<Item = f64>, rate: Rate) -> (f64, f64) {
        let fixed = (self.fixed.capital, self.fixed.rate(rate));
        self.offers.iter().zip(stocks).fold(fixed, |(capital, served), (offer, stock)| {
            let (own, serves) = offer.at(stock, rate);
            (capital + own, served + serves)
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An item of a segment, with its cost and weight.
    pub fn offer(ladder: Ladder, segment: u32, cost: f64, weight: f64) -> Offer {
        let (worth, threshold, figures) = (cost, threshold(cost, weight), Figures::default());
        Offer { item: 0, segment, ladder, cost, worth, threshold, weight, figures }
    }

    /// Items of so many segments, segment by segment; nothing else.
    pub fn field(offers: Vec<Offer>, segments: usize) -> Field {
        let end = |segment| offers.iter().filter(|offer| offer.segment as usize <= segment).count();
        Field {
            measure: Measure::Money,
            ends: (0..segments).map(end).collect(),
            floors: vec![0.0; segments],
            weight: 1.0,
            fixed: Sum::default(),
            fixed_items: 0,
            today: Sum::default(),
            stocks: vec![0.0; offers.len()],
            current: Current::default(),
            annual_cost: 0.0,
            on_pallets: 0,
            offers: Rc::new(offers),
        }
    }
}
