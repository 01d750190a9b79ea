//! Targets become stock: demand over the protection interval, the level a target asks for, what that level buys.

pub mod ahead;
pub mod aim;
pub mod basis;
pub mod bootstrap;
pub mod cost;
pub mod daily;
pub mod drawn;
pub mod interval;
pub mod looks;
pub mod model;
mod packed;
pub mod position;
pub mod profile;
pub mod ready;
pub mod service;
pub mod undershoot;
pub mod what_if;
pub mod working;

pub use aim::Aim;
pub use basis::{Basis, ModelReason, Status, Terms};
pub use position::{Bounds, Held, Position};
pub use ready::Ready;
