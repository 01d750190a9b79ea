//! Policies and whole sessions: hostile policy files are refused in words or come back as they were, hostile
//! data give answers without a number that is none.

use std::fmt::Write;

use segmented_safety_stock::policy::{PolicyFile, read, text};
use segmented_safety_stock::protocol::answer::{FilesAnswer, FindingView};
use segmented_safety_stock::protocol::policy::UnitField;
use segmented_safety_stock::protocol::request::{CsvForm, Export, ItemList, PoolingAcross, ReviewAgainst};
use segmented_safety_stock::protocol::{Answer, Request};
use segmented_safety_stock::read::dialect::first_records;
use segmented_safety_stock::read::scan::Signs;
use segmented_safety_stock::session::Session;

use super::inputs::{Numbers, check_from, mutated, seeds};
use super::reading::lines;

/// Columns of the results that hold numbers.
const NUMBERS: &[&str] = &[
    "periods",
    "mean",
    "sd",
    "cv",
    "annual_revenue",
    "lead_time_days",
    "lead_time_sd_days",
    "target",
    "mean_over_interval",
    "sd_over_interval",
    "safety_stock",
    "safety_stock_units",
    "reorder_point",
    "safety_stock_value",
    "days_of_cover",
    "cycle_service_level",
    "fill_rate",
    "holding_cost",
    "units_short",
    "turns",
];

fn policies() -> Vec<Vec<u8>> {
    let mut found = seeds("cases");
    found.extend(seeds("policies"));
    found.retain(|text| String::from_utf8_lossy(text).contains("segmented-safety-stock/policy"));
    assert!(found.len() > 10);
    found
}

/// A spoiled policy is refused, or means the same once it was written and read again.
#[test]
fn policy_files() {
    check_from(&policies(), 9, |bytes, _| {
        let given = String::from_utf8_lossy(bytes);
        match read(&given) {
            Ok((policy, _)) => {
                let written = text(&policy);
                let again = read(&written).map(|(again, _)| text(&again));
                assert_eq!(again.as_ref(), Ok(&written));
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    });
}

/// Conditions of rules and row filters, inside a policy that is used.
#[test]
fn rules() {
    check_from(&seeds("corpus"), 10, |bytes, numbers| {
        let spoiled = String::from_utf8_lossy(bytes);
        let from = spoiled.floor_char_boundary(numbers.below(spoiled.len() + 1));
        let to = spoiled.floor_char_boundary(from + numbers.below(40));
        let condition = format!("cv > 1 or item = \"A\" and {}", spoiled.get(from..to).unwrap_or_default());
        let quoted = serde_json::to_string(&condition).unwrap();
        let mut given = String::new();
        write!(given, "{{\"format\": \"segmented-safety-stock/policy\", \"version\": 1, \"segmentation\": ")
            .unwrap();
        write!(given, "{{\"dimensions\": [], \"rules\": [{{\"when\": {quoted}, \"segment\": \"S\"}}]}}}}")
            .unwrap();
        let Ok((policy, _)) = read(&given) else { return };
        let demand = "date,item,quantity\n2025-01-06,A,4\n2025-01-13,A,5\n2025-01-20,B,6\n2025-01-27,B,1\n";
        let mut session = Session::new(None);
        let policy = Box::new(policy);
        session.ask(&Request::Reading { policy: policy.clone() });
        feed(&mut session, 0, "demand.csv", demand.as_bytes());
        let Answer::Summary(summary) = session.ask(&Request::Summary { policy }) else { return };
        assert_eq!(summary.segments.iter().map(|segment| segment.items).sum::<f64>(), 2.0);
    });
}

#[test]
fn sessions() {
    let policies = policies();
    let mut files = seeds("cases");
    let stories = files.clone();
    files.extend(seeds("corpus"));
    check_from(&files, 11, |bytes, numbers| {
        let policy = policy(&policies, numbers);
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        let other = &stories[numbers.below(stories.len())];
        feed(&mut session, 0, "file.csv", bytes);
        if numbers.below(2) == 0 {
            feed(&mut session, 1, "other.csv", other);
        }
        match session.ask(&Request::Files { policy: policy.clone() }) {
            Answer::Files(read) => counts_add_up(&read, bytes, other),
            Answer::Failure(_) => {}
            wrong => panic!("{wrong:?}"),
        }
        session.ask(&Request::LeftOut { slot: 0 });
        session.ask(&Request::Items {
            policy: policy.clone(),
            list: ItemList { count: 50, ..ItemList::default() },
        });
        session.ask(&Request::Item { policy: policy.clone(), index: numbers.below(9) as u32 });
        if numbers.below(4) == 0 {
            segments(&mut session, &policy, other);
        }
        exported(&mut session, &policy, Export::ItemResults);
        if numbers.below(8) == 0 {
            exported(&mut session, &policy, Export::SegmentResults);
        }
    });
}

/// What the screen of segments asks: drawings of borders, what stock held apart costs, reviews, dormant stock.
fn segments(session: &mut Session, policy: &PolicyFile, earlier: &[u8]) {
    let policy = Box::new(policy.clone());
    if let Answer::Dimension(drawn) = session.ask(&Request::Dimension { policy: policy.clone(), position: 0 })
    {
        let counted: f64 = drawn.bins.iter().map(|bar| bar.items).sum();
        assert!(drawn.bins.len() <= 40 && drawn.bins.iter().all(|bar| bar.from.is_finite()), "{drawn:?}");
        let all: f64 = drawn.classes.iter().map(|class| class.items).sum();
        assert!(drawn.bins.is_empty() || counted + drawn.unknown == all, "{drawn:?}");
    }
    let across = PoolingAcross { field: UnitField::Location, count: 9, ..PoolingAcross::default() };
    session.ask(&Request::Pooling { policy: policy.clone(), across });
    let kept = ReviewAgainst {
        results: Some(String::from_utf8_lossy(earlier).into_owned()),
        count: 9,
        ..ReviewAgainst::default()
    };
    let halves = ReviewAgainst { count: 9, ..ReviewAgainst::default() };
    for against in [kept, halves] {
        session.ask(&Request::Review { policy: policy.clone(), against });
    }
    let list = ItemList { dormant_only: Some(true), count: 9, ..ItemList::default() };
    session.ask(&Request::Items { policy, list });
}

/// A policy of the cases, now and then a spoiled one that was not refused.
fn policy(policies: &[Vec<u8>], numbers: &mut Numbers) -> Box<PolicyFile> {
    let whole = &policies[numbers.below(policies.len())];
    let bytes = if numbers.below(3) == 0 { mutated(policies, numbers) } else { whole.clone() };
    Box::new(read(&String::from_utf8_lossy(&bytes)).map(|(policy, _)| policy).unwrap_or_default())
}

/// Feeds a file until it was read; one to be decoded by whoever feeds it stays open.
fn feed(session: &mut Session, slot: u32, name: &str, bytes: &[u8]) {
    for _ in 0..8 {
        session.open(slot, name, bytes.len() as f64);
        let (one, other) = bytes.split_at(bytes.len() / 3);
        session.push(slot, one);
        session.push(slot, other);
        match session.close(slot) {
            Answer::FileRead(read) if read.again && read.decode.is_none() => {}
            _ => return,
        }
    }
    panic!("read again and again");
}

fn counts_add_up(read: &FilesAnswer, one: &[u8], other: &[u8]) {
    for file in &read.files {
        let lines = lines(if file.slot == 0 { one } else { other }) as f64;
        assert!(file.changed + file.left_out <= file.rows, "{file:?}");
        let places = |finding: &FindingView| finding.places.iter().all(|place| place.line <= lines);
        assert!(file.findings.iter().all(places), "{:?} in {lines} lines", file.findings);
    }
}

/// Every number of an export is one: no NaN, no infinity.
fn exported(session: &mut Session, policy: &PolicyFile, what: Export) {
    let request = Request::Export { policy: Box::new(policy.clone()), what, form: CsvForm::Plain };
    let Answer::File(file) = session.ask(&request) else { return };
    let signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };
    let records = first_records(std::str::from_utf8(&file.bytes).unwrap(), true, signs, usize::MAX);
    let (names, rows) = records.split_first().unwrap();
    for row in rows {
        assert_eq!(row.cells.len(), names.cells.len());
        for (name, cell) in names.cells.iter().zip(&row.cells) {
            let finite = cell.is_empty() || cell.parse::<f64>().is_ok_and(f64::is_finite);
            assert!(finite || !NUMBERS.contains(&name.as_str()), "{name}: {cell}");
        }
    }
}
