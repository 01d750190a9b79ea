//! The cells of one column of consecutive records, from the ends that the marks found.
//!
//! Each loop over them is written once for cells as they stand between their ends, and once for those that may have
//! quotes around them or a carriage return behind: what is not asked for every cell costs nothing.

#![allow(clippy::inline_always, reason = "a few steps, taken for every cell of a file of millions of rows")]

use super::word::Word;

/// Where a cell stands in the text, without its quotes.
pub(super) type Cell = (u32, u32);

/// A column of consecutive records.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    /// The text.
    pub(super) text: &'a [u8],
    /// The delimiters and line feeds from the one before its first cell on.
    pub(super) ends: &'a [u32],
    /// How many ends a record has.
    pub(super) width: usize,
    /// The quote that may stand around its cells.
    pub(super) quote: Option<u8>,
    /// Whether its cells may end with the carriage return of a line end.
    pub(super) returned: bool,
}

impl<'a> Column<'a> {
    /// The same without the first rows.
    pub(super) fn behind(self, rows: usize) -> Column<'a> {
        Column { ends: self.ends.get(rows * self.width..).unwrap_or_default(), ..self }
    }

    /// Whether the cell of a row is not all that stands between its ends.
    fn is_wrapped(self, row: usize) -> bool {
        let start = self.ends.get(row * self.width).map_or(0, |before| before.wrapping_add(1));
        self.returned || self.quote.is_some_and(|quote| byte(self.text, start) == quote)
    }

    /// The cell of a row, without its quotes.
    pub(super) fn cell(self, row: usize) -> Option<Cell> {
        let at = row * self.width;
        Some(self.inside((self.ends.get(at)?.wrapping_add(1), *self.ends.get(at + 1)?)))
    }

    /// What stands between two ends, without the quotes and the carriage return.
    #[inline(always)]
    fn inside(self, (from, mut to): Cell) -> Cell {
        if self.returned && to > from && byte(self.text, to - 1) == b'\r' {
            to -= 1;
        }
        match self.quote {
            Some(quote) if to > from + 1 && byte(self.text, from) == quote => (from + 1, to - 1),
            _ => (from, to),
        }
    }

    /// Whether there is a quote within a cell, or nothing but one.
    #[inline(always)]
    pub(super) fn holds_quote(self, (from, to): Cell) -> bool {
        let (Some(quote), from, to) = (self.quote, from as usize, to as usize) else { return false };
        match Word::at(self.text, from, to) {
            Some(word) => word.holds(quote),
            None => self.text.get(from..to).unwrap_or_default().contains(&quote),
        }
    }

    /// Takes cells from the first on, up to one that is not taken; how many. `BARE` says that all are.
    #[inline(always)]
    pub(super) fn take<const BARE: bool>(self, mut take: impl FnMut(Cell) -> bool) -> usize {
        let (mut at, mut count) = (0, 0);
        while let (Some(before), Some(end)) = (self.ends.get(at), self.ends.get(at + 1)) {
            let cell = (before.wrapping_add(1), *end);
            if !take(if BARE { cell } else { self.inside(cell) }) {
                break;
            }
            at += self.width;
            count += 1;
        }
        count
    }

    /// Puts what is made of its cells one after the other, up to one of which nothing is made; how many.
    #[inline(always)]
    pub(super) fn put<T, const BARE: bool>(self, to: &mut [T], made: impl Fn(Cell) -> Option<T>) -> usize {
        let mut at = 0;
        self.take::<BARE>(|cell| {
            let (Some(made), Some(to)) = (made(cell), to.get_mut(at)) else { return false };
            *to = made;
            at += 1;
            true
        })
    }
}

/// A byte of a text; zero behind it.
#[inline(always)]
pub(super) fn byte(text: &[u8], at: u32) -> u8 {
    match text.get(at as usize) {
        Some(byte) => *byte,
        None => 0,
    }
}

/// Takes cells from the first on: as they stand between their ends as long as that will do, because most columns have
/// no others.
pub(super) fn taken<T>(
    column: Column,
    to: &mut [T],
    bare: impl FnOnce(Column, &mut [T]) -> usize,
    all: impl FnOnce(Column, &mut [T]) -> usize,
) -> usize {
    let count = if column.returned { 0 } else { bare(column, &mut *to) };
    if column.is_wrapped(count) {
        return count + all(column.behind(count), to.get_mut(count..).unwrap_or_default());
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of both columns of records, as texts.
    #[track_caller]
    fn check(text: &str, expected: [&[&str]; 2]) {
        let bytes = text.as_bytes();
        let ends = (0..).zip(bytes).filter(|(_, byte)| matches!(byte, b',' | b'\n')).map(|(at, _)| at);
        let ends: Vec<u32> = [u32::MAX].into_iter().chain(ends).collect();
        for (place, expected) in expected.into_iter().enumerate() {
            let column = Column {
                text: bytes,
                ends: &ends[place..],
                width: 2,
                quote: Some(b'"'),
                returned: text.contains('\r') && place == 1,
            };
            let mut cells = vec![Cell::default(); expected.len()];
            let put = |column: Column, to: &mut [Cell]| column.put::<_, false>(to, Some);
            let bare = |column: Column, to: &mut [Cell]| {
                column.put::<_, true>(to, |cell| Some(cell).filter(|(from, _)| byte(bytes, *from) != b'"'))
            };
            assert_eq!(taken(column, &mut cells, bare, put), expected.len(), "{text:?}");
            let texts = cells.iter().map(|(from, to)| &text[*from as usize..*to as usize]);
            assert!(texts.eq(expected.iter().copied()), "{text:?}");
            let one_by_one: Vec<Cell> = (0..=cells.len()).map_while(|row| column.cell(row)).collect();
            assert_eq!(one_by_one, cells);
        }
    }

    #[test]
    fn cells_stand_between_ends_with_or_without_quotes() {
        check("a,b\nc,\n", [&["a", "c"], &["b", ""]]);
        check("a,\"b\"\n\"c\",d\n\"\",\"\"\n", [&["a", "c", ""], &["b", "d", ""]]);
        check("a,b\r\nc,\"d\"\r\ne,f\n\"g\",\r\n", [&["a", "c", "e", "g"], &["b", "d", "f", ""]]);
    }
}
