//! The stock of group after group, as far as the pace allows and others take it off the session's hands; a group whose
//! settings are as before keeps its own.

use std::hint::black_box;
use std::ops::Range;
use std::rc::Rc;

use super::compute::{BasesTerms, MemberTerms, Stages};
use super::jobs::lane::{Lane, Part, Wanted, Who, cost_of, pieces};
use super::jobs::{Going, Load};
use super::stage::{Same, Stage};
use crate::plan::Results;
use crate::plan::compare::asked;
use crate::plan::group::{Asking, Bases, Group, Holding};
use crate::plan::member::{self, Members};
use crate::plan::suppose::redrawn;
use crate::policy::{Resolved, Target};
use crate::protocol::policy::Model;
use crate::stats::lead_time::Supply;
use crate::stock::drawn::Record;
use crate::stock::{Basis, Terms};

/// Items that are looked at before their bases are made: what they take stays in a core's cache.
const AT_ONCE: usize = 64;

/// What a group is asked for, by lane: under the policy, and under one target for all where that is asked for too and
/// is something else.
type Askings = [Option<Asking>; 2];

impl Stages {
    /// Every group's stock under the policy, and besides under one target for all, where given: that is there for
    /// [`Stages::uniform`] then. A group whose settings are as before keeps its stock.
    ///
    /// # Errors
    /// `Unfinished` where an answer is due before all are made; asked again, it goes on from there.
    pub fn held(
        &mut self,
        results: &mut Results,
        terms: Terms,
        beside: Option<Target>,
        going: &mut Going<'_>,
    ) -> Result<(), Unfinished> {
        results.holdings =
            self.made(results, terms, beside, going)?.into_iter().map(|[held, _]| held).collect();
        Ok(())
    }

    /// Every group's stock under one target for all.
    ///
    /// # Errors
    /// As [`Stages::held`].
    pub fn uniform(
        &mut self,
        results: &Results,
        terms: Terms,
        target: Target,
        going: &mut Going<'_>,
    ) -> Result<Vec<Rc<Holding>>, Unfinished> {
        let made = self.made(results, terms, Some(target), going)?;
        Ok(made.into_iter().map(|[_, uniform]| uniform).collect())
    }

    /// Every group's stock under the policy, and that under one target for all: the same where none is given.
    fn made(
        &mut self,
        results: &Results,
        terms: Terms,
        beside: Option<Target>,
        going: &mut Going<'_>,
    ) -> Result<Vec<[Rc<Holding>; 2]>, Unfinished> {
        let groups = &results.groups.list;
        self.bases.resize_with(groups.len(), Stage::default);
        self.members.resize_with(groups.len(), Stage::default);
        for lane in &mut self.lanes {
            lane.resize(groups.len());
        }
        going.desk.weigh(self.open(results, terms, beside));
        let (mut tally, mut load) = (Tally::new(groups.len()), Load::default());
        for (number, group) in groups.iter().enumerate() {
            let askings = askings(results, group, beside);
            let model = shared(results, group).model;
            tally.count(group, model, &askings);
            let there = self.rests_there(number, results, terms);
            let (members, bases) = match there {
                Some(there) => there,
                None if going.goes_on() => self.rests(number, results, terms),
                None => {
                    tally.left = true;
                    continue;
                }
            };
            let (members, bases) = (&members, &bases);
            let wanted = Wanted { number, group, groups: &results.groups, members, bases };
            let asked = Asked { wanted, askings, model };
            tally.take(&asked, self.group(&asked, going, &mut load));
        }
        load.offer(going.desk);
        tally.end()
    }

    /// What is left to be done, in items of the normal model.
    fn open(&self, results: &Results, terms: Terms, beside: Option<Target>) -> f64 {
        let open = |(number, group): (usize, &Group)| {
            let askings = askings(results, group, beside);
            let there = self.rests_there(number, results, terms);
            let is_open = |(lane, asking): (&Lane, &Option<Asking>)| {
                let Some(asking) = *asking else { return false };
                there.as_ref().is_none_or(|(members, bases)| {
                    let wanted = Wanted { number, group, groups: &results.groups, members, bases };
                    lane.there(&wanted, asking).is_none()
                })
            };
            let lanes = self.lanes.iter().zip(&askings).filter(|one| is_open(*one)).count();
            cost_of(shared(results, group).model) * (lanes * group.members.len()) as f64
        };
        results.groups.list.iter().enumerate().map(open).sum()
    }

    /// What the stock of a group rests on, where that is there.
    fn rests_there(
        &self,
        number: usize,
        results: &Results,
        terms: Terms,
    ) -> Option<(Rc<Members>, Rc<Bases>)> {
        let group = results.groups.list.get(number)?;
        let bases = self.bases.get(number)?.there(&bases_terms(results, group, terms))?;
        Some((self.members.get(number)?.there(&member_terms(results))?, bases))
    }

    /// The same, made now.
    fn rests(&mut self, number: usize, results: &Results, terms: Terms) -> (Rc<Members>, Rc<Bases>) {
        let (Some(group), Some(bases), Some(members)) =
            (results.groups.list.get(number), self.bases.get_mut(number), self.members.get_mut(number))
        else {
            return <(Rc<Members>, Rc<Bases>)>::default();
        };
        let model = shared(results, group).model;
        let bases = bases.get(bases_terms(results, group, terms), |_| based(results, group, model, terms));
        (members.get(member_terms(results), |_| member::members(results.ground(), group)), bases)
    }

    /// Goes on with a group: gives pieces away, makes others.
    fn group(&mut self, asked: &Asked<'_>, going: &mut Going<'_>, load: &mut Load) -> GroupMade {
        let Asked { wanted, askings, model } = asked;
        let open = |lane: &Lane, asking: Asking| lane.there(wanted, asking).is_none();
        let mut left = false;
        let pieces = pieces(wanted.group, *model, going.desk.each());
        for (lane, asking) in self.lanes.iter_mut().zip(askings) {
            if let Some(asking) = asking.filter(|asking| open(lane, *asking)) {
                lane.begin(wanted, asking, pieces.len(), going.desk);
            }
        }
        for (piece, places) in pieces.enumerate() {
            left |= !self.piece(asked, (piece, places), going, load);
        }
        let mut made = GroupMade { left, ..GroupMade::default() };
        for ((lane, asking), holding) in self.lanes.iter_mut().zip(askings).zip(&mut made.holdings) {
            let Some(asking) = *asking else { continue };
            made.members +=
                if open(lane, asking) { lane.end(wanted, asking) } else { wanted.group.members.len() };
            *holding = lane.there(wanted, asking);
        }
        made
    }

    /// Gives a piece away or makes it, in every lane where nobody did; whether it is no longer open.
    fn piece(
        &mut self,
        asked: &Asked<'_>,
        (piece, places): (usize, Range<usize>),
        going: &mut Going<'_>,
        load: &mut Load,
    ) -> bool {
        let Asked { wanted, askings, model } = asked;
        let number = wanted.number;
        let open = self.lanes.iter_mut().zip(askings).filter_map(|(lane, asking)| {
            let asking = (*asking)?;
            if lane.there(wanted, asking).is_some() {
                None
            } else {
                Some((lane.who(number, piece)?, lane, asking))
            }
        });
        let open: Vec<(Who, &mut Lane, Asking)> = open.collect();
        let askings: Vec<Asking> = open.iter().map(|(.., asking)| *asking).collect();
        if open.is_empty() {
            return true;
        }
        let slice = wanted.slice(places.clone());
        if going.desk.has_room() && open.iter().all(|(who, ..)| *who == Who::Anyone) {
            let cost = cost_of(*model) * (places.len() * askings.len()) as f64;
            let (job, first) = load.add(&slice, &askings, cost, going.desk);
            for (place, (_, lane, _)) in (first..).zip(open) {
                lane.give(number, piece, Part { job, place, members: places.len() });
            }
            return true;
        }
        if going.pace.spent() {
            return false;
        }
        for ((_, lane, _), positions) in open.into_iter().zip(slice.positions(&askings)) {
            lane.put(number, piece, positions);
        }
        going.pace.spend_times(wanted.bases.get(places).unwrap_or_default(), askings.len() as f64);
        true
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
    /// The share of the work that is done.
    pub share: f64,
    /// Whether all that is left is done by others.
    pub waits: bool,
}

impl Unfinished {
    /// So many items of so many.
    pub fn new(done: f64, of: f64) -> Self {
        Unfinished { done, of, share: if of > 0.0 { done / of } else { 0.0 }, waits: false }
    }
}

/// A group, what it is asked for and under which model.
struct Asked<'a> {
    wanted: Wanted<'a>,
    askings: Askings,
    model: Model,
}

/// What there is of a group.
#[derive(Default)]
struct GroupMade {
    /// By lane, where all of it is there.
    holdings: [Option<Rc<Holding>>; 2],
    /// Members that are there, once an asking.
    members: usize,
    /// Whether pieces are open.
    left: bool,
}

/// How far all groups came.
#[derive(Default)]
struct Tally {
    holdings: Vec<[Rc<Holding>; 2]>,
    groups: usize,
    items: (f64, f64),
    cost: (f64, f64),
    left: bool,
}

impl Tally {
    fn new(groups: usize) -> Self {
        Tally { holdings: Vec::with_capacity(groups), groups, ..Tally::default() }
    }

    fn count(&mut self, group: &Group, model: Model, askings: &Askings) {
        let members = group.members.len() as f64;
        self.items.1 += members;
        self.cost.1 += cost_of(model) * members * askings.iter().flatten().count() as f64;
    }

    fn take(&mut self, asked: &Asked<'_>, made: GroupMade) {
        let members = made.members as f64;
        self.items.0 += members / asked.askings.iter().flatten().count() as f64;
        self.cost.0 += cost_of(asked.model) * members;
        self.left |= made.left;
        if let [Some(held), uniform] = made.holdings
            && (uniform.is_some() || asked.askings[1].is_none())
        {
            let uniform = uniform.unwrap_or_else(|| Rc::clone(&held));
            self.holdings.push([held, uniform]);
        }
    }

    fn end(self) -> Result<Vec<[Rc<Holding>; 2]>, Unfinished> {
        if self.holdings.len() == self.groups {
            return Ok(self.holdings);
        }
        let ((done, of), (spent, cost)) = (self.items, self.cost);
        Err(Unfinished { done, of, share: spent / cost, waits: !self.left })
    }
}

fn askings(results: &Results, group: &Group, beside: Option<Target>) -> Askings {
    let shared = shared(results, group);
    let beside = beside.filter(|target| !group.own.is_empty() || shared.target != *target);
    let uniform =
        beside.map(|target| Asking { shared: asked(results, group, target), uniform: Some(target) });
    [Some(Asking { shared, uniform: None }), uniform]
}

fn bases_terms(results: &Results, group: &Group, terms: Terms) -> BasesTerms {
    let model = shared(results, group).model;
    (Same::as_(&results.portfolio), Same::as_(&results.groups), model, terms)
}

fn member_terms(results: &Results) -> MemberTerms {
    (Same::as_(&results.portfolio), Same::as_(&results.weights), Same::as_(&results.groups))
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
    let mut bases = Vec::with_capacity(group.members.len());
    for some in group.members.chunks(AT_ONCE) {
        look_at(results, some);
        bases.extend(some.iter().filter_map(basis));
    }
    bases
}

/// Reads of some items what their bases follow from, and makes nothing of it: members of a group lie far apart in
/// memory, and a processor that is asked for many at once waits for them together, not one by one.
#[inline(never)]
fn look_at(results: &Results, items: &[u32]) {
    let of_item = |number: &u32| {
        let item = results.sized(*number as usize)?;
        let seasonal = item.record.season.as_deref().is_some_and(|season| season.seasonal);
        let figures = item.demand.mean.get().unwrap_or(0.0)
            + item.demand.cv2.get().unwrap_or(0.0)
            + item.lead_time.days.value
            + item.lead_time.sd_days.value
            + item.master.order_quantity.value;
        Some(if seasonal { figures } else { -figures })
    };
    black_box(items.iter().filter_map(of_item).sum::<f64>());
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
