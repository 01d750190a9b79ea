//! Quantities far above an item's others, on the scale of ratios, where skewed demand is even.
//!
//! In: the demands above zero. Out: the quantity above which one is called an outlier. Nothing is changed here.

/// A demand this many robust deviations above the median is an outlier.
const FAR: f64 = 3.5;
/// The median absolute deviation of a normal in its standard deviations.
const MAD: f64 = 0.674_489_750_196_081_7;
/// Deviations of the logarithm below this are taken for it: among equal amounts a slightly larger one is none.
const LEAST: f64 = 0.1;
/// Less than `exp(3.5 LEAST)`: so many times the median is no outlier. Neither is the fifth power of the median
/// deviation as a ratio, because 3.5 / .6745 is more than 5.
const SURELY: f64 = 1.41;
/// Fewer demands say nothing.
pub(super) const FEWEST: usize = 10;

/// The largest quantity that is no outlier: `exp(m + 3.5 s)`, with `m` the median of the logarithms and `s` their
/// median absolute deviation over .6745. None with fewer than ten demands. Of an even number of values the lower
/// middle one is the median.
///
/// # Source
/// Iglewicz & Hoaglin (1993), *How to detect and handle outliers*: the modified z score, 3.5.
///
/// ```
/// use segmented_safety_stock::stats::outlier::limit;
/// let mut demands = vec![8.0, 9.0, 10.0, 10.0, 10.0, 11.0, 12.0, 10.0, 9.0, 11.0];
/// let found = limit(&mut demands).unwrap();
/// assert!((14.0..18.0).contains(&found));
/// ```
pub fn limit(demands: &mut [f64]) -> Option<f64> {
    limit_below(demands, f64::INFINITY)
}

/// The same; none, too, where the largest demand is surely no outlier: most items have none, and logarithms cost more
/// than powers.
pub(super) fn limit_below(demands: &mut [f64], largest: f64) -> Option<f64> {
    if demands.len() < FEWEST {
        return None;
    }
    let median = middle(demands);
    for demand in demands.iter_mut() {
        *demand = demand.max(median) / demand.min(median);
    }
    let away = middle(demands);
    let squared = away * away;
    if largest <= median * (squared * squared * away).max(SURELY) {
        return None;
    }
    let scale = (libm::log(away) / MAD).max(LEAST);
    Some(median * libm::exp(FAR * scale)).filter(|limit| limit.is_finite())
}

/// The middle value, the lower of two, of values above zero, which change places.
fn middle(values: &mut [f64]) -> f64 {
    let place = values.len().saturating_sub(1) / 2;
    // Doubles above zero have the order of their bits, which are compared in one step.
    let bits: &mut [u64] = bytemuck::cast_slice_mut(values);
    f64::from_bits(*bits.select_nth_unstable(place).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_modified_z_score_of_the_logarithms() {
        let demands = [3.0, 40.0, 7.0, 12.0, 5.0, 9.0, 22.0, 6.0, 15.0, 4.0, 11.0];
        let mut logs: Vec<f64> = demands.iter().map(|demand: &f64| libm::log(*demand)).collect();
        logs.sort_by(f64::total_cmp);
        let median = logs[5];
        let mut away: Vec<f64> = logs.iter().map(|log| (log - median).abs()).collect();
        away.sort_by(f64::total_cmp);
        let expected = libm::exp(median + 3.5 * away[5] / 0.674_489_750_196_081_7);
        let found = limit(&mut demands.clone()).unwrap();
        assert!((found / expected - 1.0).abs() < 1e-12, "expected {expected}, found {found}");
    }

    #[test]
    fn equal_amounts_have_no_outlier_next_to_them_and_few_none_at_all() {
        assert!(limit(&mut [5.0; 12]).unwrap() > 7.0);
        assert_eq!(limit(&mut [1.0, 1.0, 1.0, 900.0]), None);
    }

    #[test]
    fn what_is_surely_none_is_no_outlier() {
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 8) / f64::from(1 << 24)
        };
        let mut none = 0;
        for round in 0..2_000 {
            let spread = f64::from(round % 40) / 20.0;
            let demands: Vec<f64> =
                (0..12).map(|_| (10.0 * libm::exp(spread * (next() - next()))).ceil()).collect();
            let largest = demands.iter().copied().fold(0.0, f64::max);
            let beyond = limit(&mut demands.clone()).filter(|limit| largest > *limit);
            let found = limit_below(&mut demands.clone(), largest);
            assert_eq!(found.filter(|limit| largest > *limit), beyond, "{demands:?}");
            none += u32::from(found.is_none());
        }
        assert!((1_000..2_000).contains(&none), "{none}");
    }
}
