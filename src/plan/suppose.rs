//! What if: items as a scenario supposes them.
//!
//! In: results and suppositions. Out: the same items with other lead times, order quantities, reviews, holding rates
//! and demand. Segments stay as they are: what is compared is the same items in the same segments. Suppositions act one
//! after the other, so that a second one starts from what the first one left.

use std::rc::Rc;

use super::Results;
use crate::protocol::scenario::{Supposed, SupposedOf, Supposition};
use crate::stats::borrow::Fitted;
use crate::stats::portfolio::Portfolio;
use crate::stats::{Item, Origin};
use crate::stock::bootstrap::rescale;

/// Items as they are supposed to be.
#[derive(Debug)]
pub struct Supposing {
    /// All of them.
    pub portfolio: Rc<Portfolio>,
    /// Those of them that borrow from their segment.
    pub fitted: Rc<Fitted>,
    /// How many are otherwise than they are.
    pub touched: u32,
}

/// The items of results under suppositions; `suppliers` are theirs, in key order.
pub fn suppose(results: &Results, suppliers: &[Option<&str>], suppositions: &[Supposition]) -> Supposing {
    let mut portfolio = Portfolio::clone(&results.portfolio);
    let mut fitted = Fitted::clone(&results.fitted);
    let mut touched = 0;
    for (number, item) in portfolio.items.iter_mut().enumerate() {
        let meant = |one: &&Supposition| match one.of {
            SupposedOf::All => true,
            SupposedOf::Item => results.items().get(number).is_some_and(|of| of.key.first() == one.name),
            SupposedOf::Supplier => suppliers.get(number).copied().flatten() == Some(one.name.as_str()),
            SupposedOf::Segment => results.segmentation.name(number) == one.name,
        };
        let before = touched;
        for one in suppositions.iter().filter(meant) {
            touched = before + 1;
            change(item, one);
            if let Some(borrowing) = fitted.get_mut(&(number as u32)) {
                change(borrowing, one);
            }
        }
    }
    Supposing { portfolio: Rc::new(portfolio), fitted: Rc::new(fitted), touched }
}

fn change(item: &mut Item, one: &Supposition) {
    let moved = |value: f64| one.to.unwrap_or_else(|| one.times.unwrap_or(1.0) * value);
    let figure = match one.what {
        Supposed::LeadTime => &mut item.lead_time.days,
        Supposed::LeadTimeSd => &mut item.lead_time.sd_days,
        Supposed::OrderQuantity => &mut item.master.order_quantity,
        Supposed::Review => &mut item.master.review_days,
        Supposed::HoldingRate => &mut item.master.holding_rate,
        Supposed::Demand => return demand(item, one.times.unwrap_or(1.0)),
    };
    figure.value = moved(figure.value);
    if one.what == Supposed::OrderQuantity {
        figure.origin = Origin::Default; // it is typed, and assumed no more
    }
}

/// Demand and its deviation by so many times; an order quantity that stands for a week's demand moves along.
fn demand(item: &mut Item, times: f64) {
    let from = item.clone();
    rescale(item, &from, times, times);
    if item.master.order_quantity.origin == Origin::Assumed {
        item.master.order_quantity.value *= times;
    }
}

/// A record of demand and lead times, as draws take it, after the item it is of was supposed to be otherwise: demand by
/// as many times, lead times about their new mean with their new deviation.
pub fn redrawn(record: &mut crate::stock::drawn::Record, from: &Item, to: &Item, period_days: f64) {
    let share = |of: Option<f64>, before: Option<f64>| of.zip(before).map_or(1.0, |(of, before)| of / before);
    let times = share(to.demand.mean.get(), from.demand.mean.get().filter(|mean| *mean > 0.0));
    record.periods.iter_mut().for_each(|value| *value *= times);
    let (old, new) = (&from.lead_time, &to.lead_time);
    let wider = if old.sd_days.value > 0.0 { new.sd_days.value / old.sd_days.value } else { 1.0 };
    let mean = record.lead_times.iter().sum::<f64>() / record.lead_times.len().max(1) as f64;
    let later = (new.days.value - old.days.value) / period_days;
    for lead_time in &mut record.lead_times {
        *lead_time = (mean + later + (*lead_time - mean) * wider).max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::item::tests::item;

    fn supposed(what: Supposed, times: Option<f64>, to: Option<f64>) -> Item {
        let mut item = item(20.0, 6.0, false);
        change(&mut item, &Supposition { what, times, to, ..Supposition::default() });
        item
    }

    #[test]
    fn each_input_is_set_or_multiplied() {
        assert_eq!(supposed(Supposed::LeadTime, Some(1.5), None).lead_time.days.value, 21.0);
        assert_eq!(supposed(Supposed::LeadTimeSd, None, Some(3.0)).lead_time.sd_days.value, 3.0);
        assert_eq!(supposed(Supposed::Review, None, Some(7.0)).master.review_days.value, 7.0);
        assert_eq!(supposed(Supposed::HoldingRate, Some(0.5), None).master.holding_rate.value, 0.1);
        let quantity = supposed(Supposed::OrderQuantity, Some(2.0), None).master.order_quantity;
        assert_eq!((quantity.value, quantity.origin), (100.0, Origin::Default));
    }

    #[test]
    fn demand_moves_with_its_deviation_and_what_stands_for_a_week_of_it() {
        let item = supposed(Supposed::Demand, Some(1.2), None);
        assert_eq!((item.demand.mean.get(), item.demand.sd.get()), (Some(24.0), Some(6.0 * 1.2)));
        assert_eq!(item.master.order_quantity.value, 60.0);
    }
}
