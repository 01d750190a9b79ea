//! Rows of a demand file become a log: each with its stocking unit, day, quantity and money.
//!
//! A row that lacks one of them is left out and says why; a row without money still counts its units.

mod sorted;

use std::rc::Rc;

use super::keys::SEPARATOR;
use super::log::{DemandLog, LogColumn, Money};
use super::marks;
use super::master::FIELDS;
use super::pairs::Pairs;
use super::settings::ReadSettings;
use super::tally::{Lines, Tallies};
use super::texts::Texts;
use crate::data::units::Units;
use crate::error::Error;
use crate::finding::{Cause, Findings, Place};
use crate::memory::Lack;
use crate::order;
use crate::protocol::policy::UnitField;
use crate::read::apart::Standing;
use crate::read::cell::code::damage;
use crate::read::cell::{DateCell, Decimal, Number};
use crate::read::condition::{Bound, Condition};
use crate::read::fast::{Plain, Wanted};
use crate::read::left::LeftOut;
use crate::read::plan::Plan;
use crate::read::refilled::Refilled;
use crate::read::role::Role;
use crate::read::row::Row;

/// No quantity and no price is larger.
const MOST: f64 = 1e12;

/// Bytes of a row in its file: shorter ones are rare.
const LEAST_OF_ROW: usize = 16;
/// What sorting takes, a row.
const BYTES_TO_SORT: usize = 32;
/// What checking its keys takes, a stocking unit.
const BYTES_TO_CHECK: usize = 96;
/// Bytes of all that a part says beside its rows, about.
const MORE: usize = 64 << 10;
/// Rows that room is made for, of each that the first ones let expect.
const MARGIN: f64 = 1.05;
/// Bytes of rows that let expect how long others are.
const ENOUGH: u32 = 8 << 10;

/// The role that a field of the stocking unit plays.
pub fn role_of(field: UnitField) -> Role {
    match field {
        UnitField::Item => Role::Item,
        UnitField::Location => Role::Location,
        UnitField::Channel => Role::Channel,
        UnitField::Customer => Role::Customer,
    }
}

/// How many rows went where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows used, changed ones included.
    pub used: u64,
    /// Rows used with a cell that counts as unknown.
    pub changed: u64,
    /// Rows left out here.
    pub left_out: u64,
}

/// Takes the rows of one demand file.
#[derive(Debug, Clone)]
pub struct DemandReader {
    file: String,
    columns: Columns,
    filter: Option<Bound>,
    totals: Vec<String>,
    key: String,
    /// The values of each field of the stocking unit, and their pairs with the fields before.
    numbers: Vec<(Texts, Pairs)>,
    /// The fields of the stocking unit that the file has, with its own names for them.
    pub fields: Vec<(UnitField, String)>,
    log: DemandLog,
    /// Of the plain rows in hand: their units, and their values of one field.
    units: Refilled<u32>,
    own: Refilled<u32>,
    /// The rows left out here.
    pub left: LeftOut,
    /// What was odd.
    pub findings: Findings,
    /// How many rows went where.
    pub counts: Counts,
    /// Once read: how many stocking units were met.
    pub met: u64,
    all: Option<Rc<Units>>,
    damaged: Vec<(u32, String)>,
    parts: Vec<DemandPart>,
    lines: Lines,
    quantity_header: String,
    key_header: String,
    /// Bytes still to come, until room has been made for their rows.
    expected: u64,
    /// Rows of a byte, at most, as the first ones let expect; zero until then.
    share: f64,
}

/// A part of the file as it was sorted.
#[derive(Debug, Clone)]
struct DemandPart {
    log: Rc<DemandLog>,
    tallies: Tallies,
    /// Keys that a spreadsheet damaged, by the number they were first seen with, as they stood.
    damaged: Vec<(u32, String)>,
}

/// Where the parts of a row stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Columns {
    date: usize,
    item: usize,
    quantity: usize,
    unit: Vec<usize>,
    money: Option<usize>,
    due: Option<usize>,
    kept: Vec<usize>,
}

/// A filter bound to a file's columns.
///
/// # Errors
/// A filter that cannot be read, or names a column that the file has not or twice.
pub fn filter(plan: &Plan, settings: &ReadSettings) -> Result<Option<Bound>, Error> {
    let table = plan.table.map_or("", crate::read::role::Table::name);
    let Some(text) = settings.filters.get(table) else { return Ok(None) };
    let condition = Condition::parse(text)?;
    condition.bind(|name| plan.resolve(name)).map(Some)
}

/// Items that the user said add up the others.
fn totals(plan: &Plan, settings: &ReadSettings) -> Vec<String> {
    let chosen = settings.matches.get(&plan.fingerprint).and_then(|chosen| chosen.dialect.as_ref());
    let said = chosen.into_iter().flat_map(|dialect| &dialect.totals);
    said.filter(|(_, what)| *what == "total").map(|(name, _)| name.clone()).collect()
}

impl DemandReader {
    /// A reader for files of a plan; none where it lacks a needed column.
    ///
    /// # Errors
    /// As [`filter`].
    pub fn new(file: &str, plan: &Plan, settings: &ReadSettings) -> Result<Option<Self>, Error> {
        let needed = (plan.column(Role::Date), plan.column(Role::Quantity), plan.column(Role::Item));
        let (Some(date), Some(quantity), Some(item)) = needed else { return Ok(None) };
        let asked = FIELDS.into_iter().filter(|field| settings.stocking_unit.contains(field));
        let unit: Vec<(UnitField, usize)> =
            asked.filter_map(|field| Some((field, plan.column(role_of(field))?))).collect();
        let revenue = plan.column(Role::Revenue);
        let money = revenue.or_else(|| plan.column(Role::Price));
        let kept = kept(plan, settings, &unit);
        let log = DemandLog {
            money_is: match (revenue, money) {
                (Some(_), _) => Money::Revenue,
                (None, Some(_)) => Money::Price,
                (None, None) => Money::None,
            },
            columns: kept.iter().map(|(column, named)| kept_column(plan, *column, *named)).collect(),
            ..DemandLog::default()
        };
        let key_header = unit.first().map_or_else(String::new, |(_, column)| plan.title(*column));
        let kept = kept.into_iter().map(|(column, _)| column).collect();
        let columns = Columns {
            date,
            item,
            quantity,
            unit: unit.iter().map(|(_, column)| *column).collect(),
            money,
            due: plan.column(Role::Due),
            kept,
        };
        Ok(Some(DemandReader {
            file: file.to_owned(),
            columns,
            filter: filter(plan, settings)?,
            totals: totals(plan, settings),
            key: String::new(),
            numbers: vec![Default::default(); unit.len()],
            fields: unit.into_iter().map(|(field, column)| (field, plan.title(column))).collect(),
            log,
            units: Refilled::default(),
            own: Refilled::default(),
            left: LeftOut::default(),
            findings: Findings::default(),
            counts: Counts::default(),
            met: 0,
            all: None,
            damaged: Vec::new(),
            parts: Vec::new(),
            lines: Lines::default(),
            quantity_header: plan.title(quantity),
            key_header,
            expected: 0,
            share: 0.0,
        }))
    }

    /// So many bytes are to come: room for their rows is made at once, as soon as it is known how many they are.
    pub fn expect(&mut self, bytes: u64) {
        self.expected = bytes;
    }

    /// The columns that it takes of plain rows; none where each row is to be judged by itself.
    pub fn wanted(&self) -> Option<Wanted> {
        let Columns { date, quantity, unit, money, due, kept, item: _ } = &self.columns;
        let texts: Vec<usize> = unit.iter().chain(kept).copied().collect();
        let wanted = Wanted { day: *date, quantity: *quantity, money: *money, keys: unit.len(), texts };
        let plain = self.filter.is_none() && self.totals.is_empty() && due.is_none();
        plain.then_some(wanted)
    }

    /// Takes plain rows.
    fn plain(&mut self, rows: &Plain, text: &str) {
        self.make_room(rows);
        let standing = Standing { text, apart: &rows.apart };
        self.plain_units(rows, standing);
        self.lines.push(self.log.len(), rows.line);
        self.log.quantity.extend(&rows.quantities);
        self.log.unit.extend_from_slice(&self.units);
        let kept = rows.texts.iter().skip(self.columns.unit.len());
        for (cells, kept) in kept.zip(&mut self.log.columns) {
            self.own.truncate(0);
            kept.values.numbers(standing, cells, self.own.more(cells.len()));
            kept.rows.extend_from_slice(&self.own);
        }
        self.log.day.extend_from_slice(&rows.days);
        self.log.money.extend(&rows.money);
        self.counts.used += rows.len() as u64;
    }

    /// Makes room for all rows to come, once there are enough to know how many.
    fn make_room(&mut self, rows: &Plain) {
        let Some(cells) = rows.texts.first().filter(|_| self.expected > 0) else { return };
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        let bytes = last.0 - first.0;
        if bytes >= ENOUGH {
            self.share = (cells.len() - 1) as f64 * MARGIN / f64::from(bytes);
            self.log.reserve((std::mem::take(&mut self.expected) as f64 * self.share) as usize);
        }
    }

    /// The stocking units of plain rows, field by field: one loop after the other over small tables waits less for
    /// memory than all of them row by row.
    fn plain_units(&mut self, rows: &Plain, standing: Standing) {
        let mut new: Vec<(u32, usize)> = Vec::new();
        self.units.truncate(0);
        let units = self.units.more(rows.len());
        for (place, ((texts, pairs), cells)) in self.numbers.iter_mut().zip(&rows.texts).enumerate() {
            new.clear();
            if place == 0 {
                let mut next = texts.len() as u32;
                texts.numbers(standing, cells, units);
                for (row, number) in units.iter().enumerate() {
                    if *number == next {
                        new.push((next, row));
                        next += 1;
                    }
                }
            } else {
                self.own.truncate(0);
                let own = self.own.more(rows.len());
                texts.numbers(standing, cells, own);
                pairs.numbers(units, own, |row, number| new.push((number, row)));
            }
        }
        for (number, row) in new {
            let fields = rows.texts.iter().take(self.columns.unit.len());
            self.meet(number, fields.filter_map(|cells| cells.get(row)).map(|at| standing.at(*at)));
        }
    }

    /// Makes room for the rows of so many bytes.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn room(&mut self, bytes: usize) -> Result<(), Lack> {
        let rows = if self.share > 0.0 { (bytes as f64 * self.share) as usize } else { bytes / LEAST_OF_ROW };
        self.log.room(rows)?;
        self.numbers.iter().try_for_each(|(texts, _)| texts.room(rows))
    }

    /// Stocking units that were surely met while it is read, and their items.
    pub fn met_so_far(&self) -> (u64, u64) {
        let parts = self.parts.iter().map(|part| part.log.units.len()).max().unwrap_or(0);
        let items = self.numbers.first().map_or(0, |(texts, _)| texts.len());
        (self.log.units.len().max(parts) as u64, items as u64)
    }

    /// What sorting its rows and checking its keys takes, about.
    pub fn bytes_to_finish(&self) -> u64 {
        let units = self.log.units.len() + self.parts.iter().map(|part| part.log.units.len()).sum::<usize>();
        (self.log.len() * BYTES_TO_SORT + units * BYTES_TO_CHECK) as u64
    }

    /// Takes a row, or leaves it out and says why.
    pub fn row(&mut self, row: &Row<'_>) {
        if let Some((rows, text)) = row.plain() {
            return self.plain(rows, text);
        }
        match self.parts(row) {
            Ok(parts) => {
                let changed = self.money(row);
                self.take(row, parts);
                self.counts.used += 1;
                self.counts.changed += u64::from(changed);
            }
            Err(cause) => {
                self.counts.left_out += 1;
                self.leave_out(row, cause);
            }
        }
    }

    /// The day and quantity of a row that is kept.
    fn parts(&self, row: &Row<'_>) -> Result<(i32, (i128, u8)), (Cause, usize)> {
        let columns = &self.columns;
        if self.filter.as_ref().is_some_and(|filter| !filter.holds(row)) {
            return Err((Cause::Filtered, usize::MAX));
        }
        if !self.totals.is_empty() && self.totals.iter().any(|total| row.text(columns.item) == total) {
            return Err((Cause::TotalRow, columns.item));
        }
        let day = match row.date(columns.date) {
            DateCell::Day(day) => day,
            DateCell::Blank => return Err((Cause::BlankDate, columns.date)),
            DateCell::Bad(_) => return Err((Cause::UnreadableDate, columns.date)),
        };
        let quantity = match row.number(columns.quantity) {
            Number::Value(value) if value.to_f64().abs() > MOST => {
                return Err((Cause::NumberTooLarge, columns.quantity));
            }
            Number::Value(value) => (value.mantissa, places(value)),
            Number::Blank => return Err((Cause::BlankQuantity, columns.quantity)),
            Number::Bad(_) => return Err((Cause::UnreadableNumber, columns.quantity)),
        };
        match columns.unit.iter().find(|column| row.text(**column).is_empty()) {
            Some(blank) => Err((Cause::BlankKey, *blank)),
            None => Ok((day, quantity)),
        }
    }

    fn take(&mut self, row: &Row<'_>, (day, (mantissa, exponent)): (i32, (i128, u8))) {
        let known = self.log.units.len();
        let columns = std::mem::take(&mut self.columns.unit);
        let number = self.unit(columns.iter().map(|column| row.text(*column)));
        if self.log.units.len() > known
            && let Some((_, raw)) = self.damaged.last_mut().filter(|(damaged, _)| *damaged == number)
            && let Some(&column) = columns.first()
        {
            row.raw(column).clone_into(raw);
        }
        self.columns.unit = columns;
        self.log.unit.push(number);
        self.lines.push(self.log.len(), row.line());
        if let Some(column) = self.columns.due {
            self.log.book_ahead(day, row.date(column));
        }
        let log = &mut self.log;
        log.day.push(day);
        log.quantity.push(mantissa, exponent);
        for (column, kept) in self.columns.kept.iter().zip(&mut log.columns) {
            let value = kept.values.number(row.text(*column));
            kept.rows.push(value);
        }
    }

    /// The number of a stocking unit.
    fn unit<'a>(&mut self, fields: impl Iterator<Item = &'a str> + Clone) -> u32 {
        let (mut number, mut is_new) = (0, false);
        for (place, field) in fields.clone().enumerate() {
            let Some((texts, pairs)) = self.numbers.get_mut(place) else { continue };
            let known = texts.len();
            let own = texts.number(field);
            (number, is_new) =
                if place == 0 { (own, texts.len() > known) } else { pairs.number(number, own) };
        }
        if is_new {
            self.meet(number, fields);
        }
        number
    }

    /// Keeps the key of a unit met for the first time, and how it stands where a spreadsheet damaged it.
    fn meet<'a>(&mut self, number: u32, fields: impl Iterator<Item = &'a str>) {
        self.key.clear();
        for (place, field) in fields.enumerate() {
            if place > 0 {
                self.key.push(SEPARATOR);
            } else if damage(field).is_some() {
                self.damaged.push((number, field.to_owned()));
            }
            self.key.push_str(field);
        }
        self.log.units.push(&self.key);
    }

    /// Takes a row's money; whether it had to be taken as unknown.
    fn money(&mut self, row: &Row<'_>) -> bool {
        let Some(column) = self.columns.money else { return false };
        let cause = match row.number(column) {
            Number::Value(value) if value.to_f64().abs() <= MOST => {
                self.log.money.push(value.mantissa, places(value));
                return false;
            }
            Number::Value(_) => Cause::MoneyTooLarge,
            Number::Blank => Cause::BlankMoney,
            Number::Bad(_) => Cause::UnreadableMoney,
        };
        self.log.money.push_blank();
        self.note(row, cause, column);
        true
    }

    fn leave_out(&mut self, row: &Row<'_>, (cause, column): (Cause, usize)) {
        self.left.push(row.line(), cause, row.cells());
        if cause == Cause::Filtered {
            self.findings.state(&self.file, cause, 1, "");
        } else {
            self.note(row, cause, column);
        }
    }

    fn note(&mut self, row: &Row<'_>, cause: Cause, column: usize) {
        let place =
            Place { line: row.line(), column: row.plan().title(column), found: row.raw(column).to_owned() };
        self.findings.note(&self.file, cause, place);
    }
}

/// Decimal places; more than any column can share make it go over to doubles.
fn places(value: Decimal) -> u8 {
    u8::try_from(value.scale.max(0)).unwrap_or(u8::MAX)
}

/// The columns kept beside the rows, without those of the stocking unit: those that dimensions and rules name, and
/// those that say something about periods; with whether they are named.
fn kept(plan: &Plan, settings: &ReadSettings, unit: &[(UnitField, usize)]) -> Vec<(usize, bool)> {
    let mut named: Vec<usize> = settings.columns.iter().filter_map(|name| plan.resolve(name).ok()).collect();
    order::sort(&mut named);
    named.dedup();
    let marks = marks::ROLES.iter().filter_map(|role| plan.column(*role));
    let marks: Vec<usize> = marks.filter(|column| !named.contains(column)).collect();
    let mut kept: Vec<(usize, bool)> = named.into_iter().map(|column| (column, true)).collect();
    kept.extend(marks.into_iter().map(|column| (column, false)));
    kept.retain(|(column, _)| !unit.iter().any(|(_, own)| own == column));
    kept
}

fn kept_column(plan: &Plan, column: usize, named: bool) -> LogColumn {
    LogColumn {
        header: plan.title(column),
        role: plan.roles.get(column).copied().flatten().map(Role::name),
        form: plan.form(column),
        named,
        ..LogColumn::default()
    }
}
