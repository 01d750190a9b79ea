//! Continued fractions by their convergents' own recurrence: no division but the last.
//!
//! `1/(b1 + a2/(b2 + a3/(b3 + ...)))`. A division a term, as the methods of Lentz and of Steed have it, takes longer than
//! all the rest of a term, and every term waits for the one before. Numerators and denominators of the convergents grow
//! instead, and are scaled down by a power of two, which changes no digit.

/// Above this the convergents are scaled down.
const LARGE: f64 = 1.606_938_044_258_990_3e60; // 2^200
/// By this.
const DOWN: f64 = 1.0 / LARGE;

/// The last two convergents of a fraction, each a numerator over a denominator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Convergents {
    numerators: (f64, f64),
    denominators: (f64, f64),
    /// The products of all numerators `a` so far, scaled like a product of the above: by the determinant formula, what
    /// the two convergents differ by times both denominators.
    apart: f64,
}

impl Convergents {
    /// Of `1/b`.
    pub(super) fn new(b: f64) -> Self {
        Self { numerators: (0.0, 1.0), denominators: (1.0, b), apart: 1.0 }
    }

    /// Goes on to `... + a/b`.
    ///
    /// # Source
    /// DLMF 1.12.5 and, for what they differ by, 1.12.7.
    pub(super) fn take(&mut self, a: f64, b: f64) {
        let (before, last) = self.numerators;
        self.numerators = (last, b * last + a * before);
        let (before, last) = self.denominators;
        self.denominators = (last, b * last + a * before);
        self.apart *= a;
        if self.denominators.1.abs() > LARGE {
            let down = |(one, other): (f64, f64)| (one * DOWN, other * DOWN);
            self.numerators = down(self.numerators);
            self.denominators = down(self.denominators);
            self.apart = self.apart * DOWN * DOWN;
        }
    }

    /// Whether the last two agree to the last digit.
    pub(super) fn settled(&self) -> bool {
        !(self.apart.abs() > 2e-16 * (self.numerators.1 * self.denominators.0).abs())
    }

    /// The last.
    pub(super) fn value(&self) -> f64 {
        self.numerators.1 / self.denominators.1
    }
}
