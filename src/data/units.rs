//! The stocking units of all demand files: one numbering in key order, rows by unit, and the leading value of
//! every kept column.

use std::ops::Range;
use std::rc::Rc;

use super::keys;
use super::log::{DemandLog, LogColumn};
use super::texts::Texts;
use crate::math::exact::Sum;
use crate::pack::{Pack, Unpack};
use crate::read::plan::ColumnForm;

/// A demand column outside the stocking unit: for each unit the value with the largest quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadingValues {
    /// The column's header.
    pub header: String,
    /// The canonical role it plays, if any.
    pub role: Option<&'static str>,
    /// How its cells are read.
    pub form: ColumnForm,
    /// For each unit the value and the share of its quantity that it covers; empty where blank or unsold.
    pub of_unit: Vec<(String, f64)>,
}

/// Texts with their shares of a quantity.
pub type Shares = Vec<(Box<str>, f64)>;

/// Takes the quantities of a unit with the numbers of a column's values, and the values.
type Take<'a> = &'a mut dyn FnMut(&mut [(u32, f64)], &Texts);

/// The stocking units of all logs in key order, and where each stands in them.
#[derive(Debug)]
pub struct Units {
    /// Their keys.
    pub keys: Rc<Texts>,
    /// The logs that have a unit, and its number there; a unit's end where it ends.
    holders: Vec<(u32, u32)>,
    ends: Vec<u32>,
}

impl Units {
    /// Those of sorted logs.
    pub fn new(logs: &[Rc<DemandLog>]) -> Self {
        let lists: Vec<&Texts> = logs.iter().map(|log| &log.units).collect();
        let (longest, all) =
            lists.iter().fold((0, 0), |(longest, all), list| (list.len().max(longest), all + list.len()));
        let (holders, ends) = (Vec::with_capacity(all), Vec::with_capacity(longest));
        let mut keys = Texts::default();
        let mut units = Units { keys: Rc::default(), holders, ends };
        keys::merged(&lists, |key, found| units.take(&mut keys, key, found));
        Units { keys: Rc::new(keys), ..units }
    }

    /// One unit more. Never inlined: a browser compiles what is called often for speed, but not a loop that is entered
    /// once.
    #[inline(never)]
    fn take(&mut self, keys: &mut Texts, key: &str, found: &[(usize, u32)]) {
        keys.push(key);
        self.holders.extend(found.iter().map(|(log, own)| (*log as u32, *own)));
        self.ends.push(self.holders.len() as u32);
    }

    /// The logs that have a unit, and its number there.
    pub fn holders(&self, unit: usize) -> &[(u32, u32)] {
        let start = unit.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(unit).copied().unwrap_or(start);
        self.holders.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Writes where some units stand, each log's numbers counted from its first among them; those first numbers, and
    /// where they end.
    pub fn pack(&self, units: Range<usize>, logs: usize, to: &mut Pack) -> Vec<Range<u32>> {
        let mut ranges: Vec<Option<Range<u32>>> = vec![None; logs];
        let (mut holders, mut ends) = (Vec::new(), Vec::with_capacity(units.len()));
        for unit in units {
            for &(log, own) in self.holders(unit) {
                let Some(range) = ranges.get_mut(log as usize) else { continue };
                let range = range.get_or_insert(own..own);
                range.end = own + 1;
                holders.extend([log, own - range.start]);
            }
            ends.push((holders.len() / 2) as u32);
        }
        to.small(&holders);
        to.small(&ends);
        ranges.into_iter().map(|range| range.unwrap_or(0..0)).collect()
    }

    /// Reads what [`Units::pack`] wrote; their keys stay behind.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        let (pairs, ends) = (from.small(), from.small());
        let (pairs, _) = pairs.as_chunks::<2>();
        Units { keys: Rc::default(), holders: pairs.iter().map(|[log, own]| (*log, *own)).collect(), ends }
    }

    /// For each kept column, each unit's value with the largest quantity sold; ties by text.
    pub fn leading_values(&self, logs: &[Rc<DemandLog>]) -> Vec<LeadingValues> {
        let mut columns: Vec<&LogColumn> = Vec::new();
        for column in logs.iter().flat_map(|log| &log.columns).filter(|column| column.named) {
            if !columns.iter().any(|known| known.header == column.header) {
                columns.push(column);
            }
        }
        columns.into_iter().map(|column| self.leading(logs, column)).collect()
    }

    fn leading(&self, logs: &[Rc<DemandLog>], of: &LogColumn) -> LeadingValues {
        let mut of_unit = Vec::with_capacity(self.keys.len());
        self.sold(logs, &|column| column.header == of.header, &mut |sold, values| {
            of_unit.push(leader(sold, values));
        });
        LeadingValues { header: of.header.clone(), role: of.role, form: of.form, of_unit }
    }

    /// For each unit the values of a column with their shares of the quantity sold; nothing where no file keeps a
    /// column of that name.
    pub fn shares(&self, logs: &[Rc<DemandLog>], name: &str) -> Vec<Shares> {
        let named = |column: &LogColumn| column.header.eq_ignore_ascii_case(name);
        if !logs.iter().flat_map(|log| &log.columns).any(&named) {
            return Vec::new();
        }
        let mut of_unit = Vec::with_capacity(self.keys.len());
        self.sold(logs, &named, &mut |sold, values| of_unit.push(shared(sold, values)));
        of_unit
    }

    /// Hands over, unit by unit, the quantities sold with the numbers of a column's values.
    fn sold(&self, logs: &[Rc<DemandLog>], of: &dyn Fn(&LogColumn) -> bool, take: Take<'_>) {
        let mut values = Texts::default();
        let columns: Vec<Option<(&LogColumn, Vec<u32>)>> = logs
            .iter()
            .map(|log| {
                let column = log.columns.iter().find(|column| of(column))?;
                Some((column, column.values.iter().map(|text| values.number(text)).collect()))
            })
            .collect();
        let mut sold: Vec<(u32, f64)> = Vec::new();
        for unit in 0..self.keys.len() {
            sold.clear();
            for &(place, own) in self.holders(unit) {
                let place = place as usize;
                let Some((log, (column, numbers))) =
                    logs.get(place).zip(columns.get(place).and_then(Option::as_ref))
                else {
                    continue;
                };
                sold.extend(log.rows_of(own).filter_map(|row| {
                    let quantity = log.quantity.value(row).filter(|quantity| *quantity > 0.0)?;
                    Some((*numbers.get(*column.rows.get(row)? as usize)?, quantity))
                }));
            }
            take(&mut sold, &values);
        }
    }
}

/// The values with their shares of all.
fn shared(sold: &mut [(u32, f64)], values: &Texts) -> Shares {
    sold.sort_unstable_by_key(|(value, _)| *value);
    let total = sold.iter().map(|(_, quantity)| *quantity).collect::<Sum>().value();
    let share = |same: &[(u32, f64)]| {
        let units = same.iter().map(|(_, quantity)| *quantity).collect::<Sum>().value();
        (same.first().map_or("", |(value, _)| values.text(*value)).into(), units / total)
    };
    sold.chunk_by(|one, other| one.0 == other.0).map(share).collect()
}

/// The value with the largest quantity, ties by text, and its share of all.
fn leader(sold: &mut [(u32, f64)], values: &Texts) -> (String, f64) {
    sold.sort_unstable_by_key(|(value, _)| *value);
    let (mut leader, mut most, mut all) = ("", 0.0, Sum::new());
    for same in sold.chunk_by(|one, other| one.0 == other.0) {
        let sum = same.iter().map(|(_, quantity)| *quantity).collect::<Sum>().value();
        let text = same.first().map_or("", |(value, _)| values.text(*value));
        all.add(sum);
        if sum > most || (sum == most && text < leader) {
            (leader, most) = (text, sum);
        }
    }
    let total = all.value();
    (leader.to_owned(), if total > 0.0 { most / total } else { 0.0 })
}
