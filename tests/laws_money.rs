//! Laws of what service costs, over random portfolios: a policy with more freedom is never worse, the lines rise and
//! bend one way, and the optimum is that of the rate that is shown.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write;

use proptest::prelude::*;
use segmented_safety_stock::protocol::answer::{BudgetAnswer, GoalMet, MoneyAnswer, MoneyPoint};
use segmented_safety_stock::protocol::request::{BudgetGoal, GoalKind, MoneyRate};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// An item: mean and deviation a week, money a unit costs, units an order, lead time in days, group.
type Made = (f64, f64, f64, f64, f64, u32);

#[derive(Debug, Clone)]
struct Case {
    items: Vec<Made>,
    model: &'static str,
    review: &'static str,
    whole: bool,
    /// A contract on the fill rate of the first group.
    contract: Option<f64>,
}

fn case() -> impl Strategy<Value = Case> {
    let item = (0.2..60.0_f64, 0.15..1.6_f64, 1.0..80.0_f64, 1.0..60.0_f64, 3.0..60.0_f64, 0..3_u32);
    let models = prop::sample::select(vec!["auto", "normal", "gamma", "poisson", "negative_binomial"]);
    let reviews = prop::sample::select(vec!["daily", "continuous"]);
    (prop::collection::vec(item, 4..14), models, reviews, any::<bool>(), prop::option::of(0.6..0.95_f64))
        .prop_map(|(items, model, review, whole, contract)| Case { items, model, review, whole, contract })
}

fn opened(case: &Case) -> (Session, Box<PolicyFile>) {
    let mut demand = "date,item,quantity".to_owned();
    let mut statistics = "item,periods,mean,sd,adi,cv2".to_owned();
    let mut master = "item,unit_cost,lead_time_days,order_quantity,group".to_owned();
    for (number, &(mean, cv, cost, quantity, days, group)) in case.items.iter().enumerate() {
        write!(statistics, "\nI{number:02},52,{mean},{},1.4,{}", cv * mean, cv * cv).unwrap();
        write!(master, "\nI{number:02},{cost},{days},{},G{group}", quantity.ceil()).unwrap();
        // whole units are those of a history in whole numbers
        for week in 0..30_u32 {
            let share = f64::from(week * 7 % 11) / 5.0;
            let (month, day) = (1 + week / 4, 1 + 7 * (week % 4));
            write!(demand, "\n2025-{month:02}-{day:02},I{number:02},{}", (share * mean).ceil()).unwrap();
        }
    }
    let contract = case
        .contract
        .map_or_else(|| "null".to_owned(), |level| format!(r#"{{"kind": "fill_rate", "value": {level}}}"#));
    let text = format!(
        r#"{{"format": "segmented-safety-stock/policy", "version": 1, "review": "{}", "stocking_unit": ["item"],
        "service_weight": "units", "segmentation": {{"dimensions": [{{"kind": "column", "column": "group"}}]}},
        "segments": {{"G0": {{"floor": {contract}}}, "*": {{"model": "{}"}}}}}}"#,
        case.review, case.model
    );
    let mut session = Session::new(None);
    let opened = session.ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    let policy = Box::new(opened.policy);
    session.ask(&Request::Reading { policy: policy.clone() });
    for (slot, text) in (0..).zip([if case.whole { demand } else { statistics }, master]) {
        session.open(slot, &format!("{slot}.csv"), text.len() as f64);
        session.push(slot, text.as_bytes());
        session.close(slot);
    }
    (session, policy)
}

fn money(session: &mut Session, policy: &PolicyFile, rate: MoneyRate) -> MoneyAnswer {
    match session.ask(&Request::Money { policy: Box::new(policy.clone()), rate }) {
        Answer::Money(found) => *found,
        other => panic!("{other:?}"),
    }
}

fn budget(
    session: &mut Session,
    policy: &PolicyFile,
    (rate, kind, value): (MoneyRate, GoalKind, f64),
) -> BudgetAnswer {
    let goal = BudgetGoal { kind, value, ..BudgetGoal::default() };
    match session.ask(&Request::Budget { policy: Box::new(policy.clone()), rate, goal }) {
        Answer::Budget(found) => *found,
        other => panic!("{other:?}"),
    }
}

const RATES: [MoneyRate; 2] = [MoneyRate::FillRate, MoneyRate::CycleService];

fn rate_of(point: &MoneyPoint, rate: MoneyRate) -> f64 {
    match rate {
        MoneyRate::FillRate => point.fill_rate,
        MoneyRate::CycleService => point.cycle_service_level,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_target_is_never_better_than_free_segments_nor_those_than_items(case in case(), goal in 0.55..0.995_f64) {
        let (mut session, policy) = opened(&case);
        for rate in RATES {
            let best = budget(&mut session, &policy, (rate, GoalKind::Service, goal));
            let (one, segments, items) = (&best.uniform.point, &best.segments.point, &best.items);
            if best.uniform_met == GoalMet::Yes {
                prop_assert!(segments.capital <= one.capital * (1.0 + 1e-9), "{segments:?} {one:?}");
            }
            if best.segments.met == GoalMet::Yes {
                prop_assert!(items.capital <= segments.capital * (1.0 + 1e-9), "{items:?} {segments:?}");
            }
            for (point, met) in
                [(one, best.uniform_met), (segments, best.segments.met), (items, best.items_met)]
            {
                prop_assert!(met != GoalMet::Yes || rate_of(point, rate) >= goal - 1e-9, "{point:?}");
            }
            let money = 0.9 * segments.capital;
            let best = budget(&mut session, &policy, (rate, GoalKind::Capital, money));
            let (one, segments, items) = (&best.uniform.point, &best.segments.point, &best.items);
            if best.uniform_met == GoalMet::Yes {
                prop_assert!(rate_of(segments, rate) >= rate_of(one, rate) - 1e-9, "{segments:?} {one:?}");
                prop_assert!(rate_of(items, rate) >= rate_of(segments, rate) - 1e-9, "{items:?} {segments:?}");
                prop_assert!(items.capital <= money * (1.0 + 1e-9) && one.capital <= money * (1.0 + 1e-9));
            }
        }
    }

    /// Every point of both lines is best at its price, so what money buys falls from one to the next.
    #[test]
    fn the_lines_rise_and_bend_one_way(case in case()) {
        let (mut session, policy) = opened(&case);
        for rate in RATES {
            let found = money(&mut session, &policy, rate);
            let lines: [Vec<&MoneyPoint>; 2] = [
                found.lines.iter().map(|line| &line.segments).collect(),
                found.lines.iter().map(|line| &line.items).collect(),
            ];
            for line in lines {
                let most = line.last().unwrap().capital.max(1e-9);
                let mut steepest = f64::INFINITY;
                for pair in line.windows(2) {
                    let bought = rate_of(pair[1], rate) - rate_of(pair[0], rate);
                    let paid = pair[1].capital - pair[0].capital;
                    prop_assert!(bought >= -1e-9 && paid >= -1e-9 * most, "{pair:?}");
                    // steps of next to nothing say nothing about a slope
                    if paid > 1e-4 * most && bought > 1e-7 {
                        let slope = bought / paid;
                        prop_assert!(slope <= steepest * 1.02, "{slope} after {steepest}: {pair:?}");
                        steepest = steepest.min(slope);
                    }
                }
            }
            let uniform: Vec<f64> = found.uniform.iter().map(|one| one.point.capital).collect();
            prop_assert!(uniform.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 1e-9) + 1e-9));
        }
    }

    /// What is best for one rate is not better in the other than what is best for that. Of stock that comes in pieces
    /// the last one may not fit a budget; what may be held in any amount meets it.
    #[test]
    fn the_optimum_is_that_of_the_rate_that_is_shown(case in case(), share in 0.2..0.9_f64) {
        prop_assume!(!case.whole && ["normal", "gamma"].contains(&case.model));
        let (mut session, policy) = opened(&case);
        let by_fill = money(&mut session, &policy, MoneyRate::FillRate);
        let (least, most) = (by_fill.lines[0].items.capital, by_fill.lines.last().unwrap().items.capital);
        let capital = least + share * (most - least);
        let [fill, cycle] = RATES.map(|rate| budget(&mut session, &policy, (rate, GoalKind::Capital, capital)));
        if fill.items_met == GoalMet::Yes && cycle.items_met == GoalMet::Yes {
            prop_assert!(fill.items.fill_rate >= cycle.items.fill_rate - 1e-6, "{fill:?} {cycle:?}");
            prop_assert!(
                cycle.items.cycle_service_level >= fill.items.cycle_service_level - 1e-6,
                "{fill:?} {cycle:?}"
            );
        }
    }
}
