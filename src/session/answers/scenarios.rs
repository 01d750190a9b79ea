//! Scenarios side by side.

use super::segment_row;
use super::summary::segment_rows;
use crate::plan::Results;
use crate::policy::Target;
use crate::protocol::answer::ScenarioRow;

/// What results come to.
pub fn row(name: &str, results: &Results, touched: u32) -> ScenarioRow {
    let total = results.total();
    let shared = results.shared_target(results.groups.list.iter()).map(Target::setting);
    ScenarioRow {
        name: name.to_owned(),
        touched: f64::from(touched),
        total: segment_row("Total", shared, &total, total.annual_revenue),
        segments: segment_rows(results),
    }
}
