//! One item: its key, its history in figures, and what else is known about it.
//!
//! "Item" means the stocking unit: the item and whichever of location, channel and customer hold stock of
//! their own. Unknown is `None`, never zero.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::borrow::Borrowed;
use super::error::ForecastError;
use super::maybe::Maybe;
use super::periods::Apart;
use super::season::Season;
use crate::data::calendar::Day;
use crate::data::key::Key;
use crate::math::moments::Moments;

/// How a demand history moves (Syntetos, Boylan and Croston 2005).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// Often and evenly.
    Smooth,
    /// Often, in very different amounts.
    Erratic,
    /// Seldom, in even amounts.
    Intermittent,
    /// Seldom, in very different amounts.
    Lumpy,
}

impl Pattern {
    /// As exported.
    pub fn name(self) -> &'static str {
        match self {
            Pattern::Smooth => "smooth",
            Pattern::Erratic => "erratic",
            Pattern::Intermittent => "intermittent",
            Pattern::Lumpy => "lumpy",
        }
    }

    /// As a class in a segment's name.
    pub fn class(self) -> &'static str {
        match self {
            Pattern::Smooth => "Smooth",
            Pattern::Erratic => "Erratic",
            Pattern::Intermittent => "Intermittent",
            Pattern::Lumpy => "Lumpy",
        }
    }
}

/// What an item's history amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Enough periods for a mean and a spread.
    Enough,
    /// Fewer than two periods.
    TooShort,
    /// Nothing was sold in the window.
    NoDemand,
    /// All that was sold came back.
    OnlySaleCancelled,
}

/// Figures of the demand history, in units and periods.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandFigures {
    /// What the history amounts to.
    pub history: History,
    /// Periods that mean and sd were taken over.
    pub periods: u32,
    /// Mean demand a period.
    pub mean: Maybe,
    /// Its standard deviation (n-1).
    pub sd: Maybe,
    /// Variance of a day's demand (n-1) over the days of those periods; none where the history has no days of its own.
    pub day_variance: Maybe,
    /// Excess kurtosis of the same periods, where the policy asks how uncertain that deviation is.
    pub kurtosis: Maybe,
    /// sd / mean.
    pub cv: Maybe,
    /// Periods in the window for each period with demand.
    pub adi: Maybe,
    /// Squared CV of the positive demands.
    pub cv2: Maybe,
    /// Smooth, erratic, intermittent or lumpy.
    pub pattern: Option<Pattern>,
    /// Whether every kept quantity is a whole number.
    pub whole_units: bool,
    /// Mean quantity of a demand row that is no return.
    pub mean_row_quantity: Maybe,
    /// First period of the window, a number of the calendar's periods.
    pub window_start: i32,
    /// Periods at the window's start that mean and sd leave out (0 or 1).
    pub left_out: u32,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A cell of a file.
    Cell {
        /// The file's name.
        file: Rc<str>,
        /// Its line, from 1.
        line: u32,
    },
    /// Rows of a file.
    Rows {
        /// The file's name.
        file: Rc<str>,
        /// How many.
        rows: u32,
    },
    /// The lines of the item's supplier, over all its items.
    Supplier {
        /// Its name.
        supplier: Rc<str>,
        /// How many lines.
        lines: u32,
    },
    /// The policy's default.
    Default,
    /// Assumed, because nobody gave it.
    Assumed,
}

/// A figure with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced {
    /// The figure.
    pub value: f64,
    /// Where it comes from.
    pub origin: Origin,
}

/// What a deviation that order lines give is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviationOf {
    /// Days after the promised day.
    Lateness,
    /// Days from order to receipt.
    LeadTime,
}

/// Lead time of an item, in days.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadTime {
    /// Mean, days.
    pub days: Sourced,
    /// Standard deviation, days.
    pub sd_days: Sourced,
    /// What the deviation is of; none where it does not come from order lines.
    pub sd_of: Option<DeviationOf>,
    /// The spread not used, days: lateness where order-to-receipt was used, and the other way round.
    pub other_sd_days: Option<f64>,
}

/// What several items have in common; changed for one, it becomes that one's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Of one item so far.
    pub fn new(value: T) -> Self {
        Shared(Rc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

/// What files or defaults say about an item. All but the order quantity, which may follow from demand, is shared with
/// the other items that it holds for; changed for one, it becomes that one's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// Units an order; raised to the minimum and rounded up to the multiple, or assumed.
    pub order_quantity: Sourced,
    shared: Shared<Given>,
}

impl Master {
    /// An order quantity with everything else.
    pub fn new(order_quantity: Sourced, shared: Shared<Given>) -> Self {
        Master { order_quantity, shared }
    }
}

impl Deref for Master {
    type Target = Given;

    fn deref(&self) -> &Given {
        &self.shared
    }
}

impl DerefMut for Master {
    fn deref_mut(&mut self) -> &mut Given {
        &mut self.shared
    }
}

/// What a row of the item master gives, or else the defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its description; may be empty.
    pub description: Rc<str>,
    /// Money a unit costs.
    pub unit_cost: Option<Sourced>,
    /// Money a unit sells for.
    pub unit_price: Option<Sourced>,
    /// Days between reviews; 0 where orders go out any day.
    pub review_days: Sourced,
    /// Share of the unit cost that a year of holding costs.
    pub holding_rate: Sourced,
    /// Money a unit short costs.
    pub stockout_cost: Option<Sourced>,
    /// A target of its own: a fraction in (0, 1), a cycle service level.
    pub service_level: Option<Sourced>,
    /// Least safety stock, units.
    pub min_units: Option<f64>,
    /// Days after which a unit is worthless.
    pub shelf_life_days: Option<f64>,
    /// Days that the customer accepts to wait.
    pub customer_wait_days: f64,
    /// Safety stock held today, units.
    pub current_safety_stock: Option<f64>,
    /// Reorder point (or order-up-to level) in use today, units.
    pub current_reorder_point: Option<f64>,
    /// Units on a pallet.
    pub units_per_pallet: Option<f64>,
}

/// The days between which an item was in demand, after returns, as exact as its periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// The first day of its first period with demand; none without demand.
    pub first_demand: Option<Day>,
    /// The last day of its last period with demand.
    pub last_demand: Option<Day>,
    /// The last day of the data.
    pub data_end: Option<Day>,
}

impl Life {
    /// Days from the first demand to the end of the data.
    pub fn days_since_first(&self) -> Option<i32> {
        Some((self.data_end? - self.first_demand?).max(0))
    }

    /// Days from the last demand to the end of the data.
    pub fn days_since_last(&self) -> Option<i32> {
        Some((self.data_end? - self.last_demand?).max(0))
    }
}

/// What the calendar and single periods say about an item's history.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// When it was in demand.
    pub life: Life,
    /// Its course over the year, where it is sized by that. The course of a steady item is made again where it is
    /// shown: kept for every item it would take more memory than all else.
    pub season: Option<Box<Season>>,
    /// How strong that course is, seasonal or not; none with less than two whole years.
    pub strength: Maybe,
    /// Periods that do not count as they were sold, or are worth a look.
    pub apart: Vec<Apart>,
    /// Mean and deviation as they were sold, where a period was repaired or capped.
    pub before: Option<Box<Moments>>,
    /// The error of its forecast, where that sizes its stock.
    pub error: Option<Box<ForecastError>>,
    /// The spread it borrows, where its own history is too short for one.
    pub borrowed: Option<Box<Borrowed>>,
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its key: the fields of the stocking unit, item first.
    pub key: Key,
    /// Its history in figures.
    pub demand: DemandFigures,
    /// Its lead time.
    pub lead_time: Shared<LeadTime>,
    /// What else is known.
    pub master: Master,
    /// What the calendar and single periods say about its history.
    pub record: Record,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn given(value: f64) -> Sourced {
        Sourced { value, origin: Origin::Assumed }
    }

    /// An item that costs 10, with a lead time of two weeks, orders of 50 and a year of weekly history.
    pub fn item(mean: f64, sd: f64, whole_units: bool) -> Item {
        Item {
            key: Key::of(&["A"]),
            demand: DemandFigures {
                history: History::Enough,
                periods: 52,
                mean: Maybe::from(mean),
                sd: Maybe::from(sd),
                day_variance: Maybe::NONE,
                kurtosis: Maybe::NONE,
                cv: Maybe::from(sd / mean),
                adi: Maybe::from(1.0),
                cv2: Maybe::from(0.1),
                pattern: Some(Pattern::Smooth),
                whole_units,
                mean_row_quantity: Maybe::from(1.0),
                window_start: 0,
                left_out: 0,
            },
            lead_time: Shared::new(LeadTime {
                days: given(14.0),
                sd_days: given(0.0),
                sd_of: None,
                other_sd_days: None,
            }),
            master: Master::new(
                given(50.0),
                Shared::new(Given {
                    description: "".into(),
                    unit_cost: Some(given(10.0)),
                    unit_price: None,
                    review_days: given(0.0),
                    holding_rate: given(0.2),
                    stockout_cost: None,
                    service_level: None,
                    min_units: None,
                    shelf_life_days: None,
                    customer_wait_days: 0.0,
                    current_safety_stock: None,
                    current_reorder_point: None,
                    units_per_pallet: None,
                }),
            ),
            record: Record::default(),
        }
    }
}
