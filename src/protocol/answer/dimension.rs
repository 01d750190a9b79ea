//! A dimension as a drawing on which its cut-offs are moved: bins or a Pareto curve, never a list of items.

use super::super::written::{answers, names};

names! {
    /// What a dimension's cut-offs are compared with.
    CutMeasure {
        /// Nothing: its classes have no borders that could be moved.
        None = "none",
        /// The figure itself: draw the histogram.
        Amount = "amount",
        /// The share of all value that stands before an item, the dearest first: draw the Pareto curve.
        ShareOfValue = "share_of_value",
        /// The share of the items that stand before an item, the largest figure first: draw the curve.
        ShareOfItems = "share_of_items",
    }
}

answers! {
    /// A bar of the histogram.
    DimensionBin {
        /// Least figure in it.
        from: f64,
        /// The next bar's least figure; none of the last bar, which takes everything above.
        to: Option<f64>,
        /// Items in it.
        items: f64,
    }
}

answers! {
    /// A point of the Pareto curve.
    ParetoPoint {
        /// Share of the items up to here, the largest figure first: a fraction.
        items: f64,
        /// Share of the sum of all figures that they hold: a fraction.
        value: f64,
        /// The figure of the last of them.
        figure: f64,
    }
}

answers! {
    /// A cut-off and what lies about it.
    DimensionCut {
        /// As the policy holds it, in terms of the measure.
        at: f64,
        /// The figure at which it falls; none where no item lies beyond it.
        figure: Option<f64>,
        /// Items within 10 % of that figure.
        near: f64,
    }
}

answers! {
    /// A class and how many items it has.
    ClassCount {
        /// Its name.
        class: String,
        /// Items in it.
        items: f64,
        /// Share of the revenue of all items, a fraction; none where no revenue is known.
        revenue_share: Option<f64>,
    }
}

answers! {
    /// One dimension of the policy: where its cut-offs fall and how items lie about them.
    DimensionAnswer {
        /// Its kind.
        dimension: String,
        /// The measure used, or the column's name; may be empty.
        title: String,
        /// What cut-offs are compared with.
        measure: CutMeasure,
        /// The cut-offs in use, in the policy's order; empty where it has none.
        cuts: Vec<DimensionCut>,
        /// Its classes, best first.
        classes: Vec<ClassCount>,
        /// At most 40 bars, ascending; empty unless the measure is `amount`.
        bins: Vec<DimensionBin>,
        /// At most 101 points; empty unless the measure is a share.
        pareto: Vec<ParetoPoint>,
        /// Items without a figure.
        unknown: f64,
        /// Of a demand column outside the stocking unit: the share of quantity that the values shown cover.
        covered: Option<f64>,
    }
}
