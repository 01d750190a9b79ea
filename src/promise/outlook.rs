//! Demand of an item over so many days, in its own model.

use std::cell::RefCell;
use std::rc::Rc;

use super::booked::Booked;
use crate::data::calendar::Day;
use crate::protocol::policy::ShortHistory;
use crate::stock::Basis;
use crate::stock::interval::{Interval, Rate};
use crate::stock::looks::Family;
use crate::stock::model::{Certain, Demand, ModelKind};

/// Where demand over any time is had from.
#[derive(Debug, Clone)]
pub enum Source {
    /// No demand but what is committed.
    None,
    /// A rate a day, known exactly.
    Daily(Rate, Family),
    /// What an item's stock rests on.
    Item(Box<Basis>),
}

/// What the history foretells.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// Demand over any time.
    pub source: Source,
    /// How much is booked ahead, where demand rows carry order and due days.
    pub booked: Option<Rc<Booked>>,
    /// Demand that was drawn already, with its days: drawing takes long, and the same days are asked for often.
    pub drawn: Drawn,
}

/// Demand over some days, drawn once.
pub type Drawn = Rc<RefCell<Vec<(f64, Demand)>>>;

impl Outlook {
    /// Demand from a source, and how much of it is booked ahead.
    pub fn new(source: Source, booked: Option<Rc<Booked>>) -> Self {
        Outlook { source, booked, drawn: Drawn::default() }
    }

    /// No demand but what is committed.
    pub fn none() -> Self {
        Outlook::new(Source::None, None)
    }

    /// Demand of `mean` and `variance` a day, known exactly.
    pub fn daily(kind: ModelKind, mean: f64, variance: f64) -> Self {
        let (sd, short_history) = (variance.sqrt(), ShortHistory::AsIs);
        let rate = Rate { mean, sd, periods: 1, short_history, kurtosis: None };
        Outlook::new(Source::Daily(rate, Family { kind, typed: false }), None)
    }

    /// The model; none where no demand is expected.
    pub fn model(&self) -> Option<ModelKind> {
        match &self.source {
            Source::None => None,
            Source::Daily(_, family) => Some(family.kind),
            Source::Item(basis) => Some(basis.model),
        }
    }

    /// Demand over so many days, not always whole ones: a share of demand is demand over a share of the time. What
    /// is out of range counts as its mean.
    pub fn over(&self, days: f64) -> Demand {
        let days = days.max(0.0);
        let (found, mean) = match &self.source {
            Source::None => (None, 0.0),
            Source::Daily(rate, family) => {
                (family.over(&Interval::new(*rate, days, 0.0), None), rate.mean * days)
            }
            Source::Item(basis) if basis.model == ModelKind::Empirical => {
                (self.drawn(basis, days), basis.daily_demand() * days)
            }
            Source::Item(basis) => (basis.demand_over(days), basis.daily_demand() * days),
        };
        found.unwrap_or_else(|| Demand::Certain(Certain::new(mean)))
    }

    fn drawn(&self, basis: &Basis, days: f64) -> Option<Demand> {
        let known = self.drawn.borrow().iter().find(|(of, _)| *of == days).map(|(_, demand)| demand.clone());
        known.or_else(|| {
            let demand = basis.demand_over(days)?;
            self.drawn.borrow_mut().push((days, demand.clone()));
            Some(demand)
        })
    }

    /// The days of demand that are still open at `day`: all since the stock's day, or the part not booked.
    pub fn open_days(&self, from: Day, today: Day, day: Day) -> f64 {
        let all = f64::from((day - from).max(0));
        match &self.booked {
            Some(booked) if day > today => f64::from(today - from) + booked.open_days((day - today) as usize),
            _ => all,
        }
    }
}
