//! A window of the item list: filtered, ordered, some hundred rows.

use crate::order;
use crate::plan::Results;
use crate::plan::Stocked;
use crate::policy::Target;
use crate::protocol::answer::{ItemRow, ItemsAnswer, Mark};
use crate::protocol::policy::Model;
use crate::protocol::request::{ItemList, ItemSort};
use crate::stats::Origin;
use crate::stock::Status;
use crate::stock::model::{ModelKind, whole_units_up};

/// The rows of a list.
pub fn items(results: &Results, list: &ItemList) -> ItemsAnswer {
    let mut chosen: Vec<usize> =
        (0..results.items().len()).filter(|item| passes(results, *item, list)).collect();
    order(results, &mut chosen, list);
    let window = chosen.iter().skip(list.offset as usize).take(list.count as usize);
    ItemsAnswer {
        total: results.items().len() as f64,
        matched: chosen.len() as f64,
        offset: list.offset,
        rows: window.filter_map(|item| row(results, *item)).collect(),
    }
}

fn passes(results: &Results, item: usize, list: &ItemList) -> bool {
    let Some(of) = results.items().get(item) else { return false };
    let search = list.search.trim().to_lowercase();
    let found = search.is_empty()
        || of.key.iter().chain([&of.master.description]).any(|text| text.to_lowercase().contains(&search));
    let segment = results.segmentation.name(item);
    let in_segment = list.segments.is_empty() || list.segments.iter().any(|name| name == segment);
    found && in_segment && (!list.exceptions_only || !marks(results, item).is_empty())
}

fn order(results: &Results, chosen: &mut [usize], list: &ItemList) {
    if list.sort == ItemSort::Key {
        if list.descending {
            chosen.reverse();
        }
    } else if list.sort == ItemSort::Segment {
        let name = |item: &usize| results.segmentation.segment_of.get(*item).copied();
        order::sort_by(chosen, |one, other| directed(name(one).cmp(&name(other)), list.descending));
    } else {
        let mut keyed: Vec<(Option<f64>, usize)> =
            chosen.iter().map(|item| (figure(results, *item, list.sort), *item)).collect();
        order::sort_by(&mut keyed, |(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) => directed(one.total_cmp(other), list.descending),
            (one, other) => other.is_some().cmp(&one.is_some()), // unknown stands last, either way
        });
        for (place, (_, item)) in chosen.iter_mut().zip(keyed) {
            *place = item;
        }
    }
}

fn directed(order: std::cmp::Ordering, descending: bool) -> std::cmp::Ordering {
    if descending { order.reverse() } else { order }
}

/// The figure that a column is ordered by.
fn figure(results: &Results, item: usize, sort: ItemSort) -> Option<f64> {
    let of = results.items().get(item)?;
    let position = || results.stocked(item).map(|stocked| stocked.position);
    match sort {
        ItemSort::Exceptions => Some(-severity(results, item)),
        ItemSort::Key | ItemSort::Segment => None,
        ItemSort::Mean => of.demand.mean,
        ItemSort::Cv => of.demand.cv,
        ItemSort::LeadTimeDays => Some(of.lead_time.days.value),
        ItemSort::Target => results.target(item).and_then(Target::value),
        ItemSort::SafetyStock => position().map(|position| position.safety_stock),
        ItemSort::SafetyStockValue => results.stocked(item).and_then(value),
        ItemSort::DaysOfCover => results.stocked(item).map(days_of_cover),
        ItemSort::ReorderPoint => position().map(|position| position.reorder_point),
        ItemSort::CycleServiceLevel => position().map(|position| position.cycle_service_level),
        ItemSort::FillRate => position().map(|position| position.fill_rate),
        ItemSort::AnnualRevenue => results.annual_revenue(item),
    }
}

/// How much an item deserves a look: no stock though it sells, below its target, then what is missing.
fn severity(results: &Results, item: usize) -> f64 {
    let weight = |mark: &Mark| match mark {
        Mark::NotEnoughHistory | Mark::OutOfRange | Mark::TargetNotBuilt => 1000.0,
        Mark::BelowTarget => 100.0,
        Mark::MissingCost => 10.0,
        Mark::OnlySaleCancelled | Mark::AssumedLeadTime => 1.0,
    };
    marks(results, item).iter().map(weight).sum()
}

/// What deserves a look.
pub fn marks(results: &Results, item: usize) -> Vec<Mark> {
    let Some(of) = results.items().get(item) else { return Vec::new() };
    let below = || {
        let reached = results.stocked(item).map(|stocked| stocked.position.cycle_service_level);
        matches!((reached, results.target(item)),
            (Some(reached), Some(Target::CycleService(asked))) if reached < asked - 1e-9)
    };
    let status = results.status(item);
    let marks = [
        (Mark::NotEnoughHistory, status == Status::NotEnoughHistory),
        (Mark::OutOfRange, status == Status::OutOfRange),
        (Mark::TargetNotBuilt, status == Status::TargetNotBuilt),
        (Mark::OnlySaleCancelled, status == Status::OnlySaleCancelled),
        (Mark::BelowTarget, below()),
        (Mark::MissingCost, status == Status::Ok && of.master.unit_cost.is_none()),
        (Mark::AssumedLeadTime, status == Status::Ok && of.lead_time.days.origin == Origin::Default),
    ];
    marks.into_iter().filter_map(|(mark, holds)| holds.then_some(mark)).collect()
}

/// Safety stock in money.
pub fn value(stocked: Stocked<'_>) -> Option<f64> {
    stocked.basis.unit_cost.map(|cost| cost * stocked.position.safety_stock)
}

/// Safety stock in days of demand.
pub fn days_of_cover(stocked: Stocked<'_>) -> f64 {
    stocked.position.safety_stock / stocked.basis.daily_demand
}

/// A model as the protocol names it.
pub fn model(kind: ModelKind) -> Model {
    match kind {
        ModelKind::Normal => Model::Normal,
        ModelKind::Gamma => Model::Gamma,
        ModelKind::Poisson => Model::Poisson,
    }
}

/// One line of the list.
pub fn row(results: &Results, item: usize) -> Option<ItemRow> {
    let of = results.items().get(item)?;
    let stocked = results.stocked(item);
    let position = stocked.map(|stocked| stocked.position);
    Some(ItemRow {
        index: item as u32,
        key: of.key.clone(),
        description: of.master.description.clone(),
        segment: results.segmentation.name(item).to_owned(),
        status: results.status(item).name().to_owned(),
        marks: marks(results, item),
        periods: of.demand.periods,
        mean: of.demand.mean,
        sd: of.demand.sd,
        cv: of.demand.cv,
        pattern: of.demand.pattern.map(|pattern| pattern.name().to_owned()),
        annual_revenue: results.annual_revenue(item),
        lead_time_days: of.lead_time.days.value,
        model: stocked.map(|stocked| model(stocked.basis.model)),
        target: results.target(item).map(Target::setting),
        safety_stock: position.map(|position| position.safety_stock),
        safety_stock_units: position.map(|position| whole_units_up(position.safety_stock)),
        reorder_point: position.map(|position| position.reorder_point),
        reorder_point_units: position.map(|position| whole_units_up(position.reorder_point)),
        safety_stock_value: stocked.and_then(value),
        days_of_cover: stocked.map(days_of_cover),
        cycle_service_level: position.map(|position| position.cycle_service_level),
        fill_rate: position.map(|position| position.fill_rate),
    })
}
