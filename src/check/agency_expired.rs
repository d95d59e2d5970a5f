//! M38: every agency of the plan exists on the day on which the document is issued.

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Assignee, Assignment, Life, Model};
use crate::text::{Date, short_date};

static AGENCY_EXPIRED: Fault = Fault {
    code: "agency-expired",
    severity: Severity::Error,
    vi: "“{found}” không còn từ {day} (văn bản ban hành {issued}); chọn cơ quan kế thừa theo nhiệm vụ",
    en: "“{found}” ceased on {day} (the document is of {issued}); choose the successor for the task",
    explain_vi: "Từ 01/3/2025 nhiều sở hợp nhất, từ 01/7/2025 không còn cấp huyện. Việc kế thừa theo \
                 chức năng, không chỉ theo tên: ví dụ giảm nghèo chuyển sang Sở Nông nghiệp và Môi \
                 trường, báo chí sang Sở Văn hóa, Thể thao và Du lịch. Khi văn bản mới có tháng hoặc \
                 năm, cơ quan được tra theo ngày cuối của tháng, của năm; nếu ban hành sớm hơn, ghi đủ \
                 ngày.",
    explain_en: "Many departments merged on 01/3/2025 and districts ended on 01/7/2025. Succession \
                 follows the function, not only the name. Where only the month or the year of the \
                 document is given, its last day counts; give the day if it is issued earlier.",
};

static AGENCY_TOO_NEW: Fault = Fault {
    code: "agency-too-new",
    severity: Severity::Error,
    vi: "“{found}” chỉ có từ {day} (văn bản ban hành {issued}); kiểm tra ngày ban hành hoặc tên cơ quan",
    en: "“{found}” exists only from {day} (the document is of {issued}); check the date or the name",
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
            code: "agency-expired",
            wrong: "document: {parent: {number: /QĐ-UBND, date: ngày … tháng 12 năm 2025}}\n\
                    tasks: [{content: Rà soát, lead: Sở Kế hoạch và Đầu tư}]",
            right: "document: {parent: {number: /QĐ-UBND, date: \"   /02/2025\"}}\n\
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
    let issued = model.document.issue_date();
    let Some(last) = issued.last_day() else { return };
    let assignments = model.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.support));
    for assignment in assignments {
        let life = life(model, assignment);
        if life.meets(last, last) {
            continue;
        }
        let (fault, day) = match life.until.filter(|until| *until <= last) {
            Some(until) => (&AGENCY_EXPIRED, Some(until)),
            None => (&AGENCY_TOO_NEW, life.from),
        };
        let day = day.map_or_else(String::new, |day: Date| short_date(day));
        let one = fault.at(assignment.at.at).with("found", &*assignment.text);
        let one = one.with("day", day).with("issued", issued.shown());
        diagnostics.push(one.suggest(successors(model, assignment)));
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
