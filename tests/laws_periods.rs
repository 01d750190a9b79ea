//! Laws of single periods: what is told about one item's week, an empty shelf or a promotion, changes that item alone, and
//! is listed; what tells of nothing odd changes nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::fmt::Write;

use proptest::prelude::*;
use segmented_safety_stock::data::calendar::{day_of, iso};
use segmented_safety_stock::protocol::answer::{ApartView, ItemAnswer, WhyApart};
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

const POLICY: &str = r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"],
    "window": "data-start", "edge_periods": "keep", "segmentation": {"dimensions": [{"kind": "abc"}]}}"#;
const WEEKS: usize = 30;
/// The item that something is told about.
const TOLD: usize = 1;

/// Units sold a week, of a few items.
type Sold = Vec<Vec<u32>>;

fn sold() -> impl Strategy<Value = Sold> {
    proptest::collection::vec(proptest::collection::vec(1..40_u32, WEEKS), 3)
}

/// The Monday of a week.
fn monday(week: usize) -> i32 {
    day_of(2024, 1, 1) + 7 * week as i32
}

/// A row on Monday and one on Thursday; the weeks that `promoted` names are marked for the item told about.
fn demand(sold: &Sold, promoted: &[usize]) -> String {
    let mut text = "date,item,quantity,promotion\n".to_owned();
    for (item, weeks) in sold.iter().enumerate() {
        for (week, units) in weeks.iter().enumerate() {
            let mark = if item == TOLD && promoted.contains(&week) { "yes" } else { "" };
            for (day, units) in [(monday(week), 1), (monday(week) + 3, *units)] {
                writeln!(text, "{},I{item},{units},{mark}", iso(day)).unwrap();
            }
        }
    }
    text
}

/// What is sold a week in all.
fn of_week(sold: &Sold, week: usize) -> f64 {
    f64::from(sold.get(TOLD).and_then(|weeks| weeks.get(week)).copied().unwrap() + 1)
}

struct Read {
    session: Session,
    policy: Box<PolicyFile>,
}

fn read(files: &[(&str, String)]) -> Read {
    let mut session = Session::new(None);
    let opened =
        session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text: POLICY.to_owned() });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    let policy = Box::new(opened.policy);
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, (name, text)) in (0..).zip(files) {
        session.open(slot, name, text.len() as f64);
        session.push(slot, text.as_bytes());
        session.close(slot);
    }
    Read { session, policy }
}

impl Read {
    /// The results of every item, a line each.
    fn lines(&mut self) -> Vec<String> {
        let (what, form) = (Export::ItemResults, CsvForm::Plain);
        match self.session.ask(&Request::Export { policy: self.policy.clone(), what, form }) {
            Answer::File(file) => String::from_utf8(file.bytes).unwrap().lines().map(str::to_owned).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn told(&mut self) -> ItemAnswer {
        match self.session.ask(&Request::Item { policy: self.policy.clone(), index: TOLD as u32 }) {
            Answer::Item(item) => *item,
            other => panic!("{other:?}"),
        }
    }
}

/// All lines but that of the item told about, which stands after the header and those before it.
fn others(mut lines: Vec<String>) -> Vec<String> {
    assert_eq!(lines.len(), 4);
    lines.remove(1 + TOLD);
    lines
}

fn listed(item: &ItemAnswer, why: WhyApart) -> Vec<&ApartView> {
    item.apart.iter().filter(|apart| apart.why == why).collect()
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * other.abs()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_empty_shelf_makes_its_week_unknown_and_no_other_item_different(sold in sold(), week in 1..WEEKS - 1, day in 0..7) {
        let demand = ("demand.csv", demand(&sold, &[]));
        let service = format!("date,item,ordered,shipped,on_hand\n{},I{TOLD},0,0,0\n", iso(monday(week) + day));
        let mut before = read(std::slice::from_ref(&demand));
        let mut after = read(&[demand, ("service.csv", service)]);
        prop_assert_eq!(others(before.lines()), others(after.lines()));
        let (before, after) = (before.told(), after.told());
        prop_assert!(listed(&before, WhyApart::EmptyShelf).is_empty() && before.effect.is_none());
        let found = listed(&after, WhyApart::EmptyShelf);
        prop_assert_eq!(found.len(), 1);
        let units = of_week(&sold, week);
        prop_assert_eq!((found[0].first_day, found[0].sold), (monday(week), units));
        prop_assert!(found[0].counted.unwrap() >= units, "at least what was sold was asked for: {:?}", found);
        let effect = after.effect.unwrap();
        prop_assert!(is_near(effect.mean, before.row.mean.unwrap()));
        prop_assert!(is_near(effect.sd.unwrap(), before.row.sd.unwrap()));
        prop_assert!(effect.safety_stock.is_some() && after.row.mean.unwrap() >= effect.mean * (1.0 - 1e-12));
    }

    #[test]
    fn promotions_leave_mean_and_deviation_and_are_listed(sold in sold(), week in 1..WEEKS - 2, more in 1..3_usize) {
        let weeks: Vec<usize> = (week..week + more).collect();
        let mut before = read(&[("demand.csv", demand(&sold, &[]))]);
        let mut after = read(&[("demand.csv", demand(&sold, &weeks))]);
        prop_assert_eq!(others(before.lines()), others(after.lines()));
        let after = after.told();
        let found: Vec<_> = listed(&after, WhyApart::Promotion).iter().map(|apart| (apart.first_day, apart.sold, apart.counted)).collect();
        let expected: Vec<_> = weeks.iter().map(|week| (monday(*week), of_week(&sold, *week), None)).collect();
        prop_assert_eq!(found, expected);
        let left: Vec<f64> = (0..WEEKS).filter(|week| !weeks.contains(week)).map(|week| of_week(&sold, week)).collect();
        let count = left.len() as f64;
        let mean = left.iter().sum::<f64>() / count;
        let sd = (left.iter().map(|units| (units - mean) * (units - mean)).sum::<f64>() / (count - 1.0)).sqrt();
        prop_assert!(is_near(after.row.mean.unwrap(), mean), "{:?} {}", after.row.mean, mean);
        prop_assert!((after.row.sd.unwrap() - sd).abs() <= 1e-12 * mean, "{:?} {}", after.row.sd, sd);
    }

    #[test]
    fn a_record_without_a_shortage_changes_nothing(sold in sold(), weeks in proptest::collection::vec(0..WEEKS, 1..20)) {
        let demand = ("demand.csv", demand(&sold, &[]));
        let mut service = "date,item,ordered,shipped,on_hand\n".to_owned();
        for (row, week) in weeks.iter().enumerate() {
            writeln!(service, "{},I{},{row},{row},{}", iso(monday(*week)), row % 3, 5 + row).unwrap();
        }
        let lines = |files: &[(&str, String)]| read(files).lines();
        prop_assert_eq!(lines(std::slice::from_ref(&demand)), lines(&[demand, ("service.csv", service)]));
    }
}
