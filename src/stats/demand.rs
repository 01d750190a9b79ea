//! The demand figures of an item: mean, deviation, CV, ADI, CV2 and pattern over its window.
//!
//! In: quantities by period after returns. Out: [`DemandFigures`]. Periods without a row are zero demand.

use super::item::{DemandFigures, History, Pattern};
use super::maybe::Maybe;
use super::periods::{self, Counted, Special};
use super::returns::Settled;
use crate::data::history::Scale;
use crate::data::statistics::StatisticsRow;
use crate::math::moments;
use crate::protocol::policy::{Period, Window};

/// Periods in a standard bucket of steadiness: a month, or four weeks.
const WEEKS: usize = 4;
const DAYS: usize = 28;
/// ADI at and above which demand is seldom.
const SELDOM: f64 = 1.32;
/// CV2 at and above which amounts differ a lot.
const UNEVEN: f64 = 0.49;
/// Periods that must follow a first period for it to be left out.
const FOLLOWING: i32 = 6;
/// Every border of a class is compared with this tolerance: a figure this close is on it.
const BORDER: f64 = 1e-12;

/// The periods of the data set that histories are measured over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The length of a period.
    pub period: Period,
    /// The first kept period.
    pub first: i32,
    /// The last kept period.
    pub last: i32,
    /// Where an item's history begins.
    pub window: Window,
}

/// A history by period, in units.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its first period.
    pub start: i32,
    /// Demand a period, without gaps, to the frame's last.
    pub values: Vec<f64>,
}

impl Frame {
    /// The item's window: from its first demand, none where it has none; or from the data's first period.
    pub fn series(&self, settled: &Settled, scale: Scale) -> Option<Series> {
        self.series_in(Vec::new(), settled, scale)
    }

    /// The same in memory that was used before.
    fn series_in(&self, mut values: Vec<f64>, settled: &Settled, scale: Scale) -> Option<Series> {
        let start = match self.window {
            Window::DataStart => self.first,
            Window::FirstDemand | Window::FirstDemandWhole => settled.first_demand()?.max(self.first),
        };
        let count = usize::try_from(self.last - start + 1).unwrap_or(0);
        values.clear();
        values.resize(count, 0.0);
        let before = settled.first_period - start;
        let (skipped, first) = (usize::try_from(-before).unwrap_or(0), usize::try_from(before).unwrap_or(0));
        let known = settled.quantities.get(skipped..).unwrap_or_default();
        in_units(values.get_mut(first..).unwrap_or_default(), known, scale);
        Some(Series { start, values })
    }

    /// Periods at the start of a seldom-selling item's window that are there only because it opened them.
    fn left_out(&self, series: &Series, first_demand: Option<i32>, pattern: Option<Pattern>) -> u32 {
        let seldom = matches!(pattern, Some(Pattern::Intermittent | Pattern::Lumpy));
        let opened = first_demand == Some(series.start);
        let followed = self.last - series.start >= FOLLOWING;
        u32::from(self.window == Window::FirstDemand && seldom && opened && followed)
    }
}

/// Stored quantities as values, as many as there are of both.
#[inline(never)] // as [`keep_demands`]
fn in_units(values: &mut [f64], quantities: &[f64], scale: Scale) {
    for (value, quantity) in values.iter_mut().zip(quantities) {
        *value = scale.value(*quantity);
    }
}

/// Memory that one item after the other is measured in.
#[derive(Debug, Default)]
pub struct Slate {
    /// Demand a period.
    pub periods: Vec<f64>,
    /// Whatever is looked at.
    pub values: Vec<f64>,
}

/// What a unit's rows say besides their quantities.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Whether every kept quantity is a whole number.
    pub whole_units: bool,
    /// Mean quantity of a demand row that is no return.
    pub mean_row_quantity: Option<f64>,
    /// What is known about single periods.
    pub special: Special<'a>,
}

/// The demand figures of a settled history, and the periods that they rest on. ADI, CV2 and pattern are those of the
/// whole window, without the periods in which an empty shelf sold nothing.
pub fn figures(
    settled: &Settled,
    frame: &Frame,
    scale: Scale,
    facts: Facts<'_>,
    slate: &mut Slate,
) -> (DemandFigures, Counted) {
    let series = frame.series_in(std::mem::take(&mut slate.periods), settled, scale);
    let series = series.unwrap_or(Series { start: frame.last + 1, values: Vec::new() });
    let (adi, cv2) = gaps_in(&facts.special.known(&series), &mut slate.values);
    let pattern = adi.zip(cv2).map(|(adi, cv2)| pattern(adi, cv2));
    let left_out = frame.left_out(&series, settled.first_demand(), pattern);
    let window_start = series.start;
    let counted = periods::counted(series, left_out, facts.special, &mut slate.values);
    let (mean, sd) = (counted.mean, counted.sd);
    let figures = DemandFigures {
        history: history(settled, &counted),
        periods: counted.periods,
        mean: mean.into(),
        sd: sd.into(),
        day_variance: Maybe::NONE,
        kurtosis: Maybe::NONE,
        cv: mean.zip(sd).filter(|(mean, _)| *mean > 0.0).map(|(mean, sd)| sd / mean).into(),
        adi: adi.into(),
        cv2: cv2.into(),
        pattern,
        whole_units: facts.whole_units,
        mean_row_quantity: facts.mean_row_quantity.into(),
        window_start,
        left_out,
    };
    (figures, counted)
}

/// The figures of an item that were computed elsewhere; whether it sells whole units is not known.
pub fn computed_elsewhere(row: &StatisticsRow) -> DemandFigures {
    let enough = row.periods >= 2 && row.sd.is_some();
    DemandFigures {
        history: match (row.mean > 0.0, enough) {
            (false, _) => History::NoDemand,
            (true, false) => History::TooShort,
            (true, true) => History::Enough,
        },
        periods: row.periods,
        mean: row.mean.into(),
        sd: row.sd.into(),
        day_variance: Maybe::NONE,
        kurtosis: Maybe::NONE,
        cv: row.sd.filter(|_| row.mean > 0.0).map(|sd| sd / row.mean).into(),
        adi: row.adi.into(),
        cv2: row.cv2.into(),
        pattern: row.adi.zip(row.cv2).map(|(adi, cv2)| pattern(adi, cv2)),
        whole_units: false,
        mean_row_quantity: row
            .lines
            .filter(|lines| *lines > 0.0)
            .map(|lines| row.mean * f64::from(row.periods) / lines)
            .into(),
        window_start: 0,
        left_out: 0,
    }
}

fn history(settled: &Settled, counted: &Counted) -> History {
    if settled.first_demand().is_none() && settled.sold {
        return History::OnlySaleCancelled;
    }
    match counted.mean {
        Some(mean) if mean > 0.0 && counted.periods >= 2 => History::Enough,
        Some(mean) if mean > 0.0 => History::TooShort,
        _ => History::NoDemand,
    }
}

/// ADI and CV2 of a window: `None` where nothing was sold.
pub fn gaps_and_amounts(values: &[f64]) -> (Option<f64>, Option<f64>) {
    gaps_in(values, &mut Vec::new())
}

fn gaps_in(values: &[f64], positive: &mut Vec<f64>) -> (Option<f64>, Option<f64>) {
    positive.clear();
    positive.extend_from_slice(values);
    keep_demands(positive);
    let Some(moments) = moments::moments(positive) else { return (None, None) };
    let relative = moments.sd().unwrap_or(0.0) / moments.mean;
    (Some(values.len() as f64 / positive.len() as f64), Some(relative * relative))
}

/// Leaves out what is not above zero; the largest of the others.
#[inline(never)] // short and called often: a browser compiles it for speed, without branches that go either way
pub(super) fn keep_demands(values: &mut Vec<f64>) -> f64 {
    let (mut count, mut largest) = (0, 0.0_f64);
    for place in 0..values.len() {
        let value = values.get(place).copied().unwrap_or_default();
        if let Some(slot) = values.get_mut(count) {
            *slot = value;
        }
        count += usize::from(value > 0.0);
        largest = if value > largest { value } else { largest };
    }
    values.truncate(count);
    largest
}

/// Smooth, erratic, intermittent or lumpy.
///
/// # Source
/// Syntetos, Boylan & Croston (2005), *On the categorization of demand patterns*.
///
/// ```
/// use segmented_safety_stock::stats::{Pattern, demand::pattern};
/// assert_eq!(pattern(1.0, 0.02), Pattern::Smooth);
/// assert_eq!(pattern(1.32, 0.49), Pattern::Lumpy);
/// ```
pub fn pattern(adi: f64, cv2: f64) -> Pattern {
    match (adi >= SELDOM - BORDER, cv2 >= UNEVEN - BORDER) {
        (false, false) => Pattern::Smooth,
        (false, true) => Pattern::Erratic,
        (true, false) => Pattern::Intermittent,
        (true, true) => Pattern::Lumpy,
    }
}

/// How many periods a standard bucket of steadiness has.
pub fn standard_bucket(period: Period) -> usize {
    match period {
        Period::Month => 1,
        Period::Week => WEEKS,
        Period::Day => DAYS,
    }
}

/// The coefficient of variation over longer buckets, counted back from the window's end; an incomplete oldest
/// bucket is left out. `None` with fewer than two buckets or without demand.
pub fn bucketed_cv(values: &[f64], periods_in_bucket: usize) -> Option<f64> {
    cv_in(values, periods_in_bucket, &mut Vec::new())
}

/// The same; the memory of `sums` is used.
pub(super) fn cv_in(values: &[f64], periods_in_bucket: usize, sums: &mut Vec<f64>) -> Option<f64> {
    sums.clear();
    sums.extend(values.rchunks_exact(periods_in_bucket.max(1)).map(|bucket| bucket.iter().sum::<f64>()));
    let moments = moments::moments(sums)?;
    moments.sd().filter(|_| moments.mean > 0.0).map(|sd| sd / moments.mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::history::{Histories, Sale};
    use crate::protocol::policy::Returns;
    use crate::stats::returns::ReturnRule;

    fn figures_of(window: Window, weeks: &[(i32, f64)], last: i32) -> DemandFigures {
        let sales: Vec<Sale> = weeks
            .iter()
            .map(|&(week, quantity)| Sale { day: week * 7, quantity, money: 0.0, lines: 1 })
            .collect();
        let rule = ReturnRule { returns: Returns::Cancel, back: 1, period: Period::Week };
        let settled = Settled::new(&sales, &[], rule);
        let frame = Frame { period: Period::Week, first: 0, last, window };
        let special = Special {
            period: Period::Week,
            promoted: &[],
            short: &[],
            outliers: crate::protocol::policy::Outliers::Keep,
        };
        let facts = Facts { whole_units: true, mean_row_quantity: None, special };
        figures(&settled, &frame, Histories::new(&[], None).quantity, facts, &mut Slate::default()).0
    }

    #[test]
    fn a_seldom_seller_s_first_period_only_opened_its_window() {
        let sold = [(2, 6.0), (5, 6.0), (8, 6.0)];
        let found = figures_of(Window::FirstDemand, &sold, 9);
        assert_eq!((found.periods, found.left_out, found.adi.get()), (7, 1, Some(8.0 / 3.0)));
        assert_eq!(figures_of(Window::FirstDemandWhole, &sold, 9).periods, 8);
        assert_eq!(figures_of(Window::DataStart, &sold, 9).periods, 10);
    }

    #[test]
    fn fewer_than_two_periods_are_no_history() {
        let found = figures_of(Window::FirstDemand, &[(9, 4.0)], 9);
        assert_eq!((found.history, found.mean.get(), found.sd.get()), (History::TooShort, Some(4.0), None));
    }

    #[test]
    fn buckets_are_counted_back_from_the_end() {
        let cv = bucketed_cv(&[9.0, 1.0, 1.0, 3.0, 3.0], 2).unwrap();
        assert!((cv - 8.0_f64.sqrt() / 4.0).abs() < 1e-15);
        assert_eq!(bucketed_cv(&[1.0, 1.0, 1.0], 2), None);
    }
}
