//! How far stock is below the reorder point when that is noticed, looked at once a day.
//!
//! In: mean and variance of a day's demand. Out: mean and variance of the undershoot, in units: the time since
//! the last look is not the trouble, the order that jumps over the reorder point is.

use super::model::Units;

/// Demand of a single day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayDemand {
    /// Mean, units; above zero.
    pub mean: f64,
    /// Variance, squared units.
    pub variance: f64,
}

/// The undershoot of a reorder point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Undershoot {
    /// Mean, units.
    pub mean: f64,
    /// Variance, squared units.
    pub variance: f64,
}

impl Undershoot {
    /// Symbols: `m1, v1, m3` mean, variance and third moment of a day's demand. Fractional units:
    /// `E[U] = (v1 + m1^2)/(2 m1)`, `Var[U] = m3/(3 m1) - E[U]^2`, `m3` of the gamma. Whole units: 1/2 less and
    /// 1/12 less, `m3` of the negative binomial (poisson where v1 = m1; `m1 + 3 m1 v1 + m1^3` where v1 < m1). With m3
    /// put in, both variances are sums in which little cancels. A mean below zero, which no whole numbers have, is
    /// no undershoot.
    ///
    /// # Source
    /// The equilibrium distribution of renewal theory: Silver, Pyke & Thomas (2017), section 6.12; Baganha, Pyke &
    /// Ferrer (1996), *The undershoot of the reorder point*.
    ///
    /// ```
    /// # use segmented_safety_stock::stock::{model::Units, undershoot::{DayDemand, Undershoot}};
    /// let found = Undershoot::new(DayDemand { mean: 20.0, variance: 100.0 }, Units::Fractional);
    /// assert!((found.mean - 12.5).abs() < 1e-12 && (found.variance - 93.75).abs() < 1e-12);
    /// ```
    pub fn new(day: DayDemand, units: Units) -> Self {
        let DayDemand { mean, variance } = day;
        let ratio = variance / mean;
        let base = 0.5 * variance + mean * mean / 12.0;
        let mean = 0.5 * (ratio + mean);
        match units {
            Units::Fractional => Self { mean, variance: base + 5.0 / 12.0 * ratio * ratio },
            Units::Whole if mean <= 0.5 => Self { mean: 0.0, variance: 0.0 },
            Units::Whole => Self {
                mean: mean - 0.5,
                variance: if ratio >= 1.0 {
                    base + (5.0 * ratio * ratio - 4.0 * ratio - 1.0) / 12.0
                } else {
                    base + 0.25 * (1.0 - ratio * ratio)
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the formulas are written, with the third moment.
    #[track_caller]
    fn check(mean: f64, variance: f64, m3: f64, expected: f64, spread: f64) {
        let found = Undershoot::new(DayDemand { mean, variance }, Units::Whole);
        let first = (variance + mean * mean) / (2.0 * mean);
        assert!((m3 / (3.0 * mean) - first * first - 1.0 / 12.0 - found.variance).abs() < 1e-12);
        assert!((found.mean - expected).abs() < 1e-14 && (found.variance - spread).abs() < 5e-8, "{found:?}");
    }

    #[test]
    fn whole_units_of_published_moments() {
        check(0.1, 0.1, 0.131, 0.05, 0.050_833_3);
        check(1.0, 1.0, 5.0, 0.5, 0.583_333_3);
        check(10.0, 10.0, 1310.0, 5.0, 13.333_333_3);
        check(0.2, 1.36, 17.96, 3.0, 17.6);
        check(2.0, 8.0, 112.0, 2.5, 9.583_333_3);
    }

    #[test]
    fn a_day_that_varies_less_than_chance() {
        check(10.0, 4.0, 10.0 + 120.0 + 1000.0, 4.7, 10.543_333_3);
        let none = Undershoot { mean: 0.0, variance: 0.0 };
        assert_eq!(Undershoot::new(DayDemand { mean: 0.5, variance: 0.1 }, Units::Whole), none);
    }
}
