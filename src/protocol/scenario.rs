//! Scenarios as the policy file keeps them: a name, targets of their own, and what is supposed of items.

use std::collections::BTreeMap;

use super::part::{choices, part};
use super::policy::SegmentPolicy;

choices! {
    /// What is supposed to be otherwise.
    Supposed {
        /// The lead time, days.
        #[default] LeadTime = "lead_time",
        /// Its standard deviation, days.
        LeadTimeSd = "lead_time_sd",
        /// Units an order.
        OrderQuantity = "order_quantity",
        /// Days between reviews.
        Review = "review",
        /// Demand; its standard deviation moves alike.
        Demand = "demand",
        /// The share of a unit's cost that holding it for a year costs.
        HoldingRate = "holding_rate",
    }
}

choices! {
    /// Which items something is supposed of.
    SupposedOf {
        /// All.
        #[default] All = "all",
        /// The item of a name, wherever it is held.
        Item = "item",
        /// Those of a supplier.
        Supplier = "supplier",
        /// Those of a segment.
        Segment = "segment",
    }
}

part! {
    /// One thing that is supposed to be otherwise; `times` or `to`.
    #[derive(Default)]
    Supposition {
        /// What.
        needed what: Supposed,
        /// Of which items.
        always of: SupposedOf,
        /// The name of the item, supplier or segment.
        always name: String,
        /// So many times what it is.
        #[cfg_attr(test, ts(optional))]
        given times: Option<f64>,
        /// Set to this.
        #[cfg_attr(test, ts(optional))]
        given to: Option<f64>,
    }
}

part! {
    /// A named copy of the policy with what is supposed.
    #[derive(Default)]
    Scenario {
        /// Its name.
        needed name: String,
        /// What holds for each segment, `*` for the rest; as in the policy where absent.
        #[cfg_attr(test, ts(optional))]
        given segments: Option<BTreeMap<String, SegmentPolicy>>,
        /// What is supposed, one after the other.
        always suppositions: Vec<Supposition>,
    }
}
