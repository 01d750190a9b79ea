//! Rows of the usual kind, many at a time: plain cells in the columns that are asked for.
//!
//! What is not plain (a line end inside quotes, a cell that is no plain number or day, a row of another width, a
//! total, a header again) goes the exact way, record by record, so that both ways say the same. What the exact way
//! would note about a row taken here: nothing.

use super::apart::Apart;
use super::body::Body;
use super::columns::{Days, Run};
use super::marks::Marks;
use super::plan::Plan;
use super::preset::Sign;
use super::refilled::Refilled;
use super::role::Kind;
use super::row::{self, Row};

/// Text looked at in one go: what is noted about it stays in the fastest memory.
const WINDOW: usize = 32 << 10;
/// Rows looked at together behind one that is not plain.
const FEW: usize = 8;

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
    pub days: Refilled<i32>,
    /// Quantities.
    pub quantities: Refilled<Plainly>,
    /// Money, where it was asked for.
    pub money: Refilled<Plainly>,
    /// Where the texts stand, by column.
    pub texts: Vec<Refilled<(u32, u32)>>,
    /// Those of them that do not stand in the text that was read.
    pub apart: Apart,
}

/// Reads plain rows.
pub(super) struct Fast {
    wanted: Wanted,
    marks: Marks,
    rows: Plain,
    /// The days met, by column of days or numbers.
    known: Vec<Days>,
    /// The days or numbers of a column that is not asked for.
    days: Refilled<i32>,
    numbers: Refilled<Plainly>,
    /// Rows to look at together: few where many are not plain.
    most: usize,
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
        let rows = Plain { texts: vec![Refilled::default(); wanted.texts.len()], ..Plain::default() };
        usual.then(|| Fast {
            wanted,
            marks: Marks::default(),
            rows,
            known: Vec::new(),
            days: Refilled::default(),
            numbers: Refilled::default(),
            most: FEW,
            wait: 0,
        })
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
        self.truncate(0);
        self.apart.clear();
    }

    fn truncate(&mut self, rows: usize) {
        self.days.truncate(rows);
        self.quantities.truncate(rows);
        self.money.truncate(rows);
        self.texts.iter_mut().for_each(|texts| texts.truncate(rows));
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
        let last = marks.records(sure, |at| !self.is_read_at(before + at));
        let (mut at, mut done) = (0, 0);
        while done < last {
            let run = self.run(text, &marks, done..last.min(done + fast.most));
            let taken = self.take_run(fast, &run);
            done += taken;
            at = marks.start(done);
            if taken > 0 && taken == run.len() {
                fast.most = (fast.most * 2).min(WINDOW);
                continue;
            }
            fast.most = (taken * 2).max(FEW);
            self.hand_on_plain(fast, text, sink);
            let rest = text.get(at..).unwrap_or_default();
            let taken = self.next(rest, false, sink);
            fast.rows.clear(self.line);
            done += 1;
            if taken.is_none_or(|taken| at + taken != marks.start(done)) || !self.records.is_steady() {
                at += taken.unwrap_or(0);
                fast.wait = before + at + 1;
                break;
            }
            at = marks.start(done);
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

    /// The records of the plan's width from the first of some on, up to one that is to be read exactly.
    fn run<'a>(&self, text: &'a str, marks: &'a Marks, records: std::ops::Range<usize>) -> Run<'a> {
        let signs = self.plan.dialect.signs;
        Run {
            text,
            ends: marks.alike(records, self.plan.headers.len()),
            width: self.plan.headers.len(),
            quote: signs.quote.filter(|_| marks.quoted),
            returned: marks.returned,
            foreign: marks.foreign,
        }
    }

    /// Takes records as plain rows, up to one that is none; how many.
    fn take_run(&mut self, fast: &mut Fast, run: &Run) -> usize {
        let before = fast.rows.len();
        let usual = run.usual(&self.plan);
        let run = self.amounts_of(fast, run.first(usual));
        let run = fast.texts_of(run, before);
        let count = before + run.len();
        let Fast { wanted, rows, .. } = fast;
        rows.truncate(count);
        let money = wanted.money.map_or(count, |_| rows.money.len());
        if [rows.days.len(), rows.quantities.len(), money] != [count; 3] {
            rows.truncate(before);
            return 0;
        }
        for mixture in &mut self.mixtures {
            for (line, cell) in (self.line + before as u64..).zip(run.cells(mixture.column)) {
                mixture.meet(row::text(run.cell(cell)), line);
            }
        }
        run.len()
    }

    /// Takes days and numbers of records; those of them whose days and numbers are plain.
    fn amounts_of<'t>(&self, fast: &mut Fast, mut run: Run<'t>) -> Run<'t> {
        let Fast { wanted, rows, known, days, numbers, .. } = fast;
        known.resize_with(self.watches.len(), Days::default);
        for (watch, known) in self.watches.iter().zip(known) {
            let count = if watch.kind == Kind::Date {
                days.truncate(0);
                let to = if watch.column == wanted.day { &mut rows.days } else { &mut *days };
                let before = to.len();
                watch.plain_days(&run, &self.plan, known, to);
                to.len() - before
            } else {
                numbers.truncate(0);
                let to = match watch.column {
                    quantity if quantity == wanted.quantity => &mut rows.quantities,
                    money if Some(money) == wanted.money => &mut rows.money,
                    _ => &mut *numbers,
                };
                let before = to.len();
                watch.plain_numbers(&run, &self.plan, to);
                to.len() - before
            };
            run = run.first(count);
        }
        run
    }
}

impl Fast {
    /// Takes the texts of records behind so many rows; those of them whose texts are plain.
    fn texts_of<'t>(&mut self, mut run: Run<'t>, before: usize) -> Run<'t> {
        let Fast { wanted, rows, .. } = self;
        let Plain { texts, apart, .. } = rows;
        for (place, (&column, to)) in wanted.texts.iter().zip(texts).enumerate() {
            let fits = |text: &str, whole: bool| match place {
                0 => !text.is_empty() && whole, // a damaged code is shown as it stands
                _ => place >= wanted.keys || !text.is_empty(),
            };
            run.texts(column, fits, to, apart);
            run = run.first(to.len() - before);
        }
        run
    }
}
