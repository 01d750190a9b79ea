//! A continued fraction of the incomplete beta function, level by level.

use super::fraction::Convergents;

/// Terms that take as long as what else gives the same.
const SOON: f64 = 600.0;

/// `b0 + a1/(b1 + a2/(b2 + ...))`, by which `x^a y^b / B(a, b)` is to be divided for `I_x(a, b)`, with `y = 1 - x`. It
/// settles soon where `x < (a+1)/(a+b+2)`.
///
/// # Source
/// Di Donato & Morris, *Algorithm 708* (1992), equation 9: every second convergent of DLMF 8.17.22.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    a: f64,
    b: f64,
    x: f64,
    /// `a y - b x + 1`.
    start: f64,
}

impl Fraction {
    /// For `a, b > 0`; `y` is given apart because it may be known better than by a subtraction.
    pub(super) fn new(a: f64, b: f64, x: f64, y: f64) -> Self {
        Self { a, b, x, start: a * y - b * x + 1.0 }
    }

    /// The whole.
    pub(super) fn whole(&self) -> f64 {
        self.at(0.0).1 + self.rest(1.0)
    }

    /// What stands from a level `m` of at least 1 on: `a(m)/(b(m) + a(m+1)/(b(m+1) + ...))`.
    pub(super) fn rest(&self, m: f64) -> f64 {
        self.until(m, (4000.0 + 40.0 * self.a.max(self.b).sqrt()).min(200_000.0)).0
    }

    /// The same where it settles within [`SOON`] terms.
    pub(super) fn soon(&self, m: f64) -> Option<f64> {
        let (rest, settled) = self.until(m, m + SOON);
        settled.then_some(rest)
    }

    /// The same, but for what stands from `limit` on, and whether that matters to no digit.
    fn until(&self, m: f64, limit: f64) -> (f64, bool) {
        let (first, base) = self.at(m);
        let mut convergents = Convergents::new(base);
        let mut m = m + 1.0;
        while m < limit && !convergents.settled() {
            let (one, base) = self.at(m);
            convergents.take(one, base);
            m += 1.0;
        }
        (first * convergents.value(), convergents.settled())
    }

    /// `a(m)` and `b(m)`.
    pub(super) fn at(&self, m: f64) -> (f64, f64) {
        let Self { a, b, x, start } = *self;
        let (low, high) = (a + 2.0 * m - 1.0, a + 2.0 * m + 1.0);
        let both = 1.0 / (low * high); // a division for two
        let step = m * (b - m) * x * high * both;
        let above = (a + m - 1.0) * (a + b + m - 1.0) * x * step * high * both;
        (above, m + step + (a + m) * (start + m * (2.0 - x)) * low * both)
    }
}
