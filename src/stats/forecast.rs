//! Built-in forecasts of the next period: simple smoothing, and for demand that comes seldom Croston's method, that
//! of Syntetos and Boylan, and that of Teunter, Syntetos and Babai.
//!
//! In: demand a period, oldest first. Out: what each period's forecast was when only the periods before it were
//! known. A level starts as the plain mean of what is known and becomes a smoothed one once the weight of a new value,
//! 1/n, has fallen to the smoothing: nothing has to be chosen to start with.

/// How the next period is forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Simple exponential smoothing.
    Ses,
    /// Croston: size of a demand over the gap between two.
    Croston,
    /// Croston's ratio less its bias.
    Sba,
    /// Chance of a demand times its size; the chance falls while nothing is sold.
    Tsb,
    /// The forecast that came with the demand rows.
    Column,
}

/// The methods that this engine has itself.
pub const BUILT_IN: [Method; 4] = [Method::Ses, Method::Croston, Method::Sba, Method::Tsb];

/// The smoothings that are tried.
pub const SMOOTHINGS: [f64; 8] = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

/// A method and its smoothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecaster {
    /// The method.
    pub method: Method,
    /// The weight of a new value, in (0, 1].
    pub smoothing: f64,
}

/// What is known when a forecast is made.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    periods: u32,
    demands: u32,
    since_demand: u32,
    level: f64,
    size: f64,
    gap: f64,
    chance: f64,
}

impl Known {
    fn take(&mut self, value: f64, smoothing: f64) {
        let weight = |count: u32| smoothing.max(1.0 / f64::from(count));
        self.periods += 1;
        self.since_demand += 1;
        self.level += weight(self.periods) * (value - self.level);
        let sold = if value > 0.0 { 1.0 } else { 0.0 };
        self.chance += weight(self.periods) * (sold - self.chance);
        if value > 0.0 {
            self.demands += 1;
            self.size += weight(self.demands) * (value - self.size);
            self.gap += weight(self.demands) * (f64::from(self.since_demand) - self.gap);
            self.since_demand = 0;
        }
    }
}

impl Forecaster {
    /// A period's forecast, for each period and then for the one that follows: what was known before it. None
    /// before the first value, and for the methods of seldom demand before the first demand. The column's forecasts
    /// are not made here.
    ///
    /// # Source
    /// Croston (1972); Syntetos & Boylan (2005), the factor 1 - smoothing/2; Teunter, Syntetos & Babai (2011).
    ///
    /// ```
    /// use segmented_safety_stock::stats::forecast::{Forecaster, Method};
    /// let steady = Forecaster { method: Method::Ses, smoothing: 0.5 };
    /// assert_eq!(steady.one_step(&[4.0, 8.0, 2.0]), [None, Some(4.0), Some(6.0), Some(4.0)]);
    /// ```
    pub fn one_step(self, values: &[f64]) -> Vec<Option<f64>> {
        let mut known = Known::default();
        let mut forecasts = vec![None];
        for value in values {
            known.take(*value, self.smoothing);
            forecasts.push(self.next(&known));
        }
        forecasts
    }

    fn next(self, known: &Known) -> Option<f64> {
        let demanded = known.demands > 0;
        match self.method {
            Method::Ses => (known.periods > 0).then_some(known.level),
            Method::Croston => demanded.then(|| known.size / known.gap),
            Method::Sba => demanded.then(|| (1.0 - 0.5 * self.smoothing) * known.size / known.gap),
            Method::Tsb => demanded.then_some(known.chance * known.size),
            Method::Column => None,
        }
    }
}

/// The forecasts of several methods with every smoothing, followed by what each origin would have chosen: the one
/// with the least squared error so far. The first of several as good holds.
pub fn chosen(values: &[f64], methods: &[Method]) -> (Vec<Option<f64>>, Option<Forecaster>) {
    let candidates: Vec<(Forecaster, Vec<Option<f64>>)> = methods
        .iter()
        .flat_map(|method| SMOOTHINGS.map(|smoothing| Forecaster { method: *method, smoothing }))
        .map(|forecaster| (forecaster, forecaster.one_step(values)))
        .collect();
    let mut squares = vec![0.0; candidates.len()];
    let mut best = 0;
    let mut forecasts = Vec::with_capacity(values.len() + 1);
    for period in 0..=values.len() {
        best = least(&squares).unwrap_or(best);
        let forecast =
            |candidate: &(Forecaster, Vec<Option<f64>>)| candidate.1.get(period).copied().flatten();
        forecasts.push(candidates.get(best).and_then(forecast));
        let Some(value) = values.get(period) else { continue };
        for (sum, candidate) in squares.iter_mut().zip(&candidates) {
            let off = forecast(candidate).map_or(0.0, |forecast| value - forecast);
            *sum += off * off;
        }
    }
    (forecasts, candidates.get(best).map(|(forecaster, _)| *forecaster))
}

/// The place of the least number, the first of several.
fn least(numbers: &[f64]) -> Option<usize> {
    let mut places = numbers.iter().enumerate();
    let first = places.next()?;
    Some(places.fold(first, |least, other| if other.1 < least.1 { other } else { least }).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SELDOM: [f64; 10] = [0.0, 3.0, 0.0, 0.0, 5.0, 0.0, 4.0, 0.0, 0.0, 0.0];

    /// The last forecast.
    #[track_caller]
    fn check(method: Method, smoothing: f64, values: &[f64], expected: Option<f64>) {
        let found = *Forecaster { method, smoothing }.one_step(values).last().unwrap();
        match (found, expected) {
            (Some(found), Some(expected)) => {
                assert!((found - expected).abs() < 1e-12, "{method:?}: expected {expected}, found {found}");
            }
            (found, expected) => assert_eq!(found, expected),
        }
    }

    /// By hand: sizes 3, then (3+5)/2, then the mean of three, 4; gaps 2, 2.5, then 7/3; with a smoothing of one half
    /// the third weighs a half.
    #[test]
    fn seldom_demand() {
        check(Method::Croston, 0.1, &SELDOM, Some(4.0 / (7.0 / 3.0)));
        check(Method::Sba, 0.1, &SELDOM, Some(0.95 * 4.0 / (7.0 / 3.0)));
        check(Method::Tsb, 0.1, &SELDOM, Some(0.3 * 4.0));
        check(Method::Croston, 0.5, &SELDOM, Some(4.0 / 2.25));
        check(Method::Croston, 0.5, &[0.0, 0.0], None);
        check(Method::Tsb, 0.5, &[0.0, 2.0, 0.0], Some(2.0 * 0.25));
    }

    #[test]
    fn a_level_that_moves_is_followed_faster() {
        let moving: Vec<f64> = (0..60).map(|period| f64::from(period) * 10.0).collect();
        let (forecasts, found) = chosen(&moving, &[Method::Ses]);
        assert_eq!(found.map(|found| found.smoothing), Some(0.5));
        assert_eq!((forecasts.len(), forecasts[0], forecasts[1]), (61, None, Some(0.0)));
        let level: Vec<f64> = (0..60).map(|period| 50.0 + f64::from(period % 2)).collect();
        assert_eq!(chosen(&level, &[Method::Ses]).1.map(|found| found.smoothing), Some(0.05));
    }

    #[test]
    fn an_origin_knows_nothing_of_what_comes() {
        let (long, _) = chosen(&SELDOM, &[Method::Sba, Method::Tsb]);
        let (short, _) = chosen(&SELDOM[..7], &[Method::Sba, Method::Tsb]);
        assert_eq!(long[..8], short[..]);
    }

    #[test]
    fn nothing_known_is_forecast_by_nothing() {
        assert_eq!(chosen(&[], &BUILT_IN).0, [None]);
    }
}
