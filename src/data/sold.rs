//! The history of one unit: its rows, log by log, added up by calendar day.
//!
//! Sales and returns stay apart, because what a return does is a setting. The memory of one unit is used again for
//! the next: millions of rows go through it.

use std::ops::{Range, RangeInclusive};

use super::calendar::Day;
use super::log::DemandLog;
use super::steps::{Amount, Factors, Row, Scale};

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

/// What a unit's rows say.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Sales by day, ascending.
    pub sales: Vec<Sale>,
    /// Returns: by day, within a day the larger first.
    pub returns: Vec<Return>,
    /// What was sold in all, returns left aside.
    pub sold: Amount,
    /// Rows that were sales.
    pub lines: u64,
    /// Whether every quantity is a whole number.
    pub whole_units: bool,
    /// Whether money is known for at least one sale.
    pub money_known: bool,
    rows: Vec<Row>,
}

impl History {
    /// Quantity of a sale row on average; none without any.
    pub fn mean_row_quantity(&self, scale: Scale) -> Option<f64> {
        (self.lines > 0).then(|| scale.of(&self.sold) / self.lines as f64)
    }

    /// The history of another unit begins.
    pub(super) fn begin(&mut self) {
        self.rows.clear();
        self.sales.clear();
        self.returns.clear();
    }

    /// Takes some rows of a log.
    pub(super) fn take(&mut self, log: &DemandLog, rows: Range<usize>, factors: Factors) {
        factors.rows(log, rows, &mut self.rows);
    }

    /// All rows are there.
    pub(super) fn end(&mut self, quantity: Scale, money: Scale) {
        if !self.rows.is_sorted_by_key(|row| row.day) {
            self.rows.sort_unstable_by(Row::compare);
        }
        self.whole_units = self.rows.iter().all(|row| quantity.is_whole(row.quantity));
        self.money_known = self.rows.iter().any(|row| row.quantity > 0.0 && row.money().is_some());
        self.add_up(quantity, money);
        self.count(quantity);
    }

    /// Rows become sales and returns, day by day.
    fn add_up(&mut self, quantity: Scale, money: Scale) {
        let steps = quantity.is_steps() && money.is_steps();
        for day in self.rows.chunk_by_mut(|one, other| one.day == other.day) {
            if let [row] = day
                && steps
                && row.quantity > 0.0
            {
                let money = row.money().unwrap_or(0.0);
                self.sales.push(Sale { day: row.day, quantity: row.quantity, money, lines: 1 });
                continue;
            }
            let sold = || day.iter().filter(|row| row.quantity > 0.0);
            let (lines, first) = (sold().count(), day.first().map_or(0, |row| row.day));
            if lines > 0 {
                self.sales.push(Sale {
                    day: first,
                    quantity: quantity.stored(sold().map(|row| row.quantity)),
                    money: money.stored(sold().filter_map(Row::money)),
                    lines: lines as u32,
                });
            }
            if lines < day.len() {
                day.sort_unstable_by(Row::compare);
                let back = day.iter().rev().filter(|row| row.quantity < 0.0);
                self.returns.extend(back.map(|row| Return {
                    day: first,
                    quantity: -row.quantity,
                    money: row.money().unwrap_or(0.0).abs(),
                }));
            }
        }
    }

    fn count(&mut self, quantity: Scale) {
        (self.sold, self.lines) = (Amount::default(), 0);
        for sale in &self.sales {
            quantity.add(&mut self.sold, sale.quantity);
            self.lines += u64::from(sale.lines);
        }
    }

    /// Leaves out the other days. What its rows are, whole units or with money, stays true of all of them.
    pub(super) fn keep(&mut self, days: RangeInclusive<Day>, quantity: Scale) {
        self.sales.retain(|sale| days.contains(&sale.day));
        self.returns.retain(|back| days.contains(&back.day));
        self.count(quantity);
    }
}
