//! How the reader of plain records does on Pollock, a benchmark of CSV reading: 2,290 copies of one file, each
//! spoiled in one way, and a hundred real files.
//!
//! The files are not ours to ship: without them (`POLLOCK` names their folder) the tests say so and end. The
//! comparison is of text as it stands, where the paper's own first makes dates and numbers alike. With
//! `POLLOCK_OUT`, what was read is written there for the paper's own scorer.
//!
//! # Source
//! Vitagliano et al., *Pollock: A Data Loading Benchmark*, PVLDB 16(8), 2023, section 5.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use segmented_safety_stock::read::plain;
use segmented_safety_stock::read::scan::{Scanner, Signs};

/// Rows of cells, the header first.
type Rows = Vec<Vec<String>>;

fn folder(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("POLLOCK").map(|folder| PathBuf::from(folder).join(part));
    let there = folder.filter(|folder| folder.join("csv").exists());
    if there.is_none() {
        println!("skipped: POLLOCK names no folder with {part}");
    }
    there
}

/// The rows of a file as the reader sees them.
fn read(bytes: &[u8]) -> Option<Rows> {
    let sheet = plain::read(bytes).ok()?;
    Some(sheet.header.into_iter().chain(sheet.records).collect())
}

/// The rows of a clean file: commas, double quotes, blank lines as rows without a cell.
fn clean(bytes: &[u8]) -> Rows {
    let text = String::from_utf8_lossy(bytes);
    let mut scanner =
        Scanner::new(Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false });
    let (mut rest, mut rows) = (text.trim_start_matches('\u{feff}'), Rows::new());
    while !rest.is_empty() {
        let taken = scanner.record(rest, true).unwrap();
        let cells = (0..scanner.len()).map(|index| scanner.field(rest, index).to_owned());
        let blank = rest.starts_with(['\r', '\n']);
        rows.push(if blank { Vec::new() } else { cells.collect() });
        rest = &rest[taken.bytes..];
    }
    rows
}

/// Precision, recall and their harmonic mean of what was loaded against what is clean, as bags; all one where
/// there is nothing to find.
fn measures(clean: &[String], loaded: &[String]) -> [f64; 3] {
    if clean.is_empty() {
        return [1.0; 3];
    }
    let mut left: HashMap<&String, usize> = HashMap::new();
    for of in clean {
        *left.entry(of).or_default() += 1;
    }
    let found = loaded.iter().filter(|of| left.get_mut(*of).is_some_and(take)).count() as f64;
    if found == 0.0 {
        return [0.0; 3];
    }
    let (precision, recall) = (found / loaded.len() as f64, found / clean.len() as f64);
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

fn take(left: &mut usize) -> bool {
    let some = *left > 0;
    *left -= usize::from(some);
    some
}

/// Out of ten: success, and the three measures of header, records and cells.
fn score(clean: &Rows, loaded: Option<&Rows>) -> f64 {
    let Some(loaded) = loaded else { return 0.0 };
    let shown = |cell: &String| cell.replace("\r\n", "\n");
    let header = |rows: &Rows| -> Vec<String> { rows.first().into_iter().flatten().map(shown).collect() };
    let records =
        |rows: &Rows| -> Vec<String> { rows.iter().skip(1).map(|row| shown(&row.concat())).collect() };
    let cells = |rows: &Rows| -> Vec<String> { rows.iter().flatten().map(shown).collect() };
    if clean.is_empty() {
        return 10.0;
    }
    let parts = [
        measures(&header(clean), &header(loaded)),
        measures(&records(clean), &records(loaded)),
        measures(&cells(clean), &cells(loaded)),
    ];
    1.0 + parts.iter().flatten().sum::<f64>()
}

/// The score of every file of a part, by its name.
fn scores(part: &Path) -> Vec<(String, f64)> {
    let mut names: Vec<String> = std::fs::read_dir(part.join("csv"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let of = |name: String| {
        let loaded = read(&std::fs::read(part.join("csv").join(&name)).unwrap());
        keep(part, &name, loaded.as_ref());
        let score = score(&clean(&std::fs::read(part.join("clean").join(&name)).unwrap()), loaded.as_ref());
        (name, score)
    };
    names.into_iter().map(of).collect()
}

/// Writes what was read for the paper's own scorer, where `POLLOCK_OUT` names a folder.
fn keep(part: &Path, name: &str, loaded: Option<&Rows>) {
    let Some(folder) = std::env::var_os("POLLOCK_OUT") else { return };
    let folder = PathBuf::from(folder).join(part.file_name().unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = if loaded.is_some() { String::new() } else { "Application Error\n".to_owned() };
    for row in loaded.into_iter().flatten() {
        let cells: Vec<String> =
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    std::fs::write(folder.join(format!("{name}_converted.csv")), text).unwrap();
}

fn mean(scores: &[(String, f64)], weight: impl Fn(&str) -> f64) -> f64 {
    let all: f64 = scores.iter().map(|(name, _)| weight(name)).sum();
    scores.iter().map(|(name, score)| score * weight(name)).sum::<f64>() / all
}

/// The files that cost most, for whoever wants a better score.
fn say(scores: &[(String, f64)]) {
    let mut worst: Vec<_> = scores.iter().collect();
    worst.sort_by(|one, other| one.1.total_cmp(&other.1));
    worst.iter().take(40).for_each(|(name, score)| println!("{score:.3} {name}"));
}

#[test]
fn spoiled_files() {
    let Some(part) = folder("polluted_files") else { return };
    let weights = std::fs::read(part.with_file_name("pollock_weights.json")).unwrap();
    let weights: HashMap<String, f64> = serde_json::from_slice(&weights).unwrap();
    let scores = scores(&part);
    say(&scores);
    let (simple, weighted) = (mean(&scores, |_| 1.0), mean(&scores, |name| weights[name]));
    println!("{} files: simple {simple:.4}, weighted {weighted:.4}", scores.len());
    assert!(simple >= 9.98 && weighted >= 9.99, "simple {simple:.4}, weighted {weighted:.4}");
}

#[test]
fn real_files() {
    let Some(part) = folder("survey_sample") else { return };
    let scores = scores(&part);
    say(&scores);
    let mean = mean(&scores, |_| 1.0);
    println!("{} files: {mean:.4}", scores.len());
    assert!(mean > 9.0, "{mean:.4}");
}
