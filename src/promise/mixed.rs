//! What each tier gets where orders come as they come: nobody first, each tier at its share of what is asked.
//!
//! In: the stock that may be there, a period's demand and who takes which share of it. Out: expected units asked and
//! served, a tier. What is booked is served first, better tiers first. Of the rest all tiers draw evenly until the
//! stock reaches what is kept from the lowest; then that one waits and the others go on. Without anything kept all
//! are served alike. Source: static rationing levels under mixed arrivals, Melchiors, Dekker & Kleijn (2000), with
//! each tier's part of the period's demand fixed.

use super::tiers::Served;
use crate::stock::model::{Demand, DemandModel};

/// Steps that demand is told apart in; one unit a step where that is enough.
const STEPS: f64 = 400.0;

/// Demand above this point, and above all stock, counts at its own mean.
const MOST: f64 = 0.999;

/// One tier's part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its share of the period's demand.
    pub share: f64,
    /// Booked, and part of that demand, units.
    pub foreseen: f64,
    /// Booked on top of it, units.
    pub on_top: f64,
    /// Kept from it for better tiers, units; never less than from a better one.
    pub kept: f64,
}

impl Part {
    fn booked(&self) -> f64 {
        self.foreseen + self.on_top
    }

    /// What it asks beyond what is booked, where all ask `units`.
    fn rest(&self, units: f64) -> f64 {
        (units * self.share - self.foreseen).max(0.0)
    }
}

/// What each part gets, in their order, best first. `stock` is what may be there, with chances.
///
/// ```
/// use segmented_safety_stock::promise::mixed::{Part, as_they_come};
/// use segmented_safety_stock::stock::model::{Demand, ModelKind};
/// let part = |share, kept| Part { share, kept, foreseen: 0.0, on_top: 0.0 };
/// let demand = Demand::new(ModelKind::Poisson, 30.0, 30.0).unwrap();
/// // Nothing kept: both get the share of all demand that 30 units serve, 1 - E[(X - 30)+]/30.
/// let found = as_they_come(&[(30.0, 1.0)], &[part(1.0 / 3.0, 0.0), part(2.0 / 3.0, 0.0)], &demand);
/// assert!((found[0].fill_rate() - 0.927_365).abs() < 5e-7);
/// assert!((found[1].fill_rate() - 0.927_365).abs() < 5e-7);
/// ```
pub fn as_they_come(stock: &[(f64, f64)], parts: &[Part], demand: &Demand) -> Vec<Served> {
    let mut found = vec![Served { demand: 0.0, units: 0.0 }; parts.len()];
    let most = stock.iter().map(|point| point.0).fold(0.0, f64::max);
    for (units, weight) in outcomes(demand, most) {
        let rest: Vec<f64> = parts.iter().map(|part| part.rest(units)).collect();
        for ((served, part), rest) in found.iter_mut().zip(parts).zip(&rest) {
            served.demand += weight * (part.booked() + rest);
        }
        for (there, chance) in stock {
            draw(&mut found, parts, &rest, *there, weight * chance);
        }
    }
    found
}

/// One outcome: so much stock, so much asked beyond what is booked.
fn draw(found: &mut [Served], parts: &[Part], rest: &[f64], stock: f64, weight: f64) {
    let mut left = stock.max(0.0);
    for (served, part) in found.iter_mut().zip(parts) {
        let units = part.booked().min(left);
        served.units += weight * units;
        left -= units;
    }
    let mut waiting = 1.0;
    for (last, part) in parts.iter().enumerate().rev() {
        let drawing = rest.get(..=last).unwrap_or_default();
        let asked = waiting * drawing.iter().sum::<f64>();
        let free = (left - part.kept).max(0.0);
        let now = if asked > free { waiting * free / asked } else { waiting };
        for (served, rest) in found.iter_mut().zip(drawing) {
            served.units += weight * now * rest;
        }
        left -= asked.min(free);
        waiting -= now;
        if !(waiting > 0.0) {
            break;
        }
    }
}

/// The period's demand in steps, each with its chance; what lies above `stock` and nearly all demand is one step.
fn outcomes(demand: &Demand, stock: f64) -> Vec<(f64, f64)> {
    let most = demand.quantile(MOST).max(stock);
    if matches!(demand, Demand::Certain(_)) || !(most > 0.0) {
        return vec![(demand.mean().max(0.0), 1.0)];
    }
    let counts = demand.counts_units();
    let step = if counts { (most / STEPS).ceil() } else { most / STEPS };
    let half = if counts && step <= 1.0 { 0.0 } else { step / 2.0 };
    let last = (most / step).ceil() as usize;
    let mut before = 0.0;
    let mut found = Vec::with_capacity(last + 2);
    for place in 0..=last {
        let units = place as f64 * step;
        let below = demand.cdf(units + half).max(before);
        found.push((units, below - before));
        before = below;
    }
    let rest = demand.exposure(last as f64 * step + half);
    if rest.uncovered > 0.0 {
        found.push((last as f64 * step + half + rest.shortage / rest.uncovered, rest.uncovered));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::model::ModelKind;

    fn part(share: f64, kept: f64) -> Part {
        Part { share, kept, foreseen: 0.0, on_top: 0.0 }
    }

    fn rates(stock: f64, parts: &[Part], demand: &Demand) -> Vec<f64> {
        as_they_come(&[(stock, 1.0)], parts, demand).iter().map(|served| served.fill_rate()).collect()
    }

    #[test]
    fn what_is_kept_helps_the_better_and_costs_the_others() {
        let demand = Demand::new(ModelKind::Gamma, 30.0, 200.0).unwrap();
        let mut before = rates(28.0, &[part(0.3, 0.0), part(0.7, 0.0)], &demand);
        assert!((before[0] - before[1]).abs() < 1e-12, "{before:?}");
        for kept in [0.5, 2.0, 5.0, 8.0] {
            let now = rates(28.0, &[part(0.3, 0.0), part(0.7, kept)], &demand);
            assert!(now[0] > before[0] && now[1] < before[1], "{kept}: {before:?} {now:?}");
            before = now;
        }
    }

    #[test]
    fn what_is_booked_comes_first() {
        let demand = Demand::new(ModelKind::Poisson, 20.0, 20.0).unwrap();
        let booked = Part { foreseen: 10.0, ..part(0.5, 0.0) };
        let found = as_they_come(&[(10.0, 1.0)], &[part(0.5, 0.0), booked], &demand);
        assert!((found[1].units - 10.0).abs() < 1e-9 && found[0].units < 1e-9, "{found:?}");
        // 10 + E[(X/2 - 10)+] of a poisson X with mean 20.
        assert!((found[1].demand - 10.888_35).abs() < 5e-6, "{found:?}");
        let on_top = Part { on_top: 10.0, ..part(0.5, 0.0) };
        let found = as_they_come(&[(10.0, 1.0)], &[part(0.5, 0.0), on_top], &demand);
        assert!((found[1].demand - 20.0).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn certain_demand_is_shared_out() {
        let demand = Demand::new(ModelKind::Normal, 20.0, 0.0).unwrap();
        let found = rates(15.0, &[part(0.25, 0.0), part(0.75, 4.0)], &demand);
        // 11 go evenly, 2.75 and 8.25; of the 4 kept the better tier takes the 2.25 it still asks.
        assert!((found[0] - 1.0).abs() < 1e-12 && (found[1] - 0.55).abs() < 1e-12, "{found:?}");
    }
}
