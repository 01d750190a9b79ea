//! The figures of all units: being measured piece by piece, here and elsewhere.

use std::ops::Range;

use super::desk::{Became, Desk};
use super::{Going, Kind, Made, about};
use crate::data::dataset::Dataset;
use crate::stats::batch::Batch;
use crate::stats::measure::Measuring;

/// What measuring a unit costs, beside the stock of an item of the normal model.
const COST_OF_UNIT: f64 = 7.0;
/// More units than so many are measured by the session alone: what was measured waits in memory for the last of it.
const MOST: usize = 400_000;
/// The session's own pieces are so much smaller than those of others, which wait for new ones while it is busy.
const OWN: usize = 4;

/// Figures that are being made.
#[derive(Debug)]
pub struct Gathering {
    measuring: Measuring,
    /// Units that nobody measures yet.
    rest: Range<usize>,
    /// The others, in their order.
    pieces: Vec<(Range<usize>, Piece)>,
}

/// Some units, next to each other.
#[derive(Debug)]
enum Piece {
    /// Whoever measured them is lost.
    Lost,
    /// They are a job with this number.
    Away(u32),
    /// They are there.
    Made(Batch),
}

impl Gathering {
    /// Of so many units; none where giving them away does not pay.
    pub fn new(measuring: Measuring, units: usize, desk: &mut Desk) -> Option<Self> {
        desk.weigh(COST_OF_UNIT * units as f64);
        (desk.has_room() && units <= MOST).then(|| Gathering {
            measuring,
            rest: 0..units,
            pieces: Vec::new(),
        })
    }

    /// Goes on: gives pieces away, takes what came back, measures others. Whether all are there.
    pub fn go_on(&mut self, dataset: &Dataset, going: &mut Going<'_>) -> bool {
        going.desk.weigh(COST_OF_UNIT * dataset.units.len() as f64);
        for (units, piece) in &mut self.pieces {
            piece.collect(units.len(), going.desk);
        }
        let each = ((going.desk.each() / COST_OF_UNIT) as usize).max(1);
        while !self.rest.is_empty() && going.desk.has_room() {
            let units = self.next(each);
            let mut pack = about(Kind::Figures);
            Batch::pack_rows(dataset, &self.measuring, units.clone(), &mut pack);
            self.pieces.push((units, Piece::Away(going.desk.next())));
            going.desk.offer(pack.bytes);
        }
        for (units, piece) in &mut self.pieces {
            if matches!(piece, Piece::Lost) && !going.pace.spent() {
                *piece = made(dataset, &self.measuring, units, going);
            }
        }
        while !self.rest.is_empty() && !going.pace.spent() {
            let units = self.next(each.div_ceil(OWN));
            let piece = made(dataset, &self.measuring, &units, going);
            self.pieces.push((units, piece));
        }
        self.rest.is_empty() && self.pieces.iter().all(|(_, piece)| matches!(piece, Piece::Made(_)))
    }

    fn next(&mut self, most: usize) -> Range<usize> {
        let from = self.rest.start;
        self.rest.start = self.rest.end.min(from + most);
        from..self.rest.start
    }

    /// Whether all that is left is done by others.
    pub fn waits(&self) -> bool {
        self.rest.is_empty() && !self.pieces.iter().any(|(_, piece)| matches!(piece, Piece::Lost))
    }

    /// All of them, in their order.
    pub fn end(self) -> impl Iterator<Item = Batch> {
        self.pieces.into_iter().filter_map(|(_, piece)| match piece {
            Piece::Made(batch) => Some(batch),
            Piece::Lost | Piece::Away(_) => None,
        })
    }

    /// Nobody wants what is away.
    pub fn forget(self, desk: &mut Desk) {
        for (_, piece) in self.pieces {
            if let Piece::Away(job) = piece {
                desk.forget(job);
            }
        }
    }
}

impl Piece {
    fn collect(&mut self, units: usize, desk: &mut Desk) {
        let Piece::Away(job) = *self else { return };
        match desk.became(job, 0) {
            Became::Awaited => {}
            Became::Done(Made::Figures(batch)) if batch.measured.len() == units => *self = Piece::Made(batch),
            Became::Done(_) | Became::Lost => *self = Piece::Lost,
        }
    }
}

/// Units that the session measures itself.
fn made(dataset: &Dataset, measuring: &Measuring, units: &Range<usize>, going: &mut Going<'_>) -> Piece {
    going.pace.spend_items(OWN as f64 * COST_OF_UNIT * units.len() as f64);
    Piece::Made(Batch::new(dataset, measuring, units.clone()))
}
