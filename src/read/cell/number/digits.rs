//! Digits with marks as an exact number: groups before the decimal mark, none behind it.

use super::{BadNumber, DecimalMark};

/// Mantissa and scale of digits with marks: groups before the mark, none behind it.
pub(super) fn digits(body: &[u8], mark: DecimalMark) -> Result<(i128, i32), BadNumber> {
    let (body, exponent) = split_exponent(body)?;
    let at = body.iter().position(|&byte| byte == mark.byte());
    let (whole, fraction) = match at {
        Some(at) => (body.get(..at).unwrap_or(body), body.get(at + 1..).unwrap_or_default()),
        None => (body, <&[u8]>::default()),
    };
    if fraction.contains(&mark.byte()) {
        return Err(BadNumber::NotANumber);
    }
    if fraction.iter().any(|&byte| byte == mark.other().byte()) {
        return Err(BadNumber::Grouping);
    }
    check_groups(whole, mark)?;
    let (mut mantissa, mut scale) = (0_i128, -exponent);
    for &byte in whole.iter().filter(|byte| byte.is_ascii_digit()) {
        mantissa = appended(mantissa, byte)?;
    }
    for &byte in fraction {
        if !byte.is_ascii_digit() {
            return Err(BadNumber::NotANumber);
        }
        mantissa = appended(mantissa, byte)?;
        scale += 1;
    }
    Ok((mantissa, scale))
}

fn appended(mantissa: i128, digit: u8) -> Result<i128, BadNumber> {
    let longer = mantissa.checked_mul(10).and_then(|tens| tens.checked_add(i128::from(digit - b'0')));
    longer.ok_or(BadNumber::TooLarge)
}

/// `1.5e-3` without its exponent, and the exponent.
fn split_exponent(body: &[u8]) -> Result<(&[u8], i32), BadNumber> {
    let Some(at) = body.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) else {
        return Ok((body, 0));
    };
    let (mantissa, power) = (body.get(..at).unwrap_or(body), body.get(at + 1..).unwrap_or_default());
    let unsigned = power.strip_prefix(b"+").or_else(|| power.strip_prefix(b"-")).unwrap_or(power);
    let readable = !unsigned.is_empty() && unsigned.len() <= 9 && unsigned.iter().all(u8::is_ascii_digit);
    if !readable || mantissa.is_empty() {
        return Err(BadNumber::NotANumber);
    }
    let size = unsigned.iter().fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    Ok((mantissa, if power.first() == Some(&b'-') { -size } else { size }))
}

/// Whether the digits before the mark stand in groups of three behind one separator, or in Indian groups.
fn check_groups(whole: &[u8], mark: DecimalMark) -> Result<(), BadNumber> {
    let Some(&separator) = whole.iter().find(|byte| !byte.is_ascii_digit()) else { return Ok(()) };
    if !(separator == mark.other().byte() || separator == b' ' || separator == b'\'') {
        return Err(BadNumber::NotANumber);
    }
    let groups: Vec<&[u8]> = whole.split(|&byte| byte == separator).collect();
    if groups.iter().any(|group| group.iter().any(|byte| !byte.is_ascii_digit())) {
        return Err(BadNumber::NotANumber);
    }
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let grouped = match sizes.as_slice() {
        [first, middle @ .., 3] => {
            let threes = (1..=3).contains(first) && middle.iter().all(|&size| size == 3);
            let indian = separator == b',' && (1..=2).contains(first) && middle.iter().all(|&size| size == 2);
            threes || indian
        }
        _ => false,
    };
    let leading_zero = whole.first() == Some(&b'0');
    match (grouped && !leading_zero, separator) {
        (true, _) => Ok(()),
        (false, b' ' | b'\'') => Err(BadNumber::NotANumber),
        (false, _) if mark == DecimalMark::Point && separator == b'.' => Err(BadNumber::NotANumber),
        (false, _) => Err(BadNumber::Grouping),
    }
}
