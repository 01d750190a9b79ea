//! The register of dimensions: what each is called, its own cut-offs, and what classes by it.

use crate::protocol::policy::{Dimension as Setting, DimensionKind, Span};

use super::abc::Abc;
use super::column::Column;
use super::computed::Computed;
use super::criterion::Criterion;
use super::lead_time::LeadTime;
use super::lifecycle::Lifecycle;
use super::pattern::Pattern;
use super::season::Season;
use super::supplier::Supplier;
use super::velocity::Velocity;
use super::xyz::Xyz;
use super::{Dimension, border};

/// The cut-offs a dimension takes, with its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cuts {
    /// It has none that a policy could set.
    Fixed,
    /// Two shares in (0, 1).
    Shares([f64; 2]),
    /// Two amounts of at least 0.
    Amounts([f64; 2]),
    /// Any number of service levels in (0, 1), none too.
    Levels,
}

/// What is known about a kind of dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// As a policy spells it and an export heads its column.
    pub name: &'static str,
    /// Its cut-offs.
    pub cuts: Cuts,
}

/// The register's line about a kind.
pub fn entry(kind: DimensionKind) -> Entry {
    let (name, cuts) = match kind {
        DimensionKind::Abc => ("abc", Cuts::Shares([0.8, 0.95])),
        DimensionKind::Xyz => ("xyz", Cuts::Amounts([0.5, 1.0])),
        DimensionKind::Criterion => ("criterion", Cuts::Shares([0.2, 0.5])),
        DimensionKind::Velocity => ("velocity", Cuts::Shares([0.25, 0.75])),
        DimensionKind::Pattern => ("pattern", Cuts::Fixed),
        DimensionKind::Season => ("season", Cuts::Fixed),
        DimensionKind::Lifecycle => ("lifecycle", Cuts::Amounts([13.0, 26.0])),
        DimensionKind::LeadTime => ("lead_time", Cuts::Amounts([14.0, 45.0])),
        DimensionKind::Supplier => ("supplier", Cuts::Shares([0.8, 0.95])),
        DimensionKind::Column => ("column", Cuts::Fixed),
        DimensionKind::Computed => ("computed", Cuts::Levels),
    };
    Entry { name, cuts }
}

/// Every kind, in the order of the page's list.
pub const KINDS: [DimensionKind; 11] = [
    DimensionKind::Abc,
    DimensionKind::Xyz,
    DimensionKind::Criterion,
    DimensionKind::Velocity,
    DimensionKind::Pattern,
    DimensionKind::Season,
    DimensionKind::Lifecycle,
    DimensionKind::LeadTime,
    DimensionKind::Supplier,
    DimensionKind::Column,
    DimensionKind::Computed,
];

/// What classes by a policy's setting.
pub fn dimension(setting: &Setting) -> Box<dyn Dimension> {
    let cuts = border::cuts(setting);
    match setting.kind {
        DimensionKind::Abc => {
            let measure = setting.by.unwrap_or_default();
            Box::new(Abc { measure, span: setting.span_days, cuts })
        }
        DimensionKind::Xyz => {
            let bucket = setting.bucket.unwrap_or_default();
            Box::new(Xyz { bucket, deseasonalised: setting.is_deseasonalised(), cuts })
        }
        DimensionKind::Criterion => Box::new(Criterion { cuts }),
        DimensionKind::Velocity => Box::new(Velocity { cuts }),
        DimensionKind::Supplier => Box::new(Supplier { cuts }),
        DimensionKind::Computed => Box::new(Computed { levels: setting.cuts.clone().unwrap_or_default() }),
        DimensionKind::Pattern => Box::new(Pattern),
        DimensionKind::LeadTime => Box::new(LeadTime { cuts }),
        DimensionKind::Column => Box::new(Column { name: setting.column.clone().unwrap_or_default() }),
        DimensionKind::Season => Box::new(Season),
        DimensionKind::Lifecycle => Box::new(Lifecycle { cuts }),
    }
}

/// The price of the `computed` dimension, where there is one.
pub fn price(dimensions: &[Setting]) -> Option<f64> {
    dimensions.iter().find(|setting| setting.kind == DimensionKind::Computed)?.price
}

/// The days that values are summed over: those of the first `abc`, which revenue a year follows.
pub fn span(dimensions: &[Setting]) -> Span {
    let abc = dimensions.iter().find(|setting| setting.kind == DimensionKind::Abc);
    abc.map(|setting| setting.span_days).unwrap_or_default()
}
