//! Exact decimals: a whole number of steps of 10^-exponent, for sums that must not depend on their order.
//!
//! In: mantissas as read from the file. Out: exact sums and products, which become a double once, at the end.
//! What does not fit is `None`; the caller then takes [`super::exact`], never plain addition.

/// A whole number of steps of `10^-exponent`: 12.50 is `{ mantissa: 1250, exponent: 2 }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    /// How many steps.
    pub mantissa: i128,
    /// Decimal places of a step.
    pub exponent: u8,
}

/// Powers of ten that are exact doubles.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The double nearest to `mantissa / 10^exponent`.
///
/// ```
/// # use segmented_safety_stock::math::decimal::to_f64;
/// assert_eq!(to_f64(1250, 2), 12.5);
/// assert_eq!(to_f64(-1, 1), -0.1);
/// ```
pub fn to_f64(mantissa: i128, exponent: u8) -> f64 {
    const EXACT: i128 = 1 << 53;
    match POWERS.get(usize::from(exponent)) {
        Some(power) if (-EXACT..=EXACT).contains(&mantissa) => mantissa as i64 as f64 / power, // 64 bits hold it, and become a double in one step
        _ => by_text(mantissa, exponent),
    }
}

/// As [`to_f64`], of whole steps below 2^53 that a double holds.
///
/// ```
/// # use segmented_safety_stock::math::decimal::of_steps;
/// assert_eq!(of_steps(1250.0, 2), 12.5);
/// ```
#[inline]
pub fn of_steps(steps: f64, exponent: u8) -> f64 {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match POWERS.get(usize::from(exponent)) {
        Some(power) if steps.abs() <= EXACT => steps / power + 0.0, // the sum of nothing is -0
        _ => by_text(steps as i128, exponent),
    }
}

/// A double holds neither number: correct rounding is a decimal parser's business.
fn by_text(mantissa: i128, exponent: u8) -> f64 {
    fast_float2::parse(format!("{mantissa}e-{exponent}")).unwrap_or(f64::NAN)
}

impl Decimal {
    /// The double nearest to this decimal.
    pub fn to_f64(self) -> f64 {
        to_f64(self.mantissa, self.exponent)
    }

    /// The same value in steps of `10^-exponent`; `None` where it is no whole number of them, or does not fit.
    pub fn rescale(self, exponent: u8) -> Option<Self> {
        let mantissa = if exponent >= self.exponent {
            let factor = 10_i128.checked_pow(u32::from(exponent - self.exponent));
            if self.mantissa == 0 { 0 } else { self.mantissa.checked_mul(factor?)? }
        } else {
            let factor = 10_i128.checked_pow(u32::from(self.exponent - exponent));
            if self.mantissa == 0 {
                0
            } else if self.mantissa % factor? == 0 {
                self.mantissa / factor?
            } else {
                return None;
            }
        };
        Some(Self { mantissa, exponent })
    }

    /// The exact sum, in the finer of both steps.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.max(other.exponent);
        let mantissa = self.rescale(exponent)?.mantissa.checked_add(other.rescale(exponent)?.mantissa)?;
        Some(Self { mantissa, exponent })
    }

    /// The exact product: its step is the product of the steps.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.checked_add(other.exponent)?;
        Some(Self { mantissa: self.mantissa.checked_mul(other.mantissa)?, exponent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mantissa: i128, exponent: u8, text: &str) {
        let expected: f64 = text.parse().unwrap();
        assert_eq!(to_f64(mantissa, exponent).to_bits(), expected.to_bits(), "{mantissa} {exponent}");
    }

    #[test]
    fn rounds_as_the_text_would() {
        check(0, 0, "0");
        check(0, 200, "0");
        check(1, 22, "1e-22");
        check(1, 23, "1e-23");
        check(123_456_789_012_345_678, 2, "1234567890123456.78");
        check(-9_007_199_254_740_993, 0, "-9007199254740993");
        check(i128::MAX, 30, "170141183.460469231731687303715884105727");
        check(i128::MIN, 255, "-170141183460469231731687303715884105728e-255");
    }

    #[test]
    fn sums_and_products_are_exact_or_none() {
        let a = Decimal { mantissa: 125, exponent: 1 };
        let b = Decimal { mantissa: -3, exponent: 3 };
        assert_eq!(a.checked_add(b), Some(Decimal { mantissa: 12_497, exponent: 3 }));
        assert_eq!(a.checked_mul(b), Some(Decimal { mantissa: -375, exponent: 4 }));
        assert_eq!(Decimal { mantissa: i128::MAX, exponent: 0 }.checked_add(b), None);
        assert_eq!(
            Decimal { mantissa: 1, exponent: 200 }.checked_mul(Decimal { mantissa: 1, exponent: 100 }),
            None
        );
    }

    #[test]
    fn rescaling_keeps_the_value_or_refuses() {
        let value = Decimal { mantissa: 1250, exponent: 2 };
        assert_eq!(value.rescale(1), Some(Decimal { mantissa: 125, exponent: 1 }));
        assert_eq!(value.rescale(0), None);
        assert_eq!(value.rescale(40), None);
        assert_eq!(
            Decimal { mantissa: 0, exponent: 0 }.rescale(255),
            Some(Decimal { mantissa: 0, exponent: 255 })
        );
    }
}
