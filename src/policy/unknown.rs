//! What a policy holds beyond this version: unknown fields, and known ones where they mean nothing.
//!
//! They are kept and written back; one finding names them all.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::finding::{Cause, Findings};
use crate::protocol::policy::{
    ColumnMatch, Dimension, DimensionKind, PolicyFile, SegmentPolicy, Segmentation,
};
use crate::protocol::scenario::Scenario;
use crate::read::encoding::Encoding;
use crate::read::role::Table;
use crate::segment::{Cuts, entry};

use super::place::{Path, ROOT};
use super::source::{Naming, Source};

/// Names every field that this version keeps without using it.
pub(super) fn note(policy: &PolicyFile, source: Source<'_>, findings: &mut Findings) {
    let mut visit = Visit { naming: Naming::new(source, findings, Cause::UnknownField) };
    visit.fields(&ROOT, &policy.unknown);
    visit.fields(&ROOT.key("defaults"), &policy.defaults.unknown);
    visit.fields(&ROOT.key("uniform"), &policy.uniform.unknown);
    visit.segmentation(&policy.segmentation);
    for (name, segment) in &policy.segments {
        visit.segment(&ROOT.key("segments").key(name), segment);
    }
    for (position, tier) in policy.tiers.iter().enumerate() {
        visit.fields(&ROOT.key("tiers").at(position), &tier.unknown);
    }
    for (position, sign_off) in policy.sign_offs.iter().enumerate() {
        visit.fields(&ROOT.key("sign_offs").at(position), &sign_off.unknown);
    }
    for (position, scenario) in policy.scenarios.iter().flatten().enumerate() {
        visit.scenario(&ROOT.key("scenarios").at(position), scenario);
    }
    visit.tables(policy);
}

struct Visit<'v, 't> {
    naming: Naming<'v, 't>,
}

impl Visit<'_, '_> {
    fn fields(&mut self, here: &Path<'_>, unknown: &BTreeMap<String, Value>) {
        for (name, value) in unknown {
            self.naming.field(&here.key(name), &value.to_string());
        }
    }

    fn scenario(&mut self, here: &Path<'_>, scenario: &Scenario) {
        self.fields(here, &scenario.unknown);
        for (name, segment) in scenario.segments.iter().flatten() {
            self.segment(&here.key("segments").key(name), segment);
        }
        for (position, one) in scenario.suppositions.iter().enumerate() {
            self.fields(&here.key("suppositions").at(position), &one.unknown);
        }
    }

    fn segmentation(&mut self, segmentation: &Segmentation) {
        let here = ROOT.key("segmentation");
        self.fields(&here, &segmentation.unknown);
        for (position, dimension) in segmentation.dimensions.iter().enumerate() {
            self.dimension(&here.key("dimensions").at(position), dimension);
        }
        for (position, rule) in segmentation.rules.iter().enumerate() {
            self.fields(&here.key("rules").at(position), &rule.unknown);
        }
        for (position, single) in segmentation.overrides.iter().enumerate() {
            let path = here.key("overrides");
            let path = path.at(position);
            self.fields(&path, &single.unknown);
            if let Some(target) = &single.target {
                self.fields(&path.key("target"), &target.unknown);
            }
        }
    }

    /// A dimension's unknown fields, and those of other kinds of dimension.
    fn dimension(&mut self, here: &Path<'_>, dimension: &Dimension) {
        self.fields(here, &dimension.unknown);
        for name in fields_of_other_kinds(dimension) {
            self.naming.field(&here.key(name), "of no use to this kind of dimension");
        }
    }

    fn segment(&mut self, here: &Path<'_>, segment: &SegmentPolicy) {
        self.fields(here, &segment.unknown);
        for (name, target) in [("target", &segment.target), ("floor", &segment.floor)] {
            if let Some(target) = target {
                self.fields(&here.key(name), &target.unknown);
            }
        }
    }

    /// Filters and matches of tables that nobody knows, and the unknown fields of the others.
    fn tables(&mut self, policy: &PolicyFile) {
        for (table, filter) in &policy.filters {
            if Table::named(table).is_none() {
                self.naming.field(&ROOT.key("filters").key(table), filter);
            }
        }
        let here = ROOT.key("columns");
        for (fingerprint, matched) in &policy.columns {
            self.matched(&here.key(fingerprint), matched);
        }
    }

    fn matched(&mut self, here: &Path<'_>, matched: &ColumnMatch) {
        self.fields(here, &matched.unknown);
        match Table::named(&matched.table) {
            None => self.naming.field(&here.key("table"), &matched.table),
            Some(table) => {
                let unknown = matched.roles.iter().filter(|(role, _)| table.role(role).is_none());
                unknown.for_each(|(role, header)| self.naming.field(&here.key("roles").key(role), header));
            }
        }
        let Some(dialect) = &matched.dialect else { return };
        self.fields(&here.key("dialect"), &dialect.unknown);
        if let Some(label) = dialect.encoding.as_deref().filter(|label| Encoding::named(label).is_none()) {
            self.naming.field(&here.key("dialect").key("encoding"), label);
        }
    }
}

fn fields_of_other_kinds(dimension: &Dimension) -> Vec<&'static str> {
    let kind = dimension.kind;
    let given = [
        ("by", dimension.by.is_some(), kind == DimensionKind::Abc || dimension.is_deseasonalised()),
        ("cuts", dimension.cuts.is_some(), entry(kind).cuts != Cuts::Fixed),
        ("column", dimension.column.is_some(), kind == DimensionKind::Column),
        ("bucket", dimension.bucket.is_some(), kind == DimensionKind::Xyz),
        ("price", dimension.price.is_some(), kind == DimensionKind::Computed),
        ("span_days", !dimension.span_days.is_absent(), kind == DimensionKind::Abc),
    ];
    given.into_iter().filter(|&(_, given, used)| given && !used).map(|(name, ..)| name).collect()
}
