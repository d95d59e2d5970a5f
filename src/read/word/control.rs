//! Content controls, form fields and embedded files → what Word shows of them.
//!
//! Invariant: a control that still shows its prompt ("Chọn một mục.") gives no text, but the cells
//! and rows in it keep their places.

use super::body::Body;
use super::xml::Element;
use super::{Block, Inserted};
use crate::read::unreadable::Unreadable;

/// Entries of a list to choose from; Word's own end at 25.
const ENTRIES: usize = 1_000;

impl Body<'_> {
    /// Reads the open `w:sdt`.
    #[inline(never)]
    pub(super) fn control(&mut self) -> Result<(), Unreadable> {
        let mut asks = false;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "sdtPr" => asks = self.asks()?,
                "sdtContent" => {
                    self.muted += usize::from(asks);
                    let read = self.content();
                    self.muted -= usize::from(asks);
                    read?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Whether the open `w:sdtPr` says that the control shows what it asks for.
    fn asks(&mut self) -> Result<bool, Unreadable> {
        let mut asks = false;
        while let Some(element) = self.xml.child()? {
            if element.name() == "showingPlcHdr" {
                asks = element.is_on()?;
            }
            self.xml.skip()?;
        }
        Ok(asks)
    }

    /// The value in the open `w:fldChar`, to its end: what is chosen of a list, or a box.
    #[inline(never)]
    pub(super) fn form_field(&mut self) -> Result<Option<String>, Unreadable> {
        let mut value = None;
        while let Some(element) = self.xml.child()? {
            if element.name() != "ffData" {
                self.xml.skip()?;
                continue;
            }
            while let Some(element) = self.xml.child()? {
                match element.name() {
                    "ddList" => value = self.chosen()?,
                    "checkBox" => value = Some(self.ticked()?),
                    _ => self.xml.skip()?,
                }
            }
        }
        Ok(value)
    }

    fn chosen(&mut self) -> Result<Option<String>, Unreadable> {
        let (mut result, mut otherwise, mut entries) = (None, 0, Vec::new());
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "result" => result = element.number::<usize>()?,
                "default" => otherwise = element.number::<usize>()?.unwrap_or_default(),
                "listEntry" if entries.len() < ENTRIES => {
                    entries.push(element.value()?.unwrap_or_default().into_owned());
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        let index = result.unwrap_or(otherwise);
        Ok((index < entries.len()).then(|| entries.swap_remove(index)))
    }

    fn ticked(&mut self) -> Result<String, Unreadable> {
        let (mut ticked, mut otherwise) = (None, false);
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "checked" => ticked = Some(element.is_on()?),
                "default" => otherwise = element.is_on()?,
                _ => {}
            }
            self.xml.skip()?;
        }
        let shown = if ticked.unwrap_or(otherwise) { "☒" } else { "☐" };
        Ok(shown.to_string())
    }

    /// Notes the open `w:altChunk`.
    #[inline(never)]
    pub(super) fn inserted(&mut self, element: &Element) -> Result<(), Unreadable> {
        self.end_carry()?;
        let id = element.attribute("id")?.unwrap_or_default().into_owned();
        self.insert(id, String::from("altChunk"))
    }

    /// Notes an object that holds a table or a text of Office; other programs make pictures.
    #[inline(never)]
    pub(super) fn object(&mut self, element: &Element) -> Result<(), Unreadable> {
        let program = element.attribute("ProgID")?.unwrap_or_default().into_owned();
        if !program.starts_with("Excel.") && !program.starts_with("Word.") {
            return self.xml.skip();
        }
        let id = element.attribute("id")?.unwrap_or_default().into_owned();
        self.insert(id, program)
    }

    fn insert(&mut self, id: String, name: String) -> Result<(), Unreadable> {
        self.count()?;
        let inserted = Inserted { id, number: 0, name, bytes: None };
        self.frame.blocks.push(Block::Inserted(inserted));
        self.xml.skip()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{document, lines, table, texts};
    use super::super::sample::{main_part, rows, try_read};

    fn control(properties: &str, content: &str) -> String {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    }

    #[test]
    fn a_control_that_asks_has_no_text_and_keeps_its_cell() {
        let run = "<w:r><w:t>Chọn một mục.</w:t></w:r>";
        let asks = "<w:showingPlcHdr/><w:dropDownList/>";
        let inline = format!("<w:p>{}</w:p>", control(asks, run));
        assert_eq!(texts(&inline), [""]);
        assert_eq!(texts(&inline.replace("<w:showingPlcHdr/>", "")), ["Chọn một mục."]);
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = format!("{}{}", control(asks, &cell("Nhập tên")), cell("b"));
        assert_eq!(rows(&table(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"))), [" | b"]);
    }

    #[test]
    fn form_fields_of_old_word_show_their_values() {
        let field = |data: &str| {
            format!(
                "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar>\
                 <w:instrText>FORM</w:instrText><w:fldChar w:fldCharType='end'/></w:r></w:p>"
            )
        };
        let list = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Sở Y tế'/>\
                    <w:listEntry w:val='Sở Nội vụ'/></w:ddList>";
        assert_eq!(texts(&field(list)), ["Sở Nội vụ"]);
        assert_eq!(
            texts(&field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>")),
            ["☒"]
        );
        assert_eq!(texts(&field("<w:checkBox><w:default w:val='0'/></w:checkBox>")), ["☐"]);
    }

    #[test]
    fn files_in_the_file_stand_where_they_are_shown() {
        let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:altChunk r:id='r1'/><w:p><w:r><w:object>\
                    <o:OLEObject ProgID='Excel.Sheet.12' r:id='r2'/><o:OLEObject ProgID='Equation.3'/>\
                    </w:object></w:r></w:p>";
        assert_eq!(lines(&document(body, "", "")), ["a", "[altChunk]", "", "[Excel.Sheet.12]"]);
        let relation = "<Relationships><Relationship Id='r1' Type='x/aFChunk' Target='c.html'/>\
                        </Relationships>";
        let parts = [
            ("word/document.xml", &*main_part(body)),
            ("word/_rels/document.xml.rels", relation),
            ("word/c.html", "<p>b"),
        ];
        let read = try_read(&parts).expect("a document");
        assert_eq!(lines(&read)[1], "[c.html]");
    }
}
