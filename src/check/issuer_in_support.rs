//! M30: the issuer assigns tasks and does not list itself as supporting a task.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Assignee, Model};

static ISSUER_IN_SUPPORT: Fault = Fault {
    code: "issuer-in-support",
    severity: Severity::Error,
    vi: "“{found}” là cơ quan ban hành nên không ghi ở cột phối hợp; xóa khỏi cột này",
    en: "“{found}” issues the document and so is not listed as supporting; take it out",
    explain_vi: "Cơ quan ban hành giao việc cho các cơ quan khác, không tự ghi mình là cơ quan phối hợp.",
    explain_en: "The issuer gives the tasks to others and does not list itself as supporting.",
};

/// M30.
pub const CHECK: Check = Check {
    faults: &[&ISSUER_IN_SUPPORT],
    run,
    cases: &[Case {
        code: "issuer-in-support",
        wrong: "document: {issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n\
                tasks: [{content: Rà soát, lead: Sở Y tế, support: UBND tỉnh}]",
        right: "document: {issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n\
                tasks: [{content: Rà soát, lead: Sở Y tế, support: Sở Tư pháp}]",
    }],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    let Some(issuer) = model.document.issuer_agency else { return };
    for support in model.tasks.iter().flat_map(|task| &task.support) {
        if support.to == Assignee::Agency(issuer) {
            let fault = ISSUER_IN_SUPPORT.at(support.at.at);
            diagnostics.push(fault.with("found", &*support.text));
        }
    }
}
