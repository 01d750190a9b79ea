//! Short texts that come again and again, each kept once: stocking units and the values of a column.

use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::order::sort_by;
use crate::pack::{Pack, Unpack};
use crate::read::cell::code::look;

/// Stands between the fields of a key: no cell holds it.
pub const SEPARATOR: char = '\u{1f}';

/// Texts by number, in the order they were first seen: end to end in one arena, found by their hash.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    arena: String,
    ends: Vec<u32>,
    /// Half of a text's hash and its number from 1, by the other half; a power of two of them, at most half full.
    places: Vec<(u32, u32)>,
}

impl Texts {
    /// The number of a text, a new one if it has not been seen.
    pub fn number(&mut self, text: &str) -> u32 {
        if self.places.len() <= self.ends.len() * 2 {
            self.grow();
        }
        let hash = hash(text);
        match self.place(text, hash) {
            Ok(number) => number,
            Err(free) => {
                let number = self.ends.len() as u32;
                self.arena.push_str(text);
                self.ends.push(self.arena.len() as u32);
                if let Some(place) = self.places.get_mut(free) {
                    *place = ((hash >> 32) as u32, number + 1);
                }
                number
            }
        }
    }

    /// The number of a text, or the place where it belongs.
    fn place(&self, text: &str, hash: u64) -> Result<u32, usize> {
        let most = self.places.len().wrapping_sub(1);
        let mut at = hash as usize & most;
        while let Some(&(other, number)) = self.places.get(at) {
            match number.checked_sub(1) {
                None => return Err(at),
                Some(number) if other == (hash >> 32) as u32 && self.text(number) == text => {
                    return Ok(number);
                }
                Some(_) => at = (at + 1) & most,
            }
        }
        Err(at)
    }

    /// Twice the room, and every text where it belongs in it.
    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(16);
        self.places.clear();
        self.places.resize(count, (0, 0));
        for number in 0..self.ends.len() as u32 {
            let hash = hash(self.text(number));
            let mut at = hash as usize & (count - 1);
            while self.places.get(at).is_some_and(|place| place.1 > 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(place) = self.places.get_mut(at) {
                *place = ((hash >> 32) as u32, number + 1);
            }
        }
    }

    /// The number of a text that has been seen.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.place(text, hash(text)).ok()
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
        Texts { ends: from.small(), arena: from.text().to_owned(), places: Vec::new() }
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
    fn in_order(&self) -> Vec<u32> {
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

    /// Whether whole texts compare as their fields do ([`order`]).
    pub fn is_plain(&self) -> bool {
        !self.arena.bytes().any(|byte| byte < SEPARATOR as u8)
    }

    /// All texts, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.text(number))
    }
}

/// Numbers of pairs of numbers: a few large tables stay in fast memory where one of whole keys would not.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// A pair and its number from 1, by the pair's hash; a power of two of them, at most half full.
    places: Vec<(u32, u32, u32)>,
    count: u32,
}

impl Pairs {
    /// The number of a pair, and whether it is new.
    pub fn number(&mut self, one: u32, other: u32) -> (u32, bool) {
        if self.places.len() <= self.count as usize * 2 {
            self.grow();
        }
        let at = self.place(one, other);
        let Some(place) = self.places.get_mut(at) else { return (0, false) };
        if place.2 > 0 {
            return (place.2 - 1, false);
        }
        self.count += 1;
        *place = (one, other, self.count);
        (self.count - 1, true)
    }

    /// Where a pair stands, or belongs.
    fn place(&self, one: u32, other: u32) -> usize {
        let most = self.places.len().wrapping_sub(1);
        let mixed = (u64::from(one) << 32 | u64::from(other)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (mixed >> 32) as usize & most;
        while self.places.get(at).is_some_and(|place| place.2 > 0 && (place.0, place.1) != (one, other)) {
            at = (at + 1) & most;
        }
        at
    }

    /// The numbers of its pairs, in the order that the ranks of both sides give them.
    fn in_order(&self, one: &[u32], other: &[u32]) -> Vec<u32> {
        let rank = |ranks: &[u32], number: u32| ranks.get(number as usize).copied().map_or(0, u64::from);
        let pairs = self.places.iter().filter(|pair| pair.2 > 0);
        let mut by_rank: Vec<(u64, u32)> =
            pairs.map(|pair| (rank(one, pair.0) << 32 | rank(other, pair.1), pair.2 - 1)).collect();
        by_rank.sort_unstable();
        by_rank.into_iter().map(|(_, number)| number).collect()
    }

    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(16);
        let before = std::mem::replace(&mut self.places, vec![(0, 0, 0); count]);
        for pair in before.into_iter().filter(|pair| pair.2 > 0) {
            let at = self.place(pair.0, pair.1);
            if let Some(place) = self.places.get_mut(at) {
                *place = pair;
            }
        }
    }
}

/// The eight bytes that follow so many, as a number that compares like them.
fn head(text: &str, from: usize) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(text.bytes().skip(from)).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(head)
}

/// The place of each number in an order.
fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0..).zip(order) {
        ranks.get_mut(*number as usize).into_iter().for_each(|of| *of = rank);
    }
    ranks
}

/// The numbers of joined keys in key order, from the values of each field and their pairs with the fields before:
/// a few values are compared as texts instead of many keys, where no value looks like several. `keys` are the keys.
pub fn in_order(keys: &Texts, fields: &[(Texts, Pairs)]) -> Vec<u32> {
    let Some(((first, _), others)) = fields.split_first() else { return Vec::new() };
    if fields.iter().any(|(texts, _)| texts.arena.contains(SEPARATOR)) {
        let compare = |one, other| order(keys.text(one), keys.text(other));
        return crate::order::numbers(keys.len() as u32, &compare);
    }
    others.iter().fold(first.in_order(), |before, (texts, pairs)| {
        pairs.in_order(&ranks(&before), &ranks(&texts.in_order()))
    })
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
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

/// Every text of some ordered lists once, in order, with the lists that have it and its number there.
pub fn merged<'a>(lists: &[&'a Texts], mut each: impl FnMut(&'a str, &[(usize, u32)])) {
    let plain = lists.iter().all(|list| list.is_plain());
    let compare = |one: &str, other: &str| if plain { one.cmp(other) } else { order(one, other) };
    let mut next = vec![0_u32; lists.len()];
    let mut holders: Vec<(usize, u32)> = Vec::with_capacity(lists.len());
    loop {
        let mut least = "";
        holders.clear();
        for (place, (list, next)) in lists.iter().zip(&next).enumerate() {
            if *next as usize >= list.len() {
                continue;
            }
            let text = list.text(*next);
            let found = if holders.is_empty() { Ordering::Less } else { compare(text, least) };
            if found == Ordering::Less {
                holders.clear();
                least = text;
            }
            if found != Ordering::Greater {
                holders.push((place, *next));
            }
        }
        if holders.is_empty() {
            return;
        }
        each(least, &holders);
        for (place, _) in &holders {
            next.get_mut(*place).into_iter().for_each(|next| *next += 1);
        }
    }
}

/// The texts that look like one seen before: the earlier one's number, then theirs, as they were seen.
pub fn alike<T: Ord>(texts: &Texts, seen: impl Fn(u32) -> T) -> Vec<(u32, u32)> {
    let mut buffer = String::new();
    let mut by_look: Vec<(u64, u32)> = Vec::with_capacity(texts.len());
    for (number, text) in (0..).zip(texts.iter()) {
        write_likeness(text, &mut buffer);
        by_look.push((hash(&buffer), number));
    }
    by_look.sort_unstable();
    let mut found = Vec::new();
    for same in by_look.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        let mut looks: Vec<(String, T, u32)> =
            same.iter().map(|(_, number)| (likeness(texts.text(*number)), seen(*number), *number)).collect();
        looks.sort();
        for group in looks.chunk_by(|one, other| one.0 == other.0) {
            let Some((first, later)) = group.split_first() else { continue };
            found.extend(later.iter().map(|next| (first.2, next.2)));
        }
    }
    sort_by(&mut found, |one, other| seen(one.1).cmp(&seen(other.1)));
    found
}

/// As [`likeness`], where plain text needs no memory of its own.
fn write_likeness(key: &str, to: &mut String) {
    to.clear();
    if !key.is_ascii() {
        to.push_str(&likeness(key));
        return;
    }
    for (place, field) in fields(key).enumerate() {
        if place > 0 {
            to.push(SEPARATOR);
        }
        let visible = |byte: &u8| !matches!(byte, b'\t'..=b'\r' | b' ');
        let zeros = field.bytes().filter(visible).take_while(|byte| *byte == b'0').count();
        let start = to.len();
        to.extend(field.bytes().filter(visible).map(|byte| char::from(byte.to_ascii_lowercase())));
        if to.get(start..).is_some_and(|look| look.ends_with(".0")) {
            to.truncate(to.len() - 2);
        }
        if zeros < to.len() - start {
            to.drain(start..start + zeros);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of an item and a place are put in the order of the keys, however they came.
    #[track_caller]
    fn check_order(keys: &[[&str; 2]]) {
        let (mut joined, mut fields) = (Texts::default(), vec![<(Texts, Pairs)>::default(); 2]);
        for key in keys {
            let (one, other) = (fields[0].0.number(key[0]), fields[1].0.number(key[1]));
            let (number, is_new) = fields[1].1.number(one, other);
            assert_eq!((number, is_new), (joined.len() as u32, true));
            joined.push(&key.join("\u{1f}"));
        }
        let found = joined.ordered(&in_order(&joined, &fields));
        assert!(found.iter().is_sorted_by(|one, other| order(one, other).is_lt()), "{keys:?}");
        assert_eq!(found.len(), keys.len());
    }

    #[test]
    fn keys_are_ordered_by_their_fields() {
        check_order(&[["B", "2"], ["A", "2"], ["B", "1"], ["A-1", "1"], ["A", "1"], ["", "3"]]);
        let long = |end| format!("{}{end}", "the same beginning of every item ");
        let [one, two, three] = ["of many", "of many kinds", "of man"].map(long);
        check_order(&[[&two, "North"], [&three, "South"], [&one, "South"], [&one, "North"]]);
        check_order(&[["A", "Z"], ["A\u{1f}B", "Y"], ["A", "A"], ["A\u{1}", "A"], ["Ä", "é"]]);
    }

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
    fn lists_in_order_are_merged() {
        let list = |texts: &[&str]| {
            let mut list = Texts::default();
            for text in texts {
                list.push(text);
            }
            list
        };
        let lists = [list(&["a", "c"]), list(&[]), list(&["a", "b", "d"])];
        let mut found = Vec::new();
        merged(&lists.iter().collect::<Vec<_>>(), |text, holders| found.push((text, holders.to_vec())));
        let expected: [(&str, &[_]); 4] =
            [("a", &[(0, 0), (2, 0)]), ("b", &[(2, 1)]), ("c", &[(0, 1)]), ("d", &[(2, 2)])];
        assert_eq!(found, expected.map(|(text, holders)| (text, holders.to_vec())));
    }

    #[test]
    fn a_likeness_is_written_as_it_is_made() {
        for key in [
            "00 12-aB",
            "0",
            "0.0",
            "000.0",
            "A\u{1f}007",
            "\u{1f}",
            "10.0\u{1f}x Y",
            "Größe 0",
            ".0",
            "00.0\u{1f}0",
        ] {
            let mut written = String::new();
            write_likeness(key, &mut written);
            assert_eq!(written, likeness(key), "{key:?}");
        }
    }

    #[test]
    fn what_looks_like_an_earlier_text() {
        let mut texts = Texts::default();
        for text in ["A-1", "B", "a-1", "b ", "A 1"] {
            texts.push(text);
        }
        assert_eq!(alike(&texts, |number| 9 - number), [(3, 1), (2, 0)]);
        assert_eq!(alike(&texts, |number| number), [(0, 2), (1, 3)]);
    }

    #[test]
    fn a_pair_keeps_its_number() {
        let mut pairs = Pairs::default();
        let all = || (0..100).flat_map(|one| (0..50).map(move |other| (one, other * 7)));
        let first: Vec<_> = all().map(|(one, other)| pairs.number(one, other)).collect();
        assert!(first.iter().zip(0..).all(|(found, number)| *found == (number, true)));
        let again: Vec<_> = all().map(|(one, other)| pairs.number(one, other)).collect();
        assert!(again.iter().zip(0..).all(|(found, number)| *found == (number, false)));
    }

    #[test]
    fn likeness_forgets_case_zeros_and_blanks() {
        assert_eq!(likeness("00 12-aB"), likeness("12\u{2011}AB"));
        assert_ne!(likeness("12"), likeness("120"));
    }
}
