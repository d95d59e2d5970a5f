//! A plan has no more tasks and bodies than its documents can hold.

use std::collections::HashSet;

use super::{Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{AgencyId, Field, Model};

/// Tasks of one plan: four times the largest that an office could mean.
const TASKS: usize = 20_000;

/// Bodies of one plan: the matrix is a sheet of Excel, whose columns end at 16,384.
const AGENCIES: usize = 16_000;

static TASKS_MANY: Fault = Fault {
    code: "tasks-many",
    severity: Severity::Error,
    vi: "nguồn có {count} nhiệm vụ, quá mức {most} của một phụ lục; tách thành nhiều phụ lục",
    en: "the source has {count} tasks, more than the {most} of an annex; split it into several",
    explain_vi: "Phụ lục dài hơn nữa không dàn trang được trong bộ nhớ của máy thường.",
    explain_en: "A longer annex cannot be laid out in the memory of a usual machine.",
};

static AGENCIES_MANY: Fault = Fault {
    code: "agencies-many",
    severity: Severity::Error,
    vi: "nguồn nêu {count} cơ quan, quá mức {most} cột của một trang Excel; dùng cụm từ chung",
    en: "the source names {count} bodies, more than the {most} columns of a sheet; use collective \
         phrases",
    explain_vi: "Ma trận có một cột cho mỗi cơ quan; trang Excel có 16.384 cột.",
    explain_en: "The matrix has a column for each body; a sheet of Excel has 16,384.",
};

/// Limits of a plan as a whole. Their sources are too large for an example; the tests at the edge are
/// in `tests/limits.rs`.
pub const CHECK: Check = Check { faults: &[&TASKS_MANY, &AGENCIES_MANY], run, cases: &[] };

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    if let Some(first) = model.tasks.get(TASKS) {
        let fault = TASKS_MANY.at(first.place_of(Field::Content));
        let fault = fault.with("count", model.tasks.len().to_string());
        diagnostics.push(fault.with("most", TASKS.to_string()));
    }
    if model.agencies.len() <= AGENCIES {
        return;
    }
    let mut named: HashSet<AgencyId> = HashSet::new();
    let assignments = model.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.support));
    let past = assignments.into_iter().find(|assignment| {
        named.extend(model.reach(assignment));
        named.len() > AGENCIES
    });
    if let Some(past) = past {
        let fault = AGENCIES_MANY.at(past.at.at).with("count", model.agencies.len().to_string());
        diagnostics.push(fault.with("most", AGENCIES.to_string()));
    }
}
