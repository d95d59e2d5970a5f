//! All reports → the overview: a row for each task and each of its leads, and the counts.
//!
//! Invariant: each row has one standing, so that the counts of standings sum to the rows.

use anyhow::bail;

use super::faults::PAST_DEADLINE;
use super::plan_index::PlanIndex;
use super::report::Report;
use super::{CellCount, Collector, Review};
use crate::diag::Diagnostics;
use crate::model::{AgencyId, Assignment, Model};
use crate::source::Sources;
use crate::text::{Date, short_date};
use crate::view::{ReportState, Role};

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// One of the four states.
    Told(ReportState),
    /// Reported without one of the four states.
    Unclear,
    /// Not reported.
    Silent,
}

impl Standing {
    /// Every standing, in the order of the overview.
    pub const ALL: [Standing; 6] = [
        Standing::Told(ReportState::DoneInTime),
        Standing::Told(ReportState::DoneLate),
        Standing::Told(ReportState::UnderWay),
        Standing::Told(ReportState::Overdue),
        Standing::Unclear,
        Standing::Silent,
    ];

    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Told(state) => state.words(),
            Standing::Unclear => "Chưa rõ tình trạng",
            Standing::Silent => "Chưa báo cáo",
        }
    }
}

/// How many rows have each standing, in the order of [`Standing::ALL`].
pub type Tally = [usize; Standing::ALL.len()];

/// A task and one of its leads.
#[derive(Debug)]
pub struct OverviewRow {
    /// The task, by its place in the model.
    pub task: usize,
    /// Who leads; none where the plan names a phrase that stands for nobody in particular.
    pub lead: Option<AgencyId>,
    /// Where the lead stands.
    pub standing: Standing,
    /// Days past the deadline, of a task that is overdue.
    pub days_late: Option<i64>,
    /// The lead's report, by its place in [`Collected::reports`].
    pub report: Option<usize>,
    /// What others report of the task, by place; in the first row of a task alone.
    pub remarks: Vec<usize>,
}

/// An agency with the rows that it leads.
#[derive(Debug)]
pub struct AgencyTally {
    /// The agency.
    pub agency: AgencyId,
    /// Its rows.
    pub tally: Tally,
    /// How many tasks it supports and reported on.
    pub remarks: usize,
    /// Whether anything at all came from it.
    pub has_reported: bool,
}

/// A group of the plan with its rows.
#[derive(Debug)]
pub struct GroupTally {
    /// "I. Hạ tầng số"; empty for tasks outside of groups.
    pub title: String,
    /// Its rows.
    pub tally: Tally,
}

/// All that came in.
pub struct Collected<'a> {
    /// The plan.
    pub model: &'a Model,
    /// The names behind the places.
    pub sources: Sources,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// What counts.
    pub reports: Vec<Report>,
    /// A row for each task and each of its leads.
    pub rows: Vec<OverviewRow>,
    /// Who was given a task.
    pub agencies: Vec<AgencyTally>,
    /// The outermost groups.
    pub groups: Vec<GroupTally>,
    /// What a person must look at.
    pub review: Vec<Review>,
    /// Where the cells of all files went.
    pub cells: CellCount,
    /// The day of the overview; none where no day was given and no report speaks of one.
    pub as_of: Option<Date>,
    /// How many files were offered, and how many have the columns of a report.
    pub files: (usize, usize),
}

impl Collected<'_> {
    /// How many rows have each standing.
    pub fn tally(&self) -> Tally {
        tally(self.rows.iter())
    }

    /// How many tasks have each standing; one with several leads stands as the worst of them.
    pub fn task_tally(&self) -> Tally {
        let mut worst: std::collections::BTreeMap<usize, Standing> = Default::default();
        for row in &self.rows {
            let known = worst.entry(row.task).or_insert(row.standing);
            *known = row.standing.max(*known);
        }
        let mut counts = Tally::default();
        for (count, standing) in counts.iter_mut().zip(Standing::ALL) {
            *count = worst.values().filter(|worst| **worst == standing).count();
        }
        counts
    }

    /// The counts of the whole plan, each with its name: of tasks, and of what they give each lead, where
    /// that is more.
    pub fn totals(&self) -> Vec<(String, Tally)> {
        let (tasks, given) = (self.task_tally(), self.tally());
        let mut totals = vec![(String::from("Tất cả nhiệm vụ"), tasks)];
        if tasks != given {
            totals.push((String::from("Tất cả lượt giao, mỗi cơ quan chủ trì một lượt"), given));
        }
        totals
    }

    /// Agencies with a task that sent nothing.
    pub fn silent(&self) -> impl Iterator<Item = &str> {
        let silent = self.agencies.iter().filter(|each| !each.has_reported);
        silent.map(|each| self.model.agency(each.agency).name.as_str())
    }

    /// The name of a lead as it is shown.
    pub fn lead_name(&self, row: &OverviewRow) -> String {
        match (row.lead, self.model.tasks.get(row.task)) {
            (Some(lead), _) => self.model.agency(lead).name.clone(),
            (None, Some(task)) => {
                let texts: Vec<&str> = task.lead.iter().map(|each| &*each.text).collect();
                texts.join("; ")
            }
            (None, None) => String::new(),
        }
    }
}

fn tally<'r>(rows: impl Iterator<Item = &'r OverviewRow>) -> Tally {
    let mut counts = Tally::default();
    for row in rows {
        for (count, standing) in counts.iter_mut().zip(Standing::ALL) {
            *count += usize::from(standing == row.standing);
        }
    }
    counts
}

/// The overview of all that came in.
pub fn collected(mut from: Collector, given: Option<Date>) -> anyhow::Result<Collected> {
    if !from.cells.is_whole() {
        bail!("số ô đã điền không khớp ({:?}); đây là lỗi của chương trình", from.cells);
    }
    let newest = from.reports.iter().filter_map(Report::newest_day).max();
    let as_of = given.or(newest);
    let rows = rows(&mut from, as_of);
    let Collector { plan, sources, mut diagnostics, reports, mut review, cells, files, .. } = from;
    diagnostics.settle();
    review.sort_by_key(|one| one.at);
    Ok(Collected {
        agencies: agencies(&plan, &rows, &reports),
        groups: groups(&plan, &rows),
        model: plan.model,
        sources,
        diagnostics,
        reports,
        rows,
        review,
        cells,
        as_of,
        files,
    })
}

/// The bodies that an assignment names, each once.
fn reached(model: &Model, assignments: &[Assignment]) -> Vec<AgencyId> {
    let mut ids: Vec<AgencyId> = Vec::new();
    for id in assignments.iter().flat_map(|each| model.reach(each)) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}

fn rows(from: &mut Collector, as_of: Option<Date>) -> Vec<OverviewRow> {
    let mut by_task: Vec<Vec<usize>> = vec![Vec::new(); from.plan.tasks.len()];
    for (index, report) in from.reports.iter().enumerate() {
        if let Some(list) = by_task.get_mut(report.task) {
            list.push(index);
        }
    }
    let mut rows = Vec::new();
    for (task, reports) in by_task.into_iter().enumerate() {
        let Some(entry) = from.plan.tasks.get(task) else { continue };
        let leads = reached(from.plan.model, &entry.task.lead);
        let (own, mut remarks): (Vec<usize>, Vec<usize>) = reports
            .into_iter()
            .partition(|index| from.reports.get(*index).is_some_and(|it| it.role == Role::Lead));
        let of = |lead: AgencyId| {
            own.iter()
                .copied()
                .find(|index| from.reports.get(*index).is_some_and(|report| report.agency == lead))
        };
        let mut leads: Vec<(Option<AgencyId>, Option<usize>)> =
            leads.into_iter().map(|lead| (Some(lead), of(lead))).collect();
        if leads.is_empty() {
            leads.push((None, None));
        }
        for (lead, report) in leads {
            let (mut standing, days_late) = standing(from, (task, report), as_of);
            if lead.is_none() {
                standing = shared_standing(from, &remarks);
            }
            let remarks = std::mem::take(&mut remarks);
            rows.push(OverviewRow { task, lead, standing, days_late, report, remarks });
        }
    }
    rows
}

/// Where a task stands that everybody leads: as the worst of those who report it.
fn shared_standing(from: &Collector, reports: &[usize]) -> Standing {
    let all = reports.iter().filter_map(|index| from.reports.get(*index));
    let mut own = all.filter(|report| report.role == Role::Common).peekable();
    let none = if own.peek().is_some() { Standing::Unclear } else { Standing::Silent };
    own.filter_map(|report| report.state).max().map_or(none, Standing::Told)
}

/// Where a lead stands, and by how many days it is late.
fn standing(
    from: &mut Collector,
    (task, report): (usize, Option<usize>),
    as_of: Option<Date>,
) -> (Standing, Option<i64>) {
    let deadline = from.plan.tasks.get(task).and_then(|entry| entry.task.deadline.as_ref());
    let end = deadline.and_then(|deadline| deadline.value.end());
    let late = as_of.zip(end).map(|(day, end)| days_between(end, day)).filter(|days| *days > 0);
    let Some(report) = report.and_then(|index| from.reports.get(index)) else {
        return (Standing::Silent, late);
    };
    match report.state {
        None => (Standing::Unclear, None),
        Some(ReportState::UnderWay) if late.is_some() => {
            let (at, agency) = (report.cells[0].at, report.agency);
            let day = as_of.map(short_date).unwrap_or_default();
            let days = late.unwrap_or_default().to_string();
            let finding = PAST_DEADLINE.at(at).with("day", day).with("days", days);
            from.tell(finding, (Some(agency), ""));
            (Standing::Told(ReportState::Overdue), late)
        }
        Some(ReportState::Overdue) => (Standing::Told(ReportState::Overdue), late),
        Some(state) => (Standing::Told(state), None),
    }
}

/// Days from one day to another.
fn days_between(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

fn agencies(plan: &PlanIndex, rows: &[OverviewRow], reports: &[Report]) -> Vec<AgencyTally> {
    let all = (0..plan.model.agencies.len()).map(AgencyId);
    let supports: std::collections::HashSet<AgencyId> =
        plan.tasks.iter().flat_map(|entry| reached(plan.model, &entry.task.support)).collect();
    let one = |agency: AgencyId| {
        let own = || rows.iter().filter(move |row| row.lead == Some(agency));
        let sent = || reports.iter().filter(move |report| report.agency == agency);
        let has_task = own().next().is_some() || supports.contains(&agency);
        has_task.then(|| AgencyTally {
            agency,
            tally: tally(own()),
            remarks: sent().filter(|report| report.role != Role::Lead).count(),
            has_reported: sent().next().is_some(),
        })
    };
    all.filter_map(one).collect()
}

fn groups(plan: &PlanIndex, rows: &[OverviewRow]) -> Vec<GroupTally> {
    let mut groups: Vec<(Option<&str>, GroupTally)> = Vec::new();
    for row in rows {
        let Some(entry) = plan.tasks.get(row.task) else { continue };
        let path = plan.model.group_path(entry.task);
        let outer = path.first().map(|group| group.number.as_str());
        if !groups.iter().any(|(number, _)| *number == outer) {
            let title = path.first().map_or_else(String::new, |group| {
                format!("{}. {}", group.number, group.title.value)
            });
            groups.push((outer, GroupTally { title, tally: Tally::default() }));
        }
        if let Some((_, group)) = groups.iter_mut().find(|(number, _)| *number == outer) {
            for (count, standing) in group.tally.iter_mut().zip(Standing::ALL) {
                *count += usize::from(standing == row.standing);
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
