//! Files become one dataset: all demand logs, all item masters, all receipts; what they say is checked both ways.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::slot::{Content, FileSlot, Files};
use super::twice;
use crate::data::calendar::{Day, iso};
use crate::data::dataset::{Dataset, Parts};
use crate::data::demand::DemandReader;
use crate::data::log::DemandLog;
use crate::data::master::{FIELDS, ItemMaster, MasterColumn, MasterRow, field_of};
use crate::data::receipts::{Lines, ReceiptRow};
use crate::data::statistics::StatisticsRow;
use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::UnitField;
use crate::read::Role;

/// The dataset of the files read so far, in slot order; `unit` is the stocking unit asked for.
pub fn join(files: &Files, unit: &[UnitField]) -> Dataset {
    let mut gathered = Gathered::default();
    files.values().flat_map(FileSlot::tables).for_each(|file| gathered.take(file));
    let mut dataset = gathered.dataset(unit);
    for file in files.values().flat_map(FileSlot::tables) {
        check_items(&mut dataset, file);
    }
    dataset.findings.extend(twice::findings(files));
    dataset
}

/// The rows of all demand files.
pub fn demand_logs(files: &Files) -> Vec<Rc<DemandLog>> {
    let tables = files.values().flat_map(FileSlot::tables);
    let demand = tables.filter_map(|file| match &file.content {
        Content::Demand(demand) => Some(demand),
        _ => None,
    });
    demand.flat_map(|demand| demand.logs()).cloned().collect()
}

/// What the files bring, table by table.
#[derive(Default)]
struct Gathered<'a> {
    parts: Parts,
    masters: Vec<(Vec<MasterColumn>, Vec<MasterRow>)>,
    receipts: Vec<ReceiptRow>,
    receipt_files: Vec<&'a str>,
    findings: Findings,
}

impl<'a> Gathered<'a> {
    fn take(&mut self, file: &'a FileSlot) {
        match &file.content {
            Content::Demand(demand) => self.take_demand(file, demand),
            Content::Items(columns, rows) => self.masters.push((columns.clone(), rows.clone())),
            Content::Receipts(rows) => {
                self.receipts.extend(rows.iter().cloned());
                self.receipt_files.push(&file.name);
            }
            Content::Statistics(rows) => self.parts.statistics.extend(rows.iter().cloned()),
            Content::Service(rows) => self.parts.service.extend(rows.iter().cloned()),
            Content::Stock(rows) => self.parts.stock.extend(rows.iter().cloned()),
            _ => {}
        }
    }

    /// The first demand file's fields of the stocking unit hold; one with others is not used.
    fn take_demand(&mut self, file: &FileSlot, demand: &DemandReader) {
        let parts = &mut self.parts;
        let fields: Vec<UnitField> = demand.fields.iter().map(|(field, _)| *field).collect();
        if parts.demand_files.is_empty() {
            parts.unit_headers = vec![Vec::new(); fields.len()];
            parts.fields = fields;
        } else if parts.fields != fields {
            self.findings.state(&file.name, Cause::MixedUnits, demand.counts.used, "");
            return;
        }
        for (headers, (_, header)) in parts.unit_headers.iter_mut().zip(&demand.fields) {
            headers.push(header.clone());
        }
        parts.units = demand.units().cloned().filter(|_| parts.demand.is_empty());
        parts.demand.extend(demand.logs().cloned());
        parts.demand_files.push(file.name.clone());
    }

    fn dataset(self, unit: &[UnitField]) -> Dataset {
        let mut parts = self.parts;
        if parts.fields.is_empty() {
            parts.fields = statistics_fields(&parts.statistics, unit);
            parts.unit_headers = vec![Vec::new(); parts.fields.len()];
        }
        parts.master = ItemMaster::new(self.masters, &parts.fields);
        parts.lines = Lines::new(&self.receipts);
        parts.receipts_file = self.receipt_files.join(", ");
        let mut dataset = Dataset::new(parts);
        dataset.findings.extend(self.findings);
        dataset
    }
}

/// The fields of the stocking unit that figures computed elsewhere name in every row.
fn statistics_fields(rows: &[StatisticsRow], unit: &[UnitField]) -> Vec<UnitField> {
    let known = |field: &UnitField| rows.iter().all(|row| !field_of(&row.key, *field).is_empty());
    FIELDS
        .into_iter()
        .filter(|field| unit.contains(field))
        .filter(known)
        .filter(|_| !rows.is_empty())
        .collect()
}

/// Counts both ways: rows about items without demand, and items with demand that a file does not name.
fn check_items(dataset: &mut Dataset, file: &FileSlot) {
    let rows = file.items();
    if rows.is_empty() || dataset.units.is_empty() {
        return;
    }
    let items: FxHashSet<&str> = dataset.units.iter().map(|unit| unit.key.first()).collect();
    let named: FxHashSet<&str> = rows.iter().map(|(item, _)| *item).collect();
    let mut findings = Findings::default();
    for (item, line) in rows.iter().filter(|(item, _)| !items.contains(item)) {
        let place = Place { line: *line, column: String::new(), found: (*item).to_owned() };
        findings.note(&file.name, Cause::UnmatchedRow, place);
    }
    for unit in dataset.units.iter().filter(|unit| !named.contains(unit.key.first())) {
        let place = Place { line: 0, column: String::new(), found: unit.key.to_string() };
        findings.note(&file.name, Cause::NotInTable, place);
    }
    past_due(&mut findings, dataset, file);
    dataset.findings.extend(findings);
}

/// Open orders and promises that were due before demand ends.
fn past_due(findings: &mut Findings, dataset: &Dataset, file: &FileSlot) {
    let Some((_, last)) = dataset.histories.days else { return };
    let due: Vec<Day> = match &file.content {
        Content::Supply(rows) => rows.iter().map(|row| row.due).collect(),
        Content::Commitments(rows) => rows.iter().map(|row| row.due).collect(),
        _ => Vec::new(),
    };
    let plan = file.outcome.plan.as_ref();
    let column = plan.and_then(|plan| Some(plan.title(plan.column(Role::Due)?))).unwrap_or_default();
    for (due, line) in due.into_iter().zip(&file.lines).filter(|(due, _)| *due < last) {
        findings.note(
            &file.name,
            Cause::PastDue,
            Place { line: *line, column: column.clone(), found: iso(due) },
        );
    }
}
