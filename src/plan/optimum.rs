//! What targets are worth: which one a group of items that share it should have when service has a price.
//!
//! In: items with a cost and a weight. Out: [`Curves`]: capital and service of every item (or group) along a ladder of
//! cycle service targets, from which the best target at any price and the price of any overall rate follow without
//! asking a demand model again. Which stock is best for an item alone, `ladder` knows.
//!
//! *Price*: money of safety stock for the whole of the overall fill rate, so that a group has the target that makes
//! `price * weight * P2 - cost * safety stock` largest. Weights are shares: all together are 1.

use crate::math::{normal, root};
use crate::policy::Target;
use crate::stock::{Basis, Bounds, Position, Ready};

/// The ladder's first rung, in deviations of a normal: a cycle service of .00135.
const LOWEST: f64 = -3.0;
/// From the first rung to the last, a cycle service of .9999966.
const LENGTH: f64 = 7.5;
/// Prices tried before a search gives up.
const TRIALS: u32 = 200;
/// How closely a rate is met, a share of all service.
const CLOSE: f64 = 1e-9;

/// An item whose stock may be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// What its stock rests on.
    pub basis: &'a Basis,
    /// Its bounds.
    pub bounds: Bounds,
    /// The least safety stock that a contract leaves, units.
    pub least: f64,
    /// What a unit of its stock ties up: money, or 1 where units are counted.
    pub cost: f64,
    /// Its share of the weight of all items.
    pub weight: f64,
}

impl Choice<'_> {
    /// Its stock under a cycle service target, not below what its contract leaves.
    pub fn under(&self, level: f64) -> Option<Position> {
        let ready = self.basis.ready()?;
        let position = ready.position(Target::CycleService(level), &self.bounds)?;
        if position.safety_stock >= self.least { Some(position) } else { ready.holding(self.least) }
    }

    /// Its safety stock under a cycle service target, what that ties up, and what it adds to the overall rate.
    fn at(&self, ready: &Ready<'_>, level: f64) -> Option<(f64, f64, f64)> {
        let asked = ready.asked(Target::CycleService(level), &self.bounds)?;
        let stock = asked.safety_stock.max(self.least);
        Some((stock, self.cost * stock, self.weight * ready.fill_rate(stock)?))
    }
}

/// Capital and service of items, or of groups of them, along the ladder of targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// From one rung to the next, in deviations.
    step: f64,
    rungs: usize,
    capital: Vec<f64>,
    served: Vec<f64>,
}

/// Targets that meet an overall rate at the least capital.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuned {
    /// The price at which each is at its optimum.
    pub price: f64,
    /// The rung of each, in deviations of a normal.
    pub factors: Vec<f64>,
    /// Capital of all.
    pub capital: f64,
    /// Weighted service of all.
    pub served: f64,
}

impl Tuned {
    /// The cycle service targets, fractions.
    pub fn levels(&self) -> Vec<f64> {
        self.factors.iter().map(|&factor| level(factor)).collect()
    }
}

/// The cycle service of a rung.
pub fn level(factor: f64) -> f64 {
    normal::losses(-factor).upper
}

impl Curves {
    /// The curves of items, whose stock is asked for at each rung.
    pub fn new(choices: &[Choice<'_>]) -> Self {
        let mut curves = Curves::of_items(choices.len());
        curves.extend(choices);
        curves
    }

    /// None yet of so many items: of few at many rungs, of many at few, between which a cubic runs.
    pub fn of_items(count: usize) -> Self {
        Curves::empty(match count {
            0..=500 => 151,
            501..=1_500 => 61,
            1_501..=5_000 => 21,
            _ => 16,
        })
    }

    /// None yet, with the same rungs.
    #[must_use]
    pub fn none(&self) -> Self {
        Curves::empty(self.rungs)
    }

    /// Adds items.
    pub fn extend(&mut self, choices: &[Choice<'_>]) {
        let rungs = 0..self.rungs;
        let levels: Vec<f64> = rungs.map(|rung| level(LOWEST + self.step * rung as f64)).collect();
        for choice in choices {
            self.push(choice, &levels);
        }
    }

    /// Adds one of another's curves to one of these.
    pub fn add(&mut self, to: usize, other: &Curves, number: usize) {
        let place = to * self.rungs..(to + 1) * self.rungs;
        for (sums, of) in [(&mut self.capital, &other.capital), (&mut self.served, &other.served)] {
            add(sums.get_mut(place.clone()).unwrap_or_default(), other.row(of, number));
        }
    }

    /// So many curves of nothing, with the rungs of curves of so many items.
    pub fn of_groups(groups: usize, items: usize) -> Self {
        let mut curves = Curves::of_items(items);
        curves.capital.resize(groups * curves.rungs, 0.0);
        curves.served.resize(groups * curves.rungs, 0.0);
        curves
    }

    /// Adds an item. From the highest target down: where only its least stock is left, lower targets change nothing.
    fn push(&mut self, choice: &Choice<'_>, levels: &[f64]) {
        let least = choice.basis.bounded(f64::NEG_INFINITY, &choice.bounds).0.max(choice.least);
        let first = self.capital.len();
        let ready = choice.basis.ready();
        let at = |level: f64| choice.at(ready.as_ref()?, level);
        let mut last: Option<(f64, f64, f64)> = None;
        for &level in levels.iter().rev() {
            let (stock, capital, served) = match last {
                Some(same @ (stock, ..)) if stock <= least => same,
                _ => at(level).unwrap_or(last.unwrap_or_default()),
            };
            last = Some((stock, capital, served));
            self.capital.push(capital);
            self.served.push(served);
        }
        for of in [&mut self.capital, &mut self.served] {
            of.get_mut(first..).unwrap_or_default().reverse();
        }
    }

    fn empty(rungs: usize) -> Self {
        Curves { step: LENGTH / (rungs as f64 - 1.0), rungs, capital: Vec::new(), served: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.capital.len() / self.rungs
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.capital.is_empty()
    }

    fn row<'r>(&self, of: &'r [f64], number: usize) -> &'r [f64] {
        of.get(number * self.rungs..(number + 1) * self.rungs).unwrap_or_default()
    }

    /// Curves of groups, each the sum of its members.
    #[must_use]
    pub fn grouped(&self, groups: &mut dyn Iterator<Item = &[u32]>) -> Self {
        let mut found = Curves::empty(self.rungs);
        for members in groups {
            let (mut capital, mut served) = (vec![0.0; self.rungs], vec![0.0; self.rungs]);
            for &member in members {
                add(&mut capital, self.row(&self.capital, member as usize));
                add(&mut served, self.row(&self.served, member as usize));
            }
            found.capital.append(&mut capital);
            found.served.append(&mut served);
        }
        found
    }

    /// The curves of the first, the first two, and so on: what spans are taken from.
    #[must_use]
    pub fn cumulated(&self) -> Self {
        let mut found = Curves::empty(self.rungs);
        for (of, into) in [(&self.capital, &mut found.capital), (&self.served, &mut found.served)] {
            into.resize(self.rungs, 0.0);
            for (place, own) in of.iter().enumerate() {
                into.push(into.get(place).copied().unwrap_or(0.0) + own);
            }
        }
        found
    }

    /// Of cumulated curves: those of the spans that end at `ends`.
    #[must_use]
    pub fn spans(&self, ends: &mut dyn Iterator<Item = usize>) -> Self {
        let mut found = Curves::empty(self.rungs);
        let mut from = 0;
        for to in ends {
            for (of, into) in [(&self.capital, &mut found.capital), (&self.served, &mut found.served)] {
                into.extend(self.row(of, to).iter().zip(self.row(of, from)).map(|(to, from)| to - from));
            }
            from = to;
        }
        found
    }

    /// Every curve at a price: `capital - price * served`, rung by rung.
    pub fn at_price(&self, price: f64) -> Vec<f64> {
        self.capital.iter().zip(&self.served).map(|(capital, served)| capital - price * served).collect()
    }

    /// How often an item's stock is asked for, about: below some rung nothing but its least stock is left.
    pub fn asked(&self) -> f64 {
        0.6 * self.rungs as f64
    }

    /// Rungs of a curve.
    pub fn rungs(&self) -> usize {
        self.rungs
    }

    /// The factor at which a curve is at its optimum: the least one.
    pub fn best_factor(&self, number: usize, price: f64) -> f64 {
        let capital = self.row(&self.capital, number);
        let served = self.row(&self.served, number);
        let mut best = (f64::INFINITY, 0);
        for (rung, (capital, served)) in capital.iter().zip(served).enumerate() {
            let cost = capital - price * served;
            if cost < best.0 {
                best = (cost, rung);
            }
        }
        let cost = |rung: usize| Some(capital.get(rung)? - price * served.get(rung)?);
        let beside = [best.1.checked_sub(1).and_then(cost), cost(best.1 + 1)];
        LOWEST + self.step * (best.1 as f64 + vertex(beside, best.0).0)
    }

    /// Capital and service of a curve at a factor, between rungs by a cubic through four of them.
    pub fn figures(&self, number: usize, factor: f64) -> (f64, f64) {
        let place = ((factor - LOWEST) / self.step).clamp(0.0, (self.rungs - 1) as f64);
        let between = |of: &[f64]| cubic(self.row(of, number), place);
        (between(&self.capital), between(&self.served))
    }

    /// What all together hold and serve, each at its own factor.
    pub fn sum(&self, factors: &[f64]) -> (f64, f64) {
        let each = factors.iter().enumerate().map(|(number, &factor)| self.figures(number, factor));
        each.fold((0.0, 0.0), |(capital, served), (own, serves)| (capital + own, served + serves))
    }

    /// Every curve at its optimum at a price.
    pub fn tuned(&self, price: f64) -> Tuned {
        let factors: Vec<f64> = (0..self.len()).map(|number| self.best_factor(number, price)).collect();
        let (capital, served) = self.sum(&factors);
        Tuned { price, factors, capital, served }
    }

    /// The targets that serve `goal` at the least capital; `None` where no price does: even the first rung serves as
    /// much, or the last does not.
    pub fn serving(&self, goal: f64) -> Option<Tuned> {
        let (mut low, mut high) = self.bracket(goal)?;
        for _ in 0..TRIALS {
            if high.served - low.served <= CLOSE || high.price / low.price < 1.0 + 1e-9 {
                break;
            }
            let share = ((goal - low.served) / (high.served - low.served)).clamp(0.1, 0.9);
            let price = low.price * libm::pow(high.price / low.price, share);
            let middle = self.tuned(price);
            let side = if middle.served < goal { &mut low } else { &mut high };
            *side = middle;
        }
        Some(self.between(&low, high, goal))
    }

    /// Two prices on both sides of a goal, at most four times apart.
    fn bracket(&self, goal: f64) -> Option<(Tuned, Tuned)> {
        let (least, most) = (vec![LOWEST; self.len()], vec![LOWEST + LENGTH; self.len()]);
        let ((_, least), (all, most)) = (self.sum(&least), self.sum(&most));
        if !(least < goal && goal <= most && all > 0.0) {
            return None;
        }
        let mut here = self.tuned(all);
        let up = here.served < goal;
        for _ in 0..TRIALS {
            let next = self.tuned(if up { here.price * 4.0 } else { here.price / 4.0 });
            if (next.served < goal) != up {
                return Some(if up { (here, next) } else { (next, here) });
            }
            here = next;
        }
        None
    }

    /// Between two tunings, where exactly the goal is served.
    fn between(&self, low: &Tuned, high: Tuned, goal: f64) -> Tuned {
        let mixed = |share: f64| -> Vec<f64> {
            low.factors.iter().zip(&high.factors).map(|(low, high)| low + share * (high - low)).collect()
        };
        let Some(share) = root::between(0.0, 1.0, 1e-12, |share| self.sum(&mixed(share)).1 - goal) else {
            return high;
        };
        let factors = mixed(share);
        let (capital, served) = self.sum(&factors);
        Tuned { price: high.price, factors, capital, served }
    }
}

fn add(sum: &mut [f64], other: &[f64]) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
}

/// How far from a lowest rung the parabola through it and its neighbours is lowest, in rungs, and how low.
pub fn vertex(beside: [Option<f64>; 2], here: f64) -> (f64, f64) {
    let [Some(before), Some(after)] = beside else { return (0.0, here) };
    let bend = before - 2.0 * here + after;
    if !(bend > 0.0) || before <= here {
        return (0.0, here);
    }
    let slope = before - after;
    (0.5 * slope / bend, here - 0.125 * slope * slope / bend)
}

/// A cubic through the four rungs about a place.
fn cubic(row: &[f64], place: f64) -> f64 {
    let first = (place.floor() as usize).saturating_sub(1).min(row.len().saturating_sub(4));
    let [a, b, c, d] = row.get(first..first + 4).and_then(|four| four.try_into().ok()).unwrap_or_default();
    let t = place - first as f64;
    let (t1, t2, t3) = (t - 1.0, t - 2.0, t - 3.0);
    -a * t1 * t2 * t3 / 6.0 + b * t * t2 * t3 / 2.0 - c * t * t1 * t3 / 2.0 + d * t * t1 * t2 / 6.0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::plan::ladder::{Detail, Ladder, Rate};
    use crate::plan::total::tests::basis;

    pub fn choice(basis: &Basis, cost: f64, weight: f64) -> Choice<'_> {
        Choice { basis, bounds: Bounds::default(), least: 0.0, cost, weight }
    }

    #[test]
    fn the_curve_of_an_item_has_the_items_optimum() {
        let basis = basis(20.0, 9.0, false);
        let choice = choice(&basis, 10.0, 1.0);
        let curves = Curves::new(&[choice]);
        let ladder = Ladder::new(&basis, &Bounds::default(), 0.0, Detail { apart: 65, pieces: 400 }).unwrap();
        for price in [2e3, 1e4, 1e5] {
            let stock = ladder.worth(libm::log(10.0 / price), Rate::FillRate);
            let (exact, tuned) = (basis.holding(stock).unwrap(), curves.tuned(price));
            assert!((tuned.capital / (10.0 * stock) - 1.0).abs() < 3e-3, "{price} {tuned:?} {exact:?}");
            assert!((tuned.served - exact.fill_rate).abs() < 1e-4);
        }
    }

    #[test]
    fn a_goal_is_met_where_it_can_be() {
        let bases: Vec<Basis> =
            (1..30).map(|n| basis(f64::from(n), f64::from(n % 9 + 2), n % 2 == 0)).collect();
        let choices: Vec<Choice<'_>> = bases.iter().map(|basis| choice(basis, 3.0, 1.0 / 29.0)).collect();
        let curves = Curves::new(&choices);
        for goal in [0.95, 0.99, 0.999] {
            let tuned = curves.serving(goal).unwrap();
            assert!((tuned.served - goal).abs() < 1e-9, "{goal}: {}", tuned.served);
        }
        assert_eq!(curves.serving(1.0), None);
        assert_eq!(curves.serving(0.1), None);
    }

    #[test]
    fn a_contract_is_kept() {
        let basis = basis(20.0, 9.0, false);
        let floor = Choice { least: 25.0, ..choice(&basis, 10.0, 0.1) };
        assert_eq!(floor.under(0.5).unwrap().safety_stock, 25.0);
    }
}
