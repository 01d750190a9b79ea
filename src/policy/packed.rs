//! What holds for items, on its way to another worker. Why a target holds stays behind: no stock follows from it.

use super::resolve::{Bounds, Own, Resolved, TargetOrigin};
use super::target::Target;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::Model;

impl Target {
    /// Writes it.
    pub fn pack(self, pack: &mut Pack) {
        let (kind, value) = match self {
            Target::CycleService(level) => (0, level),
            Target::FillRate(level) => (1, level),
            Target::DaysOfCover(days) => (2, days),
            Target::Units(units) => (3, units),
            Target::CostOptimal => (4, 0.0),
        };
        pack.number(kind);
        pack.real(value);
    }

    /// Reads what [`Target::pack`] wrote; `None` of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (kind, value) = (from.number(), from.real());
        Some(match kind {
            0 => Target::CycleService(value),
            1 => Target::FillRate(value),
            2 => Target::DaysOfCover(value),
            3 => Target::Units(value),
            4 => Target::CostOptimal,
            _ => return None,
        })
    }

    /// Writes one, or none.
    pub fn pack_maybe(target: Option<Self>, pack: &mut Pack) {
        pack.flag(target.is_some());
        if let Some(target) = target {
            target.pack(pack);
        }
    }

    /// Reads what [`Target::pack_maybe`] wrote; the outer `None` of anything else.
    pub fn unpack_maybe(from: &mut Unpack<'_>) -> Option<Option<Self>> {
        if from.flag() { Target::unpack(from).map(Some) } else { Some(None) }
    }
}

impl Resolved {
    /// Writes what stock follows from.
    pub fn pack(&self, pack: &mut Pack) {
        self.target.pack(pack);
        Target::pack_maybe(self.floor, pack);
        pack.real(self.bounds.min_days);
        pack.maybe(self.bounds.max_days);
        pack.real(self.bounds.min_units);
    }

    /// Reads what [`Resolved::pack`] wrote; `None` of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (target, floor) = (Target::unpack(from)?, Target::unpack_maybe(from)?);
        let bounds = Bounds { min_days: from.real(), max_days: from.maybe(), min_units: from.real() };
        Some(Resolved { target, target_origin: TargetOrigin::Default, model: Model::Auto, bounds, floor })
    }
}

impl Own {
    /// Writes what stock follows from.
    pub fn pack(&self, pack: &mut Pack) {
        Target::pack_maybe(self.target.map(|(target, _)| target), pack);
        pack.maybe(self.min_units);
    }

    /// Reads what [`Own::pack`] wrote; `None` of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let target = Target::unpack_maybe(from)?.map(|target| (target, TargetOrigin::Default));
        Some(Own { target, min_units: from.maybe() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_arrives_as_it_was() {
        let targets = [
            Target::CycleService(0.95),
            Target::FillRate(0.99),
            Target::DaysOfCover(0.0),
            Target::Units(7.5),
            Target::CostOptimal,
        ];
        for (target, floor) in targets.into_iter().zip([None, Some(Target::FillRate(0.9)), None, None, None])
        {
            let bounds = Bounds { min_days: 2.0, max_days: floor.map(|_| 9.0), min_units: 1.0 };
            let shared = Resolved { target, bounds, floor, ..Resolved::default() };
            let own = Own { target: floor.map(|floor| (floor, TargetOrigin::Default)), min_units: Some(3.0) };
            let mut pack = Pack::default();
            shared.pack(&mut pack);
            own.pack(&mut pack);
            let mut bytes = Unpack::new(&pack.bytes);
            assert_eq!((Resolved::unpack(&mut bytes), Own::unpack(&mut bytes)), (Some(shared), Some(own)));
            assert!(bytes.is_empty());
        }
        let mut other = Pack::default();
        other.number(9);
        assert_eq!(Resolved::unpack(&mut Unpack::new(&other.bytes)), None);
    }
}
