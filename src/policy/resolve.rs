//! Which target, model and bounds hold for an item, and why.
//!
//! Each field on its own: the segment's, else that of `*`, else the default. Above the segment's target stands
//! the items table's `service_level`, which is a single override that came with the data; above both stands an
//! override of the policy, which somebody wrote with a reason. An item's own `min_units` likewise holds instead
//! of its segment's.

use crate::error::{Error, PolicyPlace};
use crate::finding::{Cause, Findings};
use crate::protocol::policy::{Model, PolicyFile, SegmentPolicy};
use crate::segment::{Segmentation, Singles};
use crate::stats::Item;

use super::target::{Target, level};

/// The segment whose settings hold where a segment has none.
pub const STAR: &str = "*";

/// Why a target holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetOrigin {
    /// A single override; its position in the policy, where its reason stands.
    Override(u32),
    /// The items table's `service_level`.
    ItemMaster,
    /// The item's segment.
    Segment,
    /// The segment `*`.
    Star,
    /// Nobody set one.
    Default,
}

impl TargetOrigin {
    /// As an answer names it.
    pub fn name(self) -> &'static str {
        match self {
            TargetOrigin::Override(_) => "override",
            TargetOrigin::ItemMaster => "item_master",
            TargetOrigin::Segment => "segment",
            TargetOrigin::Star => "star",
            TargetOrigin::Default => "default",
        }
    }
}

/// What bounds a safety stock, besides zero and shelf life.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bounds {
    /// Least, in days of demand.
    pub min_days: f64,
    /// Most, in days of demand.
    pub max_days: Option<f64>,
    /// Least, in units.
    pub min_units: f64,
}

/// What holds for an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolved {
    /// The target.
    pub target: Target,
    /// Why it holds.
    pub target_origin: TargetOrigin,
    /// The demand model, as the policy chooses it.
    pub model: Model,
    /// What bounds the safety stock.
    pub bounds: Bounds,
    /// A contract that an optimiser may not go below.
    pub floor: Option<Target>,
}

/// What a single item has of its own, whatever its segment says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Own {
    /// Its target, and why that holds.
    pub target: Option<(Target, TargetOrigin)>,
    /// Its least safety stock, units.
    pub min_units: Option<f64>,
}

impl Default for Resolved {
    /// What holds where nobody said anything.
    fn default() -> Self {
        Resolved {
            target: Target::DEFAULT,
            target_origin: TargetOrigin::Default,
            model: Model::Auto,
            bounds: Bounds::default(),
            floor: None,
        }
    }
}

impl Resolved {
    /// The segment's settings with what an item has of its own.
    #[must_use]
    pub fn with(self, own: &Own) -> Self {
        let (target, target_origin) = own.target.unwrap_or((self.target, self.target_origin));
        let min_units = own.min_units.unwrap_or(self.bounds.min_units);
        Resolved { target, target_origin, bounds: Bounds { min_units, ..self.bounds }, ..self }
    }
}

/// What holds in each segment of a segmentation, in the order of its names, and which settings hold for none.
///
/// # Errors
/// [`Error::PolicyLevel`] or [`Error::PolicyField`] where a target of the policy cannot be used; a policy that
/// went through [`check`](super::check()) has none.
pub fn of_segments(
    policy: &PolicyFile,
    segmentation: &Segmentation,
) -> Result<(Vec<Resolved>, Findings), Error> {
    let resolved =
        segmentation.names.iter().map(|name| of_segment(policy, name)).collect::<Result<_, _>>()?;
    let mut findings = Findings::default();
    let has_items = |name: &&String| segmentation.names.contains(name);
    let unused: Vec<&str> =
        policy.segments.keys().filter(|name| *name != STAR && !has_items(name)).map(String::as_str).collect();
    if !unused.is_empty() {
        findings.state("", Cause::UnusedSegment, unused.len() as u64, format!("{}.", unused.join(", ")));
    }
    Ok((resolved, findings))
}

/// The items with settings of their own, by number, ascending; `settings` are those that the item master gives any,
/// `singles` the policy's overrides.
///
/// # Errors
/// As [`of_segments`].
pub fn own(
    items: &[Item],
    settings: &[u32],
    singles: &Singles<'_>,
) -> Result<(Vec<(u32, Own)>, Findings), Error> {
    let mut found = Vec::new();
    let mut typed = 0;
    let every: Vec<u32> = if singles.is_empty() { Vec::new() } else { (0..items.len() as u32).collect() };
    let any = if singles.is_empty() { settings } else { &every };
    for (number, item) in any.iter().filter_map(|&number| Some((number, items.get(number as usize)?))) {
        typed += usize::from(item.master.service_level.is_some());
        let own = own_of(item, singles)?;
        if own != Own::default() {
            found.push((number, own));
        }
    }
    let mut findings = Findings::default();
    if typed > 0 {
        findings.state("", Cause::ServiceLevelColumn, typed as u64, "");
    }
    Ok((found, findings))
}

/// Never inlined: a browser compiles what is called often for speed, but not a loop that is entered once.
#[inline(never)]
fn own_of(item: &Item, singles: &Singles<'_>) -> Result<Own, Error> {
    Ok(Own { target: own_target(item, singles)?, min_units: item.master.min_units })
}

/// What holds for an item of a segment that has no settings of its own for single items.
///
/// # Errors
/// As [`of_segments`].
pub fn of_segment(policy: &PolicyFile, name: &str) -> Result<Resolved, Error> {
    let own = policy.segments.get(name).filter(|_| name != STAR);
    let star = policy.segments.get(STAR);
    let (target, target_origin) = match (own.and_then(target_of), star.and_then(target_of)) {
        (Some(target), _) => (checked(target, name)?, TargetOrigin::Segment),
        (None, Some(target)) => (checked(target, STAR)?, TargetOrigin::Star),
        (None, None) => (Target::DEFAULT, TargetOrigin::Default),
    };
    let bounds = Bounds {
        min_days: first(own, star, |segment| segment.min_days).unwrap_or(0.0),
        max_days: first(own, star, |segment| segment.max_days),
        min_units: first(own, star, |segment| segment.min_units).unwrap_or(0.0),
    };
    let model = first(own, star, |segment| segment.model).unwrap_or_default();
    let contract = own.and_then(|own| own.floor.as_ref()).or_else(|| star?.floor.as_ref());
    let floor = contract.map(|floor| checked(floor, name)).transpose()?;
    Ok(Resolved { target, target_origin, model, bounds, floor })
}

type Setting = crate::protocol::policy::Target;

fn target_of(segment: &SegmentPolicy) -> Option<&Setting> {
    segment.target.as_ref()
}

fn checked(target: &Setting, segment: &str) -> Result<Target, Error> {
    Target::checked(target, || PolicyPlace { path: format!("segments.{segment}.target.value"), spot: None })
}

/// A field of the segment's own, else that of `*`.
fn first<T>(
    own: Option<&SegmentPolicy>,
    star: Option<&SegmentPolicy>,
    field: impl Fn(&SegmentPolicy) -> Option<T>,
) -> Option<T> {
    own.and_then(&field).or_else(|| star.and_then(&field))
}

#[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
fn own_target(item: &Item, singles: &Singles<'_>) -> Result<Option<(Target, TargetOrigin)>, Error> {
    if let Some((position, single)) = singles.find(&item.key, |single| single.target.is_some())
        && let Some(target) = &single.target
    {
        let path = format!("segmentation.overrides[{position}].target.value");
        let target = Target::checked(target, || PolicyPlace { path, spot: None })?;
        return Ok(Some((target, TargetOrigin::Override(position as u32))));
    }
    // A table's level outside its range is a finding of the reader and unknown here.
    let typed = item.master.service_level.as_ref().map(|sourced| sourced.value);
    let typed =
        typed.filter(|&share| level(share, || PolicyPlace { path: String::new(), spot: None }).is_ok());
    Ok(typed.map(|share| (Target::CycleService(share), TargetOrigin::ItemMaster)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Override, Target as Setting, TargetKind, UnitField};
    use crate::segment::stand::{Stand, items};
    use crate::segment::{assign, assign::Setting as Assignment};
    use crate::stats::notable::Notable;
    use crate::stats::{Origin, Sourced};

    const UNIT: [UnitField; 1] = [UnitField::Item];

    /// The first item's settings under a policy; without values every item is C-Z.
    #[track_caller]
    fn check(policy: &PolicyFile, list: Vec<Item>, target: Target, origin: TargetOrigin) -> Resolved {
        let stand = Stand::of(list);
        let found = assign(&stand, Assignment { policy: &policy.segmentation, unit: &UNIT, today: 10 });
        let singles = Singles::new(&policy.segmentation.overrides, &UNIT, 10);
        let (shared, _) = of_segments(policy, &found).unwrap();
        let settings = Notable::of(&stand.items).settings;
        let (own, _) = own(&stand.items, &settings, &singles).unwrap();
        let resolved = own.first().map_or(shared[0], |(_, own)| shared[0].with(own));
        assert_eq!((resolved.target, resolved.target_origin), (target, origin));
        resolved
    }

    fn level(level: f64) -> Setting {
        Setting::new(TargetKind::CycleServiceLevel, Some(level))
    }

    fn with_service_level() -> Vec<Item> {
        let mut list = items(1);
        list[0].master.service_level = Some(Sourced { value: 0.99, origin: Origin::Assumed });
        list[0].master.min_units = Some(7.0);
        list
    }

    #[test]
    fn a_field_is_the_segments_else_the_stars_else_the_default() {
        let mut policy = PolicyFile::default();
        check(&policy, items(1), Target::CycleService(0.90), TargetOrigin::Segment);
        let own = policy.segments.get_mut("C-Z").unwrap();
        (own.target, own.min_units) = (None, Some(3.0));
        policy.segments.get_mut(STAR).unwrap().max_days = Some(60.0);
        let found = check(&policy, items(1), Target::CycleService(0.95), TargetOrigin::Star);
        assert_eq!(found.bounds, Bounds { min_days: 0.0, max_days: Some(60.0), min_units: 3.0 });
        policy.segments.clear();
        let found = check(&policy, items(1), Target::DEFAULT, TargetOrigin::Default);
        assert_eq!((found.model, found.bounds), (Model::Auto, Bounds::default()));
    }

    #[test]
    fn the_items_table_stands_above_the_segment_and_an_override_above_both() {
        let mut policy = PolicyFile::default();
        let found =
            check(&policy, with_service_level(), Target::CycleService(0.99), TargetOrigin::ItemMaster);
        assert_eq!(found.bounds.min_units, 7.0);
        let single = Override { item: "i00".to_owned(), target: Some(level(0.8)), ..Override::default() };
        policy.segmentation.overrides =
            vec![Override { until: Some("1970-01-10".to_owned()), ..single.clone() }];
        check(&policy, with_service_level(), Target::CycleService(0.99), TargetOrigin::ItemMaster);
        policy.segmentation.overrides.push(single);
        check(&policy, with_service_level(), Target::CycleService(0.8), TargetOrigin::Override(1));
    }

    #[test]
    fn segments_without_items_are_named() {
        let policy = PolicyFile::default();
        let stand = Stand::of(items(2));
        let found = assign(&stand, Assignment { policy: &policy.segmentation, unit: &UNIT, today: 0 });
        let (_, findings) = of_segments(&policy, &found).unwrap();
        let unused = findings.list()[0];
        assert_eq!((unused.count, unused.detail.as_str()), (8, "A-X, A-Y, A-Z, B-X, B-Y, B-Z, C-X, C-Y."));
    }
}
