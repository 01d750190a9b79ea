//! What single items cost at most: a planner's grid and extreme figures under every model, the worst of them named;
//! then items drawn from their own record, and the range of a safety stock.
//!
//! The bars are 5 ms an item, and 60 s for 100,000 drawn items.
//!
//!     cargo bench --bench extremes
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench that panics has failed")]

#[path = "../bare/mod.rs"]
mod bare;

use std::hint::black_box;
use std::time::Instant;

use segmented_safety_stock::math::moments;
use segmented_safety_stock::math::rng::Rng;
use segmented_safety_stock::policy::Target;
use segmented_safety_stock::protocol::PolicyFile;
use segmented_safety_stock::protocol::policy::{Model, Period, Review};
use segmented_safety_stock::stats::{Item, Pattern};
use segmented_safety_stock::stock::bootstrap::{self, Asked};
use segmented_safety_stock::stock::drawn::Record;
use segmented_safety_stock::stock::{Basis, Bounds, Terms};

const MODELS: [Model; 4] = [Model::Normal, Model::Gamma, Model::Poisson, Model::NegativeBinomial];
const LEVELS: [f64; 5] = [0.5, 0.9, 0.98, 0.9999, 0.999_999];
const ODD: [f64; 11] = [f64::NAN, f64::INFINITY, -1.0, 0.0, 5e-324, 1e-20, 1e-6, 1.0, 1e6, 1e12, 1e300];

fn terms(review: Review) -> Terms {
    Terms { review, ..Terms::new(&PolicyFile::default(), Period::Week) }
}

fn of(mean: f64, sd: f64, quantity: f64, whole_units: bool, days: f64) -> Item {
    let mut item = bare::item(0);
    (item.demand.mean, item.demand.sd) = (mean.into(), sd.into());
    item.demand.whole_units = whole_units;
    item.demand.pattern = Some(Pattern::Intermittent);
    item.master.order_quantity.value = quantity;
    item.lead_time.days.value = days;
    item
}

/// The slowest so far: milliseconds, and what it was.
#[derive(Default)]
struct Worst {
    milliseconds: f64,
    what: String,
    stocks: u32,
}

impl Worst {
    /// Every target of an item; the better of two goes, because the machine may be busy elsewhere.
    fn take(&mut self, item: &Item, model: Model, review: Review) {
        let Ok(basis) = Basis::new(item, model, terms(review)) else { return };
        for level in LEVELS {
            for target in [Target::CycleService(level), Target::FillRate(level), Target::DaysOfCover(level)] {
                let go = || {
                    let start = Instant::now();
                    black_box(basis.position(target, &Bounds::default()));
                    start.elapsed().as_secs_f64() * 1e3
                };
                self.stocks += 1;
                let mut took = go();
                if took > self.milliseconds {
                    took = took.min(go()).min(go());
                }
                if took > self.milliseconds {
                    let (mean, sd) = (item.demand.mean.get(), item.demand.sd.get());
                    self.milliseconds = took;
                    self.what = format!(
                        "{model:?} {review:?} {target:?}: mean {mean:?}, sd {sd:?}, orders of {}",
                        item.master.order_quantity.value
                    );
                }
            }
        }
    }

    fn print(&self, name: &str) {
        println!("{name}: {} stocks, the slowest {:.2} ms: {}", self.stocks, self.milliseconds, self.what);
    }
}

fn main() {
    grid();
    extremes();
    drawn();
    ranges();
}

fn grid() {
    let mut worst = Worst::default();
    for exponent in -2..=6 {
        let mean = 10_f64.powi(exponent);
        let cvs = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0].map(|cv| cv * mean);
        let ratios = [1.0 + 1e-9, 1.0 + 1e-6, 1.01, 2.0, 30.0, 1000.0_f64].map(|ratio| (ratio * mean).sqrt());
        for sd in cvs.into_iter().chain(ratios) {
            for quantity in [1.0, mean.ceil(), 100.0 * mean.ceil()] {
                for (model, whole) in MODELS.into_iter().flat_map(|model| [(model, true), (model, false)]) {
                    for review in [Review::Daily, Review::Continuous] {
                        worst.take(&of(mean, sd, quantity, whole, 14.0), model, review);
                    }
                }
            }
        }
    }
    worst.print("a planner's grid");
}

fn extremes() {
    let mut worst = Worst::default();
    for (mean, sd) in ODD.into_iter().flat_map(|mean| ODD.map(|sd| (mean, sd))) {
        for (quantity, days) in
            [(1.0, 14.0), (1e-9, 14.0), (1e12, 1e6), (7.0, 1e-6), (f64::NAN, f64::INFINITY)]
        {
            for (model, whole) in MODELS.into_iter().flat_map(|model| [(model, true), (model, false)]) {
                for review in [Review::Daily, Review::Continuous] {
                    worst.take(&of(mean, sd, quantity, whole, days), model, review);
                }
            }
        }
    }
    worst.print("extremes");
}

/// Two years of a part sold now and then.
fn history(number: u32) -> Vec<f64> {
    let mut rng = Rng::new(7, &number.to_string());
    let chance = 0.1 + 0.9 * rng.fraction();
    let size = 1.0 + 40.0 * rng.fraction() * rng.fraction();
    let week = |_| if rng.fraction() < chance { (size * 2.0 * rng.fraction()).ceil() } else { 0.0 };
    (0..104).map(week).collect()
}

fn with_history(number: u32) -> (Item, Vec<f64>) {
    let history = history(number);
    let found = moments::moments(&history).unwrap();
    let days = 14.0 + f64::from(number % 70);
    (of(found.mean, found.sd().unwrap(), found.mean.ceil(), true, days), history)
}

fn drawn() {
    const ITEMS: u32 = 5_000;
    let items: Vec<_> = (0..ITEMS).map(with_history).collect();
    for target in [Target::CycleService(0.97), Target::FillRate(0.97)] {
        let start = Instant::now();
        for (number, (item, periods)) in items.iter().enumerate() {
            let basis = Basis::new(item, Model::Empirical, terms(Review::Daily)).unwrap();
            let record =
                Record { periods: periods.clone(), lead_times: Vec::new(), seed: 1, key: number.to_string() };
            black_box(basis.drawing_from(record).position(target, &Bounds::default()).unwrap());
        }
        let each = start.elapsed().as_secs_f64() / f64::from(ITEMS);
        println!("drawn, {target:?}: {:.2} ms an item, 100,000 in {:.0} s", each * 1e3, each * 1e5);
    }
}

fn ranges() {
    const ITEMS: u32 = 100;
    for model in [Model::Auto, Model::Normal, Model::Gamma, Model::NegativeBinomial, Model::Empirical] {
        for target in [Target::CycleService(0.97), Target::FillRate(0.97)] {
            let mut times: Vec<f64> = (0..ITEMS)
                .map(|number| {
                    let (item, history) = with_history(number);
                    let bounds = &Bounds::default();
                    let asked =
                        Asked { model, terms: terms(Review::Daily), target, bounds, seed: 1, key: "range" };
                    let start = Instant::now();
                    black_box(bootstrap::range(&item, &history, asked).unwrap());
                    start.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let (median, worst) = (times.get(times.len() / 2).unwrap(), times.last().unwrap());
            println!("range, {model:?}, {target:?}: median {median:.2} ms an item, worst {worst:.2} ms");
        }
    }
}
