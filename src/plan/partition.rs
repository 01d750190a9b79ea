//! The dynamic programme behind computed groups: the best contiguous groups of ordered pieces at a price.
//!
//! In: cumulated [`Curves`] and the bounds that are looked at. Out: for 1 group, 2, and so on the cuts of least
//! `capital - price * served`, every group at its best common target. Source: Fisher (1958), *On grouping for maximum
//! homogeneity*.

use super::fewest::MOST_GROUPS;
use super::optimum::{Curves, vertex};

/// A grouping: where each group but the last ends, a place among the bounds.
pub type Cuts = Vec<usize>;

/// The best groupings with 1 group, 2, and so on up to `most`, cut at `bounds`: counts of pieces, the first 0 and the
/// last all of them.
pub fn cut(cumulated: &Curves, bounds: &[usize], price: f64, most: usize) -> Vec<Cuts> {
    let sums = Sums { rungs: cumulated.rungs(), of_first: cumulated.at_price(price), bounds };
    let mut column = Column { rung: vec![0; bounds.len()] };
    // Of the first pieces: the least cost in 1 group, 2, ..., and where the last of these begins.
    let nothing = Best { cost: [f64::INFINITY; MOST_GROUPS], begin: [0; MOST_GROUPS] };
    let mut firsts: Vec<Best> = vec![nothing.clone()];
    for end in 1..bounds.len() {
        let mut upper = sums.rungs - 1;
        let mut best = nothing.clone();
        for (start, before) in firsts.iter().enumerate().rev() {
            let cost = column.cost(&sums, start, end, &mut upper);
            best.extend(before, start, cost);
        }
        firsts.push(best);
    }
    (0..most).map(|groups| traced(&firsts, groups)).collect()
}

/// The least cost of the first pieces in 1 group, 2, and so on, and where the last group begins.
#[derive(Clone)]
struct Best {
    cost: [f64; MOST_GROUPS],
    begin: [u32; MOST_GROUPS],
}

impl Best {
    /// Another way: a last group from `start` on that costs so much, after the best of the pieces before.
    fn extend(&mut self, before: &Best, start: usize, cost: f64) {
        let nothing = if start == 0 { 0.0 } else { f64::INFINITY };
        let earlier = std::iter::once(&nothing).chain(&before.cost);
        for ((best, begin), earlier) in self.cost.iter_mut().zip(&mut self.begin).zip(earlier) {
            let cost = earlier + cost;
            if cost < *best {
                (*best, *begin) = (cost, start as u32);
            }
        }
    }
}

/// Follows the beginnings of groups back from the last piece.
fn traced(firsts: &[Best], groups: usize) -> Cuts {
    let mut end = firsts.len() - 1;
    let begin = |group| {
        end = firsts.get(end).and_then(|best| best.begin.get(group)).map_or(0, |&begin| begin as usize);
        end
    };
    let mut cuts: Cuts = (1..=groups).rev().map(begin).collect();
    cuts.reverse();
    cuts
}

/// Costs of the first pieces together, rung by rung, at a price; up to each of some bounds.
struct Sums<'b> {
    rungs: usize,
    of_first: Vec<f64>,
    bounds: &'b [usize],
}

impl Sums<'_> {
    fn row(&self, place: usize) -> &[f64] {
        let pieces = self.bounds.get(place).copied().unwrap_or_default();
        self.of_first.get(pieces * self.rungs..(pieces + 1) * self.rungs).unwrap_or_default()
    }
}

/// The best rung of every group that ends with the piece before: with another piece, whose optimum is no lower, the
/// best rung is no lower either; and with one more at the front it is no higher. So few rungs are looked at.
struct Column {
    rung: Vec<u16>,
}

impl Column {
    /// The cost of the group from `start` to `end` at its best target; `upper` is the best rung without its first
    /// piece, and becomes that of the group.
    fn cost(&mut self, sums: &Sums<'_>, start: usize, end: usize, upper: &mut usize) -> f64 {
        let (before, after) = (sums.row(start), sums.row(end));
        let at = |rung: usize| Some(after.get(rung)? - before.get(rung)?);
        let lower = self.rung.get(start).map_or(0, |&rung| usize::from(rung).saturating_sub(1));
        let range = lower..(*upper + 2).min(sums.rungs);
        let both =
            after.get(range.clone()).unwrap_or_default().iter().zip(before.get(range).unwrap_or_default());
        let mut best = (f64::INFINITY, lower);
        for (place, (after, before)) in both.enumerate() {
            let cost = after - before;
            if cost < best.0 {
                best = (cost, lower + place);
            }
        }
        *upper = best.1;
        if let Some(kept) = self.rung.get_mut(start) {
            *kept = best.1 as u16;
        }
        vertex([best.1.checked_sub(1).and_then(at), at(best.1 + 1)], best.0).1
    }
}
