//! Plans and their keys → scores, held in `plans/scores.tsv`: a score may only rise.
//!
//! Plans without a key, the seeds of `../shared`, are held by the rows that they gave
//! (`plans/seed-rows.tsv`). `DANHMUC_RAISE=1 cargo test --release ratchet` writes both files anew after a
//! gain; it refuses to write a loss of a plan with a key.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use danhmuc::text::key;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::imports::{imported, list, root, shared, text};

/// Names of bodies in comparison form.
pub fn names(value: &Value, name: &str) -> BTreeSet<String> {
    list(value, name).iter().filter_map(Value::as_str).map(key).collect()
}

/// Tasks found, in the key, with the right content, and right in all.
#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    pub found: usize,
    pub keyed: usize,
    pub contents: usize,
    pub right: usize,
}

impl Score {
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.keyed) as f64
    }

    pub fn recall(self) -> f64 {
        self.contents as f64 / self.keyed as f64
    }

    pub fn add(&mut self, other: Score) {
        self.found += other.found;
        self.keyed += other.keyed;
        self.contents += other.contents;
        self.right += other.right;
    }
}

/// A content without the deadline that closes it, with the words before the date: a row may state it in its column.
fn without_deadline(content: &str, deadline: &str) -> Option<String> {
    const BEFORE: &[&str] = &[
        "hoàn thành",
        "hoàn tất",
        "xong",
        "thời gian",
        "thời hạn",
        "tiến độ",
        "chậm nhất",
        "trước",
        "trong",
        "đến hết",
        "đến",
        "vào",
        "từ",
        "là",
        "định kỳ",
        "ngày",
        "gửi",
    ];
    let mut date = key(deadline);
    while let Some(rest) = BEFORE.iter().find_map(|w| date.strip_prefix(&format!("{w} "))) {
        date = rest.to_string();
    }
    let mut short =
        key(content).strip_suffix(date.as_str()).filter(|_| date.len() > 3)?.trim_end().to_string();
    while let Some(rest) = BEFORE.iter().find_map(|w| short.strip_suffix(&format!(" {w}"))) {
        short = rest.trim_end().to_string();
    }
    (!short.is_empty()).then_some(short)
}

/// A content without the words of duty before it, which belong to the body and to the task alike.
fn bare_duty(content: &str) -> String {
    content.strip_prefix("có trách nhiệm ").unwrap_or(content).to_string()
}

/// The score, and the rows that are missed, differ or are too many.
pub fn compared(found: &Value, keys: &str) -> (Score, Vec<String>) {
    let tasks = list(found, "tasks");
    let mut free: Vec<Option<&Value>> = tasks.iter().map(Some).collect();
    let mut score = Score { found: tasks.len(), ..Score::default() };
    let mut differing = Vec::new();
    for line in keys.lines().filter(|line| !line.trim().is_empty()) {
        let wanted: Value = serde_json::from_str(line).expect("a line of JSON");
        score.keyed += 1;
        let alternatives = wanted["alt"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let written = std::iter::once(text(&wanted, "content")).chain(alternatives);
        let contents: Vec<String> = written
            .flat_map(|content| {
                let short = without_deadline(content, text(&wanted, "deadline"));
                std::iter::once(key(content)).chain(short)
            })
            .collect();
        // With or without the deadline that closes it, as either side words it.
        let fits = |task: &Option<&Value>| {
            task.is_some_and(|task| {
                let (content, date) = (text(task, "content"), text(task, "deadline"));
                let forms = || contents.iter().map(|content| bare_duty(content));
                forms().any(|form| {
                    let own = key(content);
                    form == bare_duty(&own)
                        || without_deadline(&form, date).is_some_and(|short| short == own)
                        || without_deadline(content, date).is_some_and(|short| short == form)
                })
            })
        };
        let same = |task: &Option<&Value>| {
            task.is_some_and(|task| {
                ["lead", "support"].iter().all(|list| names(task, list) == names(&wanted, list))
            })
        };
        let exact = free.iter().position(|task| fits(task) && same(task));
        let Some(index) = exact.or_else(|| free.iter().position(fits)) else {
            differing.push(format!("  missed {}: {}", wanted["line"], shown(&wanted)));
            continue;
        };
        score.contents += 1;
        score.right += usize::from(exact.is_some());
        let task = free[index].take().expect("a free task");
        if exact.is_none() {
            differing.push(format!(
                "  {} has {}\n      key {}",
                text(task, "at"),
                shown(task),
                shown(&wanted)
            ));
        }
    }
    for task in free.into_iter().flatten() {
        differing.push(format!("  extra {}: {}", text(task, "at"), shown(task)));
    }
    (score, differing)
}

/// A task by what is judged of it.
fn shown(task: &Value) -> String {
    let bodies = |name| names(task, name).into_iter().collect::<Vec<_>>().join("; ");
    let content: String = text(task, "content").chars().take(80).collect();
    format!("[{} | {}] {content}", bodies("lead"), bodies("support"))
}

/// Our own plans: the files and their keys.
pub fn own_plans() -> Vec<(PathBuf, String)> {
    let mut plans = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/plans")).expect("the plans").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            let keys = std::fs::read_to_string(&path).expect("a key");
            let plan = ["txt", "docx"].iter().map(|ending| path.with_extension(ending));
            plans.push((plan.into_iter().find(|plan| plan.is_file()).expect("its plan"), keys));
        }
    }
    plans.sort();
    plans
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn raises() -> bool {
    std::env::var_os("DANHMUC_RAISE").is_some()
}

/// The four counts that are stored of a plan; `None` for one that is new.
fn stored(text: &str, name: &str) -> Option<Score> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'))?;
    let counts: Vec<usize> =
        line.split('\t').map(|count| count.parse().expect("a count")).collect();
    let [found, keyed, contents, right] = counts[..] else { panic!("{name}: four counts") };
    Some(Score { found, keyed, contents, right })
}

#[test]
fn ratchet_of_plans_with_keys() {
    let path = root().join("tests/plans/scores.tsv");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let (mut after, mut losses, mut all) = (String::new(), Vec::new(), Score::default());
    let gold = shared("gold/ha-tinh-ke-hoach-111-nq-cp-2024.jsonl").zip(shared("seeds"));
    let gold = gold.map(|(keys, seeds)| {
        let keys = std::fs::read_to_string(keys).expect("the key");
        (seeds.join("ha-tinh-ke-hoach-111-nq-cp-2024.txt"), keys)
    });
    for (plan, keys) in own_plans().into_iter().chain(gold) {
        let name = file_name(&plan);
        let (score, differing) = compared(&imported(&plan, &[]), &keys);
        let lost = stored(&before, &name).is_some_and(|held| {
            score.f1() < held.f1() - 1e-9 || score.recall() < held.recall() - 1e-9
        });
        if lost {
            let held = stored(&before, &name).unwrap_or_default();
            losses.push(format!(
                "{name}: F1 {:.3} was {:.3}\n{}",
                score.f1(),
                held.f1(),
                differing.join("\n")
            ));
        }
        let Score { found, keyed, contents, right } = score;
        writeln!(after, "{name}\t{found}\t{keyed}\t{contents}\t{right}").expect("a line");
        all.add(score);
    }
    assert!(losses.is_empty(), "scores fell:\n{}", losses.join("\n"));
    eprintln!("plans with keys: F1 {:.3}, content recall {:.3} {all:?}", all.f1(), all.recall());
    if raises() {
        std::fs::write(&path, after).expect("the scores are written");
    }
}

/// A row in eight hexadecimal digits: its content and its bodies in comparison form.
fn row_of(task: &Value) -> String {
    let bodies = |name| names(task, name).into_iter().collect::<Vec<_>>().join(";");
    let row = format!("{}|{}|{}", key(text(task, "content")), bodies("lead"), bodies("support"));
    Sha256::digest(row.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn ratchet_of_plans_without_keys() {
    let Some(folder) = shared("seeds") else { return };
    let path = root().join("tests/plans/seed-rows.tsv");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut plans: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the seeds").flatten().map(|entry| entry.path()).collect();
    plans.sort();
    let (mut after, mut losses) = (String::new(), Vec::new());
    for plan in plans {
        let (name, found) = (file_name(&plan), imported(&plan, &[]));
        let rows: Vec<(String, &Value)> =
            list(&found, "tasks").iter().map(|task| (row_of(task), task)).collect();
        let held: Vec<(&str, &str)> = before
            .lines()
            .filter_map(|line| line.strip_prefix(name.as_str())?.trim_start().split_once('\t'))
            .collect();
        for (line, row) in &held {
            if !rows.iter().any(|(found, _)| found == row) {
                losses.push(format!("{name}: a row of line {line} is lost or other"));
            }
        }
        for (row, task) in &rows {
            if !held.is_empty() && !held.iter().any(|(_, held)| held == row) {
                losses.push(format!("{name}: {} is new: {}", text(task, "at"), shown(task)));
            }
            let line = text(task, "at").rsplit(' ').next().unwrap_or_default();
            writeln!(after, "{name}\t{line}\t{row}").expect("a line");
        }
    }
    if raises() {
        std::fs::write(&path, after).expect("the rows are written");
        eprintln!("{}", losses.join("\n"));
        return;
    }
    assert!(losses.is_empty(), "rows of the seeds changed:\n{}", losses.join("\n"));
}
