//! Whether a row has proved itself: "chắc chắn" is a promise, so a row keeps it only when nothing speaks
//! against it.
//!
//! Invariant: only lowers how sure a row is, and says why.

use super::around::Around;
use super::found::{Confidence, OtherReading};
use super::texts::capitalized;
use super::walker::Walk;
use crate::import::speech::closing;
use crate::import::speech::forms::{self, begins_inside};
use crate::import::speech::named::is_body;
use crate::text::key;
use crate::text::words::{Sign, phrase_at, tokens};
use crate::vocabulary::{NAME_VERBS, POSTS, STARTERS};

/// The second reading of a sentence, and whether it scores near the first.
pub struct Rival {
    /// What it says.
    pub reading: OtherReading,
    /// Whether as much speaks for it as for the first, or nearly.
    pub is_near: bool,
}

impl Walk<'_> {
    /// How sure a row is after its proof.
    pub fn proven(
        &self,
        around: &Around,
        content: &str,
        (confidence, why): (Confidence, &'static str),
    ) -> (Confidence, &'static str) {
        if confidence != Confidence::High {
            return (confidence, why);
        }
        let names = || around.lead.iter().chain(&around.support);
        let doubt = if !names().all(|name| self.is_named(name)) {
            Some("tên cơ quan, người chưa có trong danh bạ; nên xem lại tên")
        } else if names().any(|name| holds_verb(name)) {
            Some("tên cơ quan có chỗ giống lời giao việc; nên xem lại tên")
        } else if content.split(' ').count() < 3 {
            Some("nội dung quá ngắn; nên xem lại")
        } else if begins_with_tail(content) {
            Some("nội dung có thể bắt đầu ở giữa tên cơ quan; nên xem lại")
        } else if self.names_others(content) {
            Some("trong câu còn có cơ quan khác được giao việc; nên xem lại")
        } else {
            None
        };
        doubt.map_or((confidence, why), |doubt| (Confidence::Medium, doubt))
    }

    /// Whether a name is known, built as names are, or begins with a post.
    fn is_named(&self, name: &str) -> bool {
        let is_post = || POSTS.at(&tokens(name, 6), 0).is_some();
        let is_whole = name.matches('(').count() == name.matches(')').count();
        is_whole && (is_body(name, self.bodies) || is_post())
    }

    /// Whether a sentence behind the first gives work to a body of its own.
    fn names_others(&self, content: &str) -> bool {
        const MOST: usize = 8;
        let cuts = content.match_indices([';', '.']).take(MOST);
        cuts.map(|(at, _)| content.get(at + 1..).unwrap_or_default().trim_start())
            .filter(|rest| rest.starts_with(char::is_uppercase))
            .any(|rest| self.gives(rest))
    }

    /// The second reading of a sentence.
    pub fn rival(&self, text: &str, own: &Around) -> Option<Rival> {
        const NEAR: u8 = 8;
        let all = forms::readings(&capitalized(text), self.bodies);
        let best = all.first()?.weight;
        let is_other = |found: &&forms::Weighed| {
            let lead: Vec<String> = found.assignment.lead.iter().map(|name| key(name)).collect();
            let own: Vec<String> = own.lead.iter().map(|name| key(name)).collect();
            !lead.is_empty() && lead != own && !found.assignment.rest.is_empty()
        };
        let found = all.iter().find(is_other)?;
        let (content, _) = closing::stated(&found.assignment.rest);
        Some(Rival {
            is_near: found.weight + NEAR >= best,
            reading: OtherReading {
                lead: found.assignment.lead.clone(),
                support: found.assignment.support.clone().unwrap_or_default(),
                content: capitalized(&content),
            },
        })
    }
}

/// Whether a name goes over a verb that is no part of names.
fn holds_verb(name: &str) -> bool {
    const SURE: &[&str] = &[
        "chủ trì",
        "phối hợp với",
        "có trách nhiệm",
        "chịu trách nhiệm",
        "tham mưu",
        "rà soát",
        "triển khai",
    ];
    let tokens = tokens(name, 30);
    let is_sure = |at: usize| SURE.iter().any(|verb| phrase_at(&tokens, at, verb).is_some());
    let is_verb = |at: usize| {
        STARTERS.at(&tokens, at).is_some_and(|used| used > 1)
            && NAME_VERBS.at(&tokens, at).is_none()
            && !tokens[at].capital
            && tokens.get(at.wrapping_sub(1)).is_some_and(|before| before.sign != Sign::Word)
    };
    (1..tokens.len()).any(|at| is_sure(at) || is_verb(at))
}

/// Whether a content, which has its capital by now, begins with what no content begins with.
fn begins_with_tail(content: &str) -> bool {
    let mut letters = content.chars();
    let lowered: String = match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => return true,
    };
    begins_inside(&lowered) && content.split(' ').count() < 4
        || content.starts_with([')', ',', ';', '-', '/'])
        || ["và ", "với ", "của ", "thuộc "].iter().any(|tail| lowered.starts_with(tail))
}
