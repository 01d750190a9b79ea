//! Criterion: what a unit of stock earns in service, by the cost of being short against the cost of holding.
//!
//! `b*D / (h*Q)`: the larger it is, the higher the cycle service that costs least. Items are ranked by it and the
//! classes are shares of the items, not of their value: the dear items that ABC puts first often stand last here.

use crate::finding::Findings;
use crate::order;
use crate::protocol::policy::DimensionKind;
use crate::stats::Item;

use super::{Classified, Dimension, Measure, Measured, Portfolio, border};

/// Classes by rank of the cost criterion.
///
/// # Source
/// Teunter, Babai & Syntetos (2010), *ABC classification: service levels and inventory costs*, Production and
/// Operations Management 19(3).
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// The shares of items before an item at which A and B end.
    pub cuts: [f64; 2],
}

impl Dimension for Criterion {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let items = portfolio.items();
        let days = portfolio.days_of_a_period();
        let values: Vec<Option<f64>> = items.iter().map(|item| criterion(item, days)).collect();
        let (of_item, borders) = self.ranked(items, &values);
        let measured = Measured::new(Measure::ShareOfItems, "criterion_value", values, self.cuts, borders);
        Classified {
            kind: DimensionKind::Criterion,
            name: "criterion".to_owned(),
            title: String::new(),
            classes: border::three(["A", "B", "C"], self.cuts),
            of_item,
            near_border: measured.near_any(),
            covered: None,
            measured,
        }
    }
}

impl Criterion {
    /// Each item's class, and the figures at which B and C begin.
    fn ranked(&self, items: &[Item], values: &[Option<f64>]) -> (Vec<u32>, Vec<Option<f64>>) {
        let mut ranked: Vec<(usize, f64)> =
            values.iter().enumerate().filter_map(|(number, value)| Some((number, (*value)?))).collect();
        let key = |number: usize| items.get(number).map(|item| &item.key);
        order::sort_by(&mut ranked, |(one, of), (other, than)| {
            than.total_cmp(of).then_with(|| key(*one).cmp(&key(*other)))
        });
        let mut classes = vec![2; items.len()];
        let mut begins = [None; 3];
        for (before, (number, value)) in ranked.iter().enumerate() {
            let class = border::class_after(before as f64 / items.len() as f64, self.cuts);
            if let Some(slot) = classes.get_mut(*number) {
                *slot = class;
            }
            if let Some(first) = begins.get_mut(class as usize) {
                first.get_or_insert(*value);
            }
        }
        (classes, begins.into_iter().skip(1).collect())
    }
}

/// `b*D / (h*Q)` of an item; none where the cost of being short, the cost of holding or demand is not known or not
/// above zero. An item ordered at reviews orders what was sold since the last one: Q is `d*R`.
fn criterion(item: &Item, days_of_a_period: f64) -> Option<f64> {
    let master = &item.master;
    let mean = item.demand.mean.get()?;
    let cost = master.unit_cost.as_ref()?.value;
    let margin = || master.unit_price.as_ref().map(|price| price.value - cost);
    let short = master.stockout_cost.as_ref().map(|short| short.value).or_else(margin)?;
    let holding = master.holding_rate.value * cost;
    let daily = mean / days_of_a_period;
    let ordered = match (master.review_days.value, item.demand.whole_units) {
        (review, _) if review > 0.0 => daily * review,
        (_, true) => (master.order_quantity.value - 1e-9).ceil().max(1.0),
        (_, false) => master.order_quantity.value,
    };
    let known = short > 0.0 && holding > 0.0 && daily > 0.0 && ordered > 0.0;
    known.then(|| short * daily * crate::data::calendar::DAYS_IN_YEAR / (holding * ordered))
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;
    use crate::stats::item::tests::given;

    fn found(list: Vec<Item>) -> Classified {
        Criterion { cuts: [0.2, 0.5] }.classify(&Stand::of(list), &mut Findings::default())
    }

    #[test]
    fn is_shortage_cost_times_demand_over_holding_times_quantity() {
        let mut item = items(1).remove(0);
        item.demand.mean = (1000.0 / 365.25 * 7.0).into();
        (item.master.unit_cost, item.master.holding_rate) = (Some(given(10.0)), given(0.2));
        (item.master.order_quantity, item.master.stockout_cost) = (given(100.0), Some(given(15.0)));
        let value = criterion(&item, 7.0).unwrap();
        // 1 - 1/value is the cycle service that costs least: h 2, Q 100, b 15, D 1000 -> .9866667
        assert!((value - 75.0).abs() < 1e-12 && (1.0 - 1.0 / value - 0.986_666_7).abs() < 1e-7);
        item.master.stockout_cost = None;
        assert_eq!(criterion(&item, 7.0), None);
        item.master.unit_price = Some(given(25.0));
        assert!((criterion(&item, 7.0).unwrap() - 75.0).abs() < 1e-12);
        item.master.review_days = given(36.525);
        assert!((criterion(&item, 7.0).unwrap() - 75.0).abs() < 1e-12, "a tenth of a year's demand is 100");
    }

    #[test]
    fn the_first_fifth_is_a_and_what_has_no_figure_is_c() {
        let mut list = items(10);
        for (number, item) in list.iter_mut().enumerate() {
            item.master.stockout_cost = Some(given((10 - number) as f64));
        }
        list[1].master.unit_cost = None;
        let classes = found(list);
        let letters: String = (0..10).map(|item| classes.class(item).to_owned()).collect();
        assert_eq!(letters, "ACABBBCCCC");
    }

    #[test]
    fn ties_go_by_key() {
        let mut list = items(5);
        for item in &mut list {
            item.master.stockout_cost = Some(given(1.0));
        }
        list.reverse();
        let classes = found(list);
        let letters: String = (0..5).map(|item| classes.class(item).to_owned()).collect();
        assert_eq!(letters, "CCBBA");
        assert_eq!(classes.near_border, 5, "all are as much as the border");
    }
}
