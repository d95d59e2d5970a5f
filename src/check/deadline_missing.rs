//! M32: where the table shows a deadline, every task should have one.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model, Task};

static DEADLINE_MISSING: Fault = Fault {
    code: "deadline-missing",
    severity: Severity::Warning,
    vi: "nhiệm vụ “{content}” chưa có thời hạn; ghi thời hạn (có thể là “Thường xuyên”) hoặc chọn \
         mẫu cột không có thời hạn",
    en: "task “{content}” has no deadline; give one, or choose a column preset without",
    explain_vi: "Bảng có cột thời gian thì mỗi nhiệm vụ nên có thời hạn để đôn đốc.",
    explain_en: "A table with a deadline column should give every task one.",
};

static DEADLINES_MISSING: Fault = Fault {
    code: "deadlines-missing",
    severity: Severity::Warning,
    vi: "{count} trên {all} nhiệm vụ chưa có thời hạn; bổ sung, hoặc chọn mẫu cột không có thời hạn",
    en: "{count} of {all} tasks have no deadline; give them, or choose a column preset without",
    explain_vi: "Khi phần lớn nhiệm vụ không có thời hạn, chương trình nhắc một lần thay vì từng dòng.",
    explain_en: "Where most tasks lack a deadline, one reminder stands for all.",
};

/// M32.
pub const CHECK: Check = Check {
    faults: &[&DEADLINE_MISSING, &DEADLINES_MISSING],
    run,
    cases: &[
        Case {
            code: "deadline-missing",
            wrong: "document: {columns: co-ban}\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
            right: "document: {columns: khong-thoi-han}\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
        Case {
            code: "deadlines-missing",
            wrong: "tasks: [&t {content: Rà soát, lead: Sở Y tế}, *t, *t, *t, *t, *t, *t, *t, *t, *t, *t, *t]",
            right: "tasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
    ],
};

fn run(model: &Model, scope: Scope, diagnostics: &mut Diagnostics) {
    if !scope.columns.contains(&Field::Deadline) || scope.draft {
        return;
    }
    let missing: Vec<&Task> = model.tasks.iter().filter(|task| task.deadline.is_none()).collect();
    if missing.len() > MOST_ONE_BY_ONE && missing.len() * 2 > model.tasks.len() {
        let at = model
            .document
            .columns
            .as_ref()
            .map_or(missing[0].place_of(Field::Deadline), |columns| columns.at);
        let one = DEADLINES_MISSING.at(at).with("count", missing.len().to_string());
        return diagnostics.push(one.with("all", model.tasks.len().to_string()));
    }
    for task in missing {
        let fault = DEADLINE_MISSING.at(task.place_of(Field::Deadline));
        diagnostics.push(fault.with("content", task.content.value.clone()));
    }
}

/// A clerk mends ten rows one by one; past that, most of a column is a choice.
const MOST_ONE_BY_ONE: usize = 10;
