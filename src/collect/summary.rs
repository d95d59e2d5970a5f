//! What was collected → "Báo cáo tình hình thực hiện", as a plan for the house's writers.
//!
//! Invariant: every late task and every body that sent nothing is a row; below the table stands what the
//! figures were made of.

use super::overview::{Collected, OverviewRow, Standing, Tally};
use super::report::REASON;
use crate::model::draft::{Draft, DraftEntry, DraftGroup, DraftTask};
use crate::model::{DocumentField, Field};
use crate::source::{FileId, Located, Location};
use crate::text::{key, long_date, short_date};
use crate::view::ReportState;

/// The fields that hold the counts (`templates/chung/bao-cao.toml`), in the order of the standings.
const COUNTS: [Field; 6] =
    [Field::Form, Field::Product, Field::Target, Field::Approver, Field::Appraiser, Field::Leader];
const SUM: Field = Field::Deadline;
const REMARK: Field = Field::Notes;

/// The report of what was collected.
pub fn summary_report(all: &Collected) -> Draft {
    let at = FileId::default().whole();
    let document = &all.model.document;
    let mut draft = Draft::new(at);
    let mut texts = vec![
        (DocumentField::Kind, String::from("Báo cáo")),
        (DocumentField::Title, title(&document.title.value)),
        (DocumentField::Notes, notes(all)),
        // Number and date are for the office to give.
        (DocumentField::Mode, String::from("electronic")),
    ];
    let own = [
        (DocumentField::Issuer, document.issuer.as_ref().map(|issuer| issuer.value.clone())),
        (DocumentField::ParentIssuer, document.parent_issuer.clone()),
        (DocumentField::Place, document.place.clone()),
    ];
    texts.extend(own.into_iter().filter_map(|(field, text)| Some((field, text?))));
    for (field, text) in texts {
        draft.document.fields.insert(field, Located::new(text, at));
    }
    let total = all.totals().into_iter().map(|(title, tally)| counted(at, title, &tally));
    let agencies = all.agencies.iter().filter(|each| each.tally.iter().any(|count| *count > 0));
    let agencies =
        agencies.map(|each| counted(at, all.model.agency(each.agency).name.clone(), &each.tally));
    let has_groups = all.groups.iter().any(|each| !each.title.is_empty());
    let groups = all.groups.iter().filter(|_| has_groups).map(|each| {
        let title = if each.title.is_empty() { "Không thuộc nhóm" } else { &each.title };
        counted(at, title.to_string(), &each.tally)
    });
    let is_late = |state| move |row: &&OverviewRow| row.standing == Standing::Told(state);
    let overdue = all.rows.iter().filter(is_late(ReportState::Overdue));
    let done_late = all.rows.iter().filter(is_late(ReportState::DoneLate));
    let silent = all.silent().map(|name| task(at, vec![(Field::Content, name.to_string())]));
    let parts: [(&str, Vec<DraftTask>); 6] = [
        ("Kết quả chung", total.collect()),
        ("Kết quả theo cơ quan chủ trì", agencies.collect()),
        ("Kết quả theo nhóm nhiệm vụ", groups.collect()),
        ("Nhiệm vụ quá hạn", overdue.map(|row| late(all, row, at)).collect()),
        ("Nhiệm vụ hoàn thành quá hạn", done_late.map(|row| late(all, row, at)).collect()),
        ("Cơ quan chưa gửi báo cáo", silent.collect()),
    ];
    for (title, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let title = Located::new(title.to_string(), at);
        draft.outline.push(DraftEntry::Group(DraftGroup { level: 1, title }));
        draft.outline.extend(rows.into_iter().map(DraftEntry::Task));
    }
    draft
}

/// "Tình hình thực hiện Danh mục nhiệm vụ …".
fn title(plan: &str) -> String {
    if plan.is_empty() {
        return String::from("Tình hình thực hiện nhiệm vụ được giao");
    }
    format!("Tình hình thực hiện {plan}")
}

/// What the figures were made of.
fn notes(all: &Collected) -> String {
    let day = match all.as_of {
        Some(day) => format!("Số liệu đến {}.", long_date(day)),
        None => String::from(
            "Không báo cáo nào ghi ngày và không nêu ngày tổng hợp, nên chưa xét quá hạn theo ngày.",
        ),
    };
    let (offered, read) = all.files;
    let lines = [
        day,
        String::from(
            "Nhiệm vụ có nhiều cơ quan chủ trì tính theo cơ quan chậm nhất; theo cơ quan và theo nhóm thì tính \
             một lượt cho mỗi cơ quan chủ trì.",
        ),
        format!("Đã nhận {offered} tệp, {read} tệp có báo cáo."),
        format!(
            "Còn {} chỗ cần xem lại, ghi ở trang tính “Cần xem lại” của theo-doi.xlsx.",
            all.review.len()
        ),
    ];
    lines.join("\n")
}

fn counted(at: Location, title: String, tally: &Tally) -> DraftTask {
    let counts = COUNTS.into_iter().zip(tally).map(|(field, count)| (field, count.to_string()));
    let sum: usize = tally.iter().sum();
    let head = [(Field::Content, title), (SUM, sum.to_string())];
    task(at, head.into_iter().chain(counts).collect())
}

/// A late task with its lead, its deadline and why.
fn late(all: &Collected, row: &OverviewRow, at: Location) -> DraftTask {
    let Some(own) = all.model.tasks.get(row.task) else { return DraftTask::new(at) };
    let deadline = own.deadline.as_ref().map_or("", |deadline| deadline.value.text.as_str());
    let deadline = match deadline {
        "" => String::new(),
        text => format!("; thời hạn: {text}"),
    };
    let lead = all.lead_name(row);
    let content = format!("{}. {} ({lead}{deadline})", own.number, own.content.value);
    let report = row.report.and_then(|index| all.reports.get(index));
    let reason = report.map_or("", |report| report.text(REASON));
    let days = match (row.days_late, all.as_of) {
        (Some(days), Some(day)) => format!("Chậm {days} ngày (đến {}). ", short_date(day)),
        _ => String::new(),
    };
    let reason = if key(reason).is_empty() { "Không nêu lý do" } else { reason };
    task(at, vec![(Field::Content, content), (REMARK, format!("{days}{reason}"))])
}

fn task(at: Location, values: Vec<(Field, String)>) -> DraftTask {
    let mut task = DraftTask::new(at);
    for (field, text) in values {
        task.values.insert(field, vec![Located::new(text, at)]);
    }
    task
}
