//! What was foretold of an item: by the forecasts of its rows or by a built-in method, and how far that missed.

use super::demand::Frame;
use super::error::ForecastError;
use super::forecast::Method;
use super::item::{Item, Pattern};
use super::periods::{self, Counted};
use super::returns::Settled;
use super::special::Known;
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::protocol::policy::{ForecastBy, Outliers, PolicyFile};

/// The policy's say in single periods and forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodTerms {
    /// What is done about outliers.
    pub outliers: Outliers,
    /// The forecast whose error is measured.
    pub forecast: ForecastBy,
}

impl PeriodTerms {
    /// The policy's.
    pub fn new(policy: &PolicyFile) -> Self {
        PeriodTerms {
            outliers: policy.outliers.unwrap_or_default(),
            forecast: policy.forecast.unwrap_or_default(),
        }
    }
}

/// What forecasts are found by.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The tables.
    pub dataset: &'a Dataset,
    /// The periods measured over.
    pub frame: Frame,
    /// The policy's say.
    pub terms: PeriodTerms,
}

impl Told<'_> {
    /// The periods that an item's figures rest on, made again from its history.
    pub fn counted(&self, unit: &Unit, settled: &Settled, item: &Item) -> Option<Counted> {
        let series = self.frame.series(settled, self.dataset.histories.quantity)?;
        let known = Known::new(self.dataset, unit, self.frame.period);
        let special = known.special(self.terms.outliers);
        Some(periods::counted(series, item.demand.left_out, special, &mut Vec::new()))
    }

    /// The error of an item's forecast over the periods until what is ordered next arrives.
    pub fn error(&self, unit: &Unit, settled: &Settled, item: &Item) -> Option<ForecastError> {
        let counted = self.counted(unit, settled, item)?;
        let values = counted.whole();
        let days = (item.lead_time.days.value - item.master.customer_wait_days).max(0.0);
        let interval = (days + item.master.review_days.value) / self.frame.period.days();
        let told = unit.history.map(|history| self.dataset.marks.forecasts(history)).unwrap_or_default();
        if self.terms.forecast == ForecastBy::Auto && !told.is_empty() {
            let first = item.demand.window_start + item.demand.left_out as i32;
            return ForecastError::of_column(values, &self.by_period(told, first), interval);
        }
        let season = item.record.season.as_deref().filter(|season| season.seasonal);
        ForecastError::built_in(values, methods(self.terms.forecast, item.demand.pattern), interval, season)
    }

    /// Forecasts of the window's periods; none where no row of a period has one.
    fn by_period(&self, told: &[(Day, f64)], first: i32) -> Vec<Option<f64>> {
        let mut forecasts = vec![None; usize::try_from(self.frame.last - first + 1).unwrap_or(0)];
        for (day, units) in told {
            let place = usize::try_from(self.frame.period.of(*day) - first).ok();
            if let Some(forecast) = place.and_then(|place| forecasts.get_mut(place)) {
                *forecast = Some(forecast.unwrap_or(0.0) + units);
            }
        }
        forecasts
    }
}

/// The methods that an item may be forecast by.
fn methods(by: ForecastBy, pattern: Option<Pattern>) -> &'static [Method] {
    match (by, pattern) {
        (ForecastBy::Croston, _) => &[Method::Croston],
        (ForecastBy::Sba, _) => &[Method::Sba],
        (ForecastBy::Tsb, _) => &[Method::Tsb],
        (ForecastBy::Auto, Some(Pattern::Intermittent | Pattern::Lumpy)) => &[Method::Sba, Method::Tsb],
        (ForecastBy::Ses | ForecastBy::Auto, _) => &[Method::Ses],
    }
}
