//! A file's bytes → a panic when what its reader says cannot be true.
//!
//! Invariant: each assertion holds for every input, of whatever format.

use super::diag::Diagnostics;
use super::import::{Imported, Scope, Tally, import};
use super::model::draft::{Draft, DraftEntry};
use super::read::{Grid, Input, Reader, reader_for};
use super::source::{FileId, Location, Place, Sources};

/// What one reading of a file gave.
struct Reading {
    draft: Option<Draft>,
    sources: Sources,
    diagnostics: Diagnostics,
}

/// Reads a file by the reader of its name, twice, and asserts what is true of every reading.
pub fn hold(name: &str, bytes: &[u8]) {
    let Some(reader) = reader_for(name) else { panic!("no reader for {name}") };
    let input = Input { name, bytes };
    let (first, second) = (read(reader, &input), read(reader, &input));
    assert_eq!(first.draft, second.draft, "two readings differ");
    assert_eq!(told(&first), told(&second), "two readings differ");
    for diagnostic in first.diagnostics.iter() {
        assert_in_file(&first.sources, diagnostic.at);
    }
    match &first.draft {
        Some(draft) => {
            let grids = reader.tables(&input).unwrap_or_default();
            assert_placed(&first, draft, &grids);
        }
        None => assert!(first.diagnostics.errors() > 0, "nothing was read, and no word of why"),
    }
}

fn read(reader: &Reader, input: &Input) -> Reading {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add_file(input.name);
    let draft = reader.read(input, file, &mut sources, &mut diagnostics);
    diagnostics.settle();
    Reading { draft, sources, diagnostics }
}

/// Every diagnostic as one text, so that two readings can be compared.
fn told(reading: &Reading) -> Vec<String> {
    let told = reading.diagnostics.iter().map(|each| {
        let (place, message) = (reading.sources.show(each.at), each.message(Default::default()));
        format!("{place} {} {message}", each.fault.code)
    });
    told.collect()
}

/// A place must be one that a clerk can go to.
fn assert_in_file(sources: &Sources, at: Location) {
    assert_eq!(at.file, FileId::default(), "a place in another file");
    match at.place {
        Place::Whole => {}
        Place::Text { line, column } => assert!(line > 0 && column > 0, "{at:?}"),
        Place::Line { number } | Place::Paragraph { number } => assert!(number > 0, "{at:?}"),
        Place::Sheet { .. } => assert!(sources.sheet_name(at).is_some(), "{at:?}"),
        Place::Cell { row, column, .. } => {
            assert!(sources.sheet_name(at).is_some() && row > 0 && column > 0, "{at:?}");
        }
    }
}

/// Every group and every task has words, and stands somewhere: in a table, on a row of it.
fn assert_placed(reading: &Reading, draft: &Draft, grids: &[Grid]) {
    for entry in &draft.outline {
        match entry {
            DraftEntry::Group(group) => {
                assert!(group.level > 0, "{group:?}");
                assert_in_file(&reading.sources, group.title.at);
            }
            DraftEntry::Task(task) => {
                assert_ne!(task.at.at.place, Place::Whole, "a task without a place: {task:?}");
                assert_on_a_row(grids, task.at.at);
                for value in task.values.values().flatten() {
                    assert_in_file(&reading.sources, value.at);
                    assert_on_a_row(grids, value.at);
                }
            }
        }
    }
}

fn assert_on_a_row(grids: &[Grid], at: Location) {
    let Place::Cell { row, .. } = at.place else { return };
    let grid = grids.iter().find(|grid| grid.sheet.whole().file == at.file && same_sheet(grid, at));
    assert!(grid.is_some_and(|grid| grid.row(row).is_some()), "there is no such row: {at:?}");
}

fn same_sheet(grid: &Grid, at: Location) -> bool {
    let Place::Cell { row, column, .. } = at.place else { return false };
    grid.at(row, column) == at
}

/// Imports a plan, twice, and asserts what is true of every import.
pub fn prose(name: &str, bytes: &[u8]) {
    let input = Input { name, bytes };
    let (first, second) = (imported(&input), imported(&input));
    assert_eq!(told(&first.0), told(&second.0), "two readings differ");
    assert_eq!(first.0.draft, second.0.draft, "two readings differ");
    for diagnostic in first.0.diagnostics.iter() {
        assert_in_file(&first.0.sources, diagnostic.at);
    }
    let Some(imported) = &first.1 else {
        return assert!(first.0.diagnostics.errors() > 0, "no plan, and no word of why");
    };
    let Tally { items, tasks, groups, blocks, attributes, passed } = imported.tally;
    assert_eq!(items, tasks + groups + blocks + attributes + passed, "{:?}", imported.tally);
    // A plan may hold tables of tasks.
    let grids = reader_for(name).and_then(|reader| reader.tables(&input)).unwrap_or_default();
    assert_placed(&first.0, &imported.draft, &grids);
    for task in &imported.draft.outline {
        let DraftEntry::Task(task) = task else { continue };
        // A cell of a table may be empty; of sentences nothing becomes a value.
        let values = task.values.values().flatten();
        let mut of_sentences = values.filter(|value| !matches!(value.at.place, Place::Cell { .. }));
        assert_eq!(of_sentences.find(|value| value.value.trim().is_empty()), None, "no words");
    }
}

fn imported(input: &Input) -> (Reading, Option<Imported>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let imported = import(input, Scope::default(), &mut sources, &mut diagnostics);
    diagnostics.settle();
    let draft = imported.as_ref().map(|imported| imported.draft.clone());
    (Reading { draft, sources, diagnostics }, imported)
}
