//! "nt", "như trên", "″": a cell that repeats the cell above.
//!
//! Invariant: these words repeat only as a whole cell, never as a part of one.

use crate::text::key;
use crate::vocabulary::DITTOS;

/// Whether a cell says "as above".
pub fn is_ditto(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "\"",
        "''",
        "\"\"",
        "“",
        "”",
        "″",
        "〃",
        "//",
        "''''",
        "- \" -",
        "-\"-",
        "-//-",
        "– \" –",
        "–\"–",
        "”\u{a0}",
    ];
    // The longest of them, so that no long cell is folded; all words begin with "n".
    const LONGEST: usize = 20;
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some('n' | 'N') => DITTOS.has(&key(text)),
        Some(_) => false,
        None => SIGNS.contains(&text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_cells_repeat() {
        for text in ["nt", "NT", "n.t", "-nt-", "Như trên", "như trên.", "\"", "″", "- \" -"]
        {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["", "Nội vụ", "nt; Sở Y tế", "như trên, thêm Sở Y tế", "-", "x", "N"]
        {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
