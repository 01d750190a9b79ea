//! Hostile input: bytes made and mutated from a seed never make reading panic or hang, and every place named
//! lies inside the file.
//!
//! `FUZZ=100000 cargo test --release --test fuzz` runs as many inputs a target; a few hundred otherwise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use segmented_safety_stock::read::cell::{
    DateForm, DateOrder, DecimalMark, code, date, duration, number, text,
};
use segmented_safety_stock::read::condition::Condition;
use segmented_safety_stock::read::scan::{Scanner, Signs};
use segmented_safety_stock::read::{Decimal, Plan, Reader, Row, plain};

/// Inputs a target.
fn inputs() -> u64 {
    std::env::var("FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// A stream of numbers from a seed.
///
/// # Source
/// Vigna, *`SplitMix64`*.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Small files of the corpus: what mutation starts from.
fn seeds() -> Vec<Vec<u8>> {
    fn gather(folder: &Path, seeds: &mut Vec<Vec<u8>>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                gather(&path, seeds);
            } else if std::fs::metadata(&path).unwrap().len() < 2_000 {
                seeds.push(std::fs::read(path).unwrap());
            }
        }
    }
    let mut seeds = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"), &mut seeds);
    seeds
}

/// Pieces that readers trip over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b"\r",
    b"\n",
    b"\r\n",
    b",",
    b";",
    b"\t",
    b"||",
    b"\\",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
    b"\x1a",
    b"sep=;",
    b"=\"",
    b"'",
    b"(",
    b")",
    b"-",
    b"1e999",
    b"1.234,5",
    b"01/02/2024",
    b"2024-01-05T24:00",
    b"Total",
    b"#",
    b"\xc3",
    b"\xf0\x9f\x93",
    b"\xe2\x80\x8b",
    b"99999999999999999999999999999999999999999",
    b"Jan",
    b"45292",
    b"%",
];

fn mutated(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(5) {
            0 => drop(bytes.drain(at..(at + numbers.below(12)).min(bytes.len()))),
            1 => bytes.insert(at, numbers.next() as u8),
            2 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].iter().copied())),
            3 => {
                let other = &seeds[numbers.below(seeds.len())];
                let from = numbers.below(other.len() + 1);
                let piece = other[from..].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    bytes
}

#[track_caller]
fn check(seed: u64, target: impl Fn(&[u8])) {
    let (seeds, mut numbers) = (seeds(), Numbers(seed));
    for _ in 0..inputs() {
        let bytes = mutated(&seeds, &mut numbers);
        let started = Instant::now();
        target(&bytes);
        assert!(started.elapsed() < Duration::from_secs(1), "slow: {bytes:?}");
    }
}

#[test]
fn files() {
    check(1, |bytes| {
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
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
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
    check(2, |bytes| {
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
    check(5, |bytes| {
        let Ok(sheet) = plain::read(bytes) else { return };
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
        assert!(sheet.repairs.iter().all(|(line, _)| (1..=lines).contains(line)), "{:?}", sheet.repairs);
        let width = sheet.header.map_or(0, |names| names.len());
        assert!(sheet.records.iter().all(|record| record.len() >= width));
    });
}

#[test]
fn cells() {
    check(3, |bytes| {
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
    check(4, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let length = text.chars().count() + 1;
        let written = format!("{text} and price > 0 or not (\"Status\" in (1, \"x\"))");
        if let Err(segmented_safety_stock::error::Error::Condition { position, .. }) = Condition::parse(&text)
        {
            assert!((1..=length).contains(&position), "{position} in {length}");
        }
        let _ = Condition::parse(&written);
    });
}
