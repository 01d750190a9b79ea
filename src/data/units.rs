//! The stocking units of all demand files: one numbering in key order, rows by unit, and the leading value of
//! every kept column.

use rustc_hash::FxHashMap;

use super::keys::{self, Texts};
use super::log::{DemandLog, LogColumn};
use super::steps::{Row, Scales};
use crate::math::exact::Sum;
use crate::order;
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

/// The stocking units of all files in key order, and where each file's own numbers went.
pub(super) struct Units {
    pub keys: Vec<Box<str>>,
    of_log: Vec<Vec<u32>>,
}

impl Units {
    pub fn new(logs: &[&DemandLog]) -> Self {
        let mut all = Texts::default();
        let seen: Vec<Vec<u32>> =
            logs.iter().map(|log| log.units.iter().map(|key| all.number(key)).collect()).collect();
        let order =
            order::numbers(all.len() as u32, &|one, other| keys::order(all.text(one), all.text(other)));
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

    pub fn grouped(&self, logs: &[&DemandLog], scales: &Scales) -> Vec<Vec<Row>> {
        let mut counts = vec![0_usize; self.keys.len()];
        for (number, log) in logs.iter().enumerate() {
            for row in 0..log.len() {
                if let Some(count) = counts.get_mut(self.unit(number, log, row)) {
                    *count += 1;
                }
            }
        }
        let mut rows: Vec<Vec<Row>> = counts.into_iter().map(Vec::with_capacity).collect();
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
    pub fn leading_values(&self, logs: &[&DemandLog]) -> Vec<LeadingValues> {
        let mut columns: Vec<&LogColumn> = Vec::new();
        for column in logs.iter().flat_map(|log| &log.columns) {
            if !columns.iter().any(|known| known.header == column.header) {
                columns.push(column);
            }
        }
        columns.into_iter().map(|column| self.leading(logs, column)).collect()
    }

    fn leading(&self, logs: &[&DemandLog], of: &LogColumn) -> LeadingValues {
        let mut values = Texts::default();
        let mut sold: FxHashMap<(usize, u32), Vec<f64>> = FxHashMap::default();
        for (number, log) in logs.iter().enumerate() {
            let Some(column) = log.columns.iter().find(|column| column.header == of.header) else { continue };
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
        LeadingValues {
            header: of.header.clone(),
            role: of.role,
            form: of.form,
            of_unit: of_unit.into_iter().map(share).collect(),
        }
    }
}
