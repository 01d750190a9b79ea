//! The item master: what the user's files say about items, found again by key.
//!
//! A row may be about an item everywhere or at one location, channel or customer; the most specific row wins.
//! Two rows for one key: the last in file order is used.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::dataset::Unit;
use super::keys::{SEPARATOR, fields};
use crate::protocol::policy::UnitField;
use crate::read::plan::ColumnForm;

/// The fields of a stocking unit, in key order.
pub const FIELDS: [UnitField; 4] =
    [UnitField::Item, UnitField::Location, UnitField::Channel, UnitField::Customer];

/// Figures of one row; `None` is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MasterFigures {
    /// Money a unit costs.
    pub unit_cost: Option<f64>,
    /// Money a unit sells for.
    pub unit_price: Option<f64>,
    /// Lead time, days.
    pub lead_time_days: Option<f64>,
    /// Its standard deviation, days.
    pub lead_time_sd_days: Option<f64>,
    /// Days between reviews.
    pub review_days: Option<f64>,
    /// Units an order.
    pub order_quantity: Option<f64>,
    /// Least units an order.
    pub order_minimum: Option<f64>,
    /// Orders come in multiples of it.
    pub order_multiple: Option<f64>,
    /// Share of the unit cost that a year of holding costs.
    pub holding_rate: Option<f64>,
    /// Money a unit short costs.
    pub stockout_cost: Option<f64>,
    /// A cycle service target of its own, a fraction.
    pub service_level: Option<f64>,
    /// Least safety stock, units.
    pub min_units: Option<f64>,
    /// Days after which a unit is worthless.
    pub shelf_life_days: Option<f64>,
    /// Days that the customer accepts to wait.
    pub customer_wait_days: Option<f64>,
    /// Safety stock held today, units.
    pub current_safety_stock: Option<f64>,
    /// Reorder point in use today, units.
    pub current_reorder_point: Option<f64>,
    /// Units on a pallet.
    pub units_per_pallet: Option<f64>,
}

/// One row of an item master.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MasterRow {
    /// The file's name.
    pub file: Rc<str>,
    /// Line in it.
    pub line: u64,
    /// Item, location, channel, customer; empty where the table or the cell does not say.
    pub key: [String; 4],
    /// Description; may be empty.
    pub description: Rc<str>,
    /// Supplier.
    pub supplier: Option<Rc<str>>,
    /// Its figures.
    pub figures: MasterFigures,
    /// The cells of every column, by the master's column number.
    pub cells: Vec<String>,
}

/// A column of the item master.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterColumn {
    /// Its header.
    pub header: String,
    /// The canonical role it plays, if any.
    pub role: Option<&'static str>,
    /// How its cells are read.
    pub form: ColumnForm,
}

/// All rows of all item masters.
#[derive(Debug, Clone, Default)]
pub struct ItemMaster {
    /// Columns met, of all files.
    pub columns: Vec<MasterColumn>,
    /// Rows, in file order.
    pub rows: Vec<MasterRow>,
    by_key: FxHashMap<String, u32>,
    /// Numbers of rows that replace an earlier row of the same key.
    pub duplicates: Vec<u32>,
}

impl ItemMaster {
    /// The rows of several files, found by the given stocking unit.
    pub fn new(files: Vec<(Vec<MasterColumn>, Vec<MasterRow>)>, unit: &[UnitField]) -> Self {
        let mut master = ItemMaster::default();
        let mut rows = Vec::new();
        for (columns, own) in files {
            let before = master.columns.len();
            let blank = || std::iter::repeat_n(String::new(), before);
            rows.extend(
                own.into_iter().map(|row| MasterRow { cells: blank().chain(row.cells).collect(), ..row }),
            );
            master.columns.extend(columns);
        }
        let unit = if unit.is_empty() { FIELDS.as_slice() } else { unit };
        for (number, row) in rows.iter().enumerate() {
            let key = joined(unit.iter().map(|field| field_of(&row.key, *field)));
            if master.by_key.insert(key, number as u32).is_some() {
                master.duplicates.push(number as u32);
            }
        }
        master.rows = rows;
        master
    }

    /// Finds the row about each unit.
    pub fn find(&self, units: &mut [Unit]) {
        if self.rows.is_empty() {
            return;
        }
        let mut partly = String::new();
        for unit in units {
            unit.master = self.row(unit.key.text(), &mut partly);
        }
    }

    /// The number of the row about a key: about exactly this one, else the one that names most of its fields; of two
    /// that name as many the one with the earlier field. The memory of `partly` is used.
    fn row(&self, key: &str, partly: &mut String) -> Option<u32> {
        let others = fields(key).count().saturating_sub(1);
        let fits = |named: &&[bool; 3]| named.iter().skip(others).all(|named| !named);
        NAMED.iter().filter(fits).find_map(|named| {
            write_partly(key, *named, partly);
            self.by_key.get(partly.as_str()).copied()
        })
    }
}

/// Of the fields after the item, those that a row names: most first, then the earlier ones.
const NAMED: [[bool; 3]; 8] = [
    [true, true, true],
    [true, true, false],
    [true, false, true],
    [false, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [false, false, false],
];

/// A key of which a row names the item and some other fields.
fn write_partly(key: &str, named: [bool; 3], to: &mut String) {
    to.clear();
    let kept = std::iter::once(true).chain(named);
    for (place, (field, kept)) in fields(key).zip(kept).enumerate() {
        if place > 0 {
            to.push(SEPARATOR);
        }
        to.push_str(if kept { field } else { "" });
    }
}

/// A field of a four-part key.
pub fn field_of(key: &[String; 4], field: UnitField) -> &str {
    let [item, location, channel, customer] = key;
    match field {
        UnitField::Item => item,
        UnitField::Location => location,
        UnitField::Channel => channel,
        UnitField::Customer => customer,
    }
}

/// Fields as one key.
pub fn joined<'a>(fields: impl Iterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for (place, field) in fields.enumerate() {
        if place > 0 {
            key.push(SEPARATOR);
        }
        key.push_str(field);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::key::Key;
    use super::*;

    fn row(item: &str, location: &str, line: u64) -> MasterRow {
        MasterRow {
            line,
            key: [item.to_owned(), location.to_owned(), String::new(), String::new()],
            ..MasterRow::default()
        }
    }

    fn line_of(master: &ItemMaster, item: &str, location: &str) -> Option<u64> {
        line_of_key(master, &[item, location])
    }

    fn line_of_key(master: &ItemMaster, key: &[&str]) -> Option<u64> {
        let mut units = [Unit { key: Key::of(key), history: None, statistics: None, master: None }];
        master.find(&mut units);
        units[0].master.map(|row| master.rows[row as usize].line)
    }

    #[test]
    fn the_most_specific_row_wins_and_the_last_of_two() {
        let rows = vec![row("A", "", 2), row("A", "North", 3), row("A", "North", 4)];
        let master = ItemMaster::new(vec![(Vec::new(), rows)], &[UnitField::Item, UnitField::Location]);
        assert_eq!((line_of(&master, "A", "North"), line_of(&master, "A", "South")), (Some(4), Some(2)));
        assert_eq!((line_of(&master, "B", "North"), master.duplicates.as_slice()), (None, [2].as_slice()));
    }

    #[test]
    fn a_row_about_a_location_holds_for_its_channels() {
        let unit = [UnitField::Item, UnitField::Location, UnitField::Channel];
        let master = ItemMaster::new(vec![(Vec::new(), vec![row("A", "", 2), row("A", "North", 3)])], &unit);
        let line = |location| line_of_key(&master, &["A", location, "web"]);
        assert_eq!((line("North"), line("South")), (Some(3), Some(2)));
    }
}
