//! `w:rPr` and `w:pPr` → the properties that reading needs. A property that the file leaves out is
//! `None`.
//!
//! Invariant: the former properties that tracked changes keep (`w:rPrChange`, `w:pPrChange`) never
//! count as the present ones.

use std::rc::Rc;

use super::xml::{Element, Xml};
use crate::read::unreadable::Unreadable;

/// What one place says of the look of a run.
#[derive(Debug, Clone, Default)]
pub struct RunProperties {
    /// Its character style.
    pub style: Option<String>,
    /// Its font; empty for one of the theme, which is never one of the fonts before Unicode.
    pub font: Option<Rc<str>>,
    /// Bold.
    pub bold: Option<bool>,
    /// Struck through, once or twice.
    pub struck: Option<bool>,
    /// Hidden text.
    pub hidden: Option<bool>,
    /// Raised above the line, as the marks of notes are.
    pub raised: Option<bool>,
    /// The tracked change of a paragraph's mark.
    pub change: Option<Change>,
}

/// A tracked change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Inserted, or moved here.
    Inserted,
    /// Deleted, or moved away.
    Deleted,
}

/// What one place says of a paragraph.
#[derive(Debug, Clone, Default)]
pub struct ParagraphProperties {
    /// Its style.
    pub style: Option<String>,
    /// Its `w:numId`; 0, which no numbering has, takes that of the style away.
    pub numbering: Option<i64>,
    /// Its level in the numbering, from 0.
    pub level: Option<usize>,
    /// Its outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    /// Centred.
    pub centered: Option<bool>,
    /// The look of its mark.
    pub mark: RunProperties,
}

impl Change {
    /// The tracked change that an element stands for.
    pub fn of(name: &str) -> Option<Change> {
        match name {
            "ins" | "moveTo" => Some(Change::Inserted),
            "del" | "moveFrom" => Some(Change::Deleted),
            _ => None,
        }
    }
}

impl RunProperties {
    /// Reads the open `w:rPr`.
    pub fn read(xml: &mut Xml) -> Result<RunProperties, Unreadable> {
        let mut run = RunProperties::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "rStyle" => run.style = element.value()?.map(Into::into),
                "rFonts" => run.font = font(&element)?,
                "b" => run.bold = Some(element.is_on()?),
                "strike" | "dstrike" => {
                    run.struck = Some(element.is_on()? || run.struck == Some(true));
                }
                "vanish" => run.hidden = Some(element.is_on()?),
                "vertAlign" => {
                    run.raised = Some(element.value()?.as_deref() == Some("superscript"));
                }
                name => run.change = Change::of(name).or(run.change),
            }
            xml.skip()?;
        }
        Ok(run)
    }

    /// These properties, and where they say nothing those of `base`.
    pub fn over(&self, base: &RunProperties) -> RunProperties {
        RunProperties {
            style: self.style.clone().or_else(|| base.style.clone()),
            font: self.font.clone().or_else(|| base.font.clone()),
            bold: self.bold.or(base.bold),
            struck: self.struck.or(base.struck),
            hidden: self.hidden.or(base.hidden),
            raised: self.raised.or(base.raised),
            change: self.change,
        }
    }
}

/// The font of letters above ASCII, where the encodings before Unicode have their Vietnamese.
/// `w:cs` is none of it: Word writes another one there for Arabic and Thai.
fn font(element: &Element) -> Result<Option<Rc<str>>, Unreadable> {
    for (theme, font) in [("hAnsiTheme", "hAnsi"), ("asciiTheme", "ascii")] {
        if element.attribute(theme)?.is_some() {
            return Ok(Some(Rc::from("")));
        }
        if let Some(name) = element.attribute(font)? {
            return Ok(Some(Rc::from(name.trim())));
        }
    }
    Ok(None)
}

impl ParagraphProperties {
    /// Reads the open `w:pPr`.
    pub fn read(xml: &mut Xml) -> Result<ParagraphProperties, Unreadable> {
        let mut paragraph = ParagraphProperties::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "pStyle" => paragraph.style = element.value()?.map(Into::into),
                "outlineLvl" => paragraph.outline = element.number()?,
                "jc" => paragraph.centered = Some(element.value()?.as_deref() == Some("center")),
                "numPr" => {
                    paragraph.numbering(xml)?;
                    continue;
                }
                "rPr" => {
                    paragraph.mark = RunProperties::read(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(paragraph)
    }

    fn numbering(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "numId" => self.numbering = element.number()?,
                "ilvl" => self.level = element.number()?,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// These properties, and where they say nothing those of `base`.
    pub fn over(&self, base: &ParagraphProperties) -> ParagraphProperties {
        ParagraphProperties {
            style: self.style.clone().or_else(|| base.style.clone()),
            numbering: self.numbering.or(base.numbering),
            // A level belongs to the numbering that it stands beside.
            level: self.level.or(base.level.filter(|_| self.numbering.is_none())),
            outline: self.outline.or(base.outline),
            centered: self.centered.or(base.centered),
            mark: self.mark.clone(),
        }
    }
}
