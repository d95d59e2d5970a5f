//! A deadline is not a bare number and not a date as machines write it. The first is mostly a day whose
//! cell lost its format.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};
use crate::text::{Date, parse_date, short_date};

static DEADLINE_FORM: Fault = Fault {
    code: "deadline-form",
    severity: Severity::Warning,
    vi: "thời hạn “{found}” không ghi như ngày, tháng, năm; hãy ghi lại ở nguồn",
    en: "the deadline “{found}” is not written as a day, month or year; write it anew in the source",
    explain_vi: "Một số như 46212 thường là ngày mà ô đã mất định dạng ngày; 2026-07-09 là cách ghi của \
                 máy. Thời hạn được in đúng như nguồn, nên hãy sửa ở nguồn.",
    explain_en: "A number such as 46212 is mostly a day whose cell lost its format, and 2026-07-09 is \
                 how machines write. Deadlines print as written, so mend the source.",
};

/// No bare number, no date of machines.
pub const CHECK: Check = Check {
    faults: &[&DEADLINE_FORM],
    run,
    cases: &[
        Case {
            code: "deadline-form",
            wrong: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: \"46212\"}]",
            right: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: \"2026\"}]",
        },
        Case {
            code: "deadline-form",
            wrong: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: \"2026-07-09\"}]",
            right: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: 09/7/2026}]",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    for task in &model.tasks {
        let Some(deadline) = &task.deadline else { continue };
        let text = deadline.value.text.trim();
        if is_bare_number(text) || is_of_machines(text) {
            let fault = DEADLINE_FORM.at(task.place_of(Field::Deadline)).with("found", text);
            let meant = day_of(text).or_else(|| parse_date(text).ok());
            diagnostics.push(fault.suggest(meant.map(short_date)));
        }
    }
}

/// Digits alone, and no year.
fn is_bare_number(text: &str) -> bool {
    let is_year = text.len() == 4 && (text.starts_with("20") || text.starts_with("19"));
    !text.is_empty() && !is_year && text.bytes().all(|b| b.is_ascii_digit())
}

/// "2026-07-09", perhaps with an hour behind it.
fn is_of_machines(text: &str) -> bool {
    let day = text.get(..10).unwrap_or_default();
    let parts: Vec<usize> = day.split('-').map(str::len).collect();
    parts == [4, 2, 2] && day.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// The day of a number that Excel counts from 1900, where it lies in this century.
fn day_of(text: &str) -> Option<Date> {
    const CENTURY: std::ops::RangeInclusive<i64> = 36_526..=73_050;
    let days: i64 = text.parse().ok().filter(|days| CENTURY.contains(days))?;
    let start = Date::new(1899, 12, 30).ok()?;
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
