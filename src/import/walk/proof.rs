//! Whether a row has proved itself: "chắc chắn" is a promise, so a row keeps it only when nothing speaks
//! against it.
//!
//! Invariant: only lowers how sure a row is, and says why.

use super::around::Around;
use super::found::Confidence;
use super::texts::capitalized;
use super::walker::Walk;
use crate::directory::Found;
use crate::import::speech::closing;
use crate::import::speech::forms::{self, begins_inside};
use crate::import::speech::named::{is_body, is_person};
use crate::model::draft::SecondReading;
use crate::names::is_of_several;
use crate::text::key;
use crate::text::words::{Sign, between, phrase_at, tokens};
use crate::vocabulary::{
    ADVERBS, BODIES, BODY, EVENTS, HOW_OFTEN, NAME_VERBS, NO_BODY, OF_ALL_KINDS, PERSON_TITLES,
    PERSONS, PLURAL, POSTS, SHORT_VERBS, STARTERS, SUBJECTS, SURE_ROLES, TOLD_STATES, VERBS,
};

/// The second reading of a sentence, and whether it scores near the first.
pub struct Rival {
    /// What it says.
    pub reading: SecondReading,
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
        let doubt = if around.lead.is_empty() {
            Some("chưa thấy cơ quan chủ trì; nên xem lại")
        } else if !names().all(|name| self.is_named(name)) {
            Some("tên cơ quan, người chưa có trong danh bạ; nên xem lại tên")
        } else if around.is_doubtful && around.in_block {
            Some("tên ở đầu khối có thể còn phần sau; nên xem lại tên")
        } else if names().any(|name| self.may_be_wrong(name)) {
            Some("tên cơ quan có chỗ giống lời giao việc; nên xem lại tên")
        } else if names().any(|name| is_person(name) && name.contains('(')) {
            Some("chữ trong ngoặc sau tên người có thể không thuộc tên; nên xem lại")
        } else if around.lead.len() > 1 && around.lead.iter().any(|name| is_of_several(name)) {
            Some("chưa chắc một hay nhiều cơ quan; nên xem lại")
        } else if content.contains('\n') {
            Some("nội dung gồm nhiều đoạn; nên xem lại")
        } else if names_person(content) {
            Some("trong nội dung còn tên người; nên xem lại")
        } else if content.split(' ').count() < 3 {
            Some("nội dung quá ngắn; nên xem lại")
        } else if tells_state(content) {
            Some("nội dung có thể chỉ nêu tình trạng; nên xem lại")
        } else if begins_with_tail(content) {
            Some("nội dung có thể bắt đầu ở giữa tên cơ quan; nên xem lại")
        } else if names().any(|name| may_be_several(name)) {
            Some("tên có thể gồm nhiều cơ quan; nên xem lại")
        } else if around.lead.iter().any(|name| is_kind_alone(name)) && !begins_with_verb(content) {
            Some("tên có thể còn phần sau, nằm trong nội dung; nên xem lại")
        } else if names().any(|name| self.holds_known(name)) {
            Some("tên có thể gồm cả lời giao việc; nên xem lại tên")
        } else if begins_with_answer(content) || content.contains('→') {
            Some("trong nội dung còn lời nói ai làm; nên xem lại")
        } else if self.begins_with_name_verbs(around, content) {
            Some("nội dung có thể bắt đầu bằng phần cuối của tên; nên xem lại tên")
        } else if begins_before_colon(content) {
            Some("nội dung có thể bắt đầu bằng tên người làm; nên xem lại")
        } else if self.begins_with_body(content) {
            Some("nội dung bắt đầu bằng tên cơ quan; nên xem lại")
        } else if SAID_IN_WORDS.contains(&why) && !begins_with_verb(content) {
            Some("chưa chắc việc bắt đầu từ chữ nào; nên xem lại")
        } else if holds_role(content) {
            Some("trong nội dung còn lời giao việc cho người khác; nên xem lại")
        } else if around.support.is_empty() && self.ends_with_support(content) {
            Some("cuối nội dung còn tên cơ quan phối hợp; nên xem lại")
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
        let cuts = content.match_indices([';', '.', ':']).take(MOST);
        cuts.map(|(at, _)| content.get(at + 1..).unwrap_or_default().trim_start())
            .filter(|rest| rest.starts_with(char::is_uppercase))
            .any(|rest| self.gives(rest))
            || self.goes_on_with_body(content)
    }

    /// Whether behind a comma one whole body stands that goes on to do something: "…, Phòng Tài chính
    /// thẩm định giá". What it does may be work of its own, or what becomes of the work before.
    fn goes_on_with_body(&self, content: &str) -> bool {
        const MOST: usize = 8;
        const REACH: usize = 24;
        let rests = content.match_indices(", ").take(MOST);
        rests.filter_map(|(at, _)| content.get(at + 2..)).any(|rest| {
            let words = tokens(rest, REACH);
            let is_named = words.first().is_some_and(|first| first.capital);
            let list = self.bodies.list(rest, &words, 0).filter(|_| is_named);
            list.is_some_and(|list| {
                let next = words.get(list.end);
                list.names.len() == 1
                    && list.names.iter().all(|name| is_body(name, self.bodies))
                    && next.is_some_and(|next| next.sign == Sign::Word && !next.is("và"))
                    && STARTERS.at(&words, list.end).is_some()
            })
        })
    }

    /// Whether a name that the directory does not know ends or begins as names do not, or holds what
    /// is a verb elsewhere: "Phòng A báo cáo kết quả tháng 11", "03 chuyên gia đọc".
    fn may_be_cut(&self, name: &str) -> bool {
        if self.bodies.is_known(name) {
            return false;
        }
        let words = tokens(name, 30);
        let begins_with_count = name.starts_with(|c: char| c.is_ascii_digit());
        let holds_time = (1..words.len()).any(|at| HOW_OFTEN.at(&words, at).is_some());
        let verb = |at: usize| {
            !words[at].capital
                && words.get(at - 1).is_some_and(|before| before.sign == Sign::Word)
                && STARTERS.at(&words, at).is_some_and(|used| used > 1)
                && NAME_VERBS.at(&words, at).is_none()
        };
        // "Chi đoàn, bảo vệ" may be two, "Phòng Kiểm tra, giám sát" one.
        let may_be_two = name.match_indices(", ").any(|(at, _)| {
            name.get(at + 2..).is_some_and(|rest| rest.starts_with(char::is_lowercase))
        });
        // Right behind its kind a verb is the name: "Tổ thu gom rác".
        let first = BODY.at(&words, 0).unwrap_or(1) + 1;
        let is_phrase = PLURAL.at(&words, 0).is_some();
        begins_with_count
            || holds_time
            || may_be_two && !is_phrase
            || (first..words.len()).any(verb)
    }

    /// Whether a name that nobody knows goes on behind a known one with a verb: "Cục Chăn nuôi xây dựng kịch bản".
    fn holds_known(&self, name: &str) -> bool {
        if self.bodies.is_known(name) {
            return false;
        }
        let words = tokens(name, 30);
        (2..words.len()).any(|at| {
            !words[at].capital
                && STARTERS.at(&words, at).is_some()
                && words[at - 1].sign == Sign::Word
                && self.bodies.is_known(between(name, &words, 0, at))
        })
    }

    /// Whether a content begins with two verbs of which the first may be the end of the name before it: "Phòng Kế
    /// hoạch" and "Đầu tư lập phương án".
    fn begins_with_name_verbs(&self, around: &Around, content: &str) -> bool {
        let words = tokens(content, 8);
        let first = NAME_VERBS.at(&words, 0).or_else(|| SUBJECTS.at(&words, 0));
        let lists = [&*STARTERS, &*VERBS, &*SHORT_VERBS];
        let second = first.filter(|used| lists.iter().any(|list| list.at(&words, *used).is_some()));
        second.is_some()
            && !around.lead.iter().all(|name| self.bodies.directory.find(name) != Found::Nobody)
    }

    /// Whether a name holds what is rather of the sentence or of a heading.
    fn may_be_wrong(&self, name: &str) -> bool {
        holds_verb(name) || self.may_be_cut(name) || is_heading(name) || holds_body(name)
    }

    /// Whether a content ends with those who support: "…, phối hợp với Sở Y tế".
    fn ends_with_support(&self, content: &str) -> bool {
        const REACH: usize = 40;
        let closed = content.trim_end_matches(['.', ';', ' ']);
        let Some((before, names)) = closed.rsplit_once("phối hợp với ") else { return false };
        let words = tokens(names, REACH);
        before.trim_end().ends_with([',', ';'])
            && self.bodies.list(names, &words, 0).is_some_and(|list| list.end == words.len())
    }

    /// Whether a content begins with the name of a body, which then does it.
    fn begins_with_body(&self, content: &str) -> bool {
        let words = tokens(content, 40);
        let is_verb = STARTERS.at(&words, 0).is_some() || VERBS.at(&words, 0).is_some();
        let is_person = PERSON_TITLES.at(&words, 0).or_else(|| POSTS.at(&words, 0)).is_some();
        let is_body = || {
            self.bodies.list(content, &words, 0).is_some_and(|list| {
                list.end < words.len() && list.names.iter().all(|name| is_body(name, self.bodies))
            })
        };
        !is_verb && (is_person || is_body())
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
            reading: SecondReading {
                lead: found.assignment.lead.clone(),
                support: found.assignment.support.clone().unwrap_or_default(),
                content: capitalized(&content),
            },
        })
    }
}

/// Why a row is known where the words of its sentence say so: its work then begins with a verb.
const SAID_IN_WORDS: &[&str] =
    &["“chủ trì” trong câu", "“chủ trì” ở đầu ý, cơ quan theo khối", "câu giao việc"];

/// Whether a content begins as work does: with a verb, or with what stands before one.
fn begins_with_verb(content: &str) -> bool {
    let words = tokens(content, 8);
    let is_other = words.first().is_none_or(|first| first.sign != Sign::Word);
    let lists = [&*STARTERS, &*ADVERBS, &*VERBS, &*SHORT_VERBS];
    is_other || lists.iter().any(|list| list.at(&words, 0).is_some())
}

/// Whether a content begins with who answers for it or with whom it is done, and the work comes behind: "Chịu
/// trách nhiệm huy động …", "Khẩn trương, phối hợp với …", "Kế toán xã rà soát …".
fn begins_with_answer(content: &str) -> bool {
    let words = tokens(content, 12);
    let answers = phrase_at(&words, 0, "chịu trách nhiệm").is_some_and(|used| {
        words.get(used).is_some_and(|next| next.is("chính")) || STARTERS.at(&words, used).is_some()
    });
    let urged = ADVERBS.at(&words, 0).is_some_and(|used| {
        words.get(used).is_some_and(|next| next.sign == Sign::Comma)
            && phrase_at(&words, used + 1, "phối hợp").is_some()
    });
    let post = POSTS.at(&words, 0).filter(|_| STARTERS.at(&words, 0).is_none());
    let acts =
        post.is_some_and(|used| (used..used + 3).any(|at| STARTERS.at(&words, at).is_some()));
    answers || urged || acts
}

/// Whether a content begins with how things are: "Còn thiếu …", "Đã hoàn thành …".
fn tells_state(content: &str) -> bool {
    TOLD_STATES.at(&tokens(content, 4), 0).is_some()
}

/// Whether words that give work to somebody are left in a content: "… do Sở X chủ trì", "Sở Y phối hợp: …", "…,
/// người đứng đầu phải …".
fn holds_role(content: &str) -> bool {
    const REACH: usize = 80;
    let words = tokens(content, REACH);
    let chairs = |at: usize| {
        phrase_at(&words, at, "chủ trì")
            .is_some_and(|used| EVENTS.at(&words, at + used).is_none() && at > 0)
    };
    let supports = |at: usize| {
        phrase_at(&words, at, "phối hợp")
            .is_some_and(|used| words.get(at + used).is_some_and(|next| next.sign == Sign::Colon))
    };
    let people = |at: usize| {
        let behind_comma = at > 0 && words[at - 1].sign == Sign::Comma;
        behind_comma
            && PERSONS.at(&words, at).is_some_and(|used| {
                (at + used..words.len().min(at + used + 6)).any(|at| words[at].is("phải"))
            })
    };
    (0..words.len()).any(|at| chairs(at) || supports(at) || people(at))
}

/// Whether a name is written as headings are: "BỘ TRƯỞNG BỘ XÂY DỰNG điện".
fn is_heading(name: &str) -> bool {
    let capital = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    name.split(' ').take(4).filter(capital).count() > 3
}

/// Whether a name that begins with no kind has one further on: "Gia Lâm Sở Nông nghiệp".
fn holds_body(name: &str) -> bool {
    let words = tokens(name, 30);
    let lists = [&*BODY, &*BODIES, &*POSTS, &*PERSONS, &*PLURAL, &*PERSON_TITLES];
    let begins = lists.iter().any(|list| list.at(&words, 0).is_some())
        || words.first().is_some_and(|first| first.key.starts_with(|c: char| c.is_ascii_digit()));
    let has_kind = |at: usize| words[at].capital && BODY.at(&words, at).is_some();
    !begins && (1..words.len()).any(has_kind)
}

/// Whether a content names a person behind a colon or a bracket, who may be the one to do it.
fn names_person(content: &str) -> bool {
    const REACH: usize = 80;
    let words = tokens(content, REACH);
    (1..words.len()).any(|at| {
        matches!(words[at - 1].sign, Sign::Colon | Sign::Open)
            && PERSON_TITLES
                .at(&words, at)
                .is_some_and(|used| words.get(at + used).is_some_and(|next| next.capital))
    })
}

/// Whether a name is rather a list of them: a kind of body stands behind a comma or "và" in it.
fn may_be_several(name: &str) -> bool {
    let words = tokens(name, 30);
    let is_known_pair = ["hội đồng nhân dân và ủy ban nhân dân", "hđnd và ubnd"]
        .iter()
        .any(|pair| key(name).contains(pair));
    let joins = |at: usize| words[at].sign == Sign::Comma || words[at].is("và");
    let begins = |at: usize| {
        let plural = PLURAL.at(&words, at).is_some();
        let is_body = words.get(at).is_some_and(|word| word.capital)
            && BODY.at(&words, at).is_some()
            && NO_BODY.at(&words, at).is_none();
        plural || is_body
    };
    // "Các sở, ban, ngành" are one phrase, as is what begins in the plural.
    let is_phrase = PLURAL.at(&words, 0).is_some();
    let at_most = words.len().saturating_sub(1);
    // "Đ/c Vân và đ/c Hòa", "Cô Thảo cùng thầy Lộc"
    let persons = (1..at_most).any(|at| {
        (words[at].is("và") || words[at].is("cùng")) && PERSON_TITLES.at(&words, at + 1).is_some()
    });
    // "từng tổ dân phố", "lực lượng": no names at all.
    let is_none = ["từng ", "mỗi ", "lực lượng"].iter().any(|word| key(name).starts_with(word));
    if persons || is_none {
        return true;
    }
    // "Các tổ chức tín dụng, chi nhánh ngân hàng nước ngoài": two phrases, where each says more than its kind.
    let says_more = is_phrase
        && name.split(", ").skip(1).any(|part| {
            let words = tokens(part, 12);
            let kind = BODIES.at(&words, 0).unwrap_or(1);
            words.len() > kind + 2 && OF_ALL_KINDS.at(&words, 0).is_none()
        });
    !is_known_pair
        && (says_more || !is_phrase && (1..at_most).any(|at| joins(at) && begins(at + 1)))
}

/// Whether a name is a kind of bodies with nothing that tells which: "Các bộ môn".
fn is_kind_alone(name: &str) -> bool {
    let words = tokens(name, 6);
    PLURAL.at(&words, 0).is_some_and(|used| {
        let kind = BODIES.at(&words, used).or_else(|| BODY.at(&words, used));
        kind.is_some_and(|kind| used + kind == words.len())
    })
}

/// Whether a content begins with a few words before a colon that are no work: "Bảo vệ, tạp vụ: mở cổng".
fn begins_before_colon(content: &str) -> bool {
    const MOST: usize = 6;
    content.split_once(": ").is_some_and(|(before, _)| {
        let is_post = POSTS.at(&tokens(before, 6), 0).is_some();
        before.split(' ').count() <= MOST && (is_post || !begins_with_verb(before))
    })
}

/// Whether a name goes over a verb that is no part of names.
fn holds_verb(name: &str) -> bool {
    let tokens = tokens(name, 30);
    let is_sure = |at: usize| SURE_ROLES.at(&tokens, at).is_some();
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
    let is_marked =
        content.split(['-', ')', '.']).next().is_some_and(|mark| mark.chars().count() == 1);
    begins_inside(&lowered) && content.split(' ').count() < 4
        || is_marked
        || content.starts_with(|c: char| c.is_ascii_digit())
        || content.starts_with([')', ',', ';', '-', '/'])
        || ["và ", "với ", "của ", "thuộc "].iter().any(|tail| lowered.starts_with(tail))
}
