//! How demand and lead times are measured, and what sizes a safety stock.

use std::collections::BTreeMap;

use super::super::part::{choices, part};

choices! {
    /// The length of a period.
    Period {
        /// A calendar day.
        Day = "day",
        /// An ISO week, from Monday.
        #[default] Week = "week",
        /// A calendar month.
        Month = "month",
    }
}

choices! {
    /// Where an item's history begins.
    Window {
        /// From its first demand; an intermittent item's first period, which opened the window, is left out.
        #[default] FirstDemand = "first-demand",
        /// From its first demand, nothing left out.
        FirstDemandWhole = "first-demand-whole",
        /// From the first period of the data.
        DataStart = "data-start",
    }
}

choices! {
    /// What happens to the first and last period of transactions that do not fill them.
    EdgePeriods {
        /// They are left out.
        #[default] Drop = "drop",
        /// They are kept as they are.
        Keep = "keep",
    }
}

choices! {
    /// What a blank cell of a wide demand table means.
    BlankPeriods {
        /// No demand, with a finding.
        #[default] Zero = "zero",
        /// Unknown demand.
        Unknown = "unknown",
    }
}

choices! {
    /// What a negative quantity does.
    Returns {
        /// It takes back the latest earlier sale that holds at least as much.
        #[default] Cancel = "cancel",
        /// It is left out.
        Exclude = "exclude",
        /// It is subtracted in its own period.
        Net = "net",
    }
}

choices! {
    /// What is done about a quantity far above an item's others.
    Outliers {
        /// It is shown and counts as it is.
        #[default] Keep = "keep",
        /// It is capped, and shown.
        Cap = "cap",
    }
}

choices! {
    /// The forecast whose error sizes the safety stock.
    ForecastBy {
        /// The forecasts of the demand rows where they have any; else smoothing, or for seldom demand the better of
        /// the two unbiased methods.
        #[default] Auto = "auto",
        /// Simple exponential smoothing.
        Ses = "ses",
        /// Croston's method.
        Croston = "croston",
        /// That of Syntetos and Boylan.
        Sba = "sba",
        /// That of Teunter, Syntetos and Babai.
        Tsb = "tsb",
    }
}

choices! {
    /// What the safety stock is sized by.
    Sizing {
        /// The standard deviation of demand.
        #[default] Demand = "demand",
        /// The error of a forecast over the interval.
        Forecast = "forecast",
    }
}

choices! {
    /// Whether the uncertainty of a mean from few periods counts.
    ShortHistory {
        /// The demand term of the variance is multiplied by 1 + T/n.
        #[default] Allow = "allow",
        /// And the deviation is an estimate too: the more uncertain it is, the more is added.
        Predictive = "predictive",
        /// It is left as it is, as in published examples.
        AsIs = "as-is",
    }
}

choices! {
    /// How often stock is looked at.
    Review {
        /// Once a day: stock is already below the reorder point when the order goes out.
        #[default] Daily = "daily",
        /// At every demand, as textbooks assume.
        Continuous = "continuous",
    }
}

choices! {
    /// What weighs an item in an overall rate.
    ServiceWeight {
        /// Order lines a year.
        #[default] Lines = "lines",
        /// Revenue a year.
        Revenue = "revenue",
        /// Units a year.
        Units = "units",
        /// Every item alike.
        Items = "items",
    }
}

choices! {
    /// Which source of lead times wins where both exist.
    LeadTimeFrom {
        /// The purchase receipts.
        #[default] Receipts = "receipts",
        /// The item master.
        Items = "items",
    }
}

choices! {
    /// Which spread a supplier's lines give.
    LeadTimeSd {
        /// Lateness against the promised date.
        #[default] Promised = "promised",
        /// Received less ordered.
        Ordered = "ordered",
    }
}

choices! {
    /// What a target promises.
    TargetKind {
        /// The chance that a replenishment cycle ends without a shortage; a fraction.
        #[default] CycleServiceLevel = "cycle_service_level",
        /// The share of units served from the shelf; a fraction.
        FillRate = "fill_rate",
        /// Safety stock for so many days of demand.
        DaysOfCover = "days_of_cover",
        /// So many units of safety stock.
        Units = "units",
        /// The cycle service at which the next unit costs as much as it saves.
        CostOptimal = "cost_optimal",
    }
}

choices! {
    /// The demand model over the protection interval.
    Model {
        /// Chosen from the pattern of the history.
        #[default] Auto = "auto",
        /// Normal.
        Normal = "normal",
        /// Gamma.
        Gamma = "gamma",
        /// Poisson.
        Poisson = "poisson",
        /// Negative binomial.
        NegativeBinomial = "negative_binomial",
        /// Drawn from the history.
        Empirical = "empirical",
    }
}

part! {
    /// A target: what kind of promise, and how much of it.
    #[derive(Default)]
    Target {
        /// What is promised.
        needed kind: TargetKind,
        /// A fraction in (0, 1), days or units; absent for `cost_optimal`.
        always value: Option<f64>,
    }
}

part! {
    /// What is assumed where no file says it.
    Defaults {
        /// Lead time, days.
        always lead_time_days: f64,
        /// Its standard deviation, days.
        always lead_time_sd_days: f64,
        /// Days between reviews of an order-up-to policy; 0 for none.
        always review_days: f64,
        /// Units an order.
        always order_quantity: Option<f64>,
        /// Money a unit costs.
        always unit_cost: Option<f64>,
        /// Money a unit sells for.
        always unit_price: Option<f64>,
        /// Share of a unit's cost that holding it for a year costs.
        always holding_rate: f64,
        /// Money a unit short costs.
        always stockout_cost: Option<f64>,
    }
}

impl Default for Defaults {
    fn default() -> Self {
        Defaults {
            lead_time_days: 14.0,
            lead_time_sd_days: 0.0,
            review_days: 0.0,
            order_quantity: None,
            unit_cost: None,
            unit_price: None,
            holding_rate: 0.2,
            stockout_cost: None,
            unknown: BTreeMap::new(),
        }
    }
}

impl Target {
    /// A target without unknown fields.
    pub fn new(kind: TargetKind, value: Option<f64>) -> Self {
        Target { kind, value, unknown: BTreeMap::new() }
    }
}

/// A cycle service level.
pub(super) fn cycle_service(level: f64) -> Target {
    Target::new(TargetKind::CycleServiceLevel, Some(level))
}
