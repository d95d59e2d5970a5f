//! `document.xml` → paragraphs and tables in the order of reading.
//!
//! Invariant: the content of an unknown element is read. So no text that Word shows in the flow of
//! the document is lost because of an unknown element around it.

use std::mem;

use super::cell_properties::{CellProperties, RowProperties};
use super::line::Line;
use super::numbering::Numbering;
use super::properties::{Change, ParagraphProperties, RunProperties};
use super::styles::Styles;
use super::xml::Xml;
use super::{Block, Cell, Document, Paragraph, Row};
use crate::read::limits::CELLS;
use crate::read::unreadable::Unreadable;

/// Reads the main part.
pub struct Body<'a> {
    pub(super) xml: Xml<'a>,
    pub(super) styles: &'a Styles,
    numbering: Numbering,
    /// What the innermost paragraph, table, row or cell holds so far.
    pub(super) frame: Frame,
    pub(super) changes: bool,
    /// References to notes so far.
    pub(super) notes: usize,
    /// How many controls are open whose text only asks for one.
    pub(super) muted: usize,
    /// The task that a bookmark in the row at hand names.
    pub(super) task_id: Option<String>,
    /// Bytes of texts and labels so far.
    pub(super) bytes: usize,
    /// Paragraphs, cells, rows and changes of look so far.
    pieces: usize,
}

/// What comes next of an element.
pub(super) enum Step {
    /// The child is read to its end.
    Over,
    /// The child is read for what stands in it.
    Inside,
    Paragraph,
    Table,
    Row,
    Cell,
    Alternatives,
    Control,
    /// The rest of the open element is deleted.
    Deleted,
}

/// What a paragraph, table, row or cell holds; each uses its own fields.
#[derive(Default)]
pub(super) struct Frame {
    /// Of a paragraph.
    pub(super) line: Line,
    /// Of a cell or the whole; of a paragraph, the text boxes that hang on it.
    pub(super) blocks: Vec<Block>,
    /// A paragraph whose mark has been deleted, so that the next one goes on with it.
    carry: Option<Line>,
    /// Of a table.
    pub(super) rows: Vec<Row>,
    /// Of a row.
    pub(super) cells: Vec<Cell>,
    pub(super) row: RowProperties,
    /// Of a cell.
    pub(super) cell: CellProperties,
}

impl<'a> Body<'a> {
    /// Stands before the root.
    pub fn new(xml: Xml<'a>, styles: &'a Styles, numbering: Numbering) -> Body<'a> {
        let frame = Frame::default();
        Body {
            xml,
            styles,
            numbering,
            frame,
            changes: false,
            notes: 0,
            muted: 0,
            task_id: None,
            bytes: 0,
            pieces: 0,
        }
    }

    /// Reads it all.
    pub fn read(mut self) -> Result<Document, Unreadable> {
        let mut whole = self.inside()?;
        let mut number = 0;
        for block in &mut whole.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    number += 1;
                    paragraph.number = number;
                }
                Block::Inserted(inserted) => inserted.number = number.max(1),
                Block::Table(_) => {}
            }
        }
        Ok(Document { blocks: whole.blocks, changes: self.changes, notes: self.notes })
    }

    /// Reads the open element into a frame of its own.
    /// Frames stand on the heap: elements are many deep, and a thread's stack is small.
    pub(super) fn inside(&mut self) -> Result<Box<Frame>, Unreadable> {
        let mut frame = Box::new(mem::take(&mut self.frame));
        self.content()?;
        self.end_carry()?;
        mem::swap(&mut self.frame, &mut frame);
        Ok(frame)
    }

    /// Reads the open element into the frame at hand.
    ///
    /// It calls itself for each element inside another, so that it keeps nothing on the stack that
    /// another function can hold.
    pub(super) fn content(&mut self) -> Result<(), Unreadable> {
        while let Some(step) = self.step()? {
            match step {
                Step::Over => {}
                Step::Inside => self.content()?,
                Step::Paragraph => self.paragraph()?,
                Step::Table => self.table()?,
                Step::Row => self.row()?,
                Step::Cell => self.cell()?,
                Step::Alternatives => self.alternatives()?,
                Step::Control => self.control()?,
                Step::Deleted => return self.xml.skip(),
            }
        }
        Ok(())
    }

    /// Reads the start of the next child, and all of a child that is no more than text or a property;
    /// `None` at the end of the open element.
    #[inline(never)]
    fn step(&mut self) -> Result<Option<Step>, Unreadable> {
        let Some(element) = self.xml.child()? else { return Ok(None) };
        let step = match element.name() {
            "p" => Step::Paragraph,
            "tbl" => Step::Table,
            "tr" => Step::Row,
            "tc" => Step::Cell,
            "r" => {
                self.frame.line.run = RunProperties::default();
                Step::Inside
            }
            "pPr" | "rPr" | "trPr" | "tcPr" => self.properties(element.name())?,
            "AlternateContent" => Step::Alternatives,
            "sdt" => Step::Control,
            "altChunk" | "subDoc" => {
                self.inserted(&element)?;
                Step::Over
            }
            "OLEObject" => {
                self.object(&element)?;
                Step::Over
            }
            // The small text of ruby, and properties whose children have names of content.
            "rt" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx" | "tblGrid" | "sectPr" => {
                self.xml.skip()?;
                Step::Over
            }
            name => match Change::of(name) {
                Some(change) => {
                    self.changes = true;
                    if change == Change::Deleted {
                        self.xml.skip()?;
                        return Ok(Some(Step::Over));
                    }
                    Step::Inside
                }
                None => self.run_content(&element)?,
            },
        };
        Ok(Some(step))
    }

    /// Counts a paragraph, a cell, a row, or a change of look in a paragraph.
    pub(super) fn count(&mut self) -> Result<(), Unreadable> {
        self.pieces += 1;
        if self.pieces > CELLS {
            return Err(Unreadable::Damaged(format!("over {CELLS} paragraphs and cells")));
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Result<(), Unreadable> {
        self.count()?;
        let inner = self.inside()?;
        self.end_paragraph(*inner)
    }

    #[inline(never)]
    fn end_paragraph(&mut self, mut inner: Frame) -> Result<(), Unreadable> {
        let mut line = inner.line;
        if let Some(before) = self.frame.carry.take() {
            line.join_after(before);
        }
        if line.properties.mark.change == Some(Change::Deleted) {
            self.frame.carry = Some(line);
        } else {
            let paragraph = self.finished(line)?;
            self.frame.blocks.push(Block::Paragraph(paragraph));
        }
        self.frame.blocks.append(&mut inner.blocks);
        Ok(())
    }

    /// Ends a paragraph whose mark has been deleted, where none comes that goes on with it.
    pub(super) fn end_carry(&mut self) -> Result<(), Unreadable> {
        if let Some(line) = self.frame.carry.take().filter(|line| !line.is_empty()) {
            let paragraph = self.finished(line)?;
            self.frame.blocks.push(Block::Paragraph(paragraph));
        }
        Ok(())
    }

    fn finished(&mut self, line: Line) -> Result<Paragraph, Unreadable> {
        let properties = self.styles.paragraph(&line.properties);
        // The rest of a merged cell shows nothing; its empty paragraph is not counted either.
        let unseen = self.frame.cell.continued && line.is_empty();
        let text = self.styles.text(properties.style.as_deref());
        let unmarked = self.styles.run(&properties.mark, &text).hidden == Some(true);
        let label = if unseen || unmarked { None } else { self.label(&properties) };
        self.keep(label.as_deref().unwrap_or_default())?;
        let shown = line.shown();
        Ok(Paragraph {
            number: 0,
            label,
            text: shown.text,
            legacy: shown.legacy,
            heading: properties.outline.filter(|level| *level < 9).map(|level| level + 1),
            bold: shown.bold,
            centered: properties.centered == Some(true),
            struck: shown.struck,
            hidden: shown.hidden,
            unseen: shown.unseen,
            dropped: shown.dropped,
        })
    }

    fn label(&mut self, properties: &ParagraphProperties) -> Option<String> {
        let numbering = properties.numbering?;
        let style = properties.style.as_deref();
        let by_style = || self.numbering.level_of_style(numbering, style?);
        let level = properties.level.or_else(by_style).unwrap_or_default();
        self.numbering.label(numbering, level)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::limits::DEPTH;

    use super::super::sample::{PIECES, document, lines, main_part, paragraphs, texts, try_read};
    use super::*;

    #[test]
    fn text_is_read_however_runs_are_split() {
        let body = "<w:p><w:r><w:t>Sở T</w:t></w:r><w:proofErr w:type='x'/><w:r><w:t>ài</w:t></w:r>\
                    <w:r><w:t xml:space='preserve'> chính </w:t><w:t> ,\n </w:t></w:r></w:p>";
        assert_eq!(texts(body), ["Sở Tài chính ,"]);
    }

    #[test]
    fn breaks_tabs_and_hyphens_are_characters() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>\
                    <w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>\
                    <w:softHyphen/><w:t>f</w:t><w:lastRenderedPageBreak/></w:r></w:p>";
        assert_eq!(texts(body), ["a\tb\nc\nd-ef"]);
    }

    #[test]
    fn symbols_of_picture_fonts_are_shown() {
        let body = "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Symbol' w:char='B7'/>\
                    <w:sym w:font='Wingdings' w:char='F021'/><w:sym w:font='Webdings' w:char='zz'/></w:r>\
                    <w:r><w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>\
                    <w:t>l\u{F0A1}\u{F021} </w:t></w:r><w:r><w:t>l</w:t></w:r></w:p>";
        assert_eq!(texts(body), ["✓•●○l"]);
    }

    #[test]
    fn tracked_changes_are_read_as_accepted() {
        let body = "<w:p><w:r><w:t>1</w:t></w:r><w:ins><w:r><w:t>2</w:t></w:r></w:ins>\
                    <w:del><w:r><w:delText>x</w:delText><w:t>x</w:t></w:r></w:del>\
                    <w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>\
                    <w:moveTo><w:r><w:t>3</w:t></w:r></w:moveTo></w:p>";
        let read = document(body, "", "");
        assert!(read.changes);
        assert_eq!(lines(&read), ["123"]);
        let format = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>\
                      <w:t>a</w:t></w:r></w:p>";
        let read = document(format, "", "");
        assert!(!read.changes);
        assert!(matches!(&read.blocks[..], [Block::Paragraph(it)] if !it.bold));
    }

    #[test]
    fn a_deleted_paragraph_mark_joins_with_the_next() {
        let deleted = "<w:pPr><w:jc w:val='center'/><w:rPr><w:del/></w:rPr></w:pPr>";
        let body = format!(
            "<w:p>{deleted}<w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>\
             <w:p>{deleted}<w:del><w:r><w:t>x</w:t></w:r></w:del></w:p><w:p/>\
             <w:p>{deleted}<w:r><w:t>ba</w:t></w:r></w:p>"
        );
        assert_eq!(texts(&body), ["mộthai", "", "ba"]);
        assert!(!paragraphs(&body)[0].centered);
    }

    #[test]
    fn what_stands_around_runs_is_read_through() {
        let inner = "<w:r><w:t>a</w:t></w:r>";
        for name in ["hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "unknown"] {
            assert_eq!(texts(&format!("<w:p><w:{name}>{inner}</w:{name}></w:p>")), ["a"], "{name}");
        }
        let control = "<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:sdtPr><w:sdtContent>";
        let inline = format!("<w:p>{control}{inner}</w:sdtContent></w:sdt></w:p>");
        let block = format!("{control}<w:p>{inner}</w:p></w:sdtContent></w:sdt>");
        assert_eq!(texts(&format!("{inline}{block}")), ["a", "a"]);
    }

    #[test]
    fn of_a_field_the_result_is_read() {
        let mark = |kind| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
        let [begin, separate, end] = ["begin", "separate", "end"].map(mark);
        let nested = format!(
            "{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{separate}\
                              <w:r><w:t>7</w:t></w:r>{end}"
        );
        let body = format!(
            "<w:p>{begin}<w:r><w:instrText>IF</w:instrText></w:r>{nested}\
                            {separate}<w:r><w:t>kết quả</w:t></w:r>{end}<w:r><w:t>.</w:t></w:r>\
                            {nested}{begin}</w:p><w:p>{end}<w:r><w:t>sau</w:t></w:r></w:p>"
        );
        assert_eq!(texts(&body), ["kết quả.7", "sau"]);
    }

    #[test]
    fn one_of_the_alternatives_is_read() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let both = |choice: &str, fallback: &str| {
            let choices = format!("<mc:Choice><w:p/></mc:Choice><mc:Choice>{choice}</mc:Choice>");
            let all = format!("{choices}<mc:Fallback>{fallback}</mc:Fallback>");
            texts(&format!("<w:p><mc:AlternateContent>{all}</mc:AlternateContent></w:p>")).concat()
        };
        assert_eq!(both(&run("mới"), &run("cũ")), "mới");
        assert_eq!(both("<w:drawing/>", &run("cũ")), "cũ");
    }

    #[test]
    fn a_text_box_comes_after_its_paragraph_once() {
        let boxed = "<w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent>";
        let body = format!(
            "<w:p><w:r><w:t>tr</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><mc:AlternateContent>\
             <mc:Choice><w:drawing><wp:posOffset>9</wp:posOffset><wps:txbx>{boxed}</wps:txbx>\
             </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict>\
             </mc:Fallback></mc:AlternateContent><w:t>ước</w:t></w:r></w:p><w:p/>"
        );
        assert_eq!(texts(&body), ["trước", "hộp", ""]);
        let numbers: Vec<u32> = paragraphs(&body).iter().map(|it| it.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
        let vml = format!("<w:p><w:r><w:pict><v:textbox>{boxed}</v:textbox></w:pict></w:r></w:p>");
        assert_eq!(texts(&vml), ["", "hộp"]);
    }

    #[test]
    fn notes_and_comments_leave_no_trace() {
        let body = "<w:p><w:commentRangeStart/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd/>\
                    <w:r><w:footnoteReference w:id='1'/><w:commentReference w:id='2'/></w:r></w:p>";
        assert_eq!(texts(body), ["a"]);
    }

    #[test]
    fn marks_of_notes_are_left_out_and_powers_kept() {
        let raised = |text: &str| {
            format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{text}</w:t></w:r>")
        };
        let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
        for (before, mark, after, expected) in [
            ("Sở Xây dựng", "1", "; Sở Y tế", "Sở Xây dựng; Sở Y tế"),
            ("Sở Xây dựng", "(*)", "", "Sở Xây dựng"),
            ("500 m", "2", " sàn", "500 m2 sàn"),
            ("", "1", " Theo Nghị quyết", "1 Theo Nghị quyết"),
        ] {
            let body = format!("<w:p>{}{}{}</w:p>", run(before), raised(mark), run(after));
            assert_eq!(texts(&body), [expected]);
        }
    }

    #[test]
    fn the_look_is_of_all_the_text_that_shows() {
        let run = |look: &str, text: &str| {
            format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
        };
        let look = |runs: &str| {
            let paragraph = paragraphs(&format!("<w:p>{runs}</w:p>")).pop().expect("a paragraph");
            (paragraph.text, paragraph.bold, paragraph.struck, paragraph.hidden)
        };
        let of = |text: &str, bold, struck, hidden| (String::from(text), bold, struck, hidden);
        let [bold, struck] = ["<w:b/>", "<w:dstrike w:val='1'/><w:strike w:val='0'/>"];
        assert_eq!(look(&(run(bold, "a") + &run("", " "))), of("a ", true, false, false));
        assert_eq!(
            look(&(run(bold, "a") + &run("<w:b w:val='0'/>", "b"))),
            of("ab", false, false, false)
        );
        assert_eq!(look(&run(struck, "a")), of("a", false, true, false));
        assert_eq!(look(&(run("<w:vanish/>", "x") + &run("", "a"))), of("a", false, false, false));
        assert_eq!(look(&run("<w:vanish/>", "x")), of("x", false, false, true));
        assert_eq!(look(""), of("", false, false, false));
    }

    #[test]
    fn strict_files_and_other_prefixes_are_read() {
        let xml = "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><pPr>\
                   <jc val='center'/></pPr><r><t>a</t></r></p></body></document>";
        let read = try_read(&[("word/document.xml", xml)]).expect("a document");
        assert!(
            matches!(&read.blocks[..], [Block::Paragraph(it)] if it.centered && it.text == "a")
        );
    }

    #[test]
    fn a_file_as_deep_as_allowed_fits_a_small_stack() {
        let read_deep = || {
            for name in ["p", "tbl", "tr", "tc", "r", "AlternateContent"] {
                let deep = format!("<w:{name}>").repeat(1000);
                assert!(try_read(&[("word/document.xml", &deep)]).is_err(), "{name}");
            }
            // Two levels are of the file around them.
            let depth = DEPTH - 2;
            let boxes = format!("{}{}", "<w:p>".repeat(depth), "</w:p>".repeat(depth));
            assert_eq!(texts(&boxes).len(), depth);
        };
        // Half of what Windows gives the main thread.
        let thread = std::thread::Builder::new().stack_size(512 * 1024);
        thread.spawn(read_deep).expect("a thread").join().expect("no overflow");
    }

    #[test]
    fn too_many_paragraphs_are_refused() {
        let many = "<w:p/>".repeat(CELLS + 1);
        assert!(try_read(&[("word/document.xml", &main_part(&many))]).is_err());
    }

    #[test]
    fn a_part_that_breaks_off_anywhere_is_an_error() {
        let text =
            "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>a &amp; ơ</w:t></w:r></w:p>";
        let whole = main_part(&format!("{text}<w:tbl><w:tr><w:tc>{text}</w:tc></w:tr></w:tbl>"));
        for (end, _) in whole.char_indices().skip(1) {
            assert!(
                try_read(&[("word/document.xml", &whole[..end])]).is_err(),
                "{}",
                &whole[..end]
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_input_makes_it_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
            let body: String = pieces.into_iter().map(|index| PIECES[index]).collect();
            for (main, side) in [(main_part(&body), String::new()), (main_part(""), body)] {
                let parts = [("word/document.xml", &*main), ("word/styles.xml", &*side),
                             ("word/numbering.xml", &*side), ("_rels/.rels", &*side)];
                let _ = try_read(&parts);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, at in 0..600_usize, byte: u8) {
            use crate::read::package::Package;
            let _ = Package::open(&bytes).map(crate::read::word::read);
            let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(40);
            let mut file = super::super::sample::package(&[("word/document.xml", &main_part(&body))]);
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
            let _ = Package::open(&file).map(crate::read::word::read);
        }
    }
}
