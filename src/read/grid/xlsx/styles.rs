//! `styles.xml` → how each cell format shows numbers, and its font.
//!
//! Invariant: an index that the part does not have means the default format.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::font_name;
use crate::read::grid::number_format::NumberFormat;
use crate::read::{limits, xml};
use crate::text::legacy::Legacy;

/// The cell formats of a workbook, by index.
#[derive(Debug, Default)]
pub struct Styles {
    formats: Vec<CellFormat>,
}

/// A cell format.
#[derive(Debug, Default, Clone)]
pub struct CellFormat {
    /// How numbers are shown.
    pub number: NumberFormat,
    /// The font.
    pub font: Font,
}

/// A font.
#[derive(Debug, Default, Clone)]
pub struct Font {
    /// Its name.
    pub name: Option<String>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it is of an encoding before Unicode.
    pub is_legacy: bool,
}

impl Styles {
    /// A format by its index.
    pub fn get(&self, index: usize) -> Option<&CellFormat> {
        self.formats.get(index)
    }
}

impl Font {
    /// Reads `name` or `rFont`, and `strike`, from an element inside `font` or `rPr`.
    pub fn take(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "name" | "rFont" => {
                self.name = xml::attribute(element, "val").map(|name| font_name(&name).to_string());
                self.is_legacy =
                    self.name.as_deref().is_some_and(|name| Legacy::of_font(name).is_some());
            }
            "strike" => self.struck = xml::flag(element, "val", true),
            _ => {}
        }
    }
}

/// Reads the part.
pub fn read(text: &str) -> Result<Styles, Unreadable> {
    let mut reader = xml::Reader::new(text);
    let mut styles = Styles::default();
    let mut fonts: Vec<Font> = Vec::new();
    let mut codes: HashMap<u32, NumberFormat> = HashMap::new();
    // `cellStyleXfs` and `dxfs` hold fonts and formats too, which no cell names.
    let mut section = String::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event()? {
            Event::Start(element) => {
                depth += 1;
                let name = element.local_name();
                match (depth, section.as_str(), name.as_ref()) {
                    (2, ..) => section = name.as_ref().to_string(),
                    (3, "numFmts", "numFmt") => {
                        let code = xml::attribute(&element, "formatCode").unwrap_or_default();
                        codes.insert(number(&element, "numFmtId"), NumberFormat::of_code(&code));
                    }
                    (3, "fonts", "font") => fonts.push(Font::default()),
                    (4, "fonts", _) => {
                        if let Some(font) = fonts.last_mut() {
                            font.take(&element);
                        }
                    }
                    (3, "cellXfs", "xf") => {
                        let id = number(&element, "numFmtId");
                        let shown = codes.get(&id).cloned().or_else(|| NumberFormat::built_in(id));
                        let font = fonts.get(number(&element, "fontId") as usize).cloned();
                        styles.formats.push(CellFormat {
                            number: shown.unwrap_or_default(),
                            font: font.unwrap_or_default(),
                        });
                    }
                    _ => {}
                }
                let most = fonts.len().max(codes.len()).max(styles.formats.len());
                Unreadable::unless(most, limits::STYLES, "kiểu ô (styles)")?;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn number(element: &BytesStart, name: &str) -> u32 {
    xml::attribute(element, name).and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}
