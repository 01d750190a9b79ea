//! The best targets of segments, and of all items together.
//!
//! In: a price of service at which each segment stands by itself. Out: its targets, between rungs and in half points.

use super::super::curve::{Segment, factor, factors, level};
use super::super::exact::{self, Choice, Goal};
use super::super::field::Sum;
use super::crossing::{Crossing, Sides};
use super::{Found, LOGS, Met, Search, Table};
use crate::order;

/// Segments whose half points are searched together.
const FEW_SEGMENTS: usize = 40;
/// Half points tried on both sides of a target.
const NEAR: usize = 4;

impl Search<'_> {
    pub(super) fn uniform(&self) -> Found<f64> {
        let all = |factor: f64| vec![level(factor); self.tops.len()];
        let at = |factor: f64| self.choice_at(&all(factor));
        let uniform = self.curve.uniform.iter();
        let points: Vec<(f64, Choice)> =
            uniform.map(|one| (factor(one.level), self.choice(&one.sum))).collect();
        let ends = points.first().zip(points.last()).map_or((-2.0, 4.7), |(first, last)| (first.0, last.0));
        let table = Table { points, exact: !self.is_limited(), apart: 0 };
        let (factor, met) = match self.search(&table, ends, &at) {
            Err(end) => end,
            Ok(sides) => (self.feasible(sides), Met::Yes),
        };
        Found { what: level(factor), sum: self.at_levels(&all(factor)), met }
    }

    /// What a target holds in a segment, its contract and its limit kept.
    pub(super) fn in_segment(&self, segment: usize, level: f64) -> Sum {
        let mut sum = Sum::default();
        let factor = factor(self.allowed(segment, level));
        for offer in self.curve.field.of_segment(segment) {
            sum.add(&offer.sum(offer.ladder.covering(factor)));
        }
        sum
    }

    /// Capital and service alone.
    fn choice_in_segment(&self, segment: usize, level: f64) -> Choice {
        self.curve.field.choice_of(segment, factor(self.allowed(segment, level)), self.curve.rate)
    }

    fn choice_at(&self, levels: &[f64]) -> Choice {
        let fixed = self.choice(&self.curve.field.fixed);
        levels.iter().enumerate().fold(fixed, |sum, (segment, level)| {
            let own = self.choice_in_segment(segment, *level);
            (sum.0 + own.0, sum.1 + own.1)
        })
    }

    pub(super) fn allowed(&self, segment: usize, level: f64) -> f64 {
        let floor = self.curve.field.floors.get(segment).copied().unwrap_or(0.0);
        level.min(self.tops.get(segment).copied().unwrap_or(1.0)).max(floor)
    }

    pub(super) fn at_levels(&self, levels: &[f64]) -> Sum {
        let mut sum = self.curve.field.fixed;
        for (segment, level) in levels.iter().enumerate() {
            sum.add(&self.in_segment(segment, *level));
        }
        sum
    }

    /// The highest target whose capital stays within a limit.
    pub(super) fn top(&self, segment: usize, most: f64) -> f64 {
        let field = &self.curve.field;
        let found =
            self.within(most, (-3.0, 4.75), &|factor| field.choice_of(segment, factor, self.curve.rate).0);
        found.map_or(1.0, level)
    }

    /// The highest price at which a segment's items stay within a limit, as a logarithm.
    pub(super) fn cap(&self, segment: usize, most: f64) -> f64 {
        let offers = self.curve.field.of_segment(segment);
        let capital = |log: f64| {
            offers.iter().map(|offer| offer.cost * offer.best(log, 0.0, self.curve.rate)).sum::<f64>()
        };
        self.within(most, LOGS, &capital).unwrap_or(f64::INFINITY)
    }

    /// The highest figure whose capital stays within a limit; none where all do.
    fn within(&self, most: f64, (low, high): (f64, f64), capital: &dyn Fn(f64) -> f64) -> Option<f64> {
        let above = |figure: f64| (capital(figure) - most) / most.max(1e-9);
        let sides = Sides { low: (low, above(low)), high: (high, above(high)) };
        if sides.high.1 <= 0.0 {
            return None;
        }
        if sides.low.1 > 0.0 {
            return Some(low);
        }
        let crossing = Crossing { close: self.close(), upper: false, unserved: None };
        Some(crossing.found(sides, &[], &above).low.0)
    }

    pub(super) fn segments(
        &self,
        segments: &[Segment],
        places: f64,
        uniform: &Found<f64>,
    ) -> Found<Vec<f64>> {
        let levels = |log: f64| -> Vec<f64> {
            let found = factors(segments, log).into_iter().map(level).enumerate();
            found.map(|(segment, level)| self.allowed(segment, level)).collect()
        };
        let at = |log: f64| self.choice_at(&levels(log));
        let points = self.curve.points.iter();
        let points = points.map(|point| (libm::log(point.price), self.choice(&point.segments))).collect();
        let (log, met) = match self.search(&Table { points, exact: false, apart: 1 }, LOGS, &at) {
            Err(end) => end,
            Ok(sides) => (self.feasible(sides), Met::Yes),
        };
        let what = levels(log);
        let sum = self.at_levels(&what);
        let same = vec![uniform.what; self.tops.len()];
        if places == 0.0
            && uniform.met == met
            && self.goal.is_better(self.choice(&uniform.sum), self.choice(&sum))
        {
            let what =
                same.iter().enumerate().map(|(segment, level)| self.allowed(segment, *level)).collect();
            return Found { what, sum: uniform.sum, met };
        }
        Found { what, sum, met }
    }

    pub(super) fn better<T>(&self, one: Found<T>, other: Found<T>) -> Found<T> {
        let better = self.goal.is_better(self.choice(&one.sum), self.choice(&other.sum));
        if one.met == other.met && better { one } else { other }
    }

    /// The best of the rungs near free targets: where stock comes in pieces, prices leave some of them out.
    pub(super) fn near_rungs(&self, segments: &[Segment], free: &Found<Vec<f64>>) -> Found<Vec<f64>> {
        let near = |(segment, &target): (&Segment, &f64)| {
            let rungs = segment.rungs.iter().map(|rung| level(rung.factor));
            let mut levels: Vec<f64> = rungs.chain([target]).collect();
            order::sort_by(&mut levels, f64::total_cmp);
            levels
        };
        let grids: Vec<Vec<f64>> = segments.iter().zip(&free.what).map(near).collect();
        self.near(&grids, free)
    }

    /// The targets in half points: the best of those near the free ones.
    pub(super) fn near_half_points(&self, free: &Found<Vec<f64>>) -> Found<Vec<f64>> {
        self.near(&vec![half_points(); free.what.len()], free)
    }

    /// The best choice of one level a segment from a grid each, near free targets.
    pub(super) fn near(&self, grids: &[Vec<f64>], free: &Found<Vec<f64>>) -> Found<Vec<f64>> {
        let near = |(segment, (grid, &level)): (usize, (&Vec<f64>, &f64))| {
            let at = grid.partition_point(|half| *half < level - 1e-9);
            let range = at.saturating_sub(NEAR)..(at + NEAR).min(grid.len());
            let floor = self.curve.field.floors.get(segment).copied().unwrap_or(0.0);
            let top = self.tops.get(segment).copied().unwrap_or(1.0);
            let within = |half: &f64| *half >= floor - 1e-12 && *half <= top + 1e-12;
            let levels = grid.get(range).unwrap_or_default().iter().copied();
            let mut levels: Vec<f64> = levels.filter(within).collect();
            if levels.is_empty() {
                levels.push(self.allowed(segment, level));
            }
            levels
        };
        let levels: Vec<Vec<f64>> = grids.iter().zip(&free.what).enumerate().map(near).collect();
        let of_segment = |(segment, levels): (usize, &Vec<f64>)| -> Vec<Choice> {
            levels.iter().map(|level| self.curve.choice(segment, self.allowed(segment, *level))).collect()
        };
        let choices: Vec<Vec<Choice>> = levels.iter().enumerate().map(of_segment).collect();
        let chosen = self.chosen(&choices, self.choice(&self.curve.field.fixed));
        let what: Vec<f64> =
            levels.iter().zip(&chosen).filter_map(|(levels, at)| levels.get(*at).copied()).collect();
        let sum = self.at_levels(&what);
        let is_met = self.goal.is_met(self.choice(&sum));
        let missed = if free.met == Met::Yes { Met::OutOfReach } else { free.met };
        Found { what, sum, met: if is_met { Met::Yes } else { missed } }
    }

    /// A place of each group's choices, which grow: from the side that meets the goal, step by step, then the best.
    pub(super) fn chosen(&self, groups: &[Vec<Choice>], fixed: Choice) -> Vec<usize> {
        let total = |chosen: &[usize]| {
            groups
                .iter()
                .zip(chosen)
                .filter_map(|(choices, at)| choices.get(*at))
                .fold(fixed, |sum, own| (sum.0 + own.0, sum.1 + own.1))
        };
        let down = matches!(self.goal, Goal::Served(_));
        let mut chosen: Vec<usize> =
            groups.iter().map(|choices| if down { choices.len().saturating_sub(1) } else { 0 }).collect();
        while let Some(next) = self.step(groups, &chosen, &total, down) {
            chosen = next;
        }
        let known = total(&chosen);
        if groups.len() > FEW_SEGMENTS || !self.goal.is_met(known) {
            return chosen;
        }
        let price = price_of(groups, &chosen);
        exact::best(groups, fixed, price, self.goal, known).unwrap_or(chosen)
    }

    /// One group a step down (up, for a budget) while the goal is met, where that gives most for least.
    pub(super) fn step(
        &self,
        groups: &[Vec<Choice>],
        chosen: &[usize],
        total: &dyn Fn(&[usize]) -> Choice,
        down: bool,
    ) -> Option<Vec<usize>> {
        let mut best: Option<(f64, Vec<usize>)> = None;
        for (group, choices) in groups.iter().enumerate() {
            let at = *chosen.get(group)?;
            let Some(to) = (if down { at.checked_sub(1) } else { Some(at + 1) }) else { continue };
            let (Some(now), Some(then)) = (choices.get(at), choices.get(to)) else { continue };
            let mut next = chosen.to_vec();
            if let Some(place) = next.get_mut(group) {
                *place = to;
            }
            let (money, service) = ((then.0 - now.0).abs(), (then.1 - now.1).abs());
            let worth = if down { money / service.max(1e-300) } else { service / money.max(1e-300) };
            if self.goal.is_met(total(&next)) && best.as_ref().is_none_or(|(than, _)| worth > *than) {
                best = Some((worth, next));
            }
        }
        best.map(|(_, next)| next)
    }
}

/// Targets as people write them: half points, and two above them.
fn half_points() -> Vec<f64> {
    (1..200).map(|half| f64::from(half) / 200.0).chain([0.999, 0.9999]).collect()
}

/// Money for service about a choice: the middle of what its steps cost.
fn price_of(groups: &[Vec<Choice>], chosen: &[usize]) -> f64 {
    let step = |(choices, &at): (&Vec<Choice>, &usize)| {
        let (low, high) = (choices.get(at.checked_sub(1)?)?, choices.get(at)?);
        let price = (high.0 - low.0) / (high.1 - low.1);
        (price.is_finite() && price > 0.0).then_some(price)
    };
    let mut prices: Vec<f64> = groups.iter().zip(chosen).filter_map(step).collect();
    order::sort_by(&mut prices, f64::total_cmp);
    prices.get(prices.len() / 2).copied().unwrap_or(1.0)
}
