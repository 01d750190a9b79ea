//! Life cycle: new, active or dormant, by the days between which an item was in demand.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;
use crate::stats::Item;

use super::{Classified, Dimension, Measured, Portfolio, border};

/// How many of its usual gaps an item must have been silent for: spare parts sleep long and sell again.
const GAPS: f64 = 3.0;
const DAYS: f64 = 7.0;

/// New, active or dormant. Never sold: dormant.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifecycle {
    /// Weeks in which a first demand makes an item new, and weeks without demand that make it dormant.
    pub cuts: [f64; 2],
}

impl Dimension for Lifecycle {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let items = portfolio.items();
        let days = portfolio.days_of_a_period();
        Classified {
            kind: DimensionKind::Lifecycle,
            name: "lifecycle".to_owned(),
            title: String::new(),
            classes: border::named(["New", "Active", "Dormant"]),
            of_item: items.iter().map(|item| self.class_of(item, days)).collect(),
            near_border: items.iter().filter(|item| self.is_near_border(item, days)).count(),
            covered: None,
            measured: Measured::nothing(),
        }
    }
}

impl Lifecycle {
    /// Whether an item has long been without demand; never sold is long.
    pub fn is_dormant(&self, item: &Item, days_of_a_period: f64) -> bool {
        self.class_of(item, days_of_a_period) == 2
    }

    fn class_of(&self, item: &Item, days_of_a_period: f64) -> u32 {
        let [new, _] = self.cuts;
        let life = &item.record.life;
        let (Some(first), Some(last)) = (life.days_since_first(), life.days_since_last()) else {
            return if item.demand.adi.get().is_some() { 1 } else { 2 };
        };
        if border::below(f64::from(first), new * DAYS) {
            return 0;
        }
        1 + u32::from(!border::below(f64::from(last), self.silence(item, days_of_a_period)))
    }

    /// Days without demand from which on an item is dormant.
    fn silence(&self, item: &Item, days_of_a_period: f64) -> f64 {
        let [_, dormant] = self.cuts;
        (dormant * DAYS).max(GAPS * item.demand.adi.get().unwrap_or(0.0) * days_of_a_period)
    }

    fn is_near_border(&self, item: &Item, days_of_a_period: f64) -> bool {
        let [new, _] = self.cuts;
        let near = |days: Option<i32>, border| days.is_some_and(|days| border::near(f64::from(days), border));
        near(item.record.life.days_since_first(), new * DAYS)
            || near(item.record.life.days_since_last(), self.silence(item, days_of_a_period))
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;
    use crate::stats::Life;

    #[track_caller]
    fn check(first: i32, last: i32, adi: f64, class: &str, near: bool) {
        let mut list = items(1);
        list[0].demand.adi = adi.into();
        list[0].record.life =
            Life { first_demand: Some(-first), last_demand: Some(-last), data_end: Some(0) };
        let found = Lifecycle { cuts: [13.0, 26.0] }.classify(&Stand::of(list), &mut Findings::default());
        assert_eq!((found.class(0), found.near_border == 1), (class, near), "{first} {last} {adi}");
    }

    #[test]
    fn thirteen_weeks_are_new_and_half_a_year_of_silence_is_dormant() {
        check(90, 0, 1.0, "New", true);
        check(91, 0, 1.0, "Active", true);
        check(400, 181, 1.0, "Active", true);
        check(400, 182, 1.0, "Dormant", true);
        check(400, 300, 1.0, "Dormant", false);
        check(60, 0, 1.0, "New", false);
    }

    #[test]
    fn what_sleeps_long_by_habit_is_not_dormant() {
        check(900, 300, 20.0, "Active", false);
        check(900, 420, 20.0, "Dormant", true);
    }

    #[test]
    fn never_sold_is_dormant() {
        let mut list = items(1);
        list[0].demand.adi = None.into();
        let found = Lifecycle { cuts: [13.0, 26.0] }.classify(&Stand::of(list), &mut Findings::default());
        assert_eq!(found.class(0), "Dormant");
    }
}
