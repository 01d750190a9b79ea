//! Classes of real items against figures made by a script outside the product (`oracle/classes.py`: plain Python,
//! exact fractions, from the raw files), and patterns against those that were published with one of the data sets.
//!
//! The data are not ours to ship: without them, the tests say so and end.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod rig;

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use rig::{data, item_results, policy_of, read};

/// ABC, XYZ and pattern of each item.
type Classes = HashMap<String, [String; 3]>;

/// What the script says of one data set.
fn expected(folder: &Path, name: &str) -> Classes {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/classes.py");
    let ran = Command::new("python3").arg(script).arg(folder).arg(name).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    by_item(&String::from_utf8(ran.stdout).unwrap())
}

/// How a file is classed.
#[derive(Clone, Copy)]
struct Settings {
    period: &'static str,
    /// Where an item's history begins.
    window: &'static str,
    /// What ABC ranks by.
    by: &'static str,
    filter: &'static str,
}

const WEEKS: Settings = Settings { period: "week", window: "data-start", by: "revenue", filter: "" };
const MONTHS: Settings = Settings { period: "month", by: "units", ..WEEKS };

/// The item results of one file.
fn found(path: &Path, Settings { period, window, by, filter }: Settings) -> Classes {
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"], "period": "{period}",
            "window": "{window}", "edge_periods": "keep", "returns": "exclude", "filters": {{"demand": "{filter}"}},
            "segmentation": {{"dimensions": [{{"kind": "abc", "by": "{by}", "cuts": [0.8, 0.95], "span_days": null}},
                {{"kind": "xyz", "cuts": [0.5, 1.0]}}]}}}}"#
    );
    let policy = policy_of(text);
    by_item(&item_results(&mut read(path, &policy), &policy))
}

fn by_item(text: &str) -> Classes {
    let mut rows = text.lines().map(cells);
    let header = rows.next().unwrap();
    let place = |name: &str| header.iter().position(|title| title == name).unwrap();
    let (item, classes) = (place("item"), ["abc", "xyz", "pattern"].map(place));
    rows.map(|row| (row[item].clone(), classes.map(|place| row[place].clone()))).collect()
}

/// The cells of a line; none of these keys holds a line end.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for part in line.split_inclusive(['"', ',']) {
        let (text, sign) = part.split_at(part.trim_end_matches(['"', ',']).len());
        cells.last_mut().unwrap().push_str(text);
        match sign {
            "\"" => quoted = !quoted,
            "," if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push_str(other),
        }
    }
    cells
}

#[track_caller]
fn check(name: &str, path: &str, settings: Settings, count: usize) {
    let Some(folder) = data("auto/auto_demand_wide.csv") else { return };
    let (expected, found) = (expected(&folder, name), found(&folder.join(path), settings));
    assert_eq!(expected.len(), count, "{name}");
    for (item, classes) in &expected {
        assert_eq!(found.get(item), Some(classes), "{name}: {item}");
    }
    let sold_never = found.iter().filter(|(item, _)| !expected.contains_key(*item));
    for (item, [_, _, pattern]) in sold_never {
        assert_eq!(pattern, "", "{name}: {item} has no demand");
    }
}

#[test]
fn a_web_shop() {
    check(
        "online_retail",
        "online_retail/online_retail.csv",
        Settings { filter: "price > 0", ..WEEKS },
        3_922,
    );
}

#[test]
fn deliveries_of_a_health_programme() {
    check("scms", "scms/SCMS_Delivery_History_Dataset.csv", WEEKS, 184);
}

#[test]
fn an_office_store() {
    check("superstore", "superstore/Sample - Superstore.csv", WEEKS, 1_862);
}

#[test]
fn car_parts() {
    check("auto", "auto/auto_demand_wide.csv", MONTHS, 3_000);
}

/// They were published for histories from the first demand; one of the 3,000 contradicts them.
#[test]
fn car_parts_have_the_patterns_that_were_published() {
    let Some(folder) = data("auto/auto_demand_wide.csv") else { return };
    let published = std::fs::read_to_string(folder.join("auto/auto_published_classes.csv")).unwrap();
    let published: Vec<&str> =
        published.lines().skip(1).filter_map(|line| line.split(',').nth(6)).take(3_000).collect();
    let settings = Settings { window: "first-demand-whole", ..MONTHS };
    let found = found(&folder.join("auto/auto_demand_wide.csv"), settings);
    let own = |number: usize| &found[&format!("SKU_{number}")][2];
    let equal = (1..).zip(&published).filter(|(number, pattern)| own(*number).eq_ignore_ascii_case(pattern));
    assert_eq!((published.len(), equal.count()), (3_000, 2_999));
}
