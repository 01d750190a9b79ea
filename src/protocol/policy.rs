//! The policy file, version 1: every choice of the user in one JSON document.
//!
//! This is its shape alone; `policy::file` checks it and says what is wrong in words. An absent field takes
//! the default written here; an unknown one is kept (`unknown`) and written back untouched.

use std::collections::BTreeMap;

use serde_json::Value;

use super::node::Node;
use super::part::{Misfit, Part, choices, named, part};
use super::scenario::Scenario;
use super::written::Written;

/// What `format` says in every policy file.
pub const FORMAT: &str = "segmented-safety-stock/policy";
/// The version this engine writes.
pub const VERSION: u32 = 1;

choices! {
    /// A field of the stocking unit: what holds stock of its own.
    UnitField {
        /// The item; always part of the unit.
        #[default] Item = "item",
        /// A warehouse, shop or plant.
        Location = "location",
        /// A sales channel.
        Channel = "channel",
        /// A customer or client.
        Customer = "customer",
    }
}

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

choices! {
    /// What a dimension classifies by.
    DimensionKind {
        /// Value: the first 80 %, the next 15 %, the rest.
        #[default] Abc = "abc",
        /// Steadiness: the coefficient of variation.
        Xyz = "xyz",
        /// The cost criterion of Teunter, Babai and Syntetos.
        Criterion = "criterion",
        /// The share of periods with demand.
        Velocity = "velocity",
        /// Smooth, erratic, intermittent or lumpy.
        Pattern = "pattern",
        /// Seasonal or steady.
        Season = "season",
        /// New, active or dormant.
        Lifecycle = "lifecycle",
        /// Short, medium or long.
        LeadTime = "lead_time",
        /// Reliable, fair or unreliable.
        Supplier = "supplier",
        /// The values of a column.
        Column = "column",
        /// Groups computed from the data: the optimal service level at a price.
        Computed = "computed",
    }
}

choices! {
    /// The measure of value that ABC ranks by, or what XYZ looks at.
    AbcMeasure {
        /// Revenue.
        #[default] Revenue = "revenue",
        /// Units.
        Units = "units",
        /// Revenue less cost.
        Margin = "margin",
        /// Cost of demand.
        Cost = "cost",
        /// Order lines.
        Lines = "lines",
        /// Of `xyz` alone: demand less its course over the year, where the item is seasonal.
        Deseasonalised = "deseasonalised",
    }
}

choices! {
    /// The buckets that XYZ measures the coefficient of variation over.
    XyzBucket {
        /// Four weeks (a month where the period is a month).
        #[default] Standard = "standard",
        /// The policy's own period.
        Period = "period",
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
    /// One way of classing items.
    #[derive(Default)]
    Dimension {
        /// What it classifies by.
        needed kind: DimensionKind,
        /// The measure of `abc`, revenue where absent; `deseasonalised` of `xyz`, demand as it is where absent.
        #[cfg_attr(test, ts(optional))]
        given by: Option<AbcMeasure>,
        /// The borders between classes, ascending; the dimension's own where absent.
        #[cfg_attr(test, ts(optional))]
        given cuts: Option<Vec<f64>>,
        /// The column of a `column` dimension.
        #[cfg_attr(test, ts(optional))]
        given column: Option<String>,
        /// The buckets of `xyz`.
        #[cfg_attr(test, ts(optional))]
        given bucket: Option<XyzBucket>,
        /// Of `computed`: what the whole of the overall fill rate is worth, money (or units) of safety stock.
        #[cfg_attr(test, ts(optional))]
        given price: Option<f64>,
        /// The days that `abc` sums over: 365 where absent, all of the data where null.
        #[cfg_attr(test, ts(optional, as = "Option<Option<u32>>"))]
        given span_days: Span,
    }
}

impl Dimension {
    /// Whether it is `xyz` on demand less its season.
    pub fn is_deseasonalised(&self) -> bool {
        self.kind == DimensionKind::Xyz && self.by == Some(AbcMeasure::Deseasonalised)
    }
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

impl Part for Span {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        let mut days: Option<u32> = None;
        days.read(value)?;
        *self = days.map_or(Span::Whole, Span::Days);
        Ok(())
    }
}

impl Written for Span {
    fn node(&self) -> Node<'_> {
        match self {
            Span::Absent | Span::Whole => Node::Null,
            Span::Days(days) => days.node(),
        }
    }

    fn is_given(&self) -> bool {
        !self.is_absent()
    }
}

part! {
    /// A rule before the dimensions: the first that holds names the segment.
    #[derive(Default)]
    Rule {
        /// A condition over columns, classes and figures.
        needed when: String,
        /// The segment it puts the item in.
        needed segment: String,
    }
}

part! {
    /// One item's own target or segment.
    #[derive(Default)]
    Override {
        /// The item.
        needed item: String,
        /// Its location, where the stocking unit has one.
        #[cfg_attr(test, ts(optional))]
        given location: Option<String>,
        /// Its channel.
        #[cfg_attr(test, ts(optional))]
        given channel: Option<String>,
        /// Its customer.
        #[cfg_attr(test, ts(optional))]
        given customer: Option<String>,
        /// The target that holds instead of the segment's.
        #[cfg_attr(test, ts(optional))]
        given target: Option<Target>,
        /// The segment that holds instead of the computed one.
        #[cfg_attr(test, ts(optional))]
        given segment: Option<String>,
        /// Why.
        always reason: String,
        /// The last day it holds, ISO; null for ever.
        #[cfg_attr(test, ts(optional))]
        given until: Option<String>,
    }
}

part! {
    /// How items are grouped.
    Segmentation {
        /// The dimensions, in the order of a segment's name.
        always dimensions: Vec<Dimension>,
        /// Rules above them.
        always rules: Vec<Rule>,
        /// Single items above those.
        always overrides: Vec<Override>,
        /// Named segments made of several tuples.
        always merges: BTreeMap<String, Vec<String>>,
    }
}

part! {
    /// What holds for one segment; an absent field takes that of `*`, then the default.
    #[derive(Default)]
    SegmentPolicy {
        /// The target.
        #[cfg_attr(test, ts(optional))]
        given target: Option<Target>,
        /// The demand model.
        #[cfg_attr(test, ts(optional))]
        given model: Option<Model>,
        /// Least safety stock, in days of demand.
        #[cfg_attr(test, ts(optional))]
        given min_days: Option<f64>,
        /// Most safety stock, in days of demand.
        #[cfg_attr(test, ts(optional))]
        given max_days: Option<f64>,
        /// Least safety stock, in units.
        #[cfg_attr(test, ts(optional))]
        given min_units: Option<f64>,
        /// A contract that an optimiser may not go below.
        #[cfg_attr(test, ts(optional))]
        given floor: Option<Target>,
        /// Who answers for it.
        #[cfg_attr(test, ts(optional))]
        given owner: Option<String>,
        /// Why it is so.
        #[cfg_attr(test, ts(optional))]
        given note: Option<String>,
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

part! {
    /// A corrected match of a file's columns, found again by the fingerprint of its header.
    #[derive(Default)]
    ColumnMatch {
        /// The table the file is.
        always table: String,
        /// Role to header; none where the columns are to be matched to the table anew.
        always roles: BTreeMap<String, String>,
        /// How the file is written, where the automatic reading was corrected.
        #[cfg_attr(test, ts(optional))]
        given dialect: Option<DialectChoice>,
    }
}

part! {
    /// The parts of a dialect that a user may fix; an absent one is found automatically.
    #[derive(Default)]
    DialectChoice {
        /// One character, or `tab`.
        #[cfg_attr(test, ts(optional))]
        given delimiter: Option<String>,
        /// A WHATWG label such as `windows-1252`.
        #[cfg_attr(test, ts(optional))]
        given encoding: Option<String>,
        /// Header to `point` or `comma`.
        always decimal: BTreeMap<String, String>,
        /// Header to `year-month-day`, `day-month-year`, `month-day-year`, `excel-1900`, `excel-1904`,
        /// `unix-seconds` or `unix-milliseconds`.
        always date_order: BTreeMap<String, String>,
        /// The line of the header; 0 where the file has none and columns are called `column 1`, `column 2`, ...
        #[cfg_attr(test, ts(optional))]
        given header_line: Option<u32>,
        /// What a line that is no row begins with; an empty text where no line is left out for its beginning.
        #[cfg_attr(test, ts(optional))]
        given comment: Option<String>,
        /// The name of the kind of export that the file is read as; `none` for its columns alone.
        #[cfg_attr(test, ts(optional))]
        given preset: Option<String>,
        /// Headers that are not read.
        given ignored: Vec<String>,
        /// Header of a unit or currency to the only one whose rows are read; `*` for all.
        given only: BTreeMap<String, String>,
        /// Item that adds up all others to `total`, whose rows are left out, or `item`, whose rows count.
        given totals: BTreeMap<String, String>,
    }
}

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

impl Role {
    /// Every role.
    pub const ALL: [Role; 5] =
        [Role::Planning, Role::Finance, Role::Procurement, Role::Warehouse, Role::Sales];
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
    let classes = [("A", 0.98), ("B", 0.95), ("C", 0.90)]
        .into_iter()
        .flat_map(|(class, level)| ["X", "Y", "Z"].map(|steady| (format!("{class}-{steady}"), level)));
    named(classes.chain([("*".to_owned(), 0.95)]).map(|(name, level)| {
        let target = Some(cycle_service(level));
        (name, SegmentPolicy { target, model: Some(Model::Auto), ..SegmentPolicy::default() })
    }))
}
