//! Demand over the protection interval as a distribution.
//!
//! In: a mean and a variance, in units. Out: the level that covers it with a given probability, and what a
//! level leaves uncovered. To add a model: one file here, its variant in [`ModelKind`] and [`Demand`], and a
//! line in `tests/oracle`. Uses `math` alone; `choose` alone knows patterns.

mod certain;
mod choose;
mod gamma;
mod normal;
mod poisson;

pub use certain::Certain;
pub use choose::{Choice, Reason, automatic};
pub use gamma::Gamma;
pub use normal::Normal;
pub use poisson::Poisson;

use crate::error::Error;

/// Means, standard deviations, quantities and levels served, in units.
pub const MOST_UNITS: f64 = 1e12;

/// Demand over an interval. Arguments out of range give NaN, never a panic.
pub trait DemandModel {
    /// Mean demand, in units.
    fn mean(&self) -> f64;

    /// Variance of demand, in squared units.
    fn variance(&self) -> f64;

    /// The least stock, in units, that covers demand with probability `p`; NaN unless `0 < p < 1`.
    fn quantile(&self, p: f64) -> f64;

    /// What `stock` units leave uncovered, all from one evaluation.
    fn exposure(&self, stock: f64) -> Exposure;

    /// Whether demand comes in whole units, so that [`Exposure::backlog`] is a sum and not an integral.
    fn counts_units(&self) -> bool {
        false
    }

    /// P(X <= stock).
    fn cdf(&self, stock: f64) -> f64 {
        self.exposure(stock).covered
    }

    /// Expected units short with `stock` units on the shelf: E[(X - stock)+].
    fn shortage(&self, stock: f64) -> f64 {
        self.exposure(stock).shortage
    }

    /// See [`Exposure::backlog`].
    fn second_order(&self, stock: f64) -> f64 {
        self.exposure(stock).backlog
    }
}

/// What a stock level leaves uncovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// P(X <= stock).
    pub covered: f64,
    /// E[(X - stock)+], in units.
    pub shortage: f64,
    /// The shortage of all higher levels together: its integral, E[((X - stock)+)^2]/2, or for models in whole
    /// units its sum over stock + 1, stock + 2, ...
    pub backlog: f64,
}

/// Whether an item is kept in whole units: every quantity of its history is a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// Pieces.
    Whole,
    /// Metres, kilograms.
    Fractional,
}

impl Units {
    /// From what the history says.
    pub fn of(whole_units: bool) -> Self {
        if whole_units { Self::Whole } else { Self::Fractional }
    }

    /// `level` as it can be held: rounded up to the next whole unit, where units are whole.
    pub fn round_up(self, level: f64) -> f64 {
        match self {
            Self::Whole => whole_units_up(level),
            Self::Fractional => level,
        }
    }
}

/// `level` rounded up to whole units; one within 1e-9 (of itself, where it is above 1) over a step counts as on it.
///
/// ```
/// # use segmented_safety_stock::stock::model::whole_units_up;
/// assert_eq!((whole_units_up(7.000_000_000_1), whole_units_up(7.01)), (7.0, 8.0));
/// ```
pub fn whole_units_up(level: f64) -> f64 {
    (level - 1e-9 * level.max(1.0)).ceil() + 0.0 // no negative zero
}

/// The whole units in `level` and what is left over; a level within 1e-9 below a step counts as on it.
fn whole_and_rest(level: f64) -> (f64, f64) {
    let whole = (level + 1e-9 * level.max(1.0)).floor();
    (whole, (level - whole).max(0.0))
}

/// The families of demand that an item may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelKind {
    /// Symmetric about its mean.
    Normal,
    /// Never below zero, skewed.
    Gamma,
    /// Single units that arrive independently: variance equals mean.
    Poisson,
}

impl ModelKind {
    /// As in the policy file and the exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Gamma => "gamma",
            Self::Poisson => "poisson",
        }
    }
}

/// The register of models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Demand {
    /// No spread at all, whatever model was asked for.
    Certain(Certain),
    /// See [`Normal`].
    Normal(Normal),
    /// See [`Gamma`].
    Gamma(Gamma),
    /// See [`Poisson`].
    Poisson(Poisson),
}

impl Demand {
    /// Demand of a kind with the given mean and variance, in units and squared units. Without spread (less than
    /// 1e-12 of the mean) it is certain. A poisson takes its variance from its mean.
    ///
    /// # Errors
    /// [`Error::ModelUndefined`] where the kind has no such member: a mean that is not finite, beyond
    /// [`MOST_UNITS`], or negative (zero too for a gamma with spread); a variance that is negative, not finite or
    /// beyond [`MOST_UNITS`] squared; a gamma whose deviation exceeds a million means. A normal may have any mean.
    ///
    /// ```
    /// # use segmented_safety_stock::stock::model::{Demand, DemandModel, ModelKind};
    /// let demand = Demand::new(ModelKind::Gamma, 100.0, 3600.0).unwrap();
    /// assert!((demand.quantile(0.95) - 214.595).abs() < 1e-3);
    /// ```
    pub fn new(kind: ModelKind, mean: f64, variance: f64) -> Result<Self, Error> {
        let undefined = Error::ModelUndefined { model: kind.name(), mean, variance };
        let variance = if kind == ModelKind::Poisson { mean } else { variance };
        if !(mean.abs() <= MOST_UNITS && (0.0..=MOST_UNITS * MOST_UNITS).contains(&variance)) {
            return Err(undefined);
        }
        if variance <= 1e-24 * mean * mean || variance < 1e-200 {
            return Ok(Self::Certain(Certain::new(mean)));
        }
        let found = match kind {
            ModelKind::Normal => Some(Self::Normal(Normal::new(mean, variance))),
            ModelKind::Gamma => Gamma::new(mean, variance).map(Self::Gamma),
            ModelKind::Poisson => Some(Self::Poisson(Poisson::new(mean))),
        };
        found.ok_or(undefined)
    }

    fn model(&self) -> &dyn DemandModel {
        match self {
            Self::Certain(model) => model,
            Self::Normal(model) => model,
            Self::Gamma(model) => model,
            Self::Poisson(model) => model,
        }
    }
}

impl DemandModel for Demand {
    fn mean(&self) -> f64 {
        self.model().mean()
    }

    fn variance(&self) -> f64 {
        self.model().variance()
    }

    fn quantile(&self, p: f64) -> f64 {
        self.model().quantile(p)
    }

    fn exposure(&self, stock: f64) -> Exposure {
        self.model().exposure(stock)
    }

    fn counts_units(&self) -> bool {
        self.model().counts_units()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spread_is_certain_whatever_the_kind() {
        for kind in [ModelKind::Normal, ModelKind::Gamma] {
            let demand = Demand::new(kind, 40.0, 0.0).unwrap();
            assert_eq!(demand, Demand::Certain(Certain::new(40.0)));
            assert_eq!(demand.quantile(0.99), 40.0);
        }
        for kind in [ModelKind::Normal, ModelKind::Gamma, ModelKind::Poisson] {
            let nothing = Demand::new(kind, 0.0, 0.0).unwrap();
            assert_eq!((nothing.quantile(0.99), nothing.cdf(0.0), nothing.shortage(0.0)), (0.0, 1.0, 0.0));
        }
    }

    #[test]
    fn refuses_what_no_member_has() {
        use ModelKind::{Gamma, Normal, Poisson};
        let cases = [
            (Normal, f64::NAN, 1.0),
            (Normal, 1.0, f64::NAN),
            (Normal, 1.0, -1.0),
            (Normal, 1e13, 1.0),
            (Gamma, 0.0, 1.0),
            (Gamma, -5.0, 1.0),
            (Gamma, 1e-3, 2e6),
            (Poisson, -1.0, 1.0),
            (Poisson, f64::INFINITY, 1.0),
        ];
        for (kind, mean, variance) in cases {
            let error = Demand::new(kind, mean, variance).unwrap_err();
            assert_eq!(error.code(), "model_undefined", "{kind:?} {mean} {variance}");
        }
    }

    #[test]
    fn a_hair_over_a_step_is_on_it() {
        assert_eq!(whole_units_up(3.0 + 1e-10), 3.0);
        assert_eq!(whole_units_up(3.0 + 1e-7), 4.0);
        assert_eq!(whole_units_up(1e9 + 0.5), 1e9);
        assert_eq!(whole_units_up(-0.4).to_bits(), 0.0_f64.to_bits());
        assert_eq!(whole_and_rest(2.999_999_999_9), (3.0, 0.0));
        assert_eq!(whole_and_rest(2.5), (2.0, 0.5));
        assert_eq!(Units::of(true).round_up(2.5), 3.0);
        assert_eq!(Units::of(false).round_up(2.5), 2.5);
    }
}
