//! Results become answers: domain to protocol, one file a view.

pub mod advice;
pub mod agreement;
pub mod compare;
pub mod desk;
pub mod dimension;
pub mod dormant;
pub mod fewest;
pub mod files;
pub mod history;
pub mod item;
pub mod items;
mod kept;
mod matrix;
pub mod money;
pub mod pooling;
pub mod promise;
mod promise_lines;
pub mod review;
pub mod scenarios;
mod settle;
pub mod summary;
mod working;

use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::plan::Totals;
use crate::protocol::answer::{Failure, FindingView, PlaceView, SegmentRow, SeverityView};
use crate::protocol::policy::Target;

/// A cause as the page shows it.
pub fn failure(error: &Error) -> Failure {
    Failure { code: error.code().to_owned(), sentence: error.to_string() }
}

/// Findings as the page shows them.
pub fn findings(findings: &Findings) -> Vec<FindingView> {
    findings.list().into_iter().map(finding).collect()
}

fn finding(finding: &Finding) -> FindingView {
    let place = |place: &crate::finding::Place| PlaceView {
        line: place.line as f64,
        column: place.column.clone(),
        found: place.found.clone(),
    };
    FindingView {
        code: finding.cause.code().to_owned(),
        severity: match finding.cause.severity() {
            Severity::Lost => SeverityView::Lost,
            Severity::Warning => SeverityView::Warning,
            Severity::Note => SeverityView::Note,
        },
        file: finding.file.clone(),
        title: finding.cause.title().to_owned(),
        done: finding.cause.done().to_owned(),
        advice: finding.cause.advice().to_owned(),
        detail: finding.detail.clone(),
        count: finding.count as f64,
        places: finding.places.iter().map(place).collect(),
    }
}

/// Totals as a row; `all_revenue` is that of all items.
pub fn segment_row(segment: &str, target: Option<Target>, totals: &Totals, all_revenue: f64) -> SegmentRow {
    let revenue = (totals.with_revenue > 0).then_some(totals.annual_revenue);
    SegmentRow {
        segment: segment.to_owned(),
        items: f64::from(totals.items),
        stocked: f64::from(totals.stocked),
        costed: f64::from(totals.costed),
        target,
        annual_demand: totals.annual_demand,
        annual_revenue: revenue,
        revenue_share: revenue.filter(|_| all_revenue > 0.0).map(|revenue| revenue / all_revenue),
        safety_stock: totals.safety_stock,
        safety_stock_value: totals.money(totals.safety_stock_value),
        cycle_stock_value: totals.money(totals.cycle_stock_value),
        average_inventory_value: totals.money(totals.average_inventory_value),
        holding_cost: totals.money(totals.holding_cost),
        turns: totals.turns(),
        days_of_cover: totals.days_of_cover(),
        cycle_service_level: totals.cycle_service_level(),
        fill_rate: totals.fill_rate(),
        units_short: totals.units_short,
        assumed_order_quantity_share: totals.assumed_share(),
    }
}
