//! Key figures, the matrix, segments and the uniform policies beside them.

use super::super::policy::{Review, ServiceWeight, Target};
use super::super::written::answers;
use super::FindingView;

answers! {
    /// Figures of one segment, of all, or of a uniform policy.
    SegmentRow {
        /// The segment.
        segment: String,
        /// Items in it.
        items: f64,
        /// Items with a safety stock.
        stocked: f64,
        /// Items with a known cost: what the money covers.
        costed: f64,
        /// The target, where all of it shares one.
        target: Option<Target>,
        /// Demand a year, units.
        annual_demand: f64,
        /// Revenue a year.
        annual_revenue: Option<f64>,
        /// Share of all revenue, a fraction.
        revenue_share: Option<f64>,
        /// Safety stock, units.
        safety_stock: f64,
        /// Safety stock, money.
        safety_stock_value: Option<f64>,
        /// Cycle stock, money.
        cycle_stock_value: Option<f64>,
        /// Average inventory, money.
        average_inventory_value: Option<f64>,
        /// Holding cost a year.
        holding_cost: Option<f64>,
        /// Turns a year.
        turns: Option<f64>,
        /// Safety stock, days of demand (by value where costs are known, else by units).
        days_of_cover: Option<f64>,
        /// Reached cycle service, weighted.
        cycle_service_level: Option<f64>,
        /// Reached fill rate, weighted.
        fill_rate: Option<f64>,
        /// Expected units short a year.
        units_short: f64,
        /// Share of the value that rests on assumed order quantities.
        assumed_order_quantity_share: f64,
    }
}

answers! {
    /// A class on an axis of the matrix.
    AxisClass {
        /// Its name in a segment's name.
        name: String,
        /// Its border in words of numbers: lower and upper cut, where it has one.
        from: Option<f64>,
        /// See `from`.
        to: Option<f64>,
    }
}

answers! {
    /// A dimension as an axis.
    Axis {
        /// The dimension's kind; `column` gives the column's name in `title`.
        dimension: String,
        /// The column's name or the measure used.
        title: String,
        /// Its classes, best first.
        classes: Vec<AxisClass>,
        /// Items within 10 % of a border.
        near_border: f64,
    }
}

answers! {
    /// A cell of the matrix: the items of one tuple.
    MatrixCell {
        /// The segment the tuple belongs to, after merges.
        segment: String,
        /// Its figures; `segment` there is the tuple.
        row: SegmentRow,
    }
}

answers! {
    /// Two dimensions against each other; with one dimension there is one column.
    Matrix {
        /// Down.
        rows: Axis,
        /// Across; none with a single dimension.
        columns: Option<Axis>,
        /// Row by row; a tuple without items has none.
        cells: Vec<Vec<Option<MatrixCell>>>,
        /// A row of the matrix added up.
        row_totals: Vec<SegmentRow>,
        /// A column added up.
        column_totals: Vec<SegmentRow>,
    }
}

answers! {
    /// How many items have a status.
    StatusCount {
        /// The status, as exported.
        status: String,
        /// Items.
        items: f64,
    }
}

answers! {
    /// Key figures, matrix and segments.
    SummaryAnswer {
        /// First day of the data, days from 1970-01-01.
        first_day: Option<i32>,
        /// Last day.
        last_day: Option<i32>,
        /// What the overall rates are weighted by.
        weight: ServiceWeight,
        /// How often stock is looked at, which every shown rate rests on.
        review: Review,
        /// All items.
        total: SegmentRow,
        /// Segments in code point order.
        segments: Vec<SegmentRow>,
        /// The policy's uniform target for all items.
        same_target: UniformRow,
        /// The dimensions against each other, where there are one or two.
        matrix: Option<Matrix>,
        /// Statuses, the commonest first.
        statuses: Vec<StatusCount>,
        /// What is odd in policy and results.
        findings: Vec<FindingView>,
    }
}

answers! {
    /// A uniform policy.
    UniformRow {
        /// Its figures; none where no such policy exists.
        row: Option<SegmentRow>,
        /// The cycle service level found.
        target: Option<f64>,
        /// Why there is none, or what it was compared in; may be empty.
        remark: String,
        /// Safety stock value (or units where costs are missing) of each segment under it, in order.
        by_segment: Vec<f64>,
    }
}

answers! {
    /// The searched uniform policies.
    CompareAnswer {
        /// As much safety stock.
        same_capital: UniformRow,
        /// The same overall fill rate.
        same_service: UniformRow,
    }
}
