//! Which records are rows: blank, broken, total and foreign ones are told apart, with their reason.

use super::cell::{DateCell, Number};
use super::header;
use super::plan::Plan;
use super::role::{Kind, Role};
use super::scan::{Fault, Scanner, Taken};
use crate::finding::Cause;
use crate::pack::{Pack, Unpack};

/// No column: the whole record.
const WHOLE: usize = usize::MAX;

/// Why a record is no row, with the column that shows it and what stood there.
pub(super) struct Trouble {
    pub(super) cause: Cause,
    pub(super) column: String,
    pub(super) found: String,
}

impl Trouble {
    /// Whether the record is a row all the same, only not a usable one.
    pub(super) fn is_row(&self) -> bool {
        matches!(
            self.cause,
            Cause::RaggedRow
                | Cause::OpenQuote
                | Cause::ControlCharacter
                | Cause::OtherUnit
                | Cause::LongLine
        )
    }
}

/// What has been met, as far as the next record's meaning depends on it.
pub(super) struct Records {
    least: usize,
    any: bool,
    after_blank: bool,
    stopped: bool,
}

impl Records {
    pub(super) fn new(plan: &Plan) -> Records {
        Records { least: plan.least_cells(), any: false, after_blank: false, stopped: false }
    }

    /// Goes on behind other records.
    pub(super) fn follow(&mut self, after_blank: bool) {
        (self.any, self.after_blank) = (true, after_blank);
    }

    pub(super) fn is_after_blank(&self) -> bool {
        self.after_blank
    }

    /// Whether the next record's meaning rests on nothing before it.
    pub(super) fn is_steady(&self) -> bool {
        self.any && !self.after_blank && !self.stopped
    }

    /// Whether another header ended the table.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    pub(super) fn pack(&self, to: &mut Pack) {
        to.flag(self.any);
        to.flag(self.after_blank);
    }

    pub(super) fn unpack(&mut self, from: &mut Unpack<'_>) {
        (self.any, self.after_blank) = (from.flag(), from.flag());
    }

    /// Whether a record shows nothing.
    pub(super) fn is_blank(&mut self, scanner: &Scanner, text: &str) -> bool {
        let starts_visible = text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
        let is_empty = |cell: &str| header::is_blank(cell) || cell == "\u{1a}" || header::is_rule(cell);
        let blank = !starts_visible && (0..scanner.len()).all(|index| is_empty(scanner.field(text, index)));
        self.after_blank |= blank;
        blank
    }

    /// Why a record that shows something is no row.
    pub(super) fn trouble(
        &mut self,
        plan: &Plan,
        scanner: &Scanner,
        text: &str,
        taken: Taken,
    ) -> Option<Trouble> {
        let after_blank = std::mem::take(&mut self.after_blank);
        let first = !std::mem::replace(&mut self.any, true);
        let (cause, column) = self.judge(plan, scanner, text, taken, after_blank, first)?;
        let cells = scanner.len();
        let (column, found) = match (cause, column) {
            (Cause::RaggedRow, column) => {
                let seems = seems_delimited_by(scanner.field(text, 0), cells);
                let title =
                    if column < cells { format!("column {}", column + 1) } else { plan.title(column) };
                (title, format!("{cells} cells, expected {}{seems}", plan.headers.len()))
            }
            (_, WHOLE) => (String::new(), first_visible(scanner, text)),
            (_, column) => (plan.title(column), scanner.field(text, column).to_owned()),
        };
        Some(Trouble { cause, column, found })
    }

    fn judge(
        &mut self,
        plan: &Plan,
        scanner: &Scanner,
        text: &str,
        taken: Taken,
        after_blank: bool,
        first: bool,
    ) -> Option<(Cause, usize)> {
        match taken.fault {
            _ if self.stopped => return Some((Cause::SecondTable, WHOLE)),
            Some(Fault::OpenQuote(column)) => return Some((Cause::OpenQuote, column)),
            Some(Fault::ControlCharacter(column)) => return Some((Cause::ControlCharacter, column)),
            Some(Fault::TextAfterQuote(_)) | None => {}
        }
        let start = scanner.field(text, 0);
        if plan.comment.as_ref().is_some_and(|comment| start.starts_with(comment.as_str())) {
            return Some((Cause::CommentLine, WHOLE));
        }
        let (cells, columns) = (scanner.len(), plan.headers.len());
        let blank = |index| header::is_blank(scanner.field(text, index));
        let ragged = cells < self.least || (columns..cells).any(|index| !blank(index));
        if after_blank || ragged {
            self.stopped = is_other_header(plan, scanner, text);
            if self.stopped {
                return Some((Cause::SecondTable, WHOLE));
            }
        }
        if header::is_total(first_visible_field(scanner, text)) {
            return Some((Cause::TotalRow, WHOLE));
        }
        let single = (0..cells).filter(|index| !blank(*index)).take(2).count() == 1;
        if after_blank && single && self.least > 1 {
            return Some((Cause::SkippedLine, WHOLE));
        }
        if ragged {
            let extra = (columns..cells).find(|index| !blank(*index));
            return Some((Cause::RaggedRow, extra.unwrap_or(cells)));
        }
        if first && is_unit_line(plan, scanner, text) {
            return Some((Cause::SkippedLine, WHOLE));
        }
        if is_header_again(plan, scanner, text) {
            return Some((Cause::RepeatedHeader, WHOLE));
        }
        let other = |(column, unit): &&(usize, String)| {
            unit != "*" && !super::row::text(scanner.field(text, *column)).eq_ignore_ascii_case(unit)
        };
        plan.only.iter().find(other).map(|(column, _)| (Cause::OtherUnit, *column))
    }
}

fn first_visible_field<'a>(scanner: &'a Scanner, text: &'a str) -> &'a str {
    let mut cells = (0..scanner.len()).map(|index| scanner.field(text, index));
    cells.find(|cell| !header::is_blank(cell)).unwrap_or_default()
}

fn first_visible(scanner: &Scanner, text: &str) -> String {
    first_visible_field(scanner, text).chars().take(80).collect()
}

/// Words for a row that is one cell here and several under another delimiter.
fn seems_delimited_by(cell: &str, cells: usize) -> &'static str {
    let other = [(';', " (this row seems to use semicolons)"), ('\t', " (this row seems to use tabs)")];
    let found = other.into_iter().find(|(sign, _)| cells == 1 && cell.contains(*sign));
    found.map_or("", |(_, words)| words)
}

/// Whether a record repeats the header.
fn is_header_again(plan: &Plan, scanner: &Scanner, text: &str) -> bool {
    let same = |(index, name): (usize, &String)| header::shown(scanner.field(text, index)) == *name;
    let starts = plan.headers.first().is_some_and(|name| *name == scanner.field(text, 0));
    plan.header_line > 0 && starts && plan.headers.iter().enumerate().all(same)
}

/// Whether a record is the header of another table: names that are known, and none of them twice in a row.
fn is_other_header(plan: &Plan, scanner: &Scanner, text: &str) -> bool {
    let cells: Vec<String> =
        (0..scanner.len()).map(|index| header::shown(scanner.field(text, index))).collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    filled >= 2 && header::known_names(&cells) == filled && cells != plan.headers
}

/// Whether the first row says units or forms in place of values: at least two cells of numbers or dates, and
/// none that reads.
fn is_unit_line(plan: &Plan, scanner: &Scanner, text: &str) -> bool {
    let typed =
        plan.roles.iter().enumerate().filter_map(|(column, role)| Some((column, role.map(Role::kind)?)));
    let cells = typed.filter(|(_, kind)| *kind != Kind::Text).map(|(column, kind)| {
        let (cell, form) = (scanner.field(text, column), plan.form(column));
        match kind {
            Kind::Date => matches!(form.date(cell), DateCell::Bad(_)),
            _ => matches!(form.number(cell), Number::Bad(_)),
        }
    });
    let unreadable: Vec<bool> = cells.collect();
    unreadable.len() >= 2 && unreadable.iter().all(|bad| *bad)
}
