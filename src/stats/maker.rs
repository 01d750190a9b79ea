//! One item made from its rows: history in figures, lead time, and what files or defaults say.

use std::rc::Rc;

use super::day;
use super::demand::{self, Facts, Frame, Slate};
use super::item::{DemandFigures, Given, History, Item, Life, Master, Origin, Record, Sourced};
use super::lead_time::{MasterLeadTime, Supply};
use super::periods::{Apart, Why};
use super::returns::Settled;
use super::special::Known;
use super::told::{PeriodTerms, Told};
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::data::history::History as Rows;
use crate::data::master::{MasterFigures, MasterRow};
use crate::data::statistics::StatisticsRow;
use crate::math::moments;
use crate::protocol::policy::{Defaults, Period, PolicyFile, ShortHistory, Sizing, UnitField};

/// Makes items; every one from the same data and policy.
pub(super) struct Maker<'a> {
    pub dataset: &'a Dataset,
    pub policy: &'a PolicyFile,
    pub frame: Frame,
    pub supply: &'a Supply<'a>,
    /// The last day of the data; of figures computed elsewhere, the last that they speak of.
    pub data_end: Option<Day>,
    /// What each row of the item master gives, and then what holds without one.
    given: Vec<Rc<Given>>,
}

impl<'a> Maker<'a> {
    /// From a dataset by a policy.
    pub fn new(dataset: &'a Dataset, policy: &'a PolicyFile, frame: Frame, supply: &'a Supply<'a>) -> Self {
        let last_day = dataset.histories.days.map(|days| days.1);
        let data_end = last_day.or_else(|| dataset.statistics.iter().filter_map(|row| row.last).max());
        let rows = dataset.master.rows.iter().map(Some).chain([None]);
        let given = rows.map(|row| Rc::new(given(row, &policy.defaults))).collect();
        Maker { dataset, policy, frame, supply, data_end, given }
    }

    /// A unit with its figures, and its coefficient of variation over standard buckets.
    pub fn item(
        &self,
        unit: &Unit,
        history: &Rows,
        settled: &Settled,
        slate: &mut Slate,
    ) -> (Item, Option<f64>) {
        let row = self.dataset.master_of(unit);
        let place = || (unit.key.first(), self.location(unit));
        let (item, location) = if self.supply.is_empty() { ("", None) } else { place() };
        let lead_time = self.supply.lead_time(item, location, &master_lead_time(row), self.policy);
        let computed = unit.statistics.and_then(|row| self.dataset.statistics.get(row as usize));
        let (demand, record, steadiness) = match computed {
            Some(row) => {
                let figures = demand::computed_elsewhere(row);
                let cv = figures.cv;
                (figures, self.computed_elsewhere(row), cv)
            }
            None => self.measured(unit, history, settled, slate),
        };
        let daily = demand.mean.unwrap_or(0.0) / self.frame.period.days();
        let master = self.master(unit, daily, demand.mean_row_quantity);
        let mut item = Item { key: unit.key.clone(), demand, lead_time, master, record };
        if self.policy.sizing == Sizing::Forecast && computed.is_none() {
            let told =
                Told { dataset: self.dataset, frame: self.frame, terms: PeriodTerms::new(self.policy) };
            item.record.error = told.error(unit, settled, &item).map(Box::new);
        }
        (item, steadiness)
    }

    /// Figures of a history, and what the calendar and single periods say about it.
    fn measured(
        &self,
        unit: &Unit,
        history: &Rows,
        settled: &Settled,
        slate: &mut Slate,
    ) -> (DemandFigures, Record, Option<f64>) {
        let scale = self.dataset.histories.quantity;
        let known = Known::new(self.dataset, unit, self.frame.period);
        let facts = Facts {
            whole_units: history.whole_units,
            mean_row_quantity: history.mean_row_quantity(scale),
            special: known.special(self.policy.outliers.unwrap_or_default()),
        };
        let (mut demand, counted) = demand::figures(settled, &self.frame, scale, facts, slate);
        if self.policy.short_history == ShortHistory::Predictive {
            demand.kurtosis = moments::excess_kurtosis(&counted.values);
        }
        demand.day_variance = unit
            .history
            .and_then(|_| self.day_variance(history, settled, (&demand, &counted.apart), &mut slate.values));
        let bucket = demand::standard_bucket(self.frame.period);
        let steadiness = demand::cv_in(&counted.values, bucket, &mut slate.values);
        let record = Record {
            life: self.life(settled),
            season: counted.season.map(Box::new),
            apart: counted.apart,
            before: counted.before.map(Box::new),
            ..Record::default()
        };
        slate.periods = counted.values;
        (demand, record, steadiness)
    }

    fn life(&self, settled: &Settled) -> Life {
        let Some((first_day, last_day)) = self.dataset.histories.days else { return Life::default() };
        let period = self.frame.period;
        Life {
            first_demand: settled.first_demand().map(|first| period.first_day(first).max(first_day)),
            last_demand: settled.last_demand().map(|last| period.last_day(last).min(last_day)),
            data_end: Some(last_day),
        }
    }

    /// What is known of an item whose figures were computed elsewhere.
    fn computed_elsewhere(&self, row: &StatisticsRow) -> Record {
        Record {
            life: Life { first_demand: row.first, last_demand: row.last, data_end: self.data_end },
            ..Record::default()
        }
    }

    /// Where rows have days of their own and a period is longer than one.
    fn day_variance(
        &self,
        history: &Rows,
        settled: &Settled,
        (demand, apart): (&DemandFigures, &[Apart]),
        values: &mut Vec<f64>,
    ) -> Option<f64> {
        let histories = &self.dataset.histories;
        if histories.grain.is_some() || self.frame.period == Period::Day || demand.history != History::Enough
        {
            return None;
        }
        let periods = demand.window_start + demand.left_out as i32..=self.frame.last;
        let otherwise = apart.iter().filter(|apart| apart.why != Why::Outlier);
        let without: Vec<i32> = otherwise.map(|apart| apart.period).collect();
        let span = day::Span { period: self.frame.period, periods, without: &without };
        day::variance(&history.sales, settled, histories.quantity, &span, values)
    }

    fn location<'u>(&self, unit: &'u Unit) -> Option<&'u str> {
        let place = self.dataset.fields.iter().position(|field| *field == UnitField::Location)?;
        unit.key.field(place)
    }

    fn master(&self, unit: &Unit, daily_demand: f64, mean_row: Option<f64>) -> Master {
        let row = self.dataset.master_of(unit);
        let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
        let ordered = or(row, figures.order_quantity, self.policy.defaults.order_quantity);
        let ordered = ordered.map(|ordered| Sourced { value: in_lots(ordered.value, &figures), ..ordered });
        let number = unit.master.map_or(self.dataset.master.rows.len(), |number| number as usize);
        let shared = self.given.get(number).map(Rc::clone);
        let shared = shared.unwrap_or_else(|| Rc::new(given(row, &self.policy.defaults)));
        Master::new(ordered.unwrap_or_else(|| assumed_quantity(daily_demand, mean_row)), shared)
    }
}

/// What a row gives; the defaults stand in.
fn given(row: Option<&MasterRow>, defaults: &Defaults) -> Given {
    let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
    let always = |value: Option<f64>, default: f64| {
        sourced(row, value).unwrap_or(Sourced { value: default, origin: Origin::Default })
    };
    Given {
        description: row.map_or_else(|| "".into(), |row| Rc::clone(&row.description)),
        unit_cost: or(row, figures.unit_cost, defaults.unit_cost),
        unit_price: or(row, figures.unit_price, defaults.unit_price),
        review_days: always(figures.review_days, defaults.review_days),
        holding_rate: always(figures.holding_rate, defaults.holding_rate),
        stockout_cost: or(row, figures.stockout_cost, defaults.stockout_cost),
        service_level: sourced(row, figures.service_level),
        min_units: figures.min_units,
        shelf_life_days: figures.shelf_life_days,
        customer_wait_days: figures.customer_wait_days.unwrap_or(0.0),
        current_safety_stock: figures.current_safety_stock,
        current_reorder_point: figures.current_reorder_point,
        units_per_pallet: figures.units_per_pallet,
    }
}

fn or(row: Option<&MasterRow>, value: Option<f64>, default: Option<f64>) -> Option<Sourced> {
    sourced(row, value).or(default.map(|value| Sourced { value, origin: Origin::Default }))
}

fn sourced(row: Option<&MasterRow>, value: Option<f64>) -> Option<Sourced> {
    let row = row?;
    Some(Sourced {
        value: value?,
        origin: Origin::Cell { file: Rc::clone(&row.file), line: row.line as u32 },
    })
}

fn master_lead_time(row: Option<&MasterRow>) -> MasterLeadTime<'_> {
    let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
    MasterLeadTime {
        supplier: row.and_then(|row| row.supplier.as_deref()),
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
