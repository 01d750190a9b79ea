//! The dataset becomes item statistics: demand, pattern, lead time, value.

pub mod check;
pub mod demand;
pub mod item;
pub mod lead_time;
pub mod portfolio;
pub mod returns;
pub mod value;

pub use item::{DemandFigures, DeviationOf, History, Item, LeadTime, Master, Origin, Pattern, Sourced};
