//! What a unit's rows measure: figures of its history, and what its demand was worth. It rests on the rows, on what is
//! known about single periods, and on a few settings; any worker can do it.

use super::day;
use super::demand::{self, Facts, Frame, Slate};
use super::item::{DemandFigures, History as Amount, Life, Record};
use super::maybe::Maybe;
use super::periods::{Apart, Why};
use super::returns::{ReturnRule, Settled};
use super::special::Known;
use super::value::{Days, Sums};
use crate::data::calendar::Day;
use crate::data::dataset::Dataset;
use crate::data::history::{Histories, History};
use crate::math::moments;
use crate::protocol::policy::{Outliers, Period, PolicyFile, ShortHistory};

/// How rows are measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measuring {
    /// The periods.
    pub frame: Frame,
    /// What returns do.
    pub rule: ReturnRule,
    /// What is done about outliers.
    pub outliers: Outliers,
    /// Whether the uncertainty of a deviation is asked for.
    pub kurtosis: bool,
    /// Whether rows have days of their own and a period is longer than one.
    pub by_day: bool,
    /// First and last day of the data.
    pub days: Option<(Day, Day)>,
    /// The days that demand's worth is summed over.
    pub worth: Option<Days>,
}

/// What the rows of a unit say.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Its history in figures.
    pub demand: DemandFigures,
    /// What the calendar and single periods say about it.
    pub record: Record,
    /// The coefficient of variation over standard buckets.
    pub steadiness: Maybe,
    /// What was sold over the days that worth is summed over.
    pub sums: Sums,
}

/// Memory that one unit after the other is measured in.
#[derive(Debug, Default)]
pub struct Desk {
    /// Its rows.
    pub history: History,
    /// The same after returns.
    pub settled: Settled,
    slate: Slate,
}

impl Desk {
    /// Takes a unit's history in the place of another one, after returns.
    pub fn read(&mut self, histories: &Histories, unit: Option<u32>, rule: ReturnRule) {
        if let Some(number) = unit {
            histories.read(number as usize, &mut self.history);
            self.settled.settle(&self.history.sales, &self.history.returns, rule);
        } else {
            self.history = History::default();
            self.settled.clear();
        }
    }
}

impl Measuring {
    /// By a policy.
    pub fn new(dataset: &Dataset, policy: &PolicyFile, frame: Frame, worth: Option<Days>) -> Self {
        Measuring {
            frame,
            rule: ReturnRule::new(policy, frame.period),
            outliers: policy.outliers.unwrap_or_default(),
            kurtosis: policy.short_history == ShortHistory::Predictive,
            by_day: dataset.histories.grain.is_none() && frame.period != Period::Day,
            days: dataset.histories.days,
            worth,
        }
    }

    /// The last day of the data.
    pub fn data_end(&self) -> Option<Day> {
        self.days.map(|(_, last)| last)
    }

    /// What the rows on the desk say.
    pub fn measured(&self, histories: &Histories, known: &Known, desk: &mut Desk) -> Measured {
        let Desk { history, settled, slate } = desk;
        let scale = histories.quantity;
        let facts = Facts {
            whole_units: history.whole_units,
            mean_row_quantity: history.mean_row_quantity(scale),
            special: known.special(self.outliers),
        };
        let (mut demand, counted) = demand::figures(settled, &self.frame, scale, facts, slate);
        if self.kurtosis {
            demand.kurtosis = moments::excess_kurtosis(&counted.values).into();
        }
        if self.by_day && demand.history == Amount::Enough {
            let span = self.days_of(&demand, &counted.apart);
            let span = day::Span { period: self.frame.period, periods: span.0, without: &span.1 };
            let variance = day::variance(&history.sales, settled, scale, &span, &mut slate.values);
            demand.day_variance = variance.into();
        }
        let bucket = demand::standard_bucket(self.frame.period);
        let steadiness = demand::cv_in(&counted.values, bucket, &mut slate.values).into();
        let record = Record {
            life: self.life(settled),
            strength: counted.season.as_ref().map(|season| season.strength).into(),
            season: counted.season.filter(|season| season.seasonal).map(Box::new),
            apart: counted.apart,
            before: counted.before.map(Box::new),
            ..Record::default()
        };
        slate.periods = counted.values;
        let sums = Sums::new(history, &settled.effective, (scale, histories.money), self.worth);
        Measured { demand, record, steadiness, sums }
    }

    fn life(&self, settled: &Settled) -> Life {
        let Some((first_day, last_day)) = self.days else { return Life::default() };
        let period = self.frame.period;
        Life {
            first_demand: settled.first_demand().map(|first| period.first_day(first).max(first_day)),
            last_demand: settled.last_demand().map(|last| period.last_day(last).min(last_day)),
            data_end: Some(last_day),
        }
    }

    /// The periods that a day's variance is taken over, and those among them that do not count as they were sold.
    fn days_of(&self, demand: &DemandFigures, apart: &[Apart]) -> (std::ops::RangeInclusive<i32>, Vec<i32>) {
        let otherwise = apart.iter().filter(|apart| apart.why != Why::Outlier);
        let first = demand.window_start + demand.left_out as i32;
        (first..=self.frame.last, otherwise.map(|apart| apart.period).collect())
    }
}
