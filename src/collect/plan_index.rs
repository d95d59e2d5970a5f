//! The plan → what a row, a title or a name of a file that came back can be found by.
//!
//! Invariant: a text is compared by its key, so that a program that saves the file again, or a tidy
//! print, changes nothing.

use std::collections::{HashMap, HashSet};

use crate::model::{AgencyId, Assignee, Assignment, Field, Model, Task};
use crate::style::Column;
use crate::text::{key, slug};
use crate::view::{AnnexView, ID_HEADING, REPORT_HEADINGS, Role, RowView, TaskView};

/// The plan that reports are about, as it was printed.
pub struct PlanAsked<'a> {
    /// The plan.
    pub model: &'a Model,
    /// Its rows as the extracts print them.
    pub annex: &'a AnnexView<'a>,
    /// The columns of its table.
    pub columns: &'a [Column],
    /// The title of an extract, of the style: an agency's name → its title.
    pub title: &'a dyn Fn(&str) -> String,
}

/// A task with the texts that its row prints.
pub struct TaskEntry<'a> {
    /// The task.
    pub task: &'a Task,
    /// What its row prints.
    pub row: &'a TaskView<'a>,
    /// The key of its content.
    pub content: String,
}

/// The plan, ready to be asked.
pub struct PlanIndex<'a> {
    /// The plan.
    pub model: &'a Model,
    /// Tasks in the order of the plan.
    pub tasks: Vec<TaskEntry<'a>>,
    /// Headings of the annex's columns by key.
    pub headings: HashMap<String, Field>,
    by_id: HashMap<&'a str, usize>,
    by_content: HashMap<String, Vec<usize>>,
    /// Names by key, the longest first.
    names: Vec<(String, AgencyId)>,
    /// Names as in names of files, the longest first.
    slugs: Vec<(String, AgencyId)>,
    /// Keys of the lines that an extract prints around its tasks.
    known: HashSet<String>,
    /// The title of an extract up to the agency's name.
    title: String,
}

impl<'a> PlanIndex<'a> {
    /// Folds the plan once.
    pub fn new(plan: &PlanAsked<'a>) -> PlanIndex<'a> {
        let PlanAsked { model, annex, columns, title } = *plan;
        let rows = annex.rows.iter().filter_map(|row| match row {
            RowView::Task(row) => Some(row),
            RowView::Group(_) => None,
        });
        let ids: HashMap<&str, &Task> =
            model.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
        let tasks: Vec<TaskEntry> = rows
            .filter_map(|row| {
                let content = key(row.text(Field::Content));
                ids.get(row.id).map(|task| TaskEntry { task, row, content })
            })
            .collect();
        let mut by_content: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in tasks.iter().enumerate() {
            by_content.entry(entry.content.clone()).or_default().push(index);
        }
        let longest_first = |names: &mut Vec<(String, AgencyId)>| {
            names.retain(|(name, _)| !name.is_empty());
            names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        };
        let mut names = names_by(model, key);
        longest_first(&mut names);
        let mut slugs = names_by(model, slug);
        longest_first(&mut slugs);
        PlanIndex {
            model,
            by_id: tasks.iter().enumerate().map(|(i, entry)| (entry.row.id, i)).collect(),
            headings: columns.iter().map(|each| (key(&each.heading), each.field)).collect(),
            known: known_lines(plan),
            title: key(&title("")),
            tasks,
            by_content,
            names,
            slugs,
        }
    }

    /// The task of an id.
    pub fn of_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The tasks of a content, by its key.
    pub fn of_content(&self, content: &str) -> &[usize] {
        self.by_content.get(content).map_or(&[], Vec::as_slice)
    }

    /// Whether a line is one that an extract prints itself.
    pub fn is_known_line(&self, text: &str) -> bool {
        let key = key(text);
        key.is_empty()
            || self.known.contains(&key)
            || (!self.title.is_empty()
                && key.starts_with(&self.title)
                && self.agency_in(text).is_some())
            || is_part(&key)
            || key.starts_with(COMMON_LINE)
    }

    /// The agency of a title of an extract.
    pub fn agency_of_title(&self, text: &str) -> Option<AgencyId> {
        let key = key(text);
        let is_title = !self.title.is_empty() && key.starts_with(&self.title);
        if is_title { self.agency_in(text) } else { None }
    }

    /// The one agency that a text names; the longest name counts.
    pub fn agency_in(&self, text: &str) -> Option<AgencyId> {
        among(&self.names, &format!(" {} ", key(text)), ' ')
    }

    /// The one agency that the name of a file names.
    pub fn agency_of_file(&self, name: &str) -> Option<AgencyId> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        among(&self.slugs, &format!("-{}-", slug(stem)), '-').or_else(|| self.agency_in(stem))
    }

    /// What an agency does in a task; `None` where the plan does not give it to the agency.
    pub fn role(&self, task: usize, agency: AgencyId) -> Option<Role> {
        let task = self.tasks.get(task)?.task;
        let reaches =
            |list: &[Assignment]| list.iter().any(|each| self.model.reach(each).contains(&agency));
        let is_open = |each: &Assignment| match each.to {
            Assignee::Collective(id) => {
                self.model.collectives.get(id.0).is_some_and(|collective| collective.open)
            }
            Assignee::Agency(_) => false,
        };
        match task {
            task if reaches(&task.lead) => Some(Role::Lead),
            task if reaches(&task.support) => Some(Role::Support),
            task if task.lead.iter().any(is_open) => Some(Role::Common),
            task if task.support.iter().any(is_open) => Some(Role::Support),
            _ => None,
        }
    }
}

/// How the line above the tasks of everybody begins, as a key.
const COMMON_LINE: &str = "các nhiệm vụ giao chung cho ";

/// "A. NHIỆM VỤ CHỦ TRÌ (3)", as a key.
fn is_part(key: &str) -> bool {
    const ROLES: [&str; 3] = ["nhiệm vụ chủ trì", "nhiệm vụ phối hợp", "nhiệm vụ giao chung"];
    let Some((words, count)) = key.rsplit_once(' ') else { return false };
    let is_count = count.bytes().all(|byte| byte.is_ascii_digit());
    is_count && ROLES.iter().any(|role| words.strip_suffix(role).is_some_and(|it| it.len() < 30))
}

/// Every name of every agency, folded.
fn names_by(model: &Model, fold: impl Fn(&str) -> String) -> Vec<(String, AgencyId)> {
    let names = model.agencies.iter().enumerate().flat_map(|(index, agency)| {
        let own = [&agency.name, &agency.short].into_iter().chain(&agency.aliases);
        own.map(|name| fold(name)).map(move |name| (name, AgencyId(index))).collect::<Vec<_>>()
    });
    names.collect()
}

/// The agency of the longest name in a text; `None` where names of the same length mean several.
fn among(names: &[(String, AgencyId)], text: &str, mark: char) -> Option<AgencyId> {
    let stands = |name: &str| text.contains(&format!("{mark}{name}{mark}"));
    let (longest, found) = names.iter().find(|(name, _)| stands(name))?;
    let rivals = names.iter().filter(|(name, _)| name.len() == longest.len() && stands(name));
    rivals.clone().all(|(_, agency)| agency == found).then_some(*found)
}

/// Keys of what an extract prints around its tasks.
fn known_lines(plan: &PlanAsked) -> HashSet<String> {
    let document = &plan.annex.document;
    let mut known: HashSet<String> = HashSet::new();
    let mut add = |text: &str| known.extend([key(text)]);
    for text in [&document.title, &document.title_capitals, &document.notes, &document.kind] {
        add(text);
    }
    add(&document.reference);
    add(&document.own_reference);
    add("DỰ THẢO");
    document.notes.lines().for_each(&mut add);
    for column in plan.columns {
        add(&column.heading);
        add(&column.over);
    }
    add(ID_HEADING);
    REPORT_HEADINGS.iter().for_each(|heading| add(heading));
    for group in &plan.model.groups {
        add(&group.title.value);
        add(&group.number);
        add(&format!("{}. {}", group.number, group.title.value));
    }
    let rows = plan.annex.rows.iter();
    for row in rows {
        if let RowView::Task(row) = row {
            row.texts.values().for_each(|text| add(text));
        }
    }
    known
}
