//! Can it be promised? The chance against what is owed, whom it would harm, the most for a day, the earliest day.
//!
//! Kept: the chance on the day itself. No harm: every promise due that day or later keeps its own chance at its
//! target, or is not lowered where it is below already. Yes needs both.

use super::situation::{At, SAME, Situation, UNLIMITED};
use crate::data::calendar::Day;

/// Points below the target at which a promise is still a risk and not a no.
pub const AT_RISK: f64 = 0.10;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Order {
    /// Units.
    pub quantity: f64,
    /// The day it is to be there.
    pub due: Day,
    /// Its tier's place, best first.
    pub tier: Option<usize>,
}

/// The answer in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It can be promised.
    Yes,
    /// Nearly, or at the cost of a promise given earlier.
    AtRisk,
    /// It cannot.
    No,
}

/// A promise given earlier that would suffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Harm {
    /// Its place among the situation's commitments.
    pub commitment: usize,
    /// Its chance before.
    pub before: f64,
    /// Its chance with the order.
    pub after: f64,
    /// What it is owed.
    pub target: f64,
}

/// An order checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// In a word.
    pub verdict: Verdict,
    /// The chance that it is kept.
    pub kept: f64,
    /// The chance it is owed.
    pub target: f64,
    /// Who would suffer, by due day.
    pub harms: Vec<Harm>,
    /// The most that can be promised for its day.
    pub most: f64,
}

/// What an earlier promise allows: its day for its tier, its chance now and what it must keep.
#[derive(Debug, Clone)]
struct Guard {
    commitment: usize,
    due: Day,
    at: At,
    before: f64,
    target: f64,
    room: Option<f64>,
}

impl Guard {
    /// It keeps its target, or its chance where that is below already.
    fn must(&self) -> f64 {
        self.target.min(self.before)
    }

    fn allows(&self, quantity: f64) -> bool {
        self.at.chance(quantity) >= self.must() - SAME
    }
}

/// A situation with its earlier promises at hand: made once, asked often.
#[derive(Debug, Clone)]
pub struct Desk<'a> {
    situation: &'a Situation,
    guards: Vec<Guard>,
}

impl<'a> Desk<'a> {
    /// Takes a situation; promises due before today's demand begins are overdue and count from today on.
    pub fn new(situation: &'a Situation) -> Self {
        let mut desk = Desk { situation, guards: Vec::new() };
        for (commitment, of) in situation.commitments.iter().enumerate() {
            let known = desk.guards.iter().find(|guard| {
                let other = situation.commitments.get(guard.commitment);
                guard.due == of.due && other.is_some_and(|other| other.tier == of.tier)
            });
            let at = known.map_or_else(|| situation.at(of.due, of.tier), |guard| guard.at.clone());
            let before = known.map_or_else(|| at.chance(0.0), |guard| guard.before);
            desk.guards.push(Guard { commitment, due: of.due, at, before, target: of.target, room: None });
        }
        desk
    }

    /// Checks an order.
    pub fn check(&mut self, order: Order) -> Checked {
        let at = self.situation.at(order.due, order.tier);
        let target = self.situation.owed(order.tier);
        let kept = at.chance(order.quantity);
        let harms = self.harms(order);
        let verdict = match (kept >= target - SAME, harms.is_empty()) {
            (true, true) => Verdict::Yes,
            _ if kept >= target - AT_RISK - SAME => Verdict::AtRisk,
            _ => Verdict::No,
        };
        Checked { verdict, kept, target, harms, most: self.most(order.due, order.tier) }
    }

    /// Promises due on the order's day or later that would fall below what they must keep.
    pub fn harms(&self, order: Order) -> Vec<Harm> {
        let later =
            self.guards.iter().filter(|guard| guard.due >= order.due && !guard.allows(order.quantity));
        later
            .map(|guard| Harm {
                commitment: guard.commitment,
                before: guard.before,
                after: guard.at.chance(order.quantity),
                target: guard.target,
            })
            .collect()
    }

    /// The most that can be promised for a day; [`UNLIMITED`] where it can be ordered in time.
    pub fn most(&mut self, due: Day, tier: Option<usize>) -> f64 {
        let units = self.situation.units;
        let target = self.situation.owed(tier);
        let own = self.situation.at(due, tier).room(target - SAME, units).unwrap_or(0.0);
        let later = self.guards.iter_mut().filter(|guard| guard.due >= due);
        later.fold(own, |most, guard| {
            let must = guard.must() - SAME;
            let room = *guard.room.get_or_insert_with(|| guard.at.room(must, units).unwrap_or(0.0));
            most.min(room)
        })
    }

    /// The first day from `from` on at which a quantity can be promised; none where no known supply allows it.
    pub fn earliest(&self, quantity: f64, tier: Option<usize>, from: Day) -> Option<Day> {
        let target = self.situation.owed(tier);
        let bars = self.guards.iter().filter(|guard| !guard.allows(quantity)).map(|guard| guard.due);
        let first = from.max(self.situation.today).max(bars.max().map_or(Day::MIN, |last| last + 1));
        let yes = |day: &Day| self.situation.at(*day, tier).chance(quantity) >= target - SAME;
        let chances = self.situation.chances();
        if self.situation.kept(first, tier) == 0.0 {
            let later = chances.into_iter().filter(|day| *day > first);
            return std::iter::once(first).chain(later).find(yes);
        }
        let last = chances.last().copied().unwrap_or(first).max(first);
        (first..=last.min(first.saturating_add(LOOK_DAYS))).find(yes)
    }
}

/// Days that are looked ahead at most, where every day may differ.
const LOOK_DAYS: i32 = 400;

/// Whether a quantity is limited by what is known.
pub fn is_limited(quantity: f64) -> bool {
    quantity < UNLIMITED
}
