//! The best use of a budget: the least capital for a service goal, and the most service for a budget, item by item,
//! for these segments with targets set freely, for the same in half points, and for one target for all.
//!
//! In: a [`Curve`], a goal and limits. Out: [`Best`]: stocks or targets, what they amount to, and whether they meet the
//! goal; where none does, the nearest that can be had.
//!
//! Items and segments each stand by themselves at a price of service; the price is searched until the goal comes out.
//! Where stock comes in pieces the last step of it lies between two prices: `exact` fills what is left. Kinds of
//! policies are nested, so the solution of a narrower kind is taken where a wider one found nothing better.

mod crossing;
mod items;
mod segments;

use self::crossing::{Close, Crossing, Side, Sides};
use super::curve::Curve;
use super::exact::{Choice, Goal};
use super::field::Sum;

/// Logarithms of prices searched, where the curve's own do not bracket the goal.
const LOGS: (f64, f64) = (-60.0, 90.0);
/// A search ends where service, or the share of capital, is known this well, or the figure that leads there.
const CLOSE: Close = Close { figures: 1e-12, values: 1e-10 };
/// As [`CLOSE`], of more than [`MANY`] items.
const CLOSE_OF_MANY: Close = Close { figures: 1e-6, values: 1e-8 };
/// Pallet places that a limit leaves free at most, as a share of it.
const ROOM: f64 = 1e-3;

/// Limits besides the goal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// The most capital of each segment, where limited; items with a target of their own do not count.
    pub by_segment: Vec<Option<f64>>,
    /// The most pallet places of all safety stock whose places are known.
    pub pallets: Option<f64>,
}

/// In portfolios of more items no single piece counts, and targets between those of prices are not tried.
const MANY: usize = 20_000;

/// Whether a goal is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// It is.
    Yes,
    /// The least stock already serves more, or ties up more.
    LeastIsMore,
    /// The most stock serves less.
    OutOfReach,
}

/// A solution.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// Stocks, or targets.
    pub what: T,
    /// What it amounts to, all items together.
    pub sum: Sum,
    /// Whether it meets the goal; where not, it is the nearest.
    pub met: Met,
}

/// The solutions of one goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Money for the whole of the rate at which items are at their best.
    pub price: f64,
    /// The stock of each offer of the field, units.
    pub items: Found<Vec<f64>>,
    /// The target of each segment, a cycle service level.
    pub segments: Found<Vec<f64>>,
    /// The same in half points.
    pub rounded: Found<Vec<f64>>,
    /// One target for all.
    pub uniform: Found<f64>,
}

/// A search for the best use of a budget.
pub struct Search<'c> {
    curve: &'c Curve,
    goal: Goal,
    limits: &'c Limits,
    /// The highest target of each segment that its limit allows.
    tops: Vec<f64>,
    /// The highest price of each segment that its limit allows, as a logarithm.
    caps: Vec<f64>,
}

impl<'c> Search<'c> {
    /// Prepares it.
    pub fn new(curve: &'c Curve, goal: Goal, limits: &'c Limits) -> Self {
        let mut search = Search { curve, goal, limits, tops: Vec::new(), caps: Vec::new() };
        let limit = |segment: usize| limits.by_segment.get(segment).copied().flatten();
        let segments = 0..curve.field.ends.len();
        search.tops = segments.clone().map(|of| limit(of).map_or(1.0, |most| search.top(of, most))).collect();
        search.caps =
            segments.map(|of| limit(of).map_or(f64::INFINITY, |most| search.cap(of, most))).collect();
        search
    }

    /// The solutions.
    pub fn best(&self) -> Best {
        let uniform = self.uniform();
        let mut best = self.at_places(0.0, &uniform);
        let Some(places) = self.limits.pallets.filter(|most| best.rounded.sum.pallets > *most) else {
            return best;
        };
        // A place gets a price, the least at which they suffice.
        let (mut low, mut high) = (-40.0_f64, 80.0_f64);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            let found = self.at_places(libm::exp(middle), &uniform);
            let taken = found.rounded.sum.pallets;
            if taken > places {
                low = middle;
            } else {
                (high, best) = (middle, found);
            }
            if taken <= places && taken >= places * (1.0 - ROOM) {
                break;
            }
        }
        best
    }

    fn at_places(&self, places: f64, uniform: &Found<f64>) -> Best {
        let curve = self.curve;
        let own = (places > 0.0).then(|| curve.with_places(places));
        let by_price = own.as_ref().unwrap_or(&curve.segments);
        let mut segments = self.segments(by_price, places, uniform);
        if segments.met == Met::Yes && places == 0.0 && curve.field.offers.len() <= MANY {
            segments = self.better(self.near_rungs(by_price, &segments), segments);
        }
        let rounded = self.near_half_points(&segments);
        if rounded.met == Met::Yes && places == 0.0 {
            segments = self.better(rounded.clone(), segments);
        }
        let (price, items) = self.items(places, &segments);
        Best { price, items, segments, rounded, uniform: uniform.clone() }
    }

    fn choice(&self, sum: &Sum) -> Choice {
        (sum.capital, sum.rate(self.curve.rate))
    }

    /// How far a sum is above the goal: below zero where it has less.
    fn above(&self, choice: Choice) -> f64 {
        match self.goal {
            Goal::Served(goal) => choice.1 - goal,
            Goal::Capital(goal) => (choice.0 - goal) / goal.abs().max(1e-9),
        }
    }

    fn close(&self) -> Close {
        if self.curve.field.offers.len() > MANY { CLOSE_OF_MANY } else { CLOSE }
    }

    /// What is looked for on the way to the goal: for service the side that exceeds it, for a budget the other.
    fn crossing(&self) -> Crossing {
        match self.goal {
            Goal::Served(goal) => Crossing { close: self.close(), upper: true, unserved: Some(1.0 - goal) },
            Goal::Capital(_) => Crossing { close: self.close(), upper: false, unserved: None },
        }
    }

    /// Where what grows with a figure reaches the goal: the last figure that does not exceed it, and the next that does.
    /// For a service goal the latter meets it, for a budget the former. Where the goal lies outside the range, the end
    /// to take is found.
    fn search(
        &self,
        table: &Table,
        (least, most): (f64, f64),
        at: &dyn Fn(f64) -> Choice,
    ) -> Result<Sides, (f64, Met)> {
        let crossing = self.crossing();
        let above = |figure: f64| self.above(at(figure));
        let known: Vec<Side> = table.points.iter().map(|(at, choice)| (*at, self.above(*choice))).collect();
        let past = known.partition_point(|(_, above)| !crossing.exceeds(*above));
        let side = |at: Option<usize>, to: f64, exceeds: bool| {
            let kept = at
                .and_then(|at| known.get(at))
                .map(|side| if table.exact { *side } else { (side.0, above(side.0)) });
            let end = if exceeds { known.last() } else { known.first() }.map_or(0.0, |side| side.0);
            kept.filter(|side| crossing.exceeds(side.1) == exceeds).unwrap_or_else(|| {
                outward((end, to), &|figure| (figure, above(figure)), &|side| {
                    crossing.exceeds(side.1) == exceeds
                })
            })
        };
        let low = side(past.checked_sub(1 + table.apart), least, false);
        if crossing.exceeds(low.1) {
            return Err((least, Met::LeastIsMore));
        }
        let high = side(Some(past + table.apart), most, true);
        if !crossing.exceeds(high.1) {
            return Err((most, if crossing.upper { Met::OutOfReach } else { Met::Yes }));
        }
        let known = known.get(past.saturating_sub(3)..(past + 3).min(known.len())).unwrap_or_default();
        Ok(crossing.found(Sides { low, high }, if table.exact { known } else { &[] }, &above))
    }

    fn feasible(&self, sides: Sides) -> f64 {
        match self.goal {
            Goal::Served(_) => sides.high.0,
            Goal::Capital(_) => sides.low.0,
        }
    }

    fn is_limited(&self) -> bool {
        self.limits.pallets.is_some() || self.limits.by_segment.iter().any(Option::is_some)
    }
}

/// Figures that grow, and what they amount to.
struct Table {
    points: Vec<(f64, Choice)>,
    /// Whether they amount to just that; else a goal is looked for so many places farther out.
    exact: bool,
    apart: usize,
}

/// From the end of a table towards an end, in steps that grow, until a side is as it is wanted.
fn outward((from, to): (f64, f64), at: &dyn Fn(f64) -> Side, wanted: &dyn Fn(Side) -> bool) -> Side {
    let mut step = 0.5;
    loop {
        let figure = if (to - from).abs() <= step { to } else { from + step.copysign(to - from) };
        let side = at(figure);
        if wanted(side) || figure == to {
            return side;
        }
        step *= 2.0;
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::curve::Drawing;
    use super::super::field::tests::{field, offer};
    use super::super::ladder::{Detail, Ladder, Left, Rate};
    use super::super::pace::Pace;
    use super::super::total::tests::{TERMS, basis};
    use super::*;
    use crate::math::normal;
    use crate::math::rng::Rng;
    use crate::protocol::policy::Model;
    use crate::stats::item::tests::item;
    use crate::stock::{Basis, Bounds};

    const FINE: Detail = Detail { apart: 65, pieces: 400 };

    fn curve(field: super::super::field::Field) -> Curve {
        let mut drawing = Drawing::new(Rc::new(field), Rate::FillRate);
        assert!(drawing.go_on(&mut Pace::default()));
        drawing.end()
    }

    fn best(curve: &Curve, goal: Goal) -> Best {
        Search::new(curve, goal, &Limits::default()).best()
    }

    /// The published budget: fill rates without the second term, so that `price w D (1 - Phi(k)) = c Q`.
    #[test]
    fn a_budget_of_2000_over_three_items() {
        let items: [(f64, f64, f64, f64); 3] =
            [(1000.0, 100.0, 40.0, 10.0), (200.0, 50.0, 30.0, 50.0), (5000.0, 500.0, 200.0, 2.0)];
        let demand = 6200.0;
        let offers = items.map(|(annual, quantity, sd, cost)| {
            let ladder = Ladder::made(5.5 * sd, 200, |stock| {
                let losses = normal::losses(stock / sd);
                Left { unserved: sd * losses.first / quantity, uncovered: losses.upper, backorders: 0.0 }
            });
            offer(ladder, 0, cost, annual / demand)
        });
        let curve = curve(field(offers.to_vec(), 1));
        let found = best(&curve, Goal::Capital(2000.0));
        for ((stock, (_, _, sd, _)), k) in
            found.items.what.iter().zip(items).zip([1.824_835, 0.188_705, 2.467_522])
        {
            assert!((stock / sd - k).abs() < 2e-3, "{} {k}", stock / sd);
        }
        assert!((found.items.sum.served - 0.992_388).abs() < 1e-6, "{:?}", found.items);
        assert!((found.price / demand / 29.400_55 - 1.0).abs() < 5e-3, "{}", found.price / demand);
        assert!((found.uniform.what - 0.807_731).abs() < 1e-5, "{:?}", found.uniform);
        assert!((found.uniform.sum.served - 0.956_852).abs() < 1e-5, "{:?}", found.uniform);
    }

    /// Items of few pieces: bases, costs and weights.
    fn pieces(seed: u32, count: usize) -> Vec<(Basis, f64, f64)> {
        let mut rng = Rng::new(seed, "few pieces");
        let one = |_| {
            let mut item = item(0.2 + 1.5 * rng.fraction(), 0.5 + rng.fraction(), true);
            item.master.order_quantity.value = (1.0 + 6.0 * rng.fraction()).floor();
            let basis = Basis::new(&item, Model::Poisson, TERMS).unwrap();
            (basis, libm::exp(3.0 * rng.fraction()), 0.1 + rng.fraction())
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn few_pieces_are_the_best_of_all_combinations() {
        for seed in 0..30 {
            let items = pieces(seed, 4);
            let all: f64 = items.iter().map(|(_, _, weight)| weight).sum();
            let offers: Vec<_> = items
                .iter()
                .map(|(basis, cost, weight)| {
                    let ladder = Ladder::new(basis, &Bounds::default(), 0.0, FINE).unwrap();
                    assert!(ladder.is_exact());
                    offer(ladder, 0, *cost, weight / all)
                })
                .collect();
            let curve = curve(field(offers.clone(), 1));
            let goal = [0.9, 0.95, 0.98, 0.995][seed as usize % 4];
            let found = best(&curve, Goal::Served(goal));
            // by force, with the model's own figures
            let ladders: Vec<&Ladder> = offers.iter().map(|offer| &offer.ladder).collect();
            let each: Vec<Vec<(f64, f64)>> = (0..4)
                .map(|at| {
                    let (basis, cost, weight) = &items[at];
                    let served = |stock: f64| weight / all * basis.fill_rate(stock).unwrap();
                    (0..ladders[at].rungs())
                        .map(|rung| ladders[at].rung(rung))
                        .map(|stock| (cost * stock, served(stock)))
                        .collect()
                })
                .collect();
            let mut sums = vec![(0.0, 0.0)];
            for choices in &each {
                let with = |sum: &(f64, f64)| {
                    choices.iter().map(move |own| (sum.0 + own.0, sum.1 + own.1)).collect::<Vec<_>>()
                };
                sums = sums.iter().flat_map(with).collect();
            }
            let least = sums
                .iter()
                .filter(|sum| sum.1 >= goal - 1e-12)
                .map(|sum| sum.0)
                .fold(f64::INFINITY, f64::min);
            assert!(
                (found.items.sum.capital / least - 1.0).abs() < 1e-6,
                "{seed}: {:?}, by force {least}",
                found.items
            );
            let budget = best(&curve, Goal::Capital(least));
            let most =
                sums.iter().filter(|sum| sum.0 <= least * (1.0 + 1e-12)).map(|sum| sum.1).fold(0.0, f64::max);
            assert!(
                (budget.items.sum.served - most).abs() < 1e-9,
                "{seed}: {:?}, by force {most}",
                budget.items
            );
        }
    }

    #[test]
    fn what_cannot_be_met_is_said_with_the_nearest() {
        let basis = basis(20.0, 9.0, false);
        let bounds = Bounds { min_units: Some(10.0), max_days: Some(6.0), ..Bounds::default() };
        let ladder = Ladder::new(&basis, &bounds, 0.0, FINE).unwrap();
        let (least, most) = (ladder.least(), ladder.most());
        let curve = curve(field(vec![offer(ladder, 0, 10.0, 1.0)], 1));
        let check = |goal, met, stock| {
            let found = best(&curve, goal);
            assert_eq!((found.items.met, found.segments.met), (met, met), "{goal:?}");
            assert_eq!(found.items.what, [stock], "{goal:?}");
        };
        check(Goal::Served(0.5), Met::LeastIsMore, least);
        check(Goal::Served(0.999_999), Met::OutOfReach, most);
        check(Goal::Capital(50.0), Met::LeastIsMore, least);
        check(Goal::Capital(1e6), Met::Yes, most);
    }

    #[test]
    fn limits_hold() {
        let bases: Vec<Basis> = (1..=8).map(|n| basis(f64::from(10 * n), f64::from(4 * n), false)).collect();
        let offers = bases.iter().enumerate().map(|(at, basis)| {
            let ladder = Ladder::new(basis, &Bounds::default(), 0.0, FINE).unwrap();
            offer(ladder, (at / 4) as u32, 5.0, 0.125)
        });
        let curve = curve(field(offers.collect(), 2));
        let free = best(&curve, Goal::Served(0.98));
        let limits = Limits { by_segment: vec![None, Some(0.7 * free.segments.sum.capital)], pallets: None };
        let limited = Search::new(&curve, Goal::Served(0.98), &limits).best();
        let of_second = |stocks: &[f64]| stocks[4..].iter().map(|stock| 5.0 * stock).sum::<f64>();
        let held = Search::new(&curve, Goal::Served(0.98), &limits).under(&limited.segments.what);
        for stocks in [&limited.items.what, &held] {
            assert!(of_second(stocks) <= 0.7 * free.segments.sum.capital * (1.0 + 1e-9), "{stocks:?}");
        }
        assert!(limited.items.sum.capital > free.items.sum.capital && limited.items.met == Met::Yes);
    }
}
