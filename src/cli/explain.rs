//! `danhmuc explain`: the manual page of a fault.

use anyhow::bail;
use clap::Args;

use super::{Outcome, say};
use crate::diag::{Fault, Language, Severity};
use crate::{batch, check, collect, import, project, read, reassign, resolve, style};

#[derive(Args)]
pub struct ExplainArgs {
    /// Mã lỗi, ví dụ lead-missing; không ghi thì liệt kê mọi mã
    code: Option<String>,
}

/// Every fault of the program, in the order of the data flow.
pub fn all_faults() -> Vec<&'static Fault> {
    let checks = check::CHECKS.iter().flat_map(|check| check.faults);
    let tables = [
        read::FAULTS,
        read::TABLE_FAULTS,
        read::NUMBER_FAULTS,
        resolve::FAULTS,
        resolve::LIMIT_FAULTS,
        style::FAULTS,
        import::FAULTS,
        reassign::FAULTS,
        collect::FAULTS,
        project::FAULTS,
        batch::FAULTS,
    ];
    tables.into_iter().flatten().chain(checks).copied().collect()
}

pub fn run(args: &ExplainArgs, language: Language) -> anyhow::Result<Outcome> {
    let faults = all_faults();
    let Some(code) = &args.code else {
        for fault in faults {
            say(fault.code);
        }
        return Ok(Outcome::Fine);
    };
    let Some(fault) = faults.iter().find(|fault| fault.code == code) else {
        let near = crate::text::nearest(code, faults.iter().map(|fault| fault.code));
        match near.first() {
            Some(near) => bail!("không có mã lỗi “{code}”; có phải là “{near}”?"),
            None => bail!("không có mã lỗi “{code}”; gõ `danhmuc explain` để xem các mã"),
        }
    };
    let (kind, message, explanation) = match (language, fault.severity) {
        (Language::Vi, Severity::Error) => ("lỗi", fault.vi, fault.explain_vi),
        (Language::Vi, Severity::Warning) => ("cảnh báo", fault.vi, fault.explain_vi),
        (Language::Vi, Severity::Note) => ("ghi chú", fault.vi, fault.explain_vi),
        (Language::En, Severity::Error) => ("error", fault.en, fault.explain_en),
        (Language::En, Severity::Warning) => ("warning", fault.en, fault.explain_en),
        (Language::En, Severity::Note) => ("note", fault.en, fault.explain_en),
    };
    say(&format!("{} ({kind})\n  {message}\n\n{explanation}", fault.code));
    Ok(Outcome::Fine)
}
