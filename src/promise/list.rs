//! A list of orders: served in tier order, then by due day, then in file order; each yes uses up what it takes.

use super::check::{Checked, Desk, Order, Verdict};
use super::situation::{Commitment, Situation};
use crate::data::calendar::Day;
use crate::order;

/// One line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is asked.
    pub order: Order,
    /// What it is called; may be empty.
    pub reference: String,
    /// Whose it is; may be empty.
    pub customer: String,
    /// Whether the history does not foretell it.
    pub outside_forecast: bool,
}

/// A line's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The check.
    pub checked: Checked,
    /// The first day on which all of it can be promised.
    pub earliest: Option<Day>,
}

/// The order in which lines are served: the best tier first, then the earliest, then as they stand.
pub fn serving_order(lines: &[Order]) -> Vec<u32> {
    let key = |place: u32| lines.get(place as usize).map(|line| (line.tier.unwrap_or(usize::MAX), line.due));
    order::numbers(lines.len() as u32, &|one, other| key(one).cmp(&key(other)))
}

/// The answers to all lines about one item, in their own order. What is a yes is committed before the next line is
/// looked at.
pub fn serve(mut situation: Situation, lines: &[Line]) -> Vec<Told> {
    let orders: Vec<Order> = lines.iter().map(|line| line.order).collect();
    let mut told: Vec<Option<Told>> = vec![None; lines.len()];
    for place in serving_order(&orders) {
        let Some(line) = lines.get(place as usize) else { continue };
        let found = tell(&situation, line.order);
        if found.checked.verdict == Verdict::Yes {
            situation.commit(promised(&situation, line));
        }
        if let Some(slot) = told.get_mut(place as usize) {
            *slot = Some(found);
        }
    }
    told.into_iter().flatten().collect()
}

/// A line as a promise given.
pub fn promised(situation: &Situation, line: &Line) -> Commitment {
    Commitment {
        due: line.order.due,
        quantity: line.order.quantity,
        tier: line.order.tier,
        target: situation.owed(line.order.tier),
        outside_forecast: line.outside_forecast,
        reference: line.reference.clone(),
        customer: line.customer.clone(),
    }
}

/// One order's answer.
pub fn tell(situation: &Situation, order: Order) -> Told {
    let mut desk = Desk::new(situation);
    let checked = desk.check(order);
    let earliest = match checked.verdict {
        Verdict::Yes => Some(order.due),
        _ => desk.earliest(order.quantity, order.tier, situation.today),
    };
    Told { checked, earliest }
}
