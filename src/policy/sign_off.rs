//! Sign-off: a role agrees to segments as they are that day, and the agreement lapses when they change.
//!
//! Covered are the settings that hold in each segment, be they its own or those of `*`, and what puts items there:
//! dimensions, rules, the merges that make a covered segment or take its combinations away, and single overrides
//! into it. A target that a single override gives its item carries its own reason and is not covered.
//! Without segments a sign-off covers everything but names, matched columns, reviews, sign-offs, history and scenarios.

use serde_json::{Map, Value};

use crate::protocol::policy::{PolicyFile, SegmentPolicy, SignOff};

use super::canonical::{hash, value};
use super::resolve::STAR;

/// Fields of the policy that no sign-off covers.
const APART: [&str; 7] =
    ["name", "columns", "reviewed_on", "review_every_days", "sign_offs", "history", "scenarios"];

/// What a sign-off of these segments is about.
pub fn covered(policy: &PolicyFile, segments: &[String]) -> Value {
    if segments.is_empty() {
        let Value::Object(mut whole) = value(policy) else { return Value::Null };
        for field in APART {
            whole.remove(field);
        }
        return Value::Object(whole);
    }
    let mut settings = Map::new();
    for name in segments {
        settings.insert(name.clone(), effective(policy, name));
    }
    let segmentation = &policy.segmentation;
    let is_covered = |name: &String| segments.contains(name);
    let merges = segmentation.merges.iter();
    let merges = merges.filter(|(name, tuples)| is_covered(name) || tuples.iter().any(is_covered));
    let mut taken = Map::new();
    for (name, tuples) in merges {
        taken.insert(name.clone(), value(tuples));
    }
    let singles = segmentation.overrides.iter();
    let singles = singles.filter(|single| single.segment.as_ref().is_some_and(is_covered));
    let mut covered = Map::new();
    covered.insert("segments".to_owned(), Value::Object(settings));
    covered.insert("dimensions".to_owned(), value(&segmentation.dimensions));
    covered.insert("rules".to_owned(), value(&segmentation.rules));
    covered.insert("merges".to_owned(), Value::Object(taken));
    covered.insert("overrides".to_owned(), singles.map(|single| value(single)).collect());
    Value::Object(covered)
}

/// What holds in a segment: its own fields, else those of `*`.
fn effective(policy: &PolicyFile, name: &str) -> Value {
    let fields = |name: &str| match policy.segments.get(name).map(|own: &SegmentPolicy| value(own)) {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let mut held = fields(STAR);
    for (field, value) in fields(name) {
        held.insert(field, value);
    }
    Value::Object(held)
}

/// A sign-off of these segments as they are.
pub fn sign(policy: &PolicyFile, role: &str, name: &str, day: &str, segments: &[String]) -> SignOff {
    SignOff {
        role: role.to_owned(),
        name: name.to_owned(),
        day: day.to_owned(),
        covers: segments.to_vec(),
        hash: hash(&covered(policy, segments)),
        ..SignOff::default()
    }
}

/// Whether a sign-off still holds: what it covers is what was signed.
pub fn holds(policy: &PolicyFile, sign_off: &SignOff) -> bool {
    hash(&covered(policy, &sign_off.covers)) == sign_off.hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Override, Rule, Target, TargetKind};

    /// Whether a sign-off of A-X and A-Y holds after a change.
    #[track_caller]
    fn check(still: bool, change: impl Fn(&mut PolicyFile)) {
        let policy = PolicyFile::default();
        let signed = sign(&policy, "finance", "Ada", "2026-01-31", &["A-X".to_owned(), "A-Y".to_owned()]);
        assert!(holds(&policy, &signed));
        let mut changed = policy.clone();
        change(&mut changed);
        assert_eq!(holds(&changed, &signed), still);
    }

    fn level(level: f64) -> Target {
        Target::new(TargetKind::CycleServiceLevel, Some(level))
    }

    fn segment<'p>(policy: &'p mut PolicyFile, name: &str) -> &'p mut SegmentPolicy {
        policy.segments.entry(name.to_owned()).or_default()
    }

    #[test]
    fn lapses_with_what_holds_in_its_segments() {
        check(false, |policy| segment(policy, "A-X").target = Some(level(0.97)));
        check(false, |policy| segment(policy, "*").min_days = Some(3.0));
        check(false, |policy| _ = policy.segments.remove("A-Y"));
        check(true, |policy| segment(policy, "B-X").target = Some(level(0.5)));
        check(true, |policy| segment(policy, "*").target = Some(level(0.5))); // both have targets of their own
        check(true, |policy| segment(policy, "A-X").target = Some(level(0.98))); // as it was
    }

    #[test]
    fn lapses_with_what_puts_items_there() {
        check(false, |policy| policy.segmentation.dimensions[0].cuts = Some(vec![0.7, 0.95]));
        check(false, |policy| policy.segmentation.rules.push(Rule::default()));
        let merge = |name: &str, tuple: &str| {
            let (name, tuple) = (name.to_owned(), tuple.to_owned());
            move |policy: &mut PolicyFile| {
                policy.segmentation.merges.insert(name.clone(), vec![tuple.clone()]);
            }
        };
        check(false, merge("A-X", "C-Z"));
        check(false, merge("Tail", "A-Y"));
        check(true, merge("Tail", "C-Z"));
        let single = |segment: Option<&str>| Override {
            item: "bolt".to_owned(),
            segment: segment.map(str::to_owned),
            target: Some(level(0.5)),
            ..Override::default()
        };
        check(false, |policy| policy.segmentation.overrides.push(single(Some("A-X"))));
        check(true, |policy| policy.segmentation.overrides.push(single(Some("B-X"))));
        check(true, |policy| policy.segmentation.overrides.push(single(None)));
    }

    #[test]
    fn of_the_whole_policy_lapses_with_all_but_what_stands_apart() {
        let policy = PolicyFile::default();
        let signed = sign(&policy, "planning", "Ada", "2026-01-31", &[]);
        let mut named =
            PolicyFile { name: "Spring".to_owned(), scenarios: Some(Vec::new()), ..policy.clone() };
        named.sign_offs.push(signed.clone());
        named.reviewed_on = Some("2026-02-01".to_owned());
        assert!(holds(&named, &signed));
        assert!(!holds(&PolicyFile { seed: 2, ..policy }, &signed));
    }
}
