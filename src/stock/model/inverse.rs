//! Levels from the losses that they leave.

use crate::math::root;

/// The level at which a falling `loss` comes down to `goal`, searched from the mean outwards; reaches below zero.
/// `None` unless the goal is finite and above zero.
pub(super) fn level(mean: f64, variance: f64, goal: f64, loss: impl Fn(f64) -> f64) -> Option<f64> {
    if !(goal > 0.0 && goal.is_finite()) {
        return None;
    }
    let step = variance.sqrt().max(1e-6 * mean.abs()).max(1e-9);
    root::falling(mean, step, |stock| loss(stock) - goal)
}
