//! M37: a zero stands before a day below 10 and before months 1 and 2.
//!
//! NĐ 30/2020, Phụ lục I, Phần I, mục II.4: 05/01/2025, 29/6/2025.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};
use crate::text::{parse_date, short_date};

static DATE_ZEROS: Fault = Fault {
    code: "date-zeros",
    severity: Severity::Warning,
    vi: "ngày “{found}” thiếu số 0 ở ngày nhỏ hơn 10 hoặc tháng 1, 2",
    en: "date “{found}” lacks the zero before a day below 10 or month 1 or 2",
    explain_vi: "NĐ 30/2020: ngày nhỏ hơn 10 và tháng 1, tháng 2 phải ghi thêm số 0 phía trước. Thời \
                 hạn được in đúng như nguồn, nên hãy sửa ở nguồn.",
    explain_en: "NĐ 30/2020 wants a zero before days below 10 and months 1 and 2. Deadlines print \
                 as written, so mend the source.",
};

/// M37.
pub const CHECK: Check = Check {
    faults: &[&DATE_ZEROS],
    run,
    cases: &[Case {
        code: "date-zeros",
        wrong: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Trước ngày 5/1/2025}]",
        right: "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Trước ngày 05/6/2025}]",
    }],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    for task in &model.tasks {
        let Some(deadline) = &task.deadline else { continue };
        for word in deadline.value.text.split([' ', '\n', ',', ';', '(', ')']) {
            let at = task.place_of(Field::Deadline);
            if let Some(right) = with_zeros(word.trim_end_matches('.')) {
                diagnostics.push(DATE_ZEROS.at(at).with("found", word).suggest([right]));
            }
        }
    }
}

/// The right form of a short date that lacks a zero.
fn with_zeros(word: &str) -> Option<String> {
    if word.matches('/').count() != 2 {
        return None;
    }
    let date = parse_date(word).ok()?;
    let mut parts = word.split('/');
    let (day, month) = (parts.next()?, parts.next()?);
    let lacks = day.len() == 1 || (month.len() == 1 && date.month() < 3);
    lacks.then(|| short_date(date))
}
