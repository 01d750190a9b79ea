//! The policy file, version 1: every choice of the user in one JSON document.
//!
//! This is its shape alone; `policy::file` checks it and says what is wrong in words. An absent field takes
//! the default written here; an unknown one is kept (`unknown`) and written back untouched.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What `format` says in every policy file.
pub const FORMAT: &str = "segmented-safety-stock/policy";
/// The version this engine writes.
pub const VERSION: u32 = 1;

/// Declares an enumeration of setting names: the variants and how a file spells them.
macro_rules! choices {
    ($(#[$head:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$head])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),+ }
    };
}

choices! {
    /// A field of the stocking unit: what holds stock of its own.
    UnitField {
        /// The item; always part of the unit.
        #[default] Item,
        /// A warehouse, shop or plant.
        Location,
        /// A sales channel.
        Channel,
        /// A customer or client.
        Customer,
    }
}

choices! {
    /// The length of a period.
    Period {
        /// A calendar day.
        Day,
        /// An ISO week, from Monday.
        #[default] Week,
        /// A calendar month.
        Month,
    }
}

/// Where an item's history begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// From its first demand; an intermittent item's first period, which opened the window, is left out.
    #[default]
    FirstDemand,
    /// From its first demand, nothing left out.
    FirstDemandWhole,
    /// From the first period of the data.
    DataStart,
}

choices! {
    /// What happens to the first and last period of transactions that do not fill them.
    EdgePeriods {
        /// They are left out.
        #[default] Drop,
        /// They are kept as they are.
        Keep,
    }
}

choices! {
    /// What a blank cell of a wide demand table means.
    BlankPeriods {
        /// No demand, with a finding.
        #[default] Zero,
        /// Unknown demand.
        Unknown,
    }
}

choices! {
    /// What a negative quantity does.
    Returns {
        /// It takes back the latest earlier sale that holds at least as much.
        #[default] Cancel,
        /// It is left out.
        Exclude,
        /// It is subtracted in its own period.
        Net,
    }
}

choices! {
    /// What the safety stock is sized by.
    Sizing {
        /// The standard deviation of demand.
        #[default] Demand,
        /// The error of a forecast over the interval.
        Forecast,
    }
}

/// Whether the uncertainty of a mean from few periods counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ShortHistory {
    /// The demand term of the variance is multiplied by 1 + T/n.
    #[default]
    Allow,
    /// It is left as it is, as in published examples.
    AsIs,
}

choices! {
    /// How often stock is looked at.
    Review {
        /// Once a day: stock is already below the reorder point when the order goes out.
        #[default] Daily,
        /// At every demand, as textbooks assume.
        Continuous,
    }
}

choices! {
    /// What weighs an item in an overall rate.
    ServiceWeight {
        /// Order lines a year.
        #[default] Lines,
        /// Revenue a year.
        Revenue,
        /// Units a year.
        Units,
        /// Every item alike.
        Items,
    }
}

choices! {
    /// Which source of lead times wins where both exist.
    LeadTimeFrom {
        /// The purchase receipts.
        #[default] Receipts,
        /// The item master.
        Items,
    }
}

choices! {
    /// Which spread a supplier's lines give.
    LeadTimeSd {
        /// Lateness against the promised date.
        #[default] Promised,
        /// Received less ordered.
        Ordered,
    }
}

choices! {
    /// What a target promises.
    TargetKind {
        /// The chance that a replenishment cycle ends without a shortage; a fraction.
        #[default] CycleServiceLevel,
        /// The share of units served from the shelf; a fraction.
        FillRate,
        /// Safety stock for so many days of demand.
        DaysOfCover,
        /// So many units of safety stock.
        Units,
        /// The cycle service at which the next unit costs as much as it saves.
        CostOptimal,
    }
}

choices! {
    /// The demand model over the protection interval.
    Model {
        /// Chosen from the pattern of the history.
        #[default] Auto,
        /// Normal.
        Normal,
        /// Gamma.
        Gamma,
        /// Poisson.
        Poisson,
        /// Negative binomial.
        NegativeBinomial,
        /// Drawn from the history.
        Empirical,
    }
}

choices! {
    /// What a dimension classifies by.
    DimensionKind {
        /// Value: the first 80 %, the next 15 %, the rest.
        #[default] Abc,
        /// Steadiness: the coefficient of variation.
        Xyz,
        /// The cost criterion of Teunter, Babai and Syntetos.
        Criterion,
        /// The share of periods with demand.
        Velocity,
        /// Smooth, erratic, intermittent or lumpy.
        Pattern,
        /// Seasonal or steady.
        Season,
        /// New, active or dormant.
        Lifecycle,
        /// Short, medium or long.
        LeadTime,
        /// Reliable, fair or unreliable.
        Supplier,
        /// The values of a column.
        Column,
    }
}

choices! {
    /// The measure of value that ABC ranks by.
    AbcMeasure {
        /// Revenue.
        #[default] Revenue,
        /// Units.
        Units,
        /// Revenue less cost.
        Margin,
        /// Cost of demand.
        Cost,
        /// Order lines.
        Lines,
    }
}

choices! {
    /// The buckets that XYZ measures the coefficient of variation over.
    XyzBucket {
        /// Four weeks (a month where the period is a month).
        #[default] Standard,
        /// The policy's own period.
        Period,
    }
}

/// A target: what kind of promise, and how much of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Target {
    /// What is promised.
    pub kind: TargetKind,
    /// A fraction in (0, 1), days or units; absent for `cost_optimal`.
    #[serde(default)]
    pub value: Option<f64>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// One way of classing items.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Dimension {
    /// What it classifies by.
    pub kind: DimensionKind,
    /// The measure of `abc`; revenue where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub by: Option<AbcMeasure>,
    /// The borders between classes, ascending; the dimension's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub cuts: Option<Vec<f64>>,
    /// The column of a `column` dimension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub column: Option<String>,
    /// The buckets of `xyz`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub bucket: Option<XyzBucket>,
    /// The days that `abc` sums over: 365 where absent, all of the data where null.
    #[serde(default, skip_serializing_if = "Span::is_absent")]
    #[cfg_attr(test, ts(optional, as = "Option<Option<u32>>"))]
    pub span_days: Span,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// The span of `abc`: absent, all of the data (null), or a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// Not given: a year.
    #[default]
    Absent,
    /// Null: all of the data.
    Whole,
    /// So many days before the end of the data.
    Days(u32),
}

impl Span {
    /// Whether the file does not give it.
    pub fn is_absent(&self) -> bool {
        *self == Span::Absent
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Span::Absent | Span::Whole => serializer.serialize_none(),
            Span::Days(days) => serializer.serialize_u32(*days),
        }
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<u32>::deserialize(deserializer)?.map_or(Span::Whole, Span::Days))
    }
}

/// A rule before the dimensions: the first that holds names the segment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rule {
    /// A condition over columns, classes and figures.
    pub when: String,
    /// The segment it puts the item in.
    pub segment: String,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// One item's own target or segment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Override {
    /// The item.
    pub item: String,
    /// Its location, where the stocking unit has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub location: Option<String>,
    /// Its channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub channel: Option<String>,
    /// Its customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub customer: Option<String>,
    /// The target that holds instead of the segment's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub target: Option<Target>,
    /// The segment that holds instead of the computed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub segment: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The last day it holds, ISO; null for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub until: Option<String>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// How items are grouped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Segmentation {
    /// The dimensions, in the order of a segment's name.
    pub dimensions: Vec<Dimension>,
    /// Rules above them.
    pub rules: Vec<Rule>,
    /// Single items above those.
    pub overrides: Vec<Override>,
    /// Named segments made of several tuples.
    pub merges: BTreeMap<String, Vec<String>>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// What holds for one segment; an absent field takes that of `*`, then the default.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct SegmentPolicy {
    /// The target.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub target: Option<Target>,
    /// The demand model.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub model: Option<Model>,
    /// Least safety stock, in days of demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub min_days: Option<f64>,
    /// Most safety stock, in days of demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub max_days: Option<f64>,
    /// Least safety stock, in units.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub min_units: Option<f64>,
    /// A contract that an optimiser may not go below.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub floor: Option<Target>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub owner: Option<String>,
    /// Why it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub note: Option<String>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// What is assumed where no file says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Defaults {
    /// Lead time, days.
    pub lead_time_days: f64,
    /// Its standard deviation, days.
    pub lead_time_sd_days: f64,
    /// Days between reviews of an order-up-to policy; 0 for none.
    pub review_days: f64,
    /// Units an order.
    pub order_quantity: Option<f64>,
    /// Money a unit costs.
    pub unit_cost: Option<f64>,
    /// Money a unit sells for.
    pub unit_price: Option<f64>,
    /// Share of a unit's cost that holding it for a year costs.
    pub holding_rate: f64,
    /// Money a unit short costs.
    pub stockout_cost: Option<f64>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// A corrected match of a file's columns, found again by the fingerprint of its header.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ColumnMatch {
    /// The table the file is.
    pub table: String,
    /// Role to header.
    pub roles: BTreeMap<String, String>,
    /// How the file is written, where the automatic reading was corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub dialect: Option<DialectChoice>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// The parts of a dialect that a user may fix; an absent one is found automatically.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct DialectChoice {
    /// One character, or `tab`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub delimiter: Option<String>,
    /// A WHATWG label such as `windows-1252`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub encoding: Option<String>,
    /// Header to `point` or `comma`.
    pub decimal: BTreeMap<String, String>,
    /// Header to `year-month-day`, `day-month-year`, `month-day-year`, `excel-1900`, `excel-1904`,
    /// `unix-seconds` or `unix-milliseconds`.
    pub date_order: BTreeMap<String, String>,
    /// The line of the header; 0 where the file has none and columns are called `column 1`, `column 2`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub header_line: Option<u32>,
    /// What a line that is no row begins with; an empty text where no line is left out for its beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub comment: Option<String>,
    /// Headers that are not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
    /// Header of a unit or currency to the only one whose rows are read; `*` for all.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, String>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// A customer tier, best first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Tier {
    /// Its name, as in the commitments.
    pub tier: String,
    /// The probability its promises are kept with.
    pub target: f64,
    /// Stock that lower tiers may not draw below, in units; null is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub protection: Option<f64>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// A role's agreement to segments as they were that day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct SignOff {
    /// Planning, finance, procurement, warehouse or sales.
    pub role: String,
    /// Who signed.
    pub name: String,
    /// When, ISO.
    pub day: String,
    /// The segments covered.
    pub covers: Vec<String>,
    /// SHA-256 over the canonical JSON of what is covered.
    pub hash: String,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

/// The whole policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct PolicyFile {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of the shape.
    pub version: u32,
    /// What the user calls it.
    pub name: String,
    /// What is shown before amounts of money; nothing where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub currency: Option<String>,
    /// What holds stock of its own.
    pub stocking_unit: Vec<UnitField>,
    /// The length of a period.
    pub period: Period,
    /// Where an item's history begins.
    pub window: Window,
    /// What happens to unfilled first and last periods.
    pub edge_periods: EdgePeriods,
    /// What a blank cell of a wide table means.
    pub blank_periods: BlankPeriods,
    /// What a negative quantity does.
    pub returns: Returns,
    /// How many periods back a return may cancel; null is 1, or 7 where the period is a day.
    pub returns_back: Option<u32>,
    /// What the safety stock is sized by.
    pub sizing: Sizing,
    /// Whether few periods make the mean uncertain.
    pub short_history: ShortHistory,
    /// How often stock is looked at.
    pub review: Review,
    /// What weighs an item in an overall rate; null chooses by the data.
    pub service_weight: Option<ServiceWeight>,
    /// Which source of lead times wins.
    pub lead_time_from: LeadTimeFrom,
    /// Which spread a supplier's lines give.
    pub lead_time_sd: LeadTimeSd,
    /// Whether a safety stock below zero is allowed.
    pub allow_negative: bool,
    /// Table to the condition its rows meet.
    pub filters: BTreeMap<String, String>,
    /// Corrected matches by header fingerprint.
    pub columns: BTreeMap<String, ColumnMatch>,
    /// What is assumed where no file says it.
    pub defaults: Defaults,
    /// How items are grouped.
    pub segmentation: Segmentation,
    /// What holds for each segment; `*` for the rest.
    pub segments: BTreeMap<String, SegmentPolicy>,
    /// The one target for all that the policy is compared with.
    pub uniform: Target,
    /// Customer tiers, best first.
    pub tiers: Vec<Tier>,
    /// Seed of everything drawn.
    pub seed: u32,
    /// When it was last reviewed, ISO.
    pub reviewed_on: Option<String>,
    /// Days until the next review.
    pub review_every_days: u32,
    /// Who agreed to what.
    pub sign_offs: Vec<SignOff>,
    /// What changed, kept as written.
    #[cfg_attr(test, ts(type = "unknown[]"))]
    pub history: Vec<Value>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    #[cfg_attr(test, ts(skip))]
    pub unknown: BTreeMap<String, Value>,
}

impl Default for Segmentation {
    /// ABC by revenue and XYZ, without rules.
    fn default() -> Self {
        Segmentation {
            dimensions: vec![
                Dimension {
                    kind: DimensionKind::Abc,
                    by: Some(AbcMeasure::Revenue),
                    cuts: Some(vec![0.8, 0.95]),
                    ..Dimension::default()
                },
                Dimension { kind: DimensionKind::Xyz, cuts: Some(vec![0.5, 1.0]), ..Dimension::default() },
            ],
            rules: Vec::new(),
            overrides: Vec::new(),
            merges: BTreeMap::new(),
            unknown: BTreeMap::new(),
        }
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
            short_history: ShortHistory::default(),
            review: Review::default(),
            service_weight: None,
            lead_time_from: LeadTimeFrom::default(),
            lead_time_sd: LeadTimeSd::default(),
            allow_negative: false,
            filters: BTreeMap::from([("demand".to_owned(), String::new())]),
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

fn cycle_service(level: f64) -> Target {
    Target::new(TargetKind::CycleServiceLevel, Some(level))
}

fn starting_segments() -> BTreeMap<String, SegmentPolicy> {
    let named = [("A", 0.98), ("B", 0.95), ("C", 0.90)]
        .into_iter()
        .flat_map(|(class, level)| ["X", "Y", "Z"].map(|steady| (format!("{class}-{steady}"), level)));
    named
        .chain([("*".to_owned(), 0.95)])
        .map(|(name, level)| {
            let target = Some(cycle_service(level));
            (name, SegmentPolicy { target, model: Some(Model::Auto), ..SegmentPolicy::default() })
        })
        .collect()
}
