//! A file read in parts is the file: one part and many give the same answers, places of findings and rows left out
//! included, wherever the cuts fall.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fmt::Write;
use std::path::Path;

use segmented_safety_stock::protocol::policy::{ColumnMatch, DialectChoice};
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::part::Merged;
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::part::Part;

/// Bytes pushed before the plan is asked for: the first block and some rows.
const HEAD: usize = 300 << 10;
const NAME: &str = "sales.csv";

/// How parts were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Driven {
    parts: u32,
    again: u32,
    alone: bool,
}

fn session(policy: &PolicyFile) -> Session {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    session
}

/// Feeds one reader, as often as it asks.
fn whole(session: &mut Session, bytes: &[u8]) {
    loop {
        session.open(0, NAME, bytes.len() as f64);
        session.push(0, bytes);
        match session.close(0) {
            Answer::FileRead(read) if read.again => {}
            _ => return,
        }
    }
}

/// Reads one part in pieces.
fn part(plan: &[u8], bytes: &[u8], from: usize, to: usize, piece: usize) -> Vec<u8> {
    let mut part = Part::new(plan, from as u64, to as u64);
    let start = part.start() as usize;
    for piece in bytes[start.min(bytes.len())..].chunks(piece) {
        if part.push(piece) {
            break;
        }
    }
    part.take()
}

/// Reads in parts as a pool of workers does: all are read by the first plan, then merged in order.
fn in_parts(session: &mut Session, bytes: &[u8], cuts: &[usize], piece: usize) -> Driven {
    let mut driven = Driven::default();
    'reading: loop {
        session.open(0, NAME, bytes.len() as f64);
        session.push(0, &bytes[..HEAD.min(bytes.len())]);
        let plan = session.plan(0);
        if plan.is_empty() {
            session.push(0, &bytes[HEAD.min(bytes.len())..]);
        } else {
            let ranges: Vec<_> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
            let read: Vec<_> =
                ranges.iter().map(|range| part(&plan, bytes, range.0, range.1, piece)).collect();
            for (range, read) in ranges.into_iter().zip(read) {
                driven.parts += 1;
                let mut merged = session.merge(0, &read);
                if merged == Merged::Again {
                    driven.again += 1;
                    let plan = session.plan(0);
                    merged = session.merge(0, &part(&plan, bytes, range.0, range.1, piece));
                    assert_ne!(merged, Merged::Again, "a part read from the right place");
                }
                if merged == Merged::Alone {
                    driven.alone = true;
                    continue 'reading;
                }
            }
        }
        match session.close(0) {
            Answer::FileRead(read) if read.again => {}
            _ => return driven,
        }
    }
}

/// All that a file's reading shows.
fn shown(session: &mut Session, policy: &PolicyFile) -> String {
    let policy = Box::new(policy.clone());
    let mut shown = String::new();
    for request in [
        Request::Files { policy: policy.clone() },
        Request::LeftOut { slot: 0 },
        Request::Export { policy: policy.clone(), what: Export::ItemResults, form: CsvForm::Plain },
        Request::Summary { policy },
    ] {
        match session.ask(&request) {
            Answer::File(file) => shown.push_str(&String::from_utf8(file.bytes).unwrap()),
            answer => write!(shown, "{answer:#?}").unwrap(),
        }
        shown.push('\n');
    }
    shown
}

/// What is shown of a file read whole, the policy left aside.
fn read_as(bytes: &[u8], policy: &PolicyFile) -> String {
    let mut session = session(policy);
    whole(&mut session, bytes);
    let policy = Box::new(policy.clone());
    let Answer::Files(files) = session.ask(&Request::Files { policy: policy.clone() }) else {
        panic!("no files")
    };
    let mut shown = format!("{:#?}", files.files);
    let items = Request::Export { policy, what: Export::ItemResults, form: CsvForm::Plain };
    for request in [Request::LeftOut { slot: 0 }, items] {
        let Answer::File(file) = session.ask(&request) else { panic!("no file") };
        shown.push_str(&String::from_utf8(file.bytes).unwrap());
    }
    shown
}

#[track_caller]
fn same(one: &str, other: &str, what: &str) {
    if one != other {
        let differ = one.lines().zip(other.lines()).position(|(one, other)| one != other);
        let at = differ.unwrap_or(one.lines().count().min(other.lines().count())).saturating_sub(3);
        let around = |text: &str| text.lines().skip(at).take(9).collect::<Vec<_>>().join("\n");
        panic!("{what}: read whole\n{}\nread in parts\n{}", around(one), around(other));
    }
}

/// Cuts a file evenly, then unevenly, in pieces of several sizes.
#[track_caller]
fn check(bytes: &[u8], policy: &PolicyFile) -> Driven {
    check_cut(bytes, policy, &[(3, 0, 4096), (7, 5, 1 << 18)])
}

/// As [`check`], in so many parts, cut so many bytes behind, fed in pieces of so many.
#[track_caller]
fn check_cut(bytes: &[u8], policy: &PolicyFile, cuts: &[(usize, usize, usize)]) -> Driven {
    let mut one = session(policy);
    whole(&mut one, bytes);
    let expected = shown(&mut one, policy);
    let mut last = Driven::default();
    for &(count, shift, piece) in cuts {
        let mut cuts: Vec<usize> = (0..=count).map(|cut| bytes.len() * cut / count).collect();
        let inner = cuts.len() - 1;
        cuts[1..inner].iter_mut().for_each(|cut| *cut += shift);
        let mut parts = session(policy);
        last = in_parts(&mut parts, bytes, &cuts, piece);
        same(&expected, &shown(&mut parts, policy), &format!("{count} parts"));
    }
    last
}

/// Rows of a generated file.
struct Rows(u64);

impl Rows {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// A date of 2024 in the order that programs write.
    fn date(&mut self) -> String {
        format!("2024-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28))
    }

    fn quantity(&mut self) -> String {
        match self.below(12) {
            0 => format!("-{}", 1 + self.below(9)),
            1 => format!("{}.{:03}", self.below(90), self.below(1000)),
            _ => (1 + self.below(40)).to_string(),
        }
    }

    fn row(&mut self) -> String {
        format!(
            "{},SKU-{:03},L{},{},{}.{:02}\n",
            self.date(),
            self.below(60),
            self.below(3),
            self.quantity(),
            1 + self.below(50),
            self.below(100)
        )
    }

    /// A row with something odd in it, mostly.
    fn odd(&mut self) -> String {
        let (date, sku) = (self.date(), self.below(60));
        match self.below(60) {
            0 => format!("{date},\"SKU-{sku:03}\",\"L\"\"1\",{},\n", self.quantity()),
            1 => format!("{date},SKU-{sku:03},\"a\nb,{date},SKU\n\",{},3\n", self.quantity()),
            2 => format!("{date},sku-{sku:03},L1,3,2.5\n"),
            3 => "\n".to_owned(),
            4 => "Total,,,100,\n".to_owned(),
            5 => format!("{date},SKU-{sku:03},L1\n"),
            6 => format!(",SKU-{sku:03},L1,5,1\n"),
            7 => format!("{date},,L1,5,1\n"),
            8 => format!("{date},SKU-{sku:03},5\" pipe,7,1.5\r\n"),
            9 => format!("{date},SKU-{sku:03},\"L1\"x,7,1.5\n"),
            10 => format!("{date},SKU-{sku:03},L1,many,1.5\n"),
            11 => format!("{date},SKU-{sku:03},L1,,1.5\n"),
            12 => format!("{date},SKU-{sku:03},L1,4,free\n"),
            13 => format!("{date},1-Mar,L1,4,1\n"),
            14 => format!("{date} ,  SKU-{sku:03} ,='L1', 4 ,\u{a0}1\n"),
            15 => format!("{date},Größe {sku},L1,4,1\n"),
            16 => "date,item,location,quantity,price\n".to_owned(),
            17 => format!("\"{date}\",\"SKU-{sku:03}\",\"L1\",\"12\",\"1.5\"\n"),
            18 => format!("{date},SKU-{sku:03},L1,1000000000000000,1\n"),
            19 => format!("{date},SKU-{sku:03},L\u{1}1,5,1\n"),
            20 => format!("{date},\"SKU-{sku:03},L1,5,1\n"),
            21 => format!("{date},SKU-{sku:03},L1,\"1,234.5\",1\n"),
            _ => self.row(),
        }
    }

    /// A row of items with several kinds of names, now and then an odd one.
    fn mixed(&mut self) -> String {
        let (odd, row) = (self.below(3) == 0, self.row());
        let begins = ["SKU-0", "", "7", "SKU"][self.below(4) as usize];
        if odd { self.odd() } else { row.replace("SKU-0", begins) }
    }

    fn file(&mut self, header: &str, rows: usize, row: fn(&mut Rows) -> String) -> String {
        let mut text = header.to_owned();
        (0..rows).for_each(|_| text.push_str(&row(self)));
        text
    }
}

const HEADER: &str = "date,item,location,quantity,price\n";

fn by_location() -> PolicyFile {
    let text =
        r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item", "location"]}"#;
    segmented_safety_stock::policy::read(text).unwrap().0
}

fn policy(text: &str) -> PolicyFile {
    let text = format!(r#"{{"format": "segmented-safety-stock/policy", "version": 1, {text}}}"#);
    segmented_safety_stock::policy::read(&text).unwrap().0
}

#[test]
fn plain_rows() {
    let text = Rows(1).file(HEADER, 9_000, Rows::row);
    let driven = check(text.as_bytes(), &by_location());
    assert_eq!(driven, Driven { parts: 7, again: 0, alone: false });
    check(text.replace('\n', "\r\n").as_bytes(), &PolicyFile::default());
    check(text.replace('\n', "\r").as_bytes(), &PolicyFile::default());
    check(text.replace('\n', "\n\r").as_bytes(), &PolicyFile::default());
    check(text.trim_end().as_bytes(), &PolicyFile::default());
}

#[test]
fn odd_rows() {
    for seed in 0..1 {
        let text = Rows(seed).file(HEADER, 9_000, Rows::odd);
        check(text.as_bytes(), &by_location());
        check(text.replace('\n', "\r\n").as_bytes(), &by_location());
    }
}

/// Where an item was said to be a total, each row is judged by itself.
#[test]
fn rows_read_together_say_what_they_say_one_by_one() {
    let together = by_location();
    let mut asked = session(&together);
    whole(&mut asked, Rows(1).file(HEADER, 9, Rows::row).as_bytes());
    let Answer::Files(files) = asked.ask(&Request::Files { policy: Box::new(together.clone()) }) else {
        panic!("no files")
    };
    let mut dialect = DialectChoice::default();
    dialect.totals.insert("nothing".to_owned(), "total".to_owned());
    let chosen = ColumnMatch { dialect: Some(dialect), ..ColumnMatch::default() };
    let mut one_by_one = together.clone();
    one_by_one.columns.insert(files.files[0].fingerprint.clone(), chosen);
    for (seed, row) in [(11, Rows::row as fn(&mut Rows) -> String), (12, Rows::odd), (13, Rows::mixed)] {
        let text = Rows(seed).file(HEADER, 9_000, row);
        let [one, other] = [&together, &one_by_one].map(|policy| read_as(text.as_bytes(), policy));
        same(&one, &other, "rows one by one");
    }
}

#[test]
fn line_ends_inside_quotes_across_every_cut() {
    fn row(rows: &mut Rows) -> String {
        let date = rows.date();
        format!("{date},SKU-{:03},\"{}\",3,1\n", rows.below(9), format!("{date},SKU-1,L,9,9\n").repeat(40))
    }
    let text = Rows(9).file(HEADER, 500, row);
    let driven = check(text.as_bytes(), &PolicyFile::default());
    assert!(driven.again > 4 && !driven.alone, "{driven:?}");
}

#[test]
fn filters_kept_columns_and_chosen_units() {
    fn row(rows: &mut Rows) -> String {
        let (unit, kind) =
            (["pcs", "PCS", "box"][rows.below(3) as usize], ["web", "shop"][rows.below(2) as usize]);
        format!("{},SKU-{:03},{},{},{kind}\n", rows.date(), rows.below(40), rows.quantity(), unit)
    }
    let text = Rows(4).file("date,item,quantity,unit,kind\n", 20_000, row);
    check(text.as_bytes(), &PolicyFile::default());
    check(text.as_bytes(), &policy(r#""filters": {"demand": "kind = \"web\""}"#));
    let kept = r#""segmentation": {"dimensions": [{"kind": "column", "column": "kind"}]}"#;
    check(text.as_bytes(), &policy(kept));
}

#[test]
fn the_order_of_dates_may_be_proved_in_any_part() {
    fn row(rows: &mut Rows) -> String {
        format!(
            "{:02}/{:02}/24,SKU-{:03},{}\n",
            1 + rows.below(12),
            1 + rows.below(12),
            rows.below(40),
            1 + rows.below(9)
        )
    }
    let mut text = Rows(5).file("date,item,quantity\n", 17_000, row);
    check(text.as_bytes(), &PolicyFile::default());
    text.push_str("01/25/24,SKU-001,\"1.234,5\"\n");
    check(text.as_bytes(), &PolicyFile::default());
    text.push_str(&Rows(6).file("25/01/24,SKU-001,7\n", 3_000, row));
    check(text.as_bytes(), &PolicyFile::default());
}

#[test]
fn what_no_part_can_read_is_read_by_one_reader() {
    let text = Rows(7).file(HEADER, 9_000, Rows::row);
    let late = [text.as_bytes(), b"2024-05-05,Gr\xf6\xdfe,L1,3,1\n", text.as_bytes()].concat();
    check(&late, &PolicyFile::default());
    let second = [text.as_bytes(), b"\nitem,unit_cost,lead_time_days\nA,1,2\n", text.as_bytes()].concat();
    assert!(check(&second, &PolicyFile::default()).alone);
    let utf16: Vec<u8> = [0xfe_u8, 0xff].into_iter().chain(text.bytes().flat_map(|byte| [0, byte])).collect();
    assert_eq!(check(&utf16, &PolicyFile::default()), Driven::default());
    let open = format!("{text}2024-05-05,\"{},L1,3,1\n{text}", "x".repeat(3 << 20));
    assert!(check(open.as_bytes(), &PolicyFile::default()).alone);
}

#[test]
fn an_open_quote_at_the_end_is_found_by_the_last_part() {
    let text = Rows(8).file(HEADER, 9_000, Rows::row) + "2024-05-05,\"SKU-1,L1,3,1\n";
    check(format!("{text}{}", Rows(9).file("", 3_000, Rows::row)).as_bytes(), &PolicyFile::default());
}

/// Demand of the corpus, its rows repeated until parts are worth while.
#[test]
fn awkward_files_of_the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut read = 0;
    for room in ["date", "delimiter", "domain", "encoding", "number", "sku", "structure", "micro"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(room)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files.into_iter().filter(|file| file.is_file()).step_by(12) {
            let bytes = std::fs::read(&file).unwrap();
            let end = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            let rows = &bytes[end..];
            if rows.is_empty() {
                continue;
            }
            let times = 1 + (330 << 10) / rows.len();
            let grown = [&bytes[..end], &rows.repeat(times)].concat();
            read += u32::from(check_cut(&grown, &PolicyFile::default(), &[(3, 17, 10_007)]).parts > 0);
        }
    }
    assert!(read > 1, "{read} files were read in parts");
}
