//! Stock becomes money and service: totals by segment, and the comparison with one target for all.

pub mod budget;
pub mod compare;
pub mod curve;
pub mod exact;
pub mod fewest;
pub mod field;
pub mod group;
pub mod ladder;
mod line;
pub mod member;
pub mod merging;
pub mod moves;
pub mod optimum;
pub mod pace;
pub mod partition;
pub mod pooling;
pub mod results;
pub mod slice;
pub mod suppose;
pub mod total;
pub mod worth;

pub use pace::Pace;
pub use results::Results;
pub use total::{Stocked, Totals, Weights};
