//! What an item's demand is worth over the last days of the data: revenue, units, cost, margin, order lines.
//!
//! The same days for every item, never extrapolated. A return that took effect takes its quantity and money off
//! on its own day. Unknown is `None`: blank money is never zero.

use crate::data::calendar::Day;
use crate::data::history::{History, Return, Scale};
use crate::data::statistics::StatisticsRow;
use crate::protocol::policy::{AbcMeasure, Period, Span};

/// Days that value is summed over unless the policy says otherwise.
pub const USUAL_SPAN: u32 = 365;

/// Days from which value is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day summed.
    pub from: Day,
    /// The last day of the data.
    pub to: Day,
}

impl Days {
    /// The span's days in data that run from `first` to `last`; all of the data where it is shorter.
    pub fn new(span: Span, first: Day, last: Day) -> Self {
        let days = match span {
            Span::Absent => USUAL_SPAN,
            Span::Days(days) => days,
            Span::Whole => return Days { from: first, to: last },
        };
        let from = last.saturating_sub_unsigned(days.saturating_sub(1));
        Days { from: from.max(first), to: last }
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        (self.to - self.from + 1).max(0) as u32
    }

    fn holds(self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Sums of one item over the span.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Value {
    /// Revenue, where money or a price is known.
    pub revenue: Option<f64>,
    /// Units.
    pub units: f64,
    /// Order lines.
    pub lines: f64,
    /// Units at their cost, where it is known.
    pub cost: Option<f64>,
}

/// What the rows of one unit say over the span.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// Units.
    pub units: f64,
    /// Money, where rows give any.
    pub money: Option<f64>,
    /// Order lines.
    pub lines: f64,
}

impl Sums {
    /// Sums of a unit and of its returns that took effect; none without days.
    pub fn new(
        history: &History,
        effective: &[Return],
        (quantity, money): (Scale, Scale),
        days: Option<Days>,
    ) -> Self {
        let days = days.unwrap_or(Days { from: 0, to: -1 });
        let sales = &history.sales;
        let sales = sales.get(sales.partition_point(|sale| sale.day < days.from)..).unwrap_or_default();
        let sales = || sales.iter().filter(|sale| days.holds(sale.day));
        let back = || effective.iter().filter(|back| days.holds(back.day));
        let quantities = sales().map(|sale| sale.quantity).chain(back().map(|back| -back.quantity));
        let moneys = sales().map(|sale| sale.money).chain(back().map(|back| -back.money));
        Sums {
            units: quantity.total(quantities),
            money: history.money_known.then(|| money.total(moneys)),
            lines: sales().map(|sale| f64::from(sale.lines)).sum(),
        }
    }
}

impl Value {
    /// What rows say; a price stands in for money that they do not give.
    pub fn new(sums: &Sums, price: Option<f64>, unit_cost: Option<f64>) -> Self {
        let Sums { units, money, lines } = *sums;
        Value {
            revenue: money.or(price.map(|price| price * units)),
            units,
            lines,
            cost: unit_cost.map(|cost| cost * units),
        }
    }

    /// Sums of figures computed elsewhere, scaled from their periods to the days of the span.
    pub fn computed_elsewhere(
        row: &StatisticsRow,
        period: Period,
        span_days: u32,
        price: Option<f64>,
        unit_cost: Option<f64>,
    ) -> Self {
        let share = f64::from(span_days) / (f64::from(row.periods.max(1)) * period.days());
        let units = row.mean * f64::from(row.periods) * share;
        Value {
            revenue: row.revenue.map(|revenue| revenue * share).or(price.map(|price| price * units)),
            units,
            lines: row.lines.map_or(0.0, |lines| lines * share),
            cost: unit_cost.map(|cost| cost * units),
        }
    }

    /// The value by a measure; `None` where unknown.
    pub fn by(&self, measure: AbcMeasure) -> Option<f64> {
        match measure {
            AbcMeasure::Revenue => self.revenue,
            AbcMeasure::Units => Some(self.units),
            AbcMeasure::Margin => self.revenue.zip(self.cost).map(|(revenue, cost)| revenue - cost),
            AbcMeasure::Cost => self.cost,
            AbcMeasure::Lines => Some(self.lines),
            AbcMeasure::Deseasonalised => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_ends_with_the_data_and_never_reaches_before_it() {
        assert_eq!(Days::new(Span::Absent, 0, 1_000), Days { from: 636, to: 1_000 });
        assert_eq!(Days::new(Span::Days(30), 0, 9), Days { from: 0, to: 9 });
        assert_eq!(Days::new(Span::Whole, 5, 9).count(), 5);
    }
}
