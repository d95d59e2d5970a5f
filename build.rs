//! Lists `templates/`, `seeds/` and the files of the page for the program to carry, so that a new
//! style, data file, sample or part of the page needs no Rust.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Files of the page.
const PAGE_ENDINGS: &[&str] = &["html", "css", "js", "svg", "png", "ico", "json", "txt", "woff2"];
/// Sources among the seeds.
const SEED_ENDINGS: &[&str] = &["yaml", "toml", "json", "xlsx", "docx"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::new();
    for (name, folder, endings) in [
        ("TEMPLATES", "templates", &["typ", "toml", "xml", "yaml"][..]),
        ("AGENCIES", "seeds/agencies", &["yaml"][..]),
        ("COMMUNES", "seeds/agencies/cap-xa", &["txt"][..]),
        ("TRANSFERS", "seeds/agencies/chuyen-giao", &["yaml"][..]),
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
            // The folders inside hold other kinds of data.
            if name == "AGENCIES" && inside.contains('/') {
                continue;
            }
            let path = in_checkout(folder, &inside);
            let _ = writeln!(code, "    ({inside:?}, include_str!({path})),");
        }
        code.push_str("];\n");
    }
    for (name, folder) in [("PAGE", "src/web/page"), ("SEEDS", "seeds")] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        let endings = if name == "PAGE" { PAGE_ENDINGS } else { SEED_ENDINGS };
        collect(&root.join(folder), endings, &mut files)?;
        files.sort();
        let _ = writeln!(code, "/// Every file of `{folder}/`, by its path in it.");
        let _ = writeln!(code, "pub static {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let inside = file.strip_prefix(root.join(folder)).map_err(io::Error::other)?;
            let inside = inside.to_string_lossy().replace('\\', "/");
            if name == "SEEDS" && inside.starts_with("agencies/") {
                continue;
            }
            let path = in_checkout(folder, &inside);
            let _ = writeln!(code, "    ({inside:?}, include_bytes!({path})),");
        }
        code.push_str("];\n");
    }
    for folder in ["src", "Cargo.lock", "templates/fonts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let program = program(&root)?;
    let _ = writeln!(code, "/// Changes with the code, its dependencies and the fonts.");
    let _ = writeln!(code, "pub static PROGRAM: &str = {program:?};");
    let engine = engine(&root)?;
    let _ = writeln!(code, "/// The version of the typesetting engine.");
    let _ = writeln!(code, "pub static ENGINE: &str = {engine:?};");
    fs::write(out.join("embedded.rs"), code)?;
    dress(&root)
}

/// The version of typst that is built in.
fn engine(root: &Path) -> io::Result<String> {
    let locked = fs::read_to_string(root.join("Cargo.lock"))?;
    let version = locked
        .lines()
        .skip_while(|line| *line != "name = \"typst\"")
        .find_map(|line| line.strip_prefix("version = "));
    let version = version.ok_or_else(|| io::Error::other("no typst in Cargo.lock"))?;
    Ok(version.trim_matches('"').to_string())
}

/// Gives the Windows program its icon, its version and its manifest.
fn dress(root: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed=packaging/windows");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system != "windows") {
        return Ok(());
    }
    let folder = root.join("packaging/windows");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let mut resource = winresource::WindowsResource::new();
    // Vietnamese, read as Unicode.
    resource.set_language(0x042A);
    resource.set("ProductName", "Danh mục nhiệm vụ");
    resource.set("FileDescription", "Danh mục nhiệm vụ");
    resource.set("OriginalFilename", "danhmuc.exe");
    resource.set("InternalName", "danhmuc");
    resource.set("CompanyName", "danhmuc");
    resource.set("LegalCopyright", "MIT");
    resource.set_icon(&path("danhmuc.ico")).set_manifest_file(&path("danhmuc.manifest"));
    // Two builds give the same bytes.
    if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|linker| linker == "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,--no-insert-timestamp");
    }
    resource.compile_for("danhmuc")
}

/// Where the compiler finds a file. It puts the checkout's folder in itself, so that two checkouts
/// can share one folder of built things: what this script wrote for one is true for the other.
fn in_checkout(folder: &str, inside: &str) -> String {
    format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/{folder}/{inside}"))
}

/// The version, and a hash of all that makes the program what it is: a document made by another
/// build is made again. Line ends of a checkout do not count.
fn program(root: &Path) -> io::Result<String> {
    let mut files = vec![root.join("Cargo.lock")];
    collect(&root.join("src"), &["rs", "txt"], &mut files)?;
    collect(&root.join("templates/fonts"), &["ttf"], &mut files)?;
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file)?;
        let plain: Vec<u8> = bytes.into_iter().filter(|byte| *byte != b'\r').collect();
        plain.hash(&mut hash);
    }
    let version = env::var("CARGO_PKG_VERSION").map_err(io::Error::other)?;
    Ok(format!("danhmuc {version} {:016x}", hash.finish()))
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
