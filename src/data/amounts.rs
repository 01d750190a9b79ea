//! A column of exact decimals that share one step, a power of ten.
//!
//! Every quantity is an integer of steps, so sums do not depend on the order of rows. A column that does not
//! fit 64 bits goes over to doubles, where sums are taken exactly and rounded once.

use std::ops::Range;

use super::few_digits::fitting;
use super::placing::{holds, placed};
use crate::math::decimal;
use crate::memory::{self, Lack};
use crate::pack::{Pack, Unpack};

/// Marks a blank cell.
const BLANK: i64 = i64::MIN;
/// The same among small ones.
const SMALL_BLANK: i32 = i32::MIN;

/// What small steps are packed with, beside their exponent.
const SMALL: u64 = 1 << 8;

/// Decimals of one column, in row order; a blank cell is kept as blank.
#[derive(Debug, Clone, PartialEq)]
pub enum Amounts {
    /// Integers of 10^-exponent.
    Steps {
        /// Decimal places of the step.
        exponent: u8,
        /// Steps, or the mark of a blank.
        values: Vec<i64>,
    },
    /// The same in half the memory, as long as all fit.
    Small {
        /// Decimal places of the step.
        exponent: u8,
        /// Steps, or the mark of a blank.
        values: Vec<i32>,
    },
    /// Values that need more digits than 64 bits hold; blank is NaN.
    Doubles(Vec<f64>),
}

impl Default for Amounts {
    fn default() -> Self {
        Amounts::Small { exponent: 0, values: Vec::new() }
    }
}

impl Amounts {
    /// Appends a blank cell.
    pub fn push_blank(&mut self) {
        match self {
            Amounts::Small { values, .. } => values.push(SMALL_BLANK),
            Amounts::Steps { values, .. } => values.push(BLANK),
            Amounts::Doubles(values) => values.push(f64::NAN),
        }
    }

    /// Makes room for larger steps.
    fn enlarge(&mut self) {
        if let Amounts::Small { exponent, values } = self {
            let values = values.iter().map(|&steps| large(steps)).collect();
            *self = Amounts::Steps { exponent: *exponent, values };
        }
    }

    /// Appends `mantissa * 10^-exponent`.
    pub fn push(&mut self, mantissa: i128, exponent: u8) {
        let (mantissa, exponent) = trimmed(mantissa, exponent);
        if exponent > self.exponent() {
            self.refine(exponent);
        }
        if self.takes(mantissa, exponent) {
            return;
        }
        self.enlarge();
        if self.takes(mantissa, exponent) {
            return;
        }
        self.widen();
        if let Amounts::Doubles(values) = self {
            values.push(decimal::to_f64(mantissa, exponent));
        }
    }

    /// Appends what fits as it stands.
    fn takes(&mut self, mantissa: i128, exponent: u8) -> bool {
        let steps = self.exponent().checked_sub(exponent).and_then(|finer| scaled(mantissa, finer));
        match (self, steps) {
            (Amounts::Small { values, .. }, Some(steps)) => {
                let steps = small(steps);
                values.extend(steps);
                steps.is_some()
            }
            (Amounts::Steps { values, .. }, Some(steps)) => {
                values.push(steps);
                true
            }
            _ => false,
        }
    }

    /// As [`Amounts::push`], for many numbers of few digits.
    pub fn extend(&mut self, mut numbers: &[(i64, u8)]) {
        while !numbers.is_empty() {
            let taken = match self {
                Amounts::Small { exponent, values } => {
                    fitting(numbers, *exponent, values, |steps| small(steps).filter(|_| steps != BLANK))
                }
                Amounts::Steps { exponent, values } => {
                    fitting(numbers, *exponent, values, |steps| Some(steps).filter(|_| steps != BLANK))
                }
                Amounts::Doubles(_) => 0,
            };
            numbers = numbers.get(taken..).unwrap_or_default();
            if let Some(((mantissa, exponent), rest)) = numbers.split_first() {
                self.push(i128::from(*mantissa), *exponent);
                numbers = rest;
            }
        }
    }

    /// Makes room for so many more, where there is any.
    pub fn reserve(&mut self, rows: usize) {
        if let Amounts::Small { values, .. } = self {
            let _ = values.try_reserve_exact(rows);
        }
    }

    /// All of them, where they are small and none is blank: steps of 10^-exponent.
    pub(super) fn small(&self) -> Option<(&[i32], u8)> {
        let Amounts::Small { exponent, values } = self else { return None };
        (!holds(values, SMALL_BLANK)).then_some((values, *exponent))
    }

    /// Makes the step at least as fine as 10^-exponent, or goes over to doubles where that does not fit.
    pub fn refine(&mut self, exponent: u8) {
        if let Amounts::Small { exponent: step, values } = self {
            let finer = exponent.saturating_sub(*step);
            if values.iter().all(|&steps| finer_small(steps, finer).is_some()) {
                let finer = |steps| finer_small(steps, finer).unwrap_or_default();
                *values = std::mem::take(values).into_iter().map(finer).collect(); // in the room it has
                *step = exponent.max(*step);
                return;
            }
            self.enlarge();
        }
        let Amounts::Steps { exponent: step, values } = self else { return };
        let Some(finer) = exponent.checked_sub(*step).filter(|finer| *finer > 0) else { return };
        let rescaled: Option<Vec<i64>> = values
            .iter()
            .map(|&steps| if steps == BLANK { Some(BLANK) } else { scaled(i128::from(steps), finer) })
            .collect();
        match rescaled {
            Some(rescaled) => (*step, *values) = (exponent, rescaled),
            None => self.widen(),
        }
    }

    /// Goes over to doubles.
    pub fn widen(&mut self) {
        self.enlarge();
        if let Amounts::Steps { exponent, values } = self {
            let double = |&steps: &i64| {
                if steps == BLANK { f64::NAN } else { decimal::to_f64(i128::from(steps), *exponent) }
            };
            *self = Amounts::Doubles(values.iter().map(double).collect());
        }
    }

    /// Makes room for so many more.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn room(&mut self, more: usize) -> Result<(), Lack> {
        match self {
            Amounts::Steps { values, .. } => memory::room(values, more),
            Amounts::Small { values, .. } => memory::room(values, more),
            Amounts::Doubles(values) => memory::room(values, more),
        }
    }

    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        self.pack_rows(0..usize::MAX, to);
    }

    /// Writes those of some rows; rows behind the last are none.
    pub fn pack_rows(&self, rows: Range<usize>, to: &mut Pack) {
        match self {
            Amounts::Steps { exponent, values } => {
                to.number(u64::from(*exponent));
                let steps = part(values, rows).iter().map(|steps| steps.cast_unsigned());
                to.wide(&steps.collect::<Vec<_>>());
            }
            Amounts::Small { exponent, values } => {
                to.number(SMALL + u64::from(*exponent));
                to.signed(part(values, rows));
            }
            Amounts::Doubles(values) => {
                to.number(u64::MAX);
                to.reals(part(values, rows));
            }
        }
    }

    /// Reads what [`Amounts::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Amounts {
        let kind = from.number();
        if let Ok(exponent) = u8::try_from(kind) {
            let values = from.wide().into_iter().map(u64::cast_signed).collect();
            return Amounts::Steps { exponent, values };
        }
        match u8::try_from(kind - SMALL) {
            Ok(exponent) => Amounts::Small { exponent, values: from.signed() },
            Err(_) => Amounts::Doubles(from.reals()),
        }
    }

    /// The amounts, each at its place; no more are appended.
    #[must_use]
    pub fn placed(self, places: &[u32]) -> Amounts {
        match self {
            Amounts::Steps { exponent, values } if values.iter().all(|steps| small(*steps).is_some()) => {
                let values: Vec<i32> = values.iter().filter_map(|steps| small(*steps)).collect();
                Amounts::Small { exponent, values: placed(&values, places) }
            }
            Amounts::Steps { exponent, values } => {
                Amounts::Steps { exponent, values: placed(&values, places) }
            }
            Amounts::Small { exponent, values } => {
                Amounts::Small { exponent, values: placed(&values, places) }
            }
            Amounts::Doubles(values) => Amounts::Doubles(placed(&values, places)),
        }
    }

    /// The step's decimal places; 0 for doubles.
    pub fn exponent(&self) -> u8 {
        match self {
            Amounts::Steps { exponent, .. } | Amounts::Small { exponent, .. } => *exponent,
            Amounts::Doubles(_) => 0,
        }
    }

    /// Steps at a row: `None` where blank or where the column holds doubles.
    pub fn steps(&self, row: usize) -> Option<i64> {
        match self {
            Amounts::Steps { values, .. } => values.get(row).copied().filter(|steps| *steps != BLANK),
            Amounts::Small { values, .. } => {
                values.get(row).filter(|steps| **steps != SMALL_BLANK).map(|steps| i64::from(*steps))
            }
            Amounts::Doubles(_) => None,
        }
    }

    /// Puts the steps at some rows beside what is made of them; nothing where blank or where the column holds doubles.
    pub(super) fn each<T>(&self, rows: Range<usize>, made: &mut [T], put: impl Fn(&mut T, i64)) {
        match self {
            Amounts::Steps { values, .. } => {
                let known = made.iter_mut().zip(values.get(rows).unwrap_or_default());
                known.filter(|(_, steps)| **steps != BLANK).for_each(|(made, steps)| put(made, *steps));
            }
            Amounts::Small { values, .. } => {
                let known = made.iter_mut().zip(values.get(rows).unwrap_or_default());
                let known = known.filter(|(_, steps)| **steps != SMALL_BLANK);
                known.for_each(|(made, steps)| put(made, i64::from(*steps)));
            }
            Amounts::Doubles(_) => {}
        }
    }

    /// Whether there is nothing at a row.
    pub fn is_blank(&self, row: usize) -> bool {
        match self {
            Amounts::Steps { values, .. } => values.get(row).is_none_or(|steps| *steps == BLANK),
            Amounts::Small { values, .. } => values.get(row).is_none_or(|steps| *steps == SMALL_BLANK),
            Amounts::Doubles(values) => values.get(row).is_none_or(|value| value.is_nan()),
        }
    }

    /// The value at a row, `None` where blank.
    pub fn value(&self, row: usize) -> Option<f64> {
        match self {
            Amounts::Steps { exponent, .. } | Amounts::Small { exponent, .. } => {
                self.steps(row).map(|steps| decimal::to_f64(i128::from(steps), *exponent))
            }
            Amounts::Doubles(values) => values.get(row).copied().filter(|value| !value.is_nan()),
        }
    }
}

/// Steps as small ones; none where they do not fit.
fn small(steps: i64) -> Option<i32> {
    if steps == BLANK {
        return Some(SMALL_BLANK);
    }
    i32::try_from(steps).ok().filter(|steps| *steps != SMALL_BLANK)
}

/// What there is of some rows.
pub(super) fn part<T>(values: &[T], rows: Range<usize>) -> &[T] {
    values.get(rows.start..rows.end.min(values.len())).unwrap_or_default()
}

/// Small steps of a step 10^finer as fine; none where they do not fit.
fn finer_small(steps: i32, finer: u8) -> Option<i32> {
    if steps == SMALL_BLANK { Some(steps) } else { small(scaled(steps.into(), finer)?) }
}

fn large(steps: i32) -> i64 {
    if steps == SMALL_BLANK { BLANK } else { i64::from(steps) }
}

/// Without trailing decimal zeros: 12.50 is 125 tenths.
fn trimmed(mut mantissa: i128, mut exponent: u8) -> (i128, u8) {
    while exponent > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        exponent -= 1;
    }
    (mantissa, exponent)
}

/// `mantissa * 10^finer` where it fits.
fn scaled(mantissa: i128, finer: u8) -> Option<i64> {
    let factor = 10_i128.checked_pow(u32::from(finer))?;
    let steps = i64::try_from(mantissa.checked_mul(factor)?).ok()?;
    (steps != BLANK).then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[(i128, u8)]) -> Amounts {
        let mut amounts = Amounts::default();
        for &(mantissa, exponent) in cells {
            amounts.push(mantissa, exponent);
        }
        amounts
    }

    #[test]
    fn the_step_is_the_smallest_that_occurs() {
        let amounts = column(&[(3, 0), (1_250, 2), (25, 1)]);
        assert_eq!(amounts, Amounts::Small { exponent: 1, values: vec![30, 125, 25] });
        let large = column(&[(3, 0), (1 << 40, 1)]);
        assert_eq!(large, Amounts::Steps { exponent: 1, values: vec![30, 1 << 40] });
        let finer = column(&[(1 << 30, 0), (25, 1)]);
        assert_eq!(finer, Amounts::Steps { exponent: 1, values: vec![10 << 30, 25] });
    }

    #[test]
    fn a_value_that_does_not_fit_widens_the_column_without_changing_the_others() {
        let amounts = column(&[(1, 1), (i128::from(i64::MAX), 0)]);
        assert_eq!(amounts, Amounts::Doubles(vec![0.1, i64::MAX as f64]));
    }

    #[test]
    fn a_finer_step_keeps_the_room_that_was_made() {
        let mut amounts = Amounts::default();
        amounts.reserve(1000);
        amounts.extend(&[(5, 0), (25, 1)]);
        assert!(matches!(amounts, Amounts::Small { values, .. } if values.capacity() >= 1000));
    }

    /// Sorted and handed to another worker, a column says the same.
    #[track_caller]
    fn check_moved(mut amounts: Amounts, is_small: bool) {
        amounts.push_blank();
        let values = |of: &Amounts| [2, 1, 0].map(|row| (of.value(row), of.steps(row), of.is_blank(row)));
        let mut to = Pack::default();
        let placed = amounts.clone().placed(&[2, 1, 0]);
        placed.pack(&mut to);
        let mut found = Amounts::unpack(&mut Unpack::new(&to.bytes));
        let rows = [0, 1, 2].map(|row| (found.value(row), found.steps(row), found.is_blank(row)));
        assert_eq!((rows, matches!(found, Amounts::Small { .. })), (values(&amounts), is_small));
        found.push(25, 1);
        assert_eq!((found.value(3), found.value(2), found.value(0)), (Some(2.5), amounts.value(0), None));
    }

    #[test]
    fn moved_columns_are_small_where_they_fit() {
        check_moved(column(&[(3, 0), (-125, 2)]), true);
        check_moved(column(&[(i128::from(i32::MAX), 0), (-i128::from(i32::MAX), 0)]), true);
        check_moved(column(&[(i128::from(i32::MIN), 0), (1, 0)]), false);
        check_moved(column(&[(1 << 40, 0), (1, 0)]), false);
        check_moved(column(&[(1 << 62, 0), (1, 9)]), false);
    }

    #[test]
    fn blank_stays_blank() {
        let mut amounts = column(&[(5, 0)]);
        amounts.push_blank();
        amounts.push(5, 1);
        assert_eq!((amounts.value(0), amounts.value(1), amounts.value(2)), (Some(5.0), None, Some(0.5)));
        amounts.widen();
        assert_eq!((amounts.value(0), amounts.value(1)), (Some(5.0), None));
    }
}
