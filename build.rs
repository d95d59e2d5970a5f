//! Lists `templates/` and `seeds/agencies/` for the program to carry, so that a new style or a
//! new data file needs no Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::new();
    for (name, folder, endings) in [
        ("TEMPLATES", "templates", &["typ", "toml", "yaml"][..]),
        ("AGENCIES", "seeds/agencies", &["yaml"][..]),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), endings, &mut files)?;
        files.sort();
        let _ = writeln!(code, "/// Every file of `{folder}/`, by its path in it.");
        let _ = writeln!(code, "pub static {name}: &[(&str, &str)] = &[");
        for file in files {
            let inside = file.strip_prefix(root.join(folder)).map_err(io::Error::other)?;
            // Paths in the program have forward slashes on every system.
            let inside = inside.to_string_lossy().replace('\\', "/");
            let _ = writeln!(code, "    ({inside:?}, include_str!({:?})),", file.to_string_lossy());
        }
        code.push_str("];\n");
    }
    fs::write(out.join("embedded.rs"), code)
}

fn collect(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            collect(&path, endings, files)?;
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            files.push(path);
        }
    }
    Ok(())
}
