//! The protocol: what the page asks and what the engine answers, declared once.
//!
//! Plain data. Imports nothing of ours, so every border may use it: wasm, the worker, and the transcript
//! tests that run the whole product natively. `ts-rs` writes it to `www/src/wire.ts` when the tests run.
//!
//! No NaN and no infinity crosses: what is unknown is `None`. Levels and shares are fractions; money is in
//! the currency of the user's own costs; days are counted from 1970-01-01.

pub mod answer;
pub mod desk;
pub mod node;
pub mod part;
pub mod path;
pub mod policy;
pub mod request;
pub mod scenario;
#[cfg(test)]
mod wire;
pub mod written;

pub use answer::Answer;
pub use policy::PolicyFile;
pub use request::Request;
