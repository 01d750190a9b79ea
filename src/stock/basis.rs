//! What an item's stock rests on, whatever its target: demand over the interval, model, order quantity, cost.
//!
//! In: an item and its segment's model. Out: a [`Basis`], or the reason why the item has none. It is small, because
//! every item has one: a target moved under the hand passes over thousands of them.

use std::rc::Rc;

use super::ahead::Ahead;
use super::drawn::Record;
use super::interval::{Interval, Rate, Supply};
use super::looks::{Family, Way};
use super::model::{Choice, Demand, ModelKind, Reason, Units, automatic, whole_units_up};
use super::undershoot::DayDemand;
use crate::data::calendar::DAYS_IN_YEAR;
use crate::protocol::policy::{Model, Period, PolicyFile, Review, ShortHistory};
use crate::stats::{History, Item, Maybe, Pattern, Sourced};

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

/// What an item's stock rests on: plain figures, of which all else follows. There is one an item, so that it has no
/// more room than they need; what is made of them, a [`Ready`](super::Ready) holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    pub(super) ahead: Ahead,
    /// How it is supplied.
    pub supply: Supply,
    /// Demand of a day; nothing rests on it where stock is not looked at once a day.
    pub(super) day: DayDemand,
    /// Units an order, above zero.
    pub order_quantity: f64,
    /// Share of a unit's cost that a year of holding costs.
    pub holding_rate: f64,
    pub(super) unit_cost: Maybe,
    pub(super) stockout_cost: Maybe,
    /// What demand is drawn from under the empirical model.
    pub(super) record: Option<Rc<Record>>,
    /// The model's family.
    pub model: ModelKind,
    /// Why that one.
    pub reason: ModelReason,
    pub(super) family: Family,
    /// Whether stock is kept in whole units.
    pub units: Units,
    /// Whether a safety stock below zero is allowed.
    pub allow_negative: bool,
    pub(super) review: Review,
    pub(super) period: Period,
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
        let ordered = item.master.order_quantity.value;
        let basis = Basis {
            day: ahead.day(item, supply.lead_time, terms.period.days()),
            ahead,
            supply,
            order_quantity: if units == Units::Whole { whole_units_up(ordered).max(1.0) } else { ordered },
            holding_rate: item.master.holding_rate.value,
            unit_cost: item.master.unit_cost.as_ref().map(|cost| cost.value).into(),
            stockout_cost: stockout_cost(item).into(),
            record: None,
            model: kind,
            reason,
            family: Family { kind, typed: reason == ModelReason::Typed },
            units,
            allow_negative: terms.allow_negative,
            review: terms.review,
            period: terms.period,
        };
        if basis.is_in_range(&interval) { Ok(basis) } else { Err(Status::OutOfRange) }
    }

    /// The same item as a textbook has it: stock is looked at after every unit sold. `None` where it is so anyway,
    /// or where reviews have dates of their own.
    pub fn textbook(&self) -> Option<Self> {
        (self.way() == Way::Daily).then(|| Self { review: Review::Continuous, ..self.clone() })
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
        let interval = self.ahead.interval(days / self.period.days(), 0.0);
        self.family.over(&interval, None)
    }

    /// Mean demand of the next days, units: of a seasonal item that of its season.
    pub fn units_of(&self, days: f64) -> f64 {
        match self.ahead.course() {
            Some(_) => self.ahead.units(days / self.period.days()),
            None => days * self.daily_demand(),
        }
    }

    /// How many days some units last, by mean demand ahead.
    pub fn days_of_cover(&self, units: f64) -> f64 {
        match self.ahead.course() {
            Some(_) if units > 0.0 => self.ahead.lasts(units) * self.period.days(),
            _ => units / self.daily_demand(),
        }
    }

    /// Demand over the interval to be covered: lead time and review.
    pub fn interval(&self) -> Interval {
        self.interval_with(self.supply.review)
    }

    /// Demand over the lead time and so many periods of review.
    pub(super) fn interval_with(&self, review: f64) -> Interval {
        self.ahead.interval(self.supply.lead_time + review, self.supply.lead_time_sd)
    }

    /// Mean demand a period, units.
    pub fn period_demand(&self) -> f64 {
        self.ahead.rate().mean
    }

    /// Mean demand a day, units.
    pub fn daily_demand(&self) -> f64 {
        self.period_demand() / self.period.days()
    }

    /// Money a unit costs.
    pub fn unit_cost(&self) -> Option<f64> {
        self.unit_cost.get()
    }

    /// Money a unit short costs: as given, else what selling one earns.
    pub fn stockout_cost(&self) -> Option<f64> {
        self.stockout_cost.get()
    }

    /// Demand a year, units.
    pub fn annual_demand(&self) -> f64 {
        self.daily_demand() * DAYS_IN_YEAR
    }

    /// Average stock that comes from ordering in lots, units.
    pub fn cycle_stock(&self) -> f64 {
        if self.supply.review > 0.0 {
            return self.period_demand() * self.supply.review / 2.0;
        }
        let extra = if self.units == Units::Whole { 1.0 } else { 0.0 };
        0.5 * (self.order_quantity + extra)
    }
}

fn rate(item: &Item, terms: Terms) -> Result<Rate, Status> {
    match (item.demand.history, item.demand.mean.get(), item.demand.sd.get()) {
        (History::OnlySaleCancelled, ..) => Err(Status::OnlySaleCancelled),
        (History::Enough, Some(mean), Some(sd)) => Ok(Rate {
            mean,
            sd,
            periods: item.demand.periods,
            short_history: terms.short_history,
            kurtosis: item.demand.kurtosis.get(),
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
