//! Items as they come: batches of measured units, in their order, become items while others are still being measured.
//!
//! In: batches, whoever measured them and however the units were cut. Out: a [`Portfolio`], the same whenever each
//! batch came.

use super::batch::{Batch, Turnover};
use super::check::Missing;
use super::item::Item;
use super::lead_time::Supply;
use super::maker::{Basics, Maker};
use super::maybe::Maybe;
use super::measure::{Desk, Measured, Measuring};
use super::notable::Notable;
use super::portfolio::{Portfolio, Worth};
use super::value::Value;
use crate::data::dataset::{Dataset, Unit};
use crate::protocol::policy::{PolicyFile, Span};

/// A portfolio whose items are being made.
#[derive(Debug)]
pub struct Making {
    made: Columns,
    turnover: Turnover,
    basics: Basics,
    desk: Desk,
}

impl Making {
    /// None of its items is there.
    pub fn new(dataset: &Dataset, policy: &PolicyFile) -> Self {
        Making {
            made: Columns::with_room(dataset.units.len()),
            turnover: Turnover::default(),
            basics: Basics::new(dataset, policy),
            desk: Desk::default(),
        }
    }

    /// Whether items may as well be made some at a time: no order lines have to be looked through each time.
    pub fn piecemeal(dataset: &Dataset) -> bool {
        dataset.lines.complete.is_empty()
    }

    /// The next items, measured so.
    pub fn take(
        &mut self,
        dataset: &Dataset,
        policy: &PolicyFile,
        measuring: &Measuring,
        batches: &mut dyn Iterator<Item = Batch>,
    ) {
        let supply = &Supply::new(&dataset.receipts_file, &dataset.lines.complete);
        let maker = Maker { dataset, policy, measuring, supply, basics: &self.basics };
        let worth = Worth::new(dataset, measuring);
        let mut units = dataset.units.get(self.made.items.len()..).unwrap_or_default().iter();
        for batch in batches {
            self.turnover.merge(&batch.turnover);
            for (measured, unit) in batch.each(measuring.data_end()).zip(&mut units) {
                self.made.take(&maker, &worth, (unit, measured), &mut self.desk);
            }
        }
    }

    /// All of them are there.
    pub fn end(self, dataset: &Dataset, policy: &PolicyFile, span: Span, measuring: &Measuring) -> Portfolio {
        Portfolio::of(dataset, policy, (measuring, span), self.made, &self.turnover)
    }
}

/// Items being made, with what stands beside them.
#[derive(Debug)]
pub(super) struct Columns {
    pub items: Vec<Item>,
    pub steadiness: Vec<Maybe>,
    pub values: Vec<Value>,
    pub notable: Notable,
    pub missing: Missing,
}

impl Columns {
    fn with_room(units: usize) -> Self {
        Columns {
            items: Vec::with_capacity(units),
            steadiness: Vec::with_capacity(units),
            values: Vec::with_capacity(units),
            notable: Notable::default(),
            missing: Missing::default(),
        }
    }

    /// One more. Never inlined: a browser compiles what is called often for speed, but not a loop that is entered
    /// once.
    #[inline(never)]
    fn take(
        &mut self,
        maker: &Maker<'_>,
        worth: &Worth<'_>,
        (unit, measured): (&Unit, Measured),
        desk: &mut Desk,
    ) {
        let sums = measured.sums;
        let (item, cv) = maker.item(unit, measured, desk);
        self.values.push(worth.of(unit, &item, &sums));
        let number = self.items.len() as u32;
        self.notable.note(number, &item);
        self.missing.note(number, unit, &item);
        self.items.push(item);
        self.steadiness.push(cv);
    }
}
