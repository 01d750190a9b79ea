//! Segments worth having, on the samples and through the whole engine: what a table promises, the policy that takes it
//! over holds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

use rig::{SAMPLES, opened, policy_in, sample_by, sample_policy, summary};
use segmented_safety_stock::protocol::answer::{
    AdviceAnswer, FewestAnswer, MergeReason, NotGroupedWhy, SummaryAnswer,
};
use segmented_safety_stock::protocol::policy::{Dimension, DimensionKind, Rule, Target, TargetKind};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// The same without agreements, so that every item may be grouped.
fn opened_free(sample: &str) -> (Session, Box<PolicyFile>) {
    let (session, mut policy) = opened(sample);
    policy.segments.values_mut().for_each(|segment| segment.floor = None);
    (session, policy)
}

fn fewest(session: &mut Session, policy: &PolicyFile) -> FewestAnswer {
    match session.ask(&Request::Fewest { policy: Box::new(policy.clone()) }) {
        Answer::Fewest(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn groups_taken_over_hold_what_the_table_says() {
    for sample in SAMPLES {
        let (mut session, policy) = opened_free(sample);
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

/// Takes so many groups of a sample over; the policy and what it gives once the files are read by it.
fn taken(
    (session, sample): (&mut Session, &str),
    policy: &PolicyFile,
    groups: u32,
) -> (PolicyFile, SummaryAnswer) {
    let asked = Request::TakeGroups { policy: Box::new(policy.clone()), groups };
    let taken = policy_in(session.ask(&asked));
    let found = summary(&mut sample_by(sample, &taken), &taken);
    (taken, found)
}

/// What a row says is what taking it over gives, and segments with an agreement stay as they were.
#[track_caller]
fn agreements_stay(sample: &str, policy: &PolicyFile, names: &[&str]) -> PolicyFile {
    let session = &mut sample_by(sample, policy);
    let (table, before) = (fewest(session, policy), summary(session, policy));
    assert_eq!(table.agreements, names);
    let row = &table.rows[2];
    let (taken, after) = taken((session, sample), policy, 3);
    let of = |found: &SummaryAnswer, name: &str| {
        found.segments.iter().find(|segment| segment.segment == name).cloned().unwrap()
    };
    let mut items = 0.0;
    for name in names {
        assert_eq!(taken.segments[*name], policy.segments[*name]);
        let (was, is) = (of(&before, name), of(&after, name));
        assert_eq!(was.items, is.items, "{name}");
        let [was, now] = [was, is.clone()].map(|segment| segment.safety_stock_value.unwrap());
        assert!((was / now - 1.0).abs() < 1e-12, "{name}: {was} {now}");
        items += is.items;
    }
    let aside = table.aside.iter().find(|aside| aside.why == NotGroupedWhy::Agreement).unwrap();
    assert_eq!(aside.items, items);
    assert_eq!(table.aside.iter().map(|aside| aside.items).sum::<f64>(), table.fixed);
    for group in &row.list {
        assert_eq!(of(&after, &group.segment).items, group.items);
    }
    let capital = after.total.safety_stock_value.unwrap();
    assert!((capital / row.capital - 1.0).abs() < 0.01, "{capital} {}", row.capital);
    assert!((after.total.fill_rate.unwrap() - table.fill_rate.unwrap()).abs() < 0.001);
    taken
}

#[test]
fn a_client_under_an_agreement_keeps_it_beside_the_groups() {
    let mut policy = sample_policy("third_party_logistics");
    policy.segments.get_mut("Home textiles").unwrap().floor = None;
    policy.segments.get_mut("Coffee roaster").unwrap().floor = None;
    let to_come = policy.segments["Medical supplies"].clone();
    policy.segments.insert("Toys".to_owned(), to_come.clone());
    let taken = agreements_stay("third_party_logistics", &policy, &["Medical supplies"]);
    assert_eq!(taken.segments["Toys"], to_come);
    let rules: Vec<_> = taken.segmentation.rules.iter().map(|rule| rule.when.as_str()).collect();
    assert_eq!(rules, [r#""client" = "Medical supplies""#, r#""client" = "Toys""#]);
    // taken over again, nothing is lost and nothing is added
    let again = agreements_stay("third_party_logistics", &taken, &["Medical supplies"]);
    assert_eq!(again.segmentation.rules, taken.segmentation.rules);
    assert!(again.segmentation.overrides.is_empty());
}

#[test]
fn a_rule_that_goes_does_not_put_its_items_under_an_agreement() {
    let mut policy = sample_policy("third_party_logistics");
    for name in ["Home textiles", "Coffee roaster"] {
        policy.segments.get_mut(name).unwrap().floor = None;
    }
    let rule = |when: &str, segment: &str| Rule {
        when: when.to_owned(),
        segment: segment.to_owned(),
        unknown: std::collections::BTreeMap::default(),
    };
    policy.segmentation.rules = vec![
        rule(r#"category = "Gloves""#, "Home textiles"),
        rule(r#"category in ("Gloves", "Towels")"#, "Medical supplies"),
    ];
    let taken = agreements_stay("third_party_logistics", &policy, &["Medical supplies"]);
    assert_eq!(taken.segmentation.rules.len(), 2);
}

#[test]
fn agreements_of_classes_stay_with_the_items_that_have_them() {
    for cuts in [vec![0.8, 0.95], vec![0.6, 0.9]] {
        let mut policy = sample_policy("distributor");
        let usual = cuts == [0.8, 0.95];
        policy.segmentation.dimensions[0].cuts = Some(cuts);
        let floor = Some(Target::new(TargetKind::CycleServiceLevel, Some(0.9)));
        policy.segments.get_mut("B-Y").unwrap().floor = floor;
        policy.segments.get_mut("B-Y").unwrap().min_days = Some(2.0);
        let taken = agreements_stay("distributor", &policy, &["B-Y"]);
        let (rules, overrides) = (&taken.segmentation.rules, &taken.segmentation.overrides);
        assert_eq!(rules.len(), usize::from(usual), "borders of one's own no rule can name");
        assert_eq!(usual, overrides.len() == policy.segmentation.overrides.len());
    }
}

#[test]
fn an_agreement_of_a_computed_group_keeps_its_items_under_another_name() {
    let (mut session, policy) = opened("shop");
    let (mut policy, _) = taken((&mut session, "shop"), &policy, 3);
    let floor = Some(Target::new(TargetKind::CycleServiceLevel, Some(0.9)));
    policy.segments.get_mut("G1").unwrap().floor = floor;
    let before = summary(&mut session, &policy);
    let (again, after) = taken((&mut session, "shop"), &policy, 2);
    let items = |found: &SummaryAnswer, name: &str| {
        found.segments.iter().find(|segment| segment.segment == name).map(|segment| segment.items)
    };
    assert_eq!(items(&after, "G1 kept"), items(&before, "G1"));
    assert_eq!(again.segments["G1 kept"], policy.segments["G1"]);
    assert_eq!(again.segments["G1"].floor, None);
}

#[test]
fn where_every_item_is_under_an_agreement_there_is_nothing_to_group() {
    let (mut session, policy) = opened("third_party_logistics");
    let table = fewest(&mut session, &policy);
    assert_eq!((table.rows.len(), table.free, table.fixed), (0, 0.0, 50.0));
    assert_eq!(table.agreements, ["Coffee roaster", "Home textiles", "Medical supplies"]);
    assert!(table.remark.contains("agreement"), "{}", table.remark);
    let Answer::Failure(failure) = session.ask(&Request::TakeGroups { policy, groups: 3 }) else { panic!() };
    assert_eq!(failure.code, "no_such_groups");
}

#[test]
fn the_share_of_the_saving_kept_grows_from_none_to_nearly_all() {
    for sample in SAMPLES {
        let (mut session, policy) = opened_free(sample);
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
