//! The rows of one demand file, as they were read: unit, day, quantity, money, and the columns asked for.
//!
//! Nothing is added up here; [`super::history`] does that once all files are read, so that neither the order of
//! rows nor that of files shows.

use super::amounts::Amounts;
use super::calendar::Day;
use super::keys::Texts;
use crate::pack::{Pack, Unpack};
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

/// A column of the demand rows kept beside them, because a dimension or a rule names it.
#[derive(Debug, Clone, Default)]
pub struct LogColumn {
    /// Its header.
    pub header: String,
    /// The canonical role it plays, if any.
    pub role: Option<&'static str>,
    /// How its cells are read.
    pub form: ColumnForm,
    /// Its distinct values.
    pub values: Texts,
    /// The value of each row.
    pub rows: Vec<u32>,
}

/// Demand rows of one file.
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
}

impl DemandLog {
    /// Writes its rows, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        self.units.pack(to);
        to.small(&self.unit);
        to.small(&self.day.iter().map(|day| day.cast_unsigned()).collect::<Vec<_>>());
        self.quantity.pack(to);
        self.money.pack(to);
        for column in &self.columns {
            column.values.pack(to);
            to.small(&column.rows);
        }
    }

    /// Takes over the rows of the part behind; the numbers that its units have here.
    pub fn merge(&mut self, from: &mut Unpack<'_>) -> Vec<u32> {
        let numbers = self.units.merge(from);
        let renumbered = |numbers: &[u32], own: u32| numbers.get(own as usize).copied().unwrap_or_default();
        self.unit.extend(from.small().into_iter().map(|own| renumbered(&numbers, own)));
        self.day.extend(from.small().into_iter().map(u32::cast_signed));
        self.quantity.append(Amounts::unpack(from));
        self.money.append(Amounts::unpack(from));
        for column in &mut self.columns {
            let values = column.values.merge(from);
            column.rows.extend(from.small().into_iter().map(|own| renumbered(&values, own)));
        }
        numbers
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.unit.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.unit.is_empty()
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
