//! Which signs hold a file's fields apart, found by trying each on the first rows.
//!
//! The delimiter is the one under which most rows have the same number of cells; among equals the one whose
//! header names are known, then the more usual one. A `sep=` line names it, unless the rows say otherwise. Blanks
//! hold cells apart only where quoted cells stand between them.

use super::cell::text::trimmed;
use super::header;
use super::scan::{Fault, Scanner, Signs};
use crate::order;

/// A record of the first block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its first line.
    pub line: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// What is odd about it.
    pub fault: Option<Fault>,
}

impl Record {
    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| header::is_blank(cell) || cell == "\u{1a}" || header::is_rule(cell))
    }
}

/// The delimiters tried, the more usual first.
const DELIMITERS: [(u8, Option<u8>); 10] = [
    (b',', None),
    (b',', Some(b' ')),
    (b';', None),
    (b'\t', None),
    (b'|', Some(b'|')),
    (b'|', None),
    (b'^', None),
    (0x1f, None),
    (b'~', None),
    (b':', None),
];

/// Records looked at.
const RECORDS: usize = 200;

/// A delimiter's name for people.
pub fn delimiter_name(signs: Signs) -> String {
    match (signs.delimiter, signs.second) {
        (b',', None) => "comma".to_owned(),
        (b',', Some(b' ')) => "comma and blank".to_owned(),
        (b';', _) => "semicolon".to_owned(),
        (b'\t', _) => "tab".to_owned(),
        (b' ', _) => "blank".to_owned(),
        (b'|', None) => "bar".to_owned(),
        (0x1f, _) => "unit separator".to_owned(),
        (first, second) => [Some(first), second].into_iter().flatten().map(char::from).collect(),
    }
}

/// What a policy's `columns` holds for a delimiter.
pub fn delimiter_value(signs: Signs) -> String {
    match (signs.delimiter, signs.second) {
        (b'\t', _) => "tab".to_owned(),
        (first, second) => [Some(first), second].into_iter().flatten().map(char::from).collect(),
    }
}

/// The delimiter that a policy's `columns` names.
pub fn delimiter_of(value: &str) -> Option<(u8, Option<u8>)> {
    match value.as_bytes() {
        b"tab" => Some((b'\t', None)),
        [one] if *one < 128 && !matches!(one, b'\n' | b'\r' | b'"') => Some((*one, None)),
        [one, other] if *one < 128 && *other < 128 => Some((*one, Some(*other))),
        _ => None,
    }
}

/// The signs found and what they rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sniffed {
    /// The signs.
    pub signs: Signs,
    /// In words.
    pub evidence: String,
    /// Lines that a `sep=` line takes: 0 or 1.
    pub sep_line: u64,
    /// The `sep=` line names another delimiter than the rows have.
    pub sep_wrong: bool,
    /// Another delimiter fits as well, and nothing prefers one.
    pub rival: Option<Signs>,
}

/// How well a delimiter fits; more is better.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Fit {
    known: usize,
    regular: f64,
    width: usize,
}

/// The signs of a text that begins with `head`; `whole` says that nothing follows; `fixed` is the user's.
pub fn sniff(head: &str, whole: bool, fixed: Option<(u8, Option<u8>)>) -> Sniffed {
    let (named, rest) = sep_line(head);
    let sep_lines = u64::from(named.is_some());
    let first = DELIMITERS.first();
    let tried: Vec<(Signs, Fit)> = DELIMITERS
        .iter()
        .filter(|delimiter| Some(*delimiter) == first || stands_in(rest, **delimiter)) // one that is nowhere beats none
        .map(|&(delimiter, second)| {
            let signs = quotes(rest, whole, delimiter, second);
            (signs, fit(rest, whole, signs))
        })
        .collect();
    let best = tried.iter().reduce(|best, other| if beats(other.1, best.1) { other } else { best });
    let (best, best_fit) =
        best.copied().unwrap_or((plain_signs(b',', None), fit("", true, plain_signs(b',', None))));
    let found = |(delimiter, second): (u8, Option<u8>)| quotes(rest, whole, delimiter, second);
    let usual =
        |signs: Signs| matches!(signs.delimiter, b',' | b';' | b'\t' | b'|') && signs.second != Some(b' ');
    let unlikely = best_fit.regular < 0.8 || !usual(best);
    if fixed.is_none() && named.is_none() && unlikely && blanks_delimit(rest) {
        let evidence = "quoted cells stand between blanks".to_owned();
        return Sniffed { evidence, ..plainly(found((b' ', None)), 0) };
    }
    if let Some(fixed) = fixed {
        return Sniffed { evidence: "as chosen".to_owned(), ..plainly(found(fixed), sep_lines) };
    }
    if let Some(named) = named {
        let signs = found(named);
        let fits = fit(rest, whole, signs);
        if fits.width > 1 || best_fit.width <= 1 {
            return Sniffed { evidence: "the file's sep= line".to_owned(), ..plainly(signs, sep_lines) };
        }
    }
    let rivals = tried.iter().filter(|(signs, fit)| *signs != best && usual(*signs) && equal(*fit, best_fit));
    let rival = rivals.map(|(signs, _)| *signs).next();
    let share = (best_fit.regular * 100.0).round();
    let evidence = match best_fit.width {
        0 | 1 => "a single column".to_owned(),
        width => format!("{width} cells in {share} % of the first rows"),
    };
    Sniffed { evidence, sep_wrong: named.is_some(), rival, ..plainly(best, sep_lines) }
}

/// Whether a delimiter stands anywhere in a text.
fn stands_in(text: &str, (first, second): (u8, Option<u8>)) -> bool {
    match second {
        None => text.bytes().any(|byte| byte == first),
        Some(second) => text.as_bytes().windows(2).any(|pair| pair == [first, second]),
    }
}

/// Whether quoted cells stand between blanks in at least every other line, and hardly beside another delimiter.
fn blanks_delimit(text: &str) -> bool {
    let count = |pattern: &str| text.matches(pattern).count();
    let between = count("\" \"");
    let beside = |sign: char| count(&format!("\"{sign}")) + count(&format!("{sign}\""));
    let others: usize = [',', ';', '\t', '|'].into_iter().map(beside).sum();
    between > 1 && between as u64 * 2 >= super::scan::line_ends(text.as_bytes()) && others * 10 <= between
}

fn plainly(signs: Signs, sep_line: u64) -> Sniffed {
    Sniffed { signs, evidence: String::new(), sep_line, sep_wrong: false, rival: None }
}

fn plain_signs(delimiter: u8, second: Option<u8>) -> Signs {
    Signs { delimiter, second, quote: Some(b'"'), backslash: false }
}

fn beats(one: Fit, other: Fit) -> bool {
    let weight = |fit: Fit| if fit.width > 1 { fit.regular + 0.5 * fit.known.min(4) as f64 } else { 0.0 };
    weight(one) > weight(other) + 1e-9
}

/// Two that split every row alike well, with no name known under either.
fn equal(one: Fit, other: Fit) -> bool {
    one.width > 1 && other.width > 1 && one.known == 0 && other.known == 0 && one.regular == other.regular
}

/// The delimiter that a first line `sep=;` names, and the text behind that line.
fn sep_line(head: &str) -> (Option<(u8, Option<u8>)>, &str) {
    let end = head.find(['\r', '\n']).unwrap_or(head.len());
    let (line, rest) = head.split_at(end);
    let bare = line.trim_matches('"').trim_end_matches(' ');
    let sign = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| bare.get(4..));
    match sign.map(str::as_bytes) {
        Some(&[one]) if one < 128 => {
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
            (Some((one, None)), rest)
        }
        _ => (None, head),
    }
}

/// The quote and escape under a delimiter: backslashes where they leave fewer quotes odd, apostrophes where
/// cells stand between them, no cell stands between double quotes, and none is odd or more rows are alike.
fn quotes(text: &str, whole: bool, delimiter: u8, second: Option<u8>) -> Signs {
    let plain = plain_signs(delimiter, second);
    let odd = |signs: Signs| odd_quotes(&first_records(text, whole, signs, RECORDS));
    let usual = odd(plain);
    let escaped = Signs { backslash: true, ..plain };
    if usual > 0 && odd(escaped) < usual {
        return escaped;
    }
    let single = Signs { quote: Some(b'\''), ..plain };
    let sign = char::from(delimiter);
    let between = |quote: char| {
        let closed = text.matches(&format!("{quote}{sign}")).count();
        let opened =
            text.matches(&format!("{sign}{quote}")).count() + text.matches(&format!("\n{quote}")).count();
        closed.min(opened)
    };
    let cells_between = usual == 0 && between('\'') >= 2 && between('"') == 0;
    let fits = || odd(single) == 0 || fit(text, whole, single).regular > fit(text, whole, plain).regular;
    if cells_between && fits() { single } else { plain }
}

fn odd_quotes(records: &[Record]) -> usize {
    let odd = |fault| matches!(fault, Some(Fault::OpenQuote(_) | Fault::TextAfterQuote(_)));
    records.iter().filter(|record| odd(record.fault)).count()
}

fn fit(text: &str, whole: bool, signs: Signs) -> Fit {
    let records = first_records(text, whole, signs, RECORDS);
    let widths: Vec<usize> =
        records.iter().filter(|record| !record.is_blank()).map(|record| record.cells.len()).collect();
    let width = usual_width(&widths);
    let regular = widths.iter().filter(|of| **of == width).count() as f64 / widths.len().max(1) as f64;
    let known = |record: &Record| if record.cells.len() > 1 { header::known_names(&record.cells) } else { 0 };
    let first = records.iter().filter(|record| !record.is_blank()).take(12).map(known).max();
    Fit { known: first.unwrap_or(0), regular, width }
}

/// The commonest width; the larger of equals.
pub fn usual_width(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    order::sort(&mut sorted);
    let runs = sorted.chunk_by(|one, other| one == other);
    runs.filter_map(|run| Some((run.len(), *run.first()?))).max().map_or(0, |(_, width)| width)
}

/// The first records of a text under some signs, blank ones included.
pub fn first_records(text: &str, whole: bool, signs: Signs, most: usize) -> Vec<Record> {
    let mut scanner = Scanner::new(signs);
    let (mut rest, mut line, mut records) = (text, 1, Vec::new());
    while !rest.is_empty() && records.len() < most {
        let Some(taken) = scanner.record(rest, whole) else { break };
        let cells = (0..scanner.len()).map(|index| scanner.field(rest, index).to_owned()).collect();
        records.push(Record { line, cells, fault: taken.fault });
        line += taken.lines;
        rest = rest.get(taken.bytes..).unwrap_or_default();
    }
    records
}

/// What a text is, if it plainly is no table.
pub fn no_table(head: &str) -> Option<&'static str> {
    let start = trimmed(head.get(..head.floor_char_boundary(2048)).unwrap_or(head));
    let lower = start.to_ascii_lowercase();
    let begins = |with: &str| lower.starts_with(with);
    if begins("<!doctype html") || begins("<html") {
        return Some("this is an HTML page");
    }
    if begins("<?xml") || begins("<svg") {
        return Some("this is XML");
    }
    let inner = start.get(1..).unwrap_or_default().trim_start();
    let object = start.starts_with('{') && (inner.starts_with('"') || inner.starts_with('}'));
    let list = start.starts_with('[') && inner.starts_with(['{', '[', '"']);
    if object || list {
        return Some("this is JSON");
    }
    let odd =
        head.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{1f}' | '\0')).count();
    let garbage = head.chars().filter(|c| *c == '\u{fffd}').count() + odd;
    let all = head.chars().filter(|c| *c != '\0').count();
    (garbage * 20 > all && garbage > 8).then_some("this is not a text file")
}

/// What bytes are, if they plainly are no text.
pub fn no_text(head: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 9] = [
        (b"%PDF", "this is a PDF file"),
        (b"\x89PNG", "this is an image"),
        (b"GIF8", "this is an image"),
        (b"\xff\xd8\xff", "this is an image"),
        (b"\xd0\xcf\x11\xe0", "this is an old Excel file; save the sheet as CSV"),
        (b"PK\x03\x04", "this is a zip archive or an Excel workbook; save the sheet as CSV"),
        (b"\x1f\x8b", "this is a gzip archive"),
        (b"SQLite format 3", "this is a database"),
        (b"PAR1", "this is a Parquet file"),
    ];
    kinds.iter().find(|(start, _)| head.starts_with(start)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, delimiter: u8) {
        let found = sniff(head, true, None);
        assert_eq!(char::from(found.signs.delimiter), char::from(delimiter), "{head:?}");
    }

    #[test]
    fn the_delimiter_makes_rows_alike() {
        check("sku,name,unit_cost\nA-1,a;b;c;d,3.5\nA-2,g;h;i;j,1\n", b',');
        check("sku;date;qty\nA-1;2024-01-05;10,5\nA-2;2024-01-06;1.234,25\n", b';');
        check("sku:date:qty\nA-1:2024-01-05:10\n", b':');
        check("sku,date,qty\nA-1,2024-01-05,10\nA-2;2024-01-06;20\n", b',');
        check("sku \"long name\" \"range\" cost\nA-1 \"bolt, long\" \"a\" 3.5\nA-2 \"nut\" \"b\" 1\n", b' ');
        check("Sales report\n\nsku\tdate\tqty\nA-1\t2024-01-05\t10\n", b'\t');
    }

    #[test]
    fn a_blank_may_follow_each_comma() {
        let signs = |head| sniff(head, true, None).signs;
        assert_eq!(signs("sku, name, cost\nA-1, \"bolt, long\", 3.5\nA-2, nut, 1\n").second, Some(b' '));
        assert_eq!(signs("sku, name, cost\nA-1, bolt, 3.5\n").second, None);
    }

    #[test]
    fn a_sep_line_names_it_unless_it_is_wrong() {
        assert_eq!(sniff("sep=;\r\na;b\r\n1;2\r\n", true, None).sep_line, 1);
        let wrong = sniff("sep=;\nsku,date,qty\nA,2024-01-05,1\n", true, None);
        assert_eq!((wrong.signs.delimiter, wrong.sep_wrong), (b',', true));
    }

    #[test]
    fn quotes_and_escapes() {
        let signs = |head| sniff(head, true, None).signs;
        assert_eq!(signs("sku,name,cost\n'A-1','bolt, long',3.5\n'A-2','nut',1\n").quote, Some(b'\''));
        let odd = "sku,name,cost\n'A-1','won't, bolt',3.5\n'A-2','nut, long',1\n'A-3','pin',2\n";
        assert_eq!(signs(odd).quote, Some(b'\''));
        assert_eq!(signs("sku,name,cost\nA-1,Men's boot,3.5\nA-2,'til dawn,1\n").quote, Some(b'"'));
        assert!(signs("sku,name,cost\nA-1,\"pipe 5\\\" black\",3.5\nA-2,\"a\\\\b\",1\n").backslash);
    }

    #[test]
    fn two_delimiters_may_fit_alike() {
        assert!(sniff("a;b,c;d\n1;2,3;4\n", true, None).rival.is_some());
        assert!(sniff("sku,date\nA;1,2024-01-05\n", true, None).rival.is_none());
    }

    #[test]
    fn what_is_no_table_is_named() {
        assert_eq!(no_table("<!DOCTYPE html>\n<html>"), Some("this is an HTML page"));
        assert_eq!(no_table("[{\"sku\":\"A-1\"}]"), Some("this is JSON"));
        assert_eq!(no_table("[CODE] name,qty\n"), None);
        assert_eq!(no_text(b"%PDF-1.7"), Some("this is a PDF file"));
    }
}
