//! What the rows of each stocking unit look like at a glance, once they are sorted: units without any demand,
//! and quantities that dwarf the unit's others.

use super::log::DemandLog;
use crate::finding::{Cause, Findings, Place};
use crate::math::decimal;
use crate::pack::{Pack, Unpack};

/// A quantity this many times the mean of the unit's others deserves a look.
const DWARFS: f64 = 1000.0;
/// Fewer other rows say nothing.
const FEWEST: u32 = 4;

/// Sums over the rows of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tally {
    pub(super) first_line: u64,
    rows: u32,
    any: bool,
    /// Thousandths of a unit, so that the order of rows does not show.
    sum: u64,
    largest: f64,
    largest_line: u64,
    /// The unit's number as it was first seen.
    pub(super) seen: u32,
}

/// The lines of rows, in runs of one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The first row of each run, and its line.
    runs: Vec<(u32, u64)>,
}

impl Lines {
    /// The row with this number, and those behind it until the next one is named, stand from this line on.
    pub(super) fn push(&mut self, row: usize, line: u64) {
        let goes_on = |(first, at): &(u32, u64)| at + (row as u64 - u64::from(*first)) == line;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push((row as u32, line));
        }
    }

    fn of(&self, row: u32) -> u64 {
        let run = self.runs.partition_point(|(first, _)| *first <= row).checked_sub(1);
        run.and_then(|run| self.runs.get(run)).map_or(0, |(first, line)| line + u64::from(row - first))
    }
}

/// Tallies by unit number, as they are handed on.
#[derive(Debug, Clone, Default)]
pub(super) struct Tallies {
    /// [`WORDS`] of each.
    words: Vec<u64>,
    /// The line that theirs count from.
    from: u64,
}

/// Words of a tally: the sum; the largest; the lines of the first row and of the largest; rows, number and whether any.
const WORDS: usize = 4;

impl Tallies {
    /// Of the units of a sorted log; `order` and `rows` say the numbers that units and rows had before.
    pub(super) fn new(log: &DemandLog, order: &[u32], rows: &[u32], lines: &Lines) -> Tallies {
        let small = log.quantity.small().filter(|(_, exponent)| *exponent <= 3);
        let from = lines.of(0);
        let tally = |(unit, seen): (u32, &u32)| {
            let own = log.rows_of(unit);
            let of_own = rows.get(own.clone()).unwrap_or_default();
            if let Some((quantities, exponent)) = small {
                let quantities = quantities.get(own).unwrap_or_default();
                return Tally { seen: *seen, ..Tally::of_steps(quantities, exponent, of_own, lines) };
            }
            let quantities = own.map(|row| log.quantity.value(row).unwrap_or_default());
            Tally { seen: *seen, ..Tally::new(quantities, of_own, lines) }
        };
        let mut words = Vec::with_capacity(order.len() * WORDS);
        words.extend((0..).zip(order).flat_map(|unit| tally(unit).words(from)));
        Tallies { words, from }
    }

    /// A unit's tally; empty where it has none.
    pub(super) fn of(&self, unit: u32) -> Tally {
        let words = self.words.get(unit as usize * WORDS..).and_then(<[u64]>::first_chunk::<WORDS>);
        words.map_or_else(Tally::default, |words| Tally::of_words(words, self.from))
    }

    /// About the bytes that they are written in.
    pub(super) fn packed(&self) -> usize {
        self.words.len() * size_of::<u64>()
    }

    /// Writes them, for another worker.
    pub(super) fn pack(&self, to: &mut Pack) {
        to.number(self.from);
        to.wide(&self.words);
    }

    /// Reads what [`Tallies::pack`] wrote; lines count from `before` more.
    pub(super) fn unpack(from: &mut Unpack<'_>, before: u64) -> Tallies {
        Tallies { from: from.number().wrapping_add(before), words: from.wide() }
    }
}

impl Tally {
    /// Of the quantities of a unit's rows, in any order; `rows` says which rows of the file they are.
    fn new(quantities: impl Iterator<Item = f64>, rows: &[u32], lines: &Lines) -> Tally {
        let mut tally = Tally::default();
        let (mut first, mut largest) = (u32::MAX, u32::MAX);
        for (&row, quantity) in rows.iter().zip(quantities) {
            first = first.min(row);
            tally.any |= quantity != 0.0;
            if quantity > 0.0 {
                tally.rows += 1;
                tally.sum = tally.sum.saturating_add(thousandths(quantity));
                if quantity > tally.largest || quantity == tally.largest && row < largest {
                    (tally.largest, largest) = (quantity, row);
                }
            }
        }
        tally.at(first, largest, lines)
    }

    /// The same of steps of thousandths or coarser. Never inlined: a browser compiles what is called often for speed,
    /// but not a loop that is entered once.
    #[inline(never)]
    fn of_steps(quantities: &[i32], exponent: u8, rows: &[u32], lines: &Lines) -> Tally {
        let mut tally = Tally::default();
        let (mut first, mut largest, mut most, mut sum) = (u32::MAX, u32::MAX, 0, 0_u64);
        for (&row, &quantity) in rows.iter().zip(quantities) {
            first = first.min(row);
            tally.any |= quantity != 0;
            if quantity > 0 {
                tally.rows += 1;
                sum += u64::from(quantity.unsigned_abs());
                if quantity > most || quantity == most && row < largest {
                    (most, largest) = (quantity, row);
                }
            }
        }
        tally.sum = sum * 10_u64.pow(3_u32.saturating_sub(exponent.into()));
        tally.largest = decimal::to_f64(most.into(), exponent);
        tally.at(first, largest, lines)
    }

    /// As words, with lines counted from one.
    fn words(self, from: u64) -> [u64; WORDS] {
        let line = |line: u64| u64::from(u32::try_from(line.saturating_sub(from)).unwrap_or(u32::MAX));
        let lines = line(self.first_line) << 32 | line(self.largest_line);
        let counts = u64::from(self.rows) << 33 | u64::from(self.seen) << 1 | u64::from(self.any);
        [self.sum, self.largest.to_bits(), lines, counts]
    }

    /// Of the same words.
    fn of_words([sum, largest, lines, counts]: &[u64; WORDS], from: u64) -> Tally {
        let largest = f64::from_bits(*largest);
        let line = |line: u64| from.wrapping_add(line);
        Tally {
            sum: *sum,
            largest,
            first_line: line(lines >> 32),
            largest_line: if largest > 0.0 { line(u64::from(*lines as u32)) } else { 0 },
            rows: (counts >> 33) as u32,
            seen: (counts >> 1) as u32,
            any: counts & 1 == 1,
        }
    }

    /// The same with its lines.
    fn at(self, first: u32, largest: u32, lines: &Lines) -> Tally {
        let largest_line = if self.largest > 0.0 { lines.of(largest) } else { 0 };
        Tally { first_line: lines.of(first), largest_line, ..self }
    }

    /// Both parts of a unit's rows, this one's before the other's.
    pub(super) fn and(self, behind: Tally) -> Tally {
        let larger = behind.largest > self.largest;
        Tally {
            rows: self.rows + behind.rows,
            any: self.any | behind.any,
            sum: self.sum.saturating_add(behind.sum),
            largest: if larger { behind.largest } else { self.largest },
            largest_line: if larger { behind.largest_line } else { self.largest_line },
            ..self
        }
    }

    /// Notes a unit without demand, and a quantity that dwarfs its others; `column` is the quantity's.
    pub(super) fn say(&self, file: &str, column: &str, findings: &mut Findings) {
        let mut note = |cause, line, found: f64| {
            let place = || Place { line, column: column.to_owned(), found: found.to_string() };
            findings.note_with(file, cause, place);
        };
        if !self.any {
            note(Cause::NoDemand, self.first_line, 0.0);
        } else if self.dwarfs() {
            note(Cause::DwarfingQuantity, self.largest_line, self.largest);
        }
    }

    /// Whether there is something to say.
    pub(super) fn says(&self) -> bool {
        !self.any || self.dwarfs()
    }

    fn dwarfs(&self) -> bool {
        let others = self.rows.saturating_sub(1);
        let sum = self.sum.saturating_sub(thousandths(self.largest)) as f64 / 1000.0;
        others >= FEWEST && self.largest * f64::from(others) > DWARFS * sum
    }
}

/// A quantity in thousandths, rounded.
fn thousandths(quantity: f64) -> u64 {
    (quantity * 1000.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tally of rows, as values and as steps.
    fn tally(quantities: &[f64], rows: &[u32]) -> Tally {
        let mut lines = Lines::default();
        lines.push(0, 2);
        let tally = Tally::new(quantities.iter().copied(), rows, &lines);
        for exponent in [0, 2, 3] {
            let steps = |quantity: &f64| (quantity * 10_f64.powi(exponent)) as i32;
            let steps: Vec<i32> = quantities.iter().map(steps).collect();
            if quantities
                .iter()
                .zip(&steps)
                .all(|(of, steps)| f64::from(*steps) / 10_f64.powi(exponent) == *of)
            {
                assert_eq!(Tally::of_steps(&steps, exponent as u8, rows, &lines), tally, "{quantities:?}");
            }
        }
        tally
    }

    fn causes(quantities: &[f64]) -> Vec<Cause> {
        let mut findings = Findings::default();
        let rows: Vec<u32> = (0..quantities.len() as u32).collect();
        tally(quantities, &rows).say("a.csv", "qty", &mut findings);
        findings.list().iter().map(|finding| finding.cause).collect()
    }

    #[test]
    fn lines_are_found_again() {
        let mut lines = Lines::default();
        for (row, line) in [(0, 2), (1, 3), (2, 7), (5, 10), (6, 12)] {
            lines.push(row, line);
        }
        assert_eq!([0, 1, 2, 4, 5, 6, 8].map(|row| lines.of(row)), [2, 3, 7, 9, 10, 12, 14]);
        assert_eq!(lines.runs.len(), 3);
    }

    #[test]
    fn the_first_row_and_the_first_of_the_largest_are_those_of_the_file() {
        let tally = tally(&[5.5, 9.0, -1.25, 9.0], &[7, 6, 3, 4]);
        assert_eq!((tally.first_line, tally.largest, tally.largest_line), (5, 9.0, 6));
        assert_eq!((tally.rows, tally.sum), (3, 23_500));
    }

    #[test]
    fn a_tally_is_the_same_in_words() {
        let words = Tally { seen: u32::MAX, ..tally(&[5.5, 9.0, -1.25, 9.0], &[7, 6, 3, 4]) };
        for tally in [words, Tally { any: true, first_line: 9, ..Tally::default() }] {
            assert_eq!(Tally::of_words(&tally.words(2), 2), tally);
        }
    }

    #[test]
    fn what_deserves_a_look() {
        assert_eq!(causes(&[0.0, 0.0]), [Cause::NoDemand]);
        assert_eq!(causes(&[10.0, 12.0, 9.0, 1e9, 11.0]), [Cause::DwarfingQuantity]);
        assert_eq!(causes(&[10.0, 12.0, 9.0, 500.0, 11.0]), []);
        assert_eq!(causes(&[1.0, 1e9]), []);
    }
}
