//! The matrix form, with a column for each body and marks instead of names → who leads, who
//! supports.
//!
//! Invariant: no mark is guessed. A lone "x" means what the legend says. Without a legend, a lead
//! column beside it decides, or the fact that no row has more than one mark.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::totals::is_total;
use crate::model::Field;
use crate::read::grid::{Grid, GridRow};
use crate::text::key;
use crate::vocabulary::{MARK_FILLERS, MARKS_OF_LEADS, MARKS_OF_SUPPORTS};

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Support,
}

/// What a mark means everywhere, folded.
pub fn known(mark: &str) -> Option<Meaning> {
    match () {
        _ if MARKS_OF_LEADS.has(mark) => Some(Meaning::Lead),
        _ if MARKS_OF_SUPPORTS.has(mark) => Some(Meaning::Support),
        _ => None,
    }
}

/// Marks whose meaning hangs on the one beside them: in a table that has both.
pub const PAIRS: &[(&str, &str)] = &[("●", "○"), ("■", "□"), ("◆", "◇"), ("▲", "△"), ("xx", "x")];

/// Marks that say only that a body has a part.
const LONE: &[&str] = &["x", "v", "+", "*", "✓", "✔", "√", "☑", "●", "•", "■", "1", "ü", "þ"];

/// What the marks of a table mean.
#[derive(Debug, Default, Clone)]
pub struct Legend {
    marks: BTreeMap<String, Meaning>,
    /// Marks that a legend tells apart by their case: "X" and "x".
    as_written: BTreeMap<String, Meaning>,
}

/// A mark as it is compared: case and what stands around it set aside.
pub fn folded(text: &str) -> String {
    let text = text
        .trim()
        .trim_matches(['(', ')', '.', ',', '"', '“', '”', '[', ']', '\'', ':'])
        .to_lowercase();
    match text.as_str() {
        "×" | "х" | "ｘ" => String::from("x"),
        "⚫" | "⬤" | "•" | "∙" | "\u{f0b7}" | "\u{f06c}" => String::from("●"),
        "◯" | "⚪" | "◦" | "\u{f0a1}" | "\u{f06d}" => String::from("○"),
        "✔" | "√" | "☑" | "☒" | "✅" | "\u{f0fc}" | "\u{f0fe}" => String::from("✓"),
        _ => text,
    }
}

/// A box that nobody ticked: it says as much as an empty cell.
pub fn is_unticked(text: &str) -> bool {
    matches!(text.trim(), "☐" | "⬜")
}

/// Whether a cell may be a mark: short, and no number but 1.
pub fn may_be_mark(text: &str) -> bool {
    const LONGEST: usize = 10;
    let mark = folded(text);
    let is_known = known(&mark).is_some()
        || LONE.contains(&mark.as_str())
        || PAIRS.iter().any(|(lead, support)| [*lead, *support].contains(&mark.as_str()));
    is_known && text.chars().take(LONGEST + 1).count() <= LONGEST
}

/// The mark of a cell that says more behind it: "PH (Phòng Giá)", "x: từ quý II".
fn remarked(text: &str) -> Option<&str> {
    let end = text.find(['(', '\n', ':', ';', ',', '-', '–', '['])?;
    let (mark, remark) = (text.get(..end)?.trim(), text.get(end..)?);
    let says_something = remark.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let may_be = !mark.is_empty() && mark != "1" && says_something;
    (may_be && may_be_mark(mark)).then_some(mark)
}

/// The mark of a cell, without what is remarked behind it.
pub fn mark_of(text: &str) -> &str {
    if may_be_mark(text) { text } else { remarked(text).unwrap_or(text) }
}

/// The parts of a legend between hyphens, where each says what a mark means; "A - chủ trì" is one.
fn pieces(line: &str) -> Vec<&str> {
    let says = |piece: &str| {
        let words = key(piece);
        words.contains("chủ trì") || words.contains("phối hợp")
    };
    let parts: Vec<&str> = line.split(" - ").collect();
    if parts.iter().all(|part| says(part)) { parts } else { vec![line] }
}

impl Legend {
    /// Reads a line such as "CT: chủ trì; PH: phối hợp", "● Chủ trì, ○ Phối hợp" or "x = phối
    /// hợp". Other lines add nothing; tells whether this one did.
    pub fn read(&mut self, line: &str) -> bool {
        let before = self.marks.len();
        for piece in line.split([';', ',', '\n', '|']).flat_map(pieces) {
            let words = key(piece);
            let meaning = match (words.contains("chủ trì"), words.contains("phối hợp")) {
                (true, false) => Meaning::Lead,
                (false, true) => Meaning::Support,
                _ => continue,
            };
            let rest: Vec<String> = piece
                .split([' ', ':', '=', '(', ')', '"', '“', '”', '–', '-', '\t', '.'])
                .map(folded)
                .filter(|word| !word.is_empty() && !MARK_FILLERS.has(word))
                .collect();
            const LONGEST: usize = 3;
            if let [mark] = rest.as_slice()
                && mark.chars().count() <= LONGEST
            {
                let written = piece.split_whitespace().map(|word| {
                    word.trim_matches(['(', ')', ':', '=', '"', '“', '”', '.', '–', '-'])
                });
                if let Some(written) = written.into_iter().find(|word| folded(word) == *mark) {
                    self.as_written.insert(written.to_string(), meaning);
                }
                self.marks.insert(mark.clone(), meaning);
            }
        }
        self.marks.len() > before
    }

    /// What the lines around a table tell of marks.
    pub fn around(grid: &Grid, layout: &Layout) -> Legend {
        let mut legend = Legend::default();
        let lines = grid.above.iter().chain(&grid.below).map(|line| line.text.as_str());
        // A legend is a line of its own; a row of a task has more cells.
        let rows = grid.rows.iter().filter(|row| row.row < layout.top || row.cells.len() <= 2);
        for text in rows.flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).chain(lines) {
            legend.read(text);
        }
        legend
    }

    /// Whether it tells of no mark.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Whether it says what a mark means.
    pub fn tells(&self, text: &str) -> bool {
        self.marks.contains_key(&folded(text))
    }

    /// Adds what the marks of the table itself tell: pairs, and lone marks where they leave no
    /// doubt.
    pub fn complete(&mut self, rows: &[GridRow], layout: &Layout) {
        let body = rows.iter().filter(|row| row.row >= layout.first && !is_total(row, layout));
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        let mut most = 0;
        for row in body {
            let is_open = |column: &u32| {
                layout.bodies.contains_key(column) && !layout.under.contains_key(column)
            };
            let ticked = row.cells.iter().filter(|cell| !is_unticked(&cell.text));
            let marks = ticked.filter(|cell| is_open(&cell.column));
            let marks: Vec<String> = marks.map(|cell| folded(mark_of(&cell.text))).collect();
            most = most.max(marks.len());
            for mark in marks {
                *used.entry(mark).or_default() += 1;
            }
        }
        for (lead, support) in PAIRS {
            if used.contains_key(*lead) && used.contains_key(*support) {
                self.marks.entry(lead.to_string()).or_insert(Meaning::Lead);
                self.marks.entry(support.to_string()).or_insert(Meaning::Support);
            }
        }
        let has_lead_mark = used.keys().any(|mark| self.meaning(mark) == Some(Meaning::Lead));
        let lone = if layout.column(Field::Lead).is_some() || has_lead_mark {
            // Somebody else leads, so a body that has a part supports.
            Some(Meaning::Support)
        } else if most == 1 || layout.column(Field::Support).is_some() {
            Some(Meaning::Lead)
        } else {
            None
        };
        if let Some(meaning) = lone {
            for mark in used.keys().filter(|mark| LONE.contains(&mark.as_str())) {
                self.marks.entry(mark.clone()).or_insert(meaning);
            }
        }
    }

    /// What a mark in a column means: by itself, else by the heading over the column's own.
    pub fn meaning_in(&self, layout: &Layout, column: u32, text: &str) -> Option<Meaning> {
        let under = || match layout.under.get(&column) {
            Some(Field::Lead) => Some(Meaning::Lead),
            Some(Field::Support) => Some(Meaning::Support),
            _ => None,
        };
        let mark = mark_of(text);
        self.meaning(mark).or_else(|| under().filter(|_| LONE.contains(&folded(mark).as_str())))
    }

    /// Whether a cell says more than a mark.
    pub fn has_remark(&self, text: &str) -> bool {
        self.meaning(text).is_none() && remarked(text).is_some()
    }

    /// What a mark means; `None` when nothing says.
    fn meaning(&self, text: &str) -> Option<Meaning> {
        if let Some(meaning) = self.as_written.get(text.trim()) {
            return Some(*meaning);
        }
        let mark = folded(text);
        self.marks.get(&mark).copied().or_else(|| known(&mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legends_are_read_in_every_order() {
        for line in [
            "x: phối hợp",
            "Ghi chú: x là cơ quan phối hợp",
            "(x) Phối hợp",
            "phối hợp (x)",
            "CT: chủ trì; x: phối hợp",
            "Chú giải: A - đơn vị chủ trì; x - đơn vị phối hợp",
            "CT: chủ trì - x: phối hợp",
        ] {
            let mut legend = Legend::default();
            assert!(legend.read(line), "{line}");
            assert_eq!(legend.meaning("X"), Some(Meaning::Support), "{line}");
        }
        for line in ["Sở Y tế chủ trì, phối hợp với các sở", "Ghi chú: làm ngay", ""]
        {
            assert!(!Legend::default().read(line), "{line}");
        }
    }

    #[test]
    fn a_legend_may_tell_marks_apart_by_their_case() {
        let mut legend = Legend::default();
        legend.read("X: chủ trì; x: phối hợp");
        assert_eq!(legend.meaning("X"), Some(Meaning::Lead));
        assert_eq!(legend.meaning("x"), Some(Meaning::Support));
    }

    #[test]
    fn a_mark_with_a_remark_is_a_mark() {
        for (text, mark) in
            [("PH (Phòng Giá)", "PH"), ("CT\n(từ quý II)", "CT"), ("x: khi được mời", "x")]
        {
            assert_eq!(mark_of(text), mark);
            assert!(Legend::default().has_remark(text), "{text}");
        }
        for text in ["PH", "Phòng Giá", "(PH)", "1, 2", "Chính quyền - đoàn thể"] {
            assert_eq!(mark_of(text), text);
        }
    }

    #[test]
    fn marks_of_their_own_need_no_legend() {
        let legend = Legend::default();
        let of = |text: &str| legend.meaning(text);
        assert_eq!([of("CT"), of("(ct)"), of("C")], [Some(Meaning::Lead); 3]);
        assert_eq!([of("PH"), of("p"), of("Phối hợp")], [Some(Meaning::Support); 3]);
        assert_eq!([of("x"), of("?")], [None, None]);
    }
}
