//! The stock of groups under one kind of asking: made, or being made piece by piece, here and elsewhere.

use std::ops::Range;
use std::rc::Rc;

use super::desk::{Became, Desk};
use super::{Made, Positions};
use crate::plan::group::{Asking, Bases, Group, Groups, Holding, MOST_MEMBERS};
use crate::plan::member::Members;
use crate::plan::slice::Slice;
use crate::protocol::policy::Model;
use crate::session::compute::HoldingTerms;
use crate::session::stage::{Same, Stage};

/// Pieces of a job, at least: what is over when it is full is little.
const OF_A_JOB: f64 = 2.5;

/// The stock of all groups under the policy, or under one target for all.
#[derive(Debug, Default)]
pub struct Lane {
    stages: Vec<Stage<HoldingTerms, Holding>>,
    underway: Vec<Option<Underway>>,
}

/// A group whose stock is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its number.
    pub number: usize,
    /// The group.
    pub group: &'a Group,
    /// All of them.
    pub groups: &'a Rc<Groups>,
    /// What bounds its members.
    pub members: &'a Rc<Members>,
    /// What their stock rests on.
    pub bases: &'a Rc<Bases>,
}

/// A group that is being made.
#[derive(Debug)]
struct Underway {
    terms: HoldingTerms,
    pieces: Vec<Piece>,
}

/// Some members of a group that is being made.
#[derive(Debug)]
enum Piece {
    /// Nobody does it yet.
    Open,
    /// Whoever did it is lost: it is done here.
    Own,
    /// It is a part of a job.
    Away(Part),
    /// It is there.
    Made(Positions),
}

/// Where a piece is that was given away.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The number of the job.
    pub job: u32,
    /// Which part of it.
    pub place: usize,
    /// Its members.
    pub members: usize,
}

/// Who may do a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Anyone,
    /// Only the session itself.
    Session,
}

/// What one item's stock costs under the model that a segment names, beside one of the normal model.
pub fn cost_of(model: Model) -> f64 {
    match model {
        Model::Normal => 1.0,
        Model::Empirical => 800.0,
        _ => 5.0,
    }
}

/// The places of a group's pieces, where a job costs so much.
pub fn pieces(group: &Group, model: Model, job: f64) -> impl ExactSizeIterator<Item = Range<usize>> + use<> {
    let length = ((job / OF_A_JOB / cost_of(model)) as usize).clamp(1, MOST_MEMBERS);
    let members = group.members.len();
    (0..members.div_ceil(length)).map(move |piece| piece * length..members.min((piece + 1) * length))
}

impl Wanted<'_> {
    fn terms(&self, asking: Asking) -> HoldingTerms {
        (Same::as_(self.bases), Same::as_(self.members), Same::as_(self.groups), asking.shared)
    }

    /// Its members at these places.
    pub fn slice(&self, places: Range<usize>) -> Slice<'_> {
        Slice { group: self.group, members: self.members, bases: self.bases, places }
    }
}

impl Lane {
    /// Has a place for so many groups.
    pub fn resize(&mut self, groups: usize) {
        self.stages.resize_with(groups, Stage::default);
        self.underway.resize_with(groups, || None);
    }

    /// The stock of a group, where it is there.
    pub fn there(&self, wanted: &Wanted<'_>, asking: Asking) -> Option<Rc<Holding>> {
        self.stages.get(wanted.number)?.there(&wanted.terms(asking))
    }

    /// Begins a group in so many pieces, or takes what became of those that are away.
    pub fn begin(&mut self, wanted: &Wanted<'_>, asking: Asking, pieces: usize, desk: &mut Desk) {
        let Some(underway) = self.underway.get_mut(wanted.number) else { return };
        let terms = wanted.terms(asking);
        let of = match underway.take() {
            Some(of) if of.terms == terms && of.pieces.len() == pieces => of,
            other => {
                if let Some(other) = other {
                    other.forget(desk);
                }
                Underway { terms, pieces: (0..pieces).map(|_| Piece::Open).collect() }
            }
        };
        underway.insert(of).collect(desk);
    }

    /// Who may do a piece; none where it is away or there.
    pub fn who(&self, number: usize, piece: usize) -> Option<Who> {
        match self.underway.get(number)?.as_ref()?.pieces.get(piece)? {
            Piece::Open => Some(Who::Anyone),
            Piece::Own => Some(Who::Session),
            Piece::Away(..) | Piece::Made(_) => None,
        }
    }

    /// A piece was given away as a part of a job.
    pub fn give(&mut self, number: usize, piece: usize, part: Part) {
        self.set(number, piece, Piece::Away(part));
    }

    /// A piece is there.
    pub fn put(&mut self, number: usize, piece: usize, positions: Positions) {
        self.set(number, piece, Piece::Made(positions));
    }

    fn set(&mut self, number: usize, piece: usize, to: Piece) {
        let underway = self.underway.get_mut(number).and_then(Option::as_mut);
        if let Some(place) = underway.and_then(|underway| underway.pieces.get_mut(piece)) {
            *place = to;
        }
    }

    /// How many members of a group that is being made are there. Where all are, its stock is.
    pub fn end(&mut self, wanted: &Wanted<'_>, asking: Asking) -> usize {
        let Some(underway) = self.underway.get_mut(wanted.number) else { return 0 };
        let made = |piece: &Piece| if let Piece::Made(positions) = piece { positions.len() } else { 0 };
        let count = underway.iter().flat_map(|underway| &underway.pieces).map(made).sum();
        if count == wanted.group.members.len()
            && let Some(Underway { terms, pieces }) = underway.take()
            && let Some(stage) = self.stages.get_mut(wanted.number)
        {
            let of = (wanted.group, wanted.members);
            stage.get(terms, |_| Holding::of(of, wanted.bases, asking, together(pieces, count)));
        }
        count
    }
}

/// The stock of all pieces, which is so long: a single one is all of it.
fn together(pieces: Vec<Piece>, length: usize) -> Positions {
    let mut all = Positions::new();
    for piece in pieces {
        if let Piece::Made(mut positions) = piece {
            if positions.len() == length {
                return positions;
            }
            all.reserve_exact(length - all.len());
            all.append(&mut positions);
        }
    }
    all
}

impl Underway {
    /// Takes what became of the pieces that are away.
    fn collect(&mut self, desk: &mut Desk) {
        for piece in &mut self.pieces {
            let Piece::Away(Part { job, place, members }) = *piece else { continue };
            match desk.became(job, place) {
                Became::Awaited => {}
                Became::Done(Made::Positions(positions)) if positions.len() == members => {
                    *piece = Piece::Made(positions);
                }
                Became::Done(_) | Became::Lost => *piece = Piece::Own,
            }
        }
    }

    /// Nobody wants what is away.
    fn forget(&self, desk: &mut Desk) {
        for piece in &self.pieces {
            if let Piece::Away(Part { job, .. }) = piece {
                desk.forget(*job);
            }
        }
    }
}
