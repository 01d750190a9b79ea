//! What an item's stock rests on, whatever its target: demand over the interval, model, order quantity, cost.
//!
//! In: an item and its segment's model. Out: a [`Basis`], or the reason why the item has none. A target then
//! costs only a quantile, which is what keeps a dragged slider fast.

use std::rc::Rc;

use super::ahead::Ahead;
use super::drawn::Record;
use super::interval::{Interval, Rate, Supply};
use super::looks::{Family, Looking, Looks};
use super::model::{Choice, Demand, ModelKind, Reason, Units, automatic, whole_units_up};
use super::undershoot::DayDemand;
use crate::data::calendar::DAYS_IN_YEAR;
use crate::protocol::policy::{Model, Period, PolicyFile, Review, ShortHistory};
use crate::stats::{History, Item, Pattern, Sourced};

/// Settings that every basis shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// The length of a period.
    pub period: Period,
    /// Whether a short history makes the mean uncertain.
    pub short_history: ShortHistory,
    /// How often stock is looked at.
    pub review: Review,
    /// Whether a safety stock below zero is allowed.
    pub allow_negative: bool,
    /// What draws begin with.
    pub seed: u32,
}

impl Terms {
    /// The policy's, for periods of the given length.
    pub fn new(policy: &PolicyFile, period: Period) -> Self {
        Terms {
            period,
            short_history: policy.short_history,
            review: policy.review,
            allow_negative: policy.allow_negative,
            seed: policy.seed,
        }
    }
}

/// Why an item has no safety stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// All that was sold came back.
    OnlySaleCancelled,
    /// Nothing was sold in the window.
    NoDemand,
    /// Fewer than two periods.
    NotEnoughHistory,
    /// The figures are beyond what can be computed.
    OutOfRange,
    /// Its cost optimum needs what a unit costs.
    MissingUnitCost,
    /// Its cost optimum needs what a unit short costs, or what a unit sells for.
    MissingStockoutCost,
    /// Its cost optimum needs what holding costs.
    MissingHoldingRate,
    /// It has one, with the spread of other items: its own history is too short.
    Borrowed,
    /// It has one.
    Ok,
}

impl Status {
    /// As exported.
    pub fn name(self) -> &'static str {
        match self {
            Status::OnlySaleCancelled => "only sale cancelled",
            Status::NoDemand => "no demand in the window",
            Status::NotEnoughHistory => "not enough history",
            Status::OutOfRange => "figures out of range",
            Status::MissingUnitCost => "missing unit cost",
            Status::MissingStockoutCost => "missing stock-out cost or price",
            Status::MissingHoldingRate => "missing holding rate",
            Status::Borrowed => "spread of its segment",
            Status::Ok => "ok",
        }
    }
}

/// Why an item has its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelReason {
    /// The policy names it.
    Typed,
    /// Chosen from the pattern.
    Automatic(Reason),
}

/// What an item's stock rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// Demand over lead time and review.
    pub interval: Interval,
    /// How it is supplied.
    pub supply: Supply,
    /// The model's family.
    pub model: ModelKind,
    /// Why that one.
    pub reason: ModelReason,
    /// Whether stock is kept in whole units.
    pub units: Units,
    /// Units an order, above zero.
    pub order_quantity: f64,
    /// Mean demand a day, units.
    pub daily_demand: f64,
    /// Mean demand a period, units.
    pub period_demand: f64,
    /// Money a unit costs.
    pub unit_cost: Option<f64>,
    /// Share of it that a year of holding costs.
    pub holding_rate: f64,
    /// Money a unit short costs: as given, else what selling one earns.
    pub stockout_cost: Option<f64>,
    /// Whether a safety stock below zero is allowed.
    pub allow_negative: bool,
    /// When stock is looked at.
    pub looks: Looks,
    pub(super) demand: Demand,
    pub(super) period_days: f64,
    /// What demand is drawn from under the empirical model, until it is.
    pub(super) record: Option<Rc<Record>>,
    pub(super) ahead: Ahead,
    pub(super) family: Family,
}

/// Plain figures of an item, of which all else in its basis is computed.
pub(super) struct Figures {
    pub ahead: Ahead,
    pub supply: Supply,
    pub family: Family,
    pub reason: ModelReason,
    pub units: Units,
    pub day: DayDemand,
    pub review: Review,
    pub period_days: f64,
    pub order_quantity: f64,
    pub unit_cost: Option<f64>,
    pub holding_rate: f64,
    pub stockout_cost: Option<f64>,
    pub allow_negative: bool,
}

impl Figures {
    /// Demand over the interval to be covered.
    pub fn interval(&self) -> Interval {
        let Supply { lead_time, review, lead_time_sd } = self.supply;
        self.ahead.interval(lead_time + review, lead_time_sd)
    }

    /// The basis, `interval` being what [`Figures::interval`] gives.
    ///
    /// # Errors
    /// As [`Basis::new`].
    pub fn basis(self, interval: Interval) -> Result<Basis, Status> {
        let Figures { supply, family, units, day, review, period_days: days, .. } = self;
        let looking = Looking { ahead: &self.ahead, supply, family, review, units, day, days };
        Ok(Basis {
            demand: family.over(&interval, None).map_err(|_| Status::OutOfRange)?,
            looks: looking.looks().map_err(|_| Status::OutOfRange)?,
            interval,
            supply,
            model: family.kind,
            reason: self.reason,
            units,
            order_quantity: self.order_quantity,
            daily_demand: self.ahead.rate.mean / days,
            period_demand: self.ahead.rate.mean,
            unit_cost: self.unit_cost,
            holding_rate: self.holding_rate,
            stockout_cost: self.stockout_cost,
            allow_negative: self.allow_negative,
            ahead: self.ahead,
            period_days: days,
            record: None,
            family,
        })
    }
}

impl Basis {
    /// The basis of an item, with the model that its segment names.
    ///
    /// # Errors
    /// The status that says why there is none.
    pub fn new(item: &Item, model: Model, terms: Terms) -> Result<Self, Status> {
        Self::starting(item, model, terms, 0.0)
    }

    /// The same for an interval that begins so many periods after the end of the data: of a seasonal item another
    /// one than today's.
    ///
    /// # Errors
    /// As [`Basis::new`].
    pub fn starting(item: &Item, model: Model, terms: Terms, from: f64) -> Result<Self, Status> {
        let ahead = Ahead::new(item, rate(item, terms)?).starting(from);
        let supply = Supply::new(item, terms.period);
        let interval = ahead.interval(supply.lead_time + supply.review, supply.lead_time_sd);
        let units = Units::of(item.demand.whole_units);
        let pattern = item.demand.pattern.unwrap_or(Pattern::Smooth);
        let (kind, reason) = choice(model, automatic(pattern, units, interval.mean, interval.variance()));
        let days = terms.period.days();
        let ordered = item.master.order_quantity.value;
        Figures {
            day: ahead.day(item, supply.lead_time, days),
            ahead,
            supply,
            family: Family { kind, typed: reason == ModelReason::Typed },
            reason,
            units,
            review: terms.review,
            period_days: days,
            order_quantity: if units == Units::Whole { whole_units_up(ordered).max(1.0) } else { ordered },
            unit_cost: item.master.unit_cost.as_ref().map(|cost| cost.value),
            holding_rate: item.master.holding_rate.value,
            stockout_cost: stockout_cost(item),
            allow_negative: terms.allow_negative,
        }
        .basis(interval)
    }

    /// The same item as a textbook has it: stock is looked at after every unit sold. `None` where it is so anyway,
    /// or where reviews have dates of their own.
    pub fn textbook(&self) -> Option<Self> {
        matches!(self.looks, Looks::Daily { .. }).then(|| Self { looks: Looks::Always, ..self.clone() })
    }

    /// Demand over so many days, as the history tells it: the item's model with that time's own mean and variance, a
    /// short history's uncertain mean included and the lead time's own variation left out. `None` for days below
    /// zero or out of range.
    pub fn demand_over(&self, days: f64) -> Option<Demand> {
        if !(days >= 0.0) {
            return None;
        }
        if let Some(record) = &self.record {
            return self.drawn_over(record, days);
        }
        let interval = self.ahead.interval(days / self.period_days, 0.0);
        self.family.over(&interval, None).ok()
    }

    /// Mean demand of the next days, units: of a seasonal item that of its season.
    pub fn units_of(&self, days: f64) -> f64 {
        match self.ahead.course() {
            Some(_) => self.ahead.units(days / self.period_days),
            None => days * self.daily_demand,
        }
    }

    /// How many days some units last, by mean demand ahead.
    pub fn days_of_cover(&self, units: f64) -> f64 {
        match self.ahead.course() {
            Some(_) if units > 0.0 => self.ahead.lasts(units) * self.period_days,
            _ => units / self.daily_demand,
        }
    }

    /// How demand runs on.
    pub fn ahead(&self) -> &Ahead {
        &self.ahead
    }

    /// Demand a year, units.
    pub fn annual_demand(&self) -> f64 {
        self.daily_demand * DAYS_IN_YEAR
    }

    /// Average stock that comes from ordering in lots, units.
    pub fn cycle_stock(&self) -> f64 {
        if self.supply.review > 0.0 {
            return self.period_demand * self.supply.review / 2.0;
        }
        let extra = if self.units == Units::Whole { 1.0 } else { 0.0 };
        0.5 * (self.order_quantity + extra)
    }

    /// Demand over the interval.
    pub fn demand(&self) -> &Demand {
        &self.demand
    }
}

fn rate(item: &Item, terms: Terms) -> Result<Rate, Status> {
    match (item.demand.history, item.demand.mean, item.demand.sd) {
        (History::OnlySaleCancelled, ..) => Err(Status::OnlySaleCancelled),
        (History::Enough, Some(mean), Some(sd)) => Ok(Rate {
            mean,
            sd,
            periods: item.demand.periods,
            short_history: terms.short_history,
            kurtosis: item.demand.kurtosis,
        }),
        (History::NoDemand, ..) => Err(Status::NoDemand),
        _ => Err(Status::NotEnoughHistory),
    }
}

/// What a unit short costs: as given, else the margin.
fn stockout_cost(item: &Item) -> Option<f64> {
    let value = |given: &Option<Sourced>| given.as_ref().map(|given| given.value);
    let margin = || Some(value(&item.master.unit_price)? - value(&item.master.unit_cost)?);
    value(&item.master.stockout_cost).or_else(margin)
}

/// The named model. The empirical one needs a record: until it has one, and where there is none, the choice is
/// automatic.
fn choice(model: Model, automatic: Choice) -> (ModelKind, ModelReason) {
    match model {
        Model::Normal => (ModelKind::Normal, ModelReason::Typed),
        Model::Gamma => (ModelKind::Gamma, ModelReason::Typed),
        Model::Poisson => (ModelKind::Poisson, ModelReason::Typed),
        Model::NegativeBinomial => (ModelKind::NegativeBinomial, ModelReason::Typed),
        Model::Auto | Model::Empirical => (automatic.kind, ModelReason::Automatic(automatic.reason)),
    }
}
