//! One target for all items, to compare the policy with: the same target, the same capital, the same service.
//!
//! In: results and what they reach. Out: the uniform cycle service level and the sums of every group under it. Same
//! models, same floors, same bounds. The searched ones hold the feasible side of a step: no more capital, no less
//! service. A search over a large portfolio takes seconds; it stands still where an answer is due, and goes on.

use std::rc::Rc;

use super::group::{Group, Holding};
use super::member::Member;
use super::pace::Pace;
use super::results::Results;
use super::total::Totals;
use crate::policy::{Resolved, Target, TargetOrigin};
use crate::stock::{Aim, Ready};

/// No uniform level above this is searched.
pub const HIGHEST: f64 = 0.999_999;
/// Where the search begins below; there a normal item holds no safety stock that a floor would not hold.
const LOWEST: f64 = 1e-6;
/// Beyond the policy's own levels, in log odds: what rounding to whole units may ask for.
const ROOM: f64 = 0.05;
/// The search ends when the log odds of the level are known this well.
const PRECISION: f64 = 1e-12;
/// Evaluations of the whole portfolio, at most.
const STEPS: u32 = 100;
/// From this share of costed items on, capital is money; below, units.
pub const COSTED: f64 = 0.95;

/// What capital is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// At least 95 % of the items with a stock have a cost.
    Money,
    /// Too few have one.
    Units,
}

impl Measure {
    /// For items that amount to this.
    pub fn of(total: &Totals) -> Self {
        if f64::from(total.costed) >= COSTED * f64::from(total.stocked) { Self::Money } else { Self::Units }
    }
}

/// A uniform policy that was searched for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The level, and the sums of each group under it.
    Level(f64, Vec<Totals>),
    /// Even without safety stock above the floors there is more than asked for.
    FloorsExceedIt,
    /// No level up to .999999 reaches it.
    OutOfReach,
}

/// What a search sums up, and on which side of the goal it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    /// Safety stock; the largest level that needs no more.
    Capital(Measure),
    /// Weighted fill rate; the least level that gives no less.
    Service,
}

/// All groups at one level.
#[derive(Debug)]
struct Side {
    level: f64,
    sum: f64,
    parts: Vec<Rc<Part>>,
}

/// One group at one level: each member's safety stock, infinite without one, and what it adds to the sum.
#[derive(Debug, PartialEq)]
struct Part {
    stocks: Vec<f64>,
    amounts: Vec<f64>,
}

/// What a search does next.
enum Next {
    /// Computes all groups at a level.
    Try(f64),
    /// The level is known: sums up the groups under it.
    SumUp(f64),
    /// Ends.
    End(Found),
}

/// A search for the uniform level that matches what the policy reaches.
#[derive(Debug)]
pub struct Search {
    amount: Amount,
    goal: f64,
    /// What a fill rate of 1 everywhere would sum up to.
    most: f64,
    low: Option<Side>,
    high: Option<Side>,
    /// The groups done at the level that is being tried.
    parts: Vec<Rc<Part>>,
    /// The sums of the groups done, once the level is known.
    totals: Vec<Totals>,
    /// Where the search begins: the policy's own levels with some room, between which the answer mostly lies.
    begin: (f64, f64),
    /// Halves with every step: bisection's own bound, doubled.
    reach: f64,
    /// How often in a row the upper side was replaced; below zero the lower.
    again: i32,
    steps: u32,
    found: Option<Found>,
}

impl Search {
    /// For the largest uniform level that ties up no more safety stock than the policy.
    pub fn same_capital(results: &Results) -> Self {
        let total = results.total();
        let measure = Measure::of(&total);
        let capital = if measure == Measure::Money { total.safety_stock_value } else { total.safety_stock };
        Self::new(results, Amount::Capital(measure), capital * (1.0 + 1e-12))
    }

    /// For the least uniform level whose overall fill rate is no lower than the policy's.
    pub fn same_service(results: &Results) -> Self {
        let total = results.total();
        let mut search = Self::new(results, Amount::Service, total.weighted_fill_rate() * (1.0 - 1e-12));
        match total.fill_rate() {
            Some(rate) if rate > 0.0 => search.most = total.weighted_fill_rate() / rate,
            Some(_) => {}
            None => search.found = Some(Found::OutOfReach),
        }
        search
    }

    fn new(results: &Results, amount: Amount, goal: f64) -> Self {
        let (low, high, found) = (None, None, None);
        let (parts, totals) = (Vec::new(), Vec::new());
        let (begin, reach) = (begin(results), odds(HIGHEST) - odds(LOWEST));
        Search { amount, goal, most: goal, low, high, parts, totals, begin, reach, again: 0, steps: 0, found }
    }

    /// What was found, once it was.
    pub fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    /// Goes on until an answer is due or the search has ended; whether it has.
    pub fn go_on(&mut self, results: &Results, pace: &mut Pace) -> bool {
        while self.found.is_none() {
            let done = match self.next() {
                Next::Try(level) => self.try_level(level, results, pace),
                Next::SumUp(level) => self.sum_up(level, results, pace),
                Next::End(found) => {
                    self.found = Some(found);
                    true
                }
            };
            if !done {
                return false;
            }
        }
        true
    }

    fn next(&self) -> Next {
        match (&self.low, &self.high) {
            (None, _) => Next::Try(self.begin.0),
            (Some(low), _) if !self.is_below(low.sum) => match low.level {
                level if level > LOWEST => Next::Try(LOWEST),
                _ => Next::End(Found::FloorsExceedIt),
            },
            (Some(_), None) => Next::Try(self.begin.1),
            (Some(_), Some(high)) if self.is_below(high.sum) && high.level < HIGHEST => Next::Try(HIGHEST),
            (Some(low), Some(high)) => match (self.amount, self.is_below(high.sum)) {
                (Amount::Service, true) => Next::End(Found::OutOfReach),
                (Amount::Capital(_), true) => Next::SumUp(high.level),
                (Amount::Service, false) => {
                    self.between(low, high).map_or(Next::SumUp(high.level), Next::Try)
                }
                (Amount::Capital(_), false) => {
                    self.between(low, high).map_or(Next::SumUp(low.level), Next::Try)
                }
            },
        }
    }

    fn is_below(&self, sum: f64) -> bool {
        match self.amount {
            Amount::Capital(_) => sum <= self.goal,
            Amount::Service => sum < self.goal,
        }
    }

    /// The next level between both sides; `None` where they are close enough.
    ///
    /// # Source
    /// Oliveira & Takahashi (2020), *An Enhancement of the Bisection Method Average Performance Preserving Minmax
    /// Optimality*: a guess by interpolation, nudged towards the middle and kept near it, on the scale of log odds,
    /// where stock grows nearly evenly; a side that stands still is weighed as by the Illinois method (Dowell & Jarratt
    /// 1971).
    fn between(&self, low: &Side, high: &Side) -> Option<f64> {
        let (from, to) = (odds(low.level), odds(high.level));
        let (width, rise) = (to - from, high.sum - low.sum);
        if self.steps >= STEPS || width <= 2.0 * PRECISION || rise <= 1e-11 * self.goal.abs() {
            return None;
        }
        let middle = 0.5 * (from + to);
        let [bottom, goal, top] = [low.sum, self.goal, high.sum].map(|sum| self.straightened(sum));
        // A side that stands still counts for half each time: else a curve keeps it for ever.
        let halved = |by: i32| 0.5_f64.powi((by - 1).max(0));
        let (below, above) = ((goal - bottom) * halved(self.again), (top - goal) * halved(-self.again));
        let share = below / (below + above);
        let straight = if share.is_finite() { from + width * share } else { middle }; // next to nothing is short
        let whole = odds(HIGHEST) - odds(LOWEST);
        let nudge = (0.2 * width * width / whole).min((middle - straight).abs());
        let nudged = straight + nudge.copysign(middle - straight);
        let slack = (self.reach - 0.5 * width).max(0.0);
        Some(level(nudged.clamp(middle - slack, middle + slack)))
    }

    /// A sum as it grows nearly evenly with the log odds of the level: of a fill rate, the logarithm of what is short.
    fn straightened(&self, sum: f64) -> f64 {
        match self.amount {
            Amount::Capital(_) => sum,
            Amount::Service => -libm::log((self.most - sum).max(1e-9 * self.most)),
        }
    }

    /// Computes group after group at a level, from where it stopped; whether all are done.
    fn try_level(&mut self, level: f64, results: &Results, pace: &mut Pace) -> bool {
        for (group, holding) in results.each().skip(self.parts.len()) {
            if pace.spent() {
                return false;
            }
            let part = self.part(level, results, (group, holding), pace);
            self.parts.push(part);
        }
        let parts = std::mem::take(&mut self.parts);
        let sum = parts.iter().map(|part| part.amounts.iter().sum::<f64>()).sum();
        let side = Side { level, sum, parts };
        match (&self.low, &self.high) {
            (None, _) => self.low = Some(side),
            // The policy's own levels lie above the goal, or below it: they are the other side.
            (Some(low), _) if level < low.level => self.high = self.low.replace(side),
            (Some(_), None) => self.high = Some(side),
            (Some(_), Some(high)) if level > high.level => self.low = self.high.replace(side),
            _ => {
                self.reach *= 0.5;
                self.steps += 1;
                if self.is_below(sum) {
                    (self.low, self.again) = (Some(side), self.again.min(0) - 1);
                } else {
                    (self.high, self.again) = (Some(side), self.again.max(0) + 1);
                }
            }
        }
        true
    }

    /// A group at a level. A member whose stock is the same on both sides has it everywhere between.
    fn part(
        &self,
        level: f64,
        results: &Results,
        (group, holding): (&Group, &Holding),
        pace: &mut Pace,
    ) -> Rc<Part> {
        let both = self.low.as_ref().zip(self.high.as_ref());
        let between = both.filter(|(low, high)| low.level < level && level < high.level);
        let part = |side: &Side| side.parts.get(self.parts.len()).cloned();
        let sides = between.and_then(|(low, high)| part(low).zip(part(high)));
        if let Some((low, high)) = &sides
            && low.stocks == high.stocks
        {
            return Rc::clone(low);
        }
        pace.spend(&holding.bases);
        let known = |place: usize| {
            let (low, high) = sides.as_ref()?;
            let (one, other) = (low.stocks.get(place)?, high.stocks.get(place)?);
            (one == other).then(|| low.amounts.get(place).map(|amount| (*one, *amount)))?
        };
        let asked = asked(results, group, Target::CycleService(level));
        let aim = Aim::shared(asked.target);
        let stock = |(place, member): (usize, &Member)| {
            let computed = || {
                let ready = holding.bases.get(place)?.as_ref().ok()?.ready()?;
                let bounds = member.bounds(&group.resolved(place, asked));
                let contract = asked.floor.and_then(|floor| ready.asked(floor, &bounds));
                let least = contract.map_or(f64::NEG_INFINITY, |contract| contract.safety_stock);
                let stock = ready.asked(aim, &bounds)?.safety_stock.max(least);
                Some((stock, self.amount_of(&ready, stock, member.weight)?))
            };
            known(place).or_else(computed).unwrap_or((f64::INFINITY, 0.0))
        };
        let (stocks, amounts) = holding.members.iter().enumerate().map(stock).unzip();
        Rc::new(Part { stocks, amounts })
    }

    fn amount_of(&self, ready: &Ready<'_>, safety_stock: f64, weight: f64) -> Option<f64> {
        Some(match self.amount {
            Amount::Capital(Measure::Money) => ready.basis.unit_cost().unwrap_or(0.0) * safety_stock,
            Amount::Capital(Measure::Units) => safety_stock,
            Amount::Service => weight * ready.fill_rate(safety_stock)?,
        })
    }

    /// Sums up group after group at the level that was found, from where it stopped; whether all are done.
    fn sum_up(&mut self, level: f64, results: &Results, pace: &mut Pace) -> bool {
        let target = Target::CycleService(level);
        for (group, holding) in results.each().skip(self.totals.len()) {
            if pace.spent() {
                return false;
            }
            pace.spend(&holding.bases);
            let asked = asked(results, group, target);
            let under = Holding::new((group, &holding.members), &holding.bases, asked, Some(target));
            self.totals.push(under.totals);
        }
        self.found = Some(Found::Level(level, std::mem::take(&mut self.totals)));
        (self.low, self.high) = (None, None); // half the memory of a large portfolio
        true
    }
}

/// What holds for a group under one target for all.
pub fn asked(results: &Results, group: &Group, target: Target) -> Resolved {
    let shared = results.shared.get(group.segment as usize).copied().unwrap_or_default();
    Resolved { target, target_origin: TargetOrigin::Default, ..shared }
}

/// The levels between which the policy's own targets lie, and some room; where it has none of cycle service, all.
fn begin(results: &Results) -> (f64, f64) {
    let mut ends: Option<(f64, f64)> = None;
    for group in &results.groups.list {
        let shared = results.shared.get(group.segment as usize).copied().unwrap_or_default();
        let own = group.own.iter().filter_map(|(_, own)| Some(own.target?.0));
        for target in own.chain([shared.target]) {
            let Target::CycleService(level) = target else { continue };
            let (low, high) = ends.unwrap_or((level, level));
            ends = Some((low.min(level), high.max(level)));
        }
    }
    let (low, high) =
        ends.map_or((LOWEST, HIGHEST), |(low, high)| (level(odds(low) - ROOM), level(odds(high) + ROOM)));
    (low.max(LOWEST), high.min(HIGHEST))
}

fn odds(level: f64) -> f64 {
    libm::log(level / (1.0 - level))
}

fn level(odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-odds))
}
