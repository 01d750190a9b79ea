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
            Some(exponent) => decimal::to_f64(amounts.sum::<f64>() as i128, exponent),
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
        let sums = |steps: &dyn Fn(&DemandLog, usize) -> Option<i128>| {
            logs.iter().try_fold(0_i128, |sum, log| {
                (0..log.len()).try_fold(sum, |sum, row| sum.checked_add(steps(log, row)?.abs()))
            })
        };
        Scales {
            quantity: fits(sums(&|log, row| quantity_steps(log, row, quantity)), quantity),
            money: fits(
                sums(&|log, row| {
                    if log.money.is_blank(row) { Some(0) } else { money_steps(log, row, money) }
                }),
                money,
            ),
        }
    }

    pub fn row(&self, log: &DemandLog, row: usize) -> Row {
        let quantity = match self.quantity.exponent {
            Some(exponent) => quantity_steps(log, row, exponent).map(|steps| steps as f64),
            None => log.quantity.value(row),
        };
        let money = match self.money.exponent {
            Some(exponent) => money_steps(log, row, exponent).map(|steps| steps as f64),
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

fn quantity_steps(log: &DemandLog, row: usize, exponent: u8) -> Option<i128> {
    finer(i128::from(log.quantity.steps(row)?), exponent.checked_sub(log.quantity.exponent())?)
}

fn money_steps(log: &DemandLog, row: usize, exponent: u8) -> Option<i128> {
    finer(log.money_steps(row)?, exponent.checked_sub(money_exponent(log))?)
}

fn finer(steps: i128, exponent: u8) -> Option<i128> {
    steps.checked_mul(10_i128.checked_pow(u32::from(exponent))?)
}
