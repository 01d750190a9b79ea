//! The last money of a budget: where stock comes in pieces, prices leave a gap, and what fills it is found by trying.
//!
//! In: for each item its possible stocks, as capital and service, a price, and how far a solution at hand is from the
//! bound that the price gives. Out: the best choice of all. Whatever wastes more than that gap at the price cannot be
//! part of a better solution, so few stocks an item are left, and few combinations of them.

/// Combinations kept side by side, at most.
const MOST: usize = 20_000;

/// What a choice may be: capital and service.
pub type Choice = (f64, f64);

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// Least capital for so much service.
    Served(f64),
    /// Most service for so much capital.
    Capital(f64),
}

impl Goal {
    /// Whether a sum meets it.
    pub fn is_met(self, (capital, served): Choice) -> bool {
        match self {
            Goal::Served(goal) => served >= goal - 1e-12,
            Goal::Capital(goal) => capital <= goal * (1.0 + 1e-12),
        }
    }

    /// Whether one sum that meets it is better than another.
    pub fn is_better(self, one: Choice, other: Choice) -> bool {
        match self {
            Goal::Served(_) => one.0 < other.0,
            Goal::Capital(_) => one.1 > other.1,
        }
    }
}

/// Choices made so far.
#[derive(Clone)]
struct State {
    sum: Choice,
    waste: f64,
    /// The combination before, and what was chosen last.
    before: u32,
    chosen: u32,
}

/// The place chosen of each group's choices; `None` where nothing better than `known` is found, or too much would have
/// to be tried. `fixed` is what all have besides; `known` meets the goal.
pub fn best(
    groups: &[Vec<Choice>],
    fixed: Choice,
    price: f64,
    goal: Goal,
    known: Choice,
) -> Option<Vec<usize>> {
    let least =
        |choices: &Vec<Choice>| choices.iter().map(|&(c, s)| c - price * s).fold(f64::INFINITY, f64::min);
    let floors: Vec<f64> = groups.iter().map(least).collect();
    let bound = fixed.0 - price * fixed.1 + floors.iter().sum::<f64>();
    let gap = match goal {
        Goal::Served(goal) => known.0 - (bound + price * goal),
        Goal::Capital(goal) => goal - price * known.1 - bound,
    };
    let gap = gap.max(0.0) + 1e-9 * known.0.abs();
    let mut rounds: Vec<Vec<State>> = vec![vec![State { sum: fixed, waste: 0.0, before: 0, chosen: 0 }]];
    for (choices, floor) in groups.iter().zip(&floors) {
        let mut next = Vec::new();
        for (number, state) in rounds.last()?.iter().enumerate() {
            for (place, &(capital, served)) in choices.iter().enumerate() {
                let waste = state.waste + (capital - price * served - floor);
                if waste <= gap {
                    let sum = (state.sum.0 + capital, state.sum.1 + served);
                    next.push(State { sum, waste, before: number as u32, chosen: place as u32 });
                }
            }
        }
        let next = undominated(next);
        if next.len() > MOST {
            return None;
        }
        rounds.push(next);
    }
    let met = rounds.last()?.iter().enumerate().filter(|(_, state)| goal.is_met(state.sum));
    let best = met.reduce(|one, other| if goal.is_better(other.1.sum, one.1.sum) { other } else { one })?;
    goal.is_better(best.1.sum, known).then(|| traced(&rounds, best.0))
}

/// Without those that tie up more than another and serve no more.
fn undominated(mut states: Vec<State>) -> Vec<State> {
    crate::order::sort_by(&mut states, |one, other| {
        one.sum.0.total_cmp(&other.sum.0).then(other.sum.1.total_cmp(&one.sum.1))
    });
    let mut served = f64::NEG_INFINITY;
    states.retain(|state| {
        let more = state.sum.1 > served;
        served = served.max(state.sum.1);
        more
    });
    states
}

fn traced(rounds: &[Vec<State>], last: usize) -> Vec<usize> {
    let mut at = last;
    let mut chosen: Vec<usize> = Vec::with_capacity(rounds.len());
    for states in rounds.iter().skip(1).rev() {
        if let Some(state) = states.get(at) {
            chosen.push(state.chosen as usize);
            at = state.before as usize;
        }
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    fn sum(groups: &[Vec<Choice>], chosen: &[usize]) -> Choice {
        groups
            .iter()
            .zip(chosen)
            .fold((0.0, 0.0), |sum, (choices, place)| (sum.0 + choices[*place].0, sum.1 + choices[*place].1))
    }

    #[test]
    fn the_best_of_all_combinations() {
        for seed in 0..60 {
            let mut rng = Rng::new(seed, "pieces");
            let groups: Vec<Vec<Choice>> = (0..5)
                .map(|_| {
                    let (cost, weight, fall) =
                        (1.0 + 9.0 * rng.fraction(), rng.fraction(), 0.3 + 0.5 * rng.fraction());
                    let left = |stock: i32| weight * (1.0 - libm::pow(fall, f64::from(stock)));
                    (0..7).map(|stock| (cost * f64::from(stock), left(stock))).collect()
                })
                .collect();
            let most: f64 = groups.iter().map(|choices| choices[6].1).sum();
            let goal = Goal::Served(most * (0.5 + 0.45 * rng.fraction()));
            let all = (0..7_usize.pow(5)).map(|number| {
                let chosen: Vec<usize> = (0..5).map(|group| number / 7_usize.pow(group) % 7).collect();
                sum(&groups, &chosen)
            });
            let met = all.filter(|&all| goal.is_met(all));
            let exact =
                met.reduce(|one, other| if goal.is_better(other, one) { other } else { one }).unwrap();
            let known = sum(&groups, &[6; 5]);
            let found =
                best(&groups, (0.0, 0.0), 20.0, goal, known).map_or(known, |chosen| sum(&groups, &chosen));
            assert!((found.0 - exact.0).abs() < 1e-12, "{seed}: {found:?} {exact:?}");
        }
    }
}
