//! Kept tables become rows of the item master and of purchase receipts.

use super::demand::{Counts, filter, role_of};
use super::master::{FIELDS, MasterColumn, MasterFigures, MasterRow};
use super::receipts::ReceiptRow;
use super::settings::ReadSettings;
use crate::error::Error;
use crate::finding::{Cause, Findings, Place};
use crate::read::cell::{DateCell, Number};
use crate::read::role::Role;
use crate::read::table::KeptTable;

/// A figure beyond this is no figure.
const MOST: f64 = 1e12;

/// A longer planned lead time, in days, is worth a question.
const LONG: f64 = 730.0;

/// What a file's rows became.
#[derive(Debug, Clone)]
pub struct Made<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What was odd.
    pub findings: Findings,
    /// How many rows went where.
    pub counts: Counts,
}

/// Reads the cells of one file, noting what cannot be used.
struct Cells<'a> {
    file: &'a str,
    table: &'a KeptTable,
    findings: Findings,
    changed: bool,
}

/// Rows that the table's filter keeps, each made by `make`; `None` leaves one out.
fn made<T>(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
    make: impl Fn(&mut Cells<'_>, usize) -> Option<T>,
) -> Result<Made<T>, Error> {
    let filter = filter(table.plan(), settings)?;
    let mut cells = Cells { file, table, findings: Findings::default(), changed: false };
    let (mut rows, mut counts) = (Vec::new(), Counts::default());
    for row in 0..table.len() {
        if filter.as_ref().is_some_and(|filter| !filter.holds(&table.row(row))) {
            cells.findings.state(file, Cause::Filtered, 1, "");
            counts.left_out += 1;
            continue;
        }
        cells.changed = false;
        match make(&mut cells, row) {
            Some(made) => {
                rows.push(made);
                counts.used += 1;
                counts.changed += u64::from(cells.changed);
            }
            None => counts.left_out += 1,
        }
    }
    Ok(Made { rows, findings: cells.findings, counts })
}

impl Cells<'_> {
    fn text(&self, row: usize, role: Role) -> Option<String> {
        Some(self.table.text(row, role)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A number that `fits`; another one counts as unknown.
    fn number(&mut self, row: usize, role: Role, fits: impl Fn(f64) -> bool) -> Option<f64> {
        match self.table.number(row, role) {
            Number::Blank => None,
            Number::Value(value) if value.to_f64().abs() <= MOST && fits(value.to_f64()) => {
                Some(value.to_f64())
            }
            Number::Value(_) => self.unknown(row, role, Cause::BadValue),
            Number::Bad(_) => self.unknown(row, role, Cause::UnreadableNumber),
        }
    }

    fn day(&mut self, row: usize, role: Role) -> Option<i32> {
        match self.table.date(row, role) {
            DateCell::Blank => None,
            DateCell::Day(day) => Some(day),
            DateCell::Bad(_) => self.unknown(row, role, Cause::UnreadableDate),
        }
    }

    /// A share as it is spelled: .95, 95 or 95 %; 0 and 1 are limits that nothing reaches.
    fn share(&mut self, row: usize, role: Role) -> Option<f64> {
        let percent_read = self.table.text(row, role).contains('%');
        let spelled = self.number(row, role, |value| value > 0.0)?;
        let share = if spelled > 1.0 && !percent_read { spelled / 100.0 } else { spelled };
        if share < 1.0 { Some(share) } else { self.unknown(row, role, Cause::BadValue) }
    }

    fn unknown<T>(&mut self, row: usize, role: Role, cause: Cause) -> Option<T> {
        self.changed = true;
        self.note(row, role, cause);
        None
    }

    fn note(&mut self, row: usize, role: Role, cause: Cause) {
        let plan = self.table.plan();
        let column = plan.column(role).map_or_else(String::new, |column| plan.title(column));
        let found = self.table.text(row, role).to_owned();
        self.findings.note(self.file, cause, Place { line: self.table.line(row), column, found });
    }
}

/// The columns of an item master.
pub fn master_columns(table: &KeptTable) -> Vec<MasterColumn> {
    let plan = table.plan();
    let role = |column: usize| plan.roles.get(column).copied().flatten().map(Role::name);
    plan.headers
        .iter()
        .enumerate()
        .map(|(column, header)| MasterColumn { header: header.clone(), role: role(column) })
        .collect()
}

/// The rows of an item master, with all their cells.
///
/// # Errors
/// A filter that cannot be used.
pub fn master_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<MasterRow>, Error> {
    made(file, table, settings, |cells, row| {
        if cells.text(row, Role::Item).is_none() {
            cells.note(row, Role::Item, Cause::BlankKey);
            return None;
        }
        let own = (0..table.plan().headers.len()).map(|column| table.text_at(row, column).to_owned());
        Some(MasterRow {
            file: file.to_owned(),
            line: table.line(row),
            key: FIELDS.map(|field| table.text(row, role_of(field)).to_owned()),
            description: table.text(row, Role::Description).to_owned(),
            supplier: cells.text(row, Role::Supplier),
            figures: figures(cells, row),
            cells: own.collect(),
        })
    })
}

fn figures(cells: &mut Cells<'_>, row: usize) -> MasterFigures {
    let not_negative = |value: f64| value >= 0.0;
    let positive = |value: f64| value > 0.0;
    for role in [Role::UnitCost, Role::LeadTimeDays] {
        if cells.table.has(role) && cells.table.number(row, role) == Number::Blank {
            cells.note(row, role, Cause::BlankFigure);
        }
    }
    let planned = cells.table.number(row, Role::LeadTimeDays);
    if matches!(planned, Number::Value(days) if days.to_f64() > LONG) {
        cells.note(row, Role::LeadTimeDays, Cause::LongPlannedTime);
    }
    MasterFigures {
        unit_cost: cells.number(row, Role::UnitCost, positive),
        unit_price: cells.number(row, Role::UnitPrice, not_negative),
        lead_time_days: cells.number(row, Role::LeadTimeDays, not_negative),
        lead_time_sd_days: cells.number(row, Role::LeadTimeSdDays, not_negative),
        review_days: cells.number(row, Role::ReviewDays, not_negative),
        order_quantity: cells.number(row, Role::OrderQuantity, positive),
        order_minimum: cells.number(row, Role::OrderMinimum, not_negative),
        order_multiple: cells.number(row, Role::OrderMultiple, positive),
        holding_rate: cells.share(row, Role::HoldingRate),
        stockout_cost: cells.number(row, Role::StockoutCost, not_negative),
        service_level: cells.share(row, Role::ServiceLevel),
        min_units: cells.number(row, Role::MinUnits, not_negative),
        shelf_life_days: cells.number(row, Role::ShelfLifeDays, positive),
        customer_wait_days: cells.number(row, Role::CustomerWaitDays, not_negative),
    }
}

/// The rows of a receipts table.
///
/// # Errors
/// A filter that cannot be used.
pub fn receipt_rows(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
) -> Result<Made<ReceiptRow>, Error> {
    made(file, table, settings, |cells, row| {
        let Some(item) = cells.text(row, Role::Item) else {
            cells.note(row, Role::Item, Cause::BlankKey);
            return None;
        };
        let ordered = match table.date(row, Role::OrderedOn) {
            DateCell::Day(day) => day,
            DateCell::Blank => return cells.unknown(row, Role::OrderedOn, Cause::BlankDate),
            DateCell::Bad(_) => return cells.unknown(row, Role::OrderedOn, Cause::UnreadableDate),
        };
        Some(ReceiptRow {
            item,
            location: cells.text(row, Role::Location),
            supplier: cells.text(row, Role::Supplier),
            order: cells.text(row, Role::Order),
            order_line: cells.text(row, Role::OrderLine),
            ordered,
            promised: cells.day(row, Role::Promised),
            received: cells.day(row, Role::ReceivedOn),
            quantity_ordered: cells.number(row, Role::QuantityOrdered, |value| value > 0.0),
            quantity_received: cells.number(row, Role::QuantityReceived, |value| value >= 0.0),
        })
    })
}

/// Counts the rows of a table that is joined by item and otherwise kept: stock, open orders, commitments.
///
/// # Errors
/// A filter that cannot be used.
pub fn kept_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<Kept>, Error> {
    made(file, table, settings, |cells, row| {
        if cells.text(row, Role::Item).is_none() {
            cells.note(row, Role::Item, Cause::BlankKey);
            return None;
        }
        for role in [Role::OnHand, Role::Available] {
            if matches!(table.number(row, role), Number::Value(value) if value.to_f64() < 0.0) {
                cells.note(row, role, Cause::NegativeStock);
            }
        }
        let column =
            table.plan().column(Role::Due).map_or_else(String::new, |column| table.plan().title(column));
        Some(Kept { line: table.line(row), due: cells.day(row, Role::Due), column })
    })
}

/// What is kept of a row of a table that nothing is computed from yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its line.
    pub line: u64,
    /// The day it is due.
    pub due: Option<i32>,
    /// The header of that day.
    pub column: String,
}
