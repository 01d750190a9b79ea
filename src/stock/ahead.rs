//! How demand runs on after the history: evenly, or along its course over the year, as uncertain as it was or as its
//! forecast was wrong.
//!
//! In: an item. Out: mean and variance of demand over any time that begins after the end of the data. Times are in
//! periods.
//!
//! Symbols: `mu = d * sum of indices`, `sigma^2 = v * sum of squared indices * (1 + T/n) + (mu/T)^2 * sL^2`, where `v`
//! is the variance of a period without its season. An error of forecasts holds the uncertainty of the mean already.

use std::rc::Rc;

use super::interval::{Interval, Rate};
use super::undershoot::DayDemand;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::ShortHistory;
use crate::stats::season::{Course, Factors, Season};
use crate::stats::{Item, Maybe};

/// An item's demand to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    // The history's rate, in as little room as there is: there is one an item.
    pub(super) mean: f64,
    pub(super) sd: f64,
    pub(super) kurtosis: Maybe,
    pub(super) periods: u32,
    pub(super) short_history: ShortHistory,
    otherwise: Option<Rc<Otherwise>>,
}

/// What makes the time ahead other than the history's mean and deviation.
#[derive(Debug, Clone, PartialEq)]
struct Otherwise {
    course: Option<Course>,
    /// Periods from the end of the data to the beginning of every time asked about: only a course tells them apart.
    from: f64,
    /// Of a period whose index is 1.
    variance: f64,
    by_error: bool,
}

impl Ahead {
    /// An item's, with mean and deviation as its history gives them.
    pub fn new(item: &Item, rate: Rate) -> Self {
        let season = item.record.season.as_deref().filter(|season| season.seasonal);
        let course = season.and_then(Season::course);
        let variance = item.record.error.as_deref().map(|error| {
            let squares = course
                .as_ref()
                .map_or(1.0, |course| course.factors(0.0, course.year()).variance / course.year());
            error.variance(1.0) / squares
        });
        let seasonal = season.map(|season| {
            let sd = rate.mean * season.relative_sd;
            sd * sd
        });
        let by_error = variance.is_some();
        let otherwise = variance
            .or(seasonal)
            .map(|variance| Rc::new(Otherwise { course, from: 0.0, variance, by_error }));
        Self::of(rate, otherwise)
    }

    fn of(rate: Rate, otherwise: Option<Rc<Otherwise>>) -> Self {
        let Rate { mean, sd, periods, short_history, kurtosis } = rate;
        Ahead { mean, sd, kurtosis: kurtosis.into(), periods, short_history, otherwise }
    }

    /// The same for times that begin later.
    #[must_use]
    pub fn starting(mut self, from: f64) -> Self {
        if let Some(otherwise) = &mut self.otherwise {
            Rc::make_mut(otherwise).from = from;
        }
        self
    }

    /// Mean and deviation of the history.
    pub fn rate(&self) -> Rate {
        let Ahead { mean, sd, periods, short_history, .. } = *self;
        Rate { mean, sd, periods, short_history, kurtosis: self.kurtosis.get() }
    }

    /// Whether it is other than the history's rate.
    pub(super) fn is_otherwise(&self) -> bool {
        self.otherwise.is_some()
    }

    /// Writes what makes it other than the history's rate.
    pub(super) fn pack_otherwise(&self, pack: &mut Pack) {
        let Some(Otherwise { course, from, variance, by_error }) = self.otherwise.as_deref() else { return };
        pack.real(*from);
        pack.real(*variance);
        pack.flag(*by_error);
        pack.flag(course.is_some());
        if let Some(course) = course {
            course.pack(pack);
        }
    }

    /// Reads what [`Ahead::pack_otherwise`] wrote of an ahead at this rate.
    pub(super) fn unpack(rate: Rate, is_otherwise: bool, from: &mut Unpack<'_>) -> Self {
        let otherwise = is_otherwise.then(|| {
            let (begins, variance, by_error) = (from.real(), from.real(), from.flag());
            let course = from.flag().then(|| Course::unpack(from));
            Rc::new(Otherwise { course, from: begins, variance, by_error })
        });
        Self::of(rate, otherwise)
    }

    /// The course over the year, where there is one.
    pub fn course(&self) -> Option<&Course> {
        self.otherwise.as_ref()?.course.as_ref()
    }

    /// Whether the spread is that of a forecast's error.
    pub fn is_by_error(&self) -> bool {
        self.otherwise.as_ref().is_some_and(|otherwise| otherwise.by_error)
    }

    /// Demand over `length` periods with a lead time that varies by `lead_time_sd`.
    pub fn interval(&self, length: f64, lead_time_sd: f64) -> Interval {
        let Some(otherwise) = &self.otherwise else {
            return Interval::new(self.rate(), length, lead_time_sd);
        };
        let short_history = if otherwise.by_error { ShortHistory::AsIs } else { self.short_history };
        let rate = Rate { short_history, ..self.rate() };
        let even = Interval::new(rate, length, lead_time_sd);
        let factors = self.factors(0.0, length);
        let mean = self.mean * factors.mean;
        let level = if length > 0.0 { factors.mean / length } else { 0.0 };
        Interval {
            mean,
            demand_variance: otherwise.variance * factors.variance * even.short_history_factor,
            lead_time_variance: even.lead_time_variance * level * level,
            ..even
        }
    }

    /// How many mean periods the demand of `length` periods makes that begin `later` than the first.
    pub fn mean_periods(&self, later: f64, length: f64) -> f64 {
        self.factors(later, length).mean
    }

    fn factors(&self, later: f64, length: f64) -> Factors {
        match self.otherwise.as_deref() {
            Some(Otherwise { course: Some(course), from, .. }) => course.factors(from + later, length),
            _ => Factors { mean: length, variance: length },
        }
    }

    /// Demand of the day that follows after `length` periods, `days` to a period. Where no demand is expected then,
    /// that of a mean day.
    pub fn day(&self, item: &Item, length: f64, days: f64) -> DayDemand {
        let sd = self.sd;
        let even = item.demand.day_variance.get().unwrap_or(sd * sd / days);
        let mean = self.mean / days;
        let Some((otherwise, course)) =
            self.otherwise.as_ref().and_then(|otherwise| Some((otherwise, otherwise.course.as_ref()?)))
        else {
            return DayDemand { mean, variance: even };
        };
        let level = course.factors(otherwise.from + length, 1.0 / days).mean * days;
        let level = if level > 1e-9 { level } else { 1.0 };
        // The share of the spread that is left without the season.
        let left = if sd > 0.0 { (otherwise.variance / (sd * sd)).min(1.0) } else { 1.0 };
        DayDemand { mean: mean * level, variance: even * left * level * level }
    }

    /// Mean demand of some time, units.
    pub fn units(&self, length: f64) -> f64 {
        self.mean * self.factors(0.0, length).mean
    }

    /// How many periods some units last.
    pub fn lasts(&self, units: f64) -> f64 {
        let even = units / self.mean;
        match self.otherwise.as_deref() {
            Some(Otherwise { course: Some(course), from, .. }) => course.length(*from, even),
            _ => even,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::Period;
    use crate::stats::item::tests::item;

    /// Three years of a summer item, a month a value, the last year as the first.
    fn seasonal() -> Item {
        let year = [2.0, 2.0, 4.0, 8.0, 16.0, 24.0, 28.0, 20.0, 8.0, 4.0, 2.0, 2.0];
        let values = [year, year.map(|value| value * 1.5), year].concat();
        let mut item = item(140.0 / 12.0, 9.0, false);
        item.record.season = Season::new(&values, Period::Month).map(Box::new);
        item
    }

    fn rate() -> Rate {
        Rate { mean: 10.0, sd: 9.0, periods: 40, short_history: ShortHistory::Allow, kurtosis: None }
    }

    #[test]
    fn an_even_ahead_is_the_history_s() {
        let ahead = Ahead::new(&item(10.0, 9.0, true), rate());
        assert_eq!(ahead.interval(4.0, 0.5), Interval::new(rate(), 4.0, 0.5));
        assert_eq!((ahead.units(3.0), ahead.lasts(25.0)), (30.0, 2.5));
    }

    #[test]
    fn a_season_raises_and_lowers_mean_and_variance() {
        let item = seasonal();
        let season = item.record.season.clone().unwrap();
        let sums = |from: usize, count: usize| {
            let part = &season.indices().values()[from..from + count];
            (part.iter().sum::<f64>(), part.iter().map(|index| index * index).sum::<f64>())
        };
        for (from, count) in [(0, 2), (4, 3)] {
            let found = Ahead::new(&item, rate()).starting(from as f64).interval(count as f64, 0.0);
            let (mean, squares) = sums(from, count);
            let sd0 = 10.0 * season.relative_sd;
            assert!((found.mean - 10.0 * mean).abs() < 1e-12);
            let expected = sd0 * sd0 * squares * (1.0 + count as f64 / 40.0);
            assert!((found.demand_variance - expected).abs() < 1e-9 * expected.max(1.0), "{found:?}");
        }
        let year = Ahead::new(&item, rate()).interval(12.0, 0.0);
        assert!((year.mean - 120.0).abs() < 1e-12);
    }

    #[test]
    fn units_last_longer_before_a_season() {
        let ahead = Ahead::new(&seasonal(), rate());
        let units = ahead.units(7.25);
        assert!((ahead.lasts(units) - 7.25).abs() < 1e-9);
        assert!(ahead.lasts(5.0) > 1.5 && ahead.clone().starting(6.0).lasts(5.0) < 0.25);
        let day = |from: f64| ahead.day(&seasonal(), from, 30.0).mean;
        assert!((day(0.0) * 30.0 - 10.0 * ahead.course().unwrap().indices()[0]).abs() < 1e-9);
    }
}
