//! Segments worth having, on the samples and through the whole engine: what a table promises, the policy that takes it
//! over holds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use segmented_safety_stock::protocol::answer::{AdviceAnswer, FewestAnswer, MergeReason, SummaryAnswer};
use segmented_safety_stock::protocol::policy::{Dimension, DimensionKind, Target, TargetKind};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

const SAMPLES: [&str; 3] = ["distributor", "shop", "third_party_logistics"];

/// A session with a sample's files, and the sample's policy.
fn opened(sample: &str) -> (Session, Box<PolicyFile>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples").join(sample);
    let mut session = Session::new(None);
    let text = std::fs::read_to_string(folder.join("policy.json")).unwrap();
    let opened = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    let policy = Box::new(opened.policy);
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, name) in (0..).zip(["demand.csv", "items.csv", "receipts.csv"]) {
        let Ok(bytes) = std::fs::read(folder.join(name)) else { continue };
        session.open(slot, name, bytes.len() as f64);
        session.push(slot, &bytes);
        session.close(slot);
    }
    (session, policy)
}

fn fewest(session: &mut Session, policy: &PolicyFile) -> FewestAnswer {
    match session.ask(&Request::Fewest { policy: Box::new(policy.clone()) }) {
        Answer::Fewest(found) => *found,
        other => panic!("{other:?}"),
    }
}

fn summary(session: &mut Session, policy: &PolicyFile) -> SummaryAnswer {
    match session.ask(&Request::Summary { policy: Box::new(policy.clone()) }) {
        Answer::Summary(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn groups_taken_over_hold_what_the_table_says() {
    for sample in SAMPLES {
        let (mut session, policy) = opened(sample);
        let table = fewest(&mut session, &policy);
        for row in &table.rows {
            let asked = Request::TakeGroups { policy: policy.clone(), groups: row.groups };
            let Answer::Policy(taken) = session.ask(&asked) else { panic!("{sample} {}", row.groups) };
            let found = summary(&mut session, &taken.policy);
            let named = |name: &str| found.segments.iter().find(|segment| segment.segment == name);
            for group in &row.list {
                let segment = named(&group.segment).unwrap();
                assert_eq!(segment.items, group.items, "{sample} {} {}", row.groups, group.segment);
                assert_eq!(segment.target.as_ref().unwrap().value, Some(group.target));
            }
            let (capital, rate) = (found.total.safety_stock_value.unwrap(), found.total.fill_rate.unwrap());
            assert!(
                (capital / row.capital - 1.0).abs() < 0.01,
                "{sample} {}: {capital} {}",
                row.groups,
                row.capital
            );
            assert!((rate - table.fill_rate.unwrap()).abs() < 0.001, "{sample} {}: {rate}", row.groups);
        }
    }
}

#[test]
fn the_share_of_the_saving_kept_grows_from_none_to_nearly_all() {
    for sample in SAMPLES {
        let (mut session, policy) = opened(sample);
        let table = fewest(&mut session, &policy);
        let kept: Vec<f64> = table.rows.iter().map(|row| row.kept.unwrap()).collect();
        assert!(kept.len() >= 3 && kept[0].abs() < 1e-9 && kept.is_sorted(), "{sample}: {kept:?}");
        assert!(kept.iter().all(|share| (-1e-9..=1.0 + 1e-9).contains(share)), "{sample}: {kept:?}");
        assert!(table.today_kept.unwrap() < kept[2], "{sample}: three computed groups beat the policy");
    }
}

fn advice(session: &mut Session, policy: &PolicyFile) -> AdviceAnswer {
    match session.ask(&Request::Advice { policy: Box::new(policy.clone()) }) {
        Answer::Advice(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn segments_of_one_class_cut_in_two_may_as_well_be_one() {
    let (mut session, mut policy) = opened("shop");
    let found = advice(&mut session, &policy);
    assert!(!found.too_many && found.free_capital.unwrap() < found.capital);
    policy.segmentation.dimensions.truncate(1);
    policy.segmentation.dimensions.push(Dimension { kind: DimensionKind::Pattern, ..Dimension::default() });
    policy.segmentation.dimensions.push(Dimension { kind: DimensionKind::Xyz, ..Dimension::default() });
    let found = advice(&mut session, &policy);
    assert!(found.too_many == (found.planning_segments > 12) && !found.small.is_empty());
    assert!(found.merges.iter().all(|merge| merge.cost >= 0.0 && merge.cost <= merge.capital));
    let cheap: Vec<_> = found.merges.iter().filter(|merge| merge.reason == MergeReason::Cheap).collect();
    assert!(cheap.iter().all(|merge| merge.share < 0.02) && !cheap.is_empty());
}

#[test]
fn a_merge_that_is_taken_over_costs_what_was_said() {
    let (mut session, mut policy) = opened("shop");
    policy.segmentation.dimensions.push(Dimension { kind: DimensionKind::Velocity, ..Dimension::default() });
    let target = |level| Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
    let with_free_targets = |policy: &mut PolicyFile, found: &AdviceAnswer| {
        for free in &found.free_targets {
            policy.segments.entry(free.segment.clone()).or_default().target = target(free.target);
        }
    };
    let before = advice(&mut session, &policy);
    with_free_targets(&mut policy, &before);
    let apart = summary(&mut session, &policy).total;
    for merge in before.merges.iter().filter(|merge| !merge.tuples.is_empty()) {
        let mut merged = policy.clone();
        merged.segmentation.merges.insert(merge.name.clone(), merge.tuples.clone());
        merged.segments.entry(merge.name.clone()).or_default().target = target(merge.target);
        let together = summary(&mut session, &merged).total;
        let (rate, was) = (together.fill_rate.unwrap(), apart.fill_rate.unwrap());
        let cost = together.safety_stock_value.unwrap() - apart.safety_stock_value.unwrap();
        let slack = 0.02 * apart.safety_stock_value.unwrap();
        assert!((rate - was).abs() < 0.001, "{}: {rate} {was}", merge.name);
        assert!((cost - merge.cost).abs() < slack, "{}: {cost}, said {}", merge.name, merge.cost);
    }
}

#[test]
fn a_count_that_the_table_does_not_have_is_refused() {
    let (mut session, policy) = opened("shop");
    let Answer::Failure(failure) = session.ask(&Request::TakeGroups { policy, groups: 40 }) else { panic!() };
    assert_eq!(failure.code, "no_such_groups");
}
