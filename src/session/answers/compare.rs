//! The two uniform policies that are searched for.

use super::summary::uniform_row;
use crate::plan::Results;
use crate::plan::compare::{Found, Measure};
use crate::policy::Target;
use crate::protocol::answer::{CompareAnswer, UniformRow};

/// The same capital and the same service as the policy, with one target for all; `found` are those searches.
pub fn compare(results: &Results, found: [&Found; 2]) -> CompareAnswer {
    let total = results.total();
    if total.stocked == 0 {
        let nothing = || none("No item has a safety stock.");
        return CompareAnswer { same_capital: nothing(), same_service: nothing() };
    }
    let row = |found: &Found, name: &str, floors: &str| match found {
        Found::Level(level, totals) => {
            uniform_row(results, Target::CycleService(*level), totals.iter(), name)
        }
        Found::FloorsExceedIt => none(floors),
        Found::OutOfReach => none("No single target up to 99.9999 % reaches this fill rate."),
    };
    let [capital, service] = found;
    let floors = "Floors and contracts alone tie up more than the policy does.";
    let without =
        "One target with no more stock than floors and contracts ask for already gives a higher fill rate.";
    let mut answer = CompareAnswer {
        same_capital: row(capital, "Uniform: same capital", floors),
        same_service: row(service, "Uniform: same service", without),
    };
    if Measure::of(&total) == Measure::Units && answer.same_capital.row.is_some() {
        "Compared in units: too few items have a cost.".clone_into(&mut answer.same_capital.remark);
    }
    answer
}

fn none(remark: &str) -> UniformRow {
    UniformRow { row: None, target: None, remark: remark.to_owned(), by_segment: Vec::new() }
}
