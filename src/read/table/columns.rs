//! Headings and the cells below them → what each column means, for all columns at once.
//!
//! Invariant: no column is decided by its heading alone or before the others. The assignment of
//! fields to columns with the greatest sum of scores counts. A column without a field is kept as
//! notes, and this is reported.

use std::collections::BTreeSet;

use super::assignment;
use super::body_columns;
use super::evidence::{self, Evidence};
use super::headings::is_trace;
use super::layout::{About, Layout, Remark};
use super::own_forms;
use super::role_words;
use super::tiers::{Block, Heading};
use crate::model::Field;
use crate::read::grid::{Grid, GridCell, GridRow};
use crate::source::column_letters;
use crate::text::{key, single_line};
use crate::vocabulary::OLD_HEADINGS;
use crate::vocabulary::labels::{DOES_THE_WORK, Label, Meaning, labels};

/// A table of more columns is no plan; what stands beyond is kept as notes.
const WIDEST: u32 = 300;

/// Two headings whose strengths differ by less mean the same.
const CLOSE: u16 = 15;

/// From this strength on a heading says by itself that its bodies lead or support.
const OF_ROLE: u16 = 85;

/// From this strength on a heading leaves no doubt.
const CERTAIN: u16 = 90;

/// "Hoàn thành" over counts says how many are done; a time has a word of its own.
const SURE_OF_TIME: u16 = 94;

/// A share that is nearly all of a column.
const MOST: f64 = 0.6;

/// The layout of a table under a block of headings.
pub fn layout(grid: &Grid, block: &Block) -> Layout {
    let (top, first) = block.rows();
    let mut headings = block.headings();
    let leaf = |heading: &Heading| heading.path.last().cloned().unwrap_or_default();
    let leaves: Vec<(u32, String)> =
        headings.iter().map(|heading| (heading.column, leaf(heading))).collect();
    let reports =
        own_forms::report_columns(leaves.iter().map(|(column, words)| (*column, words.as_str())));
    let evidence = Evidence::new(&grid.rows, &grid.merges, first);
    let mut layout = Layout { top, first, ..Layout::default() };
    for heading in &headings {
        let words = layout.words.entry(heading.column).or_default();
        words.extend(heading.path.iter().map(|text| key(text)));
        words.insert(key(&heading.path.join(" ")));
        layout.under.extend(heading.under.map(|field| (heading.column, field)));
        layout.labels.insert(heading.column, heading.labels.clone());
    }
    headings.retain(|heading| !reports.contains(&heading.column));
    without_merged_halves(&mut headings, &evidence);
    layout.reports = reports;
    headings.retain(|heading| !body_columns::claim_below(heading, &evidence, &mut layout));
    layout.role = role_words::column(&headings, &evidence);
    headings.retain(|heading| Some(heading.column) != layout.role);
    let hidden = grid.hidden_columns.as_slice();
    let mut columns = Columns { headings, hidden, evidence, layout };
    let left = columns.assign();
    columns.place(left);
    columns.add_nameless(grid);
    let lead = columns.layout.column(Field::Lead);
    let taken = lead.map_or_else(|| String::from("—"), |column| columns.words(column));
    let Columns { evidence, mut layout, .. } = columns;
    body_columns::claim(grid, &mut layout);
    judge_notes(&evidence, &mut layout, &taken);
    layout
}

/// Drops the headings of columns that a heading is only merged over, with nothing below: contents are
/// often merged across two columns in every row.
fn without_merged_halves(headings: &mut Vec<Heading>, evidence: &Evidence) {
    let mut before: Option<(u32, Vec<String>)> = None;
    headings.retain(|heading| {
        let is_half = before.as_ref().is_some_and(|(column, path)| {
            column + 1 == heading.column
                && *path == heading.path
                && evidence.cells(heading.column).is_empty()
        });
        before = Some((heading.column, heading.path.clone()));
        !is_half
    });
}

struct Columns<'a> {
    headings: Vec<Heading>,
    /// Hidden columns, first and last.
    hidden: &'a [(u32, u32)],
    evidence: Evidence<'a>,
    layout: Layout,
}

impl Columns<'_> {
    /// Gives columns to fields and the group; returns the columns that got nothing.
    fn assign(&mut self) -> Vec<usize> {
        let targets: Vec<Meaning> = Field::ALL
            .iter()
            .filter(|field| **field != Field::Notes)
            .map(|field| Meaning::Field(*field))
            .chain([Meaning::Group])
            .collect();
        let narrow: Vec<usize> = (0..self.headings.len())
            .filter(|index| {
                let heading = &self.headings[*index];
                heading.column <= WIDEST && !heading.labels.is_empty()
            })
            .collect();
        let score = |target: &Meaning| -> Vec<Option<i32>> {
            narrow.iter().map(|index| self.score(*index, *target)).collect()
        };
        let scores: Vec<Vec<Option<i32>>> = targets.iter().map(score).collect();
        let mut taken = BTreeSet::new();
        for (target, column) in targets.iter().zip(assignment::best(&scores)) {
            let Some(index) = column.and_then(|column| narrow.get(column)).copied() else {
                continue;
            };
            taken.insert(index);
            let column = self.headings[index].column;
            match target {
                Meaning::Field(field) => drop(self.layout.fields.insert(column, *field)),
                _ => self.layout.groups.push(column),
            }
        }
        (0..self.headings.len()).filter(|index| !taken.contains(index)).collect()
    }

    /// How well a column fits a field or the group; `None` where it cannot be meant.
    fn score(&self, index: usize, target: Meaning) -> Option<i32> {
        let heading = &self.headings[index];
        let label = heading.labels.iter().find(|label| label.meaning == target)?;
        if target == Meaning::Field(Field::Lead) && self.stands_behind_body(index, label) {
            return None;
        }
        let fit = match target {
            Meaning::Group => self.fit_of_group(index, label)?,
            Meaning::Field(field) => self.fit(index, field, label)?,
            _ => return None,
        };
        // A heading with words that mean something else too says it less clearly.
        let of_persons = if label.of_persons { 20 } else { 0 };
        // What shows counts before what an office has hidden.
        let unseen = if self.is_hidden(heading.column) { 200 } else { 0 };
        let old = if is_old(heading) { 60 } else { 0 };
        let unclear = of_persons + unseen + old + if label.is_whole { 0 } else { 4 };
        // Of equals the one to the left.
        let place = i32::try_from(index.min(500)).unwrap_or_default();
        Some((i32::from(label.strength) + fit - unclear).max(1) * 512 - place)
    }

    /// Whether a column of persons stands beside one of bodies that do the work: "Người phụ trách" beside
    /// "Phòng thực hiện". Then the body leads.
    fn stands_behind_body(&self, index: usize, label: &Label) -> bool {
        const LEADS: u16 = 40;
        let is_body = |(other, heading): (usize, &Heading)| {
            let leads = |label: &Label| {
                label.meaning == Meaning::Field(Field::Lead)
                    && !label.of_persons
                    && label.strength >= LEADS
            };
            other != index
                && heading.labels.iter().any(leads)
                && self.evidence.names(heading.column) >= 0.5
        };
        label.of_persons
            && label.strength < OF_ROLE
            && self.headings.iter().enumerate().any(is_body)
    }

    fn is_hidden(&self, column: u32) -> bool {
        self.hidden.iter().any(|(first, last)| (first..=last).contains(&&column))
    }

    /// What the cells say for or against a field.
    fn fit(&self, index: usize, field: Field, label: &Label) -> Option<i32> {
        let column = self.headings[index].column;
        let share = |is: fn(&str) -> bool| self.evidence.share(column, is);
        // A heading that leaves no doubt is believed whatever stands below it.
        let counts = share(evidence::is_number) > 0.7 && label.strength < SURE_OF_TIME;
        let is_count = matches!(field, Field::Deadline | Field::Start) && counts;
        if label.is_whole && label.strength >= CERTAIN && field != Field::Content && !is_count {
            let share = match field {
                Field::Lead | Field::Support => self.evidence.names(column),
                Field::Deadline | Field::Start => share(evidence::is_time),
                _ => 0.0,
            };
            return Some((share * 20.0) as i32);
        }
        if self.evidence.cells(column).is_empty() {
            // "Đơn vị" over nothing leads nobody.
            return (label.strength > 25 || field != Field::Lead).then_some(0);
        }
        let figures = || share(evidence::is_percent) > 0.5 || share(evidence::is_number) > 0.7;
        let progress = || share(evidence::is_progress) > MOST;
        match field {
            Field::Lead | Field::Support => {
                let marks = share(evidence::is_slip) > 0.5 && label.strength < OF_ROLE;
                let names = self.evidence.names(column);
                let others =
                    figures() || progress() || share(evidence::is_time) > MOST && names < 0.3;
                // A heading that says no role needs names below it.
                let weak = label.strength <= 25
                    && names < 0.3
                    && (self.evidence.length(column) > 40 || share(evidence::is_time) > 0.3);
                (!others && !marks && !weak).then_some((names * 20.0) as i32)
            }
            Field::Deadline | Field::Start => {
                let times = share(evidence::is_time);
                let others = share(evidence::is_percent) > 0.5
                    || progress() && times < 0.3
                    || share(evidence::is_number) > 0.7 && label.strength <= 62;
                (!others).then_some((times * 20.0) as i32)
            }
            Field::Product => (!figures() && !progress()).then_some(0),
            Field::Content => {
                let others = share(evidence::is_number) > 0.8 || share(evidence::is_slip) > 0.8;
                let longer = i32::try_from(self.evidence.length(column) / 8).unwrap_or(0).min(6);
                let wider = if self.is_wider(index) { 60 } else { 0 };
                (!others || label.strength >= 100).then_some(longer - wider)
            }
            _ => Some(0),
        }
    }

    /// Whether a column of contents groups those of another one to its right.
    fn is_wider(&self, index: usize) -> bool {
        let column = self.headings[index].column;
        let closer = self.headings.iter().filter(|other| {
            other.column > column
                && other.labels.iter().any(|label| {
                    label.meaning == Meaning::Field(Field::Content) && label.strength > 30
                })
        });
        closer.into_iter().any(|other| {
            let grouping = self.evidence.grouping(column, other.column);
            grouping.is_contiguous() && grouping.repeats()
        })
    }

    fn fit_of_group(&self, index: usize, label: &Label) -> Option<i32> {
        let column = self.headings[index].column;
        let contents = self.headings.iter().filter(|other| {
            other.column != column
                && other.labels.iter().any(|label| {
                    label.meaning == Meaning::Field(Field::Content) && label.strength > 30
                })
        });
        let contents: Vec<u32> = contents.map(|other| other.column).collect();
        let content = contents.iter().find(|other| **other > column).or(contents.first())?;
        let grouping = self.evidence.grouping(column, *content);
        let is_left = *content > column;
        // A word for groups needs less of the cells than one for contents.
        let fits = match label.strength >= 90 {
            true if is_left => {
                grouping.is_contiguous() && (grouping.repeats() || grouping.rows <= 3)
            }
            _ => is_left && grouping.is_contiguous() && grouping.repeats(),
        };
        fits.then_some(if label.strength >= 90 { 20 } else { 70 })
    }

    /// Places the columns that no field took.
    fn place(&mut self, left: Vec<usize>) {
        for index in left {
            let heading = &self.headings[index];
            let (column, leaf) = (heading.column, heading.path.last().cloned().unwrap_or_default());
            let best = heading.labels.first().copied();
            if is_trace(&leaf) {
                continue;
            }
            // "Trung ương giao" under "Thời hạn" means a time by the heading over it alone.
            let own = labels(&leaf);
            let is_by_outer =
                best.is_some_and(|best| own.iter().all(|label| label.meaning != best.meaning));
            let words = single_line(&if is_by_outer { heading.path.join(" ") } else { leaf });
            let held = best.and_then(|label| match label.meaning {
                Meaning::Field(field) => self.holder(field),
                _ => None,
            });
            let shown = held.map(|(other, _)| other).filter(|other| !self.is_hidden(*other));
            if let Some(other) = shown.filter(|_| self.is_hidden(column)) {
                let about = About::Unseen(column_letters(other));
                self.layout.remarks.push(Remark { column, words, about });
                continue;
            }
            // "Thời hạn cũ" beside "Thời hạn".
            if held.is_some() && is_old(heading) {
                self.layout.unknown.insert(column, words);
                continue;
            }
            let turns = best.and_then(|label| self.takes_turns(index, label));
            if let Some(field) = turns.or_else(|| self.role_from_above(index)) {
                self.layout.fields.insert(column, field);
                continue;
            }
            match best.map(|label| label.meaning) {
                Some(Meaning::Field(Field::Notes)) => {
                    self.layout.fields.insert(column, Field::Notes);
                }
                Some(Meaning::Group) if self.groups_too(index) => self.layout.groups.push(column),
                Some(Meaning::Field(field)) => {
                    let about = best.filter(|_| !is_by_outer);
                    let about = about.and_then(|label| self.about(index, field, label));
                    self.place_second(column, words, about);
                }
                _ => drop(self.layout.unknown.insert(column, words)),
            }
        }
        self.layout.groups.sort_unstable();
        self.say_supports();
    }

    /// Places a column whose field another column has.
    fn place_second(&mut self, column: u32, words: String, about: Option<About>) {
        match about {
            Some(About::Supports(_)) => drop(self.layout.fields.insert(column, Field::Support)),
            Some(About::Neither(_)) | None => {
                self.layout.unknown.insert(column, words.clone());
            }
            Some(_) => {}
        }
        self.layout.remarks.extend(about.map(|about| Remark { column, words, about }));
    }

    /// The role that the heading over a column gives to the bodies that it names: "Phối hợp" over
    /// "Cấp tỉnh" and "Cấp xã".
    fn role_from_above(&self, index: usize) -> Option<Field> {
        let heading = &self.headings[index];
        let role = heading.under.filter(|_| heading.labels.is_empty())?;
        (self.evidence.names(heading.column) >= 0.5).then_some(role)
    }

    /// The role of a column that says it below another heading than the column which has it, where no
    /// row has two that lead: "Cấp tỉnh: Chủ trì" and "Cấp xã: Chủ trì".
    fn takes_turns(&self, index: usize, label: Label) -> Option<Field> {
        let heading = &self.headings[index];
        let Meaning::Field(field @ (Field::Lead | Field::Support)) = label.meaning else {
            return None;
        };
        let (other, held) = self.holder(field)?;
        // Who supports may be named in several columns: "Phối hợp chính", "Phối hợp khác".
        if field == Field::Support
            && held.strength.min(label.strength) >= OF_ROLE
            && self.evidence.names(heading.column) >= 0.5
        {
            return Some(field);
        }
        let holder = self.headings.iter().find(|heading| heading.column == other)?;
        let (own, outer) = (heading.path.split_last()?.1, holder.path.split_last()?.1);
        let is_apart = !own.is_empty() && !outer.is_empty() && own != outer;
        let is_same = held.strength == label.strength && label.strength >= OF_ROLE;
        // Who supports may be named on both sides; who leads on one.
        let is_free = field == Field::Support || self.evidence.take_turns(heading.column, other);
        (is_apart && is_same && is_free).then_some(field)
    }

    /// Whether a further column groups tasks: to the left of the contents, wider or closer than the
    /// group that was found.
    fn groups_too(&self, index: usize) -> bool {
        let column = self.headings[index].column;
        let Some(content) = self.layout.column(Field::Content) else { return false };
        let grouping = self.evidence.grouping(column, content);
        column < content && grouping.is_contiguous() && grouping.repeats()
    }

    /// What is said of a column whose field another column has; nothing where it is kept as notes.
    fn about(&self, index: usize, field: Field, label: Label) -> Option<About> {
        let column = self.headings[index].column;
        let is_role = matches!(field, Field::Lead | Field::Support);
        self.fit(index, field, &label)?;
        let (other, held) = self.holder(field)?;
        // A person beside a body is no second body.
        let are_alike = held.of_persons == label.of_persons;
        if are_alike && held.strength.abs_diff(label.strength) < CLOSE {
            return Some(About::Twice(column_letters(other)));
        }
        let is_empty = self.evidence.cells(column).is_empty();
        let is_named = self.evidence.names(column) >= 0.5 || is_empty;
        let lead = self.layout.column(Field::Lead)?;
        if !is_role || label.of_persons || !is_named {
            return None;
        }
        let may_support = |label: &Label| {
            label.meaning == Meaning::Field(Field::Support)
                && (label.strength > CLOSE || !self.says_support())
        };
        if self.headings[index].labels.iter().any(may_support) {
            return Some(About::Supports(self.words(lead)));
        }
        // Who does the work beside a lead and supports has no place: the clerk must say which it is.
        let does_the_work = label.strength <= DOES_THE_WORK;
        let others = [Some(lead), self.layout.column(Field::Support)];
        let others = others.into_iter().flatten().map(|column| format!("“{}”", self.words(column)));
        let others = others.collect::<Vec<_>>().join(", ");
        (!does_the_work).then_some(About::Neither(others))
    }

    /// Whether the heading of a column says that its bodies support.
    fn says_support(&self) -> bool {
        self.holder(Field::Support).is_some_and(|(_, label)| label.strength > CLOSE)
    }

    /// The column that has a field, and how strongly its heading says so.
    fn holder(&self, field: Field) -> Option<(u32, Label)> {
        let column = self.layout.column(field)?;
        let heading = self.headings.iter().find(|heading| heading.column == column)?;
        let label = heading.labels.iter().find(|label| label.meaning == Meaning::Field(field))?;
        Some((column, *label))
    }

    fn words(&self, column: u32) -> String {
        let heading = self.headings.iter().find(|heading| heading.column == column);
        heading
            .and_then(|heading| heading.path.last())
            .map_or_else(String::new, |leaf| single_line(leaf))
    }

    /// Says of a column that supports only because another one leads.
    fn say_supports(&mut self) {
        let Some(lead) = self.layout.column(Field::Lead) else { return };
        let weak = self.headings.iter().filter(|heading| {
            self.layout.fields.get(&heading.column) == Some(&Field::Support)
                && heading.labels.iter().any(|label| {
                    label.meaning == Meaning::Field(Field::Support) && label.strength <= CLOSE
                })
                && !self.layout.remarks.iter().any(|remark| remark.column == heading.column)
        });
        let weak: Vec<u32> = weak.map(|heading| heading.column).collect();
        for column in weak {
            let (words, about) = (self.words(column), About::Supports(self.words(lead)));
            self.layout.remarks.push(Remark { column, words, about });
        }
    }

    /// Columns that hold text below no heading at all: the numbers of the rows, else kept as notes
    /// under their letter.
    fn add_nameless(&mut self, grid: &Grid) {
        let layout = &mut self.layout;
        let body = grid.rows.iter().filter(|row| row.row >= layout.first);
        // A line merged across the table begins in one column, and is no text of it.
        let body = body.filter(|row| row.cells.len() > 1 && !is_headings(row));
        let mut columns: BTreeSet<u32> = BTreeSet::new();
        let (first, last) = (layout.words.keys().next(), layout.words.keys().next_back());
        let (first, last) = (first.copied().unwrap_or(0), last.copied().unwrap_or_default());
        for row in body {
            // Most rows end inside the headings, with no cell between them.
            let between =
                |cell: &&GridCell| cell.column > last || !layout.words.contains_key(&cell.column);
            columns.extend(row.cells.iter().filter(between).map(|cell| cell.column));
        }
        let content = layout.column(Field::Content).unwrap_or_default();
        for column in columns.into_iter().filter(|column| *column <= WIDEST) {
            let has_number = layout.column(Field::Number).is_some();
            if column < content && !has_number && self.evidence.counts(column) {
                layout.fields.insert(column, Field::Number);
            } else if column > first {
                layout.unknown.insert(column, format!("Cột {}", column_letters(column)));
            }
        }
    }
}

/// Whether a heading says that its column no longer holds: "Đơn vị chủ trì (cũ)".
fn is_old(heading: &Heading) -> bool {
    heading.path.last().is_some_and(|leaf| ends_old(leaf))
}

fn ends_old(words: &str) -> bool {
    let folded = key(words);
    let mut ends = folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]);
    ends.any(|end| OLD_HEADINGS.has(end))
}

/// A column that ends in the notes although its heading says a role, or although it is full of names
/// and nothing says what these bodies do.
fn judge_notes(evidence: &Evidence, layout: &mut Layout, taken: &str) {
    for (column, words) in &layout.unknown {
        let labels = layout.labels.get(column).map_or(&[][..], Vec::as_slice);
        let is_role = |label: &Label| {
            matches!(label.meaning, Meaning::Field(Field::Lead | Field::Support))
                && label.strength >= OF_ROLE
        };
        // Its heading says what its bodies are, and it is none of the roles.
        let of_persons = labels.iter().any(|label| label.of_persons);
        let says_else = labels.iter().any(|label| {
            label.of_persons || !matches!(label.meaning, Meaning::Field(_)) && label.strength >= 50
        });
        // What has been said of a column is not said in other words too.
        if layout.remarks.iter().any(|remark| remark.column == *column) || ends_old(words) {
            continue;
        }
        let cells = evidence.cells(*column).len();
        if labels.iter().any(is_role) && !of_persons
            || !says_else && cells > 0 && evidence.names(*column) >= 0.8
        {
            layout.remarks.push(Remark {
                column: *column,
                words: words.clone(),
                about: About::Agencies(taken.to_string()),
            });
        }
    }
}

/// Whether a row can be nothing but headings: a number column, a content column and another.
pub fn is_headings(row: &GridRow) -> bool {
    use crate::vocabulary::labels::field;
    // Cheap first: this is asked of every row, and nearly all begin with a number or a sentence.
    const LONGEST: usize = 24;
    let first = row.cells.first().map_or("", |cell| cell.text.as_str());
    let may_be = first.len() <= LONGEST && !first.starts_with(|c: char| c.is_ascii_digit());
    if !may_be || field(first) != Some(Field::Number) {
        return false;
    }
    let known: BTreeSet<Field> = row.cells.iter().filter_map(|cell| field(&cell.text)).collect();
    known.contains(&Field::Content) && known.len() >= 3 && known.len() * 3 >= row.cells.len() * 2
}
