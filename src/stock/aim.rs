//! A target, and what every item that shares it has in common: the safety factor of its cycle service.

use crate::math::normal;
use crate::policy::Target;

/// A target on its way to many items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// The target.
    pub target: Target,
    /// The standard normal quantile of its cycle service, where it was taken once for all.
    pub(super) factor: Option<f64>,
}

impl Aim {
    /// For many items: what they share is computed now.
    pub fn shared(target: Target) -> Self {
        let factor = if let Target::CycleService(level) = target { normal::quantile(level) } else { None };
        Aim { target, factor }
    }
}

/// For a single item.
impl From<Target> for Aim {
    fn from(target: Target) -> Self {
        Aim { target, factor: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Model, Period, PolicyFile, Review};
    use crate::stats::item::tests::item;
    use crate::stock::{Basis, Bounds, Terms};

    #[test]
    fn what_is_shared_changes_no_bit() {
        for (review, whole) in [(Review::Daily, true), (Review::Daily, false), (Review::Continuous, false)] {
            for model in [Model::Normal, Model::Gamma] {
                let terms = Terms { review, ..Terms::new(&PolicyFile::default(), Period::Week) };
                let basis = Basis::new(&item(13.7, 9.1, whole), model, terms).unwrap();
                for target in [Target::CycleService(0.973), Target::FillRate(0.973), Target::Units(4.0)] {
                    let (one, bounds) = (basis.position(target, &Bounds::default()), Bounds::default());
                    assert_eq!(one, basis.position(Aim::shared(target), &bounds), "{review:?} {target:?}");
                }
            }
        }
    }
}
