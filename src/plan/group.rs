//! Items that share tuple and segment, and what such a group holds: the unit in which stock is made again.
//!
//! A new target touches the groups of its segment and leaves the others' stock and sums as they are. Every sum
//! over more items is taken over groups, in their order, so that it does not depend on which were made again.
//!
//! In: a segmentation and what single items have of their own. Out: [`Groups`], and a [`Holding`] each.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rustc_hash::FxBuildHasher;

use super::member::{Member, Members, totals};
use super::total::{Totals, Weights};
use crate::data::calendar::DAYS_IN_YEAR;
use crate::order;
use crate::policy::{Own, Resolved, Target};
use crate::segment::Segmentation;
use crate::stats::History;
use crate::stats::portfolio::Portfolio;
use crate::stats::value::Value;
use crate::stock::{Aim, Basis, Bounds, Position, Ready, Status};

/// Members of a group, at most: its stock is made in one go, in a few milliseconds.
pub const MOST_MEMBERS: usize = 2_048;

/// Items of one tuple in one segment; many of them are several groups.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// The position of their tuple.
    pub tuple: u32,
    /// The position of their segment.
    pub segment: u32,
    /// Their numbers, ascending.
    pub members: Vec<u32>,
    /// Places among the members that have settings of their own, ascending.
    pub own: Vec<(u32, Own)>,
}

/// The place of an item in no group.
const NOWHERE: (u32, u32) = (u32::MAX, u32::MAX);

/// All items by group; groups stand in the order of segment and tuple.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Groups {
    /// The groups.
    pub list: Vec<Group>,
    /// For each item its group and its place there.
    place_of: Vec<(u32, u32)>,
}

impl Groups {
    /// The groups of a segmentation; `own` are items by number, ascending, with settings of their own.
    pub fn new(segmentation: &Segmentation, own: &[(u32, Own)]) -> Self {
        let pairs = segmentation.segment_of.iter().copied().zip(segmentation.tuple_of.iter().copied());
        let mut members: HashMap<(u32, u32), Vec<u32>, FxBuildHasher> = HashMap::default();
        for (item, pair) in pairs.enumerate() {
            members.entry(pair).or_default().push(item as u32);
        }
        let mut sorted: Vec<((u32, u32), Vec<u32>)> = members.into_iter().collect();
        order::sort_by(&mut sorted, |(one, _), (other, _)| one.cmp(other));
        let group = |((segment, tuple), members): ((u32, u32), Vec<u32>)| {
            let whole = move |part: &[u32]| Group { tuple, segment, members: part.to_vec(), own: Vec::new() };
            members.chunks(MOST_MEMBERS).map(whole).collect::<Vec<_>>()
        };
        let list = sorted.into_iter().flat_map(group).collect();
        let mut groups = Groups { list, place_of: vec![NOWHERE; segmentation.segment_of.len()] };
        groups.place();
        for (item, own) in own {
            groups.give(*item, *own);
        }
        groups
    }

    /// The group of an item and its place there.
    pub fn place_of(&self, item: usize) -> Option<(usize, usize)> {
        let place = self.place_of.get(item).filter(|place| **place != NOWHERE);
        place.map(|&(group, place)| (group as usize, place as usize))
    }

    /// Groups of these items alone, each with what it has of its own.
    #[must_use]
    pub fn only(&self, items: &[u32]) -> Self {
        let one = |item: &u32| {
            let (group, place) = self.place_of(*item as usize)?;
            let group = self.list.get(group)?;
            let own =
                group.own.iter().filter(|(owner, _)| *owner as usize == place).map(|(_, own)| (0, *own));
            Some(Group {
                members: vec![*item],
                own: own.collect(),
                tuple: group.tuple,
                segment: group.segment,
            })
        };
        let list = items.iter().filter_map(one).collect();
        let mut groups = Groups { list, place_of: vec![NOWHERE; self.place_of.len()] };
        groups.place();
        groups
    }

    /// Notes for each member where it stands.
    fn place(&mut self) {
        for (number, group) in self.list.iter().enumerate() {
            for (place, item) in group.members.iter().enumerate() {
                if let Some(place_of) = self.place_of.get_mut(*item as usize) {
                    *place_of = (number as u32, place as u32);
                }
            }
        }
    }

    fn give(&mut self, item: u32, own: Own) {
        let Some(&(number, place)) = self.place_of.get(item as usize) else { return };
        if let Some(group) = self.list.get_mut(number as usize) {
            group.own.push((place, own));
        }
    }
}

impl Group {
    /// What holds for a member, when `shared` holds for its segment.
    pub fn resolved(&self, place: usize, shared: Resolved) -> Resolved {
        match self.own.binary_search_by_key(&(place as u32), |(place, _)| *place) {
            Ok(found) => self.own.get(found).map_or(shared, |(_, own)| shared.with(own)),
            Err(_) => shared,
        }
    }
}

/// What the sums of any holding rest on, besides its stock.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The items.
    pub portfolio: &'a Portfolio,
    /// What their demand was worth over the span of `abc`.
    pub values: &'a [Value],
    /// How many days that span has.
    pub span_days: u32,
    /// Their weights in overall rates.
    pub weights: &'a Weights,
}

impl Ground<'_> {
    /// Revenue a year: the sum over the span, scaled to a year of 365.25 days.
    pub fn annual_revenue(&self, item: usize) -> Option<f64> {
        let revenue = self.values.get(item)?.revenue?;
        (self.span_days > 0).then(|| revenue * DAYS_IN_YEAR / f64::from(self.span_days))
    }

    /// Demand a year, units; 0 where nothing was sold in the window.
    pub fn annual_demand(&self, item: usize) -> f64 {
        let demand = self.portfolio.items.get(item).map(|item| &item.demand);
        let selling = demand.filter(|demand| matches!(demand.history, History::Enough | History::TooShort));
        let mean = selling.and_then(|demand| demand.mean.get()).unwrap_or(0.0);
        mean / self.portfolio.frame.period.days() * DAYS_IN_YEAR
    }

    /// The weight of an item in overall rates.
    pub fn weight(&self, item: usize) -> f64 {
        self.weights.of_item.get(item).copied().unwrap_or(0.0)
    }
}

/// Bases of a group's members.
pub type Bases = Vec<Result<Basis, Status>>;

/// The stock of a group, and its sums.
#[derive(Debug)]
pub struct Holding {
    /// What the members' stock rests on, or why there is none.
    pub bases: Rc<Bases>,
    /// What bounds and sums take from the members.
    pub members: Rc<Members>,
    /// Their stock.
    pub positions: Vec<Option<Position>>,
    /// The sums.
    pub totals: Totals,
    /// How many members have which status.
    pub statuses: BTreeMap<Status, u32>,
}

/// What a group is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asking {
    /// What holds for its segment.
    pub shared: Resolved,
    /// One target for all, instead of any other.
    pub uniform: Option<Target>,
}

/// What a member's stock follows from, besides what it is asked for: the days after which a unit is worthless, and
/// its basis or why there is none.
pub type Rests<'s> = (Option<f64>, &'s Result<Basis, Status>);

impl Group {
    /// The stock of the members from a place on, once for each asking. Draws are made once for all of them.
    pub fn positions<'s>(
        &self,
        askings: &[Asking],
        from: usize,
        members: impl Iterator<Item = Rests<'s>>,
    ) -> Vec<Vec<Option<Position>>> {
        let of_all: Vec<Aim> = askings.iter().map(Asking::aim).collect();
        let mut positions = vec![Vec::with_capacity(members.size_hint().0); askings.len()];
        for (place, (shelf_life_days, basis)) in members.enumerate() {
            let ready = basis.as_ref().ok().and_then(Basis::ready);
            for ((asking, of_all), positions) in askings.iter().zip(&of_all).zip(&mut positions) {
                let asked = (asking, *of_all, self.resolved(from + place, asking.shared));
                positions.push(ready.as_ref().and_then(|ready| position(ready, asked, shelf_life_days)));
            }
        }
        positions
    }
}

impl Asking {
    fn aim(&self) -> Aim {
        Aim::shared(self.uniform.unwrap_or(self.shared.target))
    }
}

fn position(
    ready: &Ready<'_>,
    (asking, of_all, resolved): (&Asking, Aim, Resolved),
    shelf_life_days: Option<f64>,
) -> Option<Position> {
    let target = asking.uniform.unwrap_or(resolved.target);
    let aim = if target == of_all.target { of_all } else { target.into() };
    let bounds = Bounds::of(&resolved, shelf_life_days);
    let position = ready.position(aim, &bounds)?;
    // what a segment's target leaves to people, one target for all does not: contracts hold
    match resolved.floor.filter(|_| asking.uniform.is_some()) {
        Some(floor) => ready.kept(position, floor, &bounds),
        None => Some(position),
    }
}

/// What members of a group follow from, in their order.
pub fn rests<'s>(members: &'s [Member], bases: &'s Bases) -> impl Iterator<Item = Rests<'s>> {
    members.iter().map(|member| member.shelf_life_days).zip(bases)
}

impl Holding {
    /// The stock of a group when `shared` holds for its segment; under `uniform` instead of any target, where given.
    pub fn new(
        (group, members): (&Group, &Rc<Members>),
        bases: &Rc<Bases>,
        shared: Resolved,
        uniform: Option<Target>,
    ) -> Self {
        let asking = Asking { shared, uniform };
        let mut positions = group.positions(&[asking], 0, rests(members, bases));
        Self::of((group, members), bases, asking, positions.pop().unwrap_or_default())
    }

    /// The same where the members' stock is there already.
    pub fn of(
        (group, members): (&Group, &Rc<Members>),
        bases: &Rc<Bases>,
        asking: Asking,
        positions: Vec<Option<Position>>,
    ) -> Self {
        let target =
            |place: usize| asking.uniform.unwrap_or_else(|| group.resolved(place, asking.shared).target);
        let mut holding = Holding {
            bases: Rc::clone(bases),
            members: Rc::clone(members),
            positions,
            totals: Totals::default(),
            statuses: BTreeMap::new(),
        };
        holding.totals = totals(holding.entries(&holding.positions));
        let stocked = holding.positions.iter().flatten().count() as u32;
        if stocked > 0 {
            holding.statuses.insert(Status::Ok, stocked);
        }
        let without =
            (0..holding.positions.len()).filter(|place| holding.positions.get(*place) == Some(&None));
        for status in without.map(|place| holding.status(place, target(place))).collect::<Vec<_>>() {
            *holding.statuses.entry(status).or_default() += 1;
        }
        holding
    }

    /// The members with their bases and these stocks.
    pub fn entries<'s>(
        &'s self,
        positions: &'s [Option<Position>],
    ) -> impl Iterator<Item = (&'s Member, &'s Result<Basis, Status>, Option<&'s Position>)> {
        let each = self.members.iter().zip(self.bases.iter()).zip(positions);
        each.map(|((member, basis), position)| (member, basis, position.as_ref()))
    }

    /// Why a member that is asked by `target` has no safety stock, or that it has one.
    pub fn status(&self, place: usize, target: Target) -> Status {
        match (self.bases.get(place), self.positions.get(place)) {
            (Some(Err(status)), _) => *status,
            (Some(Ok(_)), Some(Some(_))) => Status::Ok,
            (Some(Ok(basis)), _) if target == Target::CostOptimal => {
                basis.cost_optimal().err().unwrap_or(Status::OutOfRange)
            }
            _ => Status::OutOfRange,
        }
    }
}

impl Group {
    /// The members with their bases and stocks.
    pub fn entries<'s>(
        &'s self,
        bases: &'s Bases,
        positions: &'s [Option<Position>],
    ) -> impl Iterator<Item = (u32, &'s Result<Basis, Status>, Option<&'s Position>)> {
        let each = self.members.iter().zip(bases).zip(positions);
        each.map(|((item, basis), position)| (*item, basis, position.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy;
    use crate::segment::stand::{Stand, items};
    use crate::segment::{Values, assign, assign::Setting};

    #[test]
    fn a_group_is_a_tuple_in_a_segment() {
        let revenue = Some(Values::Exact(vec![50, 30, 15, 5]));
        let stand = Stand { revenue, cv: vec![Some(0.2), None, Some(0.3), None], ..Stand::of(items(4)) };
        let mut policy = policy::Segmentation::default();
        policy.merges.insert("Tail".to_owned(), ["A-Z", "C-Z"].map(str::to_owned).to_vec());
        let unit = [policy::UnitField::Item];
        let found = assign(&stand, Setting { policy: &policy, unit: &unit, today: 0 });
        let own = Own { target: None, min_units: Some(7.0) };
        let groups = Groups::new(&found, &[(3, own)]);
        let named = |group: &Group| {
            let tuple = found.tuples[group.tuple as usize].name.as_str();
            (found.names[group.segment as usize].as_str(), tuple, group.members.clone())
        };
        let all: Vec<_> = groups.list.iter().map(named).collect();
        let expected = [("A-X", "A-X", vec![0]), ("B-X", "B-X", vec![2])];
        assert_eq!(all[..2], expected);
        let mut tail: Vec<_> = all[2..].to_vec();
        tail.sort();
        assert_eq!(tail, [("Tail", "A-Z", vec![1]), ("Tail", "C-Z", vec![3])]);
        let (group, place) = groups.place_of(3).unwrap();
        let shared = Resolved::default();
        assert_eq!(groups.list[group].resolved(place, shared).bounds.min_units, 7.0);
        let (group, place) = groups.place_of(0).unwrap();
        assert_eq!(groups.list[group].resolved(place, shared), shared);
    }
}
