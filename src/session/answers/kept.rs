//! What computed groups leave as it is: segments that carry an agreement, and items that somebody placed.
//!
//! A floor is a contract. Groups have one target each and none of its terms, so that the items of such a segment keep
//! it, with its floor, bounds, model and note: by rules that say the same as the dimensions that go. What rules cannot
//! say (a border of one's own, computed groups) single overrides say, item by item.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::Results;
use crate::protocol::policy::{
    AbcMeasure, Dimension, DimensionKind, Override, PolicyFile, Rule, SegmentPolicy, UnitField,
};
use crate::segment::assign::Origin;
use crate::segment::register::{Cuts, entry};
use crate::segment::{Classified, UNKNOWN};

/// The part of a policy that stays beside computed groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Rules that lead to the segments, in order.
    pub rules: Vec<Rule>,
    /// Single overrides: the policy's, then those of items that no rule can name.
    pub overrides: Vec<Override>,
    /// The segments with their settings.
    pub segments: BTreeMap<String, SegmentPolicy>,
}

/// What stays of a policy, with its results.
pub fn kept(policy: &PolicyFile, results: &Results) -> Kept {
    let of_class = Classes::new(policy, results);
    let names = names(policy, results);
    let mut overrides = policy.segmentation.overrides.clone();
    overrides.extend(of_class.overrides());
    for single in &mut overrides {
        single.segment = single.segment.take().map(renamed);
    }
    let mut rules = ruled(policy, results, &names);
    rules.extend(of_class.rules());
    rules.extend(of_class.to_come());
    for rule in &mut rules {
        rule.segment = renamed(std::mem::take(&mut rule.segment));
    }
    let settings = names.into_iter().filter_map(|name| {
        let own = policy.segments.get(&name)?.clone();
        Some((renamed(name), own))
    });
    Kept { rules, overrides, segments: settings.collect() }
}

/// Segments that stay: those with a contract of their own, those of items that keep theirs, and `*`.
fn names(policy: &PolicyFile, results: &Results) -> BTreeSet<String> {
    let contracts =
        policy.segments.iter().filter(|(_, own)| own.floor.is_some()).map(|(name, _)| name.clone());
    let singles = policy.segmentation.overrides.iter().filter_map(|single| single.segment.clone());
    let items = (0..results.items().len()).filter(|&item| results.is_placed(item));
    let of_items = items.map(|item| results.segmentation.name(item).to_owned());
    contracts.chain(singles).chain(of_items).chain(["*".to_owned()]).collect()
}

/// A name that no computed group has.
fn renamed(name: String) -> String {
    let number = name.strip_prefix('G').filter(|number| number.parse::<u32>().is_ok());
    if number.is_some() { format!("{name} kept") } else { name }
}

/// The policy's rules that lead to segments that stay. A rule that goes still takes its items away from later ones.
fn ruled(policy: &PolicyFile, results: &Results, names: &BTreeSet<String>) -> Vec<Rule> {
    let rules = policy.segmentation.rules.iter().enumerate();
    let stay = rules.filter(|(_, rule)| names.contains(&rule.segment));
    let others = |before: usize| others(policy, results, names, before);
    stay.map(|(place, rule)| Rule { when: without(&rule.when, others(place)), ..rule.clone() }).collect()
}

/// The conditions of rules before a place that decide for items and go.
fn others<'p>(
    policy: &'p PolicyFile,
    results: &'p Results,
    names: &'p BTreeSet<String>,
    before: usize,
) -> impl Iterator<Item = &'p str> {
    let counted = policy.segmentation.rules.iter().zip(&results.segmentation.rules).take(before);
    let gone = counted.filter(|(rule, count)| count.decides > 0 && !names.contains(&rule.segment));
    gone.map(|(rule, _)| rule.when.as_str())
}

/// A condition less others.
fn without<'o>(when: &str, others: impl Iterator<Item = &'o str>) -> String {
    let less: Vec<String> = others.map(|other| format!(" and not ({other})")).collect();
    if less.is_empty() { when.to_owned() } else { format!("({when}){}", less.concat()) }
}

/// Items that their classes put in a segment with a contract.
struct Classes<'a> {
    policy: &'a PolicyFile,
    results: &'a Results,
    names: BTreeSet<String>,
}

impl<'a> Classes<'a> {
    fn new(policy: &'a PolicyFile, results: &'a Results) -> Self {
        Classes { policy, results, names: names(policy, results) }
    }

    fn items(&self) -> impl Iterator<Item = usize> {
        let by_class = |item: &usize| {
            matches!(self.results.segmentation.origin_of.get(*item), Some(Origin::Merge | Origin::Classes))
        };
        (0..self.results.items().len()).filter(by_class).filter(|&item| self.results.has_contract(item))
    }

    /// Every combination of their classes as a rule, where its dimensions can be named in one.
    fn rules(&self) -> Vec<Rule> {
        let tuples: BTreeSet<u32> =
            self.items().filter_map(|item| self.results.segmentation.tuple_of.get(item).copied()).collect();
        let mut of_segment: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for tuple in
            tuples.into_iter().filter_map(|tuple| self.results.segmentation.tuples.get(tuple as usize))
        {
            if let Some(when) = self.condition(&tuple.classes) {
                of_segment.entry(&tuple.segment).or_default().push(when);
            }
        }
        let rule = |(segment, mut whens): (&str, Vec<String>)| {
            whens.sort_unstable();
            self.rule(segment, &whens.join(" or "))
        };
        of_segment.into_iter().map(rule).collect()
    }

    fn rule(&self, segment: &str, when: &str) -> Rule {
        let all = self.policy.segmentation.rules.len();
        let when = without(when, others(self.policy, self.results, &self.names, all));
        Rule { when, segment: segment.to_owned(), unknown: BTreeMap::default() }
    }

    fn condition(&self, classes: &[u32]) -> Option<String> {
        let dimensions =
            self.policy.segmentation.dimensions.iter().zip(&self.results.segmentation.dimensions);
        let each =
            dimensions.zip(classes).map(|((setting, classified), &class)| test(setting, classified, class));
        let each: Vec<String> = each.collect::<Option<_>>()?;
        (!each.is_empty()).then(|| each.join(" and "))
    }

    /// Contracts of a column's values that no item has yet: a client to come.
    fn to_come(&self) -> Vec<Rule> {
        let [Dimension { kind: DimensionKind::Column, column: Some(column), .. }] =
            self.policy.segmentation.dimensions.as_slice()
        else {
            return Vec::new();
        };
        let ruled = |name: &String| self.policy.segmentation.rules.iter().any(|rule| rule.segment == *name);
        let merged = |name: &String| self.policy.segmentation.merges.contains_key(name);
        let has_items = |name: &String| self.results.segmentation.names.contains(name);
        let contracts =
            self.policy.segments.iter().filter(|(_, own)| own.floor.is_some()).map(|(name, _)| name);
        let open = contracts.filter(|name| *name != "*" && !has_items(name) && !ruled(name) && !merged(name));
        open.map(|name| self.rule(name, &format!("{} = {}", quoted(column), quoted(name)))).collect()
    }

    /// The others, one by one.
    fn overrides(&self) -> Vec<Override> {
        let segmentation = &self.results.segmentation;
        let unnamed = self.items().filter(|&item| {
            segmentation.tuple(item).is_some_and(|tuple| self.condition(&tuple.classes).is_none())
        });
        let single = |item: usize| {
            let key = self.results.items().get(item).map(|item| &item.key);
            let field = |field: UnitField| {
                let place = self.policy.stocking_unit.iter().position(|of_unit| *of_unit == field)?;
                key?.field(place).map(str::to_owned)
            };
            let segment = segmentation.name(item).to_owned();
            Override {
                item: field(UnitField::Item).unwrap_or_default(),
                location: field(UnitField::Location),
                channel: field(UnitField::Channel),
                customer: field(UnitField::Customer),
                reason: format!("under the agreement of {segment}"),
                segment: Some(segment),
                ..Override::default()
            }
        };
        unnamed.map(single).collect()
    }
}

/// A class as a rule tests it: of a column, or of a dimension with its usual borders, which rules class by.
fn test(setting: &Dimension, classified: &Classified, class: u32) -> Option<String> {
    let class = classified.classes.get(class as usize)?.name.as_str();
    match (setting.kind, &setting.column) {
        (DimensionKind::Column, Some(column)) if class == UNKNOWN => {
            Some(format!("({0} = \"\" or {0} = {1})", quoted(column), quoted(UNKNOWN)))
        }
        (DimensionKind::Column, Some(column)) => Some(format!("{} = {}", quoted(column), quoted(class))),
        (DimensionKind::Computed | DimensionKind::Criterion | DimensionKind::Column, _) => None,
        (kind, _) => is_usual(setting).then(|| format!("{} = {}", entry(kind).name, quoted(class))),
    }
}

fn is_usual(setting: &Dimension) -> bool {
    let own = match entry(setting.kind).cuts {
        Cuts::Shares(cuts) | Cuts::Amounts(cuts) => Some(cuts.to_vec()),
        Cuts::Fixed | Cuts::Levels => None,
    };
    let plain = Dimension {
        cuts: setting.cuts.clone().filter(|cuts| Some(cuts) != own.as_ref()),
        by: setting.by.filter(|by| *by != AbcMeasure::Revenue),
        ..setting.clone()
    };
    plain == Dimension { kind: setting.kind, ..Dimension::default() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
