//! Some units with their figures, one after the other: everything that needs no other unit.
//!
//! In: a dataset, what items are made by, and a range of its units. Out: [`Batch`], the same whichever way the units
//! were cut into ranges. Each unit's rows are read once; the memory of one is used again for the next.

use std::ops::Range;

use super::demand::Slate;
use super::item::{Item, Sourced};
use super::maker::Maker;
use super::returns::{ReturnRule, Settled};
use super::value::{Days, USUAL_SPAN, Value};
use crate::data::dataset::{Dataset, Unit};
use crate::data::history::{Amount, History};
use crate::protocol::policy::Period;

/// Some units, by number.
#[derive(Debug)]
pub(super) struct Batch {
    /// Their figures.
    pub items: Vec<Item>,
    /// The coefficient of variation of each over standard buckets.
    pub steadiness: Vec<Option<f64>>,
    /// What the demand of each was worth.
    pub values: Vec<Value>,
    /// Their sales and returns together.
    pub turnover: Turnover,
}

/// Sales and returns of some units together.
#[derive(Debug, Default)]
pub(super) struct Turnover {
    /// Rows that were returns.
    pub returns: u64,
    /// Units returned.
    pub back: Amount,
    /// Units sold.
    pub sold: Amount,
    /// Returns that found no sale that held as much.
    pub unmatched: u64,
    /// The history with most units returned, and how many; the last of several.
    pub most: Option<(u32, f64)>,
}

impl Batch {
    /// The units of a range.
    pub fn new(maker: &Maker<'_>, rule: ReturnRule, worth: Worth<'_>, units: Range<usize>) -> Self {
        let room = units.len();
        let mut batch = Batch {
            items: Vec::with_capacity(room),
            steadiness: Vec::with_capacity(room),
            values: Vec::with_capacity(room),
            turnover: Turnover::default(),
        };
        let mut desk = Desk::default();
        for unit in maker.dataset.units.get(units).unwrap_or_default() {
            batch.take(maker, rule, worth, unit, &mut desk);
        }
        batch
    }

    /// One unit more. Never inlined: a browser compiles what is called often for speed, but not a loop that is
    /// entered once.
    #[inline(never)]
    fn take(&mut self, maker: &Maker<'_>, rule: ReturnRule, worth: Worth<'_>, unit: &Unit, desk: &mut Desk) {
        let Desk { history, settled, slate } = desk;
        read(maker.dataset, unit, rule, history, settled);
        self.turnover.take(maker.dataset, unit, history, settled);
        let (item, cv) = maker.item(unit, history, settled, slate);
        self.values.push(worth.of(unit, &item, history, settled));
        self.items.push(item);
        self.steadiness.push(cv);
    }
}

/// Memory that one unit after the other is measured in.
#[derive(Default)]
struct Desk {
    history: History,
    settled: Settled,
    slate: Slate,
}

impl Turnover {
    fn take(&mut self, dataset: &Dataset, unit: &Unit, history: &History, settled: &Settled) {
        self.sold.merge(&history.sold);
        self.unmatched += u64::from(settled.unmatched);
        if history.returns.is_empty() {
            return;
        }
        self.returns += history.returns.len() as u64;
        let mut back = 0.0;
        for row in &history.returns {
            dataset.histories.quantity.add(&mut self.back, row.quantity);
            back += row.quantity;
        }
        if self.most.is_none_or(|(_, most)| back >= most) {
            self.most = unit.history.map(|history| (history, back));
        }
    }
}

/// What demand is worth over some days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth<'a> {
    /// The tables.
    pub dataset: &'a Dataset,
    /// The length of a period.
    pub period: Period,
    /// The days; none where no demand rows say when.
    pub days: Option<Days>,
}

impl Worth<'_> {
    /// Of an item.
    pub fn of(&self, unit: &Unit, item: &Item, history: &History, settled: &Settled) -> Value {
        let sourced = |figure: &Option<Sourced>| figure.as_ref().map(|figure| figure.value);
        let (price, cost) = (sourced(&item.master.unit_price), sourced(&item.master.unit_cost));
        let (histories, days) = (&self.dataset.histories, self.days.unwrap_or(Days { from: 0, to: -1 }));
        let computed = unit.statistics.and_then(|row| self.dataset.statistics.get(row as usize));
        match (unit.history, computed) {
            (Some(_), _) => {
                let scales = (histories.quantity, histories.money);
                Value::new(history, &settled.effective, scales, days, (price, cost))
            }
            (None, Some(row)) => {
                let count = self.days.map_or(USUAL_SPAN, Days::count);
                Value::computed_elsewhere(row, self.period, count, price, cost)
            }
            (None, None) => Value::default(),
        }
    }
}

/// Reads a unit's history over that of another, and settles it.
pub(super) fn read(
    dataset: &Dataset,
    unit: &Unit,
    rule: ReturnRule,
    history: &mut History,
    settled: &mut Settled,
) {
    if let Some(number) = unit.history {
        dataset.histories.read(number as usize, history);
        settled.settle(&history.sales, &history.returns, rule);
    } else {
        *history = History::default();
        settled.clear();
    }
}
