//! The two uniform policies that are searched for.

use super::summary::uniform_row;
use crate::plan::Results;
use crate::plan::compare::{Candidate, Found, Goal, Measure, measure, same_capital, same_service};
use crate::policy::Target;
use crate::protocol::answer::{CompareAnswer, UniformRow};
use crate::stock::Position;

/// The same capital and the same service as the policy, with one target for all.
pub fn compare(results: &Results) -> CompareAnswer {
    let (numbers, candidates): (Vec<usize>, Vec<Candidate<'_>>) = candidates(results).unzip();
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
            let all = spread(results, &numbers, positions);
            uniform_row(results, Some(Target::CycleService(level)), &all, name)
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

/// Items that have a stock under the policy.
fn candidates(results: &Results) -> impl Iterator<Item = (usize, Candidate<'_>)> {
    (0..results.items().len()).filter_map(|item| {
        let basis = results.stocked(item)?.basis;
        let weight = results.weights.of_item.get(item).copied().unwrap_or(0.0);
        Some((item, Candidate { basis, bounds: results.bounds(item), weight }))
    })
}

/// The candidates' stocks at their places among all items.
fn spread(results: &Results, numbers: &[usize], positions: Vec<Option<Position>>) -> Vec<Option<Position>> {
    let mut all = vec![None; results.items().len()];
    for (number, position) in numbers.iter().zip(positions) {
        if let Some(place) = all.get_mut(*number) {
            *place = position;
        }
    }
    all
}

fn none(remark: &str) -> UniformRow {
    UniformRow { row: None, target: None, remark: remark.to_owned(), by_segment: Vec::new() }
}
