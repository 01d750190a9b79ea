//! What service costs, of 100,000 items: the three lines of 60 points, then single budgets; under normal demand, and
//! under a mix of all models looked at once a day.
//!
//!     cargo bench --bench money
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a bench that panics has failed")]

use std::fmt::Write;
use std::time::Instant;

use segmented_safety_stock::protocol::policy::{Model, Review};
use segmented_safety_stock::protocol::request::{BudgetGoal, GoalKind, MoneyRate};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Means from a tenth to ten thousand a week, CVs from .1 to 2.
fn tables(items: u32) -> [String; 2] {
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
    [statistics, master]
}

fn asked(session: &mut Session, request: &Request) -> Answer {
    loop {
        match session.ask(request) {
            Answer::Working(_) => {}
            answer => return answer,
        }
    }
}

/// Seconds that the process was at work, where the system tells: a busy machine takes some away.
fn processor_time() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let first = told.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok());
    first.unwrap_or(f64::NAN) * 1e-9
}

fn timed(what: &str, session: &mut Session, request: &Request) -> Answer {
    let (start, busy) = (Instant::now(), processor_time());
    let answer = asked(session, request);
    assert!(!matches!(answer, Answer::Failure(_)), "{answer:?}");
    let (passed, busy) = (start.elapsed().as_secs_f64() * 1e3, (processor_time() - busy) * 1e3);
    println!("  {what}: {passed:.0} ms, {busy:.0} of them at work");
    answer
}

fn main() {
    for items in [10_000, 100_000] {
        let tables = tables(items);
        for (model, review) in [
            (Model::Normal, Review::Continuous),
            (Model::Normal, Review::Daily),
            (Model::Auto, Review::Daily),
            (Model::Gamma, Review::Daily),
        ] {
            let mut policy = Box::new(PolicyFile { review, ..PolicyFile::default() });
            for segment in policy.segments.values_mut() {
                segment.model = Some(model);
            }
            let mut session = Session::new(None);
            session.ask(&Request::Reading { policy: policy.clone() });
            for (slot, text) in (0..).zip(&tables) {
                session.open(slot, &format!("{slot}.csv"), text.len() as f64);
                session.push(slot, text.as_bytes());
                session.close(slot);
            }
            println!("{items} items, {model:?}, {review:?}");
            timed("summary", &mut session, &Request::Summary { policy: policy.clone() });
            let rate = MoneyRate::FillRate;
            timed("curve", &mut session, &Request::Money { policy: policy.clone(), rate });
            let again = timed("again", &mut session, &Request::Money { policy: policy.clone(), rate });
            let Answer::Money(now) = again else { panic!("{again:?}") };
            for (kind, value) in [(GoalKind::Service, 0.98), (GoalKind::Capital, 0.9 * now.today.capital)] {
                let goal = BudgetGoal { kind, value, ..BudgetGoal::default() };
                timed(kind.name(), &mut session, &Request::Budget { policy: policy.clone(), rate, goal });
                let goal = BudgetGoal { kind, value: 0.999 * value, ..BudgetGoal::default() };
                timed("a little less", &mut session, &Request::Budget { policy: policy.clone(), rate, goal });
            }
        }
    }
}
