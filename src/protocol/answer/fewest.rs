//! How many segments are worth having.

use super::super::written::{answers, names};

names! {
    /// What capital is counted in.
    CapitalMeasure {
        /// Money: at least 95 % of the items have a cost.
        Money = "money",
        /// Units of stock: too few have one.
        Units = "units",
    }
}

answers! {
    /// A computed group; the highest target first.
    ComputedGroup {
        /// Its segment's name once it is taken over: `G1`, `G2`, ...
        segment: String,
        /// Items in it.
        items: f64,
        /// Its cycle service target, a fraction.
        target: f64,
        /// The optimal service level that parts it from the next group; none of the last.
        cut: Option<f64>,
        /// Its safety stock, in the measure of the answer.
        capital: f64,
    }
}

names! {
    /// Why items are not grouped.
    NotGroupedWhy {
        /// Their segment has a floor.
        Agreement = "agreement",
        /// They have a target or a segment of their own.
        Own = "own",
        /// Nothing was sold in the window.
        NoDemand = "no_demand",
        /// Their safety stock is not computed.
        NoStock = "no_stock",
        /// They have no cost, and money is counted.
        NoCost = "no_cost",
    }
}

answers! {
    /// Items that are not grouped.
    NotGrouped {
        /// Why.
        why: NotGroupedWhy,
        /// How many.
        items: f64,
    }
}

answers! {
    /// So many groups.
    FewestRow {
        /// How many groups.
        groups: u32,
        /// Safety stock of all items at today's overall service.
        capital: f64,
        /// Share of the saving from one target for all to a target an item that they keep, a fraction; none where
        /// that saving is below 1 % of the capital under one target for all.
        kept: Option<f64>,
        /// The groups.
        list: Vec<ComputedGroup>,
    }
}

answers! {
    /// For 1, 2, 3, ... groups computed from the data: the capital at today's overall service.
    ///
    /// Items that are not grouped keep their stock and are in every sum. Model and bounds are those of `*`, which hold once groups are taken over.
    FewestAnswer {
        /// What capital is counted in.
        measure: CapitalMeasure,
        /// Today's overall fill rate, which every row serves; none where no item has a safety stock.
        fill_rate: Option<f64>,
        /// Today's capital.
        today: f64,
        /// How many segments the policy has today.
        today_segments: u32,
        /// Share of the possible saving that today's policy keeps; below 0 where it costs more than one target for all.
        today_kept: Option<f64>,
        /// Capital with one target for all.
        uniform: Option<f64>,
        /// Capital with a target an item.
        item_by_item: Option<f64>,
        /// What the whole of the fill rate is worth at that optimum: the price of the `computed` dimension.
        price: Option<f64>,
        /// One row a count, ascending; empty where there is nothing to choose.
        rows: Vec<FewestRow>,
        /// Items whose stock is chosen.
        free: f64,
        /// Items that keep theirs.
        fixed: f64,
        /// The same by why; those without any are left out.
        aside: Vec<NotGrouped>,
        /// Segments with a floor: they keep their items and settings when groups are taken over.
        agreements: Vec<String>,
        /// Why there are no rows; may be empty.
        remark: String,
    }
}
