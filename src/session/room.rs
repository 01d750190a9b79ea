//! What a session has room for: whether what a file brings can be held and worked out beside what is there, told
//! before any of it is.
//!
//! Two things end a tab: more than it should hold, which is known from the counts, and memory that the browser does
//! not give, which is known by asking. Both are answers, and the file is not taken in.

use super::join::demand_logs;
use super::slot::{Content, FileSlot, Files};
use super::view::field_name;
use crate::data::demand::DemandReader;
use crate::data::keys::{self, fields};
use crate::data::texts::Texts;
use crate::error::{Counted, Error};
use crate::memory;
use crate::protocol::policy::UnitField;

/// What a demand row takes while it is kept and worked out, about.
const BYTES_OF_ROW: u64 = 32;

/// What is mostly addresses and lengths is twice as much outside of wasm.
const WIDTH: u64 = size_of::<usize>() as u64 / 4;
/// What a stocking unit takes while units are numbered and joined, about: its key, where its rows stand, itself.
const BYTES_TO_JOIN: u64 = 250 * WIDTH;
/// What its figures take, about: 192 bytes themselves, 192 the course over the year of one that is seasonal, and lists
/// beside.
const BYTES_OF_FIGURES: u64 = 600 * WIDTH;
/// What its stock takes, and that under one target for all, about.
const BYTES_OF_STOCK: u64 = 380 * WIDTH;
const BYTES_OF_UNIT: u64 = BYTES_TO_JOIN + BYTES_OF_FIGURES + BYTES_OF_STOCK;

/// What an item takes in an exported file, at most about; the page gets a copy.
const BYTES_OF_EXPORT: u64 = 2 * 450;

/// What a session may hold: with the page around it and what is made on the way a tab then stays below 2.5 GB.
const MOST: u64 = 2_200_000_000 * WIDTH;

/// How many bytes the data of a session may take.
#[derive(Debug, Clone, Copy)]
pub struct Room(pub u64);

impl Default for Room {
    fn default() -> Self {
        Room(MOST)
    }
}

/// What files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Load {
    pub rows: u64,
    pub units: u64,
    /// Different first fields of the units.
    pub items: u64,
}

impl Load {
    fn bytes(self) -> u64 {
        self.rows * BYTES_OF_ROW + self.units * BYTES_OF_UNIT
    }
}

impl Room {
    /// Whether a file that is to stand in a slot can be held beside the others, and its results be made.
    ///
    /// # Errors
    /// [`Error::TooManyItems`] and [`Error::OutOfMemory`]: nothing of it may be kept.
    pub fn hold(self, files: &Files, slot: u32, new: &FileSlot) -> Result<(), Error> {
        let others = files.iter().filter(|(own, _)| *own != slot).flat_map(|(_, file)| file.tables());
        let all: Vec<&FileSlot> = others.chain(new.tables()).collect();
        let most = load(&all, at_most);
        let load = if self.holds(most) { most } else { load(&all, exactly) };
        if !self.holds(load) {
            let own = self::load(&new.tables().collect::<Vec<_>>(), exactly);
            let counted = if self.holds(own) { Counted::Together } else { Counted::File };
            let unit = all.iter().find_map(|file| demand(file)).map(unit).unwrap_or_default();
            return Err(self.too_many(&new.name, counted, unit, load));
        }
        memory::ahead(load.bytes()).map_err(|lack| Error::out_of_memory(&new.name, lack))
    }

    /// Whether what a file brought so far can be held.
    ///
    /// # Errors
    /// [`Error::TooManyItems`]: reading on is of no use.
    pub fn hold_so_far(self, file: &str, reader: &DemandReader) -> Result<(), Error> {
        let (units, items) = reader.met_so_far();
        let load = Load { rows: reader.counts.used, units, items };
        if self.holds(load) { Ok(()) } else { Err(self.too_many(file, Counted::SoFar, unit(reader), load)) }
    }

    /// What is said where a part showed it.
    pub(super) fn refused(self, file: &str, unit: &[UnitField], load: Load) -> Error {
        let unit = unit.iter().map(|field| field_name(*field)).collect();
        self.too_many(file, Counted::SoFar, unit, load)
    }

    fn holds(self, load: Load) -> bool {
        load.bytes() <= self.0
    }

    fn too_many(self, file: &str, counted: Counted, unit: Vec<&'static str>, load: Load) -> Error {
        let Load { rows, units, items } = load;
        let most = self.0.saturating_sub(rows * BYTES_OF_ROW) / BYTES_OF_UNIT;
        Error::TooManyItems { file: file.to_owned(), counted, unit, units, items, most, rows }
    }
}

/// What the file of all items takes while it is written.
pub(super) fn of_export(items: usize) -> u64 {
    items as u64 * BYTES_OF_EXPORT
}

/// What joining the files takes.
pub(super) fn to_join(files: &Files) -> u64 {
    let units = demand_logs(files).iter().map(|log| log.units.len()).max().unwrap_or(0);
    units as u64 * BYTES_TO_JOIN
}

/// What the figures of so many units take.
pub(super) fn of_figures(units: usize) -> u64 {
    units as u64 * BYTES_OF_FIGURES
}

/// What some tables hold; their units as `count` counts them.
fn load(tables: &[&FileSlot], count: fn(&[&DemandReader]) -> (u64, u64)) -> Load {
    let readers: Vec<&DemandReader> = tables.iter().filter_map(|file| demand(file)).collect();
    let (units, items) = count(&readers);
    let computed = tables.iter().map(|file| match &file.content {
        Content::Statistics(rows) => rows.len() as u64,
        _ => 0,
    });
    let rows = tables.iter().filter(|file| demand(file).is_some()).map(|file| file.counts.used).sum();
    Load { rows, units: units + computed.sum::<u64>(), items }
}

/// As if no two files had a unit in common.
fn at_most(readers: &[&DemandReader]) -> (u64, u64) {
    (readers.iter().map(|reader| reader.met).sum(), 0)
}

/// Every unit once, and how many items they are of: units stand item by item.
fn exactly(readers: &[&DemandReader]) -> (u64, u64) {
    let lists: Vec<&Texts> = readers.iter().flat_map(|reader| reader.logs()).map(|log| &log.units).collect();
    let (mut units, mut items, mut before) = (0, 0, None);
    keys::merged(&lists, |key, _| {
        let item = fields(key).next();
        units += 1;
        items += u64::from(item != before);
        before = item;
    });
    (units, items)
}

fn demand(file: &FileSlot) -> Option<&DemandReader> {
    match &file.content {
        Content::Demand(demand) => Some(demand),
        _ => None,
    }
}

fn unit(demand: &DemandReader) -> Vec<&'static str> {
    demand.fields.iter().map(|(field, _)| field_name(*field)).collect()
}
