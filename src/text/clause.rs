//! The text of a deadline → dates, a recurrence or a condition.
//!
//! A clause is understood as a whole, or by a part of it that is one whole date; so a number that
//! merely stands in the text is never taken for a year.

use super::{
    period::Impossible,
    rhythm::{Recurrence, take_rhythm},
    span::{self, Span},
    token::{Token, begins, tokens},
};

/// What a text about a time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Days of the calendar.
    Span(Span),
    /// `until` is the limit in every year, for yearly ones only.
    Recurring { every: Recurrence, until: Option<MonthDay> },
    /// A time that depends on an event or is counted from one.
    Condition,
    /// None of the known forms.
    Unknown,
}

/// A day of every year; 29 February is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1–12.
    pub month: i8,
    /// 1–31, and never more than the month has.
    pub day: i8,
}

/// Words around a date that do not change it: "hoàn thành trong …", "thời gian thực hiện: …".
const FILLERS: &[&str] = &[
    "trong", "vong", "hoan", "thanh", "xong", "het", "vao", "la", "thoi", "gian", "han", "thuc",
    "hien", "du", "kien", "giai", "doan", "phai", "cua", "nay", "cac", "nhung", "\n",
];

/// A limit further on in a clause, whose beginning says what is to be done: "Trình UBND tỉnh trước …".
const LIMITS: &[&str] = &["truoc", "den", "cham", "trong"];

/// How a clause begins that ties the deadline to an event.
const CONDITIONS: &[&[&str]] = &[
    &["sau"],
    &["khi"],
    &["truoc", "khi"],
    &["den", "khi"],
    &["theo"],
    &["tuy"],
    &["ngay", "sau"],
    &["ngay", "khi"],
    &["ke", "tu"],
    &["can", "cu"],
];

/// What a length of time is counted in.
const UNITS: &[&str] = &["gio", "ngay", "tuan", "thang", "quy", "nam"];

/// No deadline has more words; a hostile cell is left unread instead of searched for minutes.
const MOST_TOKENS: usize = 200;

/// A leap year, so that 29 February is a day of every year.
const ANY_YEAR: i16 = 2024;

/// Reads any `clean` text. Clauses that are all spans make one span over all; of others the first
/// with a date or a recurrence counts, then the first condition.
pub fn read(text: &str) -> Result<Reading, Impossible> {
    let tokens = tokens(text);
    if tokens.len() > MOST_TOKENS {
        return Ok(Reading::Unknown);
    }
    let tokens: Vec<&Token> = tokens.iter().collect();
    // A line break may be no more than the wrapping of a narrow cell.
    if let [sentence] = split(&tokens, &[";"]).as_slice()
        && let Some(reading) = whole(sentence, text)?
    {
        return Ok(reading);
    }
    let clauses = split(&tokens, &[";", "\n"]);
    let readings: Result<Vec<Reading>, _> =
        clauses.iter().map(|words| clause(words, text)).collect();
    Ok(combine(readings?))
}

fn combine(readings: Vec<Reading>) -> Reading {
    let as_span = |reading: &Reading| {
        if let Reading::Span(span) = reading { Some(*span) } else { None }
    };
    let spans: Option<Vec<Span>> = readings.iter().map(as_span).collect();
    if let Some(span) = spans.and_then(|spans| spans.into_iter().reduce(Span::over)) {
        return Reading::Span(span);
    }
    let rank = |reading: &Reading| match reading {
        Reading::Span(_) | Reading::Recurring { .. } => 0,
        Reading::Condition => 1,
        Reading::Unknown => 2,
    };
    // Of equals, the first.
    readings.into_iter().min_by_key(rank).unwrap_or(Reading::Unknown)
}

/// Reads a clause, or a part of it between commas, or what follows a limit in it.
fn clause(words: &[&Token], text: &str) -> Result<Reading, Impossible> {
    let parts = split(words, &[","]);
    let candidates = || std::iter::once(words).chain(parts.iter().copied());
    let after_limits = candidates().flat_map(|part| {
        (1..part.len()).filter(|&i| LIMITS.contains(&part[i].word.as_str())).map(|i| &part[i..])
    });
    for candidate in candidates().chain(after_limits) {
        if let Some(reading) = whole(candidate, text)? {
            return Ok(reading);
        }
    }
    if is_condition(words) {
        return Ok(Reading::Condition);
    }
    let (every, _) = take_rhythm(words);
    Ok(every.map_or(Reading::Unknown, |every| Reading::Recurring { every, until: None }))
}

/// Reads the words only if every one of them is understood.
fn whole(words: &[&Token], text: &str) -> Result<Option<Reading>, Impossible> {
    let (every, rest) = take_rhythm(&without_fillers(words));
    let rest = trim(&rest);
    let dated = span::parse(rest, text, None)?;
    let Some(every) = every else {
        return Ok(dated.map(Reading::Span));
    };
    // "Hằng năm, giai đoạn 2026-2030": the years are those of the plan.
    if rest.is_empty() || dated.is_some() {
        return Ok(Some(Reading::Recurring { every, until: None }));
    }
    let Some(span) = span::parse(rest, text, Some(ANY_YEAR))? else {
        return Ok(None);
    };
    let end = span.end.filter(|_| every == Recurrence::Yearly);
    let until = end.map(|end| MonthDay { month: end.month(), day: end.day() });
    Ok(Some(Reading::Recurring { every, until }))
}

/// "Sau khi …", "Theo …", or a length of time: "30 ngày", "chậm nhất 06 tháng kể từ …".
fn is_condition(words: &[&Token]) -> bool {
    let words = without_fillers(words);
    if CONDITIONS.iter().any(|phrase| begins(&words, phrase)) {
        return true;
    }
    let (_, words) = span::take_bound(&words);
    let [number, unit, rest @ ..] = words else {
        return false;
    };
    // "6 tháng đầu năm", "30 tháng 6" are dates that lack their year.
    let is_date = |next: &&Token| next.is_number() || ["dau", "cuoi"].contains(&next.word.as_str());
    number.is_number() && UNITS.contains(&unit.word.as_str()) && !rest.first().is_some_and(is_date)
}

fn without_fillers<'a>(words: &[&'a Token]) -> Vec<&'a Token> {
    words.iter().copied().filter(|token| !FILLERS.contains(&token.word.as_str())).collect()
}

fn split<'a, 'b>(words: &'b [&'a Token], marks: &[&str]) -> Vec<&'b [&'a Token]> {
    let pieces = words.split(|token| marks.contains(&token.word.as_str()));
    pieces.map(trim).filter(|piece| !piece.is_empty()).collect()
}

/// Drops list bullets before and commas around a clause.
fn trim<'a, 'b>(mut words: &'b [&'a Token]) -> &'b [&'a Token] {
    while let [first, rest @ ..] = words
        && matches!(first.word.as_str(), "," | "-" | "+" | "\n")
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && matches!(last.word.as_str(), "," | "\n")
    {
        words = rest;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_span(text: &str) -> bool {
        matches!(read(text), Ok(Reading::Span(_)))
    }

    // The forms themselves are listed with their meanings in `model/deadline.rs`.
    #[test]
    fn dates_are_found_behind_other_words() {
        assert!(is_span("Trình UBND tỉnh trong quý IV/2025"));
        assert!(is_span("Báo cáo kết quả, trước 30/6/2025"));
        assert!(is_span("Sớm nhất có thể; năm 2026"));
        assert!(!is_span("Ban hành 45 văn bản theo Nghị quyết 12/2025/NQ-HĐND"));
    }

    #[test]
    fn a_line_break_may_be_wrapping_or_a_new_clause() {
        assert_eq!(read("Giai đoạn\n2021-\n2025"), read("2021-2025"));
        assert_eq!(read("Quý I/2025\nQuý III/2025"), read("Quý I/2025; Quý III/2025"));
    }

    #[test]
    fn hostile_length_is_harmless() {
        for word in ["ngày ", "trước ", "6 tháng ", "(", "2025,"] {
            assert_eq!(read(&word.repeat(20_000)), Ok(Reading::Unknown));
        }
        assert_eq!(read(&"ngày ".repeat(MOST_TOKENS)), Ok(Reading::Unknown));
    }

    #[test]
    fn conditions_and_lengths_of_time_have_no_date() {
        for text in [
            "Khi có yêu cầu",
            "Sau khi họp",
            "Trước khi họp",
            "45 ngày",
            "Chậm nhất 30 ngày",
            "Căn cứ tình hình",
            "02 năm",
        ] {
            assert_eq!(read(text), Ok(Reading::Condition), "{text}");
        }
        for text in ["30 tháng 6", "6 tháng đầu năm", "ngày", "", ";,\n-"] {
            assert_eq!(read(text), Ok(Reading::Unknown), "{text}");
        }
    }
}
