//! The paragraphs and tables of a Word file → pieces of a text, with its tables as [`Grid`]s.
//!
//! Invariant: rows and columns of a table are numbered as in the table's own grid, and a merged
//! cell counts with all that it covers. Text that Word does not show is left out and reported.

use super::cell_text::{Run, Written, settled};
use super::choices::{Choice, choice};
use super::{Area, Filling, Grid, Line, Mark, TextBlock, Unreadable, Unseen};
use crate::read::word::{Block, Cell, Paragraph, Table};
use crate::source::{FileId, Location, Sources};
use crate::text::note_mark::without_note_marks;

/// The pieces of a Word file so far.
pub struct WordText<'a> {
    file: FileId,
    sources: &'a mut Sources,
    filling: &'a mut Filling,
    /// Tables so far that only lay out others.
    frames: usize,
    /// Its paragraphs and tables.
    pub blocks: Vec<TextBlock>,
    /// Hidden text outside tables, which was left out, with its place.
    pub unseen: Vec<(Location, String)>,
    /// Struck text beside other text, which is left out, with its place.
    pub dropped: Vec<(Location, String)>,
    /// Files in its cells, which were not read, with their place and name.
    pub unread: Vec<(Location, String)>,
}

impl<'a> WordText<'a> {
    /// Nothing yet.
    pub fn new(file: FileId, sources: &'a mut Sources, filling: &'a mut Filling) -> WordText<'a> {
        WordText {
            file,
            sources,
            filling,
            frames: 0,
            blocks: Vec::new(),
            unseen: Vec::new(),
            dropped: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Where the file, its sheets and its limits are kept, for a file in it.
    pub fn parts(&mut self) -> (FileId, &mut Sources, &mut Filling) {
        (self.file, self.sources, self.filling)
    }

    /// Adds a paragraph or a table.
    ///
    /// # Errors
    /// Over a limit.
    pub fn add(&mut self, block: &Block) -> Result<(), Unreadable> {
        self.put(block, None)
    }

    /// Adds a block of the text, or of a cell that only lays it out.
    fn put(&mut self, block: &Block, cell: Option<Location>) -> Result<(), Unreadable> {
        match block {
            Block::Paragraph(paragraph) => {
                let at = cell.unwrap_or(self.file.paragraph(paragraph.number));
                self.paragraph(paragraph, at);
            }
            Block::Table(table) if is_layout(table) => self.unfold(table)?,
            Block::Table(table) => {
                let name = format!("Bảng {}", self.filling.next_table()?);
                let mut grid = Grid::new(&name, self.sources.add_table(self.file, &name));
                grid.is_loose = true;
                fill(&mut grid, table, self.filling)?;
                grid.settle();
                for inserted in table.inserted() {
                    self.unread.push((grid.sheet.whole(), inserted.name.clone()));
                }
                self.blocks.push(TextBlock::Table(grid));
            }
            Block::Inserted(inserted) => {
                let at = cell.unwrap_or(self.file.paragraph(inserted.number));
                self.unread.push((at, inserted.name.clone()));
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph, at: Location) {
        let text = settled(&paragraph.line());
        let unseen = if paragraph.hidden { Some(&text) } else { paragraph.unseen.as_ref() };
        if let Some(unseen) = unseen.filter(|text| !text.trim().is_empty()) {
            self.unseen.push((at, unseen.clone()));
        }
        if let Some(dropped) = paragraph.dropped.as_ref().filter(|_| !paragraph.hidden) {
            self.dropped.push((at, dropped.clone()));
        }
        if paragraph.hidden || text.is_empty() {
            return;
        }
        let is_strong = paragraph.heading.is_some() || paragraph.bold;
        let stands_out = is_strong || paragraph.centered;
        let line = Line { at, text, stands_out, is_strong, columns: Vec::new() };
        self.blocks.push(TextBlock::Paragraph(line));
    }

    /// Reads through a table that only lays out others, such as a frame: its text stands between them.
    fn unfold(&mut self, table: &Table) -> Result<(), Unreadable> {
        self.frames += 1;
        let frame = self.sources.add_table(self.file, format!("Khung {}", self.frames));
        for (row, cells) in (1..).zip(&table.rows) {
            for cell in cells.cells.iter().filter(|cell| !cell.continued) {
                for block in &cell.blocks {
                    self.put(block, Some(frame.cell(row, cell.column)))?;
                }
            }
        }
        Ok(())
    }
}

/// Whether the tables in a table say more than it does itself, and stand beside nothing as a task's
/// small table stands beside its number and its agency.
fn is_layout(table: &Table) -> bool {
    let (mut own, mut inner, mut wide_rows, mut is_beside) = (0, 0, 0, false);
    for row in &table.rows {
        let own_cells = row.cells.iter().filter(|cell| cell.own_paragraphs().any(Paragraph::shows));
        let own_cells = own_cells.count();
        let tables = || row.cells.iter().flat_map(|cell| &cell.blocks);
        let inner_cells: usize = tables()
            .map(|block| match block {
                Block::Table(table) => table.cells_that_show(),
                Block::Paragraph(_) | Block::Inserted(_) => 0,
            })
            .sum();
        is_beside |= inner_cells > 0 && own_cells >= 3;
        wide_rows += usize::from(own_cells >= 3);
        own += own_cells;
        inner += inner_cells;
    }
    // Of a table of tasks the headings are a row as wide.
    inner > 0 && inner >= own && !(is_beside && wide_rows >= 2)
}

fn fill(grid: &mut Grid, table: &Table, filling: &mut Filling) -> Result<(), Unreadable> {
    // Cells merged downwards, by column: an area that is still open.
    let mut open: Vec<Area> = Vec::new();
    for (row, cells) in (1..).zip(&table.rows) {
        grid.task_ids.extend(cells.task_id.clone().map(|id| (row, id)));
        let mut still_open: Vec<Area> = Vec::new();
        for cell in &cells.cells {
            let right = cell.column.saturating_add(cell.span.max(1) - 1);
            let above =
                open.iter().position(|area| area.left == cell.column).filter(|_| cell.continued);
            match above.map(|index| open.swap_remove(index)) {
                Some(area) => still_open.push(Area { bottom: row, ..area }),
                None => still_open.push(Area { top: row, left: cell.column, bottom: row, right }),
            }
            let dropped = cell.paragraphs().into_iter().filter_map(|one| one.dropped.as_deref());
            let dropped = dropped.collect::<Vec<_>>().join(" ");
            if !dropped.is_empty() && !cell.continued && !cells.hidden {
                let place = (row, cell.column);
                filling.mark(grid, place, Mark::unseen(Unseen::Struck, &dropped))?;
            }
            if let Some(unseen) = unseen(cell).filter(|_| !cells.hidden) {
                let place = (row, cell.column);
                filling.mark(grid, place, Mark::unseen(Unseen::Hidden, &unseen))?;
            }
            // A cell that goes on the one above may hold text that Word does not show.
            if !cell.continued && !cells.hidden {
                write(grid, (row, cell), filling)?;
            }
        }
        for area in std::mem::replace(&mut open, still_open) {
            filling.merge(grid, area)?;
        }
        if cells.hidden {
            let texts = cells.cells.iter().flat_map(Cell::paragraphs);
            let texts: Vec<&str> = texts.map(|paragraph| paragraph.text.trim()).collect();
            let text = texts.join(" ");
            if !text.trim().is_empty() {
                filling.mark(grid, (row, 1), Mark::unseen(Unseen::Hidden, &text))?;
            }
        }
    }
    for area in open {
        filling.merge(grid, area)?;
    }
    Ok(())
}

/// Writes what a cell shows.
fn write(
    grid: &mut Grid,
    (row, cell): (u32, &Cell),
    filling: &mut Filling,
) -> Result<(), Unreadable> {
    let place = (row, cell.column);
    let mut written = Written { runs: runs(cell) };
    let text: String = written.runs.iter().map(|run| run.text.as_str()).collect();
    if let Some(Choice { text, left }) = choice(&text) {
        written = Written::plain(text, None);
        if !left.is_empty() {
            filling.mark(grid, place, Mark::unseen(Unseen::Unticked, &left.join("; ")))?;
        }
    } else if let Some(text) = without_note_marks(&text) {
        written = Written::plain(text, None);
    }
    filling.write(grid, place, &written)?;
    if let Some(legacy) = cell.paragraphs().iter().find_map(|paragraph| paragraph.legacy) {
        filling.mark(grid, place, Mark::Legacy(legacy))?;
    }
    Ok(())
}

/// A cell's paragraphs as lines, each a run of its own where one is struck through.
fn runs(cell: &Cell) -> Vec<Run> {
    let shown = cell.paragraphs().into_iter().filter(|paragraph| !paragraph.hidden);
    let lines = shown.enumerate().map(|(index, paragraph)| Run {
        text: format!("{}{}", if index > 0 { "\n" } else { "" }, paragraph.line()),
        struck: paragraph.struck,
        ..Run::default()
    });
    lines.collect()
}

/// The text of a cell that Word does not show.
fn unseen(cell: &Cell) -> Option<String> {
    let texts = cell.paragraphs().into_iter().filter_map(|paragraph| {
        let is_unseen = cell.continued || paragraph.hidden;
        if is_unseen { Some(paragraph.text.as_str()) } else { paragraph.unseen.as_deref() }
    });
    let text = texts.collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.trim().is_empty())
}
