//! Rows that were left out, kept as they stood so that they can be handed back with the reason.

use super::cell::text::trimmed;
use crate::finding::Cause;
use crate::order;
use crate::pack::{Pack, Unpack};

/// Text kept of the rows of one file; what comes after is only counted.
const MOST: usize = 32 << 20;

/// One row left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub cause: Cause,
    /// Its cells.
    pub cells: Vec<String>,
}

/// The rows of one file that were left out, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Those kept.
    pub rows: Vec<LeftRow>,
    /// How many more there were.
    pub more: u64,
    bytes: usize,
}

impl LeftOut {
    /// Keeps one more row, while there is room.
    pub fn push<'a>(&mut self, line: u64, cause: Cause, cells: impl Iterator<Item = &'a str>) {
        if self.rows.last().is_some_and(|last| last.line == line) {
            return; // one line of a wide table stands for many rows
        }
        if self.bytes >= MOST {
            self.more += 1;
            return;
        }
        let cells: Vec<String> = cells.map(|cell| trimmed(cell).to_owned()).collect();
        self.keep(LeftRow { line, cause, cells });
    }

    fn keep(&mut self, row: LeftRow) {
        self.bytes += row.cells.iter().map(|cell| cell.len() + 24).sum::<usize>() + 40;
        self.rows.push(row);
    }

    /// Takes over the rows that stand behind in the file, while there is room.
    pub fn append(&mut self, behind: LeftOut) {
        self.more += behind.more;
        for row in behind.rows {
            if self.bytes < MOST {
                self.keep(row);
            } else {
                self.more += 1;
            }
        }
    }

    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.number(self.more);
        to.number(self.rows.len() as u64);
        for row in &self.rows {
            to.number(row.line);
            to.number(row.cause as u64);
            to.number(row.cells.len() as u64);
            row.cells.iter().for_each(|cell| to.text(cell));
        }
    }

    /// Reads what [`LeftOut::pack`] wrote; lines count from `before` more.
    pub fn unpack(from: &mut Unpack<'_>, before: u64) -> LeftOut {
        let mut left = LeftOut { more: from.number(), ..LeftOut::default() };
        for _ in 0..from.count() {
            let line = from.number().wrapping_add(before);
            let Some(&cause) = Cause::ALL.get(from.number() as usize) else { break };
            let cells = (0..from.count()).map(|_| from.text().to_owned()).collect();
            left.keep(LeftRow { line, cause, cells });
        }
        left
    }

    /// Takes over the rows that a later stage left out.
    pub fn extend(&mut self, other: LeftOut) {
        self.more += other.more;
        self.bytes += other.bytes;
        self.rows.extend(other.rows);
        order::sort_by(&mut self.rows, |one, other| one.line.cmp(&other.line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_both_stages_stand_in_file_order() {
        let mut left = LeftOut::default();
        left.push(7, Cause::RaggedRow, ["a ", "b"].into_iter());
        let mut later = LeftOut::default();
        later.push(3, Cause::BlankDate, ["c"].into_iter());
        left.extend(later);
        let rows: Vec<(u64, usize)> = left.rows.iter().map(|row| (row.line, row.cells.len())).collect();
        assert_eq!((rows, left.rows[1].cells[0].as_str()), (vec![(3, 1), (7, 2)], "a"));
    }
}
