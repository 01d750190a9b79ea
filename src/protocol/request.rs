//! What the page asks. Settings travel with the question: the engine holds data only, so an answer can be
//! reproduced from the files and one request.

use serde::{Deserialize, Serialize};

use super::policy::PolicyFile;

/// A question of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// The policy a page opens with.
    NewPolicy,
    /// A policy file's text, checked.
    OpenPolicy {
        /// The file's name, for complaints.
        name: String,
        /// Its text.
        text: String,
    },
    /// The policy as a file to keep.
    PolicyText {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// From now on files are read by this policy's reading part; asked before files are fed.
    Reading {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// A file is removed.
    Forget {
        /// Its slot.
        slot: u32,
    },
    /// What was read, file by file.
    Files {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// The key figures, the matrix and the segments.
    Summary {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// The uniform policies of the same capital and of the same service, which are searched for.
    Compare {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// A window of the item list.
    Items {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which items, in which order.
        list: ItemList,
    },
    /// One item with its working.
    Item {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Its number in key order.
        index: u32,
    },
    /// A file to keep.
    Export {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which one.
        what: Export,
    },
}

/// Which items a list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ItemList {
    /// The column ordered by; ties by key.
    pub sort: ItemSort,
    /// Whether the largest stands first.
    pub descending: bool,
    /// Text that the key or the description holds, ignoring case; empty for all.
    pub search: String,
    /// Only these segments; empty for all.
    pub segments: Vec<String>,
    /// Only items that need attention.
    pub exceptions_only: bool,
    /// Rows before the window.
    pub offset: u32,
    /// Rows in the window.
    pub count: u32,
}

/// A column that the item list can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ItemSort {
    /// Worst first: no result, below target, assumed inputs.
    #[default]
    Exceptions,
    /// The key.
    Key,
    /// The segment's name.
    Segment,
    /// Mean demand a period.
    Mean,
    /// Coefficient of variation.
    Cv,
    /// Lead time.
    LeadTimeDays,
    /// The target.
    Target,
    /// Safety stock, units.
    SafetyStock,
    /// Safety stock, money.
    SafetyStockValue,
    /// Safety stock, days of demand.
    DaysOfCover,
    /// Reorder point, units.
    ReorderPoint,
    /// Reached cycle service.
    CycleServiceLevel,
    /// Reached fill rate.
    FillRate,
    /// Revenue a year.
    AnnualRevenue,
}

/// A file the page offers for download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Export {
    /// `item-results.csv`.
    ItemResults,
    /// `segment-results.csv`.
    SegmentResults,
}
