//! When stock is looked at, and the distributions of demand that follow from it.
//!
//! In: a basis. Out: [`Looks`]. The model is chosen once, on the interval without undershoot; demand over any other
//! time is the same model with that time's own mean and variance.

use super::basis::Basis;
use super::interval::{Interval, Supply};
use super::model::{Demand, ModelKind};
use super::undershoot::{DayDemand, Undershoot};
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
    /// `None` as of [`Demand::of`].
    pub fn over(self, interval: &Interval, undershoot: Option<Undershoot>) -> Option<Demand> {
        let (kind, mean, variance) = self.moments(interval, undershoot);
        Demand::of(kind, mean, variance)
    }

    /// Whether there is such a demand.
    fn reaches(self, interval: &Interval, undershoot: Option<Undershoot>) -> bool {
        let (kind, mean, variance) = self.moments(interval, undershoot);
        Demand::is_defined(kind, mean, variance)
    }

    fn moments(self, interval: &Interval, undershoot: Option<Undershoot>) -> (ModelKind, f64, f64) {
        let typed_poisson = self.typed && self.kind == ModelKind::Poisson;
        let spread = if typed_poisson { interval.mean } else { interval.variance() };
        let added = undershoot.unwrap_or(Undershoot { mean: 0.0, variance: 0.0 });
        let (mean, variance) = (interval.mean + added.mean, spread + added.variance);
        let varied = self.kind == ModelKind::Poisson && variance > mean * (1.0 + 1e-9);
        (if varied { ModelKind::NegativeBinomial } else { self.kind }, mean, variance)
    }
}

/// When stock is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What is ordered arrives at once: nothing has to be covered.
    Never,
    /// After every unit sold, as textbooks have it.
    Always,
    /// Once a day.
    Daily,
    /// When an order is due.
    Reviews,
}

/// When stock is looked at, with what follows from that.
#[derive(Debug, Clone, PartialEq)]
pub enum Looks {
    /// See [`Way::Never`].
    Never,
    /// See [`Way::Always`].
    Always,
    /// See [`Way::Daily`].
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
    /// See [`Way::Reviews`].
    Reviews {
        /// Demand over the lead time alone.
        over_lead_time: Demand,
    },
}

impl Basis {
    /// When stock is looked at.
    pub fn way(&self) -> Way {
        let Supply { lead_time, review, .. } = self.supply;
        match self.review {
            _ if review > 0.0 => Way::Reviews,
            _ if lead_time == 0.0 => Way::Never,
            Review::Continuous => Way::Always,
            Review::Daily => Way::Daily,
        }
    }

    /// Whether there is every demand that a position is computed of; `interval` is [`Basis::interval`].
    pub(super) fn is_in_range(&self, interval: &Interval) -> bool {
        let family = self.family;
        family.reaches(interval, None)
            && match self.way() {
                Way::Never | Way::Always => true,
                Way::Reviews => family.reaches(&self.interval_with(0.0), None),
                Way::Daily => {
                    family.reaches(&self.over_lead_time(interval), Some(self.jump()))
                        && family.reaches(&self.a_day_later(), None)
                }
            }
    }

    /// Demand of a day, and how far stock is below the reorder point when the order goes out; none where stock is not
    /// looked at once a day.
    pub fn undershoot(&self) -> Option<(DayDemand, Undershoot)> {
        (self.way() == Way::Daily).then(|| (self.day, self.jump()))
    }

    fn jump(&self) -> Undershoot {
        Undershoot::new(self.day, self.units)
    }

    /// The same interval without a review, where it is not the same anyway.
    fn over_lead_time(&self, interval: &Interval) -> Interval {
        if self.supply.review == 0.0 { *interval } else { self.interval_with(0.0) }
    }

    fn a_day_later(&self) -> Interval {
        self.interval_with(1.0 / self.period.days())
    }

    /// What follows from when stock is looked at; `interval` is [`Basis::interval`].
    pub(super) fn looks(&self, interval: &Interval) -> Option<Looks> {
        Some(match self.way() {
            Way::Never => Looks::Never,
            Way::Always => Looks::Always,
            Way::Reviews => {
                Looks::Reviews { over_lead_time: self.family.over(&self.interval_with(0.0), None)? }
            }
            Way::Daily => {
                let undershoot = self.jump();
                Looks::Daily {
                    day: self.day,
                    undershoot,
                    with_undershoot: self.family.over(&self.over_lead_time(interval), Some(undershoot))?,
                    a_day_later: self.family.over(&self.a_day_later(), None)?,
                }
            }
        })
    }
}
