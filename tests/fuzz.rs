//! What the fuzzer does, without a fuzzer: the targets and the first inputs of `fuzz/`, changed at
//! random for some seconds each.
//!
//! `DANHMUC_FUZZ` says how many seconds; what it finds stands in `fuzz/artifacts/<target>/`. It is
//! blind to what a change reaches, so that `fuzz/run` finds in an hour what this does not in a day;
//! but it runs wherever the tests run, and a reader that stumbles does so at once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use danhmuc::{diag, directory, import, model, names, read, source, text};

#[path = "../fuzz/src/compound.rs"]
mod compound;
#[path = "../fuzz/src/package.rs"]
mod package;
#[path = "../fuzz/src/page.rs"]
mod page;
#[path = "../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../fuzz/src/targets.rs"]
mod targets;
#[path = "../fuzz/src/truths.rs"]
mod truths;
#[path = "../fuzz/src/words.rs"]
mod words;

/// The largest input, as in `fuzz/run`.
const LARGEST: usize = 64 * 1024;

/// An input may take so long where nothing else runs; beside other tests it may take longer.
const SLOW: Duration = Duration::from_secs(20);

/// What the readers look for, as the fuzzer has it, and what plans are made of.
const WORDS: &str = include_str!("../fuzz/dict/markup.dict");
const OF_PLANS: &[&str] = &[
    "\n",
    "\r",
    "\t",
    ";",
    ",",
    ":",
    "- ",
    "(",
    ")",
    "“",
    "”",
    "/",
    "1. ",
    "1.1. ",
    "a) ",
    "đ) ",
    "I. ",
    "100. ",
    "Sở Y tế ",
    "UBND các xã ",
    "chủ trì",
    "phối hợp với ",
    "Giao ",
    " và ",
    "trước ngày ",
    "31/12/2026",
    "Quý I",
    "Điều 1. ",
    "Nơi nhận:",
    "KẾ HOẠCH\n",
    "NHIỆM VỤ",
    "\u{301}",
    "\u{202E}",
    "\u{0}",
    "\u{FEFF}",
    "ƣ",
    "đồng chí ",
    "các sở, ban, ngành",
];

fn seconds() -> f64 {
    std::env::var("DANHMUC_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(1.0)
}

/// The first inputs of each target.
fn corpus() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut corpus: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    for folder in ["tests/files", "tests/formats", "tests/plans", "seeds", "fuzz/seeds"] {
        let mut files = Vec::new();
        files_below(&root.join(folder), &mut files);
        files.sort();
        for path in files {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("a file of the checkout");
            for (target, _, input) in seeds::inputs(&name, bytes) {
                if input.len() <= LARGEST {
                    corpus.entry(target).or_default().push(input);
                }
            }
        }
    }
    corpus
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the checkout").flatten() {
        let path = entry.path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % bound.max(1)
    }
}

/// The words of the dictionary: `"\x00<row"`.
fn dictionary() -> Vec<Vec<u8>> {
    let quoted = |line: &str| {
        let inside = line.split_once('"')?.1.rsplit_once('"')?.0;
        Some(inside.replace("\\\"", "\"").replace("\\\\", "\\").into_bytes())
    };
    let mut words: Vec<Vec<u8>> = WORDS.lines().filter_map(quoted).collect();
    words.extend(OF_PLANS.iter().map(|word| word.as_bytes().to_vec()));
    words
}

/// Some changes of an input.
fn changed(input: &[u8], others: &[Vec<u8>], words: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let size = chance.below(9);
        let length = 1 + chance.below(1 << size);
        let end = (at + length).min(bytes.len());
        match chance.below(8) {
            0 => drop(bytes.splice(at..end, [])),
            1 => drop(bytes.splice(at..at, words[chance.below(words.len())].clone())),
            2 => drop(bytes.splice(at..end, words[chance.below(words.len())].clone())),
            3 => {
                let again = bytes[at..end].repeat(1 + chance.below(8));
                bytes.splice(at..at, again);
            }
            4 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            5 if at < bytes.len() => {
                bytes[at] = u8::try_from(chance.below(256)).unwrap_or_default()
            }
            6 => {
                let to = chance.below(bytes.len() + 1);
                let piece = bytes[at..end].to_vec();
                bytes.splice(to..to, piece);
            }
            _ if !others.is_empty() => {
                let other = &others[chance.below(others.len())];
                let from = chance.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {}
        }
    }
    bytes.truncate(LARGEST);
    bytes
}

/// Runs a target until its time is over; gives how many inputs it had and what it stumbled over.
fn drive(target: &targets::Target, seeds: &[Vec<u8>], time: Duration) -> (usize, Vec<String>) {
    let words = dictionary();
    let name = target.name.bytes().fold(88_172_645_463_325_252_u64, |all, one| {
        all.wrapping_mul(31).wrapping_add(u64::from(one))
    });
    let (mut chance, mut found, mut runs) = (Chance(name | 1), Vec::new(), 0);
    let start = Instant::now();
    let nothing = [Vec::new()];
    let seeds = if seeds.is_empty() { &nothing[..] } else { seeds };
    while start.elapsed() < time && found.len() < 5 {
        // The seeds as they are first.
        let input = match seeds.get(runs) {
            Some(seed) => seed.clone(),
            None => {
                let seed = &seeds[chance.below(seeds.len())];
                changed(seed, seeds, &words, &mut chance)
            }
        };
        let begun = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| targets::run(target.name, &input)));
        runs += 1;
        if held.is_err() || begun.elapsed() > SLOW {
            let folder =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/artifacts").join(target.name);
            std::fs::create_dir_all(&folder).expect("a folder of the checkout");
            let file = folder.join(format!("driver-{runs}"));
            std::fs::write(&file, &input).expect("a folder of the checkout");
            let how = if held.is_err() { "panic" } else { "slow" };
            found.push(format!("{how}: {}", file.display()));
        }
    }
    (runs, found)
}

#[test]
fn changed_files_break_no_reader() {
    let corpus = corpus();
    let time = Duration::from_secs_f64(seconds());
    let next = AtomicUsize::new(0);
    let findings = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            let work = || {
                while let Some(target) = targets::TARGETS.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let seeds = corpus.get(target.name).map_or(&[][..], Vec::as_slice);
                    let (runs, found) = drive(target, seeds, time);
                    println!("{}: {runs} inputs, {} seeds", target.name, seeds.len());
                    findings.lock().expect("one at a time").extend(found);
                }
            };
            // As the program's own threads have.
            let thread = std::thread::Builder::new().stack_size(8 * 1024 * 1024);
            thread.spawn_scoped(scope, work).expect("a thread");
        }
    });
    let findings = findings.into_inner().expect("no thread has broken");
    assert!(findings.is_empty(), "{findings:#?}");
}

/// Every target of the fuzzer is one that is driven here, and has a file there.
#[test]
fn every_target_of_the_fuzzer_is_driven() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_below(&root.join("fuzz/fuzz_targets"), &mut files);
    let stem = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut files: Vec<String> = files.iter().map(stem).collect();
    files.sort();
    let mut driven: Vec<&str> = targets::TARGETS.iter().map(|target| target.name).collect();
    driven.sort_unstable();
    assert_eq!(files, driven);
    let manifest = std::fs::read_to_string(root.join("fuzz/Cargo.toml")).expect("a manifest");
    assert!(driven.iter().all(|name| manifest.contains(&format!("name = \"{name}\""))));
}
