//! `danhmuc doctor`: what whoever helps a clerk needs to know of this computer and this program.
//!
//! Invariant: nothing private: folders of the user are told as seen from his home, and no name, no
//! file and no token is.

use std::path::{Path, PathBuf};

#[cfg(feature = "web")]
use super::only_one;
use super::{Outcome, say, version};
use crate::diag::Language;
use crate::embedded::FONTS;
use crate::output::free_bytes;
use crate::style::built_in_names;

/// With less than this a large print set may not find room.
const SCARCE_MEBIBYTES: u64 = 500;

pub fn run(language: Language) -> anyhow::Result<Outcome> {
    let vi = language == Language::Vi;
    let mut lines: Vec<(&str, String)> = Vec::new();
    let mut add = |in_vi: &'static str, in_en: &'static str, value: String| {
        lines.push((if vi { in_vi } else { in_en }, value));
    };
    let mut versions = version::long().lines();
    add("phiên bản", "version", versions.next().unwrap_or_default().to_string());
    for line in versions {
        let (name, value) = line.split_once(": ").unwrap_or(("", line));
        match name {
            "typst" => add("bộ dàn trang", "engine", format!("typst {value}")),
            _ => add("danh bạ", "directory", value.to_string()),
        }
    }
    add("hệ điều hành", "system", system());
    let threads = std::thread::available_parallelism().map_or(0, usize::from);
    add("luồng", "threads", threads.to_string());
    let bytes: usize = FONTS.iter().map(|font| font.len()).sum();
    let fonts = format!("Tinos, {} × TTF, {} KB", FONTS.len(), bytes / 1024);
    add("phông chữ", "fonts", fonts);
    add("mẫu trình bày", "styles", built_in_names().join(", "));
    let here = |found: std::io::Result<PathBuf>| found.ok();
    add("chương trình", "program", told(here(std::env::current_exe()), language, false));
    add("thư mục hiện hành", "current folder", told(here(std::env::current_dir()), language, true));
    add("thư mục tạm", "temporary folder", told(Some(std::env::temp_dir()), language, true));
    #[cfg(feature = "web")]
    {
        let page = match (only_one::address().is_some(), language) {
            (true, Language::Vi) => "đang chạy",
            (true, Language::En) => "running",
            (false, Language::Vi) => "không chạy",
            (false, Language::En) => "not running",
        };
        add("thư mục dữ liệu", "data folder", told(only_one::data_folder(), language, true));
        add("trang", "page", page.to_string());
    }
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, value) in lines {
        say(&format!("{name:<width$}  {value}"));
    }
    Ok(Outcome::Fine)
}

/// A folder as seen from the user's home, and the free space of its disk.
fn told(path: Option<PathBuf>, language: Language, with_space: bool) -> String {
    let Some(path) = path else { return String::from("?") };
    let shown = from_home(&path);
    // What is not there yet will stand on the disk of what is above it.
    let free = path.ancestors().find_map(free_bytes).filter(|_| with_space);
    let Some(mebibytes) = free.map(|bytes| bytes / 1024 / 1024) else { return shown };
    let (left, scarce) = match language {
        Language::Vi => ("còn trống", "SẮP ĐẦY"),
        Language::En => ("free", "NEARLY FULL"),
    };
    let space = match language {
        Language::Vi => format!("{left} {mebibytes} MB"),
        Language::En => format!("{mebibytes} MB {left}"),
    };
    match mebibytes < SCARCE_MEBIBYTES {
        true => format!("{shown} ({space}, {scarce})"),
        false => format!("{shown} ({space})"),
    }
}

/// "~/Documents" for a folder of the user, whose own name stands in front of it.
fn from_home(path: &Path) -> String {
    let home = std::env::home_dir().filter(|home| home.is_absolute() && home.parent().is_some());
    let inside = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
    match inside {
        Some(inside) if inside.as_os_str().is_empty() => String::from("~"),
        Some(inside) => format!("~{}{}", std::path::MAIN_SEPARATOR, inside.display()),
        None => path.display().to_string(),
    }
}

#[cfg(not(windows))]
fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// Windows with its build, and the code pages that other programs use.
#[cfg(windows)]
fn system() -> String {
    use windows_sys::Win32::Globalization::{GetACP, GetOEMCP};
    use windows_sys::Win32::System::Console::GetConsoleOutputCP;
    use windows_sys::Win32::System::SystemInformation::{GetVersionExW, OSVERSIONINFOW};

    let size = size_of::<OSVERSIONINFOW>().try_into().unwrap_or_default();
    let mut found = OSVERSIONINFOW { dwOSVersionInfoSize: size, ..Default::default() };
    // SAFETY: the structure says its own size and lives until the call is over; the others take none.
    let (own, oem, console) = unsafe {
        GetVersionExW(&mut found);
        (GetACP(), GetOEMCP(), GetConsoleOutputCP())
    };
    format!(
        "Windows {}.{}.{} {}, cp{own}, cp{oem}, cp{console}",
        found.dwMajorVersion,
        found.dwMinorVersion,
        found.dwBuildNumber,
        std::env::consts::ARCH
    )
}
