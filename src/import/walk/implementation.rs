//! An item of "Tổ chức thực hiện" → the work of its own that it gives, as tasks. What only carries the plan out
//! (its money, reports, inspection, planning) stays outside.
//!
//! Invariant: an item gives all of its lines to the tally, or none of them.

use super::around::Around;
use super::found::{Confidence, Entry, Found, FoundTask, PassedOver, Scope, Tally};
use super::walker::Walk;
use crate::import::outline::part::Part;
use crate::import::speech::attribute::Attribute;
use crate::text::words::{Sign, Token, phrase_at, tokens};
use crate::vocabulary::{ADVERBS, CARRYING_OUT, CARRYING_OUT_VERBS, HOW_OFTEN, PLANS, STARTERS};

/// Why a line of the implementation is no task.
pub const OF_IMPLEMENTATION: &str = "thuộc phần tổ chức thực hiện";

impl Walk<'_> {
    /// Takes the work that an item of the implementation gives apart from carrying the plan out: "Phòng Hành
    /// chính bố trí xe cho các tổ". Whether there was any.
    pub fn work_of_its_own(&mut self, index: usize, around: &Around, own: &[Attribute]) -> bool {
        let mut inner = Walk {
            outline: self.outline,
            bodies: self.bodies,
            scope: Scope { implementation: true },
            found: Found::default(),
            only_parts: self.only_parts,
        };
        // An order among money and times is read as one of the implementation.
        let around = Around { part: Some(Part::Implementation), ..around.clone() };
        inner.item(index, &around, own.to_vec());
        let mut found = inner.found;
        let entries = std::mem::take(&mut found.entries);
        let is_own = |entry: &Entry| matches!(entry, Entry::Task(task) if gives_own_work(task));
        if !entries.iter().any(is_own) {
            return false;
        }
        let mut kept = Vec::new();
        // From the end: a group stays where a task that stays stands below it.
        let mut open = 0;
        for entry in entries.into_iter().rev() {
            match entry {
                Entry::Task(task) if gives_own_work(&task) => {
                    open = usize::MAX;
                    kept.push(Entry::Task(task));
                }
                Entry::Task(task) => {
                    found.implementation += usize::from(!task.lead.is_empty());
                    found.tally.tasks -= 1;
                    found.left(task.at, task.sentence);
                }
                Entry::Group(depth, title, at) if depth < open => {
                    open = depth;
                    kept.push(Entry::Group(depth, title, at));
                }
                Entry::Group(_, title, at) => {
                    found.tally.groups -= 1;
                    found.left(at, title);
                }
            }
        }
        kept.reverse();
        self.found.entries.append(&mut kept);
        self.found.take(found);
        true
    }
}

impl Found {
    /// A line of the implementation that is no task after all.
    fn left(&mut self, at: crate::source::Location, text: String) {
        self.tally.passed += 1;
        self.passed.push(PassedOver { at, text, why: OF_IMPLEMENTATION, in_tasks: true });
    }

    /// Takes over what was found apart.
    fn take(&mut self, other: Found) {
        let Tally { items, tasks, groups, blocks, attributes, passed } = other.tally;
        self.tally.items += items;
        self.tally.tasks += tasks;
        self.tally.groups += groups;
        self.tally.blocks += blocks;
        self.tally.attributes += attributes;
        self.tally.passed += passed;
        self.of_implementation += tasks;
        self.passed.extend(other.passed);
        self.assignments += other.assignments;
        self.subjects += other.subjects;
        self.parts += other.parts;
        self.implementation += other.implementation;
    }
}

/// Whether a task is work that somebody is named for, and more than carrying the plan out.
fn gives_own_work(task: &FoundTask) -> bool {
    const REACH: usize = 60;
    let words = tokens(&task.content, REACH);
    let is_said = task.confidence == Confidence::High;
    !task.from_table
        && !task.lead.is_empty()
        && begins_work(&words, is_said)
        && !carries_out(&words)
}

/// Whether a content begins with a verb that is none of carrying a plan out, behind how it is to be done.
/// Where the text says in words whom it gives the content to, any word may be the verb.
fn begins_work(words: &[Token], is_said: bool) -> bool {
    const LEAST: usize = 3;
    let often = HOW_OFTEN.at(words, 0).unwrap_or(0);
    let comma = words.get(often).is_some_and(|next| often > 0 && next.sign == Sign::Comma);
    let mut at = often + usize::from(comma);
    loop {
        if CARRYING_OUT_VERBS.at(words, at).is_some() {
            return false;
        }
        let behind = |used: &usize| is_said || STARTERS.at(words, at + used).is_some();
        match ADVERBS.at(words, at).filter(behind) {
            Some(used) => at += used,
            None => break,
        }
    }
    words.len() >= at + LEAST && (is_said || STARTERS.at(words, at).is_some())
}

/// Whether a content speaks of the plan itself: "kế hoạch này", "thực hiện Chương trình", "nhiệm vụ được giao".
fn carries_out(words: &[Token]) -> bool {
    const NEAR: usize = 6;
    let names_plan =
        |from: usize| (from..words.len().min(from + NEAR)).any(|at| PLANS.at(words, at).is_some());
    (0..words.len()).any(|at| {
        let is_sure = CARRYING_OUT.at(words, at).is_some();
        let is_this = PLANS.at(words, at).is_some_and(|used| {
            words.get(at + used).is_some_and(|next| next.sign == Sign::Word && next.is("này"))
        });
        let done = ["thực hiện", "triển khai"]
            .iter()
            .find_map(|verb| phrase_at(words, at, verb))
            .is_some_and(|used| names_plan(at + used));
        is_sure || is_this || done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_told_from_carrying_a_plan_out() {
        let gives = |text: &str| {
            let words = tokens(text, 60);
            begins_work(&words, true) && !carries_out(&words)
        };
        for text in [
            "Bố trí xe đưa đón các đoàn kiểm tra",
            "Vận động hội viên góp 300 ngày công",
            "Chủ động cân đối nguồn vốn, ứng trước tiền điện",
            "Cử phóng viên dự và đưa tin",
        ] {
            assert!(gives(text), "{text}");
        }
        for text in [
            "Theo dõi, đôn đốc, tổng hợp báo cáo Giám đốc",
            "Xây dựng kế hoạch thực hiện trước ngày 15/3/2026",
            "Bố trí kinh phí thực hiện Kế hoạch này",
            "Căn cứ nhiệm vụ được giao tổ chức thực hiện",
            "Tham mưu sơ kết, tổng kết",
            "Hằng tháng tổng hợp tiến độ báo cáo Giám đốc",
            "Tham mưu, chỉ đạo quán triệt Nghị quyết",
            "Việc điều chỉnh do Sở Nội vụ trình",
            "Vận động Nhân dân giám sát việc thực hiện Chương trình",
        ] {
            assert!(!gives(text), "{text}");
        }
    }
}
