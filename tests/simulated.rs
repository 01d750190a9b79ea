//! Simulated days against the figures that are shown: what daily review promises is what it delivers.
//!
//! An order of whole multiples of the order quantity goes out at the end of a day where the inventory position has
//! come down to the reorder point, and arrives after the lead time, before the next day's demand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod bare;

use segmented_safety_stock::math::gamma::Shape;
use segmented_safety_stock::math::negbin::NegativeBinomial;
use segmented_safety_stock::math::rng::Rng;
use segmented_safety_stock::math::{normal, poisson};
use segmented_safety_stock::policy::Target;
use segmented_safety_stock::protocol::policy::{Model, Period, Review, ShortHistory};
use segmented_safety_stock::stats::{Origin, Sourced};
use segmented_safety_stock::stock::drawn::Record;
use segmented_safety_stock::stock::{Basis, Bounds, Terms};

/// Parts that a run is cut into, to see how much its figures vary.
const PARTS: usize = 40;

/// Demand of independent days.
struct Days<'a> {
    mean: f64,
    variance: f64,
    whole_units: bool,
    model: Model,
    draw: &'a dyn Fn(f64) -> f64,
}

/// Mean and standard error of what the parts of a run say.
fn spread(parts: &[(f64, f64)]) -> (f64, f64) {
    let (all, of) = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    let rate = all / of;
    let off: f64 = parts.iter().map(|part| (part.0 - rate * part.1).powi(2)).sum();
    (rate, off.sqrt() / of)
}

/// P1 and P2 of `per_part` days in each part, with their standard errors.
fn simulated(
    days: &Days<'_>,
    key: &str,
    (lead_time, s, quantity, per_part): (usize, f64, f64, usize),
) -> [(f64, f64); 2] {
    let mut rng = Rng::new(1, key);
    let demand: Vec<f64> = (0..=PARTS * per_part + lead_time).map(|_| (days.draw)(rng.fraction())).collect();
    let (mut cycles, mut units) = (vec![(0.0, 0.0); PARTS], vec![(0.0, 0.0); PARTS]);
    let mut position = s + quantity;
    for (day, demanded) in demand.iter().enumerate().take(PARTS * per_part) {
        position -= demanded;
        let over: f64 = demand[day + 1..=day + lead_time].iter().sum();
        if position <= s {
            let part = &mut cycles[day / per_part];
            *part = (part.0 + f64::from(u8::from(over <= position)), part.1 + 1.0);
            position += quantity * ((s - position) / quantity).floor() + quantity;
        }
        let last = demand[day + lead_time + 1];
        let short = (over + last - position).max(0.0) - (over - position).max(0.0);
        let part = &mut units[day / per_part];
        *part = (part.0 + last - short, part.1 + last);
    }
    [spread(&cycles), spread(&units)]
}

/// Both rates of the reorder point that serves `fill` of all units lie within three standard errors.
#[track_caller]
fn check(days: &Days<'_>, key: &str, lead_time: usize, quantity: f64, fill: f64, per_part: usize) {
    check_drawn(days, key, lead_time, quantity, fill, per_part, None);
}

#[track_caller]
fn check_drawn(
    days: &Days<'_>,
    key: &str,
    lead_time: usize,
    quantity: f64,
    fill: f64,
    per_part: usize,
    record: Option<&Record>,
) {
    let given = |value| Sourced { value, origin: Origin::Assumed };
    let mut item = bare::item(0);
    item.demand.mean = days.mean.into();
    item.demand.sd = days.variance.sqrt().into();
    item.demand.whole_units = days.whole_units;
    item.lead_time.days = given(lead_time as f64);
    item.master.order_quantity = given(quantity);
    let terms = Terms {
        period: Period::Day,
        short_history: ShortHistory::AsIs,
        review: Review::Daily,
        allow_negative: true,
        seed: 1,
    };
    let of_draws = |rate: f64| if record.is_some() { (rate * (1.0 - rate) / 4000.0).sqrt() } else { 0.0 };
    let basis = Basis::new(&item, days.model, terms).unwrap();
    let basis = record.into_iter().cloned().fold(basis, Basis::drawing_from);
    let position = basis.position(Target::FillRate(fill), &Bounds::default()).unwrap();
    let [cycle, units] = simulated(days, key, (lead_time, position.reorder_point, quantity, per_part));
    let reached = [position.cycle_service_level, position.fill_rate];
    for (name, (rate, error), reached) in [("P1", cycle, reached[0]), ("P2", units, reached[1])] {
        let error = (error * error + of_draws(reached) * of_draws(reached)).sqrt();
        println!("{key} {name}: reached {reached:.4}, simulated {rate:.4} ± {error:.4}");
        assert!((rate - reached).abs() <= 3.0 * error, "{key} {name}: {reached} simulated {rate} ± {error}");
    }
}

#[test]
fn normal_days() {
    let draw = |p: f64| 20.0 + 10.0 * normal::quantile(p.max(1e-16)).unwrap();
    let days = Days { mean: 20.0, variance: 100.0, whole_units: false, model: Model::Normal, draw: &draw };
    check(&days, "normal", 5, 200.0, 0.95, 500);
    check(&days, "normal", 5, 200.0, 0.99, 500);
}

#[test]
fn gamma_days() {
    let shape = Shape::new(25.0 / 64.0).unwrap();
    let draw = |p: f64| shape.quantile(p.max(1e-16)).unwrap() * 64.0 / 5.0;
    let days = Days { mean: 5.0, variance: 64.0, whole_units: false, model: Model::Gamma, draw: &draw };
    check(&days, "gamma", 10, 60.0, 0.95, 500);
    check(&days, "gamma", 10, 15.0, 0.98, 500);
}

#[test]
fn poisson_days() {
    let draw = |p: f64| poisson::quantile(1.0, p.max(1e-16)).unwrap();
    let days = Days { mean: 1.0, variance: 1.0, whole_units: true, model: Model::Poisson, draw: &draw };
    check(&days, "poisson", 14, 28.0, 0.98, 1000);
    check(&days, "poisson", 14, 3.0, 0.95, 1000);
}

#[test]
fn negative_binomial_days() {
    let counts = NegativeBinomial::from_moments(0.2, 1.36).unwrap();
    let draw = |p: f64| counts.quantile(p.max(1e-16)).unwrap();
    let model = Model::NegativeBinomial;
    let days = Days { mean: 0.2, variance: 1.36, whole_units: true, model, draw: &draw };
    check(&days, "negative binomial", 14, 60.0, 0.90, 6000);
    check(&days, "negative binomial", 14, 60.0, 0.98, 6000);
}

/// A day in ten sells most: a variance of sixteen means.
#[test]
fn lumpy_days() {
    let shape = Shape::new(9.0 / 144.0).unwrap();
    let draw = |p: f64| shape.quantile(p.max(1e-16)).unwrap() * 48.0;
    let days = Days { mean: 3.0, variance: 144.0, whole_units: false, model: Model::Gamma, draw: &draw };
    check(&days, "lumpy", 14, 400.0, 0.95, 3000);
    check(&days, "lumpy", 21, 400.0, 0.98, 3000);
}

/// Every tenth day somebody asks for 5 to 24 pieces. The record has each of them once; its 4,000 draws may be as far
/// off as so many tosses.
#[test]
fn lumpy_days_drawn_from_their_record() {
    let draw = |p: f64| if p < 0.1 { 5.0 + (200.0 * p).floor() } else { 0.0 };
    let periods: Vec<f64> = (0..200).map(|day| draw(f64::from(day) / 200.0)).collect();
    let mean = periods.iter().sum::<f64>() / 200.0;
    let variance = periods.iter().map(|day| (day - mean).powi(2)).sum::<f64>() / 200.0;
    let days = Days { mean, variance, whole_units: true, model: Model::Empirical, draw: &draw };
    let record = Record { periods, lead_times: Vec::new(), seed: 1, key: "lumpy".to_owned() };
    check_drawn(&days, "drawn", 14, 200.0, 0.95, 3000, Some(&record));
    check_drawn(&days, "drawn", 21, 200.0, 0.98, 3000, Some(&record));
}
