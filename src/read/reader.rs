//! Bytes pushed in, rows out: the first block makes the plan, every block then gives its rows.
//!
//! Bytes are gathered into blocks of one size, so how they were cut up before cannot show. The cells of role
//! columns are read once, here, and what they prove about marks and orders is collected to the last row: where
//! it contradicts the plan, the outcome holds a corrected one and the file is fed again.

use std::collections::BTreeMap;

use super::body::{BLOCK, Body};
use super::fast::{Fast, Wanted};
use super::left::LeftOut;
use super::part::{self, Begin, Merged};
use super::plan::Plan;
use super::question::{Decision, Question};
use super::row::Row;
use super::sniff::{self, Head, Start};
use crate::finding::Findings;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::ColumnMatch;

/// The first block grows up to here while it holds no line end.
const LARGEST_HEAD: usize = 4 << 20;
/// Of the first block what may do where it says the same: some hundred rows.
const FEW: usize = 16 << 10;

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How it was read; none where it is no table.
    pub plan: Option<Plan>,
    /// The other tables that the same file holds; their rows come with these plans.
    pub also: Vec<Plan>,
    /// A later row contradicts the plan: feed the file again, read by this one.
    pub again: Option<Plan>,
    /// Rows met; in a wide table, cells of periods.
    pub rows: u64,
    /// Rows that were not handed on.
    pub left_out: u64,
    /// Those rows as they stood.
    pub left: LeftOut,
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
    /// Whether its rows count: it is a table with all it needs, and no question holds it back.
    pub fn is_usable(&self) -> bool {
        self.plan.as_ref().is_some_and(Plan::is_usable) && !self.questions.iter().any(Question::blocks)
    }

    /// Rows handed on.
    pub fn used(&self) -> u64 {
        self.rows.saturating_sub(self.left_out)
    }
}

/// The bytes that most plans are made from: who feeds no more at first may ask for plain rows behind them.
pub const FIRST: usize = BLOCK;

/// Reads one file as its bytes come.
pub struct Reader {
    name: String,
    matches: BTreeMap<String, ColumnMatch>,
    known: Option<Plan>,
    blank_is_zero: bool,
    head: Vec<u8>,
    sniffed: Vec<u8>,
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
            blank_is_zero: true,
            head: Vec::new(),
            sniffed: Vec::new(),
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

    /// Reads a blank cell of a wide table as unknown; else it is zero, as a finding.
    #[must_use]
    pub fn blank_periods_unknown(mut self) -> Reader {
        self.blank_is_zero = false;
        self
    }

    /// Takes the next bytes and hands each whole row to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(&Plan, &Row)) {
        if let Some(body) = &mut self.body {
            if !body.is_read() {
                body.push(bytes, sink);
            }
        } else if self.refused.is_none() {
            self.head.extend_from_slice(bytes);
            if let Some(length) = self.enough() {
                self.begin(length, false, sink);
            }
        }
    }

    /// Whether the file may be read in parts. Where it may, the rows met so far are forgotten: parts bring them.
    pub fn in_parts(&mut self) -> bool {
        let Some(body) = self.body.take_if(|body| part::fits(&body.plan, &body.also)) else { return false };
        if body.range.is_some() {
            self.body = Some(body);
        } else {
            let known = body.known.then_some(body.plan);
            self.body = Some(Box::new(Body::new(self.name.clone(), body.start, known).merging()));
        }
        true
    }

    /// Writes the plan, as what it is made from again: the first block, and what later rows corrected.
    pub fn pack_plan(&self, to: &mut Pack) {
        let Some(body) = &self.body else { return };
        to.slice(self.least_head(&body.start));
        to.flag(body.known);
        part::pack_forms(&body.plan, to);
    }

    /// The first few rows, where they make the same plan as the first block: every part makes it once more, and each
    /// row takes it as long as hundreds that are only read.
    fn least_head(&self, start: &Start) -> &[u8] {
        let few = self.sniffed.get(..FEW).filter(|few| {
            let found = sniff::start(Head { name: &self.name, bytes: few, whole: false }, &self.matches);
            found.is_ok_and(|mut few| {
                few.plan.blank_is_zero = start.plan.blank_is_zero;
                few.plan == start.plan && few.mark == start.mark && few.also == start.also
            })
        });
        few.unwrap_or(&self.sniffed)
    }

    /// Where the part that follows those merged begins.
    pub fn next_begin(&self) -> Begin {
        self.body.as_ref().map_or_else(Begin::default, |body| body.next_begin())
    }

    /// Reads one part by the plan that [`Reader::pack_plan`] wrote: the records from `begin` on that do not begin
    /// behind `to`. Without a beginning, the file's own.
    pub fn limit(&mut self, plan: &mut Unpack<'_>, begin: Option<Begin>, to: u64) {
        let head = Head { name: &self.name, bytes: plan.slice(), whole: false };
        let Ok(start) = sniff::start(head, &self.matches) else { return };
        let begin = begin.unwrap_or(Begin { offset: start.mark as u64, after_blank: false });
        let known = plan.flag().then(|| part::unpack_forms(plan, &start.plan));
        let body = Body::new(self.name.clone(), start, known).limited(begin, to);
        self.body = Some(Box::new(body));
    }

    /// Whether a part needs no more bytes.
    pub fn is_read(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.is_read())
    }

    /// Rows met so far.
    pub fn rows(&self) -> u64 {
        self.body.as_ref().map_or(0, |body| body.rows)
    }

    /// From here on plain rows come many at a time, with these columns; others as before.
    pub fn plainly(&mut self, wanted: Wanted) {
        if let Some(body) = &mut self.body {
            body.fast = Fast::new(&body.plan, wanted);
        }
    }

    /// Ends a part and writes what it met.
    pub fn pack(&mut self, sink: &mut impl FnMut(&Plan, &Row), to: &mut Pack) {
        if let Some(body) = &mut self.body {
            if !body.is_read() {
                body.end(sink);
            }
            body.pack(to);
        }
    }

    /// Takes over the next part; where it follows those before, the lines that stand before its own.
    ///
    /// # Errors
    /// What is to be done with a part that does not follow.
    pub fn merge(&mut self, part: &mut Unpack<'_>) -> Result<u64, Merged> {
        self.body.as_mut().ok_or(Merged::Alone)?.merge(part)
    }

    /// The plan made before that it reads by.
    pub fn into_known(self) -> Option<Plan> {
        self.body.filter(|body| body.known).map(|body| body.plan)
    }

    /// The plan that rows are read by.
    pub fn plan(&self) -> Option<&Plan> {
        self.body.as_ref().map(|body| &body.plan)
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
            Ok(mut start) => {
                start.plan.blank_is_zero = self.blank_is_zero;
                let mark = start.mark;
                self.sniffed = bytes.to_vec();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How much of the first block a plan for parts holds, where its last dates are these.
    fn packed(last: &str) -> usize {
        let mut text = String::from("date,sku,quantity\n");
        text.push_str(&"01/02/2024,A1,1\n".repeat(BLOCK / 16));
        text.truncate(BLOCK - 40);
        text.extend(["1,1\n", last, ",A1,1\n", last, ",A2,1"]);
        let mut reader = Reader::new("a.csv", &BTreeMap::new());
        reader.push(text.as_bytes(), &mut |_, _| {});
        reader.push(" \n".repeat(BLOCK).as_bytes(), &mut |_, _| {});
        assert!(reader.in_parts());
        let mut plan = Pack::default();
        reader.pack_plan(&mut plan);
        Unpack::new(&plan.bytes).slice().len()
    }

    #[test]
    fn parts_are_read_by_the_first_rows_where_they_say_the_same() {
        assert_eq!((packed("01/02/2024"), packed("01/31/2024")), (FEW, BLOCK));
    }
}
