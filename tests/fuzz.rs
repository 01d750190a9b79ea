//! Hostile input: bytes made and mutated from a seed never make reading, rules, policies or a whole session
//! panic or hang, and every place named lies inside the file.
//!
//! A few hundred inputs a target; `FUZZ=100000 cargo test --profile thorough --test fuzz` is what a change has to
//! pass before it lands.

// The lints of `src` excuse test functions, not the verbs that they share.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "fuzz/engine.rs"]
mod engine;
#[path = "fuzz/inputs.rs"]
mod inputs;
#[path = "fuzz/reading.rs"]
mod reading;
