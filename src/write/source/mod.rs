//! A clean [`Draft`] → the bytes of a source file, in any format that `read` takes and a person
//! may want to go on with.
//!
//! Invariant: what is written reads back as the same plan.

mod tree;

use anyhow::Context;

use super::workbook::source_workbook;
use crate::model::draft::Draft;
use tree::tree;

/// A writer of sources: its file extensions and the function that writes.
pub struct SourceWriter {
    /// Extensions without the dot, lower case.
    pub extensions: &'static [&'static str],
    write: fn(&Draft) -> anyhow::Result<Vec<u8>>,
}

/// Every format that a source can be written in.
pub const SOURCE_WRITERS: &[SourceWriter] = &[
    SourceWriter { extensions: &["xlsx"], write: source_workbook },
    SourceWriter { extensions: &["yaml", "yml"], write: yaml },
    SourceWriter { extensions: &["toml"], write: toml },
    SourceWriter { extensions: &["json"], write: json },
];

/// The writer of a file name, by its extension.
pub fn source_writer_for(name: &str) -> Option<&'static SourceWriter> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    SOURCE_WRITERS.iter().find(|writer| writer.extensions.contains(&extension.as_str()))
}

impl SourceWriter {
    /// Writes a draft that `resolve::clean` has said cleanly.
    ///
    /// # Errors
    /// What the format cannot say, with the task or group that says it.
    pub fn write(&self, draft: &Draft) -> anyhow::Result<Vec<u8>> {
        (self.write)(draft)
    }
}

fn yaml(draft: &Draft) -> anyhow::Result<Vec<u8>> {
    // A folded text is hard to edit: each line of it stands for a space.
    let options = serde_saphyr::ser_options! {
        folded_wrap_chars: usize::MAX,
        compact_list_indent: false,
    };
    let text = serde_saphyr::to_string_with_options(&tree(draft), options);
    Ok(text.context("không ghi được YAML")?.into_bytes())
}

fn toml(draft: &Draft) -> anyhow::Result<Vec<u8>> {
    let text = toml::to_string_pretty(&tree(draft)).context("không ghi được TOML")?;
    Ok(text.into_bytes())
}

fn json(draft: &Draft) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(&tree(draft)).context("không ghi được JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}
