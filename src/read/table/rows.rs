//! The rows below the headings → group rows and tasks.
//!
//! Invariant: every row with text below the headings becomes a task, a group, a line of a footer,
//! or a diagnostic.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::faults::{ROW_SKIPPED, ROW_UNCLEAR};
use super::footer;
use super::groups::{LONGEST_NUMBER, Ladder, Rank, leading_number, split_mark};
use super::inherited::Inherited;
use super::layout::Layout;
use super::matrix::Legend;
use super::merges::Merges;
use super::own_forms;
use super::sentence::{begins_small, is_open};
use super::totals::{is_number_row, is_total};
use crate::diag::Diagnostics;
use crate::model::draft::{Draft, DraftEntry, DraftTask, Text};
use crate::model::{DocumentField, Field};
use crate::read::grid::{Area, GridCell, GridRow};
use crate::source::{Located, Location, SheetId};
use crate::text::single_line;

/// A table to read.
pub struct Table<'a> {
    /// Its place.
    pub sheet: SheetId,
    /// Its merged cells.
    pub merges: &'a [Area],
    /// Ids of tasks that its rows bear.
    pub task_ids: &'a HashMap<u32, String>,
    /// Its columns.
    pub layout: &'a Layout,
    /// What its marks mean, where it is a matrix.
    pub legend: &'a Legend,
    /// Who leads where no column says so: the body that the sheet is named after.
    pub lead: Option<Text>,
}

/// The groups that tables leave open: one that goes on with another stands in the same.
#[derive(Default)]
pub struct Groups {
    /// The depth of a group that is opened around the tables.
    pub(super) outer: usize,
    pub(super) ladder: Ladder,
    /// The open groups of the columns of groups, as keys, from the widest.
    pub(super) column_groups: Vec<String>,
    /// What the open groups say for their tasks.
    pub(super) inherited: Inherited,
    /// The headings of the last table; under others nothing is inherited.
    words: BTreeMap<u32, BTreeSet<String>>,
}

impl Groups {
    /// None but one that is opened around the next tables.
    pub fn inside() -> Groups {
        Groups { outer: 1, ..Groups::default() }
    }

    /// Goes on to a table.
    fn turn(&mut self, layout: &Layout) {
        if self.words != layout.words {
            self.inherited = Inherited::default();
            self.words = layout.words.clone();
        }
    }
}

/// Reads the rows of a table, and lets go of each when it is read.
pub fn read(
    table: &Table,
    rows: Vec<GridRow>,
    groups: &mut Groups,
    draft: &mut Draft,
    diagnostics: &mut Diagnostics,
) {
    // A table under the same headings may begin with the rest of a row that was cut.
    let goes_on = groups.words == table.layout.words
        && matches!(draft.outline.last(), Some(DraftEntry::Task(_)));
    groups.turn(table.layout);
    let start = rows.partition_point(|row| row.row < table.layout.first);
    let first = rows.get(start).filter(|_| goes_on);
    let task_row = first.map(|first| first.row.saturating_sub(1));
    let numbered = table.layout.column(Field::Number).is_none()
        && contents_are_numbered(rows.get(start..).unwrap_or_default(), table.layout);
    let mut reading = Reading {
        table,
        merges: Merges::new(table.merges),
        groups,
        draft,
        diagnostics,
        pending: Vec::new(),
        footer: false,
        task_row,
        numbered,
    };
    if let Some(lead) = table.lead.clone() {
        reading.groups.inherited.open(0, vec![(Field::Lead, lead)]);
    }
    let above = rows.iter().take_while(|row| row.row < table.layout.top).last();
    if let Some(row) = above {
        reading.group_above(row);
    }
    let mut rows = rows.into_iter().skip(start).peekable();
    while let Some(mut row) = rows.next() {
        reading.merges.advance(&row);
        reading.row(&mut row, rows.peek());
    }
    reading.finish();
}

/// A row with one unnumbered text: a group when a task follows, else below the table.
pub(super) struct Pending {
    pub(super) at: Location,
    pub(super) words: String,
    /// The text stands in a column of its own, such as that of leads.
    pub(super) strays: bool,
    /// The footer had begun.
    pub(super) footer: bool,
    /// The row itself, where it strays and may be a task that lost its content.
    pub(super) row: Option<GridRow>,
}

/// The rows of a table being read.
pub struct Reading<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) merges: Merges<'a>,
    pub(super) groups: &'a mut Groups,
    pub(super) draft: &'a mut Draft,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) pending: Vec<Pending>,
    /// The footer has begun; a numbered row with content ends it again.
    pub(super) footer: bool,
    /// The row of the last task.
    pub(super) task_row: Option<u32>,
    /// Whether the contents begin with the numbers of the rows, which have no column of their own.
    pub(super) numbered: bool,
}

impl Reading<'_> {
    /// What the open groups say that a task does not.
    pub(super) fn inherit(&self, task: &DraftTask) -> Vec<(Field, Text)> {
        self.groups.inherited.lacking(task)
    }

    fn row(&mut self, row: &mut GridRow, next: Option<&GridRow>) {
        let layout = self.table.layout;
        if is_number_row(row)
            || footer::is_page_mark(row)
            || layout.repeats(row)
            || is_total(row, layout)
            || !layout.reports.is_empty() && own_forms::is_part(row)
        {
            return;
        }
        let number = self.number(row);
        let has_numbers = layout.column(Field::Number).is_some();
        if number.is_empty() && (self.footer && has_numbers || footer::begins(row)) {
            return self.footer_row(row);
        }
        if self.is_further_body(row) {
            return self.further_body(row);
        }
        let content = self.text(row, Field::Content);
        let strays = self.strays(row);
        match self.only_words(row) {
            Some(_) if strays && !number.is_empty() => self.without_content(row, &number),
            // A legend of marks.
            Some((_, words))
                if number.is_empty()
                    && !layout.bodies.is_empty()
                    && Legend::default().read(&words) => {}
            Some(alone) => self.words_alone((row, next), alone, number),
            None if self.is_led_group(row, &number, next) => self.led_group(row, &number),
            None if content.is_empty() && self.shares_content(row) => self.share(row),
            None if content.is_empty() => self.without_content(row, &number),
            None if number.is_empty() && self.is_second_half(row) => self.join(row),
            None => self.task(row),
        }
    }

    /// A row of the part below the table.
    fn footer_row(&mut self, row: &GridRow) {
        self.footer = true;
        self.note(row);
        let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
        let (at, words) = (self.at(row), words.join(" | "));
        self.pending.push(Pending { at, words, strays: false, footer: true, row: None });
    }

    /// A row with nothing but a number and one text: a task, a group, more of the task above, or what
    /// the rows below it decide.
    fn words_alone(
        &mut self,
        (row, next): (&mut GridRow, Option<&GridRow>),
        (at, words): (Location, String),
        number: String,
    ) {
        let (mark, title) = split_mark(&number, &words);
        match mark.as_deref().and_then(|mark| self.groups.ladder.rank(mark)) {
            // A running Arabic number with words alone is a task whose lead is open, unless it is
            // merged across the table or numbered as a group.
            Some(Rank::Arabic | Rank::Decimal(_))
                if !self.is_merged(row)
                    && (!self.heads(&number, next) || self.is_continued(row, next)) =>
            {
                self.task(row);
            }
            Some(rank) => self.group(rank, at, title),
            None if number.is_empty() && footer::is_remark(&words) => {
                self.diagnostics.push(ROW_SKIPPED.at(at).with("found", words));
            }
            None if number.is_empty() && self.goes_on(row, &words) => self.join(row),
            None if number.is_empty() => {
                let strays = self.strays(row);
                let (footer, row) = (self.footer, strays.then(|| row.clone()));
                self.pending.push(Pending { at, words, strays, footer, row });
            }
            None => self.task(row),
        }
    }

    /// "Ghi chú: …" below the table is printed below ours, where the source gives no other note.
    fn note(&mut self, row: &GridRow) {
        let mut notes = row.cells.iter().filter_map(|cell| Some((cell, footer::note(&cell.text)?)));
        let Some((cell, text)) = notes.next() else { return };
        let at = self.table.sheet.cell(row.row, cell.column);
        let notes = self.draft.document.fields.entry(DocumentField::Notes);
        notes.or_insert_with(|| Located::new(text.to_string(), at));
    }

    pub(super) fn text<'r>(&self, row: &'r GridRow, field: Field) -> &'r str {
        self.table.layout.column(field).map_or("", |column| row.text(column))
    }

    /// The number as written; "1,1" is 1.1 in a cell that holds a number. A long text that begins
    /// in the number column is none.
    pub(super) fn number(&self, row: &GridRow) -> String {
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

    pub(super) fn at(&self, row: &GridRow) -> Location {
        self.table.sheet.cell(row.row, row.cells.first().map_or(1, |cell| cell.column))
    }

    /// The single text of a row that has nothing but a number and a text: a group, a footer or
    /// a task that says nothing else.
    pub(super) fn only_words(&self, row: &GridRow) -> Option<(Location, String)> {
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

    /// A row that is a task.
    pub(super) fn task(&mut self, row: &mut GridRow) {
        self.flush_as_groups();
        self.footer = false;
        self.open_column_groups(row);
        self.say_task_behind_parts(row);
        self.fill(row);
    }

    /// A row that names bodies, or says by when, and has no content. It is kept where a body would be
    /// lost with it.
    fn without_content(&mut self, row: &mut GridRow, number: &str) {
        let number_column = self.table.layout.column(Field::Number);
        let others = row.cells.iter().filter(|cell| Some(cell.column) != number_column);
        let words: Vec<String> = others.map(|cell| single_line(&cell.text)).collect();
        if words.is_empty() && !number.is_empty() {
            // A number typed ahead of an empty row.
            return;
        }
        self.keep(row, words.join(" | "));
    }

    /// Keeps a row without content as a task, where it says who leads: a check asks for its content.
    /// Any other is told.
    pub(super) fn keep(&mut self, row: &mut GridRow, words: String) {
        if self.has_lead(row) {
            self.flush_as_groups();
            self.footer = false;
            self.open_column_groups(row);
            self.fill(row);
        } else {
            self.diagnostics.push(ROW_UNCLEAR.at(self.at(row)).with("found", words));
        }
    }

    /// Whether the content of a row that says nothing else goes on in the next row.
    fn is_continued(&self, row: &GridRow, next: Option<&GridRow>) -> bool {
        let Some(next) = next.filter(|next| next.row == row.row + 1) else { return false };
        let (content, rest) = (self.text(row, Field::Content), self.text(next, Field::Content));
        self.number(next).is_empty() && !content.is_empty() && goes_over(content, rest)
    }

    /// Whether a row is the second half of the task right above, typed over two rows: its content
    /// begins in the middle of a sentence, and no cell says again what the task has.
    fn is_second_half(&self, row: &GridRow) -> bool {
        if self.task_row.is_none_or(|above| above + 1 != row.row) || !self.pending.is_empty() {
            return false;
        }
        let Some(last) = self.last_task() else { return false };
        let content = last.first(Field::Content).map_or("", |text| &text.value);
        let layout = self.table.layout;
        let is_free = |cell: &GridCell| match layout.fields.get(&cell.column) {
            Some(Field::Content | Field::Number) => true,
            Some(field) => {
                last.all(*field).iter().all(|text| text.value.is_empty())
                    || begins_small(&cell.text)
            }
            None => !layout.bodies.contains_key(&cell.column) || last.all(Field::Lead).is_empty(),
        };
        goes_over(content, self.text(row, Field::Content)) && row.cells.iter().all(is_free)
    }

    /// Whether unnumbered words go on with the task right above: a list inside it, or the second
    /// half of a sentence that a page break cut.
    fn goes_on(&self, row: &GridRow, words: &str) -> bool {
        let is_next =
            self.task_row.is_some_and(|above| above + 1 == row.row) && self.pending.is_empty();
        let is_content = self.text(row, Field::Content).trim() == words.trim();
        let is_item = words.starts_with(['-', '+', '–', '•']);
        let above = self.last_task().and_then(|last| last.first(Field::Content));
        let is_open = above.is_some_and(|above| is_open(&above.value));
        is_next && is_content && (is_item || begins_small(words) || is_open)
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

/// Whether a sentence goes over from one cell to another: the first is not closed, and the second
/// begins small or is asked for.
fn goes_over(first: &str, second: &str) -> bool {
    // Where contents begin small anyhow, a small letter says nothing.
    let says = begins_small(second) && !begins_small(first);
    says && !first.trim_end().ends_with(['.', ';', ':', '!', '?']) && begins_small(second)
        || is_open(first) && !second.is_empty()
}

/// Whether contents begin with numbers, nearly all of them.
fn contents_are_numbered(rows: &[GridRow], layout: &Layout) -> bool {
    const LOOKED_AT: usize = 60;
    let Some(column) = layout.column(Field::Content) else { return false };
    let tasks = rows.iter().filter(|row| row.cells.len() > 1).take(LOOKED_AT);
    let texts: Vec<&str> =
        tasks.map(|row| row.text(column)).filter(|text| !text.is_empty()).collect();
    let numbered = texts.iter().filter(|text| leading_number(text).is_some()).count();
    numbered >= 2 && numbered * 5 >= texts.len() * 4
}
