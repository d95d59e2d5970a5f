//! Any text → a name that every system takes for a file.
//!
//! Invariant: never empty, never a path, never a name that Windows keeps for itself.

use super::{single_line, slug};

/// The longest name in characters: folder, name and ending together stay under the 260 of
/// Windows in most places where offices keep files.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, with any ending.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name in ASCII: "Sở Công Thương" → "so-cong-thuong".
pub fn ascii_file_name(text: &str) -> String {
    finish(slug(text), '-')
}

/// A name with its Vietnamese letters: "Sở Công Thương". What Windows refuses becomes a space, and
/// "#", which a link to the file could not hold.
pub fn vietnamese_file_name(text: &str) -> String {
    let refused = |c: char| c.is_control() || "<>:\"/\\|?*#".contains(c);
    let plain: String = text.chars().map(|c| if refused(c) { ' ' } else { c }).collect();
    finish(single_line(&plain), ' ')
}

/// Cuts at a word, drops what may not begin or end a name, and steps aside from reserved ones.
fn finish(name: String, space: char) -> String {
    let mut name = name;
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        let cut = name[..end].rfind(space).filter(|cut| *cut > 0).unwrap_or(end);
        name.truncate(cut);
    }
    let name = name.trim_matches(['.', ' ', '-', '~']);
    let before_dot = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if name.is_empty() || RESERVED.contains(&before_dot.as_str()) {
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
        for text in
            ["../../etc/passwd", "CON", "con.txt", "a:b?c", "", "...", "LPT1", "~$x", "漢字"]
        {
            for name in [ascii_file_name(text), vietnamese_file_name(text)] {
                let refused = |c: char| c.is_control() || "<>:\"/\\|?*#".contains(c);
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
    fn long_names_end_at_a_word() {
        let long = "Ủy ban nhân dân ".repeat(30);
        let name = ascii_file_name(&long);
        assert!(name.len() <= LONGEST && name.starts_with("uy-ban-nhan-dan"), "{name}");
        assert!(!name.ends_with('-'), "{name}");
        assert!(ascii_file_name(&"x".repeat(300)).len() == LONGEST);
        assert!(vietnamese_file_name(&long).chars().count() <= LONGEST);
    }
}
