//! Which supplier an item has, and how many of that supplier's lines are on time.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::data::dataset::{Dataset, Unit};
use crate::data::receipts::Line;
use crate::protocol::policy::UnitField;
use crate::stats::lead_time::Supply;

/// For each unit the share of its supplier's lines received on the promised day or before, over all items and
/// locations of that supplier; none without a supplier, or where none of its lines has a promised day.
pub fn on_time(dataset: &Dataset) -> Vec<Option<f64>> {
    let supply = Supply::new(&dataset.receipts_file, &dataset.lines.complete);
    let shares: FxHashMap<&str, Option<f64>> =
        supply.suppliers().map(|(supplier, spread)| (supplier, spread.on_time)).collect();
    suppliers(dataset).into_iter().map(|supplier| *shares.get(supplier?)?).collect()
}

/// For each unit its supplier: the items table's, else that of most of its lines at its location, ties by name.
pub fn suppliers(dataset: &Dataset) -> Vec<Option<&str>> {
    let mut of_item: FxHashMap<&str, Vec<&Line>> = FxHashMap::default();
    for line in &dataset.lines.complete {
        of_item.entry(&line.item).or_default().push(line);
    }
    let located = dataset.lines.complete.iter().any(|line| line.location.is_some());
    let place = dataset.fields.iter().position(|field| located && *field == UnitField::Location);
    let of_unit = |unit| {
        let named = dataset.master_of(unit).and_then(|row| row.supplier.as_deref());
        named.or_else(|| main_supplier(of_item.get(unit.key.first())?, unit, place))
    };
    dataset.units.iter().map(of_unit).collect()
}

/// The supplier of most of a unit's lines; `place` is where its key has a location that the lines have too.
fn main_supplier<'l>(lines: &[&'l Line], unit: &Unit, place: Option<usize>) -> Option<&'l str> {
    let here = place.and_then(|place| unit.key.field(place));
    let at_hand = lines.iter().filter(|line| here.is_none() || line.location.as_deref() == here);
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for supplier in at_hand.filter_map(|line| line.supplier.as_deref()) {
        *counts.entry(supplier).or_default() += 1;
    }
    counts.into_iter().min_by_key(|&(name, count)| (Reverse(count), name)).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::dataset::Parts;
    use crate::data::key::Key;

    fn line(item: &str, location: &str, supplier: &str, late: Option<i32>) -> Line {
        Line {
            item: item.to_owned(),
            location: Some(location.to_owned()),
            supplier: Some(supplier.to_owned()),
            lead_time: 10,
            late,
        }
    }

    #[test]
    fn most_lines_at_the_location_say_who_supplies_and_all_its_lines_how_well() {
        let mut dataset = Dataset::new(Parts::default());
        dataset.fields = vec![UnitField::Item, UnitField::Location];
        let unit = |item: &str, location: &str| Unit {
            key: Key::of(&[item, location]),
            history: None,
            statistics: None,
            master: None,
        };
        dataset.units = vec![unit("a", "north"), unit("a", "south"), unit("b", "north"), unit("c", "north")];
        dataset.lines.complete = vec![
            line("a", "north", "Slow", Some(3)),
            line("a", "south", "Exact", Some(0)),
            line("a", "south", "Exact", Some(-1)),
            line("b", "north", "Slow", Some(0)),
            line("b", "north", "Exact", Some(1)),
            line("c", "north", "Mute", None),
        ];
        let third = Some(2.0 / 3.0);
        assert_eq!(on_time(&dataset), [Some(0.5), third, third, None], "a tie of b goes to Exact");
    }
}
