//! Seeded random numbers: the same stream for the same seed and key, whoever draws and in whichever order.
//!
//! PCG64 (XSL-RR 128/64), started from the SHA-256 of seed and key, so that items are independent of each other and
//! of their number.

use super::sha256::digest;
use rand_pcg::{Pcg64, rand_core::Rng as _};

/// A stream of random numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rng(Pcg64);

impl Rng {
    /// The stream of a seed and a key: the first half of their digest starts it, the second chooses its increment,
    /// both little-endian; the digest is of the seed's four bytes, little-endian, and the key's.
    ///
    /// # Source
    /// O'Neill (2014), *PCG: a family of simple fast space-efficient statistically good algorithms*; the numbers are
    /// those of `NumPy`'s PCG64 in the same state.
    pub fn new(seed: u32, key: &str) -> Self {
        let digest = digest(&[&seed.to_le_bytes(), key.as_bytes()].concat());
        let half = |from: usize| {
            let bytes = digest.iter().skip(from).take(16).rev();
            bytes.fold(0_u128, |number, byte| number << 8 | u128::from(*byte))
        };
        Rng(Pcg64::new(half(0), half(16)))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A fraction in [0, 1), a multiple of 2^-53.
    pub fn fraction(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A whole number below `count`; 0 where that is 0. The bias is below 2^-32 for counts that fit 32 bits.
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `NumPy` 2.4.6, `PCG64.random_raw` and `Generator.random` in the same state.
    #[test]
    fn agrees_with_numpy() {
        let mut rng = Rng::new(1, "BOLT");
        let found = [rng.bits(), rng.bits(), rng.bits(), rng.bits()];
        assert_eq!(
            found,
            [0xd4e5_e9a1_d0a1_553f, 0x8def_392f_945d_a797, 0x2fe0_a5cd_4cdc_f7a1, 0x24d3_e5da_9bb7_b8ee]
        );
        let mut rng = Rng::new(1, "BOLT");
        assert_eq!([rng.fraction(), rng.fraction()], [0.831_633_188_253_026_8, 0.554_431_509_128_667_8]);
        let mut rng = Rng::new(7, "A\u{1f}North");
        assert_eq!([rng.bits(), rng.bits()], [0xcdb4_46ca_7116_173c, 0xce28_e673_94e6_4dd7]);
    }

    #[test]
    fn whole_numbers_are_even() {
        let (mut rng, mut counts) = (Rng::new(3, "x"), [0_u32; 7]);
        (0..70_000).for_each(|_| counts[rng.below(7)] += 1);
        let chi_squared: f64 =
            counts.iter().map(|count| (f64::from(*count) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(chi_squared < 22.5, "{counts:?}"); // .001 of six degrees of freedom
        assert_eq!(rng.below(0), 0);
    }
}
