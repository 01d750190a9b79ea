//! Short texts that come again and again, each kept once and known by its number.
//!
//! Finding one of many is a walk through memory: what tells a text of up to sixteen bytes from every other stands in
//! the table itself, and of many looked for at once the places are asked for before the first is needed.

use std::hash::Hasher;
use std::hint::black_box;

use rustc_hash::FxHasher;

use super::keys::SEPARATOR;
use crate::memory::{self, Lack};
use crate::order::sort_by;
use crate::pack::{Pack, Unpack};

/// Bytes that a sign says in full.
const SHORT: usize = 16;
/// Mixes the bits of signs: two odd numbers without pattern.
const MIX: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// Texts by number, in the order they were first seen: end to end in one arena, found by their signs.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    arena: String,
    ends: Vec<u32>,
    /// A text's sign and its number from 1; a power of two of them, at most half full.
    places: Vec<Place>,
    /// Of the texts in hand.
    signs: Vec<Sign>,
}

/// The bytes of a short text, or the hash of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sign {
    first: u64,
    last: u64,
    length: u32,
}

/// A place of the table.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    first: u64,
    last: u64,
    length: u32,
    /// A text's number from 1; 0 where the place is free.
    number: u32,
}

impl Place {
    fn new(Sign { first, last, length }: Sign, number: u32) -> Place {
        Place { first, last, length, number: number + 1 }
    }

    fn sign(self) -> Sign {
        Sign { first: self.first, last: self.last, length: self.length }
    }
}

impl Sign {
    /// First and last bytes, which overlap; with the length they are the text.
    fn of(text: &str) -> Sign {
        let bytes = text.as_bytes();
        let length = bytes.len() as u32;
        if bytes.len() > SHORT {
            let mut hasher = FxHasher::default();
            hasher.write(bytes);
            return Sign { first: hasher.finish(), last: 0, length };
        }
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Sign { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length };
        }
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            return Sign { first: first.into(), last: last.into(), length };
        }
        let byte = |place: usize| bytes.get(place).copied().map_or(0, u64::from);
        Sign { first: byte(0) | byte(1) << 8 | byte(2) << 16, last: 0, length }
    }

    /// Where it is looked for first among a power of two of places.
    fn place(self, places: usize) -> usize {
        let mixed =
            self.first.wrapping_mul(MIX[0]) ^ self.last.wrapping_add(self.length.into()).wrapping_mul(MIX[1]);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(MIX[0]);
        (mixed >> 32) as usize & places.wrapping_sub(1)
    }
}

impl Texts {
    /// The number of a text, a new one if it has not been seen.
    pub fn number(&mut self, text: &str) -> u32 {
        self.signed(text, Sign::of(text))
    }

    /// The numbers of many texts, one after the other.
    pub fn numbers<'t>(&mut self, texts: impl Iterator<Item = &'t str> + Clone, to: &mut Vec<u32>) {
        let mut signs = std::mem::take(&mut self.signs);
        signs.clear();
        signs.extend(texts.clone().map(Sign::of));
        for sign in &signs {
            black_box(self.places.get(sign.place(self.places.len())).map(|place| place.number));
        }
        to.extend(texts.zip(&signs).map(|(text, sign)| self.signed(text, *sign)));
        self.signs = signs;
    }

    fn signed(&mut self, text: &str, sign: Sign) -> u32 {
        if self.places.len() <= self.ends.len() * 2 {
            self.grow();
        }
        match self.place(text, sign) {
            Ok(number) => number,
            Err(free) => {
                let number = self.ends.len() as u32;
                self.push(text);
                if let Some(place) = self.places.get_mut(free) {
                    *place = Place::new(sign, number);
                }
                number
            }
        }
    }

    /// The number of a text, or the place where it belongs.
    fn place(&self, text: &str, sign: Sign) -> Result<u32, usize> {
        let most = self.places.len().wrapping_sub(1);
        let mut at = sign.place(self.places.len());
        while let Some(&place) = self.places.get(at) {
            match place.number.checked_sub(1) {
                None => return Err(at),
                Some(number)
                    if place.sign() == sign && (text.len() <= SHORT || self.text(number) == text) =>
                {
                    return Ok(number);
                }
                Some(_) => at = (at + 1) & most,
            }
        }
        Err(at)
    }

    /// Twice the room, and every text where it belongs in it.
    fn grow(&mut self) {
        let mut count = (self.places.len() * 2).max(16);
        while count <= self.ends.len() * 2 {
            count *= 2;
        }
        self.places.clear();
        self.places.resize(count, Place::default());
        for number in 0..self.ends.len() as u32 {
            let sign = Sign::of(self.text(number));
            let mut at = sign.place(count);
            while self.places.get(at).is_some_and(|place| place.number > 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(place) = self.places.get_mut(at) {
                *place = Place::new(sign, number);
            }
        }
    }

    /// Whether there is memory for the table of so many more texts.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn room(&self, more: usize) -> Result<(), Lack> {
        let places = ((self.ends.len() + more) * 2).next_power_of_two();
        let missing = if places > self.places.len() { places } else { 0 };
        memory::ahead((missing * size_of::<Place>()) as u64)
    }

    /// The number of a text that has been seen.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.place(text, Sign::of(text)).ok()
    }

    /// The text of a number; empty for a number that was never given.
    pub fn text(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.arena.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.small(&self.ends);
        to.text(&self.arena);
    }

    /// Reads what [`Texts::pack`] wrote; no text is looked for in them.
    pub fn unpack(from: &mut Unpack<'_>) -> Texts {
        Texts { ends: from.small(), arena: from.text().to_owned(), ..Texts::default() }
    }

    /// The same texts in another order; none is looked for in them.
    #[must_use]
    pub fn ordered(&self, order: &[u32]) -> Texts {
        let mut ordered = Texts::default();
        ordered.arena.reserve(self.arena.len());
        for &number in order {
            ordered.push(self.text(number));
        }
        ordered
    }

    /// The numbers of its texts, in the order of the texts.
    pub(super) fn in_order(&self) -> Vec<u32> {
        let first = self.text(0).as_bytes();
        let same =
            |text: &str| first.iter().zip(text.as_bytes()).take_while(|(one, other)| one == other).count();
        let shared = self.iter().map(same).min().unwrap_or(0);
        let mut by_head: Vec<(u64, u32)> =
            (0..).zip(self.iter()).map(|(number, text)| (head(text, shared), number)).collect();
        by_head.sort_unstable();
        for alike in by_head.chunk_by_mut(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
            sort_by(alike, |one, other| self.text(one.1).cmp(self.text(other.1)));
        }
        by_head.into_iter().map(|(_, number)| number).collect()
    }

    /// Appends a text without looking for it.
    pub fn push(&mut self, text: &str) {
        self.arena.push_str(text);
        self.ends.push(self.arena.len() as u32);
    }

    /// Whether whole texts compare as their fields do ([`super::keys::order`]).
    pub fn is_plain(&self) -> bool {
        !self.arena.bytes().any(|byte| byte < SEPARATOR as u8)
    }

    /// Whether one of them looks like several.
    pub(super) fn has_separator(&self) -> bool {
        self.arena.contains(SEPARATOR)
    }

    /// All texts, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.text(number))
    }
}

/// The eight bytes that follow so many, as a number that compares like them.
fn head(text: &str, from: usize) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(text.bytes().skip(from)).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        assert_eq!((texts.number("b"), texts.number("a"), texts.number("b")), (0, 1, 0));
        assert_eq!((texts.text(1), texts.find("c"), texts.len()), ("a", None, 2));
    }

    /// Texts of every length, of which many share beginning, end or both.
    #[test]
    fn texts_of_any_length_are_told_apart() {
        let mut all: Vec<String> = vec![String::new(), "a\0".to_owned(), "a".to_owned(), "a\0\0".to_owned()];
        for length in 1..40 {
            for place in 0..length {
                let mut text = "x".repeat(length);
                text.replace_range(place..=place, "y");
                all.push(text);
            }
        }
        let mut texts = Texts::default();
        let mut numbers = Vec::new();
        texts.numbers(all.iter().map(String::as_str), &mut numbers);
        assert_eq!(numbers, (0..all.len() as u32).collect::<Vec<_>>());
        let again: Vec<u32> = all.iter().map(|text| texts.number(text)).collect();
        assert_eq!((again, texts.find("yy"), texts.find(&all[9])), (numbers, None, Some(9)));
    }
}
