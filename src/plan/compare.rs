//! One target for all items, to compare the policy with: the same target, the same capital, the same service.
//!
//! In: bases, bounds and the policy's figures. Out: the uniform cycle service level and every item's stock under
//! it. Same models, same floors, same bounds. The searched ones hold the feasible side of a step: no more capital,
//! no less service.

use crate::policy::target::Target;
use crate::stock::{Basis, Bounds, Position};

/// No uniform level above this is searched.
const HIGHEST: f64 = 0.999_999;
/// Where the search begins below; there a normal item holds no safety stock that a floor would not hold.
const LOWEST: f64 = 1e-6;
/// The search ends when the log odds of the level are known this well.
const PRECISION: f64 = 1e-12;
/// Evaluations of the whole portfolio, at most.
const STEPS: u32 = 100;
/// From this share of costed items on, capital is money; below, units.
const COSTED: f64 = 0.95;

/// An item under any uniform policy.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// What its stock rests on.
    pub basis: &'a Basis,
    /// Its bounds.
    pub bounds: Bounds,
    /// Its weight in the overall rate.
    pub weight: f64,
}

/// What the policy reaches, to be matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// Safety stock: money or units, as [`Measure`] says.
    pub capital: f64,
    /// Overall fill rate.
    pub fill_rate: Option<f64>,
}

/// What capital is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// At least 95 % of the items have a cost.
    Money,
    /// Too few have one.
    Units,
}

/// A uniform policy that was searched for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The level, and each candidate's stock under it.
    Level(f64, Vec<Option<Position>>),
    /// Even without safety stock above the floors there is more than asked for.
    FloorsExceedIt,
    /// No level up to .999999 reaches it.
    OutOfReach,
}

/// What capital is counted in for these candidates.
pub fn measure(candidates: &[Candidate<'_>]) -> Measure {
    let costed = candidates.iter().filter(|candidate| candidate.basis.unit_cost.is_some()).count();
    if costed as f64 >= COSTED * candidates.len() as f64 { Measure::Money } else { Measure::Units }
}

/// Every candidate's stock under one target.
pub fn uniform(candidates: &[Candidate<'_>], target: Target) -> Vec<Option<Position>> {
    candidates.iter().map(|candidate| candidate.basis.position(target, &candidate.bounds)).collect()
}

/// The largest uniform level that ties up no more safety stock than the policy.
pub fn same_capital(candidates: &[Candidate<'_>], goal: Goal) -> Found {
    let measure = measure(candidates);
    let mut search = Search::new(candidates, |candidate, position| match measure {
        Measure::Money => candidate.basis.unit_cost.unwrap_or(0.0) * position.safety_stock,
        Measure::Units => position.safety_stock,
    });
    let allowed = goal.capital * (1.0 + 1e-12);
    if search.low.sum > allowed {
        return Found::FloorsExceedIt;
    }
    if search.high.sum <= allowed {
        return Found::Level(HIGHEST, search.high.positions);
    }
    search.narrow(allowed, |sum| sum <= allowed);
    Found::Level(search.low.level, search.low.positions)
}

/// The smallest uniform level whose overall fill rate is at least the policy's.
pub fn same_service(candidates: &[Candidate<'_>], goal: Goal) -> Found {
    let weights: f64 = candidates.iter().map(|candidate| candidate.weight).sum();
    let Some(rate) = goal.fill_rate.filter(|_| weights > 0.0) else { return Found::OutOfReach };
    let mut search = Search::new(candidates, |candidate, position| candidate.weight * position.fill_rate);
    let asked = rate * weights * (1.0 - 1e-12);
    if search.low.sum >= asked {
        return Found::FloorsExceedIt;
    }
    if search.high.sum < asked {
        return Found::OutOfReach;
    }
    search.narrow(asked, |sum| sum < asked);
    Found::Level(search.high.level, search.high.positions)
}

/// All candidates at one level.
struct Side {
    level: f64,
    positions: Vec<Option<Position>>,
    sum: f64,
}

/// A bracket of two levels that closes in. An item whose stock is the same on both sides has it everywhere
/// between, so only the others are computed again.
struct Search<'a, F> {
    candidates: &'a [Candidate<'a>],
    amount: F,
    low: Side,
    high: Side,
}

impl<'a, F: Fn(&Candidate<'_>, &Position) -> f64> Search<'a, F> {
    fn new(candidates: &'a [Candidate<'a>], amount: F) -> Self {
        let side = |level: f64| {
            let positions = uniform(candidates, Target::CycleService(level));
            Side { level, sum: sum(candidates, &positions, &amount), positions }
        };
        let (low, high) = (side(LOWEST), side(HIGHEST));
        Search { candidates, amount, low, high }
    }

    /// Closes in on the step at which `below` stops holding.
    ///
    /// # Source
    /// Oliveira & Takahashi (2020), *An Enhancement of the Bisection Method Average Performance Preserving Minmax
    /// Optimality*: a guess by interpolation, nudged towards the middle and kept near it, on the scale of log odds,
    /// where stock grows nearly evenly.
    fn narrow(&mut self, goal: f64, below: impl Fn(f64) -> bool) {
        let whole = odds(self.high.level) - odds(self.low.level);
        let mut reach = whole; // halves with every step: bisection's own bound, doubled
        for _ in 0..STEPS {
            let (low, high) = (odds(self.low.level), odds(self.high.level));
            let width = high - low;
            if width <= 2.0 * PRECISION || self.high.sum - self.low.sum <= 1e-11 * goal.abs() {
                return;
            }
            let middle = 0.5 * (low + high);
            let straight = low + width * (goal - self.low.sum) / (self.high.sum - self.low.sum);
            let nudge = (0.2 * width * width / whole).min((middle - straight).abs());
            let nudged = straight + nudge.copysign(middle - straight);
            let slack = (reach - 0.5 * width).max(0.0);
            let side = self.at(level(nudged.clamp(middle - slack, middle + slack)));
            if below(side.sum) {
                self.low = side;
            } else {
                self.high = side;
            }
            reach *= 0.5;
        }
    }

    fn at(&self, level: f64) -> Side {
        let target = Target::CycleService(level);
        let both = self.low.positions.iter().zip(&self.high.positions);
        let positions: Vec<Option<Position>> = self
            .candidates
            .iter()
            .zip(both)
            .map(|(candidate, (low, high))| match (low, high) {
                (Some(low), Some(high)) if low.safety_stock == high.safety_stock => Some(*low),
                _ => candidate.basis.position(target, &candidate.bounds),
            })
            .collect();
        Side { level, sum: sum(self.candidates, &positions, &self.amount), positions }
    }
}

fn odds(level: f64) -> f64 {
    libm::log(level / (1.0 - level))
}

fn level(odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-odds))
}

fn sum(
    candidates: &[Candidate<'_>],
    positions: &[Option<Position>],
    amount: &impl Fn(&Candidate<'_>, &Position) -> f64,
) -> f64 {
    candidates
        .iter()
        .zip(positions)
        .filter_map(|(candidate, position)| Some(amount(candidate, position.as_ref()?)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::total::tests::basis;

    fn candidates(bases: &[Basis]) -> Vec<Candidate<'_>> {
        bases.iter().map(|basis| Candidate { basis, bounds: Bounds::default(), weight: 1.0 }).collect()
    }

    #[track_caller]
    fn level_of(found: &Found) -> f64 {
        let Found::Level(level, _) = found else { panic!("{found:?}") };
        *level
    }

    #[test]
    fn a_uniform_policy_finds_itself_again() {
        let bases: Vec<Basis> =
            (1..40).map(|number| basis(f64::from(number), f64::from(number % 7 + 1), false)).collect();
        let candidates = candidates(&bases);
        let positions = uniform(&candidates, Target::CycleService(0.93));
        let capital = sum(&candidates, &positions, &|candidate, position| {
            candidate.basis.unit_cost.unwrap() * position.safety_stock
        });
        let rate =
            positions.iter().flatten().map(|position| position.fill_rate).sum::<f64>() / bases.len() as f64;
        let goal = Goal { capital, fill_rate: Some(rate) };
        assert!((level_of(&same_capital(&candidates, goal)) - 0.93).abs() < 1e-9);
        assert!((level_of(&same_service(&candidates, goal)) - 0.93).abs() < 1e-9);
    }

    #[test]
    fn whole_units_hold_the_feasible_side_of_a_step() {
        let bases: Vec<Basis> = (1..9).map(|number| basis(f64::from(number), 15.0, true)).collect();
        let candidates = candidates(&bases);
        let goal = Goal { capital: 1500.0, fill_rate: Some(0.98) };
        let Found::Level(level, positions) = same_capital(&candidates, goal) else { panic!("a level") };
        let capital = |positions: &[Option<Position>]| {
            sum(&candidates, positions, &|candidate, position| {
                candidate.basis.unit_cost.unwrap() * position.safety_stock
            })
        };
        assert!(capital(&positions) <= 1500.0);
        assert!(capital(&uniform(&candidates, Target::CycleService(level + 1e-9))) > 1500.0);
        let Found::Level(level, positions) = same_service(&candidates, goal) else { panic!("a level") };
        let rate = |positions: &[Option<Position>]| {
            positions.iter().flatten().map(|position| position.fill_rate).sum::<f64>() / 8.0
        };
        assert!(rate(&positions) >= 0.98 - 1e-12);
        assert!(rate(&uniform(&candidates, Target::CycleService(level - 1e-9))) < 0.98);
    }

    #[test]
    fn what_cannot_be_reached_is_said() {
        let bases = [basis(5.0, 2.0, false)];
        let none = Goal { capital: -1.0, fill_rate: Some(1.0) };
        assert_eq!(same_capital(&candidates(&bases), none), Found::FloorsExceedIt);
        assert_eq!(same_service(&candidates(&bases), none), Found::OutOfReach);
    }
}
