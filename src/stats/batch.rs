//! Some units measured, one after the other: everything that needs no other unit.
//!
//! In: rows, settings, and which units. Out: [`Batch`], the same whichever way the units were cut into batches and
//! whoever measured them. Each unit's rows are read once; the memory of one is used again for the next.

use std::ops::Range;

use super::measure::{Desk, Measured, Measuring};
use super::special::Known;
use crate::data::dataset::{Dataset, Unit};
use crate::data::history::{Amount, Histories};
use crate::pack::{Pack, Unpack};

/// Units that are measured before any is made an item.
const IN_ONE_GO: usize = 4_096;

/// Some units, next to each other: what the rows of each say, in as few bytes as it is sent in.
#[derive(Debug, Default)]
pub struct Batch {
    /// Of each unit what every unit has.
    pub(super) lines: Vec<u64>,
    /// Of each unit in turn what few have.
    pub(super) rare: Vec<u8>,
    /// Their sales and returns together.
    pub turnover: Turnover,
}

/// Sales and returns of some units together.
#[derive(Debug, Default)]
pub struct Turnover {
    /// Rows that were returns.
    pub returns: u64,
    /// Units returned.
    pub back: Amount,
    /// Units sold.
    pub sold: Amount,
    /// Returns that found no sale that held as much.
    pub unmatched: u64,
    /// The number of the unit with most returned, and how much; the last of several.
    pub most: Option<(u32, f64)>,
}

impl Batch {
    /// The units of a range.
    pub fn new(dataset: &Dataset, measuring: &Measuring, range: Range<usize>) -> Self {
        let units = dataset.units.get(range.clone()).unwrap_or_default();
        let units =
            units.iter().map(|unit| (unit.history, Known::new(dataset, unit, measuring.frame.period)));
        Batch::of(&dataset.histories, measuring, range.start, units)
    }

    /// All units, some thousand at a time: few lie in memory twice.
    pub fn all(dataset: &Dataset, measuring: &Measuring) -> impl Iterator<Item = Batch> {
        let units = dataset.units.len();
        let batch = move |first: usize| Batch::new(dataset, measuring, first..units.min(first + IN_ONE_GO));
        (0..units).step_by(IN_ONE_GO).map(batch)
    }

    fn of(
        histories: &Histories,
        measuring: &Measuring,
        first: usize,
        units: impl ExactSizeIterator<Item = (Option<u32>, Known)>,
    ) -> Self {
        let (mut batch, mut rare) = (Batch::with_room(units.len()), Pack::default());
        let mut desk = Desk::default();
        for (number, (history, known)) in (first as u32..).zip(units) {
            let measured = batch.take(histories, measuring, (number, history, &known), &mut desk);
            measured.write(&mut batch.lines, &mut rare);
        }
        batch.rare = rare.bytes;
        batch
    }

    /// One unit more. Never inlined: a browser compiles what is called often for speed, but not a loop that is
    /// entered once.
    #[inline(never)]
    fn take(
        &mut self,
        histories: &Histories,
        measuring: &Measuring,
        (number, history, known): (u32, Option<u32>, &Known),
        desk: &mut Desk,
    ) -> Measured {
        desk.read(histories, history, measuring.rule);
        self.turnover.take(histories, number, desk);
        measuring.measured(histories, known, desk)
    }

    /// Writes what the figures of a range of units follow from, for another worker.
    pub fn pack_rows(dataset: &Dataset, measuring: &Measuring, range: Range<usize>, to: &mut Pack) {
        let units: &[Unit] = dataset.units.get(range.clone()).unwrap_or_default();
        let mut histories = units.iter().filter_map(|unit| unit.history);
        let first = histories.next().unwrap_or_default();
        let end = histories.next_back().map_or(first + 1, |last| last + 1);
        measuring.pack(to);
        to.number(range.start as u64);
        dataset.histories.pack(first as usize..end as usize, to);
        let number = |unit: &Unit| unit.history.map_or(0, |history| history - first + 1);
        to.small(&units.iter().map(number).collect::<Vec<_>>());
        for unit in units {
            Known::new(dataset, unit, measuring.frame.period).pack(to);
        }
    }

    /// Measures what [`Batch::pack_rows`] wrote; none of anything else.
    pub fn of_packed(from: &mut Unpack<'_>) -> Option<Self> {
        let measuring = Measuring::unpack(from)?;
        let first = from.number() as usize;
        let histories = Histories::unpack(from);
        let numbers = from.small();
        let known: Vec<Known> = numbers.iter().map(|_| Known::unpack(measuring.frame.period, from)).collect();
        let units = numbers.iter().map(|number| number.checked_sub(1)).zip(known);
        Some(Batch::of(&histories, &measuring, first, units))
    }
}

impl Turnover {
    fn take(&mut self, histories: &Histories, number: u32, desk: &Desk) {
        let Desk { history, settled, .. } = desk;
        self.sold.merge(&history.sold);
        self.unmatched += u64::from(settled.unmatched);
        if history.returns.is_empty() {
            return;
        }
        self.returns += history.returns.len() as u64;
        let mut back = 0.0;
        for row in &history.returns {
            histories.quantity.add(&mut self.back, row.quantity);
            back += row.quantity;
        }
        self.most = later(self.most, Some((number, back)));
    }

    /// Adds that of units behind these.
    pub fn merge(&mut self, other: &Turnover) {
        self.returns += other.returns;
        self.back.merge(&other.back);
        self.sold.merge(&other.sold);
        self.unmatched += other.unmatched;
        self.most = later(self.most, other.most);
    }
}

/// The larger of two, or the later.
fn later(before: Option<(u32, f64)>, other: Option<(u32, f64)>) -> Option<(u32, f64)> {
    if before.zip(other).is_some_and(|((_, before), (_, other))| other < before) {
        before
    } else {
        other.or(before)
    }
}
