//! The stocks that one item may hold, from the least to the most, and what each leaves unserved.
//!
//! In: a basis with its bounds. Out: a [`Ladder`], from which the stock of any target and the best stock at any price
//! follow without asking the demand model again. An item of few pieces has a rung a piece, and what is found is exact;
//! another has rungs apart, between which a cubic runs through the logarithms of what is left unserved: those bend
//! little, far out too.

mod walk;

use std::ops::Range;

use super::compare::HIGHEST;
use super::line::Nodes;
use crate::math::normal;
use crate::policy::Target;
use crate::stock::model::Units;
use crate::stock::{Basis, Bounds, Ready};
pub use walk::Walk;

/// The least target of an item that may hold less than nothing: three deviations below its mean.
const LOWEST: f64 = 0.00135;
/// What is left unserved is counted down to here.
const NOTHING: f64 = 1e-13;
/// A factor so little below another covers it.
const NEAR: f64 = 1e-9;

/// The rate that service is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// P2.
    FillRate,
    /// P1.
    CycleService,
}

/// How many rungs a ladder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// Of an item whose rungs lie apart.
    pub apart: usize,
    /// Of an item with a rung a piece, at most.
    pub pieces: usize,
}

impl Detail {
    /// For so many items: fewer rungs of more items.
    pub fn of(items: usize) -> Self {
        let rungs = 120_000 / items.max(1);
        Detail { apart: rungs.clamp(10, 65), pieces: rungs.clamp(20, 400) }
    }
}

/// What a stock leaves: shares unserved, and units owed on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Left {
    /// 1 - P2.
    pub unserved: f64,
    /// 1 - P1.
    pub uncovered: f64,
    /// Units owed.
    pub backorders: f64,
}

/// What is known of each rung. Passes over all items read the first columns of every ladder: side by side, they come
/// along together.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// Its cycle service, in deviations of a normal: along these the stock of most models runs nearly straight.
    Factor,
    /// Units.
    Stock,
    /// The logarithm of what it leaves unserved.
    Unserved,
    /// Logarithms of the service, as fill rate, that a unit adds up to the next rung, made to fall.
    Served,
    /// The logarithm of what it leaves uncovered.
    Uncovered,
    /// As the fill rate's, of cycle service.
    Covered,
    /// The logarithm of what it leaves owed.
    Owed,
}

/// How many columns there are.
const COLUMNS: usize = 7;

impl Rate {
    /// What is left, and what is gained.
    fn columns(self) -> (Column, Column) {
        match self {
            Rate::FillRate => (Column::Unserved, Column::Served),
            Rate::CycleService => (Column::Uncovered, Column::Covered),
        }
    }
}

/// Stocks of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// Rungs from the least stock to the most, column after column.
    figures: Box<[f64]>,
    rungs: usize,
    pieces: Pieces,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pieces {
    /// Any stock between rungs may be held.
    Any,
    /// Whole reorder points alone.
    Whole,
    /// As before, and every one of them is a rung.
    Each,
}

impl Ladder {
    /// The ladder of an item that may not hold less than `least` units; `None` where its figures go beyond what can be
    /// computed.
    pub fn new(basis: &Basis, bounds: &Bounds, least: f64, detail: Detail) -> Option<Self> {
        let ready = basis.ready()?;
        let lowest = if basis.allow_negative {
            ready.asked(Target::CycleService(LOWEST), bounds)?.safety_stock
        } else {
            basis.bounded(0.0, bounds).0
        };
        let least = lowest.max(least);
        let most = ready.asked(Target::CycleService(HIGHEST), bounds)?.safety_stock.max(least);
        let (pieces, stocks) = stocks(&ready, (least, most), detail);
        Ladder::filled(pieces, &stocks, |stock| {
            let held = ready.holding(stock)?;
            Some(Left {
                unserved: 1.0 - held.fill_rate,
                uncovered: 1.0 - held.cycle_service_level,
                backorders: held.backorders,
            })
        })
    }

    /// The ladder of stocks, with what each leaves.
    fn filled(pieces: Pieces, stocks: &[f64], left: impl Fn(f64) -> Option<Left>) -> Option<Self> {
        let rungs = stocks.len();
        let mut ladder = Ladder { figures: vec![f64::NEG_INFINITY; COLUMNS * rungs].into(), rungs, pieces };
        for (rung, &stock) in stocks.iter().enumerate() {
            let left = left(stock)?;
            let log = |left: f64| libm::log(left.max(NOTHING));
            ladder.set(Column::Stock, rung, stock);
            ladder.set(Column::Factor, rung, factor(left.uncovered));
            ladder.set(Column::Unserved, rung, log(left.unserved));
            ladder.set(Column::Uncovered, rung, log(left.uncovered));
            ladder.set(Column::Owed, rung, log(left.backorders));
        }
        ladder.gain(Rate::FillRate);
        ladder.gain(Rate::CycleService);
        Some(ladder)
    }

    fn set(&mut self, column: Column, rung: usize, figure: f64) {
        if let Some(own) = self.figures.get_mut(column as usize * self.rungs + rung) {
            *own = figure;
        }
    }

    fn column(&self, column: Column) -> &[f64] {
        let first = column as usize * self.rungs;
        self.figures.get(first..first + self.rungs).unwrap_or_default()
    }

    /// A ladder of an item of fractional units.
    #[cfg(test)]
    pub fn made(most: f64, rungs: usize, left: impl Fn(f64) -> Left) -> Self {
        let ladder = Ladder::filled(Pieces::Any, &spread(0.0, most, rungs), |stock| Some(left(stock)));
        ladder.unwrap_or_else(|| unreachable!())
    }

    /// A stock that gains less than a later one is passed over: gains are averaged until they fall.
    fn gain(&mut self, rate: Rate) {
        let (of, gain) = rate.columns();
        let left: Vec<f64> = self.column(of).iter().map(|log| libm::exp(*log)).collect();
        let steps = left.windows(2).zip(self.column(Column::Stock).windows(2));
        let steps = steps.filter_map(|pairs| match pairs {
            ([before, after], [from, to]) => Some((before - after, to - from)),
            _ => None,
        });
        let gains: Vec<f64> = falling(steps).collect();
        for (rung, own) in gains.into_iter().enumerate() {
            self.set(gain, rung, own);
        }
    }

    /// The least stock, units.
    pub fn least(&self) -> f64 {
        self.rung(0)
    }

    /// The most, units.
    pub fn most(&self) -> f64 {
        self.rung(self.rungs - 1)
    }

    /// Whether only rungs can be held, each known exactly.
    pub fn is_exact(&self) -> bool {
        self.pieces == Pieces::Each
    }

    /// How many rungs.
    pub fn rungs(&self) -> usize {
        self.rungs
    }

    /// The stock of a rung.
    pub fn rung(&self, rung: usize) -> f64 {
        self.column(Column::Stock).get(rung).copied().unwrap_or(f64::INFINITY)
    }

    /// What a stock leaves.
    pub fn left(&self, stock: f64) -> Left {
        Walk::new(self).left(stock)
    }

    /// What a stock leaves unserved, in one rate.
    pub fn left_by(&self, stock: f64, rate: Rate) -> f64 {
        let stock = stock.clamp(self.least(), self.most());
        let about = self.about(self.below(stock));
        let line = self.nodes(&about).line(self.column(rate.columns().0).get(about).unwrap_or_default());
        libm::exp(line.at(stock)).min(1.0)
    }

    /// The last rung not above a stock.
    fn below(&self, stock: f64) -> usize {
        let near = if self.is_exact() { stock + 1e-9 * stock.abs().max(1.0) } else { stock };
        before(self.column(Column::Stock), |rung| rung <= near).saturating_sub(1)
    }

    /// The rungs from which the way from one to the next follows: four, where there are; else the two; one where nothing
    /// lies between.
    fn about(&self, rung: usize) -> Range<usize> {
        let uneven = usize::from(self.pieces == Pieces::Whole); // the first piece is a part of one
        match self.rungs {
            _ if self.is_exact() => rung..rung + 1,
            rungs if rungs < 4 + uneven || rung < uneven => rung..(rung + 2).min(rungs),
            rungs => {
                let first = rung.saturating_sub(1).max(uneven).min(rungs - 4);
                first..first + 4
            }
        }
    }

    fn nodes(&self, about: &Range<usize>) -> Nodes {
        Nodes::new(self.column(Column::Stock).get(about.clone()).unwrap_or_default())
    }

    /// The least stock whose cycle service is a level, given in deviations of a normal.
    pub fn covering(&self, factor: f64) -> f64 {
        self.covering_at(before(self.column(Column::Factor), |own| own < factor - NEAR), factor)
    }

    /// As [`Ladder::covering`], where the first rung that covers is known.
    fn covering_at(&self, first: usize, factor: f64) -> f64 {
        if first >= self.rungs {
            return self.most();
        }
        let stock = self.rung(first);
        if first == 0 || self.is_exact() {
            return stock;
        }
        let about = self.about(first - 1);
        let factors = self.column(Column::Factor).get(about.clone()).unwrap_or_default();
        let even = factors.windows(2).all(|pair| matches!(pair, [one, other] if other - one > 1e-7));
        if !even {
            return self.held(stock, f64::ceil);
        }
        let line = Nodes::new(factors).line(self.column(Column::Stock).get(about).unwrap_or_default());
        self.held(line.at(factor).clamp(self.rung(first - 1), stock), f64::ceil)
    }

    /// The stock up to which every unit adds more service than a threshold, given as a logarithm.
    pub fn worth(&self, log_gain: f64, rate: Rate) -> f64 {
        let gains = self.column(rate.columns().1);
        self.worth_at(before(gains, |gain| gain > log_gain), log_gain, gains)
    }

    /// As [`Ladder::worth`], where it is known how many rungs gain more.
    fn worth_at(&self, past: usize, log_gain: f64, gains: &[f64]) -> f64 {
        if self.is_exact() || past + 1 >= self.rungs {
            return self.rung(past.min(self.rungs - 1));
        }
        let gain = |at: usize| gains.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let middle = |at: usize| 0.5 * (self.rung(at) + self.rung(at + 1));
        let stock = if past == 0 {
            let fall = (gain(0) - gain(1)).max(1e-12);
            middle(0) - (log_gain - gain(0)) / fall * (middle(1) - middle(0))
        } else {
            let share = (gain(past - 1) - log_gain) / (gain(past - 1) - gain(past));
            middle(past - 1) + share * (middle(past) - middle(past - 1))
        };
        self.held(stock.max(self.least()), f64::round)
    }

    /// A stock as it can be held, the next above or the last below.
    pub fn held_between(&self, stock: f64, above: bool) -> f64 {
        self.held(stock, if above { f64::ceil } else { f64::floor })
    }

    /// A stock as it can be held: no less than the least, no more than the most, whole where pieces are.
    fn held(&self, stock: f64, whole: fn(f64) -> f64) -> f64 {
        let stock = match self.pieces {
            Pieces::Any => stock,
            _ if stock < self.rung(1) => {
                let nearer_least = stock - self.least() < 0.5 * (self.rung(1) - self.least());
                let is_least = whole(0.25) == 0.0 && nearer_least || stock <= self.least();
                if is_least { self.least() } else { self.rung(1) }
            }
            _ => self.rung(1) + whole(stock - self.rung(1) - 1e-7),
        };
        stock.clamp(self.least(), self.most())
    }
}

/// How many figures of a column come first: those before the first that does not fit. Columns are short.
fn before(column: &[f64], fits: impl Fn(f64) -> bool) -> usize {
    column.iter().position(|figure| !fits(*figure)).unwrap_or(column.len())
}

/// The stocks of an item's rungs.
fn stocks(ready: &Ready<'_>, (least, most): (f64, f64), detail: Detail) -> (Pieces, Vec<f64>) {
    if !(most - least > 1e-9 * most.abs().max(1.0)) {
        return (Pieces::Each, vec![least]);
    }
    if ready.basis.units == Units::Fractional && !ready.counts_units() {
        return (Pieces::Any, spread(least, most, detail.apart));
    }
    let mean = ready.interval.mean;
    let second = (mean + least + 1e-9 * (mean + least).abs().max(1.0)).floor() + 1.0 - mean;
    let more = ((most - second) - 1e-6).ceil().max(0.0);
    let stocks = std::iter::once(least);
    if more + 2.0 <= detail.pieces as f64 {
        let pieces = (0..=more as u32).map(|piece| (second + f64::from(piece)).min(most));
        return (Pieces::Each, stocks.chain(pieces).collect());
    }
    let mut pieces: Vec<f64> = spread(0.0, more, detail.apart - 1).into_iter().map(f64::round).collect();
    pieces.dedup();
    (Pieces::Whole, stocks.chain(pieces.into_iter().map(|piece| second + piece)).collect())
}

/// What leaves so much uncovered, in deviations of a normal; eight where nothing is left.
fn factor(uncovered: f64) -> f64 {
    match normal::quantile(uncovered) {
        Some(factor) => (-factor).clamp(-8.0, 8.0),
        None if uncovered < 0.5 => 8.0,
        None => -8.0,
    }
}

/// Logarithms of gains a unit, of steps of gain and units, averaged until they fall.
pub fn falling(steps: impl Iterator<Item = (f64, f64)>) -> impl Iterator<Item = f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (gain, units) in steps {
        let mut pool = (gain, units, 1);
        while let Some(last) = pools.last()
            && pool.0 * last.1 > last.0 * pool.1
        {
            pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let log = |gain: f64, units: f64| libm::log((gain / units).max(1e-300));
    pools.into_iter().flat_map(move |(gain, units, steps)| std::iter::repeat_n(log(gain, units), steps))
}

/// Stocks from the least to the most, closer together at first, where what is left bends most.
fn spread(least: f64, most: f64, rungs: usize) -> Vec<f64> {
    let stock = |rung: usize| {
        let way = rung as f64 / (rungs - 1) as f64;
        if rung + 1 == rungs { most } else { least + (most - least) * way * (0.2 + 0.8 * way) }
    };
    (0..rungs).map(stock).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::total::tests::{TERMS, basis};
    use crate::protocol::policy::{Model, Review};
    use crate::stats::item::tests::item;
    use crate::stock::Terms;

    const FINE: Detail = Detail { apart: 65, pieces: 400 };
    const COARSE: Detail = Detail { apart: 10, pieces: 20 };

    /// Between rungs the ladder says what the model says, to a share of what is left.
    #[track_caller]
    fn check(basis: &Basis, detail: Detail, within: f64) {
        let ladder = Ladder::new(basis, &Bounds::default(), 0.0, detail).unwrap();
        for share in [0.0, 0.013, 0.1, 0.27, 0.5, 0.77, 0.93] {
            let stock = ladder.held(share * ladder.most(), f64::round);
            let (left, held) = (ladder.left(stock), basis.holding(stock).unwrap());
            for (found, exact) in [
                (left.unserved, 1.0 - held.fill_rate),
                (left.uncovered, 1.0 - held.cycle_service_level),
                (left.backorders, held.backorders),
            ] {
                assert!((found - exact).abs() <= within * exact + 2e-13, "{stock}: {left:?} {held:?}");
            }
        }
        for level in [0.6, 0.9, 0.98, 0.999] {
            let exact = basis.asked(Target::CycleService(level), &Bounds::default()).unwrap().safety_stock;
            let found = ladder.covering(normal::quantile(level).unwrap());
            let unit = if ladder.pieces == Pieces::Whole { 1.0 } else { 0.0 };
            assert!(
                (found - exact).abs() <= unit + within * basis.interval().sd(),
                "{level}: {found}, {exact}"
            );
        }
    }

    #[test]
    fn a_ladder_says_what_the_model_says() {
        for (mean, sd) in [(20.0, 4.0), (20.0, 30.0), (1.5, 3.0), (4000.0, 900.0)] {
            check(&basis(mean, sd, false), FINE, 1e-5);
            check(&basis(mean, sd, false), COARSE, 2e-2);
            check(&basis(mean, sd, true), FINE, 1e-4);
        }
    }

    /// Items looked at once a day, of each model, few pieces and many.
    #[test]
    fn a_ladder_says_what_the_model_says_of_daily_review() {
        for model in [Model::Normal, Model::Gamma, Model::Poisson, Model::NegativeBinomial] {
            for (mean, sd) in
                [(20.0, 6.0), (20.0, 30.0), (1.5, 3.0), (0.1, 0.4), (4000.0, 900.0), (700.0, 2000.0)]
            {
                for whole in [false, true] {
                    for quantity in [1.0, 50.0, 5000.0] {
                        let mut item = item(mean, sd, whole);
                        item.master.order_quantity.value = quantity;
                        let terms = Terms { review: Review::Daily, ..TERMS };
                        let basis = Basis::new(&item, model, terms).unwrap();
                        check(&basis, FINE, if whole { 1e-4 } else { 2e-3 });
                    }
                }
            }
        }
    }

    #[test]
    fn an_item_of_few_pieces_has_a_rung_each() {
        let basis = basis(1.5, 2.0, true);
        let ladder = Ladder::new(&basis, &Bounds::default(), 0.0, FINE).unwrap();
        assert!(ladder.is_exact());
        for rung in 0..ladder.rungs() - 1 {
            let next = ladder.rung(rung + 1) + basis.interval().mean;
            assert!((next - next.round()).abs() < 1e-9, "{next} is a whole reorder point");
        }
        assert_eq!(ladder.worth(f64::INFINITY, Rate::FillRate), ladder.least());
        assert_eq!(ladder.worth(f64::NEG_INFINITY, Rate::FillRate), ladder.most());
    }

    #[test]
    fn what_is_worth_a_price_has_no_better_neighbour() {
        for (mean, sd, whole) in
            [(20.0, 4.0, false), (20.0, 30.0, false), (1.5, 2.0, true), (20.0, 30.0, true)]
        {
            let basis = basis(mean, sd, whole);
            let ladder = Ladder::new(&basis, &Bounds::default(), 0.0, FINE).unwrap();
            for worth in [1e-2, 1e-3, 1e-4] {
                let found = ladder.worth(libm::log(worth), Rate::FillRate);
                let value = |stock: f64| basis.holding(stock).unwrap().fill_rate - worth * stock;
                for near in [-5.0, -2.0, 2.0, 5.0] {
                    let other = found + near * if whole { 1.0 } else { 0.02 * basis.interval().sd() };
                    if other >= 0.0 && other <= ladder.most() {
                        assert!(value(other) <= value(found) + 1e-12, "{mean} {sd} {worth}: {found} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn bounds_and_contracts_hold() {
        let basis = basis(20.0, 9.0, false);
        let bounds = Bounds { min_units: Some(3.0), max_days: Some(30.0), ..Bounds::default() };
        let ladder = Ladder::new(&basis, &bounds, 5.0, FINE).unwrap();
        assert_eq!(ladder.least(), 5.0);
        assert!(
            (ladder.most() - 30.0 * basis.daily_demand()).abs() < 1e-9
                || ladder.most() < 30.0 * basis.daily_demand()
        );
        assert_eq!(ladder.covering(normal::quantile(0.1).unwrap()), 5.0);
    }
}
