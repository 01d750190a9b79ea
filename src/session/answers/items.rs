//! A window of the item list: filtered, ordered, some hundred rows.

use super::history;
use crate::order;
use crate::plan::Results;
use crate::plan::Stocked;
use crate::policy::Target;
use crate::protocol::answer::{ItemRow, ItemsAnswer, Mark, RowsAnswer};
use crate::protocol::policy::{Model, Target as Setting};
use crate::protocol::request::{ItemList, ItemSort};
use crate::stats::Origin;
use crate::stock::Status;
use crate::stock::model::{ModelKind, whole_units_up};

/// Fewer periods leave a safety stock so unsure that its range is always shown.
const FEW: u32 = 12;

/// The rows of a list; `only` says of each item whether it may be listed at all.
pub fn items(results: &Results, list: &ItemList, only: Option<&[bool]>) -> ItemsAnswer {
    let all = results.items().len() as u32;
    let filter = Filter::new(results, list);
    let listed = |item: usize| only.is_none_or(|only| only.get(item) == Some(&true));
    let passes = |item: &u32| listed(*item as usize) && filter.passes(*item as usize);
    let mut chosen: Vec<u32> = (0..all).filter(passes).collect();
    let (from, to) = (list.offset as usize, (list.offset as usize).saturating_add(list.count as usize));
    order(results, &mut chosen, list, to);
    let window = chosen.get(from.min(chosen.len())..to.min(chosen.len())).unwrap_or_default();
    ItemsAnswer {
        total: f64::from(all),
        matched: chosen.len() as f64,
        offset: list.offset,
        rows: rows(results, window).rows,
    }
}

/// Chosen items, as they are asked for.
pub fn rows(results: &Results, items: &[u32]) -> RowsAnswer {
    RowsAnswer { rows: items.iter().filter_map(|item| row(results, *item as usize)).collect() }
}

/// Which items a list shows.
struct Filter<'a> {
    results: &'a Results,
    search: String,
    /// For each segment whether it is shown.
    segments: Vec<bool>,
    exceptions_only: bool,
}

impl<'a> Filter<'a> {
    fn new(results: &'a Results, list: &ItemList) -> Self {
        let shown = |name: &String| list.segments.is_empty() || list.segments.contains(name);
        Filter {
            results,
            search: list.search.trim().to_lowercase(),
            segments: results.segmentation.names.iter().map(shown).collect(),
            exceptions_only: list.exceptions_only,
        }
    }

    fn passes(&self, item: usize) -> bool {
        let segment = self.results.segmentation.segment_of.get(item);
        let shown = segment.is_some_and(|segment| self.segments.get(*segment as usize) == Some(&true));
        shown && self.found(item) && (!self.exceptions_only || severity(self.results, item) > 0.0)
    }

    fn found(&self, item: usize) -> bool {
        let Some(of) = self.results.items().get(item).filter(|_| !self.search.is_empty()) else {
            return self.search.is_empty();
        };
        let mut texts = of.key.fields().chain([&*of.master.description]);
        texts.any(|text| text.to_lowercase().contains(&self.search))
    }
}

/// Puts the first `needed` of the chosen items, which come in key order, in the list's order.
fn order(results: &Results, chosen: &mut [u32], list: &ItemList, needed: usize) {
    let way = if list.descending { -1.0 } else { 1.0 };
    if list.sort == ItemSort::Key {
        if list.descending {
            chosen.reverse();
        }
        return;
    }
    let segment =
        |item: u32| results.segmentation.segment_of.get(item as usize).map(|&place| f64::from(place));
    let key = |item: &u32| {
        let figure = match list.sort {
            ItemSort::Segment => segment(*item),
            sort => figure(results, *item as usize, sort),
        };
        (figure.map_or(f64::INFINITY, |figure| way * figure), *item) // unknown stands last, either way
    };
    let mut keyed: Vec<(f64, u32)> = chosen.iter().map(key).collect();
    order::least(&mut keyed, needed);
    for (place, (_, item)) in chosen.iter_mut().zip(keyed) {
        *place = item;
    }
}

/// The figure that a column is ordered by.
fn figure(results: &Results, item: usize, sort: ItemSort) -> Option<f64> {
    let of = results.items().get(item)?;
    let position = || results.stocked(item).map(|stocked| stocked.position);
    match sort {
        ItemSort::Exceptions => Some(-severity(results, item)),
        ItemSort::Key | ItemSort::Segment => None,
        ItemSort::Mean => of.demand.mean.get(),
        ItemSort::Cv => of.demand.cv.get(),
        ItemSort::LeadTimeDays => Some(of.lead_time.days.value),
        ItemSort::Target => results.target_value(item),
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
    let weight = |mark: Mark| match mark {
        Mark::NotEnoughHistory | Mark::OutOfRange | Mark::CostTargetUnknown => 1000.0,
        Mark::BelowTarget => 100.0,
        Mark::MissingCost => 10.0,
        Mark::OnlySaleCancelled | Mark::Borrowed | Mark::AssumedLeadTime => 1.0,
    };
    marked(results, item).into_iter().flatten().map(weight).sum()
}

/// What deserves a look.
pub fn marks(results: &Results, item: usize) -> Vec<Mark> {
    marked(results, item).into_iter().flatten().collect()
}

fn marked(results: &Results, item: usize) -> [Option<Mark>; 3] {
    let Some(of) = results.items().get(item) else { return [None; 3] };
    let stocked = results.stocked(item);
    let first = match results.status(item) {
        Status::NotEnoughHistory => Some(Mark::NotEnoughHistory),
        Status::OutOfRange => Some(Mark::OutOfRange),
        Status::MissingUnitCost | Status::MissingStockoutCost | Status::MissingHoldingRate => {
            Some(Mark::CostTargetUnknown)
        }
        Status::OnlySaleCancelled => Some(Mark::OnlySaleCancelled),
        Status::Borrowed => Some(Mark::Borrowed),
        _ => stocked.filter(|stocked| is_below(results, item, *stocked)).map(|_| Mark::BelowTarget),
    };
    let missing_cost = stocked.is_some() && of.master.unit_cost.is_none();
    let assumed_lead_time = stocked.is_some() && of.lead_time.days.origin == Origin::Default;
    [first, missing_cost.then_some(Mark::MissingCost), assumed_lead_time.then_some(Mark::AssumedLeadTime)]
}

/// Whether a bound keeps the service below the target.
fn is_below(results: &Results, item: usize, stocked: Stocked<'_>) -> bool {
    let position = stocked.position;
    match results.target(item) {
        Some(Target::CycleService(asked)) => position.cycle_service_level < asked - 1e-9,
        Some(Target::FillRate(asked)) => position.fill_rate < asked - 1e-9,
        _ => false,
    }
}

/// Safety stock in money.
pub fn value(stocked: Stocked<'_>) -> Option<f64> {
    stocked.basis.unit_cost().map(|cost| cost * stocked.position.safety_stock)
}

/// Safety stock in days of demand.
pub fn days_of_cover(stocked: Stocked<'_>) -> f64 {
    stocked.basis.days_of_cover(stocked.position.safety_stock)
}

/// A model as the protocol names it.
pub fn model(kind: ModelKind) -> Model {
    match kind {
        ModelKind::Normal => Model::Normal,
        ModelKind::Gamma => Model::Gamma,
        ModelKind::Poisson => Model::Poisson,
        ModelKind::NegativeBinomial => Model::NegativeBinomial,
        ModelKind::Empirical => Model::Empirical,
    }
}

/// One line of the list.
pub fn row(results: &Results, item: usize) -> Option<ItemRow> {
    let of = results.items().get(item)?;
    let stocked = results.stocked(item);
    let position = stocked.map(|stocked| stocked.position);
    Some(ItemRow {
        index: item as u32,
        key: of.key.to_vec(),
        description: of.master.description.to_string(),
        segment: results.segmentation.name(item).to_owned(),
        status: results.status(item).name().to_owned(),
        marks: marks(results, item),
        periods: of.demand.periods,
        mean: of.demand.mean.get(),
        sd: of.demand.sd.get(),
        cv: of.demand.cv.get(),
        pattern: of.demand.pattern.map(|pattern| pattern.name().to_owned()),
        annual_revenue: results.annual_revenue(item),
        lead_time_days: of.lead_time.days.value,
        model: stocked.map(|stocked| model(stocked.basis.model)),
        target: results.target(item).map(|target| Setting::new(target.kind(), results.target_value(item))),
        safety_stock: position.map(|position| position.safety_stock),
        safety_stock_units: position.map(|position| whole_units_up(position.safety_stock)),
        reorder_point: position.map(|position| position.reorder_point),
        reorder_point_units: position.map(|position| whole_units_up(position.reorder_point)),
        safety_stock_value: stocked.and_then(value),
        days_of_cover: stocked.map(days_of_cover),
        cycle_service_level: position.map(|position| position.cycle_service_level),
        fill_rate: position.map(|position| position.fill_rate),
        range: if of.demand.periods < FEW { history::range(results, item) } else { None },
    })
}
