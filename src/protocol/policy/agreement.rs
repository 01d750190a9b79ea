//! Who is served how surely, and who agreed.

use super::super::part::{choices, part};

part! {
    /// A customer tier, best first.
    #[derive(Default)]
    Tier {
        /// Its name, as in the commitments.
        always tier: String,
        /// The probability its promises are kept with.
        always target: f64,
        /// Stock that lower tiers may not draw below, in units; null is computed.
        #[cfg_attr(test, ts(optional))]
        given protection: Option<f64>,
    }
}

choices! {
    /// Who signs off.
    Role {
        /// Planning.
        #[default] Planning = "planning",
        /// Finance.
        Finance = "finance",
        /// Procurement.
        Procurement = "procurement",
        /// The warehouse.
        Warehouse = "warehouse",
        /// Sales.
        Sales = "sales",
    }
}

part! {
    /// A role's agreement to segments as they were that day.
    #[derive(Default)]
    SignOff {
        /// Planning, finance, procurement, warehouse or sales.
        always role: String,
        /// Who signed.
        always name: String,
        /// When, ISO.
        always day: String,
        /// The segments covered; none for the whole policy.
        always covers: Vec<String>,
        /// SHA-256 over the canonical JSON of what is covered.
        always hash: String,
    }
}
