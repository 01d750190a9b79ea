//! Whatever goes in, something sensible comes out, and soon.

use std::time::{Duration, Instant};

use segmented_safety_stock::math::gamma::Shape;
use segmented_safety_stock::math::negbin::NegativeBinomial;
use segmented_safety_stock::math::{normal, poisson};
use segmented_safety_stock::stock::model::{Demand, ModelKind, Units};
use segmented_safety_stock::stock::service;

const VALUES: [f64; 24] = [
    f64::NAN,
    f64::NEG_INFINITY,
    -1e300,
    -1e6,
    -1.0,
    -1e-300,
    0.0,
    5e-324,
    1e-300,
    1e-20,
    1e-6,
    0.3,
    0.999_999,
    1.0,
    2.5,
    99.0,
    100.0,
    250.0,
    1e6,
    1e9,
    1e12,
    1e16,
    1e300,
    f64::INFINITY,
];

const CHANCES: [f64; 13] = [
    f64::NAN,
    -1.0,
    0.0,
    5e-324,
    1e-300,
    1e-9,
    0.3,
    0.5,
    0.95,
    1.0 - 1e-12,
    1.0 - f64::EPSILON / 2.0,
    1.0,
    2.0,
];

/// The slowest single call must stay far from being felt.
const SLOW: Duration = Duration::from_millis(500);

#[track_caller]
fn timed<T>(what: impl Fn() -> T, name: impl Fn() -> String) -> T {
    let start = Instant::now();
    let mut found = what();
    if start.elapsed() > SLOW {
        let again = Instant::now(); // the machine may have been busy elsewhere
        found = what();
        assert!(again.elapsed() < SLOW, "{} took {:?}", name(), again.elapsed());
    }
    found
}

fn is_chance(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}

#[test]
fn normal_answers_anything() {
    for k in VALUES {
        let losses = normal::losses(k);
        assert_eq!(losses.first.is_nan(), k.is_nan(), "{k}");
        assert!(k.is_nan() || is_chance(losses.upper) && losses.first >= 0.0 && losses.second >= 0.0, "{k}");
        assert_eq!(normal::loss_inverse(k).is_some(), k > 0.0 && k.is_finite(), "{k}");
    }
}

#[test]
fn gamma_answers_anything() {
    for a in VALUES {
        let Some(shape) = Shape::new(a) else {
            assert!(!(1e-12..=1e16).contains(&a), "{a}");
            continue;
        };
        for x in VALUES {
            let tails = timed(|| shape.tails(x), || format!("gamma tails {a} {x}"));
            assert_eq!(tails.below.is_nan(), x.is_nan(), "{a} {x}");
            assert!(x.is_nan() || is_chance(tails.below) && is_chance(tails.above), "{a} {x} {tails:?}");
            assert!(x.is_nan() || tails.excess >= 0.0 && tails.second >= 0.0, "{a} {x} {tails:?}");
        }
        for p in CHANCES {
            let x = timed(|| shape.quantile(p), || format!("gamma quantile {a} {p}"));
            assert_eq!(x.is_some(), p > 0.0 && p < 1.0, "{a} {p}");
            assert!(x.is_none_or(|x| x >= 0.0 && x.is_finite()), "{a} {p} {x:?}");
        }
    }
}

#[test]
fn counts_answer_anything() {
    for mean in VALUES {
        for k in VALUES {
            let tails = timed(|| poisson::tails(mean, k.floor()), || format!("poisson tails {mean} {k}"));
            let known = (0.0..=1e12).contains(&mean) && !k.is_nan();
            assert_eq!(is_chance(tails.below), known, "{mean} {k} {tails:?}");
            assert!(!known || tails.shortage >= 0.0 && tails.shortages_above >= 0.0, "{mean} {k} {tails:?}");
        }
        for p in CHANCES {
            let level = timed(|| poisson::quantile(mean, p), || format!("poisson quantile {mean} {p}"));
            assert_eq!(level.is_some(), (0.0..=1e12).contains(&mean) && p > 0.0 && p < 1.0, "{mean} {p}");
        }
        for variance in VALUES {
            let Some(demand) = NegativeBinomial::from_moments(mean, variance) else { continue };
            for k in VALUES {
                let tails =
                    timed(|| demand.tails(k.floor()), || format!("negbin tails {mean} {variance} {k}"));
                assert!(k.is_nan() || is_chance(tails.below), "{mean} {variance} {k} {tails:?}");
                assert!(k.is_nan() || tails.shortage >= 0.0, "{mean} {variance} {k} {tails:?}");
            }
            for p in CHANCES {
                timed(|| demand.quantile(p), || format!("negbin quantile {mean} {variance} {p}"));
            }
        }
    }
}

#[test]
fn models_and_measures_answer_anything() {
    for kind in [ModelKind::Normal, ModelKind::Gamma, ModelKind::Poisson] {
        for mean in VALUES {
            for variance in VALUES {
                let Ok(demand) = Demand::new(kind, mean, variance) else { continue };
                for p in CHANCES {
                    check_levels(&demand, p);
                }
                for level in VALUES {
                    check_measures(&demand, level);
                }
            }
        }
    }
}

#[track_caller]
fn check_levels(demand: &Demand, p: f64) {
    let inside = p > 0.0 && p < 1.0;
    let level = service::cycle_service(demand, p, Units::Fractional);
    assert_eq!(level.is_ok(), inside, "{demand:?} {p}");
    assert!(level.is_err() || level.unwrap().is_finite(), "{demand:?} {p}");
    for quantity in [1e-6, 1.0, 1e12] {
        let level = timed(
            || service::level_for_fill_rate(demand, p, quantity, Units::Fractional),
            || format!("fill rate {demand:?} {p} {quantity}"),
        );
        assert!(level.is_err() || inside && level.unwrap().is_finite(), "{demand:?} {p} {quantity}");
    }
}

#[track_caller]
fn check_measures(demand: &Demand, level: f64) {
    for quantity in VALUES {
        let found = service::measures(demand, level, quantity, Units::Whole);
        let allowed = level.abs() <= 1e15 && quantity > 0.0 && quantity <= 1e12;
        assert_eq!(found.is_ok(), allowed, "{demand:?} {level} {quantity}");
        if let Ok(found) = found {
            assert!(
                is_chance(found.cycle_service) && is_chance(found.fill_rate),
                "{demand:?} {level} {quantity}"
            );
            assert!(
                found.backorders >= 0.0 && found.shortage_per_cycle >= 0.0,
                "{demand:?} {level} {quantity}"
            );
            assert!(found.backorders.is_finite(), "{demand:?} {level} {quantity}");
        }
    }
}
