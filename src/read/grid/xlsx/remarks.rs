//! The comments of a sheet and the text boxes that lie on it → their texts, each with the cell it hangs on.
//!
//! Invariant: what this program wrote itself into an annotated copy is no remark of an office.

use quick_xml::events::Event;

use super::beside::place_of;
use crate::read::grid::Unreadable;
use crate::read::grid::remarks::{MOST, OWN, Remark};
use crate::read::xml;

/// The comments of a part `comments`.
pub fn comments(part: &str) -> Result<Vec<Remark>, Unreadable> {
    let mut reader = xml::Reader::new(part);
    let (mut authors, mut found) = (Vec::new(), Vec::new());
    let mut text = String::new();
    // The place of the open comment; none where it is our own.
    let mut open = None;
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "author" => text.clear(),
                "comment" => {
                    text.clear();
                    let author = xml::attribute(&element, "authorId");
                    let author =
                        author.and_then(|id| authors.get(id.parse::<usize>().ok()?).cloned());
                    let place = xml::attribute(&element, "ref").and_then(|cell| place_of(&cell));
                    open = place.filter(|_| author.as_deref() != Some(OWN));
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "author" if authors.len() < MOST => authors.push(std::mem::take(&mut text)),
                "comment" => {
                    let words = std::mem::take(&mut text);
                    if let Some(place) = open.take().filter(|_| found.len() < MOST) {
                        found.push((place, words));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            event => xml::push_text(&event, &mut text),
        }
    }
}

/// The text boxes of a part `drawing`.
pub fn boxes(part: &str) -> Result<Vec<Remark>, Unreadable> {
    let mut reader = xml::Reader::new(part);
    let mut found: Vec<Remark> = Vec::new();
    let mut text = String::new();
    let (mut place, mut number) = ((1, 1), String::new());
    let (mut is_corner, mut is_text) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "from" => is_corner = true,
                "row" | "col" => number.clear(),
                "txBody" => text.clear(),
                "p" if !text.is_empty() => text.push(' '),
                "t" => is_text = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "from" => is_corner = false,
                "row" if is_corner => place.0 = number.trim().parse::<u32>().unwrap_or(0) + 1,
                "col" if is_corner => place.1 = number.trim().parse::<u32>().unwrap_or(0) + 1,
                "t" => is_text = false,
                "txBody" => {
                    let words = std::mem::take(&mut text);
                    if !words.trim().is_empty() && found.len() < MOST {
                        found.push((place, words));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            event if is_text => xml::push_text(&event, &mut text),
            event => xml::push_text(&event, &mut number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_but_our_own_are_told_at_their_cells() {
        let part = "<comments><authors><author>An</author><author>danhmuc</author></authors><commentList>\
                    <comment ref='C6' authorId='0'><text><r><t>Đổi sang </t></r><r><t>Sở Nội vụ</t></r></text></comment>\
                    <comment ref='D7' authorId='1'><text><t>lỗi</t></text></comment></commentList></comments>";
        let expected = vec![((6, 3), String::from("Đổi sang Sở Nội vụ"))];
        assert_eq!(comments(part).ok(), Some(expected));
    }

    #[test]
    fn boxes_are_told_where_they_begin() {
        let part = "<wsDr><twoCellAnchor><from><col>2</col><row>4</row></from><to><col>9</col><row>9</row></to>\
                    <sp><txBody><p><r><t>Sở Y tế</t></r></p><p><r><t>chủ trì</t></r></p></txBody></sp></twoCellAnchor></wsDr>";
        assert_eq!(boxes(part).ok(), Some(vec![((5, 3), String::from("Sở Y tế chủ trì"))]));
    }
}
