//! An assignment behind the words that tell on what occasion, or in the middle of a sentence:
//! "Hằng quý, Sở X tổng hợp …", "Căn cứ …, chủ trì, phối hợp với …".
//!
//! Invariant: the words before it stay in the content.

use super::assignment::{Assignment, Form, Reading};
use super::named::is_person;
use crate::names::{after_order, is_agency};
use crate::text::words::{Sign, between};
use crate::vocabulary::OCCASIONS;

impl Reading<'_> {
    /// "Căn cứ …, chủ trì, phối hợp với Sở Y lập kế hoạch": all of it stays, for its words around the
    /// clause are content too. "Đối với …, giao Sở X lập kế hoạch": what stands before stays.
    pub fn within(&self) -> Option<Assignment> {
        for at in 1..self.tokens.len() {
            let token = self.tokens.get(at)?;
            if matches!(token.sign, Sign::Stop | Sign::Semicolon | Sign::Colon) {
                return None;
            }
            if !self.is_sign(at - 1, Sign::Comma) {
                continue;
            }
            if let Some((Some(support), _)) = self.supports(at) {
                let (support, rest) = (Some(support), self.text.trim().to_string());
                return Some(Assignment { lead: Vec::new(), support, rest, form: Form::Within });
            }
            if let Some(found) = self.ordered_behind(at).or_else(|| self.behind_clause(at)) {
                return Some(found);
            }
        }
        None
    }

    /// "Để giữ bóng mát, Bộ trưởng Bộ Y tế yêu cầu Giám đốc các bệnh viện:": who is ordered behind a clause.
    fn ordered_behind(&self, at: usize) -> Option<Assignment> {
        let givers = self.bodies.list(self.text, self.tokens, at)?;
        let named = self.named_by(&givers.names, givers.end)?;
        let found = self.from(named, Form::Duty)?;
        if found.rest.is_empty() {
            return self.text.trim_end().ends_with(':').then_some(found);
        }
        let occasion = between(self.text, self.tokens, 0, at - 1);
        let is_list = found.form == Form::Colon;
        let rest = if is_list { found.rest } else { format!("{occasion}, {}", found.rest) };
        Some(Assignment { rest, ..found })
    }

    /// An assignment behind a clause that says on what occasion.
    fn behind_clause(&self, at: usize) -> Option<Assignment> {
        OCCASIONS.at(self.tokens, 0)?;
        let ordered = after_order(self.tokens, at);
        let start = ordered.unwrap_or(at);
        let is_capital = self.tokens.get(start).is_some_and(|token| token.capital);
        let form = if ordered.is_some() { Form::Duty } else { Form::Subject };
        let person = self.person_at(start, form);
        let begins = is_capital && self.bodies.begins(self.text, self.tokens, start);
        if person.is_none() && !begins {
            return None;
        }
        let found = person.or_else(|| self.from(start, form))?;
        let named = found.lead.iter().all(|name| is_agency(name) || is_person(name));
        let says_so = matches!(found.form, Form::Leads | Form::Duty) || named;
        // "Đối với các dự án mới, giao Sở X:": the work stands below.
        if ordered.is_some() && found.rest.is_empty() && self.text.trim_end().ends_with(':') {
            return Some(Assignment { form: Form::Duty, ..found });
        }
        if !says_so || found.rest.is_empty() || found.form == Form::Colon {
            return None;
        }
        // "Về kinh phí," only says of what the sentence speaks.
        if self.tokens.first().is_some_and(|first| first.is("về")) {
            return Some(found);
        }
        let occasion = between(self.text, self.tokens, 0, at - 1);
        Some(Assignment { rest: format!("{occasion}, {}", found.rest), ..found })
    }
}
