//! The stock that a target asks for, and what that stock buys.
//!
//! In: a basis, a target and bounds. Out: safety stock, reorder point and the service reached, in units. Both
//! stocks are exact; `whole_units_up` rounds each by itself, never their sum.

use super::aim::Aim;
use super::basis::Basis;
use super::daily::{Daily, Given};
use super::looks::Looks;
use super::model::{Demand, DemandModel, Units};
use super::ready::Ready;
use super::service::{self, Measures};
use crate::policy::{Resolved, Target};
use crate::stats::Item;

/// Limits of a safety stock, in the order they act.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bounds {
    /// Least days of demand.
    pub min_days: Option<f64>,
    /// Least units.
    pub min_units: Option<f64>,
    /// Most days of demand.
    pub max_days: Option<f64>,
    /// Days after which a unit is worthless.
    pub shelf_life_days: Option<f64>,
}

impl Bounds {
    /// What bounds an item: its segment's limits and its own shelf life.
    pub fn new(resolved: &Resolved, item: &Item) -> Self {
        Self::of(resolved, item.master.shelf_life_days)
    }

    /// The same of an item of which only the shelf life is at hand.
    pub fn of(resolved: &Resolved, shelf_life_days: Option<f64>) -> Self {
        let above_zero = |limit: f64| (limit > 0.0).then_some(limit);
        Bounds {
            min_days: above_zero(resolved.bounds.min_days),
            min_units: above_zero(resolved.bounds.min_units),
            max_days: resolved.bounds.max_days,
            shelf_life_days,
        }
    }
}

/// What held instead of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A safety stock below zero is not allowed.
    FloorAtZero,
    /// The least days of cover.
    MinDays,
    /// The least units.
    MinUnits,
    /// The most days of cover.
    MaxDays,
    /// The shelf life.
    ShelfLife,
    /// At its costs no safety stock pays.
    NothingPays,
}

/// An item's stock and what it buys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// The level that the target asks for, before floor and bounds, units.
    pub level: f64,
    /// Safety stock, units.
    pub safety_stock: f64,
    /// Reorder point, or order-up-to level where stock is reviewed in intervals, units.
    pub reorder_point: f64,
    /// The last bound that held.
    pub held: Option<Held>,
    /// P1 reached, a fraction.
    pub cycle_service_level: f64,
    /// P2 reached, a fraction.
    pub fill_rate: f64,
    /// Units owed on average.
    pub backorders: f64,
}

/// The stock that a target asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// The level that the target asks for, before floor and bounds, units.
    pub level: f64,
    /// Safety stock, units.
    pub safety_stock: f64,
    /// The last bound that held.
    pub held: Option<Held>,
}

/// One by one; several are taken from what is [`Basis::ready`].
impl Basis {
    /// As [`Ready::position`].
    pub fn position(&self, aim: impl Into<Aim>, bounds: &Bounds) -> Option<Position> {
        self.ready()?.position(aim, bounds)
    }

    /// As [`Ready::asked`].
    pub fn asked(&self, aim: impl Into<Aim>, bounds: &Bounds) -> Option<Asked> {
        self.ready()?.asked(aim, bounds)
    }

    /// As [`Ready::holding`].
    pub fn holding(&self, safety_stock: f64) -> Option<Position> {
        self.ready()?.holding(safety_stock)
    }

    /// As [`Ready::fill_rate`].
    pub fn fill_rate(&self, safety_stock: f64) -> Option<f64> {
        self.ready()?.fill_rate(safety_stock)
    }

    /// A safety stock after floor and bounds, and the last of them that held.
    pub fn bounded(&self, asked: f64, bounds: &Bounds) -> (f64, Option<Held>) {
        let days = |days: Option<f64>| days.map(|days| self.units_of(days));
        let floor = if self.allow_negative { None } else { Some(0.0) };
        let least = [
            (floor, Held::FloorAtZero),
            (days(bounds.min_days), Held::MinDays),
            (bounds.min_units, Held::MinUnits),
        ];
        let most = [(days(bounds.max_days), Held::MaxDays), (days(bounds.shelf_life_days), Held::ShelfLife)];
        let raised = least.into_iter().fold((asked, None), |(stock, held), (limit, by)| match limit {
            Some(limit) if stock < limit => (limit, Some(by)),
            _ => (stock, held),
        });
        most.into_iter().fold(raised, |(stock, held), (limit, by)| match limit {
            Some(limit) if stock > limit => (limit, Some(by)),
            _ => (stock, held),
        })
    }
}

impl Ready<'_> {
    /// The stock that a target asks for within bounds; `None` where the figures go beyond what can be computed.
    ///
    /// # Source
    /// MODEL of this project, section 6: `s = mu + k*sigma`, floored at zero, then the least, then the most.
    pub fn position(&self, aim: impl Into<Aim>, bounds: &Bounds) -> Option<Position> {
        let Asked { level, safety_stock, held } = self.asked(aim, bounds)?;
        self.holding(safety_stock).map(|position| Position { level, held, ..position })
    }

    /// The safety stock that a target asks for within bounds; what it buys is left open.
    pub fn asked(&self, aim: impl Into<Aim>, bounds: &Bounds) -> Option<Asked> {
        let aim = aim.into();
        let level = self.level(aim)?;
        let (safety_stock, held) = self.basis.bounded(level - self.interval.mean, bounds);
        let free = aim.target == Target::CostOptimal && self.basis.cost_optimal() == Ok(0.0);
        Some(Asked { level, safety_stock, held: held.or(free.then_some(Held::NothingPays)) })
    }

    /// A position, or what a contract asks for where that is more.
    pub fn kept(&self, position: Position, contract: Target, bounds: &Bounds) -> Option<Position> {
        let least = self.asked(contract, bounds)?.safety_stock;
        if position.safety_stock >= least { Some(position) } else { self.holding(least) }
    }

    /// What a safety stock buys.
    pub fn holding(&self, safety_stock: f64) -> Option<Position> {
        let reorder_point = self.interval.mean + safety_stock;
        let measures = self.measures(reorder_point)?;
        Some(Position {
            level: reorder_point,
            safety_stock,
            reorder_point,
            held: None,
            cycle_service_level: measures.cycle_service,
            fill_rate: measures.fill_rate,
            backorders: measures.backorders,
        })
    }

    /// P2 of a safety stock, a fraction.
    pub fn fill_rate(&self, safety_stock: f64) -> Option<f64> {
        let reorder_point = self.interval.mean + safety_stock;
        match &self.looks {
            Looks::Daily { a_day_later, day, .. } => {
                Some(self.daily(a_day_later, day.mean).given(reorder_point).fill_rate)
            }
            Looks::Always => service::fill_rate(&self.demand, reorder_point, self.basis.order_quantity).ok(),
            Looks::Never | Looks::Reviews { .. } => Some(self.measures(reorder_point)?.fill_rate),
        }
    }

    fn level(&self, aim: Aim) -> Option<f64> {
        let mean = self.interval.mean;
        if let (Some(factor), Demand::Normal(over)) = (aim.factor, self.over()) {
            return Some(self.basis.units.round_up(over.at(factor)));
        }
        match aim.target {
            Target::CycleService(level) => self.cycle_service(level),
            Target::DaysOfCover(days) => Some(mean + self.basis.units_of(days)),
            Target::Units(units) => Some(mean + units),
            Target::FillRate(level) => self.for_fill_rate(level),
            Target::CostOptimal => match self.basis.cost_optimal().ok()? {
                level if level > 0.0 => self.cycle_service(level),
                _ => Some(mean),
            },
        }
    }

    /// The least level with the given fill rate. What never varies needs no more than its mean where stock is looked
    /// at after every sale.
    pub fn for_fill_rate(&self, level: f64) -> Option<f64> {
        match &self.looks {
            Looks::Never => Some(self.interval.mean),
            Looks::Always if matches!(self.demand, Demand::Certain(_)) => Some(self.interval.mean),
            Looks::Always => {
                service::level_for_fill_rate(&self.demand, level, self.basis.order_quantity, self.basis.units)
                    .ok()
            }
            Looks::Daily { a_day_later, day, .. } => self.daily(a_day_later, day.mean).level(level),
            Looks::Reviews { over_lead_time } => {
                let a_review = self.a_review(over_lead_time);
                let (over, units) = (&self.demand, self.basis.units);
                service::order_up_to_level_for_fill_rate(over, over_lead_time, level, a_review, units).ok()
            }
        }
    }

    /// The least level with the given cycle service; certain demand needs no more than its mean.
    pub fn cycle_service(&self, level: f64) -> Option<f64> {
        if let Looks::Daily { with_undershoot, .. } = &self.looks {
            return service::cycle_service(with_undershoot, level, self.basis.units).ok();
        }
        let units =
            if matches!(self.demand, Demand::Certain(_)) { Units::Fractional } else { self.basis.units };
        service::cycle_service(&self.demand, level, units).ok()
    }

    fn measures(&self, reorder_point: f64) -> Option<Measures> {
        match &self.looks {
            Looks::Never => {
                let all =
                    Measures { cycle_service: 1.0, fill_rate: 1.0, backorders: 0.0, shortage_per_cycle: 0.0 };
                Some(all)
            }
            Looks::Always => {
                service::measures(&self.demand, reorder_point, self.basis.order_quantity, self.basis.units)
                    .ok()
            }
            Looks::Daily { with_undershoot, a_day_later, day, .. } => {
                let cycle_service = service::reached_cycle_service(with_undershoot, reorder_point).ok()?;
                let Given { fill_rate, backorders } = self.daily(a_day_later, day.mean).given(reorder_point);
                let shortage_per_cycle = (1.0 - fill_rate) * self.basis.order_quantity;
                Some(Measures { cycle_service, fill_rate, backorders, shortage_per_cycle })
            }
            Looks::Reviews { over_lead_time } => self.reviewed(over_lead_time, reorder_point),
        }
    }

    pub(super) fn daily<'a>(&'a self, a_day_later: &'a Demand, day: f64) -> Daily<'a> {
        Daily {
            over_lead_time: &self.demand,
            a_day_later,
            day,
            order_quantity: self.basis.order_quantity,
            units: self.basis.units,
        }
    }

    /// Mean demand between two reviews, units.
    pub(super) fn a_review(&self, over_lead_time: &Demand) -> f64 {
        let ahead = self.demand.mean() - over_lead_time.mean();
        let seasonal = self.basis.ahead.course().is_some() && ahead > 0.0;
        if seasonal { ahead } else { self.basis.period_demand() * self.basis.supply.review }
    }

    fn reviewed(&self, over_lead_time: &Demand, level: f64) -> Option<Measures> {
        let a_review = self.a_review(over_lead_time);
        let fill_rate = service::fill_rate_order_up_to(&self.demand, over_lead_time, level, a_review).ok()?;
        let cycle_service = service::reached_cycle_service(&self.demand, level).ok()?;
        let shortage_per_cycle = (1.0 - fill_rate) * a_review;
        Some(Measures { cycle_service, fill_rate, backorders: 0.0, shortage_per_cycle })
    }
}
