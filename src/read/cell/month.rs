//! Names of months and weekdays, and the words that stand between the parts of a date.

/// A word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, from 1.
    Month(u8),
    /// What follows or precedes is a week's number.
    Week,
    /// What follows is a quarter's number.
    Quarter,
    /// A weekday, an article, an ordinal's ending: says nothing.
    Nothing,
}

/// Months by how their names begin, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
/// Czech, Swedish, Danish and Norwegian. Shorter beginnings stand behind longer ones that share them.
const MONTHS: [(u8, &[&str]); 12] = [
    (1, &["jan", "jän", "ene", "gen", "sty", "led"]),
    (2, &["feb", "fév", "fev", "lut", "úno", "uno"]),
    (3, &["mar", "mär", "mrz", "maa", "mrt", "bře"]),
    (4, &["apr", "avr", "abr", "kwi", "dub"]),
    (5, &["may", "mai", "mei", "maj", "mag", "kvě"]),
    (6, &["jun", "juin", "giu", "cze", "čvn"]),
    (7, &["jul", "juil", "lug", "lip", "čvc"]),
    (8, &["aug", "aoû", "aou", "ago", "sie", "srp"]),
    (9, &["sep", "set", "wrz", "zář"]),
    (10, &["oct", "okt", "out", "ott", "paź", "říj"]),
    (11, &["nov", "lis"]),
    (12, &["dec", "dez", "déc", "dic", "des", "gru", "pro"]),
];

const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tues",
    "thur",
    "thurs",
    "wednes",
];

/// What a word means in a date; none where it does not belong in one.
pub(super) fn word(text: &str) -> Option<Word> {
    let lower = text.to_lowercase();
    match lower.as_str() {
        "de" | "of" | "st" | "nd" | "rd" | "th" | "del" | "den" | "le" | "er" => return Some(Word::Nothing),
        "w" | "kw" | "cw" | "wk" | "week" | "woche" | "sem" => return Some(Word::Week),
        "q" | "quarter" | "quartal" => return Some(Word::Quarter),
        _ => {}
    }
    let month = MONTHS.iter().find(|(_, names)| names.iter().any(|name| is_month(&lower, name)));
    match month {
        Some((number, _)) => Some(Word::Month(*number)),
        None => WEEKDAYS.contains(&lower.as_str()).then_some(Word::Nothing),
    }
}

/// A month's name is its beginning, or a longer word of letters; `market` or `october-fest` are none.
fn is_month(word: &str, beginning: &str) -> bool {
    word.starts_with(beginning) && (word.chars().count() <= 4 || FULL.contains(&word))
}

const FULL: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jänner",
    "februar",
    "märz",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "fevrier",
    "mars",
    "avril",
    "juillet",
    "août",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januari",
    "februari",
    "maart",
    "augustus",
    "desember",
    "januari",
    "augusti",
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, means: Option<Word>) {
        assert_eq!(word(text), means, "{text}");
    }

    #[test]
    fn months_by_their_names() {
        check("JAN", Some(Word::Month(1)));
        check("Januar", Some(Word::Month(1)));
        check("févr", Some(Word::Month(2)));
        check("Mär", Some(Word::Month(3)));
        check("Sept", Some(Word::Month(9)));
        check("enero", Some(Word::Month(1)));
    }

    #[test]
    fn other_words() {
        check("Fri", Some(Word::Nothing));
        check("KW", Some(Word::Week));
        check("yesterday", None);
        check("market", None);
    }
}
