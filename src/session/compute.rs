//! The path from dataset to results, stage by stage. A stage is made again only when what it rests on differs:
//! a new target recomputes the stock of the items it touches and reads nothing again.

use std::rc::Rc;

use super::stage::{Same, Stage};
use super::view::View;
use crate::data::calendar::Day;
use crate::data::dataset::Dataset;
use crate::error::Error;
use crate::finding::Findings;
use crate::plan::{Results, Weights};
use crate::policy::{Resolved, Target, resolve};
use crate::protocol::policy::{
    Defaults, EdgePeriods, LeadTimeFrom, LeadTimeSd, Model, Period, PolicyFile, Returns, SegmentPolicy,
    Segmentation as Setting, ServiceWeight, Span, Window,
};
use crate::segment::{Segmentation, Singles, assign, assign::Setting as Assignment, register};
use crate::stats::portfolio::Portfolio;
use crate::stats::value::Value;
use crate::stock::{Basis, Bounds, Position, Status, Terms};

/// What item statistics rest on.
#[derive(Debug, Clone, PartialEq)]
struct Statistics {
    period: Period,
    window: Window,
    edge_periods: EdgePeriods,
    returns: Returns,
    returns_back: Option<u32>,
    lead_time_from: LeadTimeFrom,
    lead_time_sd: LeadTimeSd,
    defaults: Defaults,
}

/// What the targets of items rest on.
#[derive(Debug, Clone, PartialEq)]
struct Targets {
    segments: std::collections::BTreeMap<String, SegmentPolicy>,
    segmentation: Setting,
}

/// An item's stock and what it was asked by.
type Asked = (Target, Bounds);

type Bases = Vec<Result<Basis, Status>>;

/// The stages, each beside what it was made from.
#[derive(Debug, Default)]
pub struct Stages {
    portfolio: Stage<(Same<Dataset>, Statistics), Portfolio>,
    values: Stage<(Same<Portfolio>, Span), Vec<Value>>,
    weights: Stage<(Same<Vec<Value>>, Option<ServiceWeight>), Weights>,
    segmentation: Stage<(Same<Portfolio>, Setting, Day), Segmentation>,
    resolved: Stage<(Same<Segmentation>, Targets, Day), Holding>,
    bases: Stage<(Same<Portfolio>, Vec<Model>, Terms), Bases>,
    positions: Stage<(Same<Bases>, Vec<Asked>), Stocks>,
    uniform: Stage<(Same<Bases>, Vec<Asked>), Stocks>,
}

/// What holds for each item, and what was odd in that.
type Holding = (Rc<Vec<Resolved>>, Findings);

/// Stocks and what each was asked by.
#[derive(Debug)]
struct Stocks {
    bases: Rc<Bases>,
    asked: Vec<Asked>,
    positions: Rc<Vec<Option<Position>>>,
}

impl Stages {
    /// Everything under a policy, and what was odd in it.
    ///
    /// # Errors
    /// A target of the policy that cannot be used.
    pub fn results(
        &mut self,
        dataset: &Rc<Dataset>,
        policy: &PolicyFile,
        today: Day,
    ) -> Result<(Results, Findings), Error> {
        let statistics = Statistics::new(policy);
        let portfolio =
            self.portfolio.get((Same::as_(dataset), statistics), |_| Portfolio::new(dataset, policy));
        let span = register::span(&policy.segmentation.dimensions);
        let values = self.values.get((Same::as_(&portfolio), span), |_| portfolio.values(dataset, span));
        let weights = self.weights.get((Same::as_(&values), policy.service_weight), |_| {
            Weights::new(policy.service_weight, portfolio.rows_are_orders, &portfolio.items, &values)
        });
        let segmentation = self.segmented(dataset, &portfolio, policy, today);
        let holding = self.held(dataset, &portfolio, &segmentation, policy, today)?;
        let resolved = Rc::clone(&holding.0);
        let bases = self.based(&portfolio, &resolved, Terms::new(policy, portfolio.frame.period));
        let positions = stocks(&mut self.positions, &bases, asked(&portfolio, &resolved));
        let mut findings = segmentation.findings.clone();
        findings.extend(holding.1.clone());
        let span_days = portfolio.span_days(span);
        let dataset = Rc::clone(dataset);
        #[rustfmt::skip]
        let results = Results {
            dataset, portfolio, values, span_days, segmentation, resolved, bases, positions, weights,
        };
        Ok((results, findings))
    }

    /// Every item's stock under one target for all.
    pub fn uniform(&mut self, results: &Results, target: Target) -> Rc<Vec<Option<Position>>> {
        let asked = (0..results.items().len()).map(|item| (target, results.bounds(item))).collect();
        stocks(&mut self.uniform, &results.bases, asked)
    }

    fn segmented(
        &mut self,
        dataset: &Dataset,
        portfolio: &Rc<Portfolio>,
        policy: &PolicyFile,
        today: Day,
    ) -> Rc<Segmentation> {
        let key = (Same::as_(portfolio), policy.segmentation.clone(), today);
        self.segmentation.get(key, |_| {
            let view = View { dataset, statistics: portfolio };
            assign(&view, Assignment { policy: &policy.segmentation, unit: &dataset.fields, today })
        })
    }

    fn held(
        &mut self,
        dataset: &Dataset,
        portfolio: &Portfolio,
        segmentation: &Rc<Segmentation>,
        policy: &PolicyFile,
        today: Day,
    ) -> Result<Rc<Holding>, Error> {
        self.resolved.try_get((Same::as_(segmentation), Targets::new(policy), today), || {
            let singles = Singles::new(&policy.segmentation.overrides, &dataset.fields, today);
            let (resolved, findings) = resolve(policy, segmentation, &portfolio.items, &singles)?;
            Ok::<_, Error>((Rc::new(resolved), findings))
        })
    }

    fn based(&mut self, portfolio: &Rc<Portfolio>, resolved: &[Resolved], terms: Terms) -> Rc<Bases> {
        let models: Vec<Model> = resolved.iter().map(|resolved| resolved.model).collect();
        self.bases.get((Same::as_(portfolio), models.clone(), terms), |_| {
            portfolio.items.iter().zip(models).map(|(item, model)| Basis::new(item, model, terms)).collect()
        })
    }
}

fn asked(portfolio: &Portfolio, resolved: &[Resolved]) -> Vec<Asked> {
    let bounds = portfolio.items.iter().zip(resolved);
    bounds.map(|(item, resolved)| (resolved.target, Bounds::new(resolved, item))).collect()
}

/// The stocks asked for; items asked as before keep theirs.
fn stocks(
    stage: &mut Stage<(Same<Bases>, Vec<Asked>), Stocks>,
    bases: &Rc<Bases>,
    asked: Vec<Asked>,
) -> Rc<Vec<Option<Position>>> {
    let made = stage.get((Same::as_(bases), asked.clone()), |before| {
        let before = before.filter(|before| Rc::ptr_eq(&before.bases, bases));
        let kept = |item: usize, asked: &Asked| {
            let before = before?;
            (before.asked.get(item)? == asked).then(|| before.positions.get(item).copied()).flatten()
        };
        let position = |(item, (basis, asked)): (usize, (&Result<Basis, Status>, &Asked))| {
            let stock = || basis.as_ref().ok().and_then(|basis| basis.position(asked.0, &asked.1));
            kept(item, asked).unwrap_or_else(stock)
        };
        let positions = bases.iter().zip(&asked).enumerate().map(position).collect();
        Stocks { bases: Rc::clone(bases), positions: Rc::new(positions), asked }
    });
    Rc::clone(&made.positions)
}

impl Statistics {
    fn new(policy: &PolicyFile) -> Self {
        Statistics {
            period: policy.period,
            window: policy.window,
            edge_periods: policy.edge_periods,
            returns: policy.returns,
            returns_back: policy.returns_back,
            lead_time_from: policy.lead_time_from,
            lead_time_sd: policy.lead_time_sd,
            defaults: policy.defaults.clone(),
        }
    }
}

impl Targets {
    fn new(policy: &PolicyFile) -> Self {
        Targets { segments: policy.segments.clone(), segmentation: policy.segmentation.clone() }
    }
}
