//! Files as offices make them, in `tests/files/`, against what a careful clerk expects of each.
//!
//! The files and their expectations are made by the scripts in `tests/files/make/`, independently
//! of the readers; `tests/files/make/README.md` says how values are compared.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::Program;

#[test]
fn every_file_is_read_as_a_clerk_would() {
    let expectations = expectations();
    assert!(expectations.len() >= 50, "{} files", expectations.len());
    let mut wrong = Vec::new();
    for path in &expectations {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let found = differences(path);
        if !found.is_empty() {
            wrong.push(format!("{name}\n  {}", found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} files differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// `tests/files/<file>.json`, sorted.
fn expectations() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let entries = std::fs::read_dir(folder).expect("the folder of files");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    found.sort();
    found
}

/// What differs between a file's expectation and what the program understood.
fn differences(expectation: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(expectation).expect("the expectation");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let file = expectation.with_extension("");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let program = Program::new().file(&name, std::fs::read(&file).expect("the file"));
    let output = program.run(&["show", &name]);
    let Ok(shown) = serde_json::from_str::<Value>(&output.stdout) else {
        return vec![format!("shows no JSON: {output}")];
    };
    let mut found = Vec::new();
    if expected["refused"] == Value::Bool(true) {
        if output.code != 1 {
            found.push(format!("exits {} instead of 1", output.code));
        }
        if shown["tasks"].as_array().is_some_and(|tasks| !tasks.is_empty()) {
            found.push("is read, but must be refused".to_string());
        }
    }
    document(&expected["document"], &shown["document"], "document", &mut found);
    groups(&expected, &shown, &mut found);
    tasks(&expected, &shown, &mut found);
    diagnostics(&expected, &shown, &name, &mut found);
    found
}

/// A text as it is compared: white space as one space.
fn folded(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn document(expected: &Value, shown: &Value, path: &str, found: &mut Vec<String>) {
    for (key, value) in expected.as_object().into_iter().flatten() {
        let path = format!("{path}.{key}");
        if value.is_object() {
            document(value, &shown[key], &path, found);
            continue;
        }
        let either = |value: &Value| match key.as_str() {
            "title" | "issuer" => folded(value).map(|text| text.to_uppercase()),
            _ => folded(value),
        };
        if either(value) != either(&shown[key]) {
            found.push(format!("{path}: {} instead of {value}", shown[key]));
        }
    }
}

fn groups(expected: &Value, shown: &Value, found: &mut Vec<String>) {
    let Some(expected) = expected["groups"].as_array() else { return };
    let none = Vec::new();
    let shown = shown["groups"].as_array().unwrap_or(&none);
    let expected: Vec<_> =
        expected.iter().map(|group| (group[0].as_u64(), folded(&group[1]))).collect();
    let shown: Vec<_> =
        shown.iter().map(|group| (group["level"].as_u64(), folded(&group["title"]))).collect();
    if expected != shown {
        found.push(format!("groups: {shown:?}\n    instead of {expected:?}"));
    }
}

fn tasks(expected: &Value, shown: &Value, found: &mut Vec<String>) {
    let Some(expected) = expected["tasks"].as_array() else { return };
    let none = Vec::new();
    let shown = shown["tasks"].as_array().unwrap_or(&none);
    if expected.len() != shown.len() {
        let contents: Vec<_> = shown.iter().filter_map(|task| folded(&task["content"])).collect();
        found.push(format!("{} tasks instead of {}: {contents:?}", shown.len(), expected.len()));
    }
    for (index, (wanted, task)) in expected.iter().zip(shown).enumerate() {
        for (key, value) in wanted.as_object().into_iter().flatten() {
            let (value, read) = match key.as_str() {
                "lead" | "deadline" => (folded(value), folded(&task[key]["text"])),
                "support" => {
                    let names = |list: &Value, text: &dyn Fn(&Value) -> Option<String>| {
                        let list = list.as_array().cloned().unwrap_or_default();
                        Some(list.iter().filter_map(text).collect::<Vec<_>>().join(" | "))
                    };
                    (names(value, &folded), names(&task[key], &|each| folded(&each["text"])))
                }
                "group" => {
                    let innermost = task[key].as_array().and_then(|path| folded(path.last()?));
                    let title = innermost.map(|text| match text.split_once(". ") {
                        Some((_, title)) => title.to_string(),
                        None => text,
                    });
                    (folded(value), title)
                }
                _ => (folded(value), folded(&task[key])),
            };
            if value != read {
                found.push(format!(
                    "task {}: {key} is {read:?}\n    instead of {value:?}",
                    index + 1
                ));
            }
        }
    }
}

fn diagnostics(expected: &Value, shown: &Value, name: &str, found: &mut Vec<String>) {
    let none = Vec::new();
    let place = |one: &Value| -> String {
        let at = one["at"].as_str().unwrap_or_default();
        let inside = at.strip_prefix(name).unwrap_or(at);
        inside.strip_prefix(" » ").unwrap_or(inside).to_string()
    };
    let code = |one: &Value| one["code"].as_str().unwrap_or_default().to_string();
    let read: Vec<(String, String)> = shown["diagnostics"]
        .as_array()
        .unwrap_or(&none)
        .iter()
        .map(|one| (code(one), place(one)))
        .collect();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let wanted: Vec<(String, String)> = expected["diagnostics"]
        .as_array()
        .unwrap_or(&none)
        .iter()
        .map(|pair| (text(&pair[0]), text(&pair[1])))
        .collect();
    for missing in wanted.iter().filter(|one| !read.contains(one)) {
        found.push(format!("does not say {missing:?}"));
    }
    if expected["silent"] == Value::Bool(true) {
        let tolerated: Vec<String> =
            expected["tolerated"].as_array().unwrap_or(&none).iter().map(text).collect();
        let unwanted =
            |one: &&(String, String)| !wanted.contains(one) && !tolerated.contains(&one.0);
        for extra in read.iter().filter(unwanted) {
            found.push(format!("says {extra:?}"));
        }
    }
}
