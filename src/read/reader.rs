//! Bytes pushed in, rows out: the first block makes the plan, every block then gives its rows.
//!
//! Bytes are gathered into blocks of one size, so how they were cut up before cannot show. The cells of role
//! columns are read once, here, and what they prove about marks and orders is collected to the last row: where
//! it contradicts the plan, the outcome holds a corrected one and the file is fed again.

use std::collections::BTreeMap;

use super::cell::{DateCell, Number, date, number};
use super::encoding::{Decoder, Encoding};
use super::forms::{self, Proofs};
use super::header;
use super::plan::Plan;
use super::question::{Decision, Question};
use super::role::{Kind, Role};
use super::row::{Cut, Row, Value};
use super::scan::{Fault, LONGEST_LINE, Scanner, Taken};
use super::sniff::{self, Head, Start};
use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::ColumnMatch;

/// Bytes decoded and scanned at a time; the first block makes the plan.
const BLOCK: usize = 256 << 10;
/// The first block grows up to here while it holds no line end.
const LARGEST_HEAD: usize = 4 << 20;

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How it was read; none where it is no table.
    pub plan: Option<Plan>,
    /// A later row contradicts the plan: feed the file again, read by this one.
    pub again: Option<Plan>,
    /// Rows met; in a wide table, cells of periods.
    pub rows: u64,
    /// Rows that were not handed on, by cause.
    pub left_out: BTreeMap<Cause, u64>,
    /// Up to three values of each column.
    pub samples: Vec<Vec<String>>,
    /// What was decided, with the evidence.
    pub decisions: Vec<Decision>,
    /// What only the user can settle.
    pub questions: Vec<Question>,
    /// What is odd.
    pub findings: Findings,
}

impl Outcome {
    /// Rows handed on.
    pub fn used(&self) -> u64 {
        self.rows.saturating_sub(self.left_out.values().sum())
    }
}

/// Reads one file as its bytes come.
pub struct Reader {
    name: String,
    matches: BTreeMap<String, ColumnMatch>,
    known: Option<Plan>,
    head: Vec<u8>,
    body: Option<Box<Body>>,
    refused: Option<Outcome>,
}

impl Reader {
    /// A reader of a file called `name`; `matches` are the corrections that a policy holds, by fingerprint.
    pub fn new(name: &str, matches: &BTreeMap<String, ColumnMatch>) -> Reader {
        Reader {
            name: name.to_owned(),
            matches: matches.clone(),
            known: None,
            head: Vec::new(),
            body: None,
            refused: None,
        }
    }

    /// Reads by a plan made before, which no row can change any more.
    #[must_use]
    pub fn by(mut self, plan: Plan) -> Reader {
        self.known = Some(plan);
        self
    }

    /// Takes the next bytes and hands each whole row to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(&Plan, &Row)) {
        if let Some(body) = &mut self.body {
            body.push(bytes, sink);
        } else if self.refused.is_none() {
            self.head.extend_from_slice(bytes);
            if let Some(length) = self.enough() {
                self.begin(length, false, sink);
            }
        }
    }

    /// Ends the file.
    pub fn finish(mut self, sink: &mut impl FnMut(&Plan, &Row)) -> Outcome {
        if self.body.is_none() && self.refused.is_none() {
            self.begin(self.head.len(), true, sink);
        }
        match (self.body, self.refused) {
            (Some(body), _) => body.finish(sink),
            (None, refused) => refused.unwrap_or_default(),
        }
    }

    /// How much of the head makes the plan, once there is enough of it.
    fn enough(&self) -> Option<usize> {
        let mut length = BLOCK;
        loop {
            let head = self.head.get(..length)?;
            let lines = head.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).take(4).count();
            if lines == 4 || length >= LARGEST_HEAD {
                return Some(length);
            }
            length *= 2;
        }
    }

    fn begin(&mut self, length: usize, whole: bool, sink: &mut impl FnMut(&Plan, &Row)) {
        let head = std::mem::take(&mut self.head);
        let bytes = head.get(..length).unwrap_or(&head);
        match sniff::start(Head { name: &self.name, bytes, whole }, &self.matches) {
            Ok(start) => {
                let mark = start.mark;
                let mut body = Box::new(Body::new(self.name.clone(), start, self.known.take()));
                body.push(head.get(mark..).unwrap_or_default(), sink);
                self.body = Some(body);
            }
            Err(refusal) => {
                let mut outcome = Outcome::default();
                outcome.findings.note(&self.name, refusal.cause, refusal.place);
                outcome.findings.state(&self.name, refusal.cause, 0, refusal.detail);
                self.refused = Some(outcome);
            }
        }
    }
}

/// A role's column, whose cells are read ahead and watched.
struct Watch {
    column: usize,
    kind: Kind,
    proofs: Proofs,
    last: String,
    last_date: DateCell,
}

/// Everything behind the first block.
struct Body {
    name: String,
    start: Start,
    plan: Plan,
    known: bool,
    decoder: Decoder,
    pending: Vec<u8>,
    text: String,
    scanner: Scanner,
    line: u64,
    skipping: bool,
    least: usize,
    usable: bool,
    watches: Vec<Watch>,
    period_proofs: Proofs,
    values: Vec<Value>,
    rows: u64,
    left_out: BTreeMap<Cause, u64>,
    findings: Findings,
}

impl Body {
    fn new(name: String, start: Start, known: Option<Plan>) -> Body {
        let is_known = known.is_some();
        let plan = known.unwrap_or_else(|| start.plan.clone());
        let roles = plan.roles.iter().enumerate();
        let watches = roles.filter_map(|(column, role)| {
            let kind = role.map(Role::kind).filter(|kind| *kind != Kind::Text)?;
            let proofs = Proofs::default();
            Some(Watch { column, kind, proofs, last: String::new(), last_date: DateCell::Blank })
        });
        Body {
            decoder: Decoder::new(plan.dialect.encoding),
            scanner: Scanner::new(plan.dialect.signs),
            watches: watches.collect(),
            values: vec![Value::Text; plan.headers.len()],
            least: plan.least_cells(),
            usable: plan.is_usable(),
            findings: start.findings.clone(),
            period_proofs: Proofs::default(),
            left_out: BTreeMap::new(),
            pending: Vec::new(),
            text: String::new(),
            known: is_known,
            skipping: false,
            line: 1,
            rows: 0,
            name,
            start,
            plan,
        }
    }

    fn push(&mut self, mut bytes: &[u8], sink: &mut impl FnMut(&Plan, &Row)) {
        while !bytes.is_empty() {
            let room = BLOCK - self.pending.len();
            let (taken, rest) = bytes.split_at(room.min(bytes.len()));
            bytes = rest;
            if self.pending.is_empty() && taken.len() == BLOCK {
                self.block(taken, false, sink);
                continue;
            }
            self.pending.extend_from_slice(taken);
            if self.pending.len() == BLOCK {
                let block = std::mem::take(&mut self.pending);
                self.block(&block, false, sink);
                self.pending = block;
                self.pending.clear();
            }
        }
    }

    fn block(&mut self, block: &[u8], last: bool, sink: &mut impl FnMut(&Plan, &Row)) {
        let mut text = std::mem::take(&mut self.text);
        self.decoder.decode(block, last, &mut text);
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            match self.next(rest, last, sink) {
                Some(taken) => at += taken,
                None => break,
            }
        }
        text.drain(..at);
        self.text = text;
    }

    /// Takes one record, or what is left of a line too long; none where more text is needed.
    fn next(&mut self, rest: &str, last: bool, sink: &mut impl FnMut(&Plan, &Row)) -> Option<usize> {
        if self.skipping {
            return Some(self.skip(rest));
        }
        match self.scanner.record(rest, last) {
            Some(taken) => {
                if taken.bytes > LONGEST_LINE + 2 {
                    self.leave_out_long(rest);
                } else {
                    self.record(rest, taken, sink);
                }
                self.line += taken.lines;
                Some(taken.bytes)
            }
            None if rest.len() > LONGEST_LINE + 2 => {
                self.leave_out_long(rest);
                self.skipping = true;
                Some(self.skip(rest))
            }
            None => None,
        }
    }

    fn skip(&mut self, rest: &str) -> usize {
        match rest.find('\n') {
            Some(end) => {
                self.skipping = false;
                self.line += 1;
                end + 1
            }
            None => rest.len(),
        }
    }

    fn leave_out_long(&mut self, rest: &str) {
        let found: String = rest.chars().take(80).collect();
        self.rows += 1;
        self.leave_out(Cause::LongLine, 1, String::new(), found);
    }

    fn leave_out(&mut self, cause: Cause, rows: u64, column: String, found: String) {
        *self.left_out.entry(cause).or_default() += rows;
        self.findings.note(&self.name, cause, Place { line: self.line, column, found });
    }

    fn record(&mut self, text: &str, taken: Taken, sink: &mut impl FnMut(&Plan, &Row)) {
        if self.line < self.plan.first_line || self.is_blank(text) {
            return;
        }
        let rows = self.plan.periods.len().max(1) as u64;
        self.rows += rows;
        if let Some((cause, column)) = self.trouble(text, taken) {
            let title =
                if column < self.plan.headers.len() { self.plan.title(column) } else { String::new() };
            let found = match cause {
                Cause::RaggedRow => {
                    format!("{} cells, expected {}", self.scanner.len(), self.plan.headers.len())
                }
                _ => self.scanner.field(text, column).to_owned(),
            };
            self.leave_out(cause, rows, title, found);
            return;
        }
        self.note_odd_text(text, taken);
        if self.usable {
            self.read_ahead(text);
            self.hand_on(text, sink);
        }
    }

    fn is_blank(&self, text: &str) -> bool {
        let starts_visible = text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
        !starts_visible
            && (0..self.scanner.len()).all(|index| {
                let cell = self.scanner.field(text, index);
                header::is_blank(cell) || cell == "\u{1a}"
            })
    }

    /// Why a record is no row, and the column that shows it.
    fn trouble(&self, text: &str, taken: Taken) -> Option<(Cause, usize)> {
        match taken.fault {
            Some(Fault::OpenQuote(column)) => return Some((Cause::OpenQuote, column)),
            Some(Fault::ControlCharacter(column)) => return Some((Cause::ControlCharacter, column)),
            Some(Fault::TextAfterQuote(_)) | None => {}
        }
        let (cells, columns) = (self.scanner.len(), self.plan.headers.len());
        let blank = |index| header::is_blank(self.scanner.field(text, index));
        if is_total(self.scanner.field(text, 0)) {
            return Some((Cause::TotalRow, 0));
        }
        if cells < self.least || (columns..cells).any(|index| !blank(index)) {
            return Some((Cause::RaggedRow, cells.min(columns)));
        }
        let repeats = || {
            let mut headers = self.plan.headers.iter().enumerate();
            headers.all(|(index, header)| header::shown(self.scanner.field(text, index)) == *header)
        };
        let first = self.plan.headers.first().is_some_and(|header| *header == self.scanner.field(text, 0));
        (first && self.plan.header_line > 0 && repeats()).then_some((Cause::RepeatedHeader, 0))
    }

    fn note_odd_text(&mut self, text: &str, taken: Taken) {
        if let Some(Fault::TextAfterQuote(column)) = taken.fault {
            let found = self.scanner.field(text, column).to_owned();
            let place = Place { line: self.line, column: self.plan.title(column), found };
            self.findings.note(&self.name, Cause::TextAfterQuote, place);
        }
        if self.decoder.replaced == 0 {
            return;
        }
        for index in 0..self.scanner.len() {
            let cell = self.scanner.field(text, index);
            if cell.contains('\u{fffd}') {
                let place = Place { line: self.line, column: self.plan.title(index), found: cell.to_owned() };
                self.findings.note(&self.name, Cause::UnreadableText, place);
            }
        }
    }

    /// Reads the cells of role columns and keeps what they prove.
    fn read_ahead(&mut self, text: &str) {
        for watch in &mut self.watches {
            let cell = self.scanner.field(text, watch.column);
            let form = self.plan.form(watch.column);
            let value = match watch.kind {
                Kind::Text => Value::Text,
                Kind::Date => {
                    if watch.last != cell {
                        let reading = date::read(cell, form.dates);
                        watch.proofs.dates.take(reading.says, cell, self.line);
                        watch.last.clear();
                        watch.last.push_str(cell);
                        watch.last_date = reading.cell;
                    }
                    Value::Date(watch.last_date)
                }
                Kind::Number => {
                    let number = number::read(cell, form.mark);
                    if matches!(number, Number::Bad(_)) || !watch.proofs.numbers.proves(form.mark) {
                        watch.proofs.numbers.take(cell, self.line);
                    }
                    Value::Number(number)
                }
            };
            if let Some(slot) = self.values.get_mut(watch.column) {
                *slot = value;
            }
        }
    }

    fn hand_on(&mut self, text: &str, sink: &mut impl FnMut(&Plan, &Row)) {
        let row = Row {
            plan: &self.plan,
            scanner: &self.scanner,
            values: &self.values,
            line: self.line,
            cut: None,
            text,
        };
        if self.plan.periods.is_empty() {
            sink(&self.plan, &row);
            return;
        }
        for period in &self.plan.periods {
            let cell = self.scanner.field(text, period.column);
            let mark = self.plan.form(period.column).mark;
            let mut quantity = number::read(cell, mark);
            self.period_proofs.numbers.take(cell, self.line);
            if quantity == Number::Blank && self.plan.blank_is_zero {
                quantity = Number::Value(number::Decimal::default());
                let place =
                    Place { line: self.line, column: self.plan.title(period.column), found: cell.to_owned() };
                self.findings.note(&self.name, Cause::BlankPeriod, place);
            }
            sink(&self.plan, &Row { cut: Some(Cut { day: period.day, quantity }), ..row });
        }
    }

    fn finish(mut self, sink: &mut impl FnMut(&Plan, &Row)) -> Outcome {
        let pending = std::mem::take(&mut self.pending);
        self.block(&pending, true, sink);
        let mut proofs = vec![Proofs::default(); self.plan.headers.len()];
        for watch in self.watches.drain(..) {
            if let Some(slot) = proofs.get_mut(watch.column) {
                *slot = watch.proofs;
            }
        }
        for period in &self.plan.periods {
            if let Some(slot) = proofs.get_mut(period.column) {
                slot.clone_from(&self.period_proofs);
            }
        }
        let decided = forms::decide(&proofs, &self.plan.headers, &self.start.choice);
        let again = self.corrected(&decided);
        if self.rows == 0 {
            let place =
                Place { line: self.plan.header_line.max(1), column: String::new(), found: String::new() };
            self.findings.note(&self.name, Cause::HeaderOnly, place);
        }
        self.outcome(&decided, again)
    }

    /// The plan that all rows ask for, where it is another.
    fn corrected(&self, decided: &[forms::Decided]) -> Option<Plan> {
        if self.known {
            return None;
        }
        let mut plan = self.plan.clone();
        if self.decoder.broken && plan.dialect.encoding == Encoding::Utf8 {
            plan.dialect.encoding = Encoding::Windows1252;
        }
        let periods: Vec<usize> = plan.periods.iter().map(|period| period.column).collect();
        for (column, (form, decided)) in plan.forms.iter_mut().zip(decided).enumerate() {
            match plan.roles.get(column).copied().flatten().map(Role::kind) {
                Some(Kind::Date) => form.dates = decided.form.dates,
                Some(Kind::Number) => form.mark = decided.form.mark,
                _ if periods.contains(&column) => form.mark = decided.form.mark,
                _ => {}
            }
        }
        (plan != self.plan).then_some(plan)
    }

    fn outcome(self, decided: &[forms::Decided], again: Option<Plan>) -> Outcome {
        let (mut decisions, mut questions) = (self.start.decisions, self.start.questions);
        for (column, decided) in decided.iter().enumerate() {
            let kind = self.plan.roles.get(column).copied().flatten().map(Role::kind);
            let first_period = self.plan.periods.first().is_some_and(|period| period.column == column);
            let [about_numbers, about_dates] = decided.questions.clone();
            let (name, value, evidence, question) = match kind {
                Some(Kind::Date) => ("dates", shown_order(decided), &decided.dates, about_dates),
                Some(Kind::Number) => ("decimal", shown_mark(decided), &decided.numbers, about_numbers),
                _ if first_period => ("decimal", shown_mark(decided), &decided.numbers, about_numbers),
                _ => continue,
            };
            if !evidence.is_empty() {
                let value = format!("{}: {value}", self.plan.title(column));
                decisions.push(Decision { name, value, evidence: evidence.clone() });
            }
            questions.extend(question);
        }
        Outcome {
            plan: Some(self.plan),
            again,
            rows: self.rows,
            left_out: self.left_out,
            samples: self.start.samples,
            decisions,
            questions,
            findings: self.findings,
        }
    }
}

fn shown_mark(decided: &forms::Decided) -> String {
    format!("decimal {}", decided.form.mark.name())
}

fn shown_order(decided: &forms::Decided) -> String {
    let [point, slash, dash] = decided.form.dates.orders;
    match (decided.form.dates.serial, slash.or(point).or(dash)) {
        (Some(serial), _) => serial.name().to_owned(),
        (None, Some(order)) => order.name().to_owned(),
        (None, None) => "not decided".to_owned(),
    }
}

/// First cells of rows that add others up.
const TOTALS: &[&str] = &[
    "total",
    "grandtotal",
    "subtotal",
    "sum",
    "totals",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "summe",
    "zwischensumme",
    "totalgeneral",
    "totalegenerale",
    "soustotal",
    "итого",
    "合計",
    "合计",
    "總計",
    "总计",
    "小計",
    "小计",
];

/// Whether a row's first cell says that the row adds others up.
fn is_total(cell: &str) -> bool {
    let Some(first) = cell.trim_start().chars().next() else { return false };
    if !matches!(first, 'T' | 't' | 'G' | 'g' | 'S' | 's' | 'Z' | 'z' | 'И' | 'и' | '合' | '總' | '总' | '小')
    {
        return false;
    }
    cell.len() <= 40 && TOTALS.contains(&header::compact(cell).as_str())
}
