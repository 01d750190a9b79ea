//! Where what grows with a figure reaches a goal.
//!
//! In: a figure on both sides of the goal, what other figures are known to lead to, and how close is close enough. Out:
//! the last figure tried that does not exceed the goal, and the first that does, the one that is wanted close to it.
//! Every figure costs a pass over all items, so few are tried: the next one is read off a polynomial through those that
//! are known. Where stock comes in pieces the goal lies inside a step, and the step is halved.

/// A figure, and how far above the goal it leads: below zero where it leads to less.
pub type Side = (f64, f64);

/// Both sides of a goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sides {
    /// Does not exceed it.
    pub low: Side,
    /// Does.
    pub high: Side,
}

/// When a side is close enough, and when both are.
#[derive(Debug, Clone, Copy)]
pub struct Close {
    /// What both figures may be apart.
    pub figures: f64,
    /// What the side that is wanted may be off.
    pub values: f64,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Crossing {
    /// When it is found.
    pub close: Close,
    /// Whether the higher side is wanted, which then exceeds the goal as soon as it reaches it.
    pub upper: bool,
    /// What the goal leaves unserved, where it is one of service: that falls by shares along the figures.
    pub unserved: Option<f64>,
}

/// Figures tried, at most.
const STEPS: u32 = 120;
/// How far past the guess a figure is tried, as a share of the way from the nearer side: so that the wanted side moves.
const PAST: f64 = 1e-3;
/// After so many figures both sides are half as far apart, or the middle is tried.
const PATIENCE: u32 = 3;
/// Points that a polynomial runs through, at most.
const POINTS: usize = 6;

impl Crossing {
    /// Draws both sides together; `known` are other figures and what they lead to.
    pub fn found(&self, mut sides: Sides, known: &[Side], above: &dyn Fn(f64) -> f64) -> Sides {
        let mut points: Vec<Side> = known.to_vec();
        points.extend([sides.low, sides.high]);
        for point in &mut points {
            point.1 = self.straight(point.1);
        }
        let (mut wide, mut waited, mut patience) = (sides.high.0 - sides.low.0, 0, PATIENCE);
        for _ in 0..STEPS {
            let width = sides.high.0 - sides.low.0;
            if self.is_close(&sides) {
                break;
            }
            let halve = waited >= patience && width > 0.5 * wide;
            if halve {
                (wide, waited, patience) = (width, 0, 1);
            } else if width <= 0.5 * wide {
                patience = if width <= 0.1 * wide { PATIENCE } else { patience };
                (wide, waited) = (width, 0);
            }
            waited += 1;
            let figure = if halve { sides.low.0 + 0.5 * width } else { self.guess(&sides, &points) };
            let here = above(figure);
            points.push((figure, self.straight(here)));
            if self.exceeds(here) {
                sides.high = (figure, here.max(1e-300));
            } else {
                sides.low = (figure, here.min(-1e-300));
            }
        }
        sides
    }

    /// Whether a value exceeds the goal.
    pub fn exceeds(&self, above: f64) -> bool {
        if self.upper { above >= -1e-13 } else { above > 1e-13 }
    }

    /// A value on a scale on which figures run straighter.
    fn straight(&self, above: f64) -> f64 {
        self.unserved.map_or(above, |left| libm::log(left / (left - above).max(1e-15)))
    }

    fn is_close(&self, Sides { low, high }: &Sides) -> bool {
        let off = if self.upper { high.1 } else { -low.1 };
        off <= self.close.values || high.0 - low.0 <= self.close.figures * high.0.abs().max(1.0)
    }

    /// The next figure to try: a little past where a polynomial, else a straight line, reaches the goal.
    fn guess(&self, Sides { low, high }: &Sides, points: &[Side]) -> f64 {
        let width = high.0 - low.0;
        let inside = |figure: f64| figure > low.0 + 1e-9 * width && figure < high.0 - 1e-9 * width;
        let at = polynomial(points).filter(|figure| inside(*figure)).unwrap_or_else(|| {
            let (below, above) = (self.straight(low.1), self.straight(high.1));
            low.0 + width * (below / (below - above)).clamp(1e-9, 1.0 - 1e-9)
        });
        let past = PAST * (at - low.0).min(high.0 - at);
        if self.upper { at + past } else { at - past }
    }
}

/// Where the polynomial through the points nearest to 0 is 0, figures taken as a function of values; none where two of
/// them have one value.
///
/// # Source
/// Neville's scheme.
fn polynomial(points: &[Side]) -> Option<f64> {
    let mut near: Vec<Side> = points.to_vec();
    crate::order::sort_by(&mut near, |one, other| one.1.abs().total_cmp(&other.1.abs()));
    near.truncate(POINTS);
    let values: Vec<f64> = near.iter().map(|point| point.1).collect();
    let mut figures: Vec<f64> = near.iter().map(|point| point.0).collect();
    for apart in 1..figures.len() {
        for at in 0..figures.len() - apart {
            let (one, other) = (*values.get(at)?, *values.get(at + apart)?);
            let (from, to) = (*figures.get(at)?, *figures.get(at + 1)?);
            *figures.get_mut(at)? = from + (to - from) * one / (one - other);
        }
    }
    figures.first().copied().filter(|figure| figure.is_finite())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn check(goal: impl Fn(f64) -> f64, known: &[f64], at: f64, most: u32) {
        for upper in [false, true] {
            let tried = Cell::new(0);
            let above = |figure: f64| {
                tried.set(tried.get() + 1);
                goal(figure)
            };
            let sides = Sides { low: (0.0, goal(0.0)), high: (1.0, goal(1.0)) };
            let close = Close { figures: 1e-12, values: 1e-10 };
            let crossing = Crossing { close, upper, unserved: None };
            let known: Vec<Side> = known.iter().map(|&figure| (figure, goal(figure))).collect();
            let found = crossing.found(sides, &known, &above);
            assert!(found.low.0 <= at && at <= found.high.0, "{found:?}");
            let wanted = if upper { found.high } else { found.low };
            assert!((wanted.0 - at).abs() <= 1e-8, "{found:?}");
            assert!(tried.get() <= most, "{} tried", tried.get());
        }
    }

    #[test]
    fn a_smooth_goal_takes_few_figures_and_fewer_where_others_are_known() {
        check(|x| libm::exp(x) - 2.0, &[], std::f64::consts::LN_2, 9);
        check(|x| libm::exp(x) - 2.0, &[0.4, 0.5, 0.6, 0.8], std::f64::consts::LN_2, 6);
        check(|x| 0.01 - 0.02 * libm::exp(-3.0 * x), &[], std::f64::consts::LN_2 / 3.0, 10);
    }

    #[test]
    fn a_step_is_halved() {
        check(|x| if x < 0.3 { -0.7 } else { 0.001 }, &[], 0.3, 110);
    }
}
