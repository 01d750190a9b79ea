//! Policies to begin with: a segmentation and its targets in place of those there are; everything else stays.

use std::collections::BTreeMap;

use crate::protocol::policy::{
    Dimension, DimensionKind, PolicyFile, SegmentPolicy, Segmentation, Target, TargetKind,
};
use crate::protocol::request::Preset;

use super::resolve::STAR;

/// What every preset needs to be told: the columns that stand for what it classes by, where files name them otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a>(pub &'a [String]);

impl Named<'_> {
    fn column(&self, place: usize, usual: &str) -> Dimension {
        let named = self.0.get(place).filter(|name| !name.trim().is_empty());
        let column = Some(named.map_or_else(|| usual.to_owned(), Clone::clone));
        Dimension { kind: DimensionKind::Column, column, ..Dimension::default() }
    }
}

/// The policy with a preset's dimensions and targets in place of its own; single overrides stay. `None` for the
/// preset that is computed from the data.
pub fn preset(policy: &PolicyFile, preset: Preset, named: Named<'_>) -> Option<PolicyFile> {
    let of = |kind| Dimension { kind, ..Dimension::default() };
    let abc = || of(DimensionKind::Abc);
    let cycle = |level| Target::new(TargetKind::CycleServiceLevel, Some(level));
    let rate = |level| Target::new(TargetKind::FillRate, Some(level));
    let taught = [("A", 0.98), ("B", 0.95), ("C", 0.90)];
    let (dimensions, targets, star) = match preset {
        Preset::Taught => (vec![abc()], own(taught, cycle), cycle(0.95)),
        Preset::AbcXyz => {
            let targets = crossed(taught, ["X", "Y", "Z"]);
            (vec![abc(), of(DimensionKind::Xyz)], own(targets, cycle), cycle(0.95))
        }
        Preset::VelocityLeadTime => {
            let targets = crossed([("F", 0.98), ("S", 0.95), ("N", 0.90)], ["Short", "Medium", "Long"]);
            (vec![of(DimensionKind::Velocity), of(DimensionKind::LeadTime)], own(targets, cycle), cycle(0.95))
        }
        Preset::ChannelFulfilment => {
            (vec![named.column(0, "channel"), named.column(1, "fulfilment")], BTreeMap::new(), rate(0.97))
        }
        Preset::ClientSla => (vec![named.column(0, "customer")], BTreeMap::new(), rate(0.98)),
        Preset::CustomerTier => {
            let targets = [("Gold", 0.99), ("Silver", 0.96), ("Bronze", 0.92)];
            (vec![named.column(0, "tier")], own(targets, rate), rate(0.95))
        }
        Preset::ComponentCriticality => {
            let targets =
                [("A", 0.99), ("B", 0.96), ("C", 0.92), ("High", 0.99), ("Medium", 0.96), ("Low", 0.92)];
            (vec![named.column(0, "criticality")], own(targets, cycle), cycle(0.95))
        }
        Preset::Electronics => {
            let targets = [("Core", 0.98), ("Seasonal", 0.95), ("Niche", 0.90)];
            (vec![named.column(0, "range")], own(targets, cycle), cycle(0.95))
        }
        Preset::ThreeComputed => return None,
    };
    let mut segments = targets;
    // A contract: what an optimiser may not go below is what was promised.
    let floor = (preset == Preset::ClientSla).then(|| star.clone());
    segments.insert(STAR.to_owned(), SegmentPolicy { target: Some(star), floor, ..SegmentPolicy::default() });
    let before = &policy.segmentation;
    let segmentation = Segmentation {
        dimensions,
        rules: Vec::new(),
        merges: BTreeMap::new(),
        overrides: before.overrides.clone(),
        unknown: before.unknown.clone(),
    };
    Some(PolicyFile { segmentation, segments, ..policy.clone() })
}

fn own<N: Into<String>>(
    targets: impl IntoIterator<Item = (N, f64)>,
    target: impl Fn(f64) -> Target,
) -> BTreeMap<String, SegmentPolicy> {
    let mut segments = BTreeMap::new();
    for (name, level) in targets {
        let own = SegmentPolicy { target: Some(target(level)), ..SegmentPolicy::default() };
        segments.insert(name.into(), own);
    }
    segments
}

fn crossed(rows: [(&str, f64); 3], columns: [&str; 3]) -> Vec<(String, f64)> {
    let each =
        rows.into_iter().flat_map(|(row, level)| columns.map(|column| (format!("{row}-{column}"), level)));
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{check, read, text};
    use super::*;

    #[test]
    fn every_preset_is_a_policy_that_survives_its_file() {
        let all = [
            Preset::Taught,
            Preset::AbcXyz,
            Preset::VelocityLeadTime,
            Preset::ChannelFulfilment,
            Preset::ClientSla,
            Preset::CustomerTier,
            Preset::ComponentCriticality,
            Preset::Electronics,
        ];
        for kind in all {
            let found = preset(&PolicyFile::default(), kind, Named(&[])).unwrap();
            assert!(check(&found).is_ok(), "{kind:?}");
            assert_eq!(read(&text(&found)).unwrap().0, found, "{kind:?}");
        }
        assert_eq!(preset(&PolicyFile::default(), Preset::ThreeComputed, Named(&[])), None);
    }

    #[test]
    fn a_column_may_be_called_otherwise() {
        let named = ["sales-channel".to_owned(), "fulfillment-channel".to_owned()];
        let found = preset(&PolicyFile::default(), Preset::ChannelFulfilment, Named(&named)).unwrap();
        let columns: Vec<_> = found
            .segmentation
            .dimensions
            .iter()
            .filter_map(|dimension| dimension.column.as_deref())
            .collect();
        assert_eq!(columns, named);
    }
}
