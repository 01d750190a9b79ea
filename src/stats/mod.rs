//! The dataset becomes item statistics: demand, pattern, lead time, value.

pub mod batch;
pub mod borrow;
pub mod category;
pub mod check;
pub mod day;
pub mod demand;
pub mod error;
pub mod forecast;
pub mod item;
pub mod lead_time;
mod maker;
pub mod making;
mod maybe;
pub mod measure;
pub mod notable;
pub mod notice;
pub mod outlier;
mod packed;
pub mod periods;
pub mod portfolio;
pub mod returns;
pub mod season;
pub mod special;
pub mod told;
pub mod unknown;
pub mod value;

pub use item::{
    DemandFigures, DeviationOf, Given, History, Item, LeadTime, Life, Master, Origin, Pattern, Record,
    Shared, Sourced,
};
pub use maybe::Maybe;
pub use season::Season;
