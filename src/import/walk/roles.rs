//! The bracket or the arrow at the end of an item → who leads, who supports, until when: "(Tổ nuôi; Đoàn TN phối
//! hợp; tháng 11)", "→ đ/c Thủy; phối hợp: tổ 4; xong: 06/11".
//!
//! Invariant: each piece is a name, a role or a time, or nothing is read.

use super::behind::is_name;
use crate::import::speech::attribute::Attribute;
use crate::import::speech::when;
use crate::model::Field;
use crate::names::Bodies;
use crate::text::key;
use crate::text::words::tokens;
use crate::vocabulary::{
    ROLE_ENDS_LEAD, ROLE_ENDS_SUPPORT, ROLE_FRONTS_LEAD, ROLE_FRONTS_SUPPORT, ROLE_FRONTS_TIME,
};

/// Letters of what may say who does an item.
const LONGEST: usize = 260;

/// What is left of an item before the bracket at its end, and what the bracket says.
pub fn in_bracket(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ', '/', ',']);
    let inner = closed.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let said = said(inner.get(open + 1..)?, bodies)?;
    let content = inner.get(..open)?.trim();
    (content.split(' ').count() > 1).then(|| (content.to_string(), said))
}

/// What is left of an item before the arrow in it, and what stands behind the arrow.
pub fn behind_arrow(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let (content, rest) = text.rsplit_once(" → ")?;
    let said = said(rest.trim_end_matches(['.', ';', ' ']), bodies)?;
    let content = content.trim_end_matches(['.', ';', ',', ' ']);
    (content.split(' ').count() > 1).then(|| (content.to_string(), said))
}

/// What pieces between signs say; none where one of them is neither a name nor a time.
fn said(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let mut found: Vec<Attribute> = Vec::new();
    // Names whose role is said behind the last of them: "các Xí nghiệp, các hợp tác xã phối hợp".
    let mut open: Vec<String> = Vec::new();
    let mut role = None;
    for piece in pieces(text) {
        let (front, words) = front(piece.text);
        role = front.or(if piece.begins { None } else { role });
        if role == Some(Field::Deadline) || is_time(words) {
            found.push(Attribute { field: Field::Deadline, value: words.to_string() });
            role = None;
            continue;
        }
        let (words, end) = end(words);
        // "các tổ trưởng (tuần 2, 3)"
        let words = match words.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            Some((name, inner)) if is_time(inner) || key(inner).starts_with("tuần ") => {
                found.push(Attribute { field: Field::Deadline, value: inner.to_string() });
                name.trim()
            }
            _ => words,
        };
        if !are_names(words, bodies) {
            return None;
        }
        open.push(words.to_string());
        let field = end.or(role);
        if let Some(field) = field.filter(|_| end.is_some() || piece.ends) {
            found.extend(open.drain(..).map(|value| Attribute { field, value }));
        } else if piece.ends {
            found.extend(open.drain(..).map(|value| Attribute { field: Field::Lead, value }));
        }
    }
    found.iter().any(|each| each.field == Field::Lead).then_some(found)
}

/// A piece of a bracket.
struct Piece<'a> {
    text: &'a str,
    /// Whether a semicolon, or nothing, stands before it.
    begins: bool,
    /// Whether a semicolon, or nothing, stands behind it.
    ends: bool,
}

/// The pieces between semicolons and commas outside brackets; one that goes on in small letters belongs to the
/// name before it: "Phòng Kiểm tra, giám sát".
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut from, mut begins, mut depth) = (0, true, 0_i32);
    for (at, letter) in text.char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        let is_comma = letter == ','
            && text.get(at + 1..).is_some_and(|rest| goes_on_as_piece(rest.trim_start()));
        if depth > 0 || letter != ';' && !is_comma {
            continue;
        }
        let ends = letter == ';';
        found.push(Piece { text: text.get(from..at).unwrap_or_default().trim(), begins, ends });
        (from, begins) = (at + 1, ends);
    }
    let last = text.get(from..).unwrap_or_default().trim();
    found.push(Piece { text: last, begins, ends: true });
    found
}

/// Whether behind a comma another name, a role or a time begins.
fn goes_on_as_piece(rest: &str) -> bool {
    let next = rest.split([',', ';']).next().unwrap_or_default().trim();
    rest.starts_with(char::is_uppercase)
        || is_name(next, true)
        || front(next).0.is_some()
        || is_time(next)
}

/// The role that stands before a name: "phối hợp: tổ 4", "giao Công đoàn".
fn front(piece: &str) -> (Option<Field>, &str) {
    let roles = [
        (&*ROLE_FRONTS_SUPPORT, Field::Support),
        (&*ROLE_FRONTS_LEAD, Field::Lead),
        (&*ROLE_FRONTS_TIME, Field::Deadline),
    ];
    if let Some((label, rest)) = piece.split_once(':') {
        let folded = key(label);
        let field = roles.iter().find(|(list, _)| list.has(&folded)).map(|(_, field)| *field);
        if field.is_some() {
            return (field, rest.trim());
        }
    }
    match piece.strip_prefix("giao ").or_else(|| piece.strip_prefix("Giao ")) {
        Some(rest) => (None, rest),
        None => (None, piece),
    }
}

/// The role that stands behind a name: "Sở Y tế chủ trì", "các xã phối hợp".
fn end(piece: &str) -> (&str, Option<Field>) {
    let roles = [(&*ROLE_ENDS_SUPPORT, Field::Support), (&*ROLE_ENDS_LEAD, Field::Lead)];
    for spaces in 1..=3 {
        let Some((at, _)) = piece.rmatch_indices(' ').nth(3 - spaces) else { continue };
        let (name, last) = piece.split_at(at);
        let folded = key(last);
        if let Some((_, field)) = roles.iter().find(|(list, _)| list.has(&folded)) {
            return (name.trim(), Some(*field));
        }
    }
    (piece, None)
}

/// Whether a piece is names and nothing else: known, or built or begun as names are.
fn are_names(piece: &str, bodies: &Bodies) -> bool {
    !piece.is_empty() && (bodies.is_known(piece) || is_name(piece, false))
}

/// Whether a piece is a time and nothing else.
fn is_time(piece: &str) -> bool {
    let words = tokens(piece, 24);
    when::alone(piece, &words, 0).is_some() || when::is_made_of_time(&words, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    #[test]
    fn brackets_and_arrows_say_who_and_when() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, content, lead, support, time) in [
            (
                "Thi nấu ăn (Tổ nuôi; Đoàn TN phối hợp; tháng 11).",
                "Thi nấu ăn",
                "Tổ nuôi",
                "Đoàn TN",
                "tháng 11",
            ),
            (
                "Nạo vét kênh (Xí nghiệp Bắc, Xí nghiệp Nam chủ trì; UBND các xã phối hợp)",
                "Nạo vét kênh",
                "Xí nghiệp Bắc; Xí nghiệp Nam",
                "UBND các xã",
                "",
            ),
            (
                "Ra đề giữa kỳ → đ/c Thủy; phối hợp: tổ 4, tổ 5; xong: 06/11",
                "Ra đề giữa kỳ",
                "đ/c Thủy",
                "tổ 4; tổ 5",
                "06/11",
            ),
        ] {
            let found = in_bracket(text, &bodies).or_else(|| behind_arrow(text, &bodies));
            let (found, said) = found.unwrap_or_default();
            let values = |field| {
                let found = said.iter().filter(|each| each.field == field);
                found.map(|each| each.value.as_str()).collect::<Vec<_>>().join("; ")
            };
            let (leads, supports) = (values(Field::Lead), values(Field::Support));
            assert_eq!(
                (
                    found.as_str(),
                    leads.as_str(),
                    supports.as_str(),
                    values(Field::Deadline).as_str()
                ),
                (content, lead, support, time),
                "{text}"
            );
        }
        for text in [
            "Chấm điểm (theo mẫu của Sở)",
            "Tặng quà (300.000 đồng/suất)",
            "Khảo sát (dự kiến: Lào Cai)",
        ] {
            assert!(in_bracket(text, &bodies).is_none(), "{text}");
        }
    }
}
