//! Safety stock by segment: how much of each item to hold, what that costs and what service it buys, beside what
//! one target for all would do.
//!
//! A person drops exports (sales, item master, purchase receipts) on a page. Everything is computed there: this
//! crate, compiled to WebAssembly, in a worker. It is the whole product without its page, and runs natively in
//! the tests.
//!
//! # The path
//!
//! ```text
//! bytes -> read -> data -> stats -> segment -> policy -> stock -> plan / promise -> session -> protocol -> page
//!          cells   dataset  items     classes   targets   stock   money   answers
//! ```
//!
//! Nothing flows back but a new question. A stage keeps what it was made from and is made again only when that
//! differs: a new target recomputes from `policy` on and reads no file again. Settings travel in the request and
//! the session holds data only, so that every answer can be reproduced from the files and one request.
//!
//! # The rooms, lowest floor first
//!
//! A room imports floors below its own; `tests/floors.rs` holds that.
//!
//! - [`order`]: sorting. [`pack`]: plain values as bytes, from worker to worker. [`memory`]: asked for before it is
//!   used. [`figure`]: numbers as sentences show them. [`math`]: numbers only.
//!   [`finding`]: what was odd in the data. [`error`]: why a question has no answer.
//!   [`protocol`]: requests, answers and the policy file as plain data.
//! - [`read`]: bytes to cells: encoding, separator, header, dates, decimal marks, each guess with its evidence.
//! - [`data`]: tables to one dataset, joined by key. Sums are exact: row order and cuts do not show.
//! - [`stats`]: mean, deviation, pattern, returns, lead times and their spread.
//! - [`segment`]: one file a dimension, then rules, overrides and merges.
//! - [`policy`]: the file checked, and which target holds for an item and why.
//! - [`stock`]: demand over the protection interval, its model, the stock a target asks for, the service it buys.
//! - [`plan`]: totals, the uniform policies of the same target, capital and service, what service costs, budgets.
//! - [`promise`]: whether an order can be promised, how surely, and who else would suffer.
//! - [`export`]: the CSV files. [`session`]: questions answered. `wasm`: the one file that knows JavaScript.
//!
//! # Words
//!
//! - *item*: the stocking unit: an item, with the location, channel or customer that holds stock of its own.
//! - *period*: day, ISO week or month; *protection interval*: lead time and review together, what stock must cover.
//! - *cycle service level*: the chance that a replenishment cycle ends without a shortage. *Fill rate*: the share
//!   of units served from the shelf. They differ a lot, and one is never shown as the other.
//! - *safety stock*: the reorder point (or order-up-to level) less mean demand over the protection interval.
//! - *finding*: the data are odd, reading goes on. *Error*: a question cannot be answered. A panic is a bug.
//!
//! # The product in a few lines
//!
//! ```
//! use segmented_safety_stock::protocol::{Answer, Request};
//! use segmented_safety_stock::session::Session;
//!
//! let demand = "date,item,quantity
//! 2025-01-06,BOLT,40\n2025-01-13,BOLT,44\n2025-01-20,BOLT,36\n2025-01-27,BOLT,40
//! 2025-01-06,SEAL,9\n2025-01-13,SEAL,1\n2025-01-20,SEAL,4\n2025-01-27,SEAL,2";
//! let items = "item,unit_cost,lead_time_days,range\nBOLT,0.50,14,Core\nSEAL,8.00,14,Niche";
//! let policy = r#"{"format": "segmented-safety-stock/policy", "version": 1,
//!     "segmentation": {"dimensions": [{"kind": "column", "column": "range"}]},
//!     "segments": {"Core": {"target": {"kind": "cycle_service_level", "value": 0.98}},
//!                  "Niche": {"target": {"kind": "cycle_service_level", "value": 0.90}}}}"#;
//!
//! let mut session = Session::new(None);
//! let opened = session.ask(&Request::OpenPolicy { name: "policy.json".into(), text: policy.into() });
//! let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
//! let policy = Box::new(opened.policy);
//! session.ask(&Request::Reading { policy: policy.clone() });
//! for (slot, (name, text)) in [("demand.csv", demand), ("items.csv", items)].into_iter().enumerate() {
//!     session.open(slot as u32, name, text.len() as f64);
//!     session.push(slot as u32, text.as_bytes());
//!     session.close(slot as u32);
//! }
//!
//! let answer = session.ask(&Request::Summary { policy });
//! let Answer::Summary(summary) = answer else { panic!("{answer:?}") };
//! let core = &summary.segments[0];
//! // Four weeks of mean 40, sd 3.266; 14 days are 2 periods: mu = 80, and with the mean itself estimated from 4
//! // periods sigma = sqrt(2 * 10.667 * (1 + 2/4)) = 5.657. Looked at once a day, 2.490 bolts (variance 3.715) are
//! // missing when the order goes out. z(98 %) = 2.054: 82.490 + 2.054 * 5.976 = 94.76 becomes 95 whole bolts.
//! assert_eq!((core.segment.as_str(), core.safety_stock, core.safety_stock_value), ("Core", 15.0, Some(7.5)));
//! ```

pub mod data;
pub mod error;
pub mod export;
pub mod figure;
pub mod finding;
pub mod math;
pub mod memory;
pub mod order;
pub mod pack;
pub mod plan;
pub mod policy;
pub mod promise;
pub mod protocol;
pub mod read;
pub mod segment;
pub mod session;
pub mod stats;
pub mod stock;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
