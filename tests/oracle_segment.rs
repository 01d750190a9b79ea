//! Classes against reference cases computed with mpmath at 70 digits: ABC on exact decimals, XYZ at its limits.

// The lints of `src` excuse test functions, not the verbs that they share.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod bare;

use segmented_safety_stock::finding::Findings;
use segmented_safety_stock::protocol::policy::{Dimension, DimensionKind};
use segmented_safety_stock::segment::{Values, dimension};
use segmented_safety_stock::stats::demand::bucketed_cv;
use serde_json::Value;

use bare::{Bare, item};

const CASES: &str = include_str!("oracle/segment.json");

fn family(name: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(CASES).unwrap();
    all["cases"].as_array().unwrap().iter().filter(|case| case["family"] == name).cloned().collect()
}

fn decimals(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|number| number.as_str().unwrap()).collect()
}

fn number(text: &Value) -> f64 {
    text.as_str().unwrap().parse().unwrap()
}

/// Decimals as whole numbers of one step of a thousandth.
fn steps(decimals: &[&str]) -> Vec<i128> {
    let whole = |text: &&str| {
        let (units, fraction) = text.split_once('.').unwrap_or((text, ""));
        format!("{units}{fraction:0<3}").parse::<i128>().unwrap()
    };
    decimals.iter().map(whole).collect()
}

fn classes(setting: &Dimension, values: Option<Values>, cv: Vec<Option<f64>>, count: usize) -> Vec<String> {
    let bare = Bare { items: (0..count).map(item).collect(), values, cv };
    let found = dimension(setting).classify(&bare, &mut Findings::default());
    (0..count).map(|item| found.class(item).to_owned()).collect()
}

#[track_caller]
fn check_abc(case: &Value, values: Values) {
    let inputs = &case["inputs"];
    let cuts = Some(vec![number(&inputs["a"]), number(&inputs["b"])]);
    let setting = Dimension { kind: DimensionKind::Abc, cuts, ..Dimension::default() };
    let expected = decimals(&case["expected"]["classes"]);
    let found = classes(&setting, Some(values), Vec::new(), expected.len());
    assert_eq!(found, expected, "{}: {}", case["id"], case["note"]);
}

#[test]
fn abc_agrees_on_exact_sums_and_on_doubles() {
    let cases = family("abc");
    assert_eq!(cases.len(), 9);
    for case in &cases {
        let values = decimals(&case["inputs"]["values_decimal"]);
        check_abc(case, Values::Exact(steps(&values)));
        check_abc(case, Values::Plain(values.iter().map(|value| value.parse().unwrap()).collect()));
    }
}

#[test]
fn xyz_agrees_and_what_is_undefined_is_z() {
    let cases = family("xyz");
    assert_eq!(cases.len(), 8);
    for case in &cases {
        let inputs = &case["inputs"];
        let series: Vec<f64> =
            decimals(&inputs["series_decimal"]).iter().map(|value| value.parse().unwrap()).collect();
        let cuts = Some(vec![number(&inputs["x"]), number(&inputs["y"])]);
        let setting = Dimension { kind: DimensionKind::Xyz, cuts, ..Dimension::default() };
        let expected = case["expected"]["class"].as_str().unwrap().replace("undefined", "Z");
        let found = classes(&setting, None, vec![bucketed_cv(&series, 1)], 1);
        assert_eq!(found, [expected], "{}: {}", case["id"], case["note"]);
    }
}
