//! Where fields and records end, 64 bytes at a time: one bit a byte for each sign that matters.
//!
//! A block with quotes is taken only where every opening quote stands at the start of a field or doubles a closing
//! one, and every closing one at the end of a field: then a byte lies inside quotes where an odd number of them
//! stands before it. Plain parity alone is wrong on `5" pipe`.

#![allow(
    clippy::inline_always,
    reason = "a few steps, taken for every block of a file of hundreds of megabytes"
)]

use std::ops::Range;

use wide::u8x16;

use super::scan::Signs;

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;

/// One bit a byte.
#[derive(Debug, Clone, Copy, Default)]
struct Bits {
    delimiters: u64,
    feeds: u64,
    /// Whether there is any of what follows.
    rare: bool,
    returns: u64,
    quotes: u64,
    /// Bytes of characters beyond ASCII.
    foreign: u64,
    /// What no text holds: control characters but tab and line ends.
    control: u64,
}

/// What crosses from block to block.
#[derive(Debug, Clone, Copy)]
struct Carried {
    /// All ones inside quotes.
    inside: u64,
    /// Whether the byte before ended a field.
    ended: u64,
    /// Whether the byte before closed a quote.
    closed: u64,
    /// Whether the byte before was a carriage return.
    returned: u64,
}

/// Where the fields of whole records end.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// Every delimiter and line feed outside quotes; before them the byte that stands before the first.
    ends: Vec<u32>,
    /// How many of those there are.
    count: usize,
    /// Of those, which are line feeds: their places in `ends`.
    lines: Vec<u32>,
    /// Bytes that make their record one to be read exactly: line ends inside quotes or without a line feed,
    /// control characters.
    odd: Vec<u32>,
    /// Whether there is any quote.
    pub(super) quoted: bool,
    /// Whether there is any carriage return.
    pub(super) returned: bool,
    /// Whether there is any character beyond ASCII.
    pub(super) foreign: bool,
}

impl Marks {
    /// Where a record starts.
    pub(super) fn start(&self, record: usize) -> usize {
        let before = self.ends.get(self.before(record));
        before.map_or(0, |before| before.wrapping_add(1) as usize)
    }

    /// The place in `ends` of what stands before a record.
    fn before(&self, record: usize) -> usize {
        let line = record.checked_sub(1).and_then(|before| self.lines.get(before));
        line.map_or(0, |line| *line as usize)
    }

    /// How many records end up to `sure` and start where `own` says so, which holds for the first one.
    pub(super) fn records(&self, sure: usize, own: impl Fn(usize) -> bool) -> usize {
        let behind = |line: &u32| self.ends.get(*line as usize).map_or(0, |end| *end as usize + 1);
        let whole = self.lines.partition_point(|line| behind(line) <= sure);
        whole.min(1 + self.lines.partition_point(|line| own(behind(line))))
    }

    /// The ends of the first of some records, and of those behind it that have as many fields, up to an odd one; with
    /// what stands before them.
    pub(super) fn alike(&self, records: Range<usize>, width: usize) -> &[u32] {
        let (from, start) = (self.before(records.start), self.start(records.start) as u32);
        let odd = self.odd.partition_point(|odd| *odd < start);
        let odd = self.odd.get(odd).copied().unwrap_or(u32::MAX);
        let lines = self.lines.get(records).unwrap_or_default().iter();
        let alike = lines.zip(1..).take_while(|(line, count)| {
            let line = **line as usize;
            line == from + count * width && self.ends.get(line).is_some_and(|end| *end < odd)
        });
        self.ends.get(from..=from + alike.count() * width).unwrap_or_default()
    }

    /// Finds the ends in `bytes`, which begin with a record; how far it got: up to a block that only reading byte by
    /// byte can tell, or to the end.
    pub(super) fn find(&mut self, bytes: &[u8], signs: Signs) -> usize {
        self.ends.resize(bytes.len() + BLOCK + 1, 0);
        self.ends.first_mut().into_iter().for_each(|before| *before = u32::MAX);
        self.count = 0;
        self.lines.clear();
        self.odd.clear();
        (self.quoted, self.returned, self.foreign) = (false, false, false);
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut carried = Carried { inside: 0, ended: 1, closed: 0, returned: 0 };
        let mut at = 0;
        for block in blocks {
            if !self.block(Bits::of(block, signs), at, &mut carried) {
                return at;
            }
            at += BLOCK;
        }
        let mut last = [b' '; BLOCK];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let bits = Bits::of(&last, signs).first(rest.len());
        if self.block(bits, at, &mut carried) { bytes.len() } else { at }
    }

    /// Takes a block; not where only reading byte by byte can tell.
    fn block(&mut self, mut bits: Bits, at: usize, carried: &mut Carried) -> bool {
        if (bits.rare || carried.inside | carried.closed | carried.returned != 0)
            && !self.rarely(&mut bits, at, carried)
        {
            return false;
        }
        let ends = bits.delimiters | bits.feeds;
        carried.ended = ends >> 63;
        let before = self.count as u32 + 1;
        each(bits.feeds, |bit| {
            self.lines.push(before + (ends & ((1 << bit) - 1)).count_ones());
        });
        self.put(ends, at);
        true
    }

    /// Puts down where fields end.
    #[inline(always)]
    fn put(&mut self, mut ends: u64, at: usize) {
        let count = ends.count_ones() as usize;
        for end in self.ends.get_mut(self.count + 1..=self.count + count).unwrap_or_default() {
            *end = at as u32 + ends.trailing_zeros();
            ends &= ends.wrapping_sub(1);
        }
        self.count += count;
    }

    /// What is to be done where there is more than delimiters and line feeds: takes those within quotes out.
    #[inline(never)]
    fn rarely(&mut self, bits: &mut Bits, at: usize, carried: &mut Carried) -> bool {
        let mut broken = 0;
        self.foreign |= bits.foreign != 0;
        self.returned |= bits.returns != 0;
        if bits.quotes | carried.inside | carried.closed != 0 {
            self.quoted = true;
            let Some(inside) = carried.quoted(*bits) else { return false };
            broken = (bits.feeds | bits.returns) & inside;
            bits.delimiters &= !inside;
            bits.feeds &= !inside;
            bits.returns &= !inside;
        }
        let alone = bits.returns & !(bits.feeds >> 1) & !(1 << 63);
        if carried.returned & !bits.feeds & 1 != 0 {
            self.odd.push(at as u32 - 1);
        }
        carried.returned = bits.returns >> 63;
        each(broken | alone | bits.control, |bit| self.odd.push((at + bit) as u32));
        true
    }
}

impl Bits {
    #[inline(always)]
    fn of(block: &[u8; BLOCK], signs: Signs) -> Bits {
        let mut bits = Bits::default();
        let quote = u8x16::splat(signs.quote.unwrap_or(b'\r'));
        let mut rare = u8x16::splat(0);
        let (lanes, _) = block.as_chunks::<16>();
        for (lane, shift) in lanes.iter().zip([0, 16, 32, 48]) {
            let lane = u8x16::new(*lane);
            let is = |byte: u8| lane.simd_eq(u8x16::splat(byte));
            let (delimiters, feeds) = (is(signs.delimiter), is(b'\n'));
            bits.delimiters |= u64::from(delimiters.to_bitmask()) << shift;
            bits.feeds |= u64::from(feeds.to_bitmask()) << shift;
            rare |= lane | lane.simd_eq(quote) | (low(lane) & !(delimiters | feeds));
        }
        if rare.to_bitmask() != 0 {
            bits.find_rare(lanes, signs);
        }
        bits
    }

    /// Adds what most blocks have none of.
    #[inline(never)]
    fn find_rare(&mut self, lanes: &[[u8; 16]], signs: Signs) {
        self.rare = true;
        let mut others = u8x16::splat(0);
        for (lane, shift) in lanes.iter().zip([0, 16, 32, 48]) {
            let lane = u8x16::new(*lane);
            let is = |byte: u8| lane.simd_eq(u8x16::splat(byte));
            let (returns, quotes) = (is(b'\r'), signs.quote.map_or(u8x16::splat(0), is));
            self.returns |= u64::from(returns.to_bitmask()) << shift;
            self.quotes |= u64::from(quotes.to_bitmask()) << shift;
            others |= lane | (low(lane) & !(is(signs.delimiter) | is(b'\n') | returns));
        }
        if others.to_bitmask() == 0 {
            return;
        }
        for (lane, shift) in lanes.iter().zip([0, 16, 32, 48]) {
            let lane = u8x16::new(*lane);
            let tabs = lane.simd_eq(u8x16::splat(b'\t'));
            self.foreign |= u64::from(lane.to_bitmask()) << shift;
            self.control |= u64::from((low(lane) & !tabs).to_bitmask()) << shift;
        }
        self.control &= !(self.delimiters | self.feeds | self.returns);
    }

    /// Only the first bytes of the block.
    fn first(self, count: usize) -> Bits {
        let mask = (1_u64 << count) - 1;
        Bits {
            delimiters: self.delimiters & mask,
            feeds: self.feeds & mask,
            rare: self.rare,
            returns: self.returns & mask,
            quotes: self.quotes & mask,
            foreign: self.foreign & mask,
            control: self.control & mask,
        }
    }
}

/// Which bytes stand before the blank: control characters, tabs and line ends.
fn low(lane: u8x16) -> u8x16 {
    lane.min(u8x16::splat(31)).simd_eq(lane)
}

impl Carried {
    /// Which bytes lie inside quotes; none where parity does not tell.
    fn quoted(&mut self, bits: Bits) -> Option<u64> {
        let inside = parity(bits.quotes) ^ self.inside;
        let (opening, closing) = (bits.quotes & inside, bits.quotes & !inside);
        let ends = (bits.delimiters | bits.feeds) & !inside;
        let starts = ends << 1 | self.ended | closing << 1 | self.closed;
        let follows = bits.delimiters | bits.feeds | bits.returns | bits.quotes;
        let well =
            opening & !starts == 0 && closing & !(follows >> 1 | 1 << 63) == 0 && self.closed & !follows == 0;
        self.closed = closing >> 63;
        self.inside = 0_u64.wrapping_sub(inside >> 63);
        well.then_some(inside)
    }
}

/// Whether an odd number of bits stands at or below each.
fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

fn each(mut bits: u64, mut take: impl FnMut(usize)) {
    while bits != 0 {
        take(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::scan::Scanner;

    const COMMA: Signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };

    /// The records that the marks find are those that the scanner finds.
    #[track_caller]
    fn check(text: &str) {
        let mut marks = Marks::default();
        let found = marks.find(text.as_bytes(), COMMA);
        let mut scanner = Scanner::new(COMMA);
        let (mut at, mut first) = (0, 0);
        for &line in &marks.lines {
            let taken = scanner.record(&text[at..], true).unwrap();
            let end = marks.ends[line as usize] as usize + 1;
            let odd = marks.odd.iter().any(|odd| (at..end).contains(&(*odd as usize)));
            if !odd {
                assert_eq!((at + taken.bytes, scanner.len()), (end, line as usize - first), "{text:?}");
            }
            (at, first) = (end, line as usize);
        }
        assert!(found <= text.len());
    }

    #[test]
    fn records_end_where_the_scanner_says() {
        let cells = [
            "a",
            "",
            "\"x\"",
            "\"x,y\"",
            "\"x\"\"y\"",
            "\"\"",
            "5\" pipe",
            "\"a\nb\"",
            "\"z\"w",
            "long enough to fill",
        ];
        let mut state = 7_usize;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..12 {
                for column in 0..3 {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    text.push_str(cells[(state >> 33) % cells.len()]);
                    text.push_str(if column < 2 {
                        ","
                    } else if state >> 62 == 0 {
                        "\r\n"
                    } else {
                        "\n"
                    });
                }
            }
            check(&text);
        }
    }

    #[test]
    fn a_quote_within_a_field_stops_it() {
        let text = format!("{}a,5\" pipe,\"x\"\n", "a,b,c\n".repeat(20));
        assert!(Marks::default().find(text.as_bytes(), COMMA) < text.len());
        check(&text);
    }
}
