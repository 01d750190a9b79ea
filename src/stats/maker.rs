//! One item made from what its rows measure: with its lead time, and what files or defaults say.

use std::borrow::Cow;
use std::rc::Rc;

use super::demand;
use super::item::{Given, Item, LeadTime, Life, Master, Origin, Record, Shared, Sourced};
use super::lead_time::{MasterLeadTime, Supply};
use super::maybe::Maybe;
use super::measure::{Desk, Measured, Measuring};
use super::told::{PeriodTerms, Told};
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::data::master::{MasterFigures, MasterRow};
use crate::data::statistics::StatisticsRow;
use crate::protocol::policy::{Defaults, PolicyFile, Sizing, UnitField};

/// What many items share.
#[derive(Debug)]
pub(super) struct Basics {
    /// The last day of the data; of figures computed elsewhere, the last that they speak of.
    data_end: Option<Day>,
    /// What each row of the item master gives, and then what holds without one.
    rows: Vec<Row>,
}

/// What a row of the item master gives, or else the defaults.
#[derive(Debug, Clone)]
struct Row {
    given: Shared<Given>,
    /// The lead time, where no order lines say otherwise.
    lead_time: Shared<LeadTime>,
    /// The order quantity, where it does not follow from demand.
    order_quantity: Option<Sourced>,
}

impl Basics {
    /// Of a dataset by a policy.
    pub fn new(dataset: &Dataset, policy: &PolicyFile) -> Self {
        let last_day = dataset.histories.days.map(|days| days.1);
        let data_end = last_day.or_else(|| dataset.statistics.iter().filter_map(|row| row.last).max());
        let rows = dataset.master.rows.iter().map(Some).chain([None]);
        Basics { data_end, rows: rows.map(|row| Row::new(row, policy)).collect() }
    }
}

impl Row {
    fn new(row: Option<&MasterRow>, policy: &PolicyFile) -> Self {
        let no_lines = Supply::new("", &[]);
        Row {
            given: Shared::new(given(row, &policy.defaults)),
            order_quantity: order_quantity(row, &policy.defaults),
            lead_time: Shared::new(no_lines.lead_time("", None, &master_lead_time(row), policy)),
        }
    }
}

/// Makes items; every one from the same data and policy.
pub(super) struct Maker<'a> {
    pub dataset: &'a Dataset,
    pub policy: &'a PolicyFile,
    pub measuring: &'a Measuring,
    pub supply: &'a Supply<'a>,
    pub basics: &'a Basics,
}

impl Maker<'_> {
    /// A unit with its figures, and its coefficient of variation over standard buckets.
    pub fn item(&self, unit: &Unit, measured: Measured, desk: &mut Desk) -> (Item, Maybe) {
        let row = self.dataset.master_of(unit);
        let shared = self.row(unit);
        let lead_time = if self.supply.is_empty() {
            shared.lead_time.clone()
        } else {
            let (item, location) = (unit.key.first(), self.location(unit));
            Shared::new(self.supply.lead_time(item, location, &master_lead_time(row), self.policy))
        };
        let computed = self.dataset.computed(unit);
        let (demand, record, steadiness) = match computed {
            Some(row) => {
                let figures = demand::computed_elsewhere(row);
                let cv = figures.cv;
                (figures, self.computed_elsewhere(row), cv)
            }
            None => (measured.demand, measured.record, measured.steadiness),
        };
        let daily = demand.mean.get().unwrap_or(0.0) / self.measuring.frame.period.days();
        let assumed = || assumed_quantity(daily, demand.mean_row_quantity.get());
        let ordered = shared.order_quantity.clone().unwrap_or_else(assumed);
        let master = Master::new(ordered, shared.given.clone());
        let mut item = Item { key: unit.key.clone(), demand, lead_time, master, record };
        if self.policy.sizing == Sizing::Forecast && computed.is_none() {
            let (dataset, frame) = (self.dataset, self.measuring.frame);
            let told = Told { dataset, frame, terms: PeriodTerms::new(self.policy) };
            desk.read(&dataset.histories, unit.history, self.measuring.rule);
            item.record.error = told.error(unit, &desk.settled, &item).map(Box::new);
        }
        (item, steadiness)
    }

    /// What is known of an item whose figures were computed elsewhere.
    fn computed_elsewhere(&self, row: &StatisticsRow) -> Record {
        Record {
            life: Life { first_demand: row.first, last_demand: row.last, data_end: self.basics.data_end },
            ..Record::default()
        }
    }

    fn location<'u>(&self, unit: &'u Unit) -> Option<&'u str> {
        let place = self.dataset.fields.iter().position(|field| *field == UnitField::Location)?;
        unit.key.field(place)
    }

    /// What the item's row of the item master gives.
    fn row(&self, unit: &Unit) -> Cow<'_, Row> {
        let rows = &self.basics.rows;
        let number = unit.master.map_or(rows.len() - 1, |number| number as usize);
        match rows.get(number) {
            Some(row) => Cow::Borrowed(row),
            None => Cow::Owned(Row::new(self.dataset.master_of(unit), self.policy)),
        }
    }
}

/// Units an order, in lots; none where nobody gives them.
fn order_quantity(row: Option<&MasterRow>, defaults: &Defaults) -> Option<Sourced> {
    let figures = row.map_or_else(MasterFigures::default, |row| row.figures);
    let ordered = or(row, figures.order_quantity, defaults.order_quantity)?;
    Some(Sourced { value: in_lots(ordered.value, &figures), ..ordered })
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
