//! The words behind the kind of a name → how many of them are of it: capitals, known tails, and words that
//! no list knows where what follows shows that they belong to it.
//!
//! Invariant: a name never goes over a word of assigning.

use super::grammar::Grammar;
use super::kinds::separated;
use crate::text::words::{Sign, phrase_at};
use crate::vocabulary::{
    AUXILIARIES, DETERMINERS, HOW_OFTEN, NAME_TAILS, NAME_VERBS, NO_PLACES, NOUNS_OF_NAMES, PLACES,
    PREPOSITIONS, Phrases, RESTRICTIONS, STARTERS, SUBJECTS,
};

/// Words that no rule knows, in a row, that a name may have.
const UNKNOWN_WORDS: usize = 6;

/// What a token is to the name before it.
pub(super) enum Piece {
    /// Part of it: so many tokens.
    Own(usize),
    /// Part of it, if it then ends as names do.
    Maybe(usize),
    /// A verb that may be part of it.
    Verb(usize),
    /// None of it.
    End,
}

impl Grammar<'_> {
    /// What goes on a name from `at`: capitals, known tails, and a few unknown words where what
    /// comes then shows that they belong to it.
    pub(super) fn tail(&self, at: usize, tails: &Phrases) -> usize {
        let (mut end, mut sure, mut unknown) = (at, at, 0);
        // Where the first verb stands that may be of the name: "Ban Quản lý dự án | đầu tư".
        let mut verb: Option<usize> = None;
        while end < self.to {
            let (used, is_sure) = match self.piece((at, end), unknown, tails) {
                Piece::Own(used) => (used, true),
                Piece::Maybe(used) => (used, false),
                Piece::Verb(_) if verb.is_none() && self.is_second_of_verb(sure, end) => {
                    return sure;
                }
                Piece::Verb(used) => {
                    verb = verb.or(Some(end));
                    (used, false)
                }
                Piece::End => break,
            };
            if !is_sure {
                unknown += used;
            }
            if unknown > UNKNOWN_WORDS {
                return verb.unwrap_or(sure);
            }
            end += used;
            if unknown == 0 {
                sure = end;
            }
        }
        // A name does not end with "và" or a dash.
        let is_open = |end: usize| {
            let last = self.tokens.get(end - 1);
            last.is_some_and(|token| token.sign != Sign::Word || token.is("và"))
        };
        while end > at && is_open(end) {
            end -= 1;
        }
        if unknown == 0 {
            return end;
        }
        if verb.is_none() && self.is_second_of_verb(sure, end) {
            return sure;
        }
        if self.ends_name((at, end), verb) { end } else { verb.unwrap_or(sure) }
    }

    /// "Điện lực Thạch Đà | cô lập đường dây": whether behind two capitals or a kind of place a word that no list knows
    /// and a verb of one syllable are one verb.
    fn is_second_of_verb(&self, sure: usize, end: usize) -> bool {
        let is_capital = |back: usize| {
            sure.checked_sub(back)
                .and_then(|at| self.tokens.get(at))
                .is_some_and(|token| token.capital && token.sign == Sign::Word)
        };
        let is_place = || {
            (1..=2).any(|back| {
                sure.checked_sub(back).is_some_and(|at| PLACES.at(self.tokens, at) == Some(back))
            })
        };
        end == sure + 1
            && self.starter(end).max(self.acts(end)) == 1
            && (is_capital(1) && is_capital(2) || is_place())
    }

    /// Whether unknown words up to `end` belong to a name whose tail began at `at`: it then ends as names do; a
    /// verb only before the words that no sentence has without a name before them.
    pub(super) fn ends_name(&self, (at, end): (usize, usize), verb: Option<usize>) -> bool {
        let is_stop = |at: usize| self.tokens.get(at).is_some_and(|token| token.sign == Sign::Stop);
        let says_so = is_stop(end) && is_stop(end + 1)
            || self.leads(end)
            || self.tokens.get(end).is_some_and(|token| token.sign == Sign::Colon);
        let is_parted = separated(self.tokens, end).is_some_and(|next| self.begins_name(next));
        if let Some(verb) = verb {
            // "Phòng Kế hoạch đầu tư | lập phương án": a verb that is a noun of names, before a verb.
            let is_noun =
                NOUNS_OF_NAMES.at(self.tokens, verb).is_some_and(|used| verb + used == end)
                    && (self.starter(end) > 1 || self.acts(end) > 0)
                    && self.is_proper;
            if is_noun {
                return true;
            }
            // A verb wants an object: "Viện Khoa học công nghệ xây dựng và UBND …" has none.
            let has_object = self.starter(end - 1) == 0 && self.starter(end.saturating_sub(2)) < 2;
            // "Ban Quản lý dự án đầu tư xây dựng tỉnh tổ chức …": the place ends the name.
            let ends_with_place = NAME_TAILS.at(self.tokens, end - 1) == Some(1)
                && NO_PLACES.at(self.tokens, end - 2).is_none()
                && self.tokens.get(end - 1).is_some_and(|token| !token.capital)
                // "P.KD cung cấp dự báo": the second syllable of the verb is no place.
                && end > verb + 2
                && self.starter(end) > 1;
            let wants_object = self.is_proper && self.verb_with_object(at, (verb, end));
            return says_so || ends_with_place || wants_object || is_parted && !has_object;
        }
        // "… hai giờ một lần trong các kỳ triều cường": a preposition ends no name.
        let is_preposition = PREPOSITIONS.at(self.tokens, end).is_some();
        let acts = self.starter(end) > 0 || self.acts(end) > 1;
        let is_verb = acts && (self.is_proper || !is_preposition);
        let is_often = HOW_OFTEN.at(self.tokens, end).is_some();
        let goes_on = self.is_strong(end) || is_verb || self.is_plural(end) || is_often;
        let ends_as_names_do = says_so || end >= self.to || goes_on || is_parted;
        ends_as_names_do && end < self.tokens.len()
    }

    /// What the token at `end` is to a name whose tail began at `at`.
    pub(super) fn piece(
        &self,
        (at, end): (usize, usize),
        unknown: usize,
        tails: &Phrases,
    ) -> Piece {
        let Some(token) = self.tokens.get(end) else { return Piece::End };
        let is_small = !token.capital && end > at;
        // "Ban Thanh tra nhân dân | giám sát việc mua sắm": what follows is an object, which no name has.
        let verb = self.acts(end).max(NAME_VERBS.at(self.tokens, end).unwrap_or(0));
        if is_small && verb > 0 && DETERMINERS.at(self.tokens, end + verb).is_some() {
            return Piece::End;
        }
        let is_restriction = !self.is_proper && RESTRICTIONS.at(self.tokens, end).is_some();
        if is_small && !is_restriction && AUXILIARIES.at(self.tokens, end).is_some() {
            return Piece::End;
        }
        // "Đội Tham mưu - Tổng hợp | tổng hợp báo cáo": the same words again are what it does.
        let repeats = |used: usize| {
            end >= used
                && (0..used).all(|i| self.tokens[end + i].key == self.tokens[end + i - used].key)
        };
        // "Ban Xây dựng Đảng phường | tổng hợp bài": behind its place a name has ended.
        let is_behind_place = end > at
            && PLACES.at(self.tokens, end - 1) == Some(1)
            && self.tokens.get(end - 1).is_some_and(|before| !before.capital)
            && STARTERS.at(self.tokens, end).is_some_and(|used| used > 1);
        if let Some(used) =
            tails.at(self.tokens, end).filter(|used| !repeats(*used) && !is_behind_place)
            && !token.capital
            && !self.is_verb_after_tail(end, used)
            && !self.has_object((at, end), used)
            && end.checked_sub(1).is_none_or(|before| NO_PLACES.at(self.tokens, before).is_none())
        {
            return Piece::Own(used);
        }
        let own_if = |belongs: bool| if belongs { Piece::Own(1) } else { Piece::End };
        match token.sign {
            Sign::Dash | Sign::Other | Sign::Comma => return own_if(self.joins(end)),
            // "Quỹ “Vì người nghèo” tỉnh"
            Sign::Quote if self.is_proper => {
                return self.quoted(end).map_or(Piece::End, Piece::Own);
            }
            Sign::Word => {}
            _ => return Piece::End,
        }
        self.word((at, end), unknown)
    }

    /// What a word at `end` is to the name before it.
    fn word(&self, (at, end): (usize, usize), unknown: usize) -> Piece {
        let Some(token) = self.tokens.get(end) else { return Piece::End };
        let is_and = token.is("và");
        // "Đài … phát 2 buổi": a number is of a name only behind "số". "Kiểm lâm … cùng chủ rừng": with whom.
        let is_digits = token.key.bytes().all(|b| b.is_ascii_digit()) && !self.follows_capital(end);
        if is_digits && !self.is_number(end) && unknown > 0 || token.is("cùng") || token.is("với")
        {
            return Piece::End;
        }
        if self.is_strong(end) || self.is_plural(end) || HOW_OFTEN.at(self.tokens, end).is_some() {
            Piece::End
        } else if let Some(verb) = self.verb_behind((at, end), unknown) {
            verb
        } else if token.capital {
            // "Công nghệ thông tin": a subject is whole, though its last word may be a verb.
            Piece::Own(SUBJECTS.at(self.tokens, end).filter(|_| end > at).unwrap_or(1))
        } else if is_and && self.joins(end) {
            Piece::Own(1)
        } else if is_and {
            // "Ban Quản lý dự án dân dụng và công nghiệp": still inside the name.
            let is_inside = self.is_proper && unknown > 0 && !self.begins_name(end + 1);
            if is_inside && self.starter(end + 1) == 0 { Piece::Maybe(1) } else { Piece::End }
        } else if self.is_number(end) || self.is_second_syllable(at, end) {
            Piece::Own(1)
        } else if self.is_proper && self.is_education(end) {
            Piece::Own(2)
        } else {
            self.verb(end)
        }
    }

    /// "Vụ Kế hoạch - Tài chính | tổng hợp nhu cầu vốn": a tail that is a verb too is one before a noun.
    fn has_object(&self, (at, end): (usize, usize), used: usize) -> bool {
        let next = end + used;
        let is_verb = used > 1 && STARTERS.at(self.tokens, end) == Some(used);
        let is_noun = self
            .tokens
            .get(next)
            .is_some_and(|t| t.sign == Sign::Word && !t.capital && !t.is("và"))
            && self.acts(next) == 0
            && self.starter(next) == 0
            && !self.is_strong(next)
            && NAME_TAILS.at(self.tokens, next).is_none();
        is_verb && is_noun && end > at && self.is_behind_capital(end)
    }

    /// A verb of the dictionary that begins behind whole words of a name: "Trung tâm Điều khiển xa | đóng điện". It
    /// may be of the name still; behind a kind alone it is, but for phrases in the plural.
    fn verb_behind(&self, (at, end): (usize, usize), unknown: usize) -> Option<Piece> {
        let used = self.acts(end);
        let is_first = end == at && self.is_proper;
        if used == 0 || is_first || NAME_VERBS.at(self.tokens, end).is_some() {
            return None;
        }
        // A list knows it, and says below what it is.
        if self.starter(end) > 1 {
            return None;
        }
        // "Trường Cao đẳng Giao thông | vận tải Đường thủy I": capitals go on.
        let is_capital = self.tokens.get(end + used).is_some_and(|next| next.capital)
            && !self.begins_name(end + used);
        let is_followed = self.starter(end + used) > 1;
        if self.is_behind_capital(end) || end == at {
            return (!is_capital).then_some(Piece::Verb(used));
        }
        // "Đội cơ động xuất phát": unknown words end before a verb that no name takes along.
        let is_sure = used > 1 && unknown > 0 && !is_capital && !is_followed;
        is_sure.then_some(Piece::End)
    }

    /// How many tokens stand from one quotation mark to the next, both among them.
    pub(super) fn quoted(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        let ends = |index: &usize| self.tokens.get(*index).is_some_and(|t| t.sign == Sign::Quote);
        (at + 1..self.to.min(at + LONGEST)).find(ends).map(|end| end + 1 - at)
    }

    /// What a word in small letters is that no rule knows, or that is a verb.
    pub(super) fn verb(&self, end: usize) -> Piece {
        let used = self.starter(end);
        // "Công ty Giống cây | trồng Miền Bắc": capitals go on behind a short verb.
        let is_inside = || {
            self.tokens.get(end + 1).is_some_and(|next| next.capital && next.sign == Sign::Word)
                && !self.begins_name(end + 1)
                && self.is_behind_capital(end)
                && self.is_proper
        };
        if used == 0 || used == 1 && (self.is_compound(end) || is_inside()) {
            return Piece::Maybe(1);
        }
        if let Some(used) = NAME_VERBS.at(self.tokens, end) {
            return Piece::Verb(used);
        }
        // A verb wants an object: "Viện Công nghệ sau thu hoạch và Sở Y tế" has none.
        let next = separated(self.tokens, end + used);
        let has_none =
            self.is_proper && used > 1 && next.is_some_and(|next| self.begins_name(next));
        if has_none { Piece::Verb(used) } else { Piece::End }
    }

    /// The second syllable of a word whose first has the capital: "Thông tin".
    pub(super) fn is_second_syllable(&self, at: usize, end: usize) -> bool {
        let is_verb = self.starter(end) > 0 && !self.is_compound(end);
        // "Điện lực Thạch Đà | cô lập": two capitals are a whole name, and a word before a verb of one syllable is of it.
        let is_behind_two = end > at + 1
            && self.tokens.get(end - 2).is_some_and(|t| t.capital && t.sign == Sign::Word)
            && self.starter(end + 1).max(self.acts(end + 1)) == 1
            && self.tokens.get(end + 1).is_some_and(|next| !next.capital);
        end > at && self.follows_capital(end) && !is_verb && !is_behind_two
    }

    /// "Trung tâm Giáo dục thường xuyên tỉnh": an adverb anywhere else.
    pub(super) fn is_education(&self, at: usize) -> bool {
        phrase_at(self.tokens, at, "thường xuyên").is_some()
            && PLACES.at(self.tokens, at + 2).is_some()
    }
}
