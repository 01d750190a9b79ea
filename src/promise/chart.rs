//! Projected stock, day by day: the middle and the band around it, with and without an order.

use super::check::Order;
use super::of_today::of_today;
use super::situation::{At, Situation};
use crate::data::calendar::Day;
use crate::stock::model::{Demand, DemandModel};

/// Days drawn at most; a longer time is drawn in steps.
const MOST_DAYS: i32 = 42;
/// Halvings: the band is drawn to a thousandth of its span.
const HALVINGS: u32 = 11;

/// One day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    /// The day.
    pub day: Day,
    /// Stock that one case in twenty, four, two is below; three of four, nineteen of twenty.
    pub levels: [f64; 5],
    /// The middle without the order.
    pub without: f64,
}

/// The chances of the levels.
pub const CHANCES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The days from today to some time after the order, its earliest day or the next receipts.
pub fn projected(situation: &Situation, order: Order, until: Day) -> Vec<Projected> {
    let known = of_today(situation, order);
    let last = until.max(known.next_receipt(order.due)).max(order.due + 7).min(order.due.saturating_add(365));
    let step = ((last - known.today) / MOST_DAYS + 1).max(1);
    let mut days: Vec<Day> =
        (0..=(last - known.today) / step).map(|place| known.today + place * step).collect();
    if let Some(place) = days.iter().position(|day| *day >= order.due)
        && !days.contains(&order.due)
    {
        days.insert(place, order.due);
    }
    days.into_iter().map(|day| at(&known, order, day)).collect()
}

fn at(situation: &Situation, order: Order, day: Day) -> Projected {
    let mut at = situation.at(day, None);
    at.kept = 0.0;
    let taken = if day >= order.due { order.quantity } else { 0.0 };
    let levels = CHANCES.map(|chance| level(&at, chance));
    Projected { day, levels: levels.map(|level| level - taken), without: levels[2] }
}

/// The stock that is there with the chance `1 - below`.
fn level(at: &At, below: f64) -> f64 {
    if let [(units, _)] = at.points.0.as_slice() {
        return least(at, *units, below);
    }
    let ends = at.points.0.iter().map(|(units, _)| *units);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for units in ends {
        let level = least(at, units, below);
        (low, high) = (low.min(level), high.max(level));
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if at.chance(middle) >= 1.0 - below { low = middle } else { high = middle }
    }
    low
}

/// The same where exactly `units` are there.
fn least(at: &At, units: f64, below: f64) -> f64 {
    let demand = match &at.demand {
        Demand::Certain(certain) => certain.mean(),
        demand => demand.quantile(1.0 - below),
    };
    let used = if at.on_top { at.committed + demand } else { at.committed.max(demand) };
    units - at.outside - used
}
