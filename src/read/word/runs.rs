//! The runs of a paragraph and its properties → the text of the open paragraph, as it is shown.
//!
//! Invariant: text counts against its limit before it is kept. The code of a field and what a control asks
//! for are not text.

use super::body::{Body, Step};
use super::cell_properties::{CellProperties, RowProperties};
use super::properties::{Change, ParagraphProperties, RunProperties};
use super::symbol::symbol;
use super::xml::Element;
use crate::model::task_of_bookmark;
use crate::read::limits::TEXT_BYTES;
use crate::read::unreadable::Unreadable;

impl Body<'_> {
    /// Reads the open properties of a paragraph, a run, a row or a cell.
    #[inline(never)]
    pub(super) fn properties(&mut self, name: &str) -> Result<Step, Unreadable> {
        let change = match name {
            "pPr" => {
                let properties = ParagraphProperties::read(&mut self.xml)?;
                self.changes |= properties.mark.change.is_some();
                self.frame.line.properties = properties;
                None
            }
            "rPr" => {
                self.frame.line.run = RunProperties::read(&mut self.xml)?;
                None
            }
            "trPr" => {
                self.frame.row = RowProperties::read(&mut self.xml)?;
                self.frame.row.change
            }
            _ => {
                self.frame.cell = CellProperties::read(&mut self.xml)?;
                self.frame.cell.change
            }
        };
        self.changes |= change.is_some();
        Ok(if change == Some(Change::Deleted) { Step::Deleted } else { Step::Over })
    }

    /// The parts of a run that show as text; the inside of elements that are not known.
    #[inline(never)]
    pub(super) fn run_content(&mut self, element: &Element) -> Result<Step, Unreadable> {
        match element.name() {
            "t" => {
                let kept = element.attribute("space")?.as_deref() == Some("preserve");
                // A line break of the file is not one of the text.
                let text = self.xml.text()?.replace(['\n', '\r'], " ");
                self.push(if kept { &text } else { text.trim_matches([' ', '\t']) })?;
                return Ok(Step::Over);
            }
            "tab" | "ptab" => self.push("\t")?,
            "br" | "cr" => self.push("\n")?,
            "noBreakHyphen" => self.push("-")?,
            "sym" => {
                let font = element.attribute("font")?.unwrap_or_default();
                let code = element.attribute("char")?.unwrap_or_default();
                let code = u32::from_str_radix(code.trim(), 16).ok();
                if let Some(shown) = code.and_then(|code| symbol(&font, code)) {
                    self.push(shown.encode_utf8(&mut [0; 4]))?;
                }
            }
            "fldChar" => {
                let kind = element.attribute("fldCharType")?;
                let kind = kind.as_deref().unwrap_or_default();
                // A form field of old Word keeps its value beside its text.
                if let Some(value) = self.form_field()? {
                    self.push(&value)?;
                }
                self.frame.line.fields.mark(kind);
                return Ok(Step::Over);
            }
            "footnoteReference" | "endnoteReference" => self.notes += 1,
            "bookmarkStart" if self.task_id.is_none() => {
                let name = element.attribute("name")?;
                self.task_id = name.as_deref().and_then(task_of_bookmark);
            }
            _ => return Ok(Step::Inside),
        }
        self.xml.skip()?;
        Ok(Step::Over)
    }

    /// Reads the first of the alternatives that shows text.
    pub(super) fn alternatives(&mut self) -> Result<(), Unreadable> {
        let before = self.bytes;
        while self.xml.child()?.is_some() {
            if self.bytes == before { self.content()? } else { self.xml.skip()? }
        }
        Ok(())
    }

    /// Adds text to the open paragraph.
    pub(super) fn push(&mut self, text: &str) -> Result<(), Unreadable> {
        if text.is_empty() || self.muted > 0 || self.frame.line.fields.in_code() {
            return Ok(());
        }
        self.keep(text)?;
        let line = &mut self.frame.line;
        let style = line.properties.style.as_deref();
        let base = line.text.get_or_insert_with(|| self.styles.text(style));
        let look = self.styles.run(&line.run, base);
        if line.push(text, &look) { self.count() } else { Ok(()) }
    }

    /// Counts the bytes of a text.
    pub(super) fn keep(&mut self, text: &str) -> Result<(), Unreadable> {
        self.bytes += text.len();
        if self.bytes > TEXT_BYTES {
            return Err(Unreadable::over_megabytes(TEXT_BYTES as u64 / 1024 / 1024));
        }
        Ok(())
    }
}
