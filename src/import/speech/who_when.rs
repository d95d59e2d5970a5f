//! Words that say who does a task and until when, and nothing else: the last sentence of a
//! paragraph, a paragraph of its own below the task, a bracket at its end.
//!
//! Invariant: words that say what is to be done make the whole no such words.

use super::assignment::{Assignment, Form};
use super::attribute::Attribute;
use super::deadline;
use super::forms::assignment;
use super::named::is_body;
use super::when;
use crate::model::Field;
use crate::names::{Bodies, after_duties, is_agency, is_of_several, order, several};
use crate::text::words::{Sign, Token, between, goes_on_in_capitals, phrase_at, tokens};
use crate::vocabulary::{
    ADVISES, ALSO_LEADS, BESIDE, BODIES, CLOSELY, EMPTY_RESTS, LEADS, NAME_VERBS, SHORT_VERBS,
    STARTERS, SUPPORTS, TASK_SUBJECTS, WEAK_LEADS, WITH,
};

/// Tokens that are read; more are a text and not words of this kind.
const REACH: usize = 160;

/// Whether the rest of a sentence begins with words that say nothing of their own.
fn begins_empty(rest: &str) -> bool {
    let tokens = tokens(rest, 8);
    EMPTY_RESTS.at(&tokens, 0).is_some() || ADVISES.at(&tokens, 0).is_some()
}

/// Who and when, where a text says no more.
pub fn who_and_when(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let text = text.trim().trim_end_matches(['.', ';', ' ']);
    let attributes = who_and_when_of_rest(text, bodies)?;
    let speaks_of_bodies =
        attributes.iter().any(|each| matches!(each.field, Field::Lead | Field::Support));
    speaks_of_bodies.then_some(attributes)
}

/// Names of agencies and nothing else: those who lead.
pub fn only_names(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let text = text.trim().trim_end_matches(['.', ';', ' ']);
    let piece = Piece::new(text, bodies)?;
    // "Sở X thực hiện", "Sở X, có sự hỗ trợ của Sở Y"
    let helped = piece.find("có sự hỗ trợ của").or_else(|| piece.find("có sự phối hợp của"));
    let end = match helped {
        Some((at, _)) => at,
        None => piece.end_of_names(),
    };
    let mut found = piece.names(Field::Lead, piece.start, end)?;
    let is_agency = |each: &Attribute| is_body(&each.value, bodies);
    // A name ends with no deadline: "Phòng X thẩm định dự toán, trình Giám đốc trước 10/3" is a sentence.
    let tells = |each: &Attribute| {
        piece.is_sentence(&each.value) || deadline::in_sentence(&each.value).is_some()
    };
    if !found.iter().all(is_agency) || found.iter().any(tells) {
        return None;
    }
    if let Some((_, after)) = helped {
        found.extend(piece.names(Field::Support, after, piece.tokens.len())?);
    }
    Some(found)
}

/// Who supports and until when, behind those who lead.
pub fn who_and_when_of_rest(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let mut found: Vec<Attribute> = Vec::new();
    // "A chủ trì; B; C phối hợp": B stands between, and C says what both do.
    let mut waiting: Vec<Attribute> = Vec::new();
    for piece in text.split(';') {
        let field = found.last().map(|last| last.field);
        let read = Piece::new(piece.trim(), bodies)?;
        // "… phối hợp với Sở Y; Sở Z và các đơn vị liên quan tham mưu": the list of before goes on.
        let more = || read.more_names();
        let said = match field {
            Some(Field::Support) => more().or_else(|| read.who_and_when()),
            Some(Field::Lead) => read.who_and_when().or_else(|| read.helps()),
            _ => read.who_and_when(),
        };
        match said {
            Some(said) => {
                let supports = said.iter().any(|each| each.field == Field::Support);
                if !waiting.is_empty() && !supports {
                    return None;
                }
                found.append(&mut waiting);
                found.extend(said);
            }
            None if field == Some(Field::Lead) => waiting.extend(more()?),
            None => return None,
        }
    }
    waiting.is_empty().then_some(found)
}

/// Who leads and what else is said, where a text says no more.
pub fn lead_and_more(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    who_and_when(text, bodies).filter(|found| found.iter().any(|each| each.field == Field::Lead))
}

/// A text between two semicolons.
struct Piece<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Where it begins behind "Giao", "Nhiệm vụ này giao".
    start: usize,
    ordered: bool,
    bodies: &'a Bodies<'a>,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, bodies: &'a Bodies<'a>) -> Option<Piece<'a>> {
        let tokens = tokens(text, REACH);
        (!tokens.is_empty() && tokens.len() < REACH).then_some(())?;
        let subject = TASK_SUBJECTS.at(&tokens, 0).unwrap_or(0);
        let ordered = order(&tokens, subject).filter(|at| bodies.begins(text, &tokens, *at));
        let start = ordered.unwrap_or(subject);
        Some(Piece { text, tokens, start, ordered: ordered.is_some(), bodies })
    }

    /// Names and nothing else but "thực hiện", which go on a list of those who support.
    fn more_names(&self) -> Option<Vec<Attribute>> {
        let end = self.end_of_names();
        let end = (self.start + 1..end)
            .find(|at| {
                ADVISES.at(&self.tokens, *at).is_some_and(|used| at + used == self.tokens.len())
            })
            .unwrap_or(end);
        let found = self.names(Field::Support, self.start, end)?;
        let are_bodies = found.iter().all(|each| {
            is_agency(&each.value)
                || is_of_several(&each.value)
                || self.bodies.is_known(&each.value)
        });
        are_bodies.then_some(found)
    }

    fn who_and_when(&self) -> Option<Vec<Attribute>> {
        self.time(0)
            .map(|time| vec![time])
            .or_else(|| self.they_support())
            .or_else(|| self.it_leads())
            .or_else(|| self.assigned())
    }

    /// "Sở X chủ trì, Sở Y và Sở Z cùng phối hợp thực hiện", "Sở Y, Sở Z phối hợp".
    fn they_support(&self) -> Option<Vec<Attribute>> {
        let (supports, after) = (self.start + 1..self.tokens.len()).rev().find_map(|at| {
            let used = SUPPORTS.at(&self.tokens, at)?;
            // Others than "phối hợp" say so only at the end.
            let is_said =
                phrase_at(&self.tokens, at, "phối hợp").is_some() || at + used == self.tokens.len();
            is_said.then_some((at, at + used))
        })?;
        let time = self.tail(after).or_else(|| self.aside(after))?;
        // "cùng phối hợp", "theo dõi, hướng dẫn, phối hợp"
        let mut before = supports;
        while let Some(beside) = (self.start + 1..before).find(|at| {
            BESIDE
                .at(&self.tokens, *at)
                .is_some_and(|used| (at + used..before).all(|at| !self.is_word(at)))
        }) {
            before = beside;
        }
        let mut found = Vec::new();
        let mut from = self.start;
        // "Sở X chủ trì, Sở Y đồng chủ trì, Sở Z phối hợp"
        while let Some((leads, after)) = self.leads((from, before)) {
            found.extend(self.names(Field::Lead, from, leads)?);
            from = (after..before).find(|at| self.is_word(*at))?;
        }
        found.extend(self.names(Field::Support, from, before)?);
        found.extend(time);
        Some(found)
    }

    /// Behind who leads, "Phòng An toàn hướng dẫn kỹ thuật": who does a part of it, and what, in few words.
    fn helps(&self) -> Option<Vec<Attribute>> {
        const LONGEST: usize = 5;
        let list = self.bodies.list(self.text, &self.tokens, self.start)?;
        let acts = SUPPORTS
            .at(&self.tokens, list.end)
            .or_else(|| STARTERS.at(&self.tokens, list.end).filter(|used| *used > 1))?;
        let is_short = self.tokens.len() <= list.end + acts + LONGEST
            && (list.end..self.tokens.len()).all(|at| self.tokens[at].sign == Sign::Word);
        let are_bodies = list.names.iter().all(|name| is_body(name, self.bodies));
        let make = |value: String| Attribute { field: Field::Support, value };
        (is_short && are_bodies).then(|| list.names.into_iter().map(make).collect())
    }

    /// What they do beside, "phối hợp giám sát thủ tục", is of no row; its deadline is.
    fn aside(&self, at: usize) -> Option<Option<Attribute>> {
        const LONGEST: usize = 8;
        (self.tokens.len() <= at + LONGEST && WITH.at(&self.tokens, at).is_none()).then_some(())?;
        let text = between(self.text, &self.tokens, at, self.tokens.len());
        let value = deadline::in_sentence(text);
        Some(value.map(|value| Attribute { field: Field::Deadline, value }))
    }

    /// "Sở X chủ trì thực hiện, hoàn thành trước ngày 30/6".
    fn it_leads(&self) -> Option<Vec<Attribute>> {
        let (leads, after) = self.leads((self.start, self.tokens.len()))?;
        let Some(time) = self.tail(after) else { return self.it_leads_with(leads, after) };
        let mut found = self.names(Field::Lead, self.start, leads)?;
        found.extend(time);
        Some(found)
    }

    /// "Sở X thực hiện, phối hợp Sở Y": who helps, with "với" or without.
    fn it_leads_with(&self, leads: usize, after: usize) -> Option<Vec<Attribute>> {
        let comma = self.tokens.get(after).is_some_and(|token| token.sign == Sign::Comma);
        let at = after + usize::from(comma);
        let mut at = at + phrase_at(&self.tokens, at, "phối hợp")?;
        at += CLOSELY.at(&self.tokens, at).unwrap_or(0);
        at += WITH.at(&self.tokens, at).unwrap_or(0);
        let list = self.bodies.list(self.text, &self.tokens, at)?;
        let time = self.tail(list.end)?;
        let mut found = self.names(Field::Lead, self.start, leads)?;
        let helps = |value: String| Attribute { field: Field::Support, value };
        found.extend(list.names.into_iter().map(helps));
        found.extend(time);
        Some(found)
    }

    /// "Sở X chủ trì, phối hợp với Sở Y thực hiện", "Giao Sở X tham mưu thực hiện".
    fn assigned(&self) -> Option<Vec<Attribute>> {
        let text = between(self.text, &self.tokens, self.start, self.tokens.len());
        let Assignment { lead, support, rest, form } = assignment(text, self.bodies)?;
        let says_so = match form {
            Form::Leads | Form::LeadsInBlock | Form::Duty | Form::Supported => true,
            // "Sở X và Sở Y triển khai thực hiện": what is left is a deadline at most.
            Form::Subject => self.ordered || rest.is_empty() || begins_empty(&rest),
            // "Nhiệm vụ này giao Sở X"
            Form::Colon => self.ordered && rest.is_empty(),
            Form::Within | Form::Place => false,
        };
        let rest = Piece::new(&rest, self.bodies).filter(|_| !rest.is_empty());
        let time = match rest {
            Some(rest) => rest.tail(0)?,
            None => None,
        };
        if !says_so {
            return None;
        }
        let make = |field, names: Vec<String>| {
            names.into_iter().map(move |value| Attribute { field, value })
        };
        let mut found: Vec<Attribute> = make(Field::Lead, lead).collect();
        found.extend(make(Field::Support, support.unwrap_or_default()));
        found.extend(time);
        (!found.is_empty()).then_some(found)
    }

    /// Where the words stand that say that who is before them leads, and where they end.
    fn leads(&self, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        (from + 1..to).find_map(|at| {
            let weak = || {
                // "Ban Tham mưu": capitals go on.
                let used = WEAK_LEADS
                    .at(&self.tokens, at)
                    .filter(|_| !goes_on_in_capitals(&self.tokens, at))?;
                self.bodies.begins(self.text, &self.tokens, from).then_some(used)
            };
            LEADS.at(&self.tokens, at).or_else(weak).map(|used| (at, at + used))
        })
    }

    /// The deadline behind words that say nothing of their own, where there is nothing else.
    fn tail(&self, at: usize) -> Option<Option<Attribute>> {
        let mut at = at;
        at += CLOSELY.at(&self.tokens, at).unwrap_or(0);
        if WITH.at(&self.tokens, at).is_some() {
            return None;
        }
        at = after_duties(&self.tokens, at);
        at += EMPTY_RESTS.at(&self.tokens, at).unwrap_or(0);
        at += ADVISES.at(&self.tokens, at).unwrap_or(0);
        while self
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.sign, Sign::Comma | Sign::Dash | Sign::Stop))
        {
            at += 1;
        }
        if at >= self.tokens.len() {
            return Some(None);
        }
        self.time(at).map(Some)
    }

    /// The deadline from a token on, where there is nothing else.
    fn time(&self, at: usize) -> Option<Attribute> {
        let value = when::alone(self.text, &self.tokens, at)?;
        Some(Attribute { field: Field::Deadline, value: value.to_string() })
    }

    fn names(&self, field: Field, from: usize, to: usize) -> Option<Vec<Attribute>> {
        let is_comma =
            |at: usize| self.tokens.get(at).is_some_and(|token| token.sign == Sign::Comma);
        // "Sở X theo lĩnh vực phụ trách tham mưu"
        let is_duty = |end: &usize| {
            self.tokens.get(*end).is_some_and(|token| token.is("theo"))
                && after_duties(&self.tokens, *end) == to
        };
        let to = (from + 1..to).find(is_duty).unwrap_or(to);
        let to = if to > from && is_comma(to - 1) { to - 1 } else { to };
        let Some(list) = self.bodies.all(self.text, &self.tokens, from, to) else {
            return self.phrase(field, from, to);
        };
        Some(list.names.into_iter().map(|value| Attribute { field, value }).collect())
    }

    /// "các sở quản lý ngành": a phrase in the plural that stands where names do.
    fn phrase(&self, field: Field, from: usize, to: usize) -> Option<Vec<Attribute>> {
        const LONGEST: usize = 12;
        let plural = several(&self.tokens, from)?;
        BODIES.at(&self.tokens, from + plural)?;
        let is_whole = to <= self.tokens.len()
            && to - from <= LONGEST
            && (from..to).all(|at| self.tokens[at].sign == Sign::Word);
        let value = between(self.text, &self.tokens, from, to).to_string();
        is_whole.then(|| vec![Attribute { field, value }])
    }

    /// Where words stand, and where they end.
    fn find(&self, words: &str) -> Option<(usize, usize)> {
        (self.start..self.tokens.len())
            .find_map(|at| phrase_at(&self.tokens, at, words).map(|used| (at, at + used)))
    }

    /// Where the names end behind which only "thực hiện" stands.
    fn end_of_names(&self) -> usize {
        let is_empty = |at: &usize| {
            let used = EMPTY_RESTS.at(&self.tokens, *at);
            let used = used.or_else(|| ALSO_LEADS.at(&self.tokens, *at));
            used.is_some_and(|used| at + used == self.tokens.len())
                && !goes_on_in_capitals(&self.tokens, *at)
        };
        (self.start + 1..self.tokens.len()).find(is_empty).unwrap_or(self.tokens.len())
    }

    /// Whether a name that was taken whole is rather a sentence with a name before its verb.
    fn is_sentence(&self, name: &str) -> bool {
        let tokens = tokens(name, REACH);
        self.bodies.list(name, &tokens, 0).is_some_and(|list| {
            let long = STARTERS.at(&tokens, list.end).is_some_and(|used| used > 1)
                && NAME_VERBS.at(&tokens, list.end).is_none();
            let short = SHORT_VERBS
                .at(&tokens, list.end)
                .is_some_and(|used| list.end + used < tokens.len());
            list.end < tokens.len() && (long || short)
        })
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.sign == Sign::Word && !token.is("và"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    #[test]
    fn who_and_when_are_told_from_what() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        let shown = |text: &str| {
            let found = who_and_when(text, &bodies)?.into_iter();
            let each = found.map(|each| format!("{}={}", each.field.key(), each.value));
            Some(each.collect::<Vec<_>>().join("|"))
        };
        for (text, expected) in [
            ("Sở Y tế chủ trì", "lead=Sở Y tế"),
            (
                "Sở Y tế chủ trì, Sở Nội vụ và Công an tỉnh cùng phối hợp",
                "lead=Sở Y tế|support=Sở Nội vụ|support=Công an tỉnh",
            ),
            (
                "Phòng Y tế chủ trì; UBND các xã, thị trấn phối hợp, xong trước ngày 31/10/2023",
                "lead=Phòng Y tế|support=UBND các xã, thị trấn|deadline=xong trước ngày 31/10/2023",
            ),
            (
                "Sở Y tế chủ trì; Sở Nội vụ phối hợp giám sát thủ tục",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Ban Tổ chức Tỉnh ủy chủ trì; trình Ban Thường vụ Tỉnh ủy quý I/2026",
                "lead=Ban Tổ chức Tỉnh ủy|deadline=quý I/2026",
            ),
            (
                "Giao Sở Y tế chủ trì, phối hợp với các Sở: Tài chính, Tư pháp thực hiện; trình trong quý IV năm 2022.",
                "lead=Sở Y tế|support=Sở Tài chính|support=Sở Tư pháp|deadline=trong quý IV năm 2022",
            ),
            (
                "Nhiệm vụ này giao Sở Y tế làm đầu mối, Sở Nội vụ, Sở Tài chính phối hợp; hoàn thành trước ngày 31/12/2025.",
                "lead=Sở Y tế|support=Sở Nội vụ|support=Sở Tài chính|deadline=hoàn thành trước ngày 31/12/2025",
            ),
            (
                "Giao Sở Y tế và Sở Nội vụ theo lĩnh vực phụ trách tham mưu thực hiện.",
                "lead=Sở Y tế|lead=Sở Nội vụ",
            ),
            (
                "Sở Y tế, Ban An toàn giao thông tỉnh thực hiện",
                "lead=Sở Y tế|lead=Ban An toàn giao thông tỉnh",
            ),
            (
                "Văn phòng HĐND và UBND xã chủ trì tham mưu; hoàn thành trong quý I",
                "lead=Văn phòng HĐND và UBND xã|deadline=hoàn thành trong quý I",
            ),
            (
                "Sở Y tế thực hiện, các xã phối hợp; hoàn thành trong tháng 02/2026",
                "lead=Sở Y tế|support=các xã|deadline=hoàn thành trong tháng 02/2026",
            ),
            (
                "Sở Y tế tham mưu, trình UBND tỉnh trước ngày 30/6",
                "lead=Sở Y tế|deadline=trước ngày 30/6",
            ),
            (
                "Nhiệm vụ này giao Sở Y tế; thực hiện thường xuyên",
                "lead=Sở Y tế|deadline=thường xuyên",
            ),
            (
                "Sở Y tế và Tỉnh đoàn cùng chủ trì; ra mắt trong tháng 3/2026",
                "lead=Sở Y tế|lead=Tỉnh đoàn|deadline=trong tháng 3/2026",
            ),
            (
                "Sở Y tế thực hiện, Sở Nội vụ theo dõi, hướng dẫn, phối hợp",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Sở Tư pháp chịu trách nhiệm chính; Hội Luật gia tỉnh cùng phối hợp",
                "lead=Sở Tư pháp|support=Hội Luật gia tỉnh",
            ),
            (
                "UBND xã Hòa Lạc làm chủ đầu tư; Phòng Y tế hướng dẫn, phối hợp",
                "lead=UBND xã Hòa Lạc|support=Phòng Y tế",
            ),
            (
                "Giao Sở Y tế chủ trì phần mua sắm, phối hợp cùng Sở Nội vụ thực hiện",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "Tăng cường kiểm tra, gắn trách nhiệm cấp ủy và các ngành trong tổ chức thực hiện",
            "Sở Y tế báo cáo kết quả trước quý IV",
            "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát quy hoạch",
            "hoàn thành trước ngày 30/6",
            "giai đoạn 2",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
