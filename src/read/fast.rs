//! Rows of the usual kind, many at a time: plain cells in the columns that are asked for.
//!
//! What is not plain (a line end inside quotes, a cell that is no plain number or day, a row of another width, a
//! total, a header again) goes the exact way, record by record, so that both ways say the same. What the exact way
//! would note about a row taken here: nothing.

use super::body::{Body, Watch};
use super::cell::{DateCell, Decimal, DecimalMark, date};
use super::header;
use super::marks::Marks;
use super::plan::Plan;
use super::preset::Sign;
use super::role::Kind;
use super::row::{self, Row};

/// Text looked at in one go: what is noted about it stays in the fastest memory.
const WINDOW: usize = 32 << 10;
/// Digits of a plain number: no quantity is larger, and no such number loses a digit anywhere.
const DIGITS: usize = 12;

/// The columns that plain rows are handed on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Of days.
    pub day: usize,
    /// Of quantities.
    pub quantity: usize,
    /// Of money.
    pub money: Option<usize>,
    /// Of texts that are never blank, then of those that may be.
    pub texts: Vec<usize>,
    /// How many of those are never blank.
    pub keys: usize,
}

/// A plain number: `mantissa / 10^scale`.
pub type Plainly = (i64, u8);

/// Consecutive rows, column by column.
#[derive(Debug, Default)]
pub struct Plain {
    /// The line of the first; every row is one line.
    pub line: u64,
    /// Days.
    pub days: Vec<i32>,
    /// Quantities.
    pub quantities: Vec<Plainly>,
    /// Money, where it was asked for.
    pub money: Vec<Plainly>,
    /// Texts, row by row, as they stand in the text.
    pub texts: Vec<(u32, u32)>,
}

/// Reads plain rows.
pub(super) struct Fast {
    wanted: Wanted,
    marks: Marks,
    rows: Plain,
    /// Text behind which it may be tried again.
    wait: usize,
}

impl Fast {
    /// A reader of plain rows; none where rows of this plan never are.
    pub(super) fn new(plan: &Plan, wanted: Wanted) -> Option<Fast> {
        let signs = plan.dialect.signs;
        let preset = &plan.preset;
        let usual = signs.second.is_none()
            && !signs.backslash
            && plan.comment.is_none()
            && plan.only.is_empty()
            && plan.periods.is_empty()
            && plan.items.is_empty()
            && preset.filter.is_none()
            && preset.sign == Sign::AsWritten
            && preset.repeated.is_none()
            && preset.parts.is_empty()
            && preset.not_entered.is_empty()
            && plan.form(wanted.day).dates.serial.is_none();
        usual.then(|| Fast { wanted, marks: Marks::default(), rows: Plain::default(), wait: 0 })
    }
}

impl Fast {
    /// So much text went the exact way.
    pub(super) fn passed(&mut self, text: usize) {
        self.wait = self.wait.saturating_sub(text);
    }
}

impl Plain {
    fn clear(&mut self, line: u64) {
        self.line = line;
        self.days.clear();
        self.quantities.clear();
        self.money.clear();
        self.texts.clear();
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

/// The cells of one record: its text, and where each ends.
struct Cells<'a> {
    text: &'a str,
    start: u32,
    ends: &'a [u32],
    quote: Option<u8>,
}

impl<'a> Cells<'a> {
    /// A cell without its quotes, and where it stands; none where it holds a quote.
    fn get(&self, column: usize) -> Option<(&'a str, u32)> {
        let start = match column.checked_sub(1) {
            None => self.start,
            Some(before) => self.ends.get(before)? + 1,
        };
        let mut end = *self.ends.get(column)?;
        let bytes = self.text.as_bytes();
        if column + 1 == self.ends.len() && end > start && bytes.get(end as usize - 1) == Some(&b'\r') {
            end -= 1;
        }
        let cell = self.text.get(start as usize..end as usize)?;
        if self.quote.is_none() || cell.as_bytes().first().copied() != self.quote {
            return Some((cell, start));
        }
        let inside = cell.get(1..cell.len().checked_sub(1)?)?;
        let plain = !inside.bytes().any(|byte| Some(byte) == self.quote);
        plain.then_some((inside, start + 1))
    }
}

impl Body {
    /// Takes plain rows from the start of `text` on; how much of it they took.
    pub(super) fn plain_rows(&mut self, text: &str, sink: &mut impl FnMut(&Plan, &Row)) -> usize {
        let ready = self.line >= self.plan.first_line
            && !self.skipping
            && self.decoder.replaced == 0
            && self.records.is_steady()
            && self.also.is_empty()
            && self.usable;
        let Some(mut fast) = self.fast.take_if(|_| ready) else { return 0 };
        let mut at = 0;
        while at < text.len() && fast.wait <= at && !self.is_read_at(at) {
            let end = text.floor_char_boundary((at + WINDOW).min(text.len()));
            let taken = self.window(&mut fast, text.get(at..end).unwrap_or_default(), at, sink);
            at += taken;
            if taken == 0 {
                break;
            }
        }
        fast.wait = fast.wait.saturating_sub(at);
        self.fast = Some(fast);
        at
    }

    /// Whether the record at an offset in the text in hand is another part's.
    fn is_read_at(&self, at: usize) -> bool {
        self.range.is_some_and(|range| range.is_read_behind(at as u64))
    }

    /// Takes the plain rows of one window; how much of it they took, odd ones between them included.
    fn window(
        &mut self,
        fast: &mut Fast,
        text: &str,
        before: usize,
        sink: &mut impl FnMut(&Plan, &Row),
    ) -> usize {
        let sure = fast.marks.find(text.as_bytes(), self.plan.dialect.signs);
        fast.rows.clear(self.line);
        let marks = std::mem::take(&mut fast.marks);
        let (mut at, mut first, mut odd) = (0_usize, 0_usize, marks.odd.iter().peekable());
        for &line in &marks.lines {
            let ends = marks.ends.get(first..=line as usize).unwrap_or_default();
            let Some(end) = ends.last().map(|end| *end as usize + 1) else { break };
            if end > sure || self.is_read_at(before + at) {
                break;
            }
            let is_odd = odd.next_if(|odd| (**odd as usize) < end).is_some();
            while odd.next_if(|odd| (**odd as usize) < end).is_some() {}
            let cells = Cells { text, start: at as u32, ends, quote: self.plan.dialect.signs.quote };
            if is_odd || !self.take_plain(fast, &cells) {
                self.hand_on_plain(fast, text, sink);
                let rest = text.get(at..).unwrap_or_default();
                let taken = self.next(rest, false, sink);
                fast.rows.clear(self.line);
                if taken.is_none_or(|taken| at + taken != end) || !self.records.is_steady() {
                    at += taken.unwrap_or(0);
                    fast.wait = before + at + 1;
                    break;
                }
            }
            (at, first) = (end, line as usize + 1);
        }
        if at < text.len() && sure < text.len() {
            fast.wait = fast.wait.max(before + sure + super::marks::BLOCK);
        }
        self.hand_on_plain(fast, text, sink);
        fast.marks = marks;
        at
    }

    fn hand_on_plain(&mut self, fast: &mut Fast, text: &str, sink: &mut impl FnMut(&Plan, &Row)) {
        let count = fast.rows.len() as u64;
        if count > 0 {
            sink(&self.plan, &Row { plain: Some(&fast.rows), ..self.row(text) });
            self.rows += count;
            self.line += count;
        }
        fast.rows.clear(self.line);
    }

    /// Takes one record as a plain row, or leaves it as it is.
    fn take_plain(&mut self, fast: &mut Fast, cells: &Cells) -> bool {
        let Fast { wanted, rows, .. } = fast;
        let line = self.line + rows.len() as u64;
        if cells.ends.len() != self.plan.headers.len() || !is_usual(&self.plan, cells) {
            return false;
        }
        let (mut day, mut quantity, mut money) = (None, None, None);
        for watch in &mut self.watches {
            let Some((cell, _)) = cells.get(watch.column) else { return false };
            if watch.kind == Kind::Date {
                let Some(found) = watch.plain_day(cell, &self.plan, line) else { return false };
                if watch.column == wanted.day {
                    day = Some(found);
                }
                continue;
            }
            let Some(found) = watch.plain_number(cell, &self.plan, line) else { return false };
            if watch.column == wanted.quantity {
                quantity = Some(found);
            }
            if Some(watch.column) == wanted.money {
                money = Some(found);
            }
        }
        let (Some(day), Some(quantity)) = (day, quantity) else { return false };
        if money.is_none() && wanted.money.is_some() {
            return false;
        }
        let kept = rows.texts.len();
        for (place, &column) in wanted.texts.iter().enumerate() {
            let found = cells.get(column).map(|(cell, start)| (row::text(cell), cell, start));
            let fits = |text: &str, cell: &str| match place {
                0 => !text.is_empty() && text.len() == cell.len(), // a damaged code is shown as it stands
                _ => place >= wanted.keys || !text.is_empty(),
            };
            let Some((text, cell, start)) = found.filter(|(text, cell, _)| fits(text, cell)) else {
                rows.texts.truncate(kept);
                return false;
            };
            let inner = text.as_ptr() as usize - cell.as_ptr() as usize;
            let start = start + inner as u32;
            rows.texts.push((start, start + text.len() as u32));
        }
        for mixture in &mut self.mixtures {
            let cell = cells.get(mixture.column).map_or("", |(cell, _)| cell);
            mixture.meet(row::text(cell), line);
        }
        rows.days.push(day);
        rows.quantities.push(quantity);
        rows.money.extend(money);
        true
    }
}

/// Whether a record is a row without anything to say about it, as far as its first cell and its bytes show.
fn is_usual(plan: &Plan, cells: &Cells) -> bool {
    let Some((first, _)) = cells.get(0) else { return false };
    let visible = first.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    let is_header = plan.headers.first().is_some_and(|header| header == first);
    let is_total = || !first.bytes().any(|byte| byte.is_ascii_digit()) && header::is_total(first);
    let raw = cells.text.as_bytes();
    let raw = raw.get(cells.start as usize..cells.ends.last().map_or(0, |end| *end as usize));
    let garbled = |raw: &[u8]| raw.windows(2).any(|pair| matches!(pair, [0xc3, 0x83 | 0xa2]));
    visible && !is_header && !is_total() && raw.is_some_and(|raw| raw.is_ascii() || !garbled(raw))
}

impl Watch {
    /// A cell as a day, where nothing is to be noted about it.
    fn plain_day(&mut self, cell: &str, plan: &Plan, line: u64) -> Option<i32> {
        if self.last != cell {
            let reading = date::read(cell, plan.form(self.column).dates);
            if reading.two_digit_year || !matches!(reading.cell, DateCell::Day(_)) {
                return None;
            }
            self.proofs.dates.take(reading.says, cell, line);
            self.last.clear();
            self.last.push_str(cell);
            self.last_date = reading.cell;
        }
        if let DateCell::Day(day) = self.last_date { Some(day) } else { None }
    }

    /// A cell as a number: digits, a minus before them, a mark between them.
    fn plain_number(&mut self, cell: &str, plan: &Plan, line: u64) -> Option<Plainly> {
        let form = plan.forms.get(self.column)?;
        if form.duration || form.share || form.times != Decimal::ONE {
            return None;
        }
        let mark = if form.mark == DecimalMark::Point { b'.' } else { b',' };
        let (negative, digits) = match cell.as_bytes() {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.len() > DIGITS {
            return None;
        }
        let (mut value, mut scale, mut seen) = (0_i64, 0_u8, false);
        for &byte in digits {
            match byte.wrapping_sub(b'0') {
                digit @ 0..=9 => {
                    value = value * 10 + i64::from(digit);
                    scale += u8::from(seen);
                }
                _ if byte == mark && !seen => seen = true,
                _ => return None,
            }
        }
        if digits.len() == usize::from(seen) {
            return None;
        }
        if seen && !self.proofs.numbers.proves(form.mark) {
            self.proofs.numbers.take(cell, line);
        }
        Some((if negative { -value } else { value }, scale))
    }
}
