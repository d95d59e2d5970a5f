//! The numbers that a source gives its tasks → warnings about repeated and missing numbers.
//!
//! A missing number often means a missing row. The program numbers the printed tasks anew, so
//! nothing else would show the gap. Numbers may start again in each group or count within a group
//! ("2.1", "2.2"). They may also leave room for group rows, whose numbers a draft does not keep.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, Fault, Severity};
use crate::model::Field;
use crate::model::draft::{Draft, DraftEntry, Text};
use crate::source::Location;
use crate::text::{parse_letter, parse_roman, single_line};

/// Every fault of this file, for `explain`.
pub const FAULTS: &[&Fault] = &[&NUMBER_TWICE, &NUMBER_GAP, &NUMBERS_DISORDERED];

static NUMBER_TWICE: Fault = Fault {
    code: "number-twice",
    severity: Severity::Warning,
    vi: "số thứ tự “{found}” của nguồn lặp lại; kiểm tra có dòng nào bị chép hai lần",
    en: "the source's number “{found}” stands twice; see whether a row was copied twice",
    explain_vi: "Chương trình tự đánh số lại khi in. Số trong nguồn bị lặp thường là dấu hiệu một dòng \
                 bị chép hai lần hoặc đánh số nhầm.",
    explain_en: "Printed tasks are numbered anew. A number that repeats in the source mostly means that \
                 a row was copied twice or misnumbered.",
};

static NUMBER_GAP: Fault = Fault {
    code: "number-gap",
    severity: Severity::Warning,
    vi: "số thứ tự của nguồn nhảy từ “{before}” sang “{found}”; kiểm tra có dòng nào bị mất",
    en: "the source's numbers go from “{before}” to “{found}”; see whether a row is missing",
    explain_vi: "Chương trình tự đánh số lại khi in. Số trong nguồn bị nhảy thường là dấu hiệu mất một \
                 dòng. Đánh số lại từ 1 ở mỗi nhóm, hoặc 1.1, 1.2… trong nhóm thì không sao.",
    explain_en: "Printed tasks are numbered anew. A number left out of the source mostly means that a \
                 row is lost. To start again in each group, or to count 1.1, 1.2… within one, is fine.",
};

static NUMBERS_DISORDERED: Fault = Fault {
    code: "numbers-disordered",
    severity: Severity::Warning,
    vi: "số thứ tự của nguồn không theo thứ tự ở {count} chỗ, chỗ đầu là “{found}”; kiểm tra cột số \
         thứ tự",
    en: "the source's numbers are out of order at {count} places, first at “{found}”; look at the \
         column of numbers",
    explain_vi: "Khi phần lớn cột số thứ tự không theo thứ tự nào, chương trình nhắc một lần thay vì \
                 từng dòng.",
    explain_en: "Where most of the column of numbers follows no order, one reminder stands for all.",
};

/// More breaks than these, in a third of the rows, are no slips: the column holds something else.
const MOST_ONE_BY_ONE: usize = 10;

/// Judges the numbers of a draft. A source that numbers few of its tasks is not judged.
pub fn judge(draft: &Draft, diagnostics: &mut Diagnostics) {
    let mut counting = Counting::default();
    let mut tasks = 0;
    for entry in &draft.outline {
        match entry {
            DraftEntry::Group(_) => counting.groups += 1,
            DraftEntry::Task(task) => {
                tasks += 1;
                if let Some(number) = task.first(Field::Number) {
                    counting.number(number);
                }
            }
        }
    }
    let Counting { numbered, breaks, .. } = counting;
    if numbered * 2 < tasks {
        return;
    }
    match breaks.first() {
        Some(first) if breaks.len() > MOST_ONE_BY_ONE && breaks.len() * 3 > numbered => {
            let found = first.values.iter().find(|(name, _)| *name == "found");
            let found = found.map_or("", |(_, found)| found.as_str());
            let fault = NUMBERS_DISORDERED.at(first.at).with("found", found);
            diagnostics.push(fault.with("count", breaks.len().to_string()));
        }
        _ => breaks.into_iter().for_each(|each| diagnostics.push(each)),
    }
}

/// A way of counting: 1, 2, 3; a, b, c; I, II, III; or within a number ("2.").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Scheme {
    Within(String),
    Letters,
    Roman,
}

/// Where a scheme stands.
struct Reached {
    value: u32,
    written: String,
    /// Group rows above its last number.
    groups: usize,
    /// Numbered tasks above its last number, of any scheme.
    numbered: usize,
    /// Roman numbers above its last number.
    romans: usize,
    /// The values since the scheme last began, with their places.
    seen: HashMap<u32, Location>,
}

#[derive(Default)]
struct Counting {
    schemes: HashMap<Scheme, Reached>,
    groups: usize,
    numbered: usize,
    romans: usize,
    breaks: Vec<Diagnostic>,
}

impl Counting {
    fn number(&mut self, text: &Text) {
        let written = single_line(&text.value);
        let Some((scheme, mut value)) = parse(&written) else { return };
        self.numbered += 1;
        self.romans += usize::from(scheme == Scheme::Roman);
        let (groups, numbered, romans) = (self.groups, self.numbered, self.romans);
        let reached = self.schemes.entry(scheme.clone()).or_insert_with(|| Reached {
            value: 0,
            written: String::new(),
            groups,
            numbered: numbered - 1,
            romans,
            seen: HashMap::new(),
        });
        let rows_of_groups = u32::try_from(groups - reached.groups).unwrap_or(u32::MAX);
        let is_within = matches!(&scheme, Scheme::Within(outer) if !outer.is_empty());
        // A cell that holds the number 1.10 shows 1.1.
        if is_within && reached.value > 0 && value * 10 == reached.value + 1 {
            value *= 10;
        }
        let others = numbered - reached.numbered > 1;
        let may_begin = rows_of_groups > 0
            || romans > reached.romans + usize::from(scheme == Scheme::Roman)
            || scheme == Scheme::Letters && others;
        let most = |from: u32| from.saturating_add(rows_of_groups).saturating_add(1);
        let is_first = reached.seen.is_empty();
        let goes_on = value > reached.value && value <= most(reached.value)
            || goes_on_in_latin(&scheme, (&reached.written, &written));
        let begins = is_first && (!is_within || numbered == 1) || may_begin && value <= most(0);
        if !goes_on && !begins {
            self.breaks.push(match reached.seen.get(&value) {
                Some(at) => NUMBER_TWICE.at(text.at).with("found", written.clone()).also_at(*at),
                None => {
                    let before =
                        if is_first { String::from("…") } else { reached.written.clone() };
                    let fault = NUMBER_GAP.at(text.at).with("found", written.clone());
                    fault.with("before", before)
                }
            });
        }
        if value <= reached.value {
            reached.seen.clear();
        }
        reached.seen.insert(value, text.at);
        *reached = Reached {
            value,
            written,
            groups,
            numbered,
            romans,
            seen: std::mem::take(&mut reached.seen),
        };
    }
}

/// The scheme and value of a number: "12.", "1.2", "b)", "IV".
fn parse(written: &str) -> Option<(Scheme, u32)> {
    let plain = written.trim_matches(|c: char| c.is_whitespace() || "().:/-".contains(c));
    let plain = plain.replace(',', ".");
    let (outer, last) = plain.rsplit_once('.').map_or(("", plain.as_str()), |(o, l)| (o, l));
    if !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) {
        // Years and codes are no numbers of rows.
        const LONGEST: usize = 4;
        let is_part = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
        let is_outer = outer.is_empty() || outer.split('.').all(is_part);
        let value = last.parse().ok().filter(|_| last.len() <= LONGEST && is_outer)?;
        return Some((Scheme::Within(outer.to_string()), value));
    }
    if let Some(letter) = parse_letter(last).filter(|_| outer.is_empty()) {
        return Some((Scheme::Letters, letter));
    }
    // "C" and "D" are letters as often as hundreds.
    const MOST_ROMAN: u32 = 50;
    let roman = parse_roman(last).filter(|value| outer.is_empty() && *value < MOST_ROMAN);
    roman.map(|value| (Scheme::Roman, value))
}

/// Whether a letter follows another in the Latin alphabet, which word processors count by.
fn goes_on_in_latin(scheme: &Scheme, (before, written): (&str, &str)) -> bool {
    let letter = |text: &str| text.bytes().find(u8::is_ascii_lowercase);
    *scheme == Scheme::Letters
        && letter(before).is_some_and(|before| letter(written) == Some(before + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::draft::{DraftGroup, DraftTask};
    use crate::source::{Located, Sources};

    /// The codes found for numbers between spaces; "#" is a group row, "-" a task without a number.
    fn codes(numbers: &str) -> String {
        let file = Sources::default().add_file("a.xlsx");
        let mut draft = Draft::new(file.whole());
        for (line, number) in (1..).zip(numbers.split(' ')) {
            let at = file.text(line, 1);
            draft.outline.push(if number == "#" {
                DraftEntry::Group(DraftGroup { level: 1, title: Located::new(number.into(), at) })
            } else {
                let mut task = DraftTask::new(at);
                if number != "-" {
                    task.values.insert(Field::Number, vec![Located::new(number.into(), at)]);
                }
                DraftEntry::Task(task)
            });
        }
        let mut diagnostics = Diagnostics::default();
        judge(&draft, &mut diagnostics);
        let found = diagnostics.iter().map(|one| {
            let line = match one.at.place {
                crate::source::Place::Text { line, .. } => line,
                _ => 0,
            };
            format!("{}@{line}", one.fault.code.trim_start_matches("number-"))
        });
        found.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn usual_ways_of_counting_are_quiet() {
        for numbers in [
            "1 2 3 4",
            "1. 2. 3.",
            "# 1 2 # 3 4",
            "# 1 2 # 1 2 3 # 1",
            "# 1.1 1.2 # 2.1 2.2",
            "1 1.1 1.2 2 2.1 3",
            "1 a b 2 a b c 3",
            "1 a) b) c) d) đ) e) g)",
            "a b c d e f g",
            "I 1 2 II 1 2 III 1",
            // The group has the number between.
            "1 2 # a b 4",
            "# 2 3 # 5 6",
            "1,1 1,2 1,3",
            "1.8 1.9 1.1 1.11",
            "1 - - 2 3",
            "5 6 7",
            "- - - 1 7",
            "01 02 03",
            "# I.1 I.2 # II.1",
            "",
        ] {
            assert_eq!(codes(numbers), "", "{numbers}");
        }
    }

    #[test]
    fn what_repeats_or_is_left_out_is_told() {
        for (numbers, expected) in [
            ("1 2 2 3", "twice@3"),
            ("1 2 4 5", "gap@3"),
            ("1 2 3 1 2", "twice@4"),
            ("# 1 2 # 1 3", "gap@6"),
            ("# 1 2 # 5 6", "gap@5"),
            ("1 1.1 1.3 2", "gap@3"),
            ("1 2 2.2", "gap@3"),
            ("1 a b d 2", "gap@4"),
            ("1 3 2", "gap@2 gap@3"),
            ("1 2 3 3.", "twice@4"),
        ] {
            assert_eq!(codes(numbers), expected, "{numbers}");
        }
    }

    #[test]
    fn a_column_without_order_is_told_once() {
        let numbers: Vec<String> = (0..40).map(|n| (n * 7 % 40).to_string()).collect();
        assert_eq!(codes(&numbers.join(" ")), "numbers-disordered@2");
    }
}
