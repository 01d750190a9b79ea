//! Consecutive records of one width, read column by column: cells that are plain, up to the first row with one that
//! is not.
//!
//! Nothing is noted here. A cell that would prove something new about its column is not plain: its row goes the
//! exact way, which notes it.
//!
//! What is done for every cell stands in short functions of plain arguments, which are not made part of their callers:
//! a browser keeps what they need in registers, and of a long function little.

#![allow(clippy::inline_always, reason = "a few steps, taken for every quoted cell")]

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
pub(super) type Cell = (u32, u32);

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

    /// The records behind so many.
    fn behind(&self, count: usize) -> Run<'a> {
        Run { ends: self.ends.get(count * self.width..).unwrap_or_default(), ..*self }
    }

    fn bytes(&self, (from, to): Cell) -> &'a [u8] {
        self.text.as_bytes().get(from as usize..to as usize).unwrap_or_default()
    }

    /// A cell as text.
    pub(super) fn cell(&self, (from, to): Cell) -> &'a str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Appends where the cells of a column stand, with their quotes.
    pub(super) fn cells(&self, column: usize, to: &mut Vec<Cell>) {
        let before = to.len();
        to.resize(before + self.len(), Cell::default());
        let cells = to.get_mut(before..).unwrap_or_default();
        between(self.ends.get(column..).unwrap_or_default(), self.width, cells);
        if column + 1 == self.width {
            without_returns(self.text.as_bytes(), cells);
        }
    }

    /// Where a cell begins with a quote: takes the quotes off it and those behind it, up to one that holds a quote.
    /// Whether there is more to read then. What is read otherwise is asked first, because most cells have none.
    fn unquote(&self, cells: &mut Vec<Cell>, from: usize) -> bool {
        let first = cells.get(from).and_then(|cell| self.bytes(*cell).first());
        let (Some(first), Some(quote)) = (first, self.quote) else { return false };
        if *first != quote {
            return false;
        }
        let count = unquoted(self.text.as_bytes(), quote, cells.get_mut(from..).unwrap_or_default());
        cells.truncate(from + count);
        count > 0
    }

    /// The cells of a column in all records; an empty one where one holds a quote.
    pub(super) fn all_cells(&self, column: usize, to: &mut Vec<Cell>) {
        to.clear();
        while to.len() < self.len() {
            let before = to.len();
            self.behind(before).cells(column, to);
            if let Some(quote) = self.quote {
                let count = unquoted(self.text.as_bytes(), quote, to.get_mut(before..).unwrap_or_default());
                to.truncate(before + count);
            }
            if to.len() < self.len() {
                to.push(Cell::default());
            }
        }
    }

    /// How many records are rows without anything to say about them, as far as their first cells and their bytes show.
    pub(super) fn usual(&self, plan: &Plan, cells: &mut Vec<Cell>) -> usize {
        let header = plan.headers.first().map_or("", String::as_str);
        let numbered = header.ends_with(|last: char| last.is_ascii_digit());
        let usual = |cell: Cell| {
            let bytes = self.bytes(cell);
            let named = || bytes.iter().any(u8::is_ascii_digit) || !header::is_total(self.cell(cell));
            bytes.first().is_some_and(u8::is_ascii_alphanumeric) && self.cell(cell) != header && named()
        };
        cells.clear();
        self.cells(0, cells);
        let mut count = 0;
        loop {
            if !numbered {
                count += numbered_ones(self.text.as_bytes(), cells.get(count..).unwrap_or_default());
            }
            match cells.get(count).copied() {
                Some(cell) if usual(cell) => count += 1,
                Some(_) if self.unquote(cells, count) => {}
                _ => break,
            }
        }
        if self.foreign { count.min(self.ungarbled()) } else { count }
    }

    /// Records before the first that may have been decoded twice.
    fn ungarbled(&self) -> usize {
        let ends = self.ends.iter().step_by(self.width).map(|end| end.wrapping_add(1));
        let records = ends.clone().zip(ends.skip(1));
        let garbled = |raw: &[u8]| raw.windows(2).any(|pair| matches!(pair, [0xc3, 0x83 | 0xa2]));
        records.take_while(|record| !garbled(self.bytes(*record))).count()
    }

    /// Where the texts of a column stand, without what is no part of them, as far as `fits` takes them: a text, and
    /// whether it is all of its cell.
    pub(super) fn texts(&self, column: usize, fits: impl Fn(&str, bool) -> bool, to: &mut Vec<Cell>) {
        let mut count = to.len();
        self.cells(column, to);
        loop {
            count += bare_ones(self.text.as_bytes(), self.quote, to.get(count..).unwrap_or_default());
            if self.unquote(to, count) {
                continue;
            }
            let Some(cell) = to.get_mut(count) else { return };
            let whole = self.cell(*cell);
            let text = row::text(whole);
            if !fits(text, text.len() == whole.len()) {
                break;
            }
            let start = cell.0 + (text.as_ptr() as usize - whole.as_ptr() as usize) as u32;
            *cell = (start, start + text.len() as u32);
            count += 1;
        }
        to.truncate(count);
    }
}

/// The cells between ends, every so many.
#[inline(never)]
fn between(ends: &[u32], width: usize, to: &mut [Cell]) {
    let mut at = 0;
    for to in to {
        let (Some(before), Some(end)) = (ends.get(at), ends.get(at + 1)) else { break };
        *to = (before.wrapping_add(1), *end);
        at += width;
    }
}

/// Takes off the carriage returns of line ends.
#[inline(never)]
fn without_returns(text: &[u8], cells: &mut [Cell]) {
    for (from, to) in cells {
        if *to > *from && text.get(*to as usize - 1) == Some(&b'\r') {
            *to -= 1;
        }
    }
}

/// Takes off quotes; how many cells stand before one that holds a quote.
#[inline(never)]
fn unquoted(text: &[u8], quote: u8, cells: &mut [Cell]) -> usize {
    let count = cells.len();
    for (at, (from, to)) in cells.iter_mut().enumerate() {
        if from == to || text.get(*from as usize) != Some(&quote) {
            continue;
        }
        let inside = (*from + 1, *to - 1);
        if inside.0 > inside.1 || holds(text, quote, inside) {
            return at;
        }
        (*from, *to) = inside;
    }
    count
}

/// Whether a byte stands in a cell.
#[inline(always)]
fn holds(text: &[u8], byte: u8, (from, to): Cell) -> bool {
    let (from, to) = (from as usize, to as usize);
    match Word::at(text, from, to) {
        Some(word) => word.holds(byte),
        None => text.get(from..to).is_some_and(|bytes| bytes.contains(&byte)),
    }
}

/// How many cells begin with a letter or digit and end with a digit, before one that does not.
#[inline(never)]
fn numbered_ones(text: &[u8], cells: &[Cell]) -> usize {
    let byte = |at: u32| text.get(at as usize).copied().unwrap_or_default();
    let numbered =
        |(from, to): &Cell| from < to && byte(*from).is_ascii_alphanumeric() && byte(to - 1).is_ascii_digit();
    cells.iter().take_while(|cell| numbered(cell)).count()
}

/// How many cells are their texts as they stand, before one that may not be.
#[inline(never)]
fn bare_ones(text: &[u8], quote: Option<u8>, cells: &[Cell]) -> usize {
    let quote = quote.unwrap_or(b'\'');
    let byte = |at: u32| text.get(at as usize).copied().unwrap_or_default();
    let bare = |(from, to): &Cell| {
        let (first, visible) = (byte(*from), |byte: u8| byte.is_ascii_graphic());
        let guarded = first == quote || first == b'\'' || first == b'=';
        from < to && visible(first) && !guarded && visible(byte(to - 1))
    };
    cells.iter().take_while(|cell| bare(cell)).count()
}

/// Gives the day to the cells that are the same word as the one before them; how many those are.
#[inline(never)]
fn same_days(text: &[u8], cells: &[Cell], (word, day): (Word, i32), to: &mut [i32]) -> usize {
    let mut count = 0;
    for ((from, end), to) in cells.iter().zip(to) {
        if Word::at(text, *from as usize, *end as usize) != Some(word) {
            break;
        }
        *to = day;
        count += 1;
    }
    count
}

/// What a mark in a number may say.
#[derive(Clone, Copy)]
struct Mark {
    sign: u8,
    /// It is known to be one before a fraction.
    proved: bool,
    /// It is known that this is not known.
    open: bool,
}

/// The numbers of cells, up to one that is not plain; how many.
#[inline(never)]
fn numbers(text: &[u8], cells: &[Cell], mark: Mark, to: &mut [Plainly]) -> usize {
    let mut count = 0;
    for (&(from, end), to) in cells.iter().zip(to) {
        let Some((value, marked)) = word::amount(text, (from as usize, end as usize), mark.sign, DIGITS)
        else {
            break;
        };
        if marked && !mark.proved && !(mark.open && may_be_thousands(value, (from, end))) {
            break;
        }
        *to = value;
        count += 1;
    }
    count
}

impl Watch {
    /// The cells of its column as days, up to the first that is not plain.
    pub(super) fn plain_days(&self, run: &Run, plan: &Plan, cells: &mut Vec<Cell>, to: &mut Vec<i32>) {
        cells.clear();
        run.cells(self.column, cells);
        let before = to.len();
        to.resize(before + cells.len(), 0);
        let days = to.get_mut(before..).unwrap_or_default();
        let mut count = 0;
        while let Some(&cell) = cells.get(count) {
            if run.unquote(cells, count) {
                continue;
            }
            let Some(day) = self.plain_day(run.cell(cell), plan) else { break };
            days.get_mut(count).into_iter().for_each(|of| *of = day);
            count += 1;
            if let Some(word) = Word::of(run.cell(cell)) {
                let (cells, days) = (cells.get(count..), days.get_mut(count..));
                let (cells, days) = (cells.unwrap_or_default(), days.unwrap_or_default());
                count += same_days(run.text.as_bytes(), cells, (word, day), days);
            }
        }
        to.truncate(before + count);
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
    pub(super) fn plain_numbers(&self, run: &Run, plan: &Plan, cells: &mut Vec<Cell>, to: &mut Vec<Plainly>) {
        let Some(form) = plan.forms.get(self.column) else { return };
        if form.duration || form.share || form.times != Decimal::ONE {
            return;
        }
        let mark = Mark {
            sign: if form.mark == DecimalMark::Point { b'.' } else { b',' },
            proved: self.proofs.numbers.proves(form.mark),
            open: self.proofs.numbers.is_open(),
        };
        cells.clear();
        run.cells(self.column, cells);
        let before = to.len();
        to.resize(before + cells.len(), Plainly::default());
        let mut count = 0;
        loop {
            let (some, to) = (cells.get(count..), to.get_mut(before + count..));
            count += numbers(run.text.as_bytes(), some.unwrap_or_default(), mark, to.unwrap_or_default());
            if !run.unquote(cells, count) {
                break;
            }
        }
        to.truncate(before + count);
    }
}

/// Whether a plain number with a mark proves nothing about it: three digits behind it, one to three before, no zero
/// first.
fn may_be_thousands((mantissa, scale): Plainly, (from, to): Cell) -> bool {
    let size = mantissa.unsigned_abs();
    let signs = 1 + u32::from(mantissa < 0);
    scale == 3 && (1_000..1_000_000).contains(&size) && to - from == size.ilog10() + 1 + signs
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
            assert_eq!((may_be_thousands(value, (0, cell.len() as u32)), marked), (open, true), "{cell}");
        }
    }
}
