//! From classes to segments: override, else rule, else merge of the tuple, else the tuple itself.
//!
//! A tuple is an item's classes in the order of the dimensions; its name joins theirs by `-`.

use std::collections::HashMap;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::finding::{Cause, Findings, Place};
use crate::order;
use crate::protocol::policy::{self, Override, Rule, UnitField};
use crate::stats::Item;

use super::combine::tuples;
use super::rule::{self, RuleCount, Verdicts};
use super::{Classified, Portfolio, Singles, dimension};

/// Items that are placed in one go.
pub(super) const AT_ONCE: usize = 1_024;

/// The segment of a portfolio without dimensions.
pub const ALL: &str = "All";

/// Why an item is in its segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A single override; its position in the policy.
    Override(u32),
    /// A rule; its position in the policy.
    Rule(u32),
    /// Its tuple is merged into the segment.
    Merge,
    /// Its classes.
    Classes,
}

/// A combination of classes that items have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuple {
    /// The position of the class in each dimension.
    pub classes: Vec<u32>,
    /// The classes' names joined by `-`.
    pub name: String,
    /// The segment it belongs to: the merge that names it, else itself.
    pub segment: String,
    /// Whether a merge names it.
    pub merged: bool,
}

/// Every item's classes and segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Segmentation {
    /// The dimensions, in the policy's order.
    pub dimensions: Vec<Classified>,
    /// The combinations that occur.
    pub tuples: Vec<Tuple>,
    /// For each item the position of its tuple.
    pub tuple_of: Vec<u32>,
    /// The segments that have items, in code point order.
    pub names: Vec<String>,
    /// For each item the position of its segment.
    pub segment_of: Vec<u32>,
    /// For each item why it is there.
    pub origin_of: Vec<Origin>,
    /// What each rule did, in the policy's order.
    pub rules: Vec<RuleCount>,
    /// What was odd.
    pub findings: Findings,
}

impl Segmentation {
    /// The name of an item's segment.
    pub fn name(&self, item: usize) -> &str {
        let name = self.segment_of.get(item).and_then(|&segment| self.names.get(segment as usize));
        name.map_or(ALL, String::as_str)
    }

    /// An item's combination of classes.
    pub fn tuple(&self, item: usize) -> Option<&Tuple> {
        self.tuples.get(*self.tuple_of.get(item)? as usize)
    }

    /// How many items each segment has.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.names.len()];
        for &segment in &self.segment_of {
            if let Some(count) = counts.get_mut(segment as usize) {
                *count += 1;
            }
        }
        counts
    }
}

/// What stands beside the settings when items are assigned.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'p> {
    /// The policy's segmentation.
    pub policy: &'p policy::Segmentation,
    /// The order of the fields in the items' keys.
    pub unit: &'p [UnitField],
    /// The day overrides are held against, counted from 1970-01-01.
    pub today: i32,
}

/// Every item's classes and segment by the policy's segmentation.
pub fn assign(portfolio: &dyn Portfolio, setting: Setting<'_>) -> Segmentation {
    let mut findings = Findings::default();
    let classify = |choice| dimension(choice).classify(portfolio, &mut findings);
    let dimensions: Vec<Classified> = setting.policy.dimensions.iter().map(classify).collect();
    let (tuples, tuple_of) = tuples(&dimensions, portfolio.items().len(), setting.policy);
    let verdicts = rule::judge(setting.policy, portfolio, &dimensions, &mut findings);
    let singles = Singles::new(&setting.policy.overrides, setting.unit, setting.today);
    let mut placing = Placing {
        policy: setting.policy,
        singles: &singles,
        verdicts: &verdicts,
        tuples: &tuples,
        names: Names::default(),
        number_of: vec![None; tuples.len()],
        segment_of: Vec::with_capacity(tuple_of.len()),
        origin_of: Vec::with_capacity(tuple_of.len()),
    };
    for (items, tuples) in portfolio.items().chunks(AT_ONCE).zip(tuple_of.chunks(AT_ONCE)) {
        placing.place(items, tuples);
    }
    let Placing { names, segment_of, origin_of, .. } = placing;
    let (names, segment_of) = names.in_order(segment_of);
    note_overrides(portfolio, &singles, &mut findings);
    Segmentation {
        dimensions,
        tuples,
        tuple_of,
        names,
        segment_of,
        origin_of,
        rules: verdicts.counts,
        findings,
    }
}

/// Items on their way to their segments.
struct Placing<'p> {
    policy: &'p policy::Segmentation,
    singles: &'p Singles<'p>,
    verdicts: &'p Verdicts,
    tuples: &'p [Tuple],
    names: Names<'p>,
    /// The number of the segment of each tuple, where it has come up.
    number_of: Vec<Option<u32>>,
    segment_of: Vec<u32>,
    origin_of: Vec<Origin>,
}

impl Placing<'_> {
    /// The next items, with their tuples.
    #[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
    fn place(&mut self, items: &[Item], tuples: &[u32]) {
        for (item, &tuple) in items.iter().zip(tuples) {
            let held = self.singles.find(&item.key, |single| single.segment.is_some());
            let ruled = self.verdicts.first(&self.policy.rules, self.segment_of.len());
            let (name, origin) = place(held, ruled, self.tuples.get(tuple as usize));
            let known = match origin {
                Origin::Merge | Origin::Classes => self.number_of.get_mut(tuple as usize),
                Origin::Override(_) | Origin::Rule(_) => None,
            };
            let number = match known {
                Some(known) => *known.get_or_insert_with(|| self.names.number(name)),
                None => self.names.number(name),
            };
            self.segment_of.push(number);
            self.origin_of.push(origin);
        }
    }
}

/// One item's segment and why: override, rule, merge, classes.
fn place<'p>(
    held: Option<(usize, &'p Override)>,
    ruled: Option<(usize, &'p Rule)>,
    tuple: Option<&'p Tuple>,
) -> (&'p str, Origin) {
    if let Some((position, Override { segment: Some(name), .. })) = held {
        (name, Origin::Override(position as u32))
    } else if let Some((position, rule)) = ruled {
        (&rule.segment, Origin::Rule(position as u32))
    } else {
        let origin = if tuple.is_some_and(|tuple| tuple.merged) { Origin::Merge } else { Origin::Classes };
        (tuple.map_or(ALL, |tuple| &tuple.segment), origin)
    }
}

/// Names as small numbers.
#[derive(Default)]
struct Names<'n> {
    numbers: HashMap<&'n str, u32, FxBuildHasher>,
}

impl<'n> Names<'n> {
    fn number(&mut self, name: &'n str) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(name).or_insert(next)
    }

    /// The names in code point order, and the items' numbers in that order.
    fn in_order(self, items: Vec<u32>) -> (Vec<String>, Vec<u32>) {
        let mut sorted: Vec<(&str, u32)> = self.numbers.into_iter().collect();
        order::sort(&mut sorted);
        let mut place = vec![0; sorted.len()];
        for (position, &(_, number)) in sorted.iter().enumerate() {
            if let Some(slot) = place.get_mut(number as usize) {
                *slot = position as u32;
            }
        }
        let items = items.into_iter().filter_map(|number| place.get(number as usize).copied()).collect();
        (sorted.into_iter().map(|(name, _)| name.to_owned()).collect(), items)
    }
}

/// Says which overrides match no item and how many have run out.
fn note_overrides(portfolio: &dyn Portfolio, singles: &Singles<'_>, findings: &mut Findings) {
    let mut idle: Vec<(usize, &Override)> = singles.holding().collect();
    order::sort_by(&mut idle, |(one, _), (other, _)| one.cmp(other));
    if !idle.is_empty() {
        let matched = portfolio.items().iter().flat_map(|item| singles.matching(&item.key));
        let matched: FxHashSet<usize> = matched.map(|(position, _)| position).collect();
        idle.retain(|(position, _)| !matched.contains(position));
    }
    for (position, single) in idle {
        let column = format!("segmentation.overrides[{position}]");
        findings.note("", Cause::UnusedOverride, Place { line: 0, column, found: single.item.clone() });
    }
    if singles.expired() > 0 {
        findings.state("", Cause::ExpiredOverride, singles.expired() as u64, "");
    }
}

#[cfg(test)]
mod tests {
    use super::super::Values;
    use super::super::stand::{Stand, items};
    use super::*;
    use crate::protocol::policy::{Dimension, DimensionKind};

    const UNIT: [UnitField; 1] = [UnitField::Item];

    /// Four items: A-X, A-Z, B-X, C-Z.
    fn stand() -> Stand {
        let revenue = Some(Values::Exact(vec![50, 30, 15, 5]));
        Stand { revenue, cv: vec![Some(0.2), None, Some(0.3), None], ..Stand::of(items(4)) }
    }

    #[track_caller]
    fn check(policy: &policy::Segmentation, segments: [&str; 4], names: &[&str]) -> Segmentation {
        let found = assign(&stand(), Setting { policy, unit: &UNIT, today: 0 });
        assert_eq!([0, 1, 2, 3].map(|item| found.name(item)), segments);
        assert_eq!(found.names, names);
        found
    }

    #[test]
    fn a_segment_is_the_tuple_of_classes() {
        let names = ["A-X", "A-Z", "B-X", "C-Z"];
        let found = check(&policy::Segmentation::default(), names, &names);
        assert_eq!(found.tuple(2).map(|tuple| tuple.classes.as_slice()), Some(&[1, 0][..]));
        assert_eq!(found.counts(), [1, 1, 1, 1]);
    }

    #[test]
    fn a_merge_takes_several_tuples_and_an_override_stands_above_it() {
        let mut policy = policy::Segmentation::default();
        policy.merges.insert("Tail".to_owned(), ["A-Z", "C-Z", "C-Y"].map(str::to_owned).to_vec());
        let single = |item: &str| Override {
            item: item.to_owned(),
            segment: Some("Held".into()),
            ..Override::default()
        };
        policy.overrides = vec![single("i03"), single("gone")];
        let found = check(&policy, ["A-X", "Tail", "B-X", "Held"], &["A-X", "B-X", "Held", "Tail"]);
        assert_eq!(found.origin_of, [Origin::Classes, Origin::Merge, Origin::Classes, Origin::Override(0)]);
        assert_eq!(
            found.tuple(3).map(|tuple| (tuple.name.as_str(), tuple.segment.as_str())),
            Some(("C-Z", "Tail"))
        );
        let causes: Vec<_> =
            found.findings.list().iter().map(|finding| (finding.cause, finding.count)).collect();
        assert_eq!(causes, [(Cause::UnusedOverride, 1)]);
    }

    #[test]
    fn without_dimensions_all_items_are_one_segment() {
        let policy = policy::Segmentation { dimensions: Vec::new(), ..policy::Segmentation::default() };
        check(&policy, [ALL; 4], &[ALL]);
    }

    #[test]
    fn any_kinds_make_a_tuple() {
        let dimensions = [DimensionKind::LeadTime, DimensionKind::Supplier]
            .map(|kind| Dimension { kind, ..Dimension::default() })
            .to_vec();
        let policy = policy::Segmentation { dimensions, ..policy::Segmentation::default() };
        let stand = Stand { on_time: vec![None; 4], ..stand() };
        let found = assign(&stand, Setting { policy: &policy, unit: &UNIT, today: 0 });
        assert_eq!(found.names, ["Medium-Unknown"]);
    }
}
