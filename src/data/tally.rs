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
struct Tally {
    first_line: u64,
    rows: u32,
    any: bool,
    sum: f64,
    largest: f64,
    largest_line: u64,
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
            tally.sum += quantity;
            if quantity > tally.largest {
                (tally.largest, tally.largest_line) = (quantity, line);
            }
        }
    }

    /// The line of a unit's first row.
    pub(super) fn first_line(&self, unit: u32) -> u64 {
        self.by_unit.get(unit as usize).map_or(0, |tally| tally.first_line)
    }

    /// Writes them, for another worker.
    pub(super) fn pack(&self, to: &mut Pack) {
        to.number(self.by_unit.len() as u64);
        for tally in &self.by_unit {
            to.flag(tally.any);
            let figures = [tally.first_line, tally.rows.into(), tally.sum.to_bits(), tally.largest.to_bits()];
            figures.into_iter().chain([tally.largest_line]).for_each(|figure| to.number(figure));
        }
    }

    /// Takes over those of the part behind, whose units have these numbers; lines count from `before` more.
    pub(super) fn merge(&mut self, from: &mut Unpack<'_>, before: u64, numbers: &[u32]) {
        let count = from.count();
        for &number in numbers.iter().take(count) {
            let any = from.flag();
            let [first_line, rows, sum, largest, largest_line] = [(); 5].map(|()| from.number());
            let first_line = first_line.wrapping_add(before);
            let number = number as usize;
            if number >= self.by_unit.len() {
                self.by_unit.resize(number + 1, Tally { first_line, ..Tally::default() });
            }
            let Some(tally) = self.by_unit.get_mut(number) else { return };
            tally.any |= any;
            tally.rows += rows as u32;
            tally.sum += f64::from_bits(sum);
            if f64::from_bits(largest) > tally.largest {
                tally.largest = f64::from_bits(largest);
                tally.largest_line = largest_line.wrapping_add(before);
            }
        }
    }

    /// Notes units without demand and dwarfing quantities; `column` is the quantity's.
    pub(super) fn say(&self, file: &str, column: &str, findings: &mut Findings) {
        for tally in &self.by_unit {
            let mut note = |cause, line, found: f64| {
                let place = Place { line, column: column.to_owned(), found: found.to_string() };
                findings.note(file, cause, place);
            };
            if !tally.any {
                note(Cause::NoDemand, tally.first_line, 0.0);
            } else if tally.dwarfs() {
                note(Cause::DwarfingQuantity, tally.largest_line, tally.largest);
            }
        }
    }
}

impl Tally {
    fn dwarfs(&self) -> bool {
        let others = self.rows.saturating_sub(1);
        others >= FEWEST && self.largest * f64::from(others) > DWARFS * (self.sum - self.largest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes(quantities: &[f64]) -> Vec<Cause> {
        let (mut tallies, mut findings) = (Tallies::default(), Findings::default());
        (2..).zip(quantities).for_each(|(line, quantity)| tallies.take(0, line, *quantity));
        tallies.say("a.csv", "qty", &mut findings);
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
