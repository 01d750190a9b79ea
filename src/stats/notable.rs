//! Numbers of items that something holds of which holds of few: noted while an item is made and still at hand, so
//! that nobody has to look through all of them again.

use super::item::{History, Item};

/// Items by what holds of them, in their order.
#[derive(Debug, Clone, Default)]
pub struct Notable {
    /// Some periods do not count as they were sold, or are worth a look.
    pub apart: Vec<u32>,
    /// Something was sold, in too few periods for a spread.
    pub short: Vec<u32>,
    /// Sized by their course over the year.
    pub seasonal: Vec<u32>,
    /// The item master gives a target or a least stock.
    pub settings: Vec<u32>,
}

impl Notable {
    /// Of items that are there already.
    pub fn of(items: &[Item]) -> Self {
        let mut notable = Notable::default();
        (0..).zip(items).for_each(|(number, item)| notable.note(number, item));
        notable
    }

    /// Notes an item; they come in their order.
    #[inline]
    pub(super) fn note(&mut self, number: u32, item: &Item) {
        if !item.record.apart.is_empty() {
            self.apart.push(number);
        }
        if is_short(item) {
            self.short.push(number);
        }
        if item.record.season.as_ref().is_some_and(|season| season.seasonal) {
            self.seasonal.push(number);
        }
        if item.master.service_level.is_some() || item.master.min_units.is_some() {
            self.settings.push(number);
        }
    }
}

/// Something was sold, in too few periods for a spread.
pub(super) fn is_short(item: &Item) -> bool {
    item.demand.history == History::TooShort && item.demand.mean.get().is_some_and(|mean| mean > 0.0)
}
