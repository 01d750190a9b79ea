//! Promises: whether a quantity can be had on a day, how surely, and who else would suffer.
//!
//! In: stock, open supply, commitments and the item's demand. Out: the chance that a promise is kept, the most that
//! can be promised, the earliest day. Days are calendar days, quantities units, chances fractions.
//!
//! `P(u) = P(A(u) - K(u) - q >= max(C(u), X(u)))`: `A` what is there by day u, `K` what better tiers are protected
//! with until the next receipt, `C` what is committed, `X` all demand as the history tells it, which contains what
//! is now committed. Commitments outside the forecast come on top of it.

pub mod apart;
pub mod available;
pub mod book;
pub mod booked;
pub mod card;
pub mod chart;
pub mod check;
pub mod effect;
pub mod list;
pub mod mixed;
pub mod of_today;
pub mod outlook;
pub mod situation;
pub mod suggest;
pub mod tiers;

pub use check::{Order, Verdict};
pub use situation::Situation;
