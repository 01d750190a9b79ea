//! Scenarios side by side.

use super::super::policy::ServiceWeight;
use super::super::written::answers;
use super::SegmentRow;

answers! {
    /// What a scenario comes to.
    ScenarioRow {
        /// Its name; empty for the policy itself.
        name: String,
        /// Items that are otherwise than they are.
        touched: f64,
        /// All items.
        total: SegmentRow,
        /// By segment, in code point order: the same segments in every scenario.
        segments: Vec<SegmentRow>,
    }
}

answers! {
    /// The policy and its scenarios.
    ScenariosAnswer {
        /// What weighs rates.
        weight: ServiceWeight,
        /// The policy first, then its scenarios in their order.
        rows: Vec<ScenarioRow>,
    }
}
