//! A name → whether it is that of a body or a person, by the directory or by how names are built.
//!
//! Invariant: knows words and the directory; what a name is asked to do is for others to say.

use crate::names::{Bodies, is_agency, is_of_several};
use crate::text::words::{Sign, tokens};
use crate::vocabulary::{BODY, COMMON_WORDS, PERSON_TITLES, PLACES};

/// Whether a name is known, or built as names of bodies are, or that of a person with a title.
pub fn is_body(name: &str, bodies: &Bodies) -> bool {
    let is_person = || {
        let tokens = tokens(name, 6);
        PERSON_TITLES.at(&tokens, 0).is_some_and(|used| {
            // "PGS.TS. Đỗ Minh Châu"
            let stop = tokens.get(used).is_some_and(|next| next.sign == Sign::Stop);
            tokens.get(used + usize::from(stop)).is_some_and(|next| next.capital)
        })
    };
    // "Tổ Văn phòng", "Đội Bảo vệ", "Trường Mầm non 2": parts of a body by their kind and a name.
    let is_part = || {
        let tokens = tokens(name, 6);
        BODY.at(&tokens, 0).is_some_and(|used| {
            tokens[0].capital
                && PLACES.at(&tokens, 0) != Some(used)
                && COMMON_WORDS.at(&tokens, 0) != Some(used)
                && tokens.get(used).is_some_and(|next| next.capital)
        })
    };
    bodies.is_known(name) || is_agency(name) || is_of_several(name) || is_person() || is_part()
}
