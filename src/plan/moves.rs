//! What the last money bought: moves that free money, moves that buy service, and what a point of service costs in each
//! segment.
//!
//! In: a [`Curve`] and the item by item solution at the policy's own service. Out: [`Moves`] and [`Margin`]s.

use super::curve::{Curve, Segment};
use super::field::{Offer, Sum};
use crate::order;

/// Moves named, at most.
const MOVES: usize = 20;
/// A point of service.
const POINT: f64 = 0.01;

/// One item's stock changed from the policy's to the best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// The item's number in key order.
    pub item: u32,
    /// Its stock under the policy, units.
    pub from: f64,
    /// Its best stock, units.
    pub to: f64,
    /// What the policy's stock amounts to.
    pub before: Sum,
    /// What the best one does.
    pub after: Sum,
    /// What is won: money where stock falls, after what the lost service costs elsewhere; service where it rises, after
    /// what the money buys elsewhere.
    pub won: f64,
}

/// The moves that matter most.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moves {
    /// Those that free most money, most first.
    pub frees: Vec<Move>,
    /// Those that buy most service, most first.
    pub buys: Vec<Move>,
}

/// The moves from the policy to the best stocks, `price` being money for the whole of the rate. An item without a cost
/// is not among them: what its move ties up or frees is not known.
pub fn moves(curve: &Curve, best: &[f64], price: f64) -> Moves {
    let field = &curve.field;
    let each = || field.offers.iter().zip(&field.stocks).zip(best).enumerate();
    let won = |((offer, from), to): ((&Offer, &f64), &f64)| {
        let (before, after) = (offer.at(*from, curve.rate), offer.at(*to, curve.rate));
        (before.0 - after.0) - price * (before.1 - after.1)
    };
    let ranked = |rises: bool| -> Vec<Move> {
        let worth_naming =
            |offer: &Offer, from, to| offer.cost > 0.0 && if rises { to > from } else { to < from };
        let moved = each().filter(|(_, ((offer, from), to))| worth_naming(offer, *from, *to));
        let mut keyed: Vec<(f64, u32)> = moved.map(|(at, one)| (-won(one), at as u32)).collect();
        order::least(&mut keyed, MOVES);
        let one = |&(lost, at): &(f64, u32)| {
            let at = at as usize;
            let (offer, from, to) = (field.offers.get(at)?, *field.stocks.get(at)?, *best.get(at)?);
            let won = if rises { -lost / price } else { -lost };
            Some(Move { item: offer.item, from, to, before: offer.sum(from), after: offer.sum(to), won })
        };
        keyed.iter().take(MOVES).filter_map(one).filter(|one| one.won > 0.0).collect()
    };
    Moves { frees: ranked(false), buys: ranked(true) }
}

/// What a segment's service costs where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// The segment under the policy, its items with a free target.
    pub today: Sum,
    /// Their share of all weight.
    pub weight: f64,
    /// Money that the last point of its own rate ties up.
    pub last_point: Option<f64>,
    /// Money that the next point would tie up.
    pub next_point: Option<f64>,
    /// Money of a unit short that would justify the stock: what holding one more unit costs, over what it saves.
    pub unit_short: Option<f64>,
}

/// The margins of all segments, in the order of their names.
pub fn margins(curve: &Curve) -> Vec<Margin> {
    curve.segments.iter().enumerate().map(|(number, segment)| margin(curve, number, segment)).collect()
}

fn margin(curve: &Curve, number: usize, segment: &Segment) -> Margin {
    let field = &curve.field;
    let offers = field.of_segment(number);
    let first = number.checked_sub(1).and_then(|before| field.ends.get(before)).copied().unwrap_or(0);
    let mut today = Sum::default();
    for (offer, stock) in offers.iter().zip(field.stocks.iter().skip(first)) {
        today.add(&offer.sum(*stock));
    }
    let weight: f64 = offers.iter().map(|offer| offer.weight).sum();
    let served = today.rate(curve.rate);
    let capital = |served: f64| at(segment, |sum| sum.rate(curve.rate), served, |sum| sum.capital);
    let here = capital(served);
    let step = |from: Option<f64>, to: Option<f64>| from.zip(to).map(|(from, to)| to - from);
    Margin {
        today,
        weight,
        last_point: step(capital(served - POINT * weight), here),
        next_point: step(here, capital(served + POINT * weight)),
        unit_short: unit_short(segment, today.capital),
    }
}

/// A figure of a segment where another has a value, straight between rungs; none beyond them.
fn at(segment: &Segment, key: impl Fn(&Sum) -> f64, value: f64, figure: impl Fn(&Sum) -> f64) -> Option<f64> {
    let rungs = &segment.rungs;
    let past = rungs.partition_point(|rung| key(&rung.sum) < value);
    let (low, high) = (rungs.get(past.checked_sub(1)?)?, rungs.get(past)?);
    let width = key(&high.sum) - key(&low.sum);
    let share = if width > 0.0 { (value - key(&low.sum)) / width } else { 0.0 };
    Some(figure(&low.sum) + share * (figure(&high.sum) - figure(&low.sum)))
}

/// The cost of a unit short at which the stock is right: holding cost over units saved, about where it stands.
///
/// # Source
/// Silver, Pyke & Thomas (2017), section 6.6: of a single item `b = h*Q / (D*(1 - P1))`, the cost-optimal condition
/// read backwards.
fn unit_short(segment: &Segment, capital: f64) -> Option<f64> {
    let rungs = &segment.rungs;
    let past = rungs.partition_point(|rung| rung.sum.capital <= capital).clamp(1, rungs.len().max(2) - 1);
    let (low, high) = (rungs.get(past - 1)?, rungs.get(past)?);
    let (held, saved) = (high.sum.carrying - low.sum.carrying, low.sum.short - high.sum.short);
    (held > 0.0 && saved > 0.0).then(|| held / saved)
}
