//! A sheet and its file → the agency that reports in it.
//!
//! Invariant: a sheet that may be of two agencies is of none, and is told.

use super::form::Form;
use super::plan_index::PlanIndex;
use crate::model::AgencyId;
use crate::read::Grid;
use crate::view::Role;

/// The agency of a sheet: by its title, its name, the name of its file, or its tasks.
pub fn agency_of(
    grid: &Grid,
    form: &Form,
    (plan, file): (&PlanIndex, &str),
    tasks: &[usize],
) -> Option<AgencyId> {
    let above = || grid.rows.iter().take_while(|row| row.row < form.top);
    let lines = || above().flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
    let title = lines().find_map(|line| plan.agency_of_title(line));
    title
        .or_else(|| plan.agency_in(&grid.name))
        .or_else(|| {
            lines().filter(|line| !plan.is_known_line(line)).find_map(|line| plan.agency_in(line))
        })
        .or_else(|| plan.agency_of_file(file))
        .or_else(|| by_tasks(plan, tasks))
}

/// The one agency that has all of the tasks, or the one that has all of them and no others.
fn by_tasks(plan: &PlanIndex, tasks: &[usize]) -> Option<AgencyId> {
    if tasks.is_empty() {
        return None;
    }
    let has = |agency: AgencyId, task: usize| {
        matches!(plan.role(task, agency), Some(Role::Lead | Role::Support))
    };
    let all = (0..plan.model.agencies.len()).map(AgencyId);
    let able: Vec<AgencyId> =
        all.filter(|agency| tasks.iter().all(|task| has(*agency, *task))).collect();
    if let [one] = able.as_slice() {
        return Some(*one);
    }
    let has_no_other = |agency: &&AgencyId| {
        (0..plan.tasks.len()).all(|task| tasks.contains(&task) || !has(**agency, task))
    };
    let exact: Vec<&AgencyId> = able.iter().filter(has_no_other).collect();
    match exact.as_slice() {
        [one] => Some(**one),
        _ => None,
    }
}
