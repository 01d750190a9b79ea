//! The stock of group after group, as far as the pace allows; a group whose settings are as before keeps its own.

use std::rc::Rc;

use super::compute::{HoldingTerms, Stages};
use super::stage::{Same, Stage};
use crate::plan::compare::asked;
use crate::plan::group::{Bases, Group, Holding};
use crate::plan::member::{self, Members};
use crate::plan::suppose::redrawn;
use crate::plan::{Pace, Results};
use crate::policy::{Resolved, Target};
use crate::protocol::policy::Model;
use crate::stats::lead_time::Supply;
use crate::stock::drawn::Record;
use crate::stock::{Basis, Terms};

impl Stages {
    /// Every group's stock under the policy; a group whose settings are as before keeps it.
    ///
    /// # Errors
    /// `Unfinished` where an answer is due before all are made; asked again, it goes on from there.
    pub fn held(&mut self, results: &mut Results, terms: Terms, pace: &mut Pace) -> Result<(), Unfinished> {
        let groups = &results.groups.list;
        self.bases.resize_with(groups.len(), Stage::default);
        self.members.resize_with(groups.len(), Stage::default);
        self.holdings.resize_with(groups.len(), Stage::default);
        let mut made = Made::new(results);
        let stages = self.bases.iter_mut().zip(&mut self.members).zip(&mut self.holdings);
        for (((bases, members), holdings), group) in stages.zip(groups) {
            let shared = shared(results, group);
            let key = (Same::as_(&results.portfolio), Same::as_(&results.groups), shared.model, terms);
            if !bases.has(&key) && pace.spent() {
                return Err(made.unfinished());
            }
            let bases = bases.get(key, |_| based(results, group, shared.model, terms));
            let key =
                (Same::as_(&results.portfolio), Same::as_(&results.weights), Same::as_(&results.groups));
            let members = members.get(key, |_| member::members(results.ground(), group));
            made.make(holdings, results, (group, &members, &bases), (shared, None), pace)?;
        }
        results.holdings = made.holdings;
        Ok(())
    }

    /// Every group's stock under one target for all.
    ///
    /// # Errors
    /// As [`Stages::held`].
    pub fn uniform(
        &mut self,
        results: &Results,
        target: Target,
        pace: &mut Pace,
    ) -> Result<Vec<Rc<Holding>>, Unfinished> {
        self.uniform.resize_with(results.groups.list.len(), Stage::default);
        let mut made = Made::new(results);
        let each = results.groups.list.iter().zip(&results.holdings);
        for (stage, (group, holding)) in self.uniform.iter_mut().zip(each) {
            if group.own.is_empty() && shared(results, group).target == target {
                made.take(group, holding);
                continue;
            }
            let asked = asked(results, group, target);
            let of = (group, &holding.members, &holding.bases);
            made.make(stage, results, of, (asked, Some(target)), pace)?;
        }
        Ok(made.holdings)
    }

    /// The stock of some items alone, whatever became of the others'.
    pub fn held_alone(results: &mut Results, items: &[u32], terms: Terms) {
        results.groups = Rc::new(results.groups.only(items));
        let held = |group: &Group| {
            let shared = shared(results, group);
            let bases = Rc::new(based(results, group, shared.model, terms));
            let members = Rc::new(member::members(results.ground(), group));
            Rc::new(Holding::new((group, &members), &bases, shared, None))
        };
        results.holdings = results.groups.list.iter().map(held).collect();
    }
}

/// How far a computation came that was not finished.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unfinished {
    /// Items done.
    pub done: f64,
    /// Items in all.
    pub of: f64,
}

/// The stock of group after group, as far as the pace allows.
struct Made {
    holdings: Vec<Rc<Holding>>,
    so_far: Unfinished,
}

impl Made {
    fn new(results: &Results) -> Self {
        let so_far = Unfinished { done: 0.0, of: results.items().len() as f64 };
        Made { holdings: Vec::with_capacity(results.groups.list.len()), so_far }
    }

    fn unfinished(&self) -> Unfinished {
        self.so_far
    }

    fn make(
        &mut self,
        stage: &mut Stage<HoldingTerms, Holding>,
        results: &Results,
        (group, members, bases): (&Group, &Rc<Members>, &Rc<Bases>),
        (shared, uniform): (Resolved, Option<Target>),
        pace: &mut Pace,
    ) -> Result<(), Unfinished> {
        let terms = (Same::as_(bases), Same::as_(members), Same::as_(&results.groups), shared);
        if !stage.has(&terms) {
            if pace.spent() {
                return Err(self.unfinished());
            }
            pace.spend(bases);
        }
        let made = |_: Option<&Holding>| Holding::new((group, members), bases, shared, uniform);
        let holding = stage.get(terms, made);
        self.take(group, &holding);
        Ok(())
    }

    /// The stock of a group that is there already.
    fn take(&mut self, group: &Group, holding: &Rc<Holding>) {
        self.holdings.push(Rc::clone(holding));
        self.so_far.done += group.members.len() as f64;
    }
}

fn based(results: &Results, group: &Group, model: Model, terms: Terms) -> Bases {
    let (dataset, portfolio) = (&results.dataset, &results.portfolio);
    let supply = (model == Model::Empirical).then(|| portfolio.supply(dataset));
    let basis = |number: &u32| {
        let number = *number as usize;
        let basis = Basis::new(results.sized(number)?, model, terms);
        let record = supply.as_ref().map(|supply| {
            let mut record = record(results, supply, number, terms);
            if let Some((from, to)) = results.measured(number).zip(portfolio.items.get(number)) {
                redrawn(&mut record, from, to, terms.period.days());
            }
            record
        });
        Some(basis.map(|basis| record.into_iter().fold(basis, Basis::drawing_from)))
    };
    group.members.iter().filter_map(basis).collect()
}

/// What an item's demand is drawn from.
fn record(results: &Results, supply: &Supply<'_>, item: usize, terms: Terms) -> Record {
    let (dataset, portfolio) = (&results.dataset, &results.portfolio);
    let days = terms.period.days();
    let lead_times = portfolio.lead_times(dataset, supply, item);
    Record {
        periods: results
            .sized(item)
            .map_or_else(Vec::new, |sized| portfolio.unseasoned(dataset, item, sized)),
        lead_times: lead_times.into_iter().map(|lead_time| lead_time / days).collect(),
        seed: terms.seed,
        key: portfolio.items.get(item).map_or_else(String::new, |item| item.key.text().to_owned()),
    }
}

fn shared(results: &Results, group: &Group) -> Resolved {
    results.shared.get(group.segment as usize).copied().unwrap_or_default()
}
