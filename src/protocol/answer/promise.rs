//! The commit desk: one order with its arithmetic, a list, what can be promised in general.

use super::super::desk::OrderLine;
use super::super::policy::{Model, Period};
use super::super::written::{answers, names};
use super::FindingView;

names! {
    /// The answer in a word.
    VerdictView {
        /// It can be promised.
        Yes = "yes",
        /// Nearly, or at the cost of a promise given earlier.
        AtRisk = "at_risk",
        /// It cannot.
        No = "no",
        /// Something is missing: see `missing`.
        Unknown = "unknown",
    }
}

names! {
    /// What is missing for an answer.
    Missing {
        /// No item has this key.
        Item = "item",
        /// Several stocking units have it: what tells them apart is not said.
        Several = "several",
        /// The day has passed.
        Day = "day",
        /// Only whole units of it can be promised.
        Whole = "whole",
        /// No stock table has been read.
        StockTable = "stock_table",
        /// No stock table names the item.
        Stock = "stock",
        /// The quantity is not above zero.
        Quantity = "quantity",
        /// The policy has no such tier.
        Tier = "tier",
    }
}

names! {
    /// What an answer rests on that somebody should know.
    PromiseNote {
        /// The day asked for has passed; today is taken.
        DayPassed = "day_passed",
        /// The stock was counted more than seven days ago.
        StaleStock = "stale_stock",
        /// No open order is known: what is ordered today, a lead time from now, is counted.
        LeadTimeUsed = "lead_time_used",
        /// Nobody gave the lead time.
        LeadTimeAssumed = "lead_time_assumed",
        /// An overdue order is later than any line of its supplier ever was: it is not counted on.
        LostSupply = "lost_supply",
        /// A supplier has no record: its orders count as on time.
        NoRecord = "no_record",
        /// No demand is known but what is committed.
        NoDemand = "no_demand",
        /// Commitments exceed the 95 % point of demand: are they outside the forecast?
        BeyondForecast = "beyond_forecast",
        /// Available stock was read; what the commitments reserve is not subtracted again.
        AvailableRead = "available_read",
        /// How much is booked ahead was measured: demand not yet booked comes on top of commitments.
        BookedAhead = "booked_ahead",
        /// Demand does not name tiers: their shares are those of the commitments' lines.
        EstimatedShares = "estimated_shares",
    }
}

names! {
    /// A line of the arithmetic.
    PromiseLineKind {
        /// What is on hand.
        OnHand = "on_hand",
        /// Committed by then, as the history foretells.
        Committed = "committed",
        /// Committed by then outside the forecast.
        Outside = "outside",
        /// Kept for better tiers.
        Kept = "kept",
        /// An open order.
        Supply = "supply",
        /// What could be ordered today.
        ToOrder = "to_order",
        /// All demand by then, committed or not.
        Demand = "demand",
        /// Demand by then that is not booked yet.
        OpenDemand = "open_demand",
        /// This order.
        Order = "order",
        /// The chance that what may be there is enough.
        Enough = "enough",
        /// The chance of the promise.
        Chance = "chance",
    }
}

answers! {
    /// A line of the arithmetic.
    PromiseLine {
        /// What it is.
        what: PromiseLineKind,
        /// An order's number, a supplier; may be empty.
        label: String,
        /// Units; less than zero where they are taken off.
        units: Option<f64>,
        /// Standard deviation of the units.
        sd: Option<f64>,
        /// A chance: that supply has come, that it is enough, that the promise is kept.
        chance: Option<f64>,
        /// How likely it is that so much is there.
        share: Option<f64>,
        /// A day: of the count, of the receipt.
        day: Option<i32>,
        /// Rows, or days of demand.
        count: f64,
    }
}

answers! {
    /// A promise given earlier that would suffer.
    HarmView {
        /// What it is called; may be empty.
        reference: String,
        /// Whose it is; may be empty.
        customer: String,
        /// Its tier; may be empty.
        tier: String,
        /// The day it is due.
        due: i32,
        /// Units.
        quantity: f64,
        /// Its chance without the order.
        before: f64,
        /// Its chance with it.
        after: f64,
        /// What it is owed.
        target: f64,
    }
}

answers! {
    /// Part of it on its day, the rest later.
    SplitView {
        /// Units on the day asked for.
        first: f64,
        /// Units later.
        rest: f64,
        /// The day from which all of it can be promised, or by which the rest would come if it were ordered today.
        rest_due: i32,
        /// Whether the rest has to be ordered.
        to_order: bool,
    }
}

answers! {
    /// Another place that holds the item.
    AlternativeView {
        /// Its key.
        key: Vec<String>,
        /// The answer there.
        verdict: VerdictView,
        /// The chance there.
        chance: f64,
        /// The most that can be promised there for the day; null without limit.
        most: Option<f64>,
    }
}

answers! {
    /// What a yes does to a tier, until the next receipt.
    TierEffect {
        /// The tier; empty for all other demand.
        tier: String,
        /// Its share of demand.
        share: f64,
        /// Kept from it for better tiers, units.
        kept: f64,
        /// The share of its demand served, without the order.
        before: f64,
        /// With it.
        after: f64,
        /// With it, where all lower tiers come first.
        lower_first: f64,
        /// Units it gets less.
        units: f64,
    }
}

answers! {
    /// Projected stock on a day.
    ProjectedDay {
        /// The day.
        day: i32,
        /// One case in twenty is below this.
        low: f64,
        /// One in four.
        lower: f64,
        /// One in two.
        middle: f64,
        /// Three in four.
        upper: f64,
        /// Nineteen in twenty.
        high: f64,
        /// The middle without the order.
        without: f64,
    }
}

answers! {
    /// A receipt or a commitment on the way.
    PromiseEvent {
        /// The day it is due.
        day: i32,
        /// Units; less than zero for a commitment.
        units: f64,
        /// Its number; may be empty.
        label: String,
    }
}

answers! {
    /// One order, answered.
    PromiseAnswer {
        /// The answer in a word.
        verdict: VerdictView,
        /// What is missing for one.
        missing: Vec<Missing>,
        /// The order as it was understood: the key in full, the tier that holds, the day.
        order: OrderLine,
        /// The item's description; may be empty.
        description: String,
        /// The item's segment; may be empty.
        segment: String,
        /// The chance that it is kept.
        chance: Option<f64>,
        /// The chance it is owed.
        target: f64,
        /// Whether that is the tier's, and not the segment's.
        of_tier: bool,
        /// The most that can be promised for the day; null where unknown or without limit.
        most: Option<f64>,
        /// Whether as much as is wanted can be ordered in time.
        unlimited: bool,
        /// The first day on which all of it can be promised.
        earliest: Option<i32>,
        /// The day by which it would come if it were ordered today, as surely as it is owed.
        ordered_today: Option<i32>,
        /// Part now, the rest later.
        split: Option<SplitView>,
        /// Deterministic available to promise on the day, with look-ahead: orders alone.
        available_to_promise: Option<f64>,
        /// Who would suffer.
        harms: Vec<HarmView>,
        /// Other places that hold the item, the surest first.
        alternatives: Vec<AlternativeView>,
        /// What a yes does to every tier.
        tiers: Vec<TierEffect>,
        /// The day until which that counts.
        tiers_until: Option<i32>,
        /// What the drawing and the effect on tiers count as ordered today, and when it comes; null where nothing.
        bought: Option<PromiseEvent>,
        /// The arithmetic.
        lines: Vec<PromiseLine>,
        /// The demand model.
        model: Option<Model>,
        /// The 95 % point of demand by then.
        demand_high: Option<f64>,
        /// Projected stock.
        projected: Vec<ProjectedDay>,
        /// What happens on the way.
        events: Vec<PromiseEvent>,
        /// What the answer rests on.
        notes: Vec<PromiseNote>,
        /// The day of asking.
        today: i32,
        /// The day the stock was counted.
        stock_day: Option<i32>,
    }
}

answers! {
    /// A line of a list, answered.
    PromiseRow {
        /// The answer in a word.
        verdict: VerdictView,
        /// What is missing for one.
        missing: Vec<Missing>,
        /// The line as it was understood.
        order: OrderLine,
        /// The item's description; may be empty.
        description: String,
        /// The chance that it is kept.
        chance: Option<f64>,
        /// The chance it is owed.
        target: f64,
        /// The most that can be promised for the day; null where unknown or without limit.
        most: Option<f64>,
        /// Whether as much as is wanted can be ordered in time.
        unlimited: bool,
        /// The first day on which all of it can be promised.
        earliest: Option<i32>,
        /// How many promises given earlier would suffer.
        harms: f64,
    }
}

answers! {
    /// A list, answered in its own order.
    PromiseListAnswer {
        /// The lines.
        rows: Vec<PromiseRow>,
        /// The day of asking.
        today: i32,
    }
}

answers! {
    /// Something that fits what somebody types.
    Suggestion {
        /// The item's key, or the name of a customer or tier.
        key: Vec<String>,
        /// The item's description, or the customer's tier.
        note: String,
        /// Whether it is a tier.
        is_tier: bool,
    }
}

answers! {
    /// What fits.
    SuggestionsAnswer {
        /// The first of them.
        rows: Vec<Suggestion>,
        /// How many there are.
        matched: f64,
    }
}

answers! {
    /// What can be promised of a segment to a tier.
    OfferView {
        /// The segment.
        segment: String,
        /// The tier; empty where there are none.
        tier: String,
        /// The chance owed; null where items of the segment differ.
        target: Option<f64>,
        /// Items with a safety stock.
        items: f64,
        /// The chance that a replenishment cycle ends without a shortage.
        availability: Option<f64>,
        /// The share of units served at once.
        fill_rate: Option<f64>,
        /// Days that a unit waits which is not served at once.
        wait_days: Option<f64>,
    }
}

answers! {
    /// What the desk has to work with.
    DeskAnswer {
        /// Whether a stock table has been read.
        has_stock: bool,
        /// Whether open orders have been read.
        has_supply: bool,
        /// Whether commitments have been read.
        has_commitments: bool,
        /// Fields of the stocking unit.
        fields: Vec<String>,
        /// The day of asking.
        today: i32,
        /// The last day of demand.
        last_day: Option<i32>,
        /// The latest day that stock was counted.
        stock_day: Option<i32>,
        /// How old the stock is, days.
        stock_age: Option<i32>,
        /// The share of the next period's demand that is booked already, where it was measured.
        booked: Option<f64>,
        /// The period that is of.
        period: Period,
        /// What can be promised, by segment and tier.
        offers: Vec<OfferView>,
    }
}

answers! {
    /// A pasted list as it was read.
    OrderLinesAnswer {
        /// Its lines.
        lines: Vec<OrderLine>,
        /// Rows left out.
        left_out: f64,
        /// Why, and what else is odd.
        findings: Vec<FindingView>,
    }
}
