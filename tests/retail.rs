//! Half a million real invoice lines against figures computed elsewhere (pandas), item by item.
//!
//! The data are not ours to ship: without them, the test says so and ends.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

use rig::{data, item_results, policy_of, read, rows};
use segmented_safety_stock::protocol::PolicyFile;

fn policy(window: &str) -> Box<PolicyFile> {
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"], "period": "week",
            "window": "{window}", "edge_periods": "keep", "returns": "exclude", "filters": {{"demand": "price > 0"}},
            "segmentation": {{"dimensions": [{{"kind": "abc", "by": "revenue", "cuts": [0.8, 0.95], "span_days": null}}]}}}}"#
    );
    policy_of(text)
}

/// Every code's figures against the columns that start with `prefix`.
#[track_caller]
fn check(window: &str, prefix: &str) {
    let Some(folder) = data("online_retail/online_retail.csv") else { return };
    let expected =
        rows(&std::fs::read_to_string(folder.join("expected/online_retail_gross_W_incl.csv")).unwrap());
    let policy = policy(window);
    let mut session = read(&folder.join("online_retail/online_retail.csv"), &policy);
    let found = rows(&item_results(&mut session, &policy));
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
