//! What is on hand, on its way, promised, delivered, and what parents are made of: kept tables become rows.

use super::calendar::Day;
use super::settings::ReadSettings;
use super::tables::{Made, made};
use crate::error::Error;
use crate::finding::Cause;
use crate::read::role::Role;
use crate::read::table::KeptTable;

/// What is on hand of a stocking unit.
#[derive(Debug, Clone, PartialEq)]
pub struct StockRow {
    /// Item, location, channel, customer; empty where the table does not say.
    pub key: [String; 4],
    /// Units on hand.
    pub on_hand: Option<f64>,
    /// Units not reserved.
    pub available: Option<f64>,
    /// Units reserved.
    pub reserved: Option<f64>,
    /// The day it was counted.
    pub as_of: Option<Day>,
}

/// An open purchase order.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyRow {
    /// Item, location, channel, customer; empty where the table does not say.
    pub key: [String; 4],
    /// Units.
    pub quantity: f64,
    /// The day it is due.
    pub due: Day,
    /// Who sends it.
    pub supplier: Option<String>,
    /// The order's number.
    pub order: Option<String>,
}

/// A promise to a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CommitmentRow {
    /// Item, location, channel, customer; empty where the table does not say.
    pub key: [String; 4],
    /// Units.
    pub quantity: f64,
    /// The day it is due.
    pub due: Day,
    /// The customer's tier.
    pub tier: Option<String>,
    /// What it is called.
    pub reference: Option<String>,
    /// The day it was ordered.
    pub ordered: Option<Day>,
    /// Whether the history does not foretell it: `yes`, `true`, `1` or `x`.
    pub outside_forecast: bool,
}

/// What was ordered and shipped on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceRow {
    /// Item, location, channel, customer; empty where the table does not say.
    pub key: [String; 4],
    /// The day.
    pub day: Day,
    /// Units asked for.
    pub ordered: f64,
    /// Units shipped.
    pub shipped: f64,
    /// Units on hand.
    pub on_hand: Option<f64>,
}

/// What a parent is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct PartRow {
    /// The parent.
    pub parent: String,
    /// The component.
    pub component: String,
    /// Units of the component in one parent.
    pub quantity: f64,
}

/// The rows of a stock table.
///
/// # Errors
/// A filter that cannot be used.
pub fn stock_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<StockRow>, Error> {
    made(file, table, settings, |cells, row| {
        let key = cells.key(row)?;
        let stock = StockRow {
            key,
            on_hand: cells.number(row, Role::OnHand, |_| true),
            available: cells.number(row, Role::Available, |_| true),
            reserved: cells.number(row, Role::Reserved, |value| value >= 0.0),
            as_of: cells.day(row, Role::AsOf),
        };
        match (stock.on_hand, stock.available) {
            (None, None) => return cells.unknown(row, Role::OnHand, Cause::BlankQuantity),
            (Some(units), _) if units < 0.0 => cells.note(row, Role::OnHand, Cause::NegativeStock),
            (None, Some(units)) if units < 0.0 => cells.note(row, Role::Available, Cause::NegativeStock),
            _ => {}
        }
        Some(stock)
    })
}

/// The rows of an open-orders table.
///
/// # Errors
/// A filter that cannot be used.
pub fn supply_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<SupplyRow>, Error> {
    made(file, table, settings, |cells, row| {
        Some(SupplyRow {
            key: cells.key(row)?,
            quantity: cells.needed_number(row, Role::Quantity, |value| value >= 0.0)?,
            due: cells.needed_day(row, Role::Due)?,
            supplier: cells.text(row, Role::Supplier),
            order: cells.text(row, Role::Order),
        })
    })
}

/// The rows of a commitments table.
///
/// # Errors
/// A filter that cannot be used.
pub fn commitment_rows(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
) -> Result<Made<CommitmentRow>, Error> {
    made(file, table, settings, |cells, row| {
        let marked = cells.text(row, Role::OutsideForecast).unwrap_or_default().to_lowercase();
        Some(CommitmentRow {
            key: cells.key(row)?,
            quantity: cells.needed_number(row, Role::Quantity, |value| value >= 0.0)?,
            due: cells.needed_day(row, Role::Due)?,
            tier: cells.text(row, Role::Tier),
            reference: cells.text(row, Role::Reference),
            ordered: cells.day(row, Role::OrderedOn),
            outside_forecast: matches!(marked.as_str(), "yes" | "y" | "true" | "1" | "x"),
        })
    })
}

/// The rows of a service table.
///
/// # Errors
/// A filter that cannot be used.
pub fn service_rows(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
) -> Result<Made<ServiceRow>, Error> {
    made(file, table, settings, |cells, row| {
        Some(ServiceRow {
            key: cells.key(row)?,
            day: cells.needed_day(row, Role::Date)?,
            ordered: cells.needed_number(row, Role::UnitsOrdered, |value| value >= 0.0)?,
            shipped: cells.needed_number(row, Role::UnitsShipped, |value| value >= 0.0)?,
            on_hand: cells.number(row, Role::OnHand, |_| true),
        })
    })
}

/// The rows of a parts table.
///
/// # Errors
/// A filter that cannot be used.
pub fn part_rows(file: &str, table: &KeptTable, settings: &ReadSettings) -> Result<Made<PartRow>, Error> {
    made(file, table, settings, |cells, row| {
        let named = |cells: &mut super::tables::Cells<'_>, role: Role| match cells.text(row, role) {
            Some(name) => Some(name),
            None => cells.unknown(row, role, Cause::BlankKey),
        };
        Some(PartRow {
            parent: named(cells, Role::Parent)?,
            component: named(cells, Role::Component)?,
            quantity: cells.needed_number(row, Role::Quantity, |value| value > 0.0)?,
        })
    })
}
