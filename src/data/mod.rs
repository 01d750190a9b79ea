//! Tables become one dataset: histories by stocking unit, and what else is known about each.
//!
//! In: tables that `read` made. Out: [`dataset::Dataset`], joined and checked, with findings. Sums are exact: quantities
//! are integers of their column's smallest decimal step, so that neither row order nor the way a file was cut
//! shows in any figure.

pub mod amounts;
pub mod calendar;
mod codes;
pub mod dataset;
pub mod demand;
mod few_digits;
pub mod history;
pub mod key;
pub mod keys;
pub mod log;
pub mod marks;
pub mod master;
pub mod open;
pub mod pairs;
mod placing;
pub mod receipts;
pub mod settings;
pub mod shelf;
pub mod sold;
pub mod statistics;
pub mod steps;
pub mod tables;
mod tally;
pub mod texts;
pub mod units;
