//! What stands before the colon of an item, or is all of its title → who it may name: bodies, persons,
//! posts.
//!
//! Invariant: a name is as written; what is no name by its shape is never one because of its neighbours.

use super::beside::bare_label;
use super::named::is_body;
use crate::names::Bodies;
use crate::text::words::{Sign, tokens};
use crate::vocabulary::{BODY, COMMON_WORDS, DUTY_WORDS, NO_FRONT, PERSON_TITLES, POSTS, STARTERS};

/// Who an item may name at its beginning.
pub struct Front {
    /// As written.
    pub names: Vec<String>,
    /// Where the text behind the colon begins, in bytes.
    pub rest: usize,
    /// What speaks for it.
    pub evidence: Evidence,
}

/// What speaks for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Only that they stand where names may.
    Place,
    /// They begin with the word for a person or a post.
    Post,
    /// They are known, or built as names of bodies are.
    Built,
}

/// Words of what stands before the colon.
const LONGEST: usize = 24;

/// Who stands before the colon.
pub fn before_colon(text: &str, bodies: &Bodies) -> Option<Front> {
    let colon = colon(text)?;
    let (names, evidence) = title(text.get(..colon)?, bodies)?;
    Some(Front { names, rest: colon + 1, evidence })
}

/// Who a title names that says nothing else.
pub fn title(text: &str, bodies: &Bodies) -> Option<(Vec<String>, Evidence)> {
    let text = text.trim().trim_end_matches([':', ' ']);
    let tokens = tokens(text, LONGEST + 1);
    let is_sentence = text.ends_with(['.', ';', ','])
        || tokens
            .iter()
            .any(|token| matches!(token.sign, Sign::Semicolon | Sign::Stop | Sign::Colon));
    let first = tokens.first()?;
    // "Lãnh đạo Sở" is a post, "Lãnh đạo công tác cán bộ" is what is done.
    let is_post =
        POSTS.at(&tokens, 0).is_some_and(|used| tokens.get(used).is_none_or(|next| next.capital));
    let is_kind = BODY.at(&tokens, 0).is_some() && COMMON_WORDS.at(&tokens, 0).is_none() || is_post;
    let is_verb = STARTERS.at(&tokens, 0).is_some() && !is_kind;
    let says_duty = (0..tokens.len()).any(|at| DUTY_WORDS.at(&tokens, at).is_some());
    let is_other = NO_FRONT.at(&tokens, 0).is_some() || bare_label(text).is_some() || says_duty;
    if is_sentence || tokens.len() > LONGEST || !first.capital || is_verb || is_other {
        return None;
    }
    // A person keeps what stands in brackets behind him.
    let is_person = PERSON_TITLES.at(&tokens, 0).is_some();
    if let Some(list) = bodies.all(text, &tokens, 0, tokens.len()).filter(|_| !is_person)
        && list.names.iter().all(|name| is_body(name, bodies))
    {
        return Some((list.names, Evidence::Built));
    }
    let names = parted(text);
    let is_post = |name: &String| {
        let tokens = crate::text::words::tokens(name, 6);
        POSTS.at(&tokens, 0).is_some()
    };
    let evidence = if names.iter().all(is_post) { Evidence::Post } else { Evidence::Place };
    Some((names, evidence))
}

/// Names side by side: "Đ/c Trần A & Đ/c Lê B", "Hiệu trưởng, Kế toán".
fn parted(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for piece in text.split_inclusive([' ', '(', ')', ',']) {
        let word = piece.trim_end_matches([' ', ',', '(', ')']);
        let joins = depth == 0 && matches!(word, "&" | "và" | "+");
        let begins_post = |after: &str| {
            let tokens = tokens(after.trim_start(), 6);
            POSTS.at(&tokens, 0).is_some() || BODY.at(&tokens, 0).is_some() && tokens[0].capital
        };
        let offset = piece.as_ptr() as usize - text.as_ptr() as usize + piece.len();
        let after = text.get(offset..).unwrap_or_default();
        if joins && begins_post(after) {
            names.push(String::new());
            continue;
        }
        if let Some(last) = names.last_mut() {
            last.push_str(piece);
        }
        depth += piece.matches('(').count();
        depth = depth.saturating_sub(piece.matches(')').count());
        // "Trần A, Phó Chủ tịch" is one person; "Hiệu trưởng, Kế toán" are two.
        // "XN Cấp nước số 1, XN Cấp nước số 2": the head comes again.
        let head = text.split(' ').next().unwrap_or_default();
        let repeats = after.trim_start().starts_with(head) && head.starts_with(char::is_uppercase);
        if depth == 0 && piece.trim_end().ends_with(',') && repeats {
            names.push(String::new());
        } else if depth == 0 && piece.trim_end().ends_with(',') && begins_post(after) {
            let so_far = tokens(names.last().map_or("", String::as_str), 6);
            let is_person = so_far
                .first()
                .is_some_and(|t| ["đồng chí", "đ/c", "ông", "bà"].contains(&t.key.as_str()));
            if !is_person && POSTS.at(&so_far, 0).is_some() {
                names.push(String::new());
            }
        }
    }
    let names = names.into_iter().map(|name| name.trim().trim_end_matches(',').to_string());
    names.filter(|name| !name.is_empty()).collect()
}

/// The first colon outside brackets that is none of a time: "7:30".
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ':' if depth <= 0 => {
                let is_clock =
                    text.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
                if !is_clock {
                    return Some(at);
                }
            }
            '.' if crate::text::words::ends_abbreviated(text, at) => {}
            '.' | ';' if depth <= 0 && text.get(at + 1..).is_some_and(|t| t.starts_with(' ')) => {
                return None;
            }
            _ => {}
        }
    }
    None
}
