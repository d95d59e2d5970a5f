//! A deadline does not lie before the day on which the task is given. Such a deadline usually has
//! the year of an older plan.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};
use crate::text::short_date;

static DEADLINE_PAST: Fault = Fault {
    code: "deadline-past",
    severity: Severity::Warning,
    vi: "thời hạn “{found}” hết ngày {end}, trước ngày ban hành văn bản ({issued}); kiểm tra lại năm \
         của thời hạn và ngày của văn bản",
    en: "the deadline “{found}” ends on {end}, before the document is issued ({issued}); check its \
         year and the day of the document",
    explain_vi: "Việc được giao sau khi đã hết hạn thường là chép từ kế hoạch năm trước. Thời hạn lặp \
                 lại (hằng năm, hằng quý) và thời hạn kéo dài qua ngày ban hành thì không tính.",
    explain_en: "A task that is given after its deadline is mostly copied from last year's plan. \
                 Deadlines that recur, and periods that reach past the day of issue, do not count.",
};

/// No deadline before the document itself.
pub const CHECK: Check = Check {
    faults: &[&DEADLINE_PAST],
    run,
    cases: &[
        Case {
            code: "deadline-past",
            wrong: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Trước 30/6/2024}]",
            right: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Trước 30/6/2025}]",
        },
        Case {
            code: "deadline-past",
            wrong: "document: {parent: {number: /QĐ-UBND, date: 6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Tháng 5/2025}]",
            right: "document: {parent: {number: /QĐ-UBND, date: 6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế, deadline: 2023-2025},\n\
                            {content: Sơ kết, lead: Sở Y tế, deadline: Quý I hằng năm},\n\
                            {content: Tổng kết, lead: Sở Y tế, deadline: Tháng 6/2025}]",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    let issued = model.document.issue_date();
    let Some((first, _)) = issued.period() else { return };
    for task in &model.tasks {
        let Some(deadline) = &task.deadline else { continue };
        let Some(end) = deadline.value.end().filter(|end| *end < first) else { continue };
        let fault = DEADLINE_PAST.at(task.place_of(Field::Deadline));
        let fault = fault.with("found", deadline.value.text.clone());
        diagnostics.push(fault.with("end", short_date(end)).with("issued", issued.shown()));
    }
}
