//! A cell's text to its value: codes, numbers, lengths of time, days.

pub mod code;
pub mod date;
pub mod duration;
mod month;
pub mod number;
pub mod text;

pub use date::{DateCell, DateForm, DateOrder, Span};
/// The month that a name alone means, from 1.
pub fn month_number(name: &str) -> Option<u8> {
    match month::word(name) {
        Some(month::Word::Month(month)) => Some(month),
        _ => None,
    }
}

pub use number::{Decimal, DecimalMark, Number};
