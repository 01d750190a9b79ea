//! `segment-results.csv`: the segments in code point order, all of them, then the three uniform policies.

use super::csv::Csv;
use super::items::kind_name;
use crate::protocol::answer::{CompareAnswer, SegmentRow, SummaryAnswer, UniformRow};
use crate::protocol::policy::{Target, TargetKind};
use crate::protocol::request::CsvForm;

pub(super) const COLUMNS: [&str; 16] = [
    "segment",
    "items",
    "target_kind",
    "target",
    "annual_demand",
    "annual_revenue",
    "safety_stock",
    "safety_stock_value",
    "cycle_stock_value",
    "average_inventory_value",
    "holding_cost",
    "turns",
    "days_of_cover",
    "cycle_service_level",
    "fill_rate",
    "units_short",
];

/// The file.
pub fn segment_results(summary: &SummaryAnswer, compare: &CompareAnswer, form: CsvForm) -> Vec<u8> {
    let mut csv = Csv::new(form);
    for name in COLUMNS {
        csv.text(name);
    }
    csv.end();
    summary.segments.iter().for_each(|segment| row(&mut csv, segment));
    row(&mut csv, &summary.total);
    uniform(&mut csv, "Uniform: same target", &summary.same_target);
    uniform(&mut csv, "Uniform: same capital", &compare.same_capital);
    uniform(&mut csv, "Uniform: same service", &compare.same_service);
    csv.into_bytes()
}

/// A uniform policy that does not exist has a row without figures.
fn uniform(csv: &mut Csv, name: &str, found: &UniformRow) {
    if let Some(figures) = &found.row {
        return row(csv, figures);
    }
    csv.text(name).text("").text(kind_name(TargetKind::CycleServiceLevel));
    COLUMNS.iter().skip(3).for_each(|_| _ = csv.number(None));
    csv.end();
}

/// A row's figures, from its name on.
pub(super) fn row(csv: &mut Csv, row: &SegmentRow) {
    csv.text(&row.segment).number(Some(row.items));
    csv.text(row.target.as_ref().map_or("", |target| kind_name(target.kind)));
    csv.number(row.target.as_ref().and_then(|target: &Target| target.value));
    csv.number(Some(row.annual_demand)).number(row.annual_revenue).number(Some(row.safety_stock));
    csv.number(row.safety_stock_value).number(row.cycle_stock_value).number(row.average_inventory_value);
    csv.number(row.holding_cost).number(row.turns).number(row.days_of_cover);
    csv.number(row.cycle_service_level).number(row.fill_rate).number(Some(row.units_short));
    csv.end();
}
