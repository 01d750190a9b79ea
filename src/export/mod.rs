//! Files to keep: results as CSV that any program reads, and that this one reads back to the same values.

pub mod commitments;
pub mod csv;
pub mod items;
pub mod left_out;
pub mod scenarios;
pub mod segments;
