//! Memory that ends, at every place where it can: in words, with everything that was loaded before still there.
//!
//! The allocator here refuses what it is told to: in a tab the browser does. What asks for memory before it uses it
//! ends in an answer. What does not ends the program, here as there, where the page puts another worker in its place
//! and reads the files again; so each refusal has a process of its own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]
#![allow(unsafe_code, reason = "an allocator that refuses is one, and no safe code can be one")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::part::Merged;
use segmented_safety_stock::session::Session;
use segmented_safety_stock::session::part::Part;

/// Passes on to the system's allocator, unless it is to refuse.
struct Refusing;

/// Bytes from which on a list is a large one.
const LARGE: usize = 32 << 10;
static LIVE: AtomicU64 = AtomicU64::new(0);
/// Bytes that may be live at a time.
static MOST: AtomicU64 = AtomicU64::new(u64::MAX);
/// Large ones until one is refused.
static UNTIL: AtomicU64 = AtomicU64::new(u64::MAX);
/// Large ones asked for since it was watched.
static ASKED: AtomicU64 = AtomicU64::new(0);
static PEAK: AtomicU64 = AtomicU64::new(0);

fn refuses(bytes: usize, more: usize) -> bool {
    let large = bytes >= LARGE;
    let number = if large { ASKED.fetch_add(1, Relaxed) + 1 } else { 0 };
    let live = LIVE.load(Relaxed) + more as u64;
    PEAK.fetch_max(live, Relaxed);
    large && (number == UNTIL.load(Relaxed) || live > MOST.load(Relaxed))
}

// SAFETY: every call is the system allocator's own, or gives null, which is how an allocator refuses.
unsafe impl GlobalAlloc for Refusing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if refuses(layout.size(), layout.size()) {
            return std::ptr::null_mut();
        }
        LIVE.fetch_add(layout.size() as u64, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as u64, Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The old one goes only when the new one is there.
        if refuses(size, size) {
            return std::ptr::null_mut();
        }
        LIVE.fetch_add(size as u64, Relaxed);
        LIVE.fetch_sub(layout.size() as u64, Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Refusing = Refusing;

/// How the large file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Whole,
    Parts,
}

/// How a process of its own says what came of it.
const IN_WORDS: i32 = 10;
const WORKED_OUT: i32 = 11;

const SMALL: &str =
    "item,location,date,quantity,price\nA,X,2024-01-01,5,2\nA,X,2024-01-09,6,2\nB,X,2024-02-01,7,3\n";
const ROWS: usize = 8_000;

fn large() -> String {
    let mut text = "date,item,location,quantity,price\n".to_owned();
    for row in 0..ROWS {
        let (month, day) = (1 + row * 12 / ROWS, 1 + row % 28);
        let _ = writeln!(
            text,
            "2024-{month:02}-{day:02},ITEM-{:04},DC-{},{},{}",
            row * 7 % 199,
            row % 4,
            1 + row % 9,
            row % 50
        );
    }
    text
}

fn policy() -> Box<PolicyFile> {
    let text =
        r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item", "location"]}"#;
    let opened = Session::new(None).ask(&Request::OpenPolicy { name: String::new(), text: text.into() });
    let Answer::Policy(opened) = opened else { panic!("{opened:?}") };
    Box::new(opened.policy)
}

/// Everything that is said of the files that are there.
fn told(session: &mut Session, policy: &PolicyFile) -> Vec<Answer> {
    let policy = Box::new(policy.clone());
    let export = Request::Export { policy: policy.clone(), what: Export::ItemResults, form: CsvForm::Plain };
    [Request::Files { policy: policy.clone() }, Request::Summary { policy }, export]
        .iter()
        .map(|request| session.ask(request))
        .collect()
}

fn shown(answers: &[Answer]) -> String {
    serde_json::to_string(answers).unwrap()
}

fn feed(session: &mut Session, slot: u32, text: &str, way: Way) -> Answer {
    let bytes = text.as_bytes();
    session.open(slot, "large.csv", bytes.len() as f64);
    let head = bytes.len().min(300 << 10);
    let plan = if way == Way::Parts {
        session.push(slot, &bytes[..head]);
        session.plan(slot)
    } else {
        Vec::new()
    };
    if !plan.is_empty() {
        let middle = bytes.len() as u64 / 2;
        for (from, to) in [(0, middle), (middle, bytes.len() as u64)] {
            let mut part = Part::new(&plan, from, to);
            let start = part.start() as usize;
            for piece in bytes[start..].chunks(100 << 10) {
                if part.push(piece) {
                    break;
                }
            }
            if session.merge(slot, &part.take()) == Merged::NoRoom {
                break;
            }
        }
        return session.close(slot);
    }
    session.open(slot, "large.csv", bytes.len() as f64);
    for piece in bytes.chunks(100 << 10) {
        session.push(slot, piece);
        if !session.has_room(slot) {
            break;
        }
    }
    session.close(slot)
}

fn code(answer: &Answer) -> &str {
    match answer {
        Answer::Failure(failure) => &failure.code,
        _ => "",
    }
}

/// A session that has worked with a small file, then is given a large one; whether that one was worked out.
fn reads_and_answers(way: Way, most: u64, until: u64) -> bool {
    let (policy, text) = (policy(), large());
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy.clone() });
    feed(&mut session, 0, SMALL, Way::Whole);
    let before = shown(&told(&mut session, &policy));
    ASKED.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    MOST.store(most.saturating_add(LIVE.load(Relaxed)), Relaxed);
    UNTIL.store(until, Relaxed);
    let fed = feed(&mut session, 1, &text, way);
    let read = matches!(fed, Answer::FileRead(_));
    let answers = if read { told(&mut session, &policy) } else { vec![fed] };
    MOST.store(u64::MAX, Relaxed);
    UNTIL.store(u64::MAX, Relaxed);
    println!("asked {} peak {}", ASKED.load(Relaxed), PEAK.load(Relaxed));
    let failed: Vec<&str> = answers.iter().map(code).filter(|code| !code.is_empty()).collect();
    for code in &failed {
        assert_eq!(*code, "out_of_memory", "{answers:?}");
    }
    if read && failed.is_empty() {
        return true;
    }
    session.ask(&Request::Forget { slot: 1 });
    assert_eq!(shown(&told(&mut session, &policy)), before, "what was there before has changed");
    assert!(matches!(feed(&mut session, 1, &text, way), Answer::FileRead(_)), "it is not read later either");
    false
}

/// Runs in a process of its own, on request.
#[test]
fn a_process_of_its_own() {
    let Ok(asked) = std::env::var("MEMORY_ENDS") else { return };
    let mut asked = asked.split(' ');
    let way = if asked.next() == Some("parts") { Way::Parts } else { Way::Whole };
    let [most, until] = [(); 2].map(|()| asked.next().unwrap().parse().unwrap());
    let whole = reads_and_answers(way, most, until);
    std::process::exit(if whole { WORKED_OUT } else { IN_WORDS });
}

/// How such a process ended, and what it said.
fn run(way: Way, most: u64, until: u64) -> (ExitStatus, String) {
    let way = if way == Way::Parts { "parts" } else { "whole" };
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_process_of_its_own", "--nocapture"])
        .env("MEMORY_ENDS", format!("{way} {most} {until}"))
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    (output.status, said.concat())
}

/// Large lists asked for, and most bytes live, where nothing is refused.
fn watched(way: Way) -> (u64, u64) {
    let (status, said) = run(way, u64::MAX, u64::MAX);
    assert_eq!(status.code(), Some(WORKED_OUT), "{said}");
    let figure =
        |name: &str| said.split(name).nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
    (figure("asked "), figure("peak "))
}

/// Does something for many numbers, several at a time.
fn each(numbers: impl Iterator<Item = u64>, check: impl Fn(u64) + Sync) {
    let numbers: Vec<u64> = numbers.collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(number) = numbers.get(next.fetch_add(1, Relaxed)) {
                    check(*number);
                }
            });
        }
    });
}

/// However little memory there is, the large file is worked out or refused in words.
#[track_caller]
fn check_less_and_less(way: Way) {
    let (_, peak) = watched(way);
    let (worked_out, in_words) = (AtomicU64::new(0), AtomicU64::new(0));
    each((0..=16).map(|step| peak * step / 15), |most| {
        let (status, said) = run(way, most, u64::MAX);
        match status.code() {
            Some(WORKED_OUT) => worked_out.fetch_add(1, Relaxed),
            Some(IN_WORDS) => in_words.fetch_add(1, Relaxed),
            _ => panic!("{way:?} with {most} bytes: {status}\n{said}"),
        };
    });
    assert!(worked_out.into_inner() >= 1 && in_words.into_inner() >= 8);
}

#[test]
fn too_little_memory_for_a_file_read_by_one_reader_is_said() {
    check_less_and_less(Way::Whole);
}

#[test]
fn too_little_memory_for_a_file_read_in_parts_is_said() {
    check_less_and_less(Way::Parts);
}

/// Any one large list that is refused, first to last, ends in words or ends the program, and never in other numbers.
#[track_caller]
fn check_each(way: Way) {
    let (asked, _) = watched(way);
    let in_words = AtomicU64::new(0);
    each(1..=asked, |number| {
        let (status, said) = run(way, u64::MAX, number);
        match status.code() {
            // It was asked for only to be quicker.
            Some(WORKED_OUT) => {}
            Some(IN_WORDS) => _ = in_words.fetch_add(1, Relaxed),
            None => assert!(said.contains("memory allocation of"), "{way:?} without list {number}: {said}"),
            Some(_) => panic!("{way:?} without list {number}: {status}\n{said}"),
        }
    });
    assert!(in_words.into_inner() >= 4);
}

#[test]
fn each_large_list_may_be_refused_to_one_reader() {
    check_each(Way::Whole);
}

#[test]
fn each_large_list_may_be_refused_while_parts_are_read() {
    check_each(Way::Parts);
}
