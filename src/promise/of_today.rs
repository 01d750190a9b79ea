//! What is ordered today for an order, where nothing is on its way: one supply for the answer, its drawing and what
//! it does to others.
//!
//! The answer counts as much as is needed, a lead time from now. That cannot be drawn; the least that is needed can.

use super::available::Shipment;
use super::check::{Desk, Order, Verdict};
use super::situation::{SAME, Situation, UNLIMITED};

/// The situation with what can be drawn. Where only what could be ordered today makes the order possible, so much of
/// it is counted that the order and all demand until the next receipt after it are kept at what is owed.
pub fn of_today(situation: &Situation, order: Order) -> Situation {
    let mut known = situation.ordered();
    let Some(to_order) =
        situation.shipments.iter().find(|of| of.parts.iter().any(|part| part.0 >= UNLIMITED))
    else {
        return known;
    };
    if Desk::new(&known).check(order).verdict == Verdict::Yes {
        return known;
    }
    let units = needed(&known, order);
    let parts = to_order.parts.iter().map(|part| (units, part.1)).collect();
    if units > 0.0 {
        known.shipments.push(Shipment::new(parts, to_order.late.clone()));
    }
    known
}

/// The least whole number of units that keeps an order until the next receipt after it.
fn needed(known: &Situation, order: Order) -> f64 {
    let at = known.at(known.next_receipt(order.due), order.tier);
    let owed = known.owed(order.tier) - SAME;
    let keeps = |units: f64| at.chance(order.quantity - units) >= owed;
    let (mut low, mut high) = (-1.0, order.quantity.ceil().max(1.0));
    while !keeps(high) && high < UNLIMITED {
        (low, high) = (high, high * 2.0);
    }
    while high - low > 1.0 {
        let middle = f64::midpoint(low, high).floor();
        if keeps(middle) { high = middle } else { low = middle }
    }
    high
}
