//! M29: the lead of a task does not also support it, and no body supports a task twice.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::Model;

static LEAD_IN_SUPPORT: Fault = Fault {
    code: "lead-in-support",
    severity: Severity::Error,
    vi: "“{found}” vừa chủ trì vừa phối hợp; xóa khỏi cột phối hợp",
    en: "“{found}” both leads and supports; take it out of the supports",
    explain_vi: "Cơ quan chủ trì không ghi lại ở cột phối hợp của cùng nhiệm vụ.",
    explain_en: "The lead of a task is not listed among its supports.",
};

static SUPPORT_TWICE: Fault = Fault {
    code: "support-twice",
    severity: Severity::Error,
    vi: "“{found}” ghi hai lần ở cột phối hợp; xóa một",
    en: "“{found}” stands twice among the supports; delete one",
    explain_vi: "Một cơ quan chỉ ghi một lần, kể cả khi viết khác nhau (Sở KH&ĐT, Sở Kế hoạch và Đầu \
                 tư).",
    explain_en: "An agency is listed once, even where it is written in two ways.",
};

/// M29.
pub const CHECK: Check = Check {
    faults: &[&LEAD_IN_SUPPORT, &SUPPORT_TWICE],
    run,
    cases: &[
        Case {
            code: "lead-in-support",
            wrong: "tasks: [{content: Rà soát, lead: Sở Y tế, support: [Sở Tài chính, SỞ Y TẾ]}]",
            right: "tasks: [{content: Rà soát, lead: Sở Y tế, support: [\"các sở, ban, ngành\"]}]",
        },
        Case {
            code: "support-twice",
            wrong: "tasks: [{content: Rà soát, lead: Sở Y tế, support: Sở Nội vụ; Sở Nội vụ tỉnh}]",
            right: "tasks: [{content: Rà soát, lead: Sở Y tế, support: Sở Nội vụ; Sở Tư pháp}]",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    for task in &model.tasks {
        for (position, support) in task.support.iter().enumerate() {
            let fault = if task.lead.iter().any(|lead| lead.to == support.to) {
                &LEAD_IN_SUPPORT
            } else if task.support[..position].iter().any(|before| before.to == support.to) {
                &SUPPORT_TWICE
            } else {
                continue;
            };
            diagnostics.push(fault.at(support.at.at).with("found", &*support.text));
        }
    }
}
