//! Jobs that others do: however many are given away, whoever does them, in whatever order they come back and whichever
//! are lost, the session answers the same bytes as alone.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fmt::Write as _;

use proptest::prelude::*;
use segmented_safety_stock::data::calendar::{day_of, iso};
use segmented_safety_stock::protocol::policy::PolicyFile;
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::jobs::{Job, work};

/// Four ranges: two models with a family, one drawn, one under a contract; single items with settings of their own.
const POLICY: &str = r#"{"format": "segmented-safety-stock/policy", "version": 1,
    "segmentation": {"dimensions": [{"kind": "column", "column": "range"}]},
    "segments": {
        "Core": {"target": {"kind": "cycle_service_level", "value": 0.98}, "model": "normal"},
        "Niche": {"target": {"kind": "fill_rate", "value": 0.97}},
        "Drawn": {"target": {"kind": "cycle_service_level", "value": 0.95}, "model": "empirical"},
        "Kept": {"target": {"kind": "cycle_service_level", "value": 0.9},
                 "floor": {"kind": "cycle_service_level", "value": 0.97}, "model": "empirical", "max_days": 40}},
    "uniform": {"kind": "cycle_service_level", "value": 0.95}}"#;

const RANGES: [&str; 6] = ["Core", "Niche", "Core", "Drawn", "Niche", "Kept"];
const ITEMS: usize = 156;

/// A session with its files read, and its policy with one target moved.
fn session(target: f64) -> (Session, Box<PolicyFile>) {
    let mut demand = "date,item,quantity".to_owned();
    let mut items = "item,unit_cost,lead_time_days,range,service_level,min_units,shelf_life_days".to_owned();
    let mut seed = 7_u32;
    let mut below = |count: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((u64::from(seed) * u64::from(count)) >> 32) as u32
    };
    for item in 0..ITEMS {
        let own = if item % 17 == 0 { "0.99,4,300" } else { ",," };
        write!(items, "\nI{item:03},{},{},{},{own}", 1 + below(90), below(25), RANGES[item % 6]).unwrap();
        for week in 0..30 {
            let day = 1 + week % 4 * 7;
            let quantity = if below(3) == 0 { 0 } else { 1 + below(60) };
            write!(demand, "\n2025-{:02}-{day:02},I{item:03},{quantity}", 1 + week / 4).unwrap();
        }
    }
    let request = Request::OpenPolicy { name: "policy.json".to_owned(), text: POLICY.to_owned() };
    let Answer::Policy(answer) = Session::new(None).ask(&request) else { panic!("no policy") };
    let mut policy = answer.policy;
    if let Some(segment) = policy.segments.get_mut("Drawn").and_then(|drawn| drawn.target.as_mut()) {
        segment.value = Some(target);
    }
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    for (slot, (name, text)) in (0..).zip([("demand.csv", &demand), ("items.csv", &items)]) {
        session.open(slot, name, text.len() as f64);
        session.push(slot, text.as_bytes());
        session.close(slot);
    }
    (session, Box::new(policy))
}

/// Everything that stock shows in.
fn requests(policy: &PolicyFile) -> [Request; 3] {
    let policy = || Box::new(policy.clone());
    let export = |what| Request::Export { policy: policy(), what, form: CsvForm::Plain };
    [Request::Summary { policy: policy() }, export(Export::ItemResults), export(Export::SegmentResults)]
}

/// What a session alone says.
fn alone(target: f64) -> String {
    let (mut session, policy) = session(target);
    requests(&policy).iter().fold(String::new(), |said, request| {
        let answer = session.ask(request);
        assert!(!matches!(answer, Answer::Working(_) | Answer::Failure(_)), "{answer:?}");
        format!("{said}{answer:?}\n")
    })
}

/// Others: what they do is decided by a row of numbers that begins anew at its end.
struct Others<'a> {
    chances: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    jobs: Vec<Job>,
    done: usize,
}

impl Others<'_> {
    fn below(&mut self, count: usize) -> usize {
        usize::from(*self.chances.next().unwrap()) % count
    }

    /// Some of the jobs come back, out of turn: done, lost, or as bytes that are no result.
    fn give_back(&mut self, session: &mut Session, at_least: usize) {
        let count = at_least.max(self.below(3)).min(self.jobs.len());
        for _ in 0..count {
            let place = self.below(self.jobs.len());
            let job = self.jobs.swap_remove(place);
            self.done += 1;
            match self.below(7) {
                0 => session.done(job.id, &[]),
                1 => session.done(job.id, &work(&job.bytes)[1..]),
                _ => session.done(job.id, &work(&job.bytes)),
            }
        }
    }
}

/// Asks until there is an answer; the share done never falls.
fn answered(session: &mut Session, request: &Request, others: &mut Others<'_>) -> Answer {
    let mut before = 0.0;
    loop {
        let room = others.below(4) as u32;
        session.make_room(room);
        let answer = session.ask(request);
        let offered = session.jobs();
        assert!(offered.len() <= room as usize);
        others.jobs.extend(offered);
        let Answer::Working(so_far) = &answer else { return answer };
        assert!(so_far.share >= before && so_far.share <= 1.0 && so_far.done < so_far.of, "{so_far:?}");
        assert!(!so_far.waits || !others.jobs.is_empty(), "it waits for nobody");
        before = so_far.share;
        let at_least = usize::from(so_far.waits);
        others.give_back(session, at_least);
    }
}

#[test]
fn whoever_does_the_jobs_the_answers_are_those_of_a_session_alone() {
    let expected = [alone(0.95), alone(0.99)];
    let chances = proptest::collection::vec(any::<u8>(), 20..60);
    proptest!(ProptestConfig::with_cases(4), |(chances in chances, pace in 1_u32..4_000, each in 1_u32..5_000)| {
        let (mut session, policy) = session(0.95);
        session.answer_within(f64::from(pace));
        session.share_out(0.0, f64::from(each));
        let mut others = Others { chances: chances.iter().cycle(), jobs: Vec::new(), done: 0 };
        for (target, expected) in [0.95, 0.99].into_iter().zip(&expected) {
            let mut policy = policy.clone();
            let drawn = policy.segments.get_mut("Drawn").and_then(|drawn| drawn.target.as_mut());
            drawn.unwrap().value = Some(target);
            // A question that is given up: what was away for it is worthless.
            session.make_room(2);
            session.ask(&Request::Summary { policy: policy.clone() });
            others.jobs.extend(session.jobs());
            let said = requests(&policy).iter().fold(String::new(), |said, request| {
                format!("{said}{:?}\n", answered(&mut session, request, &mut others))
            });
            prop_assert_eq!(&said, expected);
        }
        prop_assert!(others.done > 3, "others did nothing");
    });
}

/// Two years of weeks: seasons, returns, promotions and empty shelves; prices in money that is no whole number of steps
/// where `fine`; some items that nobody bought, some of which others computed the figures.
fn measured(fine: bool) -> (Session, Box<PolicyFile>) {
    let mut demand = "date,item,quantity,revenue,promotion".to_owned();
    let mut service = "date,item,ordered,shipped".to_owned();
    let mut items = "item,unit_cost,lead_time_days".to_owned();
    for item in 0..70 {
        write!(items, "\nI{item:03},{},{}", 1 + item % 9, 3 + item % 20).unwrap();
        for week in (0..112).filter(|week| item % 7 != 6 && (week * 7 + item * 13) % (1 + item % 5) == 0) {
            let day = day_of(2024, 1, 1) + 7 * week + item % 5;
            let date = iso(day);
            let high = if week % 52 > 40 { 30 } else { 0 };
            let quantity = 1 + (week * item * 31 + week * 17) % 40 + high + if week == 70 { 900 } else { 0 };
            let cents = if fine && item == 3 { "e-290" } else { ".25" };
            let promotion = if week == 30 && item % 3 == 0 { "yes" } else { "" };
            write!(demand, "\n{date},I{item:03},{quantity},{quantity}{cents},{promotion}").unwrap();
            if (week + item) % 11 == 0 {
                write!(demand, "\n{},I{item:03},-{},-1.5,", iso(day + 2), 1 + week % 9).unwrap();
            }
            if (week + item) % 13 == 0 {
                write!(service, "\n{date},I{item:03},{},{quantity}", quantity + 20).unwrap();
            }
        }
    }
    let mut session = Session::new(None);
    let policy = Box::new(PolicyFile::default());
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, (name, text)) in
        (0..).zip([("demand.csv", &demand), ("items.csv", &items), ("service.csv", &service)])
    {
        session.open(slot, name, text.len() as f64);
        session.push(slot, text.as_bytes());
        let read = session.close(slot);
        assert!(matches!(read, Answer::FileRead(_)), "{read:?}");
    }
    (session, policy)
}

#[test]
fn whoever_measures_the_units_their_figures_are_the_same() {
    for fine in [false, true] {
        let questions = |policy: &PolicyFile| {
            let policy = || Box::new(policy.clone());
            let form = CsvForm::Plain;
            let mut all = vec![
                Request::Files { policy: policy() },
                Request::Export { policy: policy(), what: Export::ItemResults, form },
                Request::Summary { policy: policy() },
            ];
            all.extend((0..70).map(|index| Request::Item { policy: policy(), index }));
            all
        };
        let (mut session, policy) = measured(fine);
        let expected: Vec<String> =
            questions(&policy).iter().map(|question| format!("{:?}", session.ask(question))).collect();
        let said = expected.concat();
        for part in ["seasonal: true", "Promotion", "EmptyShelf", "units came back"] {
            assert!(said.contains(part), "no {part}");
        }
        for (pace, each) in [(1.0, 1.0), (40.0, 30.0), (1e9, 200.0)] {
            let (mut session, policy) = measured(fine);
            session.answer_within(pace);
            session.share_out(0.0, each);
            let chances = [3, 5, 1, 8, 2, 13, 4, 9, 6, 30];
            let mut others = Others { chances: chances.iter().cycle(), jobs: Vec::new(), done: 0 };
            for (question, expected) in questions(&policy).iter().zip(&expected) {
                assert_eq!(&format!("{:?}", answered(&mut session, question, &mut others)), expected);
            }
            assert!(others.done > 2, "others did nothing");
        }
    }
}

#[test]
fn jobs_are_offered_where_there_is_much_to_do_and_room() {
    for (room, least, offers) in [(3, 0.0, true), (0, 0.0, false), (3, 1e9, false)] {
        let (mut session, policy) = session(0.95);
        session.answer_within(100.0);
        session.share_out(least, 50.0);
        session.make_room(room);
        session.ask(&Request::Summary { policy });
        assert_eq!(!session.jobs().is_empty(), offers, "{room} {least}");
    }
}

#[test]
fn other_bytes_are_no_job() {
    assert_eq!(work(&[7; 40]), Vec::<u8>::new());
    let (mut session, _) = session(0.95);
    session.done(12, &[1, 2, 3]);
}
