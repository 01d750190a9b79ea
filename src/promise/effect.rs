//! What a promise does to everybody's fill rate until the next receipt after it.
//!
//! In: a situation and an order. Out: for each tier the share of its demand that is served, before and after, orders
//! coming as they come; and after it where all lower tiers come first, the single-period form that protection levels
//! are read against. Both keep for better tiers what the answer itself keeps.

use super::check::Order;
use super::mixed::{Part, as_they_come};
use super::of_today::of_today;
use super::situation::Situation;
use super::tiers::{Claim, Served, served};
use crate::data::calendar::Day;
use crate::stock::model::Demand;

/// One tier, before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Its place, best first; none for all that has no tier.
    pub tier: Option<usize>,
    /// Its share of demand.
    pub share: f64,
    /// Kept from it for better tiers, units.
    pub kept: f64,
    /// Without the order.
    pub before: Served,
    /// With it.
    pub after: Served,
    /// With it, where all that is not booked comes from lower tiers first.
    pub lower_first: Served,
}

/// The effect on every tier with a share of demand, best first; `shares` stand in where the situation knows none.
pub fn effects(situation: &Situation, order: Order, shares: &[f64]) -> Vec<Effect> {
    let known = of_today(situation, order);
    let until = known.next_receipt(order.due);
    let days = known.outlook.open_days(known.from, known.today, until);
    let tiers = tiers(situation, shares);
    let parts = parts(&known, order, until, &tiers);
    let demand = known.outlook.over(days);
    let stock = known.at(order.due, None).points.0;
    let less: Vec<(f64, f64)> =
        stock.iter().map(|(units, chance)| (units - order.quantity, *chance)).collect();
    let claim = |part: &Part| known.outlook.over(days * part.share);
    let (before, after) = (as_they_come(&stock, &parts, &demand), as_they_come(&less, &parts, &demand));
    let lower_first = lower_first(&less, &parts, claim);
    let found = before.into_iter().zip(after).zip(lower_first).zip(parts.iter().zip(tiers));
    found
        .map(|(((before, after), lower_first), (part, (tier, share)))| Effect {
            tier,
            share,
            kept: part.kept,
            before,
            after,
            lower_first,
        })
        .collect()
}

/// What each tier draws: its share, what is booked until then, what is kept from it. Units reserved beyond what is
/// booked are spread by the shares.
fn parts(known: &Situation, order: Order, until: Day, tiers: &[(Option<usize>, f64)]) -> Vec<Part> {
    let alone = tiers.len() == 1;
    let booked = |tier: Option<usize>, outside: bool| {
        let due = known.commitments.iter().take_while(|of| of.due <= until);
        let own = due.filter(|of| (alone || of.tier == tier) && of.outside_forecast == outside);
        own.fold(0.0, |sum, of| sum + of.quantity)
    };
    let foreseen = tiers.iter().fold(0.0, |sum, (tier, _)| sum + booked(*tier, false));
    let reserved = (known.reserved - foreseen).max(0.0);
    let on_top = known.outlook.booked.is_some();
    let part = |(tier, share): &(Option<usize>, f64)| {
        let inside = booked(*tier, false) + reserved * share;
        Part {
            share: *share,
            foreseen: if on_top { 0.0 } else { inside },
            on_top: booked(*tier, true) + if on_top { inside } else { 0.0 },
            kept: if alone { 0.0 } else { known.kept(order.due, *tier) },
        }
    };
    tiers.iter().map(part).collect()
}

/// The single-period form: what is booked is served, then lower tiers come first.
fn lower_first(stock: &[(f64, f64)], parts: &[Part], demand: impl Fn(&Part) -> Demand) -> Vec<Served> {
    let booked = parts.iter().fold(0.0, |sum, part| sum + part.foreseen + part.on_top);
    let left: Vec<(f64, f64)> = stock.iter().map(|(units, chance)| (units - booked, *chance)).collect();
    let claim = |part: &Part| Claim { demand: demand(part), booked: part.foreseen, kept: part.kept };
    let claims: Vec<Claim<Demand>> = parts.iter().map(claim).collect();
    let mut found = served(&left, &claims);
    for (units, chance) in stock {
        let mut left = units.max(0.0);
        for (served, part) in found.iter_mut().zip(parts) {
            let own = (part.foreseen + part.on_top).min(left);
            served.units += chance * own;
            left -= own;
        }
    }
    for (served, part) in found.iter_mut().zip(parts) {
        served.demand += part.foreseen + part.on_top;
    }
    found
}

/// Tiers with their shares of demand, and last what has no tier.
fn tiers(situation: &Situation, shares: &[f64]) -> Vec<(Option<usize>, f64)> {
    let own: Vec<f64> = situation.levels.iter().map(|level| level.share).collect();
    let taken = if own.iter().any(|share| *share > 0.0) { &own } else { shares };
    let mut tiers: Vec<(Option<usize>, f64)> = taken
        .iter()
        .enumerate()
        .filter(|(_, share)| **share > 0.0)
        .map(|(tier, share)| (Some(tier), *share))
        .collect();
    let rest = 1.0 - tiers.iter().map(|tier| tier.1).sum::<f64>();
    if rest > 1e-9 {
        tiers.push((None, rest));
    }
    tiers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promise::outlook::Outlook;
    use crate::promise::tiers::Level;
    use crate::promise::{Situation, situation::tests::plain};
    use crate::stock::model::ModelKind;

    /// Two tiers, a third and two thirds of three a day, with so much kept for the better one.
    fn two(kept: f64) -> Situation {
        let level = |target, share, kept| Level { target, protection: Some(kept), share };
        Situation {
            outlook: Outlook::daily(ModelKind::Poisson, 3.0, 3.0),
            levels: vec![level(0.95, 1.0 / 3.0, kept), level(0.9, 2.0 / 3.0, kept)],
            lead_time_days: 5,
            ..plain(30.0)
        }
    }

    const ORDER: Order = Order { quantity: 6.0, due: 5, tier: Some(1) };

    #[test]
    fn a_promise_takes_from_others_what_it_takes() {
        let found = effects(&two(0.0), ORDER, &[]);
        let all = |units: &dyn Fn(&Effect) -> f64| found.iter().map(units).sum::<f64>();
        let lost = all(&|of| of.before.units) - all(&|of| of.after.units);
        assert!(lost > 4.0 && lost <= 6.0, "{lost}");
        let rate = |of: &Effect| (of.before.fill_rate(), of.after.fill_rate());
        assert!(rate(&found[0]).1 < rate(&found[0]).0 && rate(&found[1]).1 < rate(&found[1]).0, "{found:?}");
    }

    #[test]
    fn the_better_tier_is_never_served_worse_than_the_others() {
        for kept in [0.0, 1.0, 4.0, 8.0, 20.0] {
            let found = effects(&two(kept), ORDER, &[]);
            let rates: Vec<f64> = found.iter().map(|of| of.after.fill_rate()).collect();
            assert!(rates[0] >= rates[1] - 1e-12, "{kept}: {rates:?}");
        }
        let alike = effects(&two(0.0), ORDER, &[]);
        let (key, other) = (alike[0].after.fill_rate(), alike[1].after.fill_rate());
        assert!((key - other).abs() < 1e-12, "{key} {other}");
    }

    #[test]
    fn lower_tiers_first_is_the_single_period_form() {
        let found = effects(&two(8.0), Order { quantity: 1e-9, ..ORDER }, &[]);
        let rates: Vec<f64> = found.iter().map(|of| of.lower_first.fill_rate()).collect();
        assert!((rates[0] - 0.869_651).abs() < 5e-7 && (rates[1] - 0.951_025).abs() < 5e-7, "{rates:?}");
    }

    #[test]
    fn what_is_booked_is_served_before_a_better_tier_draws() {
        let mut situation = two(0.0);
        situation.on_hand = 20.0;
        situation.commit(crate::promise::list::promised(
            &situation,
            &crate::promise::list::Line {
                order: Order { quantity: 18.0, due: 9, tier: Some(1) },
                reference: String::new(),
                customer: String::new(),
                outside_forecast: false,
            },
        ));
        let found = effects(&situation, Order { quantity: 1.0, ..ORDER }, &[]);
        assert!(found[1].before.units > 18.0 && found[0].before.units < 2.0, "{found:?}");
        assert!(found[1].lower_first.units >= 18.0, "{found:?}");
    }
}
