//! Amounts as whole steps of the finest decimal met, in doubles, wherever all of them together stay below 2^53;
//! else as rounded values. Sums of either are exact: cutting files in pieces or shuffling rows does not show.

use super::calendar::Day;
use super::log::{DemandLog, Money};
use crate::math::decimal;
use crate::math::exact::Sum;

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

    /// One stored amount as a value.
    pub fn value(self, amount: f64) -> f64 {
        self.total(std::iter::once(amount))
    }
}

/// One row in stored amounts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub day: Day,
    pub quantity: f64,
    pub money: Option<f64>,
}

/// What turns a log's own steps into stored ones; none where stored amounts are values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factors {
    quantity: Option<i64>,
    money: Option<i64>,
}

/// The steps shared by all files.
pub(super) struct Scales {
    pub quantity: Scale,
    pub money: Scale,
}

impl Scales {
    pub fn new(logs: &[&DemandLog]) -> Self {
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

    /// A row in stored amounts. Where they are steps they fit, because all of them together do.
    pub fn row(log: &DemandLog, row: usize, factors: Factors) -> Row {
        let quantity = match factors.quantity {
            Some(factor) => log.quantity.steps(row).map(|steps| (steps * factor) as f64),
            None => log.quantity.value(row),
        };
        let money = match factors.money {
            Some(factor) => log.money_steps(row).map(|steps| (steps as i64 * factor) as f64),
            None => log.money_value(row),
        };
        Row {
            day: log.day.get(row).copied().unwrap_or_default(),
            quantity: quantity.unwrap_or_default(),
            money,
        }
    }

    pub fn is_whole(&self, quantity: f64) -> bool {
        match self.quantity.exponent {
            Some(exponent) => quantity % decimal::to_f64(10_i128.pow(u32::from(exponent.min(38))), 0) == 0.0,
            None => quantity.fract() == 0.0,
        }
    }
}

fn money_exponent(log: &DemandLog) -> u8 {
    let of_quantity = if log.money_is == Money::Price { log.quantity.exponent() } else { 0 };
    log.money.exponent() + of_quantity
}

/// A power of ten; zero beyond 64 bits, where no row is a step above zero.
fn power(exponent: u8) -> i64 {
    10_i64.checked_pow(exponent.into()).unwrap_or(0)
}

fn finer(steps: i128, exponent: u8) -> Option<i128> {
    steps.checked_mul(10_i128.checked_pow(u32::from(exponent))?)
}
