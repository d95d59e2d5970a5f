//! The text of a cell → the same as it prints: a capital first, no closing mark, spaces in order.
//!
//! Invariant: only what a careful typist would mend is changed, and the text of the source never:
//! `tidy` works on what is printed. Tidying twice changes nothing more.

use std::borrow::Cow;

/// A cell as it prints (docs/form.md, "Cells"): its first letter a capital, a closing ";", "," or
/// "." off, one space for several, none before a punctuation mark. Lines stay lines.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let spaced = spaced(text);
    let ended = without_closing_mark(&spaced).len();
    let spaced = match spaced {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..ended]),
        Cow::Owned(mut text) => {
            text.truncate(ended);
            Cow::Owned(text)
        }
    };
    match small_first_letter(&spaced) {
        None => spaced,
        Some((at, letter)) => {
            let (before, after) = (&spaced[..at], &spaced[at + letter.len_utf8()..]);
            Cow::Owned(before.chars().chain(letter.to_uppercase()).chain(after.chars()).collect())
        }
    }
}

/// The place of a small letter that begins the text. A number or a word with a form of its own
/// ("eOffice", "hatinh.gov.vn") begins as it is written.
fn small_first_letter(text: &str) -> Option<(usize, char)> {
    const OPENING: &[char] = &['“', '"', '‘', '\'', '(', '[', '«', '-', '–', '+', '*', '•', ' '];
    let (at, letter) = text.char_indices().find(|(_, c)| !OPENING.contains(c))?;
    if !letter.is_lowercase() {
        return None;
    }
    let word = text[at..].split_whitespace().next().unwrap_or_default();
    let has_own_form = word.chars().any(char::is_uppercase)
        || word.chars().any(|c| c.is_ascii_digit())
        || word.trim_end_matches(['.', ':']).contains(['.', '@', '_', '\\', ':'])
        || (word.is_ascii() && word.contains('/'));
    // "a) …" and "b. …" are marks of a list within the cell.
    let is_mark = word.len() > letter.len_utf8()
        && word[letter.len_utf8()..].chars().all(|c| matches!(c, ')' | '.'));
    (!has_own_form && !is_mark).then_some((at, letter))
}

/// The text without the marks that close it; "…", "v.v." and "./." belong to the words.
fn without_closing_mark(text: &str) -> &str {
    let mut text = text;
    loop {
        let cut = text.trim_end_matches([';', ',']).trim_end();
        let cut = match cut.strip_suffix('.') {
            Some(rest) if !rest.ends_with(['.', '/']) && !ends_abbreviated(rest) => rest.trim_end(),
            _ => cut,
        };
        if cut.len() == text.len() || cut.is_empty() {
            return text;
        }
        text = cut;
    }
}

/// "v.v" of "v.v.", "TP" of "TP.", "tr" of "tr.": words that the full stop belongs to.
fn ends_abbreviated(text: &str) -> bool {
    let last = text.rsplit([' ', '\n', '(', ',']).next().unwrap_or_default();
    let letters = || last.chars().filter(|c| c.is_alphabetic());
    let has_inner_stop = last.contains('.') && letters().count() > 0 && letters().count() <= 6;
    has_inner_stop && last.chars().all(|c| c.is_alphabetic() || c == '.')
}

/// One space for several, none before a mark that closes what stands before it.
fn spaced(text: &str) -> Cow<'_, str> {
    if is_spaced(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.trim_matches(' ').chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        if letter == ' ' && out.ends_with(' ') {
            continue;
        }
        if is_loose(letter, after) && out.trim_end_matches(' ').len() < out.len() {
            let kept = out.trim_end_matches(' ').len();
            // A mark that begins a line stays where it is.
            if kept > 0 && !out[..kept].ends_with('\n') {
                out.truncate(kept);
            }
        }
        out.push(letter);
    }
    out.truncate(out.trim_end_matches(' ').len());
    Cow::Owned(out)
}

/// Whether no space of a text is one too many: a look at its bytes, with no branches, so that the
/// compiler takes many at once.
fn is_spaced(text: &[u8]) -> bool {
    let ([first, rest @ ..], [.., last]) = (text, text) else { return true };
    let loose = |before: u8, mark: u8, after: u8| {
        let is_mark = (mark == b',') | (mark == b';') | (mark == b'.') | (mark == b':');
        let is_mark = is_mark | (mark == b'!') | (mark == b'?') | (mark == b')');
        let is_end = (after == b' ') | (after == b'\n');
        (before == b' ') & ((mark == b' ') | (is_mark & is_end))
    };
    let mut found = false;
    let behind = rest.get(1..).unwrap_or_default();
    for ((&before, &mark), &after) in text.iter().zip(rest).zip(behind) {
        found |= loose(before, mark, after);
    }
    let before_last = text.len().checked_sub(2).map_or(b' ', |at| text[at]);
    found |= loose(b' ', *first, rest.first().copied().unwrap_or(b' '));
    found |= loose(before_last, *last, b' ');
    !found && *last != b' '
}

/// Whether a space before this mark is one too many: it closes words, and no number or name such
/// as ".docx" begins with it.
fn is_loose(mark: char, after: char) -> bool {
    matches!(mark, ',' | ';' | '.' | ':' | '!' | '?' | ')') && (after == ' ' || after == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_begins_with_a_capital_and_ends_without_a_mark() {
        for (given, expected) in [
            ("các sở, ban, ngành;", "Các sở, ban, ngành"),
            ("trước ngày 30/6/2025.", "Trước ngày 30/6/2025"),
            ("Sở Y tế", "Sở Y tế"),
            ("“đề án” phát triển,", "“Đề án” phát triển"),
            ("- ủy ban nhân dân xã", "- Ủy ban nhân dân xã"),
            ("đề án .;", "Đề án"),
            ("Sở  Tài chính ; Sở Y tế , Công an", "Sở Tài chính; Sở Y tế, Công an"),
            ("30 ngày", "30 ngày"),
            ("sở/ngành liên quan", "Sở/ngành liên quan"),
            ("", ""),
            (";", ";"),
        ] {
            assert_eq!(tidy(given), expected, "{given:?}");
            assert_eq!(tidy(&tidy(given)), expected, "{given:?} twice");
        }
    }

    #[test]
    fn what_has_a_form_of_its_own_is_left() {
        for text in [
            "eOffice của tỉnh",
            "hatinh.gov.vn",
            "Báo cáo, tờ trình, v.v.",
            "Các nội dung khác...",
            "Các nội dung khác…",
            "Kết thúc ./.",
            "a) rà soát\nb) sửa đổi",
            "Tệp .docx kèm theo",
            "Dòng một;\nDòng hai",
        ] {
            assert_eq!(tidy(text), text);
        }
    }
}
