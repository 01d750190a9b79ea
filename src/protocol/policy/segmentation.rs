//! How items are put in segments, and what holds for a segment.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::node::Node;
use super::super::part::{Misfit, Part, choices, named, part};
use super::super::written::Written;
use super::sizing::{Model, Target, cycle_service};

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

/// What holds for each segment of the policy that a page opens with.
pub(super) fn starting_segments() -> BTreeMap<String, SegmentPolicy> {
    let classes = [("A", 0.98), ("B", 0.95), ("C", 0.90)]
        .into_iter()
        .flat_map(|(class, level)| ["X", "Y", "Z"].map(|steady| (format!("{class}-{steady}"), level)));
    named(classes.chain([("*".to_owned(), 0.95)]).map(|(name, level)| {
        let target = Some(cycle_service(level));
        (name, SegmentPolicy { target, model: Some(Model::Auto), ..SegmentPolicy::default() })
    }))
}
