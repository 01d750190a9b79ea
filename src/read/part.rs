//! A file read in parts: ranges of its bytes, each read apart by the same plan and put together in file order.
//!
//! A part begins behind the first line end at or after its first byte and holds every record that begins up to its
//! last one. Whether that line end ended a record, only the part before knows: it reads to the end of its last
//! record and says where the next one begins. Where the two differ the part is read again from the right place;
//! by induction from the first part every record is read once. What a record's meaning takes from earlier ones
//! (a blank line before it, an earlier header) is compared in the same way.

use super::body::Body;
use super::cell::{DateOrder, DecimalMark};
use super::encoding::Encoding;
use super::forms::Proofs;
use super::left::LeftOut;
use super::plan::Plan;
use super::role::Table;
use crate::finding::{Cause, Findings};
use crate::pack::{Pack, Unpack};

/// Lines of a part count from here, far behind any header, until the parts before it are known.
const LINES_FROM: u64 = 1 << 40;

/// Where a part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begin {
    /// The offset of its first record in the file.
    pub offset: u64,
    /// Whether what stands before it shows nothing.
    pub after_blank: bool,
}

/// The bytes that a part reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    begin: Begin,
    from_line: u64,
    /// The offset of the next record.
    next: u64,
    /// Records that begin behind it are the next part's.
    to: u64,
    /// What was met can only be read with all that stands before it.
    needs_all: bool,
}

/// What became of a part that was merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// It follows the one before it.
    Whole,
    /// It began at a wrong place or in a wrong state: read it again from [`Begin`].
    Again,
    /// The file has to be read from its first byte by one reader.
    Alone,
    /// There is no memory for it.
    NoRoom,
}

impl Range {
    /// Whether the next record is another part's.
    pub(super) fn is_read(&self) -> bool {
        self.next > self.to
    }

    /// As [`Range::is_read`], so many bytes of text on; where characters are more bytes in text than in the file,
    /// the exact answer comes later.
    pub(super) fn is_read_behind(&self, bytes: u64) -> bool {
        self.next.saturating_add(bytes) > self.to
    }

    pub(super) fn took(&mut self, text: &str, encoding: Encoding) {
        let bytes = if encoding == Encoding::Utf8 { text.len() } else { text.chars().count() };
        self.next += bytes as u64;
    }

    pub(super) fn needs_all(&mut self) {
        self.needs_all = true;
    }
}

/// Whether a file of this plan may be read in parts: demand, a row a record, which means the same wherever it stands.
pub(super) fn fits(plan: &Plan, also: &[Plan]) -> bool {
    let by_bytes =
        !matches!(plan.dialect.encoding, Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Utf32Le);
    by_bytes
        && plan.is_usable()
        && plan.table == Some(Table::Demand)
        && also.is_empty()
        && plan.periods.is_empty()
        && plan.items.is_empty()
        && plan.preset.repeated.is_none()
}

/// Writes what a plan differs in from the one that the file's first block makes.
pub(super) fn pack_forms(plan: &Plan, to: &mut Pack) {
    to.number(plan.dialect.encoding as u64);
    for form in &plan.forms {
        to.flag(form.mark == DecimalMark::Comma);
        let orders = form.dates.orders.iter().chain([&form.dates.serial]);
        orders.for_each(|order| to.number(order.map_or(0, |order| order as u64 + 1)));
    }
}

/// The plan of the file's first block with what [`pack_forms`] wrote.
pub(super) fn unpack_forms(from: &mut Unpack<'_>, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.dialect.encoding = Encoding::ALL.get(from.number() as usize).copied().unwrap_or_default();
    for form in &mut plan.forms {
        form.mark = if from.flag() { DecimalMark::Comma } else { DecimalMark::Point };
        for order in form.dates.orders.iter_mut().chain([&mut form.dates.serial]) {
            *order = (from.number() as usize).checked_sub(1).and_then(|of| DateOrder::ALL.get(of).copied());
        }
    }
    plan
}

impl Body {
    /// Reads one part from here on.
    pub(super) fn limited(mut self, begin: Begin, to: u64) -> Body {
        self.findings = Findings::default();
        if begin.offset > self.start.mark as u64 {
            self.line = LINES_FROM;
            self.records.follow(begin.after_blank);
        }
        let range = Range { begin, from_line: self.line, next: begin.offset, to, needs_all: false };
        self.range = Some(range);
        self
    }

    /// Takes over parts from here on.
    pub(super) fn merging(mut self) -> Body {
        let begin = self.next_begin();
        self.range =
            Some(Range { begin, from_line: 0, next: begin.offset, to: begin.offset, needs_all: false });
        self
    }

    /// Where the part that follows those merged so far begins.
    pub(super) fn next_begin(&self) -> Begin {
        let next = self.range.map_or(self.start.mark as u64, |range| range.next);
        Begin { offset: next, after_blank: self.records.is_after_blank() }
    }

    /// The part as bytes.
    pub(super) fn pack(&self, to: &mut Pack) {
        let Some(range) = self.range else { return };
        to.number(range.begin.offset);
        to.flag(range.begin.after_blank);
        to.flag(range.needs_all || self.records.is_stopped() || self.decoder.replaced > 0);
        to.number(range.next);
        to.number(range.from_line);
        to.number(self.line);
        self.records.pack(to);
        to.number(self.rows);
        to.number(self.left_out);
        self.findings.pack(to);
        self.left.pack(to);
        self.watches.iter().for_each(|watch| watch.proofs.pack(to));
        self.mixtures.iter().for_each(|mixture| mixture.pack(to));
    }

    /// Takes over a part; the lines before its own, where it follows.
    pub(super) fn merge(&mut self, from: &mut Unpack<'_>) -> Result<u64, Merged> {
        let begin = Begin { offset: from.number(), after_blank: from.flag() };
        let needs_all = from.flag();
        if begin != self.next_begin() {
            return Err(Merged::Again);
        }
        if needs_all {
            return Err(Merged::Alone);
        }
        let next = from.number();
        let before = self.line.wrapping_sub(from.number());
        self.line = from.number().wrapping_add(before);
        self.range = Some(Range { begin, from_line: 0, next, to: next, needs_all });
        self.records.unpack(from);
        self.rows += from.number();
        self.left_out += from.number();
        let mut findings = Findings::unpack(from, before);
        let known = &self.findings;
        findings.retain(Cause::TwoDigitYear, |place| {
            known.places(Cause::TwoDigitYear).all(|earlier| earlier.column != place.column)
        });
        self.findings.extend(findings);
        self.left.append(LeftOut::unpack(from, before));
        for watch in &mut self.watches {
            watch.proofs.merge(Proofs::unpack(from, before));
        }
        self.mixtures.iter_mut().for_each(|mixture| mixture.unpack(from, before));
        Ok(before)
    }
}
