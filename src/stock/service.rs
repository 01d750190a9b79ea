//! Service measures: what "available" means, and the stock each meaning asks for.
//!
//! In: a demand model over the protection interval. Out: a stock level in units; safety stock is that level
//! less mean demand. Everything here is textbook continuous review: stock is looked at after every piece sold.
//!
//! Cycle service is the chance that a cycle ends without a shortage. Fill rate is the share of units served from the
//! shelf. The two differ a lot: never show one as the other.

use super::model::{DemandModel, Exposure, MOST_UNITS, Units};
use crate::error::Error;
use crate::math::root;

/// The stock level, in units, that gets through a cycle without shortage with probability `target`: a fraction in
/// (0, 1), not a percentage. The least whole number of units where units are whole.
///
/// # Errors
/// [`Error::TargetOutOfRange`] outside (0, 1): no finite stock makes certain.
///
/// # Source
/// The newsvendor quantile; Snyder & Shen, *Fundamentals of Supply Chain Theory*, 2nd ed., Example 4.3.
///
/// ```
/// # use segmented_safety_stock::stock::{model::{Demand, ModelKind, Units}, service::cycle_service};
/// let demand = Demand::new(ModelKind::Normal, 50.0, 64.0).unwrap();
/// let level = cycle_service(&demand, 0.70 / 0.88, Units::Fractional).unwrap();
/// assert!((level - 56.603_955_927).abs() < 1e-9);
/// ```
pub fn cycle_service(model: &impl DemandModel, target: f64, units: Units) -> Result<f64, Error> {
    check_target(target)?;
    Ok(units.round_up(model.quantile(target)))
}

/// P1: the probability that `level` units get through a cycle without shortage.
///
/// # Errors
/// [`Error::OutOfRange`] for a level that is no number or beyond 1e15.
pub fn reached_cycle_service(model: &impl DemandModel, level: f64) -> Result<f64, Error> {
    check_level(level)?;
    Ok(model.cdf(level))
}

/// What a reorder point buys, with an order of a given quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// P1: the probability that a cycle ends without a shortage.
    pub cycle_service: f64,
    /// P2: the share of units served from the shelf, in 0 to 1.
    pub fill_rate: f64,
    /// Units owed to customers, on average over time.
    pub backorders: f64,
    /// Units short in an average cycle: `(1 - P2)` times the order quantity.
    pub shortage_per_cycle: f64,
}

/// All measures of a reorder point at once, from two evaluations of the model (four where a continuous model
/// stands for whole units).
///
/// # Errors
/// [`Error::OutOfRange`] unless the level is a number up to 1e15 and the quantity above zero and up to 1e12.
///
/// ```
/// # use segmented_safety_stock::stock::{model::{Demand, ModelKind, Units}, service::measures};
/// let demand = Demand::new(ModelKind::Normal, 5000.0, 500_000.0).unwrap();
/// let found = measures(&demand, 6000.0, 10_000.0, Units::Fractional).unwrap();
/// assert!((found.cycle_service - 0.92135).abs() < 5e-6);
/// assert!((found.fill_rate - 0.997_487).abs() < 5e-7);
/// ```
pub fn measures(
    model: &impl DemandModel,
    level: f64,
    order_quantity: f64,
    units: Units,
) -> Result<Measures, Error> {
    let cycle = Cycle::new(model, level, order_quantity)?;
    Ok(Measures {
        cycle_service: cycle.low.covered,
        fill_rate: cycle.fill_rate(),
        backorders: cycle.backorders(model, units),
        shortage_per_cycle: cycle.shortage(),
    })
}

/// P2 of a reorder point: `1 - (E[(X-s)+] - E[(X-s-Q)+]) / Q`. Both terms, always: with the first alone a small
/// order quantity gives nonsense.
///
/// # Errors
/// As [`measures`].
///
/// # Source
/// Hadley & Whitin (1963), chapter 4; Silver, Pyke & Thomas, 4th ed., section 6.7.
pub fn fill_rate(model: &impl DemandModel, level: f64, order_quantity: f64) -> Result<f64, Error> {
    Ok(Cycle::new(model, level, order_quantity)?.fill_rate())
}

/// Units owed to customers on average: the shortage of every inventory position from `level` to `level` plus the
/// order quantity, evenly weighted. In whole units the positions are `s+1 .. s+Q`, for which a continuous model is
/// read half a unit higher.
///
/// # Errors
/// As [`measures`].
///
/// # Source
/// Hadley & Whitin (1963), chapter 4. Normal: `sigma^2 / Q (J(k) - J(k + Q/sigma))`.
pub fn average_backorders(
    model: &impl DemandModel,
    level: f64,
    order_quantity: f64,
    units: Units,
) -> Result<f64, Error> {
    Ok(Cycle::new(model, level, order_quantity)?.backorders(model, units))
}

/// The least reorder point whose fill rate (both terms) is at least `target`, a fraction in (0, 1). It may lie below
/// mean demand, even below zero: large orders serve most units by themselves.
///
/// # Errors
/// [`Error::TargetOutOfRange`] outside (0, 1); [`Error::OutOfRange`] for a quantity not above zero or beyond 1e12.
///
/// ```
/// # use segmented_safety_stock::stock::{model::{Demand, ModelKind, Units}, service::level_for_fill_rate};
/// let demand = Demand::new(ModelKind::Normal, 5000.0, 500_000.0).unwrap();
/// let level = level_for_fill_rate(&demand, 0.975, 10_000.0, Units::Fractional).unwrap();
/// assert!((level - 5066.698).abs() < 1e-3);
/// ```
pub fn level_for_fill_rate(
    model: &impl DemandModel,
    target: f64,
    order_quantity: f64,
    units: Units,
) -> Result<f64, Error> {
    check_target(target)?;
    check_quantity("order quantity", order_quantity)?;
    let allowed = (1.0 - target) * order_quantity;
    let short = |level: f64| model.shortage(level) - model.shortage(level + order_quantity);
    Ok(units.round_up(solve(model, |level| short(level) - allowed)?))
}

/// P2 of an order-up-to level reviewed every R: `1 - (E[(X(L+R) - S)+] - E[(X(L) - S)+]) / (d R)`, with demand over
/// lead time and review, demand over the lead time alone, and `demand_per_review` = d R.
///
/// # Errors
/// [`Error::OutOfRange`] unless the level is a number up to 1e15 and the demand above zero and up to 1e12.
///
/// # Source
/// Silver & Bischak (2011), *The exact fill rate in a periodic review base stock system under normally
/// distributed demand*, Omega 39.
pub fn fill_rate_order_up_to(
    over_protection: &impl DemandModel,
    over_lead_time: &impl DemandModel,
    level: f64,
    demand_per_review: f64,
) -> Result<f64, Error> {
    check_level(level)?;
    check_quantity("demand per review", demand_per_review)?;
    let short = over_protection.shortage(level) - over_lead_time.shortage(level);
    Ok((1.0 - short / demand_per_review).clamp(0.0, 1.0))
}

/// The least order-up-to level whose fill rate is at least `target`: [`fill_rate_order_up_to`] solved.
///
/// # Errors
/// [`Error::TargetOutOfRange`] outside (0, 1); [`Error::OutOfRange`] for a demand not above zero or beyond 1e12.
pub fn order_up_to_level_for_fill_rate(
    over_protection: &impl DemandModel,
    over_lead_time: &impl DemandModel,
    target: f64,
    demand_per_review: f64,
    units: Units,
) -> Result<f64, Error> {
    check_target(target)?;
    check_quantity("demand per review", demand_per_review)?;
    let allowed = (1.0 - target) * demand_per_review;
    let short = |level: f64| over_protection.shortage(level) - over_lead_time.shortage(level);
    Ok(units.round_up(solve(over_protection, |level| short(level) - allowed)?))
}

/// The inventory position runs from the reorder point to one order above it.
struct Cycle {
    level: f64,
    order_quantity: f64,
    low: Exposure,
    high: Exposure,
}

impl Cycle {
    fn new(model: &impl DemandModel, level: f64, order_quantity: f64) -> Result<Self, Error> {
        check_level(level)?;
        check_quantity("order quantity", order_quantity)?;
        let (low, high) = (model.exposure(level), model.losses(level + order_quantity));
        Ok(Self { level, order_quantity, low, high })
    }

    fn shortage(&self) -> f64 {
        (self.low.shortage - self.high.shortage).clamp(0.0, self.order_quantity)
    }

    fn fill_rate(&self) -> f64 {
        (1.0 - self.shortage() / self.order_quantity).clamp(0.0, 1.0)
    }

    fn backorders(&self, model: &impl DemandModel, units: Units) -> f64 {
        let difference = match (units, self.low.steps, self.high.steps) {
            (Units::Fractional, ..) => self.low.second_order - self.high.second_order,
            (Units::Whole, Some(low), Some(high)) => low - high,
            (Units::Whole, ..) => {
                model.backlog(self.level, units) - model.backlog(self.level + self.order_quantity, units)
            }
        };
        (difference / self.order_quantity).max(0.0)
    }
}

/// Where a falling excess of shortage over what is allowed reaches zero, searched from the mean outwards.
fn solve(model: &impl DemandModel, excess: impl Fn(f64) -> f64) -> Result<f64, Error> {
    let mean = model.mean();
    let step = model.variance().sqrt().max(1e-6 * mean.abs()).max(1e-9);
    root::falling(mean, step, excess).ok_or(Error::OutOfRange { what: "fill rate", value: f64::NAN })
}

fn check_target(target: f64) -> Result<(), Error> {
    if !(target > 0.0 && target < 1.0) {
        return Err(Error::TargetOutOfRange { target });
    }
    Ok(())
}

fn check_level(level: f64) -> Result<(), Error> {
    if !(level.abs() <= 1e15) {
        return Err(Error::OutOfRange { what: "stock level", value: level });
    }
    Ok(())
}

fn check_quantity(what: &'static str, quantity: f64) -> Result<(), Error> {
    if !(quantity > 0.0 && quantity <= MOST_UNITS) {
        return Err(Error::OutOfRange { what, value: quantity });
    }
    Ok(())
}
