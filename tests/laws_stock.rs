//! Laws of stock: what holds for every item, model, target and review; a planner's whole range is answered, soon.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod bare;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::select;
use segmented_safety_stock::policy::Target;
use segmented_safety_stock::protocol::policy::{Model, Period, Review, ShortHistory};
use segmented_safety_stock::stats::{Item, Origin, Pattern, Sourced};
use segmented_safety_stock::stock::bootstrap::{self, Asked};
use segmented_safety_stock::stock::drawn::Record;
use segmented_safety_stock::stock::{Basis, Bounds, Status, Terms};

const MODELS: [Model; 5] =
    [Model::Auto, Model::Normal, Model::Gamma, Model::Poisson, Model::NegativeBinomial];

/// An item in days, and how it is looked at.
#[derive(Debug, Clone, Copy)]
struct Case {
    mean: f64,
    cv: f64,
    lead_time: f64,
    lead_time_sd: f64,
    review_days: f64,
    order_quantity: f64,
    whole_units: bool,
    model: Model,
    review: Review,
}

impl Case {
    fn item(&self) -> Item {
        let given = |value| Sourced { value, origin: Origin::Assumed };
        let mut item = bare::item(0);
        item.demand.periods = 100;
        item.demand.mean = self.mean.into();
        item.demand.sd = (self.cv * self.mean).into();
        item.demand.pattern = Some(if self.cv > 1.0 { Pattern::Intermittent } else { Pattern::Smooth });
        item.demand.whole_units = self.whole_units;
        item.lead_time.days = given(self.lead_time);
        item.lead_time.sd_days = given(self.lead_time_sd);
        item.master.review_days = given(self.review_days);
        item.master.order_quantity = given(self.order_quantity);
        item
    }

    fn terms(&self) -> Terms {
        Terms {
            period: Period::Day,
            short_history: ShortHistory::Allow,
            review: self.review,
            allow_negative: true,
            seed: 1,
        }
    }

    fn basis(&self) -> Result<Basis, Status> {
        Basis::new(&self.item(), self.model, self.terms())
    }

    /// Whether whole numbers can vary so little.
    fn is_possible(&self) -> bool {
        let rest = self.mean.fract();
        (self.cv * self.mean).powi(2) >= rest * (1.0 - rest)
    }

    fn safety_stock(&self, target: Target) -> f64 {
        self.basis().unwrap().position(target, &Bounds::default()).unwrap().safety_stock
    }
}

fn log_uniform(from: f64, to: f64) -> impl Strategy<Value = f64> {
    (libm::log(from)..libm::log(to)).prop_map(libm::exp)
}

fn case() -> impl Strategy<Value = Case> {
    let sizes = (log_uniform(1e-2, 1e4), log_uniform(0.05, 5.0), log_uniform(0.1, 60.0));
    let times = (1.0..90.0, prop_oneof![Just(0.0), 0.0..10.0], prop_oneof![3 => Just(0.0), 1 => 1.0..30.0]);
    let kinds = (any::<bool>(), select(&MODELS[..]), select(&[Review::Daily, Review::Continuous][..]));
    (sizes, times, kinds).prop_map(|((mean, cv, days), (lead_time, lead_time_sd, review_days), kinds)| {
        let (whole_units, model, review) = kinds;
        let order_quantity = (mean * days).max(1.0);
        Case { mean, cv, lead_time, lead_time_sd, review_days, order_quantity, whole_units, model, review }
    })
}

fn target() -> impl Strategy<Value = fn(f64) -> Target> {
    select(&[Target::CycleService as fn(f64) -> Target, Target::FillRate][..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_higher_target_never_asks_less(case in case(), target in target(), low in 0.01..0.999, more in 0.0..0.000_999) {
        let [less, more] = [low, low + more].map(|level| case.safety_stock(target(level)));
        prop_assert!(less <= more + 1e-9 * more.abs().max(1.0), "{} {}", less, more);
    }

    #[test]
    fn units_in_eighths_are_eight_times_the_stock(case in case(), target in target(), level in 0.5..0.999) {
        let model = if case.model == Model::Normal { Model::Normal } else { Model::Gamma };
        let one = Case { whole_units: false, model, ..case };
        let eight = Case { mean: 8.0 * one.mean, order_quantity: 8.0 * one.order_quantity, ..one };
        let (one, eight) = (one.safety_stock(target(level)), eight.safety_stock(target(level)));
        prop_assert!((8.0 * one - eight).abs() <= 1e-7 * eight.abs().max(case.mean), "{} {}", one, eight);
    }

    #[test]
    fn the_target_is_reached(case in case(), level in 0.05..0.999) {
        let basis = case.basis().unwrap();
        let reached = |target| basis.position(target, &Bounds::default()).unwrap();
        let cycle = reached(Target::CycleService(level)).cycle_service_level;
        let fill = reached(Target::FillRate(level)).fill_rate;
        prop_assert!(cycle >= level - 1e-9, "cycle service {}", cycle);
        prop_assert!(fill >= level - 1e-8, "fill rate {}", fill);
    }

    /// Where the lead time varies more than it is long, a family's shape changes so much within a day that the law
    /// does not hold.
    #[test]
    fn daily_review_never_asks_less(case in case(), target in target(), level in 0.5..0.999) {
        prop_assume!(!case.whole_units || case.is_possible());
        let case = Case { lead_time_sd: case.lead_time_sd.min(case.lead_time / 4.0), ..case };
        let daily = Case { review: Review::Daily, ..case }.safety_stock(target(level));
        let continuous = Case { review: Review::Continuous, ..case }.safety_stock(target(level));
        prop_assert!(daily >= continuous - 1e-9 * continuous.abs().max(1.0), "{} {}", daily, continuous);
    }

    #[test]
    fn what_never_varies_needs_no_safety_stock(case in case(), target in target(), level in 0.05..0.999) {
        prop_assume!(case.model != Model::Poisson && case.review_days == 0.0);
        let steady = Case { cv: 0.0, lead_time_sd: 0.0, review: Review::Continuous, ..case };
        let position = steady.basis().unwrap().position(target(level), &Bounds::default()).unwrap();
        prop_assert_eq!((position.safety_stock, position.cycle_service_level, position.fill_rate), (0.0, 1.0, 1.0));
    }

    #[test]
    fn draws_are_the_same_for_seed_and_key(case in case(), target in target(), level in 0.5..0.99, seed in 0..9_u32) {
        let periods: Vec<f64> = (0..26).map(|number| f64::from((number * 7 + 3) % 11) * case.mean / 5.0).collect();
        let record = || Record { periods: periods.clone(), lead_times: Vec::new(), seed, key: "A".to_owned() };
        let stock = |record| case.basis().unwrap().drawing_from(record).position(target(level), &Bounds::default()).unwrap();
        prop_assert_eq!(stock(record()), stock(record()));
        prop_assert!(stock(record()).safety_stock.is_finite());
    }

    /// Whoever asks for which items and in which order: every partition of them gives the same ranges, and one worker
    /// those of four.
    #[test]
    fn ranges_do_not_hang_on_who_asks(cases in proptest::collection::vec(case(), 8), workers in 2..5_usize, seed in 0..9_u32) {
        let history: Vec<f64> = (0..26).map(|number| f64::from((number * 7 + 3) % 11)).collect();
        let range = |number: usize| {
            let case = cases.get(number)?;
            let (key, bounds, target) = (number.to_string(), &Bounds::default(), Target::CycleService(0.95));
            let asked = Asked { model: case.model, terms: case.terms(), target, bounds, seed, key: &key };
            bootstrap::range(&case.item(), &history, asked)
        };
        let one: Vec<_> = (0..cases.len()).map(range).collect();
        prop_assert!(one.iter().all(Option::is_some));
        for worker in (0..workers).rev() {
            for number in (0..cases.len()).rev().filter(|number| number % workers == worker) {
                prop_assert_eq!(range(number), one.get(number).copied().flatten());
            }
        }
    }
}

/// An answer must come this soon; a busy machine gets a few more tries.
const SOON: Duration = Duration::from_millis(if cfg!(debug_assertions) { 50 } else { 5 });

/// Every target's stock of a case is a number, or the case has a status in words.
#[track_caller]
fn answered(case: &Case, levels: &[f64]) -> bool {
    let basis = match case.basis() {
        Ok(basis) => basis,
        Err(status) => {
            assert!(!status.name().is_empty());
            return false;
        }
    };
    for level in levels {
        for target in [Target::CycleService(*level), Target::FillRate(*level)] {
            let soon = || {
                let start = Instant::now();
                let position = basis.position(target, &Bounds::default());
                (start.elapsed() < SOON).then_some(position)
            };
            let position =
                (0..5).find_map(|_| soon()).unwrap_or_else(|| panic!("{case:?} {target:?} takes long"));
            let Some(position) = position else { panic!("{case:?} {target:?} has no stock") };
            let figures = [
                position.safety_stock,
                position.cycle_service_level,
                position.fill_rate,
                position.backorders,
            ];
            assert!(figures.iter().all(|figure| figure.is_finite()), "{case:?} {target:?} {position:?}");
            assert!((0.0..=1.0).contains(&position.fill_rate), "{case:?} {target:?} {position:?}");
        }
    }
    true
}

const LEVELS: [f64; 5] = [0.5, 0.9, 0.98, 0.999, 0.999_999];

fn planned(mean: f64, cv: f64, model: Model, whole_units: bool, review: Review) -> Case {
    let order_quantity = (7.0 * mean).max(1.0);
    let (lead_time, lead_time_sd, review_days) = (1.0, 0.0, 0.0);
    Case { mean, cv, lead_time, lead_time_sd, review_days, order_quantity, whole_units, model, review }
}

#[test]
fn a_planners_grid_is_answered() {
    for mean in [0.01, 0.1, 1.0, 10.0, 100.0, 1e4, 1e6] {
        for model in MODELS {
            for (whole_units, review) in [(true, Review::Daily), (false, Review::Continuous)] {
                for cv in [0.01, 0.1, 0.5, 1.0, 3.0, 10.0] {
                    let case = planned(mean, cv, model, whole_units, review);
                    assert!(answered(&case, &LEVELS), "{case:?} has no basis");
                }
                for ratio in [1.0 + 1e-9, 1.0 + 1e-6, 1.01, 2.0, 30.0, 1000.0_f64] {
                    let case = planned(mean, (ratio / mean).sqrt(), model, whole_units, review);
                    assert!(answered(&case, &LEVELS), "{case:?} has no basis");
                }
            }
        }
    }
}

#[test]
fn extremes_are_answered_in_numbers_or_words() {
    let odd = [f64::NAN, f64::INFINITY, 0.0, 5e-324, 1e-20, 1.0, 1e12, 1e300];
    for model in MODELS {
        for (mean, cv) in odd.iter().flat_map(|mean| odd.iter().map(move |cv| (*mean, *cv))) {
            for review in [Review::Daily, Review::Continuous] {
                let case = planned(mean, cv, model, true, review);
                let Ok(basis) = case.basis() else { continue };
                for target in [Target::CycleService(0.98), Target::FillRate(0.98), Target::FillRate(1e-9)] {
                    let position = basis.position(target, &Bounds::default());
                    assert!(
                        position.is_none_or(|at| at.safety_stock.is_finite()),
                        "{case:?} {target:?} {position:?}"
                    );
                }
            }
        }
    }
}
