//! The columns of a table and their cells → whether the table is one of tasks at all.
//!
//! Invariant: a table whose heading says "chủ trì" over bodies is a table of tasks, except a
//! programme by the hour that names nobody who supports. A table that is passed over is named in
//! words that a clerk knows.

use super::evidence::{self, Evidence};
use super::layout::Layout;
use crate::model::Field;
use crate::read::grid::Grid;
use crate::text::key;
use crate::vocabulary::ESTIMATES;
use crate::vocabulary::labels::{Label, Meaning, labels};

/// A share that is nearly all of a column.
const MOST: f64 = 0.6;

/// What a table is that has the headings of tasks and holds none, in Vietnamese.
pub fn other_than_tasks(grid: &Grid, layout: &Layout) -> Option<&'static str> {
    let evidence = Evidence::new(&grid.rows, &grid.merges, layout.first);
    let share = |column: u32, is: fn(&str) -> bool| evidence.share(column, is);
    let times =
        layout.fields.iter().filter(|(_, field)| matches!(field, Field::Deadline | Field::Start));
    let times: Vec<u32> = times.map(|(column, _)| *column).collect();
    // Who leads a session is no task, but nobody supports a session.
    let parts_roles = says_lead(layout) && layout.column(Field::Support).is_some();
    if !parts_roles && times.iter().any(|column| share(*column, is_hour_alone) >= MOST) {
        return Some("chương trình, lịch làm việc theo giờ");
    }
    if layout.bodies.len() >= 2 || leads_by_name(&evidence, layout) {
        return None;
    }
    let count = |meaning: Meaning| {
        let is = |labels: &&Vec<_>| first_is(labels, meaning);
        layout.labels.values().filter(is).count()
    };
    let has_lead = layout.column(Field::Lead).is_some();
    let (amounts, contacts) = (count(Meaning::Amount), count(Meaning::Contact));
    let is_estimate = amounts > 0 && says_estimate(grid, layout);
    if amounts >= 2 || is_estimate {
        return Some("dự toán, bảng số liệu");
    }
    if count(Meaning::Score) > 0 {
        return Some("bảng chấm điểm");
    }
    if contacts >= 2 || contacts > 0 && !has_lead {
        return Some("danh sách người, danh bạ");
    }
    let speaks = times.iter().any(|column| share(*column, evidence::is_minutes) >= MOST);
    if count(Meaning::Speaker) > 0 || speaks {
        return Some("danh sách tham luận, báo cáo");
    }
    let content = layout.column(Field::Content)?;
    let plans = [Field::Lead, Field::Support, Field::Deadline, Field::Product];
    let says_nothing = plans.iter().all(|field| layout.column(*field).is_none());
    (says_nothing && evidence.names(content) >= 0.8).then_some("danh sách cơ quan")
}

/// What a table is whose headings are those of another kind and no headings of tasks.
pub fn other_by_headings(grid: &Grid) -> Option<&'static str> {
    const DEEPEST: usize = 20;
    const FEWEST: usize = 3;
    let kinds = [
        (Meaning::Score, 1, "bảng chấm điểm"),
        (Meaning::Speaker, 1, "danh sách tham luận, báo cáo"),
        (Meaning::Amount, 2, "dự toán, bảng số liệu"),
        (Meaning::Contact, 2, "danh sách người, danh bạ"),
    ];
    grid.rows.iter().take(DEEPEST).find_map(|row| {
        if row.cells.len() < FEWEST {
            return None;
        }
        let found: Vec<_> = row
            .cells
            .iter()
            .filter_map(|cell| labels(&cell.text).first().copied().filter(|label| label.is_whole))
            .collect();
        let count = |wanted: Meaning| found.iter().filter(|label| label.meaning == wanted).count();
        let kind = kinds.iter().find(|(meaning, least, _)| count(*meaning) >= *least);
        kind.filter(|_| found.len() >= FEWEST).map(|(_, _, name)| *name)
    })
}

fn first_is(labels: &[Label], meaning: Meaning) -> bool {
    labels.first().is_some_and(|label| label.meaning == meaning)
}

/// Whether a column says by its heading that it leads, and its cells are names or empty.
fn leads_by_name(evidence: &Evidence, layout: &Layout) -> bool {
    let Some(column) = layout.column(Field::Lead) else { return false };
    says_lead(layout) && (evidence.cells(column).is_empty() || evidence.names(column) >= 0.3)
}

/// Whether the heading of the column of leads says that they lead.
fn says_lead(layout: &Layout) -> bool {
    const STRONG: u16 = 85;
    let labels = layout.column(Field::Lead).and_then(|column| layout.labels.get(&column));
    let leads =
        |label: &Label| label.meaning == Meaning::Field(Field::Lead) && label.strength >= STRONG;
    labels.is_some_and(|labels| labels.iter().any(leads))
}

/// An hour that is no deadline: "7h30 - 8h00", not "17h00 ngày 30/6".
fn is_hour_alone(text: &str) -> bool {
    evidence::is_hour(text) && !text.contains('/') && !key(text).contains("ngày")
}

/// Whether the lines right above a table call it an estimate.
fn says_estimate(grid: &Grid, layout: &Layout) -> bool {
    let rows = grid.rows.iter().take_while(|row| row.row < layout.top);
    let cells = rows.flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
    let lines = grid.above.iter().map(|line| line.text.as_str());
    cells.chain(lines).any(|text| {
        const LONGEST: usize = 200;
        text.len() <= LONGEST && ESTIMATES.in_text(&key(text))
    })
}
