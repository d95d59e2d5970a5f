//! A report as a plan of the program's own → a PDF, a workbook or a Word file.
//!
//! Invariant: laid out by the same views, templates and writers as a plan.

use anyhow::{Context, bail};

use super::{Choice, make, plan};
use crate::diag::Diagnostics;
use crate::model::Mode;
use crate::model::draft::Draft;
use crate::project::Project;
use crate::resolve::{ResolveOptions, resolve};
use crate::source::Sources;
use crate::style::{self, StyleFiles};
use crate::write::table_workbook;

/// The endings of the files that a report may be.
pub const REPORT_ENDINGS: &[&str] = &["pdf", "xlsx", "docx"];

/// What a report is laid out by.
pub struct ReportForm {
    /// The style of the house.
    style: &'static str,
    /// How it is issued.
    mode: Mode,
    /// The file of its columns in `templates/chung`.
    columns: &'static str,
    /// The sheet of its workbook.
    sheet: &'static str,
    /// The name of its file, without an ending.
    pub name: &'static str,
}

/// The report of a re-issue.
pub const REASSIGNED: ReportForm = ReportForm {
    style: "ubnd",
    mode: Mode::Paper,
    columns: "chuyen-doi.toml",
    sheet: "Bảng chuyển đổi",
    name: "bang-chuyen-doi-co-quan",
};

/// The report of what differs between two versions.
pub const COMPARED: ReportForm = ReportForm {
    style: "ubnd",
    mode: Mode::Paper,
    columns: "so-sanh.toml",
    sheet: "Bảng so sánh",
    name: "bang-so-sanh",
};

/// The report of what was collected: a document of its own (NĐ 30/2020, Phụ lục III), whose number and
/// date are left for the office to give.
pub const COLLECTED: ReportForm = ReportForm {
    style: "ubnd-ban-hanh",
    mode: Mode::Electronic,
    columns: "bao-cao.toml",
    sheet: "Báo cáo",
    name: "bao-cao",
};

/// The report as a file of an ending.
///
/// # Errors
/// An ending that is none of [`REPORT_ENDINGS`], a broken template, and what a format cannot hold.
pub fn report(draft: Draft, form: &ReportForm, ending: &str) -> anyhow::Result<Vec<u8>> {
    let file = match ending {
        "pdf" => "danh-muc.pdf",
        "docx" => "danh-muc.docx",
        "xlsx" => "danh-muc.xlsx",
        _ => bail!("không ghi được báo cáo .{ending}: cần .{}", REPORT_ENDINGS.join(", .")),
    };
    let mut unsaid = Diagnostics::default();
    let model = resolve(draft, ResolveOptions::default(), &mut unsaid);
    let style = style::load(form.style, StyleFiles::default())?;
    let style = style.with_context(|| format!("chương trình không mang mẫu {}", form.style))?;
    let columns = style::report_columns(form.columns)?;
    let project = Project {
        name: String::from(form.name),
        sources: Sources::default(),
        diagnostics: Diagnostics::default(),
        model: Some(model),
        style: Some((style, columns)),
        mode: form.mode,
    };
    let choice = Choice { only: vec![file.to_string()], ..Choice::default() };
    let plan = plan(&project, &choice)?;
    if ending == "xlsx" {
        return table_workbook(&plan.edition, form.sheet);
    }
    let made = make(&plan, 1, &mut unsaid)?.into_iter().next();
    Ok(made.context("không tạo được báo cáo")?.bytes)
}
