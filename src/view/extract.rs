//! What one agency gets of the annex: the tasks it leads, those it supports, and those given to
//! nobody in particular (docs/form.md, O45, O46).

use serde::Serialize;

use super::{AnnexView, DocumentView, RowView, TaskView};
use crate::model::{AgencyId, Assignee, Assignment, Collectives, Entry, Model, Numbering, Task};

/// The tasks of every agency, found once for all extracts.
#[derive(Debug)]
pub struct Extracts<'a> {
    model: &'a Model,
    annex: &'a AnnexView<'a>,
    /// By agency: rows of the annex that it leads, and those that it supports.
    shares: Vec<[Vec<usize>; 2]>,
    /// By agency: of the rows that it supports, those that reach it only through a collective.
    through: Vec<Vec<usize>>,
    collectives: Collectives,
    /// Rows of the groups.
    group_rows: Vec<usize>,
    /// Rows of tasks that an open collective leads.
    open_leads: Vec<usize>,
    open_supports: Vec<CommonTasks<'a>>,
}

/// The extract of one agency.
#[derive(Debug, Serialize)]
pub struct ExtractView<'a> {
    /// The lines around the annex's table.
    pub document: &'a DocumentView,
    /// Stable id of the agency.
    pub id: &'a str,
    /// Its full name.
    pub agency: &'a str,
    /// The parts that have tasks, in the order of [`Role`].
    pub parts: Vec<ExtractPart<'a>>,
    /// Where what reaches the agency only through a collective is given by number: the supported
    /// tasks without those, with their groups, and those.
    #[serde(skip)]
    pub brief: Option<BriefSupport<'a>>,
    /// Tasks of others that an open collective supports; the PDF names them by their numbers,
    /// because in many plans that is nearly every task.
    pub common: Vec<CommonTasks<'a>>,
    /// Their rows in the annex, each once, with the group rows above them.
    #[serde(skip)]
    pub common_rows: Vec<&'a RowView<'a>>,
}

/// The supported tasks of an extract that names some by number.
#[derive(Debug)]
pub struct BriefSupport<'a> {
    /// Those that name the agency itself, with the group rows above them.
    pub named: Vec<&'a RowView<'a>>,
    /// Those that reach it only through a collective: number, with the group's where numbers start
    /// again in each group, and task.
    pub through: Vec<(String, &'a TaskView<'a>)>,
}

/// A part of an extract.
#[derive(Debug, Serialize)]
pub struct ExtractPart<'a> {
    /// What the agency does in it.
    pub role: Role,
    /// Rows of the annex, with the group rows above them.
    pub rows: Vec<&'a RowView<'a>>,
    /// How many of them are tasks.
    pub tasks: usize,
}

/// What an agency does in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Support,
    /// Giao chung: an open collective leads.
    Common,
}

/// Tasks that an open collective supports.
#[derive(Debug, Clone, Serialize)]
pub struct CommonTasks<'a> {
    /// The phrase: "các đơn vị liên quan".
    pub phrase: &'a str,
    /// Their numbers, with the group's where numbers start again in each group.
    pub numbers: Vec<String>,
    /// Their rows in the annex.
    #[serde(skip)]
    pub rows: Vec<usize>,
}

impl ExtractView<'_> {
    /// The ids of its tasks, in order.
    pub fn task_ids(&self) -> impl Iterator<Item = &str> {
        let rows = self.parts.iter().flat_map(|part| &part.rows);
        rows.filter_map(|row| match row {
            RowView::Task(task) => Some(task.id),
            RowView::Group(_) => None,
        })
    }
}

impl<'a> CommonTasks<'a> {
    /// Those that are not an agency's own; `None` when none is left.
    fn without(&self, own: impl Fn(&&usize) -> bool) -> Option<CommonTasks<'a>> {
        let left = self.rows.iter().zip(&self.numbers).filter(|(row, _)| !own(row));
        let (rows, numbers): (Vec<usize>, Vec<String>) =
            left.map(|(row, number)| (*row, number.clone())).unzip();
        (!rows.is_empty()).then_some(CommonTasks { phrase: self.phrase, numbers, rows })
    }
}

impl<'a> Extracts<'a> {
    /// The tasks of every agency of a model and its annex.
    pub fn new(model: &'a Model, annex: &'a AnnexView<'a>) -> Extracts<'a> {
        let mut shares = Shares::new(model.agencies.len());
        let mut group_rows = vec![0; model.groups.len()];
        let mut open_leads = Vec::new();
        let mut open_supports: Vec<CommonTasks> = Vec::new();
        for (row, entry) in model.outline.iter().enumerate() {
            let task = match *entry {
                Entry::Group(index) => {
                    group_rows[index] = row;
                    continue;
                }
                Entry::Task(index) => &model.tasks[index],
            };
            shares.add(model, task, row);
            if task.lead.iter().any(|lead| open_phrase(model, lead).is_some()) {
                open_leads.push(row);
                continue;
            }
            add_common(model, task, row, &mut open_supports);
        }
        let Shares { shares, through, .. } = shares;
        let collectives = Collectives::Full;
        Extracts {
            model,
            annex,
            shares,
            through,
            collectives,
            group_rows,
            open_leads,
            open_supports,
        }
    }

    /// The same that gives tasks of collectives as is asked for.
    pub fn with_collectives(self, collectives: Collectives) -> Extracts<'a> {
        Extracts { collectives, ..self }
    }

    /// How many tasks of an agency its extract gives by number.
    pub fn given_by_number(&self, agency: AgencyId) -> usize {
        let through = self.through[agency.0].len();
        let all: usize = self.counts(agency).iter().sum();
        let by_number = match self.collectives {
            Collectives::Full => false,
            Collectives::Numbers => true,
            Collectives::Auto => through * 2 > all,
        };
        if by_number { through } else { 0 }
    }

    /// The supported tasks of an agency where some are given by number.
    fn brief(&self, agency: AgencyId) -> Option<BriefSupport<'a>> {
        if self.given_by_number(agency) == 0 {
            return None;
        }
        let through = &self.through[agency.0];
        let [_, supports] = &self.shares[agency.0];
        let is_named = |row: &&usize| through.binary_search(row).is_err();
        let named: Vec<usize> = supports.iter().filter(is_named).copied().collect();
        let task = |row: &usize| match (self.model.outline[*row], &self.annex.rows[*row]) {
            (Entry::Task(index), RowView::Task(task)) => {
                Some((full_number(self.model, &self.model.tasks[index]), task))
            }
            _ => None,
        };
        let through = through.iter().filter_map(task).collect();
        Some(BriefSupport { named: self.with_groups(&named), through })
    }

    /// The extract of an agency.
    pub fn of(&'a self, agency: AgencyId) -> ExtractView<'a> {
        let [leads, supports] = &self.shares[agency.0];
        let has =
            |row: &&usize| leads.binary_search(row).is_ok() || supports.binary_search(row).is_ok();
        let led: Vec<usize> = self.open_leads.iter().filter(|row| !has(row)).copied().collect();
        let parts = [(Role::Lead, leads), (Role::Support, supports), (Role::Common, &led)];
        let parts = parts.into_iter().filter(|(_, rows)| !rows.is_empty());
        let parts = parts.map(|(role, rows)| ExtractPart {
            role,
            rows: self.with_groups(rows),
            tasks: rows.len(),
        });
        let common: Vec<CommonTasks> =
            self.open_supports.iter().filter_map(|common| common.without(has)).collect();
        let mut rows: Vec<usize> =
            common.iter().flat_map(|common| common.rows.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        let brief = self.brief(agency);
        let agency = self.model.agency(agency);
        ExtractView {
            brief,
            document: &self.annex.document,
            id: &agency.id,
            agency: &agency.name,
            parts: parts.collect(),
            common,
            common_rows: self.with_groups(&rows),
        }
    }

    /// How many tasks an agency leads and supports.
    pub fn counts(&self, agency: AgencyId) -> [usize; 2] {
        self.shares[agency.0].each_ref().map(Vec::len)
    }

    /// Rows of tasks with the rows of the groups around them.
    fn with_groups(&self, rows: &[usize]) -> Vec<&'a RowView<'a>> {
        let outline = &self.model.outline;
        let mut shown: Vec<&RowView> = Vec::new();
        // The group row of each level that stands above the last row shown.
        let mut above: Vec<usize> = Vec::new();
        for row in rows {
            let Entry::Task(index) = outline[*row] else { continue };
            let mut path: Vec<usize> = Vec::new();
            let mut next = self.model.tasks[index].group;
            while let Some(group) = next {
                path.push(group);
                next = self.model.groups[group].parent;
            }
            path.reverse();
            let same = path.iter().zip(&above).take_while(|(a, b)| a == b).count();
            shown
                .extend(path[same..].iter().map(|group| &self.annex.rows[self.group_rows[*group]]));
            above = path;
            shown.push(&self.annex.rows[*row]);
        }
        shown
    }
}

/// The rows of every agency while the annex is gone through.
struct Shares {
    shares: Vec<[Vec<usize>; 2]>,
    through: Vec<Vec<usize>>,
    /// The last task that touched an agency, so that it is listed once, and led before supported: a
    /// body that leads a task and belongs to a supporting collective leads.
    last: Vec<usize>,
}

impl Shares {
    fn new(agencies: usize) -> Shares {
        Shares {
            shares: vec![[Vec::new(), Vec::new()]; agencies],
            through: vec![Vec::new(); agencies],
            last: vec![usize::MAX; agencies],
        }
    }

    /// Adds a task, by its row, to all that it reaches.
    fn add(&mut self, model: &Model, task: &Task, row: usize) {
        for (part, assignments) in [&task.lead, &task.support].into_iter().enumerate() {
            let reached = assignments.iter().flat_map(|each| {
                let named = matches!(each.to, Assignee::Agency(_));
                model.reach(each).iter().map(move |id| (*id, named))
            });
            for (id, named) in reached {
                let is_new = self.last[id.0] != row;
                if is_new {
                    self.last[id.0] = row;
                    self.shares[id.0][part].push(row);
                }
                if is_new && part == 1 && !named {
                    self.through[id.0].push(row);
                } else if named && self.through[id.0].last() == Some(&row) {
                    self.through[id.0].pop();
                }
            }
        }
    }
}

/// Adds a task to those that open collectives support.
fn add_common<'a>(
    model: &'a Model,
    task: &'a Task,
    row: usize,
    open_supports: &mut Vec<CommonTasks<'a>>,
) {
    for phrase in task.support.iter().filter_map(|each| open_phrase(model, each)) {
        let number = full_number(model, task);
        match open_supports.iter_mut().find(|common| common.phrase == phrase) {
            Some(common) if common.rows.last() == Some(&row) => {}
            Some(common) => {
                common.rows.push(row);
                common.numbers.push(number);
            }
            None => {
                open_supports.push(CommonTasks { phrase, numbers: vec![number], rows: vec![row] });
            }
        }
    }
}

/// The phrase of an open collective.
fn open_phrase<'a>(model: &'a Model, assignment: &'a Assignment) -> Option<&'a str> {
    match assignment.to {
        Assignee::Collective(id) if model.collectives[id.0].open => Some(&assignment.text),
        _ => None,
    }
}

/// "I.3" where numbers start again in each group.
fn full_number(model: &Model, task: &Task) -> String {
    let path = model.group_path(task);
    match model.document.numbering {
        Numbering::Continuous | Numbering::Decimal => task.number.clone(),
        Numbering::Restart | Numbering::Letters => {
            let numbers = path.iter().map(|group| group.number.as_str());
            numbers.chain([task.number.as_str()]).collect::<Vec<_>>().join(".")
        }
    }
}
