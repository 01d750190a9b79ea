//! Agreement with mpmath, SciPy, NIST's certified sets and published examples.

// The lints of `src` excuse test functions, not the verbs that they share.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "oracle/anything.rs"]
mod anything;
#[path = "oracle/golden.rs"]
mod golden;
#[path = "oracle/worked.rs"]
mod worked;
