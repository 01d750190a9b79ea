//! All items with their figures: the dataset seen through the policy's choice of periods, window and returns.
//!
//! In: a dataset and a policy. Out: [`Portfolio`], in key order. It keeps the settled histories, because value
//! and steadiness are asked for later by other spans and buckets.

use super::day;
use super::demand::{self, Frame, Series};
use super::item::{DemandFigures, History, Item, Life, Master, Origin, Record, Sourced};
use super::lead_time::{MasterLeadTime, Supply};
use super::returns::{ReturnRule, Settled};
use super::season::{self, Indices, IndicesFrom, Season};
use super::value::{Days, USUAL_SPAN, Value};
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::data::master::{MasterFigures, MasterRow};
use crate::data::statistics::StatisticsRow;
use crate::finding::Findings;
use crate::protocol::policy::{EdgePeriods, Period, PolicyFile, Span, UnitField, XyzBucket};
use rustc_hash::FxHashMap;

/// Periods in a standard bucket of steadiness.
const WEEKS: usize = 4;
const DAYS: usize = 28;

/// All items with their figures.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// Items in key order, beside the dataset's units.
    pub items: Vec<Item>,
    /// Their histories after returns.
    pub settled: Vec<Settled>,
    /// The periods measured over.
    pub frame: Frame,
    /// First and last day of the data.
    pub days: Option<(Day, Day)>,
    /// Whether there are demand rows and they are orders, not already bucketed sums.
    pub rows_are_orders: bool,
    /// What was odd.
    pub findings: Findings,
}

impl Portfolio {
    /// Every unit of a dataset, by the policy.
    pub fn new(dataset: &Dataset, policy: &PolicyFile) -> Self {
        let frame = frame(dataset, policy);
        let rule = ReturnRule::new(policy, frame.period);
        let settled: Vec<Settled> = dataset.units.iter().map(|unit| settle(dataset, unit, rule)).collect();
        let supply = Supply::new(&dataset.receipts_file, &dataset.lines.complete);
        let maker = Maker { dataset, policy, frame, supply: &supply };
        let mut items: Vec<Item> =
            dataset.units.iter().zip(&settled).map(|(unit, settled)| maker.item(unit, settled)).collect();
        share_categories(dataset, &mut items);
        let mut portfolio = Portfolio {
            items,
            settled,
            frame,
            days: dataset.histories.days,
            rows_are_orders: dataset.histories.days.is_some() && dataset.histories.grain.is_none(),
            findings: Findings::default(),
        };
        portfolio.findings = super::check::findings(dataset, policy, &portfolio, &supply);
        portfolio
    }

    /// The demand series of an item, in units; none without demand in the window.
    pub fn series(&self, dataset: &Dataset, item: usize) -> Option<Series> {
        self.frame.series(self.settled.get(item)?, dataset.histories.quantity)
    }

    /// The periods that an item's mean was taken over, in units.
    pub fn counted(&self, dataset: &Dataset, item: usize) -> Vec<f64> {
        let left_out = self.items.get(item).map_or(0, |item| item.demand.left_out as usize);
        self.series(dataset, item)
            .map_or_else(Vec::new, |series| series.values.into_iter().skip(left_out).collect())
    }

    /// The order lines, by item and by supplier.
    pub fn supply<'d>(&self, dataset: &'d Dataset) -> Supply<'d> {
        Supply::new(&dataset.receipts_file, &dataset.lines.complete)
    }

    /// The lead times that an item's is the mean of, days, shortened by what the customer accepts to wait and in
    /// ascending order; empty where its lead time does not come from order lines.
    pub fn lead_times(&self, dataset: &Dataset, supply: &Supply<'_>, item: usize) -> Vec<f64> {
        let (Some(unit), Some(of)) = (dataset.units.get(item), self.items.get(item)) else {
            return Vec::new();
        };
        let place = dataset.fields.iter().position(|field| *field == UnitField::Location);
        let location = place.and_then(|place| unit.key.get(place)).map(String::as_str);
        let mut days = supply.record(unit.key.first().map_or("", String::as_str), location, &of.lead_time);
        for days in &mut days {
            *days = (*days - of.master.customer_wait_days).max(0.0);
        }
        days.sort_unstable_by(f64::total_cmp);
        days
    }

    /// The coefficient of variation of every item over the buckets that XYZ uses; over its own periods where its
    /// figures were computed elsewhere.
    pub fn bucketed_cv(&self, dataset: &Dataset, bucket: XyzBucket) -> Vec<Option<f64>> {
        let periods = match (bucket, self.frame.period) {
            (XyzBucket::Period, _) => return self.items.iter().map(|item| item.demand.cv).collect(),
            (XyzBucket::Standard, Period::Month) => 1,
            (XyzBucket::Standard, Period::Week) => WEEKS,
            (XyzBucket::Standard, Period::Day) => DAYS,
        };
        let of_item = |(number, item): (usize, &Item)| {
            let computed = dataset.units.get(number).is_some_and(|unit| unit.statistics.is_some());
            if computed {
                item.demand.cv
            } else {
                demand::bucketed_cv(&self.counted(dataset, number), periods)
            }
        };
        self.items.iter().enumerate().map(of_item).collect()
    }

    /// The days of a span of this data.
    pub fn span(&self, span: Span) -> Option<Days> {
        self.days.map(|(first, last)| Days::new(span, first, last))
    }

    /// How many days a span has; the usual ones where no demand rows say when.
    pub fn span_days(&self, span: Span) -> u32 {
        self.span(span).map_or(USUAL_SPAN, Days::count)
    }

    /// What every item's demand was worth over a span.
    pub fn values(&self, dataset: &Dataset, span: Span) -> Vec<Value> {
        let days = self.span(span).unwrap_or(Days { from: 0, to: -1 });
        let value = |((unit, item), settled): ((&Unit, &Item), &Settled)| {
            let sourced = |figure: &Option<Sourced>| figure.as_ref().map(|figure| figure.value);
            let (price, cost) = (sourced(&item.master.unit_price), sourced(&item.master.unit_cost));
            let computed = unit.statistics.and_then(|row| dataset.statistics.get(row as usize));
            match (unit.history, computed) {
                (Some(history), _) => {
                    Value::new(&dataset.histories, history as usize, settled, days, price, cost)
                }
                (None, Some(row)) => {
                    Value::computed_elsewhere(row, self.frame.period, self.span_days(span), price, cost)
                }
                (None, None) => Value::default(),
            }
        };
        dataset.units.iter().zip(&self.items).zip(&self.settled).map(value).collect()
    }
}

/// The periods of the data: the policy's, never finer than the data's own grain; edges that transactions do not
/// fill are dropped.
fn frame(dataset: &Dataset, policy: &PolicyFile) -> Frame {
    let grain = dataset.histories.grain;
    let period = grain.map_or(policy.period, |grain| policy.period.max(grain));
    let (first_day, last_day) = dataset.histories.days.unwrap_or((0, -1));
    let (mut first, mut last) = (period.of(first_day), period.of(last_day));
    let whole = grain == Some(period);
    if policy.edge_periods == EdgePeriods::Drop && !whole {
        first += i32::from(period.first_day(first) < first_day);
        last -= i32::from(period.last_day(last) > last_day);
    }
    Frame { period, first, last, window: policy.window }
}

/// Items whose own indices are thin take those of the seasonal items of their category, where the items table has
/// one.
fn share_categories(dataset: &Dataset, items: &mut [Item]) {
    let categories: Vec<Option<&str>> = dataset.units.iter().map(|unit| dataset.category(unit)).collect();
    let mut members: FxHashMap<&str, Vec<&Indices>> = FxHashMap::default();
    for (item, category) in items.iter().zip(&categories) {
        let own = item.record.season.as_ref().and_then(|season| season.contribution());
        if let Some((category, own)) = category.zip(own) {
            members.entry(category).or_default().push(own);
        }
    }
    let shared: FxHashMap<&str, Indices> = members
        .into_iter()
        .filter(|(_, of)| of.len() > 1)
        .filter_map(|(category, of)| Some((category, season::group(of.into_iter())?)))
        .collect();
    for (item, category) in items.iter_mut().zip(&categories) {
        let Some(category) = category else { continue };
        let Some((season, indices)) = item.record.season.as_mut().zip(shared.get(category)) else { continue };
        **season = season.with(indices, IndicesFrom::Category((*category).to_owned()));
    }
}

fn settle(dataset: &Dataset, unit: &Unit, rule: ReturnRule) -> Settled {
    unit.history.map_or_else(Settled::default, |history| {
        let history = history as usize;
        Settled::new(dataset.histories.sales(history), dataset.histories.returns(history), rule)
    })
}

/// Makes items; every one from the same data and policy.
struct Maker<'a> {
    dataset: &'a Dataset,
    policy: &'a PolicyFile,
    frame: Frame,
    supply: &'a Supply<'a>,
}

impl Maker<'_> {
    fn item(&self, unit: &Unit, settled: &Settled) -> Item {
        let histories = &self.dataset.histories;
        let history = unit.history.map(|history| history as usize);
        let whole =
            history.and_then(|history| histories.facts.get(history)).is_some_and(|facts| facts.whole_units);
        let mean_row = history.and_then(|history| histories.mean_row_quantity(history));
        let computed = unit.statistics.and_then(|row| self.dataset.statistics.get(row as usize));
        let mut demand = computed.map_or_else(
            || demand::figures(settled, &self.frame, histories.quantity, whole, mean_row),
            demand::computed_elsewhere,
        );
        demand.day_variance = history
            .filter(|_| computed.is_none())
            .and_then(|history| self.day_variance(history, settled, &demand));
        let row = self.dataset.master_of(unit);
        let lead_time = self.supply.lead_time(
            unit.key.first().map_or("", String::as_str),
            self.location(unit),
            &master_lead_time(row),
            self.policy,
        );
        let daily = demand.mean.unwrap_or(0.0) / self.frame.period.days();
        let master = self.master(row, daily, mean_row);
        let record = self.record(settled, computed, &demand);
        Item { key: unit.key.clone(), demand, lead_time, master, record }
    }

    fn record(&self, settled: &Settled, computed: Option<&StatisticsRow>, demand: &DemandFigures) -> Record {
        let days = self.dataset.histories.days;
        if let Some(row) = computed {
            let data_end = self.computed_end();
            return Record {
                life: Life { first_demand: row.first, last_demand: row.last, data_end },
                season: None,
            };
        }
        let series = self.frame.series(settled, self.dataset.histories.quantity);
        let counted = series.as_ref().and_then(|series| series.values.get(demand.left_out as usize..));
        let season = counted.and_then(|values| Season::new(values, self.frame.period));
        let period = self.frame.period;
        Record {
            life: Life {
                first_demand: settled
                    .first_demand()
                    .zip(days)
                    .map(|(first, days)| period.first_day(first).max(days.0)),
                last_demand: settled
                    .last_demand()
                    .zip(days)
                    .map(|(last, days)| period.last_day(last).min(days.1)),
                data_end: days.map(|days| days.1),
            },
            season: season.map(Box::new),
        }
    }

    /// The last day that figures computed elsewhere speak of.
    fn computed_end(&self) -> Option<Day> {
        self.dataset
            .histories
            .days
            .map(|days| days.1)
            .or_else(|| self.dataset.statistics.iter().filter_map(|row| row.last).max())
    }

    /// Where rows have days of their own and a period is longer than one.
    fn day_variance(&self, history: usize, settled: &Settled, demand: &DemandFigures) -> Option<f64> {
        let histories = &self.dataset.histories;
        if histories.grain.is_some() || self.frame.period == Period::Day || demand.history != History::Enough
        {
            return None;
        }
        let periods = demand.window_start + demand.left_out as i32..=self.frame.last;
        day::variance(histories.sales(history), settled, histories.quantity, self.frame.period, periods)
    }

    fn location<'u>(&self, unit: &'u Unit) -> Option<&'u str> {
        let place = self.dataset.fields.iter().position(|field| *field == UnitField::Location)?;
        unit.key.get(place).map(String::as_str)
    }

    fn master(&self, row: Option<&MasterRow>, daily_demand: f64, mean_row: Option<f64>) -> Master {
        let defaults = &self.policy.defaults;
        let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
        let given = |value: Option<f64>| sourced(row, value);
        let or = |value: Option<f64>, default: Option<f64>| {
            given(value).or(default.map(|value| Sourced { value, origin: Origin::Default }))
        };
        let always = |value: Option<f64>, default: f64| {
            given(value).unwrap_or(Sourced { value: default, origin: Origin::Default })
        };
        let ordered = or(figures.order_quantity, defaults.order_quantity)
            .map(|ordered| Sourced { value: in_lots(ordered.value, &figures), ..ordered });
        Master {
            description: row.map_or_else(String::new, |row| row.description.clone()),
            unit_cost: or(figures.unit_cost, defaults.unit_cost),
            unit_price: or(figures.unit_price, defaults.unit_price),
            order_quantity: ordered.unwrap_or_else(|| assumed_quantity(daily_demand, mean_row)),
            review_days: always(figures.review_days, defaults.review_days),
            holding_rate: always(figures.holding_rate, defaults.holding_rate),
            stockout_cost: or(figures.stockout_cost, defaults.stockout_cost),
            service_level: given(figures.service_level),
            min_units: figures.min_units,
            shelf_life_days: figures.shelf_life_days,
            customer_wait_days: figures.customer_wait_days.unwrap_or(0.0),
            current_safety_stock: figures.current_safety_stock,
            current_reorder_point: figures.current_reorder_point,
        }
    }
}

fn sourced(row: Option<&MasterRow>, value: Option<f64>) -> Option<Sourced> {
    let row = row?;
    Some(Sourced { value: value?, origin: Origin::Cell { file: row.file.clone(), line: row.line } })
}

fn master_lead_time(row: Option<&MasterRow>) -> MasterLeadTime {
    let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
    MasterLeadTime {
        supplier: row.and_then(|row| row.supplier.clone()),
        days: sourced(row, figures.lead_time_days),
        sd_days: sourced(row, figures.lead_time_sd_days),
    }
}

/// An order quantity raised to the minimum and rounded up to the multiple.
fn in_lots(ordered: f64, figures: &MasterFigures) -> f64 {
    let raised = figures.order_minimum.map_or(ordered, |minimum| ordered.max(minimum));
    match figures.order_multiple.filter(|multiple| *multiple > 0.0) {
        Some(multiple) => ((raised / multiple) - 1e-9).ceil() * multiple,
        None => raised,
    }
}

/// One week's demand, at least the mean quantity of a demand row, at least 1.
fn assumed_quantity(daily_demand: f64, mean_row: Option<f64>) -> Sourced {
    let value = (daily_demand * 7.0).max(mean_row.unwrap_or(0.0)).max(1.0);
    Sourced { value, origin: Origin::Assumed }
}
