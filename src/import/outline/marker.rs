//! The mark that a paragraph begins with, and the level that it opens: "Phần thứ nhất", "I.", "1.",
//! "1.1.", "a)", "-", "+".
//!
//! Invariant: a number that is part of a sentence is no mark: "2026 là năm …", "15.11.2026".

use crate::text::{key, parse_cardinal, parse_letter, parse_ordinal, parse_roman};

/// A kind of mark, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// "Phần thứ nhất"
    Part,
    /// "Chương I"
    Chapter,
    /// "A."
    Capital,
    /// "I."
    Roman,
    /// A heading without a number: all capitals, or bold.
    Heading,
    /// "Mục 1"
    Section,
    /// "Điều 1."
    Article,
    /// "Nhiệm vụ 1:", "Giải pháp 2."
    Named,
    /// "1." is depth 1, "1.1." is 2.
    Number(u8),
    /// "Thứ nhất, …", "Hai là, …"
    Counted,
    /// "Bước 1:", "Giai đoạn 2 (từ ngày …):"
    Step,
    /// "a)"
    Letter,
    /// "1)"
    Closed,
    /// "(1)", "(a)", "(i)"
    Bracketed,
    /// "-", "+", "*", "•": each a kind of its own.
    Bullet(char),
    /// None: a paragraph under what stands before it.
    Plain,
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its kind.
    pub kind: Kind,
    /// As written: "1.1", "a", "II".
    pub label: String,
    /// Its place among its sisters, from 1, where it has one.
    pub ordinal: Option<u32>,
    /// Where the text behind it begins, in bytes.
    pub rest: usize,
}

/// Letters of a heading without a number.
const LONGEST_HEADING: usize = 220;

impl Marker {
    /// No mark, but a kind all the same.
    pub fn none(kind: Kind) -> Marker {
        Marker { kind, label: String::new(), ordinal: None, rest: 0 }
    }
}

impl Kind {
    /// Whether it opens a part of the document, and never a task.
    pub fn is_heading(self) -> bool {
        self <= Kind::Section
    }

    /// Whether it is a dash, a plus, a dot.
    pub fn is_bullet(self) -> bool {
        matches!(self, Kind::Bullet(_))
    }
}

/// The mark of a paragraph; [`Kind::Plain`] where it has none.
pub fn marker(text: &str, stands_out: bool) -> Marker {
    word(text)
        .or_else(|| counted(text))
        .or_else(|| bullet(text))
        .or_else(|| bracketed(text))
        .or_else(|| numeral(text))
        .or_else(|| spaced_number(text))
        .or_else(|| number(text))
        .or_else(|| letter(text))
        .or_else(|| small_roman(text))
        .unwrap_or_else(|| {
            let kind = if is_heading(text, stands_out) { Kind::Heading } else { Kind::Plain };
            Marker::none(kind)
        })
}

fn is_heading(text: &str, stands_out: bool) -> bool {
    let is_short = text.chars().count() <= LONGEST_HEADING;
    let has_letters = text.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let is_capitals = !text.chars().any(char::is_lowercase) && text.contains(' ');
    let is_sentence = text.ends_with(['.', ';', ',']);
    is_short
        && has_letters
        && !text.starts_with(['(', '"', '“'])
        && (is_capitals || stands_out && !is_sentence && text.chars().count() <= 150)
}

/// "Phần thứ nhất", "PHẦN I", "Chương II.", "Mục 1:", "Điều 3."
fn word(text: &str) -> Option<Marker> {
    const WORDS: &[(&str, Kind)] = &[
        ("phần", Kind::Part),
        ("chương", Kind::Chapter),
        ("mục", Kind::Section),
        ("điều", Kind::Article),
        ("nhiệm vụ", Kind::Named),
        ("nhóm nhiệm vụ", Kind::Named),
        ("giải pháp", Kind::Named),
        ("nội dung", Kind::Named),
        ("bước", Kind::Step),
        ("giai đoạn", Kind::Step),
        ("đợt", Kind::Step),
    ];
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut parts = text.splitn(4, ' ');
    let mut head = key(parts.next()?);
    let mut rest = text.get(text.find(' ')? + 1..)?;
    let known = |head: &str| WORDS.iter().find(|(word, _)| *word == head).map(|(_, kind)| *kind);
    for _ in 0..2 {
        if known(&head).is_some() {
            break;
        }
        let (next, after) = rest.split_once(' ')?;
        head = format!("{head} {}", key(next));
        rest = after;
    }
    let kind = known(&head)?;
    let (mut which, mut after) = rest.split_once(' ').unwrap_or((rest, ""));
    if key(which) == "thứ" {
        (which, after) = after.split_once(' ').unwrap_or((after, ""));
    }
    let glued = which.find(['.', ':']).filter(|end| *end + 1 < which.len());
    if let Some(end) = glued {
        after = rest
            .get(rest.len() - after.len() - (which.len() - end)..)?
            .trim_start_matches(['.', ':']);
        which = which.get(..end)?;
    }
    let label = which.trim_end_matches(['.', ':', ',', ')']);
    let digits = label.parse::<u32>().ok().filter(|number| *number < 1900);
    let ordinal = digits.or_else(|| parse_roman(label)).or_else(|| parse_ordinal(label))?;
    // "Điều 5 của Luật …" and "Nhiệm vụ 1 nghìn …" are sentences.
    let is_open = which.len() > label.len() || glued.is_some() || after.trim().is_empty();
    let may_follow = after.starts_with(|c: char| c.is_uppercase() || c == '-' || c == '–');
    let is_step = kind == Kind::Step;
    // "Giai đoạn 2 tập trung …" is a sentence, and so is "Đợt 1: từ ngày 5/3".
    if is_step && !is_open && !is_timed(after) {
        return None;
    }
    if !is_step && !is_open && (!may_follow || matches!(kind, Kind::Named | Kind::Section)) {
        return None;
    }
    let after = after.trim_start_matches(['.', ':', '-', '–', ' ']);
    let rest = text.len() - after.len();
    Some(Marker { kind, label: label.to_string(), ordinal: Some(ordinal), rest })
}

/// "Thứ nhất, …", "Thứ hai: …", "Một là, …". A day of the week is none: "Thứ hai, ngày 12/10".
fn counted(text: &str) -> Option<Marker> {
    let mut words = text.splitn(3, ' ');
    let (first, second, rest) = (words.next()?, words.next()?, words.next()?);
    let label = second.trim_end_matches([',', ':', '.']);
    let is_closed = label.len() < second.len();
    let ordinal = match (first, label) {
        ("Thứ" | "THỨ", _) if is_closed => parse_ordinal(label)?,
        (_, "là") if first.starts_with(char::is_uppercase) => parse_cardinal(first)?,
        _ => return None,
    };
    let is_day = key(rest).starts_with("ngày ") || rest.starts_with(|c: char| c.is_ascii_digit());
    let mark = Marker {
        kind: Kind::Counted,
        label: format!("{first} {label}"),
        ordinal: Some(ordinal),
        rest: text.len() - rest.len(),
    };
    (!is_day).then_some(mark)
}

/// Whether a bracket with a time follows the number of a step, and a colon or a title: "(từ 10/9 đến 20/9/2026): Rà soát".
fn is_timed(after: &str) -> bool {
    let Some((time, rest)) = after.trim_start().strip_prefix('(').and_then(|t| t.split_once(')'))
    else {
        return false;
    };
    let rest = rest.trim_start();
    time.contains(|c: char| c.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with([':', '-', '–', '.']))
}

fn bullet(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let kind = match first {
        '-' | '–' | '—' | '\u{2212}' => '-',
        '+' => '+',
        '*' => '*',
        '•' | '·' | '●' | '▪' | '■' | '\u{F0B7}' | '►' | '✓' => '•',
        '○' | '◦' | '□' => '○',
        _ => return None,
    };
    let after = text.get(first.len_utf8()..)?;
    let body = after.trim_start_matches([first, ' ']);
    body.contains(char::is_alphanumeric).then(|| Marker {
        kind: Kind::Bullet(kind),
        label: String::new(),
        ordinal: None,
        rest: text.len() - body.len(),
    })
}

/// "(1)", "(a)", "(i)"
fn bracketed(text: &str) -> Option<Marker> {
    let (label, after) = text.strip_prefix('(')?.split_once(')')?;
    let roman = parse_roman(&label.to_uppercase());
    let ordinal = match label.parse::<u32>() {
        Ok(number) if is_count(label) => Some(number),
        _ => parse_letter(label).filter(|_| label != "i").or(roman.filter(|_| label.len() < 5)),
    }?;
    let body = after.trim_start_matches([' ', '.', ':']);
    let rest = text.len() - body.len();
    body.contains(char::is_alphanumeric).then(|| Marker {
        kind: Kind::Bracketed,
        label: label.to_string(),
        ordinal: Some(ordinal),
        rest,
    })
}

/// "I.", "II/", "IV -", "A."
fn numeral(text: &str) -> Option<Marker> {
    let end = text.find(|c: char| !c.is_ascii_uppercase())?;
    let label = text.get(..end).filter(|label| !label.is_empty())?;
    let after = text.get(end..)?;
    let body = match after.trim_start() {
        open if open.starts_with(['.', '/', ')', ':']) => open.get(1..)?,
        open if open.starts_with(['-', '–']) && (label.len() > 1 || open.starts_with("- ")) => {
            open.trim_start_matches(['-', '–'])
        }
        _ => return None,
    };
    let is_spaced = body.starts_with(' ') || body.is_empty();
    let body = body.trim_start();
    // "V.I. Lê-nin", "I.1": an initial or a number of another kind.
    let is_title = body.starts_with(char::is_uppercase) && body.chars().nth(1) != Some('.');
    if !is_spaced && !is_title {
        return None;
    }
    let roman = parse_roman(label).filter(|number| *number <= 30);
    let capital = (label.len() == 1)
        .then(|| "ABCDEFGH".find(label))
        .flatten()
        .and_then(|index| u32::try_from(index + 1).ok());
    let (kind, ordinal) = match (roman, capital) {
        // "C." and "D." are letters of a row; a plan has no hundred parts.
        (Some(number), None) => (Kind::Roman, number),
        (_, Some(number)) => (Kind::Capital, number),
        (None, None) => return None,
    };
    let rest = text.len() - body.len();
    Some(Marker { kind, label: label.to_string(), ordinal: Some(ordinal), rest })
}

/// Whether digits count items: of any number but a year, "2026".
fn is_count(digits: &str) -> bool {
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    !digits.is_empty()
        && digits.len() <= 6
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !is_year
}

/// "8 .Trưởng các bản": the stop was put behind a space.
fn spaced_number(text: &str) -> Option<Marker> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let (label, after) = text.split_at(end);
    let body = after.strip_prefix(" .")?.trim_start();
    body.starts_with(char::is_uppercase).then(|| Marker {
        kind: Kind::Number(1),
        label: label.to_string(),
        ordinal: label.parse().ok(),
        rest: text.len() - body.len(),
    })
}

/// "1.", "1.1.", "1.1", "1/", "1)", "I.1."
fn number(text: &str) -> Option<Marker> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let run = text.get(..end)?;
    let groups: Vec<&str> = run.trim_end_matches('.').split('.').collect();
    // "1.000 hộ" counts in thousands, "15.11.2026" is a day.
    let is_grouped = groups.len() > 1 && groups.iter().skip(1).any(|group| group.len() > 2);
    let is_closed_run = run.ends_with('.') || groups.len() == 1;
    let counts = groups.iter().all(|group| is_count(group));
    if run.is_empty() || !counts || groups.len() > 5 || is_grouped && !is_closed_run {
        return None;
    }
    let after = text.get(end..)?;
    // "88/QĐ-UBND" is the number of a document.
    let is_document = after.strip_prefix('/').is_some_and(|rest| {
        rest.chars().take(2).filter(|c| c.is_uppercase() || c.is_ascii_digit()).count() == 2
    });
    if is_document {
        return None;
    }
    // "1, Tổ An ninh", as letters are written: "a, Nâng cao".
    let is_comma = groups.len() == 1
        && run.len() <= 2
        && after.strip_prefix(", ").is_some_and(|body| body.starts_with(char::is_uppercase));
    let is_closed = is_comma
        || after.starts_with([')', '/', ':'])
        || [" -", " –", "- "].iter().any(|m| after.starts_with(m));
    let body = if is_closed {
        after.trim_start_matches([')', '/', ':', '.', ',', ' ', '-', '–'])
    } else {
        after.trim_start()
    };
    let is_spaced = after.starts_with(' ') || is_closed;
    let has_stop = run.ends_with('.');
    // "15.11.2026" has a long group; "5.5 triệu" and "2.1 lần" go on in small letters.
    let is_marked = match (groups.len(), has_stop, is_closed) {
        (1, true, _) => is_spaced || body.starts_with(char::is_uppercase),
        (1, false, closed) => closed,
        (_, true, _) => true,
        (_, false, closed) => closed || is_spaced && body.starts_with(char::is_uppercase),
    };
    if !is_marked || !body.contains(char::is_alphabetic) || body.starts_with('%') {
        return None;
    }
    let is_paren = groups.len() == 1 && !has_stop && after.starts_with(')');
    let depth = u8::try_from(groups.len()).unwrap_or(u8::MAX);
    Some(Marker {
        kind: if is_paren { Kind::Closed } else { Kind::Number(depth) },
        label: groups.join("."),
        ordinal: groups.last().and_then(|last| last.parse().ok()),
        rest: text.len() - body.len(),
    })
}

/// "ii)", "xiv."
fn small_roman(text: &str) -> Option<Marker> {
    let end = text.find(|c: char| !"ivxlc".contains(c))?;
    let label = text.get(..end).filter(|label| label.len() > 1)?;
    let after = text.get(end..)?;
    let body = match after.strip_prefix([')', '/']) {
        Some(body) => body,
        None => after.strip_prefix('.').filter(|body| body.starts_with(' '))?,
    };
    let ordinal = parse_roman(&label.to_uppercase())?;
    let body = body.trim_start_matches([' ', '.', ')']);
    body.contains(char::is_alphabetic).then(|| Marker {
        kind: Kind::Letter,
        label: label.to_string(),
        ordinal: Some(ordinal),
        rest: text.len() - body.len(),
    })
}

/// "a)", "a.", "đ)", "a/"
fn letter(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..)?;
    let label = first.to_string();
    let ordinal =
        parse_letter(&label).or((first == 'f' || first == 'j' || first == 'w').then_some(0))?;
    let body = match after.strip_prefix([')', '/']) {
        Some(body) => body,
        None => match after.strip_prefix('.') {
            Some(body) => body.starts_with([' ', '\u{a0}']).then_some(body)?,
            // "a, Nâng cao …" and "a- Nâng cao …", as offices of the Party write.
            None => after.strip_prefix([',', '-']).filter(|body| {
                let mut letters = body.chars();
                letters.next() == Some(' ') && letters.next().is_some_and(char::is_uppercase)
            })?,
        },
    };
    let body = body.trim_start_matches([' ', '.', ')']);
    body.contains(char::is_alphabetic).then(|| Marker {
        kind: Kind::Letter,
        label,
        ordinal: Some(ordinal),
        rest: text.len() - body.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_with_their_order() {
        let cases = [
            ("Phần thứ nhất", Kind::Part, Some(1), ""),
            ("PHẦN II. NHIỆM VỤ", Kind::Part, Some(2), "NHIỆM VỤ"),
            ("Chương III", Kind::Chapter, Some(3), ""),
            ("Điều 2. Tổ chức thực hiện", Kind::Article, Some(2), "Tổ chức thực hiện"),
            ("Nhiệm vụ 1: Chuyển đổi số", Kind::Named, Some(1), "Chuyển đổi số"),
            ("Thứ nhất, Sở Y tế rà soát", Kind::Counted, Some(1), "Sở Y tế rà soát"),
            ("Hai là, tăng cường kiểm tra", Kind::Counted, Some(2), "tăng cường kiểm tra"),
            ("II. NHIỆM VỤ", Kind::Roman, Some(2), "NHIỆM VỤ"),
            ("I/ MỤC ĐÍCH", Kind::Roman, Some(1), "MỤC ĐÍCH"),
            ("III.TỔ CHỨC", Kind::Roman, Some(3), "TỔ CHỨC"),
            ("A. NHIỆM VỤ", Kind::Capital, Some(1), "NHIỆM VỤ"),
            ("1. Sở Tài chính", Kind::Number(1), Some(1), "Sở Tài chính"),
            ("8 .Sở Y tế", Kind::Number(1), Some(8), "Sở Y tế"),
            ("2.10. Sở Y tế", Kind::Number(2), Some(10), "Sở Y tế"),
            ("1.1 Sở Y tế", Kind::Number(2), Some(1), "Sở Y tế"),
            ("3/ Rà soát", Kind::Number(1), Some(3), "Rà soát"),
            ("1) Rà soát", Kind::Closed, Some(1), "Rà soát"),
            ("(2) rà soát", Kind::Bracketed, Some(2), "rà soát"),
            ("đ) Sở Nội vụ:", Kind::Letter, Some(5), "Sở Nội vụ:"),
            ("b- Thẩm định lý lịch", Kind::Letter, Some(2), "Thẩm định lý lịch"),
            ("a. Công tác cán bộ", Kind::Letter, Some(1), "Công tác cán bộ"),
            ("-  Ưu tiên", Kind::Bullet('-'), None, "Ưu tiên"),
            ("– Ưu tiên", Kind::Bullet('-'), None, "Ưu tiên"),
            ("+ Rà soát", Kind::Bullet('+'), None, "Rà soát"),
            ("NHIỆM VỤ, GIẢI PHÁP", Kind::Heading, None, "NHIỆM VỤ, GIẢI PHÁP"),
        ];
        for (text, kind, ordinal, rest) in cases {
            let found = marker(text, false);
            assert_eq!(
                (found.kind, found.ordinal, &text[found.rest..]),
                (kind, ordinal, rest),
                "{text}"
            );
        }
    }

    #[test]
    fn sentences_are_not_marks() {
        for text in [
            "2026 là năm bản lề",
            "15.11.2026 là hạn",
            "5.5 triệu đồng",
            "V.I. Lê-nin",
            "-----",
            "Điều 5 của Luật Đất đai",
            "Thứ hai, ngày 12/10: họp giao ban",
            "Thứ trưởng phụ trách chỉ đạo",
            "Sở Tài chính chủ trì",
            "Mục tiêu chung",
            "100% số xã",
            "A dua",
            "i-ốt",
            "Phần lớn các xã",
            "Chương trình hành động",
        ] {
            assert_eq!(marker(text, false).kind, Kind::Plain, "{text}");
        }
        assert_eq!(marker("Công tác tuyên truyền", true).kind, Kind::Heading);
        assert_eq!(marker("Sở Tài chính chủ trì.", true).kind, Kind::Plain);
    }
}
