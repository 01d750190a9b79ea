//! Published and recomputed examples, from an item's figures to its stock and what that stock buys.
//!
//! Review is continuous and short history as it is, unless an example has a review. Printed figures of books rest
//! on rounded tables; these were recomputed with exact quantiles (SciPy, mpmath).
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use segmented_safety_stock::data::key::Key;
use segmented_safety_stock::policy::Target;
use segmented_safety_stock::protocol::policy::{Model, Period, Review, ShortHistory};
use segmented_safety_stock::stats::item::{DemandFigures, Given, LeadTime, Master};
use segmented_safety_stock::stats::{History, Item, Maybe, Origin, Pattern, Record, Shared, Sourced};
use segmented_safety_stock::stock::basis::Terms;
use segmented_safety_stock::stock::{Basis, Bounds, Held, Status};

/// An example's item; times in its periods.
#[derive(Clone, Copy)]
struct Example {
    period: Period,
    mean: f64,
    sd: f64,
    lead_time: f64,
    lead_time_sd: f64,
    review: f64,
    order_quantity: f64,
    model: Model,
    looked_at: Review,
    whole_units: bool,
}

/// A week of demand, normal, that arrives a week after it is ordered.
const WEEKLY: Example = Example {
    period: Period::Week,
    mean: 0.0,
    sd: 0.0,
    lead_time: 1.0,
    lead_time_sd: 0.0,
    review: 0.0,
    order_quantity: 1.0,
    model: Model::Normal,
    looked_at: Review::Continuous,
    whole_units: false,
};

/// Chopra & Meindl, *Supply Chain Management*, chapter 12.
const CHOPRA: Example =
    Example { mean: 2500.0, sd: 500.0, lead_time: 2.0, order_quantity: 10_000.0, ..WEEKLY };

impl Example {
    fn basis(self) -> Basis {
        self.basis_of(|_| {})
    }

    /// With the item changed before.
    fn basis_of(self, change: impl FnOnce(&mut Item)) -> Basis {
        let given = |value| Sourced { value, origin: Origin::Assumed };
        let days = self.period.days();
        let demand = DemandFigures {
            history: History::Enough,
            periods: 52,
            mean: Maybe::from(self.mean),
            sd: Maybe::from(self.sd),
            day_variance: Maybe::NONE,
            kurtosis: Maybe::NONE,
            cv: Maybe::from(self.sd / self.mean),
            adi: Maybe::from(1.0),
            cv2: Maybe::from(0.0),
            pattern: Some(Pattern::Smooth),
            whole_units: self.whole_units,
            mean_row_quantity: Maybe::NONE,
            window_start: 0,
            left_out: 0,
        };
        let lead_time = Shared::new(LeadTime {
            days: given(self.lead_time * days),
            sd_days: given(self.lead_time_sd * days),
            sd_of: None,
            other_sd_days: None,
        });
        let master = Master::new(
            given(self.order_quantity),
            Shared::new(Given {
                description: "".into(),
                unit_cost: None,
                unit_price: None,
                review_days: given(self.review * days),
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
        );
        let mut item = Item { key: Key::of(&["T"]), demand, lead_time, master, record: Record::default() };
        change(&mut item);
        let terms = Terms {
            period: self.period,
            short_history: ShortHistory::AsIs,
            review: self.looked_at,
            allow_negative: true,
            seed: 1,
        };
        Basis::new(&item, self.model, terms).unwrap()
    }

    /// The safety stock that a cycle service level asks for.
    fn safety_stock(self, level: f64) -> f64 {
        let basis = self.basis();
        basis.position(Target::CycleService(level), &Bounds::default()).unwrap().safety_stock
    }
}

/// `found` is `expected`, as far as that is printed.
#[track_caller]
fn check(found: f64, expected: f64, printed: f64) {
    assert!((found - expected).abs() <= printed / 2.0 * 1.000_001, "expected {expected}, found {found}");
}

#[test]
fn t1_what_a_reorder_point_buys() {
    let basis = CHOPRA.basis();
    let position = basis.holding(6000.0 - basis.interval().mean).unwrap();
    check(position.safety_stock, 1000.0, 1e-9);
    check(position.cycle_service_level, 0.92135, 1e-5);
    check((1.0 - position.fill_rate) * basis.order_quantity, 25.127, 1e-3);
    check(position.fill_rate, 0.997_487, 1e-6);
    check(position.backorders, 0.709_877, 1e-6);
}

#[test]
fn t2_the_stock_of_a_cycle_service_level() {
    check(CHOPRA.safety_stock(0.90), 906.19, 0.01);
}

#[test]
fn t4_a_lead_time_that_varies() {
    let daily = |lead_time_sd| Example { period: Period::Day, lead_time: 7.0, lead_time_sd, ..CHOPRA };
    check(daily(7.0).basis().interval().sd(), 17_549.93, 0.01);
    let less = [22_491.1, 19_297.9, 16_108.9, 12_927.2, 9760.0, 6628.2, 3624.8, 1695.3];
    for (lead_time_sd, safety_stock) in [7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0].into_iter().zip(less) {
        check(daily(lead_time_sd).safety_stock(0.90), safety_stock, 0.1);
    }
}

#[test]
fn t5_an_order_every_four_weeks() {
    let monthly = Example { review: 4.0, ..CHOPRA };
    let position = monthly.basis().position(Target::CycleService(0.90), &Bounds::default()).unwrap();
    check(position.safety_stock, 1569.6, 0.1);
    check(position.reorder_point, 16_569.6, 0.1);
}

/// Stevenson, *Operations Management*, example 12-8.
#[test]
fn t6_a_risk_of_three_percent() {
    let basis = Example { mean: 50.0, sd: 5.0, ..WEEKLY }.basis();
    let position = basis.position(Target::CycleService(0.97), &Bounds::default()).unwrap();
    check(position.safety_stock / basis.interval().sd(), 1.880_794, 1e-6);
    check(position.safety_stock, 9.403_97, 1e-5);
    check(position.reorder_point, 59.404, 1e-3);
}

/// Heizer & Render, *Operations Management*: the lead time alone varies.
#[test]
fn t7_demand_that_never_varies() {
    let steady = Example { mean: 60.0, lead_time: 6.0, lead_time_sd: 2.0, ..WEEKLY };
    let position = steady.basis().position(Target::CycleService(0.90), &Bounds::default()).unwrap();
    check(position.reorder_point, 513.786, 1e-3);
}

/// Silver, Pyke & Thomas, *Inventory and Production Management in Supply Chains*.
#[test]
fn t9_a_reorder_point_of_two_figures() {
    let position = Example { mean: 58.3, sd: 13.1, ..WEEKLY }
        .basis()
        .position(Target::CycleService(0.90), &Bounds::default())
        .unwrap();
    check(position.safety_stock, 16.79, 0.01);
    check(position.reorder_point, 75.09, 0.01);
}

/// Small lots: the share of one term alone would be below zero here.
#[test]
fn t16_lots_smaller_than_the_deviation() {
    let basis = Example { mean: 100.0, sd: 60.0, order_quantity: 15.0, ..WEEKLY }.basis();
    check(basis.holding(0.0).unwrap().fill_rate, 0.549_61, 1e-5);
    check(basis.holding(72.0).unwrap().fill_rate, 0.906_84, 1e-5);
    check(basis.holding(0.0).unwrap().backorders, 20.4351, 1e-6);
}

/// Silver & Bischak (2011): the fill rate under periodic review.
#[test]
fn t17_fill_rate_between_reviews() {
    let basis = Example { mean: 100.0, sd: 30.0, lead_time: 2.0, review: 4.0, ..WEEKLY }.basis();
    check(basis.holding(0.0).unwrap().fill_rate, 0.926_710, 1e-6);
    check(basis.holding(basis.interval().sd()).unwrap().fill_rate, 0.984_694, 1e-6);
}

#[test]
fn t19_both_vary() {
    let daily = Example { period: Period::Day, mean: 100.0, sd: 22.0, ..WEEKLY };
    let interval = Example { lead_time: 12.0, lead_time_sd: 3.0, ..daily }.basis().interval();
    check(interval.mean, 1200.0, 1e-9);
    check(interval.sd(), 309.5287, 1e-4);
}

#[test]
fn t20_the_model_matters() {
    let of = |model| Example {
        period: Period::Day,
        mean: 50.0,
        sd: 5.0,
        lead_time: 6.0,
        lead_time_sd: 2.0,
        model,
        ..WEEKLY
    };
    check(of(Model::Normal).basis().interval().mean, 300.0, 1e-9);
    check(of(Model::Normal).basis().interval().sd(), 100.7472, 1e-4);
    check(of(Model::Normal).safety_stock(0.90), 129.1127, 1e-4);
    check(of(Model::Gamma).safety_stock(0.90), 134.1733, 1e-4);
}

#[test]
fn gamma_levels_of_recomputed_examples() {
    let level = |mean, sd| mean + Example { mean, sd, model: Model::Gamma, ..WEEKLY }.safety_stock(0.95);
    check(level(100.0, 60.0), 214.595, 1e-3);
    check(level(20.0, 30.0), 80.1006, 1e-4);
}

#[test]
fn average_backorders_of_recomputed_examples() {
    let basis = Example { mean: 100.0, sd: 70.0, order_quantity: 100.0, ..WEEKLY }.basis();
    for (factor, backorders) in [(0.0, 11.578_928), (1.645, 0.379_115), (-0.5, 23.330_844)] {
        check(basis.holding(factor * 70.0).unwrap().backorders, backorders, 1e-6);
    }
}

/// Looked at once a day, periods of a day.
const DAILY: Example = Example { period: Period::Day, looked_at: Review::Daily, ..WEEKLY };

#[test]
fn daily_review_of_a_normal() {
    let daily = Example { mean: 20.0, sd: 10.0, lead_time: 5.0, order_quantity: 200.0, ..DAILY };
    let basis = daily.basis();
    let position = basis.holding(basis.interval().sd()).unwrap();
    check(position.reorder_point, 122.3607, 1e-4);
    check(position.fill_rate, 0.972_636_530, 1e-9);
    check(position.cycle_service_level, 0.657_141_3, 1e-7);
    check(
        basis.textbook().unwrap().holding(basis.interval().sd()).unwrap().cycle_service_level,
        0.8413,
        1e-4,
    );
}

#[test]
fn t1_looked_at_once_a_day() {
    let basis = Example { looked_at: Review::Daily, ..CHOPRA }.basis();
    check(basis.holding(1000.0).unwrap().fill_rate, 0.994_628_932, 1e-9);
    let weekly = Example { looked_at: Review::Daily, period: Period::Day, ..CHOPRA }.basis();
    check(weekly.holding(1000.0).unwrap().fill_rate, 0.940_469_181, 1e-9);
}

/// With ever smaller orders daily review becomes an order-up-to level reviewed daily.
#[test]
fn t17_is_the_limit_of_small_orders() {
    let daily = Example { mean: 400.0, sd: 60.0, lead_time: 0.5, order_quantity: 1e-3, ..DAILY };
    let basis = daily.basis();
    check(basis.holding(400.0).unwrap().fill_rate, 0.926_710, 1e-5);
    check(basis.holding(400.0 + 5400_f64.sqrt()).unwrap().fill_rate, 0.984_694, 1e-5);
}

#[test]
fn daily_review_of_lumpy_pieces() {
    let sd = 1.36_f64.sqrt();
    let pieces = Example { mean: 0.2, sd, lead_time: 14.0, order_quantity: 6.0, whole_units: true, ..DAILY };
    let basis = Example { model: Model::NegativeBinomial, ..pieces }.basis();
    let position = basis.holding(9.0 - basis.interval().mean).unwrap();
    check(position.fill_rate, 0.862_871, 1e-6);
    check(position.cycle_service_level, 0.797_726, 1e-6);
    check(basis.textbook().unwrap().holding(position.safety_stock).unwrap().fill_rate, 0.951_422, 1e-6);
}

#[test]
fn daily_review_of_single_pieces() {
    let pieces = |mean: f64, order_quantity| Example {
        mean,
        sd: mean.sqrt(),
        lead_time: 14.0,
        order_quantity,
        model: Model::Poisson,
        whole_units: true,
        ..DAILY
    };
    let basis = pieces(0.1, 3.0).basis();
    let position = basis.holding(3.0 - basis.interval().mean).unwrap();
    check(position.fill_rate, 0.973_423, 1e-6);
    check(position.cycle_service_level, 0.9404, 1e-4);
    let basis = pieces(1.0, 28.0).basis();
    check(basis.holding(19.0 - basis.interval().mean).unwrap().fill_rate, 0.990_787, 1e-6);
}

/// The safety stock that a fill rate asks for.
#[track_caller]
fn for_fill_rate(example: Example, level: f64) -> f64 {
    example.basis().position(Target::FillRate(level), &Bounds::default()).unwrap().safety_stock
}

#[test]
fn t3_the_stock_of_a_fill_rate() {
    let basis = CHOPRA.basis();
    let position = basis.position(Target::FillRate(0.975), &Bounds::default()).unwrap();
    check(position.safety_stock, 66.698, 1e-3);
    check(position.cycle_service_level, 0.5376, 1e-4);
    for (level, stock) in [(0.98, 182.97), (0.985, 321.53), (0.99, 499.25), (0.995, 767.05)] {
        check(for_fill_rate(CHOPRA, level), stock, 0.01);
    }
}

#[test]
fn a_fill_rate_may_ask_less_than_the_mean() {
    let continuous = Example { mean: 20.0, sd: 10.0, lead_time: 5.0, order_quantity: 200.0, ..WEEKLY };
    let daily = Example { period: Period::Day, looked_at: Review::Daily, ..continuous };
    for (level, stock) in [(0.95, -2.081_514), (0.98, 12.601_890), (0.99, 21.521_433)] {
        check(for_fill_rate(continuous, level), stock, 1e-6);
    }
    for (level, stock) in [(0.95, 11.672_699), (0.98, 27.220_218), (0.99, 36.771_883)] {
        check(for_fill_rate(daily, level), stock, 1e-6);
    }
}

#[test]
fn fill_rates_of_lumpy_pieces() {
    let sd = 1.36_f64.sqrt();
    let model = Model::NegativeBinomial;
    let pieces = Example { mean: 0.2, sd, lead_time: 14.0, order_quantity: 6.0, whole_units: true, ..DAILY };
    let daily = Example { model, ..pieces };
    let continuous = Example { looked_at: Review::Continuous, ..daily };
    for (level, once_a_day, always) in [(0.90, 11.0, 6.0), (0.95, 16.0, 9.0), (0.98, 21.0, 14.0)] {
        check(2.8 + for_fill_rate(daily, level), once_a_day, 1e-9);
        check(2.8 + for_fill_rate(continuous, level), always, 1e-9);
    }
    for (level, delivered) in [(6.0, 0.774), (9.0, 0.863), (14.0, 0.940)] {
        check(daily.basis().holding(level - 2.8).unwrap().fill_rate, delivered, 1e-3);
    }
}

#[test]
fn t17_solved_for_the_level() {
    let basis = Example { mean: 100.0, sd: 30.0, lead_time: 2.0, review: 4.0, ..WEEKLY }.basis();
    let position = basis.position(Target::FillRate(0.984_694), &Bounds::default()).unwrap();
    check(position.safety_stock, basis.interval().sd(), 1e-2);
}

/// Holding 2 a unit and year, orders of 100, 15 a unit short, 1,000 units a year.
#[test]
fn the_level_that_costs_least() {
    let example = Example { mean: 1000.0 / 365.25, sd: 1.0, order_quantity: 100.0, ..DAILY };
    let priced = |short: f64| {
        example.basis_of(|item| {
            item.master.unit_cost = Some(Sourced { value: 10.0, origin: Origin::Assumed });
            item.master.stockout_cost = Some(Sourced { value: short, origin: Origin::Assumed });
        })
    };
    check(priced(15.0).cost_optimal().unwrap(), 0.986_666_7, 1e-7);
    let position = priced(15.0).position(Target::CostOptimal, &Bounds::default()).unwrap();
    check(position.cycle_service_level, 0.986_666_7, 1e-7);
    check(priced(15.0).implied_stockout_cost(position.cycle_service_level).unwrap(), 15.0, 1e-9);
    let nothing = priced(0.19).position(Target::CostOptimal, &Bounds::default()).unwrap();
    assert_eq!((nothing.safety_stock, nothing.held), (0.0, Some(Held::NothingPays)));
    assert_eq!(example.basis().cost_optimal(), Err(Status::MissingUnitCost));
}
