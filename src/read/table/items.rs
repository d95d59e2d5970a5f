//! A cell with a numbered list typed on one line, "1. Sở Y tế 2. Sở Tài chính" → the same with each item
//! on a line of its own.
//!
//! Invariant: the marks count from 1, or from a, in one way of writing, and a capital follows each. No
//! letter is added or lost but the blank that becomes a line break.

use crate::text::letter;

/// More items than this are no list of bodies.
const MOST: u32 = 100;

/// How the items of a list are marked: "1.", "1)", "(1)", "1/", "a)", "a.", "(a)".
const WAYS: [(&str, &str, bool); 7] = [
    ("", ".", false),
    ("", ")", false),
    ("(", ")", false),
    ("", "/", false),
    ("", ")", true),
    ("", ".", true),
    ("(", ")", true),
];

/// The text with each item on a line; `None` where it is no list on one line.
pub fn in_lines(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains('\n') {
        return None;
    }
    WAYS.iter().find_map(|way| broken(text, *way))
}

fn broken(text: &str, (open, close, by_letters): (&str, &str, bool)) -> Option<String> {
    let mark = |count: u32| match by_letters {
        true => format!("{open}{}{close}", letter(count)),
        false => format!("{open}{count}{close}"),
    };
    let is_item = |rest: &str| rest.trim_start().starts_with(char::is_uppercase);
    let mut rest = text.strip_prefix(&mark(1)).filter(|rest| is_item(rest))?;
    let mut out = mark(1);
    let mut count = 1;
    while count < MOST
        && let next = mark(count + 1)
        && let Some(at) = rest.match_indices(&next).map(|(at, _)| at).find(|at| {
            let (before, behind) = (&rest[..*at], &rest[at + next.len()..]);
            before.ends_with([' ', ';', ',']) && is_item(behind)
        })
    {
        out.push_str(rest[..at].trim_end());
        out.push('\n');
        out.push_str(&next);
        rest = &rest[at + next.len()..];
        count += 1;
    }
    out.push_str(rest);
    (count > 1).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_on_one_line_is_broken_at_its_marks() {
        for (text, expected) in [
            ("1. Sở Y tế 2. Sở Nội vụ", "1. Sở Y tế\n2. Sở Nội vụ"),
            ("1.Sở Y tế; 2.Sở Nội vụ; 3.Công an", "1.Sở Y tế;\n2.Sở Nội vụ;\n3.Công an"),
            ("(1) Sở Y tế (2) Sở Nội vụ", "(1) Sở Y tế\n(2) Sở Nội vụ"),
            ("a) Sở Y tế, b) Sở Nội vụ", "a) Sở Y tế,\nb) Sở Nội vụ"),
        ] {
            assert_eq!(in_lines(text).as_deref(), Some(expected));
        }
        for text in [
            "Sở Y tế",
            "1. Sở Y tế",
            "1. Sở Y tế\n2. Sở Nội vụ",
            "Trường THPT số 1. 2. 3",
            "1. Quận 1 2. phường",
        ] {
            assert_eq!(in_lines(text), None, "{text}");
        }
    }
}
