//! Factorials and powers without forming their logarithms' large differences.
//!
//! `a ln x - x - ln Gamma(a + 1)` cancels for large `a`. Written as a small deviance and a small remainder of
//! Stirling's formula, nothing cancels: the saddle-point form of C. Loader, *Fast and Accurate Computation of
//! Binomial Probabilities* (2000).

use std::f64::consts::TAU;

const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// From this argument on Stirling's series is right to the last digit.
const SERIES_FROM: f64 = 8.0;

/// `ln n!` below [`SERIES_FROM`].
const LN_FACTORIALS: [f64; 8] = [
    0.0,
    0.0,
    std::f64::consts::LN_2,
    1.791_759_469_228_055,
    3.178_053_830_347_946,
    4.787_491_742_782_046,
    6.579_251_212_010_101,
    8.525_161_361_065_415,
];

/// `ln Gamma(n + 1) - ((n + 1/2) ln n - n + ln(2 pi)/2)` for `n > 0`; DLMF 5.11.1.
pub(super) fn remainder(n: f64) -> f64 {
    if n < 1.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - HALF_LN_TWO_PI;
    }
    let (mut n, mut steps) = (n, 0.0);
    while n < SERIES_FROM {
        steps += (n + 0.5) * libm::log1p(1.0 / n) - 1.0;
        n += 1.0;
    }
    steps + series(n)
}

/// The same from [`SERIES_FROM`] on.
fn series(n: f64) -> f64 {
    let i = 1.0 / (n * n);
    let last =
        1.0 / 156.0 - i * (3617.0 / 122_400.0 - i * (43_867.0 / 244_188.0 - i * 174_611.0 / 125_400.0));
    let tail = 1.0 / 1680.0 - i * (1.0 / 1188.0 - i * (691.0 / 360_360.0 - i * last));
    (1.0 / 12.0 - i * (1.0 / 360.0 - i * (1.0 / 1260.0 - i * tail))) / n
}

/// `n ln(n/x) + x - n` for `n, x > 0`, which is never below zero; `difference` is `x - n`, given apart because the
/// caller may know it better than a subtraction would.
pub(super) fn deviance(n: f64, x: f64, difference: f64) -> f64 {
    let v = difference / (x + n);
    if v.abs() > 0.3 {
        return n * libm::log(n / x) + difference;
    }
    let square = v * v;
    let (mut term, mut sum, mut k) = (square, 0.0, 3.0);
    while k < 60.0 {
        let part = term / k;
        sum += part;
        if part < 1e-18 * sum {
            break;
        }
        term *= square;
        k += 2.0;
    }
    difference * v - 2.0 * n * v * sum
}

/// What depends on `a` alone in `x^a e^-x / Gamma(a + 1)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Factorial {
    /// `ln Gamma(a + 1)`.
    Log(f64),
    /// `e^-remainder(a) / sqrt(2 pi a)`.
    Stirling(f64),
}

impl Factorial {
    /// For `a > 0`.
    pub(super) fn of(a: f64) -> Self {
        if a < 1.0 {
            return Self::Log(libm::lgamma(a + 1.0));
        }
        Self::Stirling(libm::exp(-remainder(a)) / (TAU * a).sqrt())
    }

    /// For a whole `n > 0`: quicker for the small ones, and right to 2e-15 instead of the last digit.
    pub(super) fn of_whole(n: f64) -> Self {
        LN_FACTORIALS.get(n as usize).map_or_else(|| Self::of(n), |&log| Self::Log(log))
    }

    /// `x^a e^-x / Gamma(a + 1)` for `x > 0`, `a` the one that this was made of.
    pub(super) fn kernel(self, a: f64, x: f64) -> f64 {
        match self {
            Self::Log(factorial) => libm::exp(a * libm::log(x) - x - factorial),
            Self::Stirling(factor) => factor * libm::exp(-deviance(a, x, x - a)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: f64, x: f64, expected: f64) {
        let found = Factorial::of(a).kernel(a, x);
        assert!(
            (found / expected - 1.0).abs() < 3e-14,
            "a {a} x {x}: expected {expected:e}, found {found:e}"
        );
    }

    #[test]
    fn poisson_masses_agree_with_mpmath() {
        check(0.3, 0.01, 0.277_100_160_946_553_76);
        check(2.5, 7.0, 0.035_571_937_312_798_535);
        check(15.9, 14.0, 0.087_966_362_357_831_33);
        check(16.0, 16.0, 0.099_217_531_622_155_82);
        check(40.0, 55.5, 0.005_711_241_321_333_592);
        check(10_000.0, 9_900.0, 0.002_411_574_108_739_607);
        check(1_000_000_000.0, 1_000_100_000.0, 8.503_200_317_077_975e-8);
        check(50.0, 200.0, 5.123_049_239_702_292e-37);
        check(50.0, 1.0, 1.209_568_993_990_976e-65);
    }

    #[test]
    fn whole_numbers_agree_with_the_gamma_function() {
        for n in 1..12 {
            let n = f64::from(n);
            let (whole, any) = (Factorial::of_whole(n).kernel(n, 6.5), Factorial::of(n).kernel(n, 6.5));
            assert!((whole / any - 1.0).abs() < 5e-15, "{n}: {whole} {any}");
        }
    }

    #[test]
    fn remainder_has_no_step_where_its_form_changes() {
        let (below, above) = (remainder(8.0 - 1e-9), remainder(8.0));
        assert!((below - above - 1.3e-12).abs() < 1e-14, "{below} {above}");
    }
}
