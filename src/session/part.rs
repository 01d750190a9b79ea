//! A large file read in parts, by several workers: the plan that the session gives, the part that one worker reads
//! by it, and how the session takes parts over.
//!
//! A plan holds all that reading rests on: the file's first block, what later rows corrected, the settings. A part
//! knows nothing else, holds nothing when it has been taken, and may be thrown away at any time.

use super::feeding::{Again, Feeding};
use super::room::{Load, Room};
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::memory::{self, Lack};
use crate::pack::{Outlet, Pack, Unpack};
use crate::policy;
use crate::protocol::policy::PolicyFile;
use crate::read::part::{Begin, Merged};

/// What reading a part takes of memory, beside its bytes in the file, about.
const TIMES_A_PART: u64 = 2;

/// Stands at the beginning of a part that was given up, where else its offset stands.
const REFUSED: u64 = u64::MAX;

/// Settings and name that a plan begins with.
pub(super) fn pack_settings(room: Room, name: &str, size: f64, settings: &ReadSettings, to: &mut Pack) {
    let policy = PolicyFile {
        columns: settings.matches.clone(),
        stocking_unit: settings.stocking_unit.clone(),
        filters: settings.filters.clone().into_iter().collect(),
        blank_periods: settings.blank_periods,
        ..PolicyFile::default()
    };
    to.number(room.0);
    to.text(name);
    to.number(size.to_bits());
    to.text(&policy::text(&policy));
    to.number(settings.columns.len() as u64);
    settings.columns.iter().for_each(|column| to.text(column));
}

fn unpack_feeding(from: &mut Unpack<'_>) -> (Feeding, u64) {
    let room = Room(from.number());
    let (name, size) = (from.text(), f64::from_bits(from.number()));
    let (policy, _) = policy::read(from.text()).unwrap_or_default();
    let columns = (0..from.count()).map(|_| from.text().to_owned()).collect();
    let settings = ReadSettings { columns, ..ReadSettings::new(&policy) };
    let mut feeding = Feeding::new(name, size, &settings, None);
    feeding.room = room;
    (feeding, size as u64)
}

/// A range of a file, read apart from the rest.
pub struct Part {
    plan: Vec<u8>,
    feeding: Feeding,
    /// The offset of the next byte while the first record is looked for.
    seeking: Option<Seeking>,
    start: u64,
    to: u64,
}

/// Looking for the line end that the first record stands behind.
#[derive(Debug, Clone, Copy)]
struct Seeking {
    at: u64,
    after_return: bool,
}

impl Part {
    /// The records that begin behind the first line end in `from..to`, bytes of the file; from 0 on all of them.
    pub fn new(plan: &[u8], from: u64, to: u64) -> Part {
        let mut read = Unpack::new(plan);
        let (feeding, size) = unpack_feeding(&mut read);
        let exactly = read.flag();
        let begin = Begin { offset: read.number(), after_blank: read.flag() };
        // Only to be quicker: where there is less, less may do.
        let _ = memory::ahead(to.min(size).saturating_sub(from) * TIMES_A_PART);
        let to = if to >= size { u64::MAX } else { to };
        let mut part = Part { plan: plan.to_vec(), feeding, seeking: None, start: from, to };
        if exactly {
            part.begin(Some(begin));
            part.start = begin.offset;
        } else if from == 0 {
            part.begin(None);
            part.start = part.feeding.next_begin().offset;
        } else {
            part.seeking = Some(Seeking { at: from, after_return: false });
        }
        part
    }

    fn begin(&mut self, begin: Option<Begin>) {
        let plan = std::mem::take(&mut self.plan);
        let mut read = Unpack::new(&plan);
        let _ = (unpack_feeding(&mut read), read.flag(), read.number(), read.flag());
        self.seeking = None;
        self.feeding.limit(&mut read, begin, self.to);
    }

    /// The offset of the byte to feed first.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// The next bytes; whether that is enough.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let Some(skipped) = self.seek(bytes) else { return false };
        self.feeding.push(bytes.get(skipped..).unwrap_or_default());
        !self.feeding.has_room() || self.feeding.is_read()
    }

    /// Bytes before the first record; none while it is not found.
    fn seek(&mut self, bytes: &[u8]) -> Option<usize> {
        let Some(Seeking { at, after_return }) = self.seeking else { return Some(0) };
        let next = if after_return {
            Some(usize::from(bytes.first()? == &b'\n'))
        } else {
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            end.and_then(|end| match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b'\r'), None) => None,
                (Some(b'\r'), Some(b'\n')) => Some(end + 2),
                _ => Some(end + 1),
            })
        };
        let after_return = !after_return && bytes.last() == Some(&b'\r');
        match next {
            Some(next) => self.begin(Some(Begin { offset: at + next as u64, after_blank: false })),
            None => self.seeking = Some(Seeking { at: at + bytes.len() as u64, after_return }),
        }
        next
    }

    /// Rows met so far.
    pub fn rows(&self) -> f64 {
        self.feeding.rows()
    }

    /// Whether this part alone shows that the file cannot be held: what is taken then says so, and no other part is
    /// of use.
    pub fn is_refused(&self) -> bool {
        !self.feeding.has_room()
    }

    /// Ends it: what was fed last is the end of the file, unless it was enough.
    pub fn take(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.hand_on(&mut |piece| bytes.extend_from_slice(piece));
        bytes
    }

    /// The same, piece by piece.
    pub fn hand_on(mut self, to: Outlet<'_>) {
        if let Some(Seeking { at, .. }) = self.seeking {
            self.begin(Some(Begin { offset: at, after_blank: false }));
        }
        let mut to = Pack::handing_on(to);
        match &self.feeding.refused {
            Some(error) => pack_refusal(error, &mut to),
            None => self.feeding.pack(&mut to),
        }
        to.end();
    }
}

/// Writes what the counts were where a part was given up.
fn pack_refusal(error: &Error, to: &mut Pack) {
    let counts = match error {
        Error::TooManyItems { rows, units, items, .. } => [*rows, *units, *items, 0],
        Error::OutOfMemory { bytes, .. } => [0, 0, 0, *bytes],
        _ => [0; 4],
    };
    to.number(REFUSED);
    for count in counts {
        to.number(count);
    }
}

impl Feeding {
    /// The plan that parts are read by from here on; empty where the file cannot be read in parts.
    pub fn plan(&mut self, exactly: bool) -> Vec<u8> {
        if !self.in_parts() {
            return Vec::new();
        }
        let mut to = Pack::default();
        pack_settings(self.room, &self.name, self.size, &self.settings, &mut to);
        let begin = self.next_begin();
        to.flag(exactly);
        to.number(begin.offset);
        to.flag(begin.after_blank);
        self.pack_plan(&mut to);
        to.bytes
    }
}

impl Feeding {
    /// Takes over that a part was given up, where it was.
    pub(super) fn merge_refusal(&mut self, mut part: Unpack<'_>) {
        if part.number() != REFUSED {
            return;
        }
        let [rows, units, items, bytes] = [(); 4].map(|()| part.number());
        self.refuse(if units > 0 {
            self.room.refused(&self.name, self.unit(), Load { rows, units, items })
        } else {
            Error::out_of_memory(&self.name, Lack { bytes })
        });
    }
}

/// What a part's [`Merged`] is called at the border.
pub fn merged_name(merged: Merged) -> &'static str {
    match merged {
        Merged::Whole => "merged",
        Merged::Again => "again",
        Merged::Alone => "alone",
        Merged::NoRoom => "no_room",
    }
}

/// How a file whose parts are of no use is read: by one reader.
pub(super) fn alone(feeding: Option<Feeding>) -> Again {
    let plan = feeding.and_then(Feeding::into_known);
    Again { plan, alone: true, ..Again::default() }
}
