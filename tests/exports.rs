//! Real exports, dropped as they are: five dialects of one history, and deliveries whose dates come in two forms.
//!
//! The data are not ours to ship: without them, the tests say so and end.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

mod rig;

use std::collections::BTreeMap;

use rig::{data, item_results, policy_of, read, rows};
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::condition::Condition;
use segmented_safety_stock::read::{DateCell, Number, Plan, Reader, Role, Row, Table};
use segmented_safety_stock::session::Session;

fn policy() -> Box<PolicyFile> {
    let text = r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"],
        "period": "month", "window": "data-start", "edge_periods": "keep", "returns": "net",
        "segmentation": {"dimensions": []}}"#;
    policy_of(text)
}

#[track_caller]
fn check_months(file: &str) {
    let Some(folder) = data("dialects") else { return };
    let expected = rows(&std::fs::read_to_string(folder.join("expected/dialects_expected.csv")).unwrap());
    let policy = policy();
    let mut session = read(&folder.join("dialects").join(file), &policy);
    let found = rows(&item_results(&mut session, &policy));
    assert_eq!(found.len(), expected.len(), "{file}");
    for (item, expected) in expected {
        for (ours, theirs) in [("mean", "month_mean"), ("sd", "month_sd")] {
            let (one, other): (f64, f64) =
                (found[&item][ours].parse().unwrap(), expected[theirs].parse().unwrap());
            assert!(
                (one - other).abs() <= 1e-9 * other.abs() + 5e-8,
                "{file} {item} {ours}: {other}, found {one}"
            );
        }
    }
}

#[test]
fn iso_dates_and_commas() {
    check_months("v1_utf8_comma_iso.csv");
}

#[test]
fn german_semicolons_with_decimal_commas() {
    check_months("v2_cp1252_semicolon_dmy_decimalcomma_trailingminus.csv");
}

#[test]
fn utf16_with_tabs_and_months_first() {
    check_months("v3_utf16le_bom_tab_mdy.txt");
}

#[test]
fn title_lines_totals_and_parentheses() {
    check_months("v4_excel_sep_title_total_parentheses_newlines.csv");
}

#[test]
fn one_column_a_month() {
    check_months("v5_wide_months_blank_is_zero.csv");
}

/// Lead times of one supplier, and lines in time.
#[derive(Default)]
struct Deliveries {
    days: Vec<f64>,
    on_time: f64,
    promised: f64,
}

/// Deliveries by supplier, of lines that went straight from it to the client.
fn deliveries(bytes: &[u8]) -> (BTreeMap<String, Deliveries>, u64) {
    let direct = Condition::parse(r#""Fulfill Via" = "Direct Drop""#).unwrap();
    let (mut by_supplier, mut demand) = (BTreeMap::<String, Deliveries>::new(), 0);
    let mut sink = |plan: &Plan, row: &Row| {
        if plan.table == Some(Table::Demand) {
            let day = matches!(row.date(plan.column(Role::Date).unwrap()), DateCell::Day(_));
            let quantity = matches!(row.number(plan.column(Role::Quantity).unwrap()), Number::Value(_));
            demand += u64::from(day && quantity && !row.text(plan.column(Role::Item).unwrap()).is_empty());
            return;
        }
        let date = |role| match row.date(plan.column(role).unwrap()) {
            DateCell::Day(day) => Some(f64::from(day)),
            _ => None,
        };
        let is_direct = direct.bind(|name| plan.resolve(name)).unwrap().holds(row);
        let (Some(ordered), Some(received), true) =
            (date(Role::OrderedOn), date(Role::ReceivedOn), is_direct)
        else {
            return;
        };
        if received < ordered {
            return;
        }
        let supplier = row.text(plan.column(Role::Supplier).unwrap()).to_owned();
        let deliveries = by_supplier.entry(supplier).or_default();
        deliveries.days.push(received - ordered);
        if let Some(promised) = date(Role::Promised) {
            deliveries.promised += 1.0;
            deliveries.on_time += f64::from(u8::from(received <= promised));
        }
    };
    let mut reader = Reader::new("SCMS_Delivery_History_Dataset.csv", &BTreeMap::new());
    reader.push(bytes, &mut sink);
    assert!(reader.finish(&mut sink).again.is_none());
    (by_supplier, demand)
}

#[test]
fn one_file_is_receipts_and_demand() {
    let Some(folder) = data("dialects") else { return };
    let bytes = std::fs::read(folder.join("scms/SCMS_Delivery_History_Dataset.csv")).unwrap();
    let (found, demand) = deliveries(&bytes);
    assert_eq!(demand, 10_324);
    let text = std::fs::read_to_string(folder.join("expected/scms_vendor_lines_nonneg.csv")).unwrap();
    let mut vendors = 0;
    for line in text.lines().skip(1) {
        let (vendor, figures) = vendor(line);
        let of = &found[&vendor];
        let (count, days) = (of.days.len() as f64, of.days.iter().sum::<f64>());
        let mean = days / count;
        let squares: f64 = of.days.iter().map(|days| (days - mean).powi(2)).sum();
        vendors += 1;
        assert_eq!(count, figures[0], "{vendor}");
        assert!((mean - figures[1]).abs() < 1e-6, "{vendor}: {mean}");
        assert!(count < 2.0 || ((squares / (count - 1.0)).sqrt() - figures[2]).abs() < 1e-6, "{vendor}");
        assert!((of.on_time / of.promised - figures[10]).abs() < 1e-6, "{vendor}");
    }
    assert_eq!((vendors, found.len()), (68, 68));
}

/// A supplier, whose name may be quoted, and its figures; a blank is zero.
fn vendor(line: &str) -> (String, Vec<f64>) {
    let quoted = line.strip_prefix('"').and_then(|rest| rest.split_once("\","));
    let (name, rest) = quoted.or_else(|| line.split_once(',')).unwrap();
    (name.to_owned(), rest.split(',').map(|figure| figure.parse().unwrap_or(0.0)).collect())
}

/// Files dropped together, by an ordinary policy with some corrected matches.
fn dropped(files: &[&str], columns: &str) -> Option<(Session, Box<PolicyFile>)> {
    let folder = data("dialects")?;
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"], "columns": {columns}}}"#
    );
    let mut session = Session::new(None);
    let Answer::Policy(opened) = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text })
    else {
        panic!()
    };
    let policy = Box::new(opened.policy);
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, file) in (0..).zip(files) {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        loop {
            session.open(slot, file, bytes.len() as f64);
            bytes.chunks(1_000_003).for_each(|chunk| session.push(slot, chunk));
            match session.close(slot) {
                Answer::FileRead(read) if read.again => {}
                _ => break,
            }
        }
    }
    Some((session, policy))
}

/// Items by whether a safety stock was found, and the questions that are open.
fn outcome(session: &mut Session, policy: &PolicyFile) -> (usize, usize, usize) {
    let policy = Box::new(policy.clone());
    let Answer::Files(files) = session.ask(&Request::Files { policy: policy.clone() }) else { panic!() };
    let questions = files.files.iter().map(|file| file.questions.len()).sum();
    let request = Request::Export { policy, what: Export::ItemResults, form: CsvForm::Plain };
    let Answer::File(file) = session.ask(&request) else { panic!() };
    let found = rows(std::str::from_utf8(&file.bytes).unwrap());
    let with = found.values().filter(|row| !row["safety_stock"].is_empty()).count();
    (found.len(), with, questions)
}

/// Files, then items, items with a safety stock, questions.
#[track_caller]
fn check_items(files: &[&str], expected: (usize, usize, usize)) {
    let Some((mut session, policy)) = dropped(files, "{}") else { return };
    assert_eq!(outcome(&mut session, &policy), expected, "{files:?}");
}

#[test]
fn spare_parts_need_nothing_but_their_cost() {
    check_items(&["raf/raf.csv"], (5000, 5000, 0));
}

#[test]
fn car_parts_without_dates_newest_first_need_a_lead_time() {
    check_items(&["auto/auto_demand_wide.csv"], (3000, 3000, 0));
}

#[test]
fn months_beside_cost_lead_time_and_stock_need_nothing() {
    check_items(&["supplychainpy/complete_dataset_large.csv"], (499, 499, 0));
    check_items(&["supplychainpy/complete_dataset_small.csv"], (39, 39, 0));
    check_items(&["supplychainpy/partial_dataset_small.csv"], (29, 29, 0));
}

/// Items without demand in the window count as found: their stock is zero.
#[test]
fn order_lines_of_a_shop_need_a_lead_time_and_cost() {
    check_items(&["superstore/Sample - Superstore.csv"], (1862, 1862, 0));
}

/// The column of the total has a name of its own: the user takes it out of the columns that are items.
#[test]
fn drug_groups_need_a_lead_time_and_cost() {
    check_items(&["pharma/salesdaily.csv"], (9, 9, 1));
    check_items(&["pharma/salesweekly.csv"], (8, 8, 0));
    check_items(&["pharma/salesmonthly.csv"], (8, 8, 0));
}

const SALES: [&str; 4] = [
    "adventureworks/AdventureWorks_Products.csv",
    "adventureworks/AdventureWorks_Sales_2017.csv",
    "adventureworks/AdventureWorks_Sales_2018.csv",
    "adventureworks/AdventureWorks_Sales_2019.csv",
];

/// Sales name products by their key, the product file has a SKU, too: one answer joins them, in any order of
/// files. A lead time is needed.
#[test]
fn a_chain_of_files_needs_the_column_of_its_keys() {
    for turned in [false, true] {
        let mut files = SALES;
        if turned {
            files.reverse();
        }
        let Some((mut session, policy)) = dropped(&files, "{}") else { return };
        assert_eq!(outcome(&mut session, &policy).2, 1);
        let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!() };
        let file = answer.files.iter().find(|file| !file.questions.is_empty()).unwrap();
        let question = &file.questions[0];
        assert!(!question.blocks);
        let choices: Vec<_> =
            question.choices.iter().map(|of| (of.value.as_str(), of.meaning.as_str(), of.current)).collect();
        assert_eq!(choices, [("ProductSKU", "0 of 130", true), ("ProductKey", "130 of 130", false)]);
        let settled = &question.choices[1].settles;
        let columns = format!(r#"{{"{}": {}}}"#, file.fingerprint, serde_json::to_string(settled).unwrap());
        let (mut session, policy) = dropped(&files, &columns).unwrap();
        assert_eq!(outcome(&mut session, &policy), (293, 293, 0));
        let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!() };
        assert!(!answer.findings.iter().any(|finding| finding.code == "unmatched_item"));
    }
}

/// Files without a header, TAB between columns: usable once their columns are named by number.
#[track_caller]
fn check_named(file: &str, table: &str, roles: &[(&str, &str)], rows: f64) {
    let Some((mut session, policy)) = dropped(&[file], "{}") else { return };
    let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!() };
    let (fingerprint, blocks) = (&answer.files[0].fingerprint, answer.files[0].questions[0].blocks);
    assert!(blocks && !answer.files[0].used);
    let roles: BTreeMap<_, _> = roles.iter().copied().collect();
    let columns = serde_json::json!({
        fingerprint: {"table": table, "roles": roles, "dialect": {"header_line": 0}}
    });
    let (mut session, policy) = dropped(&[file], &columns.to_string()).unwrap();
    let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!() };
    let file = &answer.files[0];
    assert!(file.used && file.questions.is_empty(), "{:?}", file.questions);
    assert_eq!((file.table.as_deref(), file.rows, file.left_out), (Some(table), rows, 0.0));
}

#[test]
fn headerless_files_need_their_columns_named() {
    let products = [("item", "column 3"), ("unit_cost", "column 9"), ("unit_price", "column 10")];
    check_named("adventureworks/oltp_Product.csv", "items", &products, 504.0);
    let stock = [("item", "column 1"), ("location", "column 2"), ("on_hand", "column 5")];
    check_named("adventureworks/oltp_ProductInventory.csv", "stock", &stock, 1069.0);
    let vendors = [("item", "column 1"), ("supplier", "column 2"), ("lead_time_days", "column 3")];
    check_named("adventureworks/oltp_ProductVendor.csv", "items", &vendors, 460.0);
}

/// The day's total stands beside the groups under a name of its own: noticed, and one answer takes it out.
#[test]
fn a_column_that_adds_up_the_others_is_asked_about() {
    let Some((mut session, policy)) = dropped(&["pharma/salesdaily.csv"], "{}") else { return };
    let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!() };
    let file = &answer.files[0];
    let question = &file.questions[0];
    assert_eq!(question.header, "Sales=B1+C1+D1+E1+F1+G1");
    assert!(file.findings.iter().any(|finding| finding.code == "sum_item"));
    let settled = serde_json::to_string(&question.choices[0].settles).unwrap();
    let columns = format!(r#"{{"{}": {settled}}}"#, file.fingerprint);
    let (mut session, policy) = dropped(&["pharma/salesdaily.csv"], &columns).unwrap();
    assert_eq!(outcome(&mut session, &policy), (8, 8, 0));
}
