//! What service costs, and the best use of a budget.

use super::super::policy::ServiceWeight;
use super::super::request::MoneyRate;
use super::super::written::{answers, names};
use super::CapitalMeasure;

answers! {
    /// What all items together hold and serve.
    MoneyPoint {
        /// Safety stock, in the measure of the answer.
        capital: f64,
        /// Fill rate of all, weighted.
        fill_rate: f64,
        /// Cycle service of all, weighted.
        cycle_service_level: f64,
        /// Average inventory, money; none where no cost is known.
        average_inventory_value: Option<f64>,
        /// Holding cost a year.
        holding_cost: Option<f64>,
        /// The part of it that the safety stock makes.
        safety_stock_holding: Option<f64>,
        /// Turns a year.
        turns: Option<f64>,
        /// Expected units short a year.
        units_short: f64,
        /// Pallet places that the safety stock takes, of items whose units a pallet are known.
        pallets: Option<f64>,
    }
}

answers! {
    /// A point of the line of one target for all.
    UniformPoint {
        /// The cycle service target, a fraction.
        target: f64,
        /// What it amounts to.
        point: MoneyPoint,
    }
}

answers! {
    /// A point of the other two lines.
    LinePoint {
        /// Money for the whole of the overall rate.
        price: f64,
        /// These segments, targets set freely.
        segments: MoneyPoint,
        /// Those targets, cycle service levels, in the order of the segments.
        targets: Vec<f64>,
        /// Item by item.
        items: MoneyPoint,
    }
}

answers! {
    /// The stock that the user's files say is held now.
    CurrentStock {
        /// Items with a stock of the user's own; the others as under the policy.
        items: f64,
        /// What it amounts to.
        point: MoneyPoint,
    }
}

answers! {
    /// What a segment's service costs where it stands.
    SegmentMargin {
        /// The segment.
        segment: String,
        /// Its safety stock, items with a target of their own left out; in the measure of the answer.
        capital: f64,
        /// Its own rate.
        rate: Option<f64>,
        /// What the last point of that rate ties up.
        last_point: Option<f64>,
        /// What the next point would tie up.
        next_point: Option<f64>,
        /// The cost of a unit short at which its stock is right, money.
        unit_short: Option<f64>,
    }
}

answers! {
    /// One item's stock moved from the policy's to the best.
    MoneyMove {
        /// The item's number in key order.
        index: u32,
        /// Its key.
        key: Vec<String>,
        /// Its segment.
        segment: String,
        /// Its safety stock under the policy, units.
        from: f64,
        /// Its best safety stock, units.
        to: f64,
        /// Capital that it frees; below zero what it takes.
        frees: f64,
        /// What it adds to the overall rate, a fraction; below zero what it takes.
        rate: f64,
        /// Units short a year that it adds; below zero what it saves.
        units_short: f64,
        /// What is won where service costs the same everywhere: capital where stock falls, share of the rate where
        /// it rises.
        won: f64,
    }
}

answers! {
    /// What service costs: the three lines, where the policy stands, and the moves that matter most.
    MoneyAnswer {
        /// What service is counted in.
        rate: MoneyRate,
        /// What overall rates are weighted by.
        weight: ServiceWeight,
        /// What capital is counted in.
        measure: CapitalMeasure,
        /// The segments, in the order of every list of targets.
        segments: Vec<String>,
        /// Their least targets: contracts; none without.
        floors: Vec<Option<f64>>,
        /// One target for all, from the lowest to the highest.
        uniform: Vec<UniformPoint>,
        /// These segments and item by item, from the lowest price to the highest.
        lines: Vec<LinePoint>,
        /// The policy.
        today: MoneyPoint,
        /// The user's own stock, where the files say one.
        current: Option<CurrentStock>,
        /// Items whose stock may be chosen.
        free: f64,
        /// Items that stay as they are: those with a target of their own, those without a cost.
        fixed: f64,
        /// Items whose units a pallet are known.
        on_pallets: f64,
        /// The best use of today's money.
        same_capital: BudgetAnswer,
        /// The least money for today's service.
        same_service: BudgetAnswer,
        /// Share of what a target an item saves over one target for all that these segments keep with targets set
        /// freely, at today's service; none where that saving is below 1 %.
        efficiency: Option<f64>,
        /// What each segment's service costs.
        margins: Vec<SegmentMargin>,
        /// The moves that free most money at today's service, most first.
        frees: Vec<MoneyMove>,
        /// The moves that buy most service.
        buys: Vec<MoneyMove>,
    }
}

names! {
    /// Whether a goal is met.
    GoalMet {
        /// It is.
        Yes = "yes",
        /// The least stock that floors and contracts leave already serves, or ties up, more.
        LeastIsMore = "least_is_more",
        /// Even the most stock does not reach it.
        OutOfReach = "out_of_reach",
    }
}

answers! {
    /// Targets of the segments that meet a goal, or come nearest.
    SegmentTargets {
        /// Cycle service levels, in the order of the segments.
        targets: Vec<f64>,
        /// What they amount to.
        point: MoneyPoint,
        /// Whether they meet the goal.
        met: GoalMet,
    }
}

answers! {
    /// The best use of a budget, or the least money for a service goal.
    BudgetAnswer {
        /// One target for all.
        uniform: UniformPoint,
        /// Whether that meets the goal.
        uniform_met: GoalMet,
        /// These segments, targets set freely.
        segments: SegmentTargets,
        /// The same in half points.
        rounded: SegmentTargets,
        /// Item by item.
        items: MoneyPoint,
        /// Whether that meets the goal.
        items_met: GoalMet,
        /// Money for the whole of the overall rate at which items are at their best.
        price: f64,
        /// What is said of it: why a goal cannot be met and what the nearest is; may be empty.
        remark: String,
    }
}
