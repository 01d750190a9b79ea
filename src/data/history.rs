//! Demand histories by stocking unit: the rows of all demand files, added up exactly by calendar day.
//!
//! Sales and returns stay apart, because what a return does is a setting. Amounts are kept as whole steps in
//! doubles wherever all of them together stay below 2^53, so that every later sum is exact; else as rounded
//! values that are added exactly and rounded once.

use super::calendar::{self, Day};
use super::keys::order;
use super::log::DemandLog;
use super::settings::TIER;
pub use super::steps::Scale;
use super::steps::{Row, Scales};
pub use super::units::LeadingValues;
use super::units::Units;
use crate::protocol::policy::Period;

/// Sales that room is taken for before they are counted, at most: growing step by step takes twice what they need.
const MOST_AHEAD: usize = 1 << 24;

/// What a unit sold on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sale {
    /// The day.
    pub day: Day,
    /// Stored quantity.
    pub quantity: f64,
    /// Stored money; 0 where unknown.
    pub money: f64,
    /// Rows.
    pub lines: u32,
}

/// A return: one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Return {
    /// The day.
    pub day: Day,
    /// Stored quantity, above zero.
    pub quantity: f64,
    /// Stored money, above or equal to zero; 0 where unknown.
    pub money: f64,
}

/// Facts about a unit that the day sums do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFacts {
    /// Whether every quantity is a whole number.
    pub whole_units: bool,
    /// Whether money is known for at least one sale.
    pub money_known: bool,
}

/// All demand histories, by unit in key order.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Joined keys, sorted field by field by code point.
    pub keys: Vec<Box<str>>,
    /// What stored quantities mean.
    pub quantity: Scale,
    /// What stored money means.
    pub money: Scale,
    /// Whether any row has money.
    pub money_known: bool,
    /// First and last day of the rows, returns included.
    pub days: Option<(Day, Day)>,
    /// The grain of already bucketed dates.
    pub grain: Option<Period>,
    /// Columns kept.
    pub columns: Vec<LeadingValues>,
    /// The tiers that each unit's quantity was sold to, with their shares; empty where no demand row names any.
    pub tiers: Vec<Vec<(Box<str>, f64)>>,
    /// Facts by unit.
    pub facts: Vec<UnitFacts>,
    sale_start: Vec<u32>,
    sales: Vec<Sale>,
    return_start: Vec<u32>,
    returns: Vec<Return>,
}

impl Histories {
    /// Adds up the rows of all demand files.
    pub fn new(logs: &[&DemandLog]) -> Self {
        let units = Units::new(logs);
        let scales = Scales::new(logs);
        let factors: Vec<_> = logs.iter().map(|log| scales.factors(log)).collect();
        let mut histories = Histories {
            quantity: scales.quantity,
            money: scales.money,
            money_known: false,
            days: None,
            grain: None,
            columns: units.leading_values(logs),
            tiers: units.shares(logs, TIER),
            facts: Vec::with_capacity(units.keys.len()),
            sale_start: starts(units.keys.len()),
            sales: Vec::with_capacity(logs.iter().map(|log| log.len()).sum::<usize>().min(MOST_AHEAD)),
            return_start: starts(units.keys.len()),
            returns: Vec::new(),
            keys: Vec::new(),
        };
        let mut rows = Vec::new();
        for unit in 0..units.keys.len() {
            rows.clear();
            for (log, own) in units.rows(logs, unit) {
                let Some((log, factors)) = logs.get(log).zip(factors.get(log)) else { continue };
                rows.extend(own.map(|row| Scales::row(log, row, *factors)));
            }
            histories.take(&mut rows, &scales);
        }
        histories.keys = units.keys;
        histories.take_days(logs);
        histories
    }

    /// The same as if data had begun and ended on these days.
    #[must_use]
    pub fn between(&self, from: Day, to: Day) -> Self {
        let days = self.days.map(|(first, last)| (first.max(from), last.min(to)));
        let mut cut = Histories {
            days: days.filter(|(first, last)| first <= last),
            sale_start: vec![0],
            sales: Vec::new(),
            return_start: vec![0],
            returns: Vec::new(),
            ..self.clone()
        };
        for unit in 0..self.keys.len() {
            cut.sales.extend(self.sales(unit).iter().filter(|sale| (from..=to).contains(&sale.day)));
            cut.returns.extend(self.returns(unit).iter().filter(|back| (from..=to).contains(&back.day)));
            cut.sale_start.push(cut.sales.len() as u32);
            cut.return_start.push(cut.returns.len() as u32);
        }
        cut
    }

    /// The sales of a unit by day, ascending.
    pub fn sales(&self, unit: usize) -> &[Sale] {
        part(&self.sales, &self.sale_start, unit)
    }

    /// The returns of a unit: by day, within a day the larger first.
    pub fn returns(&self, unit: usize) -> &[Return] {
        part(&self.returns, &self.return_start, unit)
    }

    /// Distinct sale quantities' mean: quantity of a sale row on average, over all rows of a unit.
    pub fn mean_row_quantity(&self, unit: usize) -> Option<f64> {
        let lines: u64 = self.sales(unit).iter().map(|sale| u64::from(sale.lines)).sum();
        let sold = self.quantity.total(self.sales(unit).iter().map(|sale| sale.quantity));
        (lines > 0).then(|| sold / lines as f64)
    }

    /// The number of a joined key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.binary_search_by(|other| order(other, key)).ok()
    }

    fn take(&mut self, rows: &mut [Row], scales: &Scales) {
        let compare = |one: &Row, other: &Row| {
            one.day.cmp(&other.day).then_with(|| other.quantity.total_cmp(&one.quantity)).then_with(|| {
                other.money.unwrap_or(f64::NEG_INFINITY).total_cmp(&one.money.unwrap_or(f64::NEG_INFINITY))
            })
        };
        if rows.is_sorted_by_key(|row| row.day) {
            let days = rows.chunk_by_mut(|one, other| one.day == other.day);
            days.filter(|day| day.len() > 1).for_each(|day| day.sort_unstable_by(compare));
        } else {
            rows.sort_unstable_by(compare);
        }
        self.money_known |= rows.iter().any(|row| row.money.is_some());
        self.facts.push(UnitFacts {
            whole_units: rows.iter().all(|row| scales.is_whole(row.quantity)),
            money_known: rows.iter().any(|row| row.quantity > 0.0 && row.money.is_some()),
        });
        for day in rows.chunk_by(|one, other| one.day == other.day) {
            let (sold, _) = day.split_at(day.partition_point(|row| row.quantity > 0.0));
            if let Some(first) = sold.first() {
                self.sales.push(Sale {
                    day: first.day,
                    quantity: self.quantity.stored(sold.iter().map(|row| row.quantity)),
                    money: self.money.stored(sold.iter().filter_map(|row| row.money)),
                    lines: sold.len() as u32,
                });
            }
            let back = day.iter().rev().filter(|row| row.quantity < 0.0);
            self.returns.extend(back.map(|row| Return {
                day: row.day,
                quantity: -row.quantity,
                money: row.money.unwrap_or(0.0).abs(),
            }));
        }
        self.sale_start.push(self.sales.len() as u32);
        self.return_start.push(self.returns.len() as u32);
    }

    fn take_days(&mut self, logs: &[&DemandLog]) {
        let mut days: Vec<Day> = logs.iter().flat_map(|log| log.days.iter().copied()).collect();
        days.sort_unstable();
        days.dedup();
        self.days = days.first().copied().zip(days.last().copied());
        self.grain = calendar::grain(&days);
    }
}

/// Where the first of so many units starts.
fn starts(units: usize) -> Vec<u32> {
    let mut starts = Vec::with_capacity(units + 1);
    starts.push(0);
    starts
}

fn part<'a, T>(all: &'a [T], starts: &[u32], unit: usize) -> &'a [T] {
    let from = starts.get(unit).map_or(0, |&start| start as usize);
    let to = starts.get(unit + 1).map_or(from, |&start| start as usize);
    all.get(from..to).unwrap_or_default()
}
