//! A project → the files to make, and the files made.
//!
//! Invariant: does not know the file system; one document's trouble never leaves half a set.

use anyhow::{Context, bail};

use crate::diag::{Diagnostics, Fault, Severity};
use crate::model::{Mode, Model};
use crate::project::Project;
use crate::view::{AnnexView, MatrixView, StatisticsView, ViewOptions};
use crate::write::{Artifact, Edition, WRITERS, Writer, shown_columns};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&ROW_SPLIT];

/// A row taller than a page.
static ROW_SPLIT: Fault = Fault {
    code: "row-split",
    severity: Severity::Warning,
    vi: "nhiệm vụ dài hơn một trang nên phải ngắt dòng qua trang; rút gọn hoặc tách nhiệm vụ",
    en: "the task is longer than a page, so its row is broken; shorten or split it",
    explain_vi: "Một dòng của bảng không ngắt qua hai trang, trừ khi dài hơn cả trang.",
    explain_en: "A row is never broken over two pages unless it is taller than one.",
};

/// What to make of a project.
pub struct Plan<'a> {
    edition: Edition<'a>,
    writers: Vec<&'static Writer>,
    model: &'a Model,
}

/// Plans the files of a project: all, or those named in `only`.
///
/// # Errors
/// A file in `only` that no writer makes; a project with errors; counts that differ between
/// annex and matrix (annex-form M40), so that nothing is made.
pub fn plan<'a>(project: &'a Project, only: &[String]) -> anyhow::Result<Plan<'a>> {
    let (Some(model), Some((style, preset))) = (&project.model, &project.style) else {
        bail!("nguồn còn lỗi, không tạo được văn bản");
    };
    let mut writers = Vec::new();
    for name in only {
        let found = WRITERS.iter().find(|writer| writer.file == name);
        let files: Vec<&str> = WRITERS.iter().map(|writer| writer.file).collect();
        let known = || format!("không có tệp “{name}”; các tệp: {}", files.join(", "));
        writers.push(found.with_context(known)?);
    }
    if only.is_empty() {
        writers = WRITERS.iter().collect();
    }
    let options = ViewOptions { mode: project.mode, names: project.names() };
    let annex = AnnexView::new(model, options);
    let matrix = MatrixView::new(model, options);
    let statistics = StatisticsView::new(model, &matrix);
    compare_counts(model, &annex, &matrix)?;
    let number_row = model.document.number_row.unwrap_or(style.settings.table.number_row);
    let columns = shown_columns(&preset.columns, style, project.mode == Mode::Draft);
    let edition = Edition { annex, matrix, statistics, style, columns, number_row };
    Ok(Plan { edition, writers, model })
}

impl Plan<'_> {
    /// The Typst markup of the annex, for whoever measures or debugs a template.
    ///
    /// # Errors
    /// A broken template.
    pub fn annex_markup(&self) -> anyhow::Result<String> {
        crate::write::annex::markup(&self.edition)
    }
}

/// Makes the planned files; warnings about what was made go to `diagnostics`.
///
/// # Errors
/// A broken template, or text that a format cannot hold.
pub fn run(plan: &Plan, diagnostics: &mut Diagnostics) -> anyhow::Result<Vec<Artifact>> {
    let mut artifacts = Vec::new();
    for writer in &plan.writers {
        let artifact = writer.write(&plan.edition)?;
        for id in &artifact.split_rows {
            if let Some(task) = plan.model.tasks.iter().find(|task| task.id == *id) {
                diagnostics.push(ROW_SPLIT.at(task.content.at));
            }
        }
        artifacts.push(artifact);
    }
    diagnostics.settle();
    Ok(artifacts)
}

/// M40: the annex, the matrix and the model have the same tasks, or nothing is made.
fn compare_counts(model: &Model, annex: &AnnexView, matrix: &MatrixView) -> anyhow::Result<()> {
    let (tasks, rows, marks) = (model.tasks.len(), annex.task_count(), matrix.task_count());
    if tasks != rows || tasks != marks {
        bail!("số nhiệm vụ không khớp: nguồn {tasks}, danh mục {rows}, ma trận {marks}");
    }
    Ok(())
}
