//! The empirical model: demand drawn from the item's own record instead of a family.
//!
//! In: the periods of a history, the lead times of its order lines, a seed and a key. Out: 4,000 draws of demand
//! over two times that share their periods, so that what happens in between is not lost in chance. The same seed
//! and key give the same draws, whoever asks and however often; nothing is kept.

use std::rc::Rc;

use super::ahead::Ahead;
use super::basis::Basis;
use super::looks::Looks;
use super::model::{Demand, DemandModel, ModelKind, Sample, Units};
use super::ready::Ready;
use super::undershoot::{DayDemand, Undershoot};
use crate::math::rng::Rng;

/// Draws an item takes.
const DRAWS: usize = 4000;
/// Periods drawn one by one; those of a longer time are drawn together.
const MOST_PERIODS: f64 = 200.0;
/// Points at which an undershoot, or a lead time without a record, is read.
const POINTS: usize = 80;

/// What demand is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Units a period, of the periods that mean demand was taken over, without the season of a seasonal item.
    pub periods: Vec<f64>,
    /// Lead times of the order lines, periods; empty where no lines speak for the item.
    pub lead_times: Vec<f64>,
    /// The policy's seed.
    pub seed: u32,
    /// The item's key, its fields joined.
    pub key: String,
}

impl Record {
    /// Draws of demand over a lead time and `first` periods, and over it and `second` periods, which is no less. A
    /// period drawn without its season takes that of the time it stands for.
    fn draws(&self, lead_times: &[f64], first: f64, second: f64, ahead: &Ahead) -> (Vec<f64>, Vec<f64>) {
        let mut rng = Rng::new(self.seed, &self.key);
        let mut draw = |from: &[f64]| from.get(rng.below(from.len())).copied().unwrap_or(f64::NAN);
        let longest = lead_times.iter().fold(0.0_f64, |longest, one| longest.max(*one)) + second;
        let together = (longest - MOST_PERIODS).max(0.0).floor();
        let sums = self.sums(together);
        (0..DRAWS)
            .map(|path| {
                let lead_time = draw(lead_times);
                let (now, later) = (lead_time + first, lead_time + second);
                let mut begun = together.min(now.floor());
                let sum = if begun > 0.0 {
                    sums.get(path % POINTS).map_or(0.0, |sum| sum * ahead.mean_periods(0.0, begun) / together)
                } else {
                    0.0
                };
                let mut sums = (sum, sum);
                while begun < later {
                    let period = draw(&self.periods);
                    sums.0 += period * ahead.mean_periods(begun, (now - begun).clamp(0.0, 1.0));
                    sums.1 += period * ahead.mean_periods(begun, (later - begun).min(1.0));
                    begun += 1.0;
                }
                sums
            })
            .unzip()
    }

    /// Sums of so many periods, evenly read: they are normal where they are that many.
    fn sums(&self, together: f64) -> Vec<f64> {
        let Some(sample) = Sample::new(self.periods.clone()).filter(|_| together > 0.0) else {
            return Vec::new();
        };
        let sum = Demand::new(ModelKind::Normal, together * sample.mean(), together * sample.variance());
        sum.map_or_else(|_| Vec::new(), |sum| evenly(&sum))
    }
}

impl Basis {
    /// This basis under the empirical model. Without periods it stays as it is.
    #[must_use]
    pub fn drawing_from(mut self, record: Record) -> Self {
        if !record.periods.is_empty() {
            self.model = ModelKind::Empirical;
            self.record = Some(Rc::new(record));
        }
        self
    }

    /// The basis with its draws made; none where its model has a family.
    pub(super) fn drawn(&self) -> Option<Ready<'_>> {
        let record = self.record.as_deref()?;
        let lead_times = self.lead_times(record);
        let days = |days: f64| days / self.period.days();
        let draw = |first, second| {
            let (first, second) = record.draws(&lead_times, first, second, &self.ahead);
            Some((Sample::new(first)?, Sample::new(second)?))
        };
        let mut drawn = self.by_family()?;
        match &drawn.looks {
            Looks::Never => {}
            Looks::Always => drawn.demand = Demand::drawn(draw(0.0, 0.0)?.0),
            Looks::Reviews { .. } => {
                let (first, second) = draw(0.0, self.supply.review)?;
                drawn.demand = Demand::drawn(second);
                drawn.looks = Looks::Reviews { over_lead_time: Demand::drawn(first) };
            }
            Looks::Daily { day, undershoot, .. } => {
                let (day, undershoot) = (*day, *undershoot);
                let (now, later) = record.draws(&lead_times, 0.0, days(1.0), &self.ahead);
                let below = self.below(undershoot);
                let missing =
                    now.iter().zip(below.iter().cycle()).map(|(draw, below)| draw + below).collect();
                let (now, later) = (Sample::new(now)?, Sample::new(later)?);
                // The day of these draws, not of the history: what is owed over it is measured against it.
                let mean = later.mean() - now.mean();
                drawn.looks = Looks::Daily {
                    day: DayDemand { mean, ..day },
                    undershoot,
                    with_undershoot: Demand::drawn(Sample::new(missing)?),
                    a_day_later: Demand::drawn(later),
                };
                drawn.demand = Demand::drawn(now);
            }
        }
        Some(drawn)
    }

    /// Demand over so many days, drawn from the record.
    pub(super) fn drawn_over(&self, record: &Record, days: f64) -> Option<Demand> {
        let periods = days / self.period.days();
        Sample::new(record.draws(&[0.0], periods, periods, &self.ahead).0).map(Demand::drawn)
    }

    /// The lead times of the record; else a gamma of the item's mean and deviation, evenly read.
    fn lead_times(&self, record: &Record) -> Vec<f64> {
        let (mean, sd) = (self.supply.lead_time, self.supply.lead_time_sd);
        if !record.lead_times.is_empty() {
            return record.lead_times.clone();
        }
        let spread = Demand::new(ModelKind::Gamma, mean, sd * sd);
        spread.map_or_else(|_| vec![mean], |spread| evenly(&spread))
    }

    /// What is missing at the reorder point, evenly read.
    fn below(&self, undershoot: Undershoot) -> Vec<f64> {
        let kind = if self.units == Units::Whole { ModelKind::NegativeBinomial } else { ModelKind::Gamma };
        let spread = Demand::new(kind, undershoot.mean, undershoot.variance);
        spread.map_or_else(|_| vec![undershoot.mean], |spread| evenly(&spread))
    }
}

/// Quantiles of equal weight.
fn evenly(spread: &Demand) -> Vec<f64> {
    (0..POINTS).map(|point| spread.quantile((point as f64 + 0.5) / POINTS as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Target;
    use crate::protocol::policy::{Model, Period, PolicyFile};
    use crate::stats::Season;
    use crate::stats::item::tests::item;
    use crate::stock::{Bounds, Held, Terms};

    const PERIODS: [f64; 10] = [0.0, 0.0, 31.0, 0.0, 4.0, 0.0, 0.0, 65.0, 0.0, 0.0];

    fn drawing() -> Basis {
        let (item, terms) = (item(10.0, 20.0, true), Terms::new(&PolicyFile::default(), Period::Week));
        let record = Record { periods: PERIODS.to_vec(), lead_times: vec![], seed: 1, key: "A".to_owned() };
        Basis::new(&item, Model::Empirical, terms).unwrap().drawing_from(record)
    }

    /// Mean demand is the history's, whatever was drawn: seven days of it are its week, to the last bit.
    #[test]
    fn days_of_cover_are_days_of_mean_demand() {
        let (basis, none) = (drawing(), Bounds::default());
        assert_eq!(basis.position(Target::DaysOfCover(21.0), &none).unwrap().safety_stock, 30.0);
        let most = Bounds { max_days: Some(14.0), ..none };
        let held = basis.position(Target::CycleService(0.999), &most).unwrap();
        assert_eq!((held.safety_stock, held.held), (20.0, Some(Held::MaxDays)));
        let cover = |basis: &Basis| basis.ready().unwrap().cover(Target::CycleService(0.9), 70.0);
        assert_eq!(cover(&basis).unwrap().model, ModelKind::Empirical);
    }

    /// Three years of a summer item, each month without its season; drawn again, summer is summer.
    #[test]
    fn draws_follow_the_season_ahead() {
        let year = [2.0, 2.0, 4.0, 8.0, 16.0, 24.0, 28.0, 20.0, 8.0, 4.0, 2.0, 2.0];
        let mut item = item(10.0, 9.0, false);
        let values = [year, year.map(|value| value + 1.0), year].concat();
        item.record.season = Season::new(&values, Period::Month).map(Box::new);
        let terms = Terms::new(&PolicyFile::default(), Period::Month);
        let periods = vec![9.0, 11.0, 8.0, 12.0, 10.0, 7.0, 13.0];
        let record = Record { periods, lead_times: vec![2.0], seed: 1, key: "A".to_owned() };
        let stock = |from: f64| {
            let basis = Basis::starting(&item, Model::Empirical, terms, from).unwrap();
            let basis = basis.drawing_from(record.clone());
            let drawn = basis.drawn().unwrap();
            let (mean, expected) = (drawn.demand.mean(), drawn.basis.ahead.units(2.0));
            assert!((mean / expected - 1.0).abs() < 0.02, "{from}: {mean} {expected}");
            basis.position(Target::CycleService(0.95), &Bounds::default()).unwrap()
        };
        let (winter, summer) = (stock(0.0), stock(5.0));
        assert!(winter.safety_stock > 0.0 && summer.safety_stock > 3.0 * winter.safety_stock, "{summer:?}");
        assert!((summer.cycle_service_level - 0.95).abs() < 1e-3, "{summer:?}");
    }
}
