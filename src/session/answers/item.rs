//! One item with everything its safety stock rests on.

use super::history;
use super::items::row;
use super::working;
use crate::data::calendar::Day;
use crate::plan::Results;
use crate::plan::Stocked;
use crate::plan::total::average_inventory;
use crate::policy::{Target, TargetOrigin};
use crate::protocol::answer::{
    BelowPoint, Bound, Current, ItemAnswer, ModelReason as ReasonView, Series, Source, SourceOrigin,
    TargetOrigin as TargetOriginView, Textbook,
};
use crate::protocol::policy::PolicyFile;
use crate::stats::{DeviationOf, Item, LeadTime, Origin, Sourced};
use crate::stock::model::Reason;
use crate::stock::{Basis, Held, ModelReason};

/// What customers bought of an item, each by day.
pub type Sales = [(String, std::collections::BTreeMap<Day, f64>)];

/// The item's working; none where there is no such item.
pub fn item(results: &Results, policy: &PolicyFile, number: usize, sales: &Sales) -> Option<ItemAnswer> {
    let of = results.items().get(number)?;
    let stocked = results.stocked(number);
    let basis = stocked.map(|stocked| stocked.basis);
    let position = stocked.map(|stocked| stocked.position);
    let period_days = results.portfolio.frame.period.days();
    let lead_time = (of.lead_time.days.value - of.master.customer_wait_days).max(0.0) / period_days;
    let annual = basis.map(Basis::annual_demand);
    Some(ItemAnswer {
        row: row(results, number)?,
        series: series(results, number),
        adi: of.demand.adi.get(),
        cv2: of.demand.cv2.get(),
        whole_units: of.demand.whole_units,
        lead_time,
        lead_time_sd: of.lead_time.sd_days.value / period_days,
        review_days: of.master.review_days.value,
        interval: lead_time + of.master.review_days.value / period_days,
        short_history_factor: basis.map_or(1.0, |basis| basis.interval().short_history_factor),
        mean_over_interval: basis.map(|basis| basis.interval().mean),
        sd_over_interval: basis.map(|basis| basis.interval().sd()),
        demand_variance: basis.map(|basis| basis.interval().demand_variance),
        lead_time_variance: basis.map(|basis| basis.interval().lead_time_variance),
        undershoot: basis.and_then(undershoot),
        textbook: basis.and_then(|basis| textbook(results, number, basis)),
        current: basis.and_then(|basis| current(of, basis)),
        implied_stockout_cost: stocked
            .and_then(|of| of.basis.implied_stockout_cost(of.position.cycle_service_level)),
        model_reason: basis.map(|basis| reason(basis.reason)),
        safety_factor: stocked.and_then(safety_factor),
        level: position.map(|position| position.level),
        cover: working::cover(results, number),
        served: working::served(results, number),
        least_cost: basis.and_then(|basis| working::least_cost(results, number, basis)),
        bound: position.and_then(|position| position.held).map(bound),
        limit: working::limit(results, number),
        what_if: working::what_ifs(results, number),
        order_quantity: basis.map(|basis| basis.order_quantity),
        unit_cost: of.master.unit_cost.as_ref().map(|cost| cost.value),
        holding_cost: stocked.and_then(holding_cost),
        units_short: annual.zip(position).map(|(annual, position)| (1.0 - position.fill_rate) * annual),
        life: history::life(of),
        season: history::season(results, number),
        apart: history::apart(results, of),
        effect: history::effect(results, number),
        forecast: history::forecast(results, number),
        notice: history::notice(results, number, sales),
        range: history::range(results, number),
        borrowed: history::borrowed(results, number),
        target_origin: target_origin(results.resolved(number)?.target_origin),
        sources: sources(results, policy, number, of),
        findings: Vec::new(),
    })
}

fn undershoot(basis: &Basis) -> Option<BelowPoint> {
    let (day, undershoot) = basis.undershoot()?;
    Some(BelowPoint {
        day_mean: day.mean,
        day_variance: day.variance,
        mean: undershoot.mean,
        variance: undershoot.variance,
    })
}

/// What today's reorder point buys, or today's safety stock where that alone is known.
fn current(item: &Item, basis: &Basis) -> Option<Current> {
    let mean = basis.interval().mean;
    let by_point = item.master.current_reorder_point.map(|point| point - mean);
    let position = basis.holding(by_point.or(item.master.current_safety_stock)?)?;
    Some(Current {
        safety_stock: position.safety_stock,
        reorder_point: position.reorder_point,
        cycle_service_level: position.cycle_service_level,
        fill_rate: position.fill_rate,
        implied_stockout_cost: basis.implied_stockout_cost(position.cycle_service_level),
    })
}

/// What continuous review would hold for the same target within the same bounds, and what that delivers.
fn textbook(results: &Results, number: usize, basis: &Basis) -> Option<Textbook> {
    let claimed = basis.textbook()?.position(results.target(number)?, &results.bounds(number))?;
    let delivered = basis.holding(claimed.safety_stock)?;
    Some(Textbook {
        safety_stock: claimed.safety_stock,
        reorder_point: claimed.reorder_point,
        claimed_cycle_service_level: claimed.cycle_service_level,
        claimed_fill_rate: claimed.fill_rate,
        cycle_service_level: delivered.cycle_service_level,
        fill_rate: delivered.fill_rate,
    })
}

/// (level - mean) / sd over the interval.
fn safety_factor(stocked: Stocked<'_>) -> Option<f64> {
    let sd = stocked.basis.interval().sd();
    (sd > 0.0).then(|| (stocked.position.level - stocked.basis.interval().mean) / sd)
}

/// Holding cost of an item a year: of its average inventory at cost.
pub fn holding_cost(stocked: Stocked<'_>) -> Option<f64> {
    let cost = stocked.basis.unit_cost()?;
    Some(stocked.basis.holding_rate * cost * average_inventory(stocked))
}

fn series(results: &Results, item: usize) -> Option<Series> {
    let series = results.portfolio.series(&results.dataset, item)?;
    let period = results.portfolio.frame.period;
    let left_out = results.items().get(item)?.demand.left_out;
    Some(Series { first_day: period.first_day(series.start), period, values: series.values, left_out })
}

fn reason(reason: ModelReason) -> ReasonView {
    match reason {
        ModelReason::Typed => ReasonView::Typed,
        ModelReason::Automatic(Reason::SmoothAndSteady) => ReasonView::SmoothAndSteady,
        ModelReason::Automatic(Reason::SmoothButVaried) => ReasonView::SmoothButVaried,
        ModelReason::Automatic(Reason::Erratic) => ReasonView::Erratic,
        ModelReason::Automatic(Reason::Lumpy) => ReasonView::Lumpy,
        ModelReason::Automatic(Reason::SinglePieces) => ReasonView::SinglePieces,
        ModelReason::Automatic(Reason::SeveralPieces) => ReasonView::SeveralPieces,
        ModelReason::Automatic(Reason::IntermittentFractional) => ReasonView::IntermittentFractional,
    }
}

fn bound(held: Held) -> Bound {
    match held {
        Held::FloorAtZero => Bound::FloorAtZero,
        Held::MinDays => Bound::MinDays,
        Held::MinUnits => Bound::MinUnits,
        Held::MaxDays => Bound::MaxDays,
        Held::ShelfLife => Bound::ShelfLife,
        Held::NothingPays => Bound::NothingPays,
    }
}

fn target_origin(origin: TargetOrigin) -> TargetOriginView {
    match origin {
        TargetOrigin::Override(_) => TargetOriginView::Override,
        TargetOrigin::ItemMaster => TargetOriginView::ItemMaster,
        TargetOrigin::Segment => TargetOriginView::Segment,
        TargetOrigin::Star => TargetOriginView::Star,
        TargetOrigin::Default => TargetOriginView::Default,
    }
}

fn sources(results: &Results, policy: &PolicyFile, number: usize, item: &Item) -> Vec<Source> {
    let dataset = &results.dataset;
    let rows = dataset
        .units
        .get(number)
        .and_then(|unit| unit.history)
        .map_or(0, |history| dataset.histories.history(history as usize).lines);
    let demand = |input: &str, value: Option<f64>| Source {
        input: input.to_owned(),
        value,
        file: dataset.demand_files.join(", "),
        line: 0.0,
        rows: rows as f64,
        origin: SourceOrigin::File,
        note: String::new(),
    };
    let mut sources = vec![demand("mean", item.demand.mean.get()), demand("sd", item.demand.sd.get())];
    let given = [
        ("lead_time_days", Some(&item.lead_time.days)),
        ("lead_time_sd_days", Some(&item.lead_time.sd_days)),
        ("review_days", Some(&item.master.review_days)),
        ("order_quantity", Some(&item.master.order_quantity)),
        ("unit_cost", item.master.unit_cost.as_ref()),
        ("holding_rate", Some(&item.master.holding_rate)),
    ];
    let least_cost = results.target(number) == Some(Target::CostOptimal);
    let short = [
        ("stockout_cost", item.master.stockout_cost.as_ref()),
        ("unit_price", item.master.unit_price.as_ref()),
    ];
    let asked = short.into_iter().filter(|(_, given)| least_cost && given.is_some()).take(1);
    sources.extend(given.into_iter().chain(asked).filter_map(|(input, given)| Some(source(input, given?))));
    let deviation = sources.iter_mut().find(|source| source.input == "lead_time_sd_days");
    if let (Some(source), Some(words)) = (deviation, deviation_words(&item.lead_time)) {
        source.note = [source.note.as_str(), &words]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
    }
    sources.extend(target_source(results, policy, number));
    sources
}

/// What a deviation from order lines is of, and how large the other one is.
fn deviation_words(lead_time: &LeadTime) -> Option<String> {
    let (used, other) = match lead_time.sd_of? {
        DeviationOf::Lateness => ("of lateness", "from order to receipt"),
        DeviationOf::LeadTime => ("from order to receipt", "of lateness"),
    };
    let beside = lead_time.other_sd_days.map(|days| format!("; {other} {days:.1} days"));
    Some(format!("{used}{}", beside.unwrap_or_default()))
}

fn source(input: &str, given: &Sourced) -> Source {
    let (file, line, rows, origin, note) = match &given.origin {
        Origin::Cell { file, line } => (file.to_string(), *line, 1, SourceOrigin::File, String::new()),
        Origin::Rows { file, rows } => (file.to_string(), 0, *rows, SourceOrigin::File, String::new()),
        Origin::Supplier { supplier, lines } => {
            (String::new(), 0, *lines, SourceOrigin::Supplier, supplier.to_string())
        }
        Origin::Default => (String::new(), 0, 0, SourceOrigin::Default, String::new()),
        Origin::Assumed => (String::new(), 0, 0, SourceOrigin::Assumed, String::new()),
    };
    Source {
        input: input.to_owned(),
        value: Some(given.value),
        file,
        line: f64::from(line),
        rows: f64::from(rows),
        origin,
        note,
    }
}

fn target_source(results: &Results, policy: &PolicyFile, number: usize) -> Option<Source> {
    let resolved = results.resolved(number)?;
    let note = match resolved.target_origin {
        TargetOrigin::Override(place) => policy
            .segmentation
            .overrides
            .get(place as usize)
            .map_or(String::new(), |single| single.reason.clone()),
        _ => results.segmentation.name(number).to_owned(),
    };
    let cell = results.items().get(number)?.master.service_level.as_ref();
    let cell = cell.filter(|_| resolved.target_origin == TargetOrigin::ItemMaster);
    let policy = Source {
        input: "target".to_owned(),
        value: Target::value(resolved.target),
        file: String::new(),
        line: 0.0,
        rows: 0.0,
        origin: SourceOrigin::Policy,
        note,
    };
    Some(cell.map_or(policy, |cell| source("target", cell)))
}
