//! Kept tables become rows of the item master and of purchase receipts.
//!
//! `Cells` reads one file's cells and notes what cannot be used; the other tables use it too.

use std::rc::Rc;

use super::demand::{Counts, filter, role_of};
use super::master::{FIELDS, MasterColumn, MasterFigures, MasterRow};
use super::receipts::ReceiptRow;
use super::settings::ReadSettings;
use crate::error::Error;
use crate::finding::{Cause, Findings, Place};
use crate::read::cell::{DateCell, Number};
use crate::read::left::LeftOut;
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
    /// The line of each.
    pub lines: Vec<u64>,
    /// The rows left out.
    pub left: LeftOut,
    /// What was odd.
    pub findings: Findings,
    /// How many rows went where.
    pub counts: Counts,
}

/// Reads the cells of one file, noting what cannot be used.
pub(super) struct Cells<'a> {
    pub(super) file: &'a str,
    pub(super) table: &'a KeptTable,
    pub(super) findings: Findings,
    changed: bool,
    cause: Cause,
}

/// Rows that the table's filter keeps, each made by `make`; `None` leaves one out.
pub(super) fn made<T>(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
    make: impl Fn(&mut Cells<'_>, usize) -> Option<T>,
) -> Result<Made<T>, Error> {
    let filter = filter(table.plan(), settings)?;
    let mut cells =
        Cells { file, table, findings: Findings::default(), changed: false, cause: Cause::Filtered };
    let mut left = LeftOut::default();
    let (mut rows, mut lines, mut counts) = (Vec::new(), Vec::new(), Counts::default());
    for row in 0..table.len() {
        if filter.as_ref().is_some_and(|filter| !filter.holds(&table.row(row))) {
            cells.findings.state(file, Cause::Filtered, 1, "");
            left.push(table.line(row), Cause::Filtered, table.cells(row));
            counts.left_out += 1;
            continue;
        }
        cells.changed = false;
        if let Some(made) = make(&mut cells, row) {
            rows.push(made);
            lines.push(table.line(row));
            counts.used += 1;
            counts.changed += u64::from(cells.changed);
        } else {
            left.push(table.line(row), cells.cause, table.cells(row));
            counts.left_out += 1;
        }
    }
    Ok(Made { rows, lines, left, findings: cells.findings, counts })
}

impl Cells<'_> {
    pub(super) fn text(&self, row: usize, role: Role) -> Option<String> {
        Some(self.table.text(row, role)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The item, without which a row is left out.
    pub(super) fn item(&mut self, row: usize) -> Option<String> {
        let item = self.text(row, Role::Item);
        if item.is_none() {
            self.note(row, Role::Item, Cause::BlankKey);
        }
        item
    }

    /// The fields of the stocking unit that the row gives.
    pub(super) fn key(&mut self, row: usize) -> Option<[String; 4]> {
        self.item(row)?;
        Some(FIELDS.map(|field| self.table.text(row, role_of(field)).to_owned()))
    }

    /// A day without which a row is left out.
    pub(super) fn needed_day(&mut self, row: usize, role: Role) -> Option<i32> {
        match self.table.date(row, role) {
            DateCell::Day(day) => Some(day),
            DateCell::Blank => self.unknown(row, role, Cause::BlankDate),
            DateCell::Bad(_) => self.unknown(row, role, Cause::UnreadableDate),
        }
    }

    /// A number without which a row is left out.
    pub(super) fn needed_number(
        &mut self,
        row: usize,
        role: Role,
        fits: impl Fn(f64) -> bool,
    ) -> Option<f64> {
        if self.table.number(row, role) == Number::Blank {
            return self.unknown(row, role, Cause::BlankQuantity);
        }
        self.number(row, role, fits)
    }

    /// A number that `fits`; another one counts as unknown.
    pub(super) fn number(&mut self, row: usize, role: Role, fits: impl Fn(f64) -> bool) -> Option<f64> {
        match self.table.number(row, role) {
            Number::Blank => None,
            Number::Value(value) if value.to_f64().abs() <= MOST && fits(value.to_f64()) => {
                Some(value.to_f64())
            }
            Number::Value(_) => self.unknown(row, role, Cause::BadValue),
            Number::Bad(_) => self.unknown(row, role, Cause::UnreadableNumber),
        }
    }

    pub(super) fn day(&mut self, row: usize, role: Role) -> Option<i32> {
        match self.table.date(row, role) {
            DateCell::Blank => None,
            DateCell::Day(day) => Some(day),
            DateCell::Bad(_) => self.unknown(row, role, Cause::UnreadableDate),
        }
    }

    /// A share as it is spelled: .95, 95 or 95 %; 0 and 1 are limits that nothing reaches.
    pub(super) fn share(&mut self, row: usize, role: Role) -> Option<f64> {
        let percent_read = self.table.text(row, role).contains('%');
        let spelled = self.number(row, role, |value| value > 0.0)?;
        let share = if spelled > 1.0 && !percent_read { spelled / 100.0 } else { spelled };
        if share < 1.0 { Some(share) } else { self.unknown(row, role, Cause::BadValue) }
    }

    pub(super) fn unknown<T>(&mut self, row: usize, role: Role, cause: Cause) -> Option<T> {
        self.changed = true;
        self.note(row, role, cause);
        None
    }

    pub(super) fn note(&mut self, row: usize, role: Role, cause: Cause) {
        self.cause = cause;
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
        .map(|(column, header)| MasterColumn {
            header: header.clone(),
            role: role(column),
            form: plan.form(column),
        })
        .collect()
}

/// The rows of an item master, with all their cells.
///
/// # Errors
/// A filter that cannot be used.
pub fn master_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<MasterRow>, Error> {
    let name: Rc<str> = file.into();
    made(file, table, settings, |cells, row| {
        cells.item(row)?;
        let own = (0..table.plan().headers.len()).map(|column| table.text_at(row, column).to_owned());
        Some(MasterRow {
            file: Rc::clone(&name),
            line: table.line(row),
            key: FIELDS.map(|field| table.text(row, role_of(field)).to_owned()),
            description: table.text(row, Role::Description).into(),
            supplier: cells.text(row, Role::Supplier).map(Rc::from),
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
    let unit_cost = cells.number(row, Role::UnitCost, not_negative);
    let lead_time_days = cells.number(row, Role::LeadTimeDays, not_negative);
    if unit_cost == Some(0.0) {
        cells.note(row, Role::UnitCost, Cause::ZeroCost);
    }
    if lead_time_days.is_some_and(|days| days > LONG) {
        cells.note(row, Role::LeadTimeDays, Cause::LongPlannedTime);
    }
    MasterFigures {
        unit_cost,
        unit_price: cells.number(row, Role::UnitPrice, not_negative),
        lead_time_days,
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
        current_safety_stock: cells.number(row, Role::CurrentSafetyStock, |_| true),
        current_reorder_point: cells.number(row, Role::CurrentReorderPoint, |_| true),
        units_per_pallet: cells.number(row, Role::UnitsPerPallet, positive),
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
        let item = cells.item(row)?;
        let ordered = cells.needed_day(row, Role::OrderedOn)?;
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
