//! What tests of the whole engine share: data beside the project, policies from their text, a session with files in
//! it, results by item. Each takes the part that it needs.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use segmented_safety_stock::protocol::answer::SummaryAnswer;
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// The samples of the page.
pub const SAMPLES: [&str; 3] = ["distributor", "shop", "third_party_logistics"];

/// The folder of data that are not ours to ship, where it holds a file; where not, the tests say so and end.
pub fn data(needed: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let there = folder.join(needed).exists();
    if !there {
        println!("skipped: {needed} is not beside this project (set SHARED_DATA)");
    }
    there.then_some(folder)
}

/// The policy of an answer that holds one.
pub fn policy_in(answer: Answer) -> PolicyFile {
    match answer {
        Answer::Policy(found) => found.policy,
        other => panic!("{other:?}"),
    }
}

/// A policy from its text.
pub fn policy_of(text: impl Into<String>) -> Box<PolicyFile> {
    let request = Request::OpenPolicy { name: "policy.json".to_owned(), text: text.into() };
    Box::new(policy_in(Session::new(None).ask(&request)))
}

/// A session that reads by a policy, with a file in it; fed again where a late row asks for that.
pub fn read(path: &Path, policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    feed(&mut session, 0, path);
    session
}

fn feed(session: &mut Session, slot: u32, path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    loop {
        session.open(slot, path.file_name().unwrap().to_str().unwrap(), bytes.len() as f64);
        bytes.chunks(1_000_003).for_each(|chunk| session.push(slot, chunk));
        match session.close(slot) {
            Answer::FileRead(read) if read.again => {}
            Answer::FileRead(_) => return,
            other => panic!("{other:?}"),
        }
    }
}

/// The folder of a sample.
pub fn folder(sample: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples").join(sample)
}

/// A session with a sample's demand, items and receipts, read by a policy.
pub fn sample_by(sample: &str, policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    for (slot, name) in (0..).zip(["demand.csv", "items.csv", "receipts.csv"]) {
        let path = folder(sample).join(name);
        if path.exists() {
            feed(&mut session, slot, &path);
        }
    }
    session
}

/// A sample's own policy.
pub fn sample_policy(sample: &str) -> Box<PolicyFile> {
    policy_of(std::fs::read_to_string(folder(sample).join("policy.json")).unwrap())
}

/// A session with a sample's files, by its own policy, and that.
pub fn opened(sample: &str) -> (Session, Box<PolicyFile>) {
    let policy = sample_policy(sample);
    (sample_by(sample, &policy), policy)
}

/// The figures by segment.
pub fn summary(session: &mut Session, policy: &PolicyFile) -> SummaryAnswer {
    match session.ask(&Request::Summary { policy: Box::new(policy.clone()) }) {
        Answer::Summary(found) => *found,
        other => panic!("{other:?}"),
    }
}

/// `item-results.csv`.
pub fn item_results(session: &mut Session, policy: &PolicyFile) -> String {
    let policy = Box::new(policy.clone());
    match session.ask(&Request::Export { policy, what: Export::ItemResults, form: CsvForm::Plain }) {
        Answer::File(file) => String::from_utf8(file.bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Cells by column name.
pub type Named = HashMap<String, String>;

/// The rows of a file without quoted cells, by their first cell.
pub fn rows(text: &str) -> HashMap<String, Named> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let named = |line: &str| -> Named {
        header.iter().zip(line.split(',')).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    };
    lines.map(|line| (line.split(',').next().unwrap().to_owned(), named(line))).collect()
}
