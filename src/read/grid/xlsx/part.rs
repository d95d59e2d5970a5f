//! A part of a workbook as it stands in the file → a part that calamine may read: its bounds are
//! checked, and nothing in it would stop the reading or ask for memory.
//!
//! Invariant: what a part states about itself (a count, an encoding, an extent) is not trusted.

use memchr::{memchr_iter, memchr2_iter, memmem};
use quick_xml::events::Event;

use crate::read::grid::Unreadable;
use crate::read::limits::{self, DEPTH};
use crate::read::xml;

/// Of smaller parts no element, however small, can ask for much memory.
const LARGE: usize = 16 * 1024 * 1024;

/// A part as text → without its declaration, which speaks of the file's bytes, and without
/// entities of its own, which are left out.
pub fn plain(text: String) -> Result<String, Unreadable> {
    let mut text = without_own_entities(text);
    if text.len() > LARGE && depth(text.as_bytes()) > DEPTH {
        return Err(Unreadable::damaged(format!(
            "phần tử lồng quá {DEPTH} tầng (nested too deeply)"
        )));
    }
    let declared = if text.starts_with("<?xml") { text.find("?>") } else { None };
    if let Some(end) = declared {
        text.drain(..end + 2);
    }
    Ok(text)
}

/// Refuses a table of texts that states more of them than a part of its size can hold, or holds
/// more than a workbook may have: memory is asked for by either number.
pub fn check_texts(text: &str) -> Result<(), Unreadable> {
    // "<si/>"
    const SMALLEST: usize = 5;
    let what = "phần chữ (pieces of text)";
    if let Some(stated) = stated_texts(text)? {
        if stated > text.len() / SMALLEST {
            return Err(Unreadable::damaged(format!(
                "bảng chữ dùng chung ghi {stated} chuỗi, nhiều hơn mức có thể chứa (uniqueCount)"
            )));
        }
        Unreadable::unless(stated, limits::CELLS, what)?;
    }
    if text.len() > LARGE {
        let items = memmem::find_iter(text.as_bytes(), "<si").count();
        Unreadable::unless(items, limits::CELLS, what)?;
    }
    Ok(())
}

/// How many texts a table says that it has.
fn stated_texts(text: &str) -> Result<Option<usize>, Unreadable> {
    let mut reader = xml::Reader::new(text);
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                let stated = xml::attribute(&element, "uniqueCount");
                return Ok(stated.and_then(|stated| stated.trim().parse().ok()));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// Whether an element is closed at the end of a part, or is all of it.
pub fn ends(text: &str, name: &str) -> bool {
    let Some(at) = memmem::rfind(text.as_bytes(), name.as_bytes()) else { return false };
    let opens = text[..at].rfind('<').map_or("", |open| &text[open..at]);
    let is_one = opens == "</" || opens.starts_with("</") && opens.ends_with(':');
    is_one || text[at + name.len()..].trim_start().starts_with("/>")
}

/// How many elements are open at once, at most.
fn depth(part: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for at in memchr2_iter(b'<', b'>', part) {
        match (part[at], part.get(at + 1), at.checked_sub(1).and_then(|at| part.get(at))) {
            (b'<', Some(b'/'), _) | (b'>', _, Some(b'/')) => depth = depth.saturating_sub(1),
            (b'<', Some(b'?' | b'!'), _) | (b'>', ..) => {}
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Entities that XML does not know are left out, be they declared or not.
fn without_own_entities(text: String) -> String {
    let entity = |at: usize| {
        let rest = text.get(at + 1..)?;
        let name = rest.get(..rest.bytes().take(64).position(|byte| byte == b';')?)?;
        (!is_known(name)).then_some(at..at + name.len() + 2)
    };
    let unknown: Vec<_> = memchr_iter(b'&', text.as_bytes()).filter_map(entity).collect();
    if unknown.is_empty() {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in unknown {
        kept.push_str(text.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

fn is_known(entity: &str) -> bool {
    let Some(number) = entity.strip_prefix('#') else {
        return matches!(entity, "amp" | "lt" | "gt" | "quot" | "apos");
    };
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.is_ok_and(|code| code != 0 && char::from_u32(code).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_a_part_are_left_out() {
        for (given, expected) in [
            ("<a>x &amp; y &#7908; &#xE0;</a>", "<a>x &amp; y &#7908; &#xE0;</a>"),
            ("<a>R&a19;à &e; &#0;&#x110000;&#xZ;</a>", "<a>Rà  </a>"),
            ("<?xml version='1.0' encoding='x'?><a>b</a>", "<a>b</a>"),
            ("<a>a & b</a>", "<a>a & b</a>"),
        ] {
            assert_eq!(plain(given.to_string()).expect("small"), expected);
        }
    }

    #[test]
    fn a_count_that_the_part_cannot_hold_is_refused() {
        let texts = |count: &str| format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        assert!(check_texts(&texts("1")).is_ok());
        assert!(check_texts(&texts("-5")).is_ok());
        assert!(check_texts("<sst/>").is_ok());
        for count in ["100", "1000000000", "18446744073709551615"] {
            let refused = check_texts(&texts(count)).expect_err("too many");
            assert!(matches!(&refused, Unreadable::Damaged(why) if why.contains("uniqueCount")));
        }
    }

    #[test]
    fn the_end_of_a_part_is_told_from_its_beginning() {
        for (text, expected) in [
            ("<worksheet><sheetData/></worksheet>", true),
            ("<x:worksheet></x:worksheet>\n<!-- -->", true),
            ("<worksheet/>", true),
            ("<worksheet />", true),
            ("<worksheet>", false),
            ("<worksheet><sheetData>", false),
            ("", false),
        ] {
            assert_eq!(ends(text, "worksheet"), expected, "{text}");
        }
    }

    #[test]
    fn depth_counts_open_elements() {
        assert_eq!(depth(b"<?xml?><a><b/><b></b><!-- --><c><d/></c></a>"), 3);
        assert_eq!(depth("<a>".repeat(1000).as_bytes()), 1000);
    }
}
