//! Key figures, the matrix of the first two dimensions, the segments, and the policy's uniform target for all.

use std::collections::BTreeMap;

use super::segment_row;
use crate::plan::{Results, Totals};
use crate::policy::Target;
use crate::protocol::answer::{
    Axis, AxisClass, Matrix, MatrixCell, SegmentRow, StatusCount, SummaryAnswer, UniformRow,
};
use crate::protocol::policy::{DimensionKind, Review};
use crate::segment::Classified;
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
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for item in 0..results.items().len() {
        *counts.entry(results.status(item).name()).or_default() += 1;
    }
    let mut statuses: Vec<StatusCount> = counts
        .into_iter()
        .map(|(status, items)| StatusCount { status: status.to_owned(), items: f64::from(items) })
        .collect();
    statuses.sort_by(|one, other| other.items.total_cmp(&one.items));
    statuses
}

/// The dimensions against each other, where there are one or two.
fn matrix(results: &Results) -> Option<Matrix> {
    let segmentation = &results.segmentation;
    let (down, across) = match segmentation.dimensions.as_slice() {
        [down] => (down, None),
        [down, across] => (down, Some(across)),
        _ => return None,
    };
    let columns = across.map_or(1, |across| across.classes.len());
    let mut grid = vec![vec![Totals::default(); columns]; down.classes.len()];
    let mut targets: Vec<Vec<Option<Option<Target>>>> = vec![vec![None; columns]; down.classes.len()];
    let mut segments: Vec<Vec<Option<&str>>> = vec![vec![None; columns]; down.classes.len()];
    let (mut rows, mut sums) =
        (vec![Totals::default(); down.classes.len()], vec![Totals::default(); columns]);
    for item in 0..results.items().len() {
        let row = down.of_item.get(item).map_or(0, |&class| class as usize);
        let column = across.and_then(|across| across.of_item.get(item)).map_or(0, |&class| class as usize);
        let cells =
            [grid.get_mut(row).and_then(|row| row.get_mut(column)), rows.get_mut(row), sums.get_mut(column)];
        cells.into_iter().flatten().for_each(|totals| results.add(totals, item));
        let target = results.target(item);
        if let Some(shared) = targets.get_mut(row).and_then(|row| row.get_mut(column)) {
            *shared = Some(if shared.is_none_or(|before| before == target) { target } else { None });
        }
        if let Some(name) = segments.get_mut(row).and_then(|row| row.get_mut(column)) {
            *name = segmentation.tuple(item).map(|tuple| tuple.segment.as_str());
        }
    }
    let all_revenue = rows.iter().map(|totals| totals.annual_revenue).sum();
    let cell = |row: usize, column: usize, totals: &Totals| {
        let segment = segments.get(row)?.get(column)?.as_ref()?;
        let target = targets.get(row)?.get(column)?.flatten();
        let row = segment_row(
            &tuple_name(down, across, row, column),
            target.map(Target::setting),
            totals,
            all_revenue,
        );
        Some(MatrixCell { segment: (*segment).to_owned(), row })
    };
    let cells = grid.iter().enumerate().map(|(row, totals)| {
        totals.iter().enumerate().map(|(column, totals)| cell(row, column, totals)).collect()
    });
    let named = |axis: Option<&Classified>, totals: &[Totals]| -> Vec<SegmentRow> {
        let name = |place: usize| {
            axis.and_then(|axis| axis.classes.get(place)).map_or("", |class| class.name.as_str())
        };
        totals
            .iter()
            .enumerate()
            .map(|(place, totals)| segment_row(name(place), None, totals, all_revenue))
            .collect()
    };
    Some(Matrix {
        cells: cells.collect(),
        row_totals: named(Some(down), &rows),
        column_totals: named(across, &sums),
        rows: axis(down),
        columns: across.map(axis),
    })
}

fn tuple_name(down: &Classified, across: Option<&Classified>, row: usize, column: usize) -> String {
    let name = |axis: &Classified, place: usize| {
        axis.classes.get(place).map_or_else(String::new, |class| class.name.clone())
    };
    let first = name(down, row);
    across.map_or(first.clone(), |across| format!("{first}-{}", name(across, column)))
}

fn axis(classified: &Classified) -> Axis {
    let class = |class: &crate::segment::Class| AxisClass {
        name: class.name.clone(),
        from: class.from,
        to: class.to,
    };
    let dimension = match classified.kind {
        DimensionKind::Column => "column".to_owned(),
        kind => crate::segment::entry(kind).name.to_owned(),
    };
    Axis {
        dimension,
        title: classified.title.clone(),
        classes: classified.classes.iter().map(class).collect(),
        near_border: classified.near_border as f64,
    }
}
