//! Where a monotone function crosses zero.
//!
//! In: a function and a bracket. Out: the crossing, to the last digits; bounded in steps. Source: T. R. Chandrupatla,
//! *A new hybrid quadratic/bisection algorithm* (1997), which needs no derivative and is never slower than
//! bisection by more than a small factor.

/// More than enough: bisection over all doubles needs some 1,100, and the hybrid halves at least every third time.
const STEPS: usize = 300;

/// A point where `f` changes sign between `low` and `high`, to a relative 4e-16 or an absolute `tolerance`, whichever
/// is wider. `None` where the ends are no finite bracket, or `f` has the same sign on both, or gives NaN there.
///
/// ```
/// # use segmented_safety_stock::math::root::between;
/// let root = between(-10.0, 10.0, 0.0, |x| x * x * x + 8.0).unwrap();
/// assert!((root + 2.0).abs() < 1e-14);
/// ```
pub fn between(low: f64, high: f64, tolerance: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    bracketed(low, high, tolerance, &f)
}

fn bracketed(low: f64, high: f64, tolerance: f64, f: &dyn Fn(f64) -> f64) -> Option<f64> {
    let (mut a, mut b) = (high, low);
    let (mut at_a, mut at_b) = (f(a), f(b));
    if !(a.is_finite() && b.is_finite() && (at_a <= 0.0 && at_b >= 0.0 || at_a >= 0.0 && at_b <= 0.0)) {
        return None;
    }
    let mut share = 0.5;
    for _ in 0..STEPS {
        let x = a + share * (b - a);
        let at_x = f(x);
        let (c, at_c);
        if (at_x > 0.0) == (at_a > 0.0) {
            (c, at_c) = (a, at_a);
        } else {
            (c, at_c) = (b, at_b);
            (b, at_b) = (a, at_a);
        }
        (a, at_a) = (x, at_x);
        let (best, at_best) = if at_a.abs() < at_b.abs() { (a, at_a) } else { (b, at_b) };
        let width = (4e-16 * best.abs()).max(tolerance).max(f64::MIN_POSITIVE) / (b - a).abs();
        if at_best == 0.0 || !(width < 0.5) {
            return Some(best);
        }
        share = quadratic_share((a, at_a), (b, at_b), (c, at_c)).unwrap_or(0.5).clamp(width, 1.0 - width);
    }
    Some(a)
}

/// Inverse quadratic interpolation as a share of the way from `a` to `b`, where it can be trusted.
fn quadratic_share(a: (f64, f64), b: (f64, f64), c: (f64, f64)) -> Option<f64> {
    let along = (a.0 - b.0) / (c.0 - b.0);
    let value = (a.1 - b.1) / (c.1 - b.1);
    if !(value * value < along && (1.0 - value) * (1.0 - value) < 1.0 - along) {
        return None;
    }
    let far = (c.0 - a.0) / (b.0 - a.0);
    let share = a.1 / (b.1 - a.1) * c.1 / (b.1 - c.1) + far * a.1 / (c.1 - a.1) * b.1 / (c.1 - b.1);
    share.is_finite().then_some(share)
}

/// The crossing of a falling `f`, found by widening from `start` by `step` and its doubles in the direction that the
/// sign asks for; reaches below zero. `None` where there is none within 1e300, or the start is no number.
///
/// ```
/// # use segmented_safety_stock::math::root::falling;
/// assert!((falling(0.0, 1.0, |x| -5000.0 - x).unwrap() + 5000.0).abs() < 1e-11);
/// ```
pub fn falling(start: f64, step: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    if !(start.is_finite() && step > 0.0 && step < 1e300) {
        return None;
    }
    let up = f(start) > 0.0;
    let (mut near, mut step) = (start, if up { step } else { -step });
    while step.abs() < 1e300 {
        let next = near + step;
        let here = f(next);
        if here.is_nan() {
            return None;
        }
        if (here > 0.0) != up {
            return between(near.min(next), near.max(next), 0.0, f);
        }
        near = next;
        step *= 2.0;
    }
    None
}

/// The least whole number at which a falling `f` is not above zero, asked at whole numbers only; one that `f` would
/// leave behind within 1e-9 (of itself, where it is above 1), on the straight line to the next, counts. `None` as
/// [`falling`].
///
/// ```
/// # use segmented_safety_stock::math::root::falling_whole;
/// assert_eq!(falling_whole(0.3, 2.5, |x| 41.2 - x), Some(42.0));
/// ```
pub fn falling_whole(start: f64, step: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    if !(start.is_finite() && step > 0.0 && step < 1e15) {
        return None;
    }
    let start = start.round();
    let first = f(start);
    let up = first > 0.0;
    let (mut near, mut step) = ((start, first), if up { step.ceil() } else { -step.ceil() });
    while step.abs() < 1e15 {
        let next = (near.0 + step, f(near.0 + step));
        if next.1.is_nan() {
            return None;
        }
        if (next.1 > 0.0) != up {
            return Some(if up { least(near, next, &f) } else { least(next, near, &f) });
        }
        near = next;
        step *= 2.0;
    }
    None
}

/// The least whole number between one where `f` is above zero and one where it is not: by the Illinois method (Dowell
/// & Jarratt 1971), and by halves every third time.
fn least(mut low: (f64, f64), mut high: (f64, f64), f: &dyn Fn(f64) -> f64) -> f64 {
    let (mut weight_low, mut weight_high, mut asked) = (1.0, 1.0, 0_u32);
    while high.0 - low.0 > 1.0 {
        asked += 1;
        let (above, below) = (low.1 * weight_low, -high.1 * weight_high);
        let share = if asked.is_multiple_of(3) { 0.5 } else { above / (above + below) };
        let share = if share.is_finite() { share } else { 0.5 };
        let x = (low.0 + share * (high.0 - low.0)).ceil().clamp(low.0 + 1.0, high.0 - 1.0);
        let at = f(x);
        if at > 0.0 {
            (low, weight_low, weight_high) = ((x, at), 1.0, 0.5 * weight_high);
        } else {
            (high, weight_high, weight_low) = ((x, at), 1.0, 0.5 * weight_low);
        }
    }
    let over = low.1 / (low.1 - high.1);
    if over <= 1e-9 * low.0.max(1.0) { low.0 } else { high.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[track_caller]
    fn check(low: f64, high: f64, expected: f64, f: impl Fn(f64) -> f64) {
        let asked = Cell::new(0);
        let counted = |x| {
            asked.set(asked.get() + 1);
            f(x)
        };
        let found = between(low, high, 0.0, counted).unwrap();
        assert!(
            (found - expected).abs() <= 1e-14 * expected.abs().max(1e-290),
            "expected {expected}, found {found}"
        );
        assert!(asked.get() < 130, "{} questions", asked.get());
    }

    #[test]
    fn smooth_steep_and_flat() {
        check(0.0, 4.0, 2.0_f64.sqrt(), |x| x * x - 2.0);
        check(-50.0, 3.0, -7.5, |x| -7.5 - x);
        check(0.0, 1e9, 1e-3, |x| 1e-3 - x);
        check(-4.0, 4.0, 0.3, |x| if x < 0.3 { 1.0 } else { -1.0 });
        check(0.0, 40.0, 20.0, |x| libm::exp(-x) - libm::exp(-20.0));
        check(0.0, 2.0, 1.0, |x| (x - 1.0) * (x - 1.0) * (x - 1.0));
    }

    #[test]
    fn whole_numbers_are_found_in_few_questions() {
        let check = |start: f64, step: f64, expected: f64, f: &dyn Fn(f64) -> f64| {
            let asked = Cell::new(0);
            let counted = |x: f64| {
                asked.set(asked.get() + 1);
                assert_eq!(x.fract(), 0.0);
                f(x)
            };
            assert_eq!(falling_whole(start, step, counted), Some(expected));
            assert!(asked.get() < 130, "{} questions", asked.get());
        };
        check(6.0, 2.0, 6.0, &|x| 6.0 - x);
        check(100.0, 9.0, -5.0, &|x| -5.5 - x);
        check(0.0, 1.0, 43.0, &|x| libm::exp(-x) - libm::exp(-42.5));
        check(1e9, 1e3, 7.0, &|x| if x < 6.5 { 1.0 } else { -1e-30 });
        check(3.2, 0.1, 8.0, &|x| 8.000_000_000_1 - x); // a hair over a step is on it
        check(3.2, 0.1, 9.0, &|x| 8.000_001 - x);
        assert_eq!(falling_whole(0.0, 1.0, |_| 1.0), None);
        assert_eq!(falling_whole(f64::NAN, 1.0, |x| -x), None);
        assert_eq!(falling_whole(0.0, 1.0, |_| f64::NAN), None);
    }

    #[test]
    fn refuses_a_bracket_that_holds_nothing() {
        assert_eq!(between(1.0, 2.0, 0.0, |x| x), None);
        assert_eq!(between(f64::NAN, 2.0, 0.0, |x| x), None);
        assert_eq!(between(-1.0, f64::INFINITY, 0.0, |x| x), None);
        assert_eq!(between(-1.0, 1.0, 0.0, |_| f64::NAN), None);
        assert_eq!(falling(0.0, 1.0, |_| 1.0), None);
        assert_eq!(falling(f64::NAN, 1.0, |x| -x), None);
    }
}
