//! Demand over the protection interval as a distribution.
//!
//! In: a mean and a variance, in units. Out: the level that covers it with a given probability, and what a
//! level leaves uncovered. To add a model: one file here, its variant in [`ModelKind`] and [`Demand`], and a
//! line in `tests/oracle`. Uses `math` alone; `choose` alone knows patterns.

mod certain;
mod choose;
mod gamma;
mod inverse;
mod negative_binomial;
mod normal;
mod poisson;
mod sample;

pub use certain::Certain;
pub use choose::{Choice, Reason, automatic};
pub use gamma::Gamma;
pub use negative_binomial::NegativeBinomial;
pub use normal::Normal;
pub use poisson::Poisson;
pub use sample::Sample;

use std::rc::Rc;

use crate::error::Error;
use crate::math::poisson::Tails;

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

    /// The losses of the same; probabilities that would have to be computed besides are left out, as NaN.
    fn losses(&self, stock: f64) -> Exposure {
        self.exposure(stock)
    }

    /// P(X <= stock).
    fn cdf(&self, stock: f64) -> f64 {
        self.exposure(stock).covered
    }

    /// P(X > stock), accurate far into the tail.
    fn survival(&self, stock: f64) -> f64 {
        self.exposure(stock).uncovered
    }

    /// Expected units short with `stock` units on the shelf: E[(X - stock)+].
    fn shortage(&self, stock: f64) -> f64 {
        self.exposure(stock).shortage
    }

    /// The second-order loss H(stock) = E[((X - stock)+)^2]/2.
    fn second_order(&self, stock: f64) -> f64 {
        self.exposure(stock).second_order
    }

    /// The shortage of all levels above `stock` together. In whole units those are stock + 1, stock + 2, ..., for
    /// which a continuous model is read half a unit higher; else it is the integral, H(stock).
    fn backlog(&self, stock: f64, units: Units) -> f64 {
        match units {
            Units::Fractional => self.exposure(stock).second_order,
            Units::Whole if self.counts_units() => self.exposure(stock).steps.unwrap_or(f64::NAN),
            Units::Whole => self.exposure(stock + 0.5).second_order,
        }
    }

    /// The shortages of all levels from `stock` to one order above it together: the difference of two backlogs.
    fn owed(&self, stock: f64, order_quantity: f64, units: Units) -> f64 {
        self.backlog(stock, units) - self.backlog(stock + order_quantity, units)
    }

    /// Whether demand comes in whole units, so that [`Exposure::steps`] is known.
    fn counts_units(&self) -> bool {
        false
    }

    /// The stock whose expected shortage is `short` units, which may be negative; `None` unless `short` is finite and
    /// above zero.
    fn level_for_shortage(&self, short: f64) -> Option<f64> {
        inverse::level(self.mean(), self.variance(), short, |stock| self.shortage(stock))
    }

    /// The stock whose second-order loss is `loss`, which may be negative; `None` unless `loss` is finite and above
    /// zero.
    fn level_for_second_order(&self, loss: f64) -> Option<f64> {
        inverse::level(self.mean(), self.variance(), loss, |stock| self.second_order(stock))
    }
}

/// What a stock level leaves uncovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// P(X <= stock).
    pub covered: f64,
    /// P(X > stock).
    pub uncovered: f64,
    /// E[(X - stock)+], in units.
    pub shortage: f64,
    /// H: E[((X - stock)+)^2]/2, the integral of the shortage over all higher levels.
    pub second_order: f64,
    /// For models in whole units the sum of the shortages at stock + 1, stock + 2, ...
    pub steps: Option<f64>,
}

impl Exposure {
    /// Of a level that is no number.
    const UNKNOWN: Self = Self {
        covered: f64::NAN,
        uncovered: f64::NAN,
        shortage: f64::NAN,
        second_order: f64::NAN,
        steps: None,
    };

    /// Of a count, `rest` above the whole level that `at` is of: between whole levels the shortage runs straight.
    fn of_count(at: Tails, rest: f64) -> Self {
        Self {
            covered: at.below,
            uncovered: at.above,
            shortage: at.shortage - rest * at.above,
            second_order: at.shortages_above + (0.5 - rest) * at.shortage + 0.5 * rest * rest * at.above,
            steps: Some(at.shortages_above - rest * (at.shortage - at.above)),
        }
    }
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
    /// Whole units that come several at a time: variance above the mean.
    NegativeBinomial,
    /// Drawn from the item's own record.
    Empirical,
}

impl ModelKind {
    /// As in the policy file and the exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Gamma => "gamma",
            Self::Poisson => "poisson",
            Self::NegativeBinomial => "negative_binomial",
            Self::Empirical => "empirical",
        }
    }
}

/// The register of models.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// No spread at all, whatever model was asked for.
    Certain(Certain),
    /// See [`Normal`].
    Normal(Normal),
    /// See [`Gamma`].
    Gamma(Gamma),
    /// See [`Poisson`].
    Poisson(Poisson),
    /// See [`NegativeBinomial`].
    NegativeBinomial(NegativeBinomial),
    /// See [`Sample`].
    Drawn(Rc<Sample>),
}

impl Demand {
    /// Demand of a kind with the given mean and variance, in units and squared units. Without spread (less than
    /// 1e-12 of the mean) it is certain. A poisson takes its variance from its mean; a negative binomial whose
    /// variance is not above its mean is a poisson.
    ///
    /// # Errors
    /// [`Error::ModelUndefined`] where the kind has no such member: a mean that is not finite, beyond
    /// [`MOST_UNITS`], or negative (zero too for a gamma or negative binomial with spread); a variance that is
    /// negative, not finite or beyond [`MOST_UNITS`] squared; a gamma or negative binomial whose deviation exceeds a
    /// million means. A normal may have any mean.
    ///
    /// ```
    /// # use segmented_safety_stock::stock::model::{Demand, DemandModel, ModelKind};
    /// let demand = Demand::new(ModelKind::Gamma, 100.0, 3600.0).unwrap();
    /// assert!((demand.quantile(0.95) - 214.595).abs() < 1e-3);
    /// ```
    pub fn new(kind: ModelKind, mean: f64, variance: f64) -> Result<Self, Error> {
        Self::of(kind, mean, variance).ok_or_else(|| Error::ModelUndefined {
            model: kind.name(),
            mean,
            variance,
        })
    }

    /// The same for many, of which none has to be told why there is none.
    pub fn of(kind: ModelKind, mean: f64, variance: f64) -> Option<Self> {
        let variance = if kind == ModelKind::Poisson { mean } else { variance };
        if !is_served(mean, variance) {
            return None;
        }
        if is_certain(mean, variance) {
            return Some(Self::Certain(Certain::new(mean)));
        }
        match kind {
            ModelKind::Normal => Some(Self::Normal(Normal::new(mean, variance))),
            ModelKind::Gamma => Gamma::new(mean, variance).map(Self::Gamma),
            ModelKind::Poisson => Some(Self::Poisson(Poisson::new(mean))),
            ModelKind::NegativeBinomial => Self::counted(mean, variance),
            ModelKind::Empirical => None, // it has draws and no moments
        }
    }

    /// Whether [`Demand::new`] gives any: what it prepares takes ten times as long.
    pub fn is_defined(kind: ModelKind, mean: f64, variance: f64) -> bool {
        let variance = if kind == ModelKind::Poisson { mean } else { variance };
        let has_member = || match kind {
            ModelKind::Normal | ModelKind::Poisson => true,
            ModelKind::Gamma => Gamma::is_defined(mean, variance),
            ModelKind::NegativeBinomial => {
                !is_varied(mean, variance) || NegativeBinomial::is_defined(mean, variance)
            }
            ModelKind::Empirical => false,
        };
        is_served(mean, variance) && (is_certain(mean, variance) || has_member())
    }

    /// Demand as draws tell it.
    pub fn drawn(sample: Sample) -> Self {
        Self::Drawn(Rc::new(sample))
    }

    /// A count of this mean: a poisson unless its variance is larger.
    fn counted(mean: f64, variance: f64) -> Option<Self> {
        if is_varied(mean, variance) {
            return NegativeBinomial::new(mean, variance).map(Self::NegativeBinomial);
        }
        Some(Self::Poisson(Poisson::new(mean)))
    }

    fn model(&self) -> &dyn DemandModel {
        match self {
            Self::Certain(model) => model,
            Self::Normal(model) => model,
            Self::Gamma(model) => model,
            Self::Poisson(model) => model,
            Self::NegativeBinomial(model) => model,
            Self::Drawn(sample) => sample.as_ref(),
        }
    }
}

/// Whether figures are in the range that all models share.
fn is_served(mean: f64, variance: f64) -> bool {
    mean.abs() <= MOST_UNITS && (0.0..=MOST_UNITS * MOST_UNITS).contains(&variance)
}

/// Whether there is no spread to speak of.
fn is_certain(mean: f64, variance: f64) -> bool {
    variance <= 1e-24 * mean * mean || variance < 1e-200
}

/// Whether a count varies by more than chance.
fn is_varied(mean: f64, variance: f64) -> bool {
    variance > mean * (1.0 + 1e-9)
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

    fn losses(&self, stock: f64) -> Exposure {
        self.model().losses(stock)
    }

    fn cdf(&self, stock: f64) -> f64 {
        self.model().cdf(stock)
    }

    fn shortage(&self, stock: f64) -> f64 {
        self.model().shortage(stock)
    }

    fn second_order(&self, stock: f64) -> f64 {
        self.model().second_order(stock)
    }

    fn backlog(&self, stock: f64, units: Units) -> f64 {
        self.model().backlog(stock, units)
    }

    fn owed(&self, stock: f64, order_quantity: f64, units: Units) -> f64 {
        self.model().owed(stock, order_quantity, units)
    }

    fn counts_units(&self) -> bool {
        matches!(self, Self::Poisson(_) | Self::NegativeBinomial(_) | Self::Drawn(_))
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
        for kind in [ModelKind::Normal, ModelKind::Gamma, ModelKind::Poisson, ModelKind::NegativeBinomial] {
            let nothing = Demand::new(kind, 0.0, 0.0).unwrap();
            assert_eq!((nothing.quantile(0.99), nothing.cdf(0.0), nothing.shortage(0.0)), (0.0, 1.0, 0.0));
        }
    }

    #[test]
    fn refuses_what_no_member_has() {
        use ModelKind::{Gamma, NegativeBinomial, Normal, Poisson};
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
            (NegativeBinomial, 0.0, 1.0),
            (NegativeBinomial, -1.0, 1.0),
            (NegativeBinomial, 1e-3, 2e6),
        ];
        for (kind, mean, variance) in cases {
            let error = Demand::new(kind, mean, variance).unwrap_err();
            assert_eq!(error.code(), "model_undefined", "{kind:?} {mean} {variance}");
        }
    }

    #[test]
    fn what_is_said_to_be_defined_is() {
        use ModelKind::{Empirical, Gamma, NegativeBinomial, Normal, Poisson};
        let sizes =
            (-26..=26).flat_map(|power| [1.0, 1.000_000_000_9, 3.7].map(|by| by * 10_f64.powi(power)));
        let sizes: Vec<f64> =
            sizes.flat_map(|size| [size, -size]).chain([0.0, f64::NAN, f64::INFINITY]).collect();
        let mut defined = [0; 2];
        for kind in [Normal, Gamma, Poisson, NegativeBinomial, Empirical] {
            for &mean in &sizes {
                let near = [mean, mean * (1.0 + 1e-9), mean * (1.0 + 2e-9), mean * mean, 1e-24 * mean * mean];
                for variance in sizes.iter().copied().chain(near) {
                    let found = Demand::is_defined(kind, mean, variance);
                    assert_eq!(
                        found,
                        Demand::new(kind, mean, variance).is_ok(),
                        "{kind:?} {mean} {variance}"
                    );
                    defined[usize::from(found)] += 1;
                }
            }
        }
        assert!(defined.iter().all(|count| *count > 1_000), "{defined:?}");
    }

    #[test]
    fn a_negative_binomial_that_varies_no_more_than_chance_is_a_poisson() {
        let kind = ModelKind::NegativeBinomial;
        assert!(matches!(Demand::new(kind, 6.0, 6.0), Ok(Demand::Poisson(_))));
        assert!(matches!(Demand::new(kind, 6.0, 6.1), Ok(Demand::NegativeBinomial(_))));
    }

    #[test]
    fn losses_are_found_again_from_their_figures() {
        use ModelKind::{Gamma, NegativeBinomial, Normal, Poisson};
        for kind in [Normal, Gamma, Poisson, NegativeBinomial] {
            let demand = Demand::new(kind, 20.0, 60.0).unwrap();
            for level in [-30.0, 0.0, 7.25, 20.0, 31.5, 44.0] {
                let by_shortage = demand.level_for_shortage(demand.shortage(level)).unwrap();
                let by_loss = demand.level_for_second_order(demand.second_order(level)).unwrap();
                assert!((by_shortage - level).abs() < 1e-7, "{kind:?} {level} {by_shortage}");
                assert!((by_loss - level).abs() < 1e-7, "{kind:?} {level} {by_loss}");
            }
            assert_eq!(
                (demand.level_for_shortage(0.0), demand.level_for_second_order(f64::NAN)),
                (None, None)
            );
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
