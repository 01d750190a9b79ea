//! What an item's history says beyond mean and deviation: its season, single periods, the error of its forecast.

use super::super::written::{answers, names};

names! {
    /// Whose indices a seasonal item uses.
    IndicesOf {
        /// Its own.
        Own = "own",
        /// Those of its category.
        Category = "category",
        /// Those of its segment.
        Segment = "segment",
    }
}

names! {
    /// Why a period does not count as it was sold.
    WhyApart {
        /// Sold on promotion: left out.
        Promotion = "promotion",
        /// The shelf was empty: at least what was sold was asked for.
        EmptyShelf = "empty_shelf",
        /// Far above the item's others: counted as it is.
        Outlier = "outlier",
        /// Far above the item's others: capped.
        Capped = "capped",
    }
}

names! {
    /// How the next period is forecast.
    Forecasting {
        /// Simple exponential smoothing.
        Ses = "ses",
        /// Croston's method.
        Croston = "croston",
        /// That of Syntetos and Boylan.
        Sba = "sba",
        /// That of Teunter, Syntetos and Babai.
        Tsb = "tsb",
        /// The forecasts of the demand rows.
        Column = "column",
    }
}

answers! {
    /// When an item was in demand, days from 1970-01-01, as exact as its periods.
    LifeView {
        /// The first day of its first period with demand.
        first_demand: Option<i32>,
        /// The last day of its last period with demand.
        last_demand: Option<i32>,
        /// The last day of the data.
        data_end: Option<i32>,
    }
}

answers! {
    /// The stock that a slot of the year begins with.
    SlotView {
        /// Demand relative to the year's mean.
        index: f64,
        /// Mean demand over the interval that begins here, units.
        mean: f64,
        /// Safety stock, units.
        safety_stock: f64,
        /// Reorder point or order-up-to level, units.
        reorder_point: f64,
    }
}

answers! {
    /// The course of an item over the year.
    SeasonView {
        /// Whole years that it rests on.
        years: u32,
        /// 0 for noise, 1 where every year has the same course.
        strength: f64,
        /// The chance that noise gives indices as uneven; with three years or more.
        p_value: Option<f64>,
        /// Whether its stock follows it.
        seasonal: bool,
        /// Whose indices are used.
        indices_of: IndicesOf,
        /// The category's or the segment's name; empty where they are its own.
        name: String,
        /// Demand of each slot relative to the mean, from the end of the data.
        indices: Vec<f64>,
        /// Periods in a slot.
        slot_periods: u32,
        /// The deviation that the indices leave, a period's, units.
        sd: f64,
        /// Sum of the indices over the interval.
        index_sum: f64,
        /// Sum of their squares.
        index_squares: f64,
        /// Its stock over the year; empty for a steady item.
        profile: Vec<SlotView>,
    }
}

answers! {
    /// A period that does not count as it was sold, or is worth a look.
    ApartView {
        /// Its first day, days from 1970-01-01.
        first_day: i32,
        /// Why.
        why: WhyApart,
        /// Units sold.
        sold: f64,
        /// Units that count; none where it is left out.
        counted: Option<f64>,
    }
}

answers! {
    /// What repairing and capping single periods did.
    EffectView {
        /// Mean demand of a period as it was sold.
        mean: f64,
        /// Its deviation.
        sd: Option<f64>,
        /// The safety stock that would be.
        safety_stock: Option<f64>,
    }
}

answers! {
    /// The error of a method at its best smoothing.
    MethodError {
        /// The method.
        method: Forecasting,
        /// The root mean square error of one period, units.
        error: f64,
    }
}

answers! {
    /// The error of an item's forecast over the interval, units.
    ForecastView {
        /// The method.
        method: Forecasting,
        /// Its smoothing; none for a column.
        smoothing: Option<f64>,
        /// The forecast of the next period; none for a column.
        next: Option<f64>,
        /// Forecasts judged.
        origins: u32,
        /// The root mean square error of one period.
        one_step: f64,
        /// Whole periods that errors are summed over.
        interval: u32,
        /// Overlapping windows of them.
        windows: u32,
        /// How many independent windows those are worth.
        worth: f64,
        /// The root mean square of the sums, raised for their number; none where they are worth fewer than four.
        summed: Option<f64>,
        /// The error of one period scaled, where the level drifts.
        drifting: f64,
        /// The same where it stays.
        steady: f64,
        /// The deviation that follows for the whole periods.
        sigma: f64,
        /// Whether the stock is sized by it.
        sizes: bool,
        /// Every built-in method.
        compared: Vec<MethodError>,
    }
}

answers! {
    /// The customer who makes the largest part of an item's variance.
    NoticeView {
        /// The customer.
        customer: String,
        /// Share of the variance of demand a period.
        of_variance: f64,
        /// Share of the units.
        of_units: f64,
        /// Customers with a name.
        customers: u32,
    }
}

answers! {
    /// Where nine of ten safety stocks lie that histories like this one would ask for.
    RangeView {
        /// Its lower end, units.
        low: f64,
        /// Its upper end.
        high: f64,
        /// Histories drawn.
        draws: u32,
        /// Periods drawn together.
        block: u32,
    }
}

answers! {
    /// A spread that an item borrows, because its own history is too short.
    BorrowedView {
        /// The coefficient of variation.
        cv: f64,
        /// Of how many items it is the median.
        items: u32,
        /// Their segment; none where all items were taken.
        segment: Option<String>,
    }
}
