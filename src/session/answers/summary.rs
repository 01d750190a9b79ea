//! Key figures, the segments, and the policy's uniform target for all; the matrix stands beside this.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::matrix::matrix;
use super::segment_row;
use crate::order;
use crate::plan::group::Holding;
use crate::plan::{Results, Totals};
use crate::policy::Target;
use crate::protocol::answer::{SegmentRow, StatusCount, SummaryAnswer, UniformRow};
use crate::protocol::policy::Review;
use crate::stock::Status;

/// The answer, without findings; `uniform` is every group's stock under the policy's uniform target.
pub fn summary(results: &Results, review: Review, target: Target, uniform: &[Rc<Holding>]) -> SummaryAnswer {
    let total = results.total();
    let shared = results.shared_target(results.groups.list.iter()).map(Target::setting);
    let of_uniform = uniform.iter().map(|holding| &holding.totals);
    SummaryAnswer {
        first_day: results.portfolio.days.map(|days| days.0),
        last_day: results.portfolio.days.map(|days| days.1),
        weight: results.weights.by,
        review,
        segments: segment_rows(results),
        same_target: uniform_row(results, target, of_uniform, "Uniform: same target"),
        matrix: matrix(results),
        statuses: statuses(results),
        findings: Vec::new(),
        total: segment_row("Total", shared, &total, total.annual_revenue),
    }
}

/// The segments in code point order.
pub fn segment_rows(results: &Results) -> Vec<SegmentRow> {
    let all_revenue = results.total().annual_revenue;
    let totals = results.by_segment(results.holdings.iter().map(|holding| &holding.totals));
    let row = |(segment, (name, totals)): (usize, (&String, &Totals))| {
        let groups = results.groups.list.iter().filter(|group| group.segment as usize == segment);
        segment_row(name, results.shared_target(groups).map(Target::setting), totals, all_revenue)
    };
    results.segmentation.names.iter().zip(&totals).enumerate().map(row).collect()
}

/// A uniform policy's figures, and its safety stock by segment: money, or units where no cost is known.
pub fn uniform_row<'t>(
    results: &Results,
    target: Target,
    of_groups: impl Iterator<Item = &'t Totals> + Clone,
    name: &str,
) -> UniformRow {
    let by_segment = results.by_segment(of_groups.clone());
    let all = Totals::sum(of_groups);
    let in_money = all.costed > 0;
    let stock = |totals: &Totals| if in_money { totals.safety_stock_value } else { totals.safety_stock };
    UniformRow {
        target: target.value(),
        remark: String::new(),
        by_segment: by_segment.iter().map(stock).collect(),
        row: Some(segment_row(name, Some(target.setting()), &all, all.annual_revenue)),
    }
}

/// How many items have which status, the most first.
fn statuses(results: &Results) -> Vec<StatusCount> {
    let mut counts: BTreeMap<Status, u32> = BTreeMap::new();
    for (status, count) in results.holdings.iter().flat_map(|holding| &holding.statuses) {
        *counts.entry(*status).or_default() += count;
    }
    let count = |(status, count): (Status, u32)| StatusCount {
        status: status.name().to_owned(),
        items: f64::from(count),
    };
    let mut statuses: Vec<StatusCount> = counts.into_iter().map(count).collect();
    order::sort_by(&mut statuses, |one, other| {
        other.items.total_cmp(&one.items).then_with(|| one.status.cmp(&other.status))
    });
    statuses
}
