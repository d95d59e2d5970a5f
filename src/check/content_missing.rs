//! A task says what is to be done. A row with a lead and no content is a slip or a lost cell.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};

static CONTENT_MISSING: Fault = Fault {
    code: "content-missing",
    severity: Severity::Error,
    vi: "dòng “{found}” chưa có nội dung nhiệm vụ; hãy ghi nội dung hoặc xóa dòng này",
    en: "row “{found}” has no content of a task; write it or delete the row",
    explain_vi: "Mỗi dòng nhiệm vụ phải có nội dung nhiệm vụ. Dòng có cơ quan mà không có nội dung \
                 thường là ô bị xóa nhầm, hoặc nội dung ghi lệch sang dòng khác.",
    explain_en: "Every task row needs its content. A row with an agency and no content is mostly a \
                 cell that was emptied by mistake, or a content that slipped to another row.",
};

/// No row without content.
pub const CHECK: Check = Check {
    faults: &[&CONTENT_MISSING],
    run,
    cases: &[Case {
        code: "content-missing",
        wrong: "tasks: [{content: Rà soát, lead: Sở Y tế}, {lead: Sở Y tế}]",
        right: "tasks: [{content: Rà soát, lead: Sở Y tế}]",
    }],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    for task in model.tasks.iter().filter(|task| task.content.value.is_empty()) {
        // Who leads tells a clerk more of a row than its number.
        let leads: Vec<&str> = task.lead.iter().map(|lead| &*lead.text).collect();
        let found = if leads.is_empty() { task.number.clone() } else { leads.join("; ") };
        let fault = CONTENT_MISSING.at(task.place_of(Field::Content));
        diagnostics.push(fault.with("found", found));
    }
}
