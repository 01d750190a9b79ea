//! Single overrides: which of the policy's lines about one item holds for an item, and until when.
//!
//! An override names the item and, if it likes, further fields of the stocking unit: the one that names more
//! fields holds first, then the earlier one. Segment and target are looked up apart, so that one line may set
//! the one and another line the other.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::data::key::Key;
use crate::math::civil::existing_day_of;
use crate::order;
use crate::protocol::policy::{Override, UnitField};

/// A policy's overrides, found by an item's key.
#[derive(Debug, Clone)]
pub struct Singles<'p> {
    overrides: &'p [Override],
    unit: &'p [UnitField],
    /// Item to the positions of its overrides, the first to hold first.
    by_item: HashMap<&'p str, Vec<usize>, FxBuildHasher>,
    /// Overrides whose last day has passed.
    expired: usize,
}

impl<'p> Singles<'p> {
    /// The overrides that hold on `today`, a day counted from 1970-01-01; `unit` is the order of fields in keys.
    pub fn new(overrides: &'p [Override], unit: &'p [UnitField], today: i32) -> Self {
        let mut singles = Singles { overrides, unit, by_item: HashMap::default(), expired: 0 };
        for (position, single) in overrides.iter().enumerate() {
            if has_passed(single, today) {
                singles.expired += 1;
            } else {
                singles.by_item.entry(single.item.trim()).or_default().push(position);
            }
        }
        let named = |position: &usize| overrides.get(*position).map_or(0, named_fields);
        for positions in singles.by_item.values_mut() {
            order::sort_by(positions, |one, other| named(other).cmp(&named(one)).then(one.cmp(other)));
        }
        singles
    }

    /// The first override of a key that sets what is asked for: `sets` says whether one does.
    pub fn find(&self, key: &Key, sets: impl Fn(&Override) -> bool) -> Option<(usize, &'p Override)> {
        self.matching(key).find(|(_, single)| sets(single))
    }

    /// The overrides of a key with their positions in the policy, the first to hold first.
    pub fn matching(&self, key: &Key) -> impl Iterator<Item = (usize, &'p Override)> {
        let item = if self.by_item.is_empty() { None } else { self.field(key, UnitField::Item) };
        let of_item = item.and_then(|item| self.by_item.get(item));
        let positions = of_item.map(Vec::as_slice).unwrap_or_default().iter();
        positions
            .filter_map(|&position| Some((position, self.overrides.get(position)?)))
            .filter(move |(_, single)| self.matches(single, key))
    }

    /// Whether none holds.
    pub fn is_empty(&self) -> bool {
        self.by_item.is_empty()
    }

    /// How many overrides no longer hold.
    pub fn expired(&self) -> usize {
        self.expired
    }

    /// The overrides that still hold, with their positions in the policy.
    pub fn holding(&self) -> impl Iterator<Item = (usize, &'p Override)> {
        let positions = self.by_item.values().flatten();
        positions.filter_map(|&position| Some((position, self.overrides.get(position)?)))
    }

    fn field<'k>(&self, key: &'k Key, field: UnitField) -> Option<&'k str> {
        let position = self.unit.iter().position(|&of_unit| of_unit == field)?;
        key.field(position)
    }

    fn matches(&self, single: &Override, key: &Key) -> bool {
        others(single).into_iter().all(|(field, wanted)| match wanted {
            Some(wanted) => self.field(key, field) == Some(wanted.trim()),
            None => true,
        })
    }
}

fn others(single: &Override) -> [(UnitField, Option<&String>); 3] {
    [
        (UnitField::Location, single.location.as_ref()),
        (UnitField::Channel, single.channel.as_ref()),
        (UnitField::Customer, single.customer.as_ref()),
    ]
}

fn named_fields(single: &Override) -> usize {
    others(single).iter().filter(|(_, wanted)| wanted.is_some()).count()
}

fn has_passed(single: &Override, today: i32) -> bool {
    single.until.as_deref().and_then(iso_day).is_some_and(|last| last < today)
}

/// A day written `2026-11-22`, counted from 1970-01-01; none where it is written otherwise or does not exist.
///
/// ```
/// use segmented_safety_stock::segment::single::iso_day;
/// assert_eq!(iso_day("2000-02-29"), Some(11_016));
/// assert_eq!((iso_day("2001-02-29"), iso_day("29.02.2000")), (None, None));
/// ```
pub fn iso_day(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    let shape = |(position, byte): (usize, &u8)| match position {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if bytes.len() != 10 || !bytes.iter().enumerate().all(shape) {
        return None;
    }
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    existing_day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn single(item: &str, location: Option<&str>, until: Option<&str>) -> Override {
        let owned = |text: &str| text.to_owned();
        let (location, until) = (location.map(owned), until.map(owned));
        Override {
            item: owned(item),
            location,
            until,
            segment: Some("Held".to_owned()),
            ..Override::default()
        }
    }

    #[track_caller]
    fn check(overrides: &[Override], key: [&str; 2], today: i32, found: Option<usize>) {
        let unit = [UnitField::Item, UnitField::Location];
        let key = Key::of(&key);
        let singles = Singles::new(overrides, &unit, today);
        let position = singles.find(&key, |single| single.segment.is_some()).map(|(position, _)| position);
        assert_eq!(position, found);
    }

    #[test]
    fn the_override_that_names_more_holds_first() {
        let lines = [single("a", None, None), single(" a ", Some("Kiel"), None), single("a", None, None)];
        check(&lines, ["a", "Kiel"], 0, Some(1));
        check(&lines, ["a", "Bonn"], 0, Some(0));
        check(&lines, ["b", "Kiel"], 0, None);
    }

    #[test]
    fn an_override_holds_through_its_last_day() {
        let lines = [single("a", None, Some("1970-01-11"))];
        check(&lines, ["a", ""], 10, Some(0));
        check(&lines, ["a", ""], 11, None);
        assert_eq!(Singles::new(&lines, &[UnitField::Item], 11).expired(), 1);
    }

    #[test]
    fn a_field_outside_the_stocking_unit_matches_nothing() {
        let lines = [Override { channel: Some("web".to_owned()), ..single("a", None, None) }];
        check(&lines, ["a", "Kiel"], 0, None);
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, day) in
            [("1970-01-01", 0), ("1969-12-31", -1), ("2026-11-22", 20_779), ("1600-03-01", -135_080)]
        {
            assert_eq!(iso_day(text), Some(day), "{text}");
        }
        for text in [
            "",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "1900-02-29",
            "+026-01-01",
            "2026-1-01",
            "２026-01-0",
        ] {
            assert_eq!(iso_day(text), None, "{text}");
        }
    }
}
