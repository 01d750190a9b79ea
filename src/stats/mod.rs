//! The dataset becomes item statistics: demand, pattern, lead time, value.

pub mod check;
pub mod day;
pub mod demand;
pub mod item;
pub mod lead_time;
pub mod portfolio;
pub mod returns;
pub mod season;
pub mod value;

pub use item::{
    DemandFigures, DeviationOf, History, Item, LeadTime, Life, Master, Origin, Pattern, Record, Sourced,
};
pub use season::Season;
