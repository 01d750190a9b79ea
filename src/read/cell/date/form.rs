//! How the dates of a column are written: the order of their numbers, by what stands between them.

/// The order of three numbers, or what a single number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateOrder {
    /// `2024-01-05`
    YearMonthDay,
    /// `05.01.2024`
    DayMonthYear,
    /// `01/05/2024`
    MonthDayYear,
    /// Days of a spreadsheet that calls 1900-01-01 day 1 and believes in 29 February 1900.
    Excel1900,
    /// Days since 1904-01-01.
    Excel1904,
    /// Seconds since 1970-01-01.
    UnixSeconds,
    /// Milliseconds since 1970-01-01.
    UnixMilliseconds,
}

impl DateOrder {
    /// Every order.
    pub const ALL: &[DateOrder] = &[
        DateOrder::YearMonthDay,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::Excel1900,
        DateOrder::Excel1904,
        DateOrder::UnixSeconds,
        DateOrder::UnixMilliseconds,
    ];

    /// Its name in a policy's `columns`.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::YearMonthDay => "year-month-day",
            DateOrder::DayMonthYear => "day-month-year",
            DateOrder::MonthDayYear => "month-day-year",
            DateOrder::Excel1900 => "excel-1900",
            DateOrder::Excel1904 => "excel-1904",
            DateOrder::UnixSeconds => "unix-seconds",
            DateOrder::UnixMilliseconds => "unix-milliseconds",
        }
    }

    /// The order of a name.
    pub fn named(name: &str) -> Option<DateOrder> {
        DateOrder::ALL.iter().copied().find(|order| order.name() == name)
    }
}

/// How the dates of a column are read. What is unambiguous (a year of four digits in front, a month by name)
/// is read under every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateForm {
    /// The order of three numbers apart by a point, a slash, a dash; none refuses them.
    pub orders: [Option<DateOrder>; 3],
    /// What a single number counts; none refuses it.
    pub serial: Option<DateOrder>,
}

impl DateForm {
    /// One order for every separator.
    pub fn of(order: DateOrder) -> DateForm {
        match order {
            DateOrder::YearMonthDay | DateOrder::DayMonthYear | DateOrder::MonthDayYear => {
                DateForm { orders: [Some(order); 3], serial: None }
            }
            serial => DateForm { orders: [Some(DateOrder::DayMonthYear); 3], serial: Some(serial) },
        }
    }

    pub(super) fn order(self, separator: Separator) -> Option<DateOrder> {
        let [point, slash, dash] = self.orders;
        match separator {
            Separator::Point => point,
            Separator::Slash => slash,
            Separator::Dash => dash,
        }
    }
}

/// What stands between the numbers of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `.`
    Point,
    /// `/` and anything else.
    Slash,
    /// `-`
    Dash,
}
