//! What stock costs to compute: 100,000 items under each model, looked at always and once a day;
//! then the uniform policies that are searched for, with 10,000 items sold in pieces.
//!
//!     cargo bench --bench stock
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench that panics has failed")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use segmented_safety_stock::data::calendar::{day_of, iso};
use segmented_safety_stock::data::key::Key;
use segmented_safety_stock::policy::Target;
use segmented_safety_stock::protocol::policy::{Model, Period, Review, ShortHistory};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;
use segmented_safety_stock::stats::item::{DemandFigures, Given, LeadTime, Master};
use segmented_safety_stock::stats::{History, Item, Maybe, Origin, Pattern, Record, Shared, Sourced};
use segmented_safety_stock::stock::{Basis, Bounds, Terms};

/// Means from a hundredth to a million, CVs from .1 to 3, two to twelve weeks.
fn item(number: u32) -> Item {
    let given = |value| Sourced { value, origin: Origin::Assumed };
    let spread = |by: f64| (f64::from(number) * by).fract();
    let mean = libm::exp(libm::log(1e-2) + spread(0.618_033_988_7) * libm::log(1e8));
    let cv = 0.1 + 2.9 * spread(0.414_213_562_4);
    Item {
        key: Key::of(&[&number.to_string()]),
        demand: DemandFigures {
            history: History::Enough,
            periods: 52,
            mean: Maybe::from(mean),
            sd: Maybe::from(cv * mean),
            day_variance: Maybe::NONE,
            kurtosis: Maybe::NONE,
            cv: Maybe::from(cv),
            adi: Maybe::from(2.0),
            cv2: Maybe::from(0.1),
            pattern: Some(Pattern::Intermittent),
            whole_units: true,
            mean_row_quantity: Maybe::from(mean),
            window_start: 0,
            left_out: 0,
        },
        lead_time: Shared::new(LeadTime {
            days: given(14.0 + 70.0 * spread(0.732_050_807_6)),
            sd_days: given(3.0),
            sd_of: None,
            other_sd_days: None,
        }),
        master: Master::new(
            given((2.0 * mean).max(1.0)),
            Shared::new(Given {
                description: "".into(),
                unit_cost: Some(given(10.0)),
                unit_price: None,
                review_days: given(0.0),
                holding_rate: given(0.2),
                stockout_cost: None,
                service_level: None,
                min_units: None,
                shelf_life_days: None,
                customer_wait_days: 0.0,
                current_safety_stock: None,
                current_reorder_point: None,
                units_per_pallet: None,
            }),
        ),
        record: Record::default(),
    }
}

fn terms(review: Review) -> Terms {
    Terms { period: Period::Week, short_history: ShortHistory::Allow, review, allow_negative: false, seed: 1 }
}

fn stock(items: &[Item], model: Model, review: Review, target: Target) -> f64 {
    let start = Instant::now();
    let mut stocked = 0;
    for item in items {
        let basis = Basis::new(item, model, terms(review)).unwrap();
        let position = basis.position(target, &Bounds::default());
        stocked += usize::from(black_box(position).is_some());
    }
    assert_eq!(stocked, items.len(), "every item has a stock");
    start.elapsed().as_secs_f64() * 1e3
}

fn main() {
    let items: Vec<Item> = (1..=100_000).map(item).collect();
    for model in [Model::Normal, Model::Gamma, Model::Poisson, Model::NegativeBinomial] {
        let cycle = Target::CycleService(0.97);
        let continuous = stock(&items, model, Review::Continuous, cycle);
        let daily = stock(&items, model, Review::Daily, cycle);
        println!("{model:?}: continuous {continuous:.0} ms, daily {daily:.0} ms");
    }
    compare();
}

/// A year of orders: regular, moving and rare items.
fn orders() -> String {
    let mut seed = 12_345_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed) / 4_294_967_296.0
    };
    let mut rows = "item,date,quantity,price\n".to_owned();
    for item in 0..10_000 {
        let (chance, size) = (0.08 + 0.9 * random().powi(2), 1.0 + 60.0 * random().powi(3));
        for week in 0..52 {
            if random() <= chance {
                let day = iso(day_of(2024, 1, 1) + 7 * week + (5.0 * random()) as i32);
                writeln!(rows, "I{item},{day},{},2.5", 1 + (size * (0.5 + random())) as i32).unwrap();
            }
        }
    }
    rows
}

fn compare() {
    let mut session = Session::new(None);
    let (text, policy) = (orders(), Box::new(PolicyFile::default()));
    session.ask(&Request::Reading { policy: policy.clone() });
    session.open(0, "orders.csv", text.len() as f64);
    session.push(0, text.as_bytes());
    session.close(0);
    for (name, request) in [
        ("summary", Request::Summary { policy: policy.clone() }),
        ("comparisons", Request::Compare { policy: policy.clone() }),
    ] {
        let start = Instant::now();
        let answer = session.ask(&request);
        assert!(matches!(answer, Answer::Summary(_) | Answer::Compare(_)), "{answer:?}");
        println!("10,000 items, {name}: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    }
}
