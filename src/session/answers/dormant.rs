//! Money in stock that nobody asks for: what is on hand of items that have long been without demand.

use crate::finding::{Cause, Findings, Place, grouped};
use crate::order;
use crate::plan::Results;
use crate::promise::book::Book;
use crate::protocol::policy::{Dimension, DimensionKind, PolicyFile};
use crate::segment::border;
use crate::segment::lifecycle::Lifecycle;

/// An item with stock and long without demand.
struct Idle {
    item: usize,
    units: f64,
    /// In money; none without a cost.
    value: Option<f64>,
}

/// For each item whether it has stock on hand and has long been without demand: half a year, or as long as the
/// policy's own life cycle says, and three of its usual gaps.
pub fn dormant(results: &Results, book: &Book, policy: &PolicyFile) -> Vec<bool> {
    let plain = Dimension { kind: DimensionKind::Lifecycle, ..Dimension::default() };
    let own = policy.segmentation.dimensions.iter().find(|one| one.kind == DimensionKind::Lifecycle);
    let lifecycle = Lifecycle { cuts: border::cuts(own.unwrap_or(&plain)) };
    let days = results.portfolio.frame.period.days();
    let stocked = |number| on_hand(book, number).is_some();
    let each = results.items().iter().enumerate();
    each.map(|(number, item)| lifecycle.is_dormant(item, days) && stocked(number)).collect()
}

/// The stock of dormant items, the dearest first; nothing without a stock table or without such stock.
pub fn dormant_stock(results: &Results, book: &Book, policy: &PolicyFile) -> Findings {
    let mut findings = Findings::default();
    let dormant = dormant(results, book, policy);
    let cost = |item: usize| Some(results.items().get(item)?.master.unit_cost.as_ref()?.value);
    let stock = |item| {
        let units = on_hand(book, item)?;
        Some(Idle { item, units, value: cost(item).map(|cost| cost * units) })
    };
    let all: Vec<Idle> = (0..results.items().len()).filter_map(stock).collect();
    let value = |idle: &Idle| idle.value.unwrap_or(0.0);
    let everything: f64 = all.iter().map(value).sum();
    let mut idle: Vec<Idle> = all.into_iter().filter(|one| dormant.get(one.item) == Some(&true)).collect();
    order::sort_by(&mut idle, |one, other| {
        value(other).total_cmp(&value(one)).then(one.item.cmp(&other.item))
    });
    for one in &idle {
        let key = results.items().get(one.item).map(|item| item.key.to_string()).unwrap_or_default();
        let found = format!("{key}: {} units", grouped(one.units));
        findings.note("", Cause::DormantStock, Place { line: 0, column: String::new(), found });
    }
    let sum: f64 = idle.iter().map(value).sum();
    if sum > 0.0 {
        let share = 100.0 * sum / everything;
        let said = format!("{} in money, {share:.1} % of all stock on hand.", grouped(sum.round()));
        findings.state("", Cause::DormantStock, 0, said);
    }
    findings
}

/// Units above zero on hand of an item.
fn on_hand(book: &Book, item: usize) -> Option<f64> {
    book.held(item).map(|held| held.on_hand).filter(|units| *units > 0.0)
}
