//! The matrix → `ma-tran.pdf`, its columns split over pages when there are many agencies.
//!
//! Invariant: memory follows a few pages and not the whole: above a number of cells these are laid out
//! by themselves, without tags. The pages look the same either way.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::{HeadLines, head_lines};
use super::long_word::broken;
use super::parallel::in_parallel;
use super::print_set::JoinedParts;
use super::{Artifact, Edition, pdf_artifact, typst};
use crate::style::Settings;
use crate::view::{DocumentView, LegendEntry, MatrixRow};

const FILE: &str = "ma-tran.pdf";

/// Of more cells a reader on screen needs no tags, and the engine gigabytes for them.
const MOST_TAGGED_CELLS: usize = 100_000;

/// Pages that are laid out as one document where the whole is too large.
const PAGES_TOGETHER: usize = 6;

/// Rows that are measured at a time.
const ROWS_TOGETHER: usize = 400;

/// The number column of the template, millimetres.
const NUMBER_WIDTH: f64 = 13.0;

/// What a cell leaves free at each side, millimetres.
const INSET: f64 = 0.6;

/// Explains the marks on every page (docs/form.md, T27).
const LEGEND: &str =
    "Chú giải: CT - cơ quan chủ trì; PH - cơ quan phối hợp; ô trống - không tham gia.";

/// What the template `chung/ma-tran.typ` sees.
#[derive(Serialize)]
struct MatrixPage<'a> {
    doc: &'a DocumentView,
    style: &'a Settings,
    font: &'static str,
    paper: &'a str,
    lines: HeadLines,
    legend: &'static str,
    parts: Vec<Part<'a>>,
    names: &'a [LegendEntry<'a>],
    /// Open collectives, joined; empty when there are none.
    open: String,
    #[serde(flatten)]
    stretch: Stretch,
}

/// How much of the matrix a document holds.
#[derive(Serialize, Clone, Copy)]
struct Stretch {
    /// Whether it begins with the title.
    opens: bool,
    /// Whether it ends with the names of the agencies.
    ends: bool,
    /// Pages of the documents before it.
    pages_before: usize,
    /// Whether only the pages of its rows matter, and not their marks.
    measures: bool,
    /// Whether it is one of several documents, without tags.
    is_leaf: bool,
}

/// The columns that fit one page, with their rows.
#[derive(Serialize)]
struct Part<'a> {
    /// Its number, from 1.
    index: usize,
    /// How many parts the matrix has.
    count: usize,
    /// Whether its first row is that of the matrix.
    opens: bool,
    /// Whether its last row is that of the matrix, and sums follow.
    closes: bool,
    /// Whether the marks of a row are drawn in one cell.
    drawn: bool,
    /// "Sở Công Thương – Sở Y tế".
    range: String,
    task_width: f64,
    agencies: Vec<&'a str>,
    rows: Vec<PartRow<'a>>,
    leads: &'a [usize],
    supports: &'a [usize],
}

#[derive(Serialize)]
struct PartRow<'a> {
    is_group: bool,
    /// Long enough that only measuring can say whether it fits a page; of a group, that it has to
    /// break like other text.
    is_tall: bool,
    /// What stays on its page together with the row, above it, in millimetres: its groups.
    under: f64,
    level: usize,
    number: &'a str,
    text: Cow<'a, str>,
    /// The task's id, for the report that a row was broken.
    id: &'a str,
    marks: Vec<&'static str>,
}

/// What the matrix shows.
pub fn shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(&edition.matrix)
}

/// Writes the matrix.
pub fn write(edition: &Edition) -> anyhow::Result<Artifact> {
    let Edition { matrix, .. } = edition;
    match matrix.rows.len() * matrix.agencies.len() > MOST_TAGGED_CELLS {
        true => in_stretches(edition),
        false => pdf_artifact(FILE, markup(edition)?),
    }
}

/// The Typst markup of the matrix.
pub fn markup(edition: &Edition) -> anyhow::Result<String> {
    let frame = Frame::new(edition);
    let rows = 0..edition.matrix.rows.len();
    let whole =
        Stretch { opens: true, ends: true, pages_before: 0, measures: false, is_leaf: false };
    let parts = (0..frame.parts).map(|part| frame.part(part, rows.clone(), whole));
    frame.markup(parts.collect(), whole)
}

/// A matrix too large for tags: its rows are measured, then a few pages at a time are laid out, each
/// few a document of its own, and joined.
fn in_stretches(edition: &Edition) -> anyhow::Result<Artifact> {
    let frame = Frame::new(edition);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<usize> = (0..frame.parts).collect();
    let mut measured = Vec::with_capacity(frame.parts);
    in_parallel(threads, &parts, &|part| frame.measured(*part), &mut |_, found| {
        measured.push(found);
    })?;
    let mut leaves = Vec::new();
    for (part, found) in measured.into_iter().enumerate() {
        let before = leaves.last().map_or(0, |last: &Leaf| last.stretch.pages_before + last.pages);
        leaves.extend(frame.leaves(part, found?, before));
    }
    let mut bytes = Vec::new();
    let mut joined = JoinedParts::new(&mut bytes, frame.paper_size())?;
    let (mut split_rows, mut failed) = (Vec::new(), None);
    in_parallel(threads, &leaves, &|leaf| frame.pdf(leaf), &mut |_, made| {
        let added = made.and_then(|pdf| {
            split_rows.extend(pdf.split_rows);
            joined.add(&pdf.bytes)
        });
        failed = failed.take().or(added.err());
    })?;
    let standard = Some("PDF/A-2b");
    if failed.is_some() {
        // A page that would end elsewhere the second time: slower and larger, and never wrong.
        let typst::Pdf { bytes, pages, split_rows } = typst::compile_part(markup(edition)?, FILE)?;
        return Ok(Artifact {
            name: FILE.to_string(),
            bytes,
            pages: Some(pages),
            split_rows,
            standard,
        });
    }
    let pages = Some(joined.finish()?);
    split_rows.dedup();
    Ok(Artifact { name: FILE.to_string(), bytes, pages, split_rows, standard })
}

/// Some pages of one part.
struct Leaf {
    part: usize,
    rows: Range<usize>,
    pages: usize,
    stretch: Stretch,
}

/// What all pages of a matrix share.
struct Frame<'a> {
    edition: &'a Edition<'a>,
    /// How many parts the columns are split into.
    parts: usize,
    /// Columns of a part.
    size: usize,
    /// Millimetres for tasks and agencies.
    room: f64,
    /// Of each row, what it has to do with the groups above it.
    grouping: Vec<Grouping>,
}

/// A row and the groups above it, which stay on its page.
#[derive(Clone, Copy, Default)]
struct Grouping {
    /// A group that breaks like other text, so that it and those around it leave a task its room.
    breaks: bool,
    /// The height of the groups right above, millimetres.
    under: f64,
}

impl<'a> Frame<'a> {
    fn new(edition: &'a Edition<'a>) -> Frame<'a> {
        let settings = &edition.style.settings;
        let paper_width = if settings.matrix.paper == "a3" { 420.0 } else { 297.0 };
        let room = paper_width - settings.page.left - settings.page.right - NUMBER_WIDTH;
        let for_agencies = room - settings.matrix.task_width;
        let fitting = (for_agencies / settings.matrix.agency_width).floor().max(1.0) as usize;
        let agencies = edition.matrix.agencies.len();
        let parts = agencies.div_ceil(fitting).max(1);
        // Parts of even size look better than a full page and a rest.
        let size = agencies.div_ceil(parts).max(1);
        let grouping = grouping(&edition.matrix.rows, room, settings);
        Frame { edition, parts, size, room, grouping }
    }

    /// Width and height of the paper in points, as the engine writes them.
    fn paper_size(&self) -> (f64, f64) {
        match self.edition.style.settings.matrix.paper.as_str() {
            "a3" => (1190.5512, 841.8898),
            _ => (841.8898, 595.2756),
        }
    }

    fn markup(&self, parts: Vec<Part>, stretch: Stretch) -> anyhow::Result<String> {
        let Edition { matrix, style, bonds, templates, .. } = self.edition;
        let settings = &style.settings;
        let lines = head_lines(&matrix.document, "", (settings, bonds), self.room + NUMBER_WIDTH);
        let page = MatrixPage {
            doc: &matrix.document,
            style: settings,
            font: typst::FONT_FAMILY,
            paper: &settings.matrix.paper,
            lines,
            legend: LEGEND,
            parts,
            names: &matrix.agencies,
            open: matrix.open.join("; "),
            stretch,
        };
        templates.render("chung/ma-tran.typ", &page)
    }

    /// The agencies of a part.
    fn columns(&self, part: usize) -> Range<usize> {
        let all = self.edition.matrix.agencies.len();
        (part * self.size).min(all)..((part + 1) * self.size).min(all)
    }

    /// What the agencies of a part leave to the tasks, in millimetres.
    fn task_width(&self, part: usize) -> f64 {
        self.room
            - self.edition.style.settings.matrix.agency_width * self.columns(part).len() as f64
    }

    /// A part with some of its rows.
    fn part(&self, part: usize, rows: Range<usize>, stretch: Stretch) -> Part<'a> {
        let matrix = &self.edition.matrix;
        let settings = &self.edition.style.settings;
        let columns = self.columns(part);
        let agencies: Vec<&str> =
            matrix.agencies[columns.clone()].iter().map(|agency| agency.short).collect();
        let range = match (agencies.first(), agencies.last()) {
            (Some(first), Some(last)) => format!("{first} – {last}"),
            _ => String::new(),
        };
        let task_width = self.task_width(part);
        let part_row = |(row, grouping): (&'a MatrixRow, &Grouping)| {
            let Grouping { breaks, under } = *grouping;
            let is_group = row.level > 0;
            let is_tall = breaks || !is_group && may_be_tall(&row.text, task_width, settings);
            let marks = row.marks.get(columns.clone()).filter(|_| !stretch.measures);
            PartRow {
                is_group,
                is_tall,
                under,
                id: row.id,
                level: row.level,
                number: row.number,
                text: broken(&row.text, task_width - 2.0 * INSET, settings.matrix.text),
                marks: marks.unwrap_or_default().iter().map(|mark| mark.text()).collect(),
            }
        };
        let (opens, closes) = (rows.start == 0, rows.end == matrix.rows.len());
        let pairs = matrix.rows[rows.clone()].iter().zip(&self.grouping[rows]);
        let rows: Vec<PartRow> = pairs.map(part_row).collect();
        // A row that goes on over the next page wants cells that can be broken.
        let has_tall = rows.iter().any(|row| row.is_tall);
        Part {
            index: part + 1,
            count: self.parts,
            opens,
            closes,
            drawn: stretch.is_leaf && (stretch.measures || !has_tall),
            range,
            task_width,
            agencies,
            rows,
            leads: &matrix.leads[columns.clone()],
            supports: &matrix.supports[columns],
        }
    }

    /// On which page of a part each row begins, from 1, and how many pages it has. Rows are laid out a
    /// few hundred at a time; those of the last page of each time come again the next time.
    fn measured(&self, part: usize) -> anyhow::Result<(Vec<usize>, usize)> {
        let all = self.edition.matrix.rows.len();
        let (mut pages, mut before, mut together) = (Vec::with_capacity(all), 0, ROWS_TOGETHER);
        loop {
            let start = pages.len();
            let rows = start..(start + together).min(all);
            let ends = part + 1 == self.parts && rows.end == all;
            let opens = part == 0 && start == 0;
            let stretch = Stretch { opens, ends, pages_before: 0, measures: true, is_leaf: true };
            let markup = self.markup(vec![self.part(part, rows.clone(), stretch)], stretch)?;
            let (found, count) = typst::row_pages(markup, FILE)?;
            anyhow::ensure!(found.len() == rows.len(), "ma trận thiếu dòng");
            if rows.end == all {
                pages.extend(found.iter().map(|page| before + page));
                return Ok((pages, before + count));
            }
            let begins = |at: &usize| self.begins_page(part, start, (&found, *at));
            match (1..found.len()).rev().find(begins) {
                Some(next) => {
                    pages.extend(found[..next].iter().map(|page| before + page));
                    before += found[next] - 1;
                }
                None => together *= 2,
            }
        }
    }

    /// Whether a row begins a page, of rows laid out from `start` on: the page holds nothing of the row
    /// before it, which may go on over several.
    fn begins_page(&self, part: usize, start: usize, (pages, at): (&[usize], usize)) -> bool {
        let settings = &self.edition.style.settings;
        let width = self.task_width(part);
        let is_tall = |row: usize| {
            let text = &self.edition.matrix.rows[row].text;
            self.grouping[row].breaks || may_be_tall(text, width, settings)
        };
        pages[at] > pages[at - 1] && !is_tall(start + at - 1) && !is_tall(start + at)
    }

    /// The rows of a part by pages, some pages together. A row that may go on over several pages begins
    /// no page.
    fn leaves(&self, part: usize, (pages, count): (Vec<usize>, usize), before: usize) -> Vec<Leaf> {
        let mut starts = vec![0];
        for row in 1..pages.len() {
            let first = starts.last().map_or(1, |start| pages[*start]);
            if pages[row] >= first + PAGES_TOGETHER && self.begins_page(part, 0, (&pages, row)) {
                starts.push(row);
            }
        }
        let leaf = |index: usize, start: usize| {
            let end = starts.get(index + 1).copied();
            let first = if start == 0 { 1 } else { pages[start] };
            let last = end.map_or(count + 1, |end| pages[end]);
            Leaf {
                part,
                rows: start..end.unwrap_or(pages.len()),
                pages: last - first,
                stretch: Stretch {
                    opens: part == 0 && start == 0,
                    ends: part + 1 == self.parts && end.is_none(),
                    pages_before: before + first - 1,
                    measures: false,
                    is_leaf: true,
                },
            }
        };
        starts.iter().enumerate().map(|(index, start)| leaf(index, *start)).collect()
    }

    /// Pages of a part; they end where they did when their rows were measured.
    fn pdf(&self, leaf: &Leaf) -> anyhow::Result<typst::Pdf> {
        let part = self.part(leaf.part, leaf.rows.clone(), leaf.stretch);
        let pdf = typst::compile_part(self.markup(vec![part], leaf.stretch)?, FILE)?;
        anyhow::ensure!(pdf.pages == leaf.pages, "ma trận dàn trang hai lần khác nhau");
        Ok(pdf)
    }
}

/// Which groups break: those that take too much of a page together.
fn grouping(rows: &[MatrixRow], room: f64, settings: &Settings) -> Vec<Grouping> {
    /// What groups may take of a page in one piece with a task that is not measured, millimetres.
    const KEPT: f64 = 35.0;
    let mut found = vec![Grouping::default(); rows.len()];
    let mut start = 0;
    while start < rows.len() {
        let end = start + rows[start..].iter().take_while(|row| row.level > 0).count();
        let groups = rows[start..end].iter();
        let together: f64 = groups.map(|row| height(&row.text, room, settings)).sum();
        let breaks = together > KEPT;
        found[start..end].iter_mut().for_each(|group| group.breaks = breaks);
        if let (Some(below), false) = (found.get_mut(end), breaks) {
            below.under = together;
        }
        start = end + 1;
    }
    found
}

/// Whether a row may fill more than half a page, so that the template measures only such rows.
fn may_be_tall(text: &str, task_width: f64, settings: &Settings) -> bool {
    /// Half of what an A4 landscape page has below the turned names, millimetres.
    const HALF_PAGE: f64 = 50.0;
    height(text, task_width, settings) > HALF_PAGE
}

/// The height of a text in a column, millimetres: a rough guess on the safe side.
fn height(text: &str, width: f64, settings: &Settings) -> f64 {
    /// Width and height of a line, in millimetres for each point of size.
    const LETTER: f64 = 0.2;
    const LINE: f64 = 0.42;
    let size = settings.matrix.text;
    let in_line = (width / (LETTER * size)).max(1.0);
    let lines: f64 =
        text.split('\n').map(|line| (line.chars().count() as f64 / in_line).ceil()).sum();
    lines * LINE * size * settings.table.line_spacing
}
