//! One item at one moment: its stock, supply, commitments and demand, and what of it is free on a day.

use super::available::{Points, Shipment, expected, look_ahead};
use super::outlook::Outlook;
use super::tiers::{Level, protection};
use crate::data::calendar::Day;
use crate::order;
use crate::stock::model::{Demand, DemandModel, Units};

/// Chances closer than this are the same.
pub const SAME: f64 = 1e-9;

/// From here on a quantity counts as unlimited: as much as can be ordered.
pub const UNLIMITED: f64 = 1e11;

/// The quantity of what could be ordered today.
pub const TO_ORDER: f64 = 1e12;

/// A promise given earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// The day it is due.
    pub due: Day,
    /// Units.
    pub quantity: f64,
    /// Its tier's place, best first; none where it has no known tier.
    pub tier: Option<usize>,
    /// The chance it is owed.
    pub target: f64,
    /// Whether the history does not foretell it.
    pub outside_forecast: bool,
    /// What it is called; may be empty.
    pub reference: String,
    /// Whose it is; may be empty.
    pub customer: String,
}

/// One item at one moment.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The day of asking.
    pub today: Day,
    /// The day the stock was counted: demand since then counts. Not after `today`.
    pub from: Day,
    /// Units on hand, reserved ones included.
    pub on_hand: f64,
    /// Units of it reserved: at least so much is committed on any day.
    pub reserved: f64,
    /// Open supply.
    pub shipments: Vec<Shipment>,
    /// Promises given, by due day.
    pub commitments: Vec<Commitment>,
    /// Demand.
    pub outlook: Outlook,
    /// Customer tiers, best first.
    pub levels: Vec<Level>,
    /// The chance owed where no tier says otherwise.
    pub target: f64,
    /// Days until the next receipt where none is known: the lead time.
    pub lead_time_days: i32,
    /// Whether the item comes in whole units.
    pub units: Units,
}

/// What a day has and what it asks.
#[derive(Debug, Clone)]
pub struct At {
    /// What is there.
    pub points: Points,
    /// Committed by then, as the history foretells.
    pub committed: f64,
    /// Committed by then outside the forecast.
    pub outside: f64,
    /// Kept for better tiers.
    pub kept: f64,
    /// Demand by then; where booked ahead is measured, what is not booked yet.
    pub demand: Demand,
    /// Days of demand behind it.
    pub demand_days: f64,
    /// Whether demand comes on top of what is committed.
    pub on_top: bool,
}

impl At {
    /// The chance that `quantity` more can be had.
    pub fn chance(&self, quantity: f64) -> f64 {
        let taken = quantity + self.kept + self.outside;
        self.points.0.iter().map(|(units, chance)| chance * self.enough(units - taken)).sum::<f64>().min(1.0)
    }

    /// The chance that `left` units are enough for commitments and demand.
    pub fn enough(&self, left: f64) -> f64 {
        let over = left - self.committed;
        if !(over >= -SAME * left.abs().max(1.0)) {
            return 0.0;
        }
        self.demand.cdf(if self.on_top { over.max(0.0) } else { left })
    }

    /// The largest quantity that can be had with at least the chance `target`; none where nothing can.
    pub fn room(&self, target: f64, units: Units) -> Option<f64> {
        if !(self.chance(0.0) >= target) {
            return None;
        }
        if self.chance(UNLIMITED) >= target {
            return Some(UNLIMITED);
        }
        let step = step_of(units, self.points.most());
        let most = (self.points.most() - self.kept - self.outside).clamp(0.0, UNLIMITED);
        let (mut low, mut high) = (0.0, (most / step).floor() + 1.0);
        while high - low > 1.0 {
            let middle = f64::midpoint(low, high).floor();
            if self.chance(middle * step) >= target { low = middle } else { high = middle }
        }
        Some(low * step)
    }
}

/// The smallest quantity told apart: a whole unit, or a thousandth of what comes in fractions.
pub fn step_of(units: Units, most: f64) -> f64 {
    if units == Units::Fractional && most < 1e6 { 1.0 / 1024.0 } else { 1.0 }
}

impl Situation {
    /// What `day` has and asks, for someone of a tier.
    pub fn at(&self, day: Day, tier: Option<usize>) -> At {
        let by_then = |outside: bool| {
            let due = self.commitments.iter().take_while(|commitment| commitment.due <= day);
            due.filter(|of| of.outside_forecast == outside)
                .map(|of| of.quantity)
                .fold(0.0, |sum, units| sum + units)
        };
        let demand_days = self.outlook.open_days(self.from, self.today, day);
        At {
            points: Points::new(self.on_hand, &self.shipments, self.today, day),
            committed: by_then(false).max(self.reserved),
            outside: by_then(true),
            kept: self.kept(day, tier),
            demand: self.outlook.over(demand_days),
            demand_days,
            on_top: self.outlook.booked.is_some(),
        }
    }

    /// What better tiers are protected with on `day`: until the next receipt after it.
    pub fn kept(&self, day: Day, tier: Option<usize>) -> f64 {
        let better = tier.unwrap_or(self.levels.len()).min(self.levels.len());
        let levels = self.levels.get(..better).unwrap_or_default();
        if levels.is_empty() {
            return 0.0;
        }
        protection(levels, &self.outlook, f64::from(self.next_receipt(day) - day))
    }

    /// The next day after `day` on which a receipt is due; a lead time later where none is known.
    pub fn next_receipt(&self, day: Day) -> Day {
        let lost = |shipment: &&Shipment| !shipment.is_lost(self.today);
        let parts = self.shipments.iter().filter(lost).flat_map(|shipment| &shipment.parts);
        let due = parts.map(|part| expected(part.1, self.today)).filter(|due| *due > day);
        due.min().unwrap_or(day.saturating_add(self.lead_time_days))
    }

    /// The chance owed to someone of a tier.
    pub fn owed(&self, tier: Option<usize>) -> f64 {
        tier.and_then(|tier| self.levels.get(tier)).map_or(self.target, |level| level.target)
    }

    /// The same without what is not ordered yet: what can be drawn.
    #[must_use]
    pub fn ordered(&self) -> Self {
        let mut known = self.clone();
        known.shipments.retain(|shipment| shipment.parts.iter().all(|part| part.0 < UNLIMITED));
        known
    }

    /// One more promise.
    pub fn commit(&mut self, commitment: Commitment) {
        let place = self.commitments.partition_point(|known| known.due <= commitment.due);
        self.commitments.insert(place, commitment);
    }

    /// The days from today on, ascending, on which a quantity may become possible that was not the day before.
    pub fn chances(&self) -> Vec<Day> {
        let mut days = vec![self.today];
        days.extend(self.shipments.iter().flat_map(|shipment| shipment.steps(self.today)));
        days.extend(self.commitments.iter().map(|of| of.due + 1).filter(|day| *day > self.today));
        order::sort(&mut days);
        days.dedup();
        days
    }

    /// Deterministic available to promise on `day`: orders alone, each on its due day, with look-ahead.
    pub fn available_to_promise(&self, day: Day) -> f64 {
        let mut days = self.chances();
        days.extend(self.commitments.iter().map(|of| of.due));
        days.extend(self.shipments.iter().flat_map(|of| &of.parts).map(|part| expected(part.1, self.today)));
        days.push(day);
        days.retain(|of| *of >= day);
        order::sort(&mut days);
        let projected: Vec<f64> = days.iter().map(|day| self.projected(*day)).collect();
        look_ahead(&projected).first().copied().unwrap_or(0.0)
    }

    /// Stock on `day` as orders alone tell it.
    pub fn projected(&self, day: Day) -> f64 {
        let parts = self.shipments.iter().flat_map(|shipment| &shipment.parts);
        let known = parts.filter(|part| part.0 < UNLIMITED && expected(part.1, self.today) <= day);
        let came: f64 = known.map(|part| part.0).sum();
        let due = self.commitments.iter().take_while(|of| of.due <= day);
        self.on_hand + came - due.map(|of| of.quantity).sum::<f64>().max(self.reserved)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::promise::check::{Desk, Order, Verdict};
    use crate::stock::model::ModelKind;

    /// A situation of day 0 with some stock and nothing else.
    pub fn plain(on_hand: f64) -> Situation {
        Situation {
            today: 0,
            from: 0,
            on_hand,
            reserved: 0.0,
            shipments: Vec::new(),
            commitments: Vec::new(),
            outlook: Outlook::none(),
            levels: Vec::new(),
            target: 0.95,
            lead_time_days: 14,
            units: Units::Whole,
        }
    }

    pub fn promise(due: Day, quantity: f64) -> Commitment {
        Commitment {
            due,
            quantity,
            tier: None,
            target: 0.95,
            outside_forecast: false,
            reference: String::new(),
            customer: String::new(),
        }
    }

    fn order(quantity: f64, due: Day) -> Order {
        Order { quantity, due, tier: None }
    }

    #[test]
    fn a_later_promise_is_looked_at() {
        let mut situation = plain(100.0);
        situation.shipments = vec![Shipment::new(vec![(100.0, 12)], [].into())];
        situation.commit(promise(10, 90.0));
        let mut desk = Desk::new(&situation);
        let found = desk.check(order(50.0, 5));
        assert_eq!((found.verdict, found.kept, found.harms.len()), (Verdict::AtRisk, 1.0, 1));
        let most = [5, 10, 11, 12, 30].map(|day| desk.most(day, None));
        assert_eq!(most, [10.0, 10.0, 10.0, 110.0, 110.0]);
        assert_eq!([50.0, 10.0, 111.0].map(|units| desk.earliest(units, None, 0)), [Some(12), Some(0), None]);
        assert_eq!([5, 12].map(|day| situation.available_to_promise(day)), [10.0, 110.0]);
    }

    #[test]
    fn better_tiers_are_protected_until_the_next_receipt() {
        let level = |target, share| Level { target, protection: None, share };
        let situation = Situation {
            shipments: vec![Shipment::new(vec![(50.0, 10)], [].into())],
            outlook: Outlook::daily(ModelKind::Poisson, 3.0, 3.0),
            levels: vec![level(0.95, 1.0 / 3.0), level(0.9, 2.0 / 3.0)],
            ..plain(30.0)
        };
        let at = situation.at(5, Some(1));
        assert_eq!(at.kept, 9.0);
        assert!((at.chance(5.0) - 0.664_123).abs() < 5e-7, "{}", at.chance(5.0));
        let twice = At { kept: situation.kept(0, Some(1)), ..at };
        assert_eq!(twice.kept, 15.0);
        assert!((twice.chance(5.0) - 0.118_464).abs() < 5e-7, "{}", twice.chance(5.0));
        assert_eq!(situation.at(5, Some(0)).kept, 0.0);
    }

    #[test]
    fn demand_contains_what_is_committed_but_what_lies_outside_the_forecast() {
        let late = [0, 0, 0, 0, 9].into(); // four of five in time
        let mut situation = Situation {
            outlook: Outlook::daily(ModelKind::NegativeBinomial, 30.0, 60.0),
            shipments: vec![Shipment::new(vec![(40.0, 1)], late)],
            ..plain(50.0)
        };
        for (outside, expected) in [
            (false, [0.981_178, 0.910_245, 0.819_875, 0.792_674]),
            (true, [0.819_875, 0.792_896, 0.724_714, 0.441_031]),
        ] {
            situation.commitments = vec![Commitment { outside_forecast: outside, ..promise(1, 20.0) }];
            let at = situation.at(1, None);
            for (quantity, expected) in [10.0, 20.0, 30.0, 40.0].into_iter().zip(expected) {
                assert!(
                    (at.chance(quantity) - expected).abs() < 5e-7,
                    "{quantity} {outside}: {}",
                    at.chance(quantity)
                );
            }
        }
    }

    #[test]
    fn what_comes_in_fractions_is_told_apart_finely() {
        let situation = Situation { units: Units::Fractional, ..plain(2.5) };
        let mut desk = Desk::new(&situation);
        assert_eq!(desk.most(3, None), 2.5);
    }
}
