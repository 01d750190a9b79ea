//! Items fall into segments: classes by dimension, then rules, single overrides and merges.
//!
//! In: the items' figures ([`Portfolio`]) and the policy's segmentation. Out: a [`Segmentation`]: for every
//! item its class in each dimension and its segment, and why. Knows `stats`, `read` (the condition language of
//! rules) and the policy file's shape; knows nothing of targets or stock.
//!
//! To add a dimension: one file here that implements [`Dimension`], its line in [`dimension`] and [`entry`],
//! a label on the page, a case.
//!
//! Classes are small numbers inside: an item holds no text of its own, so that 100,000 items stay cheap.

pub mod abc;
pub mod assign;
pub mod bootstrap;
pub mod border;
pub mod column;
mod combine;
pub mod computed;
pub mod criterion;
pub mod lead_time;
pub mod lifecycle;
pub mod measured;
pub mod pattern;
pub mod register;
pub mod rule;
pub mod season;
pub mod single;
#[cfg(test)]
pub(crate) mod stand;
pub mod supplier;
pub mod velocity;
pub mod xyz;

pub use assign::{Origin, Segmentation, assign};
pub use measured::{Measure, Measured};
pub use register::{Cuts, Entry, dimension, entry};
pub use single::Singles;

use crate::finding::Findings;
use crate::protocol::policy::{AbcMeasure, DimensionKind, Span, XyzBucket};
use crate::stats::Item;

/// The class of an item that a dimension knows nothing about.
pub const UNKNOWN: &str = "Unknown";

/// What segmentation asks of the statistics; every list is in the order of the items.
pub trait Portfolio {
    /// The items.
    fn items(&self) -> &[Item];
    /// Each item's value over the last `span` days of the data; none where this measure is unknown for every
    /// item. An item without a value has 0.
    fn values(&self, measure: AbcMeasure, span: Span) -> Option<Values>;
    /// Revenue a year: the sum over `span`, scaled to 365.25 days.
    fn annual_revenue(&self, span: Span) -> Vec<Option<f64>>;
    /// Coefficient of variation over buckets; none with fewer than two buckets or a mean not above zero.
    fn bucket_cv(&self, bucket: XyzBucket) -> Vec<Option<f64>>;
    /// For each item the share of its supplier's lines received on the promised day or before; none without such lines.
    fn on_time(&self) -> Vec<Option<f64>>;
    /// For each item the service level at which it is at its optimum, by the price of the `computed` dimension; none
    /// where its stock cannot be chosen.
    fn optimal_levels(&self) -> Vec<Option<f64>>;
    /// How many days a period of the items' figures has.
    fn days_of_a_period(&self) -> f64;
    /// A column by its name: a canonical role, the fields of the key included, then a header of items, then of
    /// demand; exactly, then ignoring case. None where no loaded file has it.
    fn column(&self, name: &str) -> Option<ColumnValues>;
}

/// Value by item.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Whole numbers of one common step: sums are exact.
    Exact(Vec<i128>),
    /// In their own unit.
    Plain(Vec<f64>),
}

/// A column, one value an item; equal texts share a label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnValues {
    /// The distinct texts, trimmed.
    pub labels: Vec<String>,
    /// Each label read as a number, as the column's cells are read; none where it is no number.
    pub numbers: Vec<Option<f64>>,
    /// For each item the position of its label; none where the cell is blank or the item has no row.
    pub of_item: Vec<Option<u32>>,
    /// Of a demand column outside the stocking unit: the share of quantity that the values shown cover.
    pub covered: Option<f64>,
}

/// One way of classing items.
pub trait Dimension {
    /// The class of every item, with the borders between classes.
    fn classify(&self, portfolio: &dyn Portfolio, findings: &mut Findings) -> Classified;
}

/// A class of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// As in a segment's name.
    pub name: String,
    /// The border towards the better class, in the dimension's own measure.
    pub from: Option<f64>,
    /// The border towards the worse class.
    pub to: Option<f64>,
}

/// Every item's class in one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Classified {
    /// What it classes by.
    pub kind: DimensionKind,
    /// The export's column: `abc`, `lead_time`; of a column its own name.
    pub name: String,
    /// The measure used, or the column's name; may be empty.
    pub title: String,
    /// Its classes, best first, those without items too.
    pub classes: Vec<Class>,
    /// For each item the position of its class.
    pub of_item: Vec<u32>,
    /// Items whose figure lies within 10 % of a border.
    pub near_border: usize,
    /// Of a demand column: the share of quantity that the values shown cover.
    pub covered: Option<f64>,
    /// The figures it classed by.
    pub measured: Measured,
}

impl Classified {
    /// The name of an item's class.
    pub fn class(&self, item: usize) -> &str {
        let class = self.of_item.get(item).and_then(|&class| self.classes.get(class as usize));
        class.map_or(UNKNOWN, |class| class.name.as_str())
    }

    /// Items in each class.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        for &class in &self.of_item {
            if let Some(count) = counts.get_mut(class as usize) {
                *count += 1;
            }
        }
        counts
    }
}
