//! Segments worth having, on the samples and through the whole engine: what a table promises, the policy that takes it
//! over holds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use segmented_safety_stock::protocol::answer::{FewestAnswer, SummaryAnswer};
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

#[test]
fn a_count_that_the_table_does_not_have_is_refused() {
    let (mut session, policy) = opened("shop");
    let Answer::Failure(failure) = session.ask(&Request::TakeGroups { policy, groups: 40 }) else { panic!() };
    assert_eq!(failure.code, "no_such_groups");
}
