//! How far a forecast missed what was needed until the next order arrived: the error summed over the interval.
//!
//! In: demand a period and each period's forecast as it was known at its origin. Out: [`ForecastError`], whose sigma
//! takes the place of the standard deviation of demand. Bias is error: squares are about zero.
//!
//! Windows overlap, so that `m` of them are worth fewer independent ones, `nu`; the root mean square is raised by
//! `sqrt(nu / (nu - 2))`, as a t distribution of so many degrees is wider than a normal one.

use super::forecast::{BUILT_IN, Forecaster, Method, SMOOTHINGS, chosen};
use super::season::Season;

/// Windows worth fewer than this are too few to be summed.
const FEW: f64 = 4.0;
/// Periods known before a forecast is judged.
const KNOWN: usize = 4;
/// A slot of the year without demand still is no division by zero.
pub(super) const LEAST_INDEX: f64 = 0.01;

/// The error of a forecast over an interval.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastError {
    /// The method at the end of the history.
    pub method: Method,
    /// Its smoothing; none for a column.
    pub smoothing: Option<f64>,
    /// The forecast of a period after the history, units; none for a column.
    pub next: Option<f64>,
    /// Forecasts judged.
    pub origins: u32,
    /// The root mean square of the error of one period, units.
    pub one_step: f64,
    /// Whole periods that errors are summed over.
    pub interval: u32,
    /// Overlapping windows of them.
    pub windows: u32,
    /// How many independent windows those are worth.
    pub worth: f64,
    /// The root mean square of the windows' sums, raised for their number; none where they are worth too few.
    pub summed: Option<f64>,
    /// The error of one period scaled to the interval, as of a level that drifts.
    pub drifting: f64,
    /// The same as of a level that stays.
    pub steady: f64,
    /// The root mean square error of one period of each built-in method at its best smoothing.
    pub compared: Vec<(Method, f64)>,
}

impl ForecastError {
    /// Of a built-in forecast; the method is the one of several that each origin would have chosen. None where too
    /// few periods are known to judge any.
    /// A seasonal item is forecast without its season, which is then put back.
    pub fn built_in(
        values: &[f64],
        methods: &[Method],
        interval: f64,
        season: Option<&Season>,
    ) -> Option<Self> {
        let indices: Vec<f64> = (0..values.len())
            .map(|place| {
                season.map_or(1.0, |season| season.index_back(values.len() - 1 - place).max(LEAST_INDEX))
            })
            .collect();
        let level: Vec<f64> = values.iter().zip(&indices).map(|(value, index)| value / index).collect();
        let (forecasts, found) = chosen(&level, methods);
        let found = found?;
        let (_, judged) = values.split_at_checked(KNOWN)?;
        let indices = indices.get(KNOWN..)?;
        let at = |origin: usize| forecasts.get(origin + KNOWN).copied().flatten();
        let error = |(origin, (value, index)): (usize, (&f64, &f64))| Some(value - at(origin)? * index);
        let errors: Vec<Option<f64>> = judged.iter().zip(indices).enumerate().map(error).collect();
        let whole = whole_periods(interval);
        let sums = windows(&errors, whole, |origin, window| {
            // What the origin foretold for every period of the window is its own level.
            let demand: f64 = judged.get(origin..origin + window)?.iter().sum();
            Some(demand - indices.get(origin..origin + window)?.iter().sum::<f64>() * at(origin)?)
        });
        let next = forecasts.last().copied().flatten();
        let compared = compared(&level, indices);
        Some(ForecastError {
            compared,
            ..Self::new(found.method, Some(found.smoothing), next, &errors, &sums, whole)?
        })
    }

    /// Of forecasts that came with the data; a period without one is not judged.
    pub fn of_column(values: &[f64], forecasts: &[Option<f64>], interval: f64) -> Option<Self> {
        let errors = values.iter().zip(forecasts);
        let errors: Vec<Option<f64>> = errors.map(|(value, forecast)| Some(value - (*forecast)?)).collect();
        let whole = whole_periods(interval);
        let sums = windows(&errors, whole, |origin, window| {
            errors.get(origin..origin + window)?.iter().try_fold(0.0, |sum, error| Some(sum + (*error)?))
        });
        let compared = compared(values, &vec![1.0; values.len().saturating_sub(KNOWN)]);
        Some(ForecastError { compared, ..Self::new(Method::Column, None, None, &errors, &sums, whole)? })
    }

    fn new(
        method: Method,
        smoothing: Option<f64>,
        next: Option<f64>,
        errors: &[Option<f64>],
        sums: &[f64],
        interval: usize,
    ) -> Option<Self> {
        let judged: Vec<f64> = errors.iter().copied().flatten().collect();
        let one_step = root_mean_square(&judged)?;
        let worth = worth(sums.len(), interval);
        let raised = |rms: f64| rms * (worth / (worth - 2.0)).sqrt();
        let length = interval as f64;
        Some(ForecastError {
            method,
            smoothing,
            next,
            origins: judged.len() as u32,
            one_step,
            interval: interval as u32,
            windows: sums.len() as u32,
            worth,
            summed: root_mean_square(sums).map(raised).filter(|_| worth >= FEW),
            drifting: one_step * drifting(length, smoothing.unwrap_or(0.0)),
            steady: one_step * steady(length, smoothing.unwrap_or(0.0)),
            compared: Vec::new(),
        })
    }

    /// The standard deviation of the interval: of the sums, else of one period scaled: for methods that follow a
    /// level as one that drifts, for those of seldom demand as one that stays.
    pub fn sigma(&self) -> f64 {
        let scaled = match self.method {
            Method::Ses | Method::Column => self.drifting,
            Method::Croston | Method::Sba | Method::Tsb => self.steady,
        };
        self.summed.unwrap_or(scaled)
    }

    /// The same with every error so many times as large.
    #[must_use]
    pub fn scaled(&self, by: f64) -> Self {
        ForecastError {
            one_step: self.one_step * by,
            summed: self.summed.map(|summed| summed * by),
            drifting: self.drifting * by,
            steady: self.steady * by,
            ..self.clone()
        }
    }

    /// The variance over `length` periods: that of the whole periods it was measured over, in proportion.
    pub fn variance(&self, length: f64) -> f64 {
        let sigma = self.sigma();
        sigma * sigma * length / f64::from(self.interval.max(1))
    }
}

/// Whole periods nearest to an interval, at least one.
fn whole_periods(interval: f64) -> usize {
    (interval + 0.5).floor().clamp(1.0, 1e6) as usize
}

/// The sums of all windows that have one.
fn windows(errors: &[Option<f64>], window: usize, sum: impl Fn(usize, usize) -> Option<f64>) -> Vec<f64> {
    (0..(errors.len() + 1).saturating_sub(window)).filter_map(|origin| sum(origin, window)).collect()
}

/// How many independent windows `m` overlapping windows of `T` periods are worth:
/// `(m T)^2 / (m T^2 + 2 sum over j < T of (m - j)(T - j)^2)`.
///
/// # Source
/// Degrees of freedom of a variance whose terms are correlated by their overlap: Bayley & Hammersley (1946).
///
/// ```
/// use segmented_safety_stock::stats::error::worth;
/// assert!((worth(29, 4) - 10.886_731).abs() < 1e-6);
/// ```
pub fn worth(windows: usize, periods: usize) -> f64 {
    let (m, t) = (windows as f64, periods as f64);
    if windows == 0 {
        return 0.0;
    }
    let overlaps = (1..periods.min(windows)).map(|j| (m - j as f64) * (t - j as f64) * (t - j as f64));
    m * t * (m * t) / (m * t * t + 2.0 * overlaps.sum::<f64>())
}

/// What the error of one period grows by over `periods` where the level drifts and each period moves it by its
/// `smoothing` share.
///
/// # Source
/// Johnston & Harrison (1986), *The variance of lead-time demand*.
///
/// ```
/// use segmented_safety_stock::stats::error::drifting;
/// assert!((drifting(8.0, 0.2) - 4.979_96).abs() < 5e-6);
/// ```
pub fn drifting(periods: f64, smoothing: f64) -> f64 {
    let moved = smoothing * (periods - 1.0);
    (periods * (1.0 + moved + smoothing * moved * (2.0 * periods - 1.0) / 6.0)).sqrt()
}

/// The same where the level stays and only its estimate moves.
pub fn steady(periods: f64, smoothing: f64) -> f64 {
    let estimate = smoothing / (2.0 - smoothing);
    ((periods + periods * periods * estimate) / (1.0 + estimate)).sqrt()
}

fn root_mean_square(values: &[f64]) -> Option<f64> {
    let squares = values.iter().map(|value| value * value).sum::<f64>();
    (!values.is_empty()).then(|| (squares / values.len() as f64).sqrt())
}

/// Every built-in method at the smoothing that would have been best; `indices` put the season of the judged periods
/// back.
fn compared(level: &[f64], indices: &[f64]) -> Vec<(Method, f64)> {
    let error = |forecaster: Forecaster| {
        let forecasts = forecaster.one_step(level);
        let judged = level.iter().zip(&forecasts).skip(KNOWN).zip(indices);
        let off = judged.filter_map(|((value, forecast), index)| Some((value - (*forecast)?) * index));
        root_mean_square(&off.collect::<Vec<_>>())
    };
    let best = |method: Method| {
        let all =
            SMOOTHINGS.iter().filter_map(|smoothing| error(Forecaster { method, smoothing: *smoothing }));
        Some((method, all.reduce(f64::min)?))
    };
    BUILT_IN.iter().filter_map(|method| best(*method)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(periods: usize, all: usize, expected: f64) {
        let found = worth(all - periods + 1, periods);
        assert!((found - expected).abs() < 5e-7, "expected {expected}, found {found}");
    }

    #[test]
    fn overlapping_windows_are_worth_fewer() {
        check(2, 16, 10.227_273);
        check(4, 32, 10.886_731);
        check(8, 64, 10.980_989);
        check(4, 104, 37.060_854);
        assert_eq!((worth(7, 1), worth(0, 3)), (7.0, 0.0));
    }

    /// The mean of twelve independent periods over eight more: the estimate's variance is a twelfth.
    #[test]
    fn a_level_that_stays_adds_its_estimate_once() {
        let smoothing = 2.0 / 13.0; // a / (2 - a) is 1/12
        let of_one_period = (1.0_f64 + 1.0 / 12.0).sqrt();
        assert!((steady(8.0, smoothing) * of_one_period - 3.651_48).abs() < 5e-6);
        assert_eq!((drifting(8.0, 0.0), steady(8.0, 0.0)), (8.0_f64.sqrt(), 8.0_f64.sqrt()));
    }

    #[test]
    fn bias_is_error() {
        let found = ForecastError::of_column(&[10.0; 30], &[Some(7.0); 30], 2.0).unwrap();
        assert_eq!((found.one_step, found.windows, found.interval), (3.0, 29, 2));
        let raised = (found.worth / (found.worth - 2.0)).sqrt();
        assert!((found.sigma() - 6.0 * raised).abs() < 1e-12);
        assert!((found.variance(4.0) - 2.0 * found.sigma().powi(2)).abs() < 1e-9);
    }

    #[test]
    fn few_windows_scale_the_error_of_one_period() {
        let values = [10.0, 12.0, 9.0, 11.0, 13.0, 8.0, 10.0, 12.0, 11.0, 9.0];
        let found = ForecastError::built_in(&values, &[Method::Ses], 3.0, None).unwrap();
        assert!(found.worth < 4.0 && found.summed.is_none());
        assert_eq!(found.sigma(), found.one_step * drifting(3.0, found.smoothing.unwrap()));
        assert_eq!(ForecastError::built_in(&values[..3], &[Method::Ses], 3.0, None), None);
    }

    #[test]
    fn a_gap_in_the_column_breaks_its_windows() {
        let mut forecasts = [Some(1.0); 12];
        forecasts[5] = None;
        let found = ForecastError::of_column(&[2.0; 12], &forecasts, 3.0).unwrap();
        assert_eq!((found.origins, found.windows), (11, 3 + 4));
    }
}
