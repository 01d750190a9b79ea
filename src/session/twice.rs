//! Whether two demand files tell of the same sales: a daily and a monthly export of one history, an export dropped
//! twice. Both are counted, since two channels may well sell the same items; but then their sums differ.
//!
//! In: the demand logs of each file. Out: a finding about the later of two files in name order.

use std::rc::Rc;

use super::slot::{Content, FileSlot, Files};
use crate::data::calendar::Day;
use crate::data::demand::DemandReader;
use crate::data::keys;
use crate::data::log::DemandLog;
use crate::finding::{Cause, Findings};
use crate::order;

/// Sums this near count as equal, as a share of the larger: a month's export may end some days after a day's.
const NEAR: f64 = 0.05;
/// Where one or two stocking units are in both files, chance is left out only by sums this near.
const FEW_NEAR: f64 = 0.001;
/// Stocking units from which on [`NEAR`] is near enough.
const MANY: u64 = 3;
/// Share of the stocking units in both files whose sums are equal.
const MOST: f64 = 0.8;
/// Days by which a period's day may differ between two exports.
const MONTH: u32 = 31;

/// The files that tell of the same sales as another.
pub fn findings(files: &Files) -> Findings {
    let mut findings = Findings::default();
    let mut demand: Vec<(&str, &DemandReader)> =
        files.values().flat_map(FileSlot::tables).filter_map(demand_of).collect();
    order::sort_by(&mut demand, |one, other| one.0.cmp(other.0));
    for (place, (name, later)) in demand.iter().enumerate() {
        let mut before = demand.iter().take(place);
        if let Some((earlier, (equal, shared))) =
            before.find_map(|(name, earlier)| Some((name, alike(earlier, later)?)))
        {
            let detail = format!("The sums of {equal} of {shared} items are those of {earlier}.");
            findings.state(name, Cause::SameSales, equal, detail);
        }
    }
    findings
}

fn demand_of(file: &FileSlot) -> Option<(&str, &DemandReader)> {
    match &file.content {
        Content::Demand(demand) => Some((&file.name, demand)),
        _ => None,
    }
}

/// In the days that both cover: how many stocking units have equal sums, and how many stand in both; nothing where
/// they tell of different sales.
fn alike(one: &DemandReader, other: &DemandReader) -> Option<(u64, u64)> {
    let fields = |reader: &DemandReader| reader.fields.iter().map(|(field, _)| *field).collect::<Vec<_>>();
    if fields(one) != fields(other) {
        return None;
    }
    let (one, other): (Vec<_>, Vec<_>) = (one.logs().collect(), other.logs().collect());
    let days = common(span(&one)?, span(&other)?)?;
    let (mut equal, mut nearly, mut shared) = (0, 0, 0);
    let lists: Vec<_> = one.iter().chain(&other).map(|log| &log.units).collect();
    let logs: Vec<&Rc<DemandLog>> = one.iter().chain(&other).copied().collect();
    keys::merged(&lists, |_, holders| {
        let (mut here, mut there) = (0.0_f64, 0.0_f64);
        for (place, unit) in holders {
            let into = if *place < one.len() { &mut here } else { &mut there };
            *into += logs.get(*place).map_or(0.0, |log| sum(log, *unit, days));
        }
        if here > 0.0 && there > 0.0 {
            let apart = (here - there).abs() / here.max(there);
            shared += 1;
            nearly += u64::from(apart <= NEAR);
            equal += u64::from(apart <= FEW_NEAR);
        }
    });
    let equal = if shared < MANY { equal } else { nearly };
    (shared > 0 && equal as f64 >= MOST * shared as f64).then_some((equal, shared))
}

/// First and last day of a file.
fn span(logs: &[&Rc<DemandLog>]) -> Option<(Day, Day)> {
    let first = logs.iter().filter_map(|log| log.days.first()).min()?;
    Some((*first, *logs.iter().filter_map(|log| log.days.last()).max()?))
}

/// The days to compare: those in both spans, where they are half of the shorter one at least; all of them where the
/// spans end within a month of each other, since a month stands on its first day in one export, on its last in
/// another.
fn common(one: (Day, Day), other: (Day, Day)) -> Option<(Day, Day)> {
    let (first, last) = (one.0.max(other.0), one.1.min(other.1));
    if one.0.abs_diff(other.0) <= MONTH && one.1.abs_diff(other.1) <= MONTH {
        return Some((one.0.min(other.0), one.1.max(other.1)));
    }
    let shorter = (one.1 - one.0).min(other.1 - other.0);
    (first <= last && 2 * (last - first) >= shorter).then_some((first, last))
}

fn sum(log: &DemandLog, unit: u32, (first, last): (Day, Day)) -> f64 {
    let rows =
        log.rows_of(unit).filter(|row| log.day.get(*row).is_some_and(|day| (first..=last).contains(day)));
    rows.filter_map(|row| log.quantity.value(row)).sum()
}

#[cfg(test)]
mod tests {
    use crate::protocol::{Answer, PolicyFile, Request};
    use crate::session::Session;

    const DAILY: &str = "date,item,qty\n2024-01-03,A,5\n2024-01-20,A,7\n2024-02-11,A,4\n2024-01-09,B,20\n2024-02-20,B,30\n\
        2024-01-05,C,100\n2024-02-29,C,41\n";

    /// What the card of the second file says of the same sales.
    #[track_caller]
    fn check(second: &str, expected: &[&str]) {
        let policy = Box::new(PolicyFile::default());
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        for (slot, (name, text)) in (0..).zip([("daily.csv", DAILY), ("second.csv", second)]) {
            session.open(slot, name, text.len() as f64);
            session.push(slot, text.as_bytes());
            session.close(slot);
        }
        let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!("no files") };
        let findings = answer.files.iter().flat_map(|file| &file.findings);
        let found: Vec<_> = findings
            .filter(|finding| finding.code == "same_sales")
            .map(|finding| finding.detail.as_str())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_monthly_export_beside_a_daily_one_is_noticed() {
        let monthly = "date,item,qty\n2024-01-01,A,12\n2024-02-01,A,4\n2024-01-01,B,20\n2024-02-01,B,30\n2024-01-01,C,100\n\
            2024-02-01,C,41\n";
        check(monthly, &["The sums of 3 of 3 items are those of daily.csv."]);
    }

    #[test]
    fn another_channel_or_another_year_is_other_sales() {
        check("date,item,qty\n2024-01-31,A,9\n2024-02-28,B,77\n2024-02-28,C,12\n", &[]);
        check(&DAILY.replace("2024", "2023"), &[]);
    }
}
