//! The two uniform policies that are searched for.

use super::summary::uniform_row;
use crate::plan::Results;
use crate::plan::compare::{Candidate, Found, Goal, Measure, measure, same_capital, same_service};
use crate::policy::Target;
use crate::protocol::answer::{CompareAnswer, UniformRow};
use crate::stock::Position;

/// The same capital and the same service as the policy, with one target for all.
pub fn compare(results: &Results) -> CompareAnswer {
    let candidates: Vec<Candidate<'_>> = candidates(results).collect();
    if candidates.is_empty() {
        let nothing = || none("No item has a safety stock.");
        return CompareAnswer { same_capital: nothing(), same_service: nothing() };
    }
    let total = results.total();
    let measure = measure(&candidates);
    let capital = if measure == Measure::Money { total.safety_stock_value } else { total.safety_stock };
    let goal = Goal { capital, fill_rate: total.fill_rate() };
    let row = |found: Found, name: &str, floors: &str| match found {
        Found::Level(level, positions) => {
            let of_groups = results.totals_with(&spread(results, positions));
            uniform_row(results, Target::CycleService(level), of_groups.iter(), name)
        }
        Found::FloorsExceedIt => none(floors),
        Found::OutOfReach => none("No single target up to 99.9999 % reaches this fill rate."),
    };
    let mut answer = CompareAnswer {
        same_capital: row(
            same_capital(&candidates, goal),
            "Uniform: same capital",
            "The floors alone tie up more than the policy does.",
        ),
        same_service: row(
            same_service(&candidates, goal),
            "Uniform: same service",
            "One target without safety stock already gives a higher fill rate.",
        ),
    };
    if measure == Measure::Units && answer.same_capital.row.is_some() {
        "Compared in units: too few items have a cost.".clone_into(&mut answer.same_capital.remark);
    }
    answer
}

/// Items that have a stock under the policy, group by group.
fn candidates(results: &Results) -> impl Iterator<Item = Candidate<'_>> {
    let ground = results.ground();
    results.each().flat_map(move |(group, holding)| {
        let entries = group.entries(&holding.bases, &holding.positions);
        entries.filter_map(move |(item, basis, position)| {
            position?;
            let item = item as usize;
            Some(Candidate {
                basis: basis.as_ref().ok()?,
                bounds: results.bounds(item),
                weight: ground.weight(item),
            })
        })
    })
}

/// The candidates' stocks at their places among the groups.
fn spread(results: &Results, positions: Vec<Option<Position>>) -> Vec<Vec<Option<Position>>> {
    let mut found = positions.into_iter();
    let stock = |held: &Option<Position>| held.and_then(|_| found.next().flatten());
    let mut place = stock;
    results.each().map(|(_, holding)| holding.positions.iter().map(&mut place).collect()).collect()
}

fn none(remark: &str) -> UniformRow {
    UniformRow { row: None, target: None, remark: remark.to_owned(), by_segment: Vec::new() }
}
