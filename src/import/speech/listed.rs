//! Words that say nothing but who: persons, posts and bodies side by side, as schools and wards write them behind a
//! colon or an arrow: "Đ/c Hùng (Đ/c Sơn hỗ trợ), Đ/c Nga; bảo vệ phối hợp; ngày 04/9".
//!
//! Invariant: every word is of a name, of a role or of a time; one that is not makes it no such list.

use super::attribute::Attribute;
use super::named::{is_body, is_person};
use super::when;
use crate::model::Field;
use crate::names::{Bodies, is_of_several};
use crate::text::words::{longest_at, tokens};
use crate::vocabulary::{
    JOINS_PERSONS, POSTS, SHORT_VERBS, STARTERS, SUPPORTS_SHORT, TIME_LABELS, VERBS,
};

/// Letters of such a list.
const LONGEST: usize = 300;

/// Who leads, who supports, until when; none where a word is left over.
pub fn who_is_listed(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let text = text.trim().trim_end_matches(['.', ';', ' ']);
    let text = ["giao ", "Giao "].iter().find_map(|order| text.strip_prefix(order)).unwrap_or(text);
    let mut found: Vec<Attribute> = Vec::new();
    let mut field = Field::Lead;
    // Names that wait for the word that says what they do: "A, B phối hợp".
    let mut from = 0;
    for (piece, joint) in pieces(text) {
        if joint == "cùng" {
            field = Field::Support;
        }
        if let Some(time) = time(piece) {
            found.push(Attribute { field: Field::Deadline, value: time.to_string() });
            continue;
        }
        let (name, helps) = without_role(piece);
        if joint == ";" {
            from = found.len();
        }
        let (name, aside) = apart(name, bodies);
        if !is_who(name, bodies) {
            return None;
        }
        found.push(Attribute { field, value: name.to_string() });
        if helps {
            // Behind the first of all, "A, B phối hợp" leaves A to lead.
            let first = if from == 0 { 1 } else { from };
            let those = found.get_mut(first..)?.iter_mut();
            those
                .filter(|each| each.field == Field::Lead)
                .for_each(|each| each.field = Field::Support);
        }
        found.extend(aside);
    }
    found.iter().any(|each| each.field == Field::Lead).then_some(found)
}

/// The parts of a text between its joints outside brackets, each with the joint before it.
fn pieces(text: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut joint) = (0_i32, 0, "");
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        depth += i32::from(c == '(') - i32::from(c == ')');
        let rest = text.get(at..).unwrap_or_default();
        let found = match c {
            ',' | ';' if rest.get(1..).is_some_and(|rest| rest.starts_with(' ')) => Some(1),
            ' ' => JOINS_PERSONS
                .iter()
                .find(|word| {
                    rest.get(1..).is_some_and(|rest| {
                        rest.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' '))
                    })
                })
                .map(|word| 1 + word.len()),
            _ => None,
        };
        let Some(used) = found.filter(|_| depth <= 0) else { continue };
        parts.push((text.get(from..at).unwrap_or_default().trim(), joint));
        joint = text.get(at..at + used).unwrap_or_default().trim();
        from = at + used;
        skip = from;
    }
    parts.push((text.get(from..).unwrap_or_default().trim(), joint));
    parts.retain(|(piece, _)| !piece.is_empty());
    parts
}

/// A time with or without the words before it: "xong trước ngày 04/9", "hạn 15/11".
fn time(piece: &str) -> Option<&str> {
    let piece = piece.strip_prefix("các ").unwrap_or(piece);
    let words = tokens(piece, 30);
    let label = TIME_LABELS.at(&words, 0).unwrap_or(0);
    let rest = piece.get(words.get(label)?.start..)?;
    let is_whole = when::is_made_of_time(&words, label);
    let has_number = rest.contains(|c: char| c.is_ascii_digit());
    (is_whole && has_number).then_some(rest)
}

/// A part without "phối hợp", "hỗ trợ" at its end, and whether it stood there.
fn without_role(piece: &str) -> (&str, bool) {
    let words = tokens(piece, 30);
    let role = (1..words.len())
        .find(|at| SUPPORTS_SHORT.at(&words, *at).is_some_and(|used| at + used == words.len()));
    match role.and_then(|at| words.get(at)) {
        Some(token) => (piece.get(..token.start).unwrap_or(piece).trim_end(), true),
        None => (piece, false),
    }
}

/// "Đ/c Hùng (Đ/c Sơn hỗ trợ)": a name, and who supports in the bracket behind it. A bracket that says what he is
/// stays with his name.
fn apart<'t>(piece: &'t str, bodies: &Bodies) -> (&'t str, Vec<Attribute>) {
    let inner = piece.strip_suffix(')').and_then(|text| text.split_once('('));
    let Some((name, inner)) = inner else { return (piece, Vec::new()) };
    let (who, helps) = without_role(inner);
    if !helps || !is_who(who, bodies) {
        return (piece, Vec::new());
    }
    (name.trim_end(), vec![Attribute { field: Field::Support, value: who.to_string() }])
}

/// Whether words are a person, a post or a body and nothing else.
fn is_who(name: &str, bodies: &Bodies) -> bool {
    const LONGEST: usize = 14;
    let words = tokens(name, LONGEST + 1);
    let is_short = words.len() <= LONGEST && !words.is_empty();
    let outside = name.split('(').next().unwrap_or(name);
    let spoken = tokens(outside, LONGEST + 1);
    let acts = |at: usize| {
        let long = STARTERS.at(&spoken, at).is_some_and(|used| used > 1);
        let short = SHORT_VERBS.at(&spoken, at).is_some() && at + 1 < spoken.len();
        !spoken[at].capital
            && (long || short || VERBS.at(&spoken, at).is_some())
            && longest_at(&spoken, at, &["phụ trách", "bảo vệ"]).is_none()
    };
    let acts = (1..spoken.len()).any(acts);
    let is_post = POSTS.at(&words, 0).is_some();
    let is_whole = name.matches('(').count() == name.matches(')').count();
    is_short
        && is_whole
        && !acts
        && (is_person(name) || is_post || is_body(name, bodies) || is_of_several(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    #[test]
    fn who_is_listed_behind_a_colon() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        let shown = |text: &str| {
            let found = who_is_listed(text, &bodies)?;
            let each = found.iter().map(|each| format!("{}={}", each.field.key(), each.value));
            Some(each.collect::<Vec<_>>().join("|"))
        };
        for (text, expected) in [
            ("Đ/c Vân và đ/c Thảo", Some("lead=Đ/c Vân|lead=đ/c Thảo")),
            (
                "Đ/c Hùng (Đ/c Sơn hỗ trợ), xong trước ngày 04/9/2026.",
                Some("lead=Đ/c Hùng|support=Đ/c Sơn|deadline=trước ngày 04/9/2026"),
            ),
            ("giao Đội cờ đỏ và bảo vệ", Some("lead=Đội cờ đỏ|lead=bảo vệ")),
            (
                "Đ/c Nga (Trưởng ban); kế toán, thủ quỹ phối hợp",
                Some("lead=Đ/c Nga (Trưởng ban)|support=kế toán|support=thủ quỹ"),
            ),
            ("Cô Thảo + thầy Lộc", Some("lead=Cô Thảo|lead=thầy Lộc")),
            ("Sở Y tế rà soát danh sách", None),
            ("hỗ trợ xe chở bàn ghế", None),
            ("04 đồng chí trực tại chốt", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }
}
