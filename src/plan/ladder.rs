//! The stocks that one item may hold, from the least to the most, and what each leaves unserved.
//!
//! In: a basis with its bounds. Out: a [`Ladder`], from which the stock of any target and the best stock at any price
//! follow without asking the demand model again. An item of few pieces has a rung a piece, and what is found is exact;
//! another has rungs apart, between which a cubic runs through the logarithms of what is left unserved: those bend
//! little, far out too.

use super::compare::HIGHEST;
use crate::policy::Target;
use crate::stock::model::{DemandModel, Units};
use crate::stock::{Basis, Bounds};

/// The least target of an item that may hold less than nothing: three deviations below its mean.
const LOWEST: f64 = 0.00135;
/// What is left unserved is counted down to here.
const NOTHING: f64 = 1e-13;

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

/// Stocks of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// The stock of each rung, units: from the least to the most.
    stocks: Vec<f64>,
    pieces: Pieces,
    /// Logarithms of what each rung leaves: unserved, uncovered, owed.
    logs: Vec<[f64; 3]>,
    /// Logarithms of the service that a unit adds between two rungs, made to fall: fill rate and cycle service.
    gains: [Vec<f64>; 2],
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
        let lowest = if basis.allow_negative {
            basis.asked(Target::CycleService(LOWEST), bounds)?.safety_stock
        } else {
            basis.bounded(0.0, bounds).0
        };
        let least = lowest.max(least);
        let most = basis.asked(Target::CycleService(HIGHEST), bounds)?.safety_stock.max(least);
        Ladder::between(basis, least, most, detail).filled(|stock| {
            let held = basis.holding(stock)?;
            Some(Left {
                unserved: 1.0 - held.fill_rate,
                uncovered: 1.0 - held.cycle_service_level,
                backorders: held.backorders,
            })
        })
    }

    fn between(basis: &Basis, least: f64, most: f64, detail: Detail) -> Self {
        let ladder =
            |pieces, stocks| Ladder { stocks, pieces, logs: Vec::new(), gains: [Vec::new(), Vec::new()] };
        if !(most - least > 1e-9 * most.abs().max(1.0)) {
            return ladder(Pieces::Each, vec![least]);
        }
        if basis.units == Units::Fractional && !basis.demand().counts_units() {
            return ladder(Pieces::Any, spread(least, most, detail.apart));
        }
        let mean = basis.interval.mean;
        let second = (mean + least + 1e-9 * (mean + least).abs().max(1.0)).floor() + 1.0 - mean;
        let more = ((most - second) - 1e-6).ceil().max(0.0);
        let stocks = std::iter::once(least);
        if more + 2.0 <= detail.pieces as f64 {
            let pieces = (0..=more as u32).map(|piece| (second + f64::from(piece)).min(most));
            return ladder(Pieces::Each, stocks.chain(pieces).collect());
        }
        let mut pieces: Vec<f64> = spread(0.0, more, detail.apart - 1).into_iter().map(f64::round).collect();
        pieces.dedup();
        ladder(Pieces::Whole, stocks.chain(pieces.into_iter().map(|piece| second + piece)).collect())
    }

    /// The ladder with what each rung leaves.
    fn filled(mut self, left: impl Fn(f64) -> Option<Left>) -> Option<Self> {
        let log = |stock: &f64| {
            let Left { unserved, uncovered, backorders } = left(*stock)?;
            Some([unserved, uncovered, backorders].map(|left| libm::log(left.max(NOTHING))))
        };
        self.logs = self.stocks.iter().map(log).collect::<Option<_>>()?;
        self.gains = [0, 1].map(|rate| self.gains(rate));
        Some(self)
    }

    /// A ladder of an item of fractional units.
    #[cfg(test)]
    pub fn made(most: f64, rungs: usize, left: impl Fn(f64) -> Left) -> Self {
        let gains = [Vec::new(), Vec::new()];
        let ladder =
            Ladder { stocks: spread(0.0, most, rungs), pieces: Pieces::Any, logs: Vec::new(), gains };
        ladder.filled(|stock| Some(left(stock))).unwrap_or_else(|| unreachable!())
    }

    /// A stock that gains less than a later one is passed over: gains are averaged until they fall.
    fn gains(&self, rate: usize) -> Vec<f64> {
        let mut pools: Vec<(f64, f64, usize)> = Vec::new();
        for (rung, pair) in self.logs.windows(2).enumerate() {
            let left = |log: &[f64; 3]| log.get(rate).copied().map_or(0.0, libm::exp);
            let [before, after] = pair else { continue };
            let mut pool = (left(before) - left(after), self.rung(rung + 1) - self.rung(rung), 1);
            while let Some(last) = pools.last()
                && pool.0 * last.1 > last.0 * pool.1
            {
                pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
                pools.pop();
            }
            pools.push(pool);
        }
        let each = |(gain, units, rungs): (f64, f64, usize)| {
            std::iter::repeat_n(libm::log((gain / units).max(1e-300)), rungs)
        };
        pools.into_iter().flat_map(each).collect()
    }

    /// The least stock, units.
    pub fn least(&self) -> f64 {
        self.rung(0)
    }

    /// The most, units.
    pub fn most(&self) -> f64 {
        self.rung(self.stocks.len() - 1)
    }

    /// Whether only rungs can be held, each known exactly.
    pub fn is_exact(&self) -> bool {
        self.pieces == Pieces::Each
    }

    /// How many rungs.
    pub fn rungs(&self) -> usize {
        self.logs.len()
    }

    /// The stock of a rung.
    pub fn rung(&self, rung: usize) -> f64 {
        self.stocks.get(rung).copied().unwrap_or(f64::INFINITY)
    }

    /// What a stock leaves.
    pub fn left(&self, stock: f64) -> Left {
        let (first, place) = self.place(stock);
        let [unserved, uncovered, backorders] = [0, 1, 2]
            .map(|of| libm::exp(self.log(first, place, of)).min(if of < 2 { 1.0 } else { f64::MAX }));
        Left { unserved, uncovered, backorders }
    }

    /// What a stock leaves unserved, in one rate.
    pub fn left_by(&self, stock: f64, rate: Rate) -> f64 {
        let (first, place) = self.place(stock);
        libm::exp(self.log(first, place, of(rate))).min(1.0)
    }

    /// The rung before a stock, and the stock within the ladder.
    fn place(&self, stock: f64) -> (usize, f64) {
        let stock = stock.clamp(self.least(), self.most());
        let near = if self.is_exact() { stock + 1e-9 * stock.abs().max(1.0) } else { stock };
        let past = self.stocks.partition_point(|rung| *rung <= near);
        (past.saturating_sub(1), stock)
    }

    fn log(&self, rung: usize, stock: f64, of: usize) -> f64 {
        let at = |rung: usize| self.logs.get(rung).and_then(|log| log.get(of)).copied().unwrap_or(0.0);
        if self.is_exact() || stock <= self.rung(rung) || rung + 1 >= self.stocks.len() {
            return at(rung);
        }
        let uneven = usize::from(self.pieces == Pieces::Whole); // the first piece is a part of one
        if self.stocks.len() < 4 + uneven || rung < uneven {
            let way = (stock - self.rung(rung)) / (self.rung(rung + 1) - self.rung(rung));
            return at(rung) + way * (at(rung + 1) - at(rung));
        }
        let first = rung.saturating_sub(1).max(uneven).min(self.stocks.len() - 4);
        cubic([0, 1, 2, 3].map(|next| (self.rung(first + next), at(first + next))), stock)
    }

    /// The least stock whose cycle service is a level, given as the logarithm of what that leaves.
    pub fn covering(&self, log_left: f64) -> f64 {
        let first = self.logs.partition_point(|log| log[1] > log_left + 1e-9 * log_left.abs().min(1e-3));
        match first {
            0 => self.least(),
            _ if first >= self.logs.len() => self.most(),
            _ if self.is_exact() => self.rung(first),
            _ => self.held(self.crossing(first - 1, log_left), f64::ceil),
        }
    }

    /// Where between a rung and the next the cubic of cycle service passes a value.
    fn crossing(&self, rung: usize, value: f64) -> f64 {
        let (mut low, mut high) = (self.rung(rung), self.rung(rung + 1));
        let at = |rung: usize| self.logs.get(rung).map_or(0.0, |log| log[1]) - value;
        let (mut at_low, mut at_high) = (at(rung), at(rung + 1));
        let between =
            |low: f64, high: f64, at_low: f64, at_high: f64| low + (high - low) * at_low / (at_low - at_high);
        for _ in 0..6 {
            let stock = between(low, high, at_low, at_high);
            let here = self.log(rung, stock, 1) - value;
            if here.abs() < 1e-10 {
                return stock;
            }
            if here > 0.0 { (low, at_low) = (stock, here) } else { (high, at_high) = (stock, here) }
        }
        between(low, high, at_low, at_high)
    }

    /// The stock up to which every unit adds more service than a threshold, given as a logarithm.
    pub fn worth(&self, log_gain: f64, rate: Rate) -> f64 {
        let Some(gains) = self.gains.get(of(rate)) else { return self.least() };
        let past = gains.partition_point(|gain| *gain > log_gain);
        if self.is_exact() {
            return self.rung(past);
        }
        let gain = |at: usize| gains.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let middle = |at: usize| 0.5 * (self.rung(at) + self.rung(at + 1));
        let stock = match past {
            0 => {
                let fall = (gain(0) - gain(1)).max(1e-12);
                middle(0) - (log_gain - gain(0)) / fall * (middle(1) - middle(0))
            }
            _ if past >= gains.len() => self.most(),
            _ => {
                let share = (gain(past - 1) - log_gain) / (gain(past - 1) - gain(past));
                middle(past - 1) + share * (middle(past) - middle(past - 1))
            }
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

fn of(rate: Rate) -> usize {
    match rate {
        Rate::FillRate => 0,
        Rate::CycleService => 1,
    }
}

/// Stocks from the least to the most, closer together at first, where what is left bends most.
fn spread(least: f64, most: f64, rungs: usize) -> Vec<f64> {
    let stock = |rung: usize| {
        let way = rung as f64 / (rungs - 1) as f64;
        if rung + 1 == rungs { most } else { least + (most - least) * way * (0.2 + 0.8 * way) }
    };
    (0..rungs).map(stock).collect()
}

/// The cubic through four points: divided differences.
fn cubic([(x0, y0), (x1, y1), (x2, y2), (x3, y3)]: [(f64, f64); 4], x: f64) -> f64 {
    let slope = |y: f64, other: f64, width: f64| (other - y) / width;
    let (a, b, c) = (slope(y0, y1, x1 - x0), slope(y1, y2, x2 - x1), slope(y2, y3, x3 - x2));
    let (d, e) = (slope(a, b, x2 - x0), slope(b, c, x3 - x1));
    let f = slope(d, e, x3 - x0);
    y0 + (x - x0) * (a + (x - x1) * (d + (x - x2) * f))
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
            let found = ladder.covering(libm::log(1.0 - level));
            let unit = if ladder.pieces == Pieces::Whole { 1.0 } else { 0.0 };
            assert!(
                (found - exact).abs() <= unit + within * basis.interval.sd(),
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
            let next = ladder.rung(rung + 1) + basis.interval.mean;
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
                    let other = found + near * if whole { 1.0 } else { 0.02 * basis.interval.sd() };
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
            (ladder.most() - 30.0 * basis.daily_demand).abs() < 1e-9
                || ladder.most() < 30.0 * basis.daily_demand
        );
        assert_eq!(ladder.covering(libm::log(0.9)), 5.0);
    }
}
