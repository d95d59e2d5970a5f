//! A deadline as the plan words it → what a list can be sorted and filtered by.
//!
//! The text itself is never reworded: it is what gets printed. A clause is understood as a whole,
//! or by the part of it that is a whole date; what is not understood is no error, only a date that
//! no calendar has is one.

use crate::text::{
    Date,
    clause::{Reading, read},
    clean, day_month,
    period::Impossible,
    span::Span,
};
pub use crate::text::{clause::MonthDay, rhythm::Recurrence};

/// A deadline with its meaning; made by `parse` only, so that the two always agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// As written, after `clean`; may have several lines.
    pub text: String,
    /// What `text` was understood as.
    pub when: When,
    /// Whether the end was named by a day, a month, a quarter or part of a year.
    finer_than_year: bool,
}

/// The kinds of deadline that plans set (docs/form.md, "How deadlines are written").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// First and last day included; one side may be open, never both.
    Span { start: Option<Date>, end: Option<Date> },
    /// "Thường xuyên", "Hằng quý", "Trước ngày 15/11 hằng năm"; `until` for yearly ones only.
    Recurring { every: Recurrence, until: Option<MonthDay> },
    /// "Sau khi có hướng dẫn", "30 ngày": a deadline, but no date in it.
    Condition,
    /// Not one of the known forms; also "Quý IV" without a year.
    Unknown,
}

/// Why a deadline is refused rather than printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadlineError {
    /// The impossible date or the range that ends before it starts, as found: "31/02/2025".
    Impossible(String),
}

impl From<Impossible> for DeadlineError {
    fn from(Impossible(found): Impossible) -> Self {
        DeadlineError::Impossible(found)
    }
}

impl Deadline {
    /// A text that names an impossible date: kept as written, without a meaning.
    pub fn unread(text: &str) -> Deadline {
        Deadline { text: clean(text), when: When::Unknown, finer_than_year: false }
    }

    /// Reads any text; fails only on an impossible date in a clause that is otherwise understood.
    /// Clauses that are all spans make one span over all; of others the first with a date or a
    /// recurrence counts, then the first condition.
    pub fn parse(text: &str) -> Result<Deadline, DeadlineError> {
        let text = clean(text);
        let reading = read(&text)?;
        let finer_than_year = matches!(&reading, Reading::Span(span) if span.finer_than_year);
        let when = match reading {
            Reading::Span(Span { start, end, .. }) => When::Span { start, end },
            Reading::Recurring { every, until } => When::Recurring { every, until },
            Reading::Condition => When::Condition,
            Reading::Unknown => When::Unknown,
        };
        Ok(Deadline { text, when, finer_than_year })
    }

    /// The first day, where the text names one: none for "Trước 30/6/2025".
    pub fn start(&self) -> Option<Date> {
        if let When::Span { start, .. } = self.when { start } else { None }
    }

    /// The last day on which the task is still in time.
    pub fn end(&self) -> Option<Date> {
        if let When::Span { end, .. } = self.when { end } else { None }
    }

    /// The recurrence in one wording for all ways of writing it, to filter by: "thường xuyên",
    /// "hằng quý", "trước ngày 15/11 hằng năm".
    pub fn recurring(&self) -> Option<String> {
        let When::Recurring { every, until } = self.when else {
            return None;
        };
        Some(match until {
            Some(MonthDay { month, day }) => {
                format!("trước ngày {} {}", day_month(month, day), every.name())
            }
            None => every.name().to_owned(),
        })
    }

    /// Sorts by end, then start; then open spans, recurring ones, conditions, and unknown ones last.
    pub fn sort_key(&self) -> impl Ord + use<> {
        let (class, cycle) = match self.when {
            When::Span { end: Some(_), .. } => (0, None),
            When::Span { end: None, .. } => (1, None),
            When::Recurring { every, until } => (2, Some((every, until))),
            When::Condition => (3, None),
            When::Unknown => (4, None),
        };
        (class, self.end(), self.start(), cycle)
    }

    /// Year and quarter (1–4) of the end; none where the text names only a year or more.
    pub fn quarter(&self) -> Option<(i16, u8)> {
        let end = self.end().filter(|_| self.finer_than_year)?;
        Some((end.year(), end.month().unsigned_abs().div_ceil(3)))
    }

    /// The year of the end.
    pub fn year(&self) -> Option<i16> {
        self.end().map(Date::year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// One line for a meaning: "2025-01-01..2025-03-31", "..2030-12-31", "hằng năm", "condition".
    fn meaning(text: &str) -> String {
        let side = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        match Deadline::parse(text) {
            Err(DeadlineError::Impossible(found)) => format!("impossible: {found}"),
            Ok(deadline) => match deadline.when {
                When::Span { start, end } => format!("{}..{}", side(start), side(end)),
                When::Recurring { .. } => deadline.recurring().unwrap_or_default(),
                When::Condition => "condition".into(),
                When::Unknown => "unknown".into(),
            },
        }
    }

    /// The meaning, "=", and the texts that have it, between "|"; "⏎" is a line break.
    const FORMS: &str = "
thường xuyên = Thường xuyên | THƯỜNG XUYÊN. | Thường xuyên, hằng năm |
    Thường xuyên, báo cáo trước ngày 15/11 hằng năm | Thường xuyên từ năm 2025
hằng năm = Hằng năm | Hàng năm | Thực hiện hằng năm | Báo cáo hằng năm theo quy định |
    Hằng năm, giai đoạn 2026-2030 | Hằng năm; Quý IV/2025
hằng quý = hằng quý | Hàng quí | Định kì hằng quý, năm
hằng tháng = hàng tháng | Trước ngày 25 hằng tháng
hằng tuần = Hằng tuần
hằng ngày = hằng ngày
định kỳ = Định kỳ
6 tháng một lần = Định kỳ 6 tháng, hằng năm | 06 tháng/lần | hằng 6 tháng
trước ngày 15/11 hằng năm = Trước 15/11 hằng năm | Trước ngày 15/11 hằng năm |
    Hằng năm, trước ngày 15/11 | Báo cáo UBND tỉnh trước ngày 15/11 hằng năm
trước ngày 05/02 hằng năm = Trước ngày 5 tháng 2 hàng năm
trước ngày 30/11 hằng năm = 30/11 hàng năm
trước ngày 31/12 hằng năm = Quý IV hằng năm
trước ngày 29/02 hằng năm = 29/2 hằng năm
2025-10-01..2025-12-31 = Quý IV/2025 | QUÝ IV / 2025 | Qúy IV/2025 | quý iv năm 2025 |
    Quý IV-2025 | Quý 4/2025 | Quý⏎IV/2025 | Cuối năm 2025 |
    Quý IV/2025 (sau khi có hướng dẫn) | Khi có yêu cầu; Quý IV/2025; hằng năm
2025-07-01..2025-12-31 = Quý III-IV/2025 | Quý III và quý IV năm 2025 | 6 tháng cuối năm 2025
2025-01-01..2025-09-30 = Quý I, II, III/2025 | 9 tháng đầu năm 2025
2026-01-01..2026-03-31 = Hoàn thành trong quý I/2026
2026-04-01..2026-06-30 = Trình UBND tỉnh trong Quý II/2026
..2025-09-30 = Trước quý IV/2025
unknown = Quý IV | 15/11 | 6 tháng đầu năm | 45 | Nghị quyết 15/2025/NQ-HĐND | Sớm
2024-06-01..2024-06-30 = Tháng 6/2024 | T6/2024 | 6/2024
2024-02-01..2024-02-29 = tháng 02 năm 2024
2025-12-01..2025-12-31 = Cuối tháng 12/2025
2025-01-01..2025-06-30 = Từ tháng 1/2025 đến tháng 6/2025 | Từ tháng 01 đến hết tháng 6/2025 |
    6 tháng đầu năm 2025 | Sáu tháng đầu năm 2025
2025-06-01..2025-09-30 = Tháng 6-9/2025
2025-06-30..2025-06-30 = 30/6/2025 | 30-6-2025 | 30.6.2025. | 2025-06-30 |
    ngày 30 tháng 6 năm 2025
..2025-06-30 = Xong trước ngày 30/6/2025 | Sau khi có hướng dẫn, xong trước 30/6/2025
..2025-11-15 = Trước ngày 15/11/2025 | Chậm nhất ngày 15/11/2025 |
    Chậm nhất là đến hết ngày 15/11/2025
2025-07-01.. = Sau ngày 30/6/2025 | Từ ngày 1/7/2025 | Bắt đầu từ 01/7/2025
2023-01-01..2025-12-31 = 2023-2025
2021-01-01..2030-12-31 = 2021 - 2030 | 2021–2030
2021-01-01..2025-12-31 = Giai đoạn 2021 — 2025 | Giai đoạn⏎2021-2025
2026-01-01.. = Giai đoạn 2026 - 2030 và những năm tiếp theo
2025-01-01..2025-12-31 = 2025 | Năm 2025 | Trong năm 2025
2025-01-01..2026-12-31 = Năm 2025, 2026 | Các năm 2025, 2026
2025-01-01..2030-12-31 = Từ 2025 đến 2030
2025-01-01.. = Từ năm 2025 trở đi
..2030-12-31 = Từ nay đến năm 2030 | Đến năm 2030 | đến hết năm 2030
..2026-12-31 = Trước năm 2027
2025-01-01..2025-03-31 = Đầu năm 2025
2025-04-01..2025-09-30 = Giữa năm 2025
condition = Sau khi có hướng dẫn của Trung ương | Theo tiến độ của dự án |
    Ngay sau khi Nghị quyết được ban hành | 30 ngày | 03 tháng | trong 6 tháng |
    Trong vòng 15 ngày làm việc kể từ ngày ký | Theo Nghị quyết số 15/2025/NQ-HĐND
2025-04-01..2025-12-31 = Quý II/2025; Quý IV/2025
2025-04-01..2026-12-31 = - Quý II/2025⏎- Năm 2026
..2025-12-31 = Trước 30/6/2025;⏎trước 31/12/2025.
impossible: 31/02/2025 = 31/02/2025
impossible: ngày 32/1/2025 = trước ngày 32/1/2025
impossible: 30/2 = 30/2 hằng năm
impossible: Tháng 13/2025 = Tháng 13/2025
impossible: Quý V/2025 = Quý V/2025
impossible: Quý 0/2025 = Quý 0/2025
impossible: Quý 99/2025 = Quý 99/2025
impossible: 15 tháng đầu năm 2025 = 15 tháng đầu năm 2025
impossible: 2030-2025 = Giai đoạn 2030-2025
impossible: 31/4/2025 = Hằng năm; 31/4/2025
";

    #[test]
    fn every_form_has_its_meaning() {
        let mut wrong = Vec::new();
        let mut expected = "";
        for line in FORMS.lines() {
            let texts = match line.split_once(" =") {
                Some((meaning, texts)) => {
                    expected = meaning;
                    texts
                }
                None => line,
            };
            for text in texts.split('|').map(str::trim).filter(|text| !text.is_empty()) {
                let found = meaning(&text.replace('⏎', "\n"));
                if found != expected {
                    wrong.push(format!("{text:?}: {found:?}, not {expected:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(meaning(""), "unknown");
    }

    #[test]
    fn the_text_is_not_reworded() -> Result<(), DeadlineError> {
        assert_eq!(Deadline::parse(" QUÍ  IV/2025;\r\n hàng năm ")?.text, "QUÍ IV/2025;\nhàng năm");
        Ok(())
    }

    #[test]
    fn quarters_only_where_named() -> Result<(), DeadlineError> {
        for (text, quarter, year) in [
            ("Quý III-IV/2025", Some((2025, 4)), Some(2025)),
            ("Trước 31/12/2025", Some((2025, 4)), Some(2025)),
            ("Tháng 3/2026", Some((2026, 1)), Some(2026)),
            ("6 tháng đầu năm 2025", Some((2025, 2)), Some(2025)),
            ("Năm 2025", None, Some(2025)),
            ("Đến năm 2030", None, Some(2030)),
            ("Quý I/2025 đến năm 2026", None, Some(2026)),
            ("Năm 2025; tháng 6/2026", Some((2026, 2)), Some(2026)),
            ("Hằng năm", None, None),
            ("Từ tháng 6/2025", None, None),
        ] {
            let deadline = Deadline::parse(text)?;
            assert_eq!((deadline.quarter(), deadline.year()), (quarter, year), "{text}");
        }
        Ok(())
    }

    #[test]
    fn sorted_by_end_and_the_vague_last() -> Result<(), DeadlineError> {
        let sorted = [
            "Trước 30/6/2025",
            "Quý II/2025",
            "30/6/2025",
            "Năm 2025",
            "Đến năm 2030",
            "Từ năm 2024",
            "Thường xuyên",
            "Hằng năm",
            "Trước 15/11 hằng năm",
            "Sau khi có hướng dẫn",
            "sớm",
        ];
        let mut deadlines =
            sorted.iter().rev().map(|text| Deadline::parse(text)).collect::<Result<Vec<_>, _>>()?;
        deadlines.sort_by_key(Deadline::sort_key);
        let texts: Vec<&str> = deadlines.iter().map(|deadline| deadline.text.as_str()).collect();
        assert_eq!(texts, sorted);
        Ok(())
    }

    #[test]
    fn both_ends_stay_readable() -> Result<(), DeadlineError> {
        let deadline = Deadline::parse("Từ 15/3/2025 đến 30/6/2025")?;
        assert_eq!(
            (deadline.start(), deadline.end()),
            (Some(date(2025, 3, 15)), Some(date(2025, 6, 30)))
        );
        assert_eq!(deadline.recurring(), None);
        Ok(())
    }
}
