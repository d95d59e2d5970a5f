//! Rows that are groups → the groups of the draft, with what they say for their tasks.
//!
//! Invariant: a group closes what deeper groups said. What a group says of bodies and times holds only for
//! tasks that say nothing of their own, and is told.

use super::evidence::is_name;
use super::faults::{GROUP_EXTRA, ROW_SKIPPED, TASK_BEHIND_GROUP};
use super::footer;
use super::groups::{Rank, split_mark, without_number, without_part};
use super::inherited::said_in_bracket;
use super::rows::Reading;
use crate::model::Field;
use crate::model::draft::{DraftEntry, DraftGroup, Text};
use crate::read::grid::{GridCell, GridRow};
use crate::source::{Located, Location};
use crate::text::{key, parse_letter, single_line};

impl Reading<'_> {
    /// A group that stands right above the headings: "I. Nhiệm vụ thường xuyên".
    pub(super) fn group_above(&mut self, row: &GridRow) {
        let [cell] = row.cells.as_slice() else { return };
        let (mark, title) = split_mark("", &single_line(&cell.text));
        if let Some(rank @ (Rank::Capital | Rank::Roman)) =
            mark.and_then(|mark| self.groups.ladder.rank(&mark))
        {
            self.group(rank, self.table.sheet.cell(row.row, cell.column), title);
        }
    }

    /// Whether a number is that of a group: the row below is a task that counts from 1 again
    /// (1 → 1), counts within it (2 → 2.1), or has no number.
    pub(super) fn heads(&self, number: &str, next: Option<&GridRow>) -> bool {
        let Some(next) = next.filter(|_| self.table.layout.column(Field::Number).is_some()) else {
            return false;
        };
        if self.only_words(next).is_some() || footer::begins(next) {
            return false;
        }
        if self.goes_on_counting(next) {
            return false;
        }
        let below = self.number(next);
        let below = below.trim_end_matches(['.', ')']);
        let number = number.trim_end_matches(['.', ')']);
        let within = below.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
        let again =
            matches!((number.parse::<u32>(), below.parse::<u32>()), (Ok(n), Ok(b)) if b <= n);
        let is_arabic = number.parse::<u32>().is_ok();
        let lower = is_arabic && (parse_letter(below).is_some() || matches!(below, "-" | "+"));
        within || again || lower || below.is_empty()
    }

    pub(super) fn group(&mut self, rank: Rank, at: Location, title: String) {
        self.flush_as_groups();
        self.footer = false;
        if !matches!(rank, Rank::Column(_)) {
            self.groups.column_groups.clear();
        }
        let level = self.groups.outer + self.groups.ladder.open(rank);
        self.groups.inherited.close(level);
        let title = if rank == Rank::Plain { without_part(&title) } else { title };
        let title = Located::new(title, at);
        let said = said_in_bracket(&title);
        if !said.is_empty() {
            let words: Vec<&str> = said.iter().map(|(_, text)| text.value.as_str()).collect();
            self.diagnostics.push(GROUP_EXTRA.at(at).with("found", words.join(" | ")));
            self.groups.inherited.open(level, said);
        } else if !self.table.layout.says_lead() && is_name(&title.value) {
            // Tasks sorted by who does them: the title says what no column does.
            self.groups.inherited.open(level, vec![(Field::Lead, title.clone())]);
        }
        self.draft.outline.push(DraftEntry::Group(DraftGroup { level, title }));
    }

    /// Opens the groups that the columns of groups name for a row, where they change.
    pub(super) fn open_column_groups(&mut self, row: &GridRow) {
        for (depth, column) in self.table.layout.groups.iter().enumerate() {
            let title = without_number(&single_line(row.text(*column)));
            let folded = key(&title);
            if folded.is_empty() || self.groups.column_groups.get(depth) == Some(&folded) {
                continue;
            }
            self.groups.column_groups.truncate(depth);
            self.group(Rank::Column(depth), self.table.sheet.cell(row.row, *column), title);
            self.groups.column_groups.resize(depth, String::new());
            self.groups.column_groups.push(folded);
        }
    }

    /// Whether a row is a group although it has more than a title: a Roman number or a capital over
    /// tasks that count 1, 2, 3; or 1 over 1.1, 1.2, where the one or the other names no lead.
    pub(super) fn is_led_group(&self, row: &GridRow, number: &str, next: Option<&GridRow>) -> bool {
        let Some(next) = next.filter(|_| !self.text(row, Field::Content).is_empty()) else {
            return false;
        };
        let below = self.number(next);
        match (self.groups.ladder.rank(number), self.groups.ladder.rank(&below)) {
            (Some(Rank::Roman | Rank::Capital), below) => {
                matches!(below, Some(Rank::Arabic | Rank::Decimal(_)))
            }
            (Some(Rank::Arabic | Rank::Decimal(_)), Some(Rank::Decimal(_) | Rank::Letter)) => {
                let within = below.trim_end_matches(['.', ')']);
                let own = number.trim_end_matches(['.', ')']);
                let is_within = within.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'))
                    || matches!(self.groups.ladder.rank(&below), Some(Rank::Letter))
                        && own.chars().all(|c| c.is_ascii_digit());
                // Behind groups numbered like it a row is one of them, whoever leads.
                let is_sibling =
                    self.groups.ladder.is_innermost(Rank::Arabic) && within.contains('.');
                // Below a task a letter with words alone is a heading of its own.
                let is_heading = !within.contains('.') && self.only_words(next).is_some();
                is_within
                    && !is_heading
                    && (is_sibling || !(self.has_lead(row) && self.has_lead(next)))
            }
            _ => false,
        }
    }

    /// Whether a row says who leads, in a column of leads or by marks.
    pub(super) fn has_lead(&self, row: &GridRow) -> bool {
        let bodies = &self.table.layout.bodies;
        let mut fields = self.table.layout.fields.iter();
        fields.any(|(column, field)| *field == Field::Lead && !row.text(*column).is_empty())
            || row.cells.iter().any(|cell| bodies.contains_key(&cell.column))
    }

    /// A group with more than a title: who leads, supports and by when holds for those of its tasks
    /// that say nothing of their own.
    pub(super) fn led_group(&mut self, row: &GridRow, number: &str) {
        let layout = self.table.layout;
        let Some(column) = layout.column(Field::Content) else { return };
        let at = self.table.sheet.cell(row.row, column);
        let own = [Some(column), layout.column(Field::Number)];
        let is_other = |cell: &&GridCell| {
            !own.contains(&Some(cell.column)) && !layout.groups.contains(&cell.column)
        };
        let others: Vec<&GridCell> = row.cells.iter().filter(is_other).collect();
        let words: Vec<String> = others.iter().map(|cell| single_line(&cell.text)).collect();
        self.diagnostics.push(GROUP_EXTRA.at(at).with("found", words.join(" | ")));
        let values: Vec<(Field, Text)> = others
            .iter()
            .filter_map(|cell| {
                let field = layout.fields.get(&cell.column)?;
                let place = self.table.sheet.cell(row.row, cell.column);
                Some((*field, Located::new(cell.text.clone(), place)))
            })
            .collect();
        if let Some(rank) = self.groups.ladder.rank(number) {
            self.open_column_groups(row);
            self.group(rank, at, single_line(row.text(column)));
            self.groups.inherited.open(self.groups.outer + self.groups.ladder.depth(), values);
        }
    }

    pub(super) fn flush_as_groups(&mut self) {
        for one in std::mem::take(&mut self.pending) {
            if one.footer {
                // A table that goes on below its own footer: the lines are none of it.
                self.diagnostics.push(ROW_SKIPPED.at(one.at).with("found", one.words));
            } else if let Some(mut row) = one.row.filter(|_| one.strays) {
                self.keep(&mut row, one.words);
            } else {
                self.group(Rank::Plain, one.at, one.words);
            }
        }
    }

    /// Says of a task numbered 3 behind 2.1 and 2.2 that it counts to group 2, as every task does that
    /// stands behind a group.
    pub(super) fn say_task_behind_parts(&mut self, row: &GridRow) {
        let ladder = &self.groups.ladder;
        let rank = |number: &str| ladder.rank(number);
        let is_plain =
            ladder.is_innermost(Rank::Arabic) && rank(&self.number(row)) == Some(Rank::Arabic);
        let number = self.last_task().and_then(|last| last.first(Field::Number));
        let is_part =
            |number: &Text| matches!(rank(&number.value.replace(',', ".")), Some(Rank::Decimal(_)));
        if !is_plain || !number.is_some_and(is_part) {
            return;
        }
        let groups = self.draft.outline.iter().rev().find_map(|entry| match entry {
            DraftEntry::Group(group) => Some(group.title.value.clone()),
            DraftEntry::Task(_) => None,
        });
        let fault = TASK_BEHIND_GROUP.at(self.at(row)).with("number", self.number(row));
        self.diagnostics.push(fault.with("group", groups.unwrap_or_default()));
    }

    /// Whether a row's number is merged over the rows from above, so that it has none of its own to
    /// begin a group with.
    pub(super) fn goes_on_counting(&self, row: &GridRow) -> bool {
        let number = self.table.layout.column(Field::Number);
        number
            .and_then(|column| self.merges.at(row.row, column))
            .is_some_and(|(area, _)| area.top < row.row)
    }
}
