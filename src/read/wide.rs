//! Demand with one column a period: recognised, and read as if each cell were a row.
//!
//! Headers name days, weeks, months or quarters, oldest or newest first; spreadsheet serials are asked about.
//! A column of totals is not read; a period named twice is asked about; a period that is missing between
//! others is unknown, not zero.

use super::cell::text::trimmed;
use super::cell::{DateCell, DateForm, DateOrder, Span, date};
use super::header::{self, Looks};
use super::plan::{Period, Plan};
use super::question::{About, Choice, Question};
use super::role::{Role, Table};
use super::sniff::{Shape, Start};
use super::undated;
use crate::finding::{Cause, Place};
use crate::math::civil::iso;
use crate::protocol::policy::DialectChoice;

/// The period that a header names, and its length.
fn period(header: &str, serial: Option<DateOrder>) -> Option<(i32, Span)> {
    let text = trimmed(header);
    if !(4..=24).contains(&text.len()) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let reading = date::read(text, DateForm { serial: None, ..DateForm::of(DateOrder::DayMonthYear) });
    match reading.cell {
        DateCell::Day(day) if reading.span != Span::Day => Some((day, reading.span)),
        DateCell::Day(day) if text.contains(['-', '/', '.', ' ']) || text.len() == 8 => {
            Some((day, Span::Day))
        }
        _ => serial.and_then(|serial| counted(text, serial)),
    }
}

/// A header that counts days as spreadsheets do.
fn counted(text: &str, serial: DateOrder) -> Option<(i32, Span)> {
    let plausible =
        text.len() == 5 && text.parse().is_ok_and(|number: i32| (25_569..=73_415).contains(&number));
    match date::read(text, DateForm::of(serial)).cell {
        DateCell::Day(day) if plausible => Some((day, Span::Day)),
        _ => None,
    }
}

/// How many cells of a row name periods.
pub(super) fn period_names(cells: &[String]) -> usize {
    let named = cells.iter().filter(|cell| period(cell, None).is_some()).count();
    let counted = cells.iter().filter(|cell| counted(cell, DateOrder::Excel1900).is_some()).count();
    let serials = if rises(cells) { counted } else { 0 };
    let found = named.max(serials).max(undated::periods(cells).len());
    if found >= 2 { found } else { 0 }
}

/// Whether a row's serials rise or fall from cell to cell and follow a name, as those of a header do.
fn rises(cells: &[String]) -> bool {
    let serials: Vec<i32> =
        cells.iter().filter_map(|cell| Some(counted(cell, DateOrder::Excel1900)?.0)).collect();
    let regular = |one: &[i32]| matches!(one, [a, b] if (1..=31).contains(&(b - a).abs()));
    serials.len() >= 2 && serials.windows(2).all(regular) && header::known_names(cells) > 0
}

/// The columns whose headers name periods and that play no other role.
fn periods(headers: &[String], roles: &[Option<Role>], serial: Option<DateOrder>) -> Vec<Period> {
    let free = headers.iter().zip(roles).enumerate().filter(|(_, (_, role))| role.is_none());
    free.filter_map(|(column, (header, _))| Some(Period { column, day: period(header, serial)?.0 })).collect()
}

/// The shape as a wide table, where headers name periods and no column holds dates.
pub(super) fn reshape(
    headers: &[String],
    looks: &[Looks],
    shape: Shape,
    ignored: &[usize],
    choice: &DialectChoice,
) -> Shape {
    let is_demand = shape.table == Some(Table::Demand);
    if is_demand && shape.roles.contains(&Some(Role::Date)) {
        return shape;
    }
    let chosen = headers.iter().find_map(|header| DateOrder::named(choice.date_order.get(header)?));
    let serial = if rises(headers) { Some(chosen.unwrap_or(DateOrder::Excel1900)) } else { None };
    let mut periods = periods(headers, &shape.roles, serial);
    if periods.len() < 2 {
        periods = undated::periods(headers);
    }
    periods.retain(|period| !ignored.contains(&period.column));
    if periods.len() < 2 {
        return shape;
    }
    let mut seen = Vec::new();
    periods.retain(|period| {
        let new = !seen.contains(&period.day);
        seen.push(period.day);
        new
    });
    let is_period = |column: usize| periods.iter().any(|period| period.column == column);
    let others: Vec<String> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| if is_period(column) { String::new() } else { header.clone() })
        .collect();
    let mut roles = if is_demand { shape.roles } else { header::roles_in(Table::Demand, &others, looks) };
    for role in &mut roles {
        if matches!(role, Some(Role::Date | Role::Quantity)) {
            *role = None;
        }
    }
    if !roles.contains(&Some(Role::Item)) {
        let codes = looks.iter().position(|looks| looks.filled > 0 && looks.numbers * 2 < looks.filled);
        if let Some(slot @ None) = codes.and_then(|column| roles.get_mut(column)) {
            *slot = Some(Role::Item);
        }
    }
    Shape { table: Some(Table::Demand), roles, periods, confirmed: shape.confirmed }
}

/// Words of the calendar that are numbers beside a date, not items.
const CALENDAR: &[&str] =
    &["year", "month", "day", "hour", "week", "weekday", "quarter", "jahr", "monat", "tag", "woche"];

/// The columns of a table with a column an item, which is demand: a date, no item and no quantity, and beside them at
/// least two columns of numbers whose names mean nothing else.
pub(super) fn items(
    headers: &[String],
    looks: &[Looks],
    shape: &mut Shape,
    choice: &DialectChoice,
) -> Vec<usize> {
    let roles = if shape.table.is_none() {
        header::roles_in(Table::Demand, headers, looks)
    } else {
        shape.roles.clone()
    };
    let lacks = |role| !roles.contains(&Some(role));
    let dated = !lacks(Role::Date) || looks.iter().any(|of| of.filled > 0 && of.plain_days == of.filled);
    let fits = shape.table.is_none_or(|table| table == Table::Demand) && dated;
    if !fits || !lacks(Role::Item) || !lacks(Role::Quantity) || !shape.periods.is_empty() || !shape.confirmed
    {
        return Vec::new();
    }
    let ignored: Vec<usize> = choice.ignored.iter().filter_map(|name| Plan::named(headers, name)).collect();
    let columns = headers.iter().zip(looks).enumerate().filter(|(column, (header, looks))| {
        let is_free = roles.get(*column).copied().flatten().is_none() && !ignored.contains(column);
        let compact = header::compact(header);
        let is_named =
            !compact.is_empty() && !CALENDAR.contains(&compact.as_str()) && !header::is_total(header);
        is_free && is_named && looks.filled > 0 && looks.numbers == looks.filled && looks.plain_days == 0
    });
    let columns: Vec<usize> = columns.map(|(column, _)| column).collect();
    if columns.len() < 2 {
        return Vec::new();
    }
    (shape.table, shape.roles) = (Some(Table::Demand), roles);
    columns
}

/// What a wide table's headers need saying: twins, gaps, totals, serials.
pub(super) fn say(name: &str, start: &mut Start) {
    if start.plan.periods.is_empty() {
        return;
    }
    let serial = start
        .plan
        .periods
        .first()
        .is_some_and(|period| counted(&start.plan.title(period.column), DateOrder::Excel1900).is_some());
    if serial && start.choice.date_order.is_empty() {
        start.questions.push(serial_question(&start.plan));
    }
    say_twins(start);
    if let Some(first) = start
        .plan
        .periods
        .iter()
        .find(|of| period(&start.plan.title(of.column), Some(DateOrder::Excel1900)).is_none())
    {
        let column = start.plan.title(first.column);
        let place = Place { line: start.plan.header_line, found: iso(first.day), column };
        start.findings.note(name, Cause::UndatedPeriods, place);
    }
    for (column, day) in gaps(&start.plan) {
        let found = format!("nothing for {}", iso(day));
        let place = Place { line: start.plan.header_line, column: start.plan.title(column), found };
        start.findings.note(name, Cause::PeriodGap, place);
    }
    for (column, header) in start.plan.headers.iter().enumerate() {
        let is_free = start.plan.roles.get(column).copied().flatten().is_none();
        if is_free && header::is_total(header) {
            let place = Place { line: start.plan.header_line, column: header.clone(), found: header.clone() };
            start.findings.note(name, Cause::TotalColumn, place);
        }
    }
}

/// Periods that two columns name; the first one is read.
fn say_twins(start: &mut Start) {
    let mut questions = Vec::new();
    for (column, header) in start.plan.headers.iter().enumerate() {
        let read =
            start.plan.periods.iter().find(|of| period(header, None).is_some_and(|(day, _)| day == of.day));
        let Some(read) = read.filter(|read| read.column != column) else { continue };
        let settled =
            start.choice.ignored.iter().any(|name| Plan::named(&start.plan.headers, name) == Some(column));
        if settled || start.plan.roles.get(column).copied().flatten().is_some() {
            continue;
        }
        let choice = |of: usize, current| Choice {
            value: start.plan.title(of),
            cell: start.samples.get(of).and_then(|samples| samples.first()).cloned().unwrap_or_default(),
            meaning: iso(read.day),
            current,
        };
        let choices = vec![choice(read.column, true), choice(column, false)];
        questions.push(Question {
            about: About::Twin,
            header: header.clone(),
            line: start.plan.header_line,
            choices,
        });
    }
    start.questions.extend(questions);
}

fn serial_question(plan: &Plan) -> Question {
    let first = plan.periods.first().map(|period| plan.title(period.column)).unwrap_or_default();
    let choices = [DateOrder::Excel1900, DateOrder::Excel1904].into_iter().filter_map(|order| {
        let DateCell::Day(day) = date::read(&first, DateForm::of(order)).cell else { return None };
        let current = order == DateOrder::Excel1900;
        Some(Choice { value: order.name().to_owned(), cell: first.clone(), meaning: iso(day), current })
    });
    let choices = choices.collect();
    Question { about: About::DateOrder, header: first, line: plan.header_line, choices }
}

/// The days of missing periods, each with the column behind the gap: where periods are months or regular days
/// and the step is sometimes longer.
fn gaps(plan: &Plan) -> Vec<(usize, i32)> {
    let mut days: Vec<(i32, usize)> = plan.periods.iter().map(|period| (period.day, period.column)).collect();
    days.sort_unstable();
    let on_the_first = days.iter().all(|(day, _)| iso(*day).ends_with("-01"));
    let spans = plan.periods.iter().filter_map(|of| Some(period(&plan.title(of.column), None)?.1));
    let months = on_the_first && spans.clone().all(|span| span == Span::Month);
    let steps =
        days.windows(2).filter_map(|pair| if let [one, other] = pair { Some((one.0, *other)) } else { None });
    let step = steps.clone().map(|(before, (day, _))| day - before).min().unwrap_or(0);
    let missing =
        steps.filter(|(before, (day, _))| if months { day - before > 31 } else { day - before > step });
    let regular = months || [1, 7, 14, 28].contains(&step);
    missing
        .filter(|_| regular)
        .map(|(before, (_, column))| (column, if months { next_month(before) } else { before + step }))
        .collect()
}

/// The first day of the month after the one that begins on a day.
fn next_month(day: i32) -> i32 {
    let written = iso(day + 31);
    match date::read(written.get(..7).unwrap_or(&written), DateForm::of(DateOrder::YearMonthDay)).cell {
        DateCell::Day(first) => first,
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, day: Option<&str>) {
        assert_eq!(period(header, None).map(|(day, _)| iso(day)).as_deref(), day, "{header}");
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

    #[test]
    fn a_column_may_be_an_item() {
        let mut rows = Vec::new();
        let mut sink = |plan: &Plan, row: &crate::read::Row| {
            let [item, quantity] = [Role::Item, Role::Quantity].map(|role| plan.column(role).unwrap());
            rows.push((row.text(item).to_owned(), row.number(quantity)));
        };
        let mut reader = crate::read::Reader::new("sales.csv", &std::collections::BTreeMap::new());
        reader.push(b"datum,M01AB,N02BA,Year\n1/5/2014,14,21.5,2014\n1/12/2014,7,8,2014\n", &mut sink);
        assert!(reader.finish(&mut sink).is_usable());
        let items: Vec<&str> = rows.iter().map(|(item, _)| item.as_str()).collect();
        assert_eq!(items, ["M01AB", "N02BA", "M01AB", "N02BA"]);
    }

    #[test]
    fn the_month_after() {
        let DateCell::Day(january) = date::read("2024-01-01", DateForm::of(DateOrder::YearMonthDay)).cell
        else {
            panic!("a plain date")
        };
        assert_eq!(iso(next_month(january)), "2024-02-01");
    }
}
