//! Demand histories by stocking unit: the rows of all demand files, added up exactly by calendar day.
//!
//! Nothing is added up ahead: the sorted rows stay where they are, shared with their files, and a unit's days are
//! made when they are asked for. Units asked for in key order read every file's rows once, from first to last.
//! Amounts are kept as whole steps in doubles wherever all of them together stay below 2^53, so that every later sum
//! is exact; else as rounded values that are added exactly and rounded once.

use std::ops::Range;
use std::rc::Rc;

use super::calendar::{self, Day};
use super::keys::order;
use super::log::DemandLog;
use super::settings::TIER;
pub use super::sold::{History, Return, Sale};
pub use super::steps::{Amount, Scale};
use super::steps::{Factors, Scales};
use super::texts::Texts;
use super::units::Units;
pub use super::units::{LeadingValues, Shares};
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::Period;

/// All demand histories, by unit in key order.
#[derive(Debug, Clone)]
pub struct Histories {
    /// What stored quantities mean.
    pub quantity: Scale,
    /// What stored money means.
    pub money: Scale,
    /// First and last day of the rows, returns included.
    pub days: Option<(Day, Day)>,
    /// The grain of already bucketed dates.
    pub grain: Option<Period>,
    /// Columns kept.
    pub columns: Rc<Vec<LeadingValues>>,
    /// The tiers that each unit's quantity was sold to, with their shares; empty where no demand row names any.
    pub tiers: Rc<Vec<Shares>>,
    /// The sorted rows, a file or a part of one each, and what makes their amounts stored ones.
    logs: Vec<(Rc<DemandLog>, Factors)>,
    units: Rc<Units>,
    /// The days looked at, where it is not all of them.
    within: Option<(Day, Day)>,
}

impl Histories {
    /// The rows of all demand files; `units` are those of the logs, where they are known already.
    pub fn new(logs: &[Rc<DemandLog>], units: Option<Rc<Units>>) -> Self {
        let units = units.unwrap_or_else(|| Rc::new(Units::new(logs)));
        let scales = Scales::new(logs);
        let days = days(logs);
        Histories {
            quantity: scales.quantity,
            money: scales.money,
            days: days.first().copied().zip(days.last().copied()),
            grain: calendar::grain(&days),
            columns: Rc::new(units.leading_values(logs)),
            tiers: Rc::new(units.shares(logs, TIER)),
            logs: logs.iter().map(|log| (Rc::clone(log), scales.factors(log))).collect(),
            units,
            within: None,
        }
    }

    /// The same as if data had begun and ended on these days.
    #[must_use]
    pub fn between(&self, from: Day, to: Day) -> Self {
        let days = self.days.map(|(first, last)| (first.max(from), last.min(to)));
        let days = days.filter(|(first, last)| first <= last);
        Histories { days, within: Some((from, to)), ..self.clone() }
    }

    /// Joined keys, sorted field by field by code point.
    pub fn keys(&self) -> &Rc<Texts> {
        &self.units.keys
    }

    /// Reads the history of a unit over one that is needed no longer.
    pub fn read(&self, unit: usize, to: &mut History) {
        to.begin();
        for &(log, own) in self.units.holders(unit) {
            if let Some((log, factors)) = self.logs.get(log as usize) {
                to.take(log, log.rows_of(own), *factors);
            }
        }
        to.end(self.quantity, self.money);
        if let Some((from, until)) = self.within {
            to.keep(from..=until, self.quantity);
        }
    }

    /// Writes the rows of some units, next to each other, for another worker.
    pub fn pack(&self, units: Range<usize>, to: &mut Pack) {
        self.quantity.pack(to);
        self.money.pack(to);
        to.small(
            &self
                .within
                .map_or_else(Vec::new, |(from, until)| vec![from.cast_unsigned(), until.cast_unsigned()]),
        );
        let held = self.units.pack(units, self.logs.len(), to);
        to.number(held.len() as u64);
        for ((log, factors), units) in self.logs.iter().zip(held) {
            factors.pack(to);
            log.pack_units(units, to);
        }
    }

    /// Reads what [`Histories::pack`] wrote: the same units by number, of which [`Histories::read`] says the same.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        let (quantity, money) = (Scale::unpack(from), Scale::unpack(from));
        let within = match from.small()[..] {
            [first, last] => Some((first.cast_signed(), last.cast_signed())),
            _ => None,
        };
        let units = Units::unpack(from);
        let logs = (0..from.count()).map(|_| {
            let factors = Factors::unpack(from);
            (Rc::new(DemandLog::unpack_units(from)), factors)
        });
        Histories {
            quantity,
            money,
            days: None,
            grain: None,
            columns: Rc::default(),
            tiers: Rc::default(),
            logs: logs.collect(),
            units: Rc::new(units),
            within,
        }
    }

    /// The history of a unit.
    pub fn history(&self, unit: usize) -> History {
        let mut history = History::default();
        self.read(unit, &mut history);
        history
    }

    /// The number of a joined key.
    pub fn find(&self, key: &str) -> Option<usize> {
        let keys = &self.units.keys;
        let (mut from, mut to) = (0, keys.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match order(keys.text(middle as u32), key) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

/// The days of all rows, ascending.
fn days(logs: &[Rc<DemandLog>]) -> Vec<Day> {
    let mut days: Vec<Day> = logs.iter().flat_map(|log| log.days.iter().copied()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::super::log::Money;
    use super::*;

    /// A day, tenths of a unit, and the price of one where it is known.
    type Sold = (Day, i128, Option<i128>);

    fn log(rows: &[Sold]) -> Rc<DemandLog> {
        let mut log = DemandLog { money_is: Money::Price, ..DemandLog::default() };
        log.units.push("A");
        for (day, tenths, price) in rows {
            log.unit.push(0);
            log.day.push(*day);
            log.quantity.push(*tenths, 1);
            match price {
                Some(price) => log.money.push(*price, 0),
                None => log.money.push_blank(),
            }
        }
        log.sort(&[0]);
        Rc::new(log)
    }

    /// Days with units, money and rows: sold, and come back.
    fn days(histories: &Histories) -> [Vec<(Day, f64, f64, u32)>; 2] {
        let (units, money) = (histories.quantity, histories.money);
        let history = histories.history(0);
        let sold = history.sales.iter().map(|sale| (sale.day, sale.quantity, sale.money, sale.lines));
        let back = history.returns.iter().map(|back| (back.day, back.quantity, back.money, 1));
        let value = |(day, quantity, paid, rows)| (day, units.value(quantity), money.value(paid), rows);
        [sold.map(value).collect(), back.map(value).collect()]
    }

    /// What two files say of a unit, and what they say with one more row of so many tenths.
    fn check(large: i128) {
        let one = [(7, -10, Some(10)), (5, 20, Some(10)), (5, 30, Some(10)), (7, -40, Some(10))];
        let histories =
            Histories::new(&[log(&one), log(&[(6, 15, None), (5, 5, Some(2)), (9, large, None)])], None);
        let sold = [(5, 5.5, 51.0, 3), (6, 1.5, 0.0, 1), (9, large as f64 / 10.0, 0.0, 1)];
        let back = [(7, 4.0, 40.0, 1), (7, 1.0, 10.0, 1)];
        assert_eq!(days(&histories), [sold.to_vec(), back.to_vec()]);
        let cut = histories.between(6, 8);
        assert_eq!(days(&cut), [sold[1..2].to_vec(), back.to_vec()]);
        let (history, later) = (histories.history(0), cut.history(0));
        assert!(!history.whole_units && history.money_known && later.money_known);
        assert_eq!((history.lines, later.mean_row_quantity(cut.quantity)), (5, Some(1.5)));
    }

    #[test]
    fn rows_of_all_files_are_added_up_by_day() {
        check(20);
        check(1 << 60); // more than steps that a double holds
    }
}
