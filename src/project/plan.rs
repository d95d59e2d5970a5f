//! A plan in sentences as a source: what `import` makes of it, alone or among other files.
//!
//! Invariant: a Word file with a table of tasks is read as the command line reads it; only one without
//! is read as sentences.

use super::{NamedBytes, SourceRead, has_tasks, read_one, read_with};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::import::{Imported, Scope, import};
use crate::read::{Input, is_paper, reader_for};
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
    let imported = import(input, scope, &mut sources, &mut diagnostics);
    diagnostics.settle();
    PlanRead { sources, diagnostics, imported }
}

/// Reads files that a clerk gives all at once, as [`super::read_files`] does, but a plan in sentences
/// makes its draft.
///
/// # Errors
/// A file of a kind that nothing takes.
pub fn read_dropped(files: Vec<NamedBytes>) -> anyhow::Result<SourceRead> {
    read_with(files.into_iter().map(Ok), |input, sources, diagnostics| {
        if may_be_plan(input.name) && reader_for(input.name).is_none() {
            let imported = import(input, Scope::default(), sources, diagnostics);
            return Ok(imported.map(|imported| imported.draft));
        }
        if !is_paper(input.name) {
            return read_one(input, sources, diagnostics);
        }
        // A Word file may hold a table of tasks, or a plan in sentences.
        let (mut own, mut found) = (Diagnostics::default(), Diagnostics::default());
        let mut tables = sources.clone();
        let table = read_one(input, &mut tables, &mut own)?;
        let mut texts = sources.clone();
        let text = import(input, Scope::default(), &mut texts, &mut found);
        let text = text.map(|imported| imported.draft);
        let has_table = table.as_ref().is_some_and(has_tasks);
        let is_prose = !has_table && text.is_some();
        let (draft, names, said) =
            if is_prose { (text, texts, found) } else { (table, tables, own) };
        *sources = names;
        for one in said.iter() {
            diagnostics.push(one.clone());
        }
        Ok(draft)
    })
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

/// Whether a file holds a plan in sentences.
pub fn is_plan(input: &Input) -> bool {
    plan_of(input, Scope::default()).imported.is_some()
}

/// Whether a file may hold a plan in plain text, by its name.
pub fn may_be_plan(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("txt"))
}
