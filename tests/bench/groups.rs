//! How many segments are worth having, of Online Retail where it is at hand (`SHARED_DATA`) and of made-up items: the
//! first answer, the next one, and what merges cost.
//!
//!     cargo bench --bench groups
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a bench that panics has failed")]

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Means from a tenth to ten thousand a week, CVs from .1 to 2.
fn tables(items: u32) -> Vec<(String, Vec<u8>)> {
    let mut statistics = "item,periods,mean,sd,adi,cv2,revenue".to_owned();
    let mut master = "item,unit_cost,lead_time_days,order_quantity".to_owned();
    for number in 0..items {
        let spread = |by: f64| (f64::from(number) * by).fract();
        let mean = libm::exp(libm::log(0.1) + spread(0.618_033_988_7) * libm::log(1e5));
        let (cv, cost) = (0.1 + 1.9 * spread(0.414_213_562_4), libm::exp(6.0 * spread(0.732_050_807_6)));
        let (adi, sd) = (1.0 + 2.0 * spread(0.236_067_977_5), cv * mean);
        write!(statistics, "\nI{number},104,{mean},{sd},{adi},{},{}", 0.3 * cv, 52.0 * mean * cost).unwrap();
        write!(master, "\nI{number},{cost},{},{}", 7.0 + 60.0 * spread(0.302_775_6), (4.0 * mean).max(1.0))
            .unwrap();
    }
    vec![("0.csv".to_owned(), statistics.into_bytes()), ("1.csv".to_owned(), master.into_bytes())]
}

fn asked(session: &mut Session, request: &Request) -> Answer {
    loop {
        match session.ask(request) {
            Answer::Working(_) => {}
            answer => return answer,
        }
    }
}

fn timed(what: &str, session: &mut Session, request: &Request) {
    let start = Instant::now();
    let answer = asked(session, request);
    assert!(!matches!(answer, Answer::Failure(_)), "{answer:?}");
    println!("  {what}: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    if let Answer::Fewest(a) = &answer {
        println!("{:?}", a.rows.iter().map(|r| r.capital).collect::<Vec<_>>());
    }
}

fn measured(name: &str, files: &[(String, Vec<u8>)]) {
    let policy = Box::new(PolicyFile::default());
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, (name, bytes)) in (0..).zip(files) {
        session.open(slot, name, bytes.len() as f64);
        bytes.chunks(1_000_003).for_each(|chunk| session.push(slot, chunk));
        session.close(slot);
    }
    println!("{name}");
    timed("summary", &mut session, &Request::Summary { policy: policy.clone() });
    timed("fewest", &mut session, &Request::Fewest { policy: policy.clone() });
    timed("again", &mut session, &Request::Fewest { policy: policy.clone() });
    timed("again", &mut session, &Request::Fewest { policy: policy.clone() });
    timed("merges", &mut session, &Request::Advice { policy });
}

fn main() {
    if let Some(folder) = std::env::var_os("SHARED_DATA") {
        let path = Path::new(&folder).join("online_retail/online_retail.csv");
        if let Ok(bytes) = std::fs::read(path) {
            measured("Online Retail", &[("online_retail.csv".to_owned(), bytes)]);
        }
    }
    for items in [4_000, 100_000] {
        measured(&format!("{items} items"), &tables(items));
    }
}
