//! Exact decimals: what is added, multiplied and divided before anything is rounded.

use super::{BadNumber, Number};

/// An exact decimal: `mantissa / 10^scale`, in lowest terms (12.50 is 125 with scale 1, 1e3 is 1000 with 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    /// All digits, with the sign.
    pub mantissa: i128,
    /// Digits after the mark; negative only where the number has more than 38 digits before it.
    pub scale: i16,
}

impl Decimal {
    /// The nearest double.
    pub fn to_f64(self) -> f64 {
        if self.scale == 0 {
            return self.mantissa as f64;
        }
        if (1..=22).contains(&self.scale) && self.mantissa.unsigned_abs() <= 1 << 53 {
            return self.mantissa as f64 / POWERS.get(self.scale as usize).copied().unwrap_or(1.0);
        }
        let text = format!("{}e{}", self.mantissa, -i32::from(self.scale));
        fast_float2::parse(text).unwrap_or(0.0)
    }

    /// The number counted in steps of `10^-scale`, where it is a whole number of them and fits.
    pub fn steps(self, scale: i16) -> Option<i128> {
        let missing = u32::try_from(scale.checked_sub(self.scale)?).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(missing)?)
    }

    /// The product, exactly.
    pub fn times(self, factor: Decimal) -> Number {
        match self.mantissa.checked_mul(factor.mantissa) {
            Some(mantissa) => Decimal::of(mantissa, i32::from(self.scale) + i32::from(factor.scale)),
            None => Number::Bad(BadNumber::TooLarge),
        }
    }

    /// The sum, exactly.
    pub fn plus(self, other: Decimal) -> Number {
        let scale = self.scale.max(other.scale);
        let sum = self.steps(scale).zip(other.steps(scale)).and_then(|(one, two)| one.checked_add(two));
        sum.map_or(Number::Bad(BadNumber::TooLarge), |sum| Decimal::of(sum, i32::from(scale)))
    }

    /// The quotient: exactly for a power of ten, else cut twelve digits behind its own.
    pub fn per(self, units: Decimal) -> Number {
        let more = 12 + units.scale.max(0);
        let longer = self.steps(self.scale.saturating_add(more));
        match longer.and_then(|mantissa| mantissa.checked_div(units.mantissa)) {
            Some(mantissa) => {
                Decimal::of(mantissa, i32::from(self.scale) + i32::from(more) - i32::from(units.scale))
            }
            None => Number::Bad(BadNumber::TooLarge),
        }
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.scale <= 0
    }

    /// One.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    pub(super) fn of(mantissa: i128, scale: i32) -> Number {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale = if mantissa == 0 { 0 } else { scale - 1 };
        }
        while scale < 0 && mantissa != 0 {
            let Some(longer) = mantissa.checked_mul(10) else { break };
            mantissa = longer;
            scale += 1;
        }
        if mantissa == 0 || scale > 350 {
            return Number::Value(Decimal::default());
        }
        let digits = mantissa.unsigned_abs().ilog10().cast_signed();
        if digits - scale > 308 {
            return Number::Bad(BadNumber::TooLarge);
        }
        Number::Value(Decimal { mantissa, scale: scale as i16 })
    }
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];
