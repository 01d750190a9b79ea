//! Whether a policy has too many segments, and which merge would cost least.

use super::super::written::{answers, names};
use super::CapitalMeasure;

names! {
    /// Why a merge is proposed.
    MergeReason {
        /// The policy has more than twelve segments over its planning dimensions: the cheapest merge of all.
        TooMany = "too_many",
        /// One of the two has fewer than ten items: its cheapest partner.
        Small = "small",
        /// It costs less than 2 % of the safety stock of the two.
        Cheap = "cheap",
        /// It is not: what it would cost whoever wants it.
        Possible = "possible",
    }
}

answers! {
    /// Two segments that may as well be one.
    MergeAdvice {
        /// Why.
        reason: MergeReason,
        /// The two segments.
        segments: Vec<String>,
        /// The name offered for both together.
        name: String,
        /// The combinations of classes that the merge of that name takes: `segmentation.merges[name]`.
        tuples: Vec<String>,
        /// Safety stock of the two with the best target each, in the measure of the answer.
        capital: f64,
        /// What one target for both ties up more at the same service.
        cost: f64,
        /// That as a share of `capital`, a fraction.
        share: f64,
        /// The common cycle service target, a fraction.
        target: f64,
    }
}

answers! {
    /// A segment with few items.
    SmallSegment {
        /// The segment.
        segment: String,
        /// Items in it.
        items: f64,
    }
}

answers! {
    /// The best target of a segment, at today's overall service.
    FreeTarget {
        /// The segment.
        segment: String,
        /// Items whose stock can be chosen.
        items: f64,
        /// Its cycle service target, a fraction.
        target: f64,
        /// What its safety stock would tie up.
        capital: f64,
    }
}

answers! {
    /// Too many segments, measured in money at the same service with the best target each.
    AdviceAnswer {
        /// What capital is counted in.
        measure: CapitalMeasure,
        /// Segments with items.
        segments: u32,
        /// Segments over the planning dimensions alone: location and client left aside.
        planning_segments: u32,
        /// Whether those are more than twelve.
        too_many: bool,
        /// Segments with fewer than ten items over the planning dimensions, the smallest first; at most 50.
        small: Vec<SmallSegment>,
        /// Merges proposed, the cheapest first within each reason, at most 30; then the other possible ones, the
        /// cheapest first, at most 300.
        merges: Vec<MergeAdvice>,
        /// The targets that would serve today's rate at the least capital with these segments; at most 200, empty
        /// where none do.
        free_targets: Vec<FreeTarget>,
        /// What all those tie up.
        free_capital: Option<f64>,
        /// What the same items tie up today.
        capital: f64,
    }
}
