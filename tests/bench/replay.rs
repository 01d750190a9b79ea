//! What the automatic model promises, and what two real portfolios then did: rolling origins, nothing of the future
//! known.
//!
//! Each history is cut at an origin and dropped as it would have been then; the reorder point or order-up-to level
//! that comes out is held against the months that followed. Stock is looked at once a month, as the data are, or
//! after every piece sold; both rules are those that the method assumes, so what is left is the model's error. An
//! item counts once an origin. With short histories allowed for, the mean is taken for an estimate, and the deviation
//! for the truth; `predictive` takes both for estimates.
//!
//! Whole units overshoot: of a piece sold twice a year either .86 or .98 can be reached, and nothing between. So
//! beside what was delivered stands what was promised, and "at the level": the same items with a unit less as often
//! as it takes to promise the target exactly. Cycles under daily review are followed beside it, in `replay_cycles.rs`.
//!
//!     SHARED_DATA=... cargo bench --bench replay
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "replay_cycles.rs"]
mod cycles;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::stock::model::{Demand, DemandModel, ModelKind};

const TARGETS: [f64; 3] = [0.90, 0.95, 0.98];
/// Windows of a pattern, below which nothing is said.
const FEWEST: f64 = 100.0;

/// A portfolio by month, oldest first.
struct Months {
    name: &'static str,
    file: &'static str,
    /// Names of the months, oldest first.
    headers: Vec<String>,
    items: Vec<Item>,
    /// How many of the months are known at each origin.
    origins: Vec<usize>,
}

struct Item {
    name: String,
    /// Months.
    lead_time: usize,
    demand: Vec<f64>,
}

/// How stock is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Monthly,
    Always,
}

fn main() {
    let Some(folder) = data() else { return };
    for portfolio in [parts(&folder), car_parts(&folder)] {
        println!("\n{}: {} items, origins {:?}", portfolio.name, portfolio.items.len(), portfolio.origins);
        models(&portfolio);
        for rule in [Rule::Monthly, Rule::Always] {
            for short in ["allow", "predictive"] {
                replay(&portfolio, rule, short);
            }
        }
        cycles::cycles(&portfolio);
    }
}

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let there = folder.join("raf").exists();
    if !there {
        println!("skipped: the data are not beside this project (set SHARED_DATA)");
    }
    there.then_some(folder)
}

/// Spare parts over seven years, with lead times of their own; a lead time of none is left as it is.
fn parts(folder: &Path) -> Months {
    let text = std::fs::read_to_string(folder.join("raf/raf.csv")).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let items = lines.map(|line| {
        let mut cells: Vec<&str> = line.rsplitn(header.len() - 1, ',').collect();
        cells.reverse(); // from the end: a description may hold a comma
        let demand: Vec<f64> = cells[3..].iter().map(|cell| cell.parse().unwrap_or(0.0)).collect();
        let name = line.split(',').next().unwrap().to_owned();
        Item { name, lead_time: cells[1].parse().unwrap(), demand }
    });
    Months {
        name: "raf",
        file: "raf.csv",
        headers: header[4..].iter().map(|&month| month.to_owned()).collect(),
        items: items.collect(),
        origins: (24..=78).step_by(6).collect(),
    }
}

/// Car parts over two years, newest month first and without lead times: two months are taken.
fn car_parts(folder: &Path) -> Months {
    let text = std::fs::read_to_string(folder.join("auto/auto_demand_wide.csv")).unwrap();
    let mut lines = text.lines();
    let count = lines.next().unwrap().split(',').count() - 1;
    let items = lines.map(|line| {
        let mut cells = line.split(',');
        let name = cells.next().unwrap().to_owned();
        let demand: Vec<f64> = cells.rev().map(|cell| cell.parse().unwrap_or(0.0)).collect();
        Item { name, lead_time: 2, demand }
    });
    Months {
        name: "auto",
        file: "auto_demand_wide.csv",
        headers: (0..count).map(|month| format!("{:04}-{:02}", 2020 + month / 12, month % 12 + 1)).collect(),
        items: items.collect(),
        origins: (9..=21).step_by(3).collect(),
    }
}

impl Months {
    /// The file as it was at an origin.
    fn known(&self, origin: usize) -> String {
        let mut text = format!("item,Lead Time (months),{}", self.headers[..origin].join(","));
        for item in &self.items {
            write!(text, "\n{},{}", item.name, item.lead_time).unwrap();
            for demand in &item.demand[..origin] {
                write!(text, ",{demand}").unwrap();
            }
        }
        text
    }

    /// A session that has read it.
    fn opened(&self, origin: usize, policy: &PolicyFile) -> Session {
        let (mut session, text) = (Session::new(None), self.known(origin));
        session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
        session.open(0, self.file, text.len() as f64);
        session.push(0, text.as_bytes());
        session.close(0);
        session
    }
}

type Row = HashMap<String, String>;

/// The item results of a file under one target for all.
fn results(session: &mut Session, policy: &PolicyFile) -> HashMap<String, Row> {
    let request =
        Request::Export { policy: Box::new(policy.clone()), what: Export::ItemResults, form: CsvForm::Plain };
    let Answer::File(file) = session.ask(&request) else { panic!() };
    let text = String::from_utf8(file.bytes).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        header.iter().map(|&name| name.to_owned()).zip(line.split(',').map(str::to_owned)).collect()
    };
    lines.map(|line| (line.split(',').next().unwrap().to_owned(), row(line))).collect()
}

fn policy(rule: Rule, short: &str, target: f64) -> PolicyFile {
    match rule {
        Rule::Monthly => policy_of("daily", 30.4375, short, target),
        Rule::Always => policy_of("continuous", 0.0, short, target),
    }
}

fn policy_of(review: &str, days: f64, short: &str, target: f64) -> PolicyFile {
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"], "period": "month",
            "short_history": "{short}", "review": "{review}", "defaults": {{"review_days": {days}}}, "segmentation": {{"dimensions": []}},
            "segments": {{"*": {{"target": {{"kind": "cycle_service_level", "value": {target}}}}}}}}}"#
    );
    match Session::new(None).ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text }) {
        Answer::Policy(answer) => answer.policy,
        other => panic!("{other:?}"),
    }
}

/// What was counted of some items.
#[derive(Default, Clone, Copy)]
struct Count {
    windows: f64,
    covered: f64,
    promised: f64,
    /// Covered, with a unit less as often as it takes to promise the target.
    at_level: f64,
    short: f64,
    promised_short: f64,
    demanded: f64,
}

impl Count {
    fn print(&self, name: &str) {
        let Count { windows, covered, promised, at_level, .. } = self;
        println!(
            "    {name:<20} {windows:>6} windows  P1 {:.3} promised {:.3} at the level {:.3}   P2 {:.3} promised {:.3}",
            covered / windows,
            promised / windows,
            at_level / windows,
            1.0 - self.short / self.demanded,
            1.0 - self.promised_short / self.demanded,
        );
    }
}

fn replay(portfolio: &Months, rule: Rule, short: &str) {
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    for &origin in &portfolio.origins {
        let mut session = portfolio.opened(origin, &policy(rule, short, TARGETS[0]));
        for target in TARGETS {
            let rows = results(&mut session, &policy(rule, short, target));
            for item in &portfolio.items {
                let Some(row) = rows.get(&item.name) else { continue };
                let Some(found) = window(item, row, origin, rule, target) else { continue };
                for kind in ["all", &row["pattern"]] {
                    counts.entry((format!("{target:.2}"), kind.to_owned())).or_default().add(&found);
                }
            }
        }
    }
    let looked = if rule == Rule::Monthly { "once a month" } else { "always" };
    println!("  looked at {looked}, short history: {short}");
    for ((target, kind), count) in counts.iter().filter(|(_, count)| count.windows >= FEWEST) {
        count.print(&format!("{target} {kind}"));
    }
}

/// How many items of each pattern have which model today, and how many have no stock.
fn models(portfolio: &Months) {
    let policy = policy(Rule::Monthly, "allow", 0.95);
    let mut session = portfolio.opened(portfolio.headers.len(), &policy);
    let mut table: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in results(&mut session, &policy).into_values() {
        let model = if row["model"].is_empty() { &row["status"] } else { &row["model"] };
        *table.entry((row["pattern"].clone(), model.clone())).or_default() += 1;
    }
    for ((pattern, model), items) in table {
        println!("  {pattern:<14} {model:<20} {items:>5}");
    }
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.windows += other.windows;
        self.covered += other.covered;
        self.promised += other.promised;
        self.at_level += other.at_level;
        self.short += other.short;
        self.promised_short += other.promised_short;
        self.demanded += other.demanded;
    }
}

/// What an item did after the origin; none where it had no stock then or the data end too soon.
fn window(item: &Item, row: &Row, origin: usize, rule: Rule, target: f64) -> Option<Count> {
    let number = |name: &str| row[name].parse::<f64>().ok();
    let length = item.lead_time + usize::from(rule == Rule::Monthly);
    let after = item.demand.get(origin..origin + length)?;
    if length == 0 || row["status"] != "ok" {
        return None;
    }
    let (level, promised) = (number("reorder_point")?, number("cycle_service_level")?);
    let over: f64 = after.iter().sum();
    let covered = |level: f64| f64::from(u8::from(over <= level + 1e-9));
    let kind = match row["model"].as_str() {
        "normal" => ModelKind::Normal,
        "gamma" => ModelKind::Gamma,
        "poisson" => ModelKind::Poisson,
        _ => ModelKind::NegativeBinomial,
    };
    let sd = number("sd_over_interval")?;
    let lower = Demand::new(kind, number("mean_over_interval")?, sd * sd).unwrap().cdf(level - 1.0);
    let less = if promised > target { ((promised - target) / (promised - lower)).min(1.0) } else { 0.0 };
    let owed = |from: f64| (from - level).max(0.0);
    let (short, demanded) = match rule {
        Rule::Monthly => {
            let last = after[length - 1];
            (owed(over) - owed(over - last), last)
        }
        Rule::Always => {
            let (mean, quantity) = (number("mean")?, number("order_quantity")?);
            ((owed(over) - owed(over - quantity)) * mean / quantity, mean)
        }
    };
    Some(Count {
        windows: 1.0,
        covered: covered(level),
        promised,
        at_level: (1.0 - less) * covered(level) + less * covered(level - 1.0),
        short,
        promised_short: (1.0 - number("fill_rate")?) * demanded,
        demanded,
    })
}
