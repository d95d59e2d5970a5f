//! "Trang trí khánh tiết: Đ/c Hùng, Đ/c Nga; lớp 9A hỗ trợ" → what is to be done, and who does it behind the
//! colon, where the items beside it are built so.
//!
//! Invariant: the first name stands right behind the colon and begins as names of bodies or persons do.

use super::walker::Walk;
use crate::import::outline::tree::Node;
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside::bare_label;
use crate::import::speech::front::{self, Evidence};
use crate::import::speech::when;
use crate::model::Field;
use crate::names::Bodies;
use crate::text::key;
use crate::text::words::tokens;
use crate::vocabulary::{BODIES, BODY, MEETING_LABELS, PERSON_TITLES, PLURAL, POSTS};

/// Words of one name.
const LONGEST: usize = 14;

impl Walk<'_> {
    /// Whether most of the items say what, then who.
    pub fn are_backed(&self, items: &[&Node]) -> bool {
        let is_backed = |node: &&&Node| {
            node.children.is_empty() && behind_colon(&node.text, self.bodies).is_some()
        };
        let backed = items.iter().filter(is_backed).count();
        backed > 1 && backed * 2 >= items.len()
    }
}

/// What is to be done, and what stands behind the colon of who does it and until when.
pub fn behind_colon(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let (content, rest) = text.split_once(": ")?;
    let is_label = bare_label(content).is_some() || MEETING_LABELS.has(&key(content));
    let is_who =
        front::title(content, bodies).is_some_and(|(_, evidence)| evidence >= Evidence::Post);
    if is_label || is_who || content.contains(['.', ';', '(', '→']) {
        return None;
    }
    let mut said = Said::default();
    for (sign, piece) in pieces(rest) {
        if !said.take(sign, piece) {
            break;
        }
    }
    let fields = [
        (Field::Lead, said.lead),
        (Field::Support, said.support),
        (Field::Deadline, said.time.into_iter().collect()),
    ];
    let found: Vec<Attribute> = fields
        .into_iter()
        .flat_map(|(field, values)| values.into_iter().map(move |value| Attribute { field, value }))
        .collect();
    let names_lead = found.iter().any(|each| each.field == Field::Lead);
    names_lead.then(|| (content.trim().to_string(), found))
}

/// Who is named so far.
#[derive(Default)]
struct Said {
    lead: Vec<String>,
    support: Vec<String>,
    time: Option<String>,
    /// Whether those that follow help those before: "Đ/c Thông cùng lớp 8A".
    helps: bool,
    /// Leads named before the last semicolon.
    before: usize,
}

impl Said {
    /// Takes one piece; whether the names go on behind it.
    fn take(&mut self, sign: &str, piece: &str) -> bool {
        const HELP: &[&str] = &["hỗ trợ", "phối hợp", "giúp", "phụ"];
        const LEAD: &[&str] = &["chủ trì", "phụ trách", "thực hiện"];
        let without = |words: &[&str]| {
            words.iter().find_map(|word| piece.strip_suffix(word)).map(str::trim_end)
        };
        self.helps |= sign == "cùng" || sign == "cùng với";
        if sign == ";" {
            self.before = self.lead.len();
        }
        let (name, inner) = bracketed(piece);
        let (name, helps) = match (without(HELP), without(LEAD)) {
            (Some(name), _) => (name.to_string(), true),
            (None, Some(name)) => (name.to_string(), false),
            (None, None) => (name, self.helps),
        };
        if is_name(&name, !self.lead.is_empty() && sign != ",") {
            if helps && self.before > 0 {
                // "Cô Hạnh; tổ 4, tổ 5 hỗ trợ": all behind the semicolon help.
                self.support.extend(self.lead.drain(self.before..));
            }
            let is_support = helps && !self.lead.is_empty();
            if is_support { &mut self.support } else { &mut self.lead }.push(name);
        } else if let Some(time) = time(piece).filter(|_| !self.lead.is_empty()) {
            self.time = Some(time);
        } else {
            return false;
        }
        // "Đ/c Hùng (Đ/c Sơn hỗ trợ)", "Đ/c Lan (xong ngày 01/9)"
        if let Some(inner) = inner {
            let helper = HELP.iter().find_map(|word| inner.strip_suffix(word));
            if let Some(helper) = helper {
                self.support.push(helper.trim().to_string());
            } else {
                self.time = time(inner).or(self.time.take());
            }
        }
        true
    }
}

/// The pieces between signs and joining words outside brackets, with the sign before each.
fn pieces(text: &str) -> Vec<(&'static str, &str)> {
    const SIGNS: &[&str] = &[", ", "; ", " + ", " & ", " và ", " cùng với ", " cùng ", ". "];
    let mut found = Vec::new();
    let (mut from, mut sign, mut depth) = (0, "", 0_i32);
    let mut skip = 0;
    for (at, letter) in text.char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        let rest = text.get(at..).unwrap_or_default();
        let next = SIGNS.iter().find(|sign| depth <= 0 && at >= skip && rest.starts_with(**sign));
        if let Some(next) = next {
            found.push((sign, text.get(from..at).unwrap_or_default().trim()));
            (from, sign) = (at + next.len(), next.trim());
            skip = from;
            // Behind a full stop another sentence begins.
            if sign == "." {
                return found;
            }
        }
        if found.len() > LONGEST {
            return found;
        }
    }
    found.push((
        sign,
        text.get(from..).unwrap_or_default().trim().trim_end_matches(['.', ';', ' ']),
    ));
    found
}

/// A name without the bracket behind it that says when, how or who helps, and what that bracket says.
fn bracketed(piece: &str) -> (String, Option<&str>) {
    let inner = piece.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((name, inner)) = inner else { return (piece.to_string(), None) };
    let folded = key(inner);
    let helps = ["hỗ trợ", "phối hợp", "giúp"].iter().any(|word| folded.ends_with(word));
    let is_aside = helps || time(inner).is_some() || folded.starts_with("theo ");
    match is_aside {
        true => (name.trim().to_string(), Some(inner)),
        // "Đ/c Nga (Mĩ thuật)": what he is.
        false => (piece.to_string(), None),
    }
}

/// Whether a piece begins as names do; behind "và" one may be counted: "4 học sinh lớp 9C".
pub fn is_name(piece: &str, is_joined: bool) -> bool {
    let words = tokens(piece, LONGEST + 1);
    let Some(first) = words.first() else { return false };
    let begins = PERSON_TITLES.at(&words, 0).is_some()
        || POSTS.at(&words, 0).is_some()
        || PLURAL.at(&words, 0).is_some_and(|used| {
            BODIES.at(&words, used).is_some() || POSTS.at(&words, used).is_some()
        })
        || BODY.at(&words, 0).is_some()
            && (first.capital || words.get(1).is_some_and(|w| w.capital))
        || ["lớp", "khối", "tổ", "các lớp", "gvcn", "tpt"]
            .iter()
            .any(|word| key(piece).starts_with(word));
    let is_counted = is_joined && first.key.bytes().all(|byte| byte.is_ascii_digit());
    (begins || is_counted) && words.len() <= LONGEST
}

/// A piece that is a time and nothing else.
fn time(piece: &str) -> Option<String> {
    let words = tokens(piece, 24);
    let is_time = when::alone(piece, &words, 0).is_some() || when::is_made_of_time(&words, 0);
    is_time.then(|| piece.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    #[test]
    fn who_stands_behind_the_colon() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, content, lead, support) in [
            (
                "Trang trí, cờ hoa: Đ/c Bình TPT + Đ/c Yến (Mĩ thuật); lớp 7A, lớp 7B hỗ trợ",
                "Trang trí, cờ hoa",
                "Đ/c Bình TPT; Đ/c Yến (Mĩ thuật)",
                "lớp 7A; lớp 7B",
            ),
            (
                "Kê bàn ghế: Đ/c Lực cùng lớp 6A. Chiều 04/9 phải xong.",
                "Kê bàn ghế",
                "Đ/c Lực",
                "lớp 6A",
            ),
            ("Loa máy: Đ/c Tú (Đ/c Hòa hỗ trợ), trước ngày 04/9.", "Loa máy", "Đ/c Tú", "Đ/c Hòa"),
            ("Giữ xe: Bảo vệ và 4 HS lớp 9C", "Giữ xe", "Bảo vệ; 4 HS lớp 9C", ""),
        ] {
            let (found, said) = behind_colon(text, &bodies).unwrap_or_default();
            let values = |field| {
                let found = said.iter().filter(|each| each.field == field);
                found.map(|each| each.value.as_str()).collect::<Vec<_>>().join("; ")
            };
            assert_eq!(found, content, "{text}");
            assert_eq!(
                (values(Field::Lead).as_str(), values(Field::Support).as_str()),
                (lead, support),
                "{text}"
            );
        }
        for text in [
            "Đ/c Bình: trang trí hội trường",
            "Thành phần: Đ/c Bình, Đ/c Yến",
            "Văn nghệ: mỗi khối 01 tiết mục",
        ] {
            assert!(behind_colon(text, &bodies).is_none(), "{text}");
        }
    }
}
