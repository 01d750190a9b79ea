//! A target under the hand: a segment's cycle service moved by small steps under the normal model, and the summary
//! that the page shows after each. The bar is a frame, 16 ms, at 100,000 items and 50 ms at 1,000,000.
//!
//!     cargo bench --bench hand
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fmt::Write;
use std::time::Instant;

use segmented_safety_stock::protocol::policy::{Model, Review, Target, TargetKind};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Steps of the hand.
const STEPS: usize = 41;
/// Segments whose target is moved: a small one and a large one.
const MOVED: [&str; 2] = ["A-X", "C-Z"];

/// Means from a third to 150 a week, CVs from .1 to 1.6.
fn tables(items: usize) -> [String; 2] {
    let mut statistics = "item,periods,mean,sd,adi,cv2,revenue,lines".to_owned();
    let mut master = "item,unit_cost,lead_time_days,order_quantity".to_owned();
    let mut seed = 1_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1_u32 << 31)
    };
    for item in 0..items {
        let (mean, cv) = (libm::exp(6.0 * random() - 1.0), 0.1 + 1.5 * random());
        let (adi, cv2, revenue) = (1.0 + random(), random(), mean * 52.0 * random() * 50.0);
        write!(statistics, "\ni{item:07},52,{mean:.4},{:.4},{adi:.2},{cv2:.3},{revenue:.2},52", mean * cv)
            .unwrap();
        let (cost, days) = (1.0 + 99.0 * random(), 7 + (40.0 * random()) as u32);
        write!(master, "\ni{item:07},{cost:.2},{days},{}", (mean * 4.0).ceil()).unwrap();
    }
    [statistics, master]
}

fn asked(session: &mut Session, request: &Request) -> Answer {
    loop {
        match session.ask(request) {
            Answer::Working(_) => {}
            Answer::Failure(failure) => panic!("{}", failure.sentence),
            answer => return answer,
        }
    }
}

fn main() {
    for items in [100_000, 1_000_000] {
        let tables = tables(items);
        for review in [Review::Continuous, Review::Daily] {
            let mut policy = Box::new(PolicyFile { review, ..PolicyFile::default() });
            for segment in policy.segments.values_mut() {
                segment.model = Some(Model::Normal);
            }
            let mut session = Session::new(None);
            session.ask(&Request::Reading { policy: policy.clone() });
            for (slot, text) in (0..).zip(&tables) {
                session.open(slot, &format!("{slot}.csv"), text.len() as f64);
                session.push(slot, text.as_bytes());
                session.close(slot);
            }
            asked(&mut session, &Request::Summary { policy: policy.clone() });
            for segment in MOVED {
                moved(&mut session, policy.clone(), segment, items);
            }
        }
    }
}

fn moved(session: &mut Session, mut policy: Box<PolicyFile>, segment: &str, items: usize) {
    let mut times = Vec::new();
    let mut touched = 0.0;
    let busy = on_processor();
    for step in 0..STEPS {
        let level = 0.95 - 0.001 * step as f64;
        policy.segments.get_mut(segment).unwrap().target =
            Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
        let start = Instant::now();
        let Answer::Summary(summary) = asked(session, &Request::Summary { policy: policy.clone() }) else {
            panic!()
        };
        times.push(start.elapsed().as_secs_f64() * 1e3);
        touched = summary.segments.iter().find(|row| row.segment == segment).map_or(0.0, |row| row.items);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{items} items, {:?}, {segment} with {touched}: median {:.1} ms, worst {:.1} ms, {:.1} ms on the processor",
        policy.review,
        times[STEPS / 2],
        times[STEPS - 1],
        (on_processor() - busy) / STEPS as f64,
    );
}

/// Milliseconds that this thread had a processor: on a busy machine the rest of the time is not ours. 0 where the
/// system does not say.
fn on_processor() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok())
        .map_or(0.0, |nanoseconds| nanoseconds / 1e6)
}
