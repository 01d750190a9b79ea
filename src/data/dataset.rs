//! Everything read, joined: the stocking units, their histories, masters, order lines.
//!
//! The units are those with demand and those of the item master whose key is known in full, in key order.

use std::rc::Rc;

use super::history::Histories;
use super::key::Key;
use super::keys::{self, alike, is_whole};
use super::log::DemandLog;
use super::marks::Marks;
use super::master::{ItemMaster, MasterRow, field_of, joined};
use super::open::{ServiceRow, StockRow};
use super::receipts::Lines;
use super::shelf::Shelves;
use super::statistics::StatisticsRow;
use super::texts::Texts;
use super::units::Units;
use crate::finding::{Cause, Findings, Place};
use crate::math::exact::Sum;
use crate::order;
use crate::protocol::policy::UnitField;
use crate::read::Role;

/// One stocking unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its key: the fields of the stocking unit.
    pub key: Key,
    /// The number of its history; none where it was never sold.
    pub history: Option<u32>,
    /// The number of its row of figures computed elsewhere, which stand in for a history.
    pub statistics: Option<u32>,
    /// The number of the item master's row about it.
    pub master: Option<u32>,
}

/// The data of a session, joined.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The fields of the stocking unit that the data have.
    pub fields: Vec<UnitField>,
    /// What the demand files call those fields.
    pub unit_headers: Vec<Vec<String>>,
    /// Units in key order.
    pub units: Vec<Unit>,
    /// The names of the demand files.
    pub demand_files: Vec<String>,
    /// Their histories.
    pub histories: Histories,
    /// Figures computed elsewhere.
    pub statistics: Vec<StatisticsRow>,
    /// What the item master says.
    pub master: ItemMaster,
    /// Order lines.
    pub lines: Lines,
    /// The names of the files the lines come from.
    pub receipts_file: String,
    /// What demand rows say beside their quantity.
    pub marks: Marks,
    /// Days on which a shelf was empty.
    pub shelves: Shelves,
    /// Units sold by days between order and due day; empty where no row carries both.
    pub ahead: Vec<f64>,
    /// What was odd in joining.
    pub findings: Findings,
}

/// Tables that a dataset is made of.
#[derive(Debug, Default)]
pub struct Parts {
    /// The fields of the stocking unit that the demand files have.
    pub fields: Vec<UnitField>,
    /// What those files call them.
    pub unit_headers: Vec<Vec<String>>,
    /// Demand rows, a file each.
    pub demand: Vec<Rc<DemandLog>>,
    /// Their units, where they are known already.
    pub units: Option<Rc<Units>>,
    /// Their names.
    pub demand_files: Vec<String>,
    /// Figures computed elsewhere.
    pub statistics: Vec<StatisticsRow>,
    /// The item master.
    pub master: ItemMaster,
    /// Order lines.
    pub lines: Lines,
    /// The names of the files they come from.
    pub receipts_file: String,
    /// What was ordered and shipped.
    pub service: Vec<ServiceRow>,
    /// Counts of stock.
    pub stock: Vec<StockRow>,
}

impl Dataset {
    /// Joins the tables.
    pub fn new(parts: Parts) -> Self {
        let histories = Histories::new(&parts.demand, parts.units.clone());
        let units = units(&histories, &parts);
        let marks = Marks::new(&parts.demand, &histories);
        let shelves = Shelves::new(&parts.service, &parts.stock, &parts.fields);
        let mut dataset = Dataset {
            fields: parts.fields,
            unit_headers: parts.unit_headers,
            demand_files: parts.demand_files,
            units,
            histories,
            statistics: parts.statistics,
            master: parts.master,
            lines: parts.lines,
            receipts_file: parts.receipts_file,
            marks,
            shelves,
            ahead: ahead(&parts.demand),
            findings: Findings::default(),
        };
        dataset.findings = dataset.checked();
        dataset
    }

    /// The figures of a unit that were computed elsewhere.
    pub fn computed(&self, unit: &Unit) -> Option<&StatisticsRow> {
        self.statistics.get(unit.statistics? as usize)
    }

    /// The master row of a unit.
    pub fn master_of(&self, unit: &Unit) -> Option<&MasterRow> {
        self.master.rows.get(unit.master? as usize)
    }

    /// Whether an items table gives categories.
    pub fn has_categories(&self) -> bool {
        self.master.columns.iter().any(|column| column.role == Some(Role::Category.name()))
    }

    /// The category of a unit, where the items table gives one.
    pub fn category(&self, unit: &Unit) -> Option<&str> {
        let row = self.master_of(unit)?;
        let columns = self.master.columns.iter().zip(&row.cells);
        let mut cells = columns.filter(|(column, _)| column.role == Some(Role::Category.name()));
        cells.find_map(|(_, cell)| Some(cell.trim()).filter(|cell| !cell.is_empty()))
    }

    fn checked(&self) -> Findings {
        let mut findings = Findings::default();
        self.check_join(&mut findings);
        self.check_likeness(&mut findings);
        for &number in &self.master.duplicates {
            if let Some(row) = self.master.rows.get(number as usize) {
                let found = self
                    .fields
                    .iter()
                    .map(|field| field_of(&row.key, *field))
                    .collect::<Vec<_>>()
                    .join(" / ");
                findings.note(
                    &row.file,
                    Cause::DuplicateItem,
                    Place { line: row.line, column: String::new(), found },
                );
            }
        }
        findings
    }

    fn check_join(&self, findings: &mut Findings) {
        if self.master.rows.is_empty() || self.units.iter().all(|unit| !unit.is_sold()) {
            return;
        }
        for unit in &self.units {
            let cause = match (unit.is_sold(), self.master_of(unit)) {
                (true, None) => Cause::UnmatchedItem,
                (false, Some(_)) => Cause::UnsoldItem,
                _ => continue,
            };
            let row = self.master_of(unit).filter(|_| cause == Cause::UnsoldItem);
            let (file, line) = row.map_or(("", 0), |row| (&*row.file, row.line));
            findings.note(file, cause, Place { line, column: String::new(), found: unit.key.to_string() });
        }
    }

    /// Keys that look like an earlier one; what a single file of demand holds, its reader has noted.
    fn check_likeness(&self, findings: &mut Findings) {
        let noted = |unit: &Unit| unit.history.is_some() && self.demand_files.len() == 1;
        if self.units.iter().all(noted) {
            return;
        }
        let mut keys = Texts::default();
        for unit in &self.units {
            keys.push(unit.key.text());
        }
        for (first, other) in alike(&keys, |number| number) {
            let both = self.units.get(first as usize).zip(self.units.get(other as usize));
            let Some((first, unit)) = both.filter(|(first, unit)| !(noted(first) && noted(unit))) else {
                continue;
            };
            let found = format!("{} and {}", first.key, unit.key);
            findings.note("", Cause::SimilarKeys, Place { line: 0, column: String::new(), found });
        }
    }
}

impl Unit {
    /// Whether a history or figures computed elsewhere say anything about its demand.
    pub fn is_sold(&self) -> bool {
        self.history.is_some() || self.statistics.is_some()
    }
}

/// What all files together sold so many days before it was due.
fn ahead(logs: &[Rc<DemandLog>]) -> Vec<f64> {
    let mut sums: Vec<Sum> = Vec::new();
    for log in logs {
        for (row, ahead) in log.ahead.iter().enumerate() {
            let Some(days) = ahead.checked_sub(1).map(|days| days as usize) else { continue };
            let Some(units) = log.quantity.value(row).filter(|units| *units > 0.0) else { continue };
            sums.resize_with(sums.len().max(days + 1), Sum::default);
            if let Some(sum) = sums.get_mut(days) {
                sum.add(units);
            }
        }
    }
    sums.iter().map(Sum::value).collect()
}

/// Units with demand, those with figures computed elsewhere, and those that only the master knows, where it names
/// every field; in key order. Demand stands before figures, figures before the master.
fn units(histories: &Histories, parts: &Parts) -> Vec<Unit> {
    let whole = |key: &str| !parts.fields.is_empty() && is_whole(key);
    let unit = |key: Key| Unit { key, history: None, statistics: None, master: None };
    let keys = histories.keys();
    let mut sold = (0..)
        .zip(keys.iter())
        .filter(|(_, key)| whole(key))
        .map(|(number, _)| Unit { history: Some(number), ..unit(Key::new(keys, number)) })
        .peekable();
    let (named, statistics) = named(parts, whole);
    let others = (0..)
        .zip(&statistics)
        .map(|(number, row)| Unit { statistics: *row, ..unit(Key::new(&named, number)) });
    let mut units = Vec::with_capacity(keys.len());
    for other in others {
        while let Some(earlier) = sold.next_if(|sold| sold.key <= other.key) {
            units.push(earlier);
        }
        if units.last().is_none_or(|before| before.key != other.key) {
            units.push(other);
        }
    }
    units.extend(sold);
    parts.master.find(&mut units);
    units
}

/// The keys that tables other than demand name, once each and in order, with the number of the row of figures
/// computed elsewhere that names it.
fn named(parts: &Parts, whole: impl Fn(&str) -> bool) -> (Rc<Texts>, Vec<Option<u32>>) {
    let key = |key: &[String; 4]| joined(parts.fields.iter().map(|field| field_of(key, *field)));
    let computed = (0..).zip(&parts.statistics).map(|(number, row)| (key(&row.key), Some(number)));
    let known = parts.master.rows.iter().map(|row| (key(&row.key), None));
    let mut named: Vec<(String, Option<u32>)> = computed.chain(known).filter(|(key, _)| whole(key)).collect();
    order::sort_by(&mut named, |one, other| keys::order(&one.0, &other.0)); // stable: figures stand before the master
    named.dedup_by(|one, other| one.0 == other.0);
    let (mut texts, mut rows) = (Texts::default(), Vec::with_capacity(named.len()));
    for (key, row) in named {
        texts.push(&key);
        rows.push(row);
    }
    (Rc::new(texts), rows)
}
