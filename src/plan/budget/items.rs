//! The best stocks item by item.
//!
//! In: a price of service at which each item stands by itself. Out: its stock; what lies between two prices is filled
//! item by item, and of few items that come in pieces the best of all combinations is found.

use super::super::curve::factor;
use super::super::exact::{self, Choice, Goal};
use super::super::field::Offer;
use super::crossing::{Close, Crossing, Sides};
use super::{Found, LOGS, Met, Search, Table};
use crate::order;

/// Portfolios of so many items are searched piece by piece.
const FEW: usize = 300;
/// What a price is off the goal is filled item by item where it is more than this.
const NOTHING: f64 = 1e-8;

impl Search<'_> {
    pub(super) fn stocks(&self, log_price: f64, places: f64) -> impl Iterator<Item = f64> {
        self.curve.field.offers.iter().map(move |offer| self.stock(offer, log_price, places))
    }

    pub(super) fn stock(&self, offer: &Offer, log_price: f64, places: f64) -> f64 {
        let cap = self.caps.get(offer.segment as usize).copied().unwrap_or(f64::INFINITY);
        offer.best(log_price.min(cap), places, self.curve.rate)
    }

    pub(super) fn items(&self, places: f64, segments: &Found<Vec<f64>>) -> (f64, Found<Vec<f64>>) {
        let field = &self.curve.field;
        let at = |log: f64| field.at(self.stocks(log, places), self.curve.rate);
        let points = self.curve.points.iter();
        let points = points.map(|point| (libm::log(point.price), self.choice(&point.items))).collect();
        let table = Table { points, exact: !self.is_limited() && places == 0.0, apart: 0 };
        let (log, what, met) = match self.search(&table, LOGS, &at) {
            Err((end, met)) => (end, self.stocks(end, places).collect(), met),
            Ok(sides) => (sides.high.0, self.filled(sides, places), Met::Yes),
        };
        let sum = field.sum(what.iter().copied());
        let found = Found { what, sum, met };
        let from_segments = || self.under(&segments.what);
        let narrower = met == segments.met
            && places == 0.0
            && self.goal.is_better(self.choice(&segments.sum), self.choice(&found.sum));
        let found = if narrower { Found { what: from_segments(), sum: segments.sum, met } } else { found };
        (libm::exp(log), found)
    }

    /// The stocks of all under targets.
    pub fn under(&self, levels: &[f64]) -> Vec<f64> {
        let factors: Vec<f64> =
            levels.iter().enumerate().map(|(of, level)| factor(self.allowed(of, *level))).collect();
        let stock = |offer: &Offer| {
            offer.ladder.covering(factors.get(offer.segment as usize).copied().unwrap_or(0.0))
        };
        self.curve.field.offers.iter().map(stock).collect()
    }

    /// Between two prices next to each other: from the stocks of the lower, items take the step to the higher one by one,
    /// those that gain most for their money first; the last one part of the way where it may.
    pub(super) fn filled(&self, sides: Sides, places: f64) -> Vec<f64> {
        let field = &self.curve.field;
        let (low, high) = (sides.low.0, sides.high.0);
        let off = if self.crossing().upper { sides.high.1 } else { -sides.low.1 };
        if off <= NOTHING && field.offers.len() > FEW {
            return self.stocks(self.feasible(sides), places).collect();
        }
        let mut stocks: Vec<f64> = self.stocks(low, places).collect();
        let highs: Vec<f64> = self.stocks(high, places).collect();
        let rate = self.curve.rate;
        let mut steps: Vec<(f64, u32)> = Vec::new();
        for ((number, offer), (low, high)) in field.offers.iter().enumerate().zip(stocks.iter().zip(&highs)) {
            if low != high {
                let (one, other) = (offer.at(*low, rate), offer.at(*high, rate));
                steps.push((-(other.1 - one.1) / (other.0 - one.0).max(1e-300), number as u32));
            }
        }
        let count = steps.len();
        order::least(&mut steps, count);
        let mut sum = field.at(stocks.iter().copied(), rate);
        for (_, number) in steps {
            let at = number as usize;
            let (Some(offer), Some(stock), Some(&to)) =
                (field.offers.get(at), stocks.get_mut(at), highs.get(at))
            else {
                continue;
            };
            let own = offer.at(*stock, rate);
            let with = |stock: f64| {
                let other = offer.at(stock, rate);
                (sum.0 + other.0 - own.0, sum.1 + other.1 - own.1)
            };
            let exceeds = self.above(with(to)) > 0.0;
            let in_part = exceeds && !offer.ladder.is_exact();
            let last = if in_part { self.part(*stock, to, offer, &with) } else { to };
            if matches!(self.goal, Goal::Served(_)) || self.goal.is_met(with(last)) {
                sum = with(last);
                *stock = last;
            }
            // of a budget the rest may still buy a cheaper piece, where no item was bought in part
            if in_part || exceeds && matches!(self.goal, Goal::Served(_)) {
                break;
            }
        }
        self.pieced(stocks, sum, libm::exp(0.5 * (low + high)))
    }

    /// How far towards a stock an item goes until the goal is reached.
    pub(super) fn part(&self, from: f64, to: f64, offer: &Offer, with: &dyn Fn(f64) -> Choice) -> f64 {
        let above = |share: f64| self.above(with(from + share * (to - from)));
        let sides = Sides { low: (0.0, above(0.0)), high: (1.0, above(1.0)) };
        let close = Close { figures: 1e-12, values: 1e-13 };
        let sides = Crossing { close, ..self.crossing() }.found(sides, &[], &above);
        let stock = from + self.feasible(sides) * (to - from);
        let whole = offer.ladder.held_between(stock, matches!(self.goal, Goal::Served(_)));
        whole.clamp(from.min(to), from.max(to))
    }

    /// The best of all combinations, where every item comes in pieces and there are few.
    pub(super) fn pieced(&self, stocks: Vec<f64>, known: Choice, price: f64) -> Vec<f64> {
        let field = &self.curve.field;
        let limited = self.limits.pallets.is_some() || self.caps.iter().any(|cap| cap.is_finite());
        if limited || field.offers.len() > FEW || !field.offers.iter().all(|offer| offer.ladder.is_exact()) {
            return stocks;
        }
        if field.offers.iter().any(|offer| offer.cost == 0.0) {
            return stocks;
        }
        let choices = |offer: &Offer| {
            let rungs = 0..offer.ladder.rungs();
            rungs.map(|rung| offer.at(offer.ladder.rung(rung), self.curve.rate)).collect()
        };
        let groups: Vec<Vec<Choice>> = field.offers.iter().map(choices).collect();
        let fixed = (field.fixed.capital, field.fixed.rate(self.curve.rate));
        let Some(chosen) = exact::best(&groups, fixed, price, self.goal, known) else { return stocks };
        field.offers.iter().zip(chosen).map(|(offer, rung)| offer.ladder.rung(rung)).collect()
    }
}
