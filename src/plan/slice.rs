//! Members of a group on their way to another worker, and their stock on its way back.

use super::group::{Asking, Bases, Group, rests};
use super::member::Members;
use crate::pack::{Pack, Unpack};
use crate::policy::{Own, Resolved, Target};
use crate::stock::{Basis, Position, Status};

/// Bytes of a member without a basis.
const LEAST_OF_MEMBER: usize = 16;

/// Some members of a group, next to each other.
#[derive(Debug, Clone)]
pub struct Slice<'a> {
    /// The group.
    pub group: &'a Group,
    /// What bounds its members.
    pub members: &'a Members,
    /// What their stock rests on.
    pub bases: &'a Bases,
    /// Which of them, by place.
    pub places: std::ops::Range<usize>,
}

impl Slice<'_> {
    /// Their stock, once for each asking.
    pub fn positions(&self, askings: &[Asking]) -> Vec<Vec<Option<Position>>> {
        let of = rests(self.members, self.bases).skip(self.places.start).take(self.places.len());
        self.group.positions(askings, self.places.start, of)
    }

    /// Writes what their stock follows from.
    pub fn pack(&self, askings: &[Asking], pack: &mut Pack) {
        pack.number(askings.len() as u64);
        for asking in askings {
            asking.shared.pack(pack);
            Target::pack_maybe(asking.uniform, pack);
        }
        let own = self.group.own.iter().filter(|(place, _)| self.places.contains(&(*place as usize)));
        let own: Vec<&(u32, Own)> = own.collect();
        pack.number(own.len() as u64);
        for (place, own) in own {
            pack.number(u64::from(*place));
            own.pack(pack);
        }
        pack.number(self.places.start as u64);
        pack.number(self.places.len() as u64);
        let of = rests(self.members, self.bases).skip(self.places.start).take(self.places.len());
        for (shelf_life_days, basis) in of {
            pack.real(shelf_life_days.unwrap_or(f64::NAN));
            match basis {
                Ok(basis) => basis.pack(pack),
                Err(_) => Basis::pack_none(pack),
            }
        }
    }
}

/// The stock of members that [`Slice::pack`] wrote, once for each asking; `None` of other bytes.
pub fn worked(from: &mut Unpack<'_>) -> Option<Vec<Vec<Option<Position>>>> {
    let askings = (0..from.count()).map(|_| {
        let (shared, uniform) = (Resolved::unpack(from)?, Target::unpack_maybe(from)?);
        Some(Asking { shared, uniform })
    });
    let askings: Vec<Asking> = askings.collect::<Option<_>>()?;
    let own = (0..from.count()).map(|_| Some((from.number() as u32, Own::unpack(from)?)));
    let group = Group { own: own.collect::<Option<_>>()?, ..Group::default() };
    let start = from.number() as usize;
    let count = from.count_of(LEAST_OF_MEMBER);
    let mut members: Vec<(Option<f64>, Result<Basis, Status>)> = Vec::with_capacity(count);
    for _ in 0..count {
        let shelf_life_days = Some(from.real()).filter(|days| !days.is_nan());
        // Why there is none stays behind, too.
        members.push((shelf_life_days, Basis::unpack(from)?.ok_or(Status::OutOfRange)));
    }
    let rests = members.iter().map(|(shelf_life_days, basis)| (*shelf_life_days, basis));
    Some(group.positions(&askings, start, rests))
}

/// Writes the stock of members.
pub fn pack_positions(positions: &[Option<Position>], pack: &mut Pack) {
    pack.bytes.reserve(8 + positions.len() * Position::PACKED);
    pack.number(positions.len() as u64);
    for position in positions {
        Position::pack(position.as_ref(), pack);
    }
}

/// Reads what [`pack_positions`] wrote; `None` of other bytes.
pub fn unpack_positions(from: &mut Unpack<'_>) -> Option<Vec<Option<Position>>> {
    let count = from.count_of(Position::PACKED);
    let mut positions = Vec::with_capacity(count);
    for _ in 0..count {
        positions.push(Position::unpack(from)?);
    }
    Some(positions)
}
