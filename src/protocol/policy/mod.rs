//! The policy file, version 1: every choice of the user in one JSON document.
//!
//! This is its shape alone; `policy::file` checks it and says what is wrong in words. An absent field takes
//! the default written here; an unknown one is kept (`unknown`) and written back untouched.

mod agreement;
mod columns;
mod segmentation;
mod sizing;

use std::collections::BTreeMap;

use serde_json::Value;

use super::part::{named, part};
use super::scenario::Scenario;
pub use agreement::{Role, SignOff, Tier};
pub use columns::{ColumnMatch, DialectChoice};
use segmentation::starting_segments;
pub use segmentation::{
    AbcMeasure, Dimension, DimensionKind, Override, Rule, SegmentPolicy, Segmentation, Span, UnitField,
    XyzBucket,
};
use sizing::cycle_service;
pub use sizing::{
    BlankPeriods, Defaults, EdgePeriods, ForecastBy, LeadTimeFrom, LeadTimeSd, Model, Outliers, Period,
    Returns, Review, ServiceWeight, ShortHistory, Sizing, Target, TargetKind, Window,
};

/// What `format` says in every policy file.
pub const FORMAT: &str = "segmented-safety-stock/policy";

/// The version this engine writes.
pub const VERSION: u32 = 1;

part! {
    /// The whole policy.
    PolicyFile {
        /// Always [`FORMAT`].
        always format: String,
        /// The version of the shape.
        always version: u32,
        /// What the user calls it.
        always name: String,
        /// What is shown before amounts of money; nothing where absent.
        #[cfg_attr(test, ts(optional))]
        given currency: Option<String>,
        /// What holds stock of its own.
        always stocking_unit: Vec<UnitField>,
        /// The length of a period.
        always period: Period,
        /// Where an item's history begins.
        always window: Window,
        /// What happens to unfilled first and last periods.
        always edge_periods: EdgePeriods,
        /// What a blank cell of a wide table means.
        always blank_periods: BlankPeriods,
        /// What a negative quantity does.
        always returns: Returns,
        /// How many periods back a return may cancel; null is 1, or 7 where the period is a day.
        always returns_back: Option<u32>,
        /// What the safety stock is sized by.
        always sizing: Sizing,
        /// The forecast that `forecast` sizes by; `auto` where absent.
        #[cfg_attr(test, ts(optional))]
        given forecast: Option<ForecastBy>,
        /// What is done about outliers; they are kept where absent.
        #[cfg_attr(test, ts(optional))]
        given outliers: Option<Outliers>,
        /// Whether few periods make the mean uncertain.
        always short_history: ShortHistory,
        /// How often stock is looked at.
        always review: Review,
        /// What weighs an item in an overall rate; null chooses by the data.
        always service_weight: Option<ServiceWeight>,
        /// Which source of lead times wins.
        always lead_time_from: LeadTimeFrom,
        /// Which spread a supplier's lines give.
        always lead_time_sd: LeadTimeSd,
        /// Whether a safety stock below zero is allowed.
        always allow_negative: bool,
        /// Table to the condition its rows meet.
        always filters: BTreeMap<String, String>,
        /// Corrected matches by header fingerprint.
        always columns: BTreeMap<String, ColumnMatch>,
        /// What is assumed where no file says it.
        always defaults: Defaults,
        /// How items are grouped.
        always segmentation: Segmentation,
        /// What holds for each segment; `*` for the rest.
        always segments: BTreeMap<String, SegmentPolicy>,
        /// The one target for all that the policy is compared with.
        always uniform: Target,
        /// Customer tiers, best first.
        always tiers: Vec<Tier>,
        /// Seed of everything drawn.
        always seed: u32,
        /// When it was last reviewed, ISO.
        always reviewed_on: Option<String>,
        /// Days until the next review.
        always review_every_days: u32,
        /// Who agreed to what.
        always sign_offs: Vec<SignOff>,
        /// What changed, kept as written.
        #[cfg_attr(test, ts(type = "unknown[]"))]
        always history: Vec<Value>,
        /// Named copies with what is supposed.
        #[cfg_attr(test, ts(optional))]
        given scenarios: Option<Vec<Scenario>>,
    }
}

impl Default for PolicyFile {
    /// The policy the page opens with: nine segments of ABC and XYZ.
    fn default() -> Self {
        PolicyFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            name: String::new(),
            currency: None,
            stocking_unit: vec![UnitField::Item, UnitField::Location],
            period: Period::default(),
            window: Window::default(),
            edge_periods: EdgePeriods::default(),
            blank_periods: BlankPeriods::default(),
            returns: Returns::default(),
            returns_back: None,
            sizing: Sizing::default(),
            forecast: None,
            outliers: None,
            short_history: ShortHistory::default(),
            review: Review::default(),
            service_weight: None,
            lead_time_from: LeadTimeFrom::default(),
            lead_time_sd: LeadTimeSd::default(),
            allow_negative: false,
            filters: named([("demand".to_owned(), String::new())]),
            columns: BTreeMap::new(),
            defaults: Defaults::default(),
            segmentation: Segmentation::default(),
            segments: starting_segments(),
            uniform: cycle_service(0.95),
            tiers: Vec::new(),
            seed: 1,
            reviewed_on: None,
            review_every_days: 90,
            sign_offs: Vec::new(),
            history: Vec::new(),
            scenarios: None,
            unknown: BTreeMap::new(),
        }
    }
}
