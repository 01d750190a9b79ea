//! What an item's history says beyond mean and deviation.

use crate::data::calendar::Day;
use crate::plan::Results;
use crate::protocol::answer::{
    ApartView, BorrowedView, EffectView, ForecastView, Forecasting, IndicesOf, LifeView, MethodError,
    NoticeView, RangeView, SeasonView, SlotView, WhyApart,
};
use crate::protocol::policy::Model;
use crate::stats::Item;
use crate::stats::error::ForecastError;
use crate::stats::forecast::Method;
use crate::stats::notice::{self, Part};
use crate::stats::periods::Why;
use crate::stats::season::IndicesFrom;
use crate::stock::bootstrap::{Asked, Range, range as drawn};
use crate::stock::profile::profile;
use crate::stock::{Basis, Bounds};

/// When it was in demand.
pub fn life(item: &Item) -> LifeView {
    let life = item.record.life;
    LifeView { first_demand: life.first_demand, last_demand: life.last_demand, data_end: life.data_end }
}

/// Its course over the year; none with less than two whole years.
pub fn season(results: &Results, number: usize) -> Option<SeasonView> {
    let item = results.sized(number)?;
    let season = results.portfolio.season(&results.dataset, number, item)?;
    let (indices_of, name) = match season.from() {
        IndicesFrom::Own => (IndicesOf::Own, String::new()),
        IndicesFrom::Category(name) => (IndicesOf::Category, name.clone()),
        IndicesFrom::Segment(name) => (IndicesOf::Segment, name.clone()),
    };
    let length = results.basis(number).map_or(0.0, |basis| basis.interval().length);
    let sums = season.course().map(|course| course.factors(0.0, length));
    Some(SeasonView {
        years: season.years,
        strength: season.strength,
        p_value: season.p_value,
        seasonal: season.seasonal,
        indices_of,
        name,
        indices: season.indices().values().to_vec(),
        slot_periods: u32::from(season.slot_periods),
        sd: item.demand.mean.get().unwrap_or(0.0) * season.relative_sd,
        index_sum: sums.map_or(length, |sums| sums.mean),
        index_squares: sums.map_or(length, |sums| sums.variance),
        profile: slots(results, number, item),
    })
}

fn slots(results: &Results, number: usize, item: &Item) -> Vec<SlotView> {
    let Some(resolved) = results.resolved(number) else { return Vec::new() };
    let bounds = results.bounds(number);
    let slots = profile(item, resolved.model, results.terms, resolved.target, &bounds);
    let view = |slot: crate::stock::profile::Slot| SlotView {
        index: slot.index,
        mean: slot.mean,
        safety_stock: slot.safety_stock,
        reorder_point: slot.reorder_point,
    };
    slots.into_iter().map(view).collect()
}

/// Periods that do not count as they were sold, or are worth a look.
pub fn apart(results: &Results, item: &Item) -> Vec<ApartView> {
    let period = results.portfolio.frame.period;
    let view = |apart: &crate::stats::periods::Apart| ApartView {
        first_day: period.first_day(apart.period),
        why: match apart.why {
            Why::Promotion => WhyApart::Promotion,
            Why::EmptyShelf => WhyApart::EmptyShelf,
            Why::Outlier => WhyApart::Outlier,
            Why::Capped => WhyApart::Capped,
        },
        sold: apart.sold,
        counted: apart.counted,
    };
    item.record.apart.iter().map(view).collect()
}

/// What repairing and capping did; none where nothing was.
pub fn effect(results: &Results, number: usize) -> Option<EffectView> {
    let item = results.sized(number)?;
    let before = item.record.before.as_deref()?;
    let mut as_sold = item.clone();
    (as_sold.demand.mean, as_sold.demand.sd) = (before.mean.into(), before.sd().into());
    as_sold.demand.periods = before.count as u32;
    let resolved = results.resolved(number)?;
    let basis = Basis::new(&as_sold, resolved.model, results.terms).ok();
    let position = basis.and_then(|basis| basis.position(resolved.target, &results.bounds(number)));
    let safety_stock = position.map(|position| position.safety_stock);
    Some(EffectView { mean: before.mean, sd: before.sd(), safety_stock })
}

/// The error of its forecast, whether it sizes its stock or not.
pub fn forecast(results: &Results, number: usize) -> Option<ForecastView> {
    let sizing = results.items().get(number)?.record.error.as_deref();
    let measured = || results.portfolio.forecast_error(&results.dataset, number);
    let error = sizing.cloned().or_else(measured)?;
    Some(forecast_view(&error, sizing.is_some()))
}

fn forecast_view(error: &ForecastError, sizes: bool) -> ForecastView {
    let compared = error.compared.iter();
    ForecastView {
        method: method(error.method),
        smoothing: error.smoothing,
        next: error.next,
        origins: error.origins,
        one_step: error.one_step,
        interval: error.interval,
        windows: error.windows,
        worth: error.worth,
        summed: error.summed,
        drifting: error.drifting,
        steady: error.steady,
        sigma: error.sigma(),
        sizes,
        compared: compared.map(|(of, error)| MethodError { method: method(*of), error: *error }).collect(),
    }
}

fn method(method: Method) -> Forecasting {
    match method {
        Method::Ses => Forecasting::Ses,
        Method::Croston => Forecasting::Croston,
        Method::Sba => Forecasting::Sba,
        Method::Tsb => Forecasting::Tsb,
        Method::Column => Forecasting::Column,
    }
}

/// The customer who makes most of its variance.
pub fn notice(
    results: &Results,
    number: usize,
    sales: &[(String, std::collections::BTreeMap<Day, f64>)],
) -> Option<NoticeView> {
    let frame = results.portfolio.frame;
    let demand = &results.items().get(number)?.demand;
    let first = demand.window_start + demand.left_out as i32;
    let Part { customer, of_variance, of_units, customers } =
        notice::largest(sales, frame.period, first..=frame.last)?;
    Some(NoticeView { customer, of_variance, of_units, customers })
}

/// Where its safety stock lies for histories like its own.
pub fn range(results: &Results, number: usize) -> Option<RangeView> {
    let item = results.sized(number)?;
    results.stocked(number)?;
    // What is drawn from the record already would be drawn twice.
    let resolved = results.resolved(number).filter(|resolved| resolved.model != Model::Empirical)?;
    let bounds: Bounds = results.bounds(number);
    let asked = Asked {
        model: resolved.model,
        terms: results.terms,
        target: resolved.target,
        bounds: &bounds,
        seed: results.seed,
        key: item.key.text(),
    };
    let history = results.portfolio.unseasoned(&results.dataset, number, item);
    let Range { low, high, draws, block } = drawn(item, &history, asked)?;
    Some(RangeView { low, high, draws, block })
}

/// The spread it borrows.
pub fn borrowed(results: &Results, number: usize) -> Option<BorrowedView> {
    let borrowed = results.sized(number)?.record.borrowed.as_deref()?;
    Some(BorrowedView { cv: borrowed.cv, items: borrowed.items, segment: borrowed.segment.clone() })
}
