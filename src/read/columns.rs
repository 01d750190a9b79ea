//! Consecutive records of one width, read column by column: cells that are plain, up to the first row with one that
//! is not.
//!
//! Nothing is noted here. A cell that would prove something new about its column is not plain: its row goes the
//! exact way, which notes it.
//!
//! What is done for every cell stands in short functions of plain arguments, which are not made part of their callers:
//! a browser keeps what they need in registers, and of a long function little.

#![allow(clippy::inline_always, reason = "a few steps, taken for every cell of a file of millions of rows")]

use std::borrow::Cow;

use super::apart::Apart;
use super::body::Watch;
use super::cell::{DateCell, Decimal, DecimalMark, date};
use super::column::{Cell, Column, byte, taken};
use super::fast::Plainly;
use super::header;
use super::plan::Plan;
use super::refilled::Refilled;
use super::row;
use super::word::{self, Word};

/// Digits of a plain number: no quantity is larger, and no such number loses a digit anywhere.
const DIGITS: usize = 12;
/// Places of days that are known by their words, a power of two.
const DAYS: usize = 1024;
/// Mixes the bits of words: an odd number without pattern.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

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
    /// Whether the text has carriage returns.
    pub(super) returned: bool,
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

    fn bytes(&self, (from, to): Cell) -> &'a [u8] {
        self.text.as_bytes().get(from as usize..to as usize).unwrap_or_default()
    }

    /// A cell as text.
    pub(super) fn cell(&self, (from, to): Cell) -> &'a str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// A column of its records.
    fn column(&self, place: usize) -> Column<'a> {
        Column {
            text: self.text.as_bytes(),
            ends: self.ends.get(place..).unwrap_or_default(),
            width: self.width,
            quote: self.quote,
            returned: self.returned && place + 1 == self.width,
        }
    }

    /// The cells of a column in all records; an empty one where one holds a quote.
    pub(super) fn cells(&self, place: usize) -> impl Iterator<Item = Cell> {
        let column = self.column(place);
        let cells = (0..self.len()).filter_map(move |row| column.cell(row));
        cells.map(move |cell| if column.holds_quote(cell) { Cell::default() } else { cell })
    }

    /// How many records are rows without anything to say about them, as far as their first cells and their bytes show.
    pub(super) fn usual(&self, plan: &Plan) -> usize {
        let header = plan.headers.first().map_or("", String::as_str);
        let numbered = header.ends_with(|last: char| last.is_ascii_digit());
        let column = self.column(0);
        let usual = |cell: Cell| {
            let bytes = self.bytes(cell);
            let named = || bytes.iter().any(u8::is_ascii_digit) || !header::is_total(self.cell(cell));
            let first = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
            first && !column.holds_quote(cell) && self.cell(cell) != header && named()
        };
        let mut count = 0;
        loop {
            if !numbered {
                count += numbered_ones(column.behind(count));
            }
            if !column.cell(count).is_some_and(usual) {
                break;
            }
            count += 1;
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
    /// whether it is all of its cell. Those with quotes in them are put `apart`.
    pub(super) fn texts(
        &self,
        place: usize,
        fits: impl Fn(&str, bool) -> bool,
        to: &mut Refilled<Cell>,
        apart: &mut Apart,
    ) {
        let (column, before) = (self.column(place), to.len());
        let texts = to.more(self.len());
        let mut count = 0;
        loop {
            count += bare_ones(column.behind(count), texts.get_mut(count..).unwrap_or_default());
            let Some(cell) = column.cell(count) else { break };
            let doubled = self.quote.filter(|_| column.holds_quote(cell)).map(char::from);
            let whole = doubled.map_or(Cow::Borrowed(self.cell(cell)), |quote| {
                Cow::Owned(self.cell(cell).replace(&String::from_iter([quote; 2]), &String::from(quote)))
            });
            let text = row::text(&whole);
            if !fits(text, text.len() == whole.len()) {
                break;
            }
            let stands = match &whole {
                Cow::Owned(_) => apart.keep(text),
                Cow::Borrowed(whole) => {
                    let start = cell.0 + (text.as_ptr() as usize - whole.as_ptr() as usize) as u32;
                    (start, start + text.len() as u32)
                }
            };
            texts.get_mut(count).into_iter().for_each(|of| *of = stands);
            count += 1;
        }
        to.truncate(before + count);
    }
}

/// How many cells begin with a letter or digit and end with a digit, before one that does not.
fn numbered_ones(column: Column) -> usize {
    taken::<()>(column, &mut [], |column, _| numbered::<true>(column), |column, _| numbered::<false>(column))
}

#[inline(never)]
fn numbered<const BARE: bool>(column: Column) -> usize {
    let text = column.text;
    column.take::<BARE>(|(from, to)| {
        from < to
            && byte(text, from).is_ascii_alphanumeric()
            && byte(text, to - 1).is_ascii_digit()
            && (BARE || !column.holds_quote((from, to)))
    })
}

/// Puts down the cells that are their texts as they stand, before one that may not be; how many.
fn bare_ones(column: Column, to: &mut [Cell]) -> usize {
    taken(column, to, bare::<true>, bare::<false>)
}

#[inline(never)]
fn bare<const BARE: bool>(column: Column, to: &mut [Cell]) -> usize {
    let text = column.text;
    let quote = column.quote.unwrap_or(b'=');
    column.put::<_, BARE>(to, |(from, to)| {
        let first = byte(text, from);
        let bare = from < to
            && first.is_ascii_graphic()
            && !matches!(first, b'\'' | b'=')
            && first != quote
            && byte(text, to - 1).is_ascii_graphic()
            && (BARE || !column.holds_quote((from, to)));
        if bare { Some((from, to)) } else { None }
    })
}

/// Days by the words that they were read from: a file has few, in whatever order its rows stand.
#[derive(Debug)]
pub(super) struct Days {
    places: Vec<(Word, i32)>,
}

impl Default for Days {
    fn default() -> Self {
        let no_word = Word { length: u32::MAX, ..Word::default() };
        Days { places: vec![(no_word, 0); DAYS] }
    }
}

impl Days {
    #[inline(always)]
    fn place(word: Word) -> usize {
        let mixed = (word.first ^ word.last.rotate_left(29)).wrapping_mul(MIX);
        (mixed >> 32) as usize % DAYS
    }

    fn keep(&mut self, word: Word, day: i32) {
        self.places.get_mut(Days::place(word)).into_iter().for_each(|of| *of = (word, day));
    }
}

/// Gives their days to the cells whose words are known, up to one whose is not; how many.
fn known_days(column: Column, known: &Days, to: &mut [i32]) -> usize {
    let bare = |column: Column, to: &mut [i32]| known_ones::<true>(column, known, to);
    taken(column, to, bare, |column, to| known_ones::<false>(column, known, to))
}

#[inline(never)]
fn known_ones<const BARE: bool>(column: Column, known: &Days, to: &mut [i32]) -> usize {
    column.put::<_, BARE>(to, |(from, to)| {
        let word = Word::at(column.text, from as usize, to as usize)?;
        let (own, day) = known.places.get(Days::place(word))?;
        if *own == word { Some(*day) } else { None }
    })
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
fn numbers(column: Column, mark: Mark, to: &mut [Plainly]) -> usize {
    let bare = |column: Column, to: &mut [Plainly]| amounts::<true>(column, mark, to);
    taken(column, to, bare, |column, to| amounts::<false>(column, mark, to))
}

#[inline(never)]
fn amounts<const BARE: bool>(column: Column, mark: Mark, to: &mut [Plainly]) -> usize {
    column.put::<_, BARE>(to, |(from, to)| {
        let (value, marked) = word::amount(column.text, (from as usize, to as usize), mark.sign, DIGITS)?;
        let says_nothing = || mark.open && may_be_thousands(value, (from, to));
        (!marked || mark.proved || says_nothing()).then_some(value)
    })
}

impl Watch {
    /// The cells of its column as days, up to the first that is not plain. What was plain once stays so.
    pub(super) fn plain_days(&self, run: &Run, plan: &Plan, known: &mut Days, to: &mut Refilled<i32>) {
        let (column, before) = (run.column(self.column), to.len());
        let days = to.more(run.len());
        let mut count = 0;
        loop {
            count += known_days(column.behind(count), known, days.get_mut(count..).unwrap_or_default());
            let Some(cell) = column.cell(count).map(|cell| run.cell(cell)) else { break };
            let Some(day) = self.plain_day(cell, plan) else { break };
            days.get_mut(count).into_iter().for_each(|of| *of = day);
            count += 1;
            if let Some(word) = Word::of(cell) {
                known.keep(word, day);
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
    pub(super) fn plain_numbers(&self, run: &Run, plan: &Plan, to: &mut Refilled<Plainly>) {
        let Some(form) = plan.forms.get(self.column) else { return };
        if form.duration || form.share || form.times != Decimal::ONE {
            return;
        }
        let mark = Mark {
            sign: if form.mark == DecimalMark::Point { b'.' } else { b',' },
            proved: self.proofs.numbers.proves(form.mark),
            open: self.proofs.numbers.is_open(),
        };
        let before = to.len();
        let count = numbers(run.column(self.column), mark, to.more(run.len()));
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
