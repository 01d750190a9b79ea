//! The stock of a seasonal item over the year: for each slot what it would be if the interval began there.

use super::{Basis, Bounds, Terms};
use crate::policy::Target;
use crate::protocol::policy::Model;
use crate::stats::Item;

/// Stock at the beginning of a slot of the year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// Periods from the end of the data to its beginning.
    pub from: f64,
    /// Demand of a period relative to the mean.
    pub index: f64,
    /// Mean demand over the interval that begins here, units.
    pub mean: f64,
    /// Safety stock, units.
    pub safety_stock: f64,
    /// Reorder point or order-up-to level, units.
    pub reorder_point: f64,
}

/// The stock of each slot of the year, from the end of the data; empty for an item without a season.
pub fn profile(item: &Item, model: Model, terms: Terms, target: Target, bounds: &Bounds) -> Vec<Slot> {
    let Some(course) = item.record.season.as_ref().and_then(|season| season.course()) else {
        return Vec::new();
    };
    let each = course.year() / course.indices().len() as f64;
    let slot = |(place, index): (usize, &f64)| {
        let from = place as f64 * each;
        let basis = Basis::starting(item, model, terms, from).ok()?;
        let position = basis.position(target, bounds)?;
        Some(Slot {
            from,
            index: *index,
            mean: basis.interval().mean,
            safety_stock: position.safety_stock,
            reorder_point: position.reorder_point,
        })
    };
    course.indices().iter().enumerate().filter_map(slot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Period, PolicyFile};
    use crate::stats::Season;
    use crate::stats::item::tests::item;

    #[test]
    fn stock_follows_the_course_of_the_year() {
        let year = [2.0, 2.0, 4.0, 8.0, 16.0, 24.0, 28.0, 20.0, 8.0, 4.0, 2.0, 2.0];
        let mut item = item(10.0, 9.0, false);
        let terms = Terms::new(&PolicyFile::default(), Period::Month);
        let of =
            |item: &Item| profile(item, Model::Gamma, terms, Target::CycleService(0.95), &Bounds::default());
        assert_eq!(of(&item), []);
        item.record.season =
            Season::new(&[year, year.map(|value| value + 1.0), year].concat(), Period::Month).map(Box::new);
        let found = of(&item);
        assert_eq!((found.len(), found[3].from), (12, 3.0));
        assert!(found[6].safety_stock > 3.0 * found[10].safety_stock, "{found:?}");
        let now = Basis::new(&item, Model::Gamma, terms).unwrap();
        let stock = now.position(Target::CycleService(0.95), &Bounds::default()).unwrap().safety_stock;
        assert_eq!(found[0].safety_stock, stock);
    }
}
