//! Quantities far above an item's others, on the scale of ratios, where skewed demand is even.
//!
//! In: the demands above zero. Out: the quantity above which one is called an outlier. Nothing is changed here.

/// A demand this many robust deviations above the median is an outlier.
const FAR: f64 = 3.5;
/// The median absolute deviation of a normal in its standard deviations.
const MAD: f64 = 0.674_489_750_196_081_7;
/// Deviations of the logarithm below this are taken for it: among equal amounts a slightly larger one is none.
const LEAST: f64 = 0.1;
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
    if demands.len() < FEWEST {
        return None;
    }
    let median = middle(demands);
    for demand in demands.iter_mut() {
        *demand = (*demand / median).max(median / *demand);
    }
    let scale = (libm::log(middle(demands)) / MAD).max(LEAST);
    Some(median * libm::exp(FAR * scale)).filter(|limit| limit.is_finite())
}

/// The middle value, the lower of two; the values change places.
fn middle(values: &mut [f64]) -> f64 {
    let place = values.len().saturating_sub(1) / 2;
    *values.select_nth_unstable_by(place, f64::total_cmp).1
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
}
