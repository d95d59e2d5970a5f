//! The shape of the house: import order, sizes, headers, words that must not appear
//! (ARCHITECTURE.md). In a single crate nobody else enforces it.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer, left to right; modules of one layer never import each other.
const LAYERS: &[&[&str]] = &[
    &["timing"],
    &["text"],
    &["source"],
    &["diag"],
    &["model"],
    &["embedded"],
    &["vocabulary"],
    &["directory"],
    &["names"],
    &["read", "resolve", "check", "view", "style"],
    &["import"],
    &["project", "write"],
    &["batch"],
    &["output"],
    &["web"],
    &["cli"],
    &["main", "lib"],
];

const LONGEST_FILE: usize = 600;

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the checkout").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file");
        (path.strip_prefix(&root).expect("inside src").to_path_buf(), text)
    };
    files.into_iter().map(read).collect()
}

/// The module of a file: its folder, or its own name at the top.
fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a path").to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("module `{module}` has no place in the order"))
}

/// The part of a file that is built into the program.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn imports_run_from_left_to_right() {
    for (path, text) in sources() {
        let from = module(&path);
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for found in code.split("crate::").skip(1) {
                let braces = found.trim_start_matches('{');
                let names: Vec<&str> = if found.starts_with('{') {
                    braces.trim_end_matches(['}', ';']).split(',').map(str::trim).collect()
                } else {
                    vec![braces]
                };
                for name in names {
                    let to: String =
                        name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    if to.is_empty() || to == from {
                        continue;
                    }
                    assert!(
                        layer(&to) < layer(&from),
                        "{}:{}: `{from}` must not import `{to}`",
                        path.display(),
                        number + 1
                    );
                }
            }
        }
    }
}

#[test]
fn files_say_what_they_do_and_stay_small() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} opens with //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for word in ["utils", "util", "helpers", "helper", "common", "manager", "misc", "types"] {
            assert_ne!(name, word, "{}", path.display());
        }
    }
    let main =
        sources().into_iter().find(|(path, _)| path == Path::new("main.rs")).expect("main.rs");
    assert!(main.1.lines().count() <= 15, "main.rs says what the program does in one screen");
}

#[test]
fn only_the_right_module_does_it() {
    // (what, where alone it may stand)
    let rules: &[(&str, &[&str])] = &[
        ("println!", &[]),
        ("eprintln!", &[]),
        ("std::io::stdout", &["cli"]),
        ("std::io::stderr", &["cli"]),
        ("process::exit", &[]),
        ("SystemTime", &[]),
        ("Instant::now", &["timing"]),
        ("fs::read", &["project", "output"]),
        ("fs::File", &["project", "output"]),
        ("fs::write", &["output"]),
        ("use typst", &["write"]),
        ("use rust_xlsxwriter", &["write"]),
        ("use calamine", &["read"]),
        (".unwrap()", &[]),
        ("todo!", &[]),
        ("unimplemented!", &[]),
        ("dbg!", &[]),
    ];
    for (path, text) in sources() {
        let module = module(&path);
        for (number, line) in without_tests(&text).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (what, places) in rules {
                let allowed = places.contains(&module.as_str());
                let place = format!("{}:{}", path.display(), number + 1);
                assert!(allowed || !line.contains(what), "{place}: `{what}` does not belong here");
            }
        }
    }
}

/// The page comes from the program alone, and its parts stay small.
#[test]
fn the_page_asks_nobody_else_and_runs_no_inline_code() {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/page");
    files_below(&root, &mut files);
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let shown = path.display();
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{shown} has {lines} lines");
        for (number, line) in text.lines().enumerate() {
            let place = format!("{shown}:{}", number + 1);
            let outside = line.replace("http://www.w3.org/2000/svg", "");
            assert!(!outside.contains("http://") && !outside.contains("https://"), "{place}");
            for word in ["eval(", "new Function(", ".innerHTML", "document.write("] {
                assert!(!line.contains(word), "{place}: {word}");
            }
            if path.extension().is_some_and(|ending| ending == "html") {
                for word in [" style=", " onclick=", "<style", "javascript:", "<script>"] {
                    assert!(!line.contains(word), "{place}: {word}");
                }
            }
        }
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the checkout").flatten() {
        let path = entry.path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

#[test]
fn only_one_file_names_the_engine() {
    for (path, text) in sources() {
        let names_it =
            text.lines().any(|line| line.starts_with("use typst") || line.contains("typst_"));
        assert!(!names_it || path == Path::new("write/typst.rs"), "{}", path.display());
    }
}
