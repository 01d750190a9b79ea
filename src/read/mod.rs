//! Bytes to table: any export, read right or refused in words.
//!
//! Reading order: `role` (what columns may be), `encoding` and `scan` (bytes to fields), `cell` (fields to
//! values), `dialect` and `header` (guesses from the first rows), `forms` (marks and orders proved by cells),
//! `plan` (all of that as a value), `sniff` (first block to plan), `body` and `reader` (all blocks to rows), `table`
//! (rows kept), `condition` (which rows count). `marks`, `column`, `columns` and `fast` take plain rows many at a
//! time, short texts as the numbers that `word` makes of them, those with quotes in them `apart`; `part` puts a file
//! together that several workers read. Beside them, `plain`: any text as bare records, without a meaning.
//!
//! What the reader decides it says with its evidence; what nothing in the file settles it asks, with both
//! readings of a real cell, and reads in a stated way until answered.

pub mod apart;
mod body;
pub mod cell;
mod column;
mod columns;
pub mod condition;
mod content;
pub mod dialect;
pub mod encoding;
pub mod fast;
pub mod forms;
pub mod header;
mod known;
pub mod left;
mod marks;
mod mend;
mod notes;
pub mod part;
pub mod plain;
pub mod plan;
pub mod preset;
pub mod question;
pub mod reader;
mod records;
pub mod refilled;
pub mod role;
pub mod row;
mod say;
pub mod scan;
mod second;
mod sniff;
mod synonyms;
pub mod table;
mod tables;
mod undated;
mod units;
mod wide;
pub mod word;

pub use cell::{DateCell, Decimal, Number};
pub use plan::Plan;
pub use reader::{Outcome, Reader};
pub use role::{Kind, Role, Table};
pub use row::Row;
pub use table::KeptTable;
