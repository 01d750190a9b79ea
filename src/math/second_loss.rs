//! Both losses of the standard normal in a few nanoseconds: a Taylor series about the nearest of 1,500 points
//! whose derivatives are known. A slider over a million items asks for them up to four times an item.

use std::sync::OnceLock;

use super::normal::{density, losses};

/// Points in one standard deviation.
const POINTS: f64 = 128.0;
/// From here on the losses themselves are evaluated.
const END: f64 = 12.0;

/// Taylor coefficients of J about a point, the constant first.
type Series = [f64; 8];

/// Second-order loss J(k) = E[((Z - k)+)^2] / 2, right to about 1e-13 of itself as far as a double reaches.
///
/// # Source
/// J' = -G, G' = -(1 - Phi), Phi' = phi, and on with Hermite's polynomials. At most 1/256 from a point and 12 from
/// zero, the first term left out is below (12/256)^8 / 8! = 6e-16 of the whole.
///
/// ```
/// # use segmented_safety_stock::math::second_loss::second_loss;
/// assert!((second_loss(0.0) - 0.25).abs() < 1e-16);
/// assert!((second_loss(1.645) - 0.007_814_012_652_156_423).abs() < 1e-15);
/// ```
pub fn second_loss(k: f64) -> f64 {
    let from_zero = k.abs();
    let Some((series, step)) = nearest(from_zero) else { return losses(k).second };
    let above = series.iter().rev().fold(0.0, |sum, coefficient| sum * step + coefficient);
    reflected_second(k, above)
}

/// First-order loss G(k) = E[(Z - k)+] and J(k), as [`second_loss`]: G is the falling slope of the same series.
///
/// ```
/// # use segmented_safety_stock::math::second_loss::both_losses;
/// let (first, second) = both_losses(1.3);
/// assert!((first - 0.045_527_962_086_514).abs() < 1e-15 && second > 0.0);
/// ```
pub fn both_losses(k: f64) -> (f64, f64) {
    let from_zero = k.abs();
    let Some((series, step)) = nearest(from_zero) else {
        let at = losses(k);
        return (at.first, at.second);
    };
    let (mut slope, mut above) = (0.0, 0.0);
    for coefficient in series.iter().rev() {
        slope = slope * step + above;
        above = above * step + coefficient;
    }
    (if k < 0.0 { -slope - k } else { -slope }, reflected_second(k, above))
}

/// The series about the point nearest to a distance from zero, and how far that is; none beyond the last point.
fn nearest(from_zero: f64) -> Option<(&'static Series, f64)> {
    static TABLE: OnceLock<Vec<Series>> = OnceLock::new();
    let nearest = (from_zero * POINTS).round();
    let series = TABLE.get_or_init(table).get(nearest as usize).filter(|_| !from_zero.is_nan())?;
    Some((series, from_zero - nearest / POINTS))
}

/// J(k) from that of its distance from zero.
fn reflected_second(k: f64, above: f64) -> f64 {
    if k < 0.0 { 0.5 * (1.0 + k * k) - above } else { above }
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
        for step in -130_000..=130_000 {
            let k = f64::from(step) * 1.037e-4;
            let (quick, slow) = (second_loss(k), losses(k).second);
            assert!((quick - slow).abs() <= 4e-13 * slow, "{k}: {quick} {slow}");
            let ((first, second), slow) = (both_losses(k), losses(k).first);
            assert!((first - slow).abs() <= 4e-13 * slow, "{k}: {first} {slow}");
            assert_eq!(second.to_bits(), quick.to_bits());
        }
    }

    #[test]
    fn the_ends_are_ends() {
        assert!(second_loss(f64::NAN).is_nan() && both_losses(f64::NAN).0.is_nan());
        assert_eq!(second_loss(f64::INFINITY), 0.0);
        assert_eq!(second_loss(f64::NEG_INFINITY), f64::INFINITY);
        assert_eq!(second_loss(1e300), 0.0);
    }
}
