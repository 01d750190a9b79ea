//! Demand with one column a period: recognised, and read as if each cell were a row.

use super::cell::text::trimmed;
use super::cell::{DateCell, DateForm, DateOrder, Span, date};
use super::header::{self, Looks};
use super::plan::Period;
use super::role::{Role, Table};

/// The period that a header names.
fn period(header: &str) -> Option<i32> {
    let text = trimmed(header);
    if !(4..=24).contains(&text.len()) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let form = DateForm { serial: None, ..DateForm::of(DateOrder::DayMonthYear) };
    let reading = date::read(text, form);
    match reading.cell {
        DateCell::Day(day) if reading.span != Span::Day || text.contains(['-', '/', '.', ' ']) => Some(day),
        DateCell::Day(day) if text.len() == 8 => Some(day),
        _ => None,
    }
}

/// How many cells of a row name periods.
pub(super) fn period_names(cells: &[String]) -> usize {
    let found = cells.iter().filter(|cell| period(cell).is_some()).count();
    if found >= 2 { found } else { 0 }
}

/// The columns whose headers name periods and that play no other role.
pub(super) fn periods(headers: &[String], roles: &[Option<Role>]) -> Vec<Period> {
    let free = headers.iter().zip(roles).enumerate().filter(|(_, (_, role))| role.is_none());
    free.filter_map(|(column, (header, _))| Some(Period { column, day: period(header)? })).collect()
}

/// A wide table: demand, whose roles are those of the columns that are no periods.
pub(super) fn shape(
    headers: &[String],
    looks: &[Looks],
    periods: Vec<Period>,
) -> (Option<Table>, Vec<Option<Role>>, Vec<Period>) {
    let others: Vec<String> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let is_period = periods.iter().any(|period| period.column == column);
            if is_period { String::new() } else { header.clone() }
        })
        .collect();
    let mut roles = header::roles_in(Table::Demand, &others, looks);
    for role in &mut roles {
        if matches!(role, Some(Role::Date | Role::Quantity)) {
            *role = None;
        }
    }
    (Some(Table::Demand), roles, periods)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, day: Option<&str>) {
        assert_eq!(period(header).map(date::written).as_deref(), day, "{header}");
    }

    #[test]
    fn headers_that_name_periods() {
        check("2024-01", Some("2024-01-01"));
        check("Dec-10", Some("2010-12-01"));
        check("JAN96", Some("1996-01-01"));
        check("2024-W10", Some("2024-03-04"));
        check("01.02.2024", Some("2024-02-01"));
    }

    #[test]
    fn headers_that_do_not() {
        check("Total", None);
        check("unit_cost", None);
        check("45292", None);
        check("M01AB", None);
    }
}
