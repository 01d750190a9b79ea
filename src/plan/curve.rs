//! What service costs: capital against the overall rate for one target for all, for these segments with targets set
//! freely, and item by item.
//!
//! In: a [`Field`] and the rate that service is counted in. Out: a [`Curve`]: what every segment amounts to along a
//! ladder of targets, and the three lines. The least capital at any rate is found by giving service a price
//! (Lagrange): at a price each segment, and each item, stands by itself, and at the right price the rate comes out.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::exact::Choice;
use super::field::{Field, Sum};
use super::ladder::{Rate, falling};
use super::pace::Pace;
use crate::math::normal;

/// Targets run from a cycle service of .023 to .999999, evenly in deviations of a normal.
const LOWEST: f64 = -2.0;
/// See [`LOWEST`].
const HIGHEST: f64 = 4.753_424;
/// Points of a line.
pub const POINTS: usize = 60;
/// Prices among which those of the points are chosen.
const PRICES: usize = 360;
/// What the sums of an item at a target cost, beside the stock of one of the normal model.
const A_SUM: f64 = 0.1;
/// The target of a segment whose stock no target changes.
const ANY: f64 = 0.95;

/// The factor of a cycle service: eight deviations where it reaches an end.
pub fn factor(level: f64) -> f64 {
    normal::quantile(level).unwrap_or(if level < 0.5 { -8.0 } else { 8.0 })
}

/// The cycle service of a factor.
pub fn level(factor: f64) -> f64 {
    normal::cdf(factor)
}

/// A rung of a segment: the highest factor that holds this stock, and what it amounts to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rung {
    /// Deviations of a normal.
    pub factor: f64,
    /// What the segment amounts to.
    pub sum: Sum,
}

/// A segment along the ladder of targets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Segment {
    /// Its rungs, from the least stock to the most.
    pub rungs: Vec<Rung>,
    /// Logarithms of the service that money buys between two rungs, made to fall.
    gains: Vec<f64>,
}

impl Segment {
    /// Rungs of one sum are one, with the highest factor.
    fn new(sums: &[(f64, Sum)], rate: Rate, places: f64) -> Self {
        let mut rungs: Vec<Rung> = Vec::new();
        for &(factor, sum) in sums {
            match rungs.last_mut() {
                Some(last) if !(cost(&sum, places) > cost(&last.sum, places)) => last.factor = factor,
                _ => rungs.push(Rung { factor, sum }),
            }
        }
        if let ([only], Some(_)) = (rungs.as_mut_slice(), sums.get(1)) {
            only.factor = normal::quantile(ANY).unwrap_or(1.0);
        }
        let gains = gains(&rungs, rate, places);
        Segment { rungs, gains }
    }

    /// The rung up to which money buys more service than a threshold.
    fn worth(&self, log_gain: f64) -> usize {
        self.gains.partition_point(|gain| *gain > log_gain)
    }

    /// As [`Segment::worth`], between rungs: a factor.
    fn factor(&self, log_gain: f64) -> f64 {
        let past = self.worth(log_gain);
        let gain = |at: usize| self.gains.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let factor = |at: usize| self.rungs.get(at).map_or(0.0, |rung| rung.factor);
        let middle = |at: usize| 0.5 * (factor(at) + factor(at + 1));
        match past {
            _ if self.gains.is_empty() => factor(0),
            0 => {
                let fall = (gain(0) - gain(1)).max(1e-12);
                (middle(0) - (log_gain - gain(0)) / fall * (middle(1) - middle(0))).max(factor(0))
            }
            _ if past >= self.gains.len() => factor(self.gains.len()),
            _ => {
                let share = (gain(past - 1) - log_gain) / (gain(past - 1) - gain(past));
                middle(past - 1) + share * (middle(past) - middle(past - 1))
            }
        }
    }
}

fn cost(sum: &Sum, places: f64) -> f64 {
    sum.capital + places * sum.pallets
}

/// Gains between rungs, averaged until they fall: a rung that gains less than a later one is passed over.
fn gains(rungs: &[Rung], rate: Rate, places: f64) -> Vec<f64> {
    let steps = rungs.windows(2).filter_map(|pair| match pair {
        [before, after] => {
            let served = after.sum.rate(rate) - before.sum.rate(rate);
            Some((served, cost(&after.sum, places) - cost(&before.sum, places)))
        }
        _ => None,
    });
    falling(steps).collect()
}

/// A point of the three lines at one price.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Money for the whole of the overall rate.
    pub price: f64,
    /// These segments, each with the target that is best at the price.
    pub segments: Sum,
    /// Those targets, factors in the order of the segments.
    pub factors: Vec<f64>,
    /// Item by item.
    pub items: Sum,
}

/// One target for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uniform {
    /// The target, a cycle service level.
    pub level: f64,
    /// What it amounts to.
    pub sum: Sum,
}

/// The lines, and what other points are found from.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The items.
    pub field: Rc<Field>,
    /// What service is counted in.
    pub rate: Rate,
    /// The segments, in the order of their names.
    pub segments: Vec<Segment>,
    /// One target for all.
    pub uniform: Vec<Uniform>,
    /// The other two lines, from the lowest price to the highest.
    pub points: Vec<Point>,
    sums: Vec<Vec<(f64, Sum)>>,
    /// Capital and service of a segment at a target, by the target's bits: those asked for so far.
    known: RefCell<BTreeMap<(usize, u64), Choice>>,
}

/// A curve as far as it is made.
#[derive(Debug)]
pub struct Drawing {
    curve: Curve,
    factors: Vec<f64>,
    /// Logarithms of the prices of the points.
    prices: Vec<f64>,
    /// The items at each price, as far as they are added up.
    items: Vec<Sum>,
    added: usize,
}

/// Items that are added up in one go.
const IN_ONE_GO: usize = 512;

impl Drawing {
    /// Begins.
    pub fn new(field: Rc<Field>, rate: Rate) -> Self {
        let rungs = if field.offers.len() > 20_000 { 46 } else { 82 };
        let step = (HIGHEST - LOWEST) / f64::from(rungs - 1);
        let curve = Curve {
            field,
            rate,
            segments: Vec::new(),
            uniform: Vec::new(),
            points: Vec::new(),
            sums: Vec::new(),
            known: RefCell::default(),
        };
        let factors = (0..rungs).map(|rung| LOWEST + step * f64::from(rung)).collect();
        Drawing { curve, factors, prices: Vec::new(), items: Vec::new(), added: 0 }
    }

    /// Goes on until an answer is due or all is drawn; whether it is.
    pub fn go_on(&mut self, pace: &mut Pace) -> bool {
        let field = Rc::clone(&self.curve.field);
        while self.curve.sums.len() < field.ends.len() {
            if pace.spent() {
                return false;
            }
            let segment = self.curve.sums.len();
            let sums = sums(&field, segment, &self.factors);
            pace.spend_items(A_SUM * (self.factors.len() * field.of_segment(segment).len()) as f64);
            self.curve.segments.push(Segment::new(&sums, self.curve.rate, 0.0));
            self.curve.sums.push(sums);
        }
        if self.prices.is_empty() {
            self.curve.uniform = self.curve.one_target(&self.factors);
            self.curve.note_rungs();
            self.prices = self.curve.prices();
            self.items = vec![field.fixed; self.prices.len()];
        }
        while let Some(offers) = field.offers.get(self.added..).filter(|offers| !offers.is_empty()) {
            if pace.spent() {
                return false;
            }
            let offers = offers.get(..IN_ONE_GO).unwrap_or(offers);
            for offer in offers {
                offer.along_prices(&self.prices, self.curve.rate, &mut self.items);
            }
            pace.spend_items(A_SUM * (self.prices.len() * offers.len()) as f64);
            self.added += offers.len();
        }
        if self.curve.points.is_empty() {
            let points = self.prices.iter().zip(&self.items);
            self.curve.points = points.map(|(&log, &items)| self.curve.point(log, items)).collect();
        }
        true
    }

    /// Sums made and items added up, and of how many: halves of the work.
    pub fn done(&self) -> (f64, f64) {
        let field = &self.curve.field;
        let share = |done: usize, of: usize| done as f64 / of.max(1) as f64;
        (share(self.curve.sums.len(), field.ends.len()) + share(self.added, field.offers.len()), 2.0)
    }

    /// The curve, once it is drawn.
    pub fn end(self) -> Curve {
        self.curve
    }
}

/// What a segment amounts to at each factor, its contract kept.
fn sums(field: &Field, segment: usize, factors: &[f64]) -> Vec<(f64, Sum)> {
    let floor = field.floors.get(segment).copied().unwrap_or(0.0);
    let floor = normal::quantile(floor).unwrap_or(f64::NEG_INFINITY);
    let kept: Vec<f64> = factors.iter().map(|factor| factor.max(floor)).collect();
    let mut sums = vec![Sum::default(); factors.len()];
    for offer in field.of_segment(segment) {
        offer.along_factors(&kept, &mut sums);
    }
    factors.iter().copied().zip(sums).collect()
}

impl Curve {
    /// Capital and service of a segment at a cycle service level. What was asked for before is known: a budget that
    /// moves a little asks for much the same.
    pub fn choice(&self, segment: usize, level: f64) -> Choice {
        let key = (segment, level.to_bits());
        let known = self.known.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let choice = self.field.choice_of(segment, factor(level), self.rate);
            self.known.borrow_mut().insert(key, choice);
            choice
        })
    }

    /// What is known from the rungs.
    fn note_rungs(&mut self) {
        let mut known = BTreeMap::new();
        for (segment, (sums, floor)) in self.sums.iter().zip(&self.field.floors).enumerate() {
            for (at, sum) in sums {
                known.insert((segment, level(*at).max(*floor).to_bits()), (sum.capital, sum.rate(self.rate)));
            }
        }
        self.known = RefCell::new(known);
    }

    /// One target for all, rung by rung.
    fn one_target(&self, factors: &[f64]) -> Vec<Uniform> {
        let at = |(rung, &factor): (usize, &f64)| {
            let mut sum = self.field.fixed;
            for (_, own) in self.sums.iter().filter_map(|sums| sums.get(rung)) {
                sum.add(own);
            }
            Uniform { level: level(factor), sum }
        };
        factors.iter().enumerate().map(at).collect()
    }

    /// Logarithms of prices that spread the points of the lines evenly over money and over what is left unserved.
    fn prices(&self) -> Vec<f64> {
        let gains = || self.segments.iter().flat_map(|segment| &segment.gains);
        let (least, most) = gains()
            .filter(|gain| **gain > -60.0)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), gain| {
                (least.min(*gain), most.max(*gain))
            });
        if !(least <= most) {
            return vec![0.0];
        }
        let step = (most - least + 1e-3) / (PRICES - 1) as f64;
        let logs: Vec<f64> = (0..PRICES).map(|at| 5e-4 - most + step * at as f64).collect();
        let places: Vec<(f64, f64)> = logs
            .iter()
            .map(|&log| {
                let sum = self.at_price(log).0;
                (sum.capital, libm::log((1.0 - sum.rate(self.rate)).max(1e-9)))
            })
            .collect();
        let span = |of: fn(&(f64, f64)) -> f64| {
            let ends = places.first().map(of).zip(places.last().map(of));
            ends.map_or(1.0, |(from, to)| (to - from).abs()).max(1e-300)
        };
        let (money, left) = (span(|place| place.0), span(|place| place.1));
        let mut way = vec![0.0];
        for pair in places.windows(2) {
            if let [one, other] = pair {
                let here = (other.0 - one.0).abs() / money + (other.1 - one.1).abs() / left;
                way.push(way.last().copied().unwrap_or(0.0) + here);
            }
        }
        let all = way.last().copied().unwrap_or(0.0);
        (0..POINTS)
            .filter_map(|point| {
                let wanted = all * point as f64 / (POINTS - 1) as f64;
                let at = way.partition_point(|way| *way < wanted - 1e-12).min(PRICES - 1);
                logs.get(at).copied()
            })
            .collect()
    }

    /// These segments at the logarithm of a price, on their rungs.
    fn at_price(&self, log_price: f64) -> (Sum, Vec<f64>) {
        let mut sum = self.field.fixed;
        let factors = self.segments.iter().map(|segment| {
            let rung = segment.rungs.get(segment.worth(-log_price));
            rung.map_or(0.0, |rung| {
                sum.add(&rung.sum);
                rung.factor
            })
        });
        let factors = factors.collect();
        (sum, factors)
    }

    fn point(&self, log_price: f64, items: Sum) -> Point {
        let (segments, factors) = self.at_price(log_price);
        Point { price: libm::exp(log_price), segments, factors, items }
    }

    /// The same curve over the same items, of which those that stay hold something else now.
    #[must_use]
    pub fn over(&self, field: Rc<Field>) -> Self {
        let more = field.fixed.less(&self.field.fixed);
        let mut curve = Curve { field, ..self.clone() };
        for point in &mut curve.points {
            point.segments.add(&more);
            point.items.add(&more);
        }
        curve.uniform.iter_mut().for_each(|one| one.sum.add(&more));
        curve
    }

    /// The segments when a pallet place has a price of its own.
    pub fn with_places(&self, places: f64) -> Vec<Segment> {
        self.sums.iter().map(|sums| Segment::new(sums, self.rate, places)).collect()
    }
}

/// The target of each segment at the logarithm of a price, between rungs: factors.
pub fn factors(segments: &[Segment], log_price: f64) -> Vec<f64> {
    segments.iter().map(|segment| segment.factor(-log_price)).collect()
}
