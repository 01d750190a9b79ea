//! How a stock follows from what it rests on, in steps that can be worked through by hand.
//!
//! In: a basis and a level. Out: the demand that the level covers and how much of it, and the units owed that a fill
//! rate is made of. Nothing here decides anything: the figures are those that [`Ready::position`] went through.

use super::looks::Looks;
use super::model::{Demand, DemandModel, ModelKind, Units};
use super::ready::Ready;
use crate::policy::Target;

/// The demand that a level has to cover, and what the level reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cover {
    /// Its model: a poisson becomes a negative binomial where what is missing comes on top.
    pub model: ModelKind,
    /// Its mean, units: over the interval, with what is missing when the order goes out.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// The service asked for, a fraction.
    pub asked: f64,
    /// The service of the level, of the target's kind.
    pub reached: f64,
    /// The same a whole unit lower; none where units are not whole.
    pub a_unit_lower: Option<f64>,
}

/// Units owed to customers at a moment of a cycle, on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Owed {
    /// Mean of the demand until then, units.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Units owed.
    pub units: f64,
}

/// What a fill rate is made of: `1 - (late - early) / demand`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Served {
    /// Owed at the end.
    pub late: Owed,
    /// Owed at the beginning.
    pub early: Owed,
    /// Demand in between, units.
    pub demand: f64,
}

impl Owed {
    fn new(demand: &Demand, units: f64) -> Self {
        Owed { mean: demand.mean(), sd: demand.variance().sqrt(), units }
    }
}

impl Ready<'_> {
    /// What a target's level covers; none where the target is an amount of stock, and where no stock pays.
    pub fn cover(&self, target: Target, level: f64) -> Option<Cover> {
        let (asked, by_fill) = match target {
            Target::CycleService(asked) => (asked, false),
            Target::FillRate(asked) => (asked, true),
            Target::CostOptimal => (self.basis.cost_optimal().ok().filter(|asked| *asked > 0.0)?, false),
            Target::DaysOfCover(_) | Target::Units(_) => return None,
        };
        let over = self.over();
        let reached = |level: f64| {
            if by_fill { self.fill_rate(level - self.interval.mean) } else { Some(over.cdf(level)) }
        };
        Some(Cover {
            model: self.kind(over),
            mean: over.mean(),
            sd: over.variance().sqrt(),
            asked,
            reached: reached(level)?,
            a_unit_lower: if self.basis.units == Units::Whole { reached(level - 1.0) } else { None },
        })
    }

    /// What the fill rate of a reorder point is made of; none where what is ordered arrives at once.
    pub fn served(&self, reorder_point: f64) -> Option<Served> {
        let short = |demand: &Demand, level: f64| Owed::new(demand, demand.shortage(level));
        let demand = &self.demand;
        match &self.looks {
            Looks::Never => None,
            Looks::Always => Some(Served {
                late: short(demand, reorder_point),
                early: short(demand, reorder_point + self.basis.order_quantity),
                demand: self.basis.order_quantity,
            }),
            Looks::Daily { a_day_later, day, .. } => {
                let (early, late) = self.daily(a_day_later, day.mean).both(reorder_point);
                Some(Served {
                    late: Owed::new(a_day_later, late / self.basis.order_quantity),
                    early: Owed::new(demand, early / self.basis.order_quantity),
                    demand: day.mean,
                })
            }
            Looks::Reviews { over_lead_time } => Some(Served {
                late: short(demand, reorder_point),
                early: short(over_lead_time, reorder_point),
                demand: self.a_review(over_lead_time),
            }),
        }
    }

    /// The demand that a cycle without a shortage needs covered.
    pub(super) fn over(&self) -> &Demand {
        match &self.looks {
            Looks::Daily { with_undershoot, .. } => with_undershoot,
            _ => &self.demand,
        }
    }

    fn kind(&self, demand: &Demand) -> ModelKind {
        match demand {
            Demand::Certain(_) => self.basis.model,
            Demand::Normal(_) => ModelKind::Normal,
            Demand::Gamma(_) => ModelKind::Gamma,
            Demand::Poisson(_) => ModelKind::Poisson,
            Demand::NegativeBinomial(_) => ModelKind::NegativeBinomial,
            Demand::Drawn(_) => ModelKind::Empirical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Model, Period, PolicyFile, Review};
    use crate::stats::item::tests::item;
    use crate::stock::{Basis, Bounds, Terms};

    /// Works the figures through by themselves, under every way of looking at stock.
    #[track_caller]
    fn check(model: Model, whole: bool, target: Target) {
        for (review, review_days) in [(Review::Daily, 0.0), (Review::Continuous, 0.0), (Review::Daily, 14.0)]
        {
            let mut item = item(12.0, 7.0, whole);
            item.master.review_days.value = review_days;
            let terms = Terms { review, ..Terms::new(&PolicyFile::default(), Period::Week) };
            let basis = Basis::new(&item, model, terms).unwrap();
            let basis = basis.ready().unwrap();
            let position = basis.position(target, &Bounds::default()).unwrap();
            let Served { late, early, demand } = basis.served(position.reorder_point).unwrap();
            let fill_rate = 1.0 - (late.units - early.units) / demand;
            assert!((fill_rate - position.fill_rate).abs() < 1e-12, "{position:?}");
            let cover = basis.cover(target, position.level).unwrap();
            let again = Demand::new(cover.model, cover.mean, cover.sd * cover.sd).unwrap();
            if !matches!(target, Target::FillRate(_)) {
                assert!((again.cdf(position.level) - cover.reached).abs() < 1e-12);
            }
            assert!(cover.reached >= cover.asked - 1e-9, "{cover:?}");
            assert!(cover.a_unit_lower.is_none_or(|lower| lower < cover.asked), "{cover:?}");
            assert_eq!(cover.a_unit_lower.is_some(), whole);
        }
    }

    #[test]
    fn the_figures_shown_give_the_service_shown() {
        for target in [Target::CycleService(0.95), Target::FillRate(0.99)] {
            for model in [Model::Normal, Model::Gamma, Model::NegativeBinomial, Model::Poisson] {
                let counts = matches!(model, Model::NegativeBinomial | Model::Poisson);
                check(model, true, target);
                if !counts {
                    check(model, false, target);
                }
            }
        }
    }

    #[test]
    fn an_amount_of_stock_covers_what_it_covers() {
        let item = item(12.0, 7.0, true);
        let basis = Basis::new(&item, Model::Auto, Terms::new(&PolicyFile::default(), Period::Week)).unwrap();
        let basis = basis.ready().unwrap();
        assert_eq!(basis.cover(Target::Units(5.0), 29.0), None);
        assert_eq!(basis.cover(Target::DaysOfCover(5.0), 29.0), None);
    }
}
