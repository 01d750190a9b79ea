//! Pieces on their way into a job.

use super::desk::Desk;
use super::{Kind, about};
use crate::pack::Pack;
use crate::plan::group::Asking;
use crate::plan::slice::Slice;

/// What a job takes, about: growing step by step takes twice as long.
const ROOM: usize = 2 << 20;

/// A job that is being filled.
#[derive(Debug, Default)]
pub struct Load {
    pack: Pack<'static>,
    parts: usize,
    cost: f64,
}

impl Load {
    /// Adds a slice that is asked for and costs so much; the first of its parts, one an asking. A full job is offered.
    pub fn add(&mut self, slice: &Slice<'_>, askings: &[Asking], cost: f64, desk: &mut Desk) -> (u32, usize) {
        let part = (desk.next(), self.parts);
        if self.parts == 0 {
            self.pack = about(Kind::Stock);
            self.pack.bytes.reserve(ROOM);
        }
        slice.pack(askings, &mut self.pack);
        self.parts += askings.len();
        self.cost += cost;
        if self.cost >= desk.each() {
            self.offer(desk);
        }
        part
    }

    /// Offers what is in it.
    pub fn offer(&mut self, desk: &mut Desk) {
        if self.parts > 0 {
            desk.offer(std::mem::take(self).pack.bytes);
        }
    }
}
