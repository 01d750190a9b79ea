//! The course of demand over the year: indices, how strong they are, and whether the item is seasonal.
//!
//! In: an item's periods up to the end of the data. Out: [`Season`], from two whole years on. Years are counted back
//! from the end and cut into slots: months, or thirteen times four weeks where the period is a week or a day, so that
//! a year of weeks has 52 of them. A value divided by the mean of its own year is a ratio; growth from year to year
//! does not show.

use crate::math::fisher;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::Period;

/// The most slots a year has.
const MOST_SLOTS: usize = 13;
/// Strength from which on an item is seasonal.
const STRONG: f64 = 0.64;
/// Strength from which on it is where the test of its indices says so too.
const PLAUSIBLE: f64 = 0.4;
/// That test's chance of calling noise seasonal.
const CHANCE: f64 = 0.01;
/// Years from which on that test is held.
const TESTED_YEARS: u32 = 3;
/// Fewer periods with demand say too little about a slot of the year.
const FEW_DEMANDS: usize = 24;
/// Strengths are compared with this tolerance: one this close is on the border.
const BORDER: f64 = 1e-12;

/// Demand of each slot of the year relative to the year's mean; the mean of all is 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Indices {
    slots: u8,
    of_slot: [f64; MOST_SLOTS],
}

impl Indices {
    /// Scaled to mean 1; `None` with more than thirteen or without a positive sum.
    pub fn new(relative: &[f64]) -> Option<Self> {
        let mean = relative.iter().sum::<f64>() / relative.len() as f64;
        if relative.len() > MOST_SLOTS || !(mean > 0.0 && mean.is_finite()) {
            return None;
        }
        let mut of_slot = [0.0; MOST_SLOTS];
        for (index, value) in of_slot.iter_mut().zip(relative) {
            *index = value / mean;
        }
        Some(Indices { slots: relative.len() as u8, of_slot })
    }

    /// One a slot, from the slot that follows the end of the data.
    pub fn values(&self) -> &[f64] {
        self.of_slot.get(..usize::from(self.slots)).unwrap_or_default()
    }
}

/// Whose indices an item uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndicesFrom {
    /// Its own.
    Own,
    /// The mean of the seasonal items of its category.
    Category(String),
    /// The mean of the seasonal items of its segment.
    Segment(String),
}

/// What the years of an item say about its season.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    /// Whole years that it rests on.
    pub years: u32,
    /// 0 for noise, 1 where every year has the same course; degrees of freedom are counted.
    pub strength: f64,
    /// The chance that noise gives indices as uneven; with three years or more.
    pub p_value: Option<f64>,
    /// Whether its demand is sized by its course over the year.
    pub seasonal: bool,
    /// Whether two years or few demands make others' indices the better guess.
    pub thin: bool,
    /// The deviation that the indices leave, a period's, relative to mean demand.
    pub relative_sd: f64,
    /// Periods in a slot.
    pub slot_periods: u8,
    own: Indices,
    /// Those of its group, where they are used in their place.
    lent: Option<Box<(Indices, IndicesFrom)>>,
    unexplained: f64,
    spread: f64,
}

/// Slots a year has and periods in each.
fn slots(period: Period) -> (usize, usize) {
    match period {
        Period::Month => (12, 1),
        Period::Week => (13, 4),
        Period::Day => (13, 28),
    }
}

impl Season {
    /// Writes one that has no other indices than its own, for another worker.
    pub(super) fn pack(&self, to: &mut Pack) {
        to.number(self.years.into());
        to.maybe(self.p_value);
        to.flag(self.seasonal);
        to.flag(self.thin);
        to.number(self.slot_periods.into());
        to.reals(self.own.values());
        for value in [self.strength, self.relative_sd, self.unexplained, self.spread] {
            to.real(value);
        }
    }

    /// Reads what [`Season::pack`] wrote; none of anything else.
    pub(super) fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (years, p_value) = (from.number() as u32, from.maybe());
        let (seasonal, thin, slot_periods) = (from.flag(), from.flag(), from.number() as u8);
        let values = from.reals();
        let mut of_slot = [0.0; MOST_SLOTS];
        of_slot.get_mut(..values.len())?.copy_from_slice(&values);
        let own = Indices { slots: values.len() as u8, of_slot };
        let [strength, relative_sd, unexplained, spread] = [(); 4].map(|()| from.real());
        Some(Season {
            years,
            strength,
            p_value,
            seasonal,
            thin,
            relative_sd,
            slot_periods,
            own,
            lent: None,
            unexplained,
            spread,
        })
    }

    /// The season of a history that ends with the data; `None` with less than two whole years of demand above zero.
    ///
    /// # Source
    /// Ratios to the year's mean: Silver, Pyke & Thomas (2017), section 3.3. Strength after Wang, Smith & Hyndman
    /// (2006), with degrees of freedom: of `y` years of `m` slots, `1 - [SSE/((y-1)(m-1))] / [SST/(y(m-1))]`.
    ///
    /// ```
    /// use segmented_safety_stock::protocol::policy::Period;
    /// use segmented_safety_stock::stats::season::Season;
    /// let year = [40.0, 35.0, 50.0, 60.0, 90.0, 120.0, 140.0, 130.0, 90.0, 70.0, 55.0, 45.0];
    /// let found = Season::new(&[year, year].concat(), Period::Month).unwrap();
    /// assert_eq!((found.strength, found.seasonal), (1.0, true));
    /// assert!((found.indices().values()[6] - 140.0 / (925.0 / 12.0)).abs() < 1e-15);
    /// ```
    pub fn new(values: &[f64], period: Period) -> Option<Self> {
        let (slots, slot_periods) = slots(period);
        if values.len() < 2 * slots * slot_periods {
            return None;
        }
        let ratios = ratios(values, slots, slot_periods);
        let years = ratios.len() as u32;
        if years < 2 {
            return None;
        }
        let mut means = [0.0; MOST_SLOTS];
        for (slot, mean) in means.iter_mut().enumerate() {
            *mean = ratios.iter().filter_map(|year| year.get(slot)).sum::<f64>() / f64::from(years);
        }
        let own = Indices::new(means.get(..slots)?)?;
        let (mut unexplained, mut spread) = (0.0, 0.0);
        for (ratio, index) in ratios.iter().flat_map(|year| year.iter().zip(own.values())) {
            let (off, away) = (ratio - index, ratio - 1.0);
            unexplained += off * off;
            spread += away * away;
        }
        let mut season = Season {
            years,
            strength: 0.0,
            p_value: None,
            seasonal: false,
            thin: years == 2 || values.iter().filter(|value| **value > 0.0).count() < FEW_DEMANDS,
            relative_sd: 0.0,
            slot_periods: slot_periods as u8,
            own,
            lent: None,
            unexplained,
            spread,
        };
        season.judge();
        Some(season)
    }

    /// The indices used.
    pub fn indices(&self) -> &Indices {
        self.lent.as_ref().map_or(&self.own, |lent| &lent.0)
    }

    /// Whose they are.
    pub fn from(&self) -> &IndicesFrom {
        self.lent.as_ref().map_or(&IndicesFrom::Own, |lent| &lent.1)
    }

    /// Strength, test and decision.
    fn judge(&mut self) {
        let (years, free) = (f64::from(self.years), f64::from(self.own.slots) - 1.0);
        let (within, all) = ((years - 1.0) * free, years * free);
        if !(self.spread > 0.0) {
            return;
        }
        self.relative_sd = self.deviation(self.unexplained / within);
        self.strength = (1.0 - (self.unexplained / within) / (self.spread / all)).max(0.0);
        let between = (self.spread - self.unexplained).max(0.0) / free;
        if self.years >= TESTED_YEARS {
            self.p_value = fisher::above(between / (self.unexplained / within), free, within);
        }
        let tested = self.p_value.is_some_and(|chance| chance < CHANCE);
        self.seasonal = self.strength >= STRONG - BORDER || (self.strength >= PLAUSIBLE - BORDER && tested);
    }

    /// The deviation of a period, from the variance of a slot's mean.
    fn deviation(&self, variance: f64) -> f64 {
        (variance * f64::from(self.slot_periods)).sqrt()
    }

    /// The index of the period so many periods before the end of the data.
    pub fn index_back(&self, periods: usize) -> f64 {
        let slots = self.indices().values();
        let back = periods / usize::from(self.slot_periods.max(1)) % slots.len().max(1);
        slots.iter().rev().nth(back).copied().unwrap_or(1.0)
    }

    /// What it adds to its group's indices: its own, where it is seasonal.
    pub fn contribution(&self) -> Option<&Indices> {
        Some(&self.own).filter(|_| self.seasonal)
    }

    /// The same with the indices of its group, where its own are thin and the group's explain its years at all.
    #[must_use]
    pub fn with(&self, indices: &Indices, from: IndicesFrom) -> Self {
        let years = f64::from(self.years);
        let off = self
            .own
            .values()
            .iter()
            .zip(indices.values())
            .map(|(own, theirs)| (own - theirs) * (own - theirs));
        let variance =
            (self.unexplained + years * off.sum::<f64>()) / (years * (f64::from(self.own.slots) - 1.0));
        let fits = indices.slots == self.own.slots
            && variance * years * (f64::from(self.own.slots) - 1.0) < self.spread;
        if !(self.thin && self.seasonal && fits) {
            return self.clone();
        }
        let lent = Some(Box::new((*indices, from)));
        Season { lent, relative_sd: self.deviation(variance), ..self.clone() }
    }

    /// What the stock of a seasonal item is sized by; none for a steady one.
    pub fn course(&self) -> Option<Course> {
        self.seasonal.then_some(Course { indices: *self.indices(), slot_periods: self.slot_periods })
    }
}

/// The mean of several items' indices, each counting alike; none without any.
///
/// # Source
/// Dalhart (1974), *Class seasonality: a new approach*.
pub fn group<'a>(contributions: impl Iterator<Item = &'a Indices>) -> Option<Indices> {
    let mut sums: Vec<f64> = Vec::new();
    for indices in contributions {
        sums.resize(sums.len().max(indices.values().len()), 0.0);
        for (sum, index) in sums.iter_mut().zip(indices.values()) {
            *sum += index;
        }
    }
    Indices::new(&sums)
}

/// The last whole years as ratios to their own mean, the oldest first, no more than the slots of a year each; years
/// before one without demand are left out.
fn ratios(values: &[f64], slots: usize, slot_periods: usize) -> Vec<[f64; MOST_SLOTS]> {
    let mut years = Vec::with_capacity(2);
    for year in values.rchunks_exact(slots * slot_periods) {
        let mean = year.iter().sum::<f64>() / slots as f64;
        if !(mean > 0.0) {
            break;
        }
        let mut ratios = [0.0; MOST_SLOTS];
        for (ratio, slot) in ratios.iter_mut().zip(year.chunks_exact(slot_periods)) {
            *ratio = slot.iter().sum::<f64>() / mean;
        }
        years.push(ratios);
    }
    years.reverse();
    years
}

/// Indices laid over the time that follows the end of the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    indices: Indices,
    slot_periods: u8,
}

/// Sums of indices over some time. Without a season each is its length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// Of the indices: times mean demand a period it is mean demand.
    pub mean: f64,
    /// Of their squares: times the variance of a period it is the variance.
    pub variance: f64,
}

impl Course {
    /// The indices.
    pub fn indices(&self) -> &[f64] {
        self.indices.values()
    }

    /// Periods of a year.
    pub fn year(&self) -> f64 {
        f64::from(self.indices.slots) * f64::from(self.slot_periods)
    }

    /// Sums over `length` periods that begin `from` periods after the end of the data; neither below zero. A part of
    /// a period counts in part.
    ///
    /// ```
    /// use segmented_safety_stock::stats::season::{Course, Indices};
    /// let course = Course::new(Indices::new(&[0.5, 1.5]).unwrap(), 4);
    /// assert_eq!(course.factors(2.0, 4.0).mean, 2.0 * 0.5 + 2.0 * 1.5);
    /// assert_eq!(course.factors(0.0, 16.0).variance, 8.0 * 0.25 + 8.0 * 2.25);
    /// ```
    pub fn factors(&self, from: f64, length: f64) -> Factors {
        let (before, after) = (self.until(from), self.until(from + length.max(0.0)));
        Factors { mean: after.mean - before.mean, variance: after.variance - before.variance }
    }

    /// The length that begins `from` periods after the end of the data and whose indices add up to `sum`; infinite
    /// where no length has so much.
    pub fn length(&self, from: f64, sum: f64) -> f64 {
        let goal = self.until(from).mean + sum.max(0.0);
        let whole = (goal / self.year()).floor();
        let (mut left, mut length) = (goal - whole * self.year(), whole * self.year());
        for index in self.indices() {
            let held = f64::from(self.slot_periods) * index;
            if left <= held && *index > 0.0 {
                return length + left / index - from;
            }
            left -= held;
            length += f64::from(self.slot_periods);
        }
        length - from
    }

    /// Writes it for another worker.
    pub fn pack(&self, pack: &mut Pack) {
        pack.number(u64::from(self.slot_periods));
        pack.reals(self.indices());
    }

    /// Reads what [`Course::pack`] wrote; the indices are scaled already.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        let slot_periods = from.number() as u8;
        let mut of_slot = [0.0; MOST_SLOTS];
        let values = from.reals();
        of_slot.iter_mut().zip(&values).for_each(|(index, value)| *index = *value);
        let slots = values.len().min(MOST_SLOTS) as u8;
        Course { indices: Indices { slots, of_slot }, slot_periods }
    }

    /// A course of its own, for examples and tests.
    pub fn new(indices: Indices, slot_periods: u8) -> Self {
        Course { indices, slot_periods }
    }

    /// Sums from the end of the data.
    fn until(&self, end: f64) -> Factors {
        let each = f64::from(self.slot_periods);
        let whole = (end / self.year()).floor();
        let mut left = end - whole * self.year();
        let mut sums = Factors { mean: 0.0, variance: 0.0 };
        for index in self.indices() {
            let share = left.clamp(0.0, each);
            sums.mean += share * index;
            sums.variance += share * index * index;
            left -= share;
        }
        let squares: f64 = self.indices().iter().map(|index| index * index).sum();
        sums.mean += whole * self.year();
        sums.variance += whole * each * squares;
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6, "expected {expected}, found {found}");
    }

    const NOISE: [f64; 24] = [
        12.0, 9.0, 14.0, 11.0, 8.0, 15.0, 10.0, 13.0, 7.0, 12.0, 11.0, 9.0, 10.0, 13.0, 8.0, 12.0, 14.0, 9.0,
        11.0, 7.0, 15.0, 10.0, 12.0, 13.0,
    ];

    #[test]
    fn noise_of_two_years_has_no_season() {
        let found = Season::new(&NOISE, Period::Month).unwrap();
        assert_eq!((found.strength, found.seasonal, found.p_value, found.thin), (0.0, false, None, true));
        assert_eq!(Season::new(&NOISE[1..], Period::Month), None);
    }

    /// Three years of six slots; the figures are those of a classical table.
    #[test]
    fn indices_and_strength() {
        let values: Vec<f64> =
            "4 2 5 3 8 2 5 3 4 4 12 2 4 2 6 3 9 3".split(' ').map(|value| value.parse().unwrap()).collect();
        let ratios = ratios(&values, 6, 1);
        let means: Vec<f64> =
            (0..6).map(|slot| ratios.iter().map(|year| year[slot]).sum::<f64>() / 3.0).collect();
        for (found, expected) in
            means.iter().zip([0.962_963, 0.514_815, 1.127_778, 0.738_889, 2.133_333, 0.522_222])
        {
            check(*found, expected);
        }
        let doubled: Vec<f64> = values.chunks(6).flat_map(|year| [year, year].concat()).collect();
        let found = Season::new(&doubled, Period::Month).unwrap();
        let (sse, sst) = (2.0 * 10.0 * 0.183_664_123_573_619_64_f64.powi(2), {
            let spread = |year: &[f64; MOST_SLOTS]| {
                year.iter().take(6).map(|ratio| (ratio - 1.0).powi(2)).sum::<f64>()
            };
            2.0 * ratios.iter().map(spread).sum::<f64>()
        });
        check(found.strength, 1.0 - (sse / 22.0) / (sst / 33.0));
        check(found.relative_sd, (sse / 22.0).sqrt());
        let of_six = 1.0 - (sse / 20.0) / (sst / 30.0);
        check(of_six, 0.913_348);
    }

    #[test]
    fn a_week_s_deviation_is_that_of_its_slot_times_two() {
        let year = |high: f64| (0..52).map(move |week| if week < 26 { high } else { 2.0 });
        let values: Vec<f64> = year(10.0).chain(year(14.0)).collect();
        let found = Season::new(&values, Period::Week).unwrap();
        assert_eq!((found.years, found.slot_periods, found.seasonal), (2, 4, true));
        let slots = found.unexplained / 12.0;
        check(found.relative_sd, 2.0 * slots.sqrt());
    }

    #[test]
    fn years_before_one_without_demand_are_left_out() {
        let mut values = [NOISE.to_vec(), NOISE.to_vec()].concat();
        values[12..24].fill(0.0);
        assert_eq!(Season::new(&values, Period::Month).unwrap().years, 2);
        values[24..36].fill(0.0);
        assert_eq!(Season::new(&values, Period::Month), None);
    }

    #[test]
    fn a_thin_item_takes_its_group_s_indices_where_they_fit() {
        let course = [1.0, 1.0, 1.0, 1.0, 1.0, 9.0, 9.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let off: Vec<f64> = course.iter().map(|value| if *value > 1.0 { 8.0 } else { 1.2 }).collect();
        let item = Season::new(&[&course[..], &course[..]].concat(), Period::Month).unwrap();
        let other = Season::new(&[&off[..], &off[..]].concat(), Period::Month).unwrap();
        let shared = group([&item, &other].into_iter().filter_map(|season| season.contribution())).unwrap();
        let found = item.with(&shared, IndicesFrom::Category("Sun".to_owned()));
        assert_eq!(
            (*found.indices(), found.from().clone()),
            (shared, IndicesFrom::Category("Sun".to_owned()))
        );
        assert!(found.relative_sd > item.relative_sd);
        let opposite: Vec<f64> = course.iter().map(|value| 10.0 - value).collect();
        let wrong = Indices::new(&opposite).unwrap();
        assert_eq!(item.with(&wrong, IndicesFrom::Segment("X".to_owned())), item);
    }

    #[test]
    fn a_course_goes_round() {
        let course = Course::new(Indices::new(&[0.5, 1.0, 1.5]).unwrap(), 1);
        assert_eq!(course.factors(0.0, 300.0), Factors { mean: 300.0, variance: 100.0 * 3.5 });
        assert_eq!(course.factors(2.5, 1.0), Factors { mean: 1.0, variance: 0.5 * 2.25 + 0.5 * 0.25 });
    }
}
