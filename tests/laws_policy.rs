//! What holds for every policy: an agreement lapses with what it covers and with nothing else; nothing is lost on the
//! way to a file, a link, a history or a comparison.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use segmented_safety_stock::policy::changes::{Author, changes, recorded};
use segmented_safety_stock::policy::{read, sign_off, text};
use segmented_safety_stock::protocol::policy::{Override, PolicyFile, Rule, Target, TargetKind};
use serde_json::json;

const SEGMENTS: [&str; 9] = ["A-X", "A-Y", "A-Z", "B-X", "B-Y", "B-Z", "C-X", "C-Y", "C-Z"];

/// A change of one thing.
#[derive(Debug, Clone)]
enum Edit {
    Target(usize, f64),
    Owner(usize),
    UnknownField(usize),
    Removed(usize),
    StarMostDays(f64),
    StarTarget(f64),
    Merge(usize, usize),
    Rule,
    CutOff(f64),
    MovedItem(usize),
    ItemTarget,
    Name,
    Seed,
    HoldingRate,
    Reviewed,
    LaterField,
}

fn edit() -> impl Strategy<Value = Edit> {
    let segment = 0..SEGMENTS.len();
    prop_oneof![
        (segment.clone(), 0.5..0.89_f64).prop_map(|(segment, level)| Edit::Target(segment, level)),
        segment.clone().prop_map(Edit::Owner),
        segment.clone().prop_map(Edit::UnknownField),
        segment.clone().prop_map(Edit::Removed),
        (10.0..90.0_f64).prop_map(Edit::StarMostDays),
        (0.5..0.89_f64).prop_map(Edit::StarTarget),
        (segment.clone(), segment.clone()).prop_map(|(name, tuple)| Edit::Merge(name, tuple)),
        Just(Edit::Rule),
        (0.5..0.79_f64).prop_map(Edit::CutOff),
        segment.prop_map(Edit::MovedItem),
        Just(Edit::ItemTarget),
        Just(Edit::Name),
        Just(Edit::Seed),
        Just(Edit::HoldingRate),
        Just(Edit::Reviewed),
        Just(Edit::LaterField),
    ]
}

fn level(level: f64) -> Target {
    Target::new(TargetKind::CycleServiceLevel, Some(level))
}

fn single(segment: Option<&str>) -> Override {
    Override {
        item: "bolt".to_owned(),
        segment: segment.map(str::to_owned),
        target: Some(level(0.5)),
        ..Override::default()
    }
}

fn apply(policy: &mut PolicyFile, edit: &Edit) {
    let own =
        |policy: &'_ mut PolicyFile, of: usize| policy.segments.get_mut(SEGMENTS[of]).map(std::mem::take);
    let put = |policy: &mut PolicyFile, of: usize, change: &dyn Fn(&mut _)| {
        let mut segment = own(policy, of).unwrap_or_default();
        change(&mut segment);
        policy.segments.insert(SEGMENTS[of].to_owned(), segment);
    };
    match *edit {
        Edit::Target(of, share) => put(policy, of, &|segment| segment.target = Some(level(share))),
        Edit::Owner(of) => put(policy, of, &|segment| segment.owner = Some("Ada".to_owned())),
        Edit::UnknownField(of) => {
            put(policy, of, &|segment| _ = segment.unknown.insert("colour".to_owned(), json!("red")));
        }
        Edit::Removed(of) => _ = policy.segments.remove(SEGMENTS[of]),
        Edit::StarMostDays(days) => policy.segments.get_mut("*").unwrap().max_days = Some(days),
        Edit::StarTarget(share) => policy.segments.get_mut("*").unwrap().target = Some(level(share)),
        Edit::Merge(name, tuple) => {
            policy.segmentation.merges.insert(SEGMENTS[name].to_owned(), vec![SEGMENTS[tuple].to_owned()]);
        }
        Edit::Rule => policy.segmentation.rules.push(Rule { when: "cv > 2".to_owned(), ..Rule::default() }),
        Edit::CutOff(cut) => policy.segmentation.dimensions[0].cuts = Some(vec![cut, 0.95]),
        Edit::MovedItem(of) => policy.segmentation.overrides.push(single(Some(SEGMENTS[of]))),
        Edit::ItemTarget => policy.segmentation.overrides.push(single(None)),
        Edit::Name => policy.name.push('!'),
        Edit::Seed => policy.seed += 1,
        Edit::HoldingRate => policy.defaults.holding_rate = 0.25,
        Edit::Reviewed => policy.reviewed_on = Some("2026-01-31".to_owned()),
        Edit::LaterField => _ = policy.unknown.insert("later".to_owned(), json!({"a": [1, null]})),
    }
}

/// Whether an edit touches what holds in the covered segments or what puts items there.
fn touches(edit: &Edit, covers: &[usize]) -> bool {
    match edit {
        Edit::Target(of, _)
        | Edit::Owner(of)
        | Edit::UnknownField(of)
        | Edit::Removed(of)
        | Edit::MovedItem(of) => covers.contains(of),
        Edit::Merge(name, tuple) => covers.contains(name) || covers.contains(tuple),
        Edit::StarMostDays(_) | Edit::Rule | Edit::CutOff(_) => true,
        // of the target of `*`: every segment has one of its own
        Edit::StarTarget(_)
        | Edit::ItemTarget
        | Edit::Name
        | Edit::Seed
        | Edit::HoldingRate
        | Edit::Reviewed
        | Edit::LaterField => false,
    }
}

proptest! {
    #[test]
    fn an_agreement_lapses_with_what_it_covers_and_with_nothing_else(
        covers in prop::collection::btree_set(0..SEGMENTS.len(), 1..5),
        edits in prop::collection::vec(edit(), 1..4),
    ) {
        let covers: Vec<usize> = covers.into_iter().collect();
        let names: Vec<String> = covers.iter().map(|&of| SEGMENTS[of].to_owned()).collect();
        let policy = PolicyFile::default();
        let signed = sign_off::sign(&policy, "finance", "Ada", "2026-01-31", &names);
        let mut changed = policy.clone();
        for edit in &edits {
            apply(&mut changed, edit);
        }
        // a segment that is removed no longer has a target of its own: then that of `*` holds
        let bared = edits.iter().any(|edit| matches!(edit, Edit::Removed(of) if covers.contains(of)));
        let touched = edits.iter().any(|edit| touches(edit, &covers)) || bared;
        prop_assert_eq!(sign_off::holds(&changed, &signed), !touched, "{:?} {:?}", covers, edits);
        let mut back = changed.clone();
        (back.segments, back.segmentation) = (policy.segments.clone(), policy.segmentation.clone());
        prop_assert!(sign_off::holds(&back, &signed), "what was signed is there again");
    }

    #[test]
    fn nothing_is_lost_in_a_file_a_link_or_a_history(edits in prop::collection::vec(edit(), 0..6)) {
        let before = PolicyFile::default();
        let mut policy = before.clone();
        for edit in &edits {
            apply(&mut policy, edit);
        }
        let mut taken = std::collections::BTreeSet::new();
        policy.segmentation.merges.retain(|_, tuples| taken.insert(tuples.clone())); // a combination in one merge
        for rule in &mut policy.segmentation.rules {
            rule.segment = "Wild".to_owned();
        }
        policy.sign_offs.push(sign_off::sign(&policy, "sales", "Ada", "2026-01-31", &[]));
        let author = Author { who: "Ada", when: "2026-01-31", why: "tried" };
        let policy = recorded(&before, &policy, author);
        prop_assert!(sign_off::holds(&policy, &policy.sign_offs[0]), "a history is no change");
        let link = serde_json::to_string(&policy).unwrap();
        for way in [text(&policy), link] {
            let (found, _) = read(&way).unwrap();
            prop_assert_eq!(&found, &policy);
            prop_assert!(changes(&policy, &found).is_empty());
            prop_assert!(sign_off::holds(&found, &found.sign_offs[0]));
        }
        for change in changes(&before, &policy) {
            prop_assert!(change.before != change.after, "{:?}", change);
        }
    }
}
