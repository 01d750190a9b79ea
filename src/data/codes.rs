//! Texts that are a number behind always the same letters, as most codes are: found at the place that the number
//! says, without a search.

#![allow(
    clippy::inline_always,
    reason = "a few steps each, taken for every text of a file of millions of rows"
)]

use crate::read::word::{Word, eight, number_of};

/// Digits of a number that has a place of its own, at most: of all such numbers the places take four megabytes.
const DIGITS: u32 = 6;
/// Letters before them, at most.
const PREFIX: u32 = 8;
/// Places that there may always be, and for each text known.
const PLACES: (usize, usize) = (4096, 64);
/// Numbers of fewer digits than so many, written with any zeros before them.
const FEWER: [usize; 7] = [0, 0, 10, 110, 1_110, 11_110, 111_110];
/// Numbers of up to six digits, written with any zeros before them.
const ALL: usize = 1_111_110;

/// Digits behind the same letters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    /// What stands before the digits.
    prefix: u64,
    length: u32,
    /// The fewest digits; 0 where there is no form.
    digits: u32,
}

/// The numbers that texts of one form are known by.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes {
    form: Form,
    /// A text's number from 1.
    numbers: Vec<u32>,
}

impl Form {
    /// The place of a text; none where it has another form.
    #[inline(always)]
    fn place(self, word: Word) -> Option<usize> {
        let digits = word.length.checked_sub(self.length).filter(|digits| *digits >= self.digits)?;
        let fewer = FEWER.get(digits as usize)? - FEWER.get(self.digits as usize)?;
        let number = word.number(digits).filter(|_| word.begins_with(self.prefix, self.length))?;
        Some(fewer + number as usize)
    }

    /// The places of many texts that stand in a longer one; behind all of them where one has another form. By value
    /// and not part of its caller, so that a browser keeps the form in registers. Most have as many digits as the first
    /// and are not looked at as words.
    #[inline(never)]
    pub(super) fn indices(self, text: &[u8], cells: &[(u32, u32)], to: &mut [u32]) {
        let usual = if self.digits > 0 { self.length + self.digits } else { u32::MAX };
        let letters = 1_u64.checked_shl(8 * self.length).unwrap_or(0).wrapping_sub(1);
        let digits = (!0_u64).checked_shl(8 * (8 - self.digits)).unwrap_or(0);
        for (to, &(from, end)) in to.iter_mut().zip(cells) {
            let bytes = eight(text, from as usize).zip(eight(text, (end as usize).wrapping_sub(8)));
            *to = match bytes.filter(|_| end.wrapping_sub(from) == usual) {
                Some((first, last)) if first & letters == self.prefix => number_of(last, digits),
                Some(_) => None,
                None => self.index(text, (from, end)),
            }
            .unwrap_or(u32::MAX);
        }
    }

    #[inline(never)]
    fn index(self, text: &[u8], (from, end): (u32, u32)) -> Option<u32> {
        let word = Word::at(text, from as usize, end as usize)?;
        self.place(word).map(|place| place as u32)
    }
}

impl Codes {
    /// Codes of the form that a text has.
    pub(super) fn like(word: Word) -> Codes {
        let digits =
            (1..=DIGITS).take_while(|digits| *digits <= word.length && word.number(*digits).is_some());
        let digits = digits.last().unwrap_or(0);
        let length = word.length - digits;
        if digits == 0 || length > PREFIX {
            return Codes::default();
        }
        let prefix = if length < 8 { word.first & ((1 << (8 * length)) - 1) } else { word.first };
        Codes { form: Form { prefix, length, digits }, numbers: Vec::new() }
    }

    /// The form of its texts.
    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// Puts numbers where places stand; `missed` is told where a text is not known by its place, and whether it has one.
    #[inline(never)]
    pub(super) fn known(&self, places: &mut [u32], mut missed: impl FnMut(usize, bool)) {
        let numbers = self.numbers.as_slice();
        for (at, place) in places.iter_mut().enumerate() {
            let number = numbers.get(*place as usize).copied().unwrap_or(0);
            if number == 0 {
                missed(at, *place != u32::MAX);
            }
            *place = number.wrapping_sub(1);
        }
    }

    /// The number of a text that has its place.
    pub(super) fn find(&self, word: Word) -> Option<u32> {
        self.numbers.get(self.form.place(word)?)?.checked_sub(1)
    }

    /// Whether a text has the form of the others.
    pub(super) fn fits(&self, word: Word) -> bool {
        self.form.place(word).is_some()
    }

    /// Whether any text of the form has its place where there are so many texts.
    pub(super) fn takes_all(texts: usize) -> bool {
        PLACES.0 + PLACES.1 * texts >= ALL
    }

    /// Gives a text its place, if it has the form and there are not too many places for so many texts.
    pub(super) fn keep(&mut self, word: Word, number: u32, texts: usize) -> bool {
        let place = self.form.place(word).filter(|place| *place < PLACES.0 + PLACES.1 * texts);
        let Some(place) = place else { return false };
        if self.numbers.len() <= place {
            self.numbers.resize(place + 1, 0);
        }
        self.numbers.get_mut(place).into_iter().for_each(|of| *of = number + 1);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of one form keep their numbers; others have none.
    #[track_caller]
    fn check(first: &str, alike: &[&str], others: &[&str]) {
        let word = |text: &str| Word::of(text).unwrap();
        let mut codes = Codes::like(word(first));
        let all: Vec<&str> = [first].into_iter().chain(alike.iter().copied()).collect();
        for (number, text) in (0..).zip(&all) {
            assert_eq!(codes.find(word(text)), None, "{text}");
            assert!(codes.keep(word(text), number, 20_000), "{text}");
        }
        for (number, text) in (0..).zip(&all) {
            assert_eq!(codes.find(word(text)), Some(number), "{text}");
        }
        let (mut joined, mut cells) = ("before ".to_owned(), Vec::new());
        for text in all.iter().chain(others) {
            let from = joined.len() as u32;
            joined.push_str(text);
            cells.push((from, joined.len() as u32));
        }
        for before in [0, cells[0].0] {
            let text = &joined.as_bytes()[before as usize..];
            let cells: Vec<_> = cells.iter().map(|(from, to)| (from - before, to - before)).collect();
            let mut found = vec![0; cells.len()];
            codes.form().indices(text, &cells, &mut found);
            let places = all.iter().chain(others).map(|text| codes.form().place(word(text)));
            assert!(
                found.iter().copied().eq(places.map(|place| place.map_or(u32::MAX, |place| place as u32)))
            );
        }
        for text in others {
            assert!(codes.find(word(text)).is_none() && !codes.keep(word(text), 9, 20_000), "{text}");
        }
    }

    #[test]
    fn codes_of_one_form_have_places() {
        check(
            "SKU-011142",
            &["SKU-000000", "SKU-999999"],
            &["SKV-011142", "SKU-01114", "SKU-01114x", "SKU-"],
        );
        check("7", &["0", "00", "07", "12", "000007", "123456"], &["", "x", "1234567", "-7"]);
        check("1234567", &["1234568", "1000000"], &["2234567", "12345678", "123456"]);
        check("ABCDEFGH12", &["ABCDEFGH99"], &["ABCDEFGH1", "ABCDEFGX12"]);
    }

    #[test]
    fn words_and_long_texts_have_none() {
        for text in ["web", "", "ABCDEFGHI1", "4 pcs"] {
            let word = Word::of(text).unwrap();
            assert!(!Codes::like(word).keep(word, 0, 1), "{text}");
        }
    }

    #[test]
    fn few_texts_take_few_places() {
        let word = |text: &str| Word::of(text).unwrap();
        let mut codes = Codes::like(word("000001"));
        assert!(codes.keep(word("000001"), 0, 0) && !codes.keep(word("900000"), 1, 1));
        assert!(codes.keep(word("900000"), 1, 20_000));
    }
}
