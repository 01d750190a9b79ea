//! Items: a window of the list, and one of them with everything its safety stock rests on.

use super::super::policy::{Model, Period, Target};
use super::super::written::{answers, names};
use super::{
    ApartView, BorrowedView, CoverView, EffectView, FindingView, ForecastView, LeastCostView, LifeView,
    NoticeView, RangeView, SeasonView, ServedView, WhatIfView,
};

names! {
    /// What deserves a look at an item.
    Mark {
        /// Fewer than two periods of history.
        NotEnoughHistory = "not_enough_history",
        /// Figures beyond what can be computed.
        OutOfRange = "out_of_range",
        /// Its target is the cost optimum, and a cost is missing.
        CostTargetUnknown = "cost_target_unknown",
        /// All that was sold came back.
        OnlySaleCancelled = "only_sale_cancelled",
        /// Its own history is too short for a spread; its segment lends one.
        Borrowed = "borrowed",
        /// A bound keeps its service below its target.
        BelowTarget = "below_target",
        /// Nobody gave its cost.
        MissingCost = "missing_cost",
        /// Nobody gave its lead time.
        AssumedLeadTime = "assumed_lead_time",
    }
}

names! {
    /// Why an item has its model.
    ModelReason {
        /// The policy names it.
        Typed = "typed",
        /// Smooth, and the interval's demand varies by at most a fifth of its mean.
        SmoothAndSteady = "smooth_and_steady",
        /// Smooth, but the interval's demand varies by more.
        SmoothButVaried = "smooth_but_varied",
        /// Often, in very different amounts.
        Erratic = "erratic",
        /// Seldom, in very different amounts.
        Lumpy = "lumpy",
        /// Seldom, in whole units, varying no more than chance.
        SinglePieces = "single_pieces",
        /// Seldom, in whole units, varying by more than chance.
        SeveralPieces = "several_pieces",
        /// Seldom, in fractions of a unit.
        IntermittentFractional = "intermittent_fractional",
    }
}

names! {
    /// What held instead of a target.
    Bound {
        /// A safety stock below zero is not allowed.
        FloorAtZero = "floor_at_zero",
        /// The least days of cover.
        MinDays = "min_days",
        /// The least units.
        MinUnits = "min_units",
        /// The most days of cover.
        MaxDays = "max_days",
        /// The shelf life.
        ShelfLife = "shelf_life",
        /// At its costs no safety stock pays.
        NothingPays = "nothing_pays",
    }
}

names! {
    /// Where a target comes from.
    TargetOrigin {
        /// A single override.
        Override = "override",
        /// The items table's service level.
        ItemMaster = "item_master",
        /// The item's segment.
        Segment = "segment",
        /// The segment `*`.
        Star = "star",
        /// Nobody set one.
        Default = "default",
    }
}

names! {
    /// Where a figure comes from.
    SourceOrigin {
        /// Rows of a file.
        File = "file",
        /// All lines of the item's supplier.
        Supplier = "supplier",
        /// The policy's targets.
        Policy = "policy",
        /// The policy's defaults.
        Default = "default",
        /// Assumed, because nobody gave it.
        Assumed = "assumed",
    }
}

answers! {
    /// One line of the item list.
    ItemRow {
        /// Its number in key order.
        index: u32,
        /// Its key: item, then the other fields of the stocking unit.
        key: Vec<String>,
        /// Its description; may be empty.
        description: String,
        /// Its segment.
        segment: String,
        /// Its status.
        status: String,
        /// What deserves a look, the worst first.
        marks: Vec<Mark>,
        /// Periods the mean was taken over.
        periods: u32,
        /// Mean demand a period.
        mean: Option<f64>,
        /// Its standard deviation.
        sd: Option<f64>,
        /// Coefficient of variation.
        cv: Option<f64>,
        /// Demand pattern.
        pattern: Option<String>,
        /// Revenue a year.
        annual_revenue: Option<f64>,
        /// Lead time, days.
        lead_time_days: f64,
        /// The demand model used.
        model: Option<Model>,
        /// The target that holds.
        target: Option<Target>,
        /// Safety stock, units.
        safety_stock: Option<f64>,
        /// Rounded up.
        safety_stock_units: Option<f64>,
        /// Reorder point or order-up-to level, units.
        reorder_point: Option<f64>,
        /// Rounded up.
        reorder_point_units: Option<f64>,
        /// Safety stock, money.
        safety_stock_value: Option<f64>,
        /// Safety stock, days of demand.
        days_of_cover: Option<f64>,
        /// Reached cycle service.
        cycle_service_level: Option<f64>,
        /// Reached fill rate.
        fill_rate: Option<f64>,
        /// How sure the safety stock is, with fewer than twelve periods of history.
        range: Option<RangeView>,
    }
}

answers! {
    /// Chosen items.
    RowsAnswer {
        /// In the order they were asked for.
        rows: Vec<ItemRow>,
    }
}

answers! {
    /// A window of items.
    ItemsAnswer {
        /// Items in the data set.
        total: f64,
        /// Items that pass search and filters.
        matched: f64,
        /// Rows before the window.
        offset: u32,
        /// The window.
        rows: Vec<ItemRow>,
    }
}

answers! {
    /// An input of a number and where it comes from.
    Source {
        /// `mean`, `lead_time_days`, `lead_time_sd_days`, `order_quantity`, `unit_cost`, `review_days`, `target`, ...
        input: String,
        /// Its value.
        value: Option<f64>,
        /// The file; empty where policy or assumption.
        file: String,
        /// Line in it; 0 where many.
        line: f64,
        /// How many rows it rests on; 0 where not from rows.
        rows: f64,
        /// What kind of place that is.
        origin: SourceOrigin,
        /// Further words: the supplier's name, the segment, what a deviation is of; may be empty.
        note: String,
    }
}

answers! {
    /// The history of one item.
    Series {
        /// First day of the first period, days from 1970-01-01.
        first_day: i32,
        /// The length of a period.
        period: Period,
        /// Demand a period after returns, from the item's first to the data's last.
        values: Vec<f64>,
        /// Periods at the start that mean and sd leave out.
        left_out: u32,
    }
}

answers! {
    /// What textbook continuous review says where stock is looked at once a day.
    Textbook {
        /// The safety stock it asks for, units.
        safety_stock: f64,
        /// Its reorder point, units.
        reorder_point: f64,
        /// The cycle service it claims for that.
        claimed_cycle_service_level: f64,
        /// The fill rate it claims for that.
        claimed_fill_rate: f64,
        /// The cycle service that delivers, looked at once a day.
        cycle_service_level: f64,
        /// The fill rate that delivers, looked at once a day.
        fill_rate: f64,
    }
}

answers! {
    /// How far stock is below the reorder point when the order goes out, looked at once a day.
    BelowPoint {
        /// Mean demand of a day, units.
        day_mean: f64,
        /// Its variance.
        day_variance: f64,
        /// Mean of what is missing, units: `E[U]`.
        mean: f64,
        /// Its variance: `Var[U]`.
        variance: f64,
    }
}

answers! {
    /// What the stock that is in use today buys.
    Current {
        /// Its safety stock, units.
        safety_stock: f64,
        /// Its reorder point or order-up-to level, units.
        reorder_point: f64,
        /// The cycle service that gives.
        cycle_service_level: f64,
        /// The fill rate that gives.
        fill_rate: f64,
        /// What a unit short would have to cost for that to be the cheapest.
        implied_stockout_cost: Option<f64>,
    }
}

answers! {
    /// One item with everything its safety stock rests on. Times are in periods unless named days.
    ItemAnswer {
        /// Its line in the list.
        row: ItemRow,
        /// Its history.
        series: Option<Series>,
        /// Average gap between periods with demand.
        adi: Option<f64>,
        /// Squared CV of the positive demands.
        cv2: Option<f64>,
        /// Whether every kept quantity is a whole number.
        whole_units: bool,
        /// Lead time, periods.
        lead_time: f64,
        /// Its standard deviation, periods.
        lead_time_sd: f64,
        /// Days between reviews.
        review_days: f64,
        /// Lead time and review together, periods.
        interval: f64,
        /// 1 + interval/periods, where short history counts, and more where the deviation is uncertain too; else 1.
        short_history_factor: f64,
        /// Mean demand over the interval.
        mean_over_interval: Option<f64>,
        /// Its standard deviation.
        sd_over_interval: Option<f64>,
        /// The part of its variance that demand makes.
        demand_variance: Option<f64>,
        /// The part that the lead time makes.
        lead_time_variance: Option<f64>,
        /// What is missing at the reorder point when the order goes out; none unless stock is looked at once a day.
        undershoot: Option<BelowPoint>,
        /// Textbook continuous review beside it; none unless stock is looked at once a day.
        textbook: Option<Textbook>,
        /// The stock in use today, where the item master names it.
        current: Option<Current>,
        /// What a unit short would have to cost for this stock to be the cheapest.
        implied_stockout_cost: Option<f64>,
        /// Why this model; none without a safety stock.
        model_reason: Option<ModelReason>,
        /// (level - mean over the interval) / sd over the interval.
        safety_factor: Option<f64>,
        /// The level that the target asks for, before bounds and floors.
        level: Option<f64>,
        /// The demand that this level covers; none where the target is an amount of stock.
        cover: Option<CoverView>,
        /// What the fill rate reached is made of; none where what is ordered arrives at once.
        served: Option<ServedView>,
        /// What the cost optimum follows from; none for other targets.
        least_cost: Option<LeastCostView>,
        /// What held instead of the target, if anything.
        bound: Option<Bound>,
        /// The limit that held, in its days or units; none where none did.
        limit: Option<f64>,
        /// What its stock would be with one input a step better, or with another target.
        what_if: Vec<WhatIfView>,
        /// Units an order.
        order_quantity: Option<f64>,
        /// Money a unit costs.
        unit_cost: Option<f64>,
        /// Holding cost a year.
        holding_cost: Option<f64>,
        /// Expected units short a year.
        units_short: Option<f64>,
        /// When it was in demand.
        life: LifeView,
        /// Its course over the year; none with less than two whole years.
        season: Option<SeasonView>,
        /// Periods that do not count as they were sold, or are worth a look.
        apart: Vec<ApartView>,
        /// What repairing and capping them did; none where nothing was.
        effect: Option<EffectView>,
        /// The error of its forecast; none with too few periods.
        forecast: Option<ForecastView>,
        /// The customer who makes most of its variance; none where rows name no customers.
        notice: Option<NoticeView>,
        /// How sure its safety stock is.
        range: Option<RangeView>,
        /// The spread it borrows; none where its own history gives one.
        borrowed: Option<BorrowedView>,
        /// Where the target comes from.
        target_origin: TargetOrigin,
        /// Where the inputs come from.
        sources: Vec<Source>,
        /// What is odd about this item.
        findings: Vec<FindingView>,
    }
}
