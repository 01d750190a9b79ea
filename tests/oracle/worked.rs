//! Published examples and recomputed ones, each a line of data. "Exact" figures, not those of rounded tables.

use segmented_safety_stock::math::moments::combined_sd;
use segmented_safety_stock::math::negbin::NegativeBinomial;
use segmented_safety_stock::math::{normal, poisson};
use segmented_safety_stock::stock::model::{Demand, DemandModel, ModelKind, Units};
use segmented_safety_stock::stock::service;

use ModelKind::{Gamma, Normal, Poisson};
use Units::{Fractional, Whole};

/// Half a step of the last digit that the figure is given with.
#[track_caller]
fn check(found: f64, expected: f64, half_step: f64) {
    assert!((found - expected).abs() <= half_step, "expected {expected}, found {found}");
}

fn demand(kind: ModelKind, mean: f64, sd: f64) -> Demand {
    Demand::new(kind, mean, sd * sd).unwrap()
}

#[track_caller]
fn safety_stock(kind: ModelKind, mean: f64, sd: f64, target: f64) -> f64 {
    service::cycle_service(&demand(kind, mean, sd), target, Fractional).unwrap() - mean
}

/// Chopra & Meindl, *Supply Chain Management*, ch. 12: 2,500 a week, sd 500, two weeks, orders of 10,000.
fn b_and_m_computer_world() -> Demand {
    demand(Normal, 5000.0, combined_sd(2.0, 500.0, 2500.0, 0.0))
}

#[test]
fn chopra_and_meindl_what_a_level_gives() {
    let found = service::measures(&b_and_m_computer_world(), 6000.0, 10_000.0, Fractional).unwrap();
    check(found.cycle_service, 0.92135, 5e-6);
    check(found.shortage_per_cycle, 25.127, 5e-4);
    check(found.fill_rate, 0.997_487, 5e-7);
    check(found.backorders, 0.709_877, 5e-7);
}

#[test]
fn chopra_and_meindl_what_a_target_asks() {
    let model = b_and_m_computer_world();
    check(safety_stock(Normal, 5000.0, combined_sd(2.0, 500.0, 2500.0, 0.0), 0.90), 906.19, 5e-3);
    let for_fill = [(0.975, 66.698), (0.98, 182.97), (0.985, 321.53), (0.99, 499.25), (0.995, 767.05)];
    for (target, expected) in for_fill {
        let level = service::level_for_fill_rate(&model, target, 10_000.0, Fractional).unwrap();
        check(level - 5000.0, expected, 5e-3);
    }
    let level = service::level_for_fill_rate(&model, 0.975, 10_000.0, Fractional).unwrap();
    check(service::reached_cycle_service(&model, level).unwrap(), 0.5376, 5e-5);
    check(normal::loss_inverse(0.025 * 10_000.0 / model.variance().sqrt()).unwrap(), 0.094_324_6, 5e-8);
}

#[test]
fn chopra_and_meindl_lead_time_uncertainty() {
    check(combined_sd(7.0, 500.0, 2500.0, 7.0), 17_549.93, 5e-3);
    let by_lead_time_sd = [
        (7.0, 22_491.1),
        (6.0, 19_297.9),
        (5.0, 16_108.9),
        (4.0, 12_927.2),
        (3.0, 9760.0),
        (2.0, 6628.2),
        (1.0, 3624.8),
        (0.0, 1695.3),
    ];
    for (lead_time_sd, expected) in by_lead_time_sd {
        let sd = combined_sd(7.0, 500.0, 2500.0, lead_time_sd);
        check(safety_stock(Normal, 17_500.0, sd, 0.90), expected, 0.05);
    }
}

#[test]
fn chopra_and_meindl_periodic_review() {
    let sd = combined_sd(6.0, 500.0, 2500.0, 0.0);
    check(safety_stock(Normal, 15_000.0, sd, 0.90), 1569.6, 0.05);
    check(15_000.0 + safety_stock(Normal, 15_000.0, sd, 0.90), 16_569.6, 0.05);
}

/// Stevenson, *Operations Management*, example 12-8; Heizer & Render; Silver, Pyke & Peterson.
#[test]
fn other_textbooks() {
    check(normal::quantile(0.97).unwrap(), 1.880_794, 5e-7);
    check(safety_stock(Normal, 50.0, 5.0, 0.97), 9.403_97, 5e-6);
    check(50.0 + safety_stock(Normal, 50.0, 5.0, 0.97), 59.404, 5e-4);
    check(360.0 + safety_stock(Normal, 360.0, combined_sd(6.0, 0.0, 60.0, 2.0), 0.90), 513.786, 5e-4);
    check(safety_stock(Normal, 58.3, 13.1, 0.90), 16.79, 5e-3);
    check(58.3 + safety_stock(Normal, 58.3, 13.1, 0.90), 75.09, 5e-3);
    check(combined_sd(12.0, 22.0, 100.0, 3.0), 309.5287, 5e-5);
}

#[test]
fn one_item_under_three_models() {
    let sd = combined_sd(6.0, 5.0, 50.0, 2.0);
    check(sd, 100.7472, 5e-5);
    check(safety_stock(Normal, 300.0, sd, 0.90), 129.1127, 5e-5);
    check(safety_stock(Gamma, 300.0, sd, 0.90), 134.1733, 5e-5);
    let counted = NegativeBinomial::from_moments(300.0, sd * sd).unwrap();
    check(counted.quantile(0.90).unwrap(), 434.0, 0.0);
}

#[test]
fn small_orders_need_both_terms() {
    let model = demand(Normal, 100.0, 60.0);
    check(1.0 - model.shortage(100.0) / 15.0, -0.595_77, 5e-6);
    check(service::fill_rate(&model, 100.0, 15.0).unwrap(), 0.549_61, 5e-6);
    check(1.0 - model.shortage(172.0) / 15.0, 0.775_59, 5e-6);
    check(service::fill_rate(&model, 172.0, 15.0).unwrap(), 0.906_84, 5e-6);
}

#[test]
fn fill_rate_of_an_order_up_to_level() {
    let (protection, lead_time) =
        (demand(Normal, 600.0, 5400_f64.sqrt()), demand(Normal, 200.0, 1800_f64.sqrt()));
    for (k, expected) in [(0.0, 0.926_710), (1.0, 0.984_694)] {
        let level = 600.0 + k * 5400_f64.sqrt();
        check(service::fill_rate_order_up_to(&protection, &lead_time, level, 400.0).unwrap(), expected, 5e-7);
        let back =
            service::order_up_to_level_for_fill_rate(&protection, &lead_time, expected, 400.0, Fractional);
        check(back.unwrap(), level, 2e-3);
    }
}

#[test]
fn average_backorders() {
    for (quantity, sd, k, expected) in [
        (100.0, 70.0, 0.0, 11.578_928),
        (100.0, 70.0, 1.645, 0.379_115),
        (100.0, 70.0, -0.5, 23.330_844),
        (15.0, 60.0, 0.0, 20.435_100),
    ] {
        let model = demand(Normal, 500.0, sd);
        let found = service::average_backorders(&model, 500.0 + k * sd, quantity, Fractional).unwrap();
        check(found, expected, 5e-7);
    }
}

/// (s, Q) with poisson demand of 6 over the lead time: every inventory position from 9 to 12 is as likely.
#[test]
fn whole_units_are_summed() {
    let model = Demand::new(Poisson, 6.0, 6.0).unwrap();
    let found = service::measures(&model, 8.0, 4.0, Whole).unwrap();
    check(found.fill_rate, 0.925_150_15, 5e-9);
    check(found.backorders, 0.071_982_4, 5e-8);
    check(10.5 - 6.0 + found.backorders, 4.571_982_4, 5e-8);
}

#[test]
fn a_gamma_in_whole_units_is_near_the_sum() {
    let model = demand(Gamma, 60.0, 20.0);
    let sum: f64 = (81..=110).map(|y| model.shortage(f64::from(y))).sum();
    let found = service::average_backorders(&model, 80.0, 30.0, Whole).unwrap();
    check(found, sum / 30.0, 2e-3 * found);
}

#[test]
fn reached_service_is_the_target() {
    for kind in [Normal, Gamma] {
        for target in [0.01, 0.5, 0.9, 0.95, 0.98, 0.999, 0.999_999] {
            let model = demand(kind, 40.0, 31.0);
            let level = service::cycle_service(&model, target, Fractional).unwrap();
            check(service::reached_cycle_service(&model, level).unwrap(), target, 1e-14);
        }
    }
}

#[test]
fn levels_for_fill_rates_reach_them_and_no_more() {
    for (kind, mean, sd, quantity) in [
        (Gamma, 20.0, 30.0, 15.0),
        (Gamma, 0.3, 1.0, 1.0),
        (Normal, 20.0, 4.0, 300.0),
        (Poisson, 6.0, 0.0, 4.0),
    ] {
        let model = demand(kind, mean, sd);
        for target in [0.3, 0.8, 0.95, 0.999] {
            let exact = service::level_for_fill_rate(&model, target, quantity, Fractional).unwrap();
            check(service::fill_rate(&model, exact, quantity).unwrap(), target, 1e-12);
            let whole = service::level_for_fill_rate(&model, target, quantity, Whole).unwrap();
            assert!(
                service::fill_rate(&model, whole, quantity).unwrap() >= target - 1e-9,
                "{kind:?} {target}"
            );
            assert!(service::fill_rate(&model, whole - 1.0, quantity).unwrap() < target, "{kind:?} {target}");
        }
    }
}

/// Losses as stockpyl's documentation prints them (MIT).
#[test]
fn loss_functions() {
    check(normal::loss(1.3), 0.045_527_962_086_514, 1e-15);
    check(demand(Normal, 15.0, 3.0).shortage(18.6), 0.168_307_352_151_49, 1e-14);
    check(demand(Gamma, 6.0, 18_f64.sqrt()).shortage(4.0), 2.635_971_381_157_268, 1e-14);
    check(poisson::tails(15.0, 18.0).shortage, 0.517_609_528_258_472_4, 1e-14);
    check(poisson::tails(6.0, 10.0).shortage, 0.077_334_9, 5e-8);
    check(NegativeBinomial::new(4.0, 0.2, 0.8).unwrap().tails(14.0).shortage, 4.447_304_632_028_364, 1e-13);
    let by_moments = NegativeBinomial::from_moments(23.0, 64.0).unwrap();
    check(by_moments.tails(14.0).shortage, 9.326_459_980_156_931, 1e-13);
}

#[test]
fn levels_of_other_distributions() {
    check(demand(Gamma, 100.0, 60.0).quantile(0.95), 214.595, 5e-4);
    check(demand(Normal, 100.0, 60.0).quantile(0.95), 198.691, 5e-4);
    check(demand(Gamma, 20.0, 30.0).quantile(0.95), 80.1006, 5e-5);
    check(demand(Normal, 20.0, 30.0).quantile(0.95), 69.3456, 5e-5);
    check(poisson::tails(6.0, 9.0).below, 0.916_076, 5e-7);
    check(poisson::tails(6.0, 10.0).below, 0.957_379, 5e-7);
    check(poisson::quantile(6.0, 0.95).unwrap(), 10.0, 0.0);
    let counted = NegativeBinomial::from_moments(6.0, 15.0).unwrap();
    check(counted.quantile(0.95).unwrap(), 13.0, 0.0);
    check(counted.tails(13.0).below, 0.953_577, 5e-7);
    check(NegativeBinomial::from_moments(2.4, 4.8).unwrap().quantile(0.95).unwrap(), 7.0, 0.0);
}

#[test]
fn newsvendors() {
    let cost = |model: &Demand, level: f64, over: f64, under: f64| {
        let short = model.shortage(level);
        under * short + over * (level - model.mean() + short)
    };
    for (mean, sd, over, under, expected, expected_cost) in [
        (50.0, 8.0, 0.18, 0.70, 56.603_955_927_433_89, 1.997_605_193_176_664_5),
        (120.0, 10.0, 2.0, 18.0, 132.815_515_655_446, 35.099_666_386_497_37),
    ] {
        let model = demand(Normal, mean, sd);
        let level = service::cycle_service(&model, under / (under + over), Fractional).unwrap();
        check(level, expected, 1e-12);
        check(cost(&model, level, over, under), expected_cost, 1e-12);
    }
    let pieces = Demand::new(Poisson, 50.0, 50.0).unwrap();
    let level = service::cycle_service(&pieces, 0.70 / 0.88, Whole).unwrap();
    check(level, 56.0, 0.0);
    check(cost(&pieces, level, 0.18, 0.70), 1.797_235_211_809_178, 1e-12);
}
