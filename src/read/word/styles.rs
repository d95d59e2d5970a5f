//! `styles.xml` → what the styles say, through `w:basedOn` and the defaults of the document.
//!
//! Invariant: styles that are based on each other in a circle do not keep the reader going for
//! ever.

use std::collections::HashMap;
use std::iter;

use super::properties::{ParagraphProperties, RunProperties};
use super::xml::{Element, Xml};
use crate::read::unreadable::Unreadable;

/// Styles that stand on one another are followed this far; Word itself stops at 11.
const CHAIN: usize = 32;

/// The styles of a document.
#[derive(Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The paragraph style of paragraphs that name none.
    normal: Option<String>,
    /// What holds where no style says otherwise.
    default: Style,
}

#[derive(Default)]
struct Style {
    base: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

impl Styles {
    /// Reads the part.
    pub fn read(mut xml: Xml) -> Result<Styles, Unreadable> {
        let mut styles = Styles::default();
        while let Some(root) = xml.child()? {
            if root.name() != "styles" {
                xml.skip()?;
                continue;
            }
            while let Some(element) = xml.child()? {
                match element.name() {
                    "docDefaults" => styles.default.read(&mut xml)?,
                    "style" => styles.style(&element, &mut xml)?,
                    _ => xml.skip()?,
                }
            }
        }
        Ok(styles)
    }

    fn style(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Unreadable> {
        let mut style = Style::default();
        style.read(xml)?;
        let Some(id) = element.attribute("styleId")?.map(String::from) else { return Ok(()) };
        let is_default =
            matches!(element.attribute("default")?.as_deref(), Some("1" | "true" | "on"));
        if is_default && element.attribute("type")?.as_deref() == Some("paragraph") {
            self.normal = Some(id.clone());
        }
        self.styles.insert(id, style);
        Ok(())
    }

    /// A style and those it stands on.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> + use<'a> {
        let first = id.and_then(|id| self.styles.get(id));
        iter::successors(first, |style| self.styles.get(style.base.as_ref()?)).take(CHAIN)
    }

    fn paragraph_chain<'a>(
        &'a self,
        style: Option<&str>,
    ) -> impl Iterator<Item = &'a Style> + use<'a> {
        self.chain(style.or(self.normal.as_deref())).chain(iter::once(&self.default))
    }

    /// What holds for a paragraph.
    pub fn paragraph(&self, said: &ParagraphProperties) -> ParagraphProperties {
        let chain = self.paragraph_chain(said.style.as_deref());
        chain.fold(said.clone(), |said, style| said.over(&style.paragraph))
    }

    /// What holds for runs in a paragraph of this style.
    pub fn text(&self, style: Option<&str>) -> RunProperties {
        let chain = self.paragraph_chain(style);
        chain.fold(RunProperties::default(), |said, style| said.over(&style.run))
    }

    /// What holds for a run, by itself, its character style and `text` of its paragraph.
    pub fn run(&self, said: &RunProperties, text: &RunProperties) -> RunProperties {
        let chain = self.chain(said.style.as_deref());
        chain.fold(said.clone(), |said, style| said.over(&style.run)).over(text)
    }
}

impl Style {
    /// Reads the open `w:style` or `w:docDefaults`.
    fn read(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "pPr" => {
                    let outline = self.paragraph.outline;
                    self.paragraph = ParagraphProperties::read(xml)?;
                    self.paragraph.outline = self.paragraph.outline.or(outline);
                }
                "rPr" => self.run = RunProperties::read(xml)?,
                "rPrDefault" | "pPrDefault" => self.read(xml)?,
                name => {
                    match name {
                        "basedOn" => self.base = element.value()?.map(Into::into),
                        "name" => {
                            self.paragraph.outline = element.value()?.and_then(|n| outline(&n))
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(())
    }
}

/// Word's own headings have their outline level by their name; some programs leave it at that.
fn outline(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    level.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(xml: &str) -> Styles {
        Styles::read(Xml::new(&format!("<w:styles>{xml}</w:styles>"), "styles.xml"))
            .expect("styles")
    }

    fn style(id: &str, more: &str) -> String {
        format!("<w:style w:type='paragraph' w:styleId='{id}' {more}</w:style>")
    }

    fn font(name: &str) -> String {
        format!("<w:rPr><w:rFonts w:ascii='Arial' w:hAnsi='{name}' w:cs='Arial'/></w:rPr>")
    }

    #[test]
    fn what_is_said_nearest_holds() {
        let defaults = font("Calibri");
        let styles = styles(&format!(
            "<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault></w:docDefaults>{}{}{}",
            style("Normal", &format!("w:default='1'>{}", font(".VnTime"))),
            style("Title", "><w:basedOn w:val='Normal'/><w:rPr><w:b/></w:rPr>"),
            "<w:style w:type='character' w:styleId='Plain'><w:rPr><w:b w:val='0'/></w:rPr></w:style>",
        ));
        let look = |paragraph, run: &RunProperties| {
            let look = styles.run(run, &styles.text(paragraph));
            (look.font.map(|font| font.to_string()), look.bold)
        };
        let said = RunProperties::default();
        let vn = Some(String::from(".VnTime"));
        assert_eq!(look(None, &said), (vn.clone(), None));
        assert_eq!(look(Some("Title"), &said), (vn.clone(), Some(true)));
        assert_eq!(look(Some("missing"), &said).0, Some(String::from("Calibri")));
        let plain = RunProperties { style: Some(String::from("Plain")), ..Default::default() };
        assert_eq!(look(Some("Title"), &plain), (vn, Some(false)));
    }

    #[test]
    fn the_font_of_letters_above_ascii_counts() {
        let font = |attributes: &str| {
            let text = format!("<w:rPr><w:rFonts {attributes}/></w:rPr>");
            let mut xml = Xml::new(&text, "a.xml");
            xml.child().expect("XML");
            RunProperties::read(&mut xml).expect("properties").font.as_deref().map(String::from)
        };
        assert_eq!(font("w:ascii='A' w:hAnsi='B' w:cs='C'").as_deref(), Some("B"));
        assert_eq!(font("w:ascii='A'").as_deref(), Some("A"));
        assert_eq!(font("w:cs='C' w:eastAsia='D'"), None);
        assert_eq!(font("w:hAnsi='B' w:hAnsiTheme='minorHAnsi'").as_deref(), Some(""));
    }

    #[test]
    fn headings_are_known_by_level_or_name() {
        let styles = styles(&format!(
            "{}{}{}",
            style("A", "><w:name w:val='heading 2'/><w:pPr><w:keepNext/></w:pPr>"),
            style("B", "><w:name w:val='Muc'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
            style("C", "><w:basedOn w:val='B'/><w:pPr><w:jc w:val='center'/></w:pPr>"),
        ));
        let outline = |style: &str| {
            let style = Some(String::from(style));
            styles.paragraph(&ParagraphProperties { style, ..Default::default() }).outline
        };
        assert_eq!(["A", "B", "C", "D"].map(outline), [Some(1), Some(0), Some(0), None]);
    }

    #[test]
    fn styles_in_a_circle_end() {
        let a = style("A", "><w:basedOn w:val='B'/>");
        let b = style("B", "><w:basedOn w:val='A'/><w:rPr><w:strike/></w:rPr>");
        assert_eq!(styles(&(a + &b)).text(Some("A")).struck, Some(true));
    }
}
