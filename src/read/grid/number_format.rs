//! A number and the format of its cell → the words that the clerk sees.
//!
//! Invariant: total; a format that is not understood shows the number as it is.

use crate::read::limits;
use crate::text::{Date, day_month, short_date};

/// How a cell shows a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NumberFormat {
    /// As it is: "2026", "1,5".
    #[default]
    General,
    /// A date, of which some parts are shown.
    Date { day: bool, month: bool, year: bool },
    /// Hours and minutes.
    Time,
    /// Digits with words around them: `"Quý "0`.
    Digits { before: String, whole: usize, decimals: usize, percent: bool, after: String },
}

impl NumberFormat {
    /// A format that Excel knows by number (ECMA-376, Part 1, 18.8.30); `None` for one that a
    /// file must define.
    pub fn built_in(id: u32) -> Option<NumberFormat> {
        let date = |day, month, year| Some(NumberFormat::Date { day, month, year });
        match id {
            0 | 49 => Some(NumberFormat::General),
            1 | 3 | 37 | 38 => NumberFormat::of_code("0").into(),
            2 | 4 | 39 | 40 => NumberFormat::of_code("0.00").into(),
            9 => NumberFormat::of_code("0%").into(),
            10 => NumberFormat::of_code("0.00%").into(),
            14 | 15 | 22 | 30 | 36 | 50 | 54 | 57 | 58 => date(true, true, true),
            16 => date(true, true, false),
            17 => date(false, true, true),
            18..=21 | 45..=47 => Some(NumberFormat::Time),
            27..=35 | 51..=56 => date(true, true, true),
            _ => None,
        }
    }

    /// A format by its code, such as `dd/mm/yyyy` or `0.00"%"`; only the part for positive
    /// numbers counts.
    pub fn of_code(code: &str) -> NumberFormat {
        let (mut before, mut after) = (String::new(), String::new());
        let (mut whole, mut decimals, mut percent, mut digits, mut point) =
            (0, 0, false, false, false);
        let mut letters = String::new();
        let mut rest = code.chars().take(limits::FORMAT_CODE);
        while let Some(c) = rest.next() {
            let words = if digits { &mut after } else { &mut before };
            match c {
                ';' => break,
                '"' => words.extend(rest.by_ref().take_while(|c| *c != '"')),
                '\\' => words.extend(rest.next()),
                // "_x" leaves a gap, "*x" fills one, "[Red]" colours; "[h]" is a time.
                '_' | '*' => drop(rest.next()),
                '[' => {
                    let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    if matches!(
                        inside.to_ascii_lowercase().as_str(),
                        "h" | "hh" | "m" | "mm" | "s" | "ss"
                    ) {
                        letters.push_str(&inside);
                    }
                }
                '0' | '#' | '?' => {
                    digits = true;
                    match (point, c) {
                        (true, _) => decimals += usize::from(c == '0'),
                        (false, '0') => whole += 1,
                        (false, _) => {}
                    }
                }
                '.' if digits => point = true,
                '%' => percent = true,
                ' ' | '-' | '(' | ')' | '/' | '+' => words.push(c),
                _ if c.is_alphabetic() => letters.push(c),
                _ => {}
            }
        }
        if letters.eq_ignore_ascii_case("general") || letters == "@" {
            return NumberFormat::General;
        }
        if digits {
            // As in Excel; more than 65,535 cannot be formatted at all.
            let decimals = decimals.min(30);
            return NumberFormat::Digits { before, whole, decimals, percent, after };
        }
        let letters = letters.to_ascii_lowercase();
        let (day, year) = (letters.contains('d'), letters.contains('y'));
        let clock = letters.contains(['h', 's']);
        // "m" is a month, unless hours or seconds stand beside it and no day or year does.
        let month = letters.contains('m') && (day || year || !clock);
        match (day || month || year, clock) {
            (true, _) => NumberFormat::Date { day, month, year },
            (false, true) => NumberFormat::Time,
            (false, false) => NumberFormat::General,
        }
    }

    /// A format as pages and XML of Office write it: by its English name, or its code.
    pub fn of_name(name: &str) -> NumberFormat {
        match name {
            "Short Date" | "Medium Date" | "Long Date" | "General Date" => {
                NumberFormat::Date { day: true, month: true, year: true }
            }
            "Short Time" | "Medium Time" | "Long Time" => NumberFormat::Time,
            "Percent" => NumberFormat::of_code("0.00%"),
            "Fixed" | "Standard" => NumberFormat::of_code("0.00"),
            _ => NumberFormat::of_code(name),
        }
    }

    /// The number as the clerk sees it; days are counted from 1904 where `is_1904`.
    pub fn show(&self, number: f64, is_1904: bool) -> String {
        match self {
            NumberFormat::General => general(number),
            NumberFormat::Date { day, month, year } => match date_of(number, is_1904) {
                Some(date) => show_date(date, (*day, *month, *year)),
                None => general(number),
            },
            NumberFormat::Time => {
                let minutes = (number.rem_euclid(1.0) * 1440.0).round() as u32 % 1440;
                format!("{:02}:{:02}", minutes / 60, minutes % 60)
            }
            NumberFormat::Digits { before, whole, decimals, percent, after } => {
                let (number, sign) = if *percent { (number * 100.0, "%") } else { (number, "") };
                let digits = match decimals {
                    // "#.##" and "0" show what there is; only zeros ask for digits.
                    0 => general(number),
                    _ => format!("{number:.decimals$}").replace('.', ","),
                };
                let padding = "0".repeat(whole.saturating_sub(digits.len()).min(20));
                format!("{before}{padding}{digits}{sign}{after}").trim().to_string()
            }
        }
    }
}

/// Parts of a date, with the zeros of NĐ 30/2020 (before days under 10, months 1 and 2).
fn show_date(date: Date, (day, month, year): (bool, bool, bool)) -> String {
    let short = short_date(date);
    let of_month = || short.split_once('/').map_or(short.as_str(), |(_, rest)| rest).to_string();
    match (day, month, year) {
        (false, true, true) => of_month(),
        (false, false, true) => date.year().to_string(),
        (true, true, false) => day_month(date.month(), date.day()),
        (false, true, false) => date.month().to_string(),
        (true, false, false) => date.day().to_string(),
        _ => short,
    }
}

/// Excel's number of days → the day; 1900 is a leap year there (ECMA-376, Part 1, 18.17.4.1).
pub fn date_of(number: f64, is_1904: bool) -> Option<Date> {
    if !(0.0..=2_958_465.0).contains(&number) {
        return None;
    }
    let days = number.floor() as i64;
    let (start, days) = match (is_1904, days) {
        (true, _) => (Date::new(1904, 1, 1).ok()?, days),
        (false, 0..60) => (Date::new(1899, 12, 31).ok()?, days),
        (false, _) => (Date::new(1899, 12, 30).ok()?, days),
    };
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A number as Excel's format "General" shows it, with a decimal comma: 2026.0 is what the clerk
/// sees as 2026, and 15 digits count.
pub fn general(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_clerk_sees_them() {
        let day = 45838.0; // 30/6/2025
        for (code, number, expected) in [
            ("General", 2025.0, "2025"),
            ("General", 0.1 + 0.2, "0,3"),
            ("0", 4.0, "4"),
            ("00", 4.0, "04"),
            ("#,##0", 1500.0, "1500"),
            ("0.0", 1.1, "1,1"),
            ("0.00", 1.1, "1,10"),
            ("0%", 0.85, "85%"),
            ("0\"%\"", 85.0, "85%"),
            ("\"Quý \"0", 4.0, "Quý 4"),
            ("0\" ngày\"", 30.0, "30 ngày"),
            ("\\T\\h\\á\\n\\g 0", 6.0, "Tháng 6"),
            ("dd/mm/yyyy", day, "30/6/2025"),
            ("[$-42A]dd\\/mm\\/yyyy;@", day, "30/6/2025"),
            ("mm/yyyy", day, "6/2025"),
            ("mmm-yy", 45689.0, "02/2025"),
            ("yyyy", day, "2025"),
            ("d/m", day, "30/6"),
            ("h:mm", 0.5, "12:00"),
            ("[h]:mm", 0.25, "06:00"),
            ("@", 5.0, "5"),
            ("[Red]0;[Blue]-0", 5.0, "5"),
            ("_(* #,##0_);_(* (#,##0)", 7.0, "7"),
        ] {
            assert_eq!(NumberFormat::of_code(code).show(number, false), expected, "{code}");
        }
        assert_eq!(NumberFormat::of_code("d/m/yyyy").show(day - 1462.0, true), "30/6/2025");
        assert_eq!(
            NumberFormat::built_in(17).map(|f| f.show(day, false)).as_deref(),
            Some("6/2025")
        );
    }

    #[test]
    fn decimals_without_end_are_cut_off() {
        let format = NumberFormat::of_code(&format!("0.{}", "0".repeat(70_000)));
        assert_eq!(format.show(1.5, false), format!("1,5{}", "0".repeat(29)));
    }

    #[test]
    fn numbers_that_are_no_days_stay_numbers() {
        let date = NumberFormat::of_code("dd/mm/yyyy");
        assert_eq!(date.show(-5.0, false), "-5");
        assert_eq!(date.show(1e300, false), general(1e300));
        assert_eq!(date.show(f64::NAN, false), "NaN");
    }
}
