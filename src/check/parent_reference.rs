//! F9, F10: on a paper original, "(Kèm theo …)" needs the number and day of its document.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{IssueDate, Mode, Model};

static PARENT_INCOMPLETE: Fault = Fault {
    code: "parent-incomplete",
    severity: Severity::Error,
    vi: "bản giấy phải có số và ngày của {kind} kèm theo; bổ sung, hoặc chọn bản điện tử hay dự thảo \
         để in chỗ trống",
    en: "a paper original carries the number and day of its {kind}; give them, or choose the \
         electronic or draft mode to leave blanks",
    explain_vi: "NĐ 30/2020, Phụ lục III, Mẫu 2.1: phụ lục bản giấy ghi số, ký hiệu, ngày của văn bản. \
                 Mẫu 2.2: bản điện tử để trống các chỗ này.",
    explain_en: "NĐ 30/2020, Phụ lục III: an annex on paper (Mẫu 2.1) carries number and date; in an \
                 electronic file (Mẫu 2.2) those places stay blank.",
};

static PARENT_MISSING: Fault = Fault {
    code: "parent-missing",
    severity: Severity::Warning,
    vi: "chưa có văn bản gốc nên không in dòng “(Kèm theo …)”; ghi loại, số, ngày, cơ quan ban hành",
    en: "no parent document is given, so “(Kèm theo …)” is not printed; give its kind, number, date \
         and issuer",
    explain_vi: "Phụ lục luôn kèm theo một văn bản. Ghi ở trang “Văn bản”.",
    explain_en: "An annex goes with a document. Give it in the sheet “Văn bản”.",
};

static YEAR_MISSING: Fault = Fault {
    code: "year-missing",
    severity: Severity::Warning,
    vi: "chưa có ngày hoặc năm ban hành nên không biết cơ quan nào còn, cơ quan nào đã sáp nhập; ghi \
         năm",
    en: "neither day nor year of issue is given, so it is not known which agencies exist; give the \
         year",
    explain_vi: "Sở, ban, ngành thay đổi từ 01/3/2025, cấp huyện từ 01/7/2025. Bản dự thảo chưa có \
                 ngày thì ghi năm.",
    explain_en: "Departments changed on 01/3/2025, districts on 01/7/2025. A draft without a day gives \
                 the year.",
};

/// F9, F10.
pub const CHECK: Check = Check {
    faults: &[&PARENT_INCOMPLETE, &PARENT_MISSING, &YEAR_MISSING],
    run,
    cases: &[
        Case {
            code: "parent-incomplete",
            wrong: "document: {mode: paper, parent: {kind: Quyết định, year: 2024}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế}]",
            right: "document: {mode: draft, parent: {kind: Quyết định, year: 2024}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
        Case {
            code: "year-missing",
            wrong: "document: {mode: draft, parent: {kind: Quyết định, number: /QĐ-UBND}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế}]",
            right: "document: {mode: draft, parent: {kind: Quyết định, year: 2024}}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
        Case {
            code: "parent-missing",
            wrong: "document: {title: Danh mục}\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
            right: "document: {style: dang, number: 26-CTr/TU}\n\
                    tasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
    ],
};

fn run(model: &Model, scope: Scope, diagnostics: &mut Diagnostics) {
    let document = &model.document;
    let mode = if scope.draft { Mode::Draft } else { document.mode.value };
    match &document.parent {
        None if document.number.is_none() => {
            diagnostics.push(PARENT_MISSING.at(document.title.at));
        }
        None => {}
        Some(parent) => {
            let starts = |number: &String| number.starts_with(|c: char| c.is_ascii_digit());
            let numbered = parent.number.as_ref().is_some_and(starts);
            let complete = numbered && matches!(parent.date, IssueDate::Day(_));
            if document.issue_date() == IssueDate::Unknown && mode != Mode::Paper {
                diagnostics.push(YEAR_MISSING.at(parent.at.at));
            }
            if mode == Mode::Paper && !complete {
                let fault = PARENT_INCOMPLETE.at(parent.at.at);
                diagnostics.push(fault.with("kind", parent.kind.clone()));
            }
        }
    }
}
