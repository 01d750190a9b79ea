//! Purchase receipts: rows become order lines, and complete lines give lead times.
//!
//! A row is a line of its own, unless rows agree in order, order line, item and ordered quantity and none brings
//! all of it: those are parts of one line, complete with the receipt that reaches 95 % of it.

use rustc_hash::FxHashMap;

use super::calendar::Day;
use crate::order;

/// The share of the ordered quantity at which a line counts as received.
const COMPLETE: f64 = 0.95;

/// One row of a receipts table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReceiptRow {
    /// The item.
    pub item: String,
    /// Where it was received, if the table says.
    pub location: Option<String>,
    /// Who sent it.
    pub supplier: Option<String>,
    /// The order's number.
    pub order: Option<String>,
    /// The line in the order.
    pub order_line: Option<String>,
    /// The day of the order.
    pub ordered: Day,
    /// The day it was promised for.
    pub promised: Option<Day>,
    /// The day it came; none while it is open.
    pub received: Option<Day>,
    /// Units ordered.
    pub quantity_ordered: Option<f64>,
    /// Units that came.
    pub quantity_received: Option<f64>,
}

/// A complete order line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The item.
    pub item: String,
    /// Where it was received, if known.
    pub location: Option<String>,
    /// Who sent it.
    pub supplier: Option<String>,
    /// Days from order to completion.
    pub lead_time: i32,
    /// Days after the promised day; negative when early.
    pub late: Option<i32>,
}

/// What the rows amount to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// Complete lines with a lead time of at least zero.
    pub complete: Vec<Line>,
    /// Lines still open.
    pub open: u64,
    /// Complete lines received before they were ordered, left out.
    pub negative: u64,
}

impl Lines {
    /// Lines of all rows.
    pub fn new(rows: &[ReceiptRow]) -> Self {
        let mut lines = Lines::default();
        for parts in grouped(rows) {
            lines.take(&parts);
        }
        lines
    }

    fn take(&mut self, parts: &[&ReceiptRow]) {
        let Some(first) = parts.first() else { return };
        let Some(received) = completion(parts) else {
            self.open += 1;
            return;
        };
        let lead_time = received - first.ordered;
        if lead_time < 0 {
            self.negative += 1;
            return;
        }
        self.complete.push(Line {
            item: first.item.clone(),
            location: first.location.clone(),
            supplier: first.supplier.clone(),
            lead_time,
            late: first.promised.map(|promised| received - promised),
        });
    }
}

/// The day a line was complete.
fn completion(parts: &[&ReceiptRow]) -> Option<Day> {
    let mut arrivals: Vec<(Day, Option<f64>)> =
        parts.iter().filter_map(|part| Some((part.received?, part.quantity_received))).collect();
    order::sort_by(&mut arrivals, |(one, _), (other, _)| one.cmp(other));
    let Some(ordered) = parts.first().and_then(|part| part.quantity_ordered) else {
        return arrivals.last().map(|(day, _)| *day);
    };
    let mut came = 0.0;
    for (day, quantity) in arrivals {
        came += quantity.unwrap_or(ordered);
        if came >= COMPLETE * ordered {
            return Some(day);
        }
    }
    None
}

/// Rows by line: parts together, all others alone.
fn grouped(rows: &[ReceiptRow]) -> Vec<Vec<&ReceiptRow>> {
    let mut lines: Vec<Vec<&ReceiptRow>> = Vec::new();
    let mut seen = FxHashMap::default();
    for row in rows {
        let Some((order, ordered)) = part_of(row) else {
            lines.push(vec![row]);
            continue;
        };
        let key =
            (order, row.order_line.as_deref(), row.item.as_str(), row.location.as_deref(), ordered.to_bits());
        let line = *seen.entry(key).or_insert_with(|| {
            lines.push(Vec::new());
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(line) {
            line.push(row);
        }
    }
    lines
}

/// The order and its quantity where a row brings less than all of it.
fn part_of(row: &ReceiptRow) -> Option<(&str, f64)> {
    let (ordered, received) = (row.quantity_ordered?, row.quantity_received?);
    row.order.as_deref().filter(|_| received < ordered).map(|order| (order, ordered))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(order: Option<&str>, received: Option<Day>, of: Option<(f64, f64)>) -> ReceiptRow {
        ReceiptRow {
            item: "A".to_owned(),
            order: order.map(str::to_owned),
            received,
            promised: Some(10),
            quantity_ordered: of.map(|(ordered, _)| ordered),
            quantity_received: of.map(|(_, came)| came),
            ..ReceiptRow::default()
        }
    }

    #[track_caller]
    fn check(rows: &[ReceiptRow], lead_times: &[i32], open: u64) {
        let lines = Lines::new(rows);
        let found: Vec<i32> = lines.complete.iter().map(|line| line.lead_time).collect();
        assert_eq!((found.as_slice(), lines.open), (lead_times, open));
    }

    #[test]
    fn parts_of_a_line_are_complete_with_the_one_that_reaches_95_percent() {
        let parts = [
            row(Some("7"), Some(9), Some((100.0, 60.0))),
            row(Some("7"), Some(14), Some((100.0, 36.0))),
            row(Some("7"), Some(30), Some((100.0, 4.0))),
        ];
        check(&parts, &[14], 0);
    }

    #[test]
    fn without_an_order_number_nothing_is_joined() {
        let apart = [row(None, Some(9), Some((100.0, 60.0))), row(None, Some(14), Some((100.0, 99.0)))];
        check(&apart, &[14], 1);
    }

    #[test]
    fn open_and_backward_lines_give_no_lead_time() {
        check(&[row(None, None, None), row(None, Some(5), None)], &[5], 1);
        let lines = Lines::new(&[row(None, Some(-3), None)]);
        assert_eq!((lines.complete.len(), lines.negative), (0, 1));
    }
}
