//! A component's target from those of its parents: a parent can be built only when every one of its components is
//! there.
//!
//! With `n` components each at service `p`, all are there with probability `p^n`: a parent's target `t` asks each of
//! its components for `t^(1/n)`. Of several parents the one that asks most holds.

use rustc_hash::FxHashMap;

use crate::order;
use crate::protocol::policy::{Override, PolicyFile, Target, TargetKind};

use super::resolve::{STAR, of_segment};
use super::target;

/// Components that get a target of their own, at most.
const MOST: usize = 2_000;

/// Gives every component of a parts list (pairs of parent and component) the target that its parents ask for, as a
/// single override with its reason. Components that have an override keep it; a parent's own target is that of its
/// override in `before`, else that of `*`.
pub fn give<'r>(
    policy: &mut PolicyFile,
    parts: impl Iterator<Item = (&'r str, &'r str)>,
    before: &PolicyFile,
) {
    let mut components: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (parent, component) in parts {
        let of = components.entry(parent).or_default();
        if !of.contains(&component) {
            of.push(component);
        }
    }
    let mut parents: Vec<&str> = components.keys().copied().collect();
    order::sort(&mut parents);
    let mut asked: FxHashMap<&str, (f64, &str)> = FxHashMap::default();
    for parent in parents {
        let Some(of) = components.get(parent) else { continue };
        let Some(level) = level(before, parent) else { continue };
        let each = libm::pow(level, 1.0 / of.len() as f64);
        for &component in of {
            let most = asked.entry(component).or_insert((each, parent));
            if each > most.0 {
                *most = (each, parent);
            }
        }
    }
    let mut asked: Vec<(&str, (f64, &str))> = asked.into_iter().collect();
    order::sort_by(&mut asked, |one, other| one.0.cmp(other.0));
    let known: Vec<String> = policy.segmentation.overrides.iter().map(|single| single.item.clone()).collect();
    let new = asked.into_iter().filter(|(component, _)| !known.iter().any(|known| known == component));
    let single = |(component, (level, parent)): (&str, (f64, &str))| {
        let shown = (level * 1e6).round() / 1e6;
        Override {
            item: component.to_owned(),
            target: Some(Target::new(TargetKind::CycleServiceLevel, Some(shown.min(0.999_999)))),
            reason: format!("component of {parent}, which all its components keep"),
            ..Override::default()
        }
    };
    policy.segmentation.overrides.extend(new.take(MOST).map(single));
}

/// The cycle service target of a parent.
fn level(policy: &PolicyFile, parent: &str) -> Option<f64> {
    let own = policy.segmentation.overrides.iter().find(|single| single.item.trim() == parent);
    let own = own.and_then(|single| target::Target::try_from(single.target.as_ref()?).ok());
    match own.or_else(|| of_segment(policy, STAR).ok().map(|star| star.target))? {
        target::Target::CycleService(level) => Some(level),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_that_asks_most_holds() {
        let mut policy = PolicyFile::default(); // `*` is .95
        let parts = [("lamp", "bulb"), ("lamp", "stand"), ("torch", "bulb"), ("lamp", "bulb")];
        let before = policy.clone();
        give(&mut policy, parts.into_iter(), &before);
        let found: Vec<(&str, f64)> = policy
            .segmentation
            .overrides
            .iter()
            .map(|single| (single.item.as_str(), single.target.as_ref().unwrap().value.unwrap()))
            .collect();
        // a lamp needs both: .95^(1/2) = .974679 of each; a torch the bulb alone: .95
        assert_eq!(found, [("bulb", 0.974_679), ("stand", 0.974_679)]);
    }
}
