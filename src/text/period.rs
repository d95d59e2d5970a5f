//! Tokens → a stretch of the calendar: "Quý III-IV/2025" is 1 July to 31 December 2025.
//!
//! Only the names of days, months, quarters and years, alone or in lists and ranges; what "trước"
//! or "đến" before them means is for the reader of deadlines. A phrase is read as a whole or not at
//! all, so the "15/2025" of a law's number never becomes a month.

use super::{Date, parse_roman, token::Token};

/// What a phrase covers, first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day of the earliest item.
    pub start: Date,
    /// The last day of the latest item.
    pub end: Date,
    /// Whether its end is named by a day, a month, a quarter or part of a year, not by a year.
    pub finer_than_year: bool,
    /// Whether it was one name and not a list or range.
    pub single: bool,
}

/// A date no calendar has ("31/02/2025") or a range that ends before it starts, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible(pub String);

/// A well-formed phrase; its dates may still be missing a year or be impossible.
#[derive(Debug)]
pub struct Phrase(Vec<Item>);

#[derive(Debug)]
struct Item {
    unit: Unit,
    year: Option<i16>,
    /// Joined to the item before it by a dash or "đến", so it must not come earlier.
    ends_range: bool,
    start: usize,
    end: usize,
}

/// What is named, with numbers as found: month 13 is refused when the phrase is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day { day: i8, month: i8 },
    Month(i8),
    Quarter(i8),
    Months { first: i8, last: i8 },
    Year,
}

/// Reads all the tokens as one phrase: items joined by dashes, "đến", commas, slashes or "và".
pub fn parse(tokens: &[&Token]) -> Option<Phrase> {
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let mut items: Vec<Item> = Vec::new();
    let (mut next, mut ends_range) = (0, false);
    loop {
        let (used, unit, year) = item(&words[next..], items.last().map(|item| item.unit))?;
        let (start, end) = (tokens[next].at.start, tokens[next + used - 1].at.end);
        items.push(Item { unit, year, ends_range, start, end });
        next += used;
        let joint = match &words[next..] {
            [] => return Some(Phrase(items)),
            [",", "va", ..] => 2,
            ["-" | "den" | "toi" | "," | "/" | "va", ..] => 1,
            _ => return None,
        };
        ends_range = matches!(words[next], "-" | "den" | "toi");
        next += joint;
    }
}

impl Phrase {
    /// The days covered; `text` is what the tokens were made from. An item without a year takes that
    /// of the next one, then of the one before, then `year`; `None` when no year is to be had.
    pub fn resolve(&self, text: &str, year: Option<i16>) -> Result<Option<Period>, Impossible> {
        let Phrase(items) = self;
        let mut years: Vec<Option<i16>> = items.iter().map(|item| item.year).collect();
        for i in (1..years.len()).rev() {
            years[i - 1] = years[i - 1].or(years[i]);
        }
        for i in 1..years.len() {
            years[i] = years[i].or(years[i - 1]);
        }
        let mut whole: Option<Period> = None;
        let mut previous: Option<(&Item, Date)> = None;
        for (item, year_found) in items.iter().zip(years) {
            let Some(year) = year_found.or(year) else {
                return Ok(None);
            };
            let found =
                |from: usize| Impossible(text.get(from..item.end).unwrap_or(text).to_owned());
            let (start, end) = item.unit.days(year).ok_or_else(|| found(item.start))?;
            if let Some((before, earlier)) = previous
                && item.ends_range
                && start < earlier
            {
                // "Tháng 9 - tháng 5/2026" is only careless: the first year was not written.
                let both_years = before.year.is_some() && item.year.is_some();
                return if both_years { Err(found(before.start)) } else { Ok(None) };
            }
            previous = Some((item, start));
            let finer_than_year = item.unit != Unit::Year;
            whole = Some(match whole {
                None => Period { start, end, finer_than_year, single: true },
                Some(whole) => Period {
                    start: whole.start.min(start),
                    end: whole.end.max(end),
                    finer_than_year: if end < whole.end {
                        whole.finer_than_year
                    } else {
                        finer_than_year
                    },
                    single: false,
                },
            });
        }
        Ok(whole)
    }
}

impl Unit {
    fn days(self, year: i16) -> Option<(Date, Date)> {
        let (first, last) = match self {
            Unit::Day { day, month } => {
                return Date::new(year, month, day).ok().map(|date| (date, date));
            }
            Unit::Month(month) => (month, month),
            Unit::Quarter(quarter @ 1..=4) => (quarter * 3 - 2, quarter * 3),
            Unit::Quarter(_) => return None,
            Unit::Months { first, last } => (first, last),
            Unit::Year => (1, 12),
        };
        let end = Date::new(year, last, 1).ok()?.last_of_month();
        Some((Date::new(year, first, 1).ok()?, end))
    }
}

/// One item at the head of the words: how many it takes, what it names and of which year.
fn item(words: &[&str], before: Option<Unit>) -> Option<(usize, Unit, Option<i16>)> {
    let (used, unit) = match words {
        ["ngay", rest @ ..] => {
            let (used, unit, year) = item(rest, None)?;
            return matches!(unit, Unit::Day { .. }).then_some((used + 1, unit, year));
        }
        ["cuoi", "quy" | "q" | "thang" | "t", ..] => {
            return item(&words[1..], None).map(|(used, unit, year)| (used + 1, unit, year));
        }
        ["nam", written, ..] => return Some((2, Unit::Year, Some(year(written)?))),
        [written, "-", month, "-", day, ..] if year(written).is_some() && small(day).is_some() => {
            return Some((5, day_of(day, month)?, year(written)));
        }
        [written, ..] if year(written).is_some() => return Some((1, Unit::Year, year(written))),
        ["quy" | "q", number, ..] => (2, Unit::Quarter(quarter(number)?)),
        ["thang" | "t", ".", number, ..] => (3, Unit::Month(small(number)?)),
        ["thang" | "t", number, ..] => (2, Unit::Month(small(number)?)),
        ["dau", rest @ ..] => (1, part_of_year(rest, 1, 3)?),
        ["giua", rest @ ..] => (1, part_of_year(rest, 4, 9)?),
        ["cuoi", rest @ ..] => (1, part_of_year(rest, 10, 12)?),
        [count, "thang", "dau", ..] => (3, Unit::Months { first: 1, last: small(count)? }),
        [count, "thang", "cuoi", ..] => (3, Unit::Months { first: 13 - small(count)?, last: 12 }),
        [day, "thang", month, ..] => (3, day_of(day, month)?),
        [day, one @ ("/" | "-" | "."), month, other, written, ..]
            if one == other && small(month).is_some() && year(written).is_some() =>
        {
            (3, day_of(day, month)?)
        }
        [day, "/", month, ..] if small(month).is_some() => (3, day_of(day, month)?),
        // "Quý III-IV/2025", "tháng 6, 7/2025"
        [number, ..] if matches!(before, Some(Unit::Quarter(_))) => {
            (1, Unit::Quarter(quarter(number)?))
        }
        [number, ..] if matches!(before, Some(Unit::Month(_))) => (1, Unit::Month(small(number)?)),
        [month, "/" | "-" | ".", written, ..] if year(written).is_some() => {
            (1, Unit::Month(small(month)?))
        }
        _ => return None,
    };
    match &words[used..] {
        ["/" | "-" | "." | ",", "nam", written, ..] if year(written).is_some() => {
            Some((used + 3, unit, year(written)))
        }
        ["/" | "-" | "." | "," | "nam", written, ..] if year(written).is_some() => {
            Some((used + 2, unit, year(written)))
        }
        [written, ..] if year(written).is_some() => Some((used + 1, unit, year(written))),
        _ => Some((used, unit, None)),
    }
}

/// "đầu năm", "giữa năm", "cuối năm" have no legal length; these bounds are ours.
fn part_of_year(rest: &[&str], first: i8, last: i8) -> Option<Unit> {
    matches!(rest, ["nam", ..]).then_some(Unit::Months { first, last })
}

fn day_of(day: &str, month: &str) -> Option<Unit> {
    Some(Unit::Day { day: small(day)?, month: small(month)? })
}

fn quarter(word: &str) -> Option<i8> {
    let numeral = || i8::try_from(parse_roman(&word.to_uppercase())?).ok();
    small(word).or_else(numeral)
}

/// A number of one or two digits.
fn small(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| word.len() <= 2 && is_number(word))
}

fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| is_number(word) && (1900..=2199).contains(year))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{short_date, token::tokens};

    fn read(text: &str, year: Option<i16>) -> String {
        let tokens = tokens(text);
        match parse(&tokens.iter().collect::<Vec<_>>()).map(|phrase| phrase.resolve(text, year)) {
            None => "unread".into(),
            Some(Ok(None)) => "no year".into(),
            Some(Err(Impossible(found))) => format!("impossible {found}"),
            Some(Ok(Some(period))) => {
                format!("{}-{}", short_date(period.start), short_date(period.end))
            }
        }
    }

    #[test]
    fn years_pass_along_a_list() {
        for (text, expected) in [
            ("quý III - IV/2025", "01/7/2025-31/12/2025"),
            ("quý 3-4/2025", "01/7/2025-31/12/2025"),
            ("quý III/IV năm 2025", "01/7/2025-31/12/2025"),
            ("tháng 6, 7 và 8/2025", "01/6/2025-31/8/2025"),
            ("tháng 3/2025, tháng 1", "01/01/2025-31/3/2025"),
            ("30/6 - 30/9/2025", "30/6/2025-30/9/2025"),
            ("tháng 9 - tháng 5/2026", "no year"),
            ("quý IV", "no year"),
            ("quý IV/2025 - quý II/2025", "impossible quý IV/2025 - quý II/2025"),
        ] {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_year_can_be_lent() {
        assert_eq!(read("15/11", Some(2024)), "15/11/2024-15/11/2024");
        assert_eq!(read("30/2", Some(2024)), "impossible 30/2");
    }

    #[test]
    fn all_or_nothing() {
        for text in [
            "15/2025/NĐ-CP",
            "45",
            "quý",
            "quý IV/2025 và",
            "9/6-2023-1",
            "ngày 2025",
            "2025-06",
            "năm 25",
            "٣/2025",
        ] {
            assert_eq!(read(text, None), "unread", "{text}");
        }
    }
}
