//! `styles.xml` → how each cell format shows its value, and its font.
//!
//! Invariant: an index that the part does not have means the default format.

use quick_xml::events::{BytesStart, Event};

use crate::read::grid::Unreadable;
use crate::read::grid::look::{Font, Looks};
use crate::read::{limits, xml};

/// Takes `name` or `rFont`, and `strike`, from an element inside `font` or `rPr`.
pub fn take_font(font: &mut Font, element: &BytesStart) {
    match element.local_name().as_ref() {
        "name" | "rFont" => {
            *font = match xml::attribute(element, "val") {
                Some(name) => Font { raised: font.raised, ..Font::named(&name, font.struck) },
                None => Font { struck: font.struck, raised: font.raised, ..Font::default() },
            };
        }
        "strike" => font.struck = xml::flag(element, "val", true),
        "vertAlign" => {
            font.raised = xml::attribute(element, "val").is_some_and(|how| how == "superscript");
        }
        _ => {}
    }
}

/// Reads the part.
pub fn read(text: &str) -> Result<Looks, Unreadable> {
    let mut reader = xml::Reader::new(text);
    let mut looks = Looks::default();
    let mut font: Option<Font> = None;
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
                        looks.add_format(number(&element, "numFmtId"), &code);
                    }
                    (3, "fonts", "font") => font = Some(Font::default()),
                    (4, "fonts", _) => {
                        if let Some(font) = &mut font {
                            take_font(font, &element);
                        }
                    }
                    (3, "cellXfs", "xf") => {
                        let font = number(&element, "fontId") as usize;
                        looks.add_style(font, number(&element, "numFmtId"));
                    }
                    _ => {}
                }
            }
            Event::End(_) => {
                if let Some(font) = font.take_if(|_| depth == 3) {
                    looks.add_font(font);
                }
                depth = depth.saturating_sub(1);
                Unreadable::unless(looks.count(), limits::STYLES, "kiểu ô (styles)")?;
            }
            Event::Eof => {
                looks.settle();
                return Ok(looks);
            }
            _ => {}
        }
    }
}

fn number(element: &BytesStart, name: &str) -> u32 {
    xml::attribute(element, name).and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}
