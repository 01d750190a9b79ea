//! Segments then and now: who moved where, which moves are real, and what they cost.

use super::super::written::answers;

answers! {
    /// How many items went from one segment to another.
    MigrationCell {
        /// The segment then.
        from: String,
        /// The segment now; the same for items that stayed.
        to: String,
        /// Items.
        items: f64,
        /// Of those that moved: how many did so beyond what chance explains.
        real: f64,
    }
}

answers! {
    /// A class of an item that is another one now.
    MovedClass {
        /// The dimension.
        dimension: String,
        /// The class then.
        before: String,
        /// The class now.
        after: String,
        /// The figure it is classed by now.
        figure: Option<f64>,
        /// The border it crossed, in the same measure.
        border: Option<f64>,
        /// The lower end of the figure's 90 % interval over draws of the item's own periods.
        low: Option<f64>,
        /// The upper end.
        high: Option<f64>,
        /// Whether the border lies outside of that interval; also where the class is a fact that no draw changes.
        real: bool,
    }
}

answers! {
    /// An item in another segment than then.
    MovedItem {
        /// Its number in key order.
        index: u32,
        /// Its key.
        key: Vec<String>,
        /// Its segment then.
        from: String,
        /// Its segment now.
        to: String,
        /// Whether it moved beyond what chance explains.
        real: bool,
        /// Whether chance was looked at: not where all that changed is a computed group.
        judged: bool,
        /// Its classes that changed; none where a rule, an override or a merge moved it.
        classes: Vec<MovedClass>,
        /// Its safety stock then, units.
        stock_before: Option<f64>,
        /// Its safety stock now, units.
        stock_after: Option<f64>,
        /// The difference in money; above 0 to be bought.
        value: Option<f64>,
    }
}

answers! {
    /// A review: an earlier time against now, under the policy as it is.
    ReviewAnswer {
        /// Items known at both times.
        items: f64,
        /// Items of now that were not known then.
        new: f64,
        /// Items of then that are gone.
        gone: f64,
        /// Items whose segment is another one.
        moved: f64,
        /// Of those, the moves beyond what chance explains.
        real: f64,
        /// Of the moved, those for which chance was looked at.
        judged: f64,
        /// The migration matrix, row by row in code point order; at most 400 cells, those with most items where
        /// there are more.
        matrix: Vec<MigrationCell>,
        /// A window of the items that moved: real moves first, then by money.
        rows: Vec<MovedItem>,
        /// Items before the window.
        offset: u32,
        /// Safety stock to be bought for items that moved, money.
        churn_bought: f64,
        /// Safety stock that becomes too much for items that moved, money.
        churn_freed: f64,
        /// Safety stock of the items known at both times then, money.
        value_before: f64,
        /// The same now.
        value_after: f64,
        /// Mean demand of those items then, money a year (units where no cost is known).
        demand_before: f64,
        /// The same now.
        demand_after: f64,
        /// Share of the items whose mean demand left the 90 % interval of what it was then; a fraction; none where the
        /// earlier time is known by its results alone.
        drifted: Option<f64>,
    }
}
