//! The rows of one demand file, as they were read: unit, day, quantity, money, and the columns asked for.
//!
//! Nothing is added up here; [`super::history`] does that once all files are read, so that neither the order of
//! rows nor that of files shows.

use std::ops::Range;

use super::amounts::{Amounts, part};
use super::calendar::Day;
use super::placing;
use super::texts::Texts;
use crate::memory::{self, Lack};
use crate::pack::{Pack, Unpack};
use crate::read::Role;
use crate::read::cell::DateCell;
use crate::read::plan::ColumnForm;

/// How a row's money is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Money {
    /// Not at all.
    #[default]
    None,
    /// For one unit.
    Price,
    /// For the whole row.
    Revenue,
}

/// In the order of packed bytes.
const MONEY: [Money; 3] = [Money::None, Money::Price, Money::Revenue];

/// A column of the demand rows kept beside them.
#[derive(Debug, Clone, Default)]
pub struct LogColumn {
    /// Its header.
    pub header: String,
    /// The canonical role it plays, if any.
    pub role: Option<&'static str>,
    /// How its cells are read.
    pub form: ColumnForm,
    /// Whether a dimension or a rule names it; else it is kept for its role.
    pub named: bool,
    /// Its distinct values.
    pub values: Texts,
    /// The value of each row.
    pub rows: Vec<u32>,
}

/// Demand rows of one file, or of a part of it.
#[derive(Debug, Clone, Default)]
pub struct DemandLog {
    /// The stocking units met, as joined keys.
    pub units: Texts,
    /// Unit of each row.
    pub unit: Vec<u32>,
    /// Day of each row.
    pub day: Vec<Day>,
    /// Quantity of each row; negative for a return.
    pub quantity: Amounts,
    /// Money of each row, as `money_is` says.
    pub money: Amounts,
    /// How money is given.
    pub money_is: Money,
    /// Columns kept.
    pub columns: Vec<LogColumn>,
    /// Days from each row's day, that of the order, to its due day, and one more; 0 where it has none. Empty where
    /// the file has no due days.
    pub ahead: Vec<u32>,
    /// Once sorted: where each unit's rows start, then where the last one's end.
    pub(super) starts: Vec<u32>,
    /// Once sorted: the days met, ascending.
    pub days: Vec<Day>,
    /// Once sorted: steps of quantity and of money, signs left aside, over all rows; none where rows are no steps.
    pub totals: [Option<i128>; 2],
}

/// A row with its cell of a column that plays some role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marked<'a> {
    /// The day.
    pub day: Day,
    /// Units; below zero for a return.
    pub units: f64,
    /// The cell.
    pub text: &'a str,
    /// How it is read.
    pub form: ColumnForm,
}

/// Days between order and due day that are told apart; what is booked still earlier counts as this.
pub const MOST_AHEAD: u32 = 400;

impl DemandLog {
    /// Its rows by unit, units in key order, rows of a unit by day, those of one day in their order; `order` says the
    /// number that each unit had before. For each row the one that it was.
    pub fn sort(&mut self, order: &[u32]) -> Vec<u32> {
        self.totals = self.small_totals().map_or_else(
            || [self.total(Self::quantity_steps), self.total(Self::money_or_nothing)],
            |totals| totals.map(Some),
        );
        self.days = placing::distinct(&self.day);
        let places = self.places(order);
        self.units = self.units.ordered(order);
        self.unit = Vec::new();
        self.day = placing::placed(&self.day, &places);
        self.quantity = std::mem::take(&mut self.quantity).placed(&places);
        self.money = std::mem::take(&mut self.money).placed(&places);
        self.ahead = placing::placed(&self.ahead, &places);
        for column in &mut self.columns {
            column.rows = placing::placed(&column.rows, &places);
        }
        placing::inverse(&places)
    }

    /// Makes room for so many more rows.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn room(&mut self, rows: usize) -> Result<(), Lack> {
        memory::room(&mut self.unit, rows)?;
        memory::room(&mut self.day, rows)?;
        self.quantity.room(rows)?;
        if self.money_is != Money::None {
            self.money.room(rows)?;
        }
        self.columns.iter_mut().try_for_each(|column| memory::room(&mut column.rows, rows))
    }

    /// Where each row belongs, unit by unit, day by day; where each unit's rows then start.
    fn places(&mut self, order: &[u32]) -> Vec<u32> {
        let mut next = placing::counts(&self.unit, order.len());
        let mut start = 0;
        self.starts = Vec::with_capacity(order.len() + 1);
        for unit in order {
            self.starts.push(start);
            if let Some(count) = next.get_mut(*unit as usize) {
                (*count, start) = (start, start + *count);
            }
        }
        self.starts.push(start);
        if placing::is_ascending(&self.day) {
            return placing::in_order(&self.unit, next);
        }
        let by_day = placing::by_day(&self.day, &self.days);
        placing::in_order_of(&by_day, &self.unit, next)
    }

    /// The rows of a unit, once sorted: their days ascend, and those of one day stand as in the file.
    pub fn rows_of(&self, unit: u32) -> Range<usize> {
        let start = |unit: usize| self.starts.get(unit).copied().unwrap_or_default() as usize;
        start(unit as usize)..start(unit as usize + 1)
    }

    /// Both totals, where all amounts are small and known.
    fn small_totals(&self) -> Option<[i128; 2]> {
        let ((quantities, _), (money, _)) = (self.quantity.small()?, self.money.small()?);
        let money = match self.money_is {
            Money::None => 0,
            Money::Revenue => placing::sum(money).into(),
            Money::Price => placing::sum_of_products(money, quantities),
        };
        Some([placing::sum(quantities).into(), i128::try_from(money).ok()?])
    }

    fn total(&self, steps: fn(&Self, usize) -> Option<i128>) -> Option<i128> {
        (0..self.len()).try_fold(0_i128, |sum, row| sum.checked_add(steps(self, row)?.abs()))
    }

    fn quantity_steps(&self, row: usize) -> Option<i128> {
        self.quantity.steps(row).map(i128::from)
    }

    fn money_or_nothing(&self, row: usize) -> Option<i128> {
        if self.money.is_blank(row) { Some(0) } else { self.money_steps(row) }
    }

    /// Makes room for so many rows, where there is any: growing step by step takes twice as much.
    pub fn reserve(&mut self, rows: usize) {
        let columns = self.columns.iter_mut().map(|column| &mut column.rows);
        for column in columns.chain([&mut self.unit]) {
            let _ = column.try_reserve_exact(rows);
        }
        let _ = self.day.try_reserve_exact(rows);
        self.quantity.reserve(rows);
        if self.money_is != Money::None {
            self.money.reserve(rows);
        }
    }

    /// About the bytes that it is written in.
    pub fn packed(&self) -> usize {
        let columns = 3 + self.columns.len() + usize::from(!self.ahead.is_empty());
        let texts = self.columns.iter().map(|column| &column.values).chain([&self.units]);
        let of_texts: usize = texts.map(Texts::packed).sum();
        self.len() * columns * 4 + of_texts + (self.starts.len() + self.days.len()) * 4
    }

    /// Writes its sorted rows, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        self.units.pack(to);
        to.small(&self.starts);
        to.signed(&self.day);
        to.signed(&self.days);
        self.quantity.pack(to);
        self.money.pack(to);
        for total in self.totals {
            let total = total.and_then(|total| i64::try_from(total).ok());
            to.number(total.map_or(u64::MAX, i64::cast_unsigned));
        }
        for column in &self.columns {
            column.values.pack(to);
            to.small(&column.rows);
        }
        to.small(&self.ahead);
    }

    /// Reads what [`DemandLog::pack`] wrote into a log without rows, of the same columns.
    #[must_use]
    pub fn unpack(mut self, from: &mut Unpack<'_>) -> DemandLog {
        self.units = Texts::unpack(from);
        (self.starts, self.day, self.days) = (from.small(), from.signed(), from.signed());
        (self.quantity, self.money) = (Amounts::unpack(from), Amounts::unpack(from));
        self.totals = [(); 2].map(|()| i64::try_from(from.number()).ok().map(i128::from));
        for column in &mut self.columns {
            (column.values, column.rows) = (Texts::unpack(from), from.small());
        }
        self.ahead = from.small();
        self
    }

    /// Writes the days and amounts of some units' rows, which stand next to each other, once sorted.
    pub(super) fn pack_units(&self, units: Range<u32>, to: &mut Pack) {
        let starts = part(&self.starts, units.start as usize..units.end as usize + 1);
        let first = starts.first().copied().unwrap_or_default();
        let rows = first as usize..starts.last().map_or(0, |end| *end as usize);
        to.small(&starts.iter().map(|start| start - first).collect::<Vec<_>>());
        to.signed(part(&self.day, rows.clone()));
        self.quantity.pack_rows(rows.clone(), to);
        self.money.pack_rows(rows, to);
        to.choice(&MONEY, &self.money_is);
    }

    /// Reads what [`DemandLog::pack_units`] wrote: rows of units by number.
    pub(super) fn unpack_units(from: &mut Unpack<'_>) -> DemandLog {
        DemandLog {
            starts: from.small(),
            day: from.signed(),
            quantity: Amounts::unpack(from),
            money: Amounts::unpack(from),
            money_is: from.choice(&MONEY).unwrap_or_default(),
            ..DemandLog::default()
        }
    }

    /// The rows of a unit, once sorted, with their cell of the column that plays a role; none where the file has no
    /// such column.
    pub fn marked(&self, unit: u32, role: Role) -> impl Iterator<Item = Marked<'_>> {
        let column = self.columns.iter().find(|column| column.role == Some(role.name()));
        let rows =
            column.into_iter().flat_map(move |column| self.rows_of(unit).map(move |row| (column, row)));
        rows.filter_map(move |(column, row)| {
            Some(Marked {
                day: *self.day.get(row)?,
                units: self.quantity.value(row)?,
                text: column.values.text(*column.rows.get(row)?),
                form: column.form,
            })
        })
    }

    /// Whether the file has a column of a role.
    pub fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|column| column.role == Some(role.name()))
    }

    /// Keeps how long before its due day a row was ordered.
    pub fn book_ahead(&mut self, day: Day, due: DateCell) {
        let days = if let DateCell::Day(due) = due { due.checked_sub(day) } else { None };
        let ahead = days.and_then(|days| u32::try_from(days).ok()).map_or(0, |days| days.min(MOST_AHEAD) + 1);
        self.ahead.push(ahead);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty()
    }

    /// Money of a row in units of 10^-(both exponents), exactly, where both columns are steps.
    pub fn money_steps(&self, row: usize) -> Option<i128> {
        let money = i128::from(self.money.steps(row)?);
        match self.money_is {
            Money::None => None,
            Money::Price => money.checked_mul(i128::from(self.quantity.steps(row)?)),
            Money::Revenue => Some(money),
        }
    }

    /// Money of a row, rounded once.
    pub fn money_value(&self, row: usize) -> Option<f64> {
        let money = self.money.value(row)?;
        match self.money_is {
            Money::None => None,
            Money::Price => Some(money * self.quantity.value(row)?),
            Money::Revenue => Some(money),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of units and days, sorted: the row that each one was, and their days.
    fn sorted(rows: &[(u32, Day)]) -> (Vec<u32>, Vec<Day>) {
        let mut log = DemandLog::default();
        log.units.push("B");
        log.units.push("A");
        for (unit, day) in rows {
            log.unit.push(*unit);
            log.day.push(*day);
            log.quantity.push(1, 0);
        }
        (log.sort(&[1, 0]), log.day)
    }

    #[test]
    fn rows_stand_by_unit_and_day_and_else_as_in_the_file() {
        let ascending = sorted(&[(0, 5), (1, 5), (0, 5), (0, 7), (1, 9)]);
        assert_eq!(ascending, (vec![1, 4, 0, 2, 3], vec![5, 9, 5, 5, 7]));
        let mixed = sorted(&[(0, 9), (1, 5), (0, -2), (1, 3), (0, 9), (0, 1)]);
        assert_eq!(mixed, (vec![3, 1, 2, 5, 0, 4], vec![3, 5, -2, 1, 9, 9]));
    }
}
