//! Each task stands once. Two rows of one content are usually a slip of copying, and with two leads
//! nobody knows who is responsible.

use std::collections::HashMap;

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Field, Model, Task};
use crate::text::{key, key_hash};

static TASK_TWICE: Fault = Fault {
    code: "task-twice",
    severity: Severity::Warning,
    vi: "nội dung trùng với nhiệm vụ số {number}; bỏ một dòng, hoặc ghi rõ hai việc khác nhau ở đâu",
    en: "the content repeats that of task {number}; delete one row, or say how the two differ",
    explain_vi: "Một nhiệm vụ ghi hai lần thường do chép nhầm; bản trích và số liệu thống kê sẽ tính \
                 hai lần.",
    explain_en: "A task that stands twice was mostly copied by mistake; extracts and statistics count \
                 it twice.",
};

static TASK_TWICE_LEADS: Fault = Fault {
    code: "task-twice-leads",
    severity: Severity::Error,
    vi: "nội dung trùng với nhiệm vụ số {number} nhưng khác cơ quan chủ trì: ở đây “{found}”, ở dòng \
         kia “{other}”; bỏ một dòng, hoặc ghi rõ mỗi cơ quan làm phần việc nào",
    en: "the content repeats that of task {number} with another lead: here “{found}”, there \
         “{other}”; delete one row, or say which part each of them does",
    explain_vi: "Mỗi việc chỉ giao một cơ quan chủ trì. Hai dòng cùng nội dung, khác chủ trì thì không \
                 rõ ai chịu trách nhiệm. Những nhóm liệt kê cùng các bước cho từng đối tượng (dự án, \
                 xã…) chỉ được nhắc, không phải lỗi.",
    explain_en: "One lead for a task: of two rows with one content and two leads, nobody knows which \
                 answers for it. Groups that list the same steps for several objects (projects, \
                 communes) are only reminded of it.",
};

/// A content shorter than this, in words, names a kind of work ("Sơ kết, tổng kết") and may stand in
/// several groups.
const FEWEST_WORDS: usize = 5;

/// No task twice.
pub const CHECK: Check = Check {
    faults: &[&TASK_TWICE, &TASK_TWICE_LEADS],
    run,
    cases: &[
        Case {
            code: "task-twice",
            wrong: "tasks: [{content: Rà soát quy hoạch., lead: Sở Y tế},\n\
                            {content: RÀ SOÁT QUY HOẠCH, lead: Sở Y tế}]",
            right: "tasks: [{content: Rà soát quy hoạch, lead: Sở Y tế},\n\
                            {content: Rà soát kế hoạch, lead: Sở Y tế}]",
        },
        Case {
            code: "task-twice-leads",
            wrong: "groups:\n- {title: Kinh tế, tasks: [\n\
                    {content: Rà soát quy hoạch mạng lưới y tế, lead: Sở Y tế}]}\n\
                    - {title: Xã hội, tasks: [\n\
                    {content: Rà soát quy hoạch mạng lưới y tế, lead: Sở Nội vụ}]}",
            // The same steps for two objects.
            right: "groups:\n- {title: Cầu Một, tasks: [\n\
                    {content: Trình phê duyệt báo cáo đầu tư, lead: Sở Y tế},\n\
                    {content: Tổ chức lựa chọn nhà thầu, lead: Sở Y tế}]}\n\
                    - {title: Cầu Hai, tasks: [\n\
                    {content: Trình phê duyệt báo cáo đầu tư, lead: Sở Nội vụ},\n\
                    {content: Tổ chức lựa chọn nhà thầu, lead: Sở Nội vụ}]}",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    // Contents by the hash of their key: the keys of a long plan are as large as the plan.
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(model.tasks.len());
    let mut repeats: Vec<(&Task, &Task, bool)> = Vec::new();
    // How many contents two groups share: two and more are steps that each group lists.
    let mut shared: HashMap<_, usize> = HashMap::new();
    for (index, task) in model.tasks.iter().enumerate() {
        let hash = key_hash(&task.content.value);
        let before = &model.tasks[*first.entry(hash).or_insert(index)];
        // One cell, merged over the rows of several leads, is one text and stands once.
        if std::ptr::eq(before, task) || before.content.at == task.content.at {
            continue;
        }
        let folded = key(&task.content.value);
        if folded.is_empty() || key(&before.content.value) != folded {
            continue;
        }
        // Rows that follow each other were one cell, merged over them, before a page parted it.
        let above = index.checked_sub(1).and_then(|above| model.tasks.get(above));
        let follows = above.is_some_and(|above| {
            above.group == task.group && above.content.value == task.content.value
        });
        repeats.push((before, task, follows));
        *shared.entry((before.group, task.group)).or_default() += 1;
    }
    for (before, task, follows) in repeats {
        let steps = shared.get(&(before.group, task.group)).is_some_and(|count| *count > 1)
            || key(&task.content.value).split(' ').count() < FEWEST_WORDS;
        let is_of_its_group = before.group != task.group && steps;
        let fault = match same_leads(before, task) || is_of_its_group {
            true => &TASK_TWICE,
            false => &TASK_TWICE_LEADS,
        };
        let one = fault.at(task.place_of(Field::Content)).with("number", before.number.clone());
        let one = match fault.code == TASK_TWICE_LEADS.code {
            true => one.with("found", leads(task)).with("other", leads(before)),
            false => one,
        };
        let one = if follows { one.severity(Severity::Warning) } else { one };
        diagnostics.push(one.also_at(before.content.at));
    }
}

/// Whether the same bodies lead both; a lead that is still open is another matter.
fn same_leads(one: &Task, other: &Task) -> bool {
    let within =
        |a: &Task, b: &Task| a.lead.iter().all(|lead| b.lead.iter().any(|each| each.to == lead.to));
    one.lead.is_empty() || other.lead.is_empty() || within(one, other) && within(other, one)
}

fn leads(task: &Task) -> String {
    let names: Vec<&str> = task.lead.iter().map(|lead| &*lead.text).collect();
    names.join("; ")
}
