//! What an item is promised: a target with its level checked.
//!
//! A cycle service level and a fill rate are different promises; neither is ever taken for the other.

use crate::error::{Error, PolicyPlace};
use crate::protocol::policy::{PolicyFile, Target as Setting, TargetKind};

/// The largest amount that a policy may hold, in days, units or money.
pub const MOST: f64 = 1e12;

/// A target whose level lies in its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// The chance that a replenishment cycle ends without a shortage: a fraction in (0, 1).
    CycleService(f64),
    /// The share of units served from the shelf: a fraction in (0, 1).
    FillRate(f64),
    /// Safety stock for so many days of demand, at least 0.
    DaysOfCover(f64),
    /// So many units of safety stock, at least 0.
    Units(f64),
    /// The cycle service at which the next unit costs as much as it saves.
    CostOptimal,
}

impl Target {
    /// The target where neither the segment nor `*` has one.
    pub const DEFAULT: Target = Target::CycleService(0.95);

    /// Takes a setting over; `place` is that of its `value`.
    ///
    /// # Errors
    /// [`Error::PolicyLevel`] where a level lies outside (0, 1); [`Error::PolicyField`] where a value is missing,
    /// negative, no number or above [`MOST`].
    pub fn checked(setting: &Setting, place: impl FnOnce() -> PolicyPlace) -> Result<Target, Error> {
        let Some(value) = setting.value else {
            return match setting.kind {
                TargetKind::CostOptimal => Ok(Target::CostOptimal),
                _ => Err(refused(place(), &"no value", allowed(setting.kind))),
            };
        };
        match setting.kind {
            TargetKind::CycleServiceLevel => level(value, place).map(Target::CycleService),
            TargetKind::FillRate => level(value, place).map(Target::FillRate),
            TargetKind::DaysOfCover | TargetKind::Units if !(0.0..=MOST).contains(&value) => {
                Err(refused(place(), &value, allowed(setting.kind)))
            }
            TargetKind::DaysOfCover => Ok(Target::DaysOfCover(value)),
            TargetKind::Units => Ok(Target::Units(value)),
            TargetKind::CostOptimal => Ok(Target::CostOptimal),
        }
    }

    /// The kind of promise.
    pub fn kind(self) -> TargetKind {
        match self {
            Target::CycleService(_) => TargetKind::CycleServiceLevel,
            Target::FillRate(_) => TargetKind::FillRate,
            Target::DaysOfCover(_) => TargetKind::DaysOfCover,
            Target::Units(_) => TargetKind::Units,
            Target::CostOptimal => TargetKind::CostOptimal,
        }
    }

    /// A fraction, days or units; none for the cost optimum.
    pub fn value(self) -> Option<f64> {
        match self {
            Target::CycleService(value)
            | Target::FillRate(value)
            | Target::DaysOfCover(value)
            | Target::Units(value) => Some(value),
            Target::CostOptimal => None,
        }
    }

    /// As a policy and an answer hold it.
    pub fn setting(self) -> Setting {
        Setting::new(self.kind(), self.value())
    }
}

impl TryFrom<&Setting> for Target {
    type Error = Error;

    fn try_from(setting: &Setting) -> Result<Target, Error> {
        Target::checked(setting, || PolicyPlace { path: "target.value".to_owned(), spot: None })
    }
}

/// The one target for all that a policy is compared with.
///
/// # Errors
/// As [`Target::checked`].
pub fn uniform(policy: &PolicyFile) -> Result<Target, Error> {
    Target::checked(&policy.uniform, || PolicyPlace { path: "uniform.value".to_owned(), spot: None })
}

/// A service level: a fraction in (0, 1), never a percentage.
///
/// # Errors
/// [`Error::PolicyLevel`] outside, with what to write instead.
pub fn level(level: f64, place: impl FnOnce() -> PolicyPlace) -> Result<f64, Error> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Error::PolicyLevel { place: place(), level });
    }
    Ok(level)
}

fn refused(place: PolicyPlace, found: &impl ToString, allowed: &str) -> Error {
    Error::PolicyField { place, found: found.to_string(), allowed: allowed.to_owned() }
}

fn allowed(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::CycleServiceLevel | TargetKind::FillRate => "a fraction between 0 and 1, such as 0.95",
        TargetKind::DaysOfCover => "days of demand, at least 0",
        TargetKind::Units => "units, at least 0",
        TargetKind::CostOptimal => "nothing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: TargetKind, value: Option<f64>, found: Result<Target, &str>) {
        let target = Target::try_from(&Setting::new(kind, value)).map_err(|error| error.to_string());
        assert_eq!(target, found.map_err(|sentence| format!("`target.value`: {sentence}")));
    }

    #[test]
    fn a_level_is_a_fraction() {
        let level =
            |level, found: Result<Target, &str>| check(TargetKind::CycleServiceLevel, Some(level), found);
        level(0.975, Ok(Target::CycleService(0.975)));
        level(97.5, Err("97.5 is no level of service; a level is a fraction between 0 and 1: write 0.975"));
        for certain in [1.0, 100.0] {
            let sentence =
                "is no level of service; no stock makes certain: write a fraction below 1, such as 0.99";
            level(certain, Err(&format!("{certain} {sentence}")));
        }
        level(-0.5, Err("-0.5 is no level of service; write a fraction between 0 and 1, such as 0.95"));
        level(250.0, Err("250 is no level of service; write a fraction between 0 and 1, such as 0.95"));
        level(f64::NAN, Err("NaN is no level of service; write a fraction between 0 and 1, such as 0.95"));
    }

    #[test]
    fn days_and_units_are_not_negative() {
        check(TargetKind::DaysOfCover, Some(0.0), Ok(Target::DaysOfCover(0.0)));
        check(TargetKind::Units, Some(-1.0), Err("found -1; allowed: units, at least 0"));
        check(TargetKind::DaysOfCover, None, Err("found no value; allowed: days of demand, at least 0"));
        check(TargetKind::CostOptimal, None, Ok(Target::CostOptimal));
    }

    #[test]
    fn a_target_survives_the_way_to_the_file() {
        for target in [Target::FillRate(0.5), Target::Units(3.0), Target::CostOptimal, Target::DEFAULT] {
            assert_eq!(Target::try_from(&target.setting()), Ok(target));
        }
    }
}
