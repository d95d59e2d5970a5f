//! The lines above a table → what they say about the document: title, "(Kèm theo …)", issuer,
//! number.
//!
//! Invariant: the lines fill only fields that the source does not give elsewhere. A line that is
//! not understood gives no message, because it was not meant for the program.

use crate::model::draft::{Draft, Text};
use crate::model::{DocumentField, IssueDate};
use crate::read::grid::{Grid, Line};
use crate::source::{Located, Location};
use crate::text::{key, leading_issue_date, parse_issue_date, single_line};
use crate::vocabulary::{FRONT_BODIES, FRONT_FURNITURE, FRONT_NATION, FRONT_PLACES, FRONT_TITLES};

use super::footer::is_place_and_date;
use super::groups::split_mark;

/// The lines above the first row of the headings, one by one.
pub fn lines(grid: &Grid, first: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for above in &grid.above {
        push_lines(&above.text, (above.at, above.stands_out), &mut lines);
    }
    for row in grid.rows.iter().take_while(|row| row.row < first) {
        for cell in &row.cells {
            push_lines(&cell.text, (grid.at(row.row, cell.column), false), &mut lines);
        }
    }
    lines
}

fn push_lines(text: &str, (at, stands_out): (Location, bool), lines: &mut Vec<Line>) {
    let parts = text.lines().map(single_line).filter(|line| !line.is_empty());
    let line = |text| Line { at, text, stands_out, is_strong: false, columns: Vec::new() };
    lines.extend(parts.map(line));
}

/// What a line is, by its first words.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// "Phụ lục II".
    Annex,
    /// "(Kèm theo …".
    Parent,
    /// Quốc hiệu, tiêu ngữ, "ĐẢNG CỘNG SẢN VIỆT NAM".
    Nation,
    /// "Số: 15/KH-UBND".
    Number,
    /// "Hà Tĩnh, ngày …".
    PlaceAndDate,
    /// A body's name, in capitals.
    Body,
    /// Rules, "DỰ THẢO", "Đơn vị tính: …", dates of print.
    Furniture,
    /// What a title begins with.
    Title,
    /// Anything else.
    Words,
}

fn kind(line: &str) -> Kind {
    let folded = key(line);
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    let is_capitals = letters().all(|c| !c.is_lowercase());
    // A note, or the group that the table begins with.
    if line.starts_with(['-', '+', '*'])
        || split_mark("", line).0.is_some()
        || letters().count() < 3
        || FRONT_FURNITURE.begin(&folded)
    {
        return Kind::Furniture;
    }
    let begins = |words: &str| {
        folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let words = folded.split(' ').count();
    if begins("phụ lục") && words <= 3 {
        return Kind::Annex;
    }
    let issues = || line.starts_with('(') || begins("kèm theo") || begins("ban hành kèm theo");
    if folded.contains("kèm theo") && issues() {
        return Kind::Parent;
    }
    if FRONT_NATION.begin(&folded) {
        return Kind::Nation;
    }
    if begins("số") && line.contains(['/', ':']) && words <= 6 {
        return Kind::Number;
    }
    if is_place_and_date(&folded) || is_dated(line) {
        return Kind::PlaceAndDate;
    }
    if is_capitals && FRONT_BODIES.begin(&folded) && !begins("ban hành") {
        return Kind::Body;
    }
    if FRONT_TITLES.begin(&folded) { Kind::Title } else { Kind::Words }
}

/// "Hà Tĩnh, ngày    /12/2025", "Hà Tĩnh, tháng 12 năm 2025"
fn is_dated(line: &str) -> bool {
    let dated = line.split_once(',').map(|(_, date)| date.trim());
    dated.is_some_and(|date| {
        let starts = ["ngày", "tháng"].iter().any(|word| key(date).starts_with(word));
        starts && parse_issue_date(date).is_ok()
    })
}

/// Fills in the fields that the source does not give.
pub fn mine(lines: &[Line], draft: &mut Draft) {
    let mut front = Front { lines, draft };
    let kinds: Vec<Kind> = lines.iter().map(|line| kind(&line.text)).collect();
    front.header(&kinds);
    front.title(&kinds);
    if let Some(start) = kinds.iter().position(|kind| *kind == Kind::Parent) {
        front.parent(start);
    }
}

struct Front<'a> {
    lines: &'a [Line],
    draft: &'a mut Draft,
}

impl Front<'_> {
    fn set(&mut self, field: DocumentField, text: impl Into<String>, at: Location) {
        let text: Text = Located::new(text.into(), at);
        if !text.value.is_empty() {
            self.draft.document.fields.entry(field).or_insert(text);
        }
    }

    /// Annex number; the block of an office with its bodies, number, place and date.
    fn header(&mut self, kinds: &[Kind]) {
        let of = |wanted: Kind| {
            kinds
                .iter()
                .zip(self.lines)
                .filter(move |(kind, _)| **kind == wanted)
                .map(|(_, line)| line)
        };
        let annex = of(Kind::Annex).next();
        let bodies = self.bodies(kinds);
        let number = of(Kind::Number).next();
        let dated = of(Kind::PlaceAndDate).next();
        if let Some(line) = annex
            && let Some(number) = line.text.split_whitespace().nth(2)
        {
            self.set(DocumentField::Annex, number.trim_end_matches(['.', ':']), line.at);
        }
        match bodies.as_slice() {
            [] => {}
            [issuer] => self.set(DocumentField::Issuer, issuer.text.clone(), issuer.at),
            [parent, issuer, ..] => {
                self.set(DocumentField::ParentIssuer, parent.text.clone(), parent.at);
                self.set(DocumentField::Issuer, issuer.text.clone(), issuer.at);
            }
        }
        if let Some(line) = number {
            let written = line
                .text
                .split_once([':', ' '])
                .map_or("", |(_, number)| number.trim_start_matches([':', ' ']));
            self.set(DocumentField::Number, written.trim(), line.at);
        }
        if let Some(line) = dated
            && let Some((place, date)) = line.text.split_once(',')
        {
            self.set(DocumentField::Place, place.trim(), line.at);
            self.date(date.trim(), (DocumentField::Date, DocumentField::Year), line.at);
        }
    }

    /// The bodies of the block, a name over several lines ("ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH") as
    /// one. Below the title a body is a word of it.
    fn bodies(&self, kinds: &[Kind]) -> Vec<Line> {
        let mut bodies: Vec<Line> = Vec::new();
        let mut open = false;
        for (kind, line) in kinds.iter().zip(self.lines) {
            let is_place = FRONT_PLACES.begin(&key(&line.text));
            let is_capitals = !line.text.chars().any(char::is_lowercase);
            match (kind, bodies.last_mut()) {
                (Kind::Title, _) => break,
                (Kind::Body, _) => bodies.push(line.clone()),
                (Kind::Words, Some(body)) if open && is_place && is_capitals => {
                    body.text = format!("{} {}", body.text, line.text);
                }
                _ => {}
            }
            // The cells of Quốc hiệu stand between the lines of the block.
            open = matches!(kind, Kind::Body) || open && *kind == Kind::Nation;
        }
        bodies
    }

    /// The first line that a title begins with, and what follows it up to another kind of line.
    /// Without one, the words that stand right above "(Kèm theo …)", else the first that stand out.
    fn title(&mut self, kinds: &[Kind]) {
        let first = kinds.iter().position(|kind| *kind == Kind::Title);
        let first = first.or_else(|| {
            let parent = kinds.iter().position(|kind| *kind == Kind::Parent)?;
            let words = kinds.iter().take(parent).rposition(|kind| *kind != Kind::Words);
            let first = words.map_or(0, |index| index + 1);
            (first < parent).then_some(first)
        });
        let first = first.or_else(|| {
            let mut words = kinds.iter().zip(self.lines);
            words.position(|(kind, line)| *kind == Kind::Words && line.stands_out)
        });
        let Some(first) = first else { return };
        let rest = kinds.iter().zip(self.lines).skip(first);
        let lines = rest.take_while(|(kind, line)| {
            matches!(kind, Kind::Title | Kind::Words | Kind::Body) && !line.text.starts_with('(')
        });
        let words: Vec<&str> = lines.map(|(_, line)| line.text.as_str()).collect();
        if let Some(line) = self.lines.get(first) {
            self.set(DocumentField::Title, words.join(" "), line.at);
        }
    }

    /// "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)",
    /// which may run over several lines.
    fn parent(&mut self, start: usize) {
        let Some(first) = self.lines.get(start) else { return };
        let whole = self.bracket(start);
        let folded = whole.to_lowercase();
        let Some(after) =
            folded.find("kèm theo").and_then(|index| whole.get(index + "kèm theo".len()..))
        else {
            return;
        };
        let after = after.split(')').next().unwrap_or_default().trim();
        // " của " of the issuer stands after the date, not inside a name before it.
        let (head, issuer) = match after.split_once(" của ") {
            Some((head, issuer)) => (head, issuer.trim()),
            None => (after, ""),
        };
        let (kind, rest) = kind_and_rest(head);
        self.set(DocumentField::ParentKind, kind, first.at);
        let number = rest
            .split([' ', ','])
            .find(|word| word.contains('/') && word.chars().any(char::is_alphabetic));
        if let Some(number) = number {
            let number = number.trim_matches(['…', '.', '_']);
            self.set(DocumentField::ParentNumber, number, first.at);
        }
        // "Quyết định số …/QĐ-UBND tháng 12 năm 2025": a draft whose day is open.
        let dated = rest.find("ngày").map(|at| at + "ngày".len()).or_else(|| rest.find("tháng "));
        if let Some(date) = dated.and_then(|at| rest.get(at..)) {
            let fields = (DocumentField::ParentDate, DocumentField::ParentYear);
            self.date(date.trim(), fields, first.at);
        }
        let issuer = issuer.trim_end_matches(['.', ';']);
        self.set(DocumentField::ParentDocumentIssuer, issuer, first.at);
    }

    /// The lines from one on, up to the end of their bracket.
    fn bracket(&self, start: usize) -> String {
        const MOST_LINES: usize = 4;
        let lines = self.lines.get(start..).unwrap_or_default();
        let has_bracket = lines.first().is_some_and(|first| first.text.starts_with('('));
        let mut whole = String::new();
        for line in lines.iter().take(MOST_LINES) {
            whole.push_str(&line.text);
            whole.push(' ');
            if line.text.contains(')') || !has_bracket {
                break;
            }
        }
        whole
    }

    /// A day, or the month or the year where the rest is blank.
    fn date(&mut self, text: &str, (day, year): (DocumentField, DocumentField), at: Location) {
        let written = text.trim();
        // A date behind "ngày" has lost that word.
        let dated = leading_issue_date(written)
            .or_else(|| leading_issue_date(&format!("ngày {written}")))
            .unwrap_or_default();
        match dated {
            IssueDate::Day(_) | IssueDate::Month(_) => return self.set(day, dated.shown(), at),
            IssueDate::Year(number) => return self.set(year, number.to_string(), at),
            IssueDate::Unknown => {}
        }
        let number = written.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4);
        if let Some(number) = number {
            self.set(year, number, at);
        }
    }
}

/// "Quyết định số 15/QĐ-UBND ngày …" → the kind of document, and its number with what follows.
fn kind_and_rest(head: &str) -> (&str, &str) {
    let number = head.to_lowercase().find(" số");
    let parts =
        number.and_then(|index| Some((head.get(..index)?, head.get(index + " số".len()..)?)));
    if let Some((kind, rest)) = parts {
        return (kind.trim(), rest.trim_start_matches([':', ' ']));
    }
    let end = head.find(" ngày").unwrap_or(head.len());
    let kind = head.get(..end).unwrap_or(head);
    // "Quyết định 45/QĐ-BYT": the number says where the kind ends.
    let number = kind.split(' ').find(|word| word.contains('/'));
    let kind = number.and_then(|number| kind.split(number).next()).unwrap_or(kind);
    (kind.trim(), head)
}
