//! Every group has a task. A group row without a task below it is usually a task taken for a group,
//! or shows that a row was lost.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Entry, Model};

static GROUP_EMPTY: Fault = Fault {
    code: "group-empty",
    severity: Severity::Warning,
    vi: "nhóm “{found}” không có nhiệm vụ nào; nếu đây là một nhiệm vụ, hãy ghi cơ quan chủ trì",
    en: "group “{found}” has no tasks; if it is a task, name its lead agency",
    explain_vi: "Dòng chỉ có số và chữ được hiểu là tên nhóm.",
    explain_en: "A row with a number and words alone is taken for a group.",
};

/// No group without tasks.
pub const CHECK: Check = Check {
    faults: &[&GROUP_EMPTY],
    run,
    cases: &[Case {
        code: "group-empty",
        wrong: "groups: [{title: Quy hoạch, tasks: [{content: Rà soát, lead: Sở Y tế}]}, {title: Trống}]",
        right: "groups: [{title: Quy hoạch, tasks: [{content: Rà soát, lead: Sở Y tế}]}]",
    }],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    for (position, entry) in model.outline.iter().enumerate() {
        let Entry::Group(index) = *entry else { continue };
        let group = &model.groups[index];
        // The next row decides: a task or an inner group fills it.
        let filled = match model.outline.get(position + 1) {
            Some(Entry::Task(_)) => true,
            Some(Entry::Group(next)) => model.groups[*next].level > group.level,
            None => false,
        };
        if !filled {
            let fault = GROUP_EMPTY.at(group.title.at);
            diagnostics.push(fault.with("found", group.title.value.clone()));
        }
    }
}
