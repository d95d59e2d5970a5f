//! Tokens → the days a limit leaves: "Trước năm 2027" is everything up to 31 December 2026.
//!
//! Adds to `period` the words that open one side of it; all tokens are understood or none.

use super::{
    Date,
    period::{self, Impossible},
    token::{Token, begins, ends},
};

/// The first and the last day, one of which may be open, never both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day; `None` is "any time up to".
    pub start: Option<Date>,
    /// The last day; `None` is "from then on".
    pub end: Option<Date>,
    /// Whether its limit is named by a day, a month, a quarter or part of a year, not by a year.
    pub finer_than_year: bool,
}

/// The side of a date on which the task lies.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// From its first day on.
    From,
    /// From the day after it on.
    After,
    /// Up to its last day.
    UpTo,
    /// Up to the day before it, but a single day is included.
    Before,
}

/// Words that say on which side of a date the task lies; of several the last counts.
const BOUNDS: &[(&[&str], Bound)] = &[
    (&["tu"], Bound::From),
    (&["bat", "dau", "tu"], Bound::From),
    (&["sau"], Bound::After),
    (&["den"], Bound::UpTo),
    (&["toi"], Bound::UpTo),
    (&["cham", "nhat"], Bound::UpTo),
    (&["muon", "nhat"], Bound::UpTo),
    (&["truoc"], Bound::Before),
];

/// "và năm tiếp theo", "trở đi": the end is open after all.
const OPEN_ENDS: &[&[&str]] = &[&["va", "nam", "tiep", "theo"], &["tro", "di"]];

/// Reads "trước", "từ", "đến" … and the period after them; `text` and `year` are those of
/// `Phrase::resolve`. `None` when a token is not understood or no year is to be had.
pub fn parse(tokens: &[&Token], text: &str, year: Option<i16>) -> Result<Option<Span>, Impossible> {
    let (bound, mut rest) = take_bound(tokens);
    let open_end = OPEN_ENDS.iter().find(|phrase| ends(rest, phrase));
    rest = &rest[..rest.len() - open_end.map_or(0, |phrase| phrase.len())];
    let Some(phrase) = period::parse(rest) else {
        return Ok(None);
    };
    let Some(period) = phrase.resolve(text, year)? else {
        return Ok(None);
    };
    let (first, last) = (Some(period.start), Some(period.end));
    let (start, end) = match bound {
        _ if open_end.is_some() => (first, None),
        None => (first, last),
        Some(Bound::From) => (first, last.filter(|_| !period.single)),
        Some(Bound::After) => (period.end.tomorrow().ok(), None),
        Some(Bound::UpTo) => (None, last),
        // "Trước ngày 15/11" includes the day in practice; "trước năm 2027" does not include 2027.
        Some(Bound::Before) if period.start == period.end => (None, last),
        Some(Bound::Before) => (None, period.start.yesterday().ok()),
    };
    Ok(Some(Span { start, end, finer_than_year: period.finer_than_year }))
}

/// The side named by the words at the head, if any, and the tokens after them.
pub fn take_bound<'a, 'b>(tokens: &'b [&'a Token]) -> (Option<Bound>, &'b [&'a Token]) {
    let (mut rest, mut bound) = (tokens, None);
    while let Some((phrase, found)) = BOUNDS.iter().find(|(phrase, _)| begins(rest, phrase)) {
        rest = &rest[phrase.len()..];
        bound = Some(*found);
    }
    (bound, rest)
}

impl Span {
    /// The span from the earlier start to the later end; a side open in one is open, unless both
    /// would be, when this one stays.
    pub fn over(self, other: Span) -> Span {
        let start = self.start.zip(other.start).map(|(a, b)| a.min(b));
        let end = self.end.zip(other.end).map(|(a, b)| a.max(b));
        if start.is_none() && end.is_none() {
            return self;
        }
        let named = if end == other.end { other } else { self };
        Span { start, end, finer_than_year: named.finer_than_year }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    fn read(text: &str) -> Option<String> {
        let tokens = tokens(text);
        let span = parse(&tokens.iter().collect::<Vec<_>>(), text, None).ok()??;
        let side = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        Some(format!("{}..{}", side(span.start), side(span.end)))
    }

    #[test]
    fn bounds_open_a_side() {
        for (text, expected) in [
            ("từ năm 2025", Some("2025-01-01..")),
            ("từ 2025 đến 2030", Some("2025-01-01..2030-12-31")),
            ("sau quý I/2025", Some("2025-04-01..")),
            ("chậm nhất đến 30/6/2025", Some("..2025-06-30")),
            ("đến trước năm 2027", Some("..2026-12-31")),
            ("trước ngày 15/11/2025", Some("..2025-11-15")),
            ("2026-2030 và năm tiếp theo", Some("2026-01-01..")),
            ("từ 2025 trở đi", Some("2025-01-01..")),
            ("trước kỳ họp 2025", None),
            ("trước", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn spans_join() -> Result<(), jiff::Error> {
        let day = |day| Date::new(2025, 6, day);
        let (early, late) = (day(1)?, day(30)?);
        let span = |start, end| Span { start, end, finer_than_year: true };
        let whole = span(Some(early), Some(late));
        assert_eq!(span(Some(early), Some(early)).over(span(Some(late), Some(late))), whole);
        assert_eq!(span(None, Some(early)).over(whole), span(None, Some(late)));
        let until = span(None, Some(early));
        assert_eq!(until.over(span(Some(late), None)), until);
        Ok(())
    }
}
