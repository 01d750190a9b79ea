//! A small table kept as text, read in the forms of the plan that stands when its file has been read.
//!
//! Cells lie end to end in one arena a column, so that a cell costs its text and four bytes.

use super::cell::{DateCell, Number};
use super::condition::Lookup;
use super::plan::Plan;
use super::role::Role;
use super::row::Row;
use crate::memory::{self, Lack};

/// Cells of one column, end to end.
#[derive(Debug, Clone, Default, PartialEq)]
struct Column {
    text: String,
    ends: Vec<u32>,
}

impl Column {
    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len() as u32);
    }

    fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// A table kept as text.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptTable {
    plan: Plan,
    lines: Vec<u64>,
    columns: Vec<Column>,
}

impl KeptTable {
    /// An empty table of a plan's columns.
    pub fn new(plan: Plan) -> KeptTable {
        let cut = if plan.items.is_empty() { 0 } else { 3 };
        let columns = vec![Column::default(); plan.headers.len() + cut];
        KeptTable { plan, lines: Vec::new(), columns }
    }

    /// Makes room for rows of so many bytes.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn room(&mut self, bytes: usize) -> Result<(), Lack> {
        let columns = self.columns.len().max(1);
        for column in &mut self.columns {
            memory::room(&mut column.ends, bytes / columns)?;
            column.text.try_reserve(bytes / columns).map_err(|_| Lack { bytes: bytes as u64 })?;
        }
        Ok(())
    }

    /// Keeps a row.
    pub fn push(&mut self, row: &Row) {
        self.lines.push(row.line());
        for (index, column) in self.columns.iter_mut().enumerate() {
            let cut = row.cut_text().filter(|_| index == self.plan.headers.len() + 1);
            column.push(cut.unwrap_or_else(|| row.text(index)));
        }
    }

    /// The plan its cells are read by.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Reads its cells by another plan of the same file, which a late row made necessary; false where the
    /// file has to be fed again because the records themselves differ.
    pub fn read_by(&mut self, plan: Plan) -> bool {
        let same = self.plan.same_records(&plan);
        if same {
            self.plan = plan;
        }
        same
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A row's line in the file, from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// Whether some column plays a role.
    pub fn has(&self, role: Role) -> bool {
        self.plan.column(role).is_some()
    }

    /// A cell's text by role; empty where blank or no column plays it.
    pub fn text(&self, row: usize, role: Role) -> &str {
        self.plan.column(role).map_or("", |column| self.text_at(row, column))
    }

    /// A cell's text by column.
    pub fn text_at(&self, row: usize, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.get(row))
    }

    /// All cells of a row.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        self.columns.iter().take(self.plan.headers.len()).map(move |column| column.get(row))
    }

    /// A cell as a number, by role.
    pub fn number(&self, row: usize, role: Role) -> Number {
        self.plan.column(role).map_or(Number::Blank, |column| self.number_at(row, column))
    }

    /// A cell as a number, by column.
    pub fn number_at(&self, row: usize, column: usize) -> Number {
        let read = |column: usize| self.plan.form(column).number(self.text_at(row, column));
        self.plan.preset.whole(column, read(column), read)
    }

    /// A cell as a day, by role.
    pub fn date(&self, row: usize, role: Role) -> DateCell {
        self.plan.column(role).map_or(DateCell::Blank, |column| self.date_at(row, column))
    }

    /// A cell as a day, by column.
    pub fn date_at(&self, row: usize, column: usize) -> DateCell {
        self.plan.form(column).date(self.text_at(row, column))
    }

    /// One row, for filters and rules.
    pub fn row(&self, row: usize) -> KeptRow<'_> {
        KeptRow { table: self, row }
    }
}

/// One row of a kept table.
#[derive(Debug, Clone, Copy)]
pub struct KeptRow<'a> {
    table: &'a KeptTable,
    row: usize,
}

impl Lookup for KeptRow<'_> {
    fn text(&self, column: usize) -> &str {
        self.table.text_at(self.row, column)
    }

    fn number(&self, column: usize) -> Option<f64> {
        match self.table.number_at(self.row, column) {
            Number::Value(value) => Some(value.to_f64()),
            _ => None,
        }
    }
}
