//! Categories share their course over the year with those of their items whose own is thin.

use rustc_hash::FxHashMap;

use super::item::Item;
use super::season::{self, Indices, IndicesFrom};
use crate::data::dataset::Dataset;

/// Items whose own indices are thin take those of the seasonal items of their category, where the items table has
/// one.
pub fn share(dataset: &Dataset, items: &mut [Item]) {
    if !dataset.has_categories() {
        return;
    }
    let categories: Vec<Option<&str>> = dataset.units.iter().map(|unit| dataset.category(unit)).collect();
    let mut members: FxHashMap<&str, Vec<&Indices>> = FxHashMap::default();
    for (item, category) in items.iter().zip(&categories) {
        let own = item.record.season.as_ref().and_then(|season| season.contribution());
        if let Some((category, own)) = category.zip(own) {
            members.entry(category).or_default().push(own);
        }
    }
    let shared: FxHashMap<&str, Indices> = members
        .into_iter()
        .filter(|(_, of)| of.len() > 1)
        .filter_map(|(category, of)| Some((category, season::group(of.into_iter())?)))
        .collect();
    for (item, category) in items.iter_mut().zip(&categories) {
        let Some(category) = category else { continue };
        let Some((season, indices)) = item.record.season.as_mut().zip(shared.get(category)) else { continue };
        **season = season.with(indices, IndicesFrom::Category((*category).to_owned()));
    }
}
