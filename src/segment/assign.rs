//! From classes to segments: override, else rule, else merge of the tuple, else the tuple itself.
//!
//! A tuple is an item's classes in the order of the dimensions; its name joins theirs by `-`.

use std::collections::HashMap;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::finding::{Cause, Findings, Place};
use crate::order;
use crate::protocol::policy::{self, Override, Rule, UnitField};

use super::rule::{self, RuleCount};
use super::{Classified, Portfolio, Singles, dimension};

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
    let mut names = Names::default();
    let mut number_of = vec![None; tuples.len()];
    let placed = portfolio.items().iter().zip(&tuple_of).enumerate().map(|(number, (item, &tuple))| {
        let held = singles.find(&item.key, |single| single.segment.is_some());
        let (name, origin) =
            place(held, verdicts.first(&setting.policy.rules, number), tuples.get(tuple as usize));
        let known = match origin {
            Origin::Merge | Origin::Classes => number_of.get_mut(tuple as usize),
            Origin::Override(_) | Origin::Rule(_) => None,
        };
        let number = match known {
            Some(known) => *known.get_or_insert_with(|| names.number(name)),
            None => names.number(name),
        };
        (number, origin)
    });
    let (segment_of, origin_of): (Vec<u32>, Vec<Origin>) = placed.unzip();
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

/// The combinations that occur and each item's, dimension by dimension: a pair of numbers becomes a number.
fn tuples(dimensions: &[Classified], items: usize, policy: &policy::Segmentation) -> (Vec<Tuple>, Vec<u32>) {
    let mut combinations: Vec<Vec<u32>> = vec![Vec::new()];
    let mut of_item: Vec<u32> = vec![0; items];
    for dimension in dimensions {
        let mut numbers: HashMap<(u32, u32), u32, FxBuildHasher> = HashMap::default();
        let mut longer = Vec::new();
        for (combination, &class) in of_item.iter_mut().zip(&dimension.of_item) {
            let shorter = *combination;
            *combination = *numbers.entry((shorter, class)).or_insert_with(|| {
                let mut classes = combinations.get(shorter as usize).cloned().unwrap_or_default();
                classes.push(class);
                longer.push(classes);
                longer.len() as u32 - 1
            });
        }
        combinations = longer;
    }
    let merges = merged(policy);
    (combinations.into_iter().map(|classes| tuple(classes, dimensions, &merges)).collect(), of_item)
}

fn tuple(classes: Vec<u32>, dimensions: &[Classified], merges: &FxHashMap<&str, &str>) -> Tuple {
    let class = |(dimension, &class): (&Classified, &u32)| {
        dimension.classes.get(class as usize).map_or_else(String::new, |class| class.name.clone())
    };
    let joined = dimensions.iter().zip(&classes).map(class).collect::<Vec<_>>().join("-");
    let name = if dimensions.is_empty() { ALL.to_owned() } else { joined };
    let merge = merges.get(name.as_str());
    Tuple {
        classes,
        segment: merge.map_or_else(|| name.clone(), ToString::to_string),
        merged: merge.is_some(),
        name,
    }
}

/// Tuple to the merge that names it; the check of the policy refuses two that name the same.
fn merged(policy: &policy::Segmentation) -> FxHashMap<&str, &str> {
    let each = policy.merges.iter().flat_map(|(name, tuples)| tuples.iter().map(move |tuple| (tuple, name)));
    each.map(|(tuple, name)| (tuple.as_str(), name.as_str())).collect()
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
