//! The first block of a file to its plan: encoding, signs, header, table, roles, forms.
//!
//! What cannot be a table is refused here, with the place and the reason.

use std::collections::BTreeMap;

use super::cell::{DateCell, DateForm, DateOrder, DecimalMark, Number, date, number};
use super::dialect::{self, Record, Sniffed};
use super::encoding::{self, Decoder, Encoding};
use super::forms::{self, Proofs};
use super::header::{self, Looks};
use super::plan::{Dialect, Plan, fingerprint};
use super::question::{About, Choice, Decision, Question};
use super::role::{Kind, Role, Table};
use super::row;
use super::scan::{Fault, LONGEST_LINE, Signs};
use super::wide;
use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::{ColumnMatch, DialectChoice};

/// Characters looked at for the signs.
const SIGNS_FROM: usize = 64 << 10;
/// Values shown of each column.
const SAMPLES: usize = 3;

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
    let fingerprint = fingerprint(&first.headers);
    let Some(chosen) = matches.get(&fingerprint) else {
        return Ok(first.start(head, fingerprint, None));
    };
    let choice = chosen.dialect.clone().unwrap_or_default();
    let looked = if choice.delimiter.is_some() || choice.encoding.is_some() {
        Looked::at(head, &choice)?
    } else {
        first
    };
    Ok(looked.start(head, fingerprint, Some(chosen)))
}

/// A first block as records, with its header found.
struct Looked {
    encoding: encoding::Found,
    signs: Sniffed,
    records: Vec<Record>,
    header: Option<usize>,
    headers: Vec<String>,
}

impl Looked {
    fn at(head: Head, choice: &DialectChoice) -> Result<Looked, Refusal> {
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
        refuse_text(&text)?;
        let near = text.get(..text.floor_char_boundary(SIGNS_FROM)).unwrap_or(&text);
        let fixed = choice.delimiter.as_deref().and_then(dialect::delimiter_of);
        let signs = dialect::sniff(near, head.whole && near.len() == text.len(), fixed);
        let records = dialect::first_records(&text, head.whole, signs.signs, usize::MAX);
        if records.iter().all(Record::is_blank) {
            return Err(refusal(Cause::EmptyFile, 1, "", "no cell has any content"));
        }
        let header = header_row(&records, signs.sep_line);
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
        let width = records.iter().map(|record| record.cells.len()).max().unwrap_or(0);
        let headers = match found {
            Some(record) => record.cells.iter().map(|cell| header::shown(cell)).collect(),
            None => vec![String::new(); width],
        };
        Ok(Looked { encoding, signs, records, header, headers })
    }

    /// The records behind the header that are rows.
    fn rows(&self) -> impl Iterator<Item = &Record> {
        let from = self.header.map_or(0, |at| at + 1);
        let sep = self.signs.sep_line;
        let least = self.headers.iter().rposition(|header| !header.is_empty()).map_or(1, |last| last + 1);
        let rows =
            self.records.iter().skip(from).filter(move |record| record.line > sep && !record.is_blank());
        rows.filter(move |record| record.cells.len() >= least && record.fault.is_none())
    }

    fn start(self, head: Head, fingerprint: String, chosen: Option<&ColumnMatch>) -> Start {
        let choice = chosen.and_then(|chosen| chosen.dialect.clone()).unwrap_or_default();
        let (looks, proofs) = self.columns();
        let (table, roles) = self.table(head.name, &looks, chosen);
        let periods = wide::periods(&self.headers, &roles);
        let is_wide = table != Some(Table::Demand) && periods.len() >= 2
            || table == Some(Table::Demand) && { !roles.contains(&Some(Role::Date)) && periods.len() >= 2 };
        let (table, roles, periods) =
            if is_wide { wide::shape(&self.headers, &looks, periods) } else { (table, roles, Vec::new()) };
        let decided = forms::decide(&proofs, &self.headers, &choice);
        let header_line = self.header.and_then(|at| self.records.get(at)).map_or(0, |record| record.line);
        let plan = Plan {
            dialect: Dialect { encoding: self.encoding.encoding, signs: self.signs.signs },
            table,
            first_line: self.first_line(),
            header_line,
            roles,
            forms: decided.iter().map(|column| column.form).collect(),
            headers: self.headers.clone(),
            periods,
            blank_is_zero: true,
            fingerprint,
        };
        let mut start = Start {
            choice,
            mark: self.encoding.mark,
            decisions: Vec::new(),
            questions: Vec::new(),
            findings: Findings::default(),
            samples: self.samples(),
            plan,
        };
        self.say(head.name, &mut start);
        start
    }

    fn first_line(&self) -> u64 {
        let after_header = self.header.map(|at| at + 1);
        let behind = after_header.and_then(|next| self.records.get(next)).map(|record| record.line);
        let header = self.header.and_then(|at| self.records.get(at));
        match (behind, header) {
            (Some(line), _) => line,
            (None, Some(header)) => header.line + 1,
            (None, None) => self.signs.sep_line + 1,
        }
    }

    /// What each column's cells look like, and what they prove.
    fn columns(&self) -> (Vec<Looks>, Vec<Proofs>) {
        let mut looks = vec![Looks::default(); self.headers.len()];
        let mut proofs = vec![Proofs::default(); self.headers.len()];
        for record in self.rows() {
            for ((cell, looks), proofs) in record.cells.iter().zip(&mut looks).zip(&mut proofs) {
                look(cell, record.line, looks, proofs);
            }
        }
        (looks, proofs)
    }

    fn table(
        &self,
        name: &str,
        looks: &[Looks],
        chosen: Option<&ColumnMatch>,
    ) -> (Option<Table>, Vec<Option<Role>>) {
        let named = chosen.and_then(|chosen| Some((Table::named(&chosen.table)?, &chosen.roles)));
        if let Some((table, corrected)) = named {
            let roles = self.headers.iter().map(|header| {
                let role = corrected.iter().find(|(_, of)| *of == header).map(|(role, _)| role);
                role.and_then(|role| table.role(role))
            });
            return (Some(table), roles.collect());
        }
        match header::best(name, &self.headers, looks) {
            Some(best) => (Some(best.table), best.roles),
            None => (None, vec![None; self.headers.len()]),
        }
    }

    fn samples(&self) -> Vec<Vec<String>> {
        let mut samples = vec![Vec::new(); self.headers.len()];
        for record in self.rows().take(1000) {
            for (cell, kept) in record.cells.iter().zip(&mut samples) {
                let cell: String = row::text(cell).chars().take(60).collect();
                if kept.len() < SAMPLES && !cell.is_empty() && !kept.contains(&cell) {
                    kept.push(cell);
                }
            }
        }
        samples
    }

    /// Decisions, questions and findings about the file as a whole.
    fn say(&self, name: &str, start: &mut Start) {
        let decision = |name, value, evidence: &str| Decision { name, value, evidence: evidence.to_owned() };
        let encoding = self.encoding.encoding.name().to_owned();
        start.decisions.push(decision("encoding", encoding, self.encoding.evidence));
        let delimiter = dialect::delimiter_name(self.signs.signs);
        start.decisions.push(decision("delimiter", delimiter, &self.signs.evidence));
        let header = match start.plan.header_line {
            0 => "none".to_owned(),
            line => format!("line {line}"),
        };
        let known = header::known_names(&self.headers);
        start.decisions.push(decision("header", header, &format!("{known} known names")));
        if let Some(rival) = self.signs.rival {
            start.questions.push(self.delimiter_question(rival));
        }
        if self.signs.sep_wrong {
            let place = Place { line: 1, column: String::new(), found: first_cell(&self.records) };
            start.findings.note(name, Cause::WrongSeparatorLine, place);
        }
        self.note_skipped(name, start);
        note_headers(name, start);
        note_table(name, start);
    }

    fn delimiter_question(&self, rival: Signs) -> Question {
        let found = self.records.first().map_or("", |record| record.cells.first().map_or("", String::as_str));
        let choice = |signs, current| Choice {
            value: dialect::delimiter_value(signs),
            cell: found.to_owned(),
            meaning: dialect::delimiter_name(signs),
            current,
        };
        let choices = vec![choice(self.signs.signs, true), choice(rival, false)];
        Question { about: About::Delimiter, header: String::new(), line: 1, choices }
    }

    /// Lines with content before the header.
    fn note_skipped(&self, name: &str, start: &mut Start) {
        let before = self.header.unwrap_or(0);
        for record in self.records.iter().take(before).filter(|record| record.line > self.signs.sep_line) {
            if !record.is_blank() {
                let found =
                    record.cells.iter().find(|cell| !header::is_blank(cell)).cloned().unwrap_or_default();
                let place = Place { line: record.line, column: String::new(), found };
                start.findings.note(name, Cause::SkippedLine, place);
            }
        }
    }
}

fn first_cell(records: &[Record]) -> String {
    records.first().and_then(|record| record.cells.first()).cloned().unwrap_or_default()
}

fn refusal(cause: Cause, line: u64, found: &str, detail: &str) -> Refusal {
    let place = Place { line, column: String::new(), found: found.to_owned() };
    Refusal { cause, place, detail: detail.to_owned() }
}

fn refuse_text(text: &str) -> Result<(), Refusal> {
    if header::is_blank(text) {
        return Err(refusal(Cause::EmptyFile, 1, "", "the file has no content"));
    }
    if let Some(what) = dialect::no_table(text) {
        return Err(refusal(Cause::NotATable, 1, text.lines().next().unwrap_or_default(), what));
    }
    let first_end = text.find(['\n', '\r']).unwrap_or(text.len());
    if first_end > LONGEST_LINE {
        let begin: String = text.chars().take(40).collect();
        return Err(refusal(Cause::LongLine, 1, &begin, "the first line is longer than 2 MiB"));
    }
    Ok(())
}

/// The row with the names: the one among the first with most known names; where no name is known, the first
/// usual row, unless it looks like data.
fn header_row(records: &[Record], sep_line: u64) -> Option<usize> {
    let near: Vec<(usize, &Record)> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.line > sep_line && !record.is_blank())
        .take(40)
        .collect();
    let widths: Vec<usize> = near.iter().map(|(_, record)| record.cells.len()).collect();
    let usual = dialect::usual_width(&widths);
    let known = |record: &Record| header::known_names(&record.cells) + wide::period_names(&record.cells);
    let best = near.iter().map(|(at, record)| (known(record), *at, *record)).reduce(|best, other| {
        let longer = other.0 > best.0;
        if longer { other } else { best }
    })?;
    let needed = if usual <= 1 { 1 } else { 2 };
    if best.0 >= needed && best.2.cells.len() + 1 >= usual.min(best.2.cells.len() + 1) {
        return Some(best.1);
    }
    let (at, first) = near.iter().find(|(_, record)| record.cells.len() == usual)?;
    (!looks_like_data(first)).then_some(*at)
}

/// A number or a date stands in it.
fn looks_like_data(record: &Record) -> bool {
    let form = DateForm { serial: None, ..DateForm::of(DateOrder::DayMonthYear) };
    record.cells.iter().any(|cell| {
        let number = matches!(number::read(cell, DecimalMark::Point), Number::Value(_))
            || matches!(number::read(cell, DecimalMark::Comma), Number::Value(_));
        number || matches!(date::read(cell, form).cell, DateCell::Day(_))
    })
}

fn look(cell: &str, line: u64, looks: &mut Looks, proofs: &mut Proofs) {
    let text = row::text(cell);
    if text.is_empty() {
        return;
    }
    looks.filled += 1;
    let by_point = number::read(text, DecimalMark::Point);
    let by_comma = || number::read(text, DecimalMark::Comma);
    let is_number = |number| matches!(number, Number::Value(_) | Number::Blank);
    looks.numbers += usize::from(is_number(by_point) || is_number(by_comma()));
    proofs.numbers.take(text, line);
    if text.len() <= 48 {
        let reading = date::read(text, DateForm::of(DateOrder::DayMonthYear));
        let other = || date::read(text, DateForm::of(DateOrder::MonthDayYear)).cell;
        let is_day = |cell| matches!(cell, DateCell::Day(_) | DateCell::Blank);
        let serial = matches!(reading.says, date::OrderEvidence::Serial(_));
        looks.dates += usize::from(is_day(reading.cell) || serial || is_day(other()));
        proofs.dates.take(reading.says, text, line);
    }
}

fn note_headers(name: &str, start: &mut Start) {
    if start.plan.header_line == 0 {
        return;
    }
    let line = start.plan.header_line;
    let mut seen: Vec<String> = Vec::new();
    for header in &start.plan.headers {
        let compact = header::compact(header);
        let place = || Place { line, column: header.clone(), found: header.clone() };
        if !compact.is_empty() && seen.contains(&compact) && seen.len() < 2000 {
            start.findings.note(name, Cause::DuplicateHeader, place());
        }
        seen.push(compact);
    }
}

/// What is missing, with the columns that could fill the gap.
fn note_table(name: &str, start: &mut Start) {
    let line = start.plan.header_line.max(1);
    let place = |column: &str| Place { line, column: column.to_owned(), found: String::new() };
    let Some(table) = start.plan.table else {
        start.findings.note(name, Cause::UnknownTable, place(""));
        return;
    };
    for group in start.plan.missing() {
        let role = group.first().map_or("", |role| role.name());
        start.findings.note(name, Cause::MissingColumn, place(role));
        let kind = group.first().map_or(Kind::Text, |role| role.kind());
        start.questions.push(column_question(start, role, kind, line));
    }
    if !start.plan.missing().is_empty() {
        let detail = format!("read as {}", table.name());
        start.findings.state(name, Cause::MissingColumn, 0, detail);
    }
}

fn column_question(start: &Start, role: &str, kind: Kind, line: u64) -> Question {
    let free = start.plan.headers.iter().enumerate().filter(|(column, header)| {
        let unused = start.plan.roles.get(*column).copied().flatten().is_none();
        unused && !header.is_empty()
    });
    let choices = free.take(50).map(|(column, header)| {
        let cell = start.samples.get(column).and_then(|samples| samples.first()).cloned().unwrap_or_default();
        Choice {
            value: header.clone(),
            cell,
            meaning: format!("{role} ({kind:?})").to_lowercase(),
            current: false,
        }
    });
    Question { about: About::Columns, header: role.to_owned(), line, choices: choices.collect() }
}
