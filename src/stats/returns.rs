//! What a return does to the history: it cancels an earlier sale, is left out, or is subtracted as it stands.
//!
//! In: a unit's sales by day and its returns. Out: quantities by period, and the returns that took effect, so
//! that their money can be taken off too. Amounts stay in stored steps.

use crate::data::calendar::Periods;
use crate::data::history::{Return, Sale};
use crate::protocol::policy::{Period, PolicyFile, Returns};

/// How returns are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnRule {
    /// Cancel, exclude or net.
    pub returns: Returns,
    /// How many periods back a return may cancel.
    pub back: i32,
    /// The length of a period.
    pub period: Period,
}

impl ReturnRule {
    /// The policy's rule, for periods of the given length.
    pub fn new(policy: &PolicyFile, period: Period) -> Self {
        let usual = if period == Period::Day { 7 } else { 1 };
        let back = policy.returns_back.map_or(usual, |back| i32::try_from(back).unwrap_or(i32::MAX / 2));
        ReturnRule { returns: policy.returns, back, period }
    }
}

/// A unit's quantities by period after returns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settled {
    /// The period of the first quantity.
    pub first_period: i32,
    /// Stored quantities, one a period without gaps.
    pub quantities: Vec<f64>,
    /// The returns that took effect: their day, quantity and money count against the sums.
    pub effective: Vec<Return>,
    /// Returns that found no sale that held as much.
    pub unmatched: u32,
    /// Whether anything was sold before returns.
    pub sold: bool,
}

impl Settled {
    /// Sales less returns as the rule says.
    pub fn new(sales: &[Sale], returns: &[Return], rule: ReturnRule) -> Self {
        let mut settled = Settled::default();
        settled.settle(sales, returns, rule);
        settled
    }

    /// The same in the place of another unit's, whose memory is used again. Sales come by day, and so do returns.
    pub fn settle(&mut self, sales: &[Sale], returns: &[Return], rule: ReturnRule) {
        self.quantities.clear();
        self.effective.clear();
        (self.first_period, self.unmatched, self.sold) = (0, 0, !sales.is_empty());
        let netted = if rule.returns == Returns::Net { returns } else { &[] };
        let ends = [sales.first(), sales.last()].map(|sale| sale.map(|sale| sale.day));
        let back = [netted.first(), netted.last()].map(|back| back.map(|back| back.day));
        let days = || ends.iter().chain(&back).flatten();
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            self.unmatched = unmatched_without_sales(returns, rule.returns);
            return;
        };
        let [first, last] = [first, last].map(|day| rule.period.of(*day));
        self.first_period = first;
        self.quantities.resize((last - first + 1) as usize, 0.0);
        let mut periods = Periods::new(rule.period);
        for sale in sales {
            self.add(periods.of(sale.day), sale.quantity);
        }
        match rule.returns {
            Returns::Exclude => {}
            Returns::Net => {
                for back in returns {
                    self.add(periods.of(back.day), -back.quantity);
                }
                self.effective.extend_from_slice(returns);
            }
            Returns::Cancel => returns.iter().for_each(|back| self.cancel(*back, rule)),
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.quantities.clear();
        self.effective.clear();
        (self.first_period, self.unmatched, self.sold) = (0, 0, false);
    }

    /// The quantity of a period; zero outside.
    pub fn quantity(&self, period: i32) -> f64 {
        let index = usize::try_from(period - self.first_period).ok();
        index.and_then(|index| self.quantities.get(index)).copied().unwrap_or(0.0)
    }

    /// The first period with a positive quantity.
    pub fn first_demand(&self) -> Option<i32> {
        let index = self.quantities.iter().position(|quantity| *quantity > 0.0)?;
        Some(self.first_period + index as i32)
    }

    /// The last period with a positive quantity.
    pub fn last_demand(&self) -> Option<i32> {
        let index = self.quantities.iter().rposition(|quantity| *quantity > 0.0)?;
        Some(self.first_period + index as i32)
    }

    fn add(&mut self, period: i32, quantity: f64) {
        if let Some(held) = self.held(period) {
            *held += quantity;
        }
    }

    fn held(&mut self, period: i32) -> Option<&mut f64> {
        let index = usize::try_from(period - self.first_period).ok()?;
        self.quantities.get_mut(index)
    }

    /// Takes a return off the latest period, from its own back, that still holds at least as much.
    fn cancel(&mut self, back: Return, rule: ReturnRule) {
        let own = rule.period.of(back.day);
        let earliest = own.saturating_sub(rule.back).max(self.first_period);
        for period in (earliest..=own).rev() {
            if let Some(held) = self.held(period).filter(|held| **held >= back.quantity) {
                *held -= back.quantity;
                self.effective.push(back);
                return;
            }
        }
        self.unmatched += 1;
    }
}

fn unmatched_without_sales(returns: &[Return], rule: Returns) -> u32 {
    if rule == Returns::Cancel { returns.len() as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sold 10, 50, 8 in three weeks; returned in the third: 8 and 20.
    #[track_caller]
    fn check(returns: Returns, expected: [f64; 3]) {
        let sale = |week: i32, quantity: f64| Sale { day: week * 7, quantity, money: 0.0, lines: 1 };
        let back = |quantity: f64| Return { day: 14, quantity, money: 0.0 };
        let rule = ReturnRule { returns, back: 1, period: Period::Week };
        let settled =
            Settled::new(&[sale(0, 10.0), sale(1, 50.0), sale(2, 8.0)], &[back(20.0), back(8.0)], rule);
        assert_eq!(settled.quantities, expected);
    }

    #[test]
    fn a_return_cancels_is_left_out_or_is_netted() {
        check(Returns::Cancel, [10.0, 30.0, 0.0]);
        check(Returns::Exclude, [10.0, 50.0, 8.0]);
        check(Returns::Net, [10.0, 50.0, -20.0]);
    }

    #[test]
    fn a_return_that_finds_no_sale_is_left_out() {
        let rule = ReturnRule { returns: Returns::Cancel, back: 1, period: Period::Week };
        let sale = Sale { day: 0, quantity: 5.0, money: 0.0, lines: 1 };
        let settled = Settled::new(&[sale], &[Return { day: 1, quantity: 6.0, money: 0.0 }], rule);
        assert_eq!((settled.quantities, settled.unmatched), (vec![5.0], 1));
    }

    #[test]
    fn a_return_may_go_back_as_far_as_there_are_sales() {
        let rule = ReturnRule { returns: Returns::Cancel, back: i32::MAX, period: Period::Week };
        let sale = |week: i32| Sale { day: week * 7, quantity: 5.0, money: 0.0, lines: 1 };
        let back = |quantity: f64| Return { day: 63, quantity, money: 0.0 };
        let settled = Settled::new(&[sale(0), sale(9)], &[back(6.0), back(5.0), back(5.0)], rule);
        assert_eq!((settled.quantities.iter().sum::<f64>(), settled.unmatched), (0.0, 1));
    }
}
