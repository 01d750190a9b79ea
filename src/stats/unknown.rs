//! Periods whose demand is not known in full, because the shelf was empty: at least what was sold was asked for.
//!
//! In: quantities a period, each known or a least amount. Out: mean and variance of demand, and for each such period
//! what may be expected of it. Leaving those periods out would keep the weak ones and drop the strong ones, so each
//! gives its weight to the larger quantities that are known: Efron's way to the product-limit estimate.

use crate::order;

/// A quantity of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sold {
    /// Units.
    pub units: f64,
    /// Whether more may have been asked for.
    pub at_least: bool,
}

/// Demand with the unknown periods repaired.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// Expected demand of each period, in the order given; of a known one what it is.
    pub values: Vec<f64>,
    /// Periods known.
    pub known: u32,
    /// Mean demand a period; the mean of the values.
    pub mean: f64,
    /// Its variance, with the known periods less 1.
    pub variance: f64,
}

/// Mean, variance and expected values; none where fewer than two periods are known or none is unknown. A least
/// amount above everything known stands for itself.
///
/// # Source
/// Kaplan & Meier (1958), *Nonparametric estimation from incomplete observations*; Efron (1967), *The two sample
/// problem with censored data*, section 7, for the weights.
///
/// ```
/// use segmented_safety_stock::stats::unknown::{Sold, repaired};
/// let sold = |units, at_least| Sold { units, at_least };
/// let found = repaired(&[sold(4.0, false), sold(5.0, true), sold(6.0, false), sold(8.0, false)]).unwrap();
/// assert_eq!((found.values, found.mean), (vec![4.0, 7.0, 6.0, 8.0], 6.25));
/// ```
pub fn repaired(sold: &[Sold]) -> Option<Repaired> {
    let known = sold.iter().filter(|period| !period.at_least).count();
    if known < 2 || known == sold.len() {
        return None;
    }
    let mut order: Vec<(usize, Sold)> = sold.iter().copied().enumerate().collect();
    order::sort_by(&mut order, |(_, one), (_, other)| {
        one.units.total_cmp(&other.units).then(one.at_least.cmp(&other.at_least))
    });
    let weights = weights(&order);
    let weighed = || weights.iter().zip(&order).map(|(weight, (_, period))| (*weight, period.units));
    let (all, counted) = (sold.len() as f64, known as f64);
    let mean = weighed().map(|(weight, units)| weight * units).sum::<f64>() / all;
    let squares =
        weighed().map(|(weight, units)| weight * (units - mean) * (units - mean)).sum::<f64>() / all;
    let mut values: Vec<f64> = sold.iter().map(|period| period.units).collect();
    let (mut above, mut sum) = (0.0, 0.0);
    for ((place, period), weight) in order.iter().zip(&weights).rev() {
        above += weight;
        sum += weight * period.units;
        if let Some(value) = values.get_mut(*place).filter(|_| *weight == 0.0) {
            *value = sum / above;
        }
    }
    Some(Repaired { values, known: known as u32, mean, variance: squares * counted / (counted - 1.0) })
}

/// The weight of each period, one on average, smallest first: an unknown one's goes to all above it; the largest keeps its own.
fn weights(order: &[(usize, Sold)]) -> Vec<f64> {
    let count = order.len();
    let (each, mut given) = (1.0, 0.0);
    let mut weights = Vec::with_capacity(count);
    for (place, (_, period)) in order.iter().enumerate() {
        let above = count - place - 1;
        let weight = each + given;
        if period.at_least && above > 0 {
            given += weight / above as f64;
            weights.push(0.0);
        } else {
            weights.push(weight);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn periods(text: &str) -> Vec<Sold> {
        let period = |word: &str| Sold {
            units: word.trim_end_matches('+').parse().unwrap(),
            at_least: word.ends_with('+'),
        };
        text.split(' ').map(period).collect()
    }

    /// Mean and deviation of the step function that `SciPy`'s `ecdf` gives for the same censored sample.
    #[track_caller]
    fn check(text: &str, values: &[f64], mean: f64, sd: f64) {
        let found = repaired(&periods(text)).unwrap();
        let close = |found: f64, expected: f64| (found - expected).abs() < 1e-12 * expected.max(1.0);
        assert!(
            found.values.iter().zip(values).all(|(found, expected)| close(*found, *expected)),
            "{found:?}"
        );
        assert!(close(found.mean, mean) && close(found.variance.sqrt(), sd), "{found:?}");
        let of_values = found.values.iter().sum::<f64>() / found.values.len() as f64;
        assert!(close(of_values, found.mean), "the mean is that of the repaired values");
    }

    #[test]
    fn a_period_without_any_sale_on_an_empty_shelf_says_nothing() {
        check("0+ 4 6 8", &[6.0, 4.0, 6.0, 8.0], 6.0, 2.0);
        check("4 0+ 6 0+ 8", &[4.0, 6.0, 6.0, 6.0, 8.0], 6.0, 2.0);
    }

    #[test]
    fn a_least_amount_gives_its_weight_to_what_is_larger() {
        check("2 3+ 5 5", &[2.0, 5.0, 5.0, 5.0], 4.25, 1.590_990_257_669_732);
        check("9+ 5 5 2", &[9.0, 5.0, 5.0, 2.0], 5.25, 3.046_514_401_738_485_3);
        check("7 1+ 3 2 4+ 9", &[7.0, 5.8, 3.0, 2.0, 8.0, 9.0], 5.8, 3.257_811_126_098_830_7);
    }

    #[test]
    fn neither_order_nor_too_few_known_ones_matter() {
        let (one, other) = (repaired(&periods("7 1+ 3 2 4+ 9")), repaired(&periods("9 4+ 2 3 1+ 7")));
        let facts = |found: Option<Repaired>| found.map(|found| (found.mean, found.variance, found.known));
        assert_eq!(facts(one), facts(other));
        assert_eq!((repaired(&periods("1 2+ 3+")), repaired(&periods("1 2 3"))), (None, None));
    }
}
