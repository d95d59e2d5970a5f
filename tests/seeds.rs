//! The five plans of `seeds/`: every task is there, leads are as the plans say, wordings are ours.

use danhmuc::batch::Choice;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use danhmuc::project::{Project, ProjectOptions};
use danhmuc::{batch, diag};

/// A seed: its name, tasks, groups, the codes of its check with their counts, the plan's file.
pub struct Seed {
    pub name: &'static str,
    pub tasks: usize,
    groups: usize,
    faults: &'static [(&'static str, usize)],
    plan: &'static str,
}

pub const SEEDS: &[Seed] = &[
    Seed {
        name: "thanh-hoa-1992",
        tasks: 47,
        groups: 10,
        faults: &[("lead-joint", 1)],
        plan: "thanh-hoa-quyet-dinh-1992-2023.txt",
    },
    Seed {
        name: "ha-tinh-111-nq-cp",
        tasks: 131,
        groups: 10,
        faults: &[("deadlines-missing", 1)],
        plan: "ha-tinh-ke-hoach-111-nq-cp-2024.txt",
    },
    Seed {
        name: "ha-tinh-57-kl-tu",
        tasks: 38,
        groups: 5,
        faults: &[("lead-joint", 1)],
        plan: "ha-tinh-du-thao-57-kl-tu.txt",
    },
    Seed {
        name: "ha-tinh-26-ctr-tu",
        tasks: 34,
        groups: 10,
        faults: &[("lead-missing", 33)],
        plan: "ha-tinh-chuong-trinh-26-ctr-tu-2023.txt",
    },
    Seed {
        name: "ha-tinh-01-ctr-tu-2025",
        tasks: 206,
        groups: 35,
        faults: &[("deadlines-missing", 1), ("lead-missing", 206)],
        plan: "ha-tinh-chuong-trinh-01-ctr-tu-2025.txt",
    },
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn open(name: &str, draft: bool) -> Project {
    let options = ProjectOptions { draft, ..ProjectOptions::default() };
    Project::open(&root().join("seeds").join(name), &options).expect("the seed can be read")
}

#[test]
fn seeds_have_every_task_and_only_the_faults_of_their_plans() {
    for seed in SEEDS {
        let project = open(seed.name, false);
        let model = project.model.as_ref().expect("a model");
        assert_eq!(
            (model.tasks.len(), model.groups.len()),
            (seed.tasks, seed.groups),
            "{}",
            seed.name
        );
        let mut found: Vec<(&str, usize)> = Vec::new();
        for one in project.diagnostics.iter() {
            match found.iter_mut().find(|(code, _)| *code == one.fault.code) {
                Some((_, count)) => *count += 1,
                None => found.push((one.fault.code, 1)),
            }
        }
        found.sort_unstable();
        assert_eq!(found, seed.faults, "{}", seed.name);
        assert!(model.agencies.iter().all(|agency| agency.known), "{}", seed.name);
    }
}

#[test]
fn seeds_build_and_those_without_leads_as_drafts_alone() {
    for seed in SEEDS {
        let open_leads = seed.faults.iter().any(|(code, _)| *code == "lead-missing");
        assert_eq!(open(seed.name, false).diagnostics.errors() > 0, open_leads, "{}", seed.name);
        let project = open(seed.name, open_leads);
        assert_eq!(project.diagnostics.errors(), 0, "{}", seed.name);
        let mut diagnostics = diag::Diagnostics::default();
        let plan = batch::plan(&project, &Choice::default()).expect("a plan");
        let artifacts = batch::make(&plan, 1, &mut diagnostics).expect("built");
        let names: Vec<&str> = artifacts.iter().map(|artifact| artifact.name.as_str()).collect();
        assert_eq!(names, ["danh-muc.pdf", "danh-muc.docx", "danh-muc.xlsx", "ma-tran.pdf"]);
        assert!(diagnostics.is_empty(), "no row is taller than a page");
        let text = crate::pdf::Pdf::read(artifacts[0].bytes.clone()).text();
        assert_eq!(text.contains("DỰ THẢO"), project.mode == danhmuc::model::Mode::Draft);
    }
}

/// The plans themselves, where they lie beside the checkout; CI has them.
fn plans() -> Option<PathBuf> {
    let folder = root().join("../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "CI has ../shared/seeds");
    eprintln!("skipped: no ../shared/seeds beside the checkout");
    None
}

/// The words between spaces, so that "95/2022/NQ-HĐND" is one.
fn words(text: &str) -> Vec<String> {
    let text = danhmuc::text::nfc(text).to_lowercase();
    let words =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_string).collect()
}

#[test]
fn wordings_are_not_the_sentences_of_the_plans() {
    /// A run of this many words is a sentence, or the name of a document.
    const RUN: usize = 10;
    let Some(folder) = plans() else { return };
    for seed in SEEDS {
        let plan = std::fs::read_to_string(folder.join(seed.plan)).expect("the plan");
        let plan = words(&plan);
        let runs: HashSet<&[String]> = plan.windows(RUN).collect();
        let project = open(seed.name, false);
        let model = project.model.as_ref().expect("a model");
        let (mut all, mut shared) = (0, 0);
        for task in &model.tasks {
            for run in words(&task.content.value).windows(RUN) {
                all += 1;
                shared += usize::from(runs.contains(run));
            }
        }
        // Names of documents and programmes are facts, and long.
        assert!(shared * 100 < all * 3, "{}: {shared} of {all} runs are the plan's", seed.name);
    }
}

#[test]
fn leads_and_supports_of_the_keyed_plan_are_those_of_the_key() {
    let Some(folder) = plans() else { return };
    let key = folder.join("../gold/ha-tinh-ke-hoach-111-nq-cp-2024.jsonl");
    let key = std::fs::read_to_string(key).expect("the key");
    let project = open("ha-tinh-111-nq-cp", false);
    let model = project.model.as_ref().expect("a model");
    let lines: Vec<serde_json::Value> =
        key.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(lines.len(), model.tasks.len());
    let folded = |texts: Vec<&str>| {
        let mut keys: Vec<String> = texts.into_iter().map(danhmuc::text::key).collect();
        keys.sort();
        keys
    };
    for (line, task) in lines.iter().zip(&model.tasks) {
        for (field, ours) in [("lead", &task.lead), ("support", &task.support)] {
            let theirs = line[field].as_array().expect("a list").iter().filter_map(|v| v.as_str());
            let ours = ours.iter().map(|one| &*one.text).collect();
            assert_eq!(folded(ours), folded(theirs.collect()), "{field} of {}", line["line"]);
        }
    }
}

#[test]
fn seeds_are_composed_unicode() {
    fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                texts(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "toml") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    texts(&root().join("seeds"), &mut found);
    assert!(found.len() > 10);
    for path in found {
        let text = std::fs::read_to_string(&path).expect("a text");
        assert_eq!(text, danhmuc::text::nfc(&text), "{}", path.display());
    }
}
