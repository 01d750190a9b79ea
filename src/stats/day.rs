//! How much a single day's demand varies: the history's own days, those without demand too.
//!
//! In: sales by day and the settled history. Out: the variance of a day's demand, from which follows how far stock
//! is below its reorder point when that is noticed.

use std::ops::RangeInclusive;

use super::returns::Settled;
use crate::data::calendar::Day;
use crate::data::history::{Sale, Scale};
use crate::math::moments;
use crate::protocol::policy::Period;

/// Days so far apart are in different periods.
const LONGEST: i32 = 31;

/// Of which periods a day's variance is taken.
#[derive(Debug, Clone)]
pub struct Span<'a> {
    /// Their length.
    pub period: Period,
    /// The periods.
    pub periods: RangeInclusive<i32>,
    /// Some that are left out, ascending.
    pub without: &'a [i32],
}

/// The n - 1 variance of a day's demand, in squared units, over all calendar days of a span. What came back in a
/// period is taken off its latest days. The memory of `values` is used.
pub fn variance(
    sales: &[Sale],
    settled: &Settled,
    scale: Scale,
    span: &Span<'_>,
    values: &mut Vec<f64>,
) -> Option<f64> {
    let Span { period, periods, without } = span;
    if periods.is_empty() {
        return None;
    }
    let of = |number: i32| period.last_day(number) - period.first_day(number) + 1;
    let days = period.last_day(*periods.end()) - period.first_day(*periods.start()) + 1
        - without.iter().map(|number| of(*number)).sum::<i32>();
    values.clear();
    if settled.effective.is_empty() && without.is_empty() {
        as_sold(sales, scale, span, values);
    } else {
        after_returns(sales, settled, scale, span, values);
    }
    let empty = u64::try_from(days).ok()?.checked_sub(values.len() as u64)?;
    moments::with_zeros(values, empty)?.variance
}

/// What was sold on the days of some periods, the latest of each period first.
fn as_sold(sales: &[Sale], scale: Scale, span: &Span<'_>, values: &mut Vec<f64>) {
    let first = span.period.first_day(*span.periods.start());
    let last = span.period.last_day(*span.periods.end());
    let from = if sales.first().is_some_and(|sale| sale.day < first) { before(sales, first) } else { 0 };
    let to =
        if sales.last().is_some_and(|sale| sale.day > last) { before(sales, last + 1) } else { sales.len() };
    let sales = sales.get(from..to).unwrap_or_default();
    in_units(sales, scale, values);
    latest_first(sales, span.period, values);
}

/// How many sales there are before a day.
fn before(sales: &[Sale], day: Day) -> usize {
    sales.partition_point(|sale| sale.day < day)
}

/// What was sold, in units.
#[inline(never)] // short and called often: a browser compiles it for speed
fn in_units(sales: &[Sale], scale: Scale, values: &mut Vec<f64>) {
    values.resize(sales.len(), 0.0);
    for (value, sale) in values.iter_mut().zip(sales) {
        *value = scale.value(sale.quantity);
    }
}

/// Turns the days of each period round.
#[inline(never)] // as [`in_units`]
fn latest_first(sales: &[Sale], period: Period, values: &mut [f64]) {
    let mut begins = 0;
    for (place, pair) in (1..).zip(sales.windows(2)) {
        let [one, next] = pair else { continue };
        let near = next.day - one.day < LONGEST;
        if near && period.of(one.day) == period.of(next.day) {
            continue;
        }
        turn_round(values, begins, place);
        begins = place;
    }
    turn_round(values, begins, sales.len());
}

fn turn_round(values: &mut [f64], from: usize, to: usize) {
    if to > from + 1
        && let Some(days) = values.get_mut(from..to)
    {
        days.reverse();
    }
}

/// The same where something came back, or periods are left out.
fn after_returns(sales: &[Sale], settled: &Settled, scale: Scale, span: &Span<'_>, held: &mut Vec<f64>) {
    let Span { period, periods, without } = span;
    let known = settled.first_period..settled.first_period + settled.quantities.len() as i32;
    let counts = |number: &i32| periods.contains(number) && without.binary_search(number).is_err();
    for number in known.filter(counts) {
        let from = sales.partition_point(|sale| sale.day < period.first_day(number));
        let to = sales.partition_point(|sale| sale.day <= period.last_day(number));
        kept(sales.get(from..to).unwrap_or_default(), settled.quantity(number), held);
    }
    for quantity in held {
        *quantity = scale.value(*quantity);
    }
}

/// What a period's days keep of their sales where the period keeps `quantity`, in stored steps: what came back is
/// taken off the latest ones, and more than all of them sold off the latest alone.
fn kept(sales: &[Sale], quantity: f64, held: &mut Vec<f64>) {
    let first = held.len();
    let mut returned = sales.iter().map(|sale| sale.quantity).sum::<f64>() - quantity;
    for sale in sales.iter().rev() {
        let off = returned.min(sale.quantity).max(0.0);
        returned -= off;
        held.push(sale.quantity - off);
    }
    match held.get_mut(first) {
        Some(latest) => *latest -= returned,
        None if returned != 0.0 => held.push(-returned),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::history::{Histories, Return};
    use crate::protocol::policy::Returns;
    use crate::stats::returns::ReturnRule;

    fn of(sales: &[Sale], settled: &Settled, periods: RangeInclusive<i32>, without: &[i32]) -> Option<f64> {
        let span = Span { period: Period::Week, periods, without };
        variance(sales, settled, Histories::new(&[], None).quantity, &span, &mut vec![9.0])
    }

    #[track_caller]
    fn check(returns: Returns, days: &[f64]) {
        let sale = |day: i32, quantity: f64| Sale { day, quantity, money: 0.0, lines: 1 };
        let sales = [sale(4, 6.0), sale(7, 9.0), sale(8, 2.0), sale(20, 4.0)]; // a Monday is day 4
        let back = [Return { day: 10, quantity: 3.0, money: 0.0 }];
        let settled = Settled::new(&sales, &back, ReturnRule { returns, back: 1, period: Period::Week });
        let found = of(&sales, &settled, 1..=3, &[]).unwrap();
        let expected = moments::with_zeros(days, 21 - days.len() as u64).unwrap().variance.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn what_came_back_is_taken_off_the_latest_days() {
        check(Returns::Exclude, &[6.0, 9.0, 2.0, 4.0]);
        check(Returns::Cancel, &[6.0, 8.0, 0.0, 4.0]);
        check(Returns::Net, &[6.0, 8.0, 0.0, 4.0]);
    }

    #[test]
    fn the_days_of_a_period_left_out_are_no_days() {
        let sale = |day: i32, quantity: f64| Sale { day, quantity, money: 0.0, lines: 1 };
        let sales = [sale(4, 6.0), sale(12, 900.0), sale(20, 4.0)];
        let rule = ReturnRule { returns: Returns::Net, back: 1, period: Period::Week };
        let settled = Settled::new(&sales, &[], rule);
        let found = of(&sales, &settled, 1..=3, &[2]);
        let expected = moments::with_zeros(&[6.0, 4.0], 12).unwrap().variance;
        assert_eq!(found, expected);
    }

    #[test]
    fn more_than_was_sold_is_a_day_below_zero() {
        let mut held = Vec::new();
        kept(&[], -2.0, &mut held);
        kept(&[Sale { day: 0, quantity: 3.0, money: 0.0, lines: 1 }], -1.0, &mut held);
        assert_eq!(held, [-2.0, -1.0]);
    }

    #[test]
    fn no_days_have_no_variance() {
        #[expect(clippy::reversed_empty_ranges, reason = "a window that has no period")]
        let none = 3..=2;
        assert_eq!(of(&[], &Settled::default(), none, &[]), None);
        assert_eq!(of(&[], &Settled::default(), 1..=2, &[]), Some(0.0));
    }
}
