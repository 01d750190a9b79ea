//! Too many segments: which are small, which two may as well be one, and what that would cost.

use rustc_hash::FxHashMap;

use super::fewest::{measure, readable};
use crate::error::Error;
use crate::order;
use crate::plan::Results;
use crate::plan::merging::{Merge, Merging};
use crate::plan::optimum::Tuned;
use crate::policy::resolve::STAR;
use crate::policy::{PolicyFile, Target};
use crate::protocol::answer::{AdviceAnswer, FreeTarget, MergeAdvice, MergeReason, SmallSegment};
use crate::protocol::policy::{DimensionKind, UnitField};
use crate::segment::{Classified, Origin};

/// More planning segments than this are too many.
const MANY: usize = 12;
/// Fewer items than this are too few.
const FEW: u32 = 10;
/// A merge below this share of the stock of the two is cheap.
const CHEAP: f64 = 0.02;
/// Up to so many segments every pair is weighed; of more, each with so many neighbours in the order of best targets.
const ALL_PAIRS: usize = 60;
const NEIGHBOURS: usize = 20;
const MOST_MERGES: usize = 30;
const MOST_POSSIBLE: usize = 300;
const MOST_SMALL: usize = 50;
const MOST_TARGETS: usize = 200;

/// The contracts of segments, in the order of their names.
///
/// # Errors
/// A floor of the policy that cannot be used.
pub fn floors(results: &Results, policy: &PolicyFile) -> Result<Vec<Option<Target>>, Error> {
    let floor = |name: &String| {
        let of = |name: &str| policy.segments.get(name).and_then(|segment| segment.floor.as_ref());
        of(name).or_else(|| of(STAR)).map(Target::try_from).transpose()
    };
    results.segmentation.names.iter().map(floor).collect()
}

/// The advice.
pub fn advice(results: &Results, merging: &Merging) -> AdviceAnswer {
    let names = &results.segmentation.names;
    let planning = Planning::new(results);
    let free = merging.free.as_ref();
    AdviceAnswer {
        measure: measure(merging.measure),
        segments: names.len() as u32,
        planning_segments: planning.counts.len() as u32,
        too_many: planning.counts.len() > MANY,
        small: planning.small(),
        merges: merges(results, merging, &planning),
        free_targets: free.map(|free| free_targets(names, merging, free)).unwrap_or_default(),
        free_capital: free.map(|free| free.capital),
        capital: merging.capital,
    }
}

/// Segments over the planning dimensions: location and client left aside.
struct Planning {
    /// Items by planning segment.
    counts: FxHashMap<String, u32>,
    /// For each segment its classes in the dimensions left aside, and its planning segment; none where its items do
    /// not all come by their classes.
    of_segment: Vec<Option<(String, String)>>,
}

impl Planning {
    fn new(results: &Results) -> Self {
        let segmentation = &results.segmentation;
        let aside: Vec<bool> = segmentation.dimensions.iter().map(|one| is_aside(results, one)).collect();
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        let mut of_segment: Vec<Option<Option<(String, String)>>> = vec![None; segmentation.names.len()];
        for (item, (&segment, origin)) in
            segmentation.segment_of.iter().zip(&segmentation.origin_of).enumerate()
        {
            let by_classes = matches!(origin, Origin::Classes | Origin::Merge);
            let name = segmentation.name(item);
            let own = by_classes.then(|| projected(results, item, name, *origin, &aside));
            let planning = own.as_ref().map_or_else(|| name.to_owned(), |(_, planning)| planning.clone());
            *counts.entry(planning).or_insert(0) += 1;
            if let Some(of) = of_segment.get_mut(segment as usize) {
                *of = match of.take() {
                    None => Some(own),
                    Some(before) if before == own => Some(before),
                    Some(_) => Some(None),
                };
            }
        }
        Planning { counts, of_segment: of_segment.into_iter().map(Option::flatten).collect() }
    }

    fn small(&self) -> Vec<SmallSegment> {
        let mut small: Vec<(u32, &String)> = self
            .counts
            .iter()
            .filter(|(_, items)| **items < FEW)
            .map(|(name, items)| (*items, name))
            .collect();
        order::sort(&mut small);
        let segment =
            |(items, name): (u32, &String)| SmallSegment { segment: name.clone(), items: f64::from(items) };
        small.into_iter().take(MOST_SMALL).map(segment).collect()
    }

    /// Whether a merge of two segments leaves location and client apart.
    fn may_merge(&self, [one, other]: [usize; 2]) -> bool {
        let aside = |of: usize| self.of_segment.get(of)?.as_ref().map(|(aside, _)| aside);
        matches!((aside(one), aside(other)), (Some(one), Some(other)) if one == other)
    }

    fn is_small(&self, segment: usize) -> bool {
        let planning = self.of_segment.get(segment).and_then(Option::as_ref);
        planning.and_then(|(_, name)| self.counts.get(name)).is_some_and(|&items| items < FEW)
    }
}

/// The classes left aside and the planning segment of an item that is placed by its classes.
fn projected(results: &Results, item: usize, name: &str, origin: Origin, aside: &[bool]) -> (String, String) {
    let classes = |wanted: bool| {
        let dimensions = results.segmentation.dimensions.iter().zip(aside);
        let classes: Vec<&str> =
            dimensions.filter(|(_, aside)| **aside == wanted).map(|(one, _)| one.class(item)).collect();
        classes.join("-")
    };
    let whole = origin == Origin::Merge || !aside.contains(&true);
    (classes(true), if whole { name.to_owned() } else { classes(false) })
}

/// Whether a dimension tells where or for whom stock is held.
fn is_aside(results: &Results, dimension: &Classified) -> bool {
    if dimension.kind != DimensionKind::Column {
        return false;
    }
    let headers = results.dataset.fields.iter().zip(&results.dataset.unit_headers);
    let mut places = headers.filter(|(field, _)| matches!(field, UnitField::Location | UnitField::Customer));
    let name = dimension.name.to_lowercase();
    ["location", "customer", "client"].contains(&name.as_str())
        || places.any(|(_, headers)| headers.iter().any(|header| header.to_lowercase() == name))
}

/// The merges worth proposing: the cheapest of all where there are too many segments, the cheapest partner of each
/// small one, and all cheap ones; then what every other would cost.
fn merges(results: &Results, merging: &Merging, planning: &Planning) -> Vec<MergeAdvice> {
    let mut all: Vec<Merge> = pairs(merging)
        .into_iter()
        .filter(|pair| planning.may_merge(*pair))
        .filter_map(|pair| merging.merge(pair))
        .collect();
    order::sort_by(&mut all, |one, other| one.cost.total_cmp(&other.cost).then(one.pair.cmp(&other.pair)));
    let mut proposed: Vec<(MergeReason, &Merge)> = Vec::new();
    if planning.counts.len() > MANY {
        proposed.extend(all.first().map(|merge| (MergeReason::TooMany, merge)));
    }
    let mut helped = vec![false; merging.members.len()];
    for merge in &all {
        let helps = merge.pair.iter().any(|&of| planning.is_small(of) && helped.get(of) == Some(&false));
        if helps {
            for of in merge.pair {
                if let Some(helped) = helped.get_mut(of) {
                    *helped = true;
                }
            }
            proposed.push((MergeReason::Small, merge));
        }
    }
    let cheap = all.iter().filter(|merge| merge.share() < CHEAP).map(|merge| (MergeReason::Cheap, merge));
    for (reason, merge) in cheap {
        if !proposed.iter().any(|(_, known)| known.pair == merge.pair) {
            proposed.push((reason, merge));
        }
    }
    proposed.truncate(MOST_MERGES);
    let others = all.iter().filter(|merge| !proposed.iter().any(|(_, known)| known.pair == merge.pair));
    let others: Vec<&Merge> = others.take(MOST_POSSIBLE).collect();
    proposed.extend(others.into_iter().map(|merge| (MergeReason::Possible, merge)));
    proposed.into_iter().map(|(reason, merge)| proposal(results, reason, merge)).collect()
}

/// Pairs of segments that have items to choose for.
fn pairs(merging: &Merging) -> Vec<[usize; 2]> {
    let factor = |of: &usize| merging.free.as_ref().and_then(|free| free.factors.get(*of).copied());
    let mut ordered: Vec<usize> = (0..merging.members.len())
        .filter(|&of| merging.members.get(of).is_some_and(|&items| items > 0))
        .collect();
    order::sort_by(&mut ordered, |one, other| {
        factor(one).partial_cmp(&factor(other)).unwrap_or(one.cmp(other))
    });
    let reach = if ordered.len() > ALL_PAIRS { NEIGHBOURS } else { ordered.len() };
    let with_next = |(place, &one): (usize, &usize)| {
        let next = ordered.iter().skip(place + 1).take(reach);
        next.map(move |&other| [one.min(other), one.max(other)]).collect::<Vec<_>>()
    };
    ordered.iter().enumerate().flat_map(with_next).collect()
}

fn proposal(results: &Results, reason: MergeReason, merge: &Merge) -> MergeAdvice {
    let segmentation = &results.segmentation;
    let segments: Vec<String> =
        merge.pair.iter().filter_map(|&of| segmentation.names.get(of).cloned()).collect();
    let mut tuples: Vec<String> = segmentation
        .tuples
        .iter()
        .filter(|tuple| segments.contains(&tuple.segment))
        .map(|tuple| tuple.name.clone())
        .collect();
    order::sort(&mut tuples);
    MergeAdvice {
        reason,
        name: segments.join("+"),
        segments,
        tuples,
        capital: merge.capital,
        cost: merge.cost,
        share: merge.share(),
        target: readable(merge.target),
    }
}

fn free_targets(names: &[String], merging: &Merging, free: &Tuned) -> Vec<FreeTarget> {
    let levels = free.levels();
    let each = names.iter().zip(&merging.members).zip(&levels).enumerate();
    each.filter(|(_, ((_, items), _))| **items > 0)
        .take(MOST_TARGETS)
        .map(|(of, ((name, &items), &level))| FreeTarget {
            segment: name.clone(),
            items: f64::from(items),
            target: readable(level),
            capital: merging.capital_of(of),
        })
        .collect()
}
