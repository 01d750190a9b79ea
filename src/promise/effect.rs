//! What a promise does to everybody's fill rate until the next receipt after it.
//!
//! In: a situation and an order. Out: for each tier the share of its demand that is served, before and after. The
//! single-period form of [`served`]: lower tiers come first and draw down to what is kept from them.

use super::check::Order;
use super::situation::Situation;
use super::tiers::{Claim, Served, served};
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
}

/// The effect on every tier with a share of demand, best first; `shares` stand in where the situation knows none.
pub fn effects(situation: &Situation, order: Order, shares: &[f64]) -> Vec<Effect> {
    let known = situation.ordered();
    let until = known.next_receipt(order.due);
    let parts = parts(situation, shares);
    let claims: Vec<Claim<Demand>> = parts
        .iter()
        .map(|(tier, share)| {
            let due = known.commitments.iter().filter(|of| of.due <= until && of.tier == *tier);
            let days = known.outlook.open_days(known.from, known.today, until);
            let whole = parts.len() == 1;
            Claim {
                demand: known.outlook.over(days * share),
                committed: if whole {
                    known.at(until, *tier).committed
                } else {
                    due.map(|of| of.quantity).sum()
                },
                kept: if whole { 0.0 } else { known.kept(order.due, *tier) },
            }
        })
        .collect();
    let stock = known.at(order.due, None).points.0;
    let less: Vec<(f64, f64)> =
        stock.iter().map(|(units, chance)| (units - order.quantity, *chance)).collect();
    let (before, after) = (served(&stock, &claims), served(&less, &claims));
    let both = before.into_iter().zip(after).zip(&claims).zip(parts);
    both.map(|(((before, after), claim), (tier, share))| Effect {
        tier,
        share,
        kept: claim.kept,
        before,
        after,
    })
    .collect()
}

/// Tiers with their shares of demand, and last what has no tier.
fn parts(situation: &Situation, shares: &[f64]) -> Vec<(Option<usize>, f64)> {
    let own: Vec<f64> = situation.levels.iter().map(|level| level.share).collect();
    let taken = if own.iter().any(|share| *share > 0.0) { &own } else { shares };
    let mut parts: Vec<(Option<usize>, f64)> = taken
        .iter()
        .enumerate()
        .filter(|(_, share)| **share > 0.0)
        .map(|(tier, share)| (Some(tier), *share))
        .collect();
    let rest = 1.0 - parts.iter().map(|part| part.1).sum::<f64>();
    if rest > 1e-9 {
        parts.push((None, rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promise::outlook::Outlook;
    use crate::promise::tiers::Level;
    use crate::promise::{Situation, situation::tests::plain};
    use crate::stock::model::ModelKind;

    #[test]
    fn a_promise_takes_from_others_what_it_takes() {
        let level = |target, share| Level { target, protection: Some(8.0), share };
        let situation = Situation {
            outlook: Outlook::daily(ModelKind::Poisson, 3.0, 3.0),
            levels: vec![level(0.95, 1.0 / 3.0), level(0.9, 2.0 / 3.0)],
            lead_time_days: 5,
            ..plain(30.0)
        };
        let order = Order { quantity: 6.0, due: 5, tier: Some(1) };
        let found = effects(&situation, order, &[]);
        let rates: Vec<(f64, f64)> =
            found.iter().map(|of| (of.before.fill_rate(), of.after.fill_rate())).collect();
        assert!((rates[0].0 - 0.869_651).abs() < 5e-7 && (rates[1].0 - 0.951_025).abs() < 5e-7, "{rates:?}");
        assert!(rates[0].1 < rates[0].0 && rates[1].1 < rates[1].0, "{rates:?}");
        let all = |units: &dyn Fn(&Effect) -> f64| found.iter().map(units).sum::<f64>();
        let lost = all(&|of| of.before.units) - all(&|of| of.after.units);
        assert!(lost > 4.0 && lost <= 6.0, "{lost}");
    }
}
