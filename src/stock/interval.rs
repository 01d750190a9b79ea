//! Demand over the protection interval: the lead time and the time until the next review.
//!
//! In: an item's figures. Out: mean and variance of the demand that stock has to cover. Times are in periods.
//!
//! Symbols: `T = L + R`, `mu = d*T`, `sigma^2 = T*sd^2*(1 + T/n) + d^2*sL^2`.

use crate::protocol::policy::{Period, ShortHistory};
use crate::stats::Item;

/// Degrees of freedom of a variance, at least: fewer would say nothing any more.
const FEWEST: f64 = 4.0;

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
    /// Whether the uncertainty of the mean counts, and that of the deviation.
    pub short_history: ShortHistory,
    /// Excess kurtosis of the periods, where it is known.
    pub kurtosis: Option<f64>,
}

impl Rate {
    /// How many independent normal periods, less one, would give a variance as uncertain as this: its degrees of
    /// freedom `nu = 2 / (2/(n-1) + kurtosis/n)`, at least 4. Of a part sold k times in even amounts that is 2k,
    /// however many periods stand empty between.
    ///
    /// # Source
    /// `Var[s^2] = sigma^4 (2/(n-1) + kurtosis/n)` (Cramer 1946, section 27.4), matched to a chi-square's 2/nu as by
    /// Satterthwaite (1946).
    pub fn worth(&self) -> f64 {
        let n = f64::from(self.periods.max(2));
        (2.0 / (2.0 / (n - 1.0) + self.kurtosis.unwrap_or(0.0).max(0.0) / n)).max(FEWEST)
    }

    /// The variance of a t distribution of that many degrees, relative to the one that was estimated; a deviation that
    /// other items lent is as it is.
    fn raised(&self) -> f64 {
        let worth = self.worth();
        if self.periods < 2 { 1.0 } else { worth / (worth - 2.0) }
    }
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
    /// 1 + length/periods where a short history makes the mean uncertain, times nu/(nu - 2) where it makes the
    /// deviation so too; else 1.
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
    /// let rate = Rate { mean: 100.0, sd: 22.0, periods: 90, short_history: ShortHistory::AsIs, kurtosis: None };
    /// let interval = Interval::new(rate, 12.0, 3.0);
    /// assert_eq!(interval.mean, 1200.0);
    /// assert!((interval.sd() - 309.5287).abs() < 1e-4);
    /// ```
    pub fn new(rate: Rate, length: f64, lead_time_sd: f64) -> Self {
        let mean_too = 1.0 + length / f64::from(rate.periods.max(1));
        let factor = match rate.short_history {
            ShortHistory::Allow => mean_too,
            ShortHistory::Predictive => mean_too * rate.raised(),
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
        let rate =
            Rate { mean: 100.0, sd: 22.0, periods: 90, short_history: ShortHistory::Allow, kurtosis: None };
        let interval = Interval::new(rate, 0.0, 3.0);
        assert_eq!((interval.mean, interval.variance()), (0.0, 0.0));
    }

    #[test]
    fn an_uncertain_deviation_counts_for_more() {
        let rate =
            |kurtosis, short_history| Rate { mean: 1.0, sd: 2.0, periods: 49, short_history, kurtosis };
        let factor = |kurtosis, how| Interval::new(rate(kurtosis, how), 7.0, 0.0).short_history_factor;
        let (mean_too, like) = (1.0 + 7.0 / 49.0, |found: f64, other: f64| (found - other).abs() < 1e-12);
        assert_eq!(factor(Some(9.0), ShortHistory::Allow), mean_too);
        assert!(like(factor(None, ShortHistory::Predictive), mean_too * 48.0 / 46.0));
        assert!(like(factor(Some(-1.2), ShortHistory::Predictive), mean_too * 48.0 / 46.0));
        let nu = 2.0 / (2.0 / 48.0 + 9.0 / 49.0);
        assert!(like(factor(Some(9.0), ShortHistory::Predictive), mean_too * nu / (nu - 2.0)));
        assert!(like(factor(Some(46.0), ShortHistory::Predictive), mean_too * 2.0));
    }
}
