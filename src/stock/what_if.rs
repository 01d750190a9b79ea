//! What would change an item's safety stock most: each input a step better, all else as it is.
//!
//! In: an item with what its stock rests on. Out: for each step the stock that the same target would then ask for,
//! computed anew from the changed item. The model is chosen anew too, where it is chosen from the history.

use super::basis::{Basis, Terms};
use super::bootstrap::rescale;
use super::drawn::Record;
use super::position::{Bounds, Position};
use crate::policy::Target;
use crate::protocol::answer::WhatIf;
use crate::protocol::policy::Model;
use crate::stats::{Item, Origin, Sourced};

/// Days by which a lead time is shortened.
const WEEK: f64 = 7.0;
/// What is left of the deviation of demand where it is steadier.
const STEADIER: f64 = 0.8;
/// A point of service.
const POINT: f64 = 0.01;

/// An item and what its stock follows from.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The item as its stock is sized.
    pub item: &'a Item,
    /// What it rests on now.
    pub basis: &'a Basis,
    /// The model of its segment.
    pub model: Model,
    /// Settings that every basis shares.
    pub terms: Terms,
    /// Its target.
    pub target: Target,
    /// Its bounds.
    pub bounds: &'a Bounds,
}

/// A step, and the stock it would give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Changed {
    /// The step.
    pub what: WhatIf,
    /// The input after it: days, units a period, money, or the target's value.
    pub value: f64,
    /// The stock.
    pub position: Position,
}

/// Every step that there is for an item.
pub fn what_if(given: Given<'_>) -> Vec<Changed> {
    const ALL: [WhatIf; 9] = [
        WhatIf::LeadTimeWeekLess,
        WhatIf::LeadTimeHalf,
        WhatIf::LeadTimeCertain,
        WhatIf::ReviewHalf,
        WhatIf::DemandSteadier,
        WhatIf::TargetHigher,
        WhatIf::TargetLower,
        WhatIf::ShortageDearer,
        WhatIf::ShortageCheaper,
    ];
    ALL.into_iter().filter_map(|what| changed(what, given)).collect()
}

fn changed(what: WhatIf, given: Given<'_>) -> Option<Changed> {
    if let WhatIf::TargetHigher | WhatIf::TargetLower = what {
        let target = moved(given.target, what)?;
        let position = given.basis.position(target, given.bounds)?;
        return Some(Changed { what, value: target.value()?, position });
    }
    let mut item = given.item.clone();
    let value = step(what, &mut item, given)?;
    let basis = Basis::new(&item, given.model, given.terms).ok()?;
    let basis = match given.basis.record.as_deref() {
        Some(record) => basis.drawing_from(redrawn(record, what, &item, given)),
        None => basis,
    };
    Some(Changed { what, value, position: basis.position(given.target, given.bounds)? })
}

/// Takes a step; none where the item leaves nothing to step to. The input after it.
fn step(what: WhatIf, item: &mut Item, given: Given<'_>) -> Option<f64> {
    let wait = item.master.customer_wait_days;
    let lead_time = &mut *item.lead_time;
    let (days, sd) = (&mut lead_time.days.value, &mut lead_time.sd_days.value);
    let covered = (*days - wait).max(0.0);
    let review = &mut item.master.review_days.value;
    let to = |of: &mut f64, value: f64, possible: bool| {
        *of = value;
        possible.then_some(value)
    };
    match what {
        WhatIf::LeadTimeWeekLess => to(days, *days - WEEK, covered > WEEK && covered != 2.0 * WEEK),
        WhatIf::LeadTimeHalf => to(days, wait + covered / 2.0, covered > 0.0),
        WhatIf::LeadTimeCertain => to(sd, 0.0, *sd > 0.0),
        WhatIf::ReviewHalf => to(review, *review / 2.0, *review > 0.0),
        WhatIf::DemandSteadier => steadier(item, given.item),
        WhatIf::ShortageDearer => short_costs(item, given, 2.0),
        WhatIf::ShortageCheaper => short_costs(item, given, 0.5),
        WhatIf::TargetHigher | WhatIf::TargetLower => None,
    }
}

fn steadier(item: &mut Item, from: &Item) -> Option<f64> {
    rescale(item, from, 1.0, STEADIER);
    item.demand.sd.get().filter(|sd| *sd > 0.0)
}

/// Only the cheapest stock asks what a unit short costs.
fn short_costs(item: &mut Item, given: Given<'_>, by: f64) -> Option<f64> {
    let value = by * given.basis.stockout_cost().filter(|_| given.target == Target::CostOptimal)?;
    item.master.stockout_cost = Some(Sourced { value, origin: Origin::Assumed });
    Some(value)
}

/// The target a point, a day or a unit away; where a whole point would reach certainty, half of what is left.
fn moved(target: Target, what: WhatIf) -> Option<Target> {
    let by = if what == WhatIf::TargetHigher { 1.0 } else { -1.0 };
    let level = |level: f64| {
        let next = level + by * POINT;
        let next = if next < 1.0 - 1e-9 { next } else { 0.5 * (1.0 + level) };
        (next > 0.0).then_some(next)
    };
    let amount = |amount: f64| Some(amount + by).filter(|amount| *amount >= 0.0);
    match target {
        Target::CycleService(value) => level(value).map(Target::CycleService),
        Target::FillRate(value) => level(value).map(Target::FillRate),
        Target::DaysOfCover(value) => amount(value).map(Target::DaysOfCover),
        Target::Units(value) => amount(value).map(Target::Units),
        Target::CostOptimal => None,
    }
}

/// The record after a step: lead times moved, or demand drawn towards its mean.
fn redrawn(record: &Record, what: WhatIf, item: &Item, given: Given<'_>) -> Record {
    let mut record = record.clone();
    let days = given.terms.period.days();
    let shift = (item.lead_time.days.value - given.item.lead_time.days.value) / days;
    let certain = record.lead_times.iter().sum::<f64>() / record.lead_times.len().max(1) as f64;
    for lead_time in &mut record.lead_times {
        *lead_time = if what == WhatIf::LeadTimeCertain { certain } else { (*lead_time + shift).max(0.0) };
    }
    if what == WhatIf::DemandSteadier {
        let mean = record.periods.iter().sum::<f64>() / record.periods.len().max(1) as f64;
        for period in &mut record.periods {
            *period = mean + STEADIER * (*period - mean);
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Period, PolicyFile};
    use crate::stats::item::tests::item;

    fn steps(item: &Item, target: Target, drawn: Option<Record>) -> Vec<(WhatIf, f64, f64)> {
        let terms = Terms::new(&PolicyFile::default(), Period::Week);
        let basis = Basis::new(item, Model::Gamma, terms).unwrap();
        let basis = drawn.into_iter().fold(basis, Basis::drawing_from);
        let bounds = &Bounds::default();
        let given = Given { item, basis: &basis, model: Model::Gamma, terms, target, bounds };
        let all = what_if(given).into_iter();
        all.map(|of| (of.what, of.value, of.position.safety_stock)).collect()
    }

    fn now(item: &Item, target: Target) -> f64 {
        let basis = Basis::new(item, Model::Gamma, Terms::new(&PolicyFile::default(), Period::Week)).unwrap();
        basis.position(target, &Bounds::default()).unwrap().safety_stock
    }

    #[test]
    fn a_step_is_the_item_with_that_input() {
        let mut item = item(40.0, 20.0, false);
        (item.lead_time.days.value, item.lead_time.sd_days.value) = (28.0, 4.0);
        let target = Target::CycleService(0.95);
        let found = steps(&item, target, None);
        let names: Vec<_> = found.iter().map(|(what, value, _)| (what.name(), *value)).collect();
        let (higher, lower) = (0.95 + POINT, 0.95 - POINT);
        assert_eq!(
            names,
            [
                ("lead_time_week_less", 21.0),
                ("lead_time_half", 14.0),
                ("lead_time_certain", 0.0),
                ("demand_steadier", 16.0),
                ("target_higher", higher),
                ("target_lower", lower),
            ]
        );
        let mut shorter = item.clone();
        shorter.lead_time.days.value = 14.0;
        assert_eq!(found[1].2, now(&shorter, target));
        let mut certain = item.clone();
        certain.lead_time.sd_days.value = 0.0;
        assert_eq!(found[2].2, now(&certain, target));
        assert_eq!(found[4].2, now(&item, Target::CycleService(higher)));
        let stock = now(&item, target);
        assert!(found[..4].iter().all(|step| step.2 < stock) && found[4].2 > stock && found[5].2 < stock);
    }

    #[test]
    fn only_steps_that_there_are() {
        let mut item = item(40.0, 0.0, false);
        (item.lead_time.days.value, item.lead_time.sd_days.value) = (14.0, 0.0);
        item.master.review_days.value = 7.0;
        let names = |target| steps(&item, target, None).iter().map(|step| step.0.name()).collect::<Vec<_>>();
        assert_eq!(names(Target::Units(0.0)), ["lead_time_half", "review_half", "target_higher"]);
        let all = ["lead_time_half", "review_half", "target_higher", "target_lower"];
        assert_eq!(names(Target::FillRate(0.9)), all);
        let nearly = steps(&item, Target::FillRate(0.996), None);
        assert!((nearly[2].1 - 0.998).abs() < 1e-12);
    }

    #[test]
    fn a_record_takes_the_step_too() {
        let mut item = item(10.0, 12.0, false);
        (item.lead_time.days.value, item.lead_time.sd_days.value) = (28.0, 7.0);
        let record = Record {
            periods: vec![0.0, 4.0, 30.0, 6.0, 0.0, 20.0],
            lead_times: vec![3.0, 5.0, 4.0],
            seed: 1,
            key: "PUMP".to_owned(),
        };
        let target = Target::CycleService(0.95);
        let found = steps(&item, target, Some(record.clone()));
        let basis =
            Basis::new(&item, Model::Gamma, Terms::new(&PolicyFile::default(), Period::Week)).unwrap();
        let stock = basis.drawing_from(record).position(target, &Bounds::default()).unwrap().safety_stock;
        assert!(found[..4].iter().all(|step| step.2 < stock), "{stock}: {found:?}");
    }
}
