//! What the rows of each stocking unit look like at a glance, while they are read: units without any demand,
//! and quantities that dwarf the unit's others.

use crate::finding::{Cause, Findings, Place};

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
