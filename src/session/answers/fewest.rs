//! Fewest segments: the table, and the policy that takes one of its rows over.

use std::collections::BTreeMap;

use super::kept::{Kept, kept};
use crate::plan::Results;
use crate::plan::compare::Measure;
use crate::plan::fewest::{Fewest, Grouping};
use crate::plan::optimum::level;
use crate::plan::worth::{Aside, Today, Worth};
use crate::protocol::answer::{
    CapitalMeasure, ComputedGroup, FewestAnswer, FewestRow, NotGrouped, NotGroupedWhy,
};
use crate::protocol::policy::{
    Dimension, DimensionKind, PolicyFile, SegmentPolicy, Segmentation, Target, TargetKind,
};

/// Below this share of the capital under one target for all there is nothing to save.
const WORTH_SAVING: f64 = 0.01;

/// The table of what was found.
pub fn fewest(results: &Results, worth: &Worth, today: &Today, found: Option<&Fewest>) -> FewestAnswer {
    let capital = |tuned: f64| today.fixed + tuned;
    let item_by_item = found.map(|found| capital(found.item_by_item.capital));
    let first = found.and_then(|found| found.groupings.first());
    let uniform = first.map(|one| capital(one.tuned.capital));
    let saving = uniform.zip(item_by_item);
    let saving = saving.filter(|(uniform, least)| uniform - least >= WORTH_SAVING * uniform);
    let kept = |capital: f64| saving.map(|(uniform, least)| (uniform - capital) / (uniform - least));
    let row = |found: &Fewest, grouping: &Grouping| FewestRow {
        groups: grouping.ends.len() as u32 + 1,
        capital: capital(grouping.tuned.capital),
        kept: kept(capital(grouping.tuned.capital)),
        list: groups(worth, today, found, grouping),
    };
    FewestAnswer {
        measure: measure(worth.measure),
        fill_rate: results.total().fill_rate(),
        today: today.capital,
        today_segments: results.segmentation.names.len() as u32,
        today_kept: kept(today.capital),
        uniform,
        item_by_item,
        price: found.map(|found| found.item_by_item.price),
        rows: found.into_iter().flat_map(|found| found.groupings.iter().map(|one| row(found, one))).collect(),
        free: today.free.len() as f64,
        fixed: (results.items().len() - today.free.len()) as f64,
        aside: today.aside.iter().map(|(why, items)| aside(*why, f64::from(*items))).collect(),
        agreements: agreements(results),
        remark: remark(today, found.is_some()).to_owned(),
    }
}

/// Items left aside, as an answer names why.
fn aside(why: Aside, items: f64) -> NotGrouped {
    let why = match why {
        Aside::Contract => NotGroupedWhy::Agreement,
        Aside::Own => NotGroupedWhy::Own,
        Aside::Demand => NotGroupedWhy::NoDemand,
        Aside::Stock => NotGroupedWhy::NoStock,
        Aside::Cost => NotGroupedWhy::NoCost,
    };
    NotGrouped { why, items }
}

/// The segments with items under a contract, in the order of their names.
fn agreements(results: &Results) -> Vec<String> {
    let each = results.segmentation.names.iter().zip(results.shared.iter());
    each.filter(|(_, resolved)| resolved.floor.is_some()).map(|(name, _)| name.clone()).collect()
}

/// What capital is counted in, as an answer names it.
pub fn measure(measure: Measure) -> CapitalMeasure {
    match measure {
        Measure::Money => CapitalMeasure::Money,
        Measure::Units => CapitalMeasure::Units,
    }
}

fn remark(today: &Today, found: bool) -> &'static str {
    match (today.free.is_empty(), found) {
        (_, true) => "",
        (true, _) if today.aside.contains_key(&Aside::Contract) => {
            "No item is free to be grouped: segments with an agreement keep their items and their floors."
        }
        (true, _) => "No item has a safety stock that segments could change.",
        (false, false) => {
            "Today's service is reached without safety stock, or no target up to 99.9997 % reaches it."
        }
    }
}

/// The groups of a row, the highest target first.
fn groups(worth: &Worth, today: &Today, found: &Fewest, grouping: &Grouping) -> Vec<ComputedGroup> {
    let count = grouping.ends.len() + 1;
    let group = |number: usize| {
        let place = count - number;
        let end = |place: usize| grouping.ends.get(place).copied().unwrap_or(found.order.len());
        let from = place.checked_sub(1).map_or(0, end);
        let factor = grouping.tuned.factors.get(place).copied().unwrap_or_default();
        let members = found.order.get(from..end(place)).unwrap_or_default();
        let places = members.iter().filter_map(|&member| today.free.get(member as usize));
        ComputedGroup {
            segment: format!("G{number}"),
            items: members.len() as f64,
            target: readable(level(factor)),
            cut: (from > 0).then(|| cut(found, from)),
            capital: places.map(|&place| worth.curves.figures(place as usize, factor).0).sum(),
        }
    };
    (1..=count).map(group).collect()
}

/// A level between the optimal ones of the items on both sides of a cut, in as few digits as part them.
fn cut(found: &Fewest, at: usize) -> f64 {
    let of = |place: usize| found.factors.get(place).copied().map_or(0.0, level);
    let (below, above) = (of(at - 1), of(at));
    let middle = 0.5 * (below + above);
    let rounded = (2..=15).map(|digits| round(middle, digits));
    let fit = |cut: &f64| below < *cut && *cut <= above;
    let mut rounded = rounded.filter(fit);
    rounded.next().unwrap_or(above)
}

/// A target in four digits of what it leaves uncovered.
pub fn readable(target: f64) -> f64 {
    let open = (-libm::log10(1.0 - target)).floor().max(0.0) as i32;
    round(target, 4 + open)
}

fn round(value: f64, digits: i32) -> f64 {
    let scale = libm::pow(10.0, f64::from(digits));
    (value * scale).round() / scale
}

/// The policy with its segmentation replaced by a row of the table: computed groups, each with its target. Single
/// overrides stay, and segments under a contract with what leads to them; other dimensions, rules, merges and segments
/// but `*` go.
pub fn taken(policy: &PolicyFile, row: &FewestRow, price: f64, results: &Results) -> PolicyFile {
    let target = |level| Target::new(TargetKind::CycleServiceLevel, Some(level));
    let Kept { rules, overrides, mut segments } = kept(policy, results);
    for group in &row.list {
        let own = SegmentPolicy { target: Some(target(group.target)), ..SegmentPolicy::default() };
        segments.insert(group.segment.clone(), own);
    }
    let cuts = row.list.iter().rev().filter_map(|group| group.cut).collect();
    let dimension = Dimension {
        kind: DimensionKind::Computed,
        cuts: Some(cuts),
        price: Some(price),
        ..Dimension::default()
    };
    let segmentation = Segmentation {
        dimensions: vec![dimension],
        overrides,
        unknown: policy.segmentation.unknown.clone(),
        rules,
        merges: BTreeMap::new(),
    };
    PolicyFile { segmentation, segments, ..policy.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_keeps_four_digits_of_what_it_leaves_open() {
        for (level, shown) in
            [(0.912_345, 0.912_35), (0.5, 0.5), (0.123_456, 0.1235), (0.999_987_654_3, 0.999_987_65)]
        {
            assert!((readable(level) - shown).abs() < 1e-15, "{level}: {}", readable(level));
        }
    }
}
