//! Any delimited text as plain records: what the reader sees before it asks what a table means.
//!
//! In: the bytes of a file. Out: a header where there is one, records all as wide as the widest row in use, and a
//! list of everything that is not as the file has it: lines before the header, several header lines made one,
//! padded and mended rows, a second table that is left out. No value is read, no name is known here.

use super::content;
use super::dialect::{self, Record};
use super::encoding::{self, Decoder, Encoding};
use super::header;
use super::mend;
use super::scan::{Scanner, Signs, Taken};

/// Characters looked at for the signs.
const SIGNS_FROM: usize = 64 << 10;

/// What was done to lines of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repair {
    /// It stands before the header and was not read.
    Preamble,
    /// It was joined with the header line above.
    HeaderLines,
    /// It has fewer cells than the others; blank ones were added.
    Padded,
    /// It has more cells than the header; the header was not widened.
    Longer,
    /// A quote in it was taken as a character.
    StrayQuote,
    /// Its cells are held apart by another delimiter.
    OtherDelimiter,
    /// Another table starts here; the rest was not read.
    SecondTable,
}

/// A file as records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The encoding it was read by.
    pub encoding: Encoding,
    /// The signs it was read by.
    pub signs: Signs,
    /// The names of the columns, where the first row is none of data.
    pub header: Option<Vec<String>>,
    /// The other rows, blank ones left out.
    pub records: Vec<Vec<String>>,
    /// What was repaired, with the line.
    pub repairs: Vec<(u64, Repair)>,
}

/// The records of a file.
///
/// ```
/// use segmented_safety_stock::read::plain::{Repair, read};
/// let sheet = read(b"Sales of May,,\n,,\nsku,date,qty\nA-1,2024-05-01,5\nA-2,2024-05-02\n").unwrap();
/// assert_eq!(sheet.header.unwrap(), ["sku", "date", "qty"]);
/// assert_eq!(sheet.records, [["A-1", "2024-05-01", "5"], ["A-2", "2024-05-02", ""]]);
/// assert_eq!(sheet.repairs, [(1, Repair::Preamble), (5, Repair::Padded)]);
/// ```
///
/// # Errors
/// What the bytes are, where they plainly are no text.
pub fn read(bytes: &[u8]) -> Result<Sheet, &'static str> {
    if let Some(what) = dialect::no_text(bytes) {
        return Err(what);
    }
    let (encoding, text) = decoded(bytes);
    let near = text.get(..text.floor_char_boundary(SIGNS_FROM)).unwrap_or(&text);
    let sniffed = dialect::sniff(near, near.len() == text.len(), None);
    let mut sheet =
        Sheet { encoding, signs: sniffed.signs, header: None, records: Vec::new(), repairs: Vec::new() };
    let mut rows = rows(&text, sniffed.signs, &mut sheet.repairs);
    rows.retain(|row| row.line > sniffed.sep_line && !row.cells.iter().all(|cell| header::is_blank(cell)));
    let width = width(&rows);
    drop_preamble(&mut rows, width, &mut sheet.repairs);
    let names = header_lines(&rows);
    for row in rows.get(1..names).unwrap_or_default() {
        sheet.repairs.push((row.line, Repair::HeaderLines));
    }
    let mut body = rows.split_off(names.min(rows.len()));
    if names > 0 {
        let names = joined(&rows);
        cut_second_table(&names, &mut body, &mut sheet.repairs);
        sheet.header = Some(names);
    }
    pad(&mut body, width, &mut sheet);
    sheet.repairs.sort_by_key(|(line, _)| *line);
    Ok(sheet)
}

/// All of a file as text.
fn decoded(bytes: &[u8]) -> (Encoding, String) {
    let found = encoding::detect(bytes);
    let body = bytes.get(found.mark..).unwrap_or_default();
    let mut text = String::new();
    Decoder::new(found.encoding).decode(body, true, &mut text);
    (found.encoding, text)
}

/// All records of a text; those that do not fit are mended where that makes them fit.
fn rows(text: &str, signs: Signs, repairs: &mut Vec<(u64, Repair)>) -> Vec<Record> {
    let usual = width(&dialect::first_records(text, true, signs, usize::MAX));
    let mut scanner = Scanner::new(signs);
    let (mut rest, mut line, mut rows) = (text, 1, Vec::new());
    while let Some(mut taken) = scanner.record(rest, true).filter(|_| !rest.is_empty()) {
        let mut cells: Vec<String> =
            (0..scanner.len()).map(|index| scanner.field(rest, index).to_owned()).collect();
        if taken.fault.is_some() || cells.len() != usual {
            let (first, with_end) = first_line(rest);
            if let Some((mended, repair)) = mend::mend(first, cells.len(), signs, usual) {
                repairs.push((line, repair));
                cells = mended;
                taken = Taken { bytes: with_end, lines: 1, fault: None };
            }
        }
        rows.push(Record { line, cells, fault: taken.fault });
        line += taken.lines;
        rest = rest.get(taken.bytes..).unwrap_or_default();
    }
    rows
}

/// The first line of a text, and its length with the line end.
fn first_line(text: &str) -> (&str, usize) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let line_end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    (line, end + line_end)
}

/// The usual width of rows that show something.
fn width(rows: &[Record]) -> usize {
    let filled = rows.iter().filter(|row| filled(row) > 0);
    dialect::usual_width(&filled.map(|row| row.cells.len()).collect::<Vec<_>>())
}

fn filled(row: &Record) -> usize {
    row.cells.iter().filter(|cell| !header::is_blank(cell)).count()
}

/// Takes off the rows above the table.
fn drop_preamble(rows: &mut Vec<Record>, width: usize, repairs: &mut Vec<(u64, Repair)>) {
    let first = rows
        .iter()
        .enumerate()
        .position(|(at, row)| !is_title(row, rows.get(at + 1..).unwrap_or_default(), width));
    repairs.extend(rows.drain(..first.unwrap_or(0)).map(|row| (row.line, Repair::Preamble)));
}

/// Whether a row stands above the table: one cell above wider rows, or of another width than the names below it.
fn is_title(row: &Record, below: &[Record], width: usize) -> bool {
    let is_data = |row: &Record| content::looks_like_data(&row.cells);
    let before_gap = below.first().is_some_and(|next| next.line > row.line + 1);
    let before_names = match below {
        [names, data, ..] => names.cells.len() == width && !is_data(names) && is_data(data),
        _ => false,
    };
    match filled(row) {
        0 | 1 => width > 2 || (width == 2 && before_gap),
        _ => width > 1 && row.cells.len() != width && before_names,
    }
}

/// How many of the first rows are header.
fn header_lines(rows: &[Record]) -> usize {
    let is_names = |row: &Record| !content::looks_like_data(&row.cells);
    let Some(first) = rows.first().filter(|row| is_names(row)) else { return 0 };
    let same = rows.iter().take_while(|row| row.cells == first.cells).count();
    let below = |row: &&Record| {
        let parts = first.cells.iter().zip(&row.cells);
        let spanned =
            |(above, below): &(&String, &String)| header::is_blank(above) && !header::is_blank(below);
        let holes = first.cells.iter().filter(|cell| header::is_blank(cell)).count();
        is_names(row) && holes > 0 && parts.filter(spanned).count() * 2 > holes
    };
    match rows.get(1) {
        Some(second) if same == 1 && below(&second) => 2,
        _ => same,
    }
}

/// Header lines as one: a name above blank cells holds for those that are named below.
fn joined(lines: &[Record]) -> Vec<String> {
    let widest = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let cell = |place: usize, column: usize| -> &str {
        lines.get(place).and_then(|line| line.cells.get(column)).map_or("", String::as_str)
    };
    let held = |place: usize, column: usize| -> &str {
        let spanned = cell(place, column).is_empty() && !cell(place + 1, column).is_empty();
        let over = (0..column).rev().map(|before| cell(place, before)).find(|name| !name.is_empty());
        if spanned { over.unwrap_or_default() } else { cell(place, column) }
    };
    let name = |column| {
        let parts: Vec<&str> =
            (0..lines.len()).map(|place| held(place, column)).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    (0..widest).map(name).collect()
}

/// Ends a table where a row repeats most names of its header.
fn cut_second_table(names: &[String], body: &mut Vec<Record>, repairs: &mut Vec<(u64, Repair)>) {
    let known: Vec<String> =
        names.iter().filter(|name| !name.is_empty()).map(|name| header::compact(name)).collect();
    let repeats = |row: &Record| {
        let again = row.cells.iter().filter(|cell| known.contains(&header::compact(cell))).count();
        known.len() > 1 && again * 10 >= known.len() * 7 && !content::looks_like_data(&row.cells)
    };
    if let Some(start) = body.iter().position(repeats) {
        repairs.extend(body.drain(start..).take(1).map(|row| (row.line, Repair::SecondTable)));
    }
}

/// Makes all rows as wide as the header, or as is usual.
fn pad(body: &mut Vec<Record>, width: usize, sheet: &mut Sheet) {
    let width = sheet.header.as_ref().map_or(width, Vec::len);
    for mut row in body.drain(..) {
        match row.cells.len() {
            cells if cells < width => sheet.repairs.push((row.line, Repair::Padded)),
            cells if cells > width => sheet.repairs.push((row.line, Repair::Longer)),
            _ => {}
        }
        let cells = row.cells.len().max(width);
        row.cells.resize(cells, String::new());
        sheet.records.push(row.cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, header: Option<&[&str]>, records: &[&[&str]], repairs: &[(u64, Repair)]) {
        let sheet = read(text.as_bytes()).unwrap();
        assert_eq!(sheet.header.as_deref(), header.map(owned).as_deref(), "{text:?}");
        let records: Vec<_> = records.iter().map(|record| owned(record)).collect();
        assert_eq!((sheet.records, sheet.repairs.as_slice()), (records, repairs), "{text:?}");
    }

    fn owned(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn a_table_without_names_keeps_its_first_row() {
        check("A-1,5\nA-2,6\n", None, &[&["A-1", "5"], &["A-2", "6"]], &[]);
        check("", None, &[], &[]);
    }

    #[test]
    fn what_stands_above_the_table_is_listed() {
        let text = "Stock,\n,\nsku,qty\nA-1,5\nA-2,6\n";
        check(text, Some(&["sku", "qty"]), &[&["A-1", "5"], &["A-2", "6"]], &[(1, Repair::Preamble)]);
        let text = "From plant 1,by hand,in May\nsku,qty\nA-1,5\nA-2,6\n";
        check(text, Some(&["sku", "qty"]), &[&["A-1", "5"], &["A-2", "6"]], &[(1, Repair::Preamble)]);
    }

    #[test]
    fn header_lines_become_one() {
        let text = "item,2024,,2025\n,jan,feb,jan\nA-1,1,2,3\n";
        let names = ["item", "2024 jan", "2024 feb", "2025 jan"];
        assert_eq!(joined(&dialect::first_records(text, true, COMMA, 2)), names);
        let text = "sku,cost,,qty\n,old,new,\nA-1,1,2,3\n";
        let names: &[&str] = &["sku", "cost old", "cost new", "qty"];
        check(text, Some(names), &[&["A-1", "1", "2", "3"]], &[(2, Repair::HeaderLines)]);
        let twice = "sku,qty\nsku,qty\nA-1,5\n";
        check(twice, Some(&["sku sku", "qty qty"]), &[&["A-1", "5"]], &[(2, Repair::HeaderLines)]);
    }

    #[test]
    fn a_second_table_ends_the_first() {
        let text = "sku,qty\nA-1,5\nsku,qty,unit\nA-1,5,kg\n";
        check(text, Some(&["sku", "qty"]), &[&["A-1", "5"]], &[(3, Repair::SecondTable)]);
    }

    #[test]
    fn rows_are_padded_and_mended() {
        let text =
            "sku,name,qty\nA-1,nut,1\nA-2,bolt\n\"A-3,\"pin, long\",3\nA-4;nail;4\nA-5,a,b,5\nA-6,hook,6\n";
        let rows: [&[&str]; 6] = [
            &["A-1", "nut", "1"],
            &["A-2", "bolt", ""],
            &["\"A-3", "pin, long", "3"],
            &["A-4", "nail", "4"],
            &["A-5", "a", "b", "5"],
            &["A-6", "hook", "6"],
        ];
        let repairs =
            [(3, Repair::Padded), (4, Repair::StrayQuote), (5, Repair::OtherDelimiter), (6, Repair::Longer)];
        check(text, Some(&["sku", "name", "qty"]), &rows, &repairs);
    }

    const COMMA: Signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };
}
