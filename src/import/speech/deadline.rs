//! The deadline inside a task's sentence: "… trước ngày 15 tháng 11", "đến năm 2030", "hoàn thành
//! trong năm 2026".
//!
//! Invariant: a date of a document that is cited, or a year in its name, is no deadline.

use crate::model::Deadline;
use crate::model::deadline::When;
use crate::text::words::{Sign, Token, between, longest_at, phrase_at, tokens};
use crate::vocabulary::{AIM_VERBS, DATED_DOCUMENTS, TIME_BOUNDS, TIMES_OVER};

/// Tokens of a paragraph that are searched; a longer one is rather a text than a task.
const REACH: usize = 600;

/// The deadline that a sentence names, as written.
pub fn in_sentence(text: &str) -> Option<String> {
    let tokens = tokens(text, REACH);
    let mut year_only = None;
    for at in 0..tokens.len() {
        let token = tokens.get(at)?;
        if token.sign != Sign::Word {
            continue;
        }
        let Some(bound) = TIME_BOUNDS.at(&tokens, at) else { continue };
        // "tồn đọng từ trước năm 2020" looks back.
        if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|t| t.is("từ")) {
            continue;
        }
        let Some((end, precise)) = date(text, &tokens, at + bound) else { continue };
        let end = recurring(&tokens, further_dates(text, &tokens, end));
        let phrase = without_verb(between(text, &tokens, at, end));
        if !is_deadline(phrase) {
            continue;
        }
        if precise {
            return Some(phrase.to_string());
        }
        if year_only.is_none() && is_free(&tokens, at, end) && !is_goal(&tokens, at) {
            year_only = Some(phrase.to_string());
        }
    }
    year_only
}

/// Whether a phrase is understood as a deadline.
pub fn is_deadline(phrase: &str) -> bool {
    Deadline::parse(phrase)
        .is_ok_and(|deadline| matches!(deadline.when, When::Span { .. } | When::Recurring { .. }))
}

/// A deadline without the verb that says that something ends then, where it has a word of its own:
/// "hoàn thành trước ngày 30/6".
fn without_verb(phrase: &str) -> &str {
    const VERBS: &[&str] = &["hoàn thành ", "xong ", "kết thúc "];
    let lower = phrase.to_lowercase();
    let verb = VERBS.iter().find(|verb| lower.starts_with(**verb));
    // Letters keep their length in bytes when they are folded here: the verbs are all small.
    verb.and_then(|verb| phrase.get(verb.len()..)).map_or(phrase, str::trim_start)
}

/// The end of the dates that go on a date: "15/6 và 15/12".
fn further_dates(text: &str, tokens: &[Token], end: usize) -> usize {
    let mut end = end;
    loop {
        let joins =
            tokens.get(end).is_some_and(|token| token.is("và") || token.sign == Sign::Comma);
        match date(text, tokens, end + 1).filter(|(_, precise)| joins && *precise) {
            Some((next, _)) => end = next,
            None => return end,
        }
    }
}

/// "…; phấn đấu đến năm 2030 đạt 60%": what is aimed at by then, behind what is to be done.
fn is_goal(tokens: &[Token], at: usize) -> bool {
    let before = || (0..at).rev();
    let is_end = |index: &usize| {
        let sign = tokens.get(*index).map(|token| token.sign);
        matches!(sign, Some(Sign::Semicolon | Sign::Stop | Sign::Comma))
    };
    let Some(start) = before().find(is_end) else { return false };
    (start + 1..at).any(|index| AIM_VERBS.at(tokens, index).is_some())
}

/// The end of a date, and whether it is finer than a year.
fn date(text: &str, tokens: &[Token], at: usize) -> Option<(usize, bool)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.key.as_str());
    let is_number = |index: usize, most: usize| {
        let shown = between(text, tokens, index, index + 1);
        !shown.is_empty() && shown.len() <= most && shown.bytes().all(|b| b.is_ascii_digit())
    };
    let mut next = at;
    if word(next) == "ngày" {
        next += 1;
    }
    let shown = between(text, tokens, next, next + 1);
    // "15/11", "15/11/2026", "11/2026"
    let parts: Vec<&str> = shown.split(['/', '-', '.']).collect();
    let is_part = |part: &&str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    if (2..=3).contains(&parts.len()) && parts.iter().all(is_part) {
        return Some((next + 1, true));
    }
    if is_number(next, 2) && word(next + 1) == "tháng" && is_number(next + 2, 2) {
        let end = next + 3;
        return Some((with_year(text, tokens, end), true));
    }
    if is_number(next, 2)
        && word(next + 1) == "tháng"
        && month_and_year(between(text, tokens, next + 2, next + 3))
    {
        return Some((next + 3, true));
    }
    // "ngày 10 hằng tháng", "ngày 20 của tháng cuối quý", "thứ Sáu hằng tuần"
    let is_weekday = word(next) == "thứ" && tokens.get(next + 1).is_some_and(|token| token.capital);
    let day = if is_weekday { Some(next + 2) } else { is_number(next, 2).then_some(next + 1) };
    if let Some(end) = day {
        let every = recurring(tokens, end);
        if every > end {
            return Some((every, true));
        }
    }
    for unit in ["cuối", "đầu", "giữa"] {
        if word(next) == unit {
            next += 1;
        }
    }
    match word(next) {
        "tháng" if is_number(next + 1, 2) => Some((with_year(text, tokens, next + 2), true)),
        "tháng" if month_and_year(between(text, tokens, next + 1, next + 2)) => {
            Some((next + 2, true))
        }
        "quý" => {
            let quarter = between(text, tokens, next + 1, next + 2);
            let name = quarter.split('/').next().unwrap_or_default();
            let is_quarter = ["I", "II", "III", "IV", "1", "2", "3", "4"].contains(&name);
            is_quarter.then(|| (with_year(text, tokens, next + 2), true))
        }
        "năm" if is_number(next + 1, 4) && between(text, tokens, next + 1, next + 2).len() == 4 => {
            Some((next + 2, false))
        }
        _ => None,
    }
}

fn month_and_year(shown: &str) -> bool {
    shown.split_once('/').is_some_and(|(month, year)| {
        month.parse::<u8>().is_ok_and(|month| month <= 12)
            && year.len() == 4
            && year.parse::<u16>().is_ok()
    })
}

fn with_year(text: &str, tokens: &[Token], end: usize) -> usize {
    let year = between(text, tokens, end + 1, end + 2);
    let is_year = tokens.get(end).is_some_and(|token| token.is("năm"))
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit());
    if is_year { end + 2 } else { end }
}

/// "… hằng năm", "… của năm tiếp theo" behind a date belongs to it.
fn recurring(tokens: &[Token], end: usize) -> usize {
    end + TIMES_OVER.at(tokens, end).unwrap_or(0)
}

/// Whether a year stands by itself, and not in the name of a document or a period.
fn is_free(tokens: &[Token], at: usize, end: usize) -> bool {
    // "đến năm 2030, tầm nhìn đến năm 2045" is a name.
    let next = end + usize::from(tokens.get(end).is_some_and(|token| token.sign == Sign::Comma));
    if longest_at(
        tokens,
        next,
        &["tầm nhìn", "định hướng", "và tầm nhìn", "và định hướng", "và những năm"],
    )
    .is_some()
        || tokens.get(end).is_some_and(|token| token.sign == Sign::Dash)
    {
        return false;
    }
    // Back to the beginning of the clause.
    for index in (0..at).rev() {
        let Some(token) = tokens.get(index) else { return false };
        if matches!(token.sign, Sign::Semicolon | Sign::Stop) {
            return true;
        }
        // After a comma a document named before it may go on: "Chiến lược …, đến năm 2030".
        if DATED_DOCUMENTS.at(tokens, index).is_some()
            || tokens.get(index).is_some_and(|token| token.sign == Sign::Open)
        {
            return phrase_at(tokens, at, "hoàn thành").is_some();
        }
        if longest_at(tokens, index, &["phấn đấu", "hoàn thành", "xong"]).is_some() {
            return true;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_found_in_sentences() {
        for (text, expected) in [
            (
                "Báo cáo UBND tỉnh trước ngày 15 tháng 11 hằng năm.",
                "trước ngày 15 tháng 11 hằng năm",
            ),
            ("Trình UBND tỉnh trước 30/6/2026.", "trước 30/6/2026"),
            ("Lập đề án, hoàn thành trong quý III/2026.", "trong quý III/2026"),
            ("Lập đề án, hoàn thành trong năm 2026.", "trong năm 2026"),
            ("Báo cáo trước ngày 05/01/2025 và 05/6/2025.", "trước ngày 05/01/2025 và 05/6/2025"),
            ("Báo cáo trước ngày 15/6 và 15/12 hằng năm.", "trước ngày 15/6 và 15/12 hằng năm"),
            ("Gửi số liệu trước ngày 10 hằng tháng.", "trước ngày 10 hằng tháng"),
            ("Báo cáo vào thứ Sáu hằng tuần.", "vào thứ Sáu hằng tuần"),
            ("Phấn đấu đến năm 2030 có 50 cụm công nghiệp.", "đến năm 2030"),
            ("Đến năm 2030, hoàn thiện hạ tầng số.", "Đến năm 2030"),
            (
                "Gửi Sở Tài chính chậm nhất ngày 20/12/2026 để tổng hợp.",
                "chậm nhất ngày 20/12/2026",
            ),
            ("Hoàn thành trước ngày 01 tháng 7 năm 2026.", "trước ngày 01 tháng 7 năm 2026"),
            ("Xong trước tháng 9/2026", "trước tháng 9/2026"),
        ] {
            assert_eq!(in_sentence(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn dates_of_documents_are_no_deadlines() {
        for text in [
            "Thực hiện Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Trung ương.",
            "Triển khai Chiến lược phát triển công nghiệp đến năm 2025, tầm nhìn đến năm 2030.",
            "Đề án phát triển đô thị đến năm 2030 trên địa bàn tỉnh.",
            "Rà soát chỉ tiêu giai đoạn 2021 - 2030.",
            "Trước khi ban hành, lấy ý kiến các sở.",
            "Trong 05 năm, trồng 10 ha rừng.",
            "Xử lý 27 vụ tồn đọng từ trước năm 2020.",
            "Bổ sung vốn cho Quỹ; bảo đảm đến năm 2025 đạt 60 tỷ đồng.",
            "Trồng rừng, phấn đấu đến năm 2030 độ che phủ đạt 52%.",
        ] {
            assert_eq!(in_sentence(text), None, "{text}");
        }
    }
}
