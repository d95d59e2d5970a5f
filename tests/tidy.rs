//! The shape of the house: import order, sizes, headers, words that must not appear
//! (ARCHITECTURE.md). In a single crate nobody else enforces it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer, left to right; modules of one layer never import each other.
const LAYERS: &[&[&str]] = &[
    &["memory", "timing"],
    &["text"],
    &["source"],
    &["diag"],
    &["model"],
    &["embedded"],
    &["vocabulary"],
    &["directory"],
    &["names"],
    &["read", "resolve", "check", "view", "style", "pairing"],
    &["collect", "import", "reassign", "compare"],
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
        // Where the bound of memory is passed an allocator cannot come back.
        ("process::exit", &["cli"]),
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

const LONGEST_FUNCTION: usize = 60;

/// Functions that are still longer. The list only shrinks.
const LONG_FUNCTIONS: &[&str] = &[];

#[test]
fn functions_fit_a_screen() {
    let mut long = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = without_tests(&text).lines().collect();
        for (first, line) in lines.iter().enumerate() {
            let Some(name) = function_name(line) else { continue };
            let margin = &line[..line.len() - line.trim_start().len()];
            let end = format!("{margin}}}");
            let is_on_a_line = line.ends_with('}') || line.ends_with(';');
            let last = lines[first..].iter().position(|line| *line == end);
            let length = last.filter(|_| !is_on_a_line).map_or(1, |last| last + 1);
            if length > LONGEST_FUNCTION {
                long.push(format!("{} {name}", path.display()));
            }
        }
    }
    shrinks(&long, LONG_FUNCTIONS);
}

/// The name of the function that begins on a line.
fn function_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub")
            || matches!(*word, "const" | "async" | "unsafe" | "in")
            || word.ends_with(')') && !word.contains("fn")
    });
    let is_function = words.next() == Some("fn");
    words.next().filter(|_| is_function)?.split(['(', '<']).next()
}

/// Holds what is found against a list of what is known.
fn shrinks(found: &[String], known: &[&str]) {
    let new: Vec<&String> = found.iter().filter(|one| !known.contains(&one.as_str())).collect();
    assert!(new.is_empty(), "{new:#?}");
    let gone: Vec<&&str> = known.iter().filter(|one| !found.iter().any(|it| it == *one)).collect();
    assert!(gone.is_empty(), "no longer there, take them off the list: {gone:#?}");
}

/// Pairs of modules of one folder that still need each other. The list only shrinks.
const CIRCLES: &[&str] = &[];

/// Of two files or folders that stand side by side, only one may need the other, directly or through
/// others. The `mod.rs` above them, which puts them together, does not count.
#[test]
fn no_circle_stands_in_a_folder() {
    let modules = modules();
    let mut needs: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (module, text) in &modules {
        for path in paths(text) {
            let Some(target) = resolve(module, &path, &modules, 8) else { continue };
            let shared = module.iter().zip(&target).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (module.get(shared), target.get(shared)) {
                let folder = module[..shared].join("/");
                needs.entry((folder, from.clone())).or_default().insert(to.clone());
            }
        }
    }
    let reaches = |folder: &String, from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            for to in needs.get(&(folder.clone(), next)).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        seen
    };
    let mut circles = BTreeSet::new();
    for (folder, from) in needs.keys().filter(|(folder, _)| !folder.is_empty()) {
        let round: Vec<String> = reaches(folder, from)
            .into_iter()
            .filter(|to| to == from || reaches(folder, to).contains(from))
            .collect();
        if round.contains(from) {
            circles.insert(format!("{folder}: {}", round.join(", ")));
        }
    }
    shrinks(&circles.into_iter().collect::<Vec<_>>(), CIRCLES);
}

type Modules = BTreeMap<Vec<String>, String>;

/// Every module by its path, without its comments and tests.
fn modules() -> Modules {
    let module = |(path, text): (PathBuf, String)| {
        let path = path.with_extension("");
        let mut names: Vec<String> =
            path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if names.last().is_some_and(|name| name == "mod") {
            names.pop();
        }
        let code = without_tests(&text).lines().map(|line| line.split("//").next().unwrap_or(""));
        (names, code.collect::<Vec<_>>().join(" "))
    };
    sources().into_iter().map(module).collect()
}

/// The paths that a module names: those of its `use` lines that it does not only give on, and those
/// in its code.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("use ") {
        code.push_str(before);
        let Some((tree, behind)) = after.split_once(';') else { break };
        let gives_on = before.trim_end().ends_with("pub") || before.trim_end().ends_with(')');
        if !gives_on {
            expand("", tree.trim(), &mut found);
        }
        rest = behind;
    }
    code.push_str(rest);
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let words = code.split(|c: char| !is_path(c));
    found.extend(words.filter(|word| word.contains("::")).map(str::to_string));
    found
}

/// The paths of a tree of imports: "a::{b, c::d}" is a::b and a::c::d.
fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
    let Some((head, inner)) = tree.split_once('{') else {
        found.push(format!("{before}{}", tree.split(" as ").next().unwrap_or("").trim()));
        return;
    };
    let inner = inner.trim_end().trim_end_matches('}');
    let before = format!("{before}{}", head.trim());
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[start..at].trim();
                if !part.is_empty() {
                    expand(&before, part, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// The module that a path leads to, through what the modules on its way give on.
fn resolve(from: &[String], path: &str, modules: &Modules, steps: usize) -> Option<Vec<String>> {
    let mut names: Vec<&str> = path.split("::").filter(|name| !name.is_empty()).collect();
    let mut at: Vec<String> = match *names.first()? {
        "crate" => Vec::new(),
        "self" | "super" => from.to_vec(),
        first => {
            let inside = [from, &[first.to_string()]].concat();
            modules.get(&inside)?;
            from.to_vec()
        }
    };
    if matches!(names[0], "crate" | "self") {
        names.remove(0);
    }
    while names.first() == Some(&"super") {
        names.remove(0);
        at.pop();
    }
    for name in names {
        let inside = [at.as_slice(), &[name.to_string()]].concat();
        if modules.contains_key(&inside) {
            at = inside;
            continue;
        }
        let given = modules.get(&at).and_then(|text| given_on(text, name));
        return match given {
            Some(path) if steps > 0 => resolve(&at, &path, modules, steps - 1).or(Some(at)),
            _ => Some(at),
        };
    }
    Some(at)
}

/// The path behind a name that a module gives on with `pub use`.
fn given_on(text: &str, name: &str) -> Option<String> {
    text.split("pub use ").skip(1).find_map(|after| {
        let mut found = Vec::new();
        expand("", after.split(';').next()?.trim(), &mut found);
        found.into_iter().find(|path| path.rsplit("::").next() == Some(name))
    })
}

/// What stands at the top of a checkout.
const TOP: &[&str] = &[
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "README.vi.md",
    "benches",
    "build.rs",
    "docs",
    "fuzz",
    "justfile",
    "output",
    "packaging",
    "rustfmt.toml",
    "seeds",
    "src",
    "templates",
    "tests",
];

/// The files that the project holds, as git tells them; none outside a checkout, which is said.
fn tracked() -> Vec<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let told = std::process::Command::new("git").args(["-C", root, "ls-files", "-z"]).output();
    let names = told.ok().filter(|told| told.status.success()).map(|told| told.stdout);
    let Some(names) = names else {
        eprintln!("not looked at: no git, or no checkout");
        return Vec::new();
    };
    let names = String::from_utf8_lossy(&names).into_owned();
    names.split('\0').filter(|name| !name.is_empty()).map(str::to_string).collect()
}

#[test]
fn nothing_strays_at_the_top() {
    let names: BTreeSet<String> = tracked()
        .iter()
        .map(|name| name.split('/').next().unwrap_or_default().to_string())
        .filter(|name| !TOP.contains(&name.as_str()))
        .collect();
    assert!(names.is_empty(), "not of the project: {names:?}");
}

#[test]
fn no_file_knows_the_paths_of_a_machine() {
    // Put together here, so that this file has none of them.
    let places = ["root", "work", "home", "tmp"].map(|name| format!("/{name}/"));
    // Examples of what the text of a panic must not give away.
    let examples = "src/cli/panics.rs";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for name in tracked().iter().filter(|name| *name != examples) {
        // What is no text, or was deleted, has no path in it.
        let Ok(text) = fs::read_to_string(root.join(name)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let begins = |place: &String| {
                line.match_indices(place.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && !"._-}/".contains(c))
                })
            };
            if places.iter().any(begins) {
                found.push(format!("{name}:{}", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "paths of a machine: {found:#?}");
}
