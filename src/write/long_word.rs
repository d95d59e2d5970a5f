//! A text → the same with marks where a word too long for its cell may be broken.
//!
//! Invariant: only words wider than the cell get marks; without them the text is as it was.

use std::borrow::Cow;

use super::letter_width::{POINTS, width};

/// Where a word may be broken: a zero-width space, which the templates turn into a break and no
/// page shows or holds.
pub const MARK: char = '\u{200b}';

/// Marks the long words of a text in a room of millimetres, for letters of a size in points.
pub fn broken(text: &str, room: f64, size: f64) -> Cow<'_, str> {
    /// The table of widths is a hundredth off at most.
    const SLACK: f64 = 0.97;
    /// What a word may take of the free space beside it, millimetres: "10.12" is better a little
    /// wide than in two lines.
    const BESIDE: f64 = 1.2;
    let longest = (room + BESIDE) * POINTS;
    let room = room * POINTS * SLACK;
    let is_long = |word: &str| width(word, size, false) > longest;
    // A letter is never wider than its size.
    let shortest = (room / size) as usize;
    if !text.split([' ', '\n']).any(|word| word.len() > shortest && is_long(word)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end_matches([' ', '\n']);
        if is_long(word) {
            push_broken(word, room, size, &mut out);
            out.push_str(&piece[word.len()..]);
        } else {
            out.push_str(piece);
        }
    }
    Cow::Owned(out)
}

/// Breaks a word after the last of its joints that fits, else where the room ends.
fn push_broken(word: &str, room: f64, size: f64, out: &mut String) {
    const JOINTS: &[char] =
        &['/', '.', '_', '-', '@', '?', '&', '=', ':', ',', ';', '\\', '–', '+'];
    let mut rest = word;
    while width(rest, size, false) > room {
        let mut joint = 0;
        let mut end = 0;
        for (at, letter) in rest.char_indices() {
            let next = at + letter.len_utf8();
            if end > 0 && width(&rest[..next], size, false) > room {
                break;
            }
            end = next;
            if JOINTS.contains(&letter) {
                joint = next;
            }
        }
        // A joint near the start would leave a line nearly empty.
        let cut = if joint * 3 > end { joint } else { end };
        out.push_str(&rest[..cut]);
        rest = &rest[cut..];
        if !rest.is_empty() {
            out.push(MARK);
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_break_at_their_joints_and_short_ones_not_at_all() {
        let text = "xem https://dichvucong.hatinh.gov.vn/ke-hoach/danh-muc nhé";
        assert!(matches!(broken(text, 120.0, 13.0), Cow::Borrowed(_)));
        let marked = broken(text, 40.0, 13.0).into_owned();
        assert_eq!(marked.replace(MARK, ""), text);
        for part in marked.split([' ', MARK]) {
            assert!(width(part, 13.0, false) <= 40.0 * POINTS, "{part}");
        }
        assert!(
            marked.split(MARK).next().is_some_and(|part| part.ends_with(['/', '.'])),
            "{marked}"
        );
    }

    #[test]
    fn a_word_without_joints_is_broken_where_the_room_ends() {
        let word = "a".repeat(200);
        let marked = broken(&word, 20.0, 13.0).into_owned();
        assert_eq!(marked.replace(MARK, ""), word);
        assert!(marked.split(MARK).all(|part| width(part, 13.0, false) <= 20.0 * POINTS));
    }
}
