//! How much is computed in one go, so that a page is answered while a large portfolio is being computed.
//!
//! What was made stays with its stage: the same question asked again goes on where the last one stopped.

use crate::stock::{Basis, Status, looks::Way, model::ModelKind};

/// Work that may still be done before an answer is due, in items of the normal model; without a limit by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pace {
    left: Option<f64>,
}

impl Pace {
    /// So many items of the normal model.
    pub fn of(items: f64) -> Self {
        Pace { left: Some(items) }
    }

    /// Whether an answer is due.
    pub fn spent(self) -> bool {
        self.left.is_some_and(|left| left <= 0.0)
    }

    /// Takes off what the stock of some items cost.
    pub fn spend(&mut self, bases: &[Result<Basis, Status>]) {
        self.spend_times(bases, 1.0);
    }

    /// Takes off so many items of the normal model.
    pub fn spend_items(&mut self, items: f64) {
        if let Some(left) = &mut self.left {
            *left -= items;
        }
    }

    /// Takes off what so many stocks of an item cost.
    pub fn spend_basis(&mut self, basis: &Basis, times: f64) {
        self.spend_items(times * cost_of(basis));
    }

    /// Takes off what so many stocks of each of some items cost.
    pub fn spend_times(&mut self, bases: &[Result<Basis, Status>], times: f64) {
        if let Some(left) = &mut self.left {
            *left -= times * bases.iter().map(cost).sum::<f64>();
        }
    }
}

/// What one item's stock costs, beside one of the normal model.
fn cost(basis: &Result<Basis, Status>) -> f64 {
    basis.as_ref().map_or(0.1, cost_of)
}

fn cost_of(basis: &Basis) -> f64 {
    let looks = if basis.way() == Way::Daily { 2.0 } else { 1.0 };
    looks
        * match basis.model {
            ModelKind::Normal => 1.0,
            ModelKind::Empirical => 500.0,
            _ => 8.0,
        }
}
