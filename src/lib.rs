//! Safety stock by segment: how much of each item to hold, what it costs and what service it buys.
//!
//! The path runs one way: bytes become a table (`read`), tables a dataset (`data`), the dataset item
//! statistics (`stats`), items fall into segments (`segment`), segments have targets (`policy`), targets
//! become stock (`stock`), stock becomes money and service (`plan`), and all of it is answered to the page
//! through one typed protocol (`session`, `protocol`, `wasm`).

pub mod data;
pub mod error;
pub mod export;
pub mod finding;
pub mod math;
pub mod plan;
pub mod policy;
pub mod protocol;
pub mod read;
pub mod segment;
pub mod session;
pub mod stats;
pub mod stock;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
