//! Key figures, the segments, and the policy's uniform target for all; the matrix stands beside this.

use super::matrix::matrix;
use super::segment_row;
use crate::order;
use crate::plan::{Results, Totals};
use crate::policy::Target;
use crate::protocol::answer::{SegmentRow, StatusCount, SummaryAnswer, UniformRow};
use crate::protocol::policy::Review;
use crate::stock::Position;

/// The answer, without findings; `uniform` is every item's stock under the policy's uniform target.
pub fn summary(results: &Results, target: Target, uniform: &[Option<Position>]) -> SummaryAnswer {
    let total = results.total();
    let row = |name: &str, target: Option<Target>, totals: &Totals| {
        segment_row(name, target.map(Target::setting), totals, total.annual_revenue)
    };
    let all = 0..results.items().len();
    SummaryAnswer {
        first_day: results.portfolio.days.map(|days| days.0),
        last_day: results.portfolio.days.map(|days| days.1),
        weight: results.weights.by,
        review: Review::Continuous,
        segments: segment_rows(results),
        same_target: uniform_row(results, Some(target), uniform, "Uniform: same target"),
        matrix: matrix(results),
        statuses: statuses(results),
        findings: Vec::new(),
        total: row("Total", results.shared_target(all), &total),
    }
}

/// The segments in code point order.
pub fn segment_rows(results: &Results) -> Vec<SegmentRow> {
    let all_revenue = results.total().annual_revenue;
    let targets = shared_targets(results);
    let totals = results.by_segment(&results.positions);
    let rows = results.segmentation.names.iter().zip(totals).zip(targets);
    rows.map(|((name, totals), target)| segment_row(name, target.map(Target::setting), &totals, all_revenue))
        .collect()
}

/// The target that all items of each segment share, if they do.
fn shared_targets(results: &Results) -> Vec<Option<Target>> {
    let mut shared: Vec<Option<Option<Target>>> = vec![None; results.segmentation.names.len()];
    for (item, segment) in results.segmentation.segment_of.iter().enumerate() {
        let target = results.target(item);
        if let Some(shared) = shared.get_mut(*segment as usize) {
            *shared = match shared {
                None => Some(target),
                Some(before) if *before == target => Some(target),
                Some(_) => Some(None),
            };
        }
    }
    shared.into_iter().map(Option::flatten).collect()
}

/// A uniform policy's figures, and its safety stock by segment: money, or units where no cost is known.
pub fn uniform_row(
    results: &Results,
    target: Option<Target>,
    positions: &[Option<Position>],
    name: &str,
) -> UniformRow {
    let by_segment = results.by_segment(positions);
    let mut all = Totals::default();
    for (item, position) in positions.iter().enumerate() {
        results.add_with(&mut all, item, position.as_ref());
    }
    let in_money = all.costed > 0;
    let stock = |totals: &Totals| if in_money { totals.safety_stock_value } else { totals.safety_stock };
    UniformRow {
        target: target.and_then(Target::value),
        remark: String::new(),
        by_segment: by_segment.iter().map(stock).collect(),
        row: Some(segment_row(name, target.map(Target::setting), &all, all.annual_revenue)),
    }
}

fn statuses(results: &Results) -> Vec<StatusCount> {
    let mut statuses: Vec<StatusCount> = Vec::new();
    for item in 0..results.items().len() {
        let name = results.status(item).name();
        match statuses.iter_mut().find(|known| known.status == name) {
            Some(known) => known.items += 1.0,
            None => statuses.push(StatusCount { status: name.to_owned(), items: 1.0 }),
        }
    }
    order::sort_by(&mut statuses, |one, other| {
        other.items.total_cmp(&one.items).then_with(|| one.status.cmp(&other.status))
    });
    statuses
}
