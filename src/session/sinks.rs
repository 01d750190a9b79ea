//! Where the rows of a file go while it is read, table by table.

use super::room::Room;
use crate::data::demand::DemandReader;
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::memory::Lack;
use crate::read::{KeptTable, Plan, Row, Table};

/// Where the rows of each table of a file go.
#[derive(Default)]
pub(super) struct Sinks {
    by_table: Vec<(Table, Sink)>,
}

impl Sinks {
    /// Takes a row.
    pub fn take(&mut self, name: &str, settings: &ReadSettings, plan: &Plan, row: &Row<'_>) {
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
    pub fn demand(&mut self, name: &str, settings: &ReadSettings, plan: &Plan) -> Option<&mut DemandReader> {
        let sink = self.sink(plan.table.filter(|table| *table == Table::Demand)?)?;
        if let Sink::Undecided = sink {
            *sink = Sink::new(name, settings, plan);
        }
        if let Sink::Demand(demand) = sink { Some(demand) } else { None }
    }

    /// Makes room for the rows of so many bytes.
    pub fn room(&mut self, bytes: usize) -> Result<(), Lack> {
        self.by_table.iter_mut().try_for_each(|(_, sink)| match sink {
            Sink::Demand(demand) => demand.room(bytes),
            Sink::Kept(table) => table.room(bytes),
            Sink::Undecided | Sink::Refused(_) => Ok(()),
        })
    }

    /// Whether what was read so far can be held.
    pub fn hold_so_far(&self, name: &str, room: Room) -> Result<(), Error> {
        self.by_table.iter().try_for_each(|(_, sink)| match sink {
            Sink::Demand(demand) => room.hold_so_far(name, demand),
            _ => Ok(()),
        })
    }

    /// What sorting and checking their rows takes.
    pub fn bytes(&self) -> u64 {
        let demand = self.by_table.iter().filter_map(|(_, sink)| match sink {
            Sink::Demand(demand) => Some(demand.bytes_to_finish()),
            _ => None,
        });
        demand.sum()
    }

    /// Where the rows of a table went.
    pub fn of(&mut self, table: Option<Table>) -> Sink {
        let sink = self.by_table.iter_mut().find(|(of, _)| Some(*of) == table);
        sink.map_or(Sink::Undecided, |(_, sink)| std::mem::replace(sink, Sink::Undecided))
    }
}

/// Where rows go: the first one decides.
pub(super) enum Sink {
    /// No row has come.
    Undecided,
    /// Demand rows.
    Demand(Box<DemandReader>),
    /// Rows of another table.
    Kept(Box<KeptTable>),
    /// Rows that cannot be used, and why.
    Refused(Option<Error>),
}

impl Sink {
    pub fn take(&mut self, name: &str, settings: &ReadSettings, plan: &Plan, row: &Row<'_>) {
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
