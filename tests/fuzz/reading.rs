//! Reading: encoding, dialect, records, header, cells, row conditions, and whole files.

use std::collections::BTreeMap;

use segmented_safety_stock::error::Error;
use segmented_safety_stock::read::cell::{
    DateForm, DateOrder, DecimalMark, code, date, duration, number, text,
};
use segmented_safety_stock::read::condition::Condition;
use segmented_safety_stock::read::dialect::{first_records, no_table, no_text, sniff};
use segmented_safety_stock::read::encoding::{Decoder, Encoding, detect, mark_length};
use segmented_safety_stock::read::header::{Looks, best, known_names, shown};
use segmented_safety_stock::read::scan::{Scanner, Signs};
use segmented_safety_stock::read::{Decimal, Plan, Reader, Role, Row, plain};

use super::inputs::check;

/// The lines of a file, or one more than there are.
pub fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1
}

#[test]
fn files() {
    check(1, |bytes, _| {
        let mut rows = 0;
        let mut sink = |plan: &Plan, row: &Row| {
            rows += u64::from(plan.table.is_some());
            for column in 0..plan.headers.len() + 3 {
                let _ = (row.text(column).len(), row.number(column), row.date(column));
            }
        };
        let mut reader = Reader::new("file.csv", &BTreeMap::new());
        let (one, other) = bytes.split_at(bytes.len() / 2);
        reader.push(one, &mut sink);
        reader.push(other, &mut sink);
        let outcome = reader.finish(&mut sink);
        let lines = lines(bytes);
        for place in outcome.findings.list().iter().flat_map(|finding| &finding.places) {
            assert!((1..=lines).contains(&place.line), "{place:?} in {lines} lines");
        }
        if outcome.also.is_empty() && outcome.plan.as_ref().is_some_and(Plan::is_usable) {
            assert_eq!(outcome.used(), rows);
        }
    });
}

#[test]
fn records() {
    check(2, |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        let signs =
            Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: bytes.len() % 2 == 0 };
        let (mut scanner, mut at) = (Scanner::new(signs), 0);
        while at < text.len() {
            let taken = scanner.record(&text[at..], true).unwrap();
            assert!(taken.bytes > 0 && at + taken.bytes <= text.len());
            at += taken.bytes;
        }
    });
}

#[test]
fn plain_records() {
    check(5, |bytes, _| {
        let Ok(sheet) = plain::read(bytes) else { return };
        let lines = lines(bytes);
        assert!(sheet.repairs.iter().all(|(line, _)| (1..=lines).contains(line)), "{:?}", sheet.repairs);
        let width = sheet.header.map_or(0, |names| names.len());
        assert!(sheet.records.iter().all(|record| record.len() >= width));
    });
}

#[test]
fn cells() {
    check(3, |bytes, _| {
        for cell in String::from_utf8_lossy(bytes).split([',', ';', '\n']) {
            for mark in [DecimalMark::Point, DecimalMark::Comma] {
                let _ = (
                    number::read(cell, mark),
                    number::evidence(cell),
                    duration::read(cell, mark, Decimal::ONE),
                );
            }
            for order in DateOrder::ALL {
                let _ = date::read(cell, DateForm::of(*order));
            }
            let _ = (text::unguarded(text::trimmed(cell)), code::look(cell), code::damage(cell));
        }
    });
}

#[test]
fn conditions() {
    check(4, |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        let length = text.chars().count() + 1;
        let written = format!("{text} and price > 0 or not (\"Status\" in (1, \"x\"))");
        if let Err(Error::Condition { position, .. }) = Condition::parse(&text) {
            assert!((1..=length).contains(&position), "{position} in {length}");
        }
        let _ = Condition::parse(&written);
    });
}

#[test]
fn encodings() {
    check(6, |bytes, numbers| {
        let found = detect(bytes);
        assert!(found.mark <= bytes.len());
        for encoding in Encoding::ALL {
            let body = &bytes[mark_length(*encoding, bytes)..];
            let (mut at_once, mut in_two) = (String::new(), String::new());
            Decoder::new(*encoding).decode(body, true, &mut at_once);
            let mut decoder = Decoder::new(*encoding);
            let (one, other) = body.split_at(numbers.below(body.len() + 1));
            decoder.decode(one, false, &mut in_two);
            decoder.decode(other, true, &mut in_two);
            assert_eq!(at_once, in_two, "{}", encoding.name());
        }
    });
}

#[test]
fn dialects() {
    check(7, |bytes, numbers| {
        let text = String::from_utf8_lossy(bytes);
        let _ = (no_text(bytes), no_table(&text));
        for whole in [true, false] {
            let found = sniff(&text, whole, None);
            assert!(found.sep_line <= 1 && !found.evidence.is_empty());
            let most = numbers.below(40);
            let records = first_records(&text, whole, found.signs, most);
            assert!(records.len() <= most);
            assert!(records.iter().all(|record| (1..=lines(text.as_bytes())).contains(&record.line)));
        }
    });
}

#[test]
fn headers() {
    check(8, |bytes, numbers| {
        let text = String::from_utf8_lossy(bytes);
        let cells: Vec<String> = text.split([',', ';', '\t', '\n']).map(shown).collect();
        let from = numbers.below(cells.len());
        let headers = &cells[from..(from + 1 + numbers.below(12)).min(cells.len())];
        let mut count = || numbers.below(5);
        let look = |_: &String| Looks {
            filled: count(),
            numbers: count(),
            dates: count(),
            plain_days: count(),
            longest: count() * 9,
        };
        let looks: Vec<Looks> = headers.iter().map(look).collect();
        assert!(known_names(headers) <= headers.len());
        let Some(found) = best("file.csv", headers, &looks) else { return };
        let played: Vec<Role> = found.roles.iter().flatten().copied().collect();
        assert_eq!(found.roles.len(), headers.len());
        for (at, role) in played.iter().enumerate() {
            assert!(found.table.roles().contains(role) && !played[..at].contains(role), "{role:?}");
        }
    });
}
