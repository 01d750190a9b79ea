//! Laws that hold for all input: what is generated here is read, and must keep its promises.
#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use segmented_safety_stock::read::scan::{Fault, Scanner, Signs};
use segmented_safety_stock::read::{Outcome, Plan, Reader, Role, Row};

/// A file read in pieces that end at `cuts`: every row as line and cells, and the outcome.
fn read(bytes: &[u8], cuts: &[usize]) -> (Vec<String>, Outcome) {
    let mut rows = Vec::new();
    let mut sink = |plan: &Plan, row: &Row| {
        let typed: Vec<String> = [Role::Quantity, Role::Price]
            .iter()
            .filter_map(|role| plan.column(*role))
            .map(|column| format!("{:?}", row.number(column)))
            .collect();
        let days = plan.column(Role::Date).map(|column| row.date(column));
        let texts: Vec<&str> = (0..plan.headers.len()).map(|column| row.text(column)).collect();
        rows.push(format!("{} {texts:?} {typed:?} {days:?}", row.line()));
    };
    let mut reader = Reader::new("demand.csv", &BTreeMap::new());
    let mut start = 0;
    for &cut in cuts.iter().chain([&bytes.len()]) {
        let cut = cut.clamp(start, bytes.len());
        reader.push(&bytes[start..cut], &mut sink);
        start = cut;
    }
    let outcome = reader.finish(&mut sink);
    (rows, outcome)
}

#[track_caller]
fn check_every_cut(bytes: &[u8]) {
    let (rows, whole) = read(bytes, &[]);
    for cut in 0..=bytes.len() {
        let (cut_rows, outcome) = read(bytes, &[cut]);
        assert_eq!(cut_rows, rows, "cut at {cut}");
        assert_eq!(outcome.findings, whole.findings, "cut at {cut}");
        assert_eq!(outcome.plan, whole.plan, "cut at {cut}");
    }
}

/// Texts of some characters.
fn text_of(characters: &'static str, most: usize) -> impl Strategy<Value = String> {
    let all: Vec<char> = characters.chars().collect();
    proptest::collection::vec(proptest::sample::select(all), 0..=most)
        .prop_map(|chosen| chosen.into_iter().collect())
}

/// A demand file with awkward cells.
fn demand() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        (0..50_u32).prop_map(|number| format!("A-{number}")),
        text_of("ab\"',;\n\r é", 8),
        Just("\"quoted, \"\"text\"\"\n\"".to_owned()),
        Just("(1.234,5)".to_owned())
    ];
    let row = (cell, 1..13_u32, 1..29_u32, -500..500_i32)
        .prop_map(|(item, month, day, quantity)| format!("{item},2024-{month:02}-{day:02},{quantity}\r\n"));
    proptest::collection::vec(row, 0..40)
        .prop_map(|rows| format!("\u{feff}sku,date,qty\r\n{}", rows.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_chunking_reads_the_same(text in demand(), cuts in proptest::collection::vec(0..2000_usize, 0..12)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let (rows, whole) = read(text.as_bytes(), &[]);
        let (cut_rows, outcome) = read(text.as_bytes(), &cuts);
        prop_assert_eq!(cut_rows, rows);
        prop_assert_eq!(outcome.findings, whole.findings);
        prop_assert_eq!(outcome.rows, whole.rows);
    }

    #[test]
    fn every_row_is_used_or_left_out(text in demand()) {
        let (rows, outcome) = read(text.as_bytes(), &[]);
        if outcome.plan.as_ref().is_some_and(Plan::is_usable) {
            prop_assert_eq!(outcome.used(), rows.len() as u64);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let (_, outcome) = read(&bytes, &[]);
        prop_assert!(outcome.plan.is_some() || !outcome.findings.is_empty());
    }

    #[test]
    fn records_are_those_of_csv_core(text in text_of("ab,\"\r\n ", 60)) {
        let ours = our_records(&text);
        prop_assume!(ours.iter().all(|(_, fault)| !matches!(fault, Some(Fault::OpenQuote(_)))));
        let ours: Vec<Vec<String>> = ours.into_iter().map(|(cells, _)| cells).collect();
        let blank = |record: &Vec<String>| record.len() == 1 && record[0].is_empty();
        let ours: Vec<_> = ours.into_iter().filter(|record| !blank(record)).collect();
        let theirs: Vec<_> = csv_core_records(&text).into_iter().filter(|record| !blank(record)).collect();
        prop_assert_eq!(ours, theirs);
    }
}

#[test]
fn every_cut_of_a_file_with_a_mark_quotes_and_line_ends_reads_the_same() {
    check_every_cut(
        "\u{feff}sku;date;qty\r\n\"A;1\";05.01.2024;\"1,5\"\r\n\"B\n2\";25.01.2024;2\r\r\nTotal;;3"
            .as_bytes(),
    );
    check_every_cut(b"sku,date,qty\n\"A-1,2024-01-05,1\nB-1,2024-01-06,2\n");
    check_every_cut(b"\xff\xfes\x00k\x00u\x00,\x00q\x00t\x00y\x00\n\x00A\x00,\x001\x00");
}

fn our_records(text: &str) -> Vec<(Vec<String>, Option<Fault>)> {
    let signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };
    let mut scanner = Scanner::new(signs);
    let (mut rest, mut all) = (text, Vec::new());
    while !rest.is_empty() {
        let taken = scanner.record(rest, true).expect("the last record is whole");
        let cells = (0..scanner.len()).map(|index| scanner.field(rest, index).to_owned()).collect();
        all.push((cells, taken.fault));
        rest = &rest[taken.bytes..];
    }
    all
}

fn csv_core_records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut input, mut all) = (text.as_bytes(), Vec::new());
    let (mut output, mut ends, mut written, mut fields) = ([0; 1024], [0; 128], 0, 0);
    loop {
        let (result, read, wrote, ended) =
            reader.read_record(input, &mut output[written..], &mut ends[fields..]);
        (input, written, fields) = (&input[read..], written + wrote, fields + ended);
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = [0].iter().chain(&ends).copied();
                let cells = starts.zip(&ends[..fields]);
                all.push(
                    cells
                        .map(|(from, to)| String::from_utf8_lossy(&output[from..*to]).into_owned())
                        .collect(),
                );
                (written, fields) = (0, 0);
            }
            csv_core::ReadRecordResult::End => return all,
            _ => {}
        }
    }
}
