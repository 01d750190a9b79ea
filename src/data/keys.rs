//! Short texts that come again and again, each kept once: stocking units and the values of a column.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::pack::{Pack, Unpack};
use crate::read::cell::code::look;

/// Stands between the fields of a key: no cell holds it.
pub const SEPARATOR: char = '\u{1f}';

/// Texts by number, in the order they were first seen.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    numbers: FxHashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Texts {
    /// The number of a text, a new one if it has not been seen.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    /// The number of a text that has been seen.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number; empty for a number that was never given.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", AsRef::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.number(self.texts.len() as u64);
        self.texts.iter().for_each(|text| to.text(text));
    }

    /// Takes over what [`Texts::pack`] wrote; the numbers that those have here.
    pub fn merge(&mut self, from: &mut Unpack<'_>) -> Vec<u32> {
        (0..from.count()).map(|_| self.number(from.text())).collect()
    }

    /// All texts, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }
}

/// The order of two keys: field by field, by code point. The separator sorts before every sign that may stand in
/// a key but control signs, so that whole keys compare as their fields do unless one holds such a sign.
pub fn order(one: &str, other: &str) -> Ordering {
    let control = |key: &str| key.bytes().any(|byte| byte < SEPARATOR as u8);
    let whole = one.cmp(other);
    if control(one) || control(other) { fields(one).cmp(fields(other)) } else { whole }
}

/// The fields of a key.
pub fn fields(key: &str) -> impl Iterator<Item = &str> {
    key.split(SEPARATOR)
}

/// A key as people compare them at a glance ([`look`]), field by field. Two keys with the same likeness are
/// probably one item written twice.
pub fn likeness(key: &str) -> String {
    fields(key).map(look).collect::<Vec<_>>().join("\u{1f}")
}

/// The texts that look like an earlier one: the earlier one's number, then theirs. What two texts have in common
/// is kept as a hash, and compared in full only where hashes meet.
pub fn alike(texts: &Texts) -> Vec<(u32, u32)> {
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    let mut found = Vec::new();
    for (number, text) in (0..).zip(texts.iter()) {
        let likeness = likeness(text);
        let hash = FxBuildHasher.hash_one(&likeness);
        let mut earlier = first.get(&hash).copied();
        if earlier.is_some_and(|earlier| self::likeness(texts.text(earlier)) != likeness) {
            earlier = (0..number).find(|earlier| self::likeness(texts.text(*earlier)) == likeness);
        }
        match earlier {
            Some(earlier) => found.push((earlier, number)),
            None => _ = first.entry(hash).or_insert(number),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_field_by_field() {
        for (one, other) in [("a\u{1f}z", "a b\u{1f}a"), ("a\tb\u{1f}a", "a\u{1f}b"), ("a", "a\u{1f}b")] {
            assert_eq!(order(one, other), fields(one).cmp(fields(other)), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        assert_eq!((texts.number("b"), texts.number("a"), texts.number("b")), (0, 1, 0));
        assert_eq!((texts.text(1), texts.find("c"), texts.len()), ("a", None, 2));
    }

    #[test]
    fn likeness_forgets_case_zeros_and_blanks() {
        assert_eq!(likeness("00 12-aB"), likeness("12\u{2011}AB"));
        assert_ne!(likeness("12"), likeness("120"));
    }
}
