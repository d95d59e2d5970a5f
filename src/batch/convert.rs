//! A clean draft → a source file of another format.
//!
//! Invariant: nothing is given out that does not read back as the same plan.

use anyhow::bail;

use crate::diag::Diagnostics;
use crate::model::Model;
use crate::model::draft::Draft;
use crate::read::{Input, reader_for};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::source::Sources;
use crate::write::source::SourceWriter;

/// The bytes of a draft in a format; `name` is the file's, and `source` the draft said cleanly
/// with the model it resolves to.
///
/// # Errors
/// What the format cannot say.
pub fn convert(
    writer: &SourceWriter,
    name: &str,
    source: (&Draft, &Model),
) -> anyhow::Result<Vec<u8>> {
    let bytes = writer.write(source.0)?;
    read_back(name, &bytes, source)?;
    Ok(bytes)
}

/// Refuses a file that would say anything else than its source.
fn read_back(name: &str, bytes: &[u8], source: (&Draft, &Model)) -> anyhow::Result<()> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let file = sources.add_file(name);
    let reader = reader_for(name);
    let draft = reader.and_then(|reader| {
        reader.read(&Input { name, bytes }, file, &mut sources, &mut diagnostics)
    });
    let draft = draft.map(clean);
    let model = draft
        .clone()
        .map(|draft| resolve(draft, ResolveOptions::default(), &mut Diagnostics::default()));
    let differs = match draft.zip(model) {
        Some((draft, model)) => difference(source, (&draft, &model)),
        None => Some(String::from("cả tệp")),
    };
    match differs {
        Some(what) => bail!(
            "định dạng của {} không ghi lại được đúng nguồn: {what}; hãy chọn định dạng khác",
            name
        ),
        None => Ok(()),
    }
}

/// The first part that differs, in the words of a clerk. A model keeps only those own entries
/// that a task names, so the declarations are compared as they were read.
fn difference(source: (&Draft, &Model), read: (&Draft, &Model)) -> Option<String> {
    let ((draft, model), (other_draft, other)) = (source, read);
    if model.document != other.document {
        return Some(String::from("phần văn bản"));
    }
    if (&draft.agencies, &draft.collectives) != (&other_draft.agencies, &other_draft.collectives) {
        return Some(String::from("khai báo cơ quan"));
    }
    let mut tasks = (1..).zip(model.tasks.iter().zip(&other.tasks));
    if let Some((number, _)) = tasks.find(|(_, (task, other))| task != other) {
        return Some(format!("nhiệm vụ thứ {number}"));
    }
    (model != other).then(|| String::from("các dòng và nhóm"))
}
