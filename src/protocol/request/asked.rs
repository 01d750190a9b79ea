//! What questions say beside the policy: which rows, which goal, which form.

use std::collections::BTreeMap;

use super::super::part::{choices, part};
use super::super::policy::{PolicyFile, Role, UnitField};

choices! {
    /// A policy to begin with.
    Preset {
        /// A, B and C by revenue, .98, .95 and .90, as commonly taught; it mostly costs more than one target for all.
        #[default] Taught = "taught",
        /// Three groups computed from the data: as `take_groups` with three.
        ThreeComputed = "three_computed",
        /// ABC against XYZ, nine segments.
        AbcXyz = "abc_xyz",
        /// Velocity against lead time, nine segments.
        VelocityLeadTime = "velocity_lead_time",
        /// Sales channel against fulfilment method, by the columns `channel` and `fulfilment`: e-commerce.
        ChannelFulfilment = "channel_fulfilment",
        /// A fill rate a client, by the column `customer`, as a contract: third-party logistics.
        ClientSla = "client_sla",
        /// Gold, silver and bronze, by the column `tier`: distributors.
        CustomerTier = "customer_tier",
        /// Criticality, by the column `criticality`, and with a parts list each component's target from its parents'.
        ComponentCriticality = "component_criticality",
        /// Core, seasonal and niche, by the column `range`: electronics.
        Electronics = "electronics",
    }
}

part! {
    /// What a review compares with: results kept earlier, else an earlier policy, else a window of the history.
    #[derive(Default)]
    ReviewAgainst {
        /// The text of an `item-results.csv` exported then; none for windows of the history.
        always results: Option<String>,
        /// An earlier policy, which today's data are put in segments by; none for windows of the history.
        #[cfg_attr(test, ts(optional))]
        given policy: Option<Box<PolicyFile>>,
        /// The first day of the earlier window, ISO; none for the data's first.
        always earlier_from: Option<String>,
        /// Its last day; none for the middle of the data.
        always earlier_to: Option<String>,
        /// The first day of the later window, which stands for now; none for the day after the earlier one, and for
        /// all of the history where results are given.
        always later_from: Option<String>,
        /// Its last day; none for the data's last.
        always later_to: Option<String>,
        /// Moved items before the window shown.
        always offset: u32,
        /// Moved items in the window shown.
        always count: u32,
    }
}

part! {
    /// What stock would be shared across, and a window of the items.
    #[derive(Default)]
    PoolingAcross {
        /// A field of the stocking unit other than the item.
        needed field: UnitField,
        /// Items before the window.
        always offset: u32,
        /// Items in the window.
        always count: u32,
    }
}

part! {
    /// Who agrees to what.
    #[derive(Default)]
    Signature {
        /// The role.
        needed role: Role,
        /// Who signs.
        needed name: String,
        /// When, ISO.
        needed day: String,
        /// The segments covered; none for the whole policy.
        always covers: Vec<String>,
    }
}

part! {
    /// Who changed a policy, when and why.
    #[derive(Default)]
    Change {
        /// Who.
        always who: String,
        /// When, ISO.
        always when: String,
        /// Why.
        always why: String,
    }
}

part! {
    /// Which items a list shows, and in which order.
    #[derive(Default)]
    ItemList {
        /// The column ordered by; ties by key.
        always sort: ItemSort,
        /// Whether the largest stands first.
        always descending: bool,
        /// Text that the key or the description holds, ignoring case; empty for all.
        always search: String,
        /// Only these segments; empty for all.
        always segments: Vec<String>,
        /// Only items that need attention.
        always exceptions_only: bool,
        /// Only items with stock on hand and long without demand.
        #[cfg_attr(test, ts(optional))]
        given dormant_only: Option<bool>,
        /// Rows before the window.
        always offset: u32,
        /// Rows in the window.
        always count: u32,
    }
}

choices! {
    /// A column that the item list can be ordered by.
    ItemSort {
        /// Worst first: no result, below target, assumed inputs.
        #[default] Exceptions = "exceptions",
        /// The key.
        Key = "key",
        /// The segment's name.
        Segment = "segment",
        /// Mean demand a period.
        Mean = "mean",
        /// Coefficient of variation.
        Cv = "cv",
        /// Lead time.
        LeadTimeDays = "lead_time_days",
        /// The target.
        Target = "target",
        /// Safety stock, units.
        SafetyStock = "safety_stock",
        /// Safety stock, money.
        SafetyStockValue = "safety_stock_value",
        /// Safety stock, days of demand.
        DaysOfCover = "days_of_cover",
        /// Reorder point, units.
        ReorderPoint = "reorder_point",
        /// Reached cycle service.
        CycleServiceLevel = "cycle_service_level",
        /// Reached fill rate.
        FillRate = "fill_rate",
        /// Revenue a year.
        AnnualRevenue = "annual_revenue",
    }
}

choices! {
    /// A file the page offers for download.
    Export {
        /// `item-results.csv`.
        #[default] ItemResults = "item_results",
        /// `segment-results.csv`.
        SegmentResults = "segment_results",
        /// `scenarios.csv`.
        Scenarios = "scenarios",
    }
}

choices! {
    /// How a CSV is written.
    CsvForm {
        /// Comma, decimal point: for programs, the same everywhere.
        #[default] Plain = "plain",
        /// Comma, decimal point, byte order mark: for Excel where numbers have a point.
        ExcelPoint = "excel_point",
        /// Semicolon, decimal comma, byte order mark: for Excel where numbers have a comma.
        ExcelComma = "excel_comma",
    }
}

choices! {
    /// What the service of all items is counted in.
    MoneyRate {
        /// The share of units served from the shelf.
        #[default] FillRate = "fill_rate",
        /// The chance that a replenishment cycle ends without a shortage.
        CycleService = "cycle_service",
    }
}

choices! {
    /// What a budget is asked for.
    GoalKind {
        /// The least money for an overall rate, a fraction in (0, 1).
        #[default] Service = "service",
        /// The most service for so much safety stock: money, or units where too few items have a cost.
        Capital = "capital",
    }
}

part! {
    /// What is wanted of a budget.
    #[derive(Default)]
    BudgetGoal {
        /// Money or service.
        needed kind: GoalKind,
        /// How much.
        needed value: f64,
        /// The most safety stock of segments, by name.
        given segments: BTreeMap<String, f64>,
        /// The most pallet places.
        #[cfg_attr(test, ts(optional))]
        given pallets: Option<f64>,
    }
}
