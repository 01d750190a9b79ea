//! The engine's stages natively, on one core: what each costs of reading a file to its segment table.
//!
//! `BENCH_FILE=orders.csv cargo bench --bench stages`; without a file, rows made here. Medians of five rounds, or of
//! as many as `BENCH_ROUNDS` says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::time::{Duration, Instant};

use segmented_safety_stock::protocol::policy::PolicyFile;
use segmented_safety_stock::protocol::{Answer, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::part::Part;

const PIECE: usize = 4 << 20;

const POLICY: &str = r#"{"format": "segmented-safety-stock/policy", "version": 1,
    "stocking_unit": ["item", "location"], "window": "data-start", "edge_periods": "keep"}"#;

fn main() {
    let bytes = std::env::var("BENCH_FILE").map_or_else(|_| made(1_000_000), |path| read(&path));
    let count = std::env::var("BENCH_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap());
    println!("{:.0} MB, medians of {count} rounds on one core", bytes.len() as f64 / 1e6);
    let policy = policy();
    let mut rounds: Vec<Vec<(&str, Duration)>> = Vec::new();
    for _ in 0..count {
        rounds.push(round(&bytes, &policy));
    }
    for (stage, (name, _)) in rounds[0].iter().enumerate() {
        let mut times: Vec<Duration> = rounds.iter().map(|round| round[stage].1).collect();
        times.sort();
        let median = times[count / 2].as_secs_f64();
        println!("{name:<32} {:8.1} ms {:8.0} MB/s", median * 1e3, bytes.len() as f64 / 1e6 / median);
    }
}

/// Every stage once.
fn round(bytes: &[u8], policy: &PolicyFile) -> Vec<(&'static str, Duration)> {
    let boxed = || Box::new(policy.clone());
    let mut times = Vec::new();
    let mut timed = |name, work: &mut dyn FnMut()| {
        let began = Instant::now();
        work();
        times.push((name, began.elapsed()));
    };

    let mut parts = session(policy);
    parts.open(0, "orders.csv", bytes.len() as f64);
    parts.push(0, &bytes[..bytes.len().min(PIECE)]);
    let plan = parts.plan(0);
    let quarter = bytes.len() / 4;
    let mut read = Vec::new();
    timed("a quarter as a part", &mut || read.push(part(&plan, bytes, 0, quarter)));
    read.extend([1, 2].map(|at| part(&plan, bytes, at * quarter, (at + 1) * quarter)));
    read.push(part(&plan, bytes, 3 * quarter, bytes.len()));
    timed("four parts merged and closed", &mut || {
        for part in &read {
            parts.merge(0, part);
        }
        parts.close(0);
    });
    drop(parts);

    let mut whole = session(policy);
    timed("read by one parser", &mut || {
        whole.open(0, "orders.csv", bytes.len() as f64);
        bytes.chunks(PIECE).for_each(|piece| whole.push(0, piece));
        whole.close(0);
    });
    timed("joined, first answer (files)", &mut || answered(&mut whole, &Request::Files { policy: boxed() }));
    timed("segments (summary)", &mut || answered(&mut whole, &Request::Summary { policy: boxed() }));
    times
}

/// Asks until there is an answer.
fn answered(session: &mut Session, request: &Request) {
    loop {
        match session.ask(request) {
            Answer::Working(_) => {}
            Answer::Failure(failure) => panic!("{}", failure.sentence),
            _ => return,
        }
    }
}

fn part(plan: &[u8], bytes: &[u8], from: usize, to: usize) -> Vec<u8> {
    let mut part = Part::new(plan, from as u64, to as u64);
    let start = part.start() as usize;
    for piece in bytes[start..].chunks(PIECE) {
        if part.push(piece) {
            break;
        }
    }
    part.take()
}

fn policy() -> PolicyFile {
    let request = Request::OpenPolicy { name: "policy.json".to_owned(), text: POLICY.to_owned() };
    match Session::new(None).ask(&request) {
        Answer::Policy(answer) => answer.policy,
        other => panic!("{other:?}"),
    }
}

fn session(policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    session
}

fn read(path: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    File::open(path).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Rows in date order, without a file.
fn made(rows: u32) -> Vec<u8> {
    let mut text = String::from("order_date,sku,location,quantity,unit_price\n");
    let mut seed = 42_u32;
    let mut below = |count: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((u64::from(seed) * u64::from(count)) >> 32) as u32
    };
    for row in 0..rows {
        let day = row * 672 / rows;
        writeln!(
            text,
            "202{}-{:02}-{:02},SKU-{:05},DC-{},{},{}.{:02}",
            4 + day / 336,
            1 + day % 336 / 28,
            1 + day % 28,
            below(20_000),
            below(5),
            1 + below(40),
            1 + below(300),
            below(100)
        )
        .unwrap();
    }
    text.into_bytes()
}
