//! What the commit desk asks: orders, promises given on the page, and the day of asking.

use super::part::{choices, part};

part! {
    /// An order line, as a customer sends it: a row of the commitments table.
    #[derive(Default)]
    OrderLine {
        /// The item.
        needed item: String,
        /// Where it is to come from; empty where that is no part of the stocking unit.
        always location: String,
        /// The channel; empty likewise.
        always channel: String,
        /// The customer; may be empty.
        always customer: String,
        /// The customer's tier; empty for the one that the commitments name, if any.
        always tier: String,
        /// What it is called; may be empty.
        always reference: String,
        /// Units.
        needed quantity: f64,
        /// The day it is to be there, days from 1970-01-01.
        needed due: i32,
        /// Whether the history does not foretell it.
        always outside_forecast: bool,
    }
}

part! {
    /// What holds on the desk besides the files.
    #[derive(Default)]
    DeskSettings {
        /// The day of asking, days from 1970-01-01; none for the session's own day.
        always today: Option<i32>,
        /// Promises given on the page, in the order they were given.
        always committed: Vec<OrderLine>,
    }
}

choices! {
    /// What somebody types.
    Sought {
        /// An item.
        #[default] Item = "item",
        /// A customer or a tier.
        Customer = "customer",
    }
}
