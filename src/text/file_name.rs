//! Any text → a name that every system takes for a file.
//!
//! Invariant: never empty, never a path, never a name that Windows keeps for itself.

use super::{single_line, slug};

/// The longest name in characters: folder, name and ending together stay under the 260 of
/// Windows in most places where offices keep files.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, with any ending; raised figures count as figures there.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "conin$", "conout$", "com¹", "com²", "com³", "lpt¹", "lpt²",
    "lpt³", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name in ASCII: "Sở Công Thương" → "so-cong-thuong".
pub fn ascii_file_name(text: &str) -> String {
    finish(slug(text), '-')
}

/// A name with its Vietnamese letters: "Sở Công Thương". What Windows refuses becomes a space, and
/// "#", which a link to the file could not hold.
pub fn vietnamese_file_name(text: &str) -> String {
    let refused = |c: char| "<>:\"/\\|?*#".contains(c);
    // What turns the writing round would hide the ending: it goes without a trace.
    let plain = text.chars().filter(|c| c.is_whitespace() || !is_unprintable(*c) || c.is_control());
    let plain = plain.map(|c| if refused(c) || c.is_control() { ' ' } else { c });
    finish(single_line(&plain.collect::<String>()), ' ')
}

/// A name that a user gave, for a folder or an archive: as it is where every system takes it, else
/// without what one of them refuses. Never empty, never a path.
pub fn safe_file_name(text: &str) -> String {
    let kept = |c: char| !is_unprintable(c) && !"<>:\"/\\|?*".contains(c);
    let name: String = text.chars().filter(|c| kept(*c)).collect();
    let name = name.trim_end_matches(['.', ' ']).trim_start();
    if name.is_empty() || is_reserved(name) {
        return format!("danh-muc-{name}").trim_end_matches('-').to_string();
    }
    name.to_string()
}

/// Whether Windows keeps a name for a device.
fn is_reserved(name: &str) -> bool {
    let before_dot = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    RESERVED.contains(&before_dot.as_str())
}

/// What a name stands for on systems where neither case nor the writing of ß tells files apart.
pub fn file_name_key(name: &str) -> String {
    name.to_uppercase().to_lowercase()
}

/// Whether a character has no shape of its own: a control character, or a mark of direction or width
/// that changes how its neighbours are shown.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{61C}' | '\u{180E}')
}

/// Cuts at a word, drops what may not begin or end a name, and steps aside from reserved ones.
fn finish(name: String, space: char) -> String {
    let mut name = name;
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        let cut = name[..end].rfind(space).filter(|cut| *cut > 0).unwrap_or(end);
        name.truncate(cut);
    }
    let name = name.trim_matches(['.', ' ', '-', '~']);
    if name.is_empty() || is_reserved(name) {
        return format!("co-quan-{name}").trim_end_matches('-').to_string();
    }
    name.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable() {
        assert_eq!(ascii_file_name("Sở Công Thương"), "so-cong-thuong");
        assert_eq!(ascii_file_name("Đoàn TNCS Hồ Chí Minh"), "doan-tncs-ho-chi-minh");
        assert_eq!(vietnamese_file_name("Sở Công Thương"), "Sở Công Thương");
    }

    #[test]
    fn no_name_leaves_its_folder_or_is_refused() {
        for text in [
            "../../etc/passwd",
            "CON",
            "con.txt",
            "a:b?c",
            "",
            "...",
            "LPT1",
            "COM¹",
            "~$x",
            "漢字",
            "a\u{202E}xslx.exe",
            "a. . .",
        ] {
            for name in [ascii_file_name(text), vietnamese_file_name(text)] {
                let refused = |c: char| is_unprintable(c) || "<>:\"/\\|?*#".contains(c);
                assert!(!name.is_empty() && !name.contains(refused), "{text}: {name}");
                assert!(
                    !name.starts_with(['.', ' ', '~']) && !name.ends_with(['.', ' ']),
                    "{name}"
                );
                let device = name.split('.').next().unwrap_or_default().to_lowercase();
                assert!(!RESERVED.contains(&device.as_str()), "{text}: {name}");
            }
        }
    }

    #[test]
    fn a_name_of_the_user_changes_only_where_a_system_refuses_it() {
        for (given, name) in [
            ("Kế hoạch số 5 (sửa lần 2)", "Kế hoạch số 5 (sửa lần 2)"),
            ("#1 nháp", "#1 nháp"),
            ("a. .", "a"),
            ("..", "danh-muc"),
            ("CON", "danh-muc-CON"),
            ("com².cu", "danh-muc-com².cu"),
            ("bao\u{202E}fdp", "baofdp"),
            ("a\nb:c", "abc"),
            ("", "danh-muc"),
        ] {
            assert_eq!(safe_file_name(given), name);
        }
    }

    #[test]
    fn long_names_end_at_a_word() {
        let long = "Ủy ban nhân dân ".repeat(30);
        let name = ascii_file_name(&long);
        assert!(name.len() <= LONGEST && name.starts_with("uy-ban-nhan-dan"), "{name}");
        assert!(!name.ends_with('-'), "{name}");
        assert!(ascii_file_name(&"x".repeat(300)).len() == LONGEST);
        assert!(vietnamese_file_name(&long).chars().count() <= LONGEST);
    }
}
