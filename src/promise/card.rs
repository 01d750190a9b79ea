//! What can be promised in general: by segment and tier, under the policy, for a negotiation.
//!
//! Availability and fill rate are those the policy's stock reaches, weighted as everywhere; the typical wait is that
//! of a unit that is not served at once. Source of the wait: Little's law, units owed over units short a day.

use super::book::owed;
use super::tiers::Level;
use crate::plan::Results;
use crate::protocol::policy::PolicyFile;

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

/// Sums over a segment.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    items: u32,
    weight: f64,
    cycle: f64,
    fill: f64,
    waited: f64,
    short: f64,
    target: Option<f64>,
    mixed: bool,
}

/// All offers: by segment, then by tier.
pub fn offers(results: &Results, policy: &PolicyFile) -> Vec<Offer> {
    let mut sums = vec![Sums::default(); results.segmentation.names.len()];
    for (item, segment) in results.segmentation.segment_of.iter().enumerate() {
        if let Some(sums) = sums.get_mut(*segment as usize) {
            take(sums, results, item);
        }
    }
    let mut offers = Vec::new();
    for (segment, sums) in sums.iter().enumerate() {
        if policy.tiers.is_empty() {
            let target = sums.target.filter(|_| !sums.mixed);
            offers.push(offer(segment, None, target, sums));
        }
        let tiers = policy.tiers.iter().enumerate();
        offers.extend(tiers.map(|(tier, of)| offer(segment, Some(tier), Some(of.target), sums)));
    }
    offers
}

fn take(sums: &mut Sums, results: &Results, item: usize) {
    let Some(stocked) = results.stocked(item) else { return };
    let weight = results.weights.of_item.get(item).copied().unwrap_or(0.0);
    let target = owed(results, item);
    sums.mixed |= sums.target.is_some_and(|known| known != target);
    sums.target = Some(target);
    sums.items += 1;
    sums.weight += weight;
    sums.cycle += weight * stocked.position.cycle_service_level;
    sums.fill += weight * stocked.position.fill_rate;
    let short = 1.0 - stocked.position.fill_rate;
    if stocked.position.backorders > 0.0 && short > 0.0 && stocked.basis.daily_demand > 0.0 {
        let wait = stocked.position.backorders / (stocked.basis.daily_demand * short);
        sums.waited += weight * short * wait;
        sums.short += weight * short;
    }
}

fn offer(segment: usize, tier: Option<usize>, target: Option<f64>, sums: &Sums) -> Offer {
    let share = |sum: f64, of: f64| (of > 0.0).then(|| sum / of);
    Offer {
        segment,
        tier,
        target,
        items: sums.items,
        availability: share(sums.cycle, sums.weight),
        fill_rate: share(sums.fill, sums.weight),
        wait_days: share(sums.waited, sums.short),
    }
}

/// Whether the data say how much each tier takes.
pub fn shares_known(levels: &[Level]) -> bool {
    levels.iter().any(|level| level.share > 0.0)
}
