//! The first block of a file to its plan: encoding, signs, header, table, roles, forms.
//!
//! What cannot be a table is refused here, with the place and the reason.

use std::collections::BTreeMap;

use super::content;
use super::dialect::{self, Record, Sniffed};
use super::encoding::{self, Decoder, Encoding};
use super::forms::{self, Proofs};
use super::header::{self, Looks};
use super::plan::{Dialect, Plan, fingerprint};
use super::preset::{self, Preset};
use super::question::{Decision, Question};
use super::role::{Role, Table};
use super::scan::{Fault, LONGEST_LINE};
use super::{row, say, second, units, wide};
use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::{ColumnMatch, DialectChoice};

/// Characters looked at for the signs.
const SIGNS_FROM: usize = 64 << 10;

/// A file that is no table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    pub(super) cause: Cause,
    pub(super) place: Place,
    pub(super) detail: String,
}

/// What the first block says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Start {
    pub(super) plan: Plan,
    pub(super) choice: DialectChoice,
    pub(super) mark: usize,
    pub(super) decisions: Vec<Decision>,
    pub(super) questions: Vec<Question>,
    pub(super) findings: Findings,
    pub(super) samples: Vec<Vec<String>>,
    pub(super) proofs: Vec<Proofs>,
    pub(super) also: Vec<Plan>,
}

/// A file's first block, and whether it is all of the file.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) whole: bool,
}

/// The plan of a file, or why it is none.
pub(super) fn start(head: Head, matches: &BTreeMap<String, ColumnMatch>) -> Result<Start, Refusal> {
    let first = Looked::at(head, &DialectChoice::default())?;
    let fingerprint = fingerprint(&first.names());
    let Some(chosen) = matches.get(&fingerprint) else {
        return Ok(first.start(head, fingerprint, None, matches));
    };
    let choice = chosen.dialect.clone().unwrap_or_default();
    let again = choice.delimiter.is_some() || choice.encoding.is_some() || choice.header_line.is_some();
    let looked = if again { Looked::at(head, &choice)? } else { first };
    Ok(looked.start(head, fingerprint, Some(chosen), matches))
}

/// A first block as records, with its header found.
pub(super) struct Looked {
    pub(super) encoding: encoding::Found,
    pub(super) signs: Sniffed,
    pub(super) records: Vec<Record>,
    pub(super) header: Option<usize>,
    pub(super) headers: Vec<String>,
}

impl Looked {
    fn at(head: Head, choice: &DialectChoice) -> Result<Looked, Refusal> {
        let (encoding, text) = decoded(head, choice)?;
        let near = text.get(..text.floor_char_boundary(SIGNS_FROM)).unwrap_or(&text);
        let fixed = choice.delimiter.as_deref().and_then(dialect::delimiter_of);
        let signs = dialect::sniff(near, head.whole && near.len() == text.len(), fixed);
        refuse_long_line(&text, &signs)?;
        let records = dialect::first_records(&text, head.whole, signs.signs, usize::MAX);
        if records.iter().all(Record::is_blank) {
            return Err(refusal(Cause::EmptyFile, 1, "", "no cell has any content"));
        }
        let header = match choice.header_line {
            Some(0) => None,
            Some(line) => records.iter().position(|record| record.line == u64::from(line)),
            None => header_row(&records, signs.sep_line),
        };
        let found = header.and_then(|at| records.get(at));
        if let Some(Record { fault: Some(Fault::OpenQuote(_)), line, cells }) = found {
            let cell = cells.first().map_or("", String::as_str);
            return Err(refusal(
                Cause::OpenQuote,
                *line,
                cell,
                "the quote that begins the header is never closed",
            ));
        }
        let widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
        let headers = match found {
            Some(record) => record.cells.iter().map(|cell| header::shown(cell)).collect(),
            None => vec![String::new(); dialect::usual_width(&widths)],
        };
        Ok(Looked { encoding, signs, records, header, headers })
    }

    /// The columns' names, or, without a header, how many columns there are.
    fn names(&self) -> Vec<String> {
        match self.header {
            Some(_) => self.headers.clone(),
            None => vec![format!("{} columns without names", self.headers.len())],
        }
    }

    /// The records behind the header that are rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Record> {
        let from = self.header.map_or(0, |at| at + 1);
        let sep = self.signs.sep_line;
        let least = self.headers.iter().rposition(|header| !header.is_empty()).map_or(1, |last| last + 1);
        let rows =
            self.records.iter().skip(from).filter(move |record| record.line > sep && !record.is_blank());
        rows.filter(move |record| record.cells.len() >= least && record.fault.is_none())
    }

    fn start(
        self,
        head: Head,
        fingerprint: String,
        chosen: Option<&ColumnMatch>,
        matches: &BTreeMap<String, ColumnMatch>,
    ) -> Start {
        let choice = chosen.and_then(|chosen| chosen.dialect.clone()).unwrap_or_default();
        let (looks, proofs) = self.columns();
        let mut shape = self.shape(head.name, &looks, chosen, &choice);
        let found = preset::find(&self.headers, choice.preset.as_deref(), |column, values| {
            let cells = self.rows().filter_map(|record| record.cells.get(column));
            cells.map(|cell| row::text(cell)).any(|cell| values.contains(&cell))
        });
        let open = |found: &preset::Found| {
            let named = named_table(chosen);
            named.is_none_or(|(table, roles)| roles.is_empty() && table == found.table())
        };
        if let Some(found) = found.as_ref().filter(|found| shape.periods.is_empty() && open(found)) {
            if shape.table != Some(found.table()) {
                shape.roles = header::roles_in(found.table(), &self.headers, &looks);
                shape.table = Some(found.table());
            }
            found.assign(&self.headers, &mut shape.roles);
        }
        let found = found.filter(|found| shape.table == Some(found.table()));
        let locations =
            found.as_ref().map(|found| found.locations(&self.headers, &mut shape.roles)).unwrap_or_default();
        let also = second::tables(&self.headers, &looks, &shape, &fingerprint, matches);
        let decided = forms::decide(&proofs, &self.headers, &choice);
        let forms = decided.iter().zip(&self.headers).zip(second::any_role(&shape.roles, &also));
        let named = |name: &String| Plan::named(&self.headers, name);
        let mut items = wide::items(&self.headers, &looks, &mut shape, &choice);
        items.extend(locations);
        let plan = Plan {
            items,
            dialect: Dialect { encoding: self.encoding.encoding, signs: self.signs.signs },
            table: shape.table,
            first_line: self.first_line(),
            header_line: self.header_line(),
            forms: forms
                .map(|((column, header), role)| units::with_unit(column.form, header, role))
                .collect(),
            headers: self.headers.clone(),
            roles: shape.roles,
            periods: shape.periods,
            blank_is_zero: true,
            comment: choice.comment.clone().filter(|comment| !comment.is_empty()),
            only: choice.only.iter().filter_map(|(name, unit)| Some((named(name)?, unit.clone()))).collect(),
            confirmed: shape.confirmed,
            preset: Preset::default(),
            fingerprint,
        };
        let preset = found.map(|found| found.preset(&plan)).unwrap_or_default();
        let plan = Plan { preset, ..plan };
        let mut start = Start {
            choice,
            mark: self.encoding.mark,
            decisions: Vec::new(),
            questions: Vec::new(),
            findings: Findings::default(),
            samples: say::samples(&self),
            proofs,
            also: second::plans(&plan, also),
            plan,
        };
        say::say(&self, head.name, chosen, &mut start);
        start
    }

    pub(super) fn header_line(&self) -> u64 {
        self.header.and_then(|at| self.records.get(at)).map_or(0, |record| record.line)
    }

    fn first_line(&self) -> u64 {
        let next = self.header.map_or(0, |at| at + 1);
        let behind = self.records.iter().skip(next).find(|record| record.line > self.signs.sep_line);
        behind.map_or(self.header_line().max(self.signs.sep_line) + 1, |record| record.line)
    }

    /// What each column's cells look like, and what they prove.
    fn columns(&self) -> (Vec<Looks>, Vec<Proofs>) {
        let mut looks = vec![Looks::default(); self.headers.len()];
        let mut proofs = vec![Proofs::default(); self.headers.len()];
        for record in self.rows() {
            for ((cell, looks), proofs) in record.cells.iter().zip(&mut looks).zip(&mut proofs) {
                content::look(cell, record.line, looks, proofs);
            }
        }
        (looks, proofs)
    }

    /// Table, roles and periods: as chosen, by the headers, else by the cells.
    fn shape(
        &self,
        name: &str,
        looks: &[Looks],
        chosen: Option<&ColumnMatch>,
        choice: &DialectChoice,
    ) -> Shape {
        let ignored: Vec<usize> =
            choice.ignored.iter().filter_map(|name| Plan::named(&self.headers, name)).collect();
        let read: Vec<String> = self
            .headers
            .iter()
            .enumerate()
            .map(|(column, header)| if ignored.contains(&column) { String::new() } else { header.clone() })
            .collect();
        if let Some((table, corrected)) = named_table(chosen) {
            let roles = if corrected.is_empty() {
                content::matched(table, &read, looks)
            } else {
                header::chosen_roles(table, &self.headers, corrected)
            };
            let shape = Shape { table: Some(table), roles, periods: Vec::new(), confirmed: true };
            return wide::reshape(&self.headers, looks, shape, &ignored, choice);
        }
        if self.header.is_none() {
            let (table, roles) = content::guess(looks);
            return Shape { table, roles, periods: Vec::new(), confirmed: false };
        }
        let best = header::best(name, &read, looks);
        let table = best.as_ref().map(|best| best.table);
        let roles = best.map_or_else(|| vec![None; self.headers.len()], |best| best.roles);
        let shape = Shape { table, roles, periods: Vec::new(), confirmed: true };
        wide::reshape(&read, looks, shape, &ignored, choice)
    }
}

/// The table and roles that a correction names; one without a table leaves both to the file.
fn named_table(chosen: Option<&ColumnMatch>) -> Option<(Table, &BTreeMap<String, String>)> {
    let chosen = chosen?;
    Some((Table::named(&chosen.table)?, &chosen.roles))
}

/// What a file is, column by column.
pub(super) struct Shape {
    pub(super) table: Option<Table>,
    pub(super) roles: Vec<Option<Role>>,
    pub(super) periods: Vec<super::plan::Period>,
    pub(super) confirmed: bool,
}

fn refusal(cause: Cause, line: u64, found: &str, detail: &str) -> Refusal {
    let place = Place { line, column: String::new(), found: found.to_owned() };
    Refusal { cause, place, detail: detail.to_owned() }
}

/// The first block as text, unless it is none.
fn decoded(head: Head, choice: &DialectChoice) -> Result<(encoding::Found, String), Refusal> {
    if head.bytes.is_empty() {
        return Err(refusal(Cause::EmptyFile, 1, "", "the file has 0 bytes"));
    }
    if let Some(what) = dialect::no_text(head.bytes) {
        return Err(refusal(Cause::NotATable, 1, "", what));
    }
    let mut encoding = encoding::detect(head.bytes);
    if let Some(chosen) = choice.encoding.as_deref().and_then(Encoding::named) {
        let mark = encoding::mark_length(chosen, head.bytes);
        encoding = encoding::Found { encoding: chosen, mark, evidence: "as chosen" };
    }
    let mut text = String::new();
    let body = head.bytes.get(encoding.mark..).unwrap_or_default();
    Decoder::new(encoding.encoding).decode(body, head.whole, &mut text);
    if header::is_blank(&text) {
        return Err(refusal(Cause::EmptyFile, 1, "", "the file has no content"));
    }
    match dialect::no_table(&text) {
        Some(what) => Err(refusal(Cause::NotATable, 1, text.lines().next().unwrap_or_default(), what)),
        None => Ok((encoding, text)),
    }
}

/// A first line that never ends, with the cell that it does not end in.
fn refuse_long_line(text: &str, signs: &Sniffed) -> Result<(), Refusal> {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    if end <= LONGEST_LINE {
        return Ok(());
    }
    let near = text.get(..text.floor_char_boundary(SIGNS_FROM)).unwrap_or(text);
    let cells =
        dialect::first_records(near, true, signs.signs, 1).first().map_or(1, |record| record.cells.len());
    let mut refusal = refusal(Cause::LongLine, 1, near, "the first line is longer than 2 MiB");
    refusal.place.column = format!("column {cells}");
    Err(refusal)
}

/// The row with the names: the one among the first with most known names, the lower of two that follow each
/// other; where no name is known, the first usual row, unless it looks like data.
fn header_row(records: &[Record], sep_line: u64) -> Option<usize> {
    let filled = records.iter().enumerate();
    let near: Vec<(usize, &Record)> =
        filled.filter(|(_, record)| record.line > sep_line && !record.is_blank()).take(40).collect();
    let periods = |record: &Record| wide::period_names(&record.cells);
    let mut best: Option<(usize, usize, &Record)> = None;
    for (place, (at, record)) in near.iter().enumerate() {
        let below = near.get(place + 1).map(|(_, next)| periods(next));
        let dated =
            Some(periods(record)).filter(|found| below.is_some_and(|below| *found > below)).unwrap_or(0);
        let names = header::known_names(&record.cells) + dated;
        let better = best.is_none_or(|(most, before, other)| {
            names > most || (names == most && at - before == 1 && other.cells != record.cells)
        });
        if better {
            best = Some((names, *at, record));
        }
    }
    let widths: Vec<usize> = near.iter().map(|(_, record)| record.cells.len()).collect();
    let usual = dialect::usual_width(&widths);
    let (names, at, _) = best?;
    if names >= if usual <= 1 { 1 } else { 2 } {
        return Some(at);
    }
    let (at, first) = near.iter().find(|(_, record)| record.cells.len() == usual)?;
    (!content::looks_like_data(&first.cells)).then_some(*at)
}
