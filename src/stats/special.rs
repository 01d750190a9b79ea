//! What the tables say about single periods of a unit: promotions and empty shelves.

use super::periods::{ShortPeriod, Special};
use crate::data::dataset::{Dataset, Unit};
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::{Outliers, Period};

/// The periods of a unit that are known to be no ordinary ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    period: Period,
    promoted: Vec<i32>,
    short: Vec<ShortPeriod>,
}

impl Known {
    /// Of a unit, in periods of the given length.
    pub fn new(dataset: &Dataset, unit: &Unit, period: Period) -> Self {
        let days = unit.history.map(|history| dataset.marks.promoted(history)).unwrap_or_default();
        let mut promoted: Vec<i32> = days.iter().map(|day| period.of(*day)).collect();
        promoted.dedup();
        Known { period, promoted, short: ShortPeriod::of(dataset.shelves.of(&unit.key), period) }
    }

    /// Writes it, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.signed(&self.promoted);
        to.number(self.short.len() as u64);
        for short in &self.short {
            short.pack(to);
        }
    }

    /// Reads what [`Known::pack`] wrote.
    pub fn unpack(period: Period, from: &mut Unpack<'_>) -> Self {
        let promoted = from.signed();
        let short = (0..from.count()).map(|_| ShortPeriod::unpack(from)).collect();
        Known { period, promoted, short }
    }

    /// With what is done about outliers.
    pub fn special(&self, outliers: Outliers) -> Special<'_> {
        Special { period: self.period, promoted: &self.promoted, short: &self.short, outliers }
    }
}
