//! What programs leave in a text although nobody wrote it: marks of bookmarks, page numbers.
//!
//! Invariant: a line with a word of the plan never counts as debris.

/// A text without the marks that converters leave for bookmarks: "[bookmark: _GoBack]".
pub fn without_bookmarks(text: &str) -> String {
    const OPEN: &str = "[bookmark:";
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        kept.push_str(before);
        match after.split_once(']') {
            Some((_, after)) => rest = after,
            None => {
                kept.push_str(OPEN);
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Whether a line is the number of a page: "6", "- 6 -", "Trang 6", "Trang 6/12".
pub fn is_page_number(line: &str) -> bool {
    let line = line.trim_matches(['-', '–', '—', ' ', '|']);
    let line = line.strip_prefix("Trang").or_else(|| line.strip_prefix("Page")).unwrap_or(line);
    let mut numbers = line.trim().splitn(2, '/').map(str::trim);
    let is_number =
        |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    numbers.next().is_some_and(is_number) && numbers.next().is_none_or(is_number)
}

/// Whether a line is a rule drawn with characters: "-----", "_____", "* * *".
pub fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_go_and_their_line_stays() {
        assert_eq!(without_bookmarks("[bookmark: _GoBack]- Rà soát"), "- Rà soát");
        assert_eq!(without_bookmarks("a [bookmark: x] b [bookmark: y]"), "a  b ");
        assert_eq!(without_bookmarks("[bookmark: a"), "[bookmark: a");
        assert_eq!(without_bookmarks("[1] a"), "[1] a");
    }

    #[test]
    fn page_numbers_are_told_from_short_lines() {
        for line in ["6", "12", "- 6 -", "Trang 6", "Trang 6/12", "– 3 –"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["", "2026", "6.", "6 trang", "I", "Trang", "a/6", "6/"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
