//! Consecutive records of one width, read column by column: cells that are plain, up to the first row with one that
//! is not.
//!
//! Nothing is noted here. A cell that would prove something new about its column is not plain: its row goes the
//! exact way, which notes it.

use super::body::Watch;
use super::cell::{DateCell, Decimal, DecimalMark, date};
use super::fast::Plainly;
use super::header;
use super::plan::Plan;
use super::row;
use super::word::{self, Word};

/// Digits of a plain number: no quantity is larger, and no such number loses a digit anywhere.
const DIGITS: usize = 12;

/// Where a cell stands in the text, without its quotes.
pub(super) type Cell = (usize, usize);

/// Consecutive records of one width.
pub(super) struct Run<'a> {
    /// The text they stand in.
    pub(super) text: &'a str,
    /// The byte before the first record, then the delimiters and line feeds of all.
    pub(super) ends: &'a [u32],
    /// Cells of a record.
    pub(super) width: usize,
    /// The quote, where the text has any.
    pub(super) quote: Option<u8>,
    /// Whether the text has characters beyond ASCII.
    pub(super) foreign: bool,
}

impl<'a> Run<'a> {
    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len().saturating_sub(1) / self.width.max(1)
    }

    /// The first so many records.
    pub(super) fn first(&self, count: usize) -> Run<'a> {
        Run { ends: self.ends.get(..=count * self.width).unwrap_or_default(), ..*self }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn bytes(&self, (from, to): Cell) -> &'a [u8] {
        self.text.as_bytes().get(from..to).unwrap_or_default()
    }

    /// A cell as text.
    pub(super) fn cell(&self, (from, to): Cell) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The cells of a column; none where one holds a quote.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = Option<Cell>> {
        let last = column + 1 == self.width;
        (0..self.len()).map(move |record| {
            let before = record * self.width + column;
            let (from, mut to) =
                (self.ends.get(before)?.wrapping_add(1) as usize, *self.ends.get(before + 1)? as usize);
            if last && to > from && self.byte(to - 1) == Some(b'\r') {
                to -= 1;
            }
            if self.quote.is_none() || from == to || self.byte(from) != self.quote {
                return Some((from, to));
            }
            let inside = (from + 1, to.checked_sub(1).filter(|to| *to > from)?);
            let plain = !self.bytes(inside).iter().any(|byte| Some(*byte) == self.quote);
            plain.then_some(inside)
        })
    }

    /// How many records are rows without anything to say about them, as far as their first cells and their bytes show.
    pub(super) fn usual(&self, plan: &Plan) -> usize {
        let header = plan.headers.first().map_or("", String::as_str);
        let numbered = header.ends_with(|last: char| last.is_ascii_digit());
        let usual = |cell: Cell| {
            let bytes = self.bytes(cell);
            let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
            if !first.is_ascii_alphanumeric() {
                return false;
            }
            let sure = last.is_ascii_digit() && !numbered;
            let first = self.cell(cell);
            sure || first != header && (bytes.iter().any(u8::is_ascii_digit) || !header::is_total(first))
        };
        let count = self.cells(0).take_while(|cell| cell.is_some_and(usual)).count();
        if self.foreign { count.min(self.ungarbled()) } else { count }
    }

    /// Records before the first that may have been decoded twice.
    fn ungarbled(&self) -> usize {
        let ends = self.ends.iter().step_by(self.width).map(|end| end.wrapping_add(1) as usize);
        let records = ends.clone().zip(ends.skip(1));
        let garbled = |raw: &[u8]| raw.windows(2).any(|pair| matches!(pair, [0xc3, 0x83 | 0xa2]));
        records.take_while(|record| !garbled(self.bytes(*record))).count()
    }

    /// Where the texts of a column stand, without what is no part of them, as far as `fits` takes them: a text, and
    /// whether it is all of its cell.
    pub(super) fn texts(&self, column: usize, fits: impl Fn(&str, bool) -> bool, to: &mut Vec<(u32, u32)>) {
        let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        for cell in self.cells(column) {
            let Some(mut at) = cell else { return };
            let bytes = self.bytes(at);
            let guarded = matches!(bytes.first(), Some(b'\'' | b'='));
            if guarded || !visible(bytes.first()) || !visible(bytes.last()) {
                let cell = self.cell(at);
                let text = row::text(cell);
                if !fits(text, text.len() == cell.len()) {
                    return;
                }
                let start = at.0 + (text.as_ptr() as usize - cell.as_ptr() as usize);
                at = (start, start + text.len());
            }
            to.push((at.0 as u32, at.1 as u32));
        }
    }
}

impl Watch {
    /// The cells of its column as days, up to the first that is not plain.
    pub(super) fn plain_days(&self, run: &Run, plan: &Plan, to: &mut Vec<i32>) {
        let mut last = (None, 0);
        for cell in run.cells(self.column) {
            let Some((from, end)) = cell else { return };
            let word = Word::at(run.text.as_bytes(), from, end);
            if word.is_none() || word != last.0 {
                let Some(day) = self.plain_day(run.cell((from, end)), plan) else { return };
                last = (word, day);
            }
            to.push(last.1);
        }
    }

    /// A cell as a day, where nothing is to be noted about it.
    fn plain_day(&self, cell: &str, plan: &Plan) -> Option<i32> {
        let reading = date::read(cell, plan.form(self.column).dates);
        let news = !self.proofs.dates.knows(reading.says);
        match reading.cell {
            DateCell::Day(day) if !reading.two_digit_year && !news => Some(day),
            _ => None,
        }
    }

    /// The cells of its column as numbers (digits, a minus before them, a mark between them), up to the first that is
    /// not plain.
    pub(super) fn plain_numbers(&self, run: &Run, plan: &Plan, to: &mut Vec<Plainly>) {
        let Some(form) = plan.forms.get(self.column) else { return };
        if form.duration || form.share || form.times != Decimal::ONE {
            return;
        }
        let mark = if form.mark == DecimalMark::Point { b'.' } else { b',' };
        let (proved, open) = (self.proofs.numbers.proves(form.mark), self.proofs.numbers.is_open());
        for cell in run.cells(self.column) {
            let Some(cell) = cell else { return };
            let Some((value, marked)) = word::amount(run.text.as_bytes(), cell, mark, DIGITS) else { return };
            if marked && !proved && !(open && may_be_thousands(value, cell)) {
                return;
            }
            to.push(value);
        }
    }
}

/// Whether a plain number with a mark proves nothing about it: three digits behind it, one to three before, no zero
/// first.
fn may_be_thousands((mantissa, scale): Plainly, (from, to): Cell) -> bool {
    let size = mantissa.unsigned_abs();
    let signs = 1 + u32::from(mantissa < 0);
    scale == 3 && (1_000..1_000_000).contains(&size) && (to - from) as u32 == size.ilog10() + 1 + signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::cell::number::{MarkEvidence, evidence};

    #[test]
    fn plain_numbers_prove_a_mark_where_the_exact_way_says_so() {
        let cells =
            ["1.234", "12.345", "123.456", "1234.567", "0.500", "-0.500", "-7.017", "007.017", "01.234"];
        for cell in
            cells.into_iter().chain(["1.23", "1.2345", ".123", "123.", "-123.456", "100.000", "0.000"])
        {
            let (value, marked) = word::amount(cell.as_bytes(), (0, cell.len()), b'.', DIGITS).unwrap();
            let open = matches!(evidence(cell), MarkEvidence::Either(_));
            assert_eq!((may_be_thousands(value, (0, cell.len())), marked), (open, true), "{cell}");
        }
    }
}
