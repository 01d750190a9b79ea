//! From sorted rows to the figures of items, natively, on one core: the file is read once, in four parts as the page
//! reads it, then joined and answered again and again.
//!
//! `BENCH_FILE=orders.csv cargo bench --bench join`. Medians of five rounds, or of as many as `BENCH_ROUNDS` says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::time::Instant;

use segmented_safety_stock::protocol::policy::PolicyFile;
use segmented_safety_stock::protocol::{Answer, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::part::Part;

const PIECE: usize = 4 << 20;

const POLICY: &str = r#"{"format": "segmented-safety-stock/policy", "version": 1,
    "stocking_unit": ["item", "location"], "window": "data-start", "edge_periods": "keep"}"#;

fn main() {
    let bytes = std::fs::read(std::env::var("BENCH_FILE").unwrap()).unwrap();
    let count = std::env::var("BENCH_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap());
    let opened =
        Session::new(None).ask(&Request::OpenPolicy { name: "policy.json".into(), text: POLICY.into() });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    let policy: Box<PolicyFile> = Box::new(opened.policy);
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy.clone() });
    session.open(0, "orders.csv", bytes.len() as f64);
    session.push(0, &bytes[..bytes.len().min(PIECE)]);
    let plan = session.plan(0);
    for part in 0..4 {
        let [from, to] = [part, part + 1].map(|end| end * bytes.len() / 4);
        session.merge(0, &read(&plan, &bytes, from, to));
    }
    session.close(0);
    drop(bytes);
    let mut times = vec![Vec::new(); 2];
    for _ in 0..count {
        session.ask(&Request::Forget { slot: 99 });
        let questions =
            [Request::Files { policy: policy.clone() }, Request::Summary { policy: policy.clone() }];
        for (times, question) in times.iter_mut().zip(&questions) {
            let began = Instant::now();
            while let Answer::Working(_) = session.ask(question) {}
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
    }
    for (name, times) in ["joined, first answer (files)", "segments (summary)"].iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        println!("{name:<32} median {:8.1} ms, least {:8.1} ms", times[count / 2], times[0]);
    }
}

fn read(plan: &[u8], bytes: &[u8], from: usize, to: usize) -> Vec<u8> {
    let mut part = Part::new(plan, from as u64, to as u64);
    let start = part.start() as usize;
    for piece in bytes[start..].chunks(PIECE) {
        if part.push(piece) {
            break;
        }
    }
    part.take()
}
