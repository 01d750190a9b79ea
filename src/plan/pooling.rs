//! Risk pooling: what it costs to hold the same item's stock apart, at several locations or for several channels.
//!
//! In: the stocking units of one item with their periods. Out: the demand of all together, its deviation by the
//! correlations that the histories show.
//!
//! Symbols: `sd_pool^2 = sum over i, j of rho_ij * sd_i * sd_j`.

use crate::stats::{History, Item, Sourced};

/// Demand of several units held together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pool {
    /// Mean demand a period, units.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Mean correlation of two units; none where no two vary.
    pub correlation: Option<f64>,
}

/// Units held together: `units` are mean, deviation and periods of each, the periods all ending with the data.
///
/// # Source
/// Eppen (1979), *Effects of centralization on expected costs in a multi-location newsboy problem*.
///
/// ```
/// # use segmented_safety_stock::plan::pooling::deviation;
/// let four = |correlation| deviation(&[20.0; 4], &|_, _| correlation);
/// assert!((four(0.0) - 40.0).abs() < 1e-12 && (four(0.3) - 55.136).abs() < 5e-4 && (four(1.0) - 80.0).abs() < 1e-12);
/// ```
pub fn pool(units: &[(f64, f64, &[f64])]) -> Pool {
    let sds: Vec<f64> = units.iter().map(|(_, sd, _)| *sd).collect();
    let measured = |one: usize, other: usize| match (units.get(one), units.get(other)) {
        (Some((_, _, one)), Some((_, _, other))) => correlation(one, other).unwrap_or(0.0),
        _ => 0.0,
    };
    let mut sum = (0.0, 0_u32);
    for one in 0..units.len() {
        for other in one + 1..units.len() {
            if let (Some(first), Some(second)) = (units.get(one), units.get(other))
                && let Some(correlation) = correlation(first.2, second.2)
            {
                sum = (sum.0 + correlation, sum.1 + 1);
            }
        }
    }
    Pool {
        mean: units.iter().map(|(mean, ..)| mean).sum(),
        sd: deviation(&sds, &measured),
        correlation: (sum.1 > 0).then(|| sum.0 / f64::from(sum.1)),
    }
}

/// The deviation of a sum whose parts have these deviations and correlations.
pub fn deviation(sds: &[f64], correlation: &dyn Fn(usize, usize) -> f64) -> f64 {
    let mut variance = 0.0;
    for (one, sd) in sds.iter().enumerate() {
        variance += sd * sd;
        for (other, theirs) in sds.iter().enumerate().skip(one + 1) {
            variance += 2.0 * correlation(one, other) * sd * theirs;
        }
    }
    variance.max(0.0).sqrt()
}

/// The correlation of two histories over the periods that both have, which are their last; none with fewer than three
/// such periods, or where one of them does not vary.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let count = one.len().min(other.len());
    let (one, other) = (one.get(one.len() - count..)?, other.get(other.len() - count..)?);
    let mean = |of: &[f64]| of.iter().sum::<f64>() / count as f64;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (one, other) in one.iter().zip(other) {
        let (one, other) = (one - mean_one, other - mean_other);
        (both, first, second) = (both + one * other, first + one * one, second + other * other);
    }
    (count >= 3 && first > 0.0 && second > 0.0).then(|| (both / (first * second).sqrt()).clamp(-1.0, 1.0))
}

/// One item that stands for several units held together: their demand as pooled, orders as large as theirs together,
/// lead time and its deviation weighted by demand; everything else is that of the unit with most demand.
pub fn together(units: &[&Item], pool: Pool) -> Option<Item> {
    let mean = |item: &&&Item| item.demand.mean.get().unwrap_or(0.0);
    let first = units.iter().max_by(|one, other| mean(one).total_cmp(&mean(other)))?;
    let weighted = |of: &dyn Fn(&Item) -> f64| {
        let sum: f64 = units.iter().map(|item| item.demand.mean.get().unwrap_or(0.0) * of(item)).sum();
        sum / pool.mean
    };
    let apart: f64 = units.iter().filter_map(|item| item.demand.sd.get()).map(|sd| sd * sd).sum();
    let share = if apart > 0.0 { pool.sd * pool.sd / apart } else { 1.0 };
    let days: Option<f64> = units.iter().map(|item| item.demand.day_variance.get()).sum();
    let mut item = (**first).clone();
    item.demand.history = History::Enough;
    item.demand.mean = pool.mean.into();
    item.demand.sd = pool.sd.into();
    item.demand.cv = (pool.sd / pool.mean).into();
    item.demand.day_variance = days.map(|days| days * share).into();
    item.demand.whole_units = units.iter().all(|item| item.demand.whole_units);
    item.demand.periods = units.iter().map(|item| item.demand.periods).max()?;
    let sourced = |of: &Sourced, value: f64| Sourced { value, origin: of.origin.clone() };
    item.lead_time.days = sourced(&first.lead_time.days, weighted(&|item| item.lead_time.days.value));
    item.lead_time.sd_days =
        sourced(&first.lead_time.sd_days, weighted(&|item| item.lead_time.sd_days.value));
    let ordered = units.iter().map(|item| item.master.order_quantity.value).sum();
    item.master.order_quantity = sourced(&first.master.order_quantity, ordered);
    Some(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_that_do_not_move_together_need_half_the_stock_of_four() {
        // four outlets of 25, sd 5 a week, lead time 2, .9: 1.2816 * sqrt(2) * 5 = 9.06 each, 36.25; pooled 18.12
        let z = 1.281_551_565_545;
        let stock = |sd: f64| z * 2_f64.sqrt() * sd;
        assert!((4.0 * stock(5.0) - 36.25).abs() < 0.005);
        assert!((stock(deviation(&[5.0; 4], &|_, _| 0.0)) - 18.12).abs() < 0.005);
    }

    #[test]
    fn correlation_is_measured_over_the_last_periods_both_have() {
        let (rising, falling) = ([9.0, 1.0, 2.0, 3.0, 4.0], [8.0, 6.0, 4.0, 2.0]);
        let found = pool(&[(3.0, 2.0, &rising), (5.0, 2.0, &falling)]);
        assert_eq!((found.mean, found.correlation), (8.0, Some(-1.0)));
        assert!(found.sd < 1e-9, "what falls here rises there");
        assert_eq!(pool(&[(1.0, 1.0, &[1.0, 1.0, 1.0]), (1.0, 1.0, &[1.0, 2.0, 3.0])]).correlation, None);
    }
}
