//! Work that other workers may do: what is pure, takes long and is cut into parts that are plain bytes.
//!
//! A session that has much to compute offers jobs; whoever runs it has idle workers do them with [`work`] and hands
//! the results back. A result is taken over as if the session had made it itself, because it was made by the same
//! code from the same figures; a job that nobody did costs nothing but its time: the session does it.

mod desk;
pub(super) mod gathering;
pub(super) mod lane;
mod load;

pub use desk::{Desk, Job};
pub(super) use load::Load;

use crate::pack::{Pack, Unpack};
use crate::plan::Pace;
use crate::plan::slice::{pack_positions, unpack_positions, worked};
use crate::stats::batch::Batch;
use crate::stock::Position;

/// What a computation may still do before an answer is due, by itself and through others.
pub struct Going<'a> {
    /// By itself.
    pub pace: &'a mut Pace,
    /// Through others.
    pub desk: &'a mut Desk,
}

impl Going<'_> {
    /// Whether anything may still be begun.
    pub fn goes_on(&self) -> bool {
        self.desk.has_room() || !self.pace.spent()
    }
}

/// The stock of one slice after another, once for each asking.
pub(super) type Positions = Vec<Option<Position>>;

/// What a part of a job makes.
#[derive(Debug)]
pub enum Made {
    /// Stock.
    Positions(Positions),
    /// Figures of units.
    Figures(Batch),
}

/// What a job is about, before its bytes and before its result's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stock,
    Figures,
}

/// In the order of packed bytes.
const KINDS: [Kind; 2] = [Kind::Stock, Kind::Figures];

/// The beginning of a job or of its result.
fn about(kind: Kind) -> Pack<'static> {
    let mut pack = Pack::default();
    pack.choice(&KINDS, &kind);
    pack
}

/// Does a job; empty for bytes that are none.
pub fn work(job: &[u8]) -> Vec<u8> {
    let mut from = Unpack::new(job);
    let Some(kind) = from.choice(&KINDS) else { return Vec::new() };
    let mut pack = about(kind);
    match kind {
        Kind::Figures => {
            let Some(batch) = Batch::of_packed(&mut from) else { return Vec::new() };
            batch.pack(&mut pack);
        }
        Kind::Stock => {
            while !from.is_empty() {
                let Some(made) = worked(&mut from) else { return Vec::new() };
                for positions in &made {
                    pack_positions(positions, &mut pack);
                }
            }
        }
    }
    pack.bytes
}

/// What [`work`] gave; `None` of other bytes.
fn results(bytes: &[u8]) -> Option<Vec<Made>> {
    let mut from = Unpack::new(bytes);
    let mut all = Vec::new();
    match from.choice(&KINDS)? {
        Kind::Figures => all.push(Made::Figures(Batch::unpack(&mut from))),
        Kind::Stock => {
            while !from.is_empty() {
                all.push(Made::Positions(unpack_positions(&mut from)?));
            }
        }
    }
    Some(all).filter(|all| from.is_empty() && !all.is_empty())
}
