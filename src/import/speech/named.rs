//! A name → whether it is that of a body or a person, by the directory or by how names are built.
//!
//! Invariant: knows words and the directory; what a name is asked to do is for others to say.

use crate::names::{Bodies, is_agency, is_of_several};
use crate::text::words::{Sign, tokens};
use crate::vocabulary::{BODY, MADE_FOR_WORK, PERSON_TITLES, PLACES, POSTS};

/// Whether a name is that of a person with a title: "Đ/c Lê B", "PGS.TS. Đỗ Minh Châu".
pub fn is_person(name: &str) -> bool {
    let tokens = tokens(name, 8);
    let Some(used) = PERSON_TITLES.at(&tokens, 0) else { return false };
    // One title may follow another behind a stop.
    let mut at = used;
    while tokens.get(at).is_some_and(|next| next.sign == Sign::Stop) {
        at += 1 + PERSON_TITLES.at(&tokens, at + 1).unwrap_or(0);
    }
    tokens.get(at).is_some_and(|next| next.capital)
}

/// Whether a name is that of a post that says whose it is: "Trưởng ca Trạm Trà Nóc", "Tổng phụ trách Đội (thầy Khoa)".
pub fn is_post(name: &str) -> bool {
    let tokens = tokens(name, 12);
    POSTS.at(&tokens, 0).is_some_and(|used| {
        tokens[0].capital && tokens.len() > used
            || tokens.iter().any(|token| token.sign == Sign::Open)
    })
}

/// Whether a name is known, or built as names of bodies are, or that of a person with a title.
pub fn is_body(name: &str, bodies: &Bodies) -> bool {
    // "Tổ quan trắc", "Đoàn giám sát": bodies that are called by their work.
    let is_made = || {
        let tokens = tokens(name, 10);
        BODY.at(&tokens, 0).is_some_and(|used| {
            let is_word = tokens.iter().all(|token| token.sign == Sign::Word);
            tokens[0].capital
                && is_word
                && tokens.len() > used
                && MADE_FOR_WORK.at(&tokens, 0).is_some()
        })
    };
    // "Tổ Văn phòng", "Đội Bảo vệ", "Trường Mầm non 2": parts of a body by their kind and a name.
    let is_part = || {
        let tokens = tokens(name, 6);
        BODY.at(&tokens, 0).is_some_and(|used| {
            tokens[0].capital
                && PLACES.at(&tokens, 0) != Some(used)
                && tokens.get(used).is_some_and(|next| next.capital)
        })
    };
    bodies.is_known(name)
        || is_agency(name)
        || is_of_several(name)
        || is_person(name)
        || is_part()
        || is_made()
}
