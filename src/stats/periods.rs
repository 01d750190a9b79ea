//! Which periods of a history mean and deviation rest on, and with which quantity.
//!
//! In: an item's series and what is known about its single periods: promotions, empty shelves. Out: [`Counted`], and
//! every period that does not count as it was sold, each with its reason. Promotions leave; a period on an empty
//! shelf is repaired; an outlier is shown, and capped only where the policy says so.

use std::borrow::Cow;

use super::demand::{self, Series};
use super::outlier;
use super::season::Season;
use super::unknown::{Sold, repaired};
use crate::data::shelf::ShelfDay;
use crate::math::moments::{self, Moments};
use crate::protocol::policy::{Outliers, Period};

/// Sums this close, relatively, are of the same orders.
const ALIKE: f64 = 0.01;

/// Why a period does not count as it was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Sold on promotion: left out.
    Promotion,
    /// The shelf was empty: at least what was sold was asked for.
    EmptyShelf,
    /// Far above the item's others: counted as it is.
    Outlier,
    /// Far above the item's others: capped.
    Capped,
}

/// A period that does not count as it was sold, or is worth a look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// The period.
    pub period: i32,
    /// Why.
    pub why: Why,
    /// Units sold.
    pub sold: f64,
    /// Units that count; none where it is left out.
    pub counted: Option<f64>,
}

/// A period short of stock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShortPeriod {
    /// The period.
    pub period: i32,
    /// Units asked for, by the record of service.
    pub ordered: f64,
    /// Units shipped.
    pub shipped: f64,
}

impl ShortPeriod {
    /// The periods with a short day, ascending, of the days that the record knows.
    pub fn of(days: &[ShelfDay], period: Period) -> Vec<ShortPeriod> {
        let each = days.chunk_by(|one, other| period.of(one.day) == period.of(other.day));
        let sum = |days: &[ShelfDay], units: fn(&ShelfDay) -> f64| days.iter().map(units).sum();
        each.filter(|days| days.iter().any(ShelfDay::is_short))
            .filter_map(|days| {
                Some(ShortPeriod {
                    period: period.of(days.first()?.day),
                    ordered: sum(days, |day| day.ordered),
                    shipped: sum(days, |day| day.shipped),
                })
            })
            .collect()
    }

    /// The least that was asked for in a period that sold so much; none where that is what was ordered though less
    /// was shipped: then orders are written down whether anything is there or not, and demand is known.
    fn least(self, sold: f64) -> Option<f64> {
        let written = self.ordered > self.shipped && (sold - self.ordered).abs() <= ALIKE * self.ordered;
        (!written).then(|| sold.max(self.ordered))
    }
}

/// What is known about an item's single periods.
#[derive(Debug, Clone, Copy)]
pub struct Special<'a> {
    /// The length of a period.
    pub period: Period,
    /// Periods sold on promotion, ascending.
    pub promoted: &'a [i32],
    /// Periods short of stock, ascending.
    pub short: &'a [ShortPeriod],
    /// What is done about outliers.
    pub outliers: Outliers,
}

impl Special<'_> {
    /// The values of a whole window, but for periods in which an empty shelf sold nothing.
    pub fn known<'a>(&self, series: &'a Series) -> Cow<'a, [f64]> {
        if self.short.is_empty() {
            return Cow::Borrowed(&series.values);
        }
        let short = |period: i32| self.short.binary_search_by_key(&period, |short| short.period).is_ok();
        let periods = (series.start..).zip(&series.values);
        periods
            .filter(|(period, sold)| **sold != 0.0 || !short(*period))
            .map(|(_, sold)| *sold)
            .collect::<Vec<_>>()
            .into()
    }
}

/// The periods that mean and deviation rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Demand a period, unknown ones repaired, outliers capped where they are; promotions left out.
    pub values: Vec<f64>,
    /// Periods known.
    pub periods: u32,
    /// Mean demand a period.
    pub mean: Option<f64>,
    /// Its standard deviation.
    pub sd: Option<f64>,
    /// Periods that are no ordinary ones.
    pub apart: Vec<Apart>,
    /// Mean and deviation of the same periods as they were sold, where any was repaired or capped.
    pub before: Option<Moments>,
    /// The same without gaps where there are any: a promotion's period has the mean.
    filled: Option<Vec<f64>>,
    /// The course over the year.
    pub season: Option<Season>,
}

impl Counted {
    /// Demand of every period of the window: as [`Counted::values`], but a promotion's period has the mean.
    pub fn whole(&self) -> &[f64] {
        self.filled.as_ref().unwrap_or(&self.values)
    }
}

/// A series under way: its periods with what becomes of each.
struct Way<'a> {
    special: Special<'a>,
    first: i32,
    sold: &'a [f64],
    /// Of each period the least or known units; none for a promotion.
    units: Vec<Option<Sold>>,
    apart: Vec<Apart>,
}

/// The counted periods of a series without its first `left_out`. The memory of `demands` is used.
pub fn counted(series: Series, left_out: u32, special: Special<'_>, demands: &mut Vec<f64>) -> Counted {
    let mut sold = series.values;
    sold.drain(..(left_out as usize).min(sold.len()));
    let first = series.start + left_out as i32;
    if special.promoted.is_empty() && special.short.is_empty() && special.outliers == Outliers::Keep {
        return ordinary(sold, first, special.period, demands);
    }
    let mut way = Way { special, first, sold: &sold, units: Vec::new(), apart: Vec::new() };
    way.set_apart();
    let as_sold = way.counted_as_sold();
    let (mut values, mut figures) = way.figures();
    let mut whole = way.without_gaps(&values, figures.0);
    let mut season = Season::new(&whole, special.period);
    let limits = Limits::new(way.known(), season.as_ref(), demands);
    if limits.is_some_and(|limits| way.look_at_outliers(limits)) {
        (values, figures) = way.figures();
        whole = way.without_gaps(&values, figures.0);
        season = Season::new(&whole, special.period);
    }
    way.note_repaired(&values);
    let changed = way.apart.iter().any(|apart| matches!(apart.why, Why::EmptyShelf | Why::Capped));
    let mut apart = way.apart;
    crate::order::sort_by(&mut apart, |one, other| one.period.cmp(&other.period));
    let (mean, sd, periods) = figures;
    Counted {
        values,
        periods,
        mean,
        sd,
        apart,
        before: as_sold.filter(|_| changed),
        filled: Some(whole),
        season,
    }
}

/// The same where nothing is known about single periods and outliers are kept: every period counts as it was sold.
fn ordinary(sold: Vec<f64>, first: i32, period: Period, demands: &mut Vec<f64>) -> Counted {
    let found = moments::moments(&sold);
    let season = Season::new(&sold, period);
    let mut apart = Vec::new();
    let limits = if season.as_ref().is_some_and(|season| season.seasonal) {
        Limits::new(sold.iter().copied().map(Some), season.as_ref(), demands)
    } else {
        demands.clear();
        demands.extend_from_slice(&sold);
        Limits::even(sold.len(), demands)
    };
    if let Some(limits) = limits {
        let each = sold.iter().enumerate().filter(|(place, sold)| **sold > limits.of(*place));
        apart.extend(each.map(|(place, &sold)| Apart {
            period: first + place as i32,
            why: Why::Outlier,
            sold,
            counted: Some(sold),
        }));
    }
    Counted {
        periods: found.map_or(0, |found| found.count as u32),
        mean: found.map(|found| found.mean),
        sd: found.as_ref().and_then(Moments::sd),
        apart,
        before: None,
        values: sold,
        filled: None,
        season,
    }
}

/// For each period of a window the most that is no outlier. Of a seasonal item quantities are compared without their
/// season.
#[derive(Clone, Copy)]
struct Limits<'a> {
    most: f64,
    season: Option<&'a Season>,
    periods: usize,
}

impl<'a> Limits<'a> {
    /// None where too few demands say so, or none of them is an outlier. `known` are the quantities of the periods that
    /// are known, none of the others; the memory of `demands` is used.
    fn new(
        known: impl ExactSizeIterator<Item = Option<f64>>,
        season: Option<&'a Season>,
        demands: &mut Vec<f64>,
    ) -> Option<Self> {
        let Some(season) = season.filter(|season| season.seasonal) else {
            let periods = known.len();
            demands.clear();
            demands.extend(known.flatten());
            return Limits::even(periods, demands);
        };
        let mut limits = Limits { most: 1.0, season: Some(season), periods: known.len() };
        demands.clear();
        let each = known.enumerate().filter_map(|(place, value)| Some(value? / limits.of(place)));
        demands.extend(each.filter(|value| *value > 0.0 && value.is_finite()));
        limits.most = outlier::limit(demands)?;
        Some(limits)
    }

    /// The same limit for all of so many periods, of which these quantities are known.
    fn even(periods: usize, known: &mut Vec<f64>) -> Option<Self> {
        let largest = demand::keep_demands(known);
        if largest.is_infinite() {
            known.retain(|value| value.is_finite());
        }
        Some(Limits { most: outlier::limit_below(known, largest)?, season: None, periods })
    }

    /// Of the period at this place.
    fn of(&self, place: usize) -> f64 {
        self.season.map_or(self.most, |season| self.most * season.index_back(self.periods - 1 - place))
    }
}

impl Way<'_> {
    /// Promotions leave, short periods become least amounts.
    fn set_apart(&mut self) {
        for (place, &sold) in self.sold.iter().enumerate() {
            let period = self.first + place as i32;
            if self.special.promoted.binary_search(&period).is_ok() {
                self.apart.push(Apart { period, why: Why::Promotion, sold, counted: None });
                self.units.push(None);
                continue;
            }
            let short = self.special.short.binary_search_by_key(&period, |short| short.period).ok();
            let least = short.and_then(|place| self.special.short.get(place)?.least(sold));
            let known = Sold { units: least.unwrap_or(sold), at_least: least.is_some() };
            self.units.push(Some(known));
        }
    }

    fn counted_as_sold(&self) -> Option<Moments> {
        if self.special.short.is_empty() && self.special.outliers == Outliers::Keep {
            return None;
        }
        let kept = self.sold.iter().zip(&self.units).filter(|(_, units)| units.is_some());
        moments::moments(&kept.map(|(sold, _)| *sold).collect::<Vec<_>>())
    }

    /// Demand of the counted periods, and its mean, deviation and how many are known.
    fn figures(&self) -> (Vec<f64>, (Option<f64>, Option<f64>, u32)) {
        let units = || self.units.iter().copied().flatten();
        if let Some(found) =
            units().any(|sold| sold.at_least).then(|| repaired(&units().collect::<Vec<_>>())).flatten()
        {
            return (found.values, (Some(found.mean), Some(found.variance.sqrt()), found.known));
        }
        let values: Vec<f64> = units().map(|sold| sold.units).collect();
        let found = moments::moments(&values);
        let figures = (
            found.map(|found| found.mean),
            found.as_ref().and_then(Moments::sd),
            found.map_or(0, |found| found.count as u32),
        );
        (values, figures)
    }

    /// The values of every period of the window: those of promotions are the mean.
    fn without_gaps(&self, values: &[f64], mean: Option<f64>) -> Vec<f64> {
        let mut values = values.iter().copied();
        let value = |units: &Option<Sold>| if units.is_some() { values.next() } else { mean };
        self.units.iter().map(value).map(Option::unwrap_or_default).collect()
    }

    /// The quantities of the periods that are known, none of the others.
    fn known(&self) -> impl ExactSizeIterator<Item = Option<f64>> + Clone {
        self.units.iter().map(|units| units.filter(|units| !units.at_least).map(|units| units.units))
    }

    /// Notes the outliers, and caps them where the policy says so; whether any was capped.
    fn look_at_outliers(&mut self, limits: Limits<'_>) -> bool {
        let cap = self.special.outliers == Outliers::Cap;
        let mut any = false;
        for (place, units) in self.units.iter_mut().enumerate() {
            let limit = limits.of(place);
            let Some(units) = units.as_mut().filter(|units| !units.at_least && units.units > limit) else {
                continue;
            };
            let (period, sold) = (self.first + place as i32, units.units);
            if cap {
                units.units = if sold.fract() == 0.0 { limit.ceil() } else { limit };
            }
            let capped = cap && units.units < sold;
            any |= capped;
            let why = if capped { Why::Capped } else { Why::Outlier };
            self.apart.push(Apart { period, why, sold, counted: Some(units.units) });
        }
        any
    }

    fn note_repaired(&mut self, values: &[f64]) {
        let mut values = values.iter();
        for (place, (units, sold)) in self.units.iter().zip(self.sold).enumerate() {
            let Some(units) = units else { continue };
            let counted = values.next().copied();
            if units.at_least {
                let period = self.first + place as i32;
                self.apart.push(Apart { period, why: Why::EmptyShelf, sold: *sold, counted });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Special<'_> =
        Special { period: Period::Week, promoted: &[], short: &[], outliers: Outliers::Keep };

    fn of(values: &[f64], special: Special<'_>) -> Counted {
        counted(Series { start: 100, values: values.to_vec() }, 0, special, &mut Vec::new())
    }

    #[test]
    fn ordinary_periods_count_as_sold() {
        let found = of(&[4.0, 8.0, 6.0], PLAIN);
        assert_eq!((found.mean, found.sd, found.periods), (Some(6.0), Some(2.0), 3));
        assert!(found.apart.is_empty() && found.before.is_none());
        let first = counted(Series { start: 100, values: vec![90.0, 4.0, 8.0] }, 1, PLAIN, &mut vec![1.0]);
        assert_eq!((first.mean, first.periods), (Some(6.0), 2));
    }

    #[test]
    fn promotions_leave_mean_and_deviation_and_are_listed() {
        let found = of(&[4.0, 80.0, 8.0, 6.0], Special { promoted: &[101], ..PLAIN });
        assert_eq!((found.mean, found.sd, found.values.len()), (Some(6.0), Some(2.0), 3));
        let listed = Apart { period: 101, why: Why::Promotion, sold: 80.0, counted: None };
        assert_eq!((found.apart, found.before), (vec![listed], None));
    }

    #[test]
    fn a_period_on_an_empty_shelf_is_repaired_and_the_effect_known() {
        let short = [ShortPeriod { period: 100, ordered: 0.0, shipped: 0.0 }];
        let found = of(&[0.0, 4.0, 8.0, 6.0], Special { short: &short, ..PLAIN });
        assert_eq!((found.mean, found.sd, found.periods), (Some(6.0), Some(2.0), 3));
        let listed = found.apart[0];
        assert_eq!((found.apart.len(), listed.why, listed.sold), (1, Why::EmptyShelf, 0.0));
        assert!((listed.counted.unwrap() - 6.0).abs() < 1e-14);
        assert_eq!(found.before.map(|before| before.mean), Some(4.5));
    }

    #[test]
    fn orders_written_down_on_an_empty_shelf_are_known_demand() {
        let short = [ShortPeriod { period: 101, ordered: 5.0, shipped: 2.0 }];
        let known = of(&[4.0, 5.0, 8.0, 6.0], Special { short: &short, ..PLAIN });
        assert!(known.apart.is_empty());
        let shipped = of(&[4.0, 2.0, 8.0, 6.0], Special { short: &short, ..PLAIN });
        assert_eq!(shipped.apart[0].counted, Some(7.0));
    }

    #[test]
    fn days_of_one_period_are_one() {
        let day = |day, ordered, shipped| ShelfDay { day, ordered, shipped, empty: false };
        let days = [day(4, 2.0, 1.0), day(5, 3.0, 3.0), day(12, 1.0, 0.0), day(18, 9.0, 9.0)];
        let found = ShortPeriod::of(&days, Period::Week);
        let short = |period, ordered, shipped| ShortPeriod { period, ordered, shipped };
        assert_eq!(found, [short(1, 5.0, 4.0), short(2, 1.0, 0.0)]);
    }

    #[test]
    fn an_outlier_is_shown_and_capped_by_choice_only() {
        let mut values = [10.0, 12.0, 9.0, 11.0, 10.0, 8.0, 13.0, 10.0, 11.0, 9.0, 12.0, 10.0];
        values[4] = 400.0;
        let kept = of(&values, PLAIN);
        assert_eq!((kept.apart[0].why, kept.apart[0].counted), (Why::Outlier, Some(400.0)));
        assert!(kept.before.is_none() && kept.mean.unwrap() > 40.0);
        let capped = of(&values, Special { outliers: Outliers::Cap, ..PLAIN });
        let used = capped.apart[0].counted.unwrap();
        assert!(capped.apart[0].why == Why::Capped && used < 25.0 && used.fract() == 0.0, "{used}");
        assert!(capped.mean.unwrap() < 12.0);
        assert_eq!(capped.before.map(|before| before.mean), kept.mean);
    }

    #[test]
    fn the_peak_of_a_season_is_no_outlier() {
        let year = [10.0, 11.0, 9.0, 10.0, 12.0, 10.0, 11.0, 9.0, 10.0, 12.0, 10.0, 160.0];
        let values = [year, year.map(|value| value + 1.0), year].concat();
        let found = of(&values, Special { period: Period::Month, ..PLAIN });
        assert!(found.season.unwrap().seasonal && found.apart.is_empty());
    }
}
