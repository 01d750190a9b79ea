//! What holds for every promise, over generated situations.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::rc::Rc;

use proptest::prelude::*;
use segmented_safety_stock::promise::available::Shipment;
use segmented_safety_stock::promise::check::{Desk, Order, Verdict};
use segmented_safety_stock::promise::list::{Line, promised, serve, serving_order, tell};
use segmented_safety_stock::promise::outlook::Outlook;
use segmented_safety_stock::promise::situation::{Commitment, Situation, UNLIMITED};
use segmented_safety_stock::promise::tiers::Level;
use segmented_safety_stock::stock::model::{ModelKind, Units};

const TARGETS: [f64; 3] = [0.98, 0.95, 0.9];

fn shipment() -> impl Strategy<Value = Shipment> {
    (prop::collection::vec((0..120_u32, -4..25_i32), 1..3), prop::collection::vec(-4..14_i32, 0..12))
        .prop_map(|(parts, mut late)| {
            late.sort_unstable();
            let late: Rc<[i32]> = late.into();
            Shipment::new(parts.into_iter().map(|(units, due)| (f64::from(units), due)).collect(), late)
        })
}

fn outlook() -> impl Strategy<Value = Outlook> {
    prop_oneof![
        Just(Outlook::none()),
        (1..12_u32).prop_map(|mean| Outlook::daily(ModelKind::Poisson, f64::from(mean), f64::from(mean))),
        (1..12_u32, 1..40_u32).prop_map(|(mean, ratio)| {
            let mean = f64::from(mean);
            Outlook::daily(ModelKind::Gamma, mean, mean * mean * f64::from(ratio) / 10.0)
        }),
    ]
}

prop_compose! {
    fn situation()(
        on_hand in -20..300_i32,
        reserved in 0..30_u32,
        shipments in prop::collection::vec(shipment(), 0..4),
        promises in prop::collection::vec((0..25_i32, 1..60_u32, 0..4_usize, any::<bool>()), 0..6),
        outlook in outlook(),
        shares in prop_oneof![Just([0.0; 3]), Just([0.2, 0.3, 0.5])],
        typed in prop::option::of(0..40_u32),
        whole in any::<bool>(),
    ) -> Situation {
        let level = |place: usize| Level { target: TARGETS[place], protection: None, share: shares[place] };
        let mut levels = vec![level(0), level(1), level(2)];
        levels[0].protection = typed.map(f64::from);
        let mut made = Situation {
            today: 0, from: -1, on_hand: f64::from(on_hand), reserved: f64::from(reserved), shipments,
            commitments: Vec::new(), outlook, levels, target: 0.95, lead_time_days: 14,
            units: Units::of(whole),
        };
        for (due, quantity, tier, outside_forecast) in promises {
            let tier = Some(tier).filter(|tier| *tier < 3);
            let target = made.owed(tier);
            made.commit(Commitment {
                due, quantity: f64::from(quantity), tier, target, outside_forecast,
                reference: String::new(), customer: String::new(),
            });
        }
        made
    }
}

prop_compose! {
    fn order()(quantity in 1..90_u32, due in 0..30_i32, tier in 0..4_usize) -> Order {
        Order { quantity: f64::from(quantity), due, tier: Some(tier).filter(|tier| *tier < 3) }
    }
}

fn line(order: Order) -> Line {
    Line { order, reference: String::new(), customer: String::new(), outside_forecast: false }
}

/// The chance of every promise given.
fn chances(of: &Situation) -> Vec<f64> {
    of.commitments.iter().map(|given| of.at(given.due, given.tier).chance(0.0)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn more_is_never_surer(of in situation(), asked in order()) {
        let at = of.at(asked.due, asked.tier);
        let chances: Vec<f64> = (0..40).map(|step| at.chance(asked.quantity + f64::from(step) * 2.5)).collect();
        prop_assert!(chances.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "{chances:?}");
        prop_assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
    }

    #[test]
    fn a_yes_never_lowers_an_earlier_yes_below_its_target(of in situation(), asked in order()) {
        let mut of = of;
        let given: Vec<(Commitment, f64)> = of.commitments.iter().cloned().zip(chances(&of)).collect();
        if Desk::new(&of).check(asked).verdict == Verdict::Yes {
            let own = promised(&of, &line(asked));
            of.commit(own);
            for (given, before) in given {
                let now = of.at(given.due, given.tier).chance(0.0);
                prop_assert!(now >= given.target.min(before) - 2e-9, "{given:?}: {before} to {now}");
            }
            let now = of.at(asked.due, asked.tier).chance(0.0);
            prop_assert!(now >= of.owed(asked.tier) - 2e-9, "its own promise: {now}");
        }
    }

    #[test]
    fn without_other_demand_a_later_day_never_lowers_it(of in situation(), asked in order()) {
        let of = Situation { outlook: Outlook::none(), commitments: Vec::new(), ..of };
        let chances: Vec<f64> = (0..60).map(|day| of.at(day, asked.tier).chance(asked.quantity)).collect();
        prop_assert!(chances.windows(2).all(|pair| pair[1] >= pair[0] - 1e-12), "{chances:?}");
    }

    #[test]
    fn the_most_is_a_yes_and_one_more_unit_is_not(of in situation(), asked in order()) {
        let mut desk = Desk::new(&of);
        let most = desk.most(asked.due, asked.tier);
        prop_assume!(most < UNLIMITED);
        if most > 0.0 {
            prop_assert_eq!(desk.check(Order { quantity: most, ..asked }).verdict, Verdict::Yes);
        }
        prop_assert_ne!(desk.check(Order { quantity: most + 1.0, ..asked }).verdict, Verdict::Yes);
    }

    #[test]
    fn the_earliest_day_is_a_yes_and_no_day_before_it_is(of in situation(), asked in order()) {
        let mut desk = Desk::new(&of);
        let found = desk.earliest(asked.quantity, asked.tier, 0);
        let yes = |desk: &mut Desk<'_>, due: i32| desk.check(Order { due, ..asked }).verdict == Verdict::Yes;
        for day in 0..found.unwrap_or(40) {
            prop_assert!(!yes(&mut desk, day), "{day} before {found:?}");
        }
        if let Some(day) = found {
            prop_assert!(yes(&mut desk, day), "{day}");
        }
    }

    #[test]
    fn a_list_is_served_one_line_after_the_other(of in situation(), asked in prop::collection::vec(order(), 1..8)) {
        let lines: Vec<Line> = asked.iter().map(|order| line(*order)).collect();
        let together = serve(of.clone(), &lines);
        let mut now = of;
        for place in serving_order(&asked) {
            let alone = tell(&now, asked[place as usize]);
            prop_assert_eq!(&together[place as usize], &alone);
            if alone.checked.verdict == Verdict::Yes {
                let given = promised(&now, &lines[place as usize]);
                now.commit(given);
            }
        }
    }

    #[test]
    fn projected_stock_never_rises_with_what_is_committed(of in situation(), asked in order()) {
        let before = of.available_to_promise(asked.due);
        let mut more = of.clone();
        let given = promised(&more, &line(asked));
        more.commit(given);
        prop_assert!(more.available_to_promise(asked.due) <= before + 1e-9);
        prop_assert!(before >= 0.0);
    }
}
