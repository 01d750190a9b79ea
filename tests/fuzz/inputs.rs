//! What goes in: files of the corpus, cut, mixed and spoiled as a seed says. An input is made from its target's
//! seed and its own number alone, so that one that failed can be made again.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Inputs a target.
fn inputs() -> u64 {
    std::env::var("FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// A stream of numbers from a seed.
///
/// # Source
/// Vigna, *`SplitMix64`*.
pub struct Numbers(u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Files below 2,000 bytes of a folder of `tests`: what mutation starts from.
pub fn seeds(of: &str) -> Vec<Vec<u8>> {
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
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(of), &mut seeds);
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

/// One of the seeds with up to six changes.
pub fn mutated(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
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

/// Tries inputs mutated from the corpus; the target gets each with numbers of its own to choose by.
#[track_caller]
pub fn check(seed: u64, target: impl Fn(&[u8], &mut Numbers) + Sync) {
    check_from(&seeds("corpus"), seed, target);
}

/// As [`check`], from other seeds. Shares the inputs among the processor's cores.
#[track_caller]
pub fn check_from(seeds: &[Vec<u8>], seed: u64, target: impl Fn(&[u8], &mut Numbers) + Sync) {
    let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    thread::scope(|scope| {
        for worker in 0..workers {
            let target = &target;
            scope.spawn(move || {
                for input in (worker..inputs()).step_by(workers as usize) {
                    let mut numbers = Numbers((seed << 40) + input);
                    let bytes = mutated(seeds, &mut numbers);
                    let started = Instant::now();
                    let tried = catch_unwind(AssertUnwindSafe(|| target(&bytes, &mut numbers)));
                    if let Err(panic) = tried {
                        eprintln!("input {input} of seed {seed}: {:?}", String::from_utf8_lossy(&bytes));
                        resume_unwind(panic);
                    }
                    let spent = started.elapsed();
                    assert!(spent < Duration::from_secs(2), "{spent:?} for input {input} of seed {seed}");
                }
            });
        }
    });
}
