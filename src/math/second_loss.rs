//! The second-order loss of the standard normal in a few nanoseconds: a Taylor series about the nearest of a
//! thousand points whose derivatives are known. A slider over a million items asks for it four times an item.

use std::sync::OnceLock;

use super::normal::{density, losses};

/// Points in one standard deviation.
const POINTS: f64 = 128.0;
/// From here on the losses themselves are evaluated.
const END: f64 = 8.0;

/// Taylor coefficients of J about a point, the constant first.
type Series = [f64; 8];

/// Second-order loss J(k) = E[((Z - k)+)^2] / 2, right to about 1e-13 of itself as far as a double reaches.
///
/// # Source
/// J' = -G, G' = -(1 - Phi), Phi' = phi, and on with Hermite's polynomials. At most 1/256 from a point and 8 from
/// zero, the first term left out is below (8/256)^8 / 8! = 2e-17 of the whole.
///
/// ```
/// # use segmented_safety_stock::math::second_loss::second_loss;
/// assert!((second_loss(0.0) - 0.25).abs() < 1e-16);
/// assert!((second_loss(1.645) - 0.007_814_012_652_156_423).abs() < 1e-15);
/// ```
pub fn second_loss(k: f64) -> f64 {
    static TABLE: OnceLock<Vec<Series>> = OnceLock::new();
    let from_zero = k.abs();
    let nearest = (from_zero * POINTS).round();
    let Some(series) = TABLE.get_or_init(table).get(nearest as usize) else { return losses(k).second };
    let step = from_zero - nearest / POINTS;
    let above = series.iter().rev().fold(0.0, |sum, coefficient| sum * step + coefficient);
    if k < 0.0 {
        0.5 * (1.0 + k * k) - above
    } else if k.is_nan() {
        k
    } else {
        above
    }
}

fn table() -> Vec<Series> {
    (0..=(END * POINTS) as u32).map(|point| series(f64::from(point) / POINTS)).collect()
}

/// J and its derivatives at `k`, each over its factorial.
fn series(k: f64) -> Series {
    let (at, phi) = (losses(k), density(k));
    let square = k * k;
    [
        at.second,
        -at.first,
        at.upper / 2.0,
        -phi / 6.0,
        k * phi / 24.0,
        -(square - 1.0) * phi / 120.0,
        k * (square - 3.0) * phi / 720.0,
        -(square * square - 6.0 * square + 3.0) * phi / 5040.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_loss_itself() {
        for step in -90_000..=90_000 {
            let k = f64::from(step) * 1.037e-4;
            let (quick, slow) = (second_loss(k), losses(k).second);
            assert!((quick - slow).abs() <= 4e-13 * slow, "{k}: {quick} {slow}");
        }
    }

    #[test]
    fn the_ends_are_ends() {
        assert!(second_loss(f64::NAN).is_nan());
        assert_eq!(second_loss(f64::INFINITY), 0.0);
        assert_eq!(second_loss(f64::NEG_INFINITY), f64::INFINITY);
        assert_eq!(second_loss(1e300), 0.0);
    }
}
