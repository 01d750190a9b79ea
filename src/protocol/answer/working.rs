//! How an item's stock follows from its figures, step by step, and what would change it most.

use super::super::policy::Model;
use super::super::written::{answers, names};

names! {
    /// A step that an input of an item may take, all else as it is.
    WhatIf {
        /// The lead time a week shorter.
        LeadTimeWeekLess = "lead_time_week_less",
        /// Half the lead time.
        LeadTimeHalf = "lead_time_half",
        /// A lead time that never varies.
        LeadTimeCertain = "lead_time_certain",
        /// Half the time between reviews.
        ReviewHalf = "review_half",
        /// A fifth less deviation of demand.
        DemandSteadier = "demand_steadier",
        /// The target a point, a day or a unit higher.
        TargetHigher = "target_higher",
        /// The same lower.
        TargetLower = "target_lower",
        /// A unit short costs twice as much.
        ShortageDearer = "shortage_dearer",
        /// A unit short costs half.
        ShortageCheaper = "shortage_cheaper",
    }
}

answers! {
    /// The stock that the target asks for after a step.
    WhatIfView {
        /// The step.
        what: WhatIf,
        /// The input after it: days, units a period, money, or the target's value.
        value: f64,
        /// Safety stock, units.
        safety_stock: f64,
        /// Rounded up.
        safety_stock_units: f64,
        /// Safety stock, money; none where the cost is unknown.
        safety_stock_value: Option<f64>,
        /// Reached cycle service.
        cycle_service_level: f64,
        /// Reached fill rate.
        fill_rate: f64,
    }
}

answers! {
    /// The demand that a level has to cover, and what the level reaches.
    CoverView {
        /// Its model: a poisson becomes a negative binomial where what is missing comes on top.
        model: Model,
        /// Its mean, units: over the interval, with what is missing when the order goes out.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
        /// The service asked for, a fraction; of the cost optimum that computed.
        asked: f64,
        /// The service of the level, of the target's kind.
        reached: f64,
        /// The same a whole unit lower; none where units are not whole.
        a_unit_lower: Option<f64>,
    }
}

answers! {
    /// Units owed to customers at a moment of a cycle, on average.
    OwedView {
        /// Mean of the demand until then, units.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
        /// Units owed.
        units: f64,
    }
}

answers! {
    /// What the fill rate is made of: 1 - (late - early) / demand. Looked at once a day, of a day; under continuous
    /// review of an order; with reviews of the time between two.
    ServedView {
        /// Owed at the end.
        late: OwedView,
        /// Owed at the beginning.
        early: OwedView,
        /// Demand in between, units.
        demand: f64,
    }
}

answers! {
    /// What the cheapest cycle service follows from: 1 - holding x ordered / (short x annual).
    LeastCostView {
        /// Money that holding a unit costs a year.
        holding: f64,
        /// Units an order brings.
        ordered: f64,
        /// Money a unit short costs.
        short: f64,
        /// Demand a year, units.
        annual: f64,
        /// The cycle service; 0 where no safety stock pays.
        level: f64,
    }
}
