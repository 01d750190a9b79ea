//! The gamma distribution of scale 1: tails, expected excess and quantile from one incomplete gamma function.
//!
//! In: a shape and a point. Out: probabilities and the two losses of stock keeping, in units of the scale.
//! The tail is a series, a continued fraction or Temme's expansion, whichever is short; the losses follow from the
//! same evaluation, by recurrence where that does not cancel and by the fraction's own convergents where it would.

use super::fraction::Convergents;
use super::normal;
use super::stirling::Factorial;
use super::uniform;

/// Shapes served: beyond them a gamma is a point at zero or a normal to the last digit.
pub const SHAPES: std::ops::RangeInclusive<f64> = 1e-12..=1e16;

/// The series costs a fifth of the fraction a term; this many deviations above the mean the tail is still large
/// enough to be had as 1 - P.
const SERIES_TO: f64 = 1.5;

/// Below this shape the fraction is cut after a number of terms that is known.
const SMALL: f64 = 8.0;

/// A gamma distribution of scale 1, with what its evaluations share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    shape: f64,
    factorial: Factorial,
}

/// What a level `x` leaves uncovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// P(X <= x), the regularised P(a, x).
    pub below: f64,
    /// P(X > x), the regularised Q(a, x).
    pub above: f64,
    /// `x^a e^-x / Gamma(a + 1)`: the density times `x / a`, and the step to the next shape.
    pub kernel: f64,
    /// E[(X - x)+].
    pub excess: f64,
    /// E[((X - x)+)^2] / 2.
    pub second: f64,
}

impl Shape {
    /// `None` for a shape outside [`SHAPES`].
    pub fn new(shape: f64) -> Option<Self> {
        SHAPES.contains(&shape).then(|| Self { shape, factorial: Factorial::of(shape) })
    }

    /// The shape that this was made of.
    pub fn value(&self) -> f64 {
        self.shape
    }

    /// Both tails and both losses at `x`; below zero everything lies above. NaN gives NaN.
    ///
    /// # Source
    /// `E[(X-x)+] = a Q(a+1, x) - x Q(a, x)`, `2H = a(a+1) Q(a+2, x) - 2xa Q(a+1, x) + x^2 Q(a, x)`, with
    /// `Q(a+1, x) = Q(a, x) + x^a e^-x / Gamma(a+1)`: DLMF 8.8.6.
    ///
    /// ```
    /// # use segmented_safety_stock::math::gamma::Shape;
    /// let demand = Shape::new(2.0).unwrap(); // with a scale of 3, at 4
    /// assert!((3.0 * demand.tails(4.0 / 3.0).excess - 2.635_971_381_157_268).abs() < 1e-14);
    /// ```
    pub fn tails(&self, x: f64) -> Tails {
        let a = self.shape;
        if x <= 0.0 {
            let second = 0.5 * ((a - x) * (a - x) + a);
            return Tails { below: 0.0, above: 1.0, kernel: 0.0, excess: a - x, second };
        }
        if x.is_nan() {
            return Tails { below: x, above: x, kernel: x, excess: x, second: x };
        }
        let kernel = if x.is_infinite() { 0.0 } else { self.factorial.kernel(a, x) };
        if kernel == 0.0 && x > a {
            return Tails { below: 1.0, above: 0.0, kernel, excess: 0.0, second: 0.0 };
        }
        if a >= uniform::SHAPE_FROM && uniform::RATIOS.contains(&(x / a)) && x - a < 3.0 * a.sqrt() {
            let (below, above) = uniform::tails(a, x);
            return self.by_recurrence(x, kernel, below, above);
        }
        if x < a + 1.0 + SERIES_TO * a.sqrt() {
            let below = (kernel * series(a, x)).min(1.0);
            return self.by_recurrence(x, kernel, below, 1.0 - below);
        }
        self.by_fraction(x, kernel)
    }

    /// Losses from the tail by recurrence in the shape: nothing cancels badly while `x` is not far above `a`.
    fn by_recurrence(&self, x: f64, kernel: f64, below: f64, above: f64) -> Tails {
        let (a, over) = (self.shape, x - self.shape);
        let excess = (a * kernel - over * above).max(0.0);
        let second = 0.5 * (above * (over * over + a) + a * kernel * (1.0 - over)).max(0.0);
        Tails { below, above, kernel, excess, second }
    }

    /// Tail and losses from the continued fraction. With its convergents
    /// `1/h(n) = x - a + 2n + 1 + (n+1)(a-n-1) h(n+1)`, the tail is `a kernel h(0)`, the mean excess over `x` is
    /// `1 + (a-1) h(1)`, and the second loss a sum of terms above zero: nothing cancels.
    #[inline(never)] // the series beside it is slower where this is part of the same function
    fn by_fraction(&self, x: f64, kernel: f64) -> Tails {
        let (a, over) = (self.shape, x - self.shape);
        let g = 3.0 + 2.0 * (a - 2.0) * fraction(a, over);
        let h = 1.0 / (over + g);
        let mean_excess = 1.0 + (a - 1.0) * h;
        let above = (a * kernel / (over + mean_excess)).min(1.0);
        let second = 0.5 * above * h * (2.0 * over + (a + 1.0) * g + (a - 1.0));
        Tails { below: 1.0 - above, above, kernel, excess: above * mean_excess, second }
    }

    /// The point below which X lies with probability `p`; `None` unless `0 < p < 1`. Zero where the point is
    /// smaller than any double.
    ///
    /// Halley's method on the logarithm of the smaller tail over the logarithm of the point, inside a bracket.
    ///
    /// ```
    /// # use segmented_safety_stock::math::gamma::Shape;
    /// let demand = Shape::new(1.0).unwrap(); // the exponential
    /// assert!((demand.quantile(0.95).unwrap() - 20_f64.ln()).abs() < 1e-14);
    /// ```
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let z = normal::quantile(p)?;
        let lowest = (libm::log(p) + libm::lgamma(self.shape + 1.0)) / self.shape;
        if lowest < -740.0 {
            return Some(0.0);
        }
        let near = 1e-5 / self.shape.sqrt().max(1.0);
        let (mut low, mut high) = (0.0_f64, f64::INFINITY);
        let mut x = self.first_guess(p, z, lowest);
        for _ in 0..200 {
            let (step, too_high) = self.step(x, p);
            *(if too_high { &mut high } else { &mut low }) = x;
            if step.abs() < near {
                return Some(x * (1.0 + libm::expm1(step)));
            }
            let next = x * libm::exp(step.clamp(-8.0, 8.0));
            x = if next > low && next < high { next } else { middle(low, high, x) };
            if high.is_finite() && high - low <= 4e-16 * high {
                break;
            }
        }
        Some(x)
    }

    /// Wilson and Hilferty's cube, or for small shapes the leading term of the tail.
    fn first_guess(&self, p: f64, z: f64, lowest: f64) -> f64 {
        let a = self.shape;
        let root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
        let cube = a * root * root * root;
        if a >= 1.0 {
            return if cube > 0.0 { cube } else { libm::exp(lowest) };
        }
        let upper = -(libm::log(1.0 - p) + libm::lgamma(a));
        if upper > 1.0 {
            return (upper + (a - 1.0) * libm::log(upper)).max(0.5);
        }
        if lowest < -1.0 || !(cube > 0.0) { libm::exp(lowest) } else { cube }
    }

    /// Halley's step in `ln x` towards the quantile `p`, and whether `x` lies above it.
    fn step(&self, x: f64, p: f64) -> (f64, bool) {
        let at = self.tails(x);
        let upper = p > 0.5;
        let (tail, goal) = if upper { (at.above, 1.0 - p) } else { (at.below, p) };
        let too_high = if upper { tail < goal } else { tail > goal };
        let slope = self.shape * at.kernel / tail;
        let off = libm::log(tail / goal);
        let side = if upper { 1.0 } else { -1.0 };
        let newton = side * off / slope;
        let bend = 0.5 * newton * (self.shape - x + side * slope);
        let step = newton / (1.0 + bend.clamp(-0.5, 0.5));
        if step.is_finite() { (step, too_high) } else { (if too_high { -1.0 } else { 1.0 }, too_high) }
    }
}

/// A point between the ends of a bracket that may still be open.
fn middle(low: f64, high: f64, x: f64) -> f64 {
    if high.is_infinite() {
        x * 2.0
    } else if low == 0.0 {
        high * 0.5
    } else {
        (low * high).sqrt()
    }
}

/// `1 + x/(a+1) + x^2/((a+1)(a+2)) + ...`, for `x` up to little above `a`: DLMF 8.7.1.
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0, 1.0, a);
    for _ in 0..1000 {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < 1e-17 * sum {
            break;
        }
    }
    sum
}

/// `h(2)` of the fraction in [`Shape::by_fraction`]: DLMF 8.9.2.
fn fraction(a: f64, over: f64) -> f64 {
    if a < SMALL {
        return short_fraction(a, over);
    }
    let mut convergents = Convergents::new(over + 5.0);
    let mut n = 3.0;
    while n < 3000.0 && !convergents.settled() {
        convergents.take(n * (a - n), over + 2.0 * n + 1.0);
        n += 1.0;
    }
    convergents.value()
}

/// The same for small shapes, where it settles slowly: cut after so many terms that nothing is missing, when all that
/// follows is estimated. Two terms at a time, because each waits for the one before. With `z(n) = 1/h(n) = x - a + 2n +
/// 1 - (n+1)(n+1-a)/z(n+1)`,
///
/// `z(n) = n + sqrt(xn) + (1 + 2(x-a))/4 + (4a^2 + 4x(x-2a+2) - 1)/(32 sqrt(xn)) + O(1/n)`,
///
/// as putting it in shows. That many terms leave less than 2e-16, tried for shapes from .001 up and all `x` that come
/// here; denominators stay below 1e150.
fn short_fraction(a: f64, over: f64) -> f64 {
    let x = over + a;
    let terms = 2.0 * (4.0 + 33.0 / x).ceil();
    let (mut n, mut base) = (3.0, over + 7.0);
    let (mut above, mut below) = ((0.0, 1.0), (1.0, over + 5.0)); // of the last two convergents
    while n < terms {
        let (one, next) = (n * (a - n), (n + 1.0) * (a - n - 1.0));
        let (both, across) = (base * (base + 2.0) + next, (base + 2.0) * one);
        above = (base * above.1 + one * above.0, both * above.1 + across * above.0);
        below = (base * below.1 + one * below.0, both * below.1 + across * below.0);
        base += 4.0;
        n += 2.0;
    }
    let root = (x * n).sqrt();
    let bend = (4.0 * a * a + 4.0 * x * (over - a + 2.0) - 1.0) / (32.0 * root);
    let rest = n + root + 0.25 + 0.5 * over + bend;
    let one = n * (a - n);
    (rest * above.1 + one * above.0) / (rest * below.1 + one * below.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fraction itself, until it settles.
    fn whole_fraction(a: f64, over: f64) -> f64 {
        let mut convergents = Convergents::new(over + 5.0);
        let mut n = 3.0;
        while !convergents.settled() {
            convergents.take(n * (a - n), over + 2.0 * n + 1.0);
            n += 1.0;
        }
        convergents.value()
    }

    #[test]
    fn cut_where_it_is_known_the_fraction_is_the_whole_one() {
        for a in [1e-3, 0.02, 0.1, 0.3, 0.7, 1.0, 1.6, 2.5, 3.9, 5.5, 7.99] {
            for sds in [0.0, 0.02, 0.1, 0.5, 1.3, 2.9, 7.0, 20.0, 90.0, 300.0] {
                let over = 1.0 + (SERIES_TO + sds) * f64::sqrt(a);
                let (cut, whole) = (short_fraction(a, over), whole_fraction(a, over));
                assert!((cut / whole - 1.0).abs() < 2e-14, "{a} {over}: {cut} {whole}"); // both round, term by term
            }
        }
    }

    #[test]
    fn forms_meet_where_shapes_are_small_no_more() {
        let (small, other) = (Shape::new(8.0 - 1e-12).unwrap(), Shape::new(8.0).unwrap());
        for x in [13.5, 17.0, 24.0, 60.0] {
            let (small, other) = (small.tails(x), other.tails(x));
            assert!((small.above / other.above - 1.0).abs() < 1e-11, "{x}: {small:?} {other:?}");
            assert!((small.second / other.second - 1.0).abs() < 1e-11, "{x}: {small:?} {other:?}");
        }
    }
}
