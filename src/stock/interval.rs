//! Demand over the protection interval: the lead time and the time until the next review.
//!
//! In: an item's figures. Out: mean and variance of the demand that stock has to cover. Times are in periods.
//!
//! Symbols: `T = L + R`, `mu = d*T`, `sigma^2 = T*sd^2*(1 + T/n) + d^2*sL^2`.

use crate::protocol::policy::{Period, ShortHistory};
use crate::stats::Item;

/// How an item is supplied; times in periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supply {
    /// Lead time less what the customer accepts to wait.
    pub lead_time: f64,
    /// Its standard deviation.
    pub lead_time_sd: f64,
    /// Time between reviews; 0 where orders go out any day.
    pub review: f64,
}

impl Supply {
    /// An item's, in periods of the given length.
    pub fn new(item: &Item, period: Period) -> Self {
        let days = period.days();
        let lead_time_days = item.lead_time.days.value - item.master.customer_wait_days;
        Supply {
            lead_time: (lead_time_days / days).max(0.0),
            lead_time_sd: item.lead_time.sd_days.value / days,
            review: item.master.review_days.value / days,
        }
    }
}

/// A history's rate: mean and deviation a period, and over how many periods they were taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Mean demand a period, units.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Periods.
    pub periods: u32,
    /// Whether the uncertainty of the mean counts.
    pub short_history: ShortHistory,
}

/// Mean and variance of demand over some time, in units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its length, periods.
    pub length: f64,
    /// Mean demand.
    pub mean: f64,
    /// The part of the variance that demand makes.
    pub demand_variance: f64,
    /// The part that the lead time's own variation makes.
    pub lead_time_variance: f64,
    /// 1 + length/periods where a short history makes the mean uncertain; else 1.
    pub short_history_factor: f64,
}

impl Interval {
    /// Demand over `length` periods with a lead time that varies by `lead_time_sd`. What arrives at once is certain,
    /// whatever its lead time does.
    ///
    /// # Source
    /// Silver, Pyke & Thomas (2017), section 6.10: variance of demand over a lead time that varies.
    ///
    /// ```
    /// use segmented_safety_stock::protocol::policy::ShortHistory;
    /// use segmented_safety_stock::stock::interval::{Interval, Rate};
    /// let rate = Rate { mean: 100.0, sd: 22.0, periods: 90, short_history: ShortHistory::AsIs };
    /// let interval = Interval::new(rate, 12.0, 3.0);
    /// assert_eq!(interval.mean, 1200.0);
    /// assert!((interval.sd() - 309.5287).abs() < 1e-4);
    /// ```
    pub fn new(rate: Rate, length: f64, lead_time_sd: f64) -> Self {
        let factor = match rate.short_history {
            ShortHistory::Allow => 1.0 + length / f64::from(rate.periods.max(1)),
            ShortHistory::AsIs => 1.0,
        };
        let from_lead_time = if length > 0.0 { rate.mean * lead_time_sd } else { 0.0 };
        Interval {
            length,
            mean: rate.mean * length,
            demand_variance: length * rate.sd * rate.sd * factor,
            lead_time_variance: from_lead_time * from_lead_time,
            short_history_factor: factor,
        }
    }

    /// Variance of demand over the interval.
    pub fn variance(&self) -> f64 {
        self.demand_variance + self.lead_time_variance
    }

    /// Standard deviation of demand over the interval.
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_at_once_is_certain() {
        let rate = Rate { mean: 100.0, sd: 22.0, periods: 90, short_history: ShortHistory::Allow };
        let interval = Interval::new(rate, 0.0, 3.0);
        assert_eq!((interval.mean, interval.variance()), (0.0, 0.0));
    }
}
