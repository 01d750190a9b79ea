//! Scenarios: what is supposed comes to just what files that say so would, of the items that are meant alone, and stays in
//! the policy file as it was written.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fmt::Write;

use segmented_safety_stock::protocol::answer::{ScenarioRow, SegmentRow};
use segmented_safety_stock::protocol::policy::{Model, SegmentPolicy, Target, TargetKind};
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::scenario::{Scenario, Supposed, SupposedOf, Supposition};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Figures of forty items as files say them.
#[derive(Clone, Copy)]
struct Told {
    demand: f64,
    lead_time: f64,
    lead_time_sd: f64,
    quantity: f64,
    review: f64,
    holding: f64,
}

const AS_IT_IS: Told =
    Told { demand: 1.0, lead_time: 14.0, lead_time_sd: 3.0, quantity: 60.0, review: 0.0, holding: 0.2 };

/// A session with `told` of the items that `meant` says, the others as they are.
fn session(told: Told, meant: impl Fn(u32) -> bool) -> Session {
    let mut statistics = "item,periods,mean,sd,adi,cv2,revenue".to_owned();
    let mut master =
        "item,supplier,unit_cost,lead_time_days,lead_time_sd_days,order_quantity,review_days,holding_rate"
            .to_owned();
    for number in 1..=40_u32 {
        let of = if meant(number) { told } else { AS_IT_IS };
        // halves make units fractional, whatever is supposed
        let (mean, sd) = (f64::from(number) + 0.5, f64::from(number % 7) + 1.25);
        write!(
            statistics,
            "\nI{number:02},52,{},{},1,0.1,{}",
            of.demand * mean,
            of.demand * sd,
            1000 * number
        )
        .unwrap();
        let supplier = if number % 4 == 0 { "North" } else { "South" };
        write!(
            master,
            "\nI{number:02},{supplier},10,{},{},{},{},{}",
            of.lead_time, of.lead_time_sd, of.quantity, of.review, of.holding
        )
        .unwrap();
    }
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy(Vec::new())) });
    for (slot, text) in (0..).zip([statistics, master]) {
        session.open(slot, &format!("{slot}.csv"), text.len() as f64);
        session.push(slot, text.as_bytes());
        session.close(slot);
    }
    session
}

/// One model, and a weight of items, that no supposition changes.
fn policy(scenarios: Vec<Scenario>) -> PolicyFile {
    let mut policy = PolicyFile { scenarios: Some(scenarios), ..PolicyFile::default() };
    policy.service_weight = Some(segmented_safety_stock::protocol::policy::ServiceWeight::Items);
    for segment in policy.segments.values_mut() {
        segment.model = Some(Model::Gamma);
    }
    policy
}

fn scenario(name: &str, suppositions: &[Supposition]) -> Scenario {
    Scenario { name: name.to_owned(), suppositions: suppositions.to_vec(), ..Scenario::default() }
}

fn times(what: Supposed, times: f64) -> Supposition {
    Supposition { what, times: Some(times), ..Supposition::default() }
}

fn to(what: Supposed, to: f64) -> Supposition {
    Supposition { what, to: Some(to), ..Supposition::default() }
}

fn rows(session: &mut Session, policy: PolicyFile) -> Vec<ScenarioRow> {
    let request = Request::Scenarios { policy: Box::new(policy) };
    loop {
        match session.ask(&request) {
            Answer::Working(so_far) => assert!(so_far.done < so_far.of, "{so_far:?}"),
            Answer::Scenarios(found) => return found.rows,
            other => panic!("{other:?}"),
        }
    }
}

fn total(session: &mut Session) -> SegmentRow {
    match session.ask(&Request::Summary { policy: Box::new(policy(Vec::new())) }) {
        Answer::Summary(found) => found.total,
        other => panic!("{other:?}"),
    }
}

/// A supposition of those meant comes to what files that say so do.
#[track_caller]
fn check(one: Supposition, told: Told, meant: impl Fn(u32) -> bool) {
    let count = (1..=40).filter(|number| meant(*number)).count() as f64;
    let found = rows(&mut session(AS_IT_IS, |_| false), policy(vec![scenario("What if", &[one])]));
    let expected = total(&mut session(told, meant));
    assert_eq!((found.len(), found[1].name.as_str(), found[1].touched), (2, "What if", count));
    let figures = |row: &SegmentRow| {
        [
            row.safety_stock_value.unwrap(),
            row.average_inventory_value.unwrap(),
            row.holding_cost.unwrap(),
            row.fill_rate.unwrap(),
            row.cycle_service_level.unwrap(),
            row.units_short,
            row.annual_demand,
        ]
    };
    for (found, expected) in figures(&found[1].total).into_iter().zip(figures(&expected)) {
        assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
    }
    assert_ne!(figures(&found[0].total), figures(&found[1].total));
}

#[test]
fn what_is_supposed_comes_to_what_files_would_say() {
    check(times(Supposed::LeadTime, 1.5), Told { lead_time: 21.0, ..AS_IT_IS }, |_| true);
    check(to(Supposed::LeadTimeSd, 0.0), Told { lead_time_sd: 0.0, ..AS_IT_IS }, |_| true);
    check(to(Supposed::OrderQuantity, 100.0), Told { quantity: 100.0, ..AS_IT_IS }, |_| true);
    check(to(Supposed::Review, 7.0), Told { review: 7.0, ..AS_IT_IS }, |_| true);
    check(times(Supposed::HoldingRate, 1.5), Told { holding: 0.2 * 1.5, ..AS_IT_IS }, |_| true);
    check(times(Supposed::Demand, 1.2), Told { demand: 1.2, ..AS_IT_IS }, |_| true);
}

#[test]
fn only_the_items_that_are_meant_change() {
    let of = |of, name: &str| Supposition { of, name: name.to_owned(), ..times(Supposed::LeadTime, 2.0) };
    let longer = Told { lead_time: 28.0, ..AS_IT_IS };
    check(of(SupposedOf::Supplier, "North"), longer, |number| number % 4 == 0);
    check(of(SupposedOf::Item, "I07"), longer, |number| number == 7);
    let mut plain = session(AS_IT_IS, |_| false);
    let before = rows(&mut plain, policy(Vec::new())).remove(0);
    let name = before.segments[0].segment.clone();
    let found = rows(&mut plain, policy(vec![scenario("One", &[of(SupposedOf::Segment, &name)])]));
    assert_eq!(found[1].touched, before.segments[0].items);
    assert!(found[1].segments[0].safety_stock > before.segments[0].safety_stock);
    assert_eq!(found[1].segments[1..], before.segments[1..]);
}

#[test]
fn a_scenario_has_targets_of_its_own_and_suppositions_act_one_after_the_other() {
    let target = Some(Target::new(TargetKind::CycleServiceLevel, Some(0.8)));
    let own = SegmentPolicy { target, model: Some(Model::Gamma), ..SegmentPolicy::default() };
    let segments = Some(BTreeMap::from([("*".to_owned(), own)]));
    let lower = Scenario { name: "Lower".to_owned(), segments, ..Scenario::default() };
    let twice = [to(Supposed::LeadTime, 20.0), times(Supposed::LeadTime, 0.7)];
    let back = scenario("There and back", &twice);
    let found = rows(&mut session(AS_IT_IS, |_| false), policy(vec![lower, back]));
    assert_eq!(found[1].total.target.as_ref().unwrap().value, Some(0.8));
    assert!(found[1].total.safety_stock < found[0].total.safety_stock);
    let same = found[2].total.safety_stock / found[0].total.safety_stock;
    assert!((same - 1.0).abs() < 1e-12, "{same}");
}

#[test]
fn in_slices_it_comes_to_the_same() {
    let scenarios = || policy(vec![scenario("A", &[times(Supposed::Demand, 2.0)]), scenario("B", &[])]);
    let at_once = rows(&mut session(AS_IT_IS, |_| false), scenarios());
    let mut slow = session(AS_IT_IS, |_| false);
    slow.answer_within(1.0);
    assert_eq!(rows(&mut slow, scenarios()), at_once);
}

#[test]
fn scenarios_stay_in_the_policy_file_with_what_this_version_does_not_know() {
    let text = r#"{"format": "segmented-safety-stock/policy", "version": 1, "scenarios": [
        {"name": "Slow boats", "suppositions": [
            {"what": "lead_time", "of": "supplier", "name": "North", "times": 1.5, "why": "strike"}]}]}"#;
    let mut session = Session::new(None);
    let opened = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text: text.to_owned() });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    assert!(format!("{:?}", opened.findings).contains("scenarios"), "{:?}", opened.findings);
    let written = session.ask(&Request::PolicyText { policy: Box::new(opened.policy.clone()) });
    let Answer::File(written) = written else { panic!("{written:?}") };
    let again = String::from_utf8(written.bytes).unwrap();
    let again = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text: again });
    let Answer::Policy(again) = again else { panic!("{again:?}") };
    assert_eq!(again.policy, opened.policy);
    assert_eq!(again.policy.scenarios.as_ref().unwrap()[0].suppositions[0].unknown["why"], "strike");
}

#[test]
fn what_means_nothing_is_refused_with_its_place() {
    let refused = |one: Supposition| {
        let asked = Request::Scenarios { policy: Box::new(policy(vec![scenario("What if", &[one])])) };
        match Session::new(None).ask(&asked) {
            Answer::Failure(failure) => failure.sentence,
            other => panic!("{other:?}"),
        }
    };
    for one in [
        Supposition::default(),
        Supposition { to: Some(1.0), ..times(Supposed::LeadTime, 2.0) },
        to(Supposed::Demand, 5.0),
        times(Supposed::Demand, 0.0),
        to(Supposed::OrderQuantity, 0.0),
        to(Supposed::HoldingRate, 20.0),
        Supposition { of: SupposedOf::Supplier, ..times(Supposed::LeadTime, 2.0) },
    ] {
        let sentence = refused(one.clone());
        assert!(sentence.contains("scenarios[0].suppositions[0]"), "{one:?}: {sentence}");
    }
}

#[test]
fn the_table_has_every_scenario_by_segment_and_in_total() {
    let policy = policy(vec![scenario("Slow boats", &[times(Supposed::LeadTime, 1.5)])]);
    let request = Request::Export { policy: Box::new(policy), what: Export::Scenarios, form: CsvForm::Plain };
    let Answer::File(file) = session(AS_IT_IS, |_| false).ask(&request) else { panic!() };
    let text = String::from_utf8(file.bytes).unwrap();
    assert_eq!(file.name, "scenarios.csv");
    let of = |name: &str| text.lines().filter(|line| line.starts_with(name)).count();
    assert!(of("This policy,") > 1 && of("This policy,") == of("Slow boats,"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains(",Total,")).count(), 2);
}
