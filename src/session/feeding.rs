//! A file while it is fed, piece by piece or in parts.

use std::collections::BTreeMap;

use super::room::Room;
use super::sinks::{Sink, Sinks};
use super::slot::FileSlot;
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::memory;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::{BlankPeriods, ColumnMatch, UnitField};
use crate::read::encoding::Encoding;
use crate::read::part::{Begin, Merged};
use crate::read::reader::FIRST;
use crate::read::{Outcome, Plan, Reader, Row};

/// What reading takes beside the rows: the first block, the block in hand, what is decoded of it.
const BYTES_OF_READER: u64 = 6 << 20;

/// A file while it is fed.
pub struct Feeding {
    pub(super) name: String,
    pub(super) size: f64,
    pub(super) settings: ReadSettings,
    reader: Reader,
    sinks: Sinks,
    decode: Option<String>,
    alone: bool,
    plainly: bool,
    pub(super) room: Room,
    /// Why it cannot be held.
    pub(super) refused: Option<Error>,
    /// Bytes that it is fed, as far as known.
    bytes: u64,
    /// The next part was refused where it began, and is read again.
    pub(super) again: bool,
}

/// How a file is to be read once more.
#[derive(Debug, Default)]
pub struct Again {
    /// The plan that a late row corrected.
    pub plan: Option<Plan>,
    /// The encoding to decode it from while it is fed.
    pub decode: Option<String>,
    /// Its parts are of no use: one reader has to read it.
    pub alone: bool,
}

/// Why a file that was fed is not there.
#[derive(Debug)]
pub enum Refused {
    /// It is to be read once more.
    Again(Box<Again>),
    /// There is no room for it.
    Error(Error),
}

impl Feeding {
    /// A file to be fed, read by these settings; `again` says what an earlier reading of it found.
    pub fn new(name: &str, size: f64, settings: &ReadSettings, again: Option<Again>) -> Self {
        let Again { plan, decode, alone } = again.unwrap_or_default();
        let matches = if decode.is_some() { as_utf8(&settings.matches) } else { settings.matches.clone() };
        let reader = match settings.blank_periods {
            BlankPeriods::Zero => Reader::new(name, &matches),
            BlankPeriods::Unknown => Reader::new(name, &matches).blank_periods_unknown(),
        };
        Feeding {
            name: name.to_owned(),
            size,
            settings: settings.clone(),
            decode,
            reader: match plan {
                Some(plan) => reader.by(plan),
                None => reader,
            },
            sinks: Sinks::default(),
            again: false,
            plainly: false,
            room: Room::default(),
            refused: memory::ahead(BYTES_OF_READER).err().map(|lack| Error::out_of_memory(name, lack)),
            bytes: size as u64,
            alone,
        }
    }

    /// The next bytes; where there is no memory for them what was read is gone.
    pub fn push(&mut self, mut bytes: &[u8]) {
        if let Err(lack) = self.sinks.room(bytes.len()) {
            self.refuse(Error::out_of_memory(&self.name.clone(), lack));
        }
        if self.refused.is_some() {
            return;
        }
        while !bytes.is_empty() {
            let taken = if self.plainly { bytes.len() } else { bytes.len().min(FIRST) };
            let (first, rest) = bytes.split_at(taken);
            let Feeding { name, settings, reader, sinks, .. } = self;
            reader.push(first, &mut |plan: &Plan, row: &Row<'_>| sinks.take(name, settings, plan, row));
            bytes = rest;
            if !self.plainly {
                self.ask_plainly();
            }
        }
        self.look();
    }

    /// The fields of the stocking unit asked for.
    pub(super) fn unit(&self) -> &[UnitField] {
        &self.settings.stocking_unit
    }

    /// Gives up where what was read so far is too much already.
    fn look(&mut self) {
        if let Err(error) = self.sinks.hold_so_far(&self.name, self.room) {
            self.refuse(error);
        }
    }

    /// From now on nothing is held of it.
    pub(super) fn refuse(&mut self, error: Error) {
        self.refused.get_or_insert(error);
        self.sinks = Sinks::default();
    }

    /// Asks for plain rows, once it is known what is done with them.
    pub(super) fn ask_plainly(&mut self) {
        let Feeding { name, settings, reader, sinks, .. } = self;
        let Some(plan) = reader.plan().filter(|plan| plan.is_usable()).cloned() else { return };
        let demand = sinks.demand(name, settings, &plan);
        if let Some((demand, wanted)) =
            demand.and_then(|demand| demand.wanted().map(|wanted| (demand, wanted)))
        {
            demand.expect(self.bytes);
            reader.plainly(wanted);
        }
        self.plainly = true;
    }

    /// Whether the rest may be read in parts; what was read so far is then forgotten.
    pub(super) fn in_parts(&mut self) -> bool {
        let Feeding { name, settings, reader, sinks, decode, alone, .. } = self;
        let begun = reader.plan().cloned().filter(|_| !*alone && decode.is_none());
        let Some(plan) = begun.filter(|plan| sinks.demand(name, settings, plan).is_some()) else {
            return false;
        };
        let fits = reader.in_parts();
        if fits && reader.rows() == 0 {
            *sinks = Sinks::default();
            sinks.demand(name, settings, &plan);
        }
        fits
    }

    pub(super) fn next_begin(&self) -> Begin {
        self.reader.next_begin()
    }

    pub(super) fn pack_plan(&self, to: &mut Pack) {
        self.reader.pack_plan(to);
    }

    pub(super) fn limit(&mut self, plan: &mut Unpack<'_>, begin: Option<Begin>, to: u64) {
        self.bytes = to.min(self.bytes).saturating_sub(begin.map_or(0, |begin| begin.offset));
        self.reader.limit(plan, begin, to);
        self.ask_plainly();
    }

    pub(super) fn is_read(&self) -> bool {
        self.reader.is_read()
    }

    /// The corrected plan that it was read by, if it was.
    pub(super) fn into_known(self) -> Option<Plan> {
        self.reader.into_known()
    }

    /// Rows met so far.
    pub fn rows(&self) -> f64 {
        self.reader.rows() as f64
    }

    /// Whether what was read so far can be held.
    pub fn has_room(&self) -> bool {
        self.refused.is_none()
    }

    /// Ends a part and writes it.
    pub(super) fn pack(&mut self, to: &mut Pack) {
        let Feeding { name, settings, reader, sinks, .. } = self;
        reader.pack(&mut |plan: &Plan, row: &Row<'_>| sinks.take(name, settings, plan, row), to);
        if let Some(demand) = reader.plan().and_then(|plan| sinks.demand(name, settings, plan)) {
            demand.pack(to);
        }
    }

    /// Takes over a part.
    pub fn merge(&mut self, part: &[u8]) -> Merged {
        // As sorted lists it takes about what it takes as bytes.
        self.merge_refusal(Unpack::new(part));
        if let Err(lack) = memory::ahead(part.len() as u64) {
            self.refuse(Error::out_of_memory(&self.name.clone(), lack));
        }
        if self.refused.is_some() {
            return Merged::NoRoom;
        }
        let mut from = Unpack::new(part);
        let Feeding { name, settings, reader, sinks, again, .. } = self;
        let merged = reader.merge(&mut from).and_then(|before| {
            let plan = reader.plan().ok_or(Merged::Alone)?;
            let demand = sinks.demand(name, settings, plan).ok_or(Merged::Alone)?;
            demand.merge(&mut from, before);
            Ok(Merged::Whole)
        });
        *again = merged == Err(Merged::Again);
        self.look();
        if self.refused.is_some() { Merged::NoRoom } else { merged.unwrap_or_else(|refused| refused) }
    }

    /// The end: the file as it was read, or how to read it once more.
    ///
    /// # Errors
    /// How to read it once more, or memory that there is not.
    pub fn close(mut self) -> Result<FileSlot, Refused> {
        if let Err(lack) = memory::ahead(self.sinks.bytes()) {
            self.refuse(Error::out_of_memory(&self.name.clone(), lack));
        }
        if let Some(error) = self.refused {
            return Err(Refused::Error(error));
        }
        let Feeding { name, size, settings, reader, decode, mut sinks, .. } = self;
        let mut outcome =
            reader.finish(&mut |plan: &Plan, row: &Row<'_>| sinks.take(&name, &settings, plan, row));
        if decode.is_none()
            && let Some(label) = foreign_encoding(&settings.matches, outcome.plan.as_ref())
        {
            return Err(Refused::Again(Box::new(Again { decode: Some(label), ..Again::default() })));
        }
        if let Some(label) = &decode {
            name_encoding(&mut outcome, label);
        }
        let table = outcome.plan.as_ref().and_then(|plan| plan.table);
        let mut sink = sinks.of(table);
        if let Some(plan) = outcome.again.take() {
            let kept = if let Sink::Kept(table) = &mut sink { table.read_by(plan.clone()) } else { false };
            if !kept {
                return Err(Refused::Again(Box::new(Again { plan: Some(plan), decode, alone: false })));
            }
            outcome.plan = Some(plan);
        }
        if !outcome.is_usable() {
            sink = Sink::Undecided;
            outcome.also.clear();
        }
        let plans = std::mem::take(&mut outcome.also);
        let mut slot = FileSlot::new(name, size, outcome);
        slot.fill(sink, table, &settings);
        slot.also = plans
            .into_iter()
            .map(|plan| {
                let table = plan.table;
                let outcome = Outcome { plan: Some(plan), ..Outcome::default() };
                let mut other = FileSlot::new(slot.name.clone(), size, outcome);
                other.fill(sinks.of(table), table, &settings);
                other
            })
            .collect();
        slot.read_by = settings;
        Ok(slot)
    }
}

/// The encoding chosen for a file, where the reader has it not: whoever feeds the file decodes it.
fn foreign_encoding(matches: &BTreeMap<String, ColumnMatch>, plan: Option<&Plan>) -> Option<String> {
    let chosen = matches.get(&plan?.fingerprint)?.dialect.as_ref()?.encoding.as_ref()?;
    Encoding::named(chosen).is_none().then(|| chosen.clone())
}

/// What reached the reader was UTF-8; what the user chose is what the file is written in.
fn name_encoding(outcome: &mut Outcome, label: &str) {
    if let Some(decision) = outcome.decisions.iter_mut().find(|decision| decision.name == "encoding") {
        label.clone_into(&mut decision.value);
        "as chosen".clone_into(&mut decision.evidence);
    }
}

/// The same matches for a file that is UTF-8 by now.
fn as_utf8(matches: &BTreeMap<String, ColumnMatch>) -> BTreeMap<String, ColumnMatch> {
    let mut matches = matches.clone();
    for dialect in matches.values_mut().filter_map(|of| of.dialect.as_mut()) {
        dialect.encoding = None;
    }
    matches
}
