//! The dataset becomes item statistics: demand, pattern, lead time, value.

pub mod item;

pub use item::{DemandFigures, History, Item, LeadTime, Master, Origin, Pattern, Sourced};
