//! A date as clerks write it ⇄ a calendar date.
//!
//! Only whole dates of the years 1900–2199 with four-digit years; looser deadlines are read by
//! `period`.

use super::normal::single_line;
pub use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Why a text is not a date: a misread is told from a slip of the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not written in any of the known ways.
    NotADate,
    /// Written as a date, but no calendar has it: 31/02/2025.
    Impossible,
}

/// The ways to write a date, with "#" for a number and without spaces; a four-digit first number
/// means year, month, day.
const SHAPES: &[&str] = &[
    "#/#/#",
    "#-#-#",
    "#.#.#",
    "ngày#/#/#",
    "ngày#-#-#",
    "ngày#.#.#",
    "#tháng#năm#",
    "ngày#tháng#năm#",
];

/// Reads "9/6/2023", "09-06-2023", "9.6.2023", "2023-06-09", `[ngày] 09 tháng 6 năm 2023`.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let text = single_line(text).to_lowercase().nfkc().collect::<String>();
    let (mut shape, mut numbers) = (String::new(), Vec::<String>::new());
    let mut in_number = false;
    for c in text.chars() {
        match (c.is_ascii_digit(), numbers.last_mut()) {
            (true, Some(number)) if in_number => number.push(c),
            (true, _) => {
                numbers.push(c.to_string());
                shape.push('#');
            }
            (false, _) if c != ' ' => shape.push(c),
            (false, _) => {}
        }
        in_number = c.is_ascii_digit();
    }
    let [first, month, last] = numbers.as_slice() else {
        return Err(DateError::NotADate);
    };
    let (day, year) =
        if first.len() == 4 && shape == "#-#-#" { (last, first) } else { (first, last) };
    if !SHAPES.contains(&shape.as_str()) || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return Err(DateError::NotADate);
    }
    let year =
        year.parse().ok().filter(|year| (1900..=2199).contains(year)).ok_or(DateError::NotADate)?;
    let (Ok(month), Ok(day)) = (month.parse(), day.parse()) else {
        return Err(DateError::NotADate);
    };
    Date::new(year, month, day).map_err(|_| DateError::Impossible)
}

/// "ngày 09 tháng 6 năm 2023": a zero before days below 10 and before months 1 and 2 only
/// (NĐ 30/2020, Phụ lục I, Phần I, mục II.4.b).
pub fn long_date(date: Date) -> String {
    format!("ngày {:02} {}", date.day(), month_and_year(date))
}

/// "tháng 6 năm 2023", with the zeros of `long_date`.
pub fn month_and_year(date: Date) -> String {
    format!("tháng {} năm {}", month_number(date.month()), date.year())
}

/// "09/6/2023", with the zeros of `long_date`.
pub fn short_date(date: Date) -> String {
    format!("{}/{}", day_month(date.month(), date.day()), date.year())
}

/// "09/6", with the zeros of `long_date`: a day of every year.
pub fn day_month(month: i8, day: i8) -> String {
    format!("{day:02}/{}", month_number(month))
}

/// The month with the zero of `long_date`.
pub(super) fn month_number(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_way_of_writing_is_read() {
        for text in [
            "9/6/2023",
            "09/06/2023",
            "09-06-2023",
            "9.6.2023",
            "2023-06-09",
            "ngày 09 tháng 6 năm 2023",
            "Ngày 9 Tháng 06 Năm 2023",
            "09 tháng 6 năm 2023",
            "ngày 09/6/2023",
            "\u{3000}09 /\u{A0}6 / 2023\n",
            "０９/６/２０２３",
            "nga\u{300}y 09 tháng 6\nnăm 2023",
        ] {
            assert_eq!(parse_date(text), Ok(date(2023, 6, 9)), "{text:?}");
        }
    }

    #[test]
    fn slips_are_told_from_other_text() {
        for text in [
            "31/02/2025",
            "29/2/2023",
            "0/1/2025",
            "1/13/2025",
            "2025-02-30",
            "ngày 31 tháng 4 năm 2025",
        ] {
            assert_eq!(parse_date(text), Err(DateError::Impossible), "{text:?}");
        }
        for text in [
            "",
            "9/6",
            "9/6/23",
            "9/6-2023",
            "6/2023",
            "1 2/6/2023",
            "9/6/1899",
            "9/6/2200",
            "009/6/2023",
            "Quý IV/2025",
            "2023/06/09",
            "9/6/2023/1",
            "trước 9/6/2023",
            "9/6/20230000000000000",
        ] {
            assert_eq!(parse_date(text), Err(DateError::NotADate), "{text:?}");
        }
    }

    #[test]
    fn zeros_follow_the_decree() {
        for (given, long, short) in [
            (date(2023, 6, 9), "ngày 09 tháng 6 năm 2023", "09/6/2023"),
            (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
            (date(2023, 2, 7), "ngày 07 tháng 02 năm 2023", "07/02/2023"),
            (date(2024, 7, 22), "ngày 22 tháng 7 năm 2024", "22/7/2024"),
            (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025", "31/12/2025"),
        ] {
            assert_eq!((long_date(given).as_str(), short_date(given).as_str()), (long, short));
            assert_eq!((parse_date(long), parse_date(short)), (Ok(given), Ok(given)));
        }
    }
}
