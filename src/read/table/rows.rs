//! The rows below the headings → group rows and tasks.
//!
//! Invariant: every row with text below the headings becomes a task, a group, a line of a footer,
//! or a diagnostic.

use super::ditto::is_ditto;
use super::faults::{DITTO_EMPTY, GROUP_EXTRA, MARK_UNKNOWN, ROW_SKIPPED, ROW_UNCLEAR};
use super::footer;
use super::groups::{LONGEST_NUMBER, Ladder, Rank, split_mark};
use super::layout::Layout;
use super::matrix::{Legend, Meaning, is_total};
use super::merges::Merges;
use super::roles;
use crate::diag::Diagnostics;
use crate::model::draft::{Draft, DraftEntry, DraftGroup, DraftTask};
use crate::model::{DocumentField, Field};
use crate::read::grid::{Area, GridCell, GridRow};
use crate::source::{Located, Location, SheetId};
use crate::text::{parse_letter, single_line};

/// A table to read.
pub struct Table<'a> {
    /// Its place.
    pub sheet: SheetId,
    /// Its merged cells.
    pub merges: &'a [Area],
    /// Its columns.
    pub layout: &'a Layout,
    /// What its marks mean, where it is a matrix.
    pub legend: &'a Legend,
    /// The depth of a group already opened around it.
    pub outer: usize,
}

/// Fields whose empty cells are missed, and so need a place.
const CELL_FIELDS: &[Field] = &[Field::Lead, Field::Support, Field::Deadline];

/// Reads the rows of a table, and lets go of each when it is read.
pub fn read(table: &Table, rows: Vec<GridRow>, draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let mut reading = Reading {
        table,
        merges: Merges::new(table.merges),
        ladder: Ladder::default(),
        draft,
        diagnostics,
        pending: Vec::new(),
        footer: false,
        task_row: 0,
    };
    let above = rows.iter().take_while(|row| row.row < table.layout.top).last();
    if let Some(row) = above {
        reading.group_above(row);
    }
    let start = rows.partition_point(|row| row.row < table.layout.first);
    let mut rows = rows.into_iter().skip(start).peekable();
    while let Some(mut row) = rows.next() {
        reading.merges.advance(&row);
        reading.row(&mut row, rows.peek());
    }
    reading.finish();
}

/// A row with one unnumbered text: a group when a task follows, else below the table.
struct Pending {
    at: Location,
    words: String,
    /// The text stands in a column of its own, such as that of leads.
    strays: bool,
    /// The footer had begun.
    footer: bool,
}

struct Reading<'a> {
    table: &'a Table<'a>,
    merges: Merges<'a>,
    ladder: Ladder,
    draft: &'a mut Draft,
    diagnostics: &'a mut Diagnostics,
    pending: Vec<Pending>,
    /// The footer has begun; a numbered row with content ends it again.
    footer: bool,
    /// The row of the last task; 0 before the first.
    task_row: u32,
}

impl Reading<'_> {
    fn row(&mut self, row: &mut GridRow, next: Option<&GridRow>) {
        let layout = self.table.layout;
        if is_number_row(row) || layout.repeats(row) || is_total(row, layout) {
            return;
        }
        let number = self.number(row);
        if number.is_empty()
            && (self.footer && self.table.layout.column(Field::Number).is_some()
                || footer::begins(row))
        {
            self.footer = true;
            self.note(row);
            let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
            let at = self.at(row);
            return self.pending.push(Pending {
                at,
                words: words.join(" | "),
                strays: false,
                footer: true,
            });
        }
        let content = self.text(row, Field::Content);
        let strays = self.strays(row);
        match self.only_words(row) {
            Some(_) if strays && !number.is_empty() => self.unclear(row, &number),
            // A legend of marks.
            Some((_, words))
                if number.is_empty()
                    && !layout.bodies.is_empty()
                    && Legend::default().read(&words) => {}
            Some((at, words)) => {
                let (mark, title) = split_mark(&number, &words);
                match mark.as_deref().and_then(|mark| self.ladder.rank(mark)) {
                    // A running Arabic number with words alone is a task whose lead is open,
                    // unless it is merged across the table or numbered as a group.
                    Some(Rank::Arabic | Rank::Decimal(_))
                        if !self.is_merged(row) && !self.heads(&number, next) =>
                    {
                        self.task(row);
                    }
                    Some(rank) => self.group(rank, at, title),
                    None if number.is_empty() && self.goes_on(row, &words) => self.add_to_task(row),
                    None if number.is_empty() => {
                        let footer = self.footer;
                        self.pending.push(Pending { at, words, strays, footer });
                    }
                    None => self.task(row),
                }
            }
            None if self.is_led_group(row, &number, next) => self.led_group(row, &number),
            None if content.is_empty() && self.shares_content(row) => self.share(row),
            None if content.is_empty() => self.unclear(row, &number),
            None => self.task(row),
        }
    }

    /// "Ghi chú: …" below the table is printed below ours, where the source gives no other note.
    fn note(&mut self, row: &GridRow) {
        let begins = |cell: &&GridCell| {
            ["Ghi chú:", "GHI CHÚ:", "Chú thích:"].iter().any(|word| cell.text.starts_with(word))
        };
        let Some(cell) = row.cells.iter().find(begins) else { return };
        let text = cell.text.split_once(':').map_or("", |(_, text)| text.trim());
        if text.is_empty() || Legend::default().read(&cell.text) {
            return;
        }
        let at = self.table.sheet.cell(row.row, cell.column);
        let notes = self.draft.document.fields.entry(DocumentField::Notes);
        notes.or_insert_with(|| Located::new(text.to_string(), at));
    }

    /// A group that stands right above the headings: "I. Nhiệm vụ thường xuyên".
    fn group_above(&mut self, row: &GridRow) {
        let [cell] = row.cells.as_slice() else { return };
        let (mark, title) = split_mark("", &single_line(&cell.text));
        if let Some(rank @ (Rank::Capital | Rank::Roman)) =
            mark.and_then(|mark| self.ladder.rank(&mark))
        {
            self.group(rank, self.table.sheet.cell(row.row, cell.column), title);
        }
    }

    fn text<'r>(&self, row: &'r GridRow, field: Field) -> &'r str {
        self.table.layout.column(field).map_or("", |column| row.text(column))
    }

    /// The number as written; "1,1" is 1.1 in a cell that holds a number. A long text that begins
    /// in the number column is none.
    fn number(&self, row: &GridRow) -> String {
        let number = single_line(self.text(row, Field::Number));
        let column = self.table.layout.column(Field::Number);
        let area = column.and_then(|column| self.merges.at(row.row, column));
        let is_title = number.contains(' ') || area.is_some_and(|(area, _)| area.right > area.left);
        if is_title || number.chars().count() > LONGEST_NUMBER {
            return String::new();
        }
        let is_decimal =
            !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ',');
        if is_decimal { number.replace(',', ".") } else { number }
    }

    fn at(&self, row: &GridRow) -> Location {
        self.table.sheet.cell(row.row, row.cells.first().map_or(1, |cell| cell.column))
    }

    /// The single text of a row that has nothing but a number and a text: a group, a footer or
    /// a task that says nothing else.
    fn only_words(&self, row: &GridRow) -> Option<(Location, String)> {
        let number = self.table.layout.column(Field::Number);
        let mut others = row.cells.iter().filter(|cell| Some(cell.column) != number);
        let own = row.cells.iter().find(|cell| Some(cell.column) == number);
        let is_title = |cell: &GridCell| {
            split_mark("", &cell.text).0.is_some()
                || cell.text.chars().count() > LONGEST_NUMBER
                || self
                    .merges
                    .at(row.row, cell.column)
                    .is_some_and(|(area, _)| area.right > area.left)
        };
        let cell = match (others.next(), others.next(), own) {
            (Some(cell), None, _) => cell,
            // "I. Title" merged across from the number column.
            (None, None, Some(cell)) if is_title(cell) => cell,
            _ => return None,
        };
        Some((self.table.sheet.cell(row.row, cell.column), single_line(&cell.text)))
    }

    /// Whether a row says something in a column of its own, such as an agency, but has no
    /// content: neither a title nor a task.
    fn strays(&self, row: &GridRow) -> bool {
        let layout = self.table.layout;
        let of_task = |cell: &GridCell| {
            let field = layout.fields.get(&cell.column);
            field.is_some_and(|field| !matches!(field, Field::Number | Field::Content))
                || layout.bodies.contains_key(&cell.column)
        };
        self.text(row, Field::Content).is_empty()
            && !self.is_merged(row)
            && row.cells.iter().any(of_task)
    }

    fn is_merged(&self, row: &GridRow) -> bool {
        row.cells.iter().any(|cell| {
            let area = self.merges.at(row.row, cell.column).map(|(area, _)| area);
            area.is_some_and(|area| area.top == area.bottom && area.right > area.left + 1)
        })
    }

    /// Whether a number is that of a group: the row below is a task that counts from 1 again
    /// (1 → 1), counts within it (2 → 2.1), or has no number.
    fn heads(&self, number: &str, next: Option<&GridRow>) -> bool {
        let Some(next) = next.filter(|_| self.table.layout.column(Field::Number).is_some()) else {
            return false;
        };
        if self.only_words(next).is_some() || footer::begins(next) {
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

    fn group(&mut self, rank: Rank, at: Location, title: String) {
        self.flush_as_groups();
        self.footer = false;
        let level = self.table.outer + self.ladder.open(rank);
        let title = Located::new(title, at);
        self.draft.outline.push(DraftEntry::Group(DraftGroup { level, title }));
    }

    /// Whether a row is a group although it has more than a title: a Roman number or a capital over
    /// tasks that count 1, 2, 3.
    fn is_led_group(&self, row: &GridRow, number: &str, next: Option<&GridRow>) -> bool {
        let rank = self.ladder.rank(number);
        let below = next.map(|next| self.number(next)).and_then(|number| self.ladder.rank(&number));
        matches!(rank, Some(Rank::Roman | Rank::Capital))
            && matches!(below, Some(Rank::Arabic))
            && !self.text(row, Field::Content).is_empty()
    }

    fn led_group(&mut self, row: &GridRow, number: &str) {
        let Some(column) = self.table.layout.column(Field::Content) else { return };
        let at = self.table.sheet.cell(row.row, column);
        let own = [Some(column), self.table.layout.column(Field::Number)];
        let others = row.cells.iter().filter(|cell| !own.contains(&Some(cell.column)));
        let others: Vec<String> = others.map(|cell| single_line(&cell.text)).collect();
        self.diagnostics.push(GROUP_EXTRA.at(at).with("found", others.join(" | ")));
        if let Some(rank) = self.ladder.rank(number) {
            self.group(rank, at, single_line(row.text(column)));
        }
    }

    fn flush_as_groups(&mut self) {
        for one in std::mem::take(&mut self.pending) {
            if one.footer {
                // A table that goes on below its own footer: the lines are none of it.
                self.diagnostics.push(ROW_SKIPPED.at(one.at).with("found", one.words));
            } else if one.strays {
                self.diagnostics.push(ROW_UNCLEAR.at(one.at).with("found", one.words));
            } else {
                self.group(Rank::Plain, one.at, one.words);
            }
        }
    }

    fn task(&mut self, row: &mut GridRow) {
        self.flush_as_groups();
        self.footer = false;
        let mut task = DraftTask::new(self.at(row));
        let layout = self.table.layout;
        for (column, field) in &layout.fields {
            let mut text = row.take(*column);
            if text.is_empty() && !matches!(field, Field::Number | Field::Content) {
                text = self.merges.text_above(row.row, *column).unwrap_or_default().to_string();
            }
            if !text.is_empty() {
                self.set(&mut task, *field, (row.row, *column), text);
            }
        }
        self.marks(&mut task, row);
        // An empty cell has a place too: the clerk is sent there.
        for field in CELL_FIELDS {
            if let Some(column) = layout.column(*field) {
                let empty = Located::new(String::new(), self.table.sheet.cell(row.row, column));
                task.values.entry(*field).or_insert_with(|| vec![empty]);
            }
        }
        for (column, words) in &layout.unknown {
            let own = row.text(*column);
            let text = if own.is_empty() {
                self.merges.text_above(row.row, *column).unwrap_or_default()
            } else {
                own
            };
            if !text.is_empty() {
                let kept = Located::new(
                    format!("{words}: {text}"),
                    self.table.sheet.cell(row.row, *column),
                );
                task.values.entry(Field::Notes).or_default().push(kept);
            }
        }
        self.draft.outline.push(DraftEntry::Task(task));
        self.task_row = row.row;
    }

    /// Sets a field to a cell's text, or to that of the cell above where it says so.
    fn set(&mut self, task: &mut DraftTask, field: Field, (row, column): (u32, u32), text: String) {
        let at = self.table.sheet.cell(row, column);
        let text = match field {
            Field::Lead => match roles::split(&text) {
                Some((lead, support)) if !support.is_empty() => {
                    self.set(task, Field::Support, (row, column), support);
                    lead
                }
                Some((lead, _)) => lead,
                None => text,
            },
            Field::Support => roles::support(&text).unwrap_or(text),
            _ => text,
        };
        if matches!(field, Field::Number | Field::Content) || !is_ditto(&text) {
            let values = task.values.entry(field).or_insert_with(|| Vec::with_capacity(1));
            return values.push(Located::new(text, at));
        }
        let above = self.last_task().map_or(&[][..], |last| last.all(field));
        let above = above.iter().filter(|text| !text.value.is_empty());
        let above: Vec<_> = above.map(|text| Located::new(text.value.clone(), at)).collect();
        if above.is_empty() {
            return self.diagnostics.push(DITTO_EMPTY.at(at).with("found", text));
        }
        task.values.entry(field).or_default().extend(above);
    }

    fn last_task(&self) -> Option<&DraftTask> {
        if self.task_row == 0 {
            return None;
        }
        self.draft.outline.iter().rev().find_map(|entry| match entry {
            DraftEntry::Task(task) => Some(task),
            DraftEntry::Group(_) => None,
        })
    }

    /// The bodies that a matrix row marks.
    fn marks(&mut self, task: &mut DraftTask, row: &GridRow) {
        let layout = self.table.layout;
        for cell in &row.cells {
            let Some(body) = layout.bodies.get(&cell.column) else { continue };
            let at = self.table.sheet.cell(row.row, cell.column);
            let field = match self.table.legend.meaning_in(layout, cell.column, &cell.text) {
                Some(Meaning::Lead) => Field::Lead,
                Some(Meaning::Support) => Field::Support,
                None => {
                    let fault = MARK_UNKNOWN.at(at).with("found", cell.text.clone());
                    self.diagnostics.push(fault.with("body", body.clone()));
                    continue;
                }
            };
            task.values.entry(field).or_default().push(Located::new(body.clone(), at));
        }
        // A place for a lead that no cell marks.
        if let Some(column) = layout.bodies.keys().next() {
            let empty = Located::new(String::new(), self.table.sheet.cell(row.row, *column));
            task.values.entry(Field::Lead).or_insert_with(|| vec![empty]);
        }
    }

    /// Whether a row without content belongs to the content of the row above, merged over both.
    fn shares_content(&self, row: &GridRow) -> bool {
        let column = self.table.layout.column(Field::Content);
        self.task_row > 0
            && column.is_some_and(|column| self.merges.text_above(row.row, column).is_some())
    }

    /// A row of a task that is merged over several: with a lead of its own it is a task of the
    /// same content, else it adds to the one above.
    fn share(&mut self, row: &mut GridRow) {
        if self.text(row, Field::Lead).is_empty() {
            return self.add_to_task(row);
        }
        let column = self.table.layout.column(Field::Content);
        let content =
            column.and_then(|column| Some((column, self.merges.text_above(row.row, column)?)));
        let content = content.map(|(column, text)| (column, text.to_string()));
        self.task(row);
        if let (Some((column, text)), Some(DraftEntry::Task(task))) =
            (content, self.draft.outline.last_mut())
        {
            let at = self.table.sheet.cell(row.row, column);
            task.values.insert(Field::Content, vec![Located::new(text, at)]);
        }
    }

    /// Whether unnumbered words go on with the task right above: a list inside it, or the second
    /// half of a sentence that a page break cut.
    fn goes_on(&self, row: &GridRow, words: &str) -> bool {
        let is_next = self.task_row + 1 == row.row && self.pending.is_empty();
        let is_content = self.text(row, Field::Content).trim() == words.trim();
        let first = words.chars().next();
        is_next
            && is_content
            && first.is_some_and(|c| c.is_lowercase() || matches!(c, '-' | '+' | '–' | '•'))
    }

    /// Adds a row's texts to the task above, field by field.
    fn add_to_task(&mut self, row: &GridRow) {
        self.task_row = row.row;
        let sheet = self.table.sheet;
        let Some(DraftEntry::Task(task)) = self.draft.outline.last_mut() else { return };
        for cell in &row.cells {
            let (field, text) = match (
                self.table.layout.fields.get(&cell.column),
                self.table.layout.unknown.get(&cell.column),
            ) {
                (Some(Field::Number), _) => continue,
                (Some(field), _) => (*field, cell.text.clone()),
                (None, Some(words)) => (Field::Notes, format!("{words}: {}", cell.text)),
                (None, None) => (Field::Content, cell.text.clone()),
            };
            let values = task.values.entry(field).or_default();
            match (field, values.last_mut()) {
                (Field::Content, Some(content)) => {
                    content.value = format!("{}\n{text}", content.value)
                }
                (_, Some(empty)) if empty.value.is_empty() => {
                    *empty = Located::new(text, sheet.cell(row.row, cell.column))
                }
                _ => values.push(Located::new(text, sheet.cell(row.row, cell.column))),
            }
        }
    }

    fn unclear(&mut self, row: &GridRow, number: &str) {
        let number_column = self.table.layout.column(Field::Number);
        let others = row.cells.iter().filter(|cell| Some(cell.column) != number_column);
        let words: Vec<String> = others.map(|cell| single_line(&cell.text)).collect();
        if words.is_empty() && !number.is_empty() {
            // A number typed ahead of an empty row.
            return;
        }
        self.diagnostics.push(ROW_UNCLEAR.at(self.at(row)).with("found", words.join(" | ")));
    }

    /// What still waits at the end of the sheet stands below the table.
    fn finish(&mut self) {
        for one in std::mem::take(&mut self.pending) {
            if !one.footer {
                self.diagnostics.push(ROW_SKIPPED.at(one.at).with("found", one.words));
            }
        }
    }
}

/// A row "(1) (2) (3)…" below the headings, perhaps with "A", "B" over the first columns or
/// "(5)=(3)+(4)".
fn is_number_row(row: &GridRow) -> bool {
    let strip = |text: &str| text.trim_matches(['(', ')', '[', ']', ' ']).to_string();
    let numbers: Vec<Option<u32>> = row
        .cells
        .iter()
        .map(|cell| cell.text.split('=').next().unwrap_or_default())
        .map(|text| strip(text).parse().ok())
        .collect();
    let letters = row
        .cells
        .iter()
        .take_while(|cell| matches!(strip(&cell.text).as_str(), "A" | "B" | "C"))
        .count();
    let numbers = &numbers[letters.min(2)..];
    let rising = numbers.windows(2).all(|pair| match pair {
        [Some(a), Some(b)] => *b == a + 1,
        _ => false,
    });
    numbers.len() >= 3 && rising && numbers.first() <= Some(&Some(2))
}
