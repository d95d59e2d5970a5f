//! How names of bodies are built → where a name ends that the directory does not know.
//!
//! Invariant: a name ends before a verb, unless a rule takes that verb for a part of the name.

use super::kinds::{separated, several};
use crate::text::words::{Sign, Token, longest_at, phrase_at};
use crate::vocabulary::{
    BODIES, BODY, BY_HAND, COMPOUNDS, DUTY_WORDS, NAME_TAILS, NAME_VERBS, NO_BODY, NO_VERBS,
    OF_ALL_KINDS, OF_ONE_KIND, PERSONS, PLACES, PREPOSITIONS, Phrases, SCOPES, STAND_ALONE,
    STARTERS, STRONG, SUBJECTS, TAILS, VERB_HEADS,
};

/// Words that no rule knows, in a row, that a name may have.
const UNKNOWN_WORDS: usize = 6;

/// What a token is to the name before it.
enum Piece {
    /// Part of it: so many tokens.
    Own(usize),
    /// Part of it, if it then ends as names do.
    Maybe(usize),
    /// A verb that may be part of it.
    Verb(usize),
    /// None of it.
    End,
}

/// How names are built.
pub struct Grammar<'a> {
    /// The tokens of the text.
    pub tokens: &'a [Token],
    /// Where names end at the latest.
    pub to: usize,
    /// Reads the name of one body.
    pub is_proper: bool,
}

impl Grammar<'_> {
    /// The end of a phrase in the plural; `at` is the word after "các".
    pub fn plural(&self, at: usize) -> Option<usize> {
        let mut end = self.part(at)?;
        let dashed = |end: usize| {
            // "các sở - ngành", "các phường - xã"
            let is_dash = self.tokens.get(end).is_some_and(|token| token.sign == Sign::Dash);
            let is_kind = self.tokens.get(end + 1).is_some_and(|token| !token.capital)
                && BODIES.at(self.tokens, end + 1).is_some();
            (is_dash && is_kind).then_some(end + 1)
        };
        while let Some(next) =
            dashed(end).or_else(|| separated(self.tokens, end)).filter(|next| *next < self.to)
        {
            // A semicolon parts phrases.
            let parts = (end..next)
                .any(|index| self.tokens.get(index).is_some_and(|t| t.sign == Sign::Semicolon));
            let plural = several(self.tokens, next).unwrap_or(0);
            let is_capital = self.tokens.get(next).is_some_and(|token| token.capital);
            let is_kind = BODIES.at(self.tokens, next).is_some() && !self.is_capital_body(next);
            // "các doanh nghiệp viễn thông | và UBND các huyện"
            let is_part = plural > 0 || is_kind && (!is_capital || self.is_of_all_kinds(at));
            let other = NO_BODY.at(self.tokens, next).unwrap_or(0);
            // "các cấp ủy, tổ chức đảng" is one phrase, "các Phòng Tư pháp và tổ chức hành nghề" are two.
            let is_named = (at..end).any(|index| self.tokens.get(index).is_some_and(|t| t.capital));
            let longer = BODIES.at(self.tokens, next).unwrap_or(0) > other && !is_named;
            if parts || !is_part || other > 0 && !longer {
                break;
            }
            let Some(part) = self.part(next + plural) else { break };
            end = part;
        }
        Some(self.which_places(at, end))
    }

    /// "UBND các xã | có dự án đi qua": which of the places, up to what they do.
    fn which_places(&self, at: usize, end: usize) -> usize {
        const LONGEST: usize = 12;
        let is_place = |index: usize| PLACES.at(self.tokens, index).is_some();
        let has_places = (at..end).any(is_place);
        let opens =
            longest_at(self.tokens, end, &["có", "nơi có"]).filter(|_| !self.is_strong(end));
        // The tails know the beginning of some: "có dự án | đi qua".
        let is_begun = || (at..end).any(|index| self.tokens.get(index).is_some_and(|t| t.is("có")));
        // Behind "có" a word may be a verb by itself and yet of the place: "có mở cảng".
        let least = usize::from(opens.is_some());
        let first = match opens {
            Some(opens) if has_places => end + opens + 1,
            None if has_places && is_begun() => end,
            _ => return end,
        };
        for next in first..self.to.min(end + LONGEST) + 1 {
            let Some(token) = self.tokens.get(next) else { return next };
            match token.sign {
                Sign::Colon => return next,
                Sign::Word if self.is_strong(next) || self.starter(next) > least => return next,
                Sign::Word => {}
                Sign::Comma if !self.begins_name(next + 1) => {}
                _ => return end,
            }
        }
        end
    }

    /// A body by its own name, "Sở Y tế", and not a kind of bodies.
    fn is_capital_body(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.capital) else { return false };
        // "UBND các xã" goes on a phrase; "UBND" alone stands for a kind too.
        let used = BODY.at(self.tokens, at).unwrap_or(0);
        let plural = several(self.tokens, at + used).is_some()
            || token.key == "ủy ban nhân dân" && BODIES.at(self.tokens, at + used).is_some();
        // "Đoàn trực thuộc" is a kind of bodies, "Đoàn Thanh niên" is one.
        let is_kind = BODIES.at(self.tokens, at).is_some_and(|longer| longer > used);
        // "các Quận, Huyện, Thị xã": a kind of place without its name.
        let next = self.tokens.get(at + used);
        let has_name = next.is_some_and(|next| next.capital && next.sign == Sign::Word);
        let is_place = PLACES.at(self.tokens, at) == Some(used) && !has_name;
        used > 0 && !plural && !is_kind && !is_place
    }

    /// Whether a phrase begins with bodies of all kinds: "sở, ban, ngành", and not "doanh nghiệp".
    fn is_of_all_kinds(&self, at: usize) -> bool {
        OF_ALL_KINDS.at(self.tokens, at).is_some() && OF_ONE_KIND.at(self.tokens, at).is_none()
    }

    /// The end of one part of a phrase: a kind of bodies and what belongs to it.
    fn part(&self, at: usize) -> Option<usize> {
        let mut head = BODIES.at(self.tokens, at);
        if head.is_none() {
            // "các Sở", "các Phòng": a kind in capitals; "các huyện" by their names.
            head = BODY.at(self.tokens, at);
        }
        let mut end = at + head?;
        // "UBND các huyện"
        if let Some(used) = several(self.tokens, end)
            && let Some(inner) = self.part(end + used)
        {
            return Some(inner);
        }
        if NAME_VERBS.at(self.tokens, end).is_some()
            && self.tokens.get(at).is_some_and(|token| VERB_HEADS.has(&token.key))
        {
            end += NAME_VERBS.at(self.tokens, end).unwrap_or(0);
        }
        Some(self.tail(end, &TAILS))
    }

    /// The end of the name of one body whose kind takes `used` tokens at `at`.
    pub fn proper(&self, at: usize, used: usize) -> Option<usize> {
        let mut end = at + used;
        if self.tokens.get(end).is_some_and(|token| !token.capital) {
            end += NAME_VERBS.at(self.tokens, end).filter(|_| end < self.to).unwrap_or(0);
        }
        // "Văn phòng HĐND và UBND": two kinds, one name.
        if phrase_at(self.tokens, end, "hội đồng nhân dân và ủy ban nhân dân").is_some()
        {
            end += phrase_at(self.tokens, end, "hội đồng nhân dân và ủy ban nhân dân")?;
        }
        let subject = self.subject(at, end);
        let is_subject = subject > end;
        let end = self.tail(subject, &NAME_TAILS);
        // "Khoa Xét nghiệm | trả kết quả trong …": words that no list knows behind a whole subject are rather what it
        // does, unless what no sentence has without a name follows them.
        // A subject that is a verb wants an object: "Cục Kiểm tra, giám sát | hải quan".
        let is_unknown = is_subject
            && end > subject
            && self.starter(at + used) < 2
            && NAME_VERBS.at(self.tokens, at + used).is_none()
            && (subject..end).all(|at| {
                self.tokens.get(at).is_some_and(|token| {
                    !token.capital
                        && token.sign == Sign::Word
                        && NAME_TAILS.at(self.tokens, at).is_none()
                })
            });
        let says_so = self.leads(end)
            || self.tokens.get(end).is_none_or(|token| token.sign == Sign::Colon)
            || separated(self.tokens, end).is_some_and(|next| self.begins_name(next));
        let end = if is_unknown && !says_so { subject } else { end };
        // A kind alone is no name, but for those that there is one of.
        let alone = end == at + used;
        let stands_alone =
            || used > 1 || self.tokens.get(at).is_some_and(|token| STAND_ALONE.has(&token.key));
        (!alone || stands_alone()).then_some(end.min(self.to))
    }

    /// The token behind the subjects of a name, "Công nghệ thông tin", "Kiểm kê, bảo quản", whose own words
    /// begin at `from` behind the kind at `at`.
    fn subject(&self, at: usize, from: usize) -> usize {
        let is_capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.capital);
        let is_kind_of = PLACES.at(self.tokens, at).is_some();
        let Some(used) = SUBJECTS.at(self.tokens, from).filter(|_| is_capital(from) && !is_kind_of)
        else {
            return from;
        };
        let mut end = from + used;
        // A word of one syllable goes on: "Nội", but "Nội vụ", "Kinh tế", but "Kinh tế tập thể".
        let goes_on = |end: usize| {
            let next = self.tokens.get(end);
            next.is_some_and(|next| next.sign == Sign::Word && !next.is("và"))
                && self.starter(end) == 0
                && NAME_TAILS.at(self.tokens, end).is_none()
                && !self.is_strong(end)
        };
        if used == 1 && goes_on(end) {
            return from;
        }
        // ", bảo quản", " - Kế toán": another subject, where a name ends behind it.
        while let Some(next) = self.joined_subject(end).or_else(|| self.joined_words(end)) {
            end = next;
        }
        end.min(self.to)
    }

    /// The token behind another subject that a comma, a dash or "và" joins to a name.
    fn joined_subject(&self, end: usize) -> Option<usize> {
        let sign = self.tokens.get(end)?;
        let joins = matches!(sign.sign, Sign::Comma | Sign::Dash) || sign.is("và");
        let is_body = self.begins_name(end + 1);
        let used = SUBJECTS.at(self.tokens, end + 1).filter(|_| joins && !is_body)?;
        let stop = end + 1 + used;
        let is_capital = self.tokens.get(end + 1).is_some_and(|token| token.capital);
        let ends = stop >= self.tokens.len()
            || self.is_strong(stop)
            || self.leads(stop)
            || self.starter(stop) > 0
            || NAME_TAILS.at(self.tokens, stop).is_some()
            || self
                .tokens
                .get(stop)
                .is_some_and(|token| token.sign != Sign::Word || token.is("và"));
        // "Sở Y tế, kiểm tra việc …": a verb before its object is no subject.
        let is_verb = !is_capital && self.starter(end + 1) > 0;
        let is_closed = self.is_strong(stop)
            || self.leads(stop)
            || self.starter(stop) > 1
            || self.tokens.get(stop).is_none_or(|token| token.sign == Sign::Colon)
            || separated(self.tokens, stop).is_some_and(|next| self.begins_name(next));
        (ends && (!is_verb || is_closed)).then_some(stop)
    }

    /// "Viện Công nghệ sinh học | và thực phẩm rà soát", "Đội … | , hàng giả số 2 chủ động": words behind "và" or a
    /// comma that are no verb and no body, where the verb follows; no subject has a comma behind it else.
    fn joined_words(&self, end: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let sign = self.tokens.get(end)?;
        let joins = sign.sign == Sign::Comma || sign.is("và");
        let first = self.tokens.get(end + 1)?;
        let is_other = first.capital
            || first.sign != Sign::Word
            || self.begins_name(end + 1)
            || self.is_plural(end + 1)
            || self.starter(end + 1) > 0
            || PREPOSITIONS.at(self.tokens, end + 1).is_some()
            || SCOPES.at(self.tokens, end + 1).is_some()
            || BY_HAND.at(self.tokens, end + 1).is_some()
            || PERSONS.at(self.tokens, end + 1).is_some();
        if !joins || is_other {
            return None;
        }
        for stop in end + 2..self.to.min(end + 2 + LONGEST) + 1 {
            let token = self.tokens.get(stop)?;
            if token.sign == Sign::Colon || self.is_strong(stop) || self.starter(stop) > 1 {
                return Some(stop);
            }
            if token.sign != Sign::Word || token.capital || self.is_plural(stop) {
                return None;
            }
        }
        None
    }

    /// The end of a name whose own words are a verb that wants an object: "Quỹ Hỗ trợ | phát triển hợp tác
    /// xã". It ends where the next sure verb begins.
    fn verb_with_object(&self, at: usize, (verb, end): (usize, usize)) -> bool {
        let is_verb = |at: usize| self.starter(at).max(NAME_VERBS.at(self.tokens, at).unwrap_or(0));
        at < verb && is_verb(at) == verb - at && self.starter(end) > 1
    }

    /// The end of a name that goes on behind a comma: "Vụ Phổ biến, giáo dục pháp luật". Its own words,
    /// from `at` to `end`, are a verb, and another verb follows in small letters; what comes then shows
    /// that a name has ended there.
    pub fn second_verb(&self, at: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        const OF_CLAUSES: &[&str] = &["việc", "các", "công tác", "những", "tình hình"];
        let is_verb = |at: usize| STARTERS.at(self.tokens, at).max(NAME_VERBS.at(self.tokens, at));
        let is_comma = self.tokens.get(end).is_some_and(|token| token.sign == Sign::Comma);
        let is_small = self.tokens.get(end + 1).is_some_and(|token| !token.capital);
        if !is_comma || !is_small || at >= end || is_verb(at) != Some(end - at) {
            return None;
        }
        let first = end + 1 + is_verb(end + 1)?;
        for stop in first..self.to.min(first + LONGEST) + 1 {
            let is_sure = stop > first
                && self.starter(stop) > 1
                && NAME_VERBS.at(self.tokens, stop).is_none()
                && self.tokens.get(stop).is_some_and(|token| !token.capital);
            let ends = self.tokens.get(stop).is_none_or(|token| token.sign == Sign::Colon)
                || is_sure
                || stop > first && self.acts_on_several(stop)
                || self.is_strong(stop)
                || separated(self.tokens, stop)
                    .is_some_and(|next| self.begins_name(next) || self.is_plural(next));
            if ends {
                return Some(stop);
            }
            let is_word = self.tokens.get(stop).is_some_and(|token| token.sign == Sign::Word);
            if !is_word || longest_at(self.tokens, stop, OF_CLAUSES).is_some() {
                return None;
            }
        }
        None
    }

    /// "kiểm tra các chợ": a verb that may be of a name, with an object that no name has.
    fn acts_on_several(&self, at: usize) -> bool {
        let used = self.starter(at).max(NAME_VERBS.at(self.tokens, at).unwrap_or(0));
        used > 1 && self.is_plural(at + used)
    }

    /// The words of a place after a known name: "Sở Y tế" and "tỉnh Hà Tĩnh".
    pub fn place(&self, at: usize) -> usize {
        // "Kho bạc Nhà nước Khu vực 8"
        let at = at + usize::from(at < self.to && self.is_number(at));
        let at = self.and_zones(at);
        // "Sở Công Thương các tỉnh, thành phố"
        if let Some(used) = several(self.tokens, at).filter(|_| at < self.to)
            && let Some(end) = self.plural(at + used)
        {
            return end;
        }
        let used = PLACES.at(self.tokens, at);
        let mut end = match used {
            Some(used) if at < self.to => at + used,
            _ => return at,
        };
        while self.tokens.get(end).is_some_and(|token| token.sign == Sign::Word && end < self.to)
            && (self.tokens.get(end).is_some_and(|token| token.capital) || self.is_number(end))
            && BODY.at(self.tokens, end).is_none()
        {
            end += 1;
        }
        end
    }

    /// Behind "và các khu công nghiệp", where "Khu kinh tế" stands before: one body has both.
    fn and_zones(&self, at: usize) -> usize {
        let is_zone = at.checked_sub(3).and_then(|at| phrase_at(self.tokens, at, "khu kinh tế"));
        let more = phrase_at(self.tokens, at, "và các khu công nghiệp");
        let more = more.filter(|used| is_zone == Some(3) && at + used <= self.to);
        more.map_or(at, |used| at + used)
    }

    /// What goes on a name from `at`: capitals, known tails, and a few unknown words where what
    /// comes then shows that they belong to it.
    fn tail(&self, at: usize, tails: &Phrases) -> usize {
        let (mut end, mut sure, mut unknown) = (at, at, 0);
        // Where the first verb stands that may be of the name: "Ban Quản lý dự án | đầu tư".
        let mut verb: Option<usize> = None;
        while end < self.to {
            let (used, is_sure) = match self.piece((at, end), unknown, tails) {
                Piece::Own(used) => (used, true),
                Piece::Maybe(used) => (used, false),
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
        if self.ends_name((at, end), verb) { end } else { verb.unwrap_or(sure) }
    }

    /// Whether unknown words up to `end` belong to a name whose tail began at `at`: it then ends as names do; a
    /// verb only before the words that no sentence has without a name before them.
    fn ends_name(&self, (at, end): (usize, usize), verb: Option<usize>) -> bool {
        let is_stop = |at: usize| self.tokens.get(at).is_some_and(|token| token.sign == Sign::Stop);
        let says_so = is_stop(end) && is_stop(end + 1)
            || self.leads(end)
            || self.tokens.get(end).is_some_and(|token| token.sign == Sign::Colon);
        let is_parted = separated(self.tokens, end).is_some_and(|next| self.begins_name(next));
        if let Some(verb) = verb {
            // A verb wants an object: "Viện Khoa học công nghệ xây dựng và UBND …" has none.
            let has_object = self.starter(end - 1) == 0 && self.starter(end.saturating_sub(2)) < 2;
            // "Ban Quản lý dự án đầu tư xây dựng tỉnh tổ chức …": the place ends the name.
            let ends_with_place = NAME_TAILS.at(self.tokens, end - 1) == Some(1)
                && self.tokens.get(end - 1).is_some_and(|token| !token.capital)
                // "P.KD cung cấp dự báo": the second syllable of the verb is no place.
                && end > verb + 2
                && self.starter(end) > 1;
            let wants_object = self.is_proper && self.verb_with_object(at, (verb, end));
            return says_so || ends_with_place || wants_object || is_parted && !has_object;
        }
        // "… hai giờ một lần trong các kỳ triều cường": a preposition ends no name.
        let is_preposition = PREPOSITIONS.at(self.tokens, end).is_some();
        let is_verb = self.starter(end) > 0 && (self.is_proper || !is_preposition);
        let goes_on = self.is_strong(end) || is_verb || self.is_plural(end);
        let ends_as_names_do = says_so || end >= self.to || goes_on || is_parted;
        ends_as_names_do && end < self.tokens.len()
    }

    /// What the token at `end` is to a name whose tail began at `at`.
    fn piece(&self, (at, end): (usize, usize), unknown: usize, tails: &Phrases) -> Piece {
        let Some(token) = self.tokens.get(end) else { return Piece::End };
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
        let is_and = token.is("và");
        // "Đài … phát 2 buổi": a number is of a name only behind "số". "Kiểm lâm … cùng chủ rừng": with whom.
        let is_digits = token.key.bytes().all(|b| b.is_ascii_digit()) && !self.follows_capital(end);
        if is_digits && !self.is_number(end) && unknown > 0 || token.is("cùng") || token.is("với")
        {
            return Piece::End;
        }
        if self.is_strong(end) || self.is_plural(end) {
            Piece::End
        } else if token.capital || is_and && self.joins(end) {
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

    /// How many tokens stand from one quotation mark to the next, both among them.
    fn quoted(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        let ends = |index: &usize| self.tokens.get(*index).is_some_and(|t| t.sign == Sign::Quote);
        (at + 1..self.to.min(at + LONGEST)).find(ends).map(|end| end + 1 - at)
    }

    /// What a word in small letters is that no rule knows, or that is a verb.
    fn verb(&self, end: usize) -> Piece {
        let used = self.starter(end);
        if used == 0 || used == 1 && self.is_compound(end) {
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

    /// "Quản lý thị trường số 5", "Kho bạc Nhà nước Khu vực 8".
    fn is_number(&self, at: usize) -> bool {
        let is_of_name = |token: &Token| {
            ["số", "vực", "khu vực", "khu", "quân khu"].contains(&token.key.as_str())
        };
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_digits =
            self.tokens.get(at).is_some_and(|token| token.key.bytes().all(|b| b.is_ascii_digit()));
        is_digits && before.is_some_and(is_of_name)
    }

    /// The second syllable of a word whose first has the capital: "Thông tin".
    fn is_second_syllable(&self, at: usize, end: usize) -> bool {
        let is_verb = self.starter(end) > 0 && !self.is_compound(end);
        end > at && self.follows_capital(end) && !is_verb
    }

    /// The second syllable of a word, though it is a verb by itself.
    fn is_compound(&self, at: usize) -> bool {
        let is_long = |before: usize| {
            // "Trợ giúp", "Bảo trợ": of a verb of two syllables the second is none by itself.
            let verb = STARTERS.at(self.tokens, before).max(NAME_VERBS.at(self.tokens, before));
            COMPOUNDS.at(self.tokens, before).is_some() || verb.is_some_and(|used| used > 1)
        };
        at.checked_sub(1).is_some_and(is_long)
    }

    /// "Trung tâm Giáo dục thường xuyên tỉnh": an adverb anywhere else.
    fn is_education(&self, at: usize) -> bool {
        phrase_at(self.tokens, at, "thường xuyên").is_some()
            && PLACES.at(self.tokens, at + 2).is_some()
    }

    fn is_plural(&self, at: usize) -> bool {
        several(self.tokens, at).is_some()
    }

    /// "xây dựng" may be a tail of a name elsewhere; a tail that is also a verb before an object is
    /// one: "thông tin đại chúng" is none.
    fn is_verb_after_tail(&self, at: usize, used: usize) -> bool {
        let longest_verb = STARTERS.at(self.tokens, at).unwrap_or(0);
        longest_verb > used
    }

    /// Words that no name goes over.
    fn is_strong(&self, at: usize) -> bool {
        let is_capital = self.tokens.get(at).is_some_and(|token| token.capital);
        !is_capital && STRONG.at(self.tokens, at).is_some()
    }

    /// How many tokens the verb takes that begins here; none is 0.
    fn starter(&self, at: usize) -> usize {
        let used = STARTERS.at(self.tokens, at).unwrap_or(0);
        // "Ban An toàn giao thông" has no verb.
        if NO_VERBS.at(self.tokens, at).is_some_and(|longer| longer >= used) { 0 } else { used }
    }

    fn follows_capital(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.tokens.get(before)).is_some_and(|before| {
            before.sign == Sign::Word && before.capital && before.end - before.start > 1
        })
    }

    fn leads(&self, at: usize) -> bool {
        DUTY_WORDS.at(self.tokens, at).is_some()
    }

    /// Whether "và", a dash or a comma stands inside a name: capitals go on that are no body.
    fn joins(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|_| at + 1 < self.to) else { return false };
        // "P.PC - TT": a kind cut short is a body only with its name behind.
        const CUT: &[&str] = &["tt", "p", "bv", "cn", "vp", "xn", "px"];
        let is_cut = CUT.contains(&next.key.as_str())
            && self.tokens.get(at + 2).is_none_or(|after| !after.capital);
        next.sign == Sign::Word
            && next.capital
            && (is_cut
                || BODY.at(self.tokens, at + 1).is_none()
                || NO_BODY.at(self.tokens, at + 1).is_some())
            && several(self.tokens, at + 1).is_none()
    }

    fn begins_name(&self, at: usize) -> bool {
        let plural = several(self.tokens, at).unwrap_or(0);
        if NO_BODY.at(self.tokens, at + plural).is_some() {
            return false;
        }
        BODIES.at(self.tokens, at + plural).is_some()
            || self.tokens.get(at).is_some_and(|token| token.capital)
                && BODY.at(self.tokens, at).is_some()
    }
}
