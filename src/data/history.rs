//! Demand histories by stocking unit: the rows of all demand files, added up exactly by calendar day.
//!
//! Sales and returns stay apart, because what a return does is a setting. Amounts are kept as whole steps in
//! doubles wherever all of them together stay below 2^53, so that every later sum is exact; else as rounded
//! values that are added exactly and rounded once.

use rustc_hash::FxHashMap;

use super::calendar::{self, Day};
use super::keys::{Texts, fields};
use super::log::DemandLog;
use crate::math::decimal;
use crate::math::exact::Sum;
use crate::protocol::policy::Period;

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

    /// One stored amount as a value.
    pub fn value(self, amount: f64) -> f64 {
        self.total(std::iter::once(amount))
    }
}

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

/// A demand column outside the stocking unit: for each unit the value with the largest quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadingValues {
    /// The column's header.
    pub header: String,
    /// The canonical role it plays, if any.
    pub role: Option<&'static str>,
    /// For each unit the value and the share of its quantity that it covers; empty where blank or unsold.
    pub of_unit: Vec<(String, f64)>,
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
        let rows = units.grouped(logs, &scales);
        let mut histories = Histories {
            quantity: Scale { exponent: scales.quantity },
            money: Scale { exponent: scales.money },
            money_known: rows.iter().flatten().any(|row| row.money.is_some()),
            days: None,
            grain: None,
            columns: units.leading_values(logs),
            facts: Vec::with_capacity(rows.len()),
            sale_start: vec![0],
            sales: Vec::new(),
            return_start: vec![0],
            returns: Vec::new(),
            keys: units.keys,
        };
        for unit in rows {
            histories.take(unit, &scales);
        }
        histories.take_days(logs);
        histories
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
        self.keys.binary_search_by(|other| fields(other).cmp(fields(key))).ok()
    }

    fn take(&mut self, mut rows: Vec<Row>, scales: &Scales) {
        rows.sort_unstable_by(|one, other| {
            one.day.cmp(&other.day).then(other.quantity.total_cmp(&one.quantity)).then_with(|| {
                other.money.unwrap_or(f64::NEG_INFINITY).total_cmp(&one.money.unwrap_or(f64::NEG_INFINITY))
            })
        });
        self.facts.push(UnitFacts {
            whole_units: rows.iter().all(|row| scales.is_whole(row.quantity)),
            money_known: rows.iter().any(|row| row.quantity > 0.0 && row.money.is_some()),
        });
        for day in rows.chunk_by(|one, other| one.day == other.day) {
            let sold: Vec<&Row> = day.iter().filter(|row| row.quantity > 0.0).collect();
            if let Some(first) = sold.first() {
                self.sales.push(Sale {
                    day: first.day,
                    quantity: stored(self.quantity, sold.iter().map(|row| row.quantity)),
                    money: stored(self.money, sold.iter().filter_map(|row| row.money)),
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
        let mut days: Vec<Day> = Vec::new();
        for log in logs {
            let mut own: Vec<Day> = log.day.clone();
            own.sort_unstable();
            own.dedup();
            days.extend(own);
        }
        days.sort_unstable();
        days.dedup();
        self.days = days.first().copied().zip(days.last().copied());
        self.grain = calendar::grain(&days);
    }
}

/// A sum that stays stored: whole steps add exactly, values are added exactly and rounded once.
fn stored(scale: Scale, amounts: impl Iterator<Item = f64>) -> f64 {
    if scale.exponent.is_some() { amounts.sum() } else { amounts.collect::<Sum>().value() }
}

fn part<'a, T>(all: &'a [T], starts: &[u32], unit: usize) -> &'a [T] {
    let from = starts.get(unit).map_or(0, |&start| start as usize);
    let to = starts.get(unit + 1).map_or(from, |&start| start as usize);
    all.get(from..to).unwrap_or_default()
}

/// One row in stored amounts.
#[derive(Debug, Clone, Copy)]
struct Row {
    day: Day,
    quantity: f64,
    money: Option<f64>,
}

/// The steps shared by all files, or none where they would not stay exact.
struct Scales {
    quantity: Option<u8>,
    money: Option<u8>,
}

impl Scales {
    fn new(logs: &[&DemandLog]) -> Self {
        let quantity = logs.iter().map(|log| log.quantity.exponent()).max().unwrap_or(0);
        let money = logs.iter().map(|log| money_exponent(log)).max().unwrap_or(0);
        let fits = |total: Option<i128>, exponent: u8| total.filter(|sum| *sum < EXACT).map(|_| exponent);
        let sums = |steps: &dyn Fn(&DemandLog, usize) -> Option<i128>| {
            logs.iter().try_fold(0_i128, |sum, log| {
                (0..log.len()).try_fold(sum, |sum, row| sum.checked_add(steps(log, row)?.abs()))
            })
        };
        Scales {
            quantity: fits(sums(&|log, row| quantity_steps(log, row, quantity)), quantity),
            money: fits(
                sums(&|log, row| {
                    if log.money.value(row).is_none() { Some(0) } else { money_steps(log, row, money) }
                }),
                money,
            ),
        }
    }

    fn row(&self, log: &DemandLog, row: usize) -> Row {
        let quantity = match self.quantity {
            Some(exponent) => quantity_steps(log, row, exponent).map(|steps| steps as f64),
            None => log.quantity.value(row),
        };
        let money = match self.money {
            Some(exponent) => money_steps(log, row, exponent).map(|steps| steps as f64),
            None => log.money_value(row),
        };
        Row {
            day: log.day.get(row).copied().unwrap_or_default(),
            quantity: quantity.unwrap_or_default(),
            money,
        }
    }

    fn is_whole(&self, quantity: f64) -> bool {
        match self.quantity {
            Some(exponent) => (quantity as i128) % 10_i128.pow(u32::from(exponent.min(38))) == 0,
            None => quantity.fract() == 0.0,
        }
    }
}

fn money_exponent(log: &DemandLog) -> u8 {
    let of_quantity = if log.money_is == super::log::Money::Price { log.quantity.exponent() } else { 0 };
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

/// The stocking units of all files in key order, and where each file's own numbers went.
struct Units {
    keys: Vec<Box<str>>,
    of_log: Vec<Vec<u32>>,
}

impl Units {
    fn new(logs: &[&DemandLog]) -> Self {
        let mut all = Texts::default();
        let seen: Vec<Vec<u32>> =
            logs.iter().map(|log| log.units.iter().map(|key| all.number(key)).collect()).collect();
        let mut order: Vec<u32> = (0..all.len() as u32).collect();
        order.sort_unstable_by(|&one, &other| fields(all.text(one)).cmp(fields(all.text(other))));
        let mut place = vec![0_u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(old as usize) {
                *slot = new as u32;
            }
        }
        let placed = |number: &u32| place.get(*number as usize).copied().unwrap_or_default();
        Units {
            keys: order.iter().map(|&number| all.text(number).into()).collect(),
            of_log: seen.iter().map(|numbers| numbers.iter().map(placed).collect()).collect(),
        }
    }

    fn unit(&self, log_number: usize, log: &DemandLog, row: usize) -> usize {
        let own = log.unit.get(row).copied().unwrap_or_default() as usize;
        self.of_log.get(log_number).and_then(|numbers| numbers.get(own)).copied().unwrap_or_default() as usize
    }

    fn grouped(&self, logs: &[&DemandLog], scales: &Scales) -> Vec<Vec<Row>> {
        let mut rows: Vec<Vec<Row>> = vec![Vec::new(); self.keys.len()];
        for (number, log) in logs.iter().enumerate() {
            for row in 0..log.len() {
                if let Some(unit) = rows.get_mut(self.unit(number, log, row)) {
                    unit.push(scales.row(log, row));
                }
            }
        }
        rows
    }

    /// For each kept column, each unit's value with the largest quantity sold; ties by text.
    fn leading_values(&self, logs: &[&DemandLog]) -> Vec<LeadingValues> {
        let mut headers: Vec<(&str, Option<&'static str>)> = Vec::new();
        for column in logs.iter().flat_map(|log| &log.columns) {
            if !headers.iter().any(|(header, _)| *header == column.header) {
                headers.push((&column.header, column.role));
            }
        }
        headers.into_iter().map(|(header, role)| self.leading(logs, header, role)).collect()
    }

    fn leading(&self, logs: &[&DemandLog], header: &str, role: Option<&'static str>) -> LeadingValues {
        let mut values = Texts::default();
        let mut sold: FxHashMap<(usize, u32), Vec<f64>> = FxHashMap::default();
        for (number, log) in logs.iter().enumerate() {
            let Some(column) = log.columns.iter().find(|column| column.header == header) else { continue };
            let renumbered: Vec<u32> = column.values.iter().map(|text| values.number(text)).collect();
            for (row, own) in column.rows.iter().enumerate() {
                let quantity = log.quantity.value(row).filter(|quantity| *quantity > 0.0);
                if let (Some(quantity), Some(&value)) = (quantity, renumbered.get(*own as usize)) {
                    sold.entry((self.unit(number, log, row), value)).or_default().push(quantity);
                }
            }
        }
        let mut of_unit: Vec<(String, f64, Vec<f64>)> = vec![Default::default(); self.keys.len()];
        for ((unit, value), quantities) in sold {
            let sum = quantities.into_iter().collect::<Sum>().value();
            let text = values.text(value);
            if let Some((leader, most, all)) = of_unit.get_mut(unit) {
                all.push(sum);
                if sum > *most || (sum == *most && text < leader.as_str()) {
                    (*leader, *most) = (text.to_owned(), sum);
                }
            }
        }
        let share = |(leader, most, all): (String, f64, Vec<f64>)| {
            let total = all.into_iter().collect::<Sum>().value();
            (leader, if total > 0.0 { most / total } else { 0.0 })
        };
        LeadingValues { header: header.to_owned(), role, of_unit: of_unit.into_iter().map(share).collect() }
    }
}
