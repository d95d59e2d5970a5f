//! Numbers of groups and tasks: I → 1 → a for groups, four modes for tasks.
//!
//! Divisions follow NĐ 30/2020, Phụ lục I, Phần I, mục II.5: Roman, Arabic, then letters.

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
}

/// Fills in the numbers of all groups and tasks.
pub fn number(outline: &[Entry], groups: &mut [Group], tasks: &mut [Task], mode: Numbering) {
    // Counters of the open groups, outermost first; the last one counts inner groups.
    let mut counters: Vec<u32> = vec![0];
    let mut in_group = 0;
    for entry in outline {
        match *entry {
            Entry::Group(index) => {
                let level = groups[index].level.max(1);
                counters.resize(level, 0);
                counters[level - 1] += 1;
                groups[index].number = group_number(level, counters[level - 1]);
                counters.push(0);
                in_group = 0;
            }
            Entry::Task(index) => {
                in_group += 1;
                let group = tasks[index].group.map(|group| groups[group].level);
                tasks[index].number = match (mode, group) {
                    (Numbering::Continuous, _) => (index + 1).to_string(),
                    (Numbering::Letters, _) => letter(in_group),
                    (Numbering::Decimal, Some(level)) => {
                        format!("{}.{in_group}", counters.get(level - 1).copied().unwrap_or(0))
                    }
                    (Numbering::Restart | Numbering::Decimal, _) => in_group.to_string(),
                };
            }
        }
    }
}

/// I, II… at the first level; 1, 2… at the second; a, b… below.
fn group_number(level: usize, count: u32) -> String {
    match level {
        1 => roman(count),
        2 => count.to_string(),
        _ => letter(count),
    }
}
