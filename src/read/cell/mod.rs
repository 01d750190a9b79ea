//! A cell's text to its value: codes, numbers, lengths of time, days.

pub mod code;
pub mod date;
pub mod duration;
mod month;
pub mod number;
pub mod text;

pub use date::{DateCell, DateForm, DateOrder, Span};
pub use number::{Decimal, DecimalMark, Number};
