//! Customer tiers: how much better tiers are protected with, and what each gets where lower tiers come first.
//!
//! Stock is shared; a lower tier may not draw it below a protection level. Source of the single-period form, in
//! which lower tiers come first: Kleijn & Dekker (1999), Littlewood (1972) for two tiers with a ratio of values.

use super::outlook::Outlook;
use crate::stock::model::{Demand, DemandModel};

/// Steps of stock that fill rates are computed on; one unit a step where that is enough.
const STEPS: usize = 400;

/// A tier as a situation knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// The chance its promises are owed.
    pub target: f64,
    /// Units that lower tiers may not draw below, where typed.
    pub protection: Option<f64>,
    /// Its share of the item's demand; 0 where not known.
    pub share: f64,
}

/// What the tiers better than someone's are protected with over `days`: for each the typed level, or the least that
/// covers its demand and that of still better ones with the chance it is owed, whatever lower tiers take; the
/// largest of them.
pub fn protection(better: &[Level], outlook: &Outlook, days: f64) -> f64 {
    let (mut share, mut most) = (0.0, 0.0_f64);
    for level in better {
        share += level.share;
        let computed = || {
            let demand = outlook.over(days * share);
            if share > 0.0 { demand.quantile(level.target).max(0.0) } else { 0.0 }
        };
        most = most.max(level.protection.unwrap_or_else(computed));
    }
    most
}

/// Littlewood's rule: what to keep for the better of two tiers, where a unit sold to the other brings the share
/// `ratio` of its value: the least level that the better tier's demand exceeds with no more than that chance.
///
/// ```
/// use segmented_safety_stock::promise::tiers::littlewood;
/// use segmented_safety_stock::stock::model::{Demand, ModelKind};
/// let normal = Demand::new(ModelKind::Normal, 40.0, 144.0).unwrap();
/// assert!((littlewood(&normal, 0.6) - 36.96).abs() < 0.005);
/// let poisson = Demand::new(ModelKind::Poisson, 10.0, 10.0).unwrap();
/// assert_eq!(littlewood(&poisson, 0.35), 11.0);
/// ```
pub fn littlewood(better: &impl DemandModel, ratio: f64) -> f64 {
    better.quantile(1.0 - ratio)
}

/// A tier's demand over a period and the level that tiers below it may not draw below.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<M> {
    /// Its demand.
    pub demand: M,
    /// So much of it is booked and served already, units.
    pub booked: f64,
    /// Kept from it for better tiers, units.
    pub kept: f64,
}

/// What a tier gets of what it asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Served {
    /// Expected demand, units; of a claim, what it asks beyond what is booked.
    pub demand: f64,
    /// Expected units served.
    pub units: f64,
}

impl Served {
    /// The share served; all of it where nothing is asked.
    pub fn fill_rate(self) -> f64 {
        if self.demand > 0.0 { (self.units / self.demand).min(1.0) } else { 1.0 }
    }
}

/// What each tier gets of the stock, best first, where lower tiers come first: the last one draws down to what is
/// kept from it, the one above from the rest. `stock` is what may be there, with chances.
///
/// ```
/// use segmented_safety_stock::promise::tiers::{Claim, served};
/// use segmented_safety_stock::stock::model::{Demand, ModelKind};
/// let poisson = |mean, kept| {
///     Claim { demand: Demand::new(ModelKind::Poisson, mean, mean).unwrap(), booked: 0.0, kept }
/// };
/// let found = served(&[(30.0, 1.0)], &[poisson(10.0, 0.0), poisson(20.0, 8.0)]);
/// assert!((found[0].fill_rate() - 0.869_651).abs() < 5e-7);
/// assert!((found[1].fill_rate() - 0.951_025).abs() < 5e-7);
/// ```
pub fn served<M: DemandModel>(stock: &[(f64, f64)], claims: &[Claim<M>]) -> Vec<Served> {
    let most = stock.iter().map(|point| point.0).fold(0.0, f64::max);
    let step = (most / STEPS as f64).ceil().max(1.0);
    let mut left = vec![0.0; (most / step).ceil() as usize + 1];
    for (units, chance) in stock {
        if let Some(slot) = left.get_mut((units.max(0.0) / step + 0.5) as usize) {
            *slot += chance;
        }
    }
    let mut found: Vec<Served> = claims.iter().rev().map(|claim| serve(&mut left, claim, step)).collect();
    found.reverse();
    found
}

/// Serves one tier from what is left, a distribution over steps of stock.
fn serve<M: DemandModel>(left: &mut Vec<f64>, claim: &Claim<M>, step: f64) -> Served {
    let kept = (claim.kept / step + 0.5) as usize;
    let masses = masses(claim, step, left.len());
    let mut after = vec![0.0; left.len()];
    let mut units = 0.0;
    for (stock, chance) in left.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
        let free = stock.saturating_sub(kept);
        let mut tail = 1.0;
        for (asked, mass) in masses.iter().enumerate().take(free) {
            tail -= mass;
            units += chance * mass * asked as f64;
            if let Some(slot) = after.get_mut(stock - asked) {
                *slot += chance * mass;
            }
        }
        units += chance * tail.max(0.0) * free as f64;
        if let Some(slot) = after.get_mut(stock - free) {
            *slot += chance * tail.max(0.0);
        }
    }
    *left = after;
    let demand = if claim.booked > 0.0 { claim.demand.shortage(claim.booked) } else { claim.demand.mean() };
    Served { demand, units: (units * step).min(demand) }
}

/// The chance of each number of steps asked beyond what is booked.
fn masses<M: DemandModel>(claim: &Claim<M>, step: f64, count: usize) -> Vec<f64> {
    let half = if claim.demand.counts_units() && step <= 1.0 { 0.0 } else { 0.5 };
    let mut before = 0.0;
    (0..count)
        .map(|asked| {
            let below = claim.demand.cdf(claim.booked + (asked as f64 + half) * step);
            let mass = (below - before).max(0.0);
            before = below.max(before);
            mass
        })
        .collect()
}

/// The least whole level, in units, that gives the better of two tiers its fill rate; none where not even all of
/// the stock does.
///
/// ```
/// use segmented_safety_stock::promise::tiers::protection_for_fill_rate;
/// use segmented_safety_stock::stock::model::{Demand, ModelKind};
/// let poisson = |mean| Demand::new(ModelKind::Poisson, mean, mean).unwrap();
/// assert_eq!(protection_for_fill_rate(30.0, &poisson(10.0), &poisson(20.0), 0.95), Some(12.0));
/// ```
pub fn protection_for_fill_rate(stock: f64, better: &Demand, other: &Demand, target: f64) -> Option<f64> {
    let reaches = |kept: f64| {
        let claim = |demand: &Demand, kept| Claim { demand: demand.clone(), booked: 0.0, kept };
        let found = served(&[(stock, 1.0)], &[claim(better, 0.0), claim(other, kept)]);
        found.first().is_some_and(|served| served.fill_rate() >= target)
    };
    let (mut low, mut high) = (-1.0, stock.floor());
    if !reaches(high) {
        return None;
    }
    while high - low > 1.0 {
        let middle = f64::midpoint(low, high).floor();
        if reaches(middle) { high = middle } else { low = middle }
    }
    Some(high)
}
