//! How much of demand is booked ahead: the share of units ordered so many days before they are due.

use crate::protocol::policy::Period;

/// Beyond so many days ahead nothing is measured.
pub const MOST_DAYS: usize = 400;

/// The share of units booked at least so many days ahead; none beyond the longest seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// By days ahead, from 0; falling.
    shares: Vec<f64>,
    /// Running sums of the shares not booked: of the days 1 to n.
    open_days: Vec<f64>,
}

impl Booked {
    /// From units by days between order and due day; none where no row carries both.
    ///
    /// ```
    /// use segmented_safety_stock::promise::booked::Booked;
    /// let booked = Booked::new(&[60.0, 0.0, 40.0]).unwrap(); // 40 of 100 units two days ahead
    /// assert_eq!((booked.share(1), booked.share(2), booked.share(3)), (0.4, 0.4, 0.0));
    /// assert_eq!(booked.open_days(3), 0.6 + 0.6 + 1.0);
    /// ```
    pub fn new(by_days: &[f64]) -> Option<Self> {
        let all: f64 = by_days.iter().sum();
        if !(all > 0.0) {
            return None;
        }
        let mut left = all;
        let mut shares = Vec::with_capacity(by_days.len());
        for units in by_days {
            shares.push((left / all).clamp(0.0, 1.0));
            left -= units;
        }
        let mut sum = 0.0;
        let open_days = shares
            .iter()
            .skip(1)
            .map(|share| {
                sum += 1.0 - share;
                sum
            })
            .collect();
        Some(Booked { shares, open_days })
    }

    /// The share of a day's units known `days` before it.
    pub fn share(&self, days: usize) -> f64 {
        self.shares.get(days).copied().unwrap_or(0.0)
    }

    /// Days of demand not yet known over the next `days`.
    pub fn open_days(&self, days: usize) -> f64 {
        let measured = self.open_days.len().min(days);
        let known = measured.checked_sub(1).and_then(|last| self.open_days.get(last)).copied().unwrap_or(0.0);
        known + (days - measured) as f64
    }

    /// The share known of the next period of demand, for words.
    pub fn next(&self, period: Period) -> f64 {
        let days = period.days();
        1.0 - self.open_days(days as usize) / (days as usize) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_measured_is_no_share() {
        assert_eq!(Booked::new(&[]), None);
        assert_eq!(Booked::new(&[0.0, 0.0]), None);
    }

    #[test]
    fn all_on_the_day_leaves_all_open() {
        let booked = Booked::new(&[10.0]).unwrap();
        assert_eq!((booked.share(0), booked.share(1), booked.open_days(30)), (1.0, 0.0, 30.0));
        assert_eq!(booked.next(Period::Week), 0.0);
    }
}
