//! One row as its readers see it: text, numbers and dates by column, in the plan's forms.

use super::cell::text::{trimmed, unguarded};
use super::cell::{DateCell, Number};
use super::condition::Lookup;
use super::fast::Plain;
use super::plan::Plan;
use super::scan::Scanner;

/// The value of a role's cell, read once.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value {
    /// A number.
    Number(Number),
    /// A day.
    Date(DateCell),
    /// Not read ahead.
    Text,
}

/// The period or item of a wide table that a row stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) day: Option<i32>,
    pub(super) item: Option<usize>,
    pub(super) quantity: Number,
}

/// One row; in a wide table, one period of one line.
pub struct Row<'a> {
    pub(super) plan: &'a Plan,
    pub(super) text: &'a str,
    pub(super) scanner: &'a Scanner,
    pub(super) values: &'a [Value],
    pub(super) line: u64,
    pub(super) cut: Option<Cut>,
    pub(super) repeated: &'a [(usize, String)],
    pub(super) plain: Option<&'a Plain>,
}

impl<'a> Row<'a> {
    /// Its first line in the file, from 1; the header and line ends inside quotes count.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The plain rows that this one stands for, with the text they stand in, where they were asked for.
    pub fn plain(&self) -> Option<(&'a Plain, &'a str)> {
        self.plain.map(|rows| (rows, self.text))
    }

    /// The plan it was read by.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// A cell as it stands, for showing.
    pub fn raw(&self, column: usize) -> &'a str {
        let cell = self.scanner.field(self.text, column);
        match self.repeated.iter().find(|(of, _)| *of == column) {
            Some((_, above)) if trimmed(cell).is_empty() => above,
            _ => cell,
        }
    }

    /// All cells as they stand.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        (0..self.scanner.len()).map(|column| self.raw(column))
    }

    /// A cell's text: trimmed, without an export's guard; empty where blank or beyond the last column.
    pub fn text(&self, column: usize) -> &'a str {
        if column == self.plan.headers.len() + 2
            && let Some(item) = self.cut.and_then(|cut| cut.item)
        {
            return self.plan.headers.get(item).map_or("", String::as_str);
        }
        text(self.raw(column))
    }

    /// The text of the cell that the row stands for, in a table with a column an item or a location.
    pub(super) fn cut_text(&self) -> Option<&'a str> {
        self.cut?.item.map(|column| text(self.raw(column)))
    }

    /// A cell as a number.
    pub fn number(&self, column: usize) -> Number {
        match (self.values.get(column), self.cut) {
            (_, Some(cut)) if column == self.plan.headers.len() + 1 => cut.quantity,
            (Some(Value::Number(number)), _) => *number,
            _ => self.plan.form(column).number(self.raw(column)),
        }
    }

    /// A cell as a day.
    pub fn date(&self, column: usize) -> DateCell {
        match (self.values.get(column), self.cut) {
            (_, Some(Cut { day: Some(day), .. })) if column == self.plan.headers.len() => DateCell::Day(day),
            (Some(Value::Date(date)), _) => *date,
            _ => self.plan.form(column).date(self.raw(column)),
        }
    }
}

impl Lookup for Row<'_> {
    fn text(&self, column: usize) -> &str {
        Row::text(self, column)
    }

    fn number(&self, column: usize) -> Option<f64> {
        match Row::number(self, column) {
            Number::Value(value) => Some(value.to_f64()),
            _ => None,
        }
    }
}

/// A raw cell as text: trimmed, freed from `="..."` and from the guard against formulas.
pub fn text(raw: &str) -> &str {
    let text = trimmed(raw);
    match text.as_bytes().first() {
        Some(b'\'') => trimmed(unguarded(text)),
        Some(b'=') => {
            let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
            inner.filter(|inner| !inner.contains('"')).map_or(text, trimmed)
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_kept_as_text_by_a_spreadsheet_is_the_code() {
        assert_eq!(text("=\"0085123A\""), "0085123A");
        assert_eq!(text("'=1+1"), "=1+1");
        assert_eq!(text("=A1"), "=A1");
        assert_eq!(text("007 "), "007");
    }
}
