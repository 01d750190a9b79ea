//! Half a million real invoice lines against figures computed elsewhere (pandas), item by item.
//!
//! The data are not ours to ship: without them, the test says so and ends.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

type Rows = HashMap<String, HashMap<String, String>>;

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let there = folder.join("online_retail/online_retail.csv").exists();
    if !there {
        println!("skipped: the Online Retail data are not beside this project (set SHARED_DATA)");
    }
    there.then_some(folder)
}

/// A file without quoted cells, by its first column.
fn rows(text: &str) -> Rows {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let named = |line: &str| -> HashMap<String, String> {
        header.iter().zip(line.split(',')).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    };
    lines.map(|line| (line.split(',').next().unwrap().to_owned(), named(line))).collect()
}

fn policy(window: &str) -> Box<PolicyFile> {
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"], "period": "week",
            "window": "{window}", "edge_periods": "keep", "returns": "exclude", "filters": {{"demand": "price > 0"}},
            "segmentation": {{"dimensions": [{{"kind": "abc", "by": "revenue", "cuts": [0.8, 0.95], "span_days": null}}]}}}}"#
    );
    match Session::new(None).ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text }) {
        Answer::Policy(answer) => Box::new(answer.policy),
        other => panic!("{other:?}"),
    }
}

fn item_results(bytes: &[u8], policy: Box<PolicyFile>) -> Rows {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy.clone() });
    session.open(0, "online_retail.csv", bytes.len() as f64);
    bytes.chunks(1_000_003).for_each(|chunk| session.push(0, chunk));
    session.close(0);
    match session.ask(&Request::Export { policy, what: Export::ItemResults, form: CsvForm::Plain }) {
        Answer::File(file) => rows(std::str::from_utf8(&file.bytes).unwrap()),
        other => panic!("{other:?}"),
    }
}

/// Every code's figures against the columns that start with `prefix`.
#[track_caller]
fn check(window: &str, prefix: &str) {
    let Some(folder) = data() else { return };
    let expected =
        rows(&std::fs::read_to_string(folder.join("expected/online_retail_gross_W_incl.csv")).unwrap());
    let bytes = std::fs::read(folder.join("online_retail/online_retail.csv")).unwrap();
    let found = item_results(&bytes, policy(window));
    assert_eq!(expected.len(), 3_922);
    for (code, expected) in &expected {
        let found = &found[code];
        for (name, other) in
            [("periods", "n"), ("mean", "mean"), ("sd", "sd"), ("cv", "cv"), ("adi", "adi"), ("cv2", "cv2")]
        {
            let (one, other) = (&found[name], &expected[&format!("{prefix}_{other}")]);
            assert!(agree(one, other), "{code} {name}: expected {other}, found {one}");
        }
        assert_eq!(found["pattern"], expected[&format!("{prefix}_sbc")], "{code}");
        assert_eq!(found["abc"], expected["abc_before"], "{code}");
    }
}

/// Both blank, or within a relative 1e-9.
fn agree(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() <= 1e-9 * other.abs(),
        _ => one == other,
    }
}

#[test]
fn every_code_agrees_from_its_first_demand() {
    check("first-demand-whole", "first");
}

#[test]
fn every_code_agrees_from_the_start_of_the_data() {
    check("data-start", "start");
}
