//! The policy: its file read, checked and written; which target holds for an item, and why.
//!
//! In: a policy's text or value, a segmentation, items. Out: a checked [`PolicyFile`], and for every item a
//! [`Resolved`]: target, model, bounds. Knows `segment`, `stats` and the file's shape (`protocol::policy`);
//! computes no stock.
//!
//! A policy is refused in words, with the path and the place of the field. What it holds beyond this version is
//! kept, written back and named in one finding.

pub mod canonical;
pub mod changes;
pub mod check;
pub mod components;
pub mod file;
mod packed;
mod place;
pub mod preset;
pub mod resolve;
mod scenario;
pub mod sign_off;
mod source;
pub mod target;
mod unknown;
mod value;

pub use check::check;
pub use file::{read, text};
pub use resolve::{Bounds, Own, Resolved, TargetOrigin, of_segments, own};
pub use target::{Target, uniform};

pub use crate::protocol::policy::PolicyFile;
