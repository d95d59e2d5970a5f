//! A plan → what the program understood of it and what is wrong: `danhmuc check`.

use axum::extract::{Request, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Shared;
use super::body::json as parsed;
use super::finding::{Finding, count};
use super::plan::Plan;
use super::refusal::Refusal;
use super::reply::Reply;
use super::translate::{Inward, inward};
use super::wire::Asked;
use crate::memory::working_on;
use crate::model::{Assignment, Collectives, Entry, Mode, Model};
use crate::project::{Project, ProjectOptions};
use crate::view::{CirculationView, MatrixView};
use crate::write::shown_columns;

/// Choices of a run, as of `danhmuc build`.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Print a draft, with what is still open left blank.
    pub draft: bool,
    /// Unknown names are errors.
    pub strict: bool,
    /// Warnings stop a build as errors do.
    pub deny_warnings: bool,
    /// File names keep their Vietnamese letters.
    pub vietnamese_names: bool,
    /// Extracts as Word files too.
    pub word: bool,
    /// How extracts give what reaches an agency only through a collective, where it was chosen.
    pub collectives: Option<Collectives>,
}

/// What most addresses are given.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    /// The plan.
    pub plan: Plan,
    /// Choices of the run.
    pub options: Options,
}

/// A plan, judged.
pub struct Judged {
    /// The project, as the command line would have it.
    pub project: Project,
    /// Where its places lead.
    pub places: Inward,
    /// What is wrong with it, but for what reading had found.
    pub findings: Vec<Finding>,
    /// What reading had found and nobody has mended.
    pub reading: Vec<Finding>,
    options: Options,
}

/// `POST /api/check`.
pub async fn check(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    app.ask("check", request).await
}

/// What is wrong with a plan.
///
/// # Errors
/// A question that is not as agreed, or a broken style.
pub fn judge(asked: &Asked) -> Result<Reply, Refusal> {
    let Question { plan, options } = parsed(&asked.body)?;
    let ids = plan.rows.iter().map(|row| row.id()).collect::<Vec<_>>();
    let judged = Judged::new(plan, options, asked.templates.clone())?;
    Ok(Reply::json(judged.json(&ids).to_string()))
}

impl Judged {
    /// Judges a plan as `Project::open` judges a source.
    ///
    /// # Errors
    /// A key that there is not, or a broken style.
    pub fn new(
        mut plan: Plan,
        options: Options,
        templates: Option<std::path::PathBuf>,
    ) -> Result<Judged, Refusal> {
        let reading = std::mem::take(&mut plan.reading);
        let name = plan.name.clone();
        let _work = working_on(&name);
        let (source, places) = inward(plan)?;
        let choices = ProjectOptions {
            style: None,
            templates,
            mode: None,
            draft: options.draft,
            strict: options.strict,
        };
        let project =
            Project::of(name, source, &choices).map_err(|error| Refusal::failed(&error))?;
        let findings = project.diagnostics.iter().map(|one| places.finding(one, "check")).collect();
        Ok(Judged { project, places, findings, reading, options })
    }

    /// The project, where nothing forbids to make its files.
    ///
    /// # Errors
    /// Errors, or warnings where they are denied.
    pub fn buildable(self) -> Result<(Project, Inward), Refusal> {
        if self.stops() {
            let findings = self.reading.into_iter().chain(self.findings).collect();
            return Err(Refusal::faulty(findings));
        }
        Ok((self.project, self.places))
    }

    fn stops(&self) -> bool {
        let warnings = if self.options.deny_warnings { self.count("warning") } else { 0 };
        self.count("error") + warnings > 0
    }

    fn count(&self, severity: &str) -> usize {
        count(&self.findings, severity) + count(&self.reading, severity)
    }

    /// What was understood; `ids` are those of the plan's rows.
    pub fn json(&self, ids: &[u32]) -> Value {
        let model = self.project.model.as_ref();
        let columns = self.project.style.as_ref().map(|(style, preset)| {
            shown_columns(&preset.columns, style, self.project.mode == Mode::Draft)
        });
        let (agencies, idle) = model.map_or_else(Default::default, |model| self.agencies(model));
        json!({
            "findings": self.findings,
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "buildable": !self.stops(),
            "tasks": model.map_or(0, |model| model.tasks.len()),
            "rows": model.map_or_else(Vec::new, |model| rows(model, ids)),
            "style": self.project.style.as_ref().map(|(style, _)| &style.name),
            "mode": self.project.mode.name(),
            "columns": columns,
            "agencies": agencies,
            "idle": idle,
        })
    }

    /// Agencies with a task and their counts, in the order of Nơi nhận; those without.
    fn agencies(&self, model: &Model) -> (Vec<Value>, Vec<String>) {
        let options = self.project.view_options();
        let matrix = MatrixView::new(model, options);
        let circulation = CirculationView::new(model);
        let agencies = circulation.agencies.iter().map(|each| {
            let (agency, column) = (model.agency(each.agency), each.agency.0);
            json!({
                "id": agency.id,
                "name": agency.name,
                "short": agency.short,
                "known": agency.known,
                "leads": matrix.leads.get(column),
                "supports": matrix.supports.get(column),
                "copies": each.copies,
            })
        });
        let idle = circulation.idle.iter().map(|name| name.to_string());
        (agencies.collect(), idle.collect())
    }
}

/// What each row became: its number, who does it, when.
fn rows(model: &Model, ids: &[u32]) -> Vec<Value> {
    let agencies = |assignments: &[Assignment]| -> Vec<&str> {
        let all = assignments.iter().flat_map(|one| model.reach(one));
        all.map(|id| model.agency(*id).id.as_str()).collect()
    };
    let rows = model.outline.iter().zip(ids).map(|(entry, id)| match *entry {
        Entry::Group(index) => json!({ "id": id, "number": model.groups[index].number }),
        Entry::Task(index) => {
            let task = &model.tasks[index];
            let deadline = task.deadline.as_ref().map(|deadline| {
                json!({
                    "start": deadline.value.start().map(|day| day.to_string()),
                    "end": deadline.value.end().map(|day| day.to_string()),
                    "recurring": deadline.value.recurring(),
                })
            });
            json!({
                "id": id,
                "number": task.number,
                "lead": agencies(&task.lead),
                "support": agencies(&task.support),
                "deadline": deadline,
            })
        }
    });
    rows.collect()
}
