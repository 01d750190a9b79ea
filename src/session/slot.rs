//! One file of the session: fed in pieces, then kept as the rows it became.

use super::room::Room;
use super::slots::Slots;
use std::collections::BTreeMap;

use crate::data::demand::{Counts, DemandReader};
use crate::data::master::{MasterColumn, MasterRow, field_of};
use crate::data::open::{
    CommitmentRow, PartRow, ServiceRow, StockRow, SupplyRow, commitment_rows, part_rows, service_rows,
    stock_rows, supply_rows,
};
use crate::data::receipts::ReceiptRow;
use crate::data::settings::ReadSettings;
use crate::data::statistics::{StatisticsRow, statistics_rows};
use crate::data::tables::{Made, master_columns, master_rows, receipt_rows};
use crate::error::Error;
use crate::finding::{Cause, Findings};
use crate::memory::{self, Lack};
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::{BlankPeriods, ColumnMatch, UnitField};
use crate::read::encoding::Encoding;
use crate::read::part::{Begin, Merged};
use crate::read::reader::FIRST;
use crate::read::{KeptTable, Outcome, Plan, Reader, Row, Table};

/// What the rows of a file became.
#[derive(Debug)]
pub enum Content {
    /// Demand rows.
    Demand(Box<DemandReader>),
    /// Rows of the item master.
    Items(Vec<MasterColumn>, Vec<MasterRow>),
    /// Purchase receipts.
    Receipts(Vec<ReceiptRow>),
    /// Demand figures computed elsewhere.
    Statistics(Vec<StatisticsRow>),
    /// What is on hand.
    Stock(Vec<StockRow>),
    /// Open purchase orders.
    Supply(Vec<SupplyRow>),
    /// Promises to customers.
    Commitments(Vec<CommitmentRow>),
    /// What was ordered and shipped.
    Service(Vec<ServiceRow>),
    /// What parents are made of.
    Parts(Vec<PartRow>),
    /// Nothing: the file cannot be used.
    None,
}

/// A file that has been read.
#[derive(Debug)]
pub struct FileSlot {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: f64,
    /// What the reader says.
    pub outcome: Outcome,
    /// What its rows became.
    pub content: Content,
    /// The line of each of them, where they come from a kept table.
    pub lines: Vec<u64>,
    /// How many rows its table used, changed and left out.
    pub counts: Counts,
    /// What its table found odd.
    pub findings: Findings,
    /// What it was read by.
    pub read_by: ReadSettings,
    /// The other tables that the same file holds, with what their rows became.
    pub also: Vec<FileSlot>,
}

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

/// Where the rows of each table of a file go.
#[derive(Default)]
struct Sinks {
    by_table: Vec<(Table, Sink)>,
}

impl Sinks {
    fn take(&mut self, name: &str, settings: &ReadSettings, plan: &Plan, row: &Row<'_>) {
        let Some(table) = plan.table else { return };
        if let Some(sink) = self.sink(table) {
            sink.take(name, settings, plan, row);
        }
    }

    fn sink(&mut self, table: Table) -> Option<&mut Sink> {
        let place = self.by_table.iter().position(|(of, _)| *of == table).unwrap_or_else(|| {
            self.by_table.push((table, Sink::Undecided));
            self.by_table.len() - 1
        });
        self.by_table.get_mut(place).map(|(_, sink)| sink)
    }

    /// Where rows of demand go, also before the first one.
    fn demand(&mut self, name: &str, settings: &ReadSettings, plan: &Plan) -> Option<&mut DemandReader> {
        let sink = self.sink(plan.table.filter(|table| *table == Table::Demand)?)?;
        if let Sink::Undecided = sink {
            *sink = Sink::new(name, settings, plan);
        }
        if let Sink::Demand(demand) = sink { Some(demand) } else { None }
    }

    /// Makes room for the rows of so many bytes.
    fn room(&mut self, bytes: usize) -> Result<(), Lack> {
        self.by_table.iter_mut().try_for_each(|(_, sink)| match sink {
            Sink::Demand(demand) => demand.room(bytes),
            Sink::Kept(table) => table.room(bytes),
            Sink::Undecided | Sink::Refused(_) => Ok(()),
        })
    }

    /// Whether what was read so far can be held.
    fn hold_so_far(&self, name: &str, room: Room) -> Result<(), Error> {
        self.by_table.iter().try_for_each(|(_, sink)| match sink {
            Sink::Demand(demand) => room.hold_so_far(name, demand),
            _ => Ok(()),
        })
    }

    /// What sorting and checking their rows takes.
    fn bytes(&self) -> u64 {
        let demand = self.by_table.iter().filter_map(|(_, sink)| match sink {
            Sink::Demand(demand) => Some(demand.bytes_to_finish()),
            _ => None,
        });
        demand.sum()
    }

    fn of(&mut self, table: Option<Table>) -> Sink {
        let sink = self.by_table.iter_mut().find(|(of, _)| Some(*of) == table);
        sink.map_or(Sink::Undecided, |(_, sink)| std::mem::replace(sink, Sink::Undecided))
    }
}

/// Where rows go: the first one decides.
enum Sink {
    Undecided,
    Demand(Box<DemandReader>),
    Kept(Box<KeptTable>),
    Refused(Option<Error>),
}

impl Sink {
    fn take(&mut self, name: &str, settings: &ReadSettings, plan: &Plan, row: &Row<'_>) {
        if let Sink::Undecided = self {
            *self = Sink::new(name, settings, plan);
        }
        match self {
            Sink::Demand(demand) => demand.row(row),
            Sink::Kept(table) => table.push(row),
            Sink::Undecided | Sink::Refused(_) => {}
        }
    }

    fn new(name: &str, settings: &ReadSettings, plan: &Plan) -> Self {
        match plan.table {
            _ if !plan.is_usable() => Sink::Refused(None),
            Some(Table::Demand) => match DemandReader::new(name, plan, settings) {
                Ok(Some(demand)) => Sink::Demand(Box::new(demand)),
                Ok(None) => Sink::Refused(None),
                Err(error) => Sink::Refused(Some(error)),
            },
            Some(_) => Sink::Kept(Box::new(KeptTable::new(plan.clone()))),
            None => Sink::Refused(None),
        }
    }
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

impl FileSlot {
    fn new(name: String, size: f64, outcome: Outcome) -> FileSlot {
        FileSlot {
            name,
            size,
            outcome,
            content: Content::None,
            lines: Vec::new(),
            counts: Counts::default(),
            findings: Findings::default(),
            read_by: ReadSettings::default(),
            also: Vec::new(),
        }
    }

    /// The file's tables: its first one, then the others.
    pub fn tables(&self) -> impl Iterator<Item = &FileSlot> {
        [self].into_iter().chain(&self.also)
    }

    /// Rows left out, by reader and table.
    pub fn left_out(&self) -> u64 {
        if matches!(self.content, Content::None) {
            return self.outcome.rows;
        }
        self.outcome.left_out + self.counts.left_out
    }

    fn fill(&mut self, sink: Sink, table: Option<Table>, settings: &ReadSettings) {
        match sink {
            Sink::Demand(mut demand) => {
                demand.finish();
                self.counts = demand.counts;
                self.findings = std::mem::take(&mut demand.findings);
                self.outcome.left.extend(std::mem::take(&mut demand.left));
                self.content = Content::Demand(demand);
            }
            Sink::Kept(kept) => self.keep(&kept, table, settings),
            Sink::Refused(Some(error)) => {
                self.findings.state(&self.name, Cause::FilterUnusable, 1, error.to_string());
            }
            Sink::Undecided | Sink::Refused(None) => {}
        }
    }

    fn keep(&mut self, kept: &KeptTable, table: Option<Table>, settings: &ReadSettings) {
        let name = self.name.clone();
        let file = name.as_str();
        let done = match table {
            Some(Table::Items) => {
                let columns = master_columns(kept);
                let items = |rows| Content::Items(columns, rows);
                master_rows(file, kept, settings).map(|made| self.take(made, items))
            }
            Some(Table::Receipts) => self.filled(receipt_rows(file, kept, settings), Content::Receipts),
            Some(Table::ItemStatistics) => {
                self.filled(statistics_rows(file, kept, settings), Content::Statistics)
            }
            Some(Table::Stock) => self.filled(stock_rows(file, kept, settings), Content::Stock),
            Some(Table::Supply) => self.filled(supply_rows(file, kept, settings), Content::Supply),
            Some(Table::Commitments) => {
                self.filled(commitment_rows(file, kept, settings), Content::Commitments)
            }
            Some(Table::Service) => self.filled(service_rows(file, kept, settings), Content::Service),
            Some(Table::Parts) => self.filled(part_rows(file, kept, settings), Content::Parts),
            Some(Table::Demand) | None => Ok(()),
        };
        if let Err(error) = done {
            self.findings.state(file, Cause::FilterUnusable, 1, error.to_string());
        }
    }

    fn filled<T>(
        &mut self,
        made: Result<Made<T>, Error>,
        content: fn(Vec<T>) -> Content,
    ) -> Result<(), Error> {
        made.map(|made| self.take(made, content))
    }

    fn take<T>(&mut self, made: Made<T>, content: impl FnOnce(Vec<T>) -> Content) {
        self.counts = made.counts;
        self.lines = made.lines;
        self.outcome.left.extend(made.left);
        self.findings.extend(made.findings);
        self.content = content(made.rows);
    }

    /// The items of its rows with their lines, where it is joined by item and is no history.
    pub fn items(&self) -> Vec<(&str, u64)> {
        fn item(key: &[String; 4]) -> &str {
            field_of(key, UnitField::Item)
        }
        let items: Vec<&str> = match &self.content {
            Content::Stock(rows) => rows.iter().map(|row| item(&row.key)).collect(),
            Content::Supply(rows) => rows.iter().map(|row| item(&row.key)).collect(),
            Content::Commitments(rows) => rows.iter().map(|row| item(&row.key)).collect(),
            Content::Service(rows) => rows.iter().map(|row| item(&row.key)).collect(),
            Content::Parts(rows) => rows.iter().map(|row| row.component.as_str()).collect(),
            _ => Vec::new(),
        };
        items.into_iter().zip(self.lines.iter().copied()).collect()
    }
}

/// Files by slot.
pub type Files = Slots<FileSlot>;
