//! What is odd about a row that is read all the same, and columns that mix units or currencies.

use super::plan::Plan;
use super::question::{About, Choice, Question};
use super::role::Role;
use super::row;
use super::scan::{Fault, Scanner, Taken};
use crate::finding::{Cause, Findings, Place};
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::DialectChoice;

/// A record: its text, what the scanner says, its line.
type Record<'a> = (&'a str, Taken, u64);
/// Where findings go: the file's name and its findings.
type To<'a> = (&'a str, &'a mut Findings);

/// A longer cell is worth a note.
const LONG_CELL: usize = 64 << 10;
/// Units of a column that are told apart.
const UNITS: usize = 12;

/// Quotes that do not end where their cell does, and characters that replace bytes.
pub(super) fn odd_text(plan: &Plan, scanner: &Scanner, record: Record, (name, findings): To) {
    let (text, taken, line) = record;
    if let Some(Fault::TextAfterQuote(column)) = taken.fault {
        note(findings, name, Cause::TextAfterQuote, (line, plan.title(column)), scanner.field(text, column));
    }
    for index in 0..scanner.len() {
        let cell = scanner.field(text, index);
        if cell.contains('\u{fffd}') {
            note(findings, name, Cause::UnreadableText, (line, plan.title(index)), cell);
        }
    }
}

/// What is odd about a row that is read.
pub(super) fn row(plan: &Plan, scanner: &Scanner, record: Record, (name, findings): To) {
    let (text, taken, line) = record;
    let raw = text.as_bytes().get(..taken.bytes).unwrap_or_default();
    let (long, broken, foreign) = (raw.len() > LONG_CELL, taken.lines > 1, !raw.is_ascii());
    if !long && !broken && !foreign {
        return;
    }
    for index in 0..scanner.len() {
        let cell = scanner.field(text, index);
        let cause = if long && cell.len() > LONG_CELL {
            Cause::LongCell
        } else if broken && is_key(plan, index) && row::text(cell).contains(['\n', '\r']) {
            Cause::LineBreakInKey
        } else if foreign && is_garbled(cell) {
            Cause::GarbledText
        } else {
            continue;
        };
        note(findings, name, cause, (line, plan.title(index)), cell);
    }
}

fn note(findings: &mut Findings, name: &str, cause: Cause, at: (u64, String), found: &str) {
    let found = found.chars().take(80).collect();
    findings.note(name, cause, Place { line: at.0, column: at.1, found });
}

fn is_key(plan: &Plan, column: usize) -> bool {
    let role = plan.roles.get(column).copied().flatten();
    matches!(role, Some(Role::Item | Role::Location | Role::Channel | Role::Customer | Role::Supplier))
}

/// Whether UTF-8 was once read as windows-1252: `Ã¶` for `ö`, `â€` before a quotation mark.
fn is_garbled(cell: &str) -> bool {
    let tail =
        |c: char| matches!(c, '\u{80}'..='\u{bf}' | 'Ÿ' | 'ž' | 'œ' | 'š' | '€' | '™' | '“' | '”' | '„');
    let follows = |start: char| {
        let places = cell.match_indices(start);
        places.filter_map(|(at, _)| cell.get(at..)?.chars().nth(1)).any(tail)
    };
    follows('Ã') || cell.contains("â€")
}

/// A column of units or currencies, and those met.
pub(super) struct Mixture {
    pub(super) column: usize,
    met: Vec<(String, u64)>,
}

/// The columns of units and currencies that nothing was chosen for.
pub(super) fn mixtures(plan: &Plan, choice: &DialectChoice) -> Vec<Mixture> {
    let columns = plan.roles.iter().enumerate().filter(|(column, role)| {
        let settled = choice.only.keys().any(|name| Plan::named(&plan.headers, name) == Some(*column));
        matches!(role, Some(Role::Unit | Role::Currency)) && !settled
    });
    columns.map(|(column, _)| Mixture { column, met: Vec::new() }).collect()
}

impl Mixture {
    /// Takes one more row.
    pub(super) fn take(&mut self, scanner: &Scanner, text: &str, line: u64) {
        self.meet(row::text(scanner.field(text, self.column)), line);
    }

    pub(super) fn meet(&mut self, unit: &str, line: u64) {
        let known = unit.is_empty() || self.met.iter().any(|(met, _)| met.eq_ignore_ascii_case(unit));
        if !known && self.met.len() < UNITS {
            self.met.push((unit.to_owned(), line));
        }
    }

    pub(super) fn pack(&self, to: &mut Pack) {
        to.number(self.met.len() as u64);
        for (unit, line) in &self.met {
            to.text(unit);
            to.number(*line);
        }
    }

    /// Takes over those met behind; lines count from `before` more.
    pub(super) fn unpack(&mut self, from: &mut Unpack<'_>, before: u64) {
        for _ in 0..from.count() {
            let unit = from.text();
            self.meet(unit, from.number().wrapping_add(before));
        }
    }

    /// Which of several is meant.
    pub(super) fn question(&self, plan: &Plan) -> Option<Question> {
        let (second, line) = self.met.get(1)?;
        let only = self.met.iter().map(|(unit, _)| Choice {
            value: unit.clone(),
            cell: unit.clone(),
            meaning: format!("only rows in {unit}"),
            current: false,
        });
        let all = Choice {
            value: "*".to_owned(),
            cell: second.clone(),
            meaning: "all rows, as they are".to_owned(),
            current: true,
        };
        let choices = [all].into_iter().chain(only).collect();
        Some(Question { about: About::Units, header: plan.title(self.column), line: *line, choices })
    }
}
