//! Rows of headings, in one tier or several, with the cells merged over them → the headings over
//! each column, from the outermost in.
//!
//! Invariant: a second tier holds only headings. A first row of tasks never counts as a tier.

use std::collections::BTreeSet;

use super::sentence::begins_small;
use super::totals::is_number_row;
use crate::model::Field;
use crate::names;
use crate::read::grid::{Area, Grid, GridCell, GridRow};
use crate::vocabulary::labels::{self, Label, Meaning, labels};

/// An area as wide as the sheet is no heading.
const WIDEST: u32 = 300;

/// Headings of more rows than this are no headings.
const MOST_TIERS: u32 = 4;

/// From this strength on a heading says what a body does, and is no name.
const STRONG: u16 = 85;

/// The strength up to which a heading says too little by itself: "Đơn vị", "Ngày".
const WEAK: u16 = 40;

/// The headings over a column.
pub struct Heading {
    /// The column.
    pub column: u32,
    /// From the outermost in; never empty.
    pub path: Vec<String>,
    /// What they may mean, the strongest first.
    pub labels: Vec<Label>,
    /// The role that the heading over its own gives: "Cơ quan phối hợp" over bodies.
    pub under: Option<Field>,
}

/// Heading rows, with the cells that are merged over them.
pub struct Block<'a> {
    rows: Vec<&'a GridRow>,
    /// The rows of `rows` that are headings: one that counts the columns says nothing of them.
    headings: Vec<&'a GridRow>,
    areas: Vec<Area>,
}

impl<'a> Block<'a> {
    /// The block that begins with a row, by its place among the rows.
    pub fn new(grid: &'a Grid, index: usize) -> Option<Block<'a>> {
        let first = grid.rows.get(index)?;
        let from = grid.merges.partition_point(|area| area.top < first.row);
        let near = grid.merges[from..].iter().take_while(|area| area.top < first.row + MOST_TIERS);
        let areas: Vec<Area> = near.copied().collect();
        let in_first = || areas.iter().filter(|area| area.top == first.row);
        let down = in_first().map(|area| area.bottom).max().unwrap_or(first.row);
        let spans: Vec<Area> = in_first().filter(|area| area.right > area.left).copied().collect();
        let mut last = match down - first.row {
            tiers if tiers < MOST_TIERS => down,
            _ => return None,
        };
        let next = |last: u32| {
            let index = grid.rows.partition_point(|row| row.row <= last);
            grid.rows.get(index).filter(|next| next.row == last + 1)
        };
        // A tier below what is merged down, or below a first row that is not merged at all.
        while last + 1 < first.row + MOST_TIERS
            && let Some(row) = next(last)
            && (last == first.row || !spans.is_empty())
            && is_lower_tier((first, last), row, &spans)
        {
            last = row.row;
        }
        let rows: Vec<&GridRow> =
            grid.rows[index..].iter().take_while(|row| row.row <= last).collect();
        let headings = rows.iter().copied().filter(|row| !is_number_row(row)).collect();
        Some(Block { rows, headings, areas })
    }

    /// The first row of the headings and the first below them.
    pub fn rows(&self) -> (u32, u32) {
        let (top, last) = (self.rows.first(), self.rows.last());
        (top.map_or(1, |row| row.row), last.map_or(1, |row| row.row + 1))
    }

    /// The headings, by column.
    pub fn headings(&self) -> Vec<Heading> {
        let (_, first) = self.rows();
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let spanned = self.areas.iter().filter(|area| area.top < first);
        let columns: BTreeSet<u32> = cells
            .map(|cell| cell.column)
            .chain(spanned.flat_map(|area| area.left..=area.right.min(area.left + WIDEST)))
            .collect();
        columns.into_iter().filter_map(|column| self.heading(column)).collect()
    }

    fn heading(&self, column: u32) -> Option<Heading> {
        let path: Vec<String> = self.path(column).into_iter().map(String::from).collect();
        let (leaf, outer) = path.split_last()?;
        let is_shared = self.is_shared(column);
        let mut found = labels(leaf);
        if names_body(leaf, &found) {
            found.clear();
        }
        let strongest = |found: &[Label]| found.first().map_or(0, |label| label.strength);
        if strongest(&found) <= WEAK && !outer.is_empty() {
            let mut joined = labels(&path.join(" "));
            if is_shared && found.is_empty() {
                // "Cơ quan thực hiện" over bodies does not make each a column of leads.
                joined.retain(|label| label.is_whole && !is_role(label.meaning) || is_time(label));
            }
            if strongest(&joined) > strongest(&found) {
                found = joined;
            }
            if found.is_empty() && !is_shared {
                found = outer.first().map_or_else(Vec::new, |outer| labels(outer));
            }
        }
        let under = outer.last().and_then(|outer| role_heading(outer));
        Some(Heading { column, path, labels: found, under })
    }

    /// The headings over a column, from the outermost in.
    fn path(&self, column: u32) -> Vec<&'a str> {
        let mut path: Vec<&str> = Vec::new();
        for row in &self.headings {
            let own = row.text(column);
            let covers = |area: &&Area| {
                (area.top..=area.bottom).contains(&row.row)
                    && (area.left..=area.right).contains(&column)
            };
            let merged = || {
                let area = self.areas.iter().find(covers)?;
                let first = self.rows.iter().find(|row| row.row == area.top)?;
                Some(first.text(area.left))
            };
            let text = if own.is_empty() { merged().unwrap_or_default() } else { own };
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        path
    }

    /// Whether the outermost heading over a column spans several.
    fn is_shared(&self, column: u32) -> bool {
        let covers = |area: &&Area| (area.left..=area.right).contains(&column);
        let top = self.rows.first().map_or(0, |row| row.row);
        let over = self.areas.iter().filter(|area| area.top == top).find(covers);
        over.is_some_and(|area| area.right > area.left)
    }
}

/// Whether a heading is the name of a body, as over a column of marks, though it has a word of labels
/// in it: "Sở Xây dựng".
fn names_body(heading: &str, found: &[Label]) -> bool {
    let Some(first) = found.first().filter(|first| !first.is_whole && first.strength < STRONG)
    else {
        return false;
    };
    // In capitals "BAN QUẢN LÝ" may be either.
    let has_small = heading.contains(char::is_lowercase);
    names::is_known(heading)
        || has_small && is_role(first.meaning) && names::evidence(heading) > 0.9
}

fn is_role(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Field(Field::Lead | Field::Support))
}

fn is_time(label: &Label) -> bool {
    matches!(label.meaning, Meaning::Field(Field::Deadline | Field::Start))
}

/// The role that a heading over several bodies gives them; none where it names both or neither.
fn role_heading(text: &str) -> Option<Field> {
    let found = labels(text);
    let gives = |role| {
        let strong = |label: &&Label| label.meaning == Meaning::Field(role) && label.strength >= 85;
        found.iter().any(|label| strong(&label))
    };
    // A heading of both roles leads, and says so weaker than one of "chủ trì" alone.
    let both = found.first().is_some_and(|label| label.strength == 90) && found.len() > 1;
    match (gives(Field::Lead) && !both, gives(Field::Support)) {
        (true, false) => Some(Field::Lead),
        (false, true) => Some(Field::Support),
        _ => None,
    }
}

/// Whether a text is a heading and nothing else.
fn is_heading(text: &str) -> bool {
    labels(text).first().is_some_and(|label| label.is_whole)
}

/// Whether a row is a further tier of the headings that begin with `first`: "Chủ trì | Phối hợp"
/// under "Phân công thực hiện". Below headings merged across it stands under these alone; else it
/// holds headings only, for a first task row holds sentences and names.
fn is_lower_tier((first, last): (&GridRow, u32), next: &GridRow, spans: &[Area]) -> bool {
    let under =
        |cell: &GridCell| spans.iter().any(|area| (area.left..=area.right).contains(&cell.column));
    let is_right_below = last == first.row;
    if is_right_below && !spans.is_empty() && next.cells.len() >= 2 && next.cells.iter().all(under)
    {
        return true;
    }
    if !is_right_below {
        return next.cells.len() >= 2
            && next.cells.iter().all(|cell| under(cell) && is_heading(&cell.text));
    }
    let heads = |column: u32, text: &str| {
        is_heading(text) || is_heading(&format!("{} {text}", first.text(column)))
    };
    // A heading broken over two rows by hand: "Cơ quan" over "chủ trì", "Thời" over "hạn".
    let is_half = |cell: &GridCell| {
        let above = first.text(cell.column);
        !above.is_empty()
            && begins_small(&cell.text)
            && is_heading(&format!("{above} {}", cell.text))
    };
    if next.cells.len() >= 2 && spans.is_empty() && next.cells.iter().all(is_half) {
        return true;
    }
    // Below a known heading that is not merged down, a second tier is blank.
    let free = |column: u32| !spans.is_empty() || labels::field(first.text(column)).is_none();
    !next.cells.is_empty()
        && next.cells.iter().all(|cell| free(cell.column) && heads(cell.column, &cell.text))
        && next.cells.iter().any(|cell| is_heading(&cell.text))
}
