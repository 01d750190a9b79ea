//! Numbers of pairs of numbers: what stands in a field beside what stands in the fields before.
//!
//! Small numbers on both sides fill a table of all pairs, one read a pair; where that would be larger than a table
//! of the pairs that occur, it is the latter.

use std::hint::black_box;

/// Places that a table of all pairs may always have.
const ALWAYS: u64 = 1 << 20;
/// What a place of the pairs that occur takes, in places of the other table.
const TIMES: u64 = 3;

/// Pairs by number, in the order they were first seen.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// Numbers from 1 of all pairs: those of a first number side by side, a power of two of them.
    table: Vec<u32>,
    /// Which power of two.
    bits: u32,
    /// A pair and its number from 1, by the pair's hash; a power of two of them, at most half full.
    places: Vec<(u32, u32, u32)>,
    count: u32,
    /// The largest numbers met, and one more.
    ends: (u32, u32),
}

impl Pairs {
    /// The number of a pair, and whether it is new.
    pub fn number(&mut self, one: u32, other: u32) -> (u32, bool) {
        if one >= self.ends.0 || other >= self.ends.1 {
            self.widen(one, other);
        }
        if !self.places.is_empty() && self.places.len() <= self.count as usize * 2 {
            self.grow();
        }
        if self.places.is_empty() {
            let Some(place) = self.table.get_mut((one as usize) << self.bits | other as usize) else {
                return (0, false);
            };
            if *place > 0 {
                return (*place - 1, false);
            }
            self.count += 1;
            *place = self.count;
            return (self.count - 1, true);
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

    /// As [`Pairs::number`], for many pairs: their first numbers give way to those of the pairs. What is new is told
    /// with its place.
    pub fn numbers(&mut self, ones: &mut [u32], others: &[u32], mut is_new: impl FnMut(usize, u32)) {
        if !self.places.is_empty() {
            for (one, other) in ones.iter().zip(others) {
                black_box(self.places.get(self.place_of(*one, *other)).map(|place| place.2));
            }
        }
        for (row, (one, other)) in ones.iter_mut().zip(others).enumerate() {
            if let Some(number) = self.in_table(*one, *other) {
                *one = number;
                continue;
            }
            let (number, new) = self.number(*one, *other);
            *one = number;
            if new {
                is_new(row, number);
            }
        }
    }

    /// The number of a pair that stands in the table of all pairs.
    fn in_table(&self, one: u32, other: u32) -> Option<u32> {
        let place = (one as usize) << self.bits | other as usize;
        self.table.get(place).filter(|_| other < self.ends.1)?.checked_sub(1)
    }

    /// Room for larger numbers than before.
    fn widen(&mut self, one: u32, other: u32) {
        self.ends = (self.ends.0.max(one + 1), self.ends.1.max(other + 1));
        if !self.places.is_empty() {
            return;
        }
        let bits = u32::BITS - (self.ends.1 - 1).leading_zeros();
        let size = u64::from(self.ends.0) << bits;
        if size > ALWAYS && size / TIMES > (u64::from(self.count) * 4).next_power_of_two() {
            let all = self.all().collect();
            self.table = Vec::new();
            self.hashed(all);
        } else if bits > self.bits {
            let all: Vec<_> = self.all().collect();
            self.table.clear();
            self.fill(all, bits, size as usize);
        } else {
            self.table.resize(size as usize, 0);
        }
    }

    fn fill(&mut self, pairs: Vec<(u32, u32, u32)>, bits: u32, size: usize) {
        self.bits = bits;
        self.table.resize(size, 0);
        for (one, other, number) in pairs {
            if let Some(place) = self.table.get_mut((one as usize) << bits | other as usize) {
                *place = number;
            }
        }
    }

    /// All pairs with their numbers from 1.
    fn all(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let most = (1 << self.bits) - 1;
        let table = self
            .table
            .iter()
            .enumerate()
            .map(move |(at, number)| ((at >> self.bits) as u32, (at & most) as u32, *number));
        table.chain(self.places.iter().copied()).filter(|pair| pair.2 > 0)
    }

    fn place_of(&self, one: u32, other: u32) -> usize {
        let mixed = (u64::from(one) << 32 | u64::from(other)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize & self.places.len().wrapping_sub(1)
    }

    /// Where a pair stands, or belongs.
    fn place(&self, one: u32, other: u32) -> usize {
        let most = self.places.len().wrapping_sub(1);
        let mut at = self.place_of(one, other);
        while self.places.get(at).is_some_and(|place| place.2 > 0 && (place.0, place.1) != (one, other)) {
            at = (at + 1) & most;
        }
        at
    }

    /// Twice the room for the pairs that occur, or a table of all where that is the smaller one.
    fn grow(&mut self) {
        let count = self.places.len() * 2;
        let bits = u32::BITS - (self.ends.1 - 1).leading_zeros();
        let size = u64::from(self.ends.0) << bits;
        let all = std::mem::take(&mut self.places);
        if size / TIMES <= count as u64 {
            self.fill(all.into_iter().filter(|pair| pair.2 > 0).collect(), bits, size as usize);
        } else {
            self.hashed(all);
        }
    }

    fn hashed(&mut self, pairs: Vec<(u32, u32, u32)>) {
        let count = (self.count as usize * 4).next_power_of_two().max(16);
        self.places = vec![(0, 0, 0); count];
        for pair in pairs.into_iter().filter(|pair| pair.2 > 0) {
            let at = self.place(pair.0, pair.1);
            if let Some(place) = self.places.get_mut(at) {
                *place = pair;
            }
        }
    }

    /// The numbers of its pairs, in the order that the ranks of both sides give them.
    pub(super) fn in_order(&self, one: &[u32], other: &[u32]) -> Vec<u32> {
        let rank = |ranks: &[u32], number: u32| ranks.get(number as usize).copied().map_or(0, u64::from);
        let mut by_rank: Vec<(u64, u32)> =
            self.all().map(|pair| (rank(one, pair.0) << 32 | rank(other, pair.1), pair.2 - 1)).collect();
        by_rank.sort_unstable();
        by_rank.into_iter().map(|(_, number)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs keep their numbers, whatever table they come to stand in, and are put in the order of their ranks.
    #[track_caller]
    fn check(pairs: &[(u32, u32)], all_pairs: bool) {
        let mut found = Pairs::default();
        let first: Vec<_> = pairs.iter().map(|(one, other)| found.number(*one, *other)).collect();
        assert!(first.iter().zip(0..).all(|(found, number)| *found == (number, true)));
        assert_eq!(found.places.is_empty(), all_pairs);
        let (mut again, others): (Vec<u32>, Vec<u32>) = pairs.iter().copied().unzip();
        found.numbers(&mut again, &others, |_, _| panic!("nothing is new"));
        assert!(again.iter().copied().eq(0..pairs.len() as u32));
        let ranks = |most: u32| (0..=most).rev().collect::<Vec<_>>();
        let most = |of: fn(&(u32, u32)) -> u32| ranks(pairs.iter().map(of).max().unwrap());
        let order = found.in_order(&most(|pair| pair.0), &most(|pair| pair.1));
        let placed: Vec<_> = order.iter().map(|number| pairs[*number as usize]).collect();
        assert!(placed.is_sorted_by(|one, other| one > other));
    }

    #[test]
    fn a_pair_keeps_its_number() {
        check(&(0..100).flat_map(|one| (0..50).map(move |other| (one, other * 7))).collect::<Vec<_>>(), true);
    }

    #[test]
    fn few_pairs_of_large_numbers_take_no_table_of_all() {
        let pairs: Vec<_> = (0..3_000).map(|number| (number, number * 7)).collect();
        check(&pairs, false);
    }

    #[test]
    fn many_pairs_come_back_to_a_table_of_all() {
        let spread = (0..3_000).map(|number| (number, number));
        let rest = (0..3_000)
            .flat_map(|one| (0..1_000).map(move |other| (one, other)))
            .filter(|(one, other)| one != other);
        check(&spread.chain(rest).collect::<Vec<_>>(), true);
    }
}
