//! The date of a document as a draft has it, whole or with blanks → the days that may be meant.
//!
//! "ngày … tháng 12 năm 2025" is December 2025: what is written counts, and what is blank stays
//! open. A text that holds anything else than a date and its blanks is no date.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::date::{DateError, month_number, parse_date, short_date};
use super::normal::single_line;

/// A date that a draft may not know in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IssueDate {
    /// The day is known.
    Day(Date),
    /// The month is known: its first day.
    Month(Date),
    /// Only the year is known.
    Year(i16),
    /// Nothing is known.
    #[default]
    Unknown,
}

impl IssueDate {
    /// The days that may be meant, first and last.
    pub fn period(self) -> Option<(Date, Date)> {
        match self {
            IssueDate::Day(day) => Some((day, day)),
            IssueDate::Month(first) => Some((first, first.last_of_month())),
            IssueDate::Year(year) => {
                let day = |month, day| Date::new(year, month, day).ok();
                Some((day(1, 1)?, day(12, 31)?))
            }
            IssueDate::Unknown => None,
        }
    }

    /// The day on which bodies are looked up: the last that may be meant, because a draft is issued
    /// after it is written.
    pub fn last_day(self) -> Option<Date> {
        self.period().map(|(_, last)| last)
    }

    /// The year, where anything is known.
    pub fn year(self) -> Option<i16> {
        self.last_day().map(Date::year)
    }

    /// "15/6/2025", "12/2025", "2025"; empty where nothing is known.
    pub fn shown(self) -> String {
        match self {
            IssueDate::Day(day) => short_date(day),
            IssueDate::Month(first) => {
                format!("{}/{}", month_number(first.month()), first.year())
            }
            IssueDate::Year(year) => year.to_string(),
            IssueDate::Unknown => String::new(),
        }
    }
}

/// Dates with a blank day, with "#" for a number and without what stands for the blank.
const MONTHS: &[&str] = &[
    "#/#",
    "#-#",
    "/#/#",
    "-#-#",
    "ngày#/#",
    "ngày/#/#",
    "ngày-#-#",
    "tháng#/#",
    "tháng#-#",
    "tháng#năm#",
    "ngàytháng#/#",
    "ngàytháng#năm#",
];

/// Dates with a blank month.
const YEARS: &[&str] = &[
    "#",
    "/#",
    "//#",
    "--#",
    "năm#",
    "ngày//#",
    "ngày--#",
    "tháng/#",
    "thángnăm#",
    "ngàytháng/#",
    "ngàythángnăm#",
    // The day alone says no more than the year does.
    "#//#",
    "ngày#//#",
    "ngày#thángnăm#",
];

/// Dates with a blank year.
const BLANKS: &[&str] = &[
    "//",
    "--",
    "ngày//",
    "ngày--",
    "ngàytháng",
    "thángnăm",
    "ngàythángnăm",
    "tháng#năm",
    "ngàytháng#năm",
    "ngày#tháng#năm",
    "ngày#thángnăm",
];

/// Reads a date, also one with blanks for its day, its month or its year: "ngày … tháng 12 năm
/// 2025", "…/12/2025", "12/2025", "tháng 12 năm 2025", "2025-12", "năm 2025".
///
/// # Errors
/// A text that is no date; a day or a month that no calendar has.
pub fn parse_issue_date(text: &str) -> Result<IssueDate, DateError> {
    match parse_date(text) {
        Ok(day) => return Ok(IssueDate::Day(day)),
        Err(DateError::Impossible) => return Err(DateError::Impossible),
        Err(DateError::NotADate) => {}
    }
    let (mut shape, mut numbers) = parts(text);
    // "năm 20…": a form has the century printed.
    if numbers.last().is_some_and(|last| last == "20") && shape.ends_with('#') && numbers.len() < 4
    {
        shape.pop();
        numbers.pop();
    }
    if BLANKS.contains(&shape.as_str()) {
        return Ok(IssueDate::Unknown);
    }
    let year_first = shape == "#-#" && numbers.first().is_some_and(|first| first.len() == 4);
    if year_first {
        numbers.reverse();
    }
    let year = numbers.last().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    let year = year.filter(|year| (1900..=2199).contains(year)).ok_or(DateError::NotADate)?;
    if YEARS.contains(&shape.as_str()) {
        return Ok(IssueDate::Year(year));
    }
    let [month, _] = numbers.as_slice() else { return Err(DateError::NotADate) };
    if !MONTHS.contains(&shape.as_str()) || month.len() > 2 {
        return Err(DateError::NotADate);
    }
    let month = month.parse().map_err(|_| DateError::NotADate)?;
    Date::new(year, month, 1).map(IssueDate::Month).map_err(|_| DateError::Impossible)
}

/// The date at the beginning of a text, up to its year: what follows the year is not looked at.
pub fn leading_issue_date(text: &str) -> Option<IssueDate> {
    let mut run = 0;
    for (index, c) in text.char_indices() {
        if c.is_ascii_digit() {
            run += 1;
            continue;
        }
        if run == 4
            && let Some(date) = text.get(..index).and_then(|date| parse_issue_date(date).ok())
        {
            return Some(date);
        }
        run = 0;
    }
    parse_issue_date(text).ok()
}

/// The shape of a text as [`MONTHS`] has them, and its numbers.
fn parts(text: &str) -> (String, Vec<String>) {
    // What offices leave or type where a number is still open.
    let is_blank = |c: char| matches!(c, '.' | '_' | '*' | '?' | '(' | ')' | '[' | ']' | ',' | ';');
    let folded: Vec<char> = single_line(text).to_lowercase().nfkc().collect();
    let (mut shape, mut numbers) = (String::new(), Vec::<String>::new());
    let mut word = String::new();
    for (index, &c) in folded.iter().enumerate() {
        let digit =
            |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            if digit(index.checked_sub(1)) {
                if let Some(number) = numbers.last_mut() {
                    number.push(c);
                }
            } else {
                shape.push('#');
                numbers.push(c.to_string());
            }
        } else if c.is_alphabetic() {
            word.push(c);
            if folded.get(index + 1).is_none_or(|next| !next.is_alphabetic()) {
                // "xx" and "dd" stand for a number, as dots do.
                let stands_for = ["x", "xx", "d", "dd", "m", "mm"].contains(&word.as_str());
                if !stands_for {
                    shape.push_str(&word);
                }
                word.clear();
            }
        } else if c == '.' && digit(index.checked_sub(1)) && digit(Some(index + 1)) {
            shape.push('/');
        } else if c != ' ' && !is_blank(c) {
            shape.push(if c == '–' { '-' } else { c });
        }
    }
    (shape, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn blanks_stay_open_and_the_rest_counts() {
        let december = IssueDate::Month(date(2025, 12, 1));
        for text in [
            "ngày … tháng 12 năm 2025",
            "ngày     tháng 12 năm 2025",
            "ngày ..... tháng 12 năm 2025",
            "Ngày ___ tháng 12 năm 2025",
            "ngày (…) tháng 12 năm 2025",
            "tháng 12 năm 2025",
            "Tháng 12/2025",
            "    /12/2025",
            "…/12/2025",
            "../12/2025",
            "__/12/2025",
            "xx/12/2025",
            "ngày …/12/2025",
            "12/2025",
            "12.2025",
            "12-2025",
            "2025-12",
        ] {
            assert_eq!(parse_issue_date(text), Ok(december), "{text}");
        }
        for text in
            ["2025", "năm 2025", "…/…/2025", "ngày … tháng … năm 2025", "ngày 5 tháng … năm 2025"]
        {
            assert_eq!(parse_issue_date(text), Ok(IssueDate::Year(2025)), "{text}");
        }
        for text in
            ["…/…/…", "ngày … tháng … năm …", "ngày … tháng … năm 20…", "ngày … tháng 12 năm"]
        {
            assert_eq!(parse_issue_date(text), Ok(IssueDate::Unknown), "{text}");
        }
        assert_eq!(parse_issue_date("9/6/2023"), Ok(IssueDate::Day(date(2023, 6, 9))));
    }

    #[test]
    fn other_text_is_no_date_and_a_slip_is_told() {
        for text in [
            "",
            "-",
            "…",
            "mồng năm Tết",
            "Quý IV/2025",
            "15/2025/NĐ-CP",
            "12/25",
            "tháng 12",
            "1899",
        ] {
            assert_eq!(parse_issue_date(text), Err(DateError::NotADate), "{text}");
        }
        for text in ["13/2025", "ngày … tháng 13 năm 2025", "31/02/2025", "tháng 0/2025"] {
            assert_eq!(parse_issue_date(text), Err(DateError::Impossible), "{text}");
        }
    }

    #[test]
    fn what_follows_the_year_is_not_looked_at() {
        let read = |text| leading_issue_date(text);
        assert_eq!(read("… tháng 12 năm 2025 của Sở Y tế"), parse_issue_date("12/2025").ok());
        assert_eq!(
            read("05/12/2025, thay Quyết định năm 2019"),
            parse_issue_date("05/12/2025").ok()
        );
        assert_eq!(read("hội nghị năm 2025"), None);
    }

    #[test]
    fn the_last_day_decides() {
        let last = |text| parse_issue_date(text).ok().and_then(IssueDate::last_day);
        assert_eq!(last("12/2025"), Some(date(2025, 12, 31)));
        assert_eq!(last("tháng 02 năm 2024"), Some(date(2024, 2, 29)));
        assert_eq!(last("2025"), Some(date(2025, 12, 31)));
    }
}
