//! A basis with what its positions are computed of: demand over its times, drawn where its model draws.
//!
//! In: a basis. Out: a [`Ready`], made when a position is asked for and kept no longer: it takes three times the room
//! of the figures that it follows from, and making it costs little beside the position.

use super::basis::Basis;
use super::interval::Interval;
use super::looks::Looks;
use super::model::{Demand, DemandModel};

/// A basis that several positions may be taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready<'b> {
    /// What it was made of.
    pub basis: &'b Basis,
    /// Demand over lead time and review, as the history has it.
    pub interval: Interval,
    /// When stock is looked at.
    pub looks: Looks,
    pub(super) demand: Demand,
}

impl Basis {
    /// What several positions may be taken from: what they share is made once. `None` where it cannot be made.
    pub fn ready(&self) -> Option<Ready<'_>> {
        if self.record.is_some() { self.drawn() } else { self.by_family() }
    }

    /// The same by the model's family, whatever is drawn.
    pub(super) fn by_family(&self) -> Option<Ready<'_>> {
        let interval = self.interval();
        Some(Ready {
            demand: self.family.over(&interval, None)?,
            looks: self.looks(&interval)?,
            interval,
            basis: self,
        })
    }
}

impl Ready<'_> {
    /// Whether the model's family counts whole units, whatever is drawn.
    pub fn counts_units(&self) -> bool {
        match &self.demand {
            Demand::Drawn(_) => {
                self.basis.family.over(&self.interval, None).is_some_and(|demand| demand.counts_units())
            }
            demand => demand.counts_units(),
        }
    }
}
