//! The standard normal distribution: quantile, tails, and the two loss functions of stock keeping.
//!
//! In: a standardised level `k`. Out: probabilities, and expected shortages in standard deviations.
//! The textbook forms of both losses are differences of nearly equal numbers; far out they are replaced
//! by the continued fraction of the tail, in which nothing is subtracted.

use statrs::distribution::{ContinuousCDF, Normal};

const ONE_OVER_SQRT_TWO_PI: f64 = 0.398_942_280_401_432_7;

/// Above this `k` the closed forms of the losses lose digits and the continued fraction is short.
const FRACTION_FROM: f64 = 3.0;

/// The `k` below which a standard normal figure lies with probability `p`; `None` unless `0 < p < 1`.
///
/// # Source
/// Wichura's algorithm AS 241, as in statrs; right to 4e-16.
///
/// ```
/// # use segmented_safety_stock::math::normal::quantile;
/// assert_eq!(quantile(0.5), Some(0.0));
/// assert!((quantile(0.95).unwrap() - 1.644_853_626_951_472).abs() < 1e-15);
/// assert_eq!(quantile(1.0), None);
/// ```
pub fn quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    Some(Normal::standard().inverse_cdf(p))
}

/// Density at `k`.
pub fn density(k: f64) -> f64 {
    ONE_OVER_SQRT_TWO_PI * libm::exp(-0.5 * k * k)
}

/// P(Z > k), accurate far into the tail.
pub fn upper_tail(k: f64) -> f64 {
    0.5 * libm::erfc(k * std::f64::consts::FRAC_1_SQRT_2)
}

/// P(Z <= k), accurate far into the lower tail.
pub fn cdf(k: f64) -> f64 {
    upper_tail(-k)
}

/// What a level `k` standard deviations above the mean leaves uncovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    /// P(Z > k).
    pub upper: f64,
    /// G(k) = E[(Z - k)+], in standard deviations.
    pub first: f64,
    /// J(k) = E[((Z - k)+)^2] / 2, in squared standard deviations.
    pub second: f64,
}

/// Tail, first and second loss at `k` from one evaluation, each right to about 1e-13 of itself as far as
/// a double reaches (`k` of 37); below zero by reflection.
///
/// # Source
/// `G(k) = phi(k) - k (1 - Phi(k))` and `J(k) = ((1 + k^2)(1 - Phi(k)) - k phi(k)) / 2`: Silver, Pyke &
/// Thomas, 4th ed., appendix on the unit normal. Far out, the repeated integrals of the tail as
/// convergents of `1/(k + 1/(k + 2/(k + 3/(k + ...))))`: DLMF 7.9.1 and 7.18(v).
///
/// ```
/// # use segmented_safety_stock::math::normal::losses;
/// assert!((losses(1.3).first - 0.045_527_962_086_514).abs() < 1e-15);
/// ```
pub fn losses(k: f64) -> Loss {
    if k < 0.0 {
        let mirrored = losses(-k);
        return Loss {
            upper: 1.0 - mirrored.upper,
            first: mirrored.first - k,
            second: 0.5 * (1.0 + k * k) - mirrored.second,
        };
    }
    if k < FRACTION_FROM {
        let (density, upper) = (density(k), upper_tail(k));
        return Loss {
            upper,
            first: density - k * upper,
            second: 0.5 * ((1.0 + k * k) * upper - k * density),
        };
    }
    far_losses(k)
}

/// First-order loss G(k) = E[(Z - k)+].
pub fn loss(k: f64) -> f64 {
    losses(k).first
}

/// Second-order loss J(k) = E[((Z - k)+)^2] / 2.
pub fn second_loss(k: f64) -> f64 {
    losses(k).second
}

/// With `t(n) = 1/(k + (n+1) t(n+1))`: the tail is `phi t(0)`, and each loss the one before times the
/// next `t`. NaN and infinity pass through.
fn far_losses(k: f64) -> Loss {
    if k > 40.0 {
        let zero = density(k);
        return Loss { upper: zero, first: zero, second: zero };
    }
    let mut n = (365.0 / (k * k)).floor() + 12.0; // what is left out is below 2e-17
    let mut next = 2.0 / (k + (k * k + 4.0 * n + 4.0).sqrt());
    let (mut second, mut first) = (next, next);
    while n >= 1.0 {
        second = first;
        first = next;
        next = 1.0 / (k + n * next);
        n -= 1.0;
    }
    let upper = density(k) * next;
    Loss { upper, first: upper * first, second: upper * first * second }
}

/// The `k` whose loss G(k) is `loss`, in standard deviations; reaches negative `k`, where the
/// loss exceeds 0.3989. `None` unless the loss is finite and above zero.
///
/// ```
/// # use segmented_safety_stock::math::normal::loss_inverse;
/// assert!((loss_inverse(0.353_553_390_593_273_8).unwrap() - 0.094_324_6).abs() < 1e-7);
/// assert!(loss_inverse(2.0).unwrap() < -1.99);
/// ```
pub fn loss_inverse(loss: f64) -> Option<f64> {
    if !(loss > 0.0 && loss.is_finite()) {
        return None;
    }
    if loss > 40.0 {
        return Some(-loss);
    }
    let goal = libm::log(loss);
    let mut k = if loss < 0.3 { (-2.0 * (goal + 1.0)).max(0.0).sqrt().min(38.0) } else { -loss };
    // ln G is concave and falling, with slope -(1 - Phi)/G: after the first step Newton comes from the right.
    for _ in 0..100 {
        let here = losses(k);
        let step = (libm::log(here.first) - goal) * here.first / here.upper;
        k += step;
        if !(step.abs() > 2e-16 * k.abs().max(0.01)) {
            break;
        }
    }
    Some(k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: f64, expected: f64, relative: f64) {
        let error = (found - expected).abs();
        assert!(error <= relative * expected.abs(), "expected {expected:e}, found {found:e}");
    }

    #[test]
    fn closed_form_and_fraction_meet() {
        for step in -20..=20 {
            let k = FRACTION_FROM + f64::from(step) * 0.02;
            let (density, upper) = (density(k), upper_tail(k));
            close(losses(k).first, density - k * upper, 1e-13);
            close(losses(k).second, 0.5 * ((1.0 + k * k) * upper - k * density), 5e-13);
            close(losses(k).upper, upper, 1e-14);
        }
    }

    #[test]
    fn second_loss_is_accurate_in_the_tail() {
        // mpmath, 40 digits
        close(second_loss(0.0), 0.25, 1e-15);
        close(second_loss(1.645), SECOND_AT_1_645, 1e-14);
        close(second_loss(6.0), SECOND_AT_6, 1e-13);
        close(second_loss(30.0), SECOND_AT_30, 1e-12);
        close(second_loss(-3.0), SECOND_AT_MINUS_3, 1e-15);
    }

    const SECOND_AT_1_645: f64 = 0.007_814_012_652_156_423;
    const SECOND_AT_6: f64 = 2.422_288_372_755_914_3e-11;
    const SECOND_AT_30: f64 = 5.421_862_436_991_746e-201;
    const SECOND_AT_MINUS_3: f64 = 4.999_898_282_459_757;

    #[test]
    fn inverse_goes_back() {
        for k in [-39.0, -10.0, -2.0, -0.5, 0.0, 0.3, 1.0, 2.4, 2.6, 8.0, 20.0, 36.0] {
            let found = loss_inverse(loss(k)).unwrap();
            assert!((found - k).abs() <= 1e-13 * k.abs().max(0.1), "{k}: {found}");
        }
    }

    #[test]
    fn refuses_what_has_no_answer() {
        for p in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(quantile(p), None);
        }
        for loss in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(loss_inverse(loss), None);
        }
        assert!(losses(f64::NAN).first.is_nan());
        assert_eq!(losses(f64::INFINITY).first, 0.0);
        assert_eq!(losses(1e300).second, 0.0);
        assert_eq!(losses(f64::NEG_INFINITY).first, f64::INFINITY);
    }
}
