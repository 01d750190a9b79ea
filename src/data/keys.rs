//! Keys of stocking units: their fields in one text, their order, and what looks alike.

use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::pairs::Pairs;
use super::texts::Texts;
use crate::order::sort_by;
use crate::read::cell::code::look;

/// Stands between the fields of a key: no cell holds it.
pub const SEPARATOR: char = '\u{1f}';

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
    if fields.iter().any(|(texts, _)| texts.has_separator()) {
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

/// Whether every field of a key says something.
#[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
pub fn is_whole(key: &str) -> bool {
    let mut before = SEPARATOR as u8;
    let blank = |byte: u8| std::mem::replace(&mut before, byte) == SEPARATOR as u8 && byte == SEPARATOR as u8;
    !key.bytes().chain([SEPARATOR as u8]).any(blank)
}

/// A key as people compare them at a glance ([`look`]), field by field. Two keys with the same likeness are
/// probably one item written twice.
pub fn likeness(key: &str) -> String {
    fields(key).map(look).collect::<Vec<_>>().join("\u{1f}")
}

/// Every text of some ordered lists once, in order, with the lists that have it and its number there.
pub fn merged<'a>(lists: &[&'a Texts], mut each: impl FnMut(&'a str, &[(usize, u32)])) {
    let heads = lists.iter().map(|list| (*list, 0, list.text(0))).collect();
    let mut merge = Merge { heads, holders: Vec::new(), plain: lists.iter().all(|list| list.is_plain()) };
    while let Some(least) = merge.least() {
        each(least, &merge.holders);
    }
}

/// Lists being merged.
struct Merge<'a> {
    /// Each list with the number of its next text, and that text.
    heads: Vec<(&'a Texts, u32, &'a str)>,
    /// The lists that have the text in hand, and its number there.
    holders: Vec<(usize, u32)>,
    /// Whether whole texts compare as their fields do.
    plain: bool,
}

impl<'a> Merge<'a> {
    /// The least text not yet met; the lists that have it go on to their next. Never inlined: a browser compiles what
    /// is called often for speed, but not a loop that is entered once.
    #[inline(never)]
    fn least(&mut self) -> Option<&'a str> {
        let mut least = "";
        self.holders.clear();
        for (place, (list, next, text)) in self.heads.iter().enumerate() {
            if *next as usize >= list.len() {
                continue;
            }
            let compared = || if self.plain { (*text).cmp(least) } else { order(text, least) };
            let found = if self.holders.is_empty() { Ordering::Less } else { compared() };
            if found == Ordering::Less {
                self.holders.clear();
                least = text;
            }
            if found != Ordering::Greater {
                self.holders.push((place, *next));
            }
        }
        for (place, _) in &self.holders {
            if let Some((list, next, text)) = self.heads.get_mut(*place) {
                *next += 1;
                *text = list.text(*next);
            }
        }
        Some(least).filter(|_| !self.holders.is_empty())
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
    fn a_key_is_whole_where_no_field_is_blank() {
        for (key, whole) in
            [("a", true), ("a\u{1f}b", true), ("", false), ("\u{1f}b", false), ("a\u{1f}", false)]
        {
            assert_eq!(is_whole(key), whole, "{key:?}");
            assert_eq!(is_whole(key), fields(key).all(|field| !field.is_empty()), "{key:?}");
        }
        assert!(!is_whole("a\u{1f}\u{1f}b"));
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
    fn likeness_forgets_case_zeros_and_blanks() {
        assert_eq!(likeness("00 12-aB"), likeness("12\u{2011}AB"));
        assert_ne!(likeness("12"), likeness("120"));
    }
}
