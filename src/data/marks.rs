//! What demand rows say beside their quantity: which were sold on promotion, what had been forecast, to whom.
//!
//! In: the logs, whose columns of those roles are kept. Out: days by history. Sums are exact, days ascend: row order
//! does not show.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::calendar::Day;
use super::history::Histories;
use super::log::DemandLog;
use crate::math::exact::Sum;
use crate::order;
use crate::read::{Number, Role};

/// Columns of demand that are kept for what they say about its periods.
pub const ROLES: [Role; 3] = [Role::Forecast, Role::Promotion, Role::Customer];

/// Marks of all histories, by their number; most have none.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    promoted: FxHashMap<u32, Vec<Day>>,
    forecasts: FxHashMap<u32, Vec<(Day, f64)>>,
}

impl Marks {
    /// What the rows of all files say.
    pub fn new(logs: &[Rc<DemandLog>], histories: &Histories) -> Self {
        let mut promoted: FxHashMap<u32, Vec<Day>> = FxHashMap::default();
        let mut forecasts: FxHashMap<u32, BTreeMap<Day, Sum>> = FxHashMap::default();
        for log in logs.iter().filter(|log| log.has(Role::Promotion) || log.has(Role::Forecast)) {
            for (unit, key) in (0..).zip(log.units.iter()) {
                let Some(history) = histories.find(key).map(|number| number as u32) else { continue };
                let sold =
                    log.marked(unit, Role::Promotion).filter(|row| row.units > 0.0 && says_yes(row.text));
                for row in sold {
                    promoted.entry(history).or_default().push(row.day);
                }
                for row in log.marked(unit, Role::Forecast).filter(|row| row.units >= 0.0) {
                    let Number::Value(value) = row.form.number(row.text) else { continue };
                    forecasts.entry(history).or_default().entry(row.day).or_default().add(value.to_f64());
                }
            }
        }
        for days in promoted.values_mut() {
            order::sort(days);
            days.dedup();
        }
        let summed = |(history, days): (u32, BTreeMap<Day, Sum>)| {
            let known = days.into_iter().map(|(day, sum)| (day, sum.value()));
            (history, known.filter(|(_, value)| value.is_finite()).collect())
        };
        Marks { promoted, forecasts: forecasts.into_iter().map(summed).collect() }
    }

    /// The days on which a unit sold something on promotion, ascending.
    pub fn promoted(&self, history: u32) -> &[Day] {
        self.promoted.get(&history).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a unit was forecast to sell, by day, ascending.
    pub fn forecasts(&self, history: u32) -> &[(Day, f64)] {
        self.forecasts.get(&history).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether any row has a forecast.
    pub fn have_forecasts(&self) -> bool {
        !self.forecasts.is_empty()
    }
}

/// Whether a cell of a promotion column marks its row: anything but blank, a no or a zero.
fn says_yes(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let no = ["", "no", "n", "false", "f", "none", "nein", "non"].contains(&text.as_str());
    !no && !text.trim_matches(['0', '.', ',', '-']).is_empty()
}

/// What customers bought of a unit: each one's units by day, in the order of the customers' texts. Empty where no
/// file keeps the customer of a row.
pub fn sold_to(logs: &[Rc<DemandLog>], key: &str) -> Vec<(String, BTreeMap<Day, f64>)> {
    let mut sums: BTreeMap<&str, BTreeMap<Day, Sum>> = BTreeMap::new();
    for log in logs {
        let Some(unit) = log.units.iter().position(|unit| unit == key) else { continue };
        for row in log.marked(unit as u32, Role::Customer).filter(|row| row.units > 0.0) {
            sums.entry(row.text).or_default().entry(row.day).or_default().add(row.units);
        }
    }
    let by_day = |days: BTreeMap<Day, Sum>| days.into_iter().map(|(day, sum)| (day, sum.value())).collect();
    sums.into_iter().map(|(customer, days)| (customer.to_owned(), by_day(days))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_marks_a_promotion() {
        for yes in ["1", "yes", "x", "BF-2024", "TRUE", "10 %", "0815"] {
            assert!(says_yes(yes), "{yes}");
        }
        for no in ["", " ", "0", "0.0", "No", "false", "-", "0,00"] {
            assert!(!says_yes(no), "{no}");
        }
    }
}
