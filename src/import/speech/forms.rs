//! A sentence → every way in which it can be read to say who does what; the best of them.
//!
//! A form is a row of [`FORMS`]: its name, an example that it reads, one that looks alike and is none, how
//! sure it is. Invariant: a reading that begins its content inside a name is never the best while another
//! reads the name whole.

use super::assignment::{Assignment, Reading};
use super::named::is_body;
use crate::names::Bodies;
use crate::text::words::{Sign, phrase_at, tokens};
use crate::vocabulary::{CHAIR_ROLES, EVENTS, STARTERS};

/// Tokens of a paragraph that may say who does it: what stands further on is content.
const REACH: usize = 140;

/// A way of assigning.
pub struct Pattern {
    /// What it is called, in the words of a clerk.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
    pub name: &'static str,
    /// A sentence that it reads.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
    pub right: &'static str,
    /// A sentence that looks alike and that it does not read.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
    pub wrong: &'static str,
    /// How sure it is, of 100.
    pub sure: u8,
    /// Reads a sentence.
    pub read: fn(&Reading) -> Option<Assignment>,
}

/// The forms; of two that are as sure the first counts.
pub const FORMS: &[Pattern] = &[
    Pattern {
        name: "“chủ trì” ở đầu ý",
        right: "Chủ trì, phối hợp với Sở Nội vụ tuyển dụng.",
        wrong: "Chủ trì cuộc họp giao ban.",
        sure: 95,
        read: |reading| reading.clause(0),
    },
    Pattern {
        name: "“chủ trì” sau tên cơ quan",
        right: "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ xây dựng đề án.",
        wrong: "Rà soát các nhiệm vụ do Sở Y tế chủ trì.",
        sure: 95,
        read: |reading| reading.leads(),
    },
    Pattern {
        name: "“có trách nhiệm”",
        right: "Sở Y tế có trách nhiệm công khai giá thuốc.",
        wrong: "Rà soát việc của người có trách nhiệm.",
        sure: 92,
        read: |reading| reading.duty(),
    },
    Pattern {
        name: "người được nêu tên",
        right: "Ông Trần Văn Bình - Phó Giám đốc phụ trách kho thuốc.",
        wrong: "Ông bà cha mẹ nhắc nhở con cháu.",
        sure: 91,
        read: |reading| reading.person(),
    },
    Pattern {
        name: "cơ quan đứng trước dấu hai chấm",
        right: "Sở Y tế - Cơ quan thường trực Ban Chỉ đạo: Tổng hợp kết quả.",
        wrong: "Hội nghị tổng kết: chuẩn bị tài liệu.",
        sure: 90,
        read: |reading| reading.colon(),
    },
    Pattern {
        name: "câu giao việc",
        right: "Đề nghị Tỉnh đoàn phát động phong trào.",
        wrong: "Đề nghị xét khen thưởng.",
        sure: 80,
        read: |reading| reading.subject(),
    },
    Pattern {
        name: "giao việc ở giữa câu",
        right: "Căn cứ kế hoạch năm, chủ trì, phối hợp với Sở Nội vụ lập danh sách.",
        wrong: "Ban hành kế hoạch; phối hợp với Công an tỉnh kiểm tra.",
        sure: 60,
        read: |reading| reading.within(),
    },
];

/// A reading and how much speaks for it, of 100.
pub struct Weighed {
    /// What the sentence says, so read.
    pub assignment: Assignment,
    /// How much speaks for it.
    pub weight: u8,
}

/// Reads the sentence of a paragraph, without its mark.
pub fn assignment(text: &str, bodies: &Bodies) -> Option<Assignment> {
    let tokens = tokens(text, REACH);
    let reading = Reading { text, tokens: &tokens, bodies };
    let mut best: Option<Weighed> = None;
    for pattern in FORMS {
        let Some(found) = weighed(pattern, &reading) else { continue };
        let is_sound = found.weight == pattern.sure;
        if best.as_ref().is_none_or(|best| found.weight > best.weight) {
            best = Some(found);
        }
        // Nothing speaks against it, and those below are less sure.
        if is_sound {
            break;
        }
    }
    best.map(|best| best.assignment)
}

/// Every reading of a sentence, the best first.
pub fn readings(text: &str, bodies: &Bodies) -> Vec<Weighed> {
    let tokens = tokens(text, REACH);
    let reading = Reading { text, tokens: &tokens, bodies };
    let mut all: Vec<Weighed> =
        FORMS.iter().filter_map(|pattern| weighed(pattern, &reading)).collect();
    all.sort_by_key(|found| std::cmp::Reverse(found.weight));
    all
}

fn weighed(pattern: &Pattern, reading: &Reading) -> Option<Weighed> {
    let assignment = (pattern.read)(reading)?;
    let doubts = u8::from(begins_inside(&assignment.rest)) * 30
        + u8::from(leaves_role(&assignment)) * 60
        + u8::from(!assignment.lead.iter().all(|name| is_body(name, reading.bodies))) * 10;
    Some(Weighed { weight: pattern.sure.saturating_sub(doubts), assignment })
}

/// Whether what is left to do begins with the words that say who leads, which a better reading takes off.
fn leaves_role(assignment: &Assignment) -> bool {
    let tokens = tokens(&assignment.rest, 6);
    let is_chair =
        phrase_at(&tokens, 0, "chủ trì").is_some_and(|used| EVENTS.at(&tokens, used).is_some());
    !assignment.lead.is_empty() && CHAIR_ROLES.at(&tokens, 0).is_some() && !is_chair
}

/// Whether a content begins inside a name or with the tail of a list: with a small letter and no verb, or
/// with a bracket that closes.
pub fn begins_inside(rest: &str) -> bool {
    let tokens = tokens(rest, 4);
    let Some(first) = tokens.first() else { return false };
    match first.sign {
        Sign::Word => {
            !first.capital
                && STARTERS.at(&tokens, 0).is_none()
                && rest.starts_with(char::is_alphabetic)
        }
        Sign::Quote | Sign::Open => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    #[test]
    fn every_form_reads_its_example_and_not_the_one_that_looks_alike() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for pattern in FORMS {
            let read = |text: &str| {
                let tokens = tokens(text, REACH);
                (pattern.read)(&Reading { text, tokens: &tokens, bodies: &bodies })
            };
            assert!(read(pattern.right).is_some(), "{}: {}", pattern.name, pattern.right);
            assert_eq!(read(pattern.wrong), None, "{}: {}", pattern.name, pattern.wrong);
        }
    }
}
