//! Demand figures that were computed elsewhere, in place of a demand history.

use super::calendar::Day;
use super::settings::ReadSettings;
use super::tables::{Made, made};
use crate::error::Error;
use crate::read::role::Role;
use crate::read::table::KeptTable;

/// The demand figures of one stocking unit, over periods of the policy's length.
#[derive(Debug, Clone, PartialEq)]
pub struct StatisticsRow {
    /// The file's name.
    pub file: String,
    /// Line in it.
    pub line: u64,
    /// Item, location, channel, customer; empty where the table does not say.
    pub key: [String; 4],
    /// Periods that mean and sd were taken over.
    pub periods: u32,
    /// Mean demand a period, units.
    pub mean: f64,
    /// Its standard deviation (n-1).
    pub sd: Option<f64>,
    /// Periods for each period with demand.
    pub adi: Option<f64>,
    /// Squared CV of the positive demands.
    pub cv2: Option<f64>,
    /// Revenue over those periods.
    pub revenue: Option<f64>,
    /// Order lines over those periods.
    pub lines: Option<f64>,
    /// First day of those periods.
    pub first: Option<Day>,
    /// Last day.
    pub last: Option<Day>,
}

/// The rows of an item-statistics table.
///
/// # Errors
/// A filter that cannot be used.
pub fn statistics_rows(
    file: &str,
    table: &KeptTable,
    settings: &ReadSettings,
) -> Result<Made<StatisticsRow>, Error> {
    let whole = |value: f64| value >= 0.0 && value.fract() == 0.0 && value <= 1e6;
    let not_negative = |value: f64| value >= 0.0;
    made(file, table, settings, |cells, row| {
        Some(StatisticsRow {
            file: file.to_owned(),
            line: table.line(row),
            key: cells.key(row)?,
            periods: cells.needed_number(row, Role::Periods, whole)? as u32,
            mean: cells.needed_number(row, Role::Mean, not_negative)?,
            sd: cells.number(row, Role::Sd, not_negative),
            adi: cells.number(row, Role::Adi, |value| value >= 1.0),
            cv2: cells.number(row, Role::Cv2, not_negative),
            revenue: cells.number(row, Role::Revenue, not_negative),
            lines: cells.number(row, Role::Lines, not_negative),
            first: cells.day(row, Role::First),
            last: cells.day(row, Role::Last),
        })
    })
}
