//! The F distribution, for tests that compare two variances.

use super::beta::Fraction;

/// P(F > f) with `between` and `within` degrees of freedom; `None` unless both are above zero and finite and `f` is
/// a number. Below zero everything lies above.
///
/// # Source
/// `I_x(w/2, b/2)` with `x = w / (w + b f)`: DLMF 8.17.
///
/// ```
/// # use segmented_safety_stock::math::fisher;
/// assert!((fisher::above(3.0, 2.0, 12.0).unwrap() - (1.0_f64 / 1.5).powi(6)).abs() < 1e-15);
/// ```
pub fn above(f: f64, between: f64, within: f64) -> Option<f64> {
    let served = |freedom: f64| freedom > 0.0 && freedom < 1e9;
    if f.is_nan() || !served(between) || !served(within) {
        return None;
    }
    if f <= 0.0 {
        return Some(1.0);
    }
    let (a, b) = (0.5 * within, 0.5 * between);
    let ratio = between * f / within; // x = 1 / (1 + ratio), without cancellation on either side
    let (x, rest) = (1.0 / (1.0 + ratio), if ratio.is_infinite() { 1.0 } else { ratio / (1.0 + ratio) });
    let beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let kernel = libm::exp(a * libm::log(x) + b * libm::log(rest) - beta);
    let tail = if x < (a + 1.0) / (a + b + 2.0) {
        kernel / Fraction::new(a, b, x, rest).whole()
    } else {
        1.0 - kernel / Fraction::new(b, a, rest, x).whole()
    };
    Some(tail.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(f: f64, between: f64, within: f64, expected: f64) {
        let found = above(f, between, within).unwrap();
        assert!((found / expected - 1.0).abs() < 1e-12, "expected {expected}, found {found}");
    }

    /// SciPy 1.17.1, `scipy.stats.f.sf`.
    #[test]
    fn agrees_with_scipy() {
        check(0.5, 11.0, 22.0, 0.882_975_350_903_407_5);
        check(1.0, 11.0, 11.0, 0.500_000_000_000_000_4);
        check(2.4, 12.0, 24.0, 0.032_792_735_998_486_63);
        check(3.1, 11.0, 110.0, 0.001_151_216_805_691_072_3);
        check(9.0, 12.0, 12.0, 0.000_295_706_080_000_000_13);
        check(60.0, 11.0, 33.0, 1.414_055_450_574_802_5e-18);
        check(0.01, 5.0, 10.0, 0.999_959_619_301_107_3);
    }

    #[test]
    fn refuses_what_has_no_such_distribution() {
        for (f, between, within) in [(f64::NAN, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, f64::INFINITY)] {
            assert_eq!(above(f, between, within), None);
        }
        assert_eq!((above(-1.0, 3.0, 3.0), above(0.0, 3.0, 3.0)), (Some(1.0), Some(1.0)));
        assert_eq!(above(f64::INFINITY, 3.0, 3.0), Some(0.0));
    }
}
