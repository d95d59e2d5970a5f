//! A plan in sentences as a source: what `import` makes of it, alone or among other files.
//!
//! Invariant: a file is opened once, whoever reads it; the command line never guesses tasks out of
//! sentences, for a guess wants a reader first.

use super::{NamedBytes, SourceRead, has_tasks, open, read_with};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::import::{Imported, Scope, import, import_blocks, speaks_of_work};
use crate::memory::working_on;
use crate::model::draft::{Draft, DraftEntry};
use crate::read::{Input, Opened, TEXT_OUTSIDE};
use crate::source::Sources;

/// A plan in sentences as read from a file.
pub struct PlanRead {
    /// The names behind the places of the diagnostics.
    pub sources: Sources,
    /// What is wrong with the reading, and what to compare with the text.
    pub diagnostics: Diagnostics,
    /// The plan; `None` when the file holds none.
    pub imported: Option<Imported>,
}

/// The plan of a file.
pub fn plan_of(input: &Input, scope: Scope) -> PlanRead {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let _work = working_on(input.name);
    let imported = import(input, scope, &mut sources, &mut diagnostics);
    diagnostics.settle();
    PlanRead { sources, diagnostics, imported }
}

/// The draft of a file's tables or keys. A text that holds a plan in sentences is not empty, as its
/// reader would say: what reads it is named instead.
pub fn drafted(
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> anyhow::Result<Option<Draft>> {
    let Some((file, opened)) = open(input, sources, diagnostics)? else { return Ok(None) };
    let Opened::Prose(blocks) = &opened else { return Ok(opened.draft(file, diagnostics)) };
    if opened.has_task_table() {
        return Ok(opened.draft(file, diagnostics));
    }
    let text = blocks.clone();
    let mut found = Diagnostics::default();
    let draft = opened.draft(file, &mut found);
    let text = || Opened::Prose(text).prose(file, &mut Diagnostics::default());
    if draft.is_none() && text().is_some_and(|text| speaks_of_work(&text)) {
        let name = input.name;
        diagnostics.push(PLAN_IN_SENTENCES.at(file.whole()).with("file", name));
        return Ok(None);
    }
    diagnostics.extend(found);
    Ok(draft)
}

/// Reads files that a clerk gives all at once, as [`super::read_files`] does, but a plan in sentences
/// makes its draft.
///
/// # Errors
/// A file of a kind that nothing takes.
pub fn read_dropped(files: Vec<NamedBytes>) -> anyhow::Result<SourceRead> {
    read_with(files.into_iter().map(Ok), |input, sources, diagnostics| {
        let Some((file, opened)) = open(input, sources, diagnostics)? else { return Ok(None) };
        let Opened::Prose(blocks) = &opened else { return Ok(opened.draft(file, diagnostics)) };
        // A text may hold a table of tasks, or a plan in sentences.
        let has_tables = opened.has_tables();
        let text = Opened::Prose(blocks.clone());
        let (mut own, mut found) = (Diagnostics::default(), Diagnostics::default());
        let table = opened.draft(file, &mut own);
        // Sentences around a table may give more work than the table.
        let is_all = !own.iter().any(|one| one.fault.code == TEXT_OUTSIDE.code);
        if is_all && table.as_ref().is_some_and(has_tasks) {
            diagnostics.extend(own);
            return Ok(table);
        }
        let blocks = text.prose(file, &mut found);
        let scope = Scope::default();
        let imported =
            blocks.and_then(|text| import_blocks(text, scope, (file, sources), &mut found));
        let in_table = table.as_ref().map_or(0, count_tasks);
        Ok(match imported {
            Some(imported) if count_tasks(&imported.draft) > in_table => {
                diagnostics.extend(found);
                Some(imported.draft)
            }
            _ => {
                diagnostics.extend(if has_tables { own } else { found });
                table
            }
        })
    })
}

fn count_tasks(draft: &Draft) -> usize {
    draft.outline.iter().filter(|entry| matches!(entry, DraftEntry::Task(_))).count()
}

/// A source that is a plan in sentences.
pub static PLAN_IN_SENTENCES: Fault = Fault {
    code: "plan-in-sentences",
    severity: Severity::Error,
    vi: "văn bản viết thành câu, không có bảng nhiệm vụ; lập bảng nháp trước: danhmuc import \"{file}\"",
    en: "a plan in sentences, without a table of tasks; draft the table first: danhmuc import \"{file}\"",
    explain_vi: "Các lệnh check, build… đọc bảng nhiệm vụ. Kế hoạch viết thành câu thì lệnh import lập bảng nháp từ đó, để xem lại rồi dùng tiếp.",
    explain_en: "`check`, `build` and the others read a table of tasks. `import` drafts one from a plan in sentences, to be read through and used.",
};
