//! Stories that a planner could have told: files in, questions asked, answers expected.
//!
//! A folder of `tests/cases` is a story: `case.json` says what is told and asked, `policy.json` is opened where
//! there is one, every other file is dropped in name order, `expected/` holds an answer a question.
//! `UPDATE=1 cargo test --test cases` writes the answers anew: read the difference before keeping it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use segmented_safety_stock::protocol::desk::{DeskSettings, OrderLine};
use segmented_safety_stock::protocol::request::{CsvForm, Export, ItemList, ItemSort};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;
use serde_json::Value;

/// What `case.json` says.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is shown, a sentence.
    story: String,
    /// `policy`, `files`, `findings`, `summary`, `compare`, `items`, `item <number in key order>`, `dimension <position>`,
    /// `fewest`, `take-groups <count>` (which answers as if that policy had been opened),
    /// `item-results`, `segment-results`, `desk`, `promise <item> <tier> <quantity> <day>`, `orders`: the list
    /// `orders.csv` beside the case, answered, and `commitments`: the same as a file.
    ask: Vec<String>,
    /// How far a number may lie from the expected one, of the larger of the two.
    relative: f64,
    /// Where the files lie if not beside the case, from the project's folder; a policy beside the case holds.
    #[serde(default)]
    data: Option<String>,
}

macro_rules! stories {
    ($($story:ident)+) => {
        $( #[test] fn $story() { check(stringify!($story)); } )+

        #[test]
        fn every_folder_is_told() {
            let mut told = vec![$(stringify!($story).to_owned()),+];
            told.sort();
            assert_eq!(names(&project().join("tests/cases")), told);
        }
    };
}

stories! {
    bad_input
    classes_by_cost_speed_and_supplier
    decimal_comma_semicolon_german
    electronics_three_segments
    fewest_segments
    figures_from_elsewhere
    lead_times_from_receipts
    lead_times_from_receipts_ordered
    level_typed_as_percent
    order_up_to_review
    overrides_rules_merges
    promises_of_a_distributor
    returns_cancel
    returns_exclude
    returns_net
    sample_distributor
    sample_shop
    sample_third_party_logistics
    season_and_single_periods
    short_and_missing
    sized_by_forecast_error
    targets_of_every_kind
    third_party_clients
}

/// Plays a story and compares every answer, or writes it.
#[track_caller]
fn check(story: &str) {
    let folder = project().join("tests/cases").join(story);
    let case: Case = serde_json::from_str(&read(&folder.join("case.json"))).unwrap();
    let data = case.data.as_ref().map_or_else(|| folder.clone(), |data| project().join(data));
    let own = folder.join("policy.json");
    let (mut session, policy) = opened(&data, &if own.exists() { own } else { data.join("policy.json") });
    let mut differences = Vec::new();
    let mut expected_files = Vec::new();
    for question in &case.ask {
        let (name, found) = match &policy {
            Err(failure) => (format!("{question}.json"), text(failure)),
            Ok((answer, policy)) => match question.as_str() {
                "orders" | "commitments" => desk_list(&mut session, &folder, question, policy),
                _ => answered(&mut session, question, answer, policy),
            },
        };
        let file = folder.join("expected").join(&name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(folder.join("expected")).unwrap();
            fs::write(&file, &found).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        differences.extend(compare(&name, &expected, &found, case.relative));
        expected_files.push(name);
    }
    expected_files.sort();
    assert_eq!(names(&folder.join("expected")), expected_files, "expected/ of {story}");
    let told = case.story;
    assert!(differences.is_empty(), "{story}: {told}\n{}", differences.join("\n"));
}

/// The policy's answer and the policy, or why it cannot be opened.
type Opened = Result<(Answer, Box<PolicyFile>), Answer>;

/// A session with every file of a folder, read by a policy; by a new one where there is no such file.
fn opened(data: &Path, policy: &Path) -> (Session, Opened) {
    let mut session = Session::new(None);
    let request = match fs::read_to_string(policy) {
        Ok(text) => Request::OpenPolicy { name: "policy.json".to_owned(), text },
        Err(_) => Request::NewPolicy,
    };
    let answer = session.ask(&request);
    let Answer::Policy(opened) = &answer else { return (session, Err(answer)) };
    let policy = Box::new(opened.policy.clone());
    assert_eq!(session.ask(&Request::Reading { policy: policy.clone() }), Answer::Done);
    let files = names(data).into_iter().filter(|name| is_data(data, name));
    for (slot, name) in (0..).zip(files) {
        feed(&mut session, slot, &data.join(name));
    }
    (session, Ok((answer, policy)))
}

fn is_data(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file() && !["case.json", "policy.json", "SOURCE.md"].contains(&name)
}

/// A file piece by piece, and again where a late row corrected its plan.
fn feed(session: &mut Session, slot: u32, path: &Path) {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    loop {
        session.open(slot, name, bytes.len() as f64);
        bytes.chunks(1000).for_each(|piece| session.push(slot, piece));
        match session.close(slot) {
            Answer::FileRead(read) if read.again => {}
            _ => return,
        }
    }
}

/// The name of the file that keeps an answer, and its text.
fn answered(session: &mut Session, question: &str, opened: &Answer, policy: &PolicyFile) -> (String, String) {
    if question == "policy" {
        return ("policy.json".to_owned(), text(opened));
    }
    if question == "findings" {
        return ("findings.json".to_owned(), findings(session, policy));
    }
    let answer = session.ask(&request(question, Box::new(policy.clone())));
    match answer {
        Answer::File(file) => (file.name, String::from_utf8(file.bytes).unwrap()),
        other => (format!("{}.json", question.replace(' ', "-")), text(&other)),
    }
}

/// What is odd in the files, across them and in the results, without the words that a cause always has.
fn findings(session: &mut Session, policy: &PolicyFile) -> String {
    let Answer::Files(files) = session.ask(&request("files", Box::new(policy.clone()))) else { panic!() };
    let Answer::Summary(summary) = session.ask(&request("summary", Box::new(policy.clone()))) else {
        panic!()
    };
    let of_files = files.files.into_iter().flat_map(|file| file.findings);
    let all = of_files.chain(files.findings).chain(summary.findings);
    let short = all.map(|finding| {
        let places = finding.places.iter().map(|place| (place.line, &place.column, &place.found));
        serde_json::json!({
            "file": finding.file, "code": finding.code, "count": finding.count, "detail": finding.detail,
            "places": places.collect::<Vec<_>>(),
        })
    });
    serde_json::to_string_pretty(&short.collect::<Vec<Value>>()).unwrap() + "\n"
}

fn request(question: &str, policy: Box<PolicyFile>) -> Request {
    match question.split_once(' ').unwrap_or((question, "")) {
        ("files", "") => Request::Files { policy },
        ("summary", "") => Request::Summary { policy },
        ("compare", "") => Request::Compare { policy },
        ("dimension", position) => Request::Dimension { policy, position: position.parse().unwrap() },
        ("fewest", "") => Request::Fewest { policy },
        ("take-groups", groups) => Request::TakeGroups { policy, groups: groups.parse().unwrap() },
        ("items", "") => {
            let list = ItemList { sort: ItemSort::Key, count: 1000, ..ItemList::default() };
            Request::Items { policy, list }
        }
        ("item", index) => Request::Item { policy, index: index.parse().unwrap() },
        ("item-results", "") => Request::Export { policy, what: Export::ItemResults, form: CsvForm::Plain },
        ("segment-results", "") => {
            Request::Export { policy, what: Export::SegmentResults, form: CsvForm::Plain }
        }
        ("desk", "") => Request::Desk { policy, desk: DeskSettings::default() },
        ("promise", order) => {
            let order = order_line(&order.split(' ').collect::<Vec<_>>());
            Request::Promise { policy, desk: DeskSettings::default(), order }
        }
        _ => panic!("no question is called {question}"),
    }
}

/// A list answered, or as a file.
fn desk_list(session: &mut Session, folder: &Path, question: &str, policy: &PolicyFile) -> (String, String) {
    let (lines, desk) = (orders(session, folder, policy), DeskSettings::default());
    let policy = Box::new(policy.clone());
    match session.ask(&if question == "orders" {
        Request::PromiseList { policy, desk, lines }
    } else {
        Request::Commitments { policy, desk, lines, form: CsvForm::Plain }
    }) {
        Answer::File(file) => (file.name, String::from_utf8(file.bytes).unwrap()),
        other => (format!("{question}.json"), text(&other)),
    }
}

/// Item, tier, quantity and day.
fn order_line(words: &[&str]) -> OrderLine {
    let [item, tier, quantity, due] = words else { panic!("{words:?}") };
    OrderLine {
        item: (*item).to_owned(),
        tier: (*tier).to_owned(),
        quantity: quantity.parse().unwrap(),
        due: segmented_safety_stock::segment::single::iso_day(due).unwrap(),
        ..OrderLine::default()
    }
}

/// The list beside a case, read as if it were pasted.
fn orders(session: &mut Session, folder: &Path, policy: &PolicyFile) -> Vec<OrderLine> {
    let text = read(&folder.join("orders.csv"));
    let policy = Box::new(policy.clone());
    let Answer::OrderLines(read) = session.ask(&Request::ReadOrders { policy, text }) else { panic!() };
    read.lines
}

/// An answer as it is kept: without the lists of all tables and roles, and without the policy that went in.
fn text(answer: &Answer) -> String {
    let mut answer = answer.clone();
    if let Answer::Files(files) = &mut answer {
        files.tables.clear();
    }
    let mut value = serde_json::to_value(&answer).unwrap();
    if let (Answer::Policy(_), Value::Object(fields)) = (&answer, &mut value) {
        fields.remove("policy");
        return serde_json::to_string_pretty(&value).unwrap() + "\n";
    }
    serde_json::to_string_pretty(&answer).unwrap() + "\n"
}

/// Where two texts differ: JSON value by value, CSV cell by cell, numbers within `relative`.
fn compare(name: &str, expected: &str, found: &str, relative: f64) -> Vec<String> {
    let mut differences = Vec::new();
    if Path::new(name).extension().is_some_and(|ending| ending == "json") {
        let value = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        compare_values(name, &value(expected), &value(found), relative, &mut differences);
    } else {
        compare_tables(name, expected, found, relative, &mut differences);
    }
    differences
}

fn compare_values(path: &str, expected: &Value, found: &Value, relative: f64, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let [one, other] = [one.get(key), other.get(key)];
                let [one, other] = [one, other].map(|value| value.unwrap_or(&Value::Null));
                compare_values(&format!("{path} / {key}"), one, other, relative, differences);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (place, (one, other)) in one.iter().zip(other).enumerate() {
                compare_values(&format!("{path} / {place}"), one, other, relative, differences);
            }
        }
        (Value::Number(one), Value::Number(other)) if near(one.as_f64(), other.as_f64(), relative) => {}
        _ if expected == found => {}
        _ => differences.push(format!("{path}: expected {expected}, found {found}")),
    }
}

fn compare_tables(name: &str, expected: &str, found: &str, relative: f64, differences: &mut Vec<String>) {
    let header = cells(found.lines().next().unwrap_or_default());
    let (one, other): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    if one.len() != other.len() {
        differences.push(format!("{name}: expected {} lines, found {}", one.len(), other.len()));
    }
    for (line, (one, other)) in (1..).zip(one.iter().zip(&other)) {
        let (one, other) = (cells(one), cells(other));
        if one.len() != other.len() {
            differences.push(format!("{name} line {line}: another number of cells"));
        }
        for (column, (one, other)) in one.iter().zip(&other).enumerate() {
            if one != other && !near(one.parse().ok(), other.parse().ok(), relative) {
                let column = header.get(column).map_or("", String::as_str);
                differences.push(format!("{name} line {line} {column}: expected {one}, found {other}"));
            }
        }
    }
}

/// The cells of a line, quotes and all; no case holds a line break in a cell.
fn cells(line: &str) -> Vec<String> {
    let mut quoted = false;
    let apart = |sign: char| {
        quoted ^= sign == '"';
        sign == ',' && !quoted
    };
    line.split(apart).map(str::to_owned).collect()
}

fn near(one: Option<f64>, other: Option<f64>, relative: f64) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    (one - other).abs() <= relative * one.abs().max(other.abs())
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a folder holds, by name; nothing where there is none.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
