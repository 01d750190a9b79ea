//! Numbers of few digits as steps of a column: many at a time, as long as they fit.

/// Powers of ten: no more are needed for numbers of few digits.
const POWERS: [i64; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// What still fits when it is taken as often as the largest of them says.
const MOST_TIMES: u64 = (i64::MAX / 1_000_000_000).cast_unsigned();

/// Numbers in one call: what is made of them stays in the fastest memory until it is appended.
const AT_ONCE: usize = 512;

/// Appends the numbers that are steps of 10^-exponent and fit, up to the first that does not; how many.
pub(super) fn fitting<T: Copy + Default>(
    numbers: &[(i64, u8)],
    exponent: u8,
    to: &mut Vec<T>,
    fit: impl Fn(i64) -> Option<T>,
) -> usize {
    let before = to.len();
    for numbers in numbers.chunks(AT_ONCE) {
        let mut steps = [T::default(); AT_ONCE];
        let taken = put(numbers, exponent, &mut steps, &fit);
        to.extend_from_slice(steps.get(..taken).unwrap_or_default());
        if taken < numbers.len() {
            break;
        }
    }
    to.len() - before
}

#[inline(never)]
fn put<T>(numbers: &[(i64, u8)], exponent: u8, to: &mut [T], fit: &impl Fn(i64) -> Option<T>) -> usize {
    let mut taken = 0;
    for (to, &(mantissa, own)) in to.iter_mut().zip(numbers) {
        let steps = if own == exponent { Some(mantissa) } else { steps_of((mantissa, own), exponent) };
        let Some(steps) = steps.and_then(fit) else { break };
        *to = steps;
        taken += 1;
    }
    taken
}

/// A number of few digits as steps of 10^-exponent; none where it is finer, or may not fit.
fn steps_of((mut mantissa, mut own): (i64, u8), exponent: u8) -> Option<i64> {
    while own > exponent && mantissa % 10 == 0 {
        (mantissa, own) = (mantissa / 10, own - 1);
    }
    let finer = usize::from(exponent.checked_sub(own)?);
    // Compared, because a product that is checked takes a longer one in a browser.
    let fits = finer == 0 || mantissa.unsigned_abs() <= MOST_TIMES;
    Some(mantissa * POWERS.get(finer).filter(|_| fits)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_up_to_one_that_does_not_fit() {
        let mut steps = vec![7_i64];
        let numbers = [(5, 0), (25, 1), (2500, 3), (1, 2), (9, 0)];
        assert_eq!(fitting(&numbers, 1, &mut steps, Some), 3);
        assert_eq!(steps, [7, 50, 25, 25]);
        assert_eq!(fitting(&numbers, 1, &mut steps, |steps| (steps > 50).then_some(steps)), 0);
        assert_eq!(steps.len(), 4);
    }

    /// Whatever is taken is the number exactly.
    #[test]
    fn large_numbers_are_exact_or_not_taken() {
        for digits in 0..19 {
            for mantissa in [10_i64.pow(digits) - 1, -(10_i64.pow(digits))] {
                for exponent in 0..12 {
                    let exact = mantissa.checked_mul(10_i64.pow(exponent.into()));
                    let found = steps_of((mantissa, 0), exponent);
                    assert!(found.is_none() || found == exact, "{mantissa} {exponent}");
                    assert!(found.is_some() || exponent > 9 || digits > 9, "{mantissa} {exponent}");
                }
            }
        }
    }
}
