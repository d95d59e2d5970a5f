//! M38: every agency exists on the day the document is issued.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Assignee, Assignment, Life, Model};
use crate::text::{Date, short_date};

static AGENCY_EXPIRED: Fault = Fault {
    code: "agency-expired",
    severity: Severity::Error,
    vi: "“{found}” không còn từ {day}, trước ngày ban hành; chọn cơ quan kế thừa theo nhiệm vụ",
    en: "“{found}” ceased on {day}, before the issue date; choose the successor for the task",
    explain_vi: "Từ 01/3/2025 nhiều sở hợp nhất, từ 01/7/2025 không còn cấp huyện. Việc kế thừa theo \
                 chức năng, không chỉ theo tên: ví dụ giảm nghèo chuyển sang Sở Nông nghiệp và Môi \
                 trường, báo chí sang Sở Văn hóa, Thể thao và Du lịch.",
    explain_en: "Many departments merged on 01/3/2025 and districts ended on 01/7/2025. Succession \
                 follows the function, not only the name.",
};

static AGENCY_TOO_NEW: Fault = Fault {
    code: "agency-too-new",
    severity: Severity::Error,
    vi: "“{found}” chỉ có từ {day}, sau ngày ban hành; kiểm tra ngày ban hành hoặc tên cơ quan",
    en: "“{found}” exists only from {day}, after the issue date; check the date or the name",
    explain_vi: "Cơ quan được giao việc phải có vào ngày ban hành văn bản.",
    explain_en: "An agency must exist on the day the document is issued.",
};

/// M38.
pub const CHECK: Check = Check {
    faults: &[&AGENCY_EXPIRED, &AGENCY_TOO_NEW],
    run,
    cases: &[
        Case {
            code: "agency-expired",
            wrong: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Kế hoạch và Đầu tư}]",
            right: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2024}}\n\
                    tasks: [{content: Rà soát, lead: Sở Kế hoạch và Đầu tư}]",
        },
        Case {
            code: "agency-too-new",
            wrong: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2024}}\n\
                    tasks: [{content: Rà soát, lead: Sở Nông nghiệp và Môi trường}]",
            right: "document: {parent: {number: 15/QĐ-UBND, date: 15/6/2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Nông nghiệp và Môi trường}]",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    let Some((first, last)) = model.document.issue_date().period() else { return };
    let assignments = model.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.support));
    for assignment in assignments {
        let life = life(model, assignment);
        if life.meets(first, last) {
            continue;
        }
        let (fault, day) = match life.until.filter(|until| *until <= first) {
            Some(until) => (&AGENCY_EXPIRED, Some(until)),
            None => (&AGENCY_TOO_NEW, life.from),
        };
        let day = day.map_or_else(String::new, |day: Date| short_date(day));
        let one = fault.at(assignment.at.at).with("found", assignment.text.clone());
        diagnostics.push(one.with("day", day).suggest(successors(model, assignment)));
    }
}

fn life(model: &Model, assignment: &Assignment) -> Life {
    match assignment.to {
        Assignee::Agency(id) => model.agency(id).life,
        Assignee::Collective(id) => model.collectives[id.0].life,
    }
}

fn successors(model: &Model, assignment: &Assignment) -> Vec<String> {
    match assignment.to {
        Assignee::Agency(id) => model.agency(id).successors.clone(),
        Assignee::Collective(_) => Vec::new(),
    }
}
