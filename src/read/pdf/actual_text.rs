//! The content of a page → the `ActualText` of its marked parts, in the order of their beginnings.
//!
//! Invariant: a content that draws itself, or too many parts, give no list rather than half of one.

use std::collections::VecDeque;

use hayro_syntax::content::{TypedIter, ops::TypedInstruction};
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::{Page, Resources};

/// Forms inside one another that are followed.
const DEPTH: usize = 12;

/// Operations of a page that are looked at, so that forms which draw forms come to an end.
const OPERATIONS: usize = 4_000_000;

/// The texts of the marked parts of a page; `None` where they cannot be told for certain.
pub fn of(page: &Page<'_>) -> Option<VecDeque<Option<String>>> {
    let mut list = List { texts: VecDeque::new(), room: OPERATIONS };
    list.add(page.typed_operations(), page.resources(), DEPTH)?;
    Some(list.texts)
}

struct List {
    texts: VecDeque<Option<String>>,
    room: usize,
}

impl List {
    fn add(&mut self, mut parts: TypedIter<'_>, own: &Resources<'_>, depth: usize) -> Option<()> {
        while let Some(operation) = parts.next() {
            self.room = self.room.checked_sub(1)?;
            match operation {
                TypedInstruction::BeginMarkedContent(_) => self.texts.push_back(None),
                TypedInstruction::BeginMarkedContentWithProperties(part) => {
                    let properties = match part.1 {
                        Object::Name(name) => own.properties.get::<Dict<'_>>(name),
                        direct => direct.clone().into_dict(),
                    };
                    let text = properties.and_then(|d| d.get::<PdfString<'_>>("ActualText"));
                    self.texts.push_back(text.map(|text| unicode(&text)));
                }
                TypedInstruction::XObject(drawn) => {
                    if let Some(form) = own.get_x_object(drawn.0).filter(is_form) {
                        self.add_form(&form, own, depth.checked_sub(1)?)?;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn add_form(&mut self, form: &Stream<'_>, own: &Resources<'_>, depth: usize) -> Option<()> {
        let inner = form.dict().get("Resources").unwrap_or_default();
        let inner = Resources::from_parent(inner, own.clone());
        let content = form.decoded().ok()?;
        self.add(TypedIter::new(&content), &inner, depth)
    }
}

fn is_form(drawn: &Stream<'_>) -> bool {
    drawn.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Form")
}

/// A text of a PDF: UTF-16 or UTF-8 with a mark, else a letter for a byte.
fn unicode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let (pairs, _) = rest.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
