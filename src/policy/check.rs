//! Whether a policy can be used: every number in its range, every name given once, every day a day.
//!
//! Works on the value, so that what the page sends is held to the same as a file; with the text at hand a
//! complaint names line and column too. The first fault ends it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::finding::Findings;
use crate::protocol::policy::{
    AbcMeasure, ColumnMatch, Defaults, DialectChoice, Dimension, DimensionKind, FORMAT, PolicyFile,
    SegmentPolicy, Segmentation, Span, UnitField, VERSION,
};
use crate::read::cell::{DateOrder, DecimalMark};
use crate::read::dialect::delimiter_of;
use crate::segment::{Cuts, entry};

use super::place::{Path, ROOT};
use super::source::Source;
use super::target::{MOST, level};
use super::unknown;

/// Dimensions that a segmentation may have: more only split items into segments of one.
pub const MOST_DIMENSIONS: usize = 8;

/// Checks a policy that comes as a value. The findings name unknown fields.
///
/// # Errors
/// [`Error::PolicyField`], [`Error::PolicyLevel`], [`Error::PolicyFormat`] or [`Error::PolicyNewer`]: the first
/// field that cannot be used, with its path.
pub fn check(policy: &PolicyFile) -> Result<Findings, Error> {
    checked(policy, Source(None))
}

/// Checks a policy; `source` knows the places of its fields.
pub(super) fn checked(policy: &PolicyFile, source: Source<'_>) -> Result<Findings, Error> {
    let check = Check { source };
    check.head(policy)?;
    check.stocking_unit(&policy.stocking_unit)?;
    check.filters(&policy.filters)?;
    check.columns(&policy.columns)?;
    check.defaults(&policy.defaults)?;
    check.segmentation(&policy.segmentation)?;
    check.segments(&ROOT.key("segments"), &policy.segments)?;
    check.scenarios(policy)?;
    check.source.target(&ROOT.key("uniform"), &policy.uniform)?;
    check.people(policy)?;
    let mut findings = Findings::default();
    unknown::note(policy, source, &mut findings);
    Ok(findings)
}

#[derive(Clone, Copy)]
pub(super) struct Check<'t> {
    pub(super) source: Source<'t>,
}

impl Check<'_> {
    fn head(self, policy: &PolicyFile) -> Result<(), Error> {
        if policy.format != FORMAT {
            return Err(Error::PolicyFormat { found: format!("`format` is {:?}", policy.format) });
        }
        if policy.version > VERSION {
            return Err(Error::PolicyNewer { found: u64::from(policy.version), known: VERSION });
        }
        if policy.version == 0 {
            return Err(self.source.refused(&ROOT.key("version"), &0, "a whole number from 1"));
        }
        Ok(())
    }

    fn stocking_unit(self, unit: &[UnitField]) -> Result<(), Error> {
        let here = ROOT.key("stocking_unit");
        if !unit.contains(&UnitField::Item) {
            return Err(self.source.refused(&here, &"no `item`", "a list with `item` in it"));
        }
        for (position, field) in unit.iter().enumerate() {
            if unit.iter().take(position).any(|earlier| earlier == field) {
                return Err(self.source.refused(
                    &here.at(position),
                    &"a field named twice",
                    "each field once",
                ));
            }
        }
        Ok(())
    }

    fn columns(self, columns: &BTreeMap<String, ColumnMatch>) -> Result<(), Error> {
        for (fingerprint, matched) in columns {
            let here = ROOT.key("columns");
            let here = here.key(fingerprint);
            if let Some(dialect) = &matched.dialect {
                self.dialect(&here.key("dialect"), dialect)?;
            }
        }
        Ok(())
    }

    fn dialect(self, here: &Path<'_>, dialect: &DialectChoice) -> Result<(), Error> {
        if let Some(mark) = dialect.delimiter.as_deref().filter(|mark| delimiter_of(mark).is_none()) {
            let allowed = "one or two characters, or tab";
            return Err(self.source.refused_text(&here.key("delimiter"), mark, allowed));
        }
        for (header, mark) in &dialect.decimal {
            if DecimalMark::named(mark).is_none() {
                let path = here.key("decimal");
                return Err(self.source.refused_text(&path.key(header), mark, "point or comma"));
            }
        }
        for (header, order) in &dialect.date_order {
            if DateOrder::named(order).is_none() {
                let path = here.key("date_order");
                let names: Vec<_> = DateOrder::ALL.iter().map(|order| order.name()).collect();
                return Err(self.source.refused_text(&path.key(header), order, names.join(", ")));
            }
        }
        Ok(())
    }

    fn defaults(self, defaults: &Defaults) -> Result<(), Error> {
        let here = ROOT.key("defaults");
        let always = [
            ("lead_time_days", defaults.lead_time_days),
            ("lead_time_sd_days", defaults.lead_time_sd_days),
            ("review_days", defaults.review_days),
        ];
        let sometimes = [
            ("unit_cost", defaults.unit_cost),
            ("unit_price", defaults.unit_price),
            ("stockout_cost", defaults.stockout_cost),
        ];
        for (name, value) in always {
            self.source.amount(&here.key(name), value)?;
        }
        for (name, value) in sometimes {
            self.source.perhaps(&here.key(name), value)?;
        }
        self.source.yearly_share(&here.key("holding_rate"), defaults.holding_rate)?;
        match defaults.order_quantity {
            Some(quantity) if !(quantity > 0.0 && quantity <= MOST) => {
                Err(self.source.refused(&here.key("order_quantity"), &quantity, "a number above 0, or null"))
            }
            _ => Ok(()),
        }
    }

    fn segmentation(self, segmentation: &Segmentation) -> Result<(), Error> {
        let here = ROOT.key("segmentation");
        let count = segmentation.dimensions.len();
        if count > MOST_DIMENSIONS {
            let allowed = format!("at most {MOST_DIMENSIONS}");
            return Err(self.source.refused(
                &here.key("dimensions"),
                &format!("{count} dimensions"),
                allowed,
            ));
        }
        for (position, dimension) in segmentation.dimensions.iter().enumerate() {
            let path = here.key("dimensions");
            let path = path.at(position);
            self.dimension(&path, dimension)?;
            if segmentation.dimensions.iter().take(position).any(|earlier| is_same(earlier, dimension)) {
                let name = entry(dimension.kind).name;
                return Err(self.source.refused(
                    &path,
                    &format!("{name} for the second time"),
                    "each dimension once",
                ));
            }
        }
        for (position, rule) in segmentation.rules.iter().enumerate() {
            let path = here.key("rules");
            let path = path.at(position);
            self.source.condition(&path.key("when"), &rule.when)?;
            self.source.name(&path.key("segment"), &rule.segment)?;
        }
        self.overrides(&here.key("overrides"), segmentation)?;
        self.merges(&here.key("merges"), &segmentation.merges)
    }

    fn dimension(self, here: &Path<'_>, dimension: &Dimension) -> Result<(), Error> {
        if dimension.kind == DimensionKind::Column {
            self.source.name(&here.key("column"), dimension.column.as_deref().unwrap_or_default())?;
        }
        if dimension.kind == DimensionKind::Abc && dimension.by == Some(AbcMeasure::Deseasonalised) {
            let allowed = "revenue, units, margin, cost or lines";
            return Err(self.source.refused(&here.key("by"), &"deseasonalised", allowed));
        }
        if dimension.kind == DimensionKind::Computed {
            match dimension.price {
                Some(price) if price > 0.0 && price <= MOST => {}
                price => {
                    let found = price.map_or("no price".to_owned(), |price| price.to_string());
                    return Err(self.source.refused(&here.key("price"), &found, "a number above 0"));
                }
            }
        }
        if dimension.span_days == Span::Days(0) {
            return Err(self.source.refused(
                &here.key("span_days"),
                &0,
                "a whole number from 1, or null for all",
            ));
        }
        match (&dimension.cuts, entry(dimension.kind).cuts) {
            (None, _) | (_, Cuts::Fixed) => Ok(()),
            (Some(cuts), kind) => self.source.cuts(&here.key("cuts"), cuts, kind),
        }
    }

    fn overrides(self, here: &Path<'_>, segmentation: &Segmentation) -> Result<(), Error> {
        for (position, single) in segmentation.overrides.iter().enumerate() {
            let path = here.at(position);
            self.source.name(&path.key("item"), &single.item)?;
            if let Some(segment) = &single.segment {
                self.source.name(&path.key("segment"), segment)?;
            }
            if let Some(target) = &single.target {
                self.source.target(&path.key("target"), target)?;
            }
            self.source.day(&path.key("until"), single.until.as_deref())?;
        }
        Ok(())
    }

    fn merges(self, here: &Path<'_>, merges: &BTreeMap<String, Vec<String>>) -> Result<(), Error> {
        let mut merged: FxHashMap<&str, &str> = FxHashMap::default();
        for (name, tuples) in merges {
            let path = here.key(name);
            self.source.name(&path, name)?;
            for (position, tuple) in tuples.iter().enumerate() {
                self.source.name(&path.at(position), tuple)?;
                if let Some(other) = merged.insert(tuple, name) {
                    let allowed = format!("each combination in one merge; {other:?} has it already");
                    return Err(self.source.refused_text(&path.at(position), tuple, allowed));
                }
            }
        }
        Ok(())
    }

    pub(super) fn segments(
        self,
        here: &Path<'_>,
        segments: &BTreeMap<String, SegmentPolicy>,
    ) -> Result<(), Error> {
        for (name, segment) in segments {
            let here = here.key(name);
            self.source.name(&here, name)?;
            for (field, target) in [("target", &segment.target), ("floor", &segment.floor)] {
                if let Some(target) = target {
                    self.source.target(&here.key(field), target)?;
                }
            }
            self.source.perhaps(&here.key("min_days"), segment.min_days)?;
            self.source.perhaps(&here.key("max_days"), segment.max_days)?;
            self.source.perhaps(&here.key("min_units"), segment.min_units)?;
        }
        Ok(())
    }

    /// Tiers, reviews and sign-offs.
    fn people(self, policy: &PolicyFile) -> Result<(), Error> {
        for (position, tier) in policy.tiers.iter().enumerate() {
            let here = ROOT.key("tiers");
            let here = here.at(position);
            self.source.name(&here.key("tier"), &tier.tier)?;
            if policy.tiers.iter().take(position).any(|earlier| earlier.tier == tier.tier) {
                return Err(self.source.refused_text(&here.key("tier"), &tier.tier, "each tier once"));
            }
            level(tier.target, || self.source.place(&here.key("target")))?;
            self.source.perhaps(&here.key("protection"), tier.protection)?;
        }
        self.source.day(&ROOT.key("reviewed_on"), policy.reviewed_on.as_deref())?;
        for (position, sign_off) in policy.sign_offs.iter().enumerate() {
            let here = ROOT.key("sign_offs");
            let here = here.at(position);
            self.source.name(&here.key("role"), &sign_off.role)?;
            self.source.day(&here.key("day"), Some(&sign_off.day))?;
        }
        Ok(())
    }

    /// Filters by table; a blank one keeps every row.
    fn filters(self, filters: &BTreeMap<String, String>) -> Result<(), Error> {
        let here = ROOT.key("filters");
        let mut given = filters.iter().filter(|(_, filter)| !filter.trim().is_empty());
        given.try_for_each(|(table, filter)| self.source.condition(&here.key(table), filter))
    }
}

fn is_same(one: &Dimension, other: &Dimension) -> bool {
    let what = |dimension: &Dimension| {
        let Dimension { kind, by, column, bucket, .. } = dimension.clone();
        (kind, by.unwrap_or_default(), column, bucket.unwrap_or_default())
    };
    what(one) == what(other)
}
