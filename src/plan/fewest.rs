//! How many segments are worth having: the best contiguous groups of items, for one group, two, three, and so on.
//!
//! In: the [`Curves`] of items and a rate to serve. Out: for each count the groups and targets that serve it at the
//! least capital, between one target for all and a target an item.
//!
//! Items are ordered by their optimal service level at the price that serves the rate item by item; groups are cut by
//! dynamic programming at a price and then tuned to the rate. Above [`MOST_ITEMS`] items the order is first cut into
//! [`BINS`] bins of as many items each. Of more than [`BINS`] items the programme sees every so manieth bound; the
//! bounds are then moved one item at a time, by what the tuned grouping ties up.

use super::optimum::{Curves, Tuned};
use super::pace::Pace;
use super::partition::{self, Cuts};
use crate::order;

/// Groups tried, at most.
pub const MOST_GROUPS: usize = 9;
/// Items that are grouped one by one; more are binned.
pub const MOST_ITEMS: usize = 5_000;
/// Bins of equal count.
pub const BINS: usize = 500;
/// What a count of groups takes, in stocks of items of the normal model.
const A_COUNT: f64 = 10_000.0;
/// Rounds in which bounds of groups are moved by the same steps.
const ROUNDS: u32 = 8;
/// Groupings of so few pieces are cut again at each count's own price.
const FEW: usize = 200;

/// A grouping with its targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// Where each group but the last ends among the ordered items: a count of items.
    pub ends: Vec<usize>,
    /// Targets, capital and service.
    pub tuned: Tuned,
}

/// The best grouping of each count.
#[derive(Debug, Clone, PartialEq)]
pub struct Fewest {
    /// The items' numbers, the lowest optimal service level first; ties by number.
    pub order: Vec<u32>,
    /// Their optimal factors, in that order.
    pub factors: Vec<f64>,
    /// Every item at its own optimum.
    pub item_by_item: Tuned,
    /// The best grouping with 1 group, 2, 3, and so on.
    pub groupings: Vec<Grouping>,
}

/// The fewest segments that serve `goal`; `None` where no targets do.
pub fn fewest(curves: &Curves, goal: f64) -> Option<Fewest> {
    let mut searching = Searching::new(curves, goal)?;
    searching.go_on(&mut Pace::default());
    Some(searching.end())
}

/// A search as far as it has come: a count of groups after the other.
///
/// # Source
/// Groups by dynamic programming: Fisher (1958), *On grouping for maximum homogeneity*. The cost of a group is that
/// of its best common target: Millstein, Yang & Li (2014), *Optimizing ABC inventory grouping decisions*.
#[derive(Debug)]
pub struct Searching {
    fewest: Fewest,
    search: Search,
    /// The first groupings of the counts that are still to be tried, the smallest last.
    open: Vec<Cuts>,
    tried: usize,
}

impl Searching {
    /// Begins; `None` where no targets serve `goal`.
    pub fn new(curves: &Curves, goal: f64) -> Option<Self> {
        let item_by_item = curves.serving(goal)?;
        let order = ordered(&item_by_item.factors);
        let factors: Vec<f64> =
            order.iter().filter_map(|&item| item_by_item.factors.get(item as usize).copied()).collect();
        let pieces = Pieces::new(&order, &factors);
        let of_pieces = curves.grouped(&mut pieces.members(&order));
        let search = Search::new(of_pieces, pieces, goal);
        let mut open = search.cut(item_by_item.price, MOST_GROUPS.min(search.curves.len()));
        open.reverse();
        Some(Searching {
            fewest: Fewest { order, factors, item_by_item, groupings: Vec::new() },
            search,
            open,
            tried: 0,
        })
    }

    /// Goes on until an answer is due or all counts are tried; whether they are.
    pub fn go_on(&mut self, pace: &mut Pace) -> bool {
        while let Some(cuts) = self.open.pop() {
            if pace.spent() {
                self.open.push(cuts);
                return false;
            }
            self.fewest.groupings.extend(self.search.grouping(self.tried, cuts));
            self.tried += 1;
            pace.spend_items(A_COUNT);
        }
        true
    }

    /// How much is done, a share.
    pub fn share(&self) -> f64 {
        self.tried as f64 / (self.tried + self.open.len()).max(1) as f64
    }

    /// What was found.
    pub fn end(self) -> Fewest {
        self.fewest
    }
}

/// Numbers of items by their optimal factor.
fn ordered(factors: &[f64]) -> Vec<u32> {
    let factor = |number: u32| factors.get(number as usize).copied().unwrap_or(0.0);
    order::numbers(factors.len() as u32, &|one, other| factor(one).total_cmp(&factor(other)))
}

/// The ordered items cut into pieces that stay together: items of one optimum, or bins.
#[derive(Debug, Clone, PartialEq)]
struct Pieces {
    /// Where each piece ends among the ordered items.
    ends: Vec<usize>,
}

impl Pieces {
    fn new(order: &[u32], factors: &[f64]) -> Self {
        let bin = if order.len() > MOST_ITEMS { order.len().div_ceil(BINS) } else { 1 };
        let mut ends: Vec<usize> = Vec::new();
        for end in 1..=order.len() {
            let full = end - ends.last().copied().unwrap_or(0) >= bin;
            let parted = factors.get(end) != factors.get(end - 1);
            if (full && parted) || end == order.len() {
                ends.push(end);
            }
        }
        Pieces { ends }
    }

    fn members<'o>(&'o self, order: &'o [u32]) -> impl Iterator<Item = &'o [u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, &to)| order.get(from..to).unwrap_or_default())
    }

    /// Where a piece ends among the items.
    fn end(&self, piece: usize) -> usize {
        piece.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }
}

#[derive(Debug)]
struct Search {
    /// The curves of the pieces.
    curves: Curves,
    /// The same, cumulated.
    cumulated: Curves,
    pieces: Pieces,
    goal: f64,
}

impl Search {
    fn new(curves: Curves, pieces: Pieces, goal: f64) -> Self {
        Search { cumulated: curves.cumulated(), curves, pieces, goal }
    }

    /// The best grouping of a count, tuned to the goal, from a first one.
    fn grouping(&self, count: usize, cuts: Cuts) -> Option<Grouping> {
        let tuned = self.tuned(&cuts)?;
        let mut best = (cuts, tuned);
        if self.curves.len() <= FEW {
            self.cut_again(count, &mut best);
        }
        self.improve(&mut best);
        let (cuts, tuned) = best;
        Some(Grouping { ends: cuts.iter().map(|&cut| self.pieces.end(cut)).collect(), tuned })
    }

    fn tuned(&self, cuts: &Cuts) -> Option<Tuned> {
        self.cumulated.spans(&mut cuts.iter().copied().chain([self.curves.len()])).serving(self.goal)
    }

    /// Cuts at the price that a grouping found, as long as that is better.
    fn cut_again(&self, count: usize, best: &mut (Cuts, Tuned)) {
        for _ in 0..ROUNDS {
            let Some(cuts) = self.cut(best.1.price, count + 1).into_iter().nth(count) else { return };
            if !self.take(cuts, best) {
                return;
            }
        }
    }

    /// Moves the bounds of groups one by one while capital falls: at a price the goal may lie between two groupings.
    fn improve(&self, best: &mut (Cuts, Tuned)) {
        let mut step = (self.curves.len() / 64).max(1);
        loop {
            let moved = (0..best.0.len()).any(|bound| {
                let near = |up: bool| {
                    let mut cuts = best.0.clone();
                    let cut = cuts.get_mut(bound)?;
                    *cut = if up { *cut + step } else { cut.checked_sub(step)? };
                    self.is_grouping(&cuts).then_some(cuts)
                };
                let [up, down] = [near(true), near(false)];
                [up, down].into_iter().flatten().any(|cuts| self.take(cuts, best))
            });
            if !moved {
                if step == 1 {
                    return;
                }
                step = (step / 4).max(1);
            }
        }
    }

    fn is_grouping(&self, cuts: &[usize]) -> bool {
        let inside = cuts.first().is_none_or(|&first| first > 0)
            && cuts.last().is_none_or(|&last| last < self.curves.len());
        inside && cuts.windows(2).all(|pair| pair.first() < pair.last())
    }

    fn take(&self, cuts: Cuts, best: &mut (Cuts, Tuned)) -> bool {
        let Some(tuned) = self.tuned(&cuts) else { return false };
        let better = tuned.capital < best.1.capital * (1.0 - 1e-12) - 1e-12;
        if better {
            *best = (cuts, tuned);
        }
        better
    }

    /// The groupings of least `capital - price * served` with 1 group, 2, and so on up to `most`, of the bounds that
    /// are looked at.
    fn cut(&self, price: f64, most: usize) -> Vec<Cuts> {
        let stride = self.curves.len().div_ceil(BINS).max(1);
        let mut bounds: Vec<usize> = (0..self.curves.len()).step_by(stride).collect();
        bounds.push(self.curves.len());
        let found = partition::cut(&self.cumulated, &bounds, price, most);
        let cuts = |places: &Cuts| places.iter().filter_map(|&place| bounds.get(place).copied()).collect();
        found.iter().map(cuts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::optimum::Choice;
    use super::super::optimum::tests::choice;
    use super::super::total::tests::basis;
    use super::*;
    use crate::math::rng::Rng;
    use crate::stock::Basis;

    /// Random items: bases, costs and weights.
    fn portfolio(count: usize, seed: u32) -> (Vec<Basis>, Vec<(f64, f64)>) {
        let mut rng = Rng::new(seed, "portfolio");
        let bases = (0..count).map(|_| {
            let mean = libm::exp(4.0 * rng.fraction());
            basis(mean, mean * (0.2 + 1.5 * rng.fraction()), false)
        });
        let bases: Vec<Basis> = bases.collect();
        let money = (0..count).map(|_| (libm::exp(5.0 * rng.fraction()), rng.fraction() + 0.05)).collect();
        (bases, money)
    }

    fn choices<'b>(bases: &'b [Basis], money: &[(f64, f64)]) -> Vec<Choice<'b>> {
        let all: f64 = money.iter().map(|(_, weight)| weight).sum();
        bases.iter().zip(money).map(|(basis, (cost, weight))| choice(basis, *cost, weight / all)).collect()
    }

    /// The least capital over every partition of the ordered items into `groups` contiguous groups.
    fn by_force(search: &Search, groups: usize) -> f64 {
        let pieces = search.curves.len();
        let partitions = (0..1_u32 << (pieces - 1)).filter(|cuts| cuts.count_ones() as usize == groups - 1);
        let capital = |cuts: u32| {
            let cuts: Cuts = (1..pieces).filter(|cut| cuts >> (cut - 1) & 1 == 1).collect();
            search.tuned(&cuts).map_or(f64::INFINITY, |tuned| tuned.capital)
        };
        partitions.map(capital).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn groups_of_twelve_items_are_the_best_of_all_partitions() {
        for seed in 0..40 {
            let (bases, money) = portfolio(12, seed);
            let curves = Curves::new(&choices(&bases, &money));
            // what one target for all serves
            let goal = curves.sum(&[[0.8, 1.3, 1.8, 2.4][seed as usize % 4]; 12]).1;
            let found = fewest(&curves, goal).unwrap();
            let pieces = Pieces::new(&found.order, &found.factors);
            let of_pieces = curves.grouped(&mut pieces.members(&found.order));
            let search = Search::new(of_pieces, pieces, goal);
            for groups in 1..=4 {
                let (capital, least) = (found.groupings[groups - 1].tuned.capital, by_force(&search, groups));
                assert!(
                    (capital / least - 1.0).abs() < 1e-9,
                    "{seed}: {groups} groups {capital}, by force {least}"
                );
            }
        }
    }

    #[test]
    fn more_groups_never_cost_more_and_a_group_an_item_is_item_by_item() {
        for seed in 0..10 {
            let (bases, money) = portfolio(MOST_GROUPS, seed);
            let found = fewest(&Curves::new(&choices(&bases, &money)), 0.995).unwrap();
            let capital: Vec<f64> = found.groupings.iter().map(|grouping| grouping.tuned.capital).collect();
            let kinds = Pieces::new(&found.order, &found.factors).ends.len();
            assert!(kinds >= 7 && capital.len() == kinds, "few items have one optimum: {}", capital.len());
            assert!(capital.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-9)), "{capital:?}");
            assert!((capital[kinds - 1] / found.item_by_item.capital - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_targets_of_groups_hold_what_the_table_says() {
        let (bases, money) = portfolio(700, 5);
        let choices = choices(&bases, &money);
        let found = fewest(&Curves::new(&choices), 0.96).unwrap();
        let three = &found.groupings[2];
        let levels = three.tuned.levels();
        let (mut capital, mut served) = (0.0, 0.0);
        for (place, item) in found.order.iter().enumerate() {
            let group = three.ends.iter().filter(|&&end| end <= place).count();
            let (choice, level) = (choices[*item as usize], levels[group]);
            let position = choice.under(level).unwrap();
            capital += choice.cost * position.safety_stock;
            served += choice.weight * position.fill_rate;
        }
        assert!((served - 0.96).abs() < 2e-5, "{served}");
        assert!((capital / three.tuned.capital - 1.0).abs() < 1e-3, "{capital} {}", three.tuned.capital);
        assert!(levels.is_sorted());
    }
}
