//! The least whole number from which on something holds.

/// Counts of units end here: above, a double no longer holds every whole number.
pub(super) const MOST: f64 = 9.0e15;

/// The least whole `k >= 0` for which `holds`, which once true stays true; looks near `guess` first.
/// `None` where nothing up to [`MOST`] holds. At most some 110 questions, two where the guess is right.
pub(super) fn least_whole(guess: f64, holds: impl Fn(f64) -> bool) -> Option<f64> {
    let guess = if guess >= 0.0 { (guess + 0.5).floor().min(MOST) } else { 0.0 };
    let (mut low, mut high) = if holds(guess) { below(guess, &holds) } else { above(guess, &holds)? };
    while high - low > 1.0 {
        let middle = f64::midpoint(low, high).floor();
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// A bracket (fails, holds) that ends at `high` or below; -1 counts as failing.
fn below(mut high: f64, holds: impl Fn(f64) -> bool) -> (f64, f64) {
    let mut step = 1.0;
    while high > 0.0 {
        let next = f64::max(high - step, 0.0);
        if !holds(next) {
            return (next, high);
        }
        high = next;
        step *= 2.0;
    }
    (-1.0, high)
}

/// A bracket (fails, holds) that starts at `low` or above.
fn above(mut low: f64, holds: impl Fn(f64) -> bool) -> Option<(f64, f64)> {
    let mut step = 1.0;
    while low < MOST {
        if holds(low + step) {
            return Some((low, low + step));
        }
        low += step;
        step *= 2.0;
    }
    None
}

/// Whether a distribution function with these tails reaches `p` here; read off the smaller tail, so that
/// targets near 1 keep their digits, and an exact tie counts as reached.
pub(super) fn reaches(below: f64, above: f64, p: f64) -> bool {
    const ROUNDING: f64 = 4e-16;
    if p <= 0.5 { below >= p * (1.0 - ROUNDING) } else { above <= (1.0 - p) * (1.0 + ROUNDING) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_border_from_anywhere() {
        for border in [0.0, 1.0, 2.0, 3.0, 17.0, 1e6, 1e15] {
            for guess in [f64::NAN, -5.0, 0.0, 1.0, 16.0, 18.0, 1e6, 1e300] {
                assert_eq!(least_whole(guess, |k| k >= border), Some(border), "{border} from {guess}");
            }
        }
    }

    #[test]
    fn says_when_there_is_none() {
        assert_eq!(least_whole(5.0, |_| false), None);
    }
}
