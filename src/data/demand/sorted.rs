//! What was read becomes sorted parts: handed to another worker, taken over from one, and looked at as a whole.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{DemandPart, DemandReader, MORE};
use crate::data::keys::{self, fields};
use crate::data::log::{DemandLog, LogColumn};
use crate::data::tally::{Tallies, Tally};
use crate::data::units::Units;
use crate::finding::{Cause, Findings, Place};
use crate::order;
use crate::pack::{Pack, Unpack};
use crate::read::cell::code::{Damage, damage};
use crate::read::left::LeftOut;

/// What parts show of their units only together.
struct Together<'a> {
    parts: &'a [DemandPart],
    units: &'a Units,
}

impl Together<'_> {
    /// The tally of a unit over the parts that have it, and the first of those. Never inlined: a browser compiles what
    /// is called often for speed, but not a loop that is entered once.
    #[inline(never)]
    fn tally(&self, unit: u32) -> (usize, Tally) {
        let holders = self.units.holders(unit as usize);
        let of =
            |(part, unit): &(u32, u32)| self.parts.get(*part as usize).map(|part| part.tallies.of(*unit));
        let first = holders.first().map_or(0, |(part, _)| *part as usize);
        (first, holders.iter().filter_map(of).reduce(Tally::and).unwrap_or_default())
    }

    fn all(&self) -> impl Iterator<Item = (usize, Tally)> {
        (0..self.units.keys.len() as u32).map(|unit| self.tally(unit))
    }

    /// Those that have something to say.
    fn said(&self) -> impl Iterator<Item = (usize, Tally)> {
        (0..self.units.keys.len() as u32).filter(|unit| self.says(*unit)).map(|unit| self.tally(unit))
    }

    /// Never inlined, as [`Together::tally`].
    #[inline(never)]
    fn says(&self, unit: u32) -> bool {
        self.tally(unit).1.says()
    }
}

impl DemandReader {
    /// Sorts what was read into a part; notes what only all parts together show.
    pub fn finish(&mut self) {
        if !self.log.is_empty() {
            let part = self.part();
            self.parts.push(part);
        }
        let mut parts = std::mem::take(&mut self.parts);
        let units = Units::new(&parts.iter().map(|part| Rc::clone(&part.log)).collect::<Vec<_>>());
        let together = Together { parts: &parts, units: &units };
        self.met = units.keys.len() as u64;
        self.say_tallies(&together);
        self.say_damaged(&together);
        self.say_alike(&together);
        for part in &mut parts {
            (part.tallies, part.damaged) = Default::default();
        }
        (self.all, self.parts) = (Some(Rc::new(units)), parts);
    }

    /// What was read so far, sorted.
    fn part(&mut self) -> DemandPart {
        let empty = self.empty_log();
        let mut log = std::mem::replace(&mut self.log, empty);
        let order = keys::in_order(&log.units, &self.numbers);
        let rows = log.sort(&order);
        self.numbers = vec![Default::default(); self.columns.unit.len()];
        let tallies = Tallies::new(&log, &order, &rows, &std::mem::take(&mut self.lines));
        DemandPart { log: Rc::new(log), tallies, damaged: std::mem::take(&mut self.damaged) }
    }

    /// A log of the same columns.
    fn empty_log(&self) -> DemandLog {
        let column = |of: &LogColumn| LogColumn {
            header: of.header.clone(),
            role: of.role,
            form: of.form,
            named: of.named,
            ..LogColumn::default()
        };
        let columns = self.log.columns.iter().map(column).collect();
        DemandLog { money_is: self.log.money_is, columns, ..DemandLog::default() }
    }

    fn say_tallies(&mut self, together: &Together<'_>) {
        let mut said: Vec<(usize, Tally)> = together.said().collect();
        order::sort_by(&mut said, |one, other| (one.0, one.1.seen).cmp(&(other.0, other.1.seen)));
        for (_, tally) in said {
            tally.say(&self.file, &self.quantity_header, &mut self.findings);
        }
    }

    /// Notes keys that a spreadsheet damaged, as they stand in their first row.
    fn say_damaged(&mut self, together: &Together<'_>) {
        if together.parts.iter().all(|part| part.damaged.is_empty()) {
            return;
        }
        let seen = |(number, (part, tally)): (u32, (usize, Tally))| ((part, tally.seen), (number, tally));
        let numbers: FxHashMap<(usize, u32), (u32, Tally)> = (0..).zip(together.all()).map(seen).collect();
        for (place, part) in together.parts.iter().enumerate() {
            for (seen, found) in &part.damaged {
                let Some((number, tally)) = numbers.get(&(place, *seen)) else { continue };
                let cause = match fields(together.units.keys.text(*number)).next().and_then(damage) {
                    Some(Damage::Dated) => Cause::DamagedCode,
                    _ => Cause::ScientificCode,
                };
                let (column, found) = (self.key_header.clone(), found.clone());
                self.findings.note(&self.file, cause, Place { line: tally.first_line, column, found });
            }
        }
    }

    /// Notes keys that look like an earlier one.
    fn say_alike(&mut self, together: &Together<'_>) {
        let keys = &together.units.keys;
        let shown = |number: u32| fields(keys.text(number)).collect::<Vec<_>>().join(" / ");
        let seen = |number: u32| {
            let (part, tally) = together.tally(number);
            (part, tally.seen)
        };
        for (earlier, number) in keys::alike(keys, seen) {
            let place = || Place {
                line: together.tally(number).1.first_line,
                column: self.key_header.clone(),
                found: format!("{} and {}", shown(earlier), shown(number)),
            };
            self.findings.note_with(&self.file, Cause::SimilarKeys, place);
        }
    }

    /// Writes what a part of the file brought, for another worker.
    pub fn pack(&mut self, to: &mut Pack) {
        let part = self.part();
        to.expect(part.log.packed() + part.tallies.packed() + MORE);
        part.log.pack(to);
        part.tallies.pack(to);
        to.number(part.damaged.len() as u64);
        for (number, found) in &part.damaged {
            to.number(u64::from(*number));
            to.text(found);
        }
        self.findings.pack(to);
        self.left.pack(to);
        for count in [self.counts.used, self.counts.changed, self.counts.left_out] {
            to.number(count);
        }
    }

    /// Takes over the part behind; lines count from `before` more.
    pub fn merge(&mut self, from: &mut Unpack<'_>, before: u64) {
        let log = self.empty_log().unpack(from);
        let tallies = Tallies::unpack(from, before);
        let damaged = (0..from.count()).map(|_| (from.number() as u32, from.text().to_owned())).collect();
        self.parts.push(DemandPart { log: Rc::new(log), tallies, damaged });
        self.findings.extend(Findings::unpack(from, before));
        self.left.append(LeftOut::unpack(from, before));
        let [used, changed, left_out] = [(); 3].map(|()| from.number());
        self.counts.used += used;
        self.counts.changed += changed;
        self.counts.left_out += left_out;
    }

    /// The units of its logs, once the file has been read.
    pub fn units(&self) -> Option<&Rc<Units>> {
        self.all.as_ref()
    }

    /// The rows, once the file has been read: a log a part.
    pub fn logs(&self) -> impl Iterator<Item = &Rc<DemandLog>> {
        self.parts.iter().map(|part| &part.log)
    }
}
