//! Lines that a PDF or an old editor broke at the edge of the page → the paragraphs that they were.
//!
//! Invariant: a text whose lines are already paragraphs stays as it is.

use std::sync::LazyLock;

use crate::directory::{Directory, OwnEntries};
use crate::text::{key, parse_ordinal, parse_roman};
use crate::vocabulary::DIVISIONS;

/// A line of a text.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub text: String,
    /// Its parts between wide gaps.
    pub columns: Vec<String>,
    /// Empty lines before it.
    pub blanks: u32,
    /// A page begins with it, as the number before it said.
    pub begins_page: bool,
}

/// The widest line that a page of A4 in 12 points holds, in letters, with room for narrow ones.
const WIDEST_PAGE: usize = 135;

/// Fewer lines say nothing of how a text was broken.
const FEWEST: usize = 12;

/// Joins the lines of a paragraph, where a text is broken at the edge of a page.
pub fn join(lines: Vec<Written>) -> Vec<Written> {
    let Some(page) = Page::of(&lines) else { return lines };
    let mut joined: Vec<Written> = Vec::with_capacity(lines.len() / 3);
    // The width of the last line of the paragraph at hand: of it alone its end can be told.
    let mut before = 0;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let width = width(&line);
        match joined.last_mut() {
            Some(last) if page.goes_on(last, before, &line, lines.peek()) => {
                // A word that was broken at its own hyphen: "19-" and "NQ/TW".
                let is_hyphen = last.text.ends_with('-') && !last.text.ends_with(" -");
                if !is_hyphen {
                    last.text.push(' ');
                }
                last.text.push_str(&line.text);
                last.columns.clear();
            }
            _ => joined.push(line),
        }
        before = width;
    }
    joined
}

/// How a text was broken.
struct Page {
    /// Letters of a full line.
    width: usize,
    /// Empty lines between two lines of one paragraph.
    blanks: u32,
    /// Whether the first line of a paragraph is cut short, as pages of law sites have it when
    /// their source is copied.
    is_ragged: bool,
}

impl Page {
    /// `None` for a text whose lines are paragraphs.
    fn of(lines: &[Written]) -> Option<Page> {
        let mut widths: Vec<usize> = lines.iter().map(width).collect();
        if widths.len() < FEWEST {
            return None;
        }
        widths.sort_unstable();
        let full_width = *widths.get(widths.len() * 95 / 100)?;
        if full_width > WIDEST_PAGE || *widths.last()? > 2 * WIDEST_PAGE {
            return None;
        }
        let is_full = |line: &Written| width(line) * 5 >= full_width * 4;
        let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(line, _)| is_full(line));
        let full = pairs().count();
        let open: Vec<u32> = pairs()
            .filter(|(line, next)| !is_ended(&line.text) && !starts_new(&line.text, &next.text))
            .map(|(_, next)| next.blanks)
            .collect();
        // In a text of paragraphs a full line that goes on is a rare slip.
        if full * 5 < lines.len() || open.len() * 5 < full * 2 {
            return None;
        }
        let spaced = open.iter().filter(|blanks| **blanks > 0).count();
        let blanks = u32::from(spaced * 2 > open.len());
        // Paragraphs that go on: where most of their first lines are short, it is not by their length.
        let is_first = |before: &Written, line: &Written| {
            (is_ended(&before.text) || starts_new("", &line.text)) && !is_ended(&line.text)
        };
        let firsts = lines.windows(3).filter_map(|lines| match lines {
            [before, line, next] => {
                (is_first(before, line) && starts_lower(&next.text)).then(|| width(line))
            }
            _ => None,
        });
        let (mut short, mut all) = (0, 0);
        for width in firsts {
            all += 1;
            short += usize::from(width * 5 < full_width * 3);
        }
        let is_ragged = short >= 4 && short * 2 > all;
        Some(Page { width: full_width, blanks, is_ragged })
    }

    /// Whether a line goes on from the one before it, which had `before` letters. The line after
    /// it tells a first line from a last one.
    fn goes_on(
        &self,
        last: &Written,
        before: usize,
        line: &Written,
        after: Option<&Written>,
    ) -> bool {
        let is_near = line.blanks <= self.blanks;
        let is_open = !is_ended(&last.text);
        // A line is full when the next word had no room; letters are not equally wide.
        let word = line.text.split(' ').next().map_or(0, |word| word.chars().count());
        let is_title = starts_new("", &last.text) && last.text.chars().count() == before;
        let is_full = match is_title {
            true => (before + 1 + word) * 15 >= self.width * 14,
            false => (before + 1 + word) * 8 >= self.width * 7,
        };
        let is_parted = is_open && is_near && is_parted_name(&last.text, &line.text);
        if starts_new(&last.text, &line.text) && !is_parted || !line.columns.is_empty() {
            return false;
        }
        // A sentence goes on over the end of a page, whatever it goes on with.
        if line.begins_page && is_open && is_full {
            return !is_capitals(&line.text);
        }
        let is_lower = starts_lower(&line.text);
        if is_capitals(&line.text) || is_capitals(&last.text) {
            return false;
        }
        // "… mẫu phiếu (Sở" and "Nội vụ chủ trì)": an open bracket is closed on the next line.
        let is_bracketed = last.text.matches('(').count() > last.text.matches(')').count();
        if is_near && is_open && is_bracketed && line.text.contains(')') {
            return true;
        }
        match (is_near, is_open) {
            // A page ends here, perhaps; a sentence goes on over it.
            (false, open) => {
                let goes_on = is_lower || line.text.starts_with(|c: char| c.is_ascii_digit());
                open && goes_on && line.blanks <= self.blanks + 6
            }
            (true, true) if self.is_ragged && !is_lower && !is_full => {
                self.goes_on_ragged(last, line, after)
            }
            (true, true) => is_lower || is_full,
            (true, false) if self.is_ragged && !is_lower => {
                is_full && before * 10 >= self.width * 8 && !self.is_first(line, after)
            }
            // A sentence may end at the edge, and the next begin on the line below.
            (true, false) => is_lower || is_full && before * 10 >= self.width * 8,
        }
    }
}

impl Page {
    /// Whether a line goes on from a short one, where first lines are short.
    fn goes_on_ragged(&self, last: &Written, line: &Written, after: Option<&Written>) -> bool {
        let last_word = last.text.rsplit(' ').next().unwrap_or_default();
        if last_word.ends_with(',') || OPEN_ENDS.contains(&last_word) {
            return true;
        }
        if line.text.starts_with(|c: char| c.is_ascii_digit()) {
            return starts_new("", &last.text);
        }
        // A full line is never a first one; and a bullet, unlike a numbered heading, is a sentence.
        let is_bullet = last.text.starts_with(['-', '–', '+', '•', '*', '·']);
        width(line) * 5 >= self.width * 4 || is_bullet && !self.is_first(line, after)
    }

    /// Whether a line is the first of its paragraph, where first lines are short: it is short
    /// itself, and yet the next goes on from it.
    fn is_first(&self, line: &Written, after: Option<&Written>) -> bool {
        let goes_on = |after: &Written| {
            !starts_new(&line.text, &after.text)
                && (starts_lower(&after.text) || width(after) * 5 >= self.width * 4)
        };
        width(line) * 5 < self.width * 3 && !is_ended(&line.text) && after.is_some_and(goes_on)
    }
}

/// "Sở Lao động" and "- Thương binh và Xã hội": the dash of a name that the directory has. Any other
/// dash begins an item: one that was joined to the item before it would be lost.
fn is_parted_name(last: &str, line: &str) -> bool {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let directory = Directory::new("", None, OwnEntries::default());
        let names = directory.agencies().iter().map(|agency| agency.name.clone());
        names.filter(|name| name.contains(" - ")).collect()
    });
    let Some(second) = line.strip_prefix("- ") else { return false };
    NAMES.iter().any(|name| {
        name.match_indices(" - ").any(|(dash, sign)| {
            let (first, rest) = (&name[..dash], &name[dash + sign.len()..]);
            last.ends_with(first) && second.starts_with(rest)
        })
    })
}

/// Words that end no heading and no item.
const OPEN_ENDS: &[&str] = &[
    "Ban", "Bộ", "Chủ", "Cục", "Hội", "Phòng", "Sở", "UBND", "cho", "các", "có", "của", "do",
    "hoặc", "là", "ngày", "những", "số", "theo", "trong", "trên", "tại", "tháng", "tịch", "từ",
    "và", "về", "với", "đến",
];

/// Letters of a line.
fn width(line: &Written) -> usize {
    line.text.chars().count()
}

/// Whether a line begins in the middle of a sentence.
fn starts_lower(text: &str) -> bool {
    let is_issue = || {
        let folded = key(&text.chars().take(20).collect::<String>());
        folded.starts_with("ban hành kèm theo") || folded.starts_with("kèm theo")
    };
    text.starts_with(char::is_lowercase) || text.starts_with('(') && !is_issue()
}

/// Whether a text ends as a sentence or an item does.
fn is_ended(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '”', '"']) || text.ends_with("./.")
}

/// Whether a line begins an item of its own, and is no more than the rest of the line before it.
fn starts_new(last: &str, line: &str) -> bool {
    let mut letters = line.chars();
    let first = letters.next().unwrap_or(' ');
    let rest = letters.as_str();
    let next_letter = rest.trim_start().chars().next().unwrap_or(' ');
    match first {
        '-' | '–' | '+' | '•' | '*' | '·' | '▪' | '●' | '○' | '\u{F0B7}' => {
            // "phát triển kinh tế" and "- xã hội" are one.
            is_ended(last) || !next_letter.is_lowercase()
        }
        _ if rest.starts_with(')') && first.is_lowercase() => true,
        // "B. Triển khai" behind a line that is ended.
        'A'..='H' if is_ended(last) && begins_upper(rest, &[". "]) => true,
        // "a, Nâng cao …" and "a- Nâng cao …" behind a line that is ended.
        _ if first.is_lowercase() && is_ended(last) && begins_upper(rest, &[", ", "- "]) => true,
        '0'..='9' => {
            let end = line.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(line.len());
            let (number, after) = line.split_at(end);
            let groups: Vec<&str> = number.split('.').filter(|group| !group.is_empty()).collect();
            let is_short = groups.iter().all(|group| group.len() <= 2);
            // "2- Về nguồn nhân lực", as the Party numbers.
            let has_mark = number.ends_with('.')
                || groups.len() > 1
                || after.starts_with([')', '/'])
                || after.starts_with("- ")
                || after.starts_with(", ") && is_ended(last);
            // "88/QĐ-UBND" is the number of a document.
            let is_document = after
                .strip_prefix('/')
                .is_some_and(|rest| rest.chars().take(2).filter(|c| c.is_uppercase()).count() == 2);
            if is_document {
                return false;
            }
            let after = after.trim_start_matches([')', '/', '-', ',', ' ']);
            is_short && has_mark && after.chars().next().is_some_and(char::is_uppercase)
        }
        'I' | 'V' | 'X' => {
            let numeral = line.split(['.', ' ', '/', ')', '-']).next().unwrap_or_default();
            let after = line.get(numeral.len()..).unwrap_or_default();
            (after.starts_with(['.', '/', ')']) || after.starts_with("- "))
                && parse_roman(numeral).is_some()
        }
        'N' if line.starts_with("Nơi nhận") => true,
        _ => {
            let mut words = line.split(' ');
            let is_kind =
                words.next().is_some_and(|word| first.is_uppercase() && DIVISIONS.has(&key(word)));
            let which = words.next().unwrap_or_default().trim_end_matches(['.', ':', ',']);
            is_kind && is_ordinal(which)
        }
    }
}

/// Whether one of some signs stands at the beginning, and a capital behind it.
fn begins_upper(text: &str, signs: &[&str]) -> bool {
    let rest = signs.iter().find_map(|sign| text.strip_prefix(sign));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether a word says which of several parts: "2", "II", "thứ".
fn is_ordinal(word: &str) -> bool {
    let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    is_number || parse_roman(word).is_some() || parse_ordinal(word).is_some() || key(word) == "thứ"
}

/// Whether all letters are capitals, as in a heading.
fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let mut blanks = 0;
        let mut lines = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            match line.trim() {
                "" => blanks += 1,
                line => {
                    let blanks = std::mem::take(&mut blanks);
                    let text = line.into();
                    lines.push(Written {
                        number,
                        text,
                        columns: vec![],
                        blanks,
                        begins_page: false,
                    });
                }
            }
        }
        join(lines).into_iter().map(|line| line.text).collect()
    }

    /// A plan of paragraphs, and the same broken at a width.
    fn broken(width: usize, between: &str) -> (Vec<String>, String) {
        let item = "- Rà soát, sửa đổi các quy định về đầu tư công; phân cấp cho các sở, ngành; \
                    phát triển kinh tế - xã hội theo Nghị quyết số 19-NQ/TW và kế hoạch của tỉnh.";
        let paragraphs: Vec<String> =
            (1..8).flat_map(|n| [format!("{n}. Nhóm việc thứ {n}"), String::from(item)]).collect();
        let mut text = String::new();
        for paragraph in &paragraphs {
            let mut line = String::new();
            for word in paragraph.split(' ') {
                if line.chars().count() + word.chars().count() > width {
                    text.push_str(&format!("{}\n{between}", line.trim()));
                    line.clear();
                }
                line.push_str(&format!("{word} "));
            }
            text.push_str(&format!("{}\n{between}", line.trim()));
        }
        (paragraphs, text)
    }

    #[test]
    fn broken_lines_are_joined_at_any_width() {
        for width in [60, 72, 80, 95] {
            for between in ["", "\n"] {
                let (paragraphs, text) = broken(width, between);
                assert_eq!(joined(&text), paragraphs, "{width} {between:?}");
            }
        }
    }

    #[test]
    fn lines_are_joined_where_first_lines_are_cut_short() {
        let item = "Rà soát, sửa đổi các quy định về đầu tư công; trình Hội đồng nhân dân tỉnh xem xét,\n\
                    quyết định theo Nghị quyết số 19-NQ/TW và kế hoạch của tỉnh.";
        let mut text = String::new();
        let mut paragraphs = Vec::new();
        for number in 1..8 {
            text.push_str(&format!(
                "{number}. Nhóm việc thứ {number}\n- Chủ động\nvà kịp thời. {item}\n"
            ));
            text.push_str(&format!("- Phối hợp với Đảng ủy\nCông an tỉnh. {item}\n"));
            paragraphs.push(format!("{number}. Nhóm việc thứ {number}"));
            let first = format!("- Chủ động và kịp thời. {item}");
            paragraphs.push(first.replace('\n', " "));
            let second = format!("- Phối hợp với Đảng ủy Công an tỉnh. {item}");
            paragraphs.push(second.replace('\n', " "));
        }
        assert_eq!(joined(&text), paragraphs);
    }

    #[test]
    fn a_dash_of_a_name_is_no_item() {
        assert!(is_parted_name("cho Sở Lao động", "- Thương binh và Xã hội;"));
        assert!(!is_parted_name("cho Sở Lao động", "- Rà soát quy hoạch;"));
    }

    #[test]
    fn paragraphs_are_left_alone() {
        let (paragraphs, _) = broken(80, "");
        assert_eq!(joined(&paragraphs.join("\n")), paragraphs);
        assert_eq!(joined(&paragraphs.join("\n\n")), paragraphs);
    }
}
