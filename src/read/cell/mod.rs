//! A cell's text to its value: codes, numbers, days.

pub mod date;
mod month;
pub mod number;
pub mod text;

pub use date::{DateCell, DateForm, DateOrder, Span};
pub use number::{Decimal, DecimalMark, Number};
