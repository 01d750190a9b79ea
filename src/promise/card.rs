//! What can be promised in general: by segment and tier, under the policy, for a negotiation.
//!
//! In: groups of items with their stock, the tiers and their shares of demand. Out: availability, fill rate and the
//! typical wait that each tier meets, weighted as everywhere. A tier meets what a stock as much higher or lower would
//! reach as [`super::apart`] says: by the protections that are typed, else by the least that gives better tiers the
//! chance they are owed. Without known shares everybody is equal. The wait is that of a unit which is not served at
//! once, by Little's law: units owed over units short a day.

use super::apart::{of_kept, of_owed};
use super::book::{Book, owed};
use super::tiers::Level;
use crate::plan::Results;
use crate::plan::group::{Group, Holding};
use crate::policy::Target;
use crate::protocol::policy::PolicyFile;
use crate::stock::{Basis, Position};

/// A segment's promise to one tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The segment's place among the results' names.
    pub segment: usize,
    /// The tier's place, best first; none where there are no tiers.
    pub tier: Option<usize>,
    /// The chance that is owed; none where items of the segment differ.
    pub target: Option<f64>,
    /// Items that have a safety stock.
    pub items: u32,
    /// The chance that a replenishment cycle ends without a shortage.
    pub availability: Option<f64>,
    /// The share of units served at once.
    pub fill_rate: Option<f64>,
    /// Days that a unit waits which is not served at once.
    pub wait_days: Option<f64>,
}

/// Sums over a group for one tier, or for everybody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    items: u32,
    weight: f64,
    cycle: f64,
    fill: f64,
    waited: f64,
    short: f64,
    target: Option<f64>,
    mixed: bool,
}

impl Sums {
    fn take(&mut self, basis: &Basis, position: &Position, weight: f64, target: f64) {
        self.mixed |= self.target.is_some_and(|known| known != target);
        self.target = Some(target);
        self.items += 1;
        self.weight += weight;
        self.cycle += weight * position.cycle_service_level;
        self.fill += weight * position.fill_rate;
        let short = 1.0 - position.fill_rate;
        if position.backorders > 0.0 && short > 0.0 && basis.daily_demand() > 0.0 {
            self.waited += weight * position.backorders / basis.daily_demand();
            self.short += weight * short;
        }
    }

    fn add(&mut self, other: &Sums) {
        let differ = self.target.zip(other.target).is_some_and(|(one, other)| one != other);
        self.mixed |= other.mixed || differ;
        self.target = self.target.or(other.target);
        self.items += other.items;
        self.weight += other.weight;
        self.cycle += other.cycle;
        self.fill += other.fill;
        self.waited += other.waited;
        self.short += other.short;
    }

    fn offer(&self, segment: usize, tier: Option<usize>, target: Option<f64>) -> Offer {
        let share = |sum: f64, of: f64| (of > 0.0).then(|| sum / of);
        Offer {
            segment,
            tier,
            target,
            items: self.items,
            availability: share(self.cycle, self.weight),
            fill_rate: share(self.fill, self.weight),
            wait_days: share(self.waited, self.short),
        }
    }
}

/// The sums of a group: one a tier, best first; without tiers one.
pub fn sums(
    results: &Results,
    policy: &PolicyFile,
    book: &Book,
    (group, holding): (&Group, &Holding),
) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); policy.tiers.len().max(1)];
    let estimated = book.line_shares(&policy.tiers);
    for (item, basis, position) in group.entries(&holding.bases, &holding.positions) {
        let (Ok(basis), Some(position)) = (basis, position) else { continue };
        let weight = results.ground().weight(item as usize);
        let levels = Book::levels(policy, results, item as usize, &estimated);
        if levels.is_empty() {
            let target = owed(results, item as usize);
            for sums in &mut sums {
                sums.take(basis, position, weight, target);
            }
            continue;
        }
        for ((level, shift), sums) in levels.iter().zip(shifts(&levels, basis, position)).zip(&mut sums) {
            let moved = (shift != 0.0).then(|| basis.holding(position.safety_stock + shift)).flatten();
            let weight = if shares_known(&levels) { weight * level.share } else { weight };
            sums.take(basis, moved.as_ref().unwrap_or(position), weight, level.target);
        }
    }
    sums
}

/// How much more or less stock each tier of an item sees, units.
fn shifts(levels: &[Level], basis: &Basis, position: &Position) -> Vec<f64> {
    let mut shares: Vec<f64> = levels.iter().map(|level| level.share).collect();
    let rest = 1.0 - shares.iter().sum::<f64>();
    if !shares_known(levels) {
        return vec![0.0; levels.len()];
    }
    if rest > 1e-9 {
        shares.push(rest);
    }
    if levels.iter().any(|level| level.protection.is_some()) {
        let mut most = 0.0_f64;
        let mut kept = vec![0.0];
        for level in levels {
            most = most.max(level.protection.unwrap_or(0.0));
            kept.push(most);
        }
        return of_kept(&shares, &kept);
    }
    let wanted = |level: &Level| {
        let asked = basis.asked(Target::CycleService(level.target), &crate::stock::Bounds::default());
        asked.map_or(0.0, |asked| asked.safety_stock - position.safety_stock)
    };
    let mut wanted: Vec<f64> = levels.iter().map(wanted).collect();
    wanted.push(f64::NEG_INFINITY);
    of_owed(&shares, &wanted)
}

/// All offers: by segment, then by tier. `of_groups` are the sums of the results' groups, in their order.
pub fn offers<'s>(
    results: &Results,
    policy: &PolicyFile,
    of_groups: impl Iterator<Item = &'s Vec<Sums>>,
) -> Vec<Offer> {
    let tiers = policy.tiers.len().max(1);
    let segments = results.segmentation.names.len();
    let mut all = vec![Sums::default(); segments * tiers];
    for (group, sums) in results.groups.list.iter().zip(of_groups) {
        let own = all.get_mut(group.segment as usize * tiers..).unwrap_or_default();
        own.iter_mut().zip(sums).for_each(|(all, sums)| all.add(sums));
    }
    let offer = |(place, sums): (usize, &Sums)| match policy.tiers.get(place % tiers) {
        Some(tier) => sums.offer(place / tiers, Some(place % tiers), Some(tier.target)),
        None => sums.offer(place / tiers, None, sums.target.filter(|_| !sums.mixed)),
    };
    all.iter().enumerate().map(offer).collect()
}

/// Whether the data say how much each tier takes.
pub fn shares_known(levels: &[Level]) -> bool {
    levels.iter().any(|level| level.share > 0.0)
}
