//! What an item takes from its segment, because its own history is too short to say it: a coefficient of variation,
//! and the course over the year.
//!
//! In: the items and their segments. Out: the items that borrow, as their stock is sized; the others are left alone.

use rustc_hash::FxHashMap;

use super::item::{History, Item};
use super::notable::{self, Notable};
use super::season::{self, Indices, IndicesFrom};

/// A coefficient of variation that an item borrows.
#[derive(Debug, Clone, PartialEq)]
pub struct Borrowed {
    /// The median of the items it is taken from.
    pub cv: f64,
    /// How many they are.
    pub items: u32,
    /// Their segment; none where none of its items has one and all items were taken.
    pub segment: Option<String>,
}

/// Items that borrow, by number.
pub type Fitted = FxHashMap<u32, Item>;

/// The items that borrow. `segment_of` gives each item the place of its segment's name.
pub fn fitted(items: &[Item], notable: &Notable, names: &[String], segment_of: &[u32]) -> Fitted {
    let mut needy = notable.short.clone();
    needy.extend(notable.seasonal.iter().filter(|number| at(items, **number).is_some_and(has_thin_season)));
    needy.sort_unstable();
    needy.dedup();
    let mut fitted = Fitted::default();
    if needy.is_empty() {
        return fitted;
    }
    let lenders = Lenders::new(items, notable, names, segment_of);
    for number in needy {
        if let Some((item, segment)) = at(items, number).zip(at(segment_of, number)) {
            fitted.insert(number, lenders.fit(item, *segment as usize));
        }
    }
    fitted
}

fn at<T>(all: &[T], number: u32) -> Option<&T> {
    all.get(number as usize)
}

/// Seasonal by indices that are its own though thin: no category has lent it any.
fn has_thin_season(item: &Item) -> bool {
    item.record
        .season
        .as_ref()
        .is_some_and(|season| season.seasonal && season.thin && *season.from() == IndicesFrom::Own)
}

/// What segments lend; spreads where any item is short of one.
struct Lenders<'a> {
    names: &'a [String],
    spreads: Vec<Option<(f64, u32)>>,
    all: Option<(f64, u32)>,
    indices: Vec<Option<Indices>>,
}

impl<'a> Lenders<'a> {
    fn new(items: &'a [Item], notable: &Notable, names: &'a [String], segment_of: &[u32]) -> Self {
        let (mut spreads, mut all) = (Vec::new(), None);
        if !notable.short.is_empty() {
            let mut cvs: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
            items.iter().zip(segment_of).for_each(|(item, segment)| lend(item, *segment, &mut cvs));
            let has_none = |number: &u32| {
                let of = at(segment_of, *number).and_then(|segment| at(&cvs, *segment));
                of.is_none_or(Vec::is_empty)
            };
            all = if notable.short.iter().any(has_none) { median(cvs.concat()) } else { None };
            spreads = cvs.into_iter().map(median).collect();
        }
        let mut seasons: Vec<Vec<&Indices>> = vec![Vec::new(); names.len()];
        for number in &notable.seasonal {
            let own = at(items, *number).and_then(|item| item.record.season.as_ref()?.contribution());
            let of = at(segment_of, *number).and_then(|segment| seasons.get_mut(*segment as usize));
            of.zip(own).into_iter().for_each(|(of, own)| of.push(own));
        }
        let shared = |of: Vec<&Indices>| if of.len() > 1 { season::group(of.into_iter()) } else { None };
        Lenders { names, spreads, all, indices: seasons.into_iter().map(shared).collect() }
    }

    fn fit(&self, item: &Item, segment: usize) -> Item {
        let mut item = item.clone();
        let name = self.names.get(segment).cloned();
        let spread = self.spreads.get(segment).copied().flatten();
        if notable::is_short(&item)
            && let Some((cv, items)) = spread.or(self.all)
        {
            let segment = if spread.is_some() { name.clone() } else { None };
            item.demand.sd = item.demand.mean.get().map(|mean| mean * cv).into();
            item.demand.history = History::Enough;
            item.record.borrowed = Some(Box::new(Borrowed { cv, items, segment }));
        }
        if let Some((season, indices)) =
            item.record.season.as_mut().zip(self.indices.get(segment).copied().flatten())
        {
            **season = season.with(&indices, IndicesFrom::Segment(name.unwrap_or_default()));
        }
        item
    }
}

/// Adds the coefficient of variation that an item lends to those of its segment. Never inlined: a browser compiles
/// what is called often for speed, but not a loop that is entered once.
#[inline(never)]
fn lend(item: &Item, segment: u32, cvs: &mut [Vec<f64>]) {
    if item.demand.history == History::Enough
        && let (Some(cv), Some(of)) = (item.demand.cv.get(), cvs.get_mut(segment as usize))
    {
        of.push(cv);
    }
}

/// The middle value, the mean of two, and how many there are.
fn median(mut values: Vec<f64>) -> Option<(f64, u32)> {
    let count = values.len();
    let middle = count.checked_sub(1)? / 2;
    let (_, low, above) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let high = if count % 2 == 1 { *low } else { above.iter().copied().min_by(f64::total_cmp)? };
    Some((0.5 * (*low + high), count as u32))
}

#[cfg(test)]
mod tests {
    use super::super::item::tests::item;
    use super::*;

    /// An item sold once, for 8, with others of these coefficients in its segment and one of 3 in another.
    fn borrowed(own: &[f64]) -> Item {
        let mut items: Vec<Item> = own.iter().map(|cv| item(10.0, 10.0 * cv, true)).collect();
        items.push(item(10.0, 30.0, true));
        let mut short = item(8.0, 0.0, true);
        (short.demand.sd, short.demand.cv) = (None.into(), None.into());
        short.demand.history = History::TooShort;
        items.push(short);
        let mut segments = vec![1; items.len()];
        segments[own.len()] = 0;
        let names = ["A".to_owned(), "B".to_owned()];
        let fitted = fitted(&items, &Notable::of(&items), &names, &segments);
        assert_eq!(fitted.len(), 1);
        fitted[&(items.len() as u32 - 1)].clone()
    }

    #[test]
    fn a_short_history_takes_the_median_of_its_segment() {
        let found = borrowed(&[0.5, 2.0, 1.0]);
        assert_eq!((found.demand.sd.get(), found.demand.history), (Some(8.0), History::Enough));
        let from = Borrowed { cv: 1.0, items: 3, segment: Some("B".to_owned()) };
        assert_eq!(found.record.borrowed.as_deref(), Some(&from));
        assert_eq!(borrowed(&[0.5, 1.0]).demand.sd.get(), Some(6.0));
    }

    #[test]
    fn a_segment_without_any_gives_way_to_all_items() {
        let found = borrowed(&[]);
        let from = Borrowed { cv: 3.0, items: 1, segment: None };
        assert_eq!((found.demand.sd.get(), found.record.borrowed.as_deref()), (Some(24.0), Some(&from)));
    }
}
