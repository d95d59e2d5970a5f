//! A value and the format of its cell → the words that the clerk sees.
//!
//! Invariant: every value gives words; a format that is not understood shows the number as it is. A
//! date that stands day first in numbers, or that has words, is shown letter by letter, so that the
//! clerk finds in print what the cell shows. A date in another order is turned, and written as NĐ
//! 30/2020 wants it.

use super::format_code::{Comparison, Piece, Section, sections};
use crate::text::{Date, day_month, parse_date, short_date};

/// How a cell shows its value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberFormat {
    /// At most four; none shows the value as it is.
    sections: Vec<Section>,
}

/// What a format makes of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TextShown {
    /// It is shown as it is.
    #[default]
    Whole,
    /// It is not shown: `;;;`.
    Hidden,
    /// With words before and behind it: `@" (dự kiến)"`.
    Between(String, String),
}

impl NumberFormat {
    /// A format that Excel knows by number (ECMA-376, Part 1, 18.8.30); `None` for one that a
    /// file must define.
    pub fn built_in(id: u32) -> Option<NumberFormat> {
        let code = match id {
            0 | 11..=13 | 48 | 49 => "General",
            1 | 3 | 5 | 6 | 37 | 38 | 41 | 42 => "0",
            2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => "0.00",
            9 => "0%",
            10 => "0.00%",
            // Those of East Asia are dates too.
            14 | 15 | 27..=31 | 36 | 50..=58 => "dd/mm/yyyy",
            16 => "d/m",
            17 => "mm/yyyy",
            18..=21 | 32..=35 | 45..=47 => "hh:mm",
            22 => "dd/mm/yyyy hh:mm",
            _ => return None,
        };
        Some(NumberFormat::of_code(code))
    }

    /// A format by its code, such as `dd/mm/yyyy` or `"Quý "0`.
    pub fn of_code(code: &str) -> NumberFormat {
        NumberFormat { sections: sections(code) }
    }

    /// A format as pages and XML of Office write it: by its English name, or its code.
    pub fn of_name(name: &str) -> NumberFormat {
        NumberFormat::of_code(match name {
            "Short Date" | "Medium Date" | "Long Date" => "dd/mm/yyyy",
            "General Date" => "dd/mm/yyyy hh:mm",
            "Short Time" | "Medium Time" | "Long Time" => "hh:mm",
            "Percent" => "0.00%",
            "Fixed" | "Standard" => "0.00",
            _ => name,
        })
    }

    /// Whether it shows numbers as days.
    pub fn is_date(&self) -> bool {
        self.sections.first().is_some_and(|section| shows_day(&section.pieces))
    }

    /// Whether it shows every value as it is.
    pub fn is_general(&self) -> bool {
        self.sections.is_empty()
    }

    /// The number as the clerk sees it, empty where the format hides it; days are counted from
    /// 1904 where `is_1904`.
    pub fn show(&self, number: f64, is_1904: bool) -> String {
        match self.section_of(number) {
            None => general(number),
            Some(_) if !number.is_finite() => general(number),
            Some((section, number)) => section.show(number, is_1904).trim().to_string(),
        }
    }

    /// What becomes of a text in such a cell. A format of fewer than four sections says nothing of
    /// texts, unless its last one has `@`.
    pub fn around_text(&self) -> TextShown {
        let is_text = |piece: &Piece| *piece == Piece::Text;
        let section = match self.sections.as_slice() {
            [.., last] if last.pieces.iter().any(is_text) => last,
            [_, _, _, last] => last,
            _ => return TextShown::Whole,
        };
        let words = |pieces: &[Piece]| -> String {
            let words = pieces.iter().filter_map(|piece| match piece {
                Piece::Words(words) => Some(words.as_str()),
                _ => None,
            });
            words.collect()
        };
        // Words in the place of the text hide it too.
        let Some(at) = section.pieces.iter().position(is_text) else { return TextShown::Hidden };
        let (before, behind) = section.pieces.split_at(at);
        match (words(before), words(behind)) {
            (before, behind) if before.trim().is_empty() && behind.trim().is_empty() => {
                TextShown::Whole
            }
            (before, behind) => TextShown::Between(before, behind),
        }
    }

    /// The section that shows a number, and the number as it shows it: that for negative ones
    /// leaves the sign out.
    fn section_of(&self, number: f64) -> Option<(&Section, f64)> {
        let has_text = |section: &Section| section.pieces.contains(&Piece::Text);
        // The last of four, or the one with "@", is that of texts.
        let of_numbers = match self.sections.as_slice() {
            [numbers @ .., _] if numbers.len() == 3 => numbers,
            [numbers @ .., last] if !numbers.is_empty() && has_text(last) => numbers,
            all => all,
        };
        let holds = |section: &&Section| section.condition.is_none_or(|it| compares(number, it));
        if of_numbers.iter().any(|section| section.condition.is_some()) {
            let found = of_numbers.iter().find(holds).or_else(|| of_numbers.last());
            return found.map(|section| (section, number));
        }
        match of_numbers {
            [_, negative, ..] if number < 0.0 => Some((negative, -number)),
            [_, _, zero] if number == 0.0 => Some((zero, number)),
            [first, ..] => Some((first, number)),
            [] => None,
        }
    }
}

fn compares(number: f64, (comparison, bound): (Comparison, f64)) -> bool {
    match comparison {
        Comparison::Less => number < bound,
        Comparison::AtMost => number <= bound,
        Comparison::Equal => number == bound,
        Comparison::Unequal => number != bound,
        Comparison::AtLeast => number >= bound,
        Comparison::More => number > bound,
    }
}

impl Section {
    fn show(&self, number: f64, is_1904: bool) -> String {
        if shows_day(&self.pieces) || shows_time(&self.pieces) {
            return self.show_moment(number, is_1904);
        }
        if self.is_plain {
            return general(number);
        }
        let percent = 100_f64.powi(i32::try_from(self.percents).unwrap_or(0));
        let number = rounded(number * percent);
        let runs = self.pieces.iter().filter(|piece| matches!(piece, Piece::Digits { .. })).count();
        let mut mask = if runs > 1 { spread(number.abs(), &self.pieces) } else { Vec::new() };
        let mut shown = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => shown.push_str(words),
                Piece::General | Piece::Text => shown.push_str(&general(number.abs())),
                Piece::Digits { .. } if runs > 1 => shown.push_str(&mask.pop().unwrap_or_default()),
                Piece::Digits { whole, least, most, thousands } => {
                    let number = number.abs() / 1000_f64.powi(*thousands);
                    shown.push_str(&digits(number, *whole, (*least, *most)));
                }
                _ => {}
            }
        }
        let is_nothing = !shown.contains(|c: char| c.is_alphanumeric() && c != '0');
        if number < 0.0 && !is_nothing { format!("-{}", shown.trim_start()) } else { shown }
    }

    /// A number of days as a date or a time of day.
    fn show_moment(&self, number: f64, is_1904: bool) -> String {
        let minutes = (number * 1440.0).round();
        let time = || {
            let hours = (minutes / 60.0).floor();
            let elapsed = self.pieces.contains(&Piece::Elapsed);
            let hours = if elapsed { hours } else { hours.rem_euclid(24.0) };
            format!("{hours:02}:{:02}", minutes.rem_euclid(60.0))
        };
        if !shows_day(&self.pieces) {
            let has_words = self.has_words();
            return if has_words { letter_by_letter(&self.pieces, None, number) } else { time() };
        }
        let Some(date) = date_of(number, is_1904) else { return general(number) };
        if self.has_words() {
            return letter_by_letter(&self.pieces, Some(date), number);
        }
        let day = match self.day_first() {
            Some(pieces) => letter_by_letter(&pieces, Some(date), number),
            None => self.turned(date),
        };
        // Web systems give a day the hour zero.
        let is_midnight = minutes.rem_euclid(1440.0) == 0.0;
        let first = |of: fn(&[Piece]) -> bool| {
            self.pieces.iter().position(|piece| of(std::slice::from_ref(piece)))
        };
        match shows_time(&self.pieces) && !is_midnight {
            true if first(shows_time) < first(shows_day) => format!("{} {day}", time()),
            true => format!("{day} {}", time()),
            false => day,
        }
    }

    /// Whether words stand beside the parts of a date. A "T" between day and hour and the signs of
    /// East Asia are none.
    fn has_words(&self) -> bool {
        let is_word = |words: &str| {
            words.contains(|c: char| c.is_alphabetic() && c < '\u{2000}')
                && !(words == "T" && shows_time(&self.pieces))
        };
        self.pieces.iter().any(|piece| matches!(piece, Piece::Words(words) if is_word(words)))
    }

    /// The parts of a day that stands day first in numbers alone, with one sign between them: dd.mm.yyyy,
    /// d/m, mm/yyyy. A year of two digits is written in full, for no deadline means 26.
    fn day_first(&self) -> Option<Vec<Piece>> {
        let is_part =
            |piece: &Piece| matches!(piece, Piece::Day(_) | Piece::Month(_) | Piece::Year(_));
        let first = self.pieces.iter().position(is_part)?;
        let last = self.pieces.iter().rposition(is_part)?;
        let is_blank =
            |piece: &Piece| matches!(piece, Piece::Words(words) if words.trim().is_empty());
        let pieces: Vec<Piece> = self
            .pieces
            .get(first..=last)?
            .iter()
            .filter(|piece| !is_blank(piece))
            .map(|piece| if let Piece::Year(_) = piece { Piece::Year(4) } else { piece.clone() })
            .collect();
        let is_sign = |piece: &Piece| matches!(piece, Piece::Words(sign) if ["/", ".", "-"].contains(&sign.trim()));
        let is_first = match pieces.as_slice() {
            [Piece::Day(1 | 2), first, Piece::Month(1 | 2), second, Piece::Year(4)] => {
                is_sign(first) && first == second
            }
            [Piece::Day(1 | 2), sign, Piece::Month(1 | 2)]
            | [Piece::Month(1 | 2), sign, Piece::Year(4)] => is_sign(sign),
            _ => false,
        };
        is_first.then_some(pieces)
    }

    /// A day whose parts stand in another order or as names, in the order of Vietnamese.
    fn turned(&self, date: Date) -> String {
        let width = |of: fn(&Piece) -> Option<usize>| self.pieces.iter().find_map(of);
        show_date(
            date,
            width(
                |piece| if let Piece::Day(width @ (1 | 2)) = piece { Some(*width) } else { None },
            ),
            width(|piece| if let Piece::Month(width) = piece { Some(*width) } else { None }),
            width(|piece| if let Piece::Year(width) = piece { Some(*width) } else { None }),
        )
    }
}

/// The parts of a day and an hour, each as wide as its format has it.
fn letter_by_letter(pieces: &[Piece], date: Option<Date>, number: f64) -> String {
    let seconds = (number * 86_400.0).round();
    let part = |size: f64, of: f64| (seconds / size).floor().rem_euclid(of) as u32;
    let half = pieces.contains(&Piece::Half);
    let mut shown = String::new();
    for piece in pieces {
        let (value, width) = match (piece, date) {
            (Piece::Words(words), _) => {
                shown.push_str(words);
                continue;
            }
            (Piece::Day(width @ (1 | 2)), Some(date)) => (date.day().unsigned_abs().into(), *width),
            (Piece::Day(_), Some(date)) => {
                shown.push_str(weekday(date));
                continue;
            }
            (Piece::Month(width), Some(date)) => {
                // The names of months are numbers in Vietnamese.
                (date.month().unsigned_abs().into(), if *width > 2 { 1 } else { *width })
            }
            (Piece::Year(1 | 2), Some(date)) => (u32::from(date.year().unsigned_abs()) % 100, 2),
            (Piece::Year(_), Some(date)) => (date.year().unsigned_abs().into(), 4),
            (Piece::Hour(width), _) if half => ((part(3600.0, 24.0) + 11) % 12 + 1, *width),
            (Piece::Hour(width), _) => (part(3600.0, 24.0), *width),
            (Piece::Elapsed, _) => (part(3600.0, f64::from(u32::MAX)), 1),
            (Piece::Minute(width), _) => (part(60.0, 60.0), *width),
            (Piece::Second(width), _) => (part(1.0, 60.0), *width),
            (Piece::Half, _) => {
                shown.push_str(if part(3600.0, 24.0) < 12 { "SA" } else { "CH" });
                continue;
            }
            _ => continue,
        };
        shown.push_str(&format!("{value:0width$}", width = width.min(4)));
    }
    shown
}

fn shows_day(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Day(_) | Piece::Month(_) | Piece::Year(_)))
}

fn shows_time(pieces: &[Piece]) -> bool {
    let is_time = |piece: &Piece| {
        matches!(piece, Piece::Hour(_) | Piece::Minute(_) | Piece::Second(_) | Piece::Elapsed)
    };
    pieces.iter().any(is_time)
}

fn weekday(date: Date) -> &'static str {
    const NAMES: [&str; 7] =
        ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];
    let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    NAMES.get(index).copied().unwrap_or_default()
}

/// A number with a decimal comma, at least so many whole digits and as many decimals as its
/// format shows.
fn digits(number: f64, whole: usize, (least, most): (usize, usize)) -> String {
    // As in Excel; more than 65,535 cannot be formatted at all.
    let most = most.min(30);
    let text = format!("{number:.most$}");
    let (before, behind) = text.split_once('.').unwrap_or((&text, ""));
    let before = if before == "0" && whole == 0 { "" } else { before };
    let spare = behind.len() - behind.trim_end_matches('0').len();
    let behind = &behind[..behind.len() - spare.min(most.saturating_sub(least))];
    let padding = "0".repeat(whole.saturating_sub(before.len()).min(20));
    let comma = if behind.is_empty() { "" } else { "," };
    format!("{padding}{before}{comma}{behind}")
}

/// The digits of a number over several runs of places, as in `00"/"0000`: from the last run to the
/// first, which takes what is left.
fn spread(number: f64, pieces: &[Piece]) -> Vec<String> {
    let mut rest = format!("{number:.0}");
    let mut runs = Vec::new();
    let widths = pieces.iter().rev().filter_map(|piece| match piece {
        Piece::Digits { whole, .. } => Some(*whole),
        _ => None,
    });
    let widths: Vec<usize> = widths.collect();
    for (index, width) in widths.iter().enumerate() {
        let from = if index + 1 == widths.len() { 0 } else { rest.len().saturating_sub(*width) };
        let own = rest.split_off(from);
        runs.push(format!("{}{own}", "0".repeat(width.saturating_sub(own.len()))));
    }
    runs
}

/// Parts of a date, each with how many letters the format has of it: a day with the zeros of NĐ 30/2020
/// (before days under 10, months 1 and 2), a month of a year with none that its format does not show.
fn show_date(date: Date, day: Option<usize>, month: Option<usize>, year: Option<usize>) -> String {
    let short = short_date(date);
    let of_month = short.split_once('/').map_or(short.as_str(), |(_, rest)| rest);
    match (day, month, year) {
        (None, Some(1), Some(_)) => of_month.trim_start_matches('0').to_string(),
        (None, Some(_), Some(_)) => of_month.to_string(),
        (None, None, Some(_)) => date.year().to_string(),
        (Some(_), Some(_), None) => day_month(date.month(), date.day()),
        (None, Some(_), None) => date.month().to_string(),
        (Some(_), None, None) => date.day().to_string(),
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

/// A day and time such as "2025-06-30T00:00:00.000" → Excel's number of days from 1900.
pub fn days_of(text: &str) -> Option<f64> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let start = Date::new(1899, 12, 30).ok()?;
    let days = start.until(parse_date(day).ok()?).ok()?.get_days();
    let mut parts = time.split(':').map(|part| part.parse().unwrap_or(0.0));
    let mut next = || parts.next().unwrap_or(0.0);
    let fraction = (next() + next() / 60.0 + next() / 3600.0) / 24.0;
    Some(f64::from(days) + fraction)
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
    rounded(number).to_string().replace('.', ",")
}

/// To the 15 digits that Excel keeps.
fn rounded(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 45838.0; // 30/6/2025

    #[track_caller]
    fn shows(cases: &[(&str, f64, &str)]) {
        for (code, number, expected) in cases {
            assert_eq!(NumberFormat::of_code(code).show(*number, false), *expected, "{code}");
        }
    }

    #[test]
    fn numbers_are_shown_as_the_clerk_sees_them() {
        shows(&[
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
            ("dd/mm/yyyy", DAY, "30/06/2025"),
            ("[$-42A]dd\\/mm\\/yyyy;@", DAY, "30/06/2025"),
            ("dd/mm/yy", DAY, "30/06/2025"),
            ("m/d/yyyy", 45695.0, "07/02/2025"),
            ("yyyy-mm-dd", DAY, "30/6/2025"),
            ("dd-mmm-yyyy", DAY, "30/6/2025"),
            ("mm/yyyy", DAY, "06/2025"),
            ("mmm-yy", 45689.0, "02/2025"),
            ("m/yyyy", 45689.0, "2/2025"),
            ("mm/yyyy", 45689.0, "02/2025"),
            ("d/m/yyyy", 45695.0, "7/2/2025"),
            ("dd/mm/yyyy", 45695.0, "07/02/2025"),
            ("dd.mm.yyyy", DAY, "30.06.2025"),
            ("d-m-yyyy", 45695.0, "7-2-2025"),
            ("yyyy", DAY, "2025"),
            ("d/m", DAY, "30/6"),
            ("h:mm", 0.5, "12:00"),
            ("[h]:mm", 0.25, "06:00"),
            ("@", 5.0, "5"),
            ("[Red]0;[Blue]-0", 5.0, "5"),
            ("_(* #,##0_);_(* (#,##0)", 7.0, "7"),
        ]);
        assert_eq!(NumberFormat::of_code("d/m/yyyy").show(DAY - 1462.0, true), "30/6/2025");
        assert_eq!(
            NumberFormat::built_in(17).map(|f| f.show(DAY, false)).as_deref(),
            Some("06/2025")
        );
    }

    #[test]
    fn words_of_a_format_are_part_of_what_is_shown() {
        shows(&[
            ("\"Trước ngày \"dd/mm/yyyy", 46173.0, "Trước ngày 31/05/2026"),
            ("\"Chậm nhất tháng \"mm/yyyy;@", 46266.0, "Chậm nhất tháng 09/2026"),
            ("\"Quý III/\"yyyy", 46266.0, "Quý III/2026"),
            ("[$-42A]\\T\\h\\á\\n\\g\\ m\\/yyyy", 46266.0, "Tháng 9/2026"),
            ("\"T\"m/yyyy", 46266.0, "T9/2026"),
            ("d\" tháng \"m\" năm \"yyyy", 46266.0, "1 tháng 9 năm 2026"),
            ("dddd\", ngày \"dd/mm/yyyy", 46173.0, "Chủ Nhật, ngày 31/05/2026"),
            ("h\" giờ \"mm\", ngày \"d/m/yyyy", 46_173.708_333_333_3, "17 giờ 00, ngày 31/5/2026"),
            ("\"lúc \"h:mm AM/PM", 0.625, "lúc 3:00 CH"),
            ("yyyy\"年\"m\"月\"d\"日\"", 46173.0, "31/5/2026"),
            ("yyyy-mm-dd\"T\"hh:mm:ss", 46173.0, "31/5/2026"),
            ("dd/mm/yyyy hh:mm", 46173.75, "31/05/2026 18:00"),
            ("\"Quý \"General", 3.0, "Quý 3"),
            ("@\" (dự kiến)\"", 5.0, "5 (dự kiến)"),
            ("0.0\" tỷ đồng\"", 1.26, "1,3 tỷ đồng"),
            ("#,##0.00,,\" triệu\"", 2_500_000.0, "2,50 triệu"),
            ("#,##0 [$₫-42A]", 1500.0, "1500 ₫"),
            ("00\"/\"0000", 92026.0, "09/2026"),
            ("0\" % \"", 40.0, "40 %"),
            ("0.#%", 0.4, "40%"),
            ("0%", 1.0 / 3.0, "33%"),
            ("# ?/?", 0.5, "0,5"),
            ("0.00E+00", 1500.0, "1500"),
        ]);
    }

    #[test]
    fn each_kind_of_number_has_its_section() {
        shows(&[
            ("0;\"âm \"0;\"chưa có\"", 5.0, "5"),
            ("0;\"âm \"0;\"chưa có\"", -5.0, "âm 5"),
            ("0;\"âm \"0;\"chưa có\"", 0.0, "chưa có"),
            ("0;(0)", -5.0, "(5)"),
            ("0\" việc\"", -5.0, "-5 việc"),
            ("[=1]\"Chủ trì\";[=2]\"Phối hợp\";General", 1.0, "Chủ trì"),
            ("[=1]\"Chủ trì\";[=2]\"Phối hợp\";General", 2.0, "Phối hợp"),
            ("[=1]\"Chủ trì\";[=2]\"Phối hợp\";General", 3.0, "3"),
            ("[Red][<5]\"Gấp\";0", 4.0, "Gấp"),
            ("\"x\";;", 1.0, "x"),
            ("0;-0;;@", 0.0, ""),
            (";;;", 5.0, ""),
            ("#", 0.0, ""),
            ("0;;;\"ghi chú\"", 7.0, "7"),
        ]);
    }

    #[test]
    fn texts_are_shown_hidden_or_between_words() {
        let between =
            |before: &str, behind: &str| TextShown::Between(before.to_string(), behind.to_string());
        for (code, expected) in [
            ("General", TextShown::Whole),
            ("@", TextShown::Whole),
            ("dd/mm/yyyy;@", TextShown::Whole),
            ("0;-0;0;_(@_)", TextShown::Whole),
            ("0;-0;;", TextShown::Hidden),
            (";;", TextShown::Whole),
            (";;;", TextShown::Hidden),
            ("0;0;0;\"***\"", TextShown::Hidden),
            ("@\" (dự kiến)\"", between("", " (dự kiến)")),
            ("General;General;General;\"Trước \"@", between("Trước ", "")),
        ] {
            assert_eq!(NumberFormat::of_code(code).around_text(), expected, "{code}");
        }
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
