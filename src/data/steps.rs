//! Amounts as whole steps of the finest decimal met, in doubles, wherever all of them together stay below 2^53;
//! else as rounded values. Sums of either are exact: cutting files in pieces or shuffling rows does not show.

use std::cmp::Ordering;
use std::ops::Range;
use std::rc::Rc;

use super::calendar::Day;
use super::log::{DemandLog, Money};
use crate::math::decimal;
use crate::math::exact::Sum;
use crate::pack::{Pack, Unpack};

/// Below this, sums of whole doubles are exact.
const EXACT: i128 = 1 << 53;

/// What stored amounts mean: whole steps of 10^-exponent, or values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    exponent: Option<u8>,
}

impl Scale {
    /// The sum of stored amounts, as a value, rounded once.
    pub fn total(self, amounts: impl Iterator<Item = f64>) -> f64 {
        match self.exponent {
            Some(exponent) => decimal::of_steps(amounts.sum(), exponent),
            None => amounts.collect::<Sum>().value(),
        }
    }

    /// A sum that stays stored: whole steps add exactly, values are added exactly and rounded once.
    pub(super) fn stored(self, amounts: impl Iterator<Item = f64>) -> f64 {
        if self.exponent.is_some() { amounts.sum() } else { amounts.collect::<Sum>().value() }
    }

    /// Adds a stored amount to a sum under way.
    #[inline]
    pub fn add(self, sum: &mut Amount, amount: f64) {
        if self.exponent.is_some() { sum.steps += amount } else { sum.values.add(amount) }
    }

    /// A sum as a value, rounded once.
    pub fn of(self, sum: &Amount) -> f64 {
        self.exponent.map_or_else(|| sum.values.value(), |exponent| decimal::of_steps(sum.steps, exponent))
    }

    /// Writes it, for another worker.
    pub fn pack(self, to: &mut Pack) {
        to.maybe(self.exponent.map(f64::from));
    }

    /// Reads what [`Scale::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        Scale { exponent: from.maybe().map(|exponent| exponent as u8) }
    }

    /// Whether amounts are whole steps: a sum of one is that one.
    pub(super) fn is_steps(self) -> bool {
        self.exponent.is_some()
    }

    /// One stored amount as a value.
    #[inline]
    pub fn value(self, amount: f64) -> f64 {
        match self.exponent {
            Some(exponent) => decimal::of_steps(amount, exponent),
            None => std::iter::once(amount).collect::<Sum>().value(),
        }
    }

    /// Whether a stored quantity is a number of whole units.
    pub(super) fn is_whole(self, quantity: f64) -> bool {
        let Some(exponent) = self.exponent else { return quantity.fract() == 0.0 };
        let unit = decimal::to_f64(10_i128.pow(u32::from(exponent.min(38))), 0);
        (quantity / unit).trunc() * unit == quantity // whole numbers below 2^53: the product is exact
    }
}

/// A sum of stored amounts under way, exact however it is made.
#[derive(Debug, Clone, Default)]
pub struct Amount {
    /// Whole steps.
    steps: f64,
    /// Where amounts are no steps.
    values: Sum,
}

impl Amount {
    /// Adds another sum of the same scale.
    pub fn merge(&mut self, other: &Amount) {
        self.steps += other.steps;
        self.values.merge(&other.values);
    }

    /// Writes it, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.real(self.steps);
        self.values.pack(to);
    }

    /// Reads what [`Amount::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        Amount { steps: from.real(), values: Sum::unpack(from) }
    }
}

/// One row in stored amounts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub day: Day,
    pub quantity: f64,
    /// NaN where it is unknown.
    money: f64,
}

impl Row {
    /// Its money, where it is known.
    pub fn money(&self) -> Option<f64> {
        Some(self.money).filter(|money| !money.is_nan())
    }

    /// By day; within a day the larger first, of as much the one with more money.
    pub fn compare(&self, other: &Row) -> Ordering {
        let money = |row: &Row| row.money().unwrap_or(f64::NEG_INFINITY);
        let larger = || other.quantity.total_cmp(&self.quantity).then(money(other).total_cmp(&money(self)));
        self.day.cmp(&other.day).then_with(larger)
    }
}

/// What turns a log's own steps into stored ones; none where stored amounts are values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factors {
    quantity: Option<f64>,
    money: Option<f64>,
}

/// The steps shared by all files.
pub(super) struct Scales {
    pub quantity: Scale,
    pub money: Scale,
}

impl Scales {
    pub fn new(logs: &[Rc<DemandLog>]) -> Self {
        let quantity = logs.iter().map(|log| log.quantity.exponent()).max().unwrap_or(0);
        let money = logs.iter().map(|log| money_exponent(log)).max().unwrap_or(0);
        let fits = |total: Option<i128>, exponent: u8| Scale {
            exponent: total.filter(|sum| *sum < EXACT).map(|_| exponent),
        };
        let sums = |of: &dyn Fn(&DemandLog) -> Option<i128>| {
            logs.iter().try_fold(0_i128, |sum, log| sum.checked_add(of(log)?))
        };
        Scales {
            quantity: fits(
                sums(&|log| {
                    let [total, _] = log.totals;
                    finer(total?, quantity.checked_sub(log.quantity.exponent())?)
                }),
                quantity,
            ),
            money: fits(
                sums(&|log| {
                    let [_, total] = log.totals;
                    finer(total?, money.checked_sub(money_exponent(log))?)
                }),
                money,
            ),
        }
    }

    /// What turns a log's own steps into stored ones.
    pub fn factors(&self, log: &DemandLog) -> Factors {
        let factor = |scale: Scale, own: u8| Some(power(scale.exponent?.checked_sub(own)?));
        Factors {
            quantity: factor(self.quantity, log.quantity.exponent()),
            money: factor(self.money, money_exponent(log)),
        }
    }
}

impl Factors {
    /// Writes them, for another worker.
    pub fn pack(self, to: &mut Pack) {
        to.maybe(self.quantity);
        to.maybe(self.money);
    }

    /// Reads what [`Factors::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        Factors { quantity: from.maybe(), money: from.maybe() }
    }

    /// Some rows of a log in stored amounts. Where they are steps they fit, because all of them together do: no
    /// product of doubles here is rounded.
    pub fn rows(self, log: &DemandLog, rows: Range<usize>, to: &mut Vec<Row>) {
        let from = to.len();
        let days = log.day.get(rows.clone()).unwrap_or_default();
        to.extend(days.iter().map(|&day| Row { day, quantity: 0.0, money: f64::NAN }));
        let made = to.get_mut(from..).unwrap_or_default();
        log.quantity.each(rows.clone(), made, |row, steps| row.quantity = steps as f64);
        if let Some(factor) = self.money {
            let is_price = log.money_is == Money::Price;
            log.money.each(rows.clone(), made, |row, steps| {
                row.money = steps as f64 * if is_price { row.quantity } else { 1.0 } * factor;
            });
        } else {
            for (made, row) in made.iter_mut().zip(rows.clone()) {
                made.money = log.money_value(row).unwrap_or(f64::NAN);
            }
        }
        if let Some(factor) = self.quantity {
            for row in made {
                row.quantity *= factor;
            }
        } else {
            for (made, row) in made.iter_mut().zip(rows) {
                made.quantity = log.quantity.value(row).unwrap_or_default();
            }
        }
    }
}

fn money_exponent(log: &DemandLog) -> u8 {
    let of_quantity = if log.money_is == Money::Price { log.quantity.exponent() } else { 0 };
    log.money.exponent() + of_quantity
}

/// A power of ten; zero beyond 64 bits, where no row is a step above zero.
fn power(exponent: u8) -> f64 {
    10_i64.checked_pow(exponent.into()).unwrap_or(0) as f64
}

fn finer(steps: i128, exponent: u8) -> Option<i128> {
    steps.checked_mul(10_i128.checked_pow(u32::from(exponent))?)
}
