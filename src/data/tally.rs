//! What the rows of each stocking unit look like at a glance, while they are read: units without any demand,
//! and quantities that dwarf the unit's others.

use crate::finding::{Cause, Findings, Place};
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

/// Tallies by unit number.
#[derive(Debug, Clone, Default)]
pub(super) struct Tallies {
    by_unit: Vec<Tally>,
}

impl Tallies {
    /// Takes a row's quantity; units are numbered as they come.
    pub(super) fn take(&mut self, unit: u32, line: u64, quantity: f64) {
        let unit = unit as usize;
        if unit >= self.by_unit.len() {
            self.by_unit.resize(unit + 1, Tally { first_line: line, ..Tally::default() });
        }
        let Some(tally) = self.by_unit.get_mut(unit) else { return };
        tally.any |= quantity != 0.0;
        if quantity > 0.0 {
            tally.rows += 1;
            tally.sum = tally.sum.saturating_add(thousandths(quantity));
            if quantity > tally.largest {
                (tally.largest, tally.largest_line) = (quantity, line);
            }
        }
    }

    /// A unit's tally; empty where it has none.
    pub(super) fn of(&self, unit: u32) -> Tally {
        self.by_unit.get(unit as usize).copied().unwrap_or_default()
    }

    /// Those of units in another order, which remember their number.
    pub(super) fn ordered(&self, order: &[u32]) -> Tallies {
        let by_unit = order.iter().map(|&seen| Tally { seen, ..self.of(seen) }).collect();
        Tallies { by_unit }
    }

    /// Writes them, for another worker.
    pub(super) fn pack(&self, to: &mut Pack) {
        to.number(self.by_unit.len() as u64);
        for tally in &self.by_unit {
            to.flag(tally.any);
            for figure in [tally.first_line, tally.largest.to_bits(), tally.largest_line, tally.sum] {
                to.number(figure);
            }
            to.number(u64::from(tally.rows) << 32 | u64::from(tally.seen));
        }
    }

    /// Reads what [`Tallies::pack`] wrote; lines count from `before` more.
    pub(super) fn unpack(from: &mut Unpack<'_>, before: u64) -> Tallies {
        let tally = |from: &mut Unpack<'_>| Tally {
            any: from.flag(),
            first_line: from.number().wrapping_add(before),
            largest: f64::from_bits(from.number()),
            largest_line: from.number().wrapping_add(before),
            sum: from.number(),
            rows: 0,
            seen: 0,
        };
        let whole = |from: &mut Unpack<'_>| {
            let (tally, both) = (tally(from), from.number());
            Tally { rows: (both >> 32) as u32, seen: both as u32, ..tally }
        };
        Tallies { by_unit: (0..from.count()).map(|_| whole(from)).collect() }
    }
}

impl Tally {
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

    fn causes(quantities: &[f64]) -> Vec<Cause> {
        let (mut tallies, mut findings) = (Tallies::default(), Findings::default());
        (2..).zip(quantities).for_each(|(line, quantity)| tallies.take(0, line, *quantity));
        tallies.of(0).say("a.csv", "qty", &mut findings);
        findings.list().iter().map(|finding| finding.cause).collect()
    }

    #[test]
    fn what_deserves_a_look() {
        assert_eq!(causes(&[0.0, 0.0]), [Cause::NoDemand]);
        assert_eq!(causes(&[10.0, 12.0, 9.0, 1e9, 11.0]), [Cause::DwarfingQuantity]);
        assert_eq!(causes(&[10.0, 12.0, 9.0, 500.0, 11.0]), []);
        assert_eq!(causes(&[1.0, 1e9]), []);
    }
}
