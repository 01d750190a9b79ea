//! One line that does not fit its neighbours, read another way: a stray quote, a foreign delimiter.

use super::plain::Repair;
use super::scan::{Scanner, Signs};

/// Quotes tried in one line.
const QUOTES: usize = 64;
/// Stands for a quote that is a character, where the line does not hold it itself.
const STAND_IN: char = '\u{e000}';

/// The cells of a line that has `cells` cells, under the first reading that gives it `width`.
pub(super) fn mend(line: &str, cells: usize, signs: Signs, width: usize) -> Option<(Vec<String>, Repair)> {
    let stray = || {
        let cells = inner_quotes(line, signs, width).or_else(|| without_a_quote(line, signs, width));
        cells.map(|cells| (cells, Repair::StrayQuote))
    };
    let other = || by_another(line, cells, signs, width).map(|cells| (cells, Repair::OtherDelimiter));
    if width < 2 { None } else { stray().or_else(other) }
}

/// The cells where apostrophes that neither begin nor end a cell are taken as characters.
fn inner_quotes(line: &str, signs: Signs, width: usize) -> Option<Vec<String>> {
    let quote = char::from(signs.quote.filter(|quote| *quote == b'\'')?);
    let sign = char::from(signs.delimiter);
    let mut read = String::new();
    let mut characters = line.chars().peekable();
    let mut before = sign;
    while let Some(character) = characters.next() {
        let outer = before == sign || characters.peek().is_none_or(|next| *next == sign);
        read.push(if character == quote && !outer { STAND_IN } else { character });
        before = character;
    }
    let cells = exactly(&read, signs, width).filter(|_| !line.contains(STAND_IN))?;
    Some(cells.iter().map(|cell| cell.replace(STAND_IN, &quote.to_string())).collect())
}

/// The cells where one quote is taken as a character; of two together, the second before the first.
fn without_a_quote(line: &str, signs: Signs, width: usize) -> Option<Vec<String>> {
    let quote = char::from(signs.quote?);
    let places: Vec<usize> = line.match_indices(quote).map(|(at, _)| at).take(QUOTES).collect();
    if line.contains(STAND_IN) {
        return None;
    }
    let follows = |at: &&usize| places.contains(&at.wrapping_sub(1));
    let ordered = places.iter().filter(follows).chain(places.iter().filter(|at| !follows(at)));
    ordered.map(|&at| replaced(line, at, quote)).find_map(|line| {
        let cells = exactly(&line, signs, width)?;
        Some(cells.iter().map(|cell| cell.replace(STAND_IN, &quote.to_string())).collect())
    })
}

fn replaced(line: &str, at: usize, quote: char) -> String {
    let (before, behind) = line.split_at(at);
    format!("{before}{STAND_IN}{}", behind.strip_prefix(quote).unwrap_or(behind))
}

/// The cells under another delimiter, of a line that falls well short under its own.
fn by_another(line: &str, cells: usize, signs: Signs, width: usize) -> Option<Vec<String>> {
    let others = [b',', b';', b'\t', b'|', b' '].into_iter().filter(|other| *other != signs.delimiter);
    let read = |delimiter| exactly(line, Signs { delimiter, second: None, ..signs }, width);
    if cells * 2 <= width { others.map(read).find_map(|found| found) } else { None }
}

/// The cells of a line that has just so many of them and nothing odd.
fn exactly(line: &str, signs: Signs, width: usize) -> Option<Vec<String>> {
    let mut scanner = Scanner::new(signs);
    let taken =
        scanner.record(line, true).filter(|taken| taken.fault.is_none() && taken.bytes == line.len())?;
    let cells = (0..scanner.len()).map(|index| scanner.field(line, index).to_owned());
    (scanner.len() == width && taken.lines == 0).then(|| cells.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, quote: u8, expected: Option<&[&str]>) {
        let signs = Signs { delimiter: b',', second: None, quote: Some(quote), backslash: false };
        let found = mend(line, 1, signs, 3).map(|(cells, _)| cells);
        assert_eq!(found.as_deref(), expected.map(owned).as_deref(), "{line:?}");
    }

    fn owned(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn a_quote_too_many_is_a_character() {
        check("a,\"\"b, c\",d", b'"', Some(&["a", "\"b, c", "d"]));
        check("\"a,\"b, c\",d", b'"', Some(&["\"a", "b, c", "d"]));
        check("a,'won't, b',d", b'\'', Some(&["a", "won't, b", "d"]));
    }

    #[test]
    fn a_line_may_have_a_delimiter_of_its_own() {
        check("a;b;c", b'"', Some(&["a", "b", "c"]));
        check("a;b;c;d", b'"', None);
    }
}
