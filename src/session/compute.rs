//! The path from dataset to results, stage by stage. A stage is made again only when what it rests on differs:
//! a new target recomputes the stock of the items it touches and reads nothing again.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::ask::Stop;
use super::held::Unfinished;
use super::jobs::Going;
use super::jobs::gathering::Gathering;
use super::jobs::lane::Lane;
use super::room;
use super::stage::{Same, Stage};
use super::view::View;
use crate::data::calendar::Day;
use crate::data::dataset::Dataset;
use crate::error::Error;
use crate::finding::Findings;
use crate::memory;
use crate::plan::Pace;
use crate::plan::group::{Bases, Groups};
use crate::plan::member::Members;
use crate::plan::worth::{self, Weighing, Worth};
use crate::plan::{Results, Weights};
use crate::policy::resolve::{STAR, of_segment};
use crate::policy::{Own, Resolved, of_segments, own};
use crate::protocol::policy::{
    Defaults, EdgePeriods, ForecastBy, LeadTimeFrom, LeadTimeSd, Model, Outliers, Override, Period,
    PolicyFile, Returns, SegmentPolicy, Segmentation as Setting, ServiceWeight, ShortHistory, Sizing, Span,
    Window,
};
use crate::segment::{Segmentation, Singles, assign, assign::Setting as Assignment, register};
use crate::stats::borrow::{Fitted, fitted};
use crate::stats::portfolio::Portfolio;
use crate::stats::value::Value;
use crate::stock::{Basis, Terms};

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
    sizing: Sizing,
    forecast: Option<ForecastBy>,
    outliers: Option<Outliers>,
    kurtosis: bool,
}

/// What single items' own settings rest on.
type OwnTerms = (Same<Portfolio>, Vec<Override>, Day);

/// Items with settings of their own, and what was odd in that.
type OwnItems = (Vec<(u32, Own)>, Findings);

/// What the segments of items rest on; the worth where a dimension is computed from it.
type SegmentationTerms = (Same<Portfolio>, Setting, Day, Option<Same<Worth>>);

/// What the worth of items rests on; the last is what holds in `*`.
type WorthTerms = (Same<Bases>, Same<Weights>, Same<OwnItems>, Resolved);

/// What the segments' settings rest on.
type SegmentTerms = (Same<Segmentation>, BTreeMap<String, SegmentPolicy>);

/// What the bases of a group rest on.
pub(super) type BasesTerms = (Same<Portfolio>, Same<Groups>, Model, Terms);

/// What a group's part in sums and bounds rests on.
pub(super) type MemberTerms = (Same<Portfolio>, Same<Weights>, Same<Groups>);

/// What the stock of a group rests on: its bases, its members, the group, what holds in its segment.
pub(super) type HoldingTerms = (Same<Bases>, Same<Members>, Same<Groups>, Resolved);

/// The stages, each beside what it was made from.
#[derive(Debug, Default)]
pub struct Stages {
    portfolio: Stage<(Same<Dataset>, Statistics), Portfolio>,
    gathering: Option<((Same<Dataset>, Statistics), Gathering)>,
    values: Stage<(Same<Portfolio>, Span), Rc<Vec<Value>>>,
    weights: Stage<(Same<Vec<Value>>, Option<ServiceWeight>), Weights>,
    segmentation: Stage<SegmentationTerms, Segmentation>,
    star: Stage<(Same<Portfolio>, Model, Terms), Bases>,
    worth: Stage<WorthTerms, Worth>,
    weighing: Option<(WorthTerms, Weighing)>,
    fitted: Stage<(Same<Portfolio>, Same<Segmentation>), Fitted>,
    own: Stage<OwnTerms, OwnItems>,
    groups: Stage<(Same<Segmentation>, Same<OwnItems>), Groups>,
    shared: Stage<SegmentTerms, (Rc<Vec<Resolved>>, Findings)>,
    pub(super) bases: Vec<Stage<BasesTerms, Bases>>,
    pub(super) members: Vec<Stage<MemberTerms, Members>>,
    /// The stock under the policy, and under one target for all.
    pub(super) lanes: [Lane; 2],
}

impl Stages {
    /// Everything under a policy but the stock, and what was odd in it.
    ///
    /// # Errors
    /// A target of the policy that cannot be used; memory that there is not. `Unfinished` where figures are being
    /// measured elsewhere: asked again, it goes on from there.
    pub(super) fn prepared(
        &mut self,
        dataset: &Rc<Dataset>,
        policy: &PolicyFile,
        today: Day,
        going: &mut Going<'_>,
    ) -> Result<(Results, Findings), Stop> {
        let span = register::span(&policy.segmentation.dimensions);
        let portfolio = self.measured(dataset, policy, span, going)?;
        let values = self.values.get((Same::as_(&portfolio), span), |_| portfolio.values(dataset, span));
        let values = Rc::clone(&*values);
        let weights = self.weights.get((Same::as_(&values), policy.service_weight), |_| {
            Weights::new(policy.service_weight, portfolio.rows_are_orders, &portfolio.items, &values)
        });
        let own = self.owned(dataset, &portfolio, policy, today)?;
        let asked = register::price(&policy.segmentation.dimensions);
        let at_once = &mut Pace::default();
        let worth = asked.map(|_| self.worth_of(&portfolio, &weights, &own, policy, at_once)).transpose()?;
        let worth = worth.and_then(Result::ok);
        let segmentation = self.segmented(dataset, &portfolio, &values, policy, today, worth.as_ref());
        let fitted = self.fitted.get((Same::as_(&portfolio), Same::as_(&segmentation)), |_| {
            fitted(&portfolio.items, &portfolio.notable, &segmentation.names, &segmentation.segment_of)
        });
        let groups = self
            .groups
            .get((Same::as_(&segmentation), Same::as_(&own)), |_| Groups::new(&segmentation, &own.0));
        let shared = self.shared.try_get((Same::as_(&segmentation), policy.segments.clone()), || {
            of_segments(policy, &segmentation).map(|(resolved, findings)| (Rc::new(resolved), findings))
        })?;
        let mut findings = segmentation.findings.clone();
        findings.extend(shared.1.clone());
        findings.extend(own.1.clone());
        let span_days = portfolio.span_days(span);
        let terms = Terms::new(policy, portfolio.frame.period);
        #[rustfmt::skip]
        let results = Results {
            dataset: Rc::clone(dataset), portfolio, values, span_days, segmentation, fitted, groups, terms,
            seed: policy.seed, measured: None,
            shared: Rc::clone(&shared.0), holdings: Vec::new(), weights,
        };
        Ok((results, findings))
    }

    /// The figures of all items. The first time others take part; what another setting changes is made in one go, so
    /// that two questions with different settings do not hold each other up.
    fn measured(
        &mut self,
        dataset: &Rc<Dataset>,
        policy: &PolicyFile,
        span: Span,
        going: &mut Going<'_>,
    ) -> Result<Rc<Portfolio>, Stop> {
        let key = (Same::as_(dataset), Statistics::new(policy));
        if let Some(portfolio) = self.portfolio.there(&key) {
            return Ok(portfolio);
        }
        let units = dataset.units.len();
        let underway = match self.gathering.take() {
            Some((of, gathering)) if of == key => Some(gathering),
            other => {
                memory::ahead(room::of_figures(units))?;
                let first = other.is_none() && self.portfolio.is_empty();
                if let Some((_, other)) = other {
                    other.forget(going.desk);
                }
                first.then(|| Gathering::new(dataset, policy, span, going.desk)).flatten()
            }
        };
        let Some(mut gathering) = underway else {
            return Ok(self.portfolio.get(key, |_| Portfolio::new(dataset, policy, span)));
        };
        if gathering.go_on(dataset, policy, going) {
            return Ok(self.portfolio.get(key, |_| gathering.end(dataset, policy)));
        }
        let waits = gathering.waits();
        self.gathering = Some((key, gathering));
        Err(Stop::Unfinished(Unfinished { waits, ..Unfinished::new(0.0, units as f64) }))
    }

    fn segmented(
        &mut self,
        dataset: &Dataset,
        portfolio: &Rc<Portfolio>,
        values: &[Value],
        policy: &PolicyFile,
        today: Day,
        worth: Option<&Rc<Worth>>,
    ) -> Rc<Segmentation> {
        let key = (Same::as_(portfolio), policy.segmentation.clone(), today, worth.map(Same::as_));
        self.segmentation.get(key, |_| {
            let price = register::price(&policy.segmentation.dimensions);
            let levels = worth.zip(price).map(|(worth, price)| worth.levels(price));
            let levels = levels.unwrap_or_else(|| vec![None; portfolio.items.len()]);
            let values = (register::span(&policy.segmentation.dimensions), values);
            let view = View { dataset, statistics: portfolio, values, levels: &levels };
            assign(&view, Assignment { policy: &policy.segmentation, unit: &dataset.fields, today })
        })
    }

    /// What items are worth under the settings of `*`.
    ///
    /// # Errors
    /// As `prepared`; within, `Unfinished` where an answer is due before: asked again, it goes on.
    pub fn worth(
        &mut self,
        results: &Results,
        policy: &PolicyFile,
        today: Day,
        pace: &mut Pace,
    ) -> Result<Result<Rc<Worth>, Unfinished>, Error> {
        let own = self.owned(&results.dataset, &results.portfolio, policy, today)?;
        self.worth_of(&results.portfolio, &results.weights, &own, policy, pace)
    }

    fn worth_of(
        &mut self,
        portfolio: &Rc<Portfolio>,
        weights: &Rc<Weights>,
        own: &Rc<OwnItems>,
        policy: &PolicyFile,
        pace: &mut Pace,
    ) -> Result<Result<Rc<Worth>, Unfinished>, Error> {
        let terms = Terms::new(policy, portfolio.frame.period);
        let star = of_segment(policy, STAR)?;
        let bases = self.star.get((Same::as_(portfolio), star.model, terms), |_| {
            portfolio.items.iter().map(|item| Basis::new(item, star.model, terms)).collect()
        });
        let setting = worth::Setting {
            items: &portfolio.items,
            bases: &bases,
            star,
            own: &own.0,
            weights: &weights.of_item,
        };
        let key = || (Same::as_(&bases), Same::as_(weights), Same::as_(own), star);
        if self.worth.has(&key()) {
            return Ok(Ok(self.worth.get(key(), |_| Weighing::new(&setting).end())));
        }
        let going = self.weighing.take().filter(|(of, _)| *of == key());
        let mut weighing = going.map_or_else(|| Weighing::new(&setting), |(_, weighing)| weighing);
        if weighing.go_on(&setting, pace) {
            return Ok(Ok(self.worth.get(key(), |_| weighing.end())));
        }
        let so_far = Unfinished::new(0.5 * weighing.done(), portfolio.items.len() as f64);
        self.weighing = Some((key(), weighing));
        Ok(Err(so_far))
    }

    fn owned(
        &mut self,
        dataset: &Dataset,
        portfolio: &Rc<Portfolio>,
        policy: &PolicyFile,
        today: Day,
    ) -> Result<Rc<OwnItems>, Error> {
        let overrides = &policy.segmentation.overrides;
        self.own.try_get((Same::as_(portfolio), overrides.clone(), today), || {
            let singles = Singles::new(overrides, &dataset.fields, today);
            own(&portfolio.items, &portfolio.notable.settings, &singles)
        })
    }
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
            sizing: policy.sizing,
            forecast: policy.forecast,
            outliers: policy.outliers,
            kurtosis: policy.short_history == ShortHistory::Predictive,
        }
    }
}
