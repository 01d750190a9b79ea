//! Too many segments, in money: what it would cost to give two segments one target.
//!
//! In: results and the contracts of segments. Out: every segment's curve with free targets that serve today's rate,
//! and for two of them what one common target that serves the same would tie up more.

use super::Results;
use super::compare::Measure;
use super::optimum::{Choice, Curves, Tuned, level};
use super::pace::Pace;
use crate::math::root;
use crate::policy::Target;
use crate::stock::Basis;

/// Items taken in one go.
const IN_ONE_GO: usize = 128;

/// Segments as they are, each with the target that would be its best.
#[derive(Debug, Clone, PartialEq)]
pub struct Merging {
    /// What capital is counted in.
    pub measure: Measure,
    /// Each segment's curve, in the order of the segments' names.
    curves: Curves,
    /// Free targets that serve what is served today; none where none do.
    pub free: Option<Tuned>,
    /// Items in each segment whose stock can be chosen.
    pub members: Vec<u32>,
    /// What those items tie up today.
    pub capital: f64,
}

/// What it costs to give two segments one target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Merge {
    /// The segments' positions, ascending.
    pub pair: [usize; 2],
    /// What both tie up with targets of their own.
    pub capital: f64,
    /// What one target ties up more at the same service.
    pub cost: f64,
    /// That target: a cycle service, a fraction.
    pub target: f64,
}

impl Merge {
    /// Its cost as a share of what both tie up; 0 where that is nothing.
    pub fn share(&self) -> f64 {
        if self.capital > 0.0 { self.cost / self.capital } else { 0.0 }
    }
}

/// The curves of segments as far as they are computed: they rest on everything but the targets.
#[derive(Debug)]
pub struct Joining {
    measure: Measure,
    curves: Curves,
    members: Vec<u32>,
    total: f64,
    next: usize,
}

impl Joining {
    /// Begins.
    pub fn new(results: &Results) -> Self {
        let measure = Measure::of(&results.total());
        let segments = results.segmentation.names.len();
        let items = (0..results.items().len()).filter(|item| may_change(results, *item, measure)).count();
        let curves = Curves::of_groups(segments, items);
        Joining { measure, curves, members: vec![0; segments], total: weight(results), next: 0 }
    }

    /// Goes on until an answer is due or all items are in; whether they are. `floors` are the segments' contracts, in
    /// the order of their names; results and floors stay the same but for targets.
    pub fn go_on(&mut self, results: &Results, floors: &[Option<Target>], pace: &mut Pace) -> bool {
        let items = results.items().len();
        while self.next < items && self.total > 0.0 {
            if pace.spent() {
                return false;
            }
            let end = (self.next + IN_ONE_GO).min(items);
            for item in self.next..end {
                self.take(results, floors, item, pace);
            }
            self.next = end;
        }
        true
    }

    fn take(&mut self, results: &Results, floors: &[Option<Target>], item: usize, pace: &mut Pace) {
        if !may_change(results, item, self.measure) {
            return;
        }
        let segment = results.segmentation.segment_of.get(item).map_or(0, |segment| *segment as usize);
        let floor = floors.get(segment).copied().flatten();
        let (Some(choice), Some(members)) =
            (choice(results, item, self.measure, floor), self.members.get_mut(segment))
        else {
            return;
        };
        let mut own = self.curves.none();
        own.extend(&[Choice { weight: choice.weight / self.total, ..choice }]);
        self.curves.add(segment, &own, 0);
        *members += 1;
        pace.spend_basis(choice.basis, own.asked());
    }

    /// Items in.
    pub fn done(&self) -> f64 {
        self.next as f64
    }

    /// The segments under the policy's targets, once all items are in.
    pub fn under(&self, results: &Results) -> Merging {
        let (capital, served) = today(results, self.measure, self.total);
        Merging {
            measure: self.measure,
            free: self.curves.serving(served),
            curves: self.curves.clone(),
            members: self.members.clone(),
            capital,
        }
    }
}

impl Merging {
    /// What a segment ties up with its free target.
    pub fn capital_of(&self, segment: usize) -> f64 {
        let factor = self.free.as_ref().and_then(|free| free.factors.get(segment));
        factor.map_or(0.0, |&factor| self.curves.figures(segment, factor).0)
    }

    /// What one target for two segments costs at the service that both have with targets of their own.
    pub fn merge(&self, pair: [usize; 2]) -> Option<Merge> {
        let free = self.free.as_ref()?;
        let figures = |of: usize| Some(self.curves.figures(of, *free.factors.get(of)?));
        let [one, other] = pair;
        let (one, other) = (figures(one)?, figures(other)?);
        let (capital, served) = (one.0 + other.0, one.1 + other.1);
        let numbers = pair.map(|number| number as u32);
        let both = self.curves.grouped(&mut std::iter::once(&numbers[..]));
        let of = |number: usize| free.factors.get(number).copied();
        let [low, high] = pair.map(of);
        let (low, high) = (low?.min(high?), low?.max(high?));
        let factor = root::between(low, high, 1e-9, |factor| both.figures(0, factor).1 - served);
        let factor = factor.unwrap_or(high);
        let cost = (both.figures(0, factor).0 - capital).max(0.0);
        Some(Merge { pair, capital, cost, target: level(factor) })
    }
}

/// The weight of all items with a stock.
fn weight(results: &Results) -> f64 {
    let items = 0..results.items().len();
    items.filter(|&item| results.stocked(item).is_some()).map(|item| results.ground().weight(item)).sum()
}

/// Whether an item's stock can be chosen: it has one, a cost where money is counted, and no target of its own.
fn may_change(results: &Results, item: usize, measure: Measure) -> bool {
    let stocked = results.stocked(item).filter(|_| !results.has_own_target(item));
    stocked.is_some_and(|stocked| cost(stocked.basis, measure).is_some())
}

/// What items whose stock can be chosen tie up today, and what they add to the overall rate.
fn today(results: &Results, measure: Measure, total: f64) -> (f64, f64) {
    let own = |item: usize| {
        let stocked = results.stocked(item).filter(|_| !results.has_own_target(item))?;
        let capital = cost(stocked.basis, measure)? * stocked.position.safety_stock;
        Some((capital, results.ground().weight(item) / total * stocked.position.fill_rate))
    };
    let all = (0..results.items().len()).filter_map(own);
    all.fold((0.0, 0.0), |(capital, served), (own, serves)| (capital + own, served + serves))
}

fn cost(basis: &Basis, measure: Measure) -> Option<f64> {
    match measure {
        Measure::Money => basis.unit_cost(),
        Measure::Units => Some(1.0),
    }
}

/// An item's choice under its own segment's model and bounds, its weight not yet a share.
fn choice(results: &Results, item: usize, measure: Measure, floor: Option<Target>) -> Option<Choice<'_>> {
    let basis = results.stocked(item)?.basis;
    let bounds = results.bounds(item);
    let least = floor.and_then(|floor| basis.asked(floor, &bounds)).map_or(0.0, |asked| asked.safety_stock);
    Some(Choice { basis, bounds, least, cost: cost(basis, measure)?, weight: results.ground().weight(item) })
}
