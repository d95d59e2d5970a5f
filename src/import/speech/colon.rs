//! "Sở X: …": who stands before a colon, with what he is besides, and what stands behind it.
//!
//! Invariant: a colon closes names, and no sentence.

use super::assignment::{Assignment, Form, Reading};
use crate::names::List;
use crate::text::words::{Sign, longest_at, phrase_at};

impl Reading<'_> {
    /// "Sở X: …"
    pub fn colon(&self) -> Option<Assignment> {
        // "Đối với Bộ X, Bộ Y: …"
        let to = phrase_at(self.tokens, 0, "đối với").unwrap_or(0);
        if to > 0 {
            let list = self.bodies.list(self.text, self.tokens, to)?;
            let is_named = list.names.iter().all(|name| super::named::is_body(name, self.bodies));
            // "Đối với các phòng: Phòng A hướng dẫn …; Văn phòng công bố …": those behind the colon act.
            let inner = self.bodies.begins(self.text, self.tokens, list.end + 1);
            let is_whole = is_named && self.is_sign(list.end, Sign::Colon) && !inner;
            return is_whole
                .then(|| self.after_colon(list.names, list.end + 1, Form::Colon))
                .flatten();
        }
        let start = self.ordered();
        let List { names, end } = self.bodies.list(self.text, self.tokens, start)?;
        if let Some(colon) = self.apposition(end) {
            return self.after_colon(names, colon + 1, Form::Colon);
        }
        let list = self.up_to_colon(start, end)?;
        self.after_colon(list.names, list.end + 1, Form::Colon)
    }

    /// Names that go on up to a colon beyond what the grammar knows: "Trung tâm Truyền thông khoa học
    /// và công nghệ:".
    fn up_to_colon(&self, start: usize, end: usize) -> Option<List> {
        const LONGEST: usize = 50;
        let colon = (end..self.tokens.len().min(start + LONGEST))
            .find(|at| {
                self.tokens.get(*at).is_some_and(|t| matches!(t.sign, Sign::Colon | Sign::Stop))
            })
            .filter(|at| *at > end && self.is_sign(*at, Sign::Colon))?;
        if self.is_sentence(end, colon) || phrase_at(self.tokens, end, "phối hợp").is_some() {
            return None;
        }
        let whole = self.bodies.all(self.text, self.tokens, start, colon);
        whole.or_else(|| self.with_place(start, (end, colon)))
    }

    /// "Sở Nội vụ - Cơ quan thường trực Ban Chỉ đạo:": what the body is besides, up to the colon.
    fn apposition(&self, end: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let dash = self.is_sign(end, Sign::Dash).then_some(end + 1)?;
        longest_at(self.tokens, dash, &["cơ quan", "đơn vị"])?;
        (dash..self.tokens.len().min(dash + LONGEST)).find(|at| self.is_sign(*at, Sign::Colon))
    }

    /// "Sở X: Chủ trì, phối hợp với …", "Sở X: Rà soát …"
    pub fn after_colon(&self, lead: Vec<String>, at: usize, form: Form) -> Option<Assignment> {
        if let Some(inner) = self.clause(at) {
            return Some(Assignment { lead, ..inner }).map(|found| Assignment { form, ..found });
        }
        Some(Assignment { lead, support: None, rest: self.rest(at), form })
    }
}
