//! A label, such as the heading of a column or the words before the colon of a line → what it may
//! mean, and how strongly.
//!
//! Invariant: a label is taken apart into known words, so that a wording that is in no list is
//! understood when its words are. All possible readings are given, the strongest first.

pub use super::label_words::Meaning;
use super::label_words::{Class, TABLE};
use crate::model::Field;
use crate::text::key;

/// A label has no more letters; a sentence that mentions "chủ trì" is none.
const LONGEST: usize = 60;

/// Up to this strength a label of leads says who does the work: "Đơn vị thực hiện".
pub const DOES_THE_WORK: u16 = 45;

/// A meaning of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it means.
    pub meaning: Meaning,
    /// How strongly it says so, from 1 to 108. Of leads: chủ trì 100, đầu mối 85, chủ trì tham mưu
    /// 75, chịu trách nhiệm 70, tham mưu and soạn thảo 65, phụ trách 55, thực hiện 45, phân công 40,
    /// "Đơn vị" alone 25.
    pub strength: u16,
    /// Whether all its words are words of labels.
    pub is_whole: bool,
    /// Whether it asks for persons: "Người phụ trách".
    pub of_persons: bool,
}

/// What a label can mean, the strongest first; nothing for words that are no label. What stands in
/// brackets is set aside unless the whole is known: "Thời gian hoàn thành (tháng/năm)".
pub fn labels(text: &str) -> Vec<Label> {
    // "(Chủ trì)" below "Cơ quan thực hiện"
    let inner = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let text = inner.unwrap_or(text);
    let outside = text.split('(').next().unwrap_or_default();
    // Long texts are not folded at all: a letter takes four bytes at most.
    if outside.len() > 4 * LONGEST {
        return Vec::new();
    }
    let folded = key(outside);
    if folded.is_empty() || folded.chars().count() > LONGEST {
        return Vec::new();
    }
    let table = &*TABLE;
    let in_brackets = text.get(outside.len()..).unwrap_or_default();
    let whole = |folded: &str| table.wholes.get(folded).copied();
    if let Some((meaning, strength)) = whole(&key(text)).or_else(|| whole(&folded))
        && !in_brackets.contains('%')
    {
        let found = [Some((meaning, strength)), weaker(meaning, strength)];
        let label =
            |(meaning, strength)| Label { meaning, strength, is_whole: true, of_persons: false };
        return found.into_iter().flatten().map(label).collect();
    }
    let parts = Parts::of_key(&folded, in_brackets);
    let mut found = parts.readings();
    found.sort_by_key(|label| std::cmp::Reverse(label.strength));
    if parts.is_whole || !text.contains('\n') {
        return found;
    }
    // "Lead agency / Cơ quan chủ trì": a line in another language beside the label.
    let lines = text.lines().map(labels);
    let whole = lines.into_iter().find(|line| line.first().is_some_and(|label| label.is_whole));
    whole.unwrap_or(found)
}

/// The field that a label means most strongly; `None` where it means something else.
pub fn field(text: &str) -> Option<Field> {
    match labels(text).first()?.meaning {
        Meaning::Field(field) => Some(field),
        _ => None,
    }
}

/// What a label that is known as a whole may mean where a stronger one stands beside it.
fn weaker(meaning: Meaning, strength: u16) -> Option<(Meaning, u16)> {
    match meaning {
        Meaning::Field(Field::Content) if strength == 82 => Some((Meaning::Group, 40)),
        Meaning::Field(Field::Content) if strength <= 92 => Some((Meaning::Group, 10)),
        _ => None,
    }
}

/// A label taken apart.
struct Parts {
    /// The classes found, in order, each with its strength and the number of its words.
    found: Vec<(Class, u16)>,
    is_whole: bool,
    /// It speaks of results, which may be what is to come out.
    is_result: bool,
}

impl Parts {
    fn of_key(folded: &str, in_brackets: &str) -> Parts {
        let words: Vec<&str> = folded.split(' ').collect();
        let (mut found, mut is_whole, mut at) = (Vec::new(), true, 0);
        let mut is_short = false;
        while let Some(first) = words.get(at) {
            let phrases = TABLE.phrases.get(first).map_or(&[][..], Vec::as_slice);
            let stands = |phrase: &str| {
                let mut rest = words[at..].iter();
                phrase.split(' ').all(|word| rest.next() == Some(&word))
            };
            match phrases.iter().find(|(phrase, ..)| stands(phrase)) {
                Some((phrase, class, strength)) => {
                    is_short |= matches!(class, Class::Lead | Class::Support) && phrase.len() <= 2;
                    found.push((*class, *strength));
                    at += phrase.split(' ').count();
                }
                None => {
                    is_whole &= first.chars().all(|c| c.is_ascii_digit());
                    at += 1;
                }
            }
        }
        // "CT" is a role between words of labels, and a trade behind "Sở".
        if is_short && !is_whole {
            found.clear();
        }
        if in_brackets.contains('%') {
            found.insert(0, (Class::Plain(Meaning::Progress), 90));
        }
        Parts { found, is_whole, is_result: folded.starts_with("kết quả") }
    }

    /// The greatest strength of a class.
    fn strongest(&self, class: Class) -> Option<u16> {
        self.found.iter().filter(|(each, _)| *each == class).map(|(_, strength)| *strength).max()
    }

    fn has(&self, class: Class) -> bool {
        self.strongest(class).is_some()
    }

    /// The first of several plain meanings.
    fn plain(&self) -> Option<(Meaning, u16)> {
        self.found.iter().find_map(|(class, strength)| match class {
            Class::Plain(meaning) => Some((*meaning, *strength)),
            _ => None,
        })
    }

    fn readings(&self) -> Vec<Label> {
        let is_head = |(class, _): &&(Class, u16)| {
            !matches!(class, Class::Filler | Class::Closer | Class::Wider)
        };
        let Some((head, strength)) = self.found.iter().find(is_head).copied() else {
            return Vec::new();
        };
        let found = match head {
            _ if self.has(Class::Notes) => vec![(Meaning::Field(Field::Notes), 95)],
            Class::Plain(meaning) => self.plain_readings(meaning, strength),
            Class::Start | Class::Deadline => self.times(),
            Class::Product => self.products(strength),
            Class::Content | Class::Group => self.contents(head),
            Class::Actor | Class::Person | Class::Lead | Class::Support => self.roles(),
            Class::Leader => self.leaders(strength),
            Class::Appraiser => vec![(Meaning::Field(Field::Appraiser), strength)],
            Class::Approver => self.approvers(strength),
            Class::Form => vec![(Meaning::Field(Field::Form), strength)],
            Class::Notes | Class::Closer | Class::Wider | Class::Filler => Vec::new(),
        };
        let of_persons = self.has(Class::Person) && !self.has(Class::Actor);
        let label =
            |(meaning, strength)| Label { meaning, strength, is_whole: self.is_whole, of_persons };
        found.into_iter().filter(|(_, strength)| *strength > 0).map(label).collect()
    }

    fn plain_readings(&self, meaning: Meaning, strength: u16) -> Vec<(Meaning, u16)> {
        let mut found = vec![(meaning, strength)];
        if meaning == Meaning::Progress && self.has(Class::Product) {
            found.push((Meaning::Field(Field::Product), 30));
        }
        // "Kết quả thực hiện" is one word of progress; a plan may mean the product by it.
        let is_result = meaning == Meaning::Progress && self.is_result;
        if is_result && !self.has(Class::Deadline) && self.found.len() == 1 {
            found.push((Meaning::Field(Field::Product), 20));
        }
        found
    }

    fn times(&self) -> Vec<(Meaning, u16)> {
        let deadline = self.strongest(Class::Deadline);
        let field = match (self.strongest(Class::Start), deadline) {
            // "Thời gian bắt đầu"; "Thời gian bắt đầu, hoàn thành" is the whole span.
            (Some(_), deadline) if deadline.unwrap_or_default() < 95 => Field::Start,
            _ => Field::Deadline,
        };
        let strength = match field {
            Field::Start => 95,
            // "Thời gian thực hiện" says less of the end than "Thời gian hoàn thành".
            _ if deadline == Some(80) && self.has(Class::Lead) => 75,
            // "Tiến độ hoàn thành" may tell how much is done.
            _ if self.found.first().is_some_and(|(_, first)| *first == 60) => 62,
            _ => deadline.unwrap_or(90),
        };
        let mut found = vec![(Meaning::Field(field), strength)];
        if let Some((Meaning::Progress, strength)) = self.plain() {
            found.push((Meaning::Progress, strength));
        }
        found
    }

    fn products(&self, strength: u16) -> Vec<(Meaning, u16)> {
        match self.plain() {
            Some((Meaning::Progress, progress)) => {
                vec![(Meaning::Progress, progress), (Meaning::Field(Field::Product), 30)]
            }
            _ => {
                let most = self.strongest(Class::Product).unwrap_or(strength);
                vec![(Meaning::Field(Field::Product), most)]
            }
        }
    }

    fn contents(&self, head: Class) -> Vec<(Meaning, u16)> {
        let field = Meaning::Field(Field::Content);
        if head == Class::Group {
            let is_of_tasks = self.has(Class::Content) || self.found.len() == 1;
            let group = self.strongest(Class::Group).unwrap_or(90);
            return vec![(Meaning::Group, group), (field, if is_of_tasks { 12 } else { 0 })];
        }
        if let Some((meaning @ (Meaning::Speaker | Meaning::Score), strength)) = self.plain() {
            return vec![(meaning, strength)];
        }
        let closer = self.strongest(Class::Closer).unwrap_or_default();
        let wider = if self.has(Class::Wider) { 10 } else { 0 };
        let strength =
            (self.strongest(Class::Content).unwrap_or(90) + closer).saturating_sub(wider);
        let mut found = vec![(field, strength)];
        found.push((Meaning::Group, if wider > 0 { 40 } else { 10 }));
        // "Nội dung phối hợp" may have names below it; its cells say.
        for (class, role) in [(Class::Lead, Field::Lead), (Class::Support, Field::Support)] {
            if self.strongest(class).is_some_and(|strength| strength >= 70) {
                found.push((Meaning::Field(role), 40));
            }
        }
        found
    }

    /// What names of bodies and persons say of them.
    fn roles(&self) -> Vec<(Meaning, u16)> {
        let (lead, support) = (Meaning::Field(Field::Lead), Meaning::Field(Field::Support));
        let field = |field, strength| vec![(Meaning::Field(field), strength)];
        let is_named = self.has(Class::Actor) || self.has(Class::Person);
        let leads = self.strongest(Class::Lead);
        let supports = self.strongest(Class::Support);
        // "Chủ trì soạn thảo" leads the draft alone.
        let drafts = self
            .found
            .iter()
            .any(|(class, strength)| *class == Class::Lead && matches!(strength, 65 | 75));
        match (leads, supports) {
            // Both in one cell: "Cơ quan chủ trì, phối hợp".
            (Some(leads), Some(_)) if leads >= 85 => vec![(lead, 90), (support, 15)],
            (_, Some(supports)) => vec![(support, supports)],
            (Some(leads), None) if leads >= 100 && drafts => vec![(lead, 75)],
            (Some(leads), None) if leads >= 55 => self.lone_roles(leads),
            _ if self.has(Class::Appraiser) => field(Field::Appraiser, 85),
            _ if self.has(Class::Approver) => field(Field::Approver, 80),
            _ if self.plain().is_some() => match self.plain() {
                Some((Meaning::Bystander, strength)) => {
                    let also = if strength == 50 { 20 } else { 0 };
                    vec![(Meaning::Bystander, strength), (lead, also)]
                }
                plain => plain.into_iter().collect(),
            },
            // "Trung ương giao" is no heading of who does it.
            (Some(leads), None) if self.is_whole || leads > 40 => self.lone_roles(leads),
            // "Đơn vị" alone does the work where nobody else leads.
            _ if is_named && self.is_whole => vec![(lead, 25)],
            _ => Vec::new(),
        }
    }

    /// A lead. One that does the work supports where another column leads; one that advises, drafts or
    /// answers for it does neither.
    fn lone_roles(&self, leads: u16) -> Vec<(Meaning, u16)> {
        let lead = Meaning::Field(Field::Lead);
        let of_bodies = self.has(Class::Actor) || !self.has(Class::Person);
        let also = if leads <= DOES_THE_WORK && of_bodies { 15 } else { 0 };
        vec![(lead, leads), (Meaning::Field(Field::Support), also)]
    }

    fn leaders(&self, strength: u16) -> Vec<(Meaning, u16)> {
        if self.strongest(Class::Lead).is_some_and(|strength| strength >= 85) {
            return self.roles();
        }
        vec![(Meaning::Field(Field::Leader), strength)]
    }

    /// "Cấp phê duyệt"; "Thời gian trình" is a time, and is read as one by its head.
    fn approvers(&self, strength: u16) -> Vec<(Meaning, u16)> {
        vec![(Meaning::Field(Field::Approver), strength)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(Meaning, u16)> {
        labels(text).first().map(|label| (label.meaning, label.strength))
    }

    #[test]
    fn headings_of_real_annexes_are_understood() {
        let cases = [
            ("STT", Field::Number),
            ("NỘI DUNG NHIỆM VỤ", Field::Content),
            ("Nhiệm vụ, giải pháp", Field::Content),
            ("Cơ quan, đơn vị chủ trì thực hiện", Field::Lead),
            ("Đơn vị\nphối hợp", Field::Support),
            ("Thời gian hoàn thành (tháng/năm)", Field::Deadline),
            ("Thời gian bắt đầu", Field::Start),
            ("Kết quả, sản phẩm", Field::Product),
            ("Thời gian trình HĐND tỉnh", Field::SubmitHdnd),
            ("Thời gian trình", Field::Deadline),
            ("Cấp có thẩm quyền phê duyệt", Field::Approver),
            ("Cơ quan thẩm định", Field::Appraiser),
            ("Lãnh đạo phụ trách", Field::Leader),
        ];
        for (heading, expected) in cases {
            assert_eq!(field(heading), Some(expected), "{heading}");
        }
    }

    #[test]
    fn wordings_that_no_list_has_are_understood_by_their_words() {
        let cases = [
            ("CQ phối hợp t/h", Field::Support),
            ("Bộ phận chịu trách nhiệm chính", Field::Lead),
            ("ĐV được giao", Field::Lead),
            ("Phòng, ban cùng làm", Field::Support),
            ("Khoa/phòng phụ trách", Field::Lead),
            ("Đầu mối thực hiện", Field::Lead),
            ("Các đơn vị tham gia phối hợp", Field::Support),
            ("Hạn phải xong", Field::Deadline),
            ("Dự kiến thời gian hoàn thành", Field::Deadline),
            ("SP dự kiến", Field::Product),
            ("Nội dung công việc cần triển khai", Field::Content),
            ("Phối hợp (đơn vị)", Field::Support),
            ("(Chủ trì)", Field::Lead),
            ("Lead agency\nCơ quan chủ trì", Field::Lead),
        ];
        for (heading, expected) in cases {
            assert_eq!(field(heading), Some(expected), "{heading}");
        }
        for heading in [
            "Kinh phí",
            "Đơn vị tính",
            "Đơn vị thụ hưởng",
            "Tình hình thực hiện",
            "Tiến độ (%)",
            "Lý do chậm",
            "Đã quá hạn",
            "",
        ] {
            assert_eq!(field(heading), None, "{heading}");
        }
    }

    #[test]
    fn a_lead_is_as_strong_as_its_word() {
        let strengths = [
            "Cơ quan chủ trì",
            "Đầu mối",
            "Cơ quan chủ trì tham mưu",
            "Cơ quan soạn thảo",
            "Phòng phụ trách",
            "Cơ quan, đơn vị thực hiện",
            "Đơn vị",
        ]
        .map(|heading| {
            let label = labels(heading).into_iter().next();
            let label = label.filter(|label| label.meaning == Meaning::Field(Field::Lead));
            label.map_or(0, |label| label.strength)
        });
        assert!(strengths.is_sorted_by(|a, b| a > b) && strengths[6] > 0, "{strengths:?}");
        assert!(labels("Đơn vị thực hiện").iter().any(|label| {
            label.meaning == Meaning::Field(Field::Support) && label.strength < 20
        }));
    }

    #[test]
    fn groups_and_contents_are_told_apart_as_far_as_words_can() {
        assert_eq!(first("Nhóm nhiệm vụ").map(|(meaning, _)| meaning), Some(Meaning::Group));
        assert_eq!(first("Lĩnh vực").map(|(meaning, _)| meaning), Some(Meaning::Group));
        let strength = |text| first(text).map(|(_, strength)| strength);
        assert!(strength("Nội dung công việc cụ thể") > strength("Nhiệm vụ chủ yếu"));
        assert!(
            labels("Sở Y tế chủ trì, phối hợp với Sở Tài chính tổ chức tập huấn cho cán bộ y tế")
                .is_empty()
        );
    }
}
