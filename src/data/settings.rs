//! The part of a policy that reading depends on. A change here means that files have to be fed again.

use std::collections::BTreeMap;

use crate::order;
use crate::protocol::part::named;
use crate::protocol::policy::{BlankPeriods, ColumnMatch, DimensionKind, PolicyFile, UnitField};
use crate::read::condition::Condition;

/// What files are read by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSettings {
    /// Corrected matches by header fingerprint.
    pub matches: BTreeMap<String, ColumnMatch>,
    /// What holds stock of its own.
    pub stocking_unit: Vec<UnitField>,
    /// Table to the condition its rows meet.
    pub filters: BTreeMap<String, String>,
    /// Columns that dimensions and rules name: those that demand has are kept beside its rows.
    pub columns: Vec<String>,
    /// What a blank cell of a wide table means.
    pub blank_periods: BlankPeriods,
}

impl ReadSettings {
    /// The reading part of a policy.
    pub fn new(policy: &PolicyFile) -> Self {
        let filters = policy.filters.iter().filter(|(_, filter)| !filter.trim().is_empty());
        ReadSettings {
            matches: policy.columns.clone(),
            stocking_unit: policy.stocking_unit.clone(),
            filters: named(filters.map(|(table, filter)| (table.clone(), filter.clone()))),
            columns: named_columns(policy),
            blank_periods: policy.blank_periods,
        }
    }

    /// Whether what was read by these serves others: nothing else differs than columns kept that those do not name.
    pub fn serve(&self, others: &ReadSettings) -> bool {
        let kept = others.columns.iter().all(|column| self.columns.contains(column));
        kept && *others == ReadSettings { columns: others.columns.clone(), ..self.clone() }
    }
}

/// The demand column that says which tier a row belongs to.
pub const TIER: &str = "tier";

fn named_columns(policy: &PolicyFile) -> Vec<String> {
    let segmentation = &policy.segmentation;
    let dimensions =
        segmentation.dimensions.iter().filter(|dimension| dimension.kind == DimensionKind::Column);
    let rules = segmentation.rules.iter().filter_map(|rule| Condition::parse(&rule.when).ok());
    let by_rules: Vec<String> =
        rules.flat_map(|rule| rule.columns().into_iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut columns: Vec<String> = dimensions.filter_map(|dimension| dimension.column.clone()).collect();
    columns.extend(by_rules);
    if !policy.tiers.is_empty() {
        columns.push(TIER.to_owned());
    }
    order::sort(&mut columns);
    columns.dedup();
    columns
}
