//! When stock is looked at, and the distributions of demand that follow from it.
//!
//! In: an item's rate, supply and model. Out: [`Looks`]. The model is chosen once, on the interval without
//! undershoot; demand over any other time is the same model with that time's own mean and variance.

use super::ahead::Ahead;
use super::interval::{Interval, Supply};
use super::model::{Demand, ModelKind, Units};
use super::undershoot::{DayDemand, Undershoot};
use crate::error::Error;
use crate::protocol::policy::Review;

/// An item's model, which demand over any time takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The kind.
    pub kind: ModelKind,
    /// Whether the policy names it. A poisson that was typed keeps the variance of a poisson.
    pub typed: bool,
}

impl Family {
    /// Demand over an interval, with an undershoot on top where there is one. A poisson whose mean and variance no
    /// longer agree is a negative binomial.
    ///
    /// # Errors
    /// As [`Demand::new`].
    pub fn over(self, interval: &Interval, undershoot: Option<Undershoot>) -> Result<Demand, Error> {
        let typed_poisson = self.typed && self.kind == ModelKind::Poisson;
        let spread = if typed_poisson { interval.mean } else { interval.variance() };
        let added = undershoot.unwrap_or(Undershoot { mean: 0.0, variance: 0.0 });
        let (mean, variance) = (interval.mean + added.mean, spread + added.variance);
        let varied = self.kind == ModelKind::Poisson && variance > mean * (1.0 + 1e-9);
        Demand::new(if varied { ModelKind::NegativeBinomial } else { self.kind }, mean, variance)
    }
}

/// When stock is looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum Looks {
    /// What is ordered arrives at once: nothing has to be covered.
    Never,
    /// After every unit sold, as textbooks have it.
    Always,
    /// Once a day.
    Daily {
        /// Demand of a day.
        day: DayDemand,
        /// How far stock is below the reorder point when the order goes out.
        undershoot: Undershoot,
        /// Demand over the lead time and the undershoot.
        with_undershoot: Demand,
        /// Demand over the lead time and a day more.
        a_day_later: Demand,
    },
    /// When an order is due.
    Reviews {
        /// Demand over the lead time alone.
        over_lead_time: Demand,
    },
}

/// What the looks of an item follow from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looking<'a> {
    pub ahead: &'a Ahead,
    pub supply: Supply,
    pub family: Family,
    pub review: Review,
    pub units: Units,
    /// Demand of a day.
    pub day: DayDemand,
    /// Days of a period.
    pub days: f64,
}

impl Looking<'_> {
    /// The interval's length with so many periods of review.
    pub fn interval(&self, review: f64) -> Interval {
        self.ahead.interval(self.supply.lead_time + review, self.supply.lead_time_sd)
    }

    /// The looks.
    ///
    /// # Errors
    /// As [`Demand::new`].
    pub fn looks(&self) -> Result<Looks, Error> {
        let over_lead_time = self.interval(0.0);
        if self.supply.review > 0.0 {
            return Ok(Looks::Reviews { over_lead_time: self.family.over(&over_lead_time, None)? });
        }
        if over_lead_time.length == 0.0 {
            return Ok(Looks::Never);
        }
        if self.review == Review::Continuous {
            return Ok(Looks::Always);
        }
        let undershoot = Undershoot::new(self.day, self.units);
        Ok(Looks::Daily {
            day: self.day,
            undershoot,
            with_undershoot: self.family.over(&over_lead_time, Some(undershoot))?,
            a_day_later: self.family.over(&self.interval(1.0 / self.days), None)?,
        })
    }
}
