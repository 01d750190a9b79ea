//! Files become one dataset: all demand logs, all item masters, all receipts.

use super::slot::{Content, FileSlot, Files};
use crate::data::dataset::{Dataset, Parts};
use crate::data::master::ItemMaster;
use crate::data::receipts::{Lines, ReceiptRow};
use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::UnitField;
use crate::read::cell::date::written;

/// The dataset of the files read so far, in slot order.
pub fn join(files: &Files) -> Dataset {
    let mut parts = Parts::default();
    let mut mixed = Findings::default();
    let mut receipts: Vec<ReceiptRow> = Vec::new();
    let (mut masters, mut receipt_files) = (Vec::new(), Vec::new());
    for file in files.values().flat_map(FileSlot::tables) {
        match &file.content {
            Content::Demand(demand) => {
                let fields: Vec<UnitField> = demand.fields.iter().map(|(field, _)| *field).collect();
                if parts.demand.is_empty() {
                    parts.fields = fields;
                    parts.unit_headers = vec![Vec::new(); parts.fields.len()];
                } else if parts.fields != fields {
                    mixed.state(&file.name, Cause::MixedUnits, demand.counts.used, "");
                    continue;
                }
                for (headers, (_, header)) in parts.unit_headers.iter_mut().zip(&demand.fields) {
                    headers.push(header.clone());
                }
                parts.demand.push(&demand.log);
                parts.demand_files.push(file.name.clone());
            }
            Content::Items(columns, rows) => masters.push((columns.clone(), rows.clone())),
            Content::Receipts(rows) => {
                receipts.extend(rows.iter().cloned());
                receipt_files.push(file.name.as_str());
            }
            Content::Unused(_) | Content::None => {}
        }
    }
    parts.master = ItemMaster::new(masters, &parts.fields);
    parts.lines = Lines::new(&receipts);
    parts.receipts_file = receipt_files.join(", ");
    let mut dataset = Dataset::new(parts);
    dataset.findings.extend(mixed);
    dataset.findings.extend(past_due(files, dataset.histories.days.map(|days| days.1)));
    dataset
}

/// Rows of open orders and commitments that were due before the last day of demand.
fn past_due(files: &Files, last: Option<i32>) -> Findings {
    let mut findings = Findings::default();
    for file in files.values().flat_map(FileSlot::tables) {
        let Content::Unused(rows) = &file.content else { continue };
        for row in rows {
            if let (Some(due), Some(last)) = (row.due, last)
                && due < last
            {
                let place = Place { line: row.line, column: row.column.clone(), found: written(due) };
                findings.note(&file.name, Cause::PastDue, place);
            }
        }
    }
    findings
}
