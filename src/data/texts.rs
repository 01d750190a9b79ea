//! Short texts that come again and again, each kept once and known by its number.
//!
//! Finding one of many is a walk through memory: what tells a text of up to sixteen bytes from every other stands in
//! the table itself, and of many looked for at once the places are asked for before the first is needed.

use std::hash::Hasher;
use std::hint::black_box;

use rustc_hash::FxHasher;

use super::codes::Codes;
use super::keys::SEPARATOR;
use crate::memory::{self, Lack};
use crate::order::sort_by;
use crate::pack::{Pack, Unpack};
use crate::read::apart::Standing;
use crate::read::word::{SHORT, Word};

/// Mixes the bits of signs: two odd numbers without pattern.
const MIX: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// Texts by number, in the order they were first seen: end to end in one arena, found by their signs.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    arena: String,
    ends: Vec<u32>,
    /// Texts that are numbers behind the same letters as the first.
    codes: Codes,
    /// The sign of every other text, and its number from 1; a power of two of them, at most half full.
    places: Vec<Place>,
    /// How many of those there are.
    placed: usize,
    /// Whether one of them has the form of the codes: it was met while there were not so many places for these.
    strayed: bool,
    /// Of the texts in hand, those that are no code met before.
    missed: Vec<Missed>,
}

/// A text to be looked for: which of those in hand it is, where it stands, its sign.
#[derive(Debug, Clone, Copy, Default)]
struct Missed {
    row: usize,
    /// Whether it has the form of the codes.
    coded: bool,
    at: (u32, u32),
    sign: Word,
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
    fn new(Word { first, last, length }: Word, number: u32) -> Place {
        Place { first, last, length, number: number + 1 }
    }

    fn sign(self) -> Word {
        Word { first: self.first, last: self.last, length: self.length }
    }
}

/// The hash of a text too long for a word, with its length.
fn hashed(text: &[u8]) -> Word {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    Word { first: hasher.finish(), last: 0, length: text.len() as u32 }
}

fn sign(text: &str) -> Word {
    Word::of(text).unwrap_or_else(|| hashed(text.as_bytes()))
}

/// Whether a sign says its text in full.
fn is_short(sign: Word) -> bool {
    sign.length as usize <= SHORT
}

/// Where a sign is looked for first among a power of two of places.
fn place_of(sign: Word, places: usize) -> usize {
    let mixed =
        sign.first.wrapping_mul(MIX[0]) ^ sign.last.wrapping_add(sign.length.into()).wrapping_mul(MIX[1]);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(MIX[0]);
    (mixed >> 32) as usize & places.wrapping_sub(1)
}

impl Texts {
    /// The number of a text, a new one if it has not been seen.
    pub fn number(&mut self, text: &str) -> u32 {
        let sign = sign(text);
        self.code(sign).unwrap_or_else(|| self.signed(text, sign))
    }

    fn code(&self, sign: Word) -> Option<u32> {
        if is_short(sign) { self.codes.find(sign) } else { None }
    }

    /// The numbers of many texts, one after the other: what stands at these places. All places in memory are known
    /// before the first is asked for.
    pub fn numbers(&mut self, standing: Standing, cells: &[(u32, u32)], to: &mut [u32]) {
        self.codes.form().indices(standing.text.as_bytes(), cells, to);
        let mut missed = std::mem::take(&mut self.missed);
        missed.clear();
        self.codes.known(to, |row, coded| missed.push(Missed { row, coded, ..Missed::default() }));
        for Missed { row, coded, at, sign } in &mut missed {
            *at = cells.get(*row).copied().unwrap_or_default();
            let word = Word::at(standing.text.as_bytes(), at.0 as usize, at.1 as usize);
            *sign = word.unwrap_or_else(|| self::sign(standing.at(*at)));
            if self.strayed || !*coded {
                black_box(self.places.get(place_of(*sign, self.places.len())).map(|place| place.number));
            }
        }
        for Missed { row, at, sign, .. } in &missed {
            let number = self.signed(standing.at(*at), *sign);
            to.get_mut(*row).into_iter().for_each(|of| *of = number);
        }
        self.missed = missed;
    }

    /// The number of a text that is looked for by its sign.
    fn signed(&mut self, text: &str, sign: Word) -> u32 {
        if self.ends.is_empty() && is_short(sign) {
            self.codes = Codes::like(sign);
        }
        if let Some(code) = self.code(sign) {
            return code;
        }
        if self.strayed && Codes::takes_all(self.ends.len()) {
            self.fetch_strays();
        }
        let (next, coded) = (self.ends.len() as u32, is_short(sign) && self.codes.fits(sign));
        if coded && !self.strayed && self.codes.keep(sign, next, self.ends.len()) {
            self.push(text);
            return next;
        }
        if self.places.len() <= self.placed * 2 {
            self.grow();
        }
        match self.place(text, sign) {
            Ok(number) => {
                let _ = coded && self.codes.keep(sign, number, self.ends.len());
                number
            }
            Err(free) => {
                self.push(text);
                if !(coded && self.codes.keep(sign, next, self.ends.len()))
                    && let Some(place) = self.places.get_mut(free)
                {
                    *place = Place::new(sign, next);
                    self.placed += 1;
                    self.strayed |= coded;
                }
                next
            }
        }
    }

    /// Gives all codes their places.
    fn fetch_strays(&mut self) {
        for place in self.places.iter().filter(|place| place.number > 0 && is_short(place.sign())) {
            self.codes.keep(place.sign(), place.number - 1, self.ends.len());
        }
        self.strayed = false;
    }

    /// The number of a text, or the place where it belongs.
    fn place(&self, text: &str, sign: Word) -> Result<u32, usize> {
        let most = self.places.len().wrapping_sub(1);
        let mut at = place_of(sign, self.places.len());
        while let Some(&place) = self.places.get(at) {
            match place.number.checked_sub(1) {
                None => return Err(at),
                Some(number) if place.sign() == sign && (is_short(sign) || self.text(number) == text) => {
                    return Ok(number);
                }
                Some(_) => at = (at + 1) & most,
            }
        }
        Err(at)
    }

    /// Twice the room, and every text that is looked for there where it belongs in it.
    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(16);
        let before = std::mem::replace(&mut self.places, vec![Place::default(); count]);
        for placed in before.into_iter().filter(|place| place.number > 0) {
            let mut at = place_of(placed.sign(), count);
            while self.places.get(at).is_some_and(|place| place.number > 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(place) = self.places.get_mut(at) {
                *place = placed;
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
        let sign = sign(text);
        self.code(sign).or_else(|| self.place(text, sign).ok())
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

    /// About the bytes that they are written in.
    pub fn packed(&self) -> usize {
        self.arena.len() + self.ends.len() * 4 + 16
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
    use crate::read::apart::Apart;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        assert_eq!((texts.number("b"), texts.number("a"), texts.number("b")), (0, 1, 0));
        assert_eq!((texts.text(1), texts.find("c"), texts.len()), ("a", None, 2));
    }

    /// Codes keep their numbers, whether they have places from the first on, later, or never.
    #[test]
    fn codes_keep_their_numbers() {
        let mut texts = Texts::default();
        let codes: Vec<String> =
            (0..20_000).map(|code| format!("SKU-{:06}", code * 331 % 1_000_000)).collect();
        let others = (0..3_000).map(|code| format!("sku{code}")).chain((0..100).map(|code| code.to_string()));
        let all: Vec<String> = codes.into_iter().chain(others).collect();
        for _ in 0..3 {
            let numbers: Vec<u32> = all.iter().map(|text| texts.number(text)).collect();
            assert!(numbers.into_iter().eq(0..all.len() as u32));
        }
        assert!(!texts.strayed, "all have places by then");
        let found: Vec<Option<u32>> = all.iter().map(|text| texts.find(text)).collect();
        assert!(found.into_iter().eq((0..all.len() as u32).map(Some)));
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
        let (mut text, mut cells) = (String::new(), Vec::new());
        for one in &all {
            let from = text.len() as u32;
            text.push_str(one);
            cells.push((from, text.len() as u32));
        }
        let mut texts = Texts::default();
        let mut numbers = vec![0; cells.len()];
        texts.numbers(Standing { text: &text, apart: &Apart::default() }, &cells, &mut numbers);
        assert_eq!(numbers, (0..all.len() as u32).collect::<Vec<_>>());
        let again: Vec<u32> = all.iter().map(|text| texts.number(text)).collect();
        assert_eq!((again, texts.find("yy"), texts.find(&all[9])), (numbers, None, Some(9)));
    }
}
