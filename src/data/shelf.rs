//! Days on which the record of service or stock shows a unit's shelf empty, or asked for more than was shipped.
//!
//! In: rows of the service and stock tables. Out: days by unit. A row speaks for a unit only where it gives every
//! field of its key. Sums are exact, days ascend: row order does not show.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::calendar::Day;
use super::key::Key;
use super::master::{field_of, joined};
use super::open::{ServiceRow, StockRow};
use crate::math::exact::Sum;
use crate::protocol::policy::UnitField;

/// A day of a unit that the record speaks of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShelfDay {
    /// The day.
    pub day: Day,
    /// Units asked for.
    pub ordered: f64,
    /// Units shipped.
    pub shipped: f64,
    /// Whether nothing was on hand.
    pub empty: bool,
}

impl ShelfDay {
    /// Whether the shelf was empty, or less was shipped than asked for.
    pub fn is_short(&self) -> bool {
        self.empty || self.shipped < self.ordered
    }
}

/// The days of units that were ever short, by joined key; most never are.
#[derive(Debug, Clone, Default)]
pub struct Shelves {
    of_unit: FxHashMap<String, Vec<ShelfDay>>,
}

#[derive(Default)]
struct Sums {
    ordered: Sum,
    shipped: Sum,
    empty: bool,
}

impl Shelves {
    /// What the rows say about units of the given fields.
    pub fn new(service: &[ServiceRow], stock: &[StockRow], fields: &[UnitField]) -> Self {
        let mut days: FxHashMap<String, BTreeMap<Day, Sums>> = FxHashMap::default();
        let none = |units: Option<f64>| units.is_some_and(|units| units <= 0.0);
        for row in service {
            let Some(key) = key(&row.key, fields) else { continue };
            let sums = days.entry(key).or_default().entry(row.day).or_default();
            sums.ordered.add(row.ordered);
            sums.shipped.add(row.shipped);
            sums.empty |= none(row.on_hand);
        }
        for row in stock.iter().filter(|row| none(row.on_hand.or(row.available))) {
            if let (Some(key), Some(day)) = (key(&row.key, fields), row.as_of) {
                days.entry(key).or_default().entry(day).or_default().empty = true;
            }
        }
        let of_unit = days.into_iter().map(|(key, days)| (key, known(days)));
        let of_unit = of_unit.filter(|(_, days)| days.iter().any(ShelfDay::is_short));
        Shelves { of_unit: of_unit.collect() }
    }

    /// The days known of a unit that was ever short, ascending.
    pub fn of(&self, key: &Key) -> &[ShelfDay] {
        self.of_unit.get(key.text()).map(Vec::as_slice).unwrap_or_default()
    }
}

fn known(days: BTreeMap<Day, Sums>) -> Vec<ShelfDay> {
    let day = |(day, sums): (Day, Sums)| ShelfDay {
        day,
        ordered: sums.ordered.value(),
        shipped: sums.shipped.value(),
        empty: sums.empty,
    };
    days.into_iter().map(day).collect()
}

/// The key of the unit that a row is about; none where it leaves a field open.
fn key(row: &[String; 4], fields: &[UnitField]) -> Option<String> {
    let parts = fields.iter().map(|field| field_of(row, *field));
    (!fields.is_empty() && parts.clone().all(|part| !part.is_empty())).then(|| joined(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(location: &str, day: Day, ordered: f64, shipped: f64, on_hand: Option<f64>) -> ServiceRow {
        let key = ["A", location, "", ""].map(str::to_owned);
        ServiceRow { key, day, ordered, shipped, on_hand }
    }

    #[test]
    fn a_day_is_short_where_the_shelf_was_empty_or_less_was_shipped() {
        let rows = [
            row("N", 3, 5.0, 5.0, Some(0.0)),
            row("N", 2, 4.0, 4.0, Some(7.0)),
            row("N", 1, 4.0, 1.0, None),
            row("N", 1, 2.0, 2.0, None),
            row("", 1, 9.0, 0.0, Some(0.0)),
        ];
        let shelves = Shelves::new(&rows, &[], &[UnitField::Item, UnitField::Location]);
        let found = shelves.of(&Key::of(&["A", "N"]));
        let day = |day, ordered, shipped, empty| ShelfDay { day, ordered, shipped, empty };
        let known = [day(1, 6.0, 3.0, false), day(2, 4.0, 4.0, false), day(3, 5.0, 5.0, true)];
        assert_eq!(found, known);
        assert_eq!(found.iter().map(ShelfDay::is_short).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(shelves.of(&Key::of(&["A", ""])), []);
    }

    #[test]
    fn a_count_of_nothing_is_an_empty_day() {
        let stock = |on_hand, available, as_of| StockRow {
            key: ["A", "", "", ""].map(str::to_owned),
            on_hand,
            available,
            reserved: None,
            as_of,
        };
        let rows =
            [stock(Some(0.0), None, Some(9)), stock(Some(3.0), None, Some(8)), stock(None, Some(0.0), None)];
        let shelves = Shelves::new(&[], &rows, &[UnitField::Item]);
        assert_eq!(shelves.of(&Key::of(&["A"])).iter().map(|day| day.day).collect::<Vec<_>>(), [9]);
    }
}
