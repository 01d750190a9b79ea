//! Everything behind the first block: decoding, records, cells read ahead, what they prove.

use super::cell::{DateCell, Number, date, number};
use super::encoding::{Decoder, Encoding};
use super::fast::Fast;
use super::forms::{self, Proofs};
use super::left::LeftOut;
use super::notes::{self, Mixture};
use super::part::Range;
use super::plan::Plan;
use super::preset::Sign;
use super::question::{Decision, Question};
use super::reader::Outcome;
use super::records::{Records, Trouble};
use super::role::{Kind, Role, Table};
use super::row::{Cut, Row, Value};
use super::scan::{LONGEST_LINE, Scanner, Taken};
use super::sniff::Start;
use crate::finding::{Cause, Findings, Place};

/// Bytes decoded and scanned at a time.
pub(super) const BLOCK: usize = 256 << 10;
/// Whole numbers beyond this are not all doubles.
const EXACT: u128 = 1 << 53;

/// A role's column, whose cells are read ahead and watched.
pub(super) struct Watch {
    pub(super) column: usize,
    pub(super) kind: Kind,
    pub(super) proofs: Proofs,
    pub(super) last: String,
    pub(super) last_date: DateCell,
    said_short_year: bool,
}

/// Reads the blocks of a file by its plan.
pub(super) struct Body {
    name: String,
    pub(super) start: Start,
    pub(super) plan: Plan,
    pub(super) also: Vec<Plan>,
    pub(super) known: bool,
    pub(super) decoder: Decoder,
    pending: Vec<u8>,
    text: String,
    scanner: Scanner,
    pub(super) line: u64,
    pub(super) skipping: bool,
    pub(super) records: Records,
    pub(super) usable: bool,
    pub(super) watches: Vec<Watch>,
    period_proofs: Proofs,
    values: Vec<Value>,
    order: String,
    repeated: Vec<(usize, String)>,
    pub(super) mixtures: Vec<Mixture>,
    pub(super) rows: u64,
    pub(super) left_out: u64,
    pub(super) left: LeftOut,
    pub(super) findings: Findings,
    pub(super) range: Option<Range>,
    pub(super) fast: Option<Fast>,
}

impl Body {
    pub(super) fn new(name: String, start: Start, known: Option<Plan>) -> Body {
        let is_known = known.is_some();
        let plan = known.unwrap_or_else(|| start.plan.clone());
        let also = start.also.iter().map(|other| Plan {
            forms: plan.forms.clone(),
            dialect: plan.dialect,
            ..other.clone()
        });
        let also: Vec<Plan> = also.collect();
        Body {
            decoder: Decoder::new(plan.dialect.encoding),
            scanner: Scanner::new(plan.dialect.signs),
            watches: watches(&plan, &also),
            values: vec![Value::Text; plan.headers.len()],
            records: Records::new(&plan),
            mixtures: notes::mixtures(&plan, &start.choice),
            usable: plan.is_usable(),
            findings: start.findings.clone(),
            period_proofs: Proofs::default(),
            left_out: 0,
            left: LeftOut::default(),
            pending: Vec::new(),
            text: String::new(),
            order: String::new(),
            repeated: Vec::new(),
            known: is_known,
            range: None,
            fast: None,
            skipping: false,
            line: 1,
            rows: 0,
            also,
            name,
            start,
            plan,
        }
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], sink: &mut impl FnMut(&Plan, &Row)) {
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
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && !self.is_read()) {
            let plain = self.plain_rows(rest, sink);
            let taken = if plain > 0 { Some(plain) } else { self.next(rest, last, sink) };
            let Some(taken) = taken else { break };
            if plain == 0 {
                self.fast.iter_mut().for_each(|fast| fast.passed(taken));
            }
            if let Some(range) = &mut self.range {
                range.took(rest.get(..taken).unwrap_or_default(), self.plan.dialect.encoding);
            }
            at += taken;
        }
        text.drain(..at);
        self.text = text;
    }

    /// Whether all of the range that it reads has been read.
    pub(super) fn is_read(&self) -> bool {
        self.range.is_some_and(|range| range.is_read())
    }

    /// Takes one record, or what is left of a line too long; none where more text is needed.
    pub(super) fn next(
        &mut self,
        rest: &str,
        last: bool,
        sink: &mut impl FnMut(&Plan, &Row),
    ) -> Option<usize> {
        if self.skipping {
            return Some(self.skip(rest));
        }
        match self.scanner.record(rest, last) {
            Some(taken) => {
                if self.scanner.gave_up {
                    self.range.iter_mut().for_each(Range::needs_all);
                }
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
        self.range.iter_mut().for_each(Range::needs_all);
        let found: String = rest.chars().take(80).collect();
        self.rows += 1;
        self.left.push(self.line, Cause::LongLine, std::iter::once(found.as_str()));
        self.leave_out(Cause::LongLine, 1, String::new(), found);
    }

    fn leave_out(&mut self, cause: Cause, rows: u64, column: String, found: String) {
        self.left_out += rows;
        self.findings.note(&self.name, cause, Place { line: self.line, column, found });
    }

    fn record(&mut self, text: &str, taken: Taken, sink: &mut impl FnMut(&Plan, &Row)) {
        if self.line < self.plan.first_line || self.records.is_blank(&self.scanner, text) {
            return;
        }
        if self.decoder.replaced > 0 || taken.fault.is_some() {
            notes::odd_text(
                &self.plan,
                &self.scanner,
                (text, taken, self.line),
                (&self.name, &mut self.findings),
            );
        }
        let trouble = self.records.trouble(&self.plan, &self.scanner, text, taken);
        let is_row = trouble.as_ref().is_none_or(Trouble::is_row);
        let cut = self.plan.periods.len() + self.plan.items.len();
        let rows = if is_row { cut.max(1) as u64 } else { 1 };
        self.rows += rows;
        if let Some(Trouble { cause, column, found }) = trouble {
            let cells = (0..self.scanner.len()).map(|column| self.scanner.field(text, column));
            self.left.push(self.line, cause, cells);
            self.leave_out(cause, rows, column, found);
            return;
        }
        notes::row(&self.plan, &self.scanner, (text, taken, self.line), (&self.name, &mut self.findings));
        if self.usable {
            self.mixtures.iter_mut().for_each(|mixture| mixture.take(&self.scanner, text, self.line));
            self.repeat(text);
            self.read_ahead(text);
            if self.is_filtered(text) {
                self.left_out += rows;
                self.findings.state(&self.name, Cause::Filtered, rows, self.plan.preset.filter_text.clone());
                return;
            }
            self.turn(text);
            self.hand_on(text, sink);
        }
    }

    /// Keeps the cells that the rows below of the same order leave blank.
    fn repeat(&mut self, text: &str) {
        let Some((order, columns)) = &self.plan.preset.repeated else { return };
        let number = self.scanner.field(text, *order);
        if number != self.order {
            number.clone_into(&mut self.order);
            let cell = |column: &usize| (*column, self.scanner.field(text, *column).to_owned());
            self.repeated = columns.iter().map(cell).collect();
        }
    }

    fn is_filtered(&self, text: &str) -> bool {
        self.plan.preset.filter.as_ref().is_some_and(|filter| !filter.holds(&self.row(text)))
    }

    pub(super) fn row<'a>(&'a self, text: &'a str) -> Row<'a> {
        Row {
            plan: &self.plan,
            scanner: &self.scanner,
            values: &self.values,
            line: self.line,
            cut: None,
            repeated: &self.repeated,
            plain: None,
            text,
        }
    }

    /// Gives the quantity the sign that the kind of export means.
    fn turn(&mut self, text: &str) {
        let sign = &self.plan.preset.sign;
        if *sign == Sign::AsWritten {
            return;
        }
        let is_return = sign.is_return(&self.scanner, text);
        let column = self.plan.column(Role::Quantity).unwrap_or(usize::MAX);
        if let Some(Value::Number(Number::Value(quantity))) = self.values.get_mut(column) {
            quantity.mantissa = match sign {
                Sign::Opposite => -quantity.mantissa,
                _ if is_return => -quantity.mantissa.abs(),
                _ => quantity.mantissa.abs(),
            };
        }
    }

    /// Reads the cells of role columns and keeps what they prove.
    fn read_ahead(&mut self, text: &str) {
        for watch in &mut self.watches {
            let mut cell = self.scanner.field(text, watch.column);
            if let (true, Some((_, above))) =
                (cell.is_empty(), self.repeated.iter().find(|(of, _)| *of == watch.column))
            {
                cell = above;
            }
            let form = self.plan.form(watch.column);
            let mut odd = None;
            let value = match watch.kind {
                Kind::Text => Value::Text,
                Kind::Date => {
                    if watch.last != cell && watch.read_date(cell, form.dates, self.line) {
                        odd = Some(Cause::TwoDigitYear);
                    }
                    Value::Date(watch.last_date)
                }
                Kind::Number => {
                    let number = form.number(cell);
                    if matches!(number, Number::Bad(_)) || !watch.proofs.numbers.proves(form.mark) {
                        watch.proofs.numbers.take(cell, self.line);
                    }
                    if matches!(number, Number::Value(value) if value.is_whole() && value.mantissa.unsigned_abs() > EXACT)
                    {
                        odd = Some(Cause::ManyDigits);
                    }
                    Value::Number(number)
                }
            };
            if let Some(cause) = odd {
                let place =
                    Place { line: self.line, column: self.plan.title(watch.column), found: cell.to_owned() };
                self.findings.note(&self.name, cause, place);
            }
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
            repeated: &self.repeated,
            plain: None,
            text,
        };
        for plan in &self.also {
            sink(plan, &Row { plan, ..row });
        }
        let periods = self.plan.periods.iter().map(|period| (period.column, Some(period.day), None));
        let items = self.plan.items.iter().map(|column| (*column, None, Some(*column)));
        let mut single = true;
        for (column, day, item) in periods.chain(items) {
            single = false;
            let cell = self.scanner.field(text, column);
            let mark = self.plan.form(column).mark;
            let mut quantity = number::read(cell, mark);
            if matches!(quantity, Number::Bad(_)) || !self.period_proofs.numbers.proves(mark) {
                self.period_proofs.numbers.take(cell, self.line);
            }
            if quantity == Number::Blank && self.plan.blank_is_zero && self.plan.table == Some(Table::Demand)
            {
                quantity = Number::Value(number::Decimal::default());
                let place =
                    Place { line: self.line, column: self.plan.title(column), found: cell.to_owned() };
                self.findings.note(&self.name, Cause::BlankPeriod, place);
            }
            sink(&self.plan, &Row { cut: Some(Cut { day, item, quantity }), ..row });
        }
        if single {
            sink(&self.plan, &row);
        }
    }

    /// Reads what is left where no more bytes come.
    pub(super) fn end(&mut self, sink: &mut impl FnMut(&Plan, &Row)) {
        let pending = std::mem::take(&mut self.pending);
        self.block(&pending, true, sink);
    }

    pub(super) fn finish(mut self, sink: &mut impl FnMut(&Plan, &Row)) -> Outcome {
        self.end(sink);
        let mut proofs = std::mem::take(&mut self.start.proofs);
        for watch in self.watches.drain(..) {
            if let Some(slot) = proofs.get_mut(watch.column) {
                *slot = watch.proofs;
            }
        }
        for column in cut_columns(&self.plan) {
            if let Some(slot) = proofs.get_mut(column) {
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
        self.note_contradictions(&decided);
        self.outcome(&decided, again)
    }

    fn note_contradictions(&mut self, decided: &[forms::Decided]) {
        for (column, decided) in decided.iter().enumerate() {
            for proof in decided.contradiction.iter().flatten() {
                let place =
                    Place { line: proof.line, column: self.plan.title(column), found: proof.cell.clone() };
                self.findings.note(&self.name, Cause::ContradictingDates, place);
            }
        }
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
        let periods = cut_columns(&plan);
        for (column, (form, decided)) in plan.forms.iter_mut().zip(decided).enumerate() {
            match role_of(&self.plan, &self.also, column).map(Role::kind) {
                Some(Kind::Date) => form.dates = decided.form.dates,
                Some(Kind::Number) => form.mark = decided.form.mark,
                _ if periods.contains(&column) => form.mark = decided.form.mark,
                _ => {}
            }
        }
        (plan != self.plan).then_some(plan)
    }

    fn outcome(self, decided: &[forms::Decided], again: Option<Plan>) -> Outcome {
        let mut decisions = self.start.decisions;
        decisions.extend(tables_decision(&self.plan, &self.also));
        let mut questions = self.start.questions;
        for (column, decided) in decided.iter().enumerate() {
            let (decision, question) = said(&self.plan, &self.also, column, decided);
            decisions.extend(decision);
            questions.extend(question);
        }
        questions.extend(self.mixtures.iter().filter_map(|mixture| mixture.question(&self.plan)));
        Outcome {
            plan: Some(self.plan),
            also: self.also,
            again,
            rows: self.rows,
            left_out: self.left_out,
            left: self.left,
            samples: self.start.samples,
            decisions,
            questions,
            findings: self.findings,
        }
    }
}

fn watches(plan: &Plan, also: &[Plan]) -> Vec<Watch> {
    let watched = (0..plan.headers.len()).filter_map(|column| {
        let kind = role_of(plan, also, column).map(Role::kind).filter(|kind| *kind != Kind::Text)?;
        let proofs = Proofs::default();
        let (last, last_date) = (String::new(), DateCell::Blank);
        Some(Watch { column, kind, proofs, last, last_date, said_short_year: false })
    });
    watched.collect()
}

/// The columns that rows are cut from: periods or items.
fn cut_columns(plan: &Plan) -> Vec<usize> {
    plan.periods.iter().map(|period| period.column).chain(plan.items.iter().copied()).collect()
}

/// The role of a column in the first table that uses it.
fn role_of(plan: &Plan, also: &[Plan], column: usize) -> Option<Role> {
    let mut plans = [plan].into_iter().chain(also);
    plans.find_map(|plan| plan.roles.get(column).copied().flatten())
}

impl Watch {
    /// Reads a date and keeps it for the next row; says whether it is the first with a year of two digits.
    fn read_date(&mut self, cell: &str, form: date::DateForm, line: u64) -> bool {
        let reading = date::read(cell, form);
        self.proofs.dates.take(reading.says, cell, line);
        self.last.clear();
        self.last.push_str(cell);
        self.last_date = reading.cell;
        let is_news = reading.two_digit_year && !self.said_short_year;
        self.said_short_year |= is_news;
        is_news
    }
}

/// What the file was taken for.
fn tables_decision(plan: &Plan, also: &[Plan]) -> Option<Decision> {
    let tables = [plan].into_iter().chain(also).filter_map(|plan| plan.table);
    let names: Vec<&str> = tables.map(Table::name).collect();
    let roles = plan.roles.iter().flatten().count() + plan.periods.len() + plan.items.len();
    names.first()?;
    let evidence = format!("{roles} of {} columns play a role", plan.headers.len());
    Some(Decision { name: "table", value: names.join(" and "), evidence })
}

/// What is said about one column's form.
fn said(
    plan: &Plan,
    also: &[Plan],
    column: usize,
    decided: &forms::Decided,
) -> (Option<Decision>, Option<Question>) {
    let kind = role_of(plan, also, column).map(Role::kind);
    let first_period = cut_columns(plan).first() == Some(&column);
    let [about_numbers, about_dates] = decided.questions.clone();
    let (name, value, evidence, question) = match kind {
        Some(Kind::Date) => ("dates", shown_order(decided), &decided.dates, about_dates),
        Some(Kind::Number) => ("decimal", shown_mark(decided), &decided.numbers, about_numbers),
        _ if first_period => ("decimal", shown_mark(decided), &decided.numbers, about_numbers),
        _ => return (None, None),
    };
    let value = format!("{}: {value}", plan.title(column));
    let decision = Decision { name, value, evidence: evidence.clone() };
    ((!evidence.is_empty()).then_some(decision), question)
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
