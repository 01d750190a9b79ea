//! What is odd about a whole portfolio is said, with the figures a planner needs to decide.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::fmt::Write as _;

use segmented_safety_stock::data::calendar::iso;
use segmented_safety_stock::protocol::answer::FindingView;
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// The findings about the data set and about the files dropped, under the policy that a page opens with.
fn findings(files: &[(&str, &str)]) -> Vec<FindingView> {
    let mut session = Session::new(None);
    let policy = Box::new(PolicyFile::default());
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, (name, text)) in (0..).zip(files) {
        session.open(slot, name, text.len() as f64);
        session.push(slot, text.as_bytes());
        session.close(slot);
    }
    match session.ask(&Request::Files { policy }) {
        Answer::Files(answer) => answer
            .findings
            .into_iter()
            .chain(answer.files.into_iter().flat_map(|file| file.findings))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// One finding has this code, this count, and these words in its detail or its places.
#[track_caller]
fn check(files: &[(&str, &str)], code: &str, count: f64, words: &str) {
    let all = findings(files);
    let of_code: Vec<&FindingView> = all.iter().filter(|finding| finding.code == code).collect();
    let [found] = of_code.as_slice() else { panic!("{} findings {code}: {all:?}", of_code.len()) };
    let said = format!("{} {:?}", found.detail, found.places);
    assert!(found.count == count && said.contains(words), "{code}: {} times, {said}", found.count);
}

/// Four whole weeks of 10 each.
const STEADY: &str =
    "date,item,quantity\n2024-01-01,A,10\n2024-01-08,A,10\n2024-01-16,A,10\n2024-01-28,A,10\n";

/// Lines ordered a week apart, promised and received after so many days.
fn receipts(lines: impl Iterator<Item = (i32, i32)>) -> String {
    let mut text = "item,supplier,ordered,promised,received\n".to_owned();
    for (ordered, (promised, received)) in (19_000..).step_by(7).zip(lines) {
        writeln!(text, "A,Orion,{},{},{}", iso(ordered), iso(ordered + promised), iso(ordered + received))
            .unwrap();
    }
    text
}

/// Weeks of 10, 10, 110 and 10 and 100 units back in the fourth: a cancelled order leaves four weeks of 10, left
/// out it leaves a deviation of 50, netted one of 100 x sqrt(2/3).
#[test]
fn many_returns_show_what_each_rule_makes_of_them() {
    let demand = format!("{STEADY}2024-01-17,A,100\n2024-01-23,A,-100\n");
    let sds = "0.0 with cancel, 50.0 with exclude, 81.6 with net";
    check(&[("demand.csv", &demand)], "many_returns", 1.0, sds);
    let few = format!("{STEADY}2024-01-23,A,-2\n");
    check(&[("demand.csv", &few)], "returns", 1.0, "2 units came back, 5.0 % of 40");
}

#[test]
fn a_lead_time_beyond_ten_times_the_median_is_kept_and_named() {
    let lines = receipts((0..10).map(|line| if line == 4 { (5, 51) } else { (5, 5) }));
    let files = [("demand.csv", STEADY), ("receipts.csv", &lines)];
    check(&files, "long_lead_time", 1.0, "A: 51 days, the median is 5");
    let within = receipts((0..10).map(|line| if line == 4 { (5, 50) } else { (5, 5) }));
    let found = findings(&[("demand.csv", STEADY), ("receipts.csv", &within)]);
    assert!(found.iter().all(|finding| finding.code != "long_lead_time"));
}

#[test]
fn promises_met_on_the_very_day_look_moved() {
    let lines = receipts((0..25).map(|line| (9, if line % 5 == 0 { 8 } else { 9 })));
    check(&[("demand.csv", STEADY), ("receipts.csv", &lines)], "redated_promises", 1.0, "Orion: 80 %");
}
