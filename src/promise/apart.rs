//! Tiers told apart in the long run: how much more or less stock each one sees than all together hold.
//!
//! In: the tiers' shares of demand, and what is kept for better ones or the levels that these are owed. Out: for each
//! tier the level, less that of the stock, at which its demand begins to wait. Tiers draw evenly: once stock is down to
//! what is kept from the lowest, that one waits and the others use up what is left more slowly. So a level that one
//! tier sees higher is paid for by the others: weighted by shares the differences are zero.
//!
//! Source: critical levels with backorders, Dekker, Hill, Kleijn & Teunter (2002), *On the (S-1, S) lost sales
//! inventory model with priority demand classes*, with each tier's part of demand fixed.

/// Differences where `kept` units are kept from each tier, best first; never less from a lower one.
///
/// ```
/// use segmented_safety_stock::promise::apart::of_kept;
/// // 6 kept from three quarters of demand: the better quarter draws on them for 24 units of all demand.
/// assert_eq!(of_kept(&[0.25, 0.75], &[0.0, 6.0]), [18.0, -6.0]);
/// ```
pub fn of_kept(shares: &[f64], kept: &[f64]) -> Vec<f64> {
    let mut drawing: f64 = shares.iter().sum();
    let mut found = vec![0.0; shares.len()];
    let mut level = 0.0;
    let mut before = 0.0;
    for (place, (share, kept)) in shares.iter().zip(kept).enumerate().rev() {
        if drawing > 0.0 {
            level += (before - kept) / drawing;
        }
        before = *kept;
        drawing = (drawing - share).max(0.0);
        if let Some(found) = found.get_mut(place) {
            *found = level;
        }
    }
    found
}

/// Differences where the least is kept that gives each better tier what it is owed: `owed` are the levels that would,
/// less the level of the stock. Nobody is worse off than a lower tier, and the last takes what is left.
///
/// ```
/// use segmented_safety_stock::promise::apart::of_owed;
/// assert_eq!(of_owed(&[0.25, 0.75], &[18.0, 3.0]), [18.0, -6.0]);
/// assert_eq!(of_owed(&[0.25, 0.75], &[-1.0, -2.0]), [0.0, 0.0]);
/// ```
pub fn of_owed(shares: &[f64], owed: &[f64]) -> Vec<f64> {
    let mut left: f64 = shares.iter().sum();
    let (mut level, mut best) = (0.0_f64, f64::INFINITY);
    let each = shares.iter().zip(owed).map(|(share, owed)| {
        let rest = left - share;
        let own = if rest > 1e-9 { level.max(*owed).min(best) } else { level };
        if rest > 1e-9 {
            level = (level * left - own * share) / rest;
        }
        (left, best) = (rest, own);
        own
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shares: &[f64], found: &[f64]) {
        let sum: f64 = shares.iter().zip(found).map(|(share, found)| share * found).sum();
        assert!(sum.abs() < 1e-9, "{found:?} add up to {sum}");
        assert!(found.is_sorted_by(|better, other| better >= other), "{found:?}");
    }

    #[test]
    fn what_one_gains_the_others_pay() {
        for shares in [[0.2, 0.3, 0.5], [0.6, 0.3, 0.1], [0.1, 0.0, 0.9]] {
            for kept in [[0.0, 0.0, 0.0], [0.0, 3.0, 3.0], [0.0, 2.0, 9.0], [0.0, 0.0, 5.0]] {
                check(&shares, &of_kept(&shares, &kept));
            }
            for owed in [[5.0, 2.0, 1.0], [5.0, 9.0, 20.0], [-3.0, 4.0, 0.0], [0.0, 0.0, 0.0]] {
                check(&shares, &of_owed(&shares, &owed));
            }
        }
    }

    #[test]
    fn one_tier_sees_what_there_is() {
        assert_eq!((of_kept(&[1.0], &[0.0]), of_owed(&[1.0], &[7.0])), (vec![0.0], vec![0.0]));
    }
}
