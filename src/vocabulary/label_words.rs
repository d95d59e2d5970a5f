//! The file of the words of labels → its whole labels and its words by their class, ready to be found.
//!
//! Invariant: every line of the file is read, and of one phrase in two classes the first counts; a test says
//! so.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Field;

/// The words of labels; the file says how it is written.
const WORDS: &str = include_str!("labels.txt");

/// What a label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A field of a task.
    Field(Field),
    /// What tasks are grouped by: "Lĩnh vực", "Nhóm nhiệm vụ".
    Group,
    /// How far a task is: "Tình trạng", "% hoàn thành".
    Progress,
    /// Bodies that do not do the work: "Đơn vị thụ hưởng".
    Bystander,
    /// Money of a task: "Kinh phí".
    Money,
    /// What only an estimate or a table of figures has: "Đơn giá".
    Amount,
    /// What only a score sheet has: "Điểm tối đa".
    Score,
    /// What only a list of persons has: "Điện thoại".
    Contact,
    /// Who speaks at a meeting: "Đơn vị trình bày".
    Speaker,
    /// What the body of each row does: "Vai trò".
    Role,
    /// Another thing that a table of tasks may have.
    Other,
}

/// What a word of a label is, in the order of `CLASSES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Actor,
    Person,
    Lead,
    Support,
    Start,
    Deadline,
    Content,
    Closer,
    Group,
    Wider,
    Product,
    Appraiser,
    Approver,
    Leader,
    Form,
    Notes,
    /// Means the same wherever it stands.
    Plain(Meaning),
    Filler,
}

impl Class {
    fn named(name: &str) -> Option<Class> {
        Some(match name {
            "actor" => Class::Actor,
            "person" => Class::Person,
            "lead" => Class::Lead,
            "support" => Class::Support,
            "start" => Class::Start,
            "deadline" => Class::Deadline,
            "content" => Class::Content,
            "closer" => Class::Closer,
            "group" => Class::Group,
            "wider" => Class::Wider,
            "product" => Class::Product,
            "appraiser" => Class::Appraiser,
            "approver" => Class::Approver,
            "leader" => Class::Leader,
            "form" => Class::Form,
            "notes" => Class::Notes,
            "progress" => Class::Plain(Meaning::Progress),
            "bystander" => Class::Plain(Meaning::Bystander),
            "money" => Class::Plain(Meaning::Money),
            "amount" => Class::Plain(Meaning::Amount),
            "score" => Class::Plain(Meaning::Score),
            "contact" => Class::Plain(Meaning::Contact),
            "speaker" => Class::Plain(Meaning::Speaker),
            "role" => Class::Plain(Meaning::Role),
            "other" => Class::Plain(Meaning::Other),
            "filler" => Class::Filler,
            _ => return None,
        })
    }
}

/// The words of `labels.txt`, ready to be found.
#[derive(Default)]
pub struct Words {
    pub wholes: HashMap<&'static str, (Meaning, u16)>,
    /// By first word: the whole phrase, its class and strength; the longest first.
    pub phrases: HashMap<&'static str, Vec<(&'static str, Class, u16)>>,
}

pub static TABLE: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let lines = WORDS.lines().map(|line| line.split('#').next().unwrap_or_default());
    for (head, phrases) in lines.filter_map(|line| line.split_once(':')) {
        let head: Vec<&str> = head.split_whitespace().collect();
        let phrases = phrases.split(',').map(str::trim);
        match head.as_slice() {
            ["whole", name, strength] => {
                let meaning = match Field::from_key(name) {
                    Some(field) => Meaning::Field(field),
                    None => Meaning::Other,
                };
                let strength = strength.parse().unwrap_or_default();
                words.wholes.extend(phrases.map(|phrase| (phrase, (meaning, strength))));
            }
            [name, strength] => {
                let Some(class) = Class::named(name) else { continue };
                for phrase in phrases {
                    let first = phrase.split(' ').next().unwrap_or_default();
                    let found = (phrase, class, strength.parse().unwrap_or_default());
                    words.phrases.entry(first).or_default().push(found);
                }
            }
            _ => {}
        }
    }
    // Of one phrase in two classes the first counts; a longer one goes before a shorter.
    for phrases in words.phrases.values_mut() {
        phrases.sort_by_key(|(phrase, ..)| std::cmp::Reverse(phrase.len()));
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    #[test]
    fn every_phrase_is_a_key_and_every_line_is_read() {
        for line in WORDS.lines().map(|line| line.split('#').next().unwrap_or_default()) {
            let Some((head, phrases)) = line.split_once(':') else {
                assert!(line.trim().is_empty(), "{line}");
                continue;
            };
            let head: Vec<&str> = head.split_whitespace().collect();
            let known = match head.as_slice() {
                ["whole", name, _] => *name == "other" || Field::from_key(name).is_some(),
                [name, _] => Class::named(name).is_some(),
                _ => false,
            };
            assert!(known, "{line}");
            for phrase in phrases.split(',').map(str::trim) {
                assert_eq!(key(phrase), phrase, "{line}");
            }
        }
    }
}
