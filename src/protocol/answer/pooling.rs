//! Risk pooling: safety stock held apart against held together.

use super::super::policy::UnitField;
use super::super::written::answers;

answers! {
    /// A segment, or all.
    PoolingSegment {
        /// The segment.
        segment: String,
        /// Stocking units in it that could share with others.
        units: f64,
        /// Their safety stock as it is, money (units where the item has no cost).
        separate: f64,
        /// Their share of what all would hold together.
        shared: f64,
    }
}

answers! {
    /// An item held at several places.
    PoolingItem {
        /// The item and the fields it would still be held apart by.
        key: Vec<String>,
        /// Places it is held at.
        places: u32,
        /// Mean correlation of demand at two of them; none where no two vary.
        correlation: Option<f64>,
        /// Safety stock as it is, units.
        separate: f64,
        /// Safety stock held together, units.
        shared: f64,
        /// The difference in money; none without a cost.
        saved: Option<f64>,
    }
}

answers! {
    /// What holding stock apart costs.
    PoolingAnswer {
        /// The field of the stocking unit that would be shared across; none where the unit has no such field.
        across: Option<UnitField>,
        /// Items held at two places or more.
        items: f64,
        /// All of those together; `segment` there is `Total`.
        total: PoolingSegment,
        /// By segment, in code point order; at most 300.
        segments: Vec<PoolingSegment>,
        /// A window of the items, the largest saving first.
        rows: Vec<PoolingItem>,
        /// Items before the window.
        offset: u32,
    }
}
