//! How much of an item's variance one customer makes: whoever orders in lumps could give notice instead.
//!
//! In: an item's sales by customer and day. Out: the customer with the largest share. The shares of all customers,
//! each its covariance with the whole over the variance of the whole, add up to 1.

use std::collections::BTreeMap;

use crate::data::calendar::Day;
use crate::protocol::policy::Period;

/// A customer's part in an item's demand.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The customer.
    pub customer: String,
    /// Share of the variance of demand a period.
    pub of_variance: f64,
    /// Share of the units.
    pub of_units: f64,
    /// Customers with a name.
    pub customers: u32,
}

/// The customer with the largest share of the variance over some periods; of several the first by name. Rows
/// without a customer count in the whole alone. None without spread or with fewer than two customers.
///
/// ```
/// use segmented_safety_stock::protocol::policy::Period;
/// use segmented_safety_stock::stats::notice::largest;
/// let of = |name: &str, days: &[(i32, f64)]| (name.to_owned(), days.iter().copied().collect());
/// let sales = [of("Steady", &[(0, 5.0), (1, 5.0), (2, 5.0), (3, 5.0)]), of("Lumpy", &[(2, 40.0)])];
/// let found = largest(&sales, Period::Day, 0..=3).unwrap();
/// assert_eq!((found.customer.as_str(), found.of_variance), ("Lumpy", 1.0));
/// ```
pub fn largest(
    sales: &[(String, BTreeMap<Day, f64>)],
    period: Period,
    periods: std::ops::RangeInclusive<i32>,
) -> Option<Part> {
    let first = *periods.start();
    let count = usize::try_from(periods.end() - first + 1).ok()?;
    let by_period = |days: &BTreeMap<Day, f64>| {
        let mut units = vec![0.0; count];
        for (day, sold) in days {
            let place = usize::try_from(period.of(*day) - first).ok();
            if let Some(sum) = place.and_then(|place| units.get_mut(place)) {
                *sum += sold;
            }
        }
        units
    };
    let each: Vec<(&str, Vec<f64>)> =
        sales.iter().map(|(name, days)| (name.as_str(), by_period(days))).collect();
    let mut whole = vec![0.0; count];
    for (_, units) in &each {
        whole.iter_mut().zip(units).for_each(|(sum, units)| *sum += units);
    }
    let all: f64 = whole.iter().sum();
    let mean = all / count as f64;
    let with =
        |units: &[f64]| units.iter().zip(&whole).map(|(units, whole)| units * (whole - mean)).sum::<f64>();
    let variance = with(&whole);
    let named = || each.iter().filter(|(name, _)| !name.trim().is_empty());
    if !(variance > 0.0 && all > 0.0) || named().count() < 2 {
        return None;
    }
    let part = |(name, units): &(&str, Vec<f64>)| Part {
        customer: (*name).to_owned(),
        of_variance: with(units) / variance,
        of_units: units.iter().sum::<f64>() / all,
        customers: named().count() as u32,
    };
    named().map(part).reduce(|most, other| if other.of_variance > most.of_variance { other } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_blank_customers_are_nobody() {
        let of = |name: &str, days: &[(i32, f64)]| (name.to_owned(), days.iter().copied().collect());
        let sales = [
            of("", &[(0, 1.0), (8, 30.0)]),
            of("A", &[(0, 5.0), (7, 9.0), (15, 1.0)]),
            of("B", &[(1, 2.0), (9, 12.0), (-50, 99.0)]),
        ];
        let found = largest(&sales, Period::Week, 0..=2).unwrap();
        let weeks: [[f64; 3]; 3] = [[1.0, 30.0, 0.0], [5.0, 9.0, 1.0], [2.0, 12.0, 0.0]];
        let whole: Vec<f64> = (0..3).map(|week| weeks.iter().map(|units| units[week]).sum()).collect();
        let mean = whole.iter().sum::<f64>() / 3.0;
        let covariance = |units: &[f64]| {
            units.iter().zip(&whole).map(|(units, whole)| units * (whole - mean)).sum::<f64>()
        };
        assert_eq!((found.customer.as_str(), found.customers), ("B", 2));
        assert!((found.of_variance - covariance(&weeks[2]) / covariance(&whole)).abs() < 1e-12);
        assert!((found.of_units - 14.0 / 60.0).abs() < 1e-12);
    }

    #[test]
    fn without_spread_nobody_is_asked() {
        assert_eq!(largest(&[], Period::Week, 0..=3), None);
        let same = [("A".to_owned(), [(0, 2.0), (7, 2.0)].into_iter().collect())];
        assert_eq!(largest(&same, Period::Week, 0..=1), None);
    }
}
