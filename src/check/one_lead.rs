//! M28: a task has exactly one lead.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model};

static LEAD_MISSING: Fault = Fault {
    code: "lead-missing",
    severity: Severity::Error,
    vi: "nhiệm vụ “{content}” chưa có cơ quan chủ trì; hãy ghi một cơ quan, hoặc chọn in dự thảo",
    en: "task “{content}” has no lead agency; name one, or choose to print a draft",
    explain_vi: "Mỗi việc chỉ giao cho một cơ quan chủ trì thực hiện và chịu trách nhiệm chính. Khi \
                 chưa phân công, chỉ in được bản dự thảo, ô chủ trì để trống.",
    explain_en: "Each task goes to one lead agency, which answers for it. Until it is named only a \
                 draft can be printed, with the cell left blank.",
};

static LEAD_MANY: Fault = Fault {
    code: "lead-many",
    severity: Severity::Error,
    vi: "có {count} cơ quan chủ trì: {found}; giữ một cơ quan, chuyển các cơ quan khác sang phối \
         hợp, hoặc ghi rõ “đồng chủ trì” nếu đúng chủ ý",
    en: "there are {count} leads: {found}; keep one and make the others support, or say that \
         they lead jointly if it is meant",
    explain_vi: "Mỗi việc một cơ quan chủ trì. Trường hợp đồng chủ trì có chủ ý: đánh dấu cột \
                 “Đồng chủ trì”, hoặc ghi “Đồng chủ trì” ở Ghi chú.",
    explain_en: "One lead for a task. Where two are meant, mark the column “Đồng chủ trì”, or \
                 say so in the notes.",
};

static LEAD_JOINT: Fault = Fault {
    code: "lead-joint",
    severity: Severity::Warning,
    vi: "đồng chủ trì: {found}; kiểm tra lại có đúng chủ ý",
    en: "joint leads: {found}; make sure that this is meant",
    explain_vi: "Nguồn ghi rõ hai cơ quan trở lên cùng chủ trì. Chương trình in đúng như vậy và nhắc \
                 để người ký biết.",
    explain_en: "The source names two or more leads on purpose. It prints so, with a reminder.",
};

/// M28.
pub const CHECK: Check = Check {
    faults: &[&LEAD_MISSING, &LEAD_MANY, &LEAD_JOINT],
    run,
    cases: &[
        Case {
            code: "lead-missing",
            wrong: "tasks: [{content: Rà soát quy hoạch}]",
            right: "tasks: [{content: Rà soát quy hoạch, lead: Sở Xây dựng}]",
        },
        Case {
            code: "lead-many",
            wrong: "tasks: [{content: Rà soát, lead: [Sở Xây dựng, Sở Y tế]}]",
            right: "tasks: [{content: Rà soát, lead: [Sở Xây dựng, Sở Y tế], joint: true}]",
        },
        Case {
            code: "lead-joint",
            wrong: "tasks: [{content: Rà soát, lead: [Sở Xây dựng, Sở Y tế], joint: true}]",
            right: "tasks: [{content: Rà soát, lead: Sở Xây dựng, joint: true}]",
        },
    ],
};

fn run(model: &Model, scope: Scope, diagnostics: &mut Diagnostics) {
    for task in &model.tasks {
        let at = task.place_of(Field::Lead);
        let names: Vec<&str> = task.lead.iter().map(|lead| &*lead.text).collect();
        match names.len() {
            0 if scope.draft => {}
            0 => {
                let content = task.content.value.clone();
                diagnostics.push(LEAD_MISSING.at(at).with("content", content));
            }
            1 => {}
            count => {
                let fault = if task.joint { &LEAD_JOINT } else { &LEAD_MANY };
                let one = fault.at(at).with("found", names.join("; "));
                diagnostics.push(one.with("count", count.to_string()));
            }
        }
    }
}
