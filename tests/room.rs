//! More than a tab can hold: said as soon as it is known, with what to do, and everything that was there still there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fmt::Write;

use segmented_safety_stock::protocol::policy::UnitField::{self, Item, Location};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::part::Merged;
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::part::Part;

/// Room for some dozens of stocking units.
const ROOM: u64 = 160_000;

/// Bytes pushed before the plan is asked for.
const HEAD: usize = 300 << 10;

fn policy(unit: &[UnitField]) -> Box<PolicyFile> {
    let Answer::Policy(opened) = Session::new(None).ask(&Request::NewPolicy) else { panic!("no policy") };
    Box::new(PolicyFile { stocking_unit: unit.to_vec(), ..opened.policy })
}

/// A row for every item at every location.
fn rows(items: usize, locations: usize) -> String {
    let mut text = "date,item,location,quantity\n".to_owned();
    for place in 0..items * locations {
        let _ = writeln!(
            text,
            "2024-01-{:02},I-{},DC-{},{}",
            1 + place % 28,
            place / locations,
            place % locations,
            1 + place % 7
        );
    }
    text
}

fn session(policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.hold_at_most(ROOM);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    session
}

fn feed(session: &mut Session, slot: u32, name: &str, text: &str) -> Answer {
    session.open(slot, name, text.len() as f64);
    session.push(slot, text.as_bytes());
    session.close(slot)
}

fn summary(session: &mut Session, policy: &PolicyFile) -> Answer {
    session.ask(&Request::Summary { policy: Box::new(policy.clone()) })
}

fn stocked(answer: &Answer) -> f64 {
    let Answer::Summary(summary) = answer else { panic!("{answer:?}") };
    summary.total.items
}

#[track_caller]
fn check_refused(answer: &Answer, code: &str, says: &[&str]) {
    let Answer::Failure(failure) = answer else { panic!("{answer:?}") };
    assert_eq!(failure.code, code, "{}", failure.sentence);
    for words in says {
        assert!(failure.sentence.contains(words), "{words}: {}", failure.sentence);
    }
}

#[test]
fn too_many_combinations_are_counted_and_the_items_offered() {
    let policy = policy(&[Item, Location]);
    let mut session = session(&policy);
    let answer = feed(&mut session, 0, "wide.csv", &rows(20, 60));
    let says = [
        "wide.csv has 1,200 combinations of item and location in 1,200 rows: a browser tab can hold about",
        "Hold stock by item (there are 20), or open one region",
    ];
    check_refused(&answer, "too_many_combinations", &says);
    assert!(matches!(summary(&mut session, &policy), Answer::Summary(all) if all.total.items == 0.0));
}

/// Reads the part of a file from an offset on; what it is taken for.
fn merged(session: &mut Session, text: &str, from: usize) -> Merged {
    session.open(0, "wide.csv", text.len() as f64);
    session.push(0, &text.as_bytes()[..HEAD]);
    let plan = session.plan(0);
    let mut part = Part::new(&plan, from as u64, text.len() as u64);
    let start = part.start() as usize;
    text.as_bytes()[start..].chunks(10_000).take_while(|piece| !part.push(piece)).count();
    assert!(part.is_refused());
    session.merge(0, &part.take())
}

#[test]
fn a_part_that_has_too_many_ends_the_reading_wherever_it_stands() {
    let policy = policy(&[Item, Location]);
    let text = rows(400, 100);
    for from in [0, text.len() / 2] {
        let mut session = session(&policy);
        session.hold_at_most(20 * ROOM);
        assert_eq!(merged(&mut session, &text, from), Merged::NoRoom);
        let says = ["combinations of item and location in", "rows and was not read on", "so far there are"];
        check_refused(&session.close(0), "too_many_combinations", &says);
    }
}

#[test]
fn held_by_item_the_same_file_is_taken_in() {
    let policy = policy(&[Item]);
    let mut session = session(&policy);
    assert!(matches!(feed(&mut session, 0, "wide.csv", &rows(20, 60)), Answer::FileRead(_)));
    assert_eq!(stocked(&summary(&mut session, &policy)), 20.0);
}

#[test]
fn too_many_items_offer_to_open_fewer() {
    let mut session = session(&policy(&[Item]));
    let answer = feed(&mut session, 0, "items.csv", &rows(300, 1));
    check_refused(
        &answer,
        "too_many_items",
        &["items.csv has 300 different items", "imported. Open one region"],
    );
}

#[test]
fn a_file_too_many_leaves_the_others_as_they_were() {
    let policy = policy(&[Item, Location]);
    let mut session = session(&policy);
    feed(&mut session, 0, "first.csv", &rows(10, 4));
    let before = summary(&mut session, &policy);
    let answer = feed(&mut session, 1, "second.csv", &rows(4, 11));
    check_refused(
        &answer,
        "too_many_combinations",
        &["With second.csv the files have 68 combinations", "84 rows"],
    );
    assert_eq!(summary(&mut session, &policy), before);
    assert_eq!(stocked(&before), 40.0);
}

#[test]
fn a_finer_stocking_unit_that_is_too_much_can_be_taken_back_at_once() {
    let (coarse, fine) = (policy(&[Item]), policy(&[Item, Location]));
    let mut session = session(&coarse);
    let text = rows(20, 60);
    feed(&mut session, 0, "wide.csv", &text);
    let before = summary(&mut session, &coarse);
    assert_eq!(summary(&mut session, &fine), Answer::NeedsFiles);
    session.ask(&Request::Reading { policy: fine.clone() });
    check_refused(&feed(&mut session, 0, "wide.csv", &text), "too_many_combinations", &["1,200"]);
    // Asked again it is said again, and not read again; what stood there is still there.
    check_refused(&summary(&mut session, &fine), "too_many_combinations", &["1,200"]);
    assert_eq!(summary(&mut session, &coarse), before);
}

#[test]
fn a_file_read_by_other_settings_is_read_again_before_it_counts() {
    let (coarse, fine) = (policy(&[Item]), policy(&[Item, Location]));
    let mut session = session(&coarse);
    session.hold_at_most(u64::MAX);
    feed(&mut session, 0, "first.csv", &rows(10, 4));
    session.ask(&Request::Reading { policy: fine.clone() });
    feed(&mut session, 1, "second.csv", &rows(4, 11));
    assert_eq!(summary(&mut session, &fine), Answer::NeedsFiles);
    feed(&mut session, 0, "first.csv", &rows(10, 4));
    assert_eq!(stocked(&summary(&mut session, &fine)), 68.0);
}
