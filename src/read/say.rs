//! What is said about a file as a whole: decisions with their evidence, questions, findings of its head.

use super::dialect::{self, delimiter_name, delimiter_value};
use super::encoding::{self, Encoding};
use super::header;
use super::plan::Plan;
use super::question::{About, Choice, Decision, Question};
use super::role::{Role, Table};
use super::row;
use super::scan::Signs;
use super::sniff::{Looked, Start};
use super::wide;
use crate::finding::{Cause, Place};
use crate::protocol::policy::ColumnMatch;

/// Values shown of each column.
const SAMPLES: usize = 3;
/// Columns offered for a role.
const OFFERED: usize = 50;

/// Decisions, questions and findings that rest on the first block.
pub(super) fn say(looked: &Looked, name: &str, chosen: Option<&ColumnMatch>, start: &mut Start) {
    decide(looked, start);
    let settled = chosen.and_then(|chosen| chosen.dialect.clone()).unwrap_or_default();
    if let Some(rival) = looked.signs.rival.filter(|_| settled.delimiter.is_none()) {
        start.questions.push(delimiter_question(looked, rival));
    }
    if looked.signs.sep_wrong {
        let found =
            looked.records.first().and_then(|record| record.cells.first()).cloned().unwrap_or_default();
        note(start, name, Cause::WrongSeparatorLine, 1, "", &found);
    }
    if settled.encoding.is_none() {
        start.questions.extend(encoding_question(looked));
    }
    if settled.comment.is_none() {
        start.questions.extend(comment_question(looked));
    }
    if looked.header.is_none() && chosen.is_none() {
        start.questions.push(header_question(looked, start));
    }
    note_skipped(looked, name, start);
    note_duplicates(looked, name, chosen, start);
    wide::say(name, start);
    note_table(looked, name, start);
}

fn decide(looked: &Looked, start: &mut Start) {
    let decision = |name, value, evidence: &str| Decision { name, value, evidence: evidence.to_owned() };
    let encoding = looked.encoding.encoding.name().to_owned();
    start.decisions.push(decision("encoding", encoding, looked.encoding.evidence));
    start.decisions.push(decision("delimiter", delimiter_name(looked.signs.signs), &looked.signs.evidence));
    let header = match start.plan.header_line {
        0 => "none".to_owned(),
        line => format!("line {line}"),
    };
    let preset = &start.plan.preset;
    if !preset.name.is_empty() {
        let rows = if preset.filter_text.is_empty() { "all rows" } else { &preset.filter_text };
        let says = [rows, &preset.says];
        let evidence = says.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        start.decisions.push(decision("preset", preset.name.clone(), &evidence));
    }
    let evidence = format!("{} known names", header::known_names(&looked.headers));
    start.decisions.push(decision("header", header, &evidence));
}

fn note(start: &mut Start, name: &str, cause: Cause, line: u64, column: &str, found: &str) {
    let place = Place { line, column: column.to_owned(), found: found.to_owned() };
    start.findings.note(name, cause, place);
}

/// Up to three different values of each column.
pub(super) fn samples(looked: &Looked) -> Vec<Vec<String>> {
    let mut samples = vec![Vec::new(); looked.headers.len()];
    for record in looked.rows().take(1000) {
        for (cell, kept) in record.cells.iter().zip(&mut samples) {
            let cell: String = row::text(cell).chars().take(60).collect();
            if kept.len() < SAMPLES && !cell.is_empty() && !kept.contains(&cell) {
                kept.push(cell);
            }
        }
    }
    samples
}

fn delimiter_question(looked: &Looked, rival: Signs) -> Question {
    let found = looked.records.first().and_then(|record| record.cells.first()).cloned().unwrap_or_default();
    let choice = |signs, current| Choice {
        value: delimiter_value(signs),
        cell: found.clone(),
        meaning: delimiter_name(signs),
        current,
    };
    let choices = vec![choice(looked.signs.signs, true), choice(rival, false)];
    Question { about: About::Delimiter, header: String::new(), line: 1, choices }
}

/// Where the text is windows-1252 only because nothing refuses to be, and reads like no western language.
fn encoding_question(looked: &Looked) -> Option<Question> {
    if looked.encoding.encoding != Encoding::Windows1252 {
        return None;
    }
    let cells = looked.records.iter().flat_map(|record| {
        record.cells.iter().enumerate().map(move |(column, cell)| (record.line, column, cell))
    });
    let (line, column, cell) = cells.take(200_000).find(|(_, _, cell)| !encoding::is_western(cell))?;
    let choices = encoding::readings(cell);
    Some(Question { about: About::Encoding, header: title(looked, column), line, choices })
}

fn title(looked: &Looked, column: usize) -> String {
    match looked.headers.get(column) {
        Some(header) if !header.is_empty() => header.clone(),
        _ => format!("column {}", column + 1),
    }
}

/// Where a line before the header begins with `#`, and a row does, too.
fn comment_question(looked: &Looked) -> Option<Question> {
    let begins = |record: &&dialect::Record| record.cells.first().is_some_and(|cell| cell.starts_with('#'));
    looked.records.iter().take(looked.header?).find(begins)?;
    let row = looked.rows().find(begins)?;
    let cell = row.cells.first().cloned().unwrap_or_default();
    let choice = |value: &str, meaning: &str, current| Choice {
        value: value.to_owned(),
        cell: cell.clone(),
        meaning: meaning.to_owned(),
        current,
    };
    let choices = vec![choice("", "a row", true), choice("#", "a comment", false)];
    Some(Question { about: About::Comment, header: title(looked, 0), line: row.line, choices })
}

fn header_question(looked: &Looked, start: &Start) -> Question {
    let cells = looked.rows().next().map(|record| record.cells.clone()).unwrap_or_default();
    let line = looked.rows().next().map_or(1, |record| record.line);
    let guessed = start.plan.roles.iter().zip(&cells).enumerate();
    let choices = guessed.map(|(column, (role, cell))| Choice {
        value: format!("column {}", column + 1),
        cell: cell.clone(),
        meaning: role.map_or("", |role| role.name()).to_owned(),
        current: role.is_some(),
    });
    Question { about: About::Header, header: String::new(), line, choices: choices.take(OFFERED).collect() }
}

/// Lines with content before the header.
fn note_skipped(looked: &Looked, name: &str, start: &mut Start) {
    for record in looked.records.iter().take(looked.header.unwrap_or(0)) {
        if record.line > looked.signs.sep_line && !record.is_blank() {
            let found = record.cells.iter().find(|cell| !header::is_blank(cell)).cloned().unwrap_or_default();
            note(start, name, Cause::SkippedLine, record.line, "", &found);
        }
    }
}

/// Names that stand twice; asked about where the first one plays a role.
fn note_duplicates(looked: &Looked, name: &str, chosen: Option<&ColumnMatch>, start: &mut Start) {
    let line = looked.header_line();
    let mut seen: Vec<(String, usize)> = Vec::new();
    for (column, header) in looked.headers.iter().enumerate() {
        let compact = header::compact(header);
        if compact.is_empty() {
            continue;
        }
        let Some(&(_, first)) = seen.iter().find(|(name, _)| *name == compact) else {
            seen.push((compact, column));
            continue;
        };
        let title = format!("column {}", column + 1);
        note(start, name, Cause::DuplicateHeader, line, &title, header);
        let role = start.plan.roles.get(first).copied().flatten();
        if role.is_some() && chosen.is_none_or(|chosen| chosen.roles.is_empty()) {
            start.questions.push(twin_question(start, line, first, column));
        }
    }
}

fn twin_question(start: &Start, line: u64, first: usize, second: usize) -> Question {
    let choice = |column: usize, current| Choice {
        value: format!("column {}", column + 1),
        cell: start.samples.get(column).and_then(|samples| samples.first()).cloned().unwrap_or_default(),
        meaning: start.plan.roles.get(first).copied().flatten().map_or("", |role| role.name()).to_owned(),
        current,
    };
    let choices = vec![choice(first, true), choice(second, false)];
    Question { about: About::Twin, header: format!("column {}", second + 1), line, choices }
}

/// What is missing, with the columns that could fill the gap.
fn note_table(looked: &Looked, name: &str, start: &mut Start) {
    let line = looked.header_line().max(1);
    let Some(table) = start.plan.table else {
        note(start, name, Cause::UnknownTable, line, "", "");
        return;
    };
    let missing = start.plan.missing();
    for group in &missing {
        let role = group.first().map_or("", |role| role.name());
        note(start, name, Cause::MissingColumn, line, "", role);
        start.questions.push(column_question(start, role, line));
    }
    if let Some(cause) = in_two_files(&start.plan) {
        note(start, name, cause, line, "", "");
    }
    if !missing.is_empty() {
        start.findings.state(name, Cause::MissingColumn, 0, format!("read as {}", table.name()));
    }
}

/// Receipts of which another file has the rest: lines without their order's day, or orders without lines.
fn in_two_files(plan: &Plan) -> Option<Cause> {
    let has = |role| plan.column(role).is_some();
    if plan.table != Some(Table::Receipts) || !has(Role::Order) {
        return None;
    }
    match (has(Role::Item), has(Role::OrderedOn)) {
        (true, false) => Some(Cause::OrderDateElsewhere),
        (false, true) => Some(Cause::OrdersWithoutLines),
        _ => None,
    }
}

fn column_question(start: &Start, role: &str, line: u64) -> Question {
    let free = start.plan.headers.iter().enumerate().filter(|(column, header)| {
        let unused = start.plan.roles.get(*column).copied().flatten().is_none();
        unused && (!header.is_empty() || start.plan.header_line == 0)
    });
    let choices = free.take(OFFERED).map(|(column, _)| Choice {
        value: start.plan.title(column),
        cell: start.samples.get(column).and_then(|samples| samples.first()).cloned().unwrap_or_default(),
        meaning: role.to_owned(),
        current: false,
    });
    Question { about: About::Columns, header: role.to_owned(), line, choices: choices.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Reader;

    /// What is said of a file of receipts that is half of one, and the columns offered for what it lacks.
    #[track_caller]
    fn check(text: &str, roles: &[(&str, &str)], code: &str, offered: &[&str]) {
        let mut matches = std::collections::BTreeMap::new();
        let read = |matches: &std::collections::BTreeMap<String, ColumnMatch>| {
            let mut reader = Reader::new("lines.csv", matches);
            reader.push(text.as_bytes(), &mut |_, _| {});
            reader.finish(&mut |_, _| {})
        };
        let named = roles.iter().map(|(role, header)| ((*role).to_owned(), (*header).to_owned())).collect();
        let chosen = ColumnMatch { table: "receipts".to_owned(), roles: named, ..ColumnMatch::default() };
        let plan = read(&matches).plan.expect("a plan");
        matches.insert(plan.fingerprint, chosen);
        let found = read(&matches);
        let said = found.findings.list().into_iter().any(|finding| finding.cause.code() == code);
        let choices = found.questions.iter().flat_map(|question| &question.choices);
        let columns: Vec<&str> = choices.map(|choice| choice.value.as_str()).collect();
        assert!(said && !found.is_usable());
        assert_eq!(columns, offered);
    }

    #[test]
    fn half_of_the_receipts_says_what_the_other_half_has() {
        let lines = "po,sku,came,n\n7,A,2024-01-09,5\n8,B,2024-01-10,6\n";
        let roles = [("order", "po"), ("item", "sku"), ("received", "came")];
        check(lines, &roles, "order_date_elsewhere", &["n"]);
        let heads = "7,2024-01-02,S\n8,2024-01-03,T\n";
        let roles = [("order", "column 1"), ("ordered", "column 2")];
        check(heads, &roles, "orders_without_lines", &["column 3", "column 3"]);
    }
}
