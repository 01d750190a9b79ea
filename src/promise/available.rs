//! What is there by a day: stock, and open supply with the chance that it has come by then.
//!
//! In: quantities with their due days and the supplier's lateness. Out: the distribution of what has come, and the
//! deterministic figures that planning systems show beside it.

use std::rc::Rc;

use crate::data::calendar::Day;
use crate::order;

/// More outcomes than these are put together, neighbours to the lower quantity: a chance is never overstated.
const MOST_POINTS: usize = 512;

/// Open supply that arrives together: the lines of one order.
#[derive(Debug, Clone, PartialEq)]
pub struct Shipment {
    /// Quantities, each with the day it is due; ascending by day.
    pub parts: Vec<(f64, Day)>,
    /// Days that the supplier's lines came late, ascending; empty where there is no record.
    pub late: Rc<[i32]>,
}

impl Shipment {
    /// Lines of one order.
    pub fn new(mut parts: Vec<(f64, Day)>, late: Rc<[i32]>) -> Self {
        order::sort_by(&mut parts, |one, other| one.1.cmp(&other.1));
        Shipment { parts, late }
    }

    /// What has come by `day`, as quantities with their chances, seen from `today`.
    ///
    /// An order not yet due comes with the share of lines late by no more than the days until then; one overdue by
    /// w days with the share of those among the lines later than w, never where the record has none. Without a
    /// record it comes on its due day; overdue, tomorrow.
    pub fn outcomes(&self, today: Day, day: Day) -> Vec<(f64, f64)> {
        let all: f64 = self.parts.iter().map(|part| part.0).sum();
        if self.late.is_empty() {
            let come = |part: &&(f64, Day)| expected(part.1, today) <= day;
            return vec![(self.parts.iter().filter(come).map(|part| part.0).sum(), 1.0)];
        }
        let open = self.open(today);
        if open.is_empty() {
            return vec![(0.0, 1.0)];
        }
        let mut outcomes = Vec::new();
        let (mut left, mut before) = (all, 0);
        for (quantity, due) in self.parts.iter().rev() {
            let by = open.partition_point(|late| i64::from(*late) <= i64::from(day) - i64::from(*due));
            outcomes.push((left, (by - before) as f64 / open.len() as f64));
            (left, before) = (left - quantity, by);
        }
        outcomes.push((0.0, (open.len() - before) as f64 / open.len() as f64));
        outcomes.retain(|outcome| outcome.1 > 0.0);
        outcomes
    }

    /// The chance that all of it has come by `day`.
    pub fn chance(&self, today: Day, day: Day) -> f64 {
        let all: f64 = self.parts.iter().map(|part| part.0).sum();
        self.outcomes(today, day).iter().filter(|outcome| outcome.0 >= all).map(|outcome| outcome.1).sum()
    }

    /// Whether it is overdue by more than any line of the record: it is not counted on.
    pub fn is_lost(&self, today: Day) -> bool {
        !self.late.is_empty() && self.open(today).is_empty()
    }

    /// The days after `today` on which more of it may have come.
    pub fn steps(&self, today: Day) -> Vec<Day> {
        let mut steps: Vec<Day> = if self.late.is_empty() {
            self.parts.iter().map(|part| expected(part.1, today)).collect()
        } else {
            let open = self.open(today);
            self.parts.iter().flat_map(|part| open.iter().map(|late| part.1.saturating_add(*late))).collect()
        };
        steps.retain(|day| *day > today);
        order::sort(&mut steps);
        steps.dedup();
        steps
    }

    /// The record that is left once it has not come by `today`.
    fn open(&self, today: Day) -> &[i32] {
        let overdue = self.parts.iter().map(|part| today.saturating_sub(part.1)).max().unwrap_or(0);
        let from = if overdue > 0 { self.late.partition_point(|late| *late <= overdue) } else { 0 };
        self.late.get(from..).unwrap_or_default()
    }
}

/// The day something is expected: its due day, or tomorrow once that has passed.
pub fn expected(due: Day, today: Day) -> Day {
    if due < today { today + 1 } else { due }
}

/// What is there by a day: quantities in ascending order with their chances.
#[derive(Debug, Clone, PartialEq)]
pub struct Points(pub Vec<(f64, f64)>);

impl Points {
    /// Stock and what has come of shipments that arrive independently of each other.
    ///
    /// ```
    /// use segmented_safety_stock::promise::available::{Points, Shipment};
    /// let late = [0, 0, 0, 0, 9].into(); // four of five lines on time
    /// let order = Shipment::new(vec![(40.0, 20)], late);
    /// assert_eq!(Points::new(50.0, &[order], 10, 20).0, [(50.0, 0.2), (90.0, 0.8)]);
    /// ```
    pub fn new(on_hand: f64, shipments: &[Shipment], today: Day, day: Day) -> Self {
        let mut points = vec![(on_hand, 1.0)];
        for shipment in shipments {
            points = joined(&points, &shipment.outcomes(today, day));
        }
        Points(points)
    }

    /// The largest quantity that may be there.
    pub fn most(&self) -> f64 {
        self.0.last().map_or(0.0, |point| point.0)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.0.iter().map(|(units, chance)| units * chance).sum()
    }
}

fn joined(points: &[(f64, f64)], outcomes: &[(f64, f64)]) -> Vec<(f64, f64)> {
    if let [(quantity, _)] = outcomes {
        return points.iter().map(|(units, chance)| (units + quantity, *chance)).collect();
    }
    let mut all: Vec<(f64, f64)> = Vec::with_capacity(points.len() * outcomes.len());
    for (units, chance) in points {
        all.extend(outcomes.iter().map(|(quantity, share)| (units + quantity, chance * share)));
    }
    order::sort_by(&mut all, |one, other| one.0.total_cmp(&other.0));
    let closest = if all.len() > MOST_POINTS {
        let span = all.last().map_or(0.0, |last| last.0) - all.first().map_or(0.0, |first| first.0);
        span / MOST_POINTS as f64
    } else {
        0.0
    };
    let mut merged: Vec<(f64, f64)> = Vec::with_capacity(all.len());
    for (units, chance) in all {
        match merged.last_mut() {
            Some(last) if units - last.0 <= closest => last.1 += chance,
            _ => merged.push((units, chance)),
        }
    }
    merged
}

/// Available to promise by receipt: each receipt less the demand until the next one; a shortage is taken from the
/// nearest earlier receipt with some left.
///
/// ```
/// use segmented_safety_stock::promise::available::by_receipt;
/// assert_eq!(by_receipt(&[50.0, 40.0, 50.0, 50.0], &[30.0, 40.0, 10.0, 0.0]), [20.0, 0.0, 40.0, 50.0]);
/// ```
pub fn by_receipt(supply: &[f64], demand: &[f64]) -> Vec<f64> {
    let mut left: Vec<f64> = Vec::with_capacity(supply.len());
    for (receipt, wanted) in supply.iter().zip(demand) {
        let mut own = receipt - wanted;
        for earlier in left.iter_mut().rev() {
            let taken = earlier.min(-own).max(0.0);
            *earlier -= taken;
            own += taken;
        }
        left.push(own);
    }
    left
}

/// Cumulative available to promise with look-ahead: what can be taken without a shortage later,
/// `max(0, min over u >= t of what is projected for u)`.
///
/// ```
/// use segmented_safety_stock::promise::available::look_ahead;
/// assert_eq!(look_ahead(&[20.0, 20.0, 60.0, 110.0]), [20.0, 20.0, 60.0, 110.0]);
/// assert_eq!(look_ahead(&[100.0, 10.0, 110.0]), [10.0, 10.0, 110.0]);
/// ```
pub fn look_ahead(projected: &[f64]) -> Vec<f64> {
    let mut least = f64::INFINITY;
    let mut found: Vec<f64> = projected
        .iter()
        .rev()
        .map(|units| {
            least = least.min(*units);
            least.max(0.0)
        })
        .collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortage_takes_from_the_nearest_earlier_receipt() {
        let supply = [6.0, 4.0, 2.0, 4.0, 8.0, 4.0, 4.0, 4.0];
        let demand = [6.0, 2.0, 3.0, 6.0, 6.0, 1.0, 2.0, 2.0];
        assert_eq!(by_receipt(&supply, &demand), [0.0, 0.0, 0.0, -1.0, 2.0, 3.0, 2.0, 2.0]);
    }

    #[test]
    fn what_is_late_is_expected_tomorrow() {
        let mut projected = vec![0.0; 11];
        for day in 0..=10 {
            let come = |due: Day| expected(due, 0) <= day;
            let inbound = [(200.0, -3), (100.0, 10)];
            let came: f64 = inbound.iter().filter(|part| come(part.1)).map(|part| part.0).sum();
            projected[day as usize] = came - if come(-3) { 75.0 } else { 0.0 };
        }
        let found = look_ahead(&projected);
        assert_eq!((found[0], found[1], found[9], found[10]), (0.0, 125.0, 125.0, 225.0));
        assert_eq!(found.iter().position(|units| *units >= 150.0), Some(10));
    }

    #[test]
    fn an_overdue_order_comes_as_the_later_lines_did() {
        let counts = [(0, 60), (2, 15), (5, 10), (10, 10), (30, 5)];
        let late: Rc<[i32]> = counts.iter().flat_map(|(days, lines)| vec![*days; *lines]).collect();
        for (overdue, expected) in [(3, 0.8), (6, 2.0 / 3.0), (12, 0.0)] {
            let order = Shipment::new(vec![(7.0, -overdue)], Rc::clone(&late));
            assert!((order.chance(0, 7) - expected).abs() < 1e-15, "{overdue}");
        }
        let lost = Shipment::new(vec![(7.0, -40)], late);
        assert_eq!((lost.is_lost(0), lost.outcomes(0, 999), lost.steps(0)), (true, vec![(0.0, 1.0)], vec![]));
    }

    #[test]
    fn lines_of_one_order_come_together() {
        let order = Shipment::new(vec![(5.0, 12), (3.0, 10)], [0, 0, 4, 4].into());
        assert_eq!(order.outcomes(0, 12), [(8.0, 0.5), (0.0, 0.5)]);
        assert_eq!(order.outcomes(0, 14), [(8.0, 0.5), (3.0, 0.5)]);
        assert_eq!(order.steps(0), [10, 12, 14, 16]);
        let apart =
            [Shipment::new(vec![(1.0, 5)], [0, 9].into()), Shipment::new(vec![(1.0, 5)], [0, 9].into())];
        assert_eq!(Points::new(0.0, &apart, 0, 5).0, [(0.0, 0.25), (1.0, 0.5), (2.0, 0.25)]);
    }

    #[test]
    fn many_outcomes_are_put_together_downwards() {
        let odd = |number: i32| Shipment::new(vec![(1.0 + f64::from(number).sqrt(), 5)], [0, 9].into());
        let orders: Vec<Shipment> = (0..14).map(odd).collect();
        let points = Points::new(0.0, &orders, 0, 5);
        assert!(points.0.len() <= 2 * MOST_POINTS + 2, "{}", points.0.len());
        let whole: f64 = points.0.iter().map(|point| point.1).sum();
        assert!((whole - 1.0).abs() < 1e-12);
        let exact: f64 = orders.iter().map(|order| order.parts[0].0 / 2.0).sum();
        assert!(points.mean() <= exact && points.mean() > 0.98 * exact, "{} {exact}", points.mean());
    }
}
