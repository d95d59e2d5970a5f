//! M32: where the table shows a deadline, every task should have one.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};

static DEADLINE_MISSING: Fault = Fault {
    code: "deadline-missing",
    severity: Severity::Warning,
    vi: "nhiệm vụ “{content}” chưa có thời hạn; ghi thời hạn (có thể là “Thường xuyên”) hoặc chọn \
         mẫu cột không có thời hạn",
    en: "task “{content}” has no deadline; give one, or choose a column preset without",
    explain_vi: "Bảng có cột thời gian thì mỗi nhiệm vụ nên có thời hạn để đôn đốc.",
    explain_en: "A table with a deadline column should give every task one.",
};

/// M32.
pub const CHECK: Check = Check {
    faults: &[&DEADLINE_MISSING],
    run,
    cases: &[Case {
        code: "deadline-missing",
        wrong: "document: {columns: co-ban}\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
        right: "document: {columns: khong-thoi-han}\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
    }],
};

fn run(model: &Model, scope: Scope, diagnostics: &mut Diagnostics) {
    if !scope.columns.contains(&Field::Deadline) || scope.draft {
        return;
    }
    for task in model.tasks.iter().filter(|task| task.deadline.is_none()) {
        let fault = DEADLINE_MISSING.at(task.at.at);
        diagnostics.push(fault.with("content", task.content.value.clone()));
    }
}
