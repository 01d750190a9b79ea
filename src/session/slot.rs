//! One file of the session, kept as the rows it became.

use super::sinks::Sink;
use super::slots::Slots;
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
use crate::protocol::policy::UnitField;
use crate::read::{KeptTable, Outcome, Table};

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

impl FileSlot {
    /// A file of no rows yet.
    pub(super) fn new(name: String, size: f64, outcome: Outcome) -> FileSlot {
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

    /// Takes what its rows became.
    pub(super) fn fill(&mut self, sink: Sink, table: Option<Table>, settings: &ReadSettings) {
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
