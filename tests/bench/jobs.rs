//! The stock of a first answer, shared out: what the session has to do itself, and what others do for it.
//!
//! `BENCH_FILE=orders.csv cargo bench --bench jobs`; `BENCH_MODEL=empirical` and `BENCH_TARGET=fill_rate` for another
//! policy. One core does all in turn: of the whole, what is left to the session is the part that more workers cannot
//! take off it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::time::{Duration, Instant};

use segmented_safety_stock::protocol::policy::PolicyFile;
use segmented_safety_stock::protocol::{Answer, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::jobs::work;

fn main() {
    let bytes = std::fs::read(std::env::var("BENCH_FILE").unwrap()).unwrap();
    let policy = policy();
    let request = || Request::Summary { policy: Box::new(policy.clone()) };
    let mut alone = read(&bytes, &policy);
    let ((), all) = timed(|| answered(&mut alone, &request()));
    println!("alone                 {:8.1} ms", ms(all));
    drop(alone);

    let mut session = read(&bytes, &policy);
    session.make_room(u32::MAX);
    session.answer_within(1e-9);
    let (_, offering) = timed(|| session.ask(&request()));
    let jobs = session.jobs();
    let size: usize = jobs.iter().map(|job| job.bytes.len()).sum();
    println!(
        "offered               {:8.1} ms, {} jobs, {:.1} MB",
        ms(offering),
        jobs.len(),
        size as f64 / 1e6
    );
    let (done, working) =
        timed(|| jobs.iter().map(|job| (job.id, work(&job.bytes))).collect::<Vec<(u32, Vec<u8>)>>());
    println!("worked by others      {:8.1} ms", ms(working));
    let ((), taking) = timed(|| {
        for (id, bytes) in &done {
            session.done(*id, bytes);
        }
        answered(&mut session, &request());
    });
    println!("taken over            {:8.1} ms", ms(taking));
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    (work(), began.elapsed())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn answered(session: &mut Session, request: &Request) {
    loop {
        match session.ask(request) {
            Answer::Working(_) => {}
            Answer::Failure(failure) => panic!("{}", failure.sentence),
            _ => return,
        }
    }
}

/// A session that has answered everything but the stock.
fn read(bytes: &[u8], policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    session.open(0, "orders.csv", bytes.len() as f64);
    bytes.chunks(4 << 20).for_each(|piece| session.push(0, piece));
    session.close(0);
    answered(&mut session, &Request::Files { policy: Box::new(policy.clone()) });
    session
}

fn policy() -> PolicyFile {
    let named = |name: &str, other: &str| std::env::var(name).unwrap_or_else(|_| other.to_owned());
    let (model, target) = (named("BENCH_MODEL", "auto"), named("BENCH_TARGET", "cycle_service_level"));
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item", "location"],
            "window": "data-start", "edge_periods": "keep",
            "segments": {{"*": {{"model": "{model}", "target": {{"kind": "{target}", "value": 0.96}}}}}}}}"#
    );
    match Session::new(None).ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text }) {
        Answer::Policy(answer) => answer.policy,
        other => panic!("{other:?}"),
    }
}
