//! The figures of all units: being measured piece by piece, here and elsewhere.

use std::collections::VecDeque;
use std::ops::Range;

use super::desk::{Became, Desk};
use super::{Going, Kind, Made, about};
use crate::data::dataset::Dataset;
use crate::protocol::policy::{PolicyFile, Span};
use crate::stats::batch::Batch;
use crate::stats::making::Making;
use crate::stats::measure::Measuring;
use crate::stats::portfolio::Portfolio;

/// What measuring a unit costs, beside the stock of an item of the normal model.
const COST_OF_UNIT: f64 = 7.0;
/// What it costs to make an item of it.
const COST_OF_ITEM: f64 = 1.0;
/// More units than so many are measured by the session alone, where all is measured before the first item is made: till
/// then it waits in memory.
const MOST: usize = 400_000;
/// The session's own pieces are so much smaller than those of others, which wait for new ones while it is busy.
const OWN: usize = 4;

/// Figures that are being made.
#[derive(Debug)]
pub struct Gathering {
    measuring: Measuring,
    /// What demand is worth is summed over.
    span: Span,
    /// Units that nobody measures yet.
    rest: Range<usize>,
    /// The others of which no item is made, in their order.
    pieces: VecDeque<(Range<usize>, Piece)>,
    making: Making,
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
    /// Of all units; none where giving them away does not pay.
    pub fn new(dataset: &Dataset, policy: &PolicyFile, span: Span, desk: &mut Desk) -> Option<Self> {
        let units = dataset.units.len();
        desk.weigh(COST_OF_UNIT * units as f64);
        (desk.has_room() && (units <= MOST || Making::piecemeal(dataset))).then(|| Gathering {
            measuring: Portfolio::measuring(dataset, policy, span),
            span,
            rest: 0..units,
            pieces: VecDeque::new(),
            making: Making::new(dataset, policy),
        })
    }

    /// Goes on: gives pieces away, takes what came back, measures others, makes items. Whether all are there.
    pub fn go_on(&mut self, dataset: &Dataset, policy: &PolicyFile, going: &mut Going<'_>) -> bool {
        going.desk.weigh(COST_OF_UNIT * dataset.units.len() as f64);
        for (units, piece) in &mut self.pieces {
            piece.collect(units.len(), going.desk);
        }
        let each = ((going.desk.each() / COST_OF_UNIT) as usize).max(1);
        while !self.rest.is_empty() && going.desk.has_room() {
            let units = self.next(each);
            let mut pack = about(Kind::Figures);
            Batch::pack_rows(dataset, &self.measuring, units.clone(), &mut pack);
            self.pieces.push_back((units, Piece::Away(going.desk.next())));
            going.desk.offer(pack.bytes);
        }
        self.make(dataset, policy, going);
        for (units, piece) in &mut self.pieces {
            if matches!(piece, Piece::Lost) && !going.pace.spent() {
                *piece = made(dataset, &self.measuring, units, going);
            }
        }
        while !self.rest.is_empty() && !going.pace.spent() {
            let units = self.next(each.div_ceil(OWN));
            let piece = made(dataset, &self.measuring, &units, going);
            self.pieces.push_back((units, piece));
            self.make(dataset, policy, going);
        }
        self.make(dataset, policy, going);
        self.rest.is_empty() && self.pieces.is_empty()
    }

    /// Makes the next items, as far as they are measured; all of them at the end where that is less to do.
    fn make(&mut self, dataset: &Dataset, policy: &PolicyFile, going: &mut Going<'_>) {
        let all = || self.rest.is_empty() && self.pieces.iter().all(|(_, piece)| piece.is_made());
        if !Making::piecemeal(dataset) {
            if all() {
                let made = &mut self.pieces.drain(..).filter_map(|(_, piece)| piece.made());
                self.making.take(dataset, policy, &self.measuring, made);
            }
            return;
        }
        while !going.pace.spent() && self.pieces.front().is_some_and(|(_, piece)| piece.is_made()) {
            let Some((units, piece)) = self.pieces.pop_front() else { break };
            going.pace.spend_items(COST_OF_ITEM * units.len() as f64);
            self.making.take(dataset, policy, &self.measuring, &mut piece.made().into_iter());
        }
    }

    fn next(&mut self, most: usize) -> Range<usize> {
        let from = self.rest.start;
        self.rest.start = self.rest.end.min(from + most);
        from..self.rest.start
    }

    /// Whether all that is left is done by others.
    pub fn waits(&self) -> bool {
        let away = |piece: &Piece| matches!(piece, Piece::Away(_));
        let next = self.pieces.front().is_some_and(|(_, piece)| away(piece));
        self.rest.is_empty() && next && self.pieces.iter().all(|(_, piece)| away(piece) || piece.is_made())
    }

    /// All of them are there.
    pub fn end(self, dataset: &Dataset, policy: &PolicyFile) -> Portfolio {
        self.making.end(dataset, policy, self.span, &self.measuring)
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
    fn is_made(&self) -> bool {
        matches!(self, Piece::Made(_))
    }

    fn made(self) -> Option<Batch> {
        match self {
            Piece::Made(batch) => Some(batch),
            Piece::Lost | Piece::Away(_) => None,
        }
    }

    fn collect(&mut self, units: usize, desk: &mut Desk) {
        let Piece::Away(job) = *self else { return };
        match desk.became(job, 0) {
            Became::Awaited => {}
            Became::Done(Made::Figures(batch)) if batch.len() == units => *self = Piece::Made(batch),
            Became::Done(_) | Became::Lost => *self = Piece::Lost,
        }
    }
}

/// Units that the session measures itself.
fn made(dataset: &Dataset, measuring: &Measuring, units: &Range<usize>, going: &mut Going<'_>) -> Piece {
    going.pace.spend_items(OWN as f64 * COST_OF_UNIT * units.len() as f64);
    Piece::Made(Batch::new(dataset, measuring, units.clone()))
}
