//! Plain values as bytes and back, for what one worker hands to another. Nothing is named, and many values of one kind
//! stand as they lie in memory, because both sides are this very build.

use std::fmt;

use bytemuck::{AnyBitPattern, NoUninit};

/// Slices of at least so many bytes are handed on as they are.
const LARGE: usize = 1 << 16;

/// Columns begin at multiples of so many bytes: every value may be read where it lies.
const ALIGNED: usize = 8;

/// Takes bytes that were written, piece by piece.
pub type Outlet<'o> = &'o mut dyn FnMut(&[u8]);

/// Bytes being written.
#[derive(Default)]
pub struct Pack<'o> {
    /// What has been written and not handed on.
    pub bytes: Vec<u8>,
    /// How many were handed on.
    gone: usize,
    outlet: Option<Outlet<'o>>,
}

impl fmt::Debug for Pack<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Pack").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

/// Bytes being read. What lies behind their end reads as zero or empty.
#[derive(Debug, Clone, Copy)]
pub struct Unpack<'a> {
    rest: &'a [u8],
    /// How many bytes there were.
    all: usize,
}

impl<'o> Pack<'o> {
    /// Hands on what is written: columns of millions of rows never lie in memory twice.
    pub fn handing_on(outlet: Outlet<'o>) -> Self {
        Pack { outlet: Some(outlet), ..Pack::default() }
    }

    /// Hands on what is left.
    pub fn end(&mut self) {
        if let Some(outlet) = &mut self.outlet {
            outlet(&self.bytes);
            self.gone += self.bytes.len();
            self.bytes.clear();
        }
    }

    /// About so many bytes are about to be written.
    pub fn expect(&mut self, bytes: usize) {
        if self.outlet.is_none() {
            self.bytes.reserve_exact(bytes);
        }
    }

    /// Bytes as they are.
    fn raw(&mut self, bytes: &[u8]) {
        if bytes.len() >= LARGE && self.outlet.is_some() {
            self.end();
            self.outlet.iter_mut().for_each(|outlet| outlet(bytes));
            self.gone += bytes.len();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// A whole number.
    pub fn number(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// A yes or no.
    pub fn flag(&mut self, value: bool) {
        self.bytes.push(u8::from(value));
    }

    /// A double, to the last bit.
    pub fn real(&mut self, value: f64) {
        self.number(value.to_bits());
    }

    /// A double, or none.
    pub fn maybe(&mut self, value: Option<f64>) {
        self.flag(value.is_some());
        if let Some(value) = value {
            self.real(value);
        }
    }

    /// Doubles with their count.
    pub fn reals(&mut self, values: &[f64]) {
        self.all(values);
    }

    /// Which of all it is.
    pub fn choice<T: PartialEq>(&mut self, all: &[T], one: &T) {
        let place = all.iter().position(|other| other == one);
        self.bytes.push(place.map_or(u8::MAX, |place| place as u8));
    }

    /// Bytes with their length.
    pub fn slice(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.raw(bytes);
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.slice(text.as_bytes());
    }

    /// Small numbers with their count.
    pub fn small(&mut self, values: &[u32]) {
        self.all(values);
    }

    /// Small signed numbers with their count.
    pub fn signed(&mut self, values: &[i32]) {
        self.all(values);
    }

    /// Numbers with their count.
    pub fn wide(&mut self, values: &[u64]) {
        self.all(values);
    }

    /// Words as they lie in memory, without their count: whoever reads them knows it.
    pub fn row<const WORDS: usize>(&mut self, words: [u64; WORDS]) {
        self.bytes.extend_from_slice(bytemuck::cast_slice(&words));
    }

    /// Values of one size with their count, as they lie in memory: millions of rows are copied in one go. They begin
    /// where they may be read as they lie.
    fn all<T: NoUninit>(&mut self, values: &[T]) {
        self.number(values.len() as u64);
        self.bytes.resize(self.bytes.len() + gap(self.gone + self.bytes.len()), 0);
        self.raw(bytemuck::cast_slice(values));
    }
}

/// Bytes before a column that would begin here.
fn gap(at: usize) -> usize {
    at.wrapping_neg() % ALIGNED
}

impl<'a> Unpack<'a> {
    /// Reads these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Unpack { rest: bytes, all: bytes.len() }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// A whole number.
    pub fn number(&mut self) -> u64 {
        self.take(8).try_into().map_or(0, u64::from_le_bytes)
    }

    /// A yes or no.
    pub fn flag(&mut self) -> bool {
        self.take(1) == [1]
    }

    /// A double.
    pub fn real(&mut self) -> f64 {
        f64::from_bits(self.number())
    }

    /// A double, or none.
    pub fn maybe(&mut self) -> Option<f64> {
        self.flag().then(|| self.real())
    }

    /// Doubles with their count.
    pub fn reals(&mut self) -> Vec<f64> {
        self.all()
    }

    /// Which of all it is; none of them where the bytes say otherwise.
    pub fn choice<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let place = self.take(1).first()?;
        all.get(usize::from(*place)).copied()
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many of something follow: never more than there are bytes left.
    pub fn count(&mut self) -> usize {
        (self.number() as usize).min(self.rest.len())
    }

    /// How many of something that takes at least so many bytes each.
    pub fn count_of(&mut self, bytes: usize) -> usize {
        (self.number() as usize).min(self.rest.len() / bytes)
    }

    /// Bytes with their length.
    pub fn slice(&mut self) -> &'a [u8] {
        let length = self.count();
        self.take(length)
    }

    /// A text with its length.
    pub fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.slice()).unwrap_or_default()
    }

    /// Small numbers with their count.
    pub fn small(&mut self) -> Vec<u32> {
        self.all()
    }

    /// Small signed numbers with their count.
    pub fn signed(&mut self) -> Vec<i32> {
        self.all()
    }

    /// Numbers with their count.
    pub fn wide(&mut self) -> Vec<u64> {
        self.all()
    }

    /// So many words.
    pub fn row<const WORDS: usize>(&mut self) -> [u64; WORDS] {
        let mut words = [0; WORDS];
        let bytes = self.take(size_of_val(&words));
        if bytes.len() == size_of_val(&words) {
            bytemuck::cast_slice_mut(&mut words).copy_from_slice(bytes);
        }
        words
    }

    /// Values of one size with their count; those that the bytes hold in full.
    fn all<T: AnyBitPattern + NoUninit>(&mut self) -> Vec<T> {
        let count = self.count();
        self.take(gap(self.all - self.rest.len()));
        let whole = count.min(self.rest.len() / size_of::<T>());
        let bytes = self.take(whole * size_of::<T>());
        // Where they lie in memory as in a list they are copied at once; else zeros are written first.
        bytemuck::try_cast_slice(bytes)
            .map_or_else(|_| bytemuck::allocation::pod_collect_to_vec(bytes), <[T]>::to_vec)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut pack = Pack::default();
        pack.number(7);
        pack.text("Größe");
        pack.flag(true);
        pack.small(&[1, 2, u32::MAX]);
        pack.wide(&[3, u64::MAX]);
        pack.real(-0.0);
        pack.maybe(None);
        pack.maybe(Some(0.1));
        pack.reals(&[0.5, f64::INFINITY]);
        pack.row([5, u64::MAX]);
        pack.choice(&["one", "other"], &"other");
        let mut read = Unpack::new(&pack.bytes);
        assert_eq!((read.number(), read.text(), read.flag()), (7, "Größe", true));
        assert_eq!((read.small(), read.wide()), (vec![1, 2, u32::MAX], vec![3, u64::MAX]));
        assert_eq!(read.real().to_bits(), (-0.0_f64).to_bits());
        assert_eq!((read.maybe(), read.maybe()), (None, Some(0.1)));
        assert_eq!(read.reals(), [0.5, f64::INFINITY]);
        assert_eq!(read.row(), [5, u64::MAX]);
        assert!(!read.is_empty());
        assert_eq!(read.choice(&["one", "other"]), Some("other"));
        assert!(read.is_empty() && read.choice(&["one", "other"]).is_none());
        assert_eq!((read.number(), read.text(), read.flag(), read.wide().len()), (0, "", false, 0));
        assert_eq!(read.row(), [0; 3]);
    }

    #[test]
    fn what_is_handed_on_is_what_is_written() {
        let columns: Vec<Vec<u32>> =
            [3, 40_000, 0, 16_384, 16_383].map(|count| (0..count).collect()).to_vec();
        let write = |to: &mut Pack| {
            for column in &columns {
                to.text("column");
                to.small(column);
            }
        };
        let (mut whole, mut pieces) = (Pack::default(), Vec::new());
        write(&mut whole);
        let mut take = |bytes: &[u8]| pieces.push(bytes.to_vec());
        let mut handing = Pack::handing_on(&mut take);
        write(&mut handing);
        handing.end();
        assert!(pieces.len() > 4 && pieces.concat() == whole.bytes);
    }

    #[test]
    fn a_count_beyond_the_bytes_takes_no_memory() {
        let mut pack = Pack::default();
        pack.number(u64::MAX);
        assert_eq!(Unpack::new(&pack.bytes).wide().len(), 0);
    }
}
