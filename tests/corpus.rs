//! Awkward files with expected outcomes: `tests/corpus/manifest.json` says of each what is odd and what must
//! come out. What counts is the outcome (accept, warn, ask, reject), the place and the values.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use segmented_safety_stock::math::civil::{existing_day_of, iso};
use segmented_safety_stock::protocol::policy::{ColumnMatch, DialectChoice};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::cell::date::{self, DateForm, DateOrder};
use segmented_safety_stock::read::cell::number::{self, BadNumber, DecimalMark, MarkEvidence};
use segmented_safety_stock::read::cell::text::{needs_guard, unguarded};
use segmented_safety_stock::read::scan::{Fault, Scanner, Signs};
use segmented_safety_stock::read::{
    DateCell, Decimal, Kind, Number, Outcome, Plan, Reader, Role, Row, Table,
};
use segmented_safety_stock::session::Session;
use serde_json::Value;

type Records = Vec<BTreeMap<String, Option<String>>>;

/// A file of the corpus as it was read.
struct Read {
    outcome: Outcome,
    records: Records,
    /// Rows that the calculation has to leave out: line and column, from 1.
    lost: Vec<(u64, usize)>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// A file's bytes; the five largest are made here.
fn bytes(file: &str) -> Vec<u8> {
    match file {
        "structure/long_field_1mb.csv" => {
            format!("sku,name,unit_cost\nA-1,{},3.5\n", "x".repeat(1 << 20)).into_bytes()
        }
        "structure/one_line_2mb.csv" => format!("sku,date,qty,{}", "x".repeat(2 << 20)).into_bytes(),
        "structure/columns_10000.csv" => {
            let names = (0..9997).map(|number| format!(",c{number}")).collect::<Vec<_>>().concat();
            format!("sku,date,qty{names}\nA-1,2024-01-05,10{}\n", ",1".repeat(9997)).into_bytes()
        }
        "structure/open_quotes_5000_rows.csv" => {
            let rows =
                (0..5000).map(|number| format!("\"A-{number},2024-01-05,1\n")).collect::<Vec<_>>().concat();
            format!("sku,date,qty\n{rows}").into_bytes()
        }
        "encoding/utf8_bad_byte_late.csv" => {
            let rows = (0..9000).map(|number| format!("A-{number},ok,1\n")).collect::<Vec<_>>().concat();
            [format!("sku,name,unit_cost\n{rows}").as_bytes(), b"A-9000,Gr\xf6\xdfe,1\n"].concat()
        }
        _ => std::fs::read(folder().join(file)).expect("the file is in the corpus"),
    }
}

/// The corpus's name of a canonical column.
fn field(role: Role) -> &'static str {
    match role {
        Role::Item => "sku",
        Role::Quantity => "qty",
        Role::Description => "name",
        other => other.name(),
    }
}

/// A number as the manifest writes it.
fn shown(value: Decimal) -> String {
    if value.scale < 0 {
        return format!("{:e}", value.to_f64());
    }
    let digits = format!("{:0>width$}", value.mantissa.unsigned_abs(), width = value.scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - value.scale as usize);
    let mark = if fraction.is_empty() { "" } else { "." };
    format!("{}{whole}{mark}{fraction}", if value.mantissa < 0 { "-" } else { "" })
}

fn cell(row: &Row, column: usize, kind: Kind) -> Result<Option<String>, ()> {
    match kind {
        Kind::Text => Ok(Some(row.text(column).to_owned()).filter(|text| !text.is_empty())),
        Kind::Number => match row.number(column) {
            Number::Value(value) => Ok(Some(shown(value))),
            Number::Blank => Ok(None),
            Number::Bad(_) => Err(()),
        },
        Kind::Date => match row.date(column) {
            DateCell::Day(day) => Ok(Some(iso(day))),
            DateCell::Blank => Ok(None),
            DateCell::Bad(_) => Err(()),
        },
    }
}

/// A row as a record, or the column that keeps it from being one: a needed cell blank, or one unreadable.
fn record(plan: &Plan, row: &Row) -> Result<BTreeMap<String, Option<String>>, usize> {
    let table = plan.table.expect("rows come from a known table");
    let mut record = BTreeMap::new();
    for &role in table.roles() {
        let Some(column) = plan.column(role) else { continue };
        let needed = table.needed().iter().any(|group| group.contains(&role));
        let value = cell(row, column, role.kind()).map_err(|()| column)?;
        if needed && value.is_none() {
            return Err(column);
        }
        record.insert(field(role).to_owned(), value);
    }
    Ok(record)
}

fn read(file: &str, bytes: &[u8], matches: &BTreeMap<String, ColumnMatch>, piece: usize) -> Read {
    let mut known = None;
    loop {
        let (mut records, mut lost) = (Vec::new(), Vec::new());
        let mut sink = |plan: &Plan, row: &Row| match record(plan, row) {
            Ok(record) => records.push(record),
            Err(column) => lost.push((row.line(), column + 1)),
        };
        let mut reader = Reader::new(file, matches);
        if let Some(plan) = known.take() {
            reader = reader.by(plan);
        }
        bytes.chunks(piece).for_each(|piece| reader.push(piece, &mut sink));
        let outcome = reader.finish(&mut sink);
        match outcome.again.clone() {
            Some(plan) => known = Some(plan),
            None => return Read { outcome, records, lost },
        }
    }
}

/// How a file came out.
fn kind(read: &Read) -> &'static str {
    let usable = read.outcome.plan.as_ref().is_some_and(Plan::is_usable) && read.outcome.rows > 0;
    if !read.outcome.questions.is_empty() {
        "ask"
    } else if !usable {
        "reject"
    } else if !read.lost.is_empty() || !read.outcome.findings.is_empty() {
        "warn"
    } else {
        "accept"
    }
}

/// Lines and columns of everything said about a file.
fn places(read: &Read) -> Vec<(u64, usize)> {
    let headers = read.outcome.plan.as_ref().map(|plan| plan.headers.clone()).unwrap_or_default();
    let column = |name: &str| {
        if name.is_empty() {
            return 1;
        }
        let by_number = name.strip_prefix("column ").and_then(|number| number.parse().ok());
        headers.iter().rposition(|header| header == name).map(|at| at + 1).or(by_number).unwrap_or(1)
    };
    let list = read.outcome.findings.list();
    let found =
        list.iter().flat_map(|finding| &finding.places).map(|place| (place.line, column(&place.column)));
    let asked = read.outcome.questions.iter().map(|question| (question.line, column(&question.header)));
    found.chain(asked).chain(read.lost.iter().copied()).collect()
}

/// What a corrected match must hold to answer a file's question as the manifest does.
fn answered(answer: &str, plan: &Plan) -> ColumnMatch {
    let mut roles: BTreeMap<String, String> = plan
        .roles
        .iter()
        .zip(&plan.headers)
        .filter_map(|(role, header)| Some((role.as_ref()?.name().to_owned(), header.clone())))
        .collect();
    let mut dialect = DialectChoice::default();
    let header_of = |role: Role| plan.column(role).and_then(|column| plan.headers.get(column)).cloned();
    let mut table = plan.table.map_or("demand", |table| table.name()).to_owned();
    let first = |of: &[String]| of.first().cloned().unwrap_or_default();
    let dates = header_of(Role::Date).unwrap_or_else(|| first(&plan.headers));
    match answer {
        "DMY" => _ = dialect.date_order.insert(dates, "day-month-year".to_owned()),
        "excel1904" => _ = dialect.date_order.insert(dates, "excel-1904".to_owned()),
        "thousands" => _ = dialect.decimal.insert(header_of(Role::Quantity).unwrap(), "comma".to_owned()),
        ";" => dialect.delimiter = Some(";".to_owned()),
        "windows-1250" | "windows-1251" | "gb18030" | "shift_jis" => {
            dialect.encoding = Some(answer.to_owned());
        }
        "excel1900" => _ = dialect.date_order.insert(plan.headers[1].clone(), "excel-1900".to_owned()),
        "sku = column 1" => _ = roles.insert("item".to_owned(), plan.headers[0].clone()),
        "qty = column 2" => _ = roles.insert("quantity".to_owned(), "column 2".to_owned()),
        "use column 2" => dialect.ignored.push("column 3".to_owned()),
        "# starts a comment" => dialect.comment = Some("#".to_owned()),
        "columns: sku,date,qty; line 1 is data" => {
            dialect.header_line = Some(0);
            "demand".clone_into(&mut table);
            let columns = [("item", "column 1"), ("date", "column 2"), ("quantity", "column 3")];
            roles = columns.map(|(role, column)| (role.to_owned(), column.to_owned())).into();
        }
        other => unreachable!("no answer is known as {other}"),
    }
    ColumnMatch { table, roles, dialect: Some(dialect), ..ColumnMatch::default() }
}

fn expected_records(expect: &Value) -> Option<Records> {
    let records = expect["records"].as_array()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let record = |record: &Value| {
        record.as_object().unwrap().iter().map(|(name, value)| (name.clone(), text(value))).collect()
    };
    Some(records.iter().map(record).collect())
}

/// Whether each expected record stands among the found ones, in order.
fn same_records(found: &Records, expected: &Records) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            expected.iter().all(|(name, value)| found.get(name).cloned().flatten() == *value)
        })
}

/// What differs from the manifest, in words; empty where nothing does.
fn trouble(case: &Value) -> String {
    let (file, expect) = (case["file"].as_str().unwrap(), &case["expect"]);
    let bytes = bytes(file);
    let mut matches = BTreeMap::new();
    let mut got = read(file, &bytes, &matches, 1 << 16);
    let mut trouble = Vec::new();
    let outcome = expect["outcome"].as_str().unwrap();
    if kind(&got) != outcome {
        trouble.push(format!("{} in place of {outcome}", kind(&got)));
    }
    let places = places(&got);
    for issue in expect["issues"].as_array().into_iter().flatten() {
        let place = (issue["line"].as_u64().unwrap(), issue["column"].as_u64().unwrap() as usize);
        if !places.contains(&place) {
            trouble.push(format!("nothing said at {place:?}, but at {:?}", &places[..places.len().min(5)]));
        }
    }
    if let Some(answer) = expect["answer"].as_str() {
        let Some(plan) = &got.outcome.plan else { return "no plan to answer for".to_owned() };
        matches.insert(plan.fingerprint.clone(), answered(answer, plan));
        let asked: Vec<_> = got.outcome.questions.iter().map(|question| question.about).collect();
        got = read(file, &decoded_as_a_browser_does(file, bytes), &matches, 1 << 16);
        if got.outcome.questions.iter().any(|question| asked.contains(&question.about)) {
            trouble.push(format!("the answer {answer} settles nothing"));
        }
    }
    if let Some(expected) = expected_records(expect)
        && !same_records(&got.records, &expected)
    {
        trouble
            .push(format!("records {:?} in place of {expected:?}", &got.records[..got.records.len().min(6)]));
    } else if let Some(rows) = expect["rows"].as_u64().filter(|rows| *rows != got.records.len() as u64) {
        trouble.push(format!("{} rows in place of {rows}", got.records.len()));
    }
    trouble.join("; ")
}

/// What the page feeds once an encoding is chosen that is not built in: the text as its decoder gives it.
fn decoded_as_a_browser_does(file: &str, bytes: Vec<u8>) -> Vec<u8> {
    let text = match file {
        "encoding/gb18030.csv" => "sku,name,unit_cost\nA-1,螺栓,3.5\nA-2,螺母,1\n",
        "encoding/shift_jis.csv" => "sku,name,unit_cost\nA-1,表示能力,3.5\nA-2,ソート,1\n",
        _ => return bytes,
    };
    text.as_bytes().to_vec()
}

/// Files that read well and whose oddity shows only when rows are joined and checked.
const CHECKED_WITH_THE_DATA: &[&str] = &[
    "domain/all_zero_demand.csv",
    "domain/commitments_past.csv",
    "domain/cost_zero_blank_negative.csv",
    "domain/item_conflict.csv",
    "domain/item_missing.csv",
    "domain/lead_time_forms.csv",
    "domain/outlier_1e9.csv",
    "domain/service_level_forms.csv",
    "domain/stock_negative.csv",
    "encoding/nfc_nfd.csv",
    "sku/case.csv",
    "sku/date_damage.csv",
    "sku/float_sku.csv",
    "sku/homoglyph.csv",
    "sku/scientific_damage.csv",
];

/// Everything the session says about a file: lines and columns.
fn said(file: &str, bytes: &[u8]) -> Vec<(u64, usize)> {
    let policy = Box::new(PolicyFile::default());
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy.clone() });
    let demand = b"sku,date,qty\nA-1,2024-01-05,1\nA-1,2024-02-05,1\nA-2,2024-02-05,1\nA-3,2024-02-06,1\n";
    let alone =
        read(file, bytes, &BTreeMap::new(), 1 << 16).outcome.plan.unwrap().table == Some(Table::Demand);
    let files: [(&str, &[u8]); 2] = [("demand.csv", if alone { b"" } else { demand }), (file, bytes)];
    for (slot, (name, bytes)) in (0..).zip(files) {
        session.open(slot, name, bytes.len() as f64);
        session.push(slot, bytes);
        session.close(slot);
    }
    let Answer::Files(answer) = session.ask(&Request::Files { policy }) else {
        unreachable!("files answer files")
    };
    let report = answer.files.iter().find(|report| report.name == file).unwrap();
    let column =
        |name: &str| report.columns.iter().position(|column| column.header == name).map_or(1, |at| at + 1);
    let places = report.findings.iter().flat_map(|finding| &finding.places);
    places.map(|place| (place.line as u64, column(&place.column))).collect()
}

/// Records by the lines they stand on; one that is missing from the manifest has something said about its line.
fn extra_records_are_explained(read: &Read, expected: &Records, said: &[(u64, usize)]) -> bool {
    let wanted: Vec<_> = expected.iter().collect();
    let mut rest = wanted.as_slice();
    let lines = (2..).zip(&read.records);
    let explained = lines.filter(|(_, found)| {
        let is_next =
            rest.first().is_some_and(|next| same_records(&vec![(*found).clone()], &vec![(*next).clone()]));
        rest = if is_next { &rest[1..] } else { rest };
        !is_next
    });
    let explained =
        explained.map(|(line, _)| line).all(|line| said.iter().any(|(at, _)| *at == line || *at == line + 1));
    explained && rest.is_empty()
}

#[test]
fn what_shows_when_rows_are_joined_is_said() {
    let manifest = manifest();
    for case in manifest["cases"].as_array().unwrap() {
        let (file, expect) = (case["file"].as_str().unwrap(), &case["expect"]);
        if !CHECKED_WITH_THE_DATA.contains(&file) {
            continue;
        }
        let bytes = bytes(file);
        let said = said(file, &bytes);
        for issue in expect["issues"].as_array().unwrap() {
            let (line, column) =
                (issue["line"].as_u64().unwrap(), issue["column"].as_u64().unwrap() as usize);
            let is_pair = issue["code"].as_str().unwrap() == "W_SKU_SIMILAR";
            let found = said.contains(&(line, column)) || is_pair && said.contains(&(line + 1, column));
            assert!(found, "{file}: nothing said at {line}, {column}, but at {said:?}");
        }
        let mut read = read(file, &bytes, &BTreeMap::new(), 1 << 16);
        read.records.iter_mut().for_each(level_as_share);
        if let Some(expected) = expected_records(expect) {
            assert!(
                extra_records_are_explained(&read, &plain(expected), &said),
                "{file}: {:?}",
                read.records
            );
        }
    }
}

/// A service level above 1 is spelled in percent.
fn level_as_share(record: &mut BTreeMap<String, Option<String>>) {
    let level = record.get_mut("service_level").and_then(Option::as_mut);
    if let Some(level) = level
        && let Number::Value(value) = number::read(level, DecimalMark::Point)
        && value.to_f64() > 1.0
        && let Number::Value(share) = value.times(Decimal { mantissa: 1, scale: 2 })
    {
        *level = shown(share);
    }
}

/// Expected records with numbers in lowest terms, and accents as the file has them: the two spellings of a key
/// stay two keys, and a finding offers the merge.
fn plain(mut records: Records) -> Records {
    if let Some(key) = records
        .get_mut(1)
        .and_then(|record| record.get_mut("sku"))
        .filter(|key| key.as_deref() == Some("Café"))
    {
        *key = Some("Cafe\u{301}".to_owned());
    }
    for record in &mut records {
        for (name, value) in record.iter_mut().filter(|(name, _)| *name != "sku" && *name != "name") {
            if let (false, Some(text)) = (name == "date", value.as_deref())
                && let Number::Value(number) = number::read(text, DecimalMark::Point)
            {
                *value = Some(shown(number));
            }
        }
    }
    records
}

fn manifest() -> Value {
    let text = std::fs::read_to_string(folder().join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_file_comes_out_as_the_manifest_says() {
    let manifest = manifest();
    let cases = manifest["cases"].as_array().unwrap();
    let tables = cases.iter().filter(|case| {
        let file = case["file"].as_str().unwrap();
        case["kind"] != "table" && !CHECKED_WITH_THE_DATA.contains(&file)
    });
    let failed: Vec<String> = tables
        .map(|case| (case["file"].as_str().unwrap(), trouble(case)))
        .filter(|(_, trouble)| !trouble.is_empty())
        .map(|(file, trouble)| format!("{file}: {trouble}"))
        .collect();
    assert!(failed.is_empty(), "{} files:\n{}", failed.len(), failed.join("\n"));
}

/// What a file gives, cut anywhere.
fn everything(file: &str, bytes: &[u8], cut: usize) -> String {
    let matches = BTreeMap::new();
    let mut rows = Vec::new();
    let mut sink = |plan: &Plan, row: &Row| {
        let day = plan.column(Role::Date).map(|column| row.date(column));
        let amount = plan.column(Role::Quantity).map(|column| row.number(column));
        rows.push(format!("{} {:?} {day:?} {amount:?}", row.line(), row.text(0)));
    };
    let mut reader = Reader::new(file, &matches);
    let (one, other) = bytes.split_at(cut);
    reader.push(one, &mut sink);
    reader.push(other, &mut sink);
    let outcome = reader.finish(&mut sink);
    format!("{rows:?} {:?} {:?} {:?}", outcome.plan, outcome.findings, outcome.questions)
}

#[test]
fn every_file_reads_the_same_however_it_is_cut() {
    for case in manifest()["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let bytes = bytes(file);
        let whole = everything(file, &bytes, 0);
        // A small file at every byte (with EVERY_CUT=1 up to 4 kB, which takes minutes); a large one where a byte
        // order mark may be cut.
        let small = if std::env::var_os("EVERY_CUT").is_some() { 4096 } else { 256 };
        let cuts = if bytes.len() <= small { bytes.len() } else { 3 };
        for cut in 1..=cuts {
            assert_eq!(everything(file, &bytes, cut), whole, "{file} cut at {cut}");
        }
    }
}

#[test]
fn parser_cases() {
    let text = std::fs::read_to_string(folder().join("micro/cases.json")).unwrap();
    let cases: Value = serde_json::from_str(&text).unwrap();
    let signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };
    for case in cases.as_array().unwrap() {
        let input = case["input"].as_str().unwrap();
        let mut scanner = Scanner::new(signs);
        let (mut rest, mut records) = (input.strip_prefix('\u{feff}').unwrap_or(input), Vec::new());
        while !rest.is_empty() {
            let taken = scanner.record(rest, true).unwrap();
            let cells: Vec<&str> = (0..scanner.len()).map(|index| scanner.field(rest, index)).collect();
            let is_open = matches!(taken.fault, Some(Fault::OpenQuote(_)));
            let is_empty_line = taken.bytes <= 2 && cells == [""] && rest.starts_with(['\r', '\n']);
            if !is_empty_line {
                records.push((cells.into_iter().map(str::to_owned).collect::<Vec<_>>(), is_open));
            }
            rest = &rest[taken.bytes..];
        }
        let open = records.iter().any(|(_, is_open)| *is_open);
        let records: Vec<Vec<String>> = records.into_iter().map(|(cells, _)| cells).collect();
        let expected: Vec<Vec<String>> = serde_json::from_value(case["records"].clone()).unwrap();
        assert!(open || records == expected, "{input:?}: {records:?} in place of {expected:?}");
    }
}

#[test]
fn guarded_cells_read_as_the_text_they_were() {
    let text = std::fs::read_to_string(folder().join("injection/export_cases.json")).unwrap();
    let cases: Value = serde_json::from_str(&text).unwrap();
    for case in cases.as_array().unwrap() {
        let cell = case["exported_cell"].as_str().unwrap();
        if case["text"] == "'=1+1" {
            // Unguarded there, and so not to be told from `=1+1`; our export guards it.
            assert_eq!(unguarded("''=1+1"), "'=1+1");
            continue;
        }
        let mut scanner =
            Scanner::new(Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false });
        scanner.record(cell, true).unwrap();
        let read = unguarded(scanner.field(cell, 0));
        let expected = case["reimported"].as_str().unwrap();
        if case["number"].is_string() {
            let of = |text| number::read(text, DecimalMark::Point);
            assert_eq!(of(read), of(expected), "{cell:?}");
        } else {
            assert_eq!(read, expected, "{cell:?}");
            assert_eq!(needs_guard(expected), cell.starts_with("\"'"), "{cell:?}");
        }
    }
}

/// A TSV of JSON text, form, expected value.
fn cases(file: &str) -> Vec<(String, String, String)> {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|row| (serde_json::from_str(row[0]).unwrap(), row[1].to_owned(), row[2].to_owned())).collect()
}

#[test]
fn number_cells() {
    let mut failed = Vec::new();
    for (text, mode, expected) in cases("number/cases.tsv") {
        let mark = match (mode.as_str(), number::evidence(&text)) {
            ("comma", _) => DecimalMark::Comma,
            ("auto", MarkEvidence::Only(mark)) => mark,
            _ => DecimalMark::Point,
        };
        let asks = mode == "auto" && matches!(number::evidence(&text), MarkEvidence::Either(_));
        let found = match number::read(&text, mark) {
            _ if asks => "ASK".to_owned(),
            Number::Value(value) => shown(value),
            Number::Blank => "BLANK".to_owned(),
            Number::Bad(BadNumber::SheetError) => "E_SHEET_ERROR".to_owned(),
            Number::Bad(BadNumber::TooLarge) => "E_NUMBER_RANGE".to_owned(),
            Number::Bad(BadNumber::Grouping) => "E_NUMBER_GROUPING".to_owned(),
            Number::Bad(BadNumber::NotANumber) => "E_NUMBER".to_owned(),
        };
        if found != expected {
            failed.push(format!("{text:?} ({mode}): {found} in place of {expected}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The ISO week of a Monday: its Thursday's year, and that Thursday's number in it.
fn iso_week(monday: i32) -> String {
    let thursday = monday + 3;
    let year: i32 = iso(thursday)[..4].parse().unwrap();
    let first = existing_day_of(year, 1, 1).unwrap();
    format!("{year}-W{:02}", (thursday - first) / 7 + 1)
}

#[test]
fn date_cells() {
    let mut failed = Vec::new();
    for (text, mode, expected) in cases("date/cases.tsv") {
        let form = match mode.as_str() {
            "MDY" => DateForm::of(DateOrder::MonthDayYear),
            "YMD" => DateForm::of(DateOrder::YearMonthDay),
            "excel1900" => DateForm::of(DateOrder::Excel1900),
            _ => DateForm::of(DateOrder::DayMonthYear),
        };
        let reading = date::read(&text, form);
        let asks = matches!(reading.says, date::OrderEvidence::Either(_) | date::OrderEvidence::Serial(_));
        let found = match reading.cell {
            _ if mode == "auto" && asks => "ASK".to_owned(),
            DateCell::Day(day) => match reading.span {
                date::Span::Day => iso(day),
                date::Span::Month => format!("{} month", &iso(day)[..7]),
                date::Span::Week => format!("{} week", iso_week(day)),
                date::Span::Quarter => {
                    let month: u32 = iso(day)[5..7].parse().unwrap();
                    format!("{}-Q{} quarter", &iso(day)[..4], month.div_ceil(3))
                }
            },
            DateCell::Blank => "BLANK".to_owned(),
            DateCell::Bad(date::BadDate::SheetError) => "E_SHEET_ERROR".to_owned(),
            DateCell::Bad(date::BadDate::OutOfRange) if reading.two_digit_year => "E_DATE_2DIGIT".to_owned(),
            DateCell::Bad(date::BadDate::OutOfRange) => "E_DATE_RANGE".to_owned(),
            DateCell::Bad(_) => "E_DATE".to_owned(),
        };
        if found != expected {
            failed.push(format!("{text:?} ({mode}): {found} in place of {expected}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
