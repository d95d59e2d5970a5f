//! The tables of a file → the tables that are read. A table whose tasks stand in another table too
//! is read once: a matrix, a summary of the sheets, a second draft.
//!
//! Invariant: a table is set aside only if nearly all of it stands elsewhere, and a message always
//! names it. The program does not guess which of two drafts counts.

use std::collections::HashMap;

use super::TaskTable;
use super::likeness;
use crate::model::Field;
use crate::text::key;
use crate::vocabulary::DRAFTS;

/// Tables with more rows are compared by the first of them.
const MOST_ROWS: usize = 5000;

/// More tables than this are not compared each with each.
const MOST_TABLES: usize = 60;

/// Why a table is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeat {
    /// Its tasks stand in other tables, by their names.
    Of(String),
    /// It is another draft of the table of this name.
    Draft(String),
}

/// The tasks of a table: content, with who leads and by when.
type Tasks = HashMap<String, (String, String)>;

/// Sets aside the tables that repeat others: their places, each with the reason.
pub fn repeats(tables: &[TaskTable]) -> HashMap<usize, Repeat> {
    let mut found = HashMap::new();
    if tables.len() < 2 || tables.len() > MOST_TABLES {
        return found;
    }
    let tasks: Vec<Tasks> = tables.iter().map(tasks).collect();
    matrices(tables, &tasks, &mut found);
    summaries(tables, &tasks, &mut found);
    parts(tables, &tasks, &mut found);
    for later in 1..tables.len() {
        for earlier in 0..later {
            let is_open = |index: usize| !found.contains_key(&index) && is_plain(&tables[index]);
            if is_open(later)
                && is_open(earlier)
                && tables[later].grid.sheet != tables[earlier].grid.sheet
                && are_drafts((&tables[earlier], &tasks[earlier]), (&tables[later], &tasks[later]))
            {
                found.insert(later, Repeat::Draft(tables[earlier].grid.name.clone()));
            }
        }
    }
    found
}

fn is_plain(table: &TaskTable) -> bool {
    table.layout.bodies.is_empty()
}

fn tasks(table: &TaskTable) -> Tasks {
    let TaskTable { grid, layout, .. } = table;
    let Some(content) = layout.column(Field::Content) else { return Tasks::new() };
    let body = grid.rows.iter().filter(|row| row.row >= layout.first).take(MOST_ROWS);
    let text = |row: &crate::read::grid::GridRow, field| {
        layout.column(field).map_or_else(String::new, |column| key(row.text(column)))
    };
    let task = |row| (text(row, Field::Lead), text(row, Field::Deadline));
    let all = body.map(|row| (key(row.text(content)), task(row)));
    all.filter(|(content, _)| !content.is_empty()).collect()
}

/// A matrix that repeats the tasks of the other tables, as in a workbook of ours.
fn matrices(tables: &[TaskTable], tasks: &[Tasks], found: &mut HashMap<usize, Repeat>) {
    let plain: Vec<usize> = (0..tables.len()).filter(|index| is_plain(&tables[*index])).collect();
    for index in (0..tables.len()).filter(|index| !is_plain(&tables[*index])) {
        let stands =
            |content: &String| plain.iter().any(|other| tasks[*other].contains_key(content));
        if !tasks[index].is_empty() && tasks[index].keys().all(stands) {
            let names = plain.iter().filter(|other| shared(&tasks[**other], &tasks[index]) > 0);
            let names = names.map(|other| tables[*other].grid.name.clone());
            found.insert(index, Repeat::Of(names.collect::<Vec<_>>().join(", ")));
        }
    }
}

/// A sheet that holds the tasks of several others: the sheet that says more is read.
fn summaries(tables: &[TaskTable], tasks: &[Tasks], found: &mut HashMap<usize, Repeat>) {
    for summary in 0..tables.len() {
        if found.contains_key(&summary) || !is_plain(&tables[summary]) {
            continue;
        }
        let is_part = |other: &usize| {
            let (part, whole) = (&tasks[*other], &tasks[summary]);
            *other != summary
                && !found.contains_key(other)
                && is_plain(&tables[*other])
                && !part.is_empty()
                && part.len() < whole.len()
                && shared(part, whole) * 10 >= part.len() * 9
        };
        let parts: Vec<usize> = (0..tables.len()).filter(is_part).collect();
        let is_told =
            |content: &&String| parts.iter().any(|part| tasks[*part].contains_key(*content));
        let told = tasks[summary].keys().filter(is_told).count();
        if parts.len() < 2 || told * 10 < tasks[summary].len() * 9 {
            continue;
        }
        let fields = |index: usize| tables[index].layout.fields.len();
        let has_lead = tables[summary].layout.column(Field::Lead).is_some();
        let most = parts.iter().map(|part| fields(*part)).max().unwrap_or_default();
        if has_lead && fields(summary) >= most {
            let name = &tables[summary].grid.name;
            found.extend(parts.iter().map(|part| (*part, Repeat::Of(name.clone()))));
        } else {
            let names: Vec<&str> =
                parts.iter().map(|part| tables[*part].grid.name.as_str()).collect();
            found.insert(summary, Repeat::Of(names.join(", ")));
        }
    }
}

/// A sheet that picks some tasks of another one, with the same leads and deadlines.
fn parts(tables: &[TaskTable], tasks: &[Tasks], found: &mut HashMap<usize, Repeat>) {
    for part in 0..tables.len() {
        let is_whole = |whole: &usize| {
            let common = tasks[part]
                .iter()
                .filter(|(content, task)| tasks[*whole].get(*content) == Some(task));
            *whole != part
                && !found.contains_key(whole)
                && is_plain(&tables[*whole])
                && tables[*whole].grid.sheet != tables[part].grid.sheet
                && tasks[part].len() * 10 < tasks[*whole].len() * 6
                && common.count() == tasks[part].len()
        };
        let is_open = !found.contains_key(&part) && is_plain(&tables[part]);
        if is_open
            && !tasks[part].is_empty()
            && let Some(whole) = (0..tables.len()).find(is_whole)
        {
            found.insert(part, Repeat::Of(tables[whole].grid.name.clone()));
        }
    }
}

fn shared(one: &Tasks, other: &Tasks) -> usize {
    one.keys().filter(|content| other.contains_key(*content)).count()
}

/// Whether two tables are drafts of one list: most of their contents are alike, and with them most leads
/// and most deadlines. Equal work of several offices or months differs in one of these throughout. Where
/// a sheet is named as a draft is, half of the contents are enough.
fn are_drafts((first, one): (&TaskTable, &Tasks), (second, other): (&TaskTable, &Tasks)) -> bool {
    let pairs = likeness::pairs(one, other);
    let common = pairs.len();
    let count = |is: fn(&(String, String), &(String, String)) -> bool| {
        let same = |(a, b): &&(&String, &String)| {
            one.get(*a).zip(other.get(*b)).is_some_and(|(a, b)| is(a, b))
        };
        pairs.iter().filter(same).count()
    };
    let (leads, deadlines) = (count(|a, b| a.0 == b.0), count(|a, b| a.1 == b.1));
    let are_named = [first, second].iter().any(|table| names_draft(&table.grid.name));
    let (most, least) = (one.len().max(other.len()), one.len().min(other.len()));
    let are_alike = common * 10 >= most * 6 && leads * 2 >= common && deadlines * 2 >= common;
    common > 0 && are_alike
        || are_named && common * 2 >= least && leads + deadlines >= common && common > 1
}

/// Whether the name of a sheet says which state of a list it holds: "Dự thảo", "Sau góp ý".
fn names_draft(name: &str) -> bool {
    let folded = key(name);
    let words: Vec<&str> = folded.split(' ').collect();
    (0..words.len()).any(|at| DRAFTS.begin(&words[at..].join(" ")))
}
