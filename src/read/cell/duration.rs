//! Lengths of time, in days: `14`, `14 days`, `2 weeks`, under a header that may name the unit.
//!
//! A week is 7 days, a month 30.4375 (a year of 365.25 by twelve).

use super::number::{self, BadNumber, Decimal, DecimalMark, Number};

/// The days in a unit of time.
pub fn unit(word: &str) -> Option<Decimal> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let days = |mantissa, scale| Some(Decimal { mantissa, scale });
    match word.as_str() {
        "d" | "day" | "days" | "tag" | "tage" | "jour" | "jours" | "dia" | "dias" | "días"
        | "calendar days" => days(1, 0),
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semanas" => {
            days(7, 0)
        }
        "m" | "mo" | "mon" | "mth" | "mths" | "month" | "months" | "monat" | "monate" | "mois" | "meses" => {
            days(304_375, 4)
        }
        "y" | "yr" | "year" | "years" | "jahr" | "jahre" => days(36_525, 2),
        _ => None,
    }
}

/// A cell as days; `usual` is what a bare number counts.
///
/// ```
/// use segmented_safety_stock::read::cell::duration::read;
/// use segmented_safety_stock::read::cell::{Decimal, DecimalMark, Number};
/// let fourteen = Number::Value(Decimal { mantissa: 14, scale: 0 });
/// assert_eq!(read("2 weeks", DecimalMark::Point, Decimal::ONE), fourteen);
/// ```
pub fn read(text: &str, mark: DecimalMark, usual: Decimal) -> Number {
    match number::read(text, mark) {
        Number::Value(value) if usual == Decimal::ONE => Number::Value(value),
        Number::Value(value) => value.times(usual),
        Number::Bad(BadNumber::NotANumber) => with_unit(text, mark),
        other => other,
    }
}

fn with_unit(text: &str, mark: DecimalMark) -> Number {
    let text = text.trim();
    let bad = Number::Bad(BadNumber::NotANumber);
    let Some(start) = text.find(char::is_alphabetic) else { return bad };
    let (amount, word) = text.split_at_checked(start).unwrap_or((text, ""));
    match (number::read(amount, mark), unit(word)) {
        (Number::Value(value), Some(days)) => value.times(days),
        _ => bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, usual: Decimal, mantissa: i128, scale: i16) {
        assert_eq!(
            read(text, DecimalMark::Point, usual),
            Number::Value(Decimal { mantissa, scale }),
            "{text}"
        );
    }

    #[test]
    fn the_cell_names_the_unit_or_the_header_does() {
        check("14 days", Decimal::ONE, 14, 0);
        check("2 Wochen", Decimal::ONE, 14, 0);
        check("3", unit("weeks").unwrap(), 21, 0);
        check("2", unit("months").unwrap(), 60_875, 3);
        check("5 d", unit("months").unwrap(), 5, 0);
    }

    #[test]
    fn other_words_are_no_unit() {
        assert_eq!(read("14 boxes", DecimalMark::Point, Decimal::ONE), Number::Bad(BadNumber::NotANumber));
    }
}
