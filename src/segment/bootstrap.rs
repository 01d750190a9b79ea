//! How sure the figure of a class is: what it might have been, had the same item sold in another draw of its periods.
//!
//! In: an item's periods. Out: the 90 % interval of a figure over periods (or buckets of them) drawn with replacement.
//! A class that changed counts as really left only where its border lies outside that interval: with nothing changed,
//! odd against even weeks of a shop move a quarter of its ABC-XYZ cells.

use crate::math::moments::{self, Moments};
use crate::math::rng::Rng;
use crate::order;
use crate::protocol::policy::DimensionKind;

use super::{Classified, Measure};

/// Draws of a history.
const DRAWS: usize = 200;
/// Of the sorted draws, the first and the last of the middle 90 %.
const MIDDLE: [usize; 2] = [10, 189];

/// The 90 % interval of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a border lies inside.
    pub fn holds(&self, border: f64) -> bool {
        (self.low..=self.high).contains(&border)
    }
}

/// The interval of `figure` over draws of `periods`; none with fewer than two periods, or where a draw has no figure.
///
/// # Source
/// Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13: the percentile interval.
pub fn interval(periods: &[f64], rng: &mut Rng, figure: &dyn Fn(&[f64]) -> Option<f64>) -> Option<Interval> {
    if periods.len() < 2 {
        return None;
    }
    let mut drawn = vec![0.0; periods.len()];
    let mut figures: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        for slot in &mut drawn {
            *slot = periods.get(rng.below(periods.len())).copied().unwrap_or(0.0);
        }
        figures.push(figure(&drawn).unwrap_or(f64::INFINITY));
    }
    order::sort_by(&mut figures, f64::total_cmp);
    let [low, high] = MIDDLE.map(|place| figures.get(place).copied());
    Some(Interval { low: low?, high: high? }).filter(|interval| interval.low.is_finite())
}

/// Sums of so many periods each, counted back from the end; the incomplete oldest is left out.
pub fn buckets(periods: &[f64], length: usize) -> Vec<f64> {
    let mut sums: Vec<f64> = periods.rchunks_exact(length.max(1)).map(|bucket| bucket.iter().sum()).collect();
    sums.reverse();
    sums
}

/// Coefficient of variation.
pub fn coefficient(drawn: &[f64]) -> Option<f64> {
    let moments = moments::moments(drawn)?;
    let sd = moments.sd()?;
    (moments.mean > 0.0).then(|| sd / moments.mean)
}

/// Share of periods with demand.
pub fn share(drawn: &[f64]) -> Option<f64> {
    Some(drawn.iter().filter(|&&demand| demand > 0.0).count() as f64 / drawn.len() as f64)
}

/// Periods for each one with demand.
pub fn gap(drawn: &[f64]) -> Option<f64> {
    share(drawn).filter(|&share| share > 0.0).map(|share| 1.0 / share)
}

/// Squared coefficient of variation of the demands above zero; 0 where there is one.
pub fn unevenness(drawn: &[f64]) -> Option<f64> {
    let positive: Vec<f64> = drawn.iter().copied().filter(|&demand| demand > 0.0).collect();
    let moments = moments::moments(&positive)?;
    let sd = Moments::sd(&moments).unwrap_or(0.0);
    Some(sd * sd / (moments.mean * moments.mean))
}

/// The border that an item crosses when it leaves the class `before` for its own, in the figure's own measure; none
/// where the dimension has no such border or the class is not known.
pub fn crossed(classified: &Classified, item: usize, before: &str) -> Option<f64> {
    let old = classified.classes.iter().position(|class| class.name == before)?;
    let new = *classified.of_item.get(item)? as usize;
    let (class, worse) = (classified.classes.get(old)?, new > old);
    match classified.measured.by {
        Measure::Amount if classified.kind != DimensionKind::Computed => {
            if worse {
                class.to
            } else {
                class.from
            }
        }
        Measure::ShareOfValue | Measure::ShareOfItems => {
            let place = if worse { old } else { old.checked_sub(1)? };
            *classified.measured.borders.get(place)?
        }
        Measure::Amount | Measure::None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(periods: &[f64], figure: fn(&[f64]) -> Option<f64>) -> Interval {
        interval(periods, &mut Rng::new(1, "bolt"), &figure).unwrap()
    }

    #[test]
    fn what_never_varies_is_sure() {
        assert_eq!(found(&[4.0; 10], coefficient), Interval { low: 0.0, high: 0.0 });
        assert_eq!(found(&[4.0; 10], share), Interval { low: 1.0, high: 1.0 });
        assert_eq!(interval(&[4.0], &mut Rng::new(1, ""), &share), None);
    }

    #[test]
    fn the_interval_of_a_share_is_as_wide_as_the_binomial_says() {
        // 26 of 52 periods: sd .0693, 90 % within 1.645 of it
        let periods: Vec<f64> = (0..52).map(|period| f64::from(period % 2)).collect();
        let found = found(&periods, share);
        assert!(
            (found.low - (0.5 - 0.114)).abs() < 0.03 && (found.high - (0.5 + 0.114)).abs() < 0.03,
            "{found:?}"
        );
    }

    #[test]
    fn the_seed_alone_decides() {
        let periods = [3.0, 0.0, 8.0, 1.0, 0.0, 4.0, 9.0];
        let draw = |key: &str| interval(&periods, &mut Rng::new(7, key), &coefficient);
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
    }

    #[test]
    fn buckets_are_counted_back_from_the_end() {
        assert_eq!(buckets(&[1.0, 2.0, 3.0, 4.0, 5.0], 2), [5.0, 9.0]);
    }
}
