//! Numbers of groups and tasks: four modes for tasks, and for groups what leaves each number one
//! meaning on a page.
//!
//! Divisions follow NĐ 30/2020, Phụ lục I, Phần I, mục II.5: Roman, Arabic, then letters; above
//! Roman numbers stand capitals, as offices write them. Invariant: no group has a number of the
//! kind that tasks have.

use super::{Entry, Group, Task};
use crate::text::{letter, roman};

/// How tasks are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// 1, 2, 3… through the whole table.
    #[default]
    Continuous,
    /// 1, 2, 3… anew in each group.
    Restart,
    /// 1.1, 1.2… with the number of the innermost group.
    Decimal,
    /// a, b, c, d, đ… anew in each group.
    Letters,
}

impl Numbering {
    /// Every mode with its word in a source file.
    pub const NAMES: [(&'static str, Numbering); 4] = [
        ("continuous", Numbering::Continuous),
        ("restart", Numbering::Restart),
        ("decimal", Numbering::Decimal),
        ("letters", Numbering::Letters),
    ];

    /// Its word in a source file.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }

    /// The number of a task: the one at `whole` of all and at `in_group` of those below its group, both
    /// from 1. Above the first group tasks of all modes but letters count 1, 2.
    pub fn of_task(self, whole: usize, in_group: u32, group: Option<&str>) -> String {
        match (self, group) {
            (Numbering::Continuous, _) => whole.to_string(),
            (Numbering::Letters, _) => letter(in_group),
            (Numbering::Decimal, Some(group)) => format!("{group}.{in_group}"),
            (Numbering::Restart | Numbering::Decimal, _) => in_group.to_string(),
        }
    }
}

/// Fills in the numbers of all groups and tasks.
pub fn number(outline: &[Entry], groups: &mut [Group], tasks: &mut [Task], mode: Numbering) {
    let depth = groups.iter().map(|group| group.level.max(1)).max().unwrap_or_default();
    // Counters of the open groups, outermost first; the last one counts inner groups.
    let mut counters: Vec<u32> = vec![0];
    // Of decimal numbers: groups of the innermost level are counted through the whole table.
    let mut innermost = 0;
    let mut in_group = 0;
    for entry in outline {
        match *entry {
            Entry::Group(index) => {
                let level = groups[index].level.max(1);
                counters.resize(level, 0);
                counters[level - 1] += 1;
                let mut count = counters[level - 1];
                if mode == Numbering::Decimal && depth > 1 && level == depth {
                    innermost += 1;
                    count = innermost;
                }
                groups[index].number = group_number(kind(mode, depth, level), count);
                counters.push(0);
                in_group = 0;
            }
            Entry::Task(index) => {
                in_group += 1;
                let group = tasks[index].group.map(|group| &groups[group]);
                let group = group.map(|group| match depth {
                    // "I.1" beside the "1.1" of an inner group.
                    2.. => group.number.clone(),
                    _ => counters.get(group.level.max(1) - 1).copied().unwrap_or(0).to_string(),
                });
                tasks[index].number = mode.of_task(index + 1, in_group, group.as_deref());
            }
        }
    }
}

/// How the groups of a level are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A, B.
    Capital,
    /// I, II.
    Roman,
    /// 1, 2.
    Arabic,
    /// a, b.
    Letter,
}

/// The kind of a level from 1 in a table of `depth` levels: I alone; A → I; A → I → a. Where tasks
/// have no plain numbers, groups may: I → 1 above 1.1 or a), A → I → 1.
fn kind(mode: Numbering, depth: usize, level: usize) -> Kind {
    let ladder: &[Kind] = match (mode, depth) {
        (_, 0 | 1) => &[Kind::Roman],
        (Numbering::Continuous | Numbering::Restart, _) => &[Kind::Capital, Kind::Roman],
        (Numbering::Decimal | Numbering::Letters, 2) => &[Kind::Roman, Kind::Arabic],
        // The innermost level alone has plain numbers, for they begin those of its tasks.
        (Numbering::Decimal, _) if level == depth => return Kind::Arabic,
        (Numbering::Decimal, _) => &[Kind::Capital, Kind::Roman],
        (Numbering::Letters, _) => &[Kind::Capital, Kind::Roman, Kind::Arabic],
    };
    ladder.get(level - 1).copied().unwrap_or(Kind::Letter)
}

fn group_number(kind: Kind, count: u32) -> String {
    match kind {
        Kind::Capital => capital(count),
        Kind::Roman => roman(count),
        Kind::Arabic => count.to_string(),
        Kind::Letter => letter(count),
    }
}

/// A, B, C, D, Đ… without I, which would stand for one.
fn capital(count: u32) -> String {
    const CAPITALS: [&str; 22] = [
        "A", "B", "C", "D", "Đ", "E", "G", "H", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
        "U", "V", "X", "Y",
    ];
    let at = count.saturating_sub(1) as usize;
    let known = CAPITALS.get(at % CAPITALS.len()).copied().unwrap_or("A");
    match at / CAPITALS.len() {
        0 => known.to_string(),
        round => format!("{known}{}", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the groups of a ladder.
    fn ladder(mode: Numbering, depth: usize) -> Vec<String> {
        (1..=depth).map(|level| group_number(kind(mode, depth, level), 1)).collect()
    }

    #[test]
    fn no_group_has_a_number_like_a_task() {
        use Numbering::{Continuous, Decimal, Letters, Restart};
        for (mode, depth, expected) in [
            (Continuous, 1, &["I"][..]),
            (Continuous, 2, &["A", "I"]),
            (Restart, 3, &["A", "I", "a"]),
            (Decimal, 2, &["I", "1"]),
            (Decimal, 3, &["A", "I", "1"]),
            (Letters, 2, &["I", "1"]),
            (Letters, 3, &["A", "I", "1"]),
        ] {
            assert_eq!(ladder(mode, depth), expected, "{mode:?} {depth}");
        }
    }

    #[test]
    fn capitals_leave_out_what_is_a_roman_number() {
        assert_eq!((1..=9).map(capital).collect::<String>(), "ABCDĐEGHK");
        assert_eq!(capital(23), "A2");
    }
}
