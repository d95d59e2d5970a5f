//! One finished PDF → numbered objects that copies of its pages can share.
//!
//! Invariant: streams (content, fonts, images) are copied as they are, neither decoded nor
//! compressed again; of a document that is not whole nothing is copied.

use std::collections::HashMap;
use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};

use anyhow::{Context, bail, ensure};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, Rect, Stream};
use hayro_syntax::page::{Page, Rotation};
use hayro_syntax::reader::{Reader, ReaderContext, ReaderExt};

use super::media_box;

/// Keys that lead away from what is printed (attachments, metadata, layers, structure), and the
/// length of a stream, which is written anew.
const LEFT_OUT: [&[u8]; 7] =
    [b"AF", b"Length", b"Metadata", b"OC", b"PieceInfo", b"StructParent", b"StructParents"];

/// The deepest nesting that is followed: more than a document of ours has, no danger to the stack.
const DEEPEST: usize = 64;

/// Sizes this near are one size; in points.
const NEAR: f64 = 1.0;

/// The shared part of a document.
pub struct Document {
    /// Its objects.
    pub bytes: Vec<u8>,
    /// Where each begins.
    pub offsets: Vec<usize>,
    /// By page: the entries that every copy of the page has.
    pub pages: Vec<String>,
    /// The entries of a catalog that make it PDF/A: colours and metadata. Empty unless asked for.
    pub archive: String,
}

/// Copies what the pages of a document need; objects are numbered from `first`, pages fill `paper`.
pub fn copy(pdf: &[u8], first: usize, paper: (f64, f64)) -> anyhow::Result<Document> {
    copy_with(pdf, (first, paper), false)
}

/// Copies as [`copy`] does, and with `archive` what its catalog says of colours and metadata.
pub fn copy_with(
    pdf: &[u8],
    (first, paper): (usize, (f64, f64)),
    archive: bool,
) -> anyhow::Result<Document> {
    // A reader would mend a cut file and silently lose pages.
    let whole = pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF");
    ensure!(whole, "tệp PDF bị cắt cụt hoặc không phải PDF");
    let source = Pdf::new(pdf.to_vec()).ok().context("tệp PDF hỏng")?;
    let pages = source.pages();
    let declared = (|| {
        let catalog: Dict = source.xref().get(source.xref().root_id())?;
        catalog.get::<Dict>(b"Pages")?.get::<i32>(b"Count")
    })();
    let found = i32::try_from(pages.len()).ok();
    ensure!(found.is_some_and(|found| found > 0), "tệp PDF không có trang nào");
    ensure!(found == declared, "tệp PDF hỏng: thiếu trang");

    let (bytes, offsets, numbers, queue) = (Vec::new(), Vec::new(), HashMap::new(), Vec::new());
    let mut copier = Copier { source: &source, first, numbers, queue, bytes, offsets };
    let mut entries = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let page = copier.page(page, paper).with_context(|| format!("trang {}", index + 1))?;
        entries.push(page);
    }
    let archive = if archive { copier.archive()? } else { String::new() };
    copier.follow()?;
    Ok(Document { bytes: copier.bytes, offsets: copier.offsets, pages: entries, archive })
}

struct Copier<'a> {
    source: &'a Pdf,
    first: usize,
    /// New numbers of objects that were referred to.
    numbers: HashMap<ObjRef, usize>,
    /// Those of them that are not yet copied.
    queue: Vec<(ObjRef, usize)>,
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl<'a> Copier<'a> {
    /// What the catalog says of colours and metadata (ISO 19005-2, 6.2.3 and 6.6.2).
    fn archive(&mut self) -> anyhow::Result<String> {
        let xref = self.source.xref();
        let catalog: Dict = xref.get(xref.root_id()).context("tệp PDF hỏng: không có mục gốc")?;
        let mut entries = String::new();
        for key in ["OutputIntents", "Metadata"] {
            let value = catalog.get_raw::<Object>(key.as_bytes());
            let value = value.with_context(|| format!("tệp PDF không có {key}"))?;
            entries += &format!("/{key} {} 0 R", self.share(value)?);
        }
        Ok(entries)
    }

    /// The entries that all copies of a page have, everything large in them by reference.
    fn page(&mut self, page: &Page<'a>, paper: (f64, f64)) -> anyhow::Result<String> {
        let resources = self.resources(page).context("không có tài nguyên")?;
        let mut entries = format!("/Resources {} 0 R", self.share(resources)?);
        if let Some(group) = page.raw().get_raw::<Object>(b"Group") {
            entries += &format!("/Group {} 0 R", self.share(group)?);
        }
        if let Some(matrix) = placement(page, paper)? {
            let form = self.form(page, &entries)?;
            let content = self.begin();
            self.text("<<");
            self.stream(format!("q {matrix} cm /P Do Q").as_bytes());
            entries = format!("/Resources<</XObject<</P {form} 0 R>>>>/Contents {content} 0 R");
        } else if let Some(contents) = page.raw().get_raw::<Object>(b"Contents") {
            entries += &format!("/Contents {} 0 R", self.share(contents)?);
        }
        Ok(entries + &media_box(paper))
    }

    /// The resources of a page, its own or those of the nearest node above it.
    fn resources(&self, page: &Page<'a>) -> Option<MaybeRef<Object<'a>>> {
        let mut node = page.raw().clone();
        for _ in 0..DEEPEST {
            if let Some(resources) = node.get_raw::<Object>(b"Resources") {
                return Some(resources);
            }
            // By its number: the library follows no reference back to where it came from.
            node = self.source.xref().get(node.get_ref(b"Parent")?.into())?;
        }
        None
    }

    /// The page as a form: that cuts it at its own edges, and patterns are enlarged with it.
    fn form(&mut self, page: &Page<'a>, entries: &str) -> anyhow::Result<usize> {
        let Rect { x0, y0, x1, y1 } = page.intersected_crop_box();
        let form = self.begin();
        self.text("<</Type/XObject/Subtype/Form/BBox[");
        self.text(&format!("{x0} {y0} {x1} {y1}]{entries}"));
        if let Some(stream) = page.raw().get::<Stream>(b"Contents") {
            for key in [&b"Filter"[..], b"DecodeParms"] {
                if let Some(value) = stream.dict().get_raw::<Object>(key) {
                    self.name(key);
                    self.text(" ");
                    self.value(&value, 0)?;
                }
            }
            self.stream(&stream.raw_data());
        } else {
            let content = self.several(page)?;
            self.stream(&content);
        }
        Ok(form)
    }

    /// A page of several streams as one, because a form has only one: here alone they are decoded.
    fn several(&self, page: &Page<'a>) -> anyhow::Result<Vec<u8>> {
        let mut content = Vec::new();
        if !page.raw().contains_key(b"Contents") {
            return Ok(content);
        }
        let array = page.raw().get::<Array>(b"Contents").context("không đọc được nội dung")?;
        for item in items(&array)? {
            let reference = item.as_obj_ref().context("không đọc được nội dung")?;
            let stream = self.source.xref().get::<Stream>(reference.into());
            let decoded = stream.and_then(|stream| stream.decoded().ok());
            content.extend_from_slice(&decoded.context("không đọc được nội dung")?);
            content.push(b'\n');
        }
        Ok(content)
    }

    /// Copies everything that was referred to, and what that refers to.
    fn follow(&mut self) -> anyhow::Result<()> {
        while let Some((reference, number)) = self.queue.pop() {
            let object = self.source.xref().get::<Object>(reference.into());
            let object = object.with_context(|| {
                format!("tệp PDF hỏng: thiếu đối tượng {}", reference.obj_number)
            })?;
            self.start(number);
            if let Object::Stream(stream) = &object {
                self.text("<<");
                self.entries(stream.dict(), 0)?;
                self.stream(&stream.raw_data());
            } else {
                self.object(&object, 0)?;
                self.text("\nendobj\n");
            }
        }
        Ok(())
    }

    /// A number for a value: that of the object that it refers to, or of a new one.
    fn share(&mut self, value: MaybeRef<Object<'a>>) -> anyhow::Result<usize> {
        match value {
            MaybeRef::Ref(reference) => Ok(self.number(reference)),
            MaybeRef::NotRef(object) => {
                let number = self.begin();
                self.object(&object, 0)?;
                self.text("\nendobj\n");
                Ok(number)
            }
        }
    }

    fn number(&mut self, reference: ObjRef) -> usize {
        if let Some(number) = self.numbers.get(&reference) {
            return *number;
        }
        let number = self.reserve();
        self.numbers.insert(reference, number);
        self.queue.push((reference, number));
        number
    }

    fn reserve(&mut self) -> usize {
        self.offsets.push(0);
        self.first + self.offsets.len() - 1
    }

    fn begin(&mut self) -> usize {
        let number = self.reserve();
        self.start(number);
        number
    }

    fn start(&mut self, number: usize) {
        self.offsets[number - self.first] = self.bytes.len();
        self.text(&format!("{number} 0 obj\n"));
    }

    /// The end of an open dictionary, and the stream that it describes.
    fn stream(&mut self, data: &[u8]) {
        self.text(&format!("/Length {}>>\nstream\n", data.len()));
        self.bytes.extend_from_slice(data);
        self.text("\nendstream\nendobj\n");
    }

    fn value(&mut self, value: &MaybeRef<Object<'a>>, depth: usize) -> anyhow::Result<()> {
        match value {
            MaybeRef::Ref(reference) => {
                let number = self.number(*reference);
                self.text(&format!("{number} 0 R"));
                Ok(())
            }
            MaybeRef::NotRef(object) => self.object(object, depth),
        }
    }

    fn object(&mut self, object: &Object<'a>, depth: usize) -> anyhow::Result<()> {
        ensure!(depth < DEEPEST, "tệp PDF hỏng: lồng quá sâu");
        match object {
            Object::Null(_) => self.text("null"),
            Object::Boolean(value) => self.text(if *value { "true" } else { "false" }),
            // Never with an exponent, which a PDF does not know.
            Object::Number(number) => self.text(&number.as_f64().to_string()),
            Object::String(string) => {
                let hex: String = string.iter().map(|byte| format!("{byte:02X}")).collect();
                self.text(&format!("<{hex}>"));
            }
            Object::Name(name) => self.name(name),
            Object::Array(array) => {
                self.text("[");
                for (index, value) in items(array)?.into_iter().enumerate() {
                    self.text(if index == 0 { "" } else { " " });
                    self.value(&value, depth + 1)?;
                }
                self.text("]");
            }
            Object::Dict(dict) => {
                self.text("<<");
                self.entries(dict, depth + 1)?;
                self.text(">>");
            }
            Object::Stream(_) => bail!("tệp PDF hỏng: luồng đặt sai chỗ"),
        }
        Ok(())
    }

    /// The entries of a dictionary, in the order of their keys.
    fn entries(&mut self, dict: &Dict<'a>, depth: usize) -> anyhow::Result<()> {
        let mut keys: Vec<_> = dict.keys().collect();
        keys.sort();
        for key in keys {
            if LEFT_OUT.contains(&&*key) {
                continue;
            }
            let value = dict.get_raw::<Object>(&*key).context("tệp PDF hỏng: giá trị sai")?;
            self.name(&key);
            self.text(" ");
            self.value(&value, depth)?;
        }
        Ok(())
    }

    fn name(&mut self, name: &[u8]) {
        self.text("/");
        for byte in name {
            let plain = byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte);
            if plain {
                self.bytes.push(*byte);
            } else {
                self.text(&format!("#{byte:02X}"));
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// The items of an array. Not by `Array::raw_iter`, which panics on one that is damaged.
fn items<'a>(array: &Array<'a>) -> anyhow::Result<Vec<MaybeRef<Object<'a>>>> {
    let (mut reader, context) = (Reader::new(array.data()), ReaderContext::dummy());
    let mut items = Vec::new();
    reader.skip_white_spaces_and_comments();
    while !reader.at_end() {
        let item = reader.read_with_context(&context).context("tệp PDF hỏng: giá trị sai")?;
        items.push(item);
        reader.skip_white_spaces_and_comments();
    }
    Ok(items)
}

/// The matrix that turns a page as its /Rotate says, fits it to the paper and centres it; none for
/// a page that is as large as the paper.
fn placement(page: &Page, (width, height): (f64, f64)) -> anyhow::Result<Option<String>> {
    let area = page.intersected_crop_box();
    let (across, up) = (area.width(), area.height());
    ensure!(across >= NEAR && up >= NEAR, "khổ trang hỏng");
    let ([a, b, c, d], left, bottom, across, up) = match page.rotation() {
        Rotation::None => ([1.0, 0.0, 0.0, 1.0], -area.x0, -area.y0, across, up),
        Rotation::Horizontal => ([0.0, -1.0, 1.0, 0.0], -area.y0, area.x1, up, across),
        Rotation::Flipped => ([-1.0, 0.0, 0.0, -1.0], area.x1, area.y1, across, up),
        Rotation::FlippedHorizontal => ([0.0, 1.0, -1.0, 0.0], area.y1, -area.x0, up, across),
    };
    let fit = (width / across).min(height / up);
    // Papers of the A series are whole millimetres, so that their sides miss √2 by a hair.
    let exact = [1.0, SQRT_2, FRAC_1_SQRT_2];
    let scale = exact.into_iter().find(|scale| (fit - scale).abs() < 0.001).unwrap_or(fit);
    let centred = |room: f64, side: f64| {
        let margin = (room - side * scale) / 2.0;
        if margin.abs() < NEAR { 0.0 } else { margin }
    };
    let x = left * scale + centred(width, across);
    let y = bottom * scale + centred(height, up);
    let matrix = [a * scale, b * scale, c * scale, d * scale, x, y].map(|number| {
        // Adding zero makes of minus zero a plain one.
        ((number * 1e6).round() / 1e6 + 0.0).to_string()
    });
    Ok((matrix != ["1", "0", "0", "1", "0", "0"]).then(|| matrix.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of two streams, its resources and size in the node above.
    const FOREIGN: &[u8] = b"%PDF-1.7\n\
        1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 500 400]/Resources 6 0 R>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]/Annots[3 0 R]/Rotate 90>>\nendobj\n\
        4 0 obj\n<</Length 9>>\nstream\n0 0 9 9 re\nendstream\nendobj\n\
        5 0 obj\n<</Length 1>>\nstream\nf\nendstream\nendobj\n\
        6 0 obj\n<</ExtGState<</a#20b<</CA .5/Name(\\()/D[[1 2]-3 true null]>>>>>>\nendobj\n\
        trailer\n<</Root 1 0 R>>\n%%EOF\n";

    fn copied(pdf: &[u8], paper: (f64, f64)) -> String {
        let document = copy(pdf, 10, paper).unwrap();
        assert_eq!(document.pages.len(), 1);
        let text = String::from_utf8(document.bytes).unwrap() + &document.pages[0];
        for (index, offset) in document.offsets.iter().enumerate() {
            assert!(text[*offset..].starts_with(&format!("{} 0 obj\n", index + 10)), "{text}");
        }
        text
    }

    #[test]
    fn a_page_of_another_hand_is_turned_fitted_and_centred() {
        let text = copied(FOREIGN, (800.0, 600.0));
        // 500 × 400 turned clockwise is 400 × 500: times 1.2, with 160 left and right.
        assert!(text.contains("q 0 -1.2 1.2 0 160 600 cm /P Do Q"), "{text}");
        assert!(text.contains("/BBox[0 0 500 400]/Resources 10 0 R"), "{text}");
        assert!(text.contains("stream\n0 0 9 9 re\nf\n\nendstream"), "{text}");
        assert!(text.contains("/a#20b <</CA 0.5/D [[1 2] -3 true null]/Name <28>>>"), "{text}");
        assert!(text.ends_with("/MediaBox[0 0 800 600]") && !text.contains("/Annots"), "{text}");
    }

    #[test]
    fn several_streams_stay_several_where_nothing_is_scaled() {
        let upright = String::from_utf8_lossy(FOREIGN).replace("/Rotate 90", "");
        let text = copied(upright.as_bytes(), (500.0, 400.0));
        assert!(text.contains("\n[12 0 R 13 0 R]\n"), "{text}");
        assert!(!text.contains("/Form"), "{text}");
    }

    #[test]
    fn a_missing_object_or_a_wrong_value_is_an_error() {
        let damages =
            [("[4 0 R 5 0 R]", "[4 0 R 7 0 R]"), ("6 0 R", "7 0 R"), ("[1 2]", "[1 <4G>]")];
        for (found, broken) in damages {
            let pdf = String::from_utf8_lossy(FOREIGN).replacen(found, broken, 1);
            for paper in [(500.0, 400.0), (800.0, 600.0)] {
                assert!(copy(pdf.as_bytes(), 10, paper).is_err(), "{broken}");
            }
        }
    }
}
