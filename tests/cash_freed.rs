//! Cash freed at equal service against one target for all, computed again from the files that the page lets people keep:
//! item results of the policy and of every item under one target. Nothing of the engine's sums is used.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use segmented_safety_stock::protocol::answer::{CompareAnswer, MoneyAnswer, SummaryAnswer};
use segmented_safety_stock::protocol::policy::{ServiceWeight, Target, TargetKind};
use segmented_safety_stock::protocol::request::{CsvForm, Export, MoneyRate};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Safety stock in money, and the fill rate weighted by revenue.
#[derive(Debug, Clone, Copy)]
struct Sums {
    stock: f64,
    fill_rate: f64,
}

/// The sums of an export: each cell is read as a spreadsheet would.
fn summed(text: &str) -> Sums {
    let mut rows = text.lines().map(cells);
    let head = rows.next().unwrap();
    let place = |name: &str| head.iter().position(|own| own == name).unwrap();
    let [value, rate, weight] = ["safety_stock_value", "fill_rate", "annual_revenue"].map(place);
    let (mut stock, mut served, mut weights) = (0.0, 0.0, 0.0);
    for row in rows {
        let number = |at: usize| row[at].parse::<f64>().ok();
        stock += number(value).unwrap_or(0.0);
        if let Some(rate) = number(rate) {
            let weight = number(weight).unwrap_or(0.0).max(0.0); // more came back than was sold
            (served, weights) = (served + weight * rate, weights + weight);
        }
    }
    Sums { stock, fill_rate: served / weights }
}

/// The cells of a line: quoted ones may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

struct Opened {
    session: Session,
    policy: PolicyFile,
}

impl Opened {
    fn new(policy: &str, files: &[(String, Vec<u8>)]) -> Self {
        let mut session = Session::new(None);
        let text = policy.to_owned();
        let opened = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text });
        let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
        // what an export says of every item has to be what weighs rates
        let policy = PolicyFile { service_weight: Some(ServiceWeight::Revenue), ..opened.policy };
        session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
        for (slot, (name, bytes)) in (0..).zip(files) {
            session.open(slot, name, bytes.len() as f64);
            bytes.chunks(1_000_003).for_each(|part| session.push(slot, part));
            session.close(slot);
        }
        Opened { session, policy }
    }

    fn exported(&mut self, policy: &PolicyFile) -> Sums {
        let (what, form) = (Export::ItemResults, CsvForm::Plain);
        match self.session.ask(&Request::Export { policy: Box::new(policy.clone()), what, form }) {
            Answer::File(file) => summed(std::str::from_utf8(&file.bytes).unwrap()),
            other => panic!("{other:?}"),
        }
    }

    /// Every item under one cycle service target.
    fn under(&mut self, level: f64) -> Sums {
        let mut policy = self.policy.clone();
        for segment in policy.segments.values_mut() {
            segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
        }
        self.exported(&policy)
    }

    fn summary(&mut self) -> SummaryAnswer {
        match self.session.ask(&Request::Summary { policy: Box::new(self.policy.clone()) }) {
            Answer::Summary(found) => *found,
            other => panic!("{other:?}"),
        }
    }

    fn compare(&mut self) -> CompareAnswer {
        match self.session.ask(&Request::Compare { policy: Box::new(self.policy.clone()) }) {
            Answer::Compare(found) => *found,
            other => panic!("{other:?}"),
        }
    }

    fn money(&mut self) -> MoneyAnswer {
        let policy = Box::new(self.policy.clone());
        match self.session.ask(&Request::Money { policy, rate: MoneyRate::FillRate }) {
            Answer::Money(found) => *found,
            other => panic!("{other:?}"),
        }
    }

    /// Cash freed as it is shown, and as the files give it.
    #[track_caller]
    fn check(&mut self) {
        let shown = self.summary().total;
        let uniform = self.compare().same_service;
        let (row, level) = (uniform.row.unwrap(), uniform.target.unwrap());
        let freed = row.safety_stock_value.unwrap() - shown.safety_stock_value.unwrap();
        let (policy, one) = (self.exported(&self.policy.clone()), self.under(level));
        let close = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-9;
        assert!(close(policy.stock, shown.safety_stock_value.unwrap()), "{policy:?} {shown:?}");
        assert!(close(policy.fill_rate, shown.fill_rate.unwrap()), "{policy:?} {shown:?}");
        assert!(one.fill_rate >= policy.fill_rate - 1e-9, "equal service: {one:?} {policy:?}");
        assert!(
            (one.stock - policy.stock - freed).abs() < 1e-6 * policy.stock,
            "{freed}: {one:?} {policy:?}"
        );
        let lower = self.under(level - 1e-6);
        assert!(lower.fill_rate <= policy.fill_rate + 1e-7, "a lower target would do: {lower:?} {policy:?}");

        // free targets of the Money screen: what they free is what the files say, once they are taken over
        let money = self.money();
        let (names, free) = (money.segments, money.same_service.rounded);
        let mut taken = self.policy.clone();
        for (name, target) in names.iter().zip(&free.targets) {
            let segment = taken.segments.entry(name.clone()).or_default();
            segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(*target)));
        }
        let held = self.exported(&taken);
        let shown = money.same_service.uniform.point.capital - free.point.capital;
        let found = one.stock - held.stock;
        assert!((found - shown).abs() < 2e-3 * one.stock, "freed {found}, shown {shown}");
        assert!(held.fill_rate >= policy.fill_rate - 1e-4, "{held:?} {policy:?}");
    }
}

#[test]
fn of_the_distributor_sample() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples/distributor");
    let names = ["demand.csv", "items.csv", "receipts.csv"];
    let files = names.map(|name| (name.to_owned(), std::fs::read(folder.join(name)).unwrap()));
    let policy = std::fs::read_to_string(folder.join("policy.json")).unwrap();
    Opened::new(&policy, &files).check();
}

/// The data are not ours to ship: without them, the test says so and ends. They have no costs: every item is
/// taken to cost the same.
#[test]
fn of_online_retail() {
    let folder = std::env::var_os("SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let Ok(bytes) = std::fs::read(folder.join("online_retail/online_retail.csv")) else {
        println!("skipped: the Online Retail data are not beside this project (set SHARED_DATA)");
        return;
    };
    let policy = r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"],
        "filters": {"demand": "price > 0"}, "defaults": {"unit_cost": 2.5}}"#;
    Opened::new(policy, &[("online_retail.csv".to_owned(), bytes)]).check();
}
