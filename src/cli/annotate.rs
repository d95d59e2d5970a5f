//! `danhmuc check --annotate`: the clerk's own workbook back, with what is wrong in its cells.
//!
//! Invariant: the source is read and never written.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::batch::annotate;
use crate::diag::{Diagnostics, Printing};
use crate::output;
use crate::project::read_tables;
use crate::read::Grid;

/// A copy of a workbook that is to be marked.
pub struct Marking {
    grids: Vec<Grid>,
    out: PathBuf,
    force: bool,
}

impl Marking {
    /// Reads the workbook, after refusing a target that must not be written.
    ///
    /// # Errors
    /// A target in the way, or of another format; a source that is no workbook.
    pub fn open(source: &Path, out: &Path, force: bool) -> anyhow::Result<Marking> {
        let is_xlsx = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        if !is_xlsx {
            bail!("--annotate chỉ ghi được tệp .xlsx, không phải {}", out.display());
        }
        output::refuse_target(out, source, force)?;
        let grids = read_tables(source)?;
        Ok(Marking { grids, out: out.to_path_buf(), force })
    }

    /// Writes the copy.
    ///
    /// # Errors
    /// A text that no cell of Excel holds, or a file that cannot be written.
    pub fn write(self, diagnostics: &Diagnostics, printing: Printing) -> anyhow::Result<()> {
        let bytes = annotate(&self.grids, diagnostics, printing)?;
        output::write_file(&self.out, &bytes, self.force)
    }
}
